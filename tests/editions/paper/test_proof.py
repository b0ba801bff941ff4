"""Parts of a proof: what differs from an older wording, and words that need another font."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.editions.paper.proof.differences import marked
from handouts.editions.paper.substitutes import in_fonts
from handouts.model.blocks import Span, Text
from handouts.model.findings import Where
from handouts.model.languages import language
from handouts.text.fonts import FontLibrary, default_folders
from handouts.text.paragraph import Typesetter

EN, AR = language("en"), language("ar")


@pytest.mark.parametrize(
    ("old", "new", "bold"),
    [
        ("Rest for two days.", "Rest for a day.", [" two days."]),
        ("Rest.", "Rest.", []),
        ("", "Rest.", []),
        ("Rest now.", "", ["Rest now."]),
        ("注射后回家。", "注射前回家。", ["后"]),
    ],
)
def test_what_the_new_words_do_not_have_is_bold(old: str, new: str, bold: list[str]) -> None:
    spans = marked(old, new)
    assert "".join(span.text for span in spans) == old
    assert [span.text for span in spans if span.bold] == bold


def test_words_of_the_other_language_become_spans_of_their_own() -> None:
    typesetter = Typesetter(FontLibrary(default_folders(None, Path())))
    text = Text((Span("injection = حقنة واحدة, \U00010348"),), Where(""))
    shown = in_fonts(text, EN, AR, typesetter)
    assert [(span.text, span.language) for span in shown.spans] == [
        ("injection = ", None),
        ("حقنة واحدة", AR),
        (", ", None),
        ("\ufffd", AR),
    ]
