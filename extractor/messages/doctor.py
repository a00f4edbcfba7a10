"""What `gouji doctor` says."""

DOCTOR: dict[str, tuple[str, str]] = {}
