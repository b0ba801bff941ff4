"""Mistakes as translators make them, seeded into the real catalogs: how many are found."""
