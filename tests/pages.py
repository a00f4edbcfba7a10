"""Writes the generated part of docs/forms.md anew: `make pages`. A test fails where it is not fresh."""

from pathlib import Path

from extractor.export import form_page
from extractor.schema import shipped_schemas

PAGE = Path(__file__).resolve().parents[1] / "docs" / "forms.md"
MARK = "<!-- From here on `make pages` writes this page from schemas/*.yaml. -->\n"


def fresh(text: str) -> str:
    """Return the page with what comes behind the mark made anew."""
    pages = ("".join(form_page(schema)) for schema in shipped_schemas())
    return text.partition(MARK)[0] + MARK + "\n" + "".join(pages).rstrip("\n") + "\n"


if __name__ == "__main__":
    PAGE.write_text(fresh(PAGE.read_text("utf-8")), "utf-8", newline="\n")
