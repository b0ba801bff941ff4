"""Plain language: how a sheet reads, measured and judged.

`check` gates the English and compares translations with it; `text` takes the messages out of a
document; `readability` counts and scores; `terms` and `words` know which words need explaining and
what to say instead; `syllables` counts English syllables.
"""
