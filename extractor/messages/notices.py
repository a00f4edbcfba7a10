"""What the notices to agencies and the internal worklist say."""

NOTICES: dict[str, tuple[str, str]] = {}
