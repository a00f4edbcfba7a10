"""The bundle for a machine without network: nothing that the other machine needs is forgotten, nothing is unpinned."""

import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / ".ci" / "bundle.py"

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="looks at the checkout, not at the wheel")


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """Return the script at work in folders of its own, over wheels that need things."""
    spec = importlib.util.spec_from_file_location("bundle", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "bundle", module)
    spec.loader.exec_module(module)
    folder = tmp_path / "build" / "bundle"
    (folder / "wheels").mkdir(parents=True)
    (tmp_path / "constraints.txt").write_text("colorama==0.4.6\nfast-part==2.0\nscreen==1.0\n", "utf-8")
    places = {"BUILD": folder.parent, "BUNDLE": folder, "WHEELS": folder / "wheels"}
    for name, path in {**places, "CONSTRAINTS": tmp_path / "constraints.txt"}.items():
        monkeypatch.setattr(module, name, path)
    wheel(folder, "gouji", "0.1.0", "screen>=1", "fast-part; extra == 'quick'")
    wheel(folder, "screen", "1.0", "colorama; platform_system == 'Windows'", "pip")
    return module


def wheel(folder, name, version, *needs):
    with zipfile.ZipFile(folder / "wheels" / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        lines = [f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {need}" for need in needs)]
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines) + "\n")


def test_what_only_windows_needs_is_in_a_bundle_for_windows(bundle):
    windows, linux = (bundle.Target(platforms=(name,), python="311") for name in ("win_amd64", "manylinux2014_x86_64"))
    assert bundle._missing(windows, set()) == ["colorama==0.4.6"]
    assert bundle._missing(linux, set()) == []
    wheel(bundle.BUNDLE, "colorama", "0.4.6")
    assert bundle._missing(windows, set()) == []


def test_an_extra_is_fetched_where_it_is_asked_for(bundle):
    here = bundle.Target()
    assert "fast-part==2.0" in bundle._missing(here, {"quick"})
    assert "fast-part==2.0" not in bundle._missing(here, set())


def test_a_package_without_a_pin_stops_the_bundle(bundle):
    wheel(bundle.BUNDLE, "screen", "1.0", "unheard-of")
    with pytest.raises(SystemExit, match=r"unheard-of is needed there and not in constraints.txt"):
        bundle._missing(bundle.Target(), set())


def test_a_version_other_than_the_pinned_one_stops_the_bundle(bundle):
    bundle._hold_to_constraints()
    wheel(bundle.BUNDLE, "colorama", "0.3")
    with pytest.raises(SystemExit, match=r"colorama 0\.3"):
        bundle._hold_to_constraints()


@pytest.mark.parametrize(
    ("target", "options"),
    [
        ({}, []),
        ({"platforms": ("win_amd64",), "python": "312"}, ["--platform", "win_amd64", "--python-version", "312"]),
        ({"platforms": ("macosx_11_0_arm64",)}, ["--platform", "macosx_11_0_arm64"]),
    ],
)
def test_pip_is_told_the_machine_a_bundle_is_for(bundle, target, options):
    assert bundle.Target(**target).options == options


def test_the_papers_name_the_machine_and_the_sums_are_right(bundle):
    import hashlib

    bundle._add_papers(bundle.Target(platforms=("win_amd64",), python="311"), ["parquet"])
    text = (bundle.BUNDLE / "INSTALL.txt").read_bytes().decode("utf-8-sig")
    assert "{" not in text
    assert "py -3.11 -m venv gouji-env\r\n" in text
    assert '--no-index --find-links wheels -c constraints.txt "gouji[parquet]"' in text
    bundle._add_sums()
    sums = dict(reversed(line.split("  ")) for line in (bundle.BUNDLE / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums["INSTALL.txt"] == hashlib.sha256((bundle.BUNDLE / "INSTALL.txt").read_bytes()).hexdigest()
    assert any(name.startswith("demo/") for name in sums)
    names = zipfile.ZipFile(bundle._zipped("gouji-0.1.0-here")).namelist()
    assert "gouji-0.1.0-here/docs/cli.md" in names
