"""Pure values that every other package passes around: documents, findings, languages, Unicode."""
