"""A report held against its form as a document: its sections, its numbering, what is left blank or left in."""
