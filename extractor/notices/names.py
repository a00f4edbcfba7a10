"""Names of files that every file system takes, made of what people call an agency."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

MOST_BYTES = 120
"""A file name may have 255 bytes on most systems; the suffix and what a mail program adds want room too."""

_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def file_names(titles: Iterable[str]) -> dict[str, str]:
    """Return a file name without suffix for each title, no two the same to any file system."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for title in dict.fromkeys(titles):
        name, number = safe_name(title), 1
        while _folded(name) in taken:
            number += 1
            name = f"{safe_name(title)}-{number}"
        taken.add(_folded(name))
        names[title] = name
    return names


def safe_name(title: str) -> str:
    """Return a title as a file name: Chinese stays, what is forbidden becomes `_`, what is too long is cut."""
    text = "".join(
        " " if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"} else char for char in title
    )
    text = _RESERVED.sub("_", " ".join(unicodedata.normalize("NFC", text).split())).strip(". ")
    if len(text.encode()) > MOST_BYTES:
        kept = text.encode()[: MOST_BYTES - 9].decode(errors="ignore").rstrip(". ")
        text = f"{kept}-{sha256(title.encode(errors='replace')).hexdigest()[:8]}"
    return f"_{text}" if not text or text.startswith("-") or _DEVICE.fullmatch(text) else text


def _folded(name: str) -> str:
    """Return what names have in common that some file system holds to be the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
