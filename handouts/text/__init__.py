"""Unicode text → positioned glyphs, in every script. Knows no PDF.

The way of a paragraph, in the order `paragraph` calls them::

    breaks      where a line may end                  (ICU; `word_ends`, `phrases`, `ties`,
                                                       `counted`)
    isolates    a level for each character            (UAX #9 in `bidi` and `bidi_explicit`)
    itemize     stretches of one level, script, face  (UAX #24; `model.unicode`)
    shape       glyphs                                (HarfBuzz)
    fitting     which opportunities become line ends
    paragraph   lines of positioned glyphs            (values: `glyphs`)

Beside it, `fonts` finds the faces of a language and `face` opens, measures and subsets one.
"""
