"""Where the data folders `prompts/`, `schemas/` and `eval/` are, installed or in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from extractor.errors import GoujiError


def data_root() -> Traversable:
    """Return the folder that holds `prompts/`, `schemas/` and `eval/`.

    Raises `GoujiError` naming both places looked, where neither holds them.
    """
    shipped = files("extractor") / "_data"
    if shipped.is_dir():
        return shipped
    checkout = Path(__file__).resolve().parents[1]
    if (checkout / "schemas").is_dir():
        return checkout
    raise GoujiError("data.missing", shipped=shipped, checkout=checkout)
