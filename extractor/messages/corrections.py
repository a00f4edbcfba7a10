"""What the commands about decisions say, and the headings of their table."""

CORRECTIONS: dict[str, tuple[str, str]] = {}
