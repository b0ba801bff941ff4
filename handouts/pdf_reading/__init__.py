"""A finished PDF, read back: page text, structure tree, tables, what a screen reader says."""
