"""Collect all that an installation without network needs into build/bundle, and zip it: `make bundle` runs this.

    python .ci/bundle.py [--extras parquet] [--platform win_amd64 ...] [--python 311]

Every package is a wheel at the version of constraints.txt. pip looks at the markers of a requirement
(`; sys_platform == "win32"`) with the eyes of the machine it runs on, so what only the other machine needs is found and
fetched here.
"""

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
BUNDLE = BUILD / "bundle"
WHEELS = BUNDLE / "wheels"
CONSTRAINTS = ROOT / "constraints.txt"
THERE_ALREADY = {"pip"}  # a fresh environment has one, and it must not be swapped while it is at work
BESIDE = ("LICENSE", "CHANGELOG.md", "README.md", "README.zh-CN.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The machine a bundle is for: pip's names of its platform (none: this one) and its Python, such as `311`."""

    platforms: tuple[str, ...] = ()
    python: str = ""

    @property
    def version(self) -> str:
        """Return the Python version with its point (`3.11`)."""
        return f"{self.python[0]}.{self.python[1:]}" if self.python else ".".join(platform.python_version_tuple()[:2])

    @property
    def name(self) -> str:
        """Return what the zip file is called behind the version."""
        own = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        return f"py{self.version.replace('.', '')}-{self.platforms[0] if self.platforms else own}"

    @property
    def options(self) -> list[str]:
        """Return the options by which pip fetches for that machine."""
        named = [part for each in self.platforms for part in ("--platform", each)]
        return [*named, "--python-version", self.python] if self.python else named

    @property
    def environment(self) -> dict[str, str]:
        """Return what the markers of a requirement are held against there; empty for this machine."""
        if not self.options:
            return {}
        system, os_name, name = _system(self.platforms[0] if self.platforms else sysconfig.get_platform())
        return {
            "sys_platform": system,
            "os_name": os_name,
            "platform_system": name,
            "platform_machine": _machine(self.platforms[0]) if self.platforms else platform.machine(),
            "python_version": self.version,
            "python_full_version": f"{self.version}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }


def main() -> None:
    """Build the bundle that the command line asks for, and say where it is."""
    asked = _arguments()
    target = Target(platforms=tuple(asked.platform), python=asked.python.replace(".", ""))
    shutil.rmtree(BUNDLE, ignore_errors=True)
    WHEELS.mkdir(parents=True)
    own = _own_wheel()
    extras = f"[{','.join(asked.extras)}]" if asked.extras else ""
    _download(target, f"{own}{extras}")
    for missing in iter(lambda: _missing(target, set(asked.extras)), []):
        _download(target, "--no-deps", *missing)
    _leave_out()
    _hold_to_constraints()
    _add_papers(target, asked.extras)
    _add_sums()
    print(_zipped(f"{'-'.join(own.name.split('-')[:2])}-{target.name}").relative_to(ROOT))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Collect wheels for an installation without network.")
    parser.add_argument("--extras", nargs="*", default=[], help="optional formats, such as parquet")
    parser.add_argument("--platform", nargs="*", default=[], help="as pip names it, such as win_amd64")
    parser.add_argument("--python", default="", help="such as 311")
    return parser.parse_args()


def _own_wheel() -> Path:
    _run("build", "--wheel", "--no-isolation", "--outdir", str(WHEELS), str(ROOT))
    (wheel,) = WHEELS.glob("gouji-*.whl")
    return wheel


def _download(target: Target, *what: str) -> None:
    fixed = ("--only-binary", ":all:", "--constraint", str(CONSTRAINTS), "--dest", str(WHEELS))
    _run("pip", "download", "--quiet", "--disable-pip-version-check", *fixed, *target.options, *what)


def _run(module: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{module} failed:\n{done.stdout}{done.stderr}")


def _missing(target: Target, extras: set[str]) -> list[str]:
    """Return what some wheel of the bundle needs on the target and the bundle does not have, pinned."""
    have = THERE_ALREADY | {canonicalize_name(wheel.name.split("-")[0]) for wheel in WHEELS.glob("*.whl")}
    wanted = {"gouji": extras}
    needed = [need for wheel in sorted(WHEELS.glob("*.whl")) for need in _requirements(wheel)]
    for _, need in needed:
        wanted.setdefault(canonicalize_name(need.name), set()).update(need.extras)
    lacking = {
        canonicalize_name(need.name)
        for owner, need in needed
        if any(_applies(need, target, extra) for extra in ("", *wanted.get(owner, ())))
    } - have
    return sorted(f"{name}=={_pins()[name]}" if name in _pins() else _unpinned(name) for name in lacking)


def _requirements(wheel: Path) -> Iterator[tuple[str, Requirement]]:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        headers = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    for line in headers.get_all("Requires-Dist", []):
        yield canonicalize_name(headers["Name"]), Requirement(line)


def _applies(need: Requirement, target: Target, extra: str) -> bool:
    return need.marker is None or need.marker.evaluate({**target.environment, "extra": extra})


def _pins() -> dict[str, str]:
    lines = (line.partition("==") for line in CONSTRAINTS.read_text("utf-8").splitlines() if "==" in line)
    return {canonicalize_name(name): version for name, _, version in lines}


def _unpinned(name: str) -> str:
    sys.exit(f"{name} is needed there and not in constraints.txt: add it with its version")


def _leave_out() -> None:
    for name in THERE_ALREADY:
        for wheel in WHEELS.glob(f"{name}-*.whl"):
            wheel.unlink()


def _hold_to_constraints() -> None:
    for wheel in WHEELS.glob("*.whl"):
        name, version = canonicalize_name(wheel.name.split("-")[0]), wheel.name.split("-")[1]
        if name != "gouji" and _pins().get(name) != version:
            _unpinned(f"{name} {version}")


def _add_papers(target: Target, extras: list[str]) -> None:
    """Put beside the wheels what a person needs who has no network: how to install, the pages, reports to try it on."""
    shutil.copy(CONSTRAINTS, BUNDLE)
    for name in BESIDE:
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, BUNDLE)
    shutil.copytree(ROOT / "docs", BUNDLE / "docs")
    shutil.copytree(ROOT / "eval" / "demo", BUNDLE / "demo")
    text = (ROOT / ".ci" / "INSTALL.txt").read_text("utf-8")
    named = f"gouji[{','.join(extras)}]" if extras else "gouji"
    for blank, value in {"{python}": target.version, "{target}": target.name, "{gouji}": named}.items():
        text = text.replace(blank, value)
    # With a mark at the start and Windows line ends, the editor of every Windows shows both languages.
    (BUNDLE / "INSTALL.txt").write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())


def _add_sums() -> None:
    files = sorted(path for path in BUNDLE.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(BUNDLE).as_posix()}" for path in files
    ]
    (BUNDLE / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def _zipped(name: str) -> Path:
    path = BUILD / f"{name}.zip"
    files = sorted(path for path in BUNDLE.rglob("*") if path.is_file())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"{name}/{file.relative_to(BUNDLE).as_posix()}")
    return path


def _system(named: str) -> tuple[str, str, str]:
    if named.startswith("win"):
        return "win32", "nt", "Windows"
    return ("darwin", "posix", "Darwin") if named.startswith("macosx") else ("linux", "posix", "Linux")


def _machine(named: str) -> str:
    if named.startswith("win"):
        return {"win_amd64": "AMD64", "win_arm64": "ARM64"}.get(named, "x86")
    return next((machine for machine in ("x86_64", "aarch64", "arm64") if named.endswith(machine)), "x86_64")


if __name__ == "__main__":
    main()
