"""Large print: where pictures stand beside the words so that a sheet takes fewer leaves."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.editions.paper.fit import Subject, fit
from handouts.editions.paper.fit_rules import RULES
from handouts.editions.paper.fitted import Fitted
from handouts.editions.paper.messages import Messages
from handouts.editions.paper.svg import load_art
from handouts.editions.paper.tagging import tag
from handouts.model.blocks import Figure, Paragraph, Section
from handouts.model.document import Handout
from handouts.project.brand import read_brand

from .documents import art_folder, sheet, text
from .test_fit import SENTENCE, TEMPLATES, typesetter

#: A section: how many paragraphs it has, and whether it has a picture, and that one a caption.
Part = tuple[int, bool, bool]
PARTS = st.lists(st.tuples(st.integers(1, 7), st.booleans(), st.booleans()), min_size=2, max_size=9)


def made(parts: list[Part]) -> Handout:
    alt, caption = text("A person walks."), text("Walk slowly")
    sections = tuple(
        Section(
            text(f"Part {number}"),
            tuple(Paragraph(text(SENTENCE)) for _ in range(count)),
            figure=Figure("walking", alt, caption=caption if told else None) if drawn else None,
        )
        for number, (count, drawn, told) in enumerate(parts)
    )
    return replace(sheet("en", Paragraph(text(SENTENCE))), sections=sections)


def fitted(handout: Handout, levels: int) -> Fitted:
    """At the first so many levels of large print."""
    brand = read_brand(TEMPLATES / "brand.toml")[0]
    drawings = {"walking": load_art(art_folder(), "walking", brand.colors)}
    messages = Messages(handout.language, typesetter())
    words = tag(handout, brand)
    subject = Subject(handout, words, brand, None, drawings, messages, "large", "letter")
    return fit(subject, replace(RULES, large=RULES.large[:levels]))


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_small_pictures_save_a_leaf_of_paper_or_white_space(parts: list[Part]) -> None:
    """And no sheet takes a page more for them."""
    handout = made(parts)
    above, best = fitted(handout, 1), fitted(handout, len(RULES.large))
    assert len(best.pages) <= len(above.pages)
    assert not any(best.overfull)
    if best.context.style.level.small:
        assert best.sparing < above.sparing
    else:
        assert best.sparing == above.sparing


def test_a_sheet_that_is_a_little_too_long_takes_a_leaf_less() -> None:
    handout = made([(5, True, False), (5, True, False), (4, True, False)])
    above, best = fitted(handout, 1), fitted(handout, len(RULES.large))
    assert (above.leaves, best.leaves) == (2, 1)


def test_pictures_that_explain_stay_above_the_words() -> None:
    """Where pages have white space; those with a caption do explain."""
    handout = made([(5, True, True), (5, True, True), (4, True, True)])
    above, best = fitted(handout, 1), fitted(handout, len(RULES.large))
    assert best.leaves == above.leaves
    assert not best.context.style.level.small
