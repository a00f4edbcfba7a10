"""What the exports say: headings of tables and books, and the codebook."""

EXPORTS: dict[str, tuple[str, str]] = {}
