"""Any text held against its sources: which of its numbers they bear out, and which not."""
