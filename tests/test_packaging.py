"""What is shipped: the wheel's content, the pinned dependencies, the public surface, the changelog."""

import importlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import extractor

ROOT = Path(__file__).resolve().parents[1]
DATA_FOLDERS = ("prompts", "schemas", "eval")

in_a_checkout = pytest.mark.skipif(not (ROOT / "extractor").is_dir(), reason="looks at the checkout, not at the wheel")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> list[str]:
    """Build the wheel and return the names in it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


@in_a_checkout
def test_the_only_top_level_name_in_the_wheel_is_extractor(shipped):
    top = {name.split("/")[0] for name in shipped}
    assert {name for name in top if not name.endswith(".dist-info")} == {"extractor"}


@in_a_checkout
def test_every_data_file_is_in_the_wheel(shipped):
    files = {path.relative_to(ROOT).as_posix() for folder in DATA_FOLDERS for path in data_files(folder)}
    assert any(name.startswith("schemas/") for name in files)
    assert {name for name in files if f"extractor/_data/{name}" not in shipped} == set()


@in_a_checkout
def test_every_template_is_in_the_wheel(shipped):
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "extractor").rglob("templates/*")}
    assert templates
    assert templates - set(shipped) == set()


@in_a_checkout
def test_the_wheel_says_it_is_typed_and_carries_its_licence(shipped):
    assert "extractor/py.typed" in shipped
    assert any(name.endswith("licenses/LICENSE") for name in shipped)


@in_a_checkout
@pytest.mark.parametrize("folder", DATA_FOLDERS)
def test_a_data_folder_holds_no_python(folder):
    assert [path.name for path in (ROOT / folder).rglob("*.py")] == []


@in_a_checkout
def test_every_runtime_dependency_is_pinned_exactly():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {canonical(requirement) for requirement in project["dependencies"]}
    pinned = {canonical(line) for line in constraints() if re.fullmatch(r"[\w.-]+==[\w.]+( ;.*)?", line)}
    assert needed - pinned == set()


@in_a_checkout
def test_the_constraints_name_no_host_and_no_project_of_our_own():
    text = "\n".join(constraints())
    assert "://" not in text
    assert "@" not in text
    assert "--" not in text
    assert "gouji" not in text


def test_the_public_names_are_sorted_and_importable():
    assert extractor.__all__ == sorted(extractor.__all__)
    assert [name for name in extractor.__all__ if not callable(getattr(extractor, name, None))] == []


def test_a_name_that_is_not_public_is_refused_as_python_does():
    with pytest.raises(AttributeError, match="no attribute 'Manager'"):
        _ = extractor.Manager


@in_a_checkout
def test_every_module_can_be_imported():
    modules = [path.relative_to(ROOT) for path in (ROOT / "extractor").rglob("*.py") if path.stem != "__main__"]
    for module in modules:
        importlib.import_module(".".join(module.with_suffix("").parts).removesuffix(".__init__"))


@in_a_checkout
def test_the_changelog_has_an_unreleased_section():
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def data_files(folder: str) -> list[Path]:
    """Return the files of a data folder that belong to the project (`eval/runs/` holds a user's own)."""
    ours = (path for path in (ROOT / folder).rglob("*") if path.is_file() and not path.name.startswith("."))
    return [path for path in ours if not path.is_relative_to(ROOT / "eval" / "runs")]


def constraints() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def canonical(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()
