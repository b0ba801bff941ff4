"""Floor 1: Unicode text → positioned glyphs, in every script. Knows no PDF.

Read in this order: `bidi` (UAX #9), `breaks` (where lines may end), `shape` (which face and script
each piece is shaped with), `paragraph` (lines of positioned glyphs, as `glyphs` defines them).
`fonts` finds the faces. `ucd` holds the few Unicode properties they share.
"""
