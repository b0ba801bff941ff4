"""A document → its structure tree: what is read, in which order, before anything is laid out.

The walk over the document fixes the reading order (ISO 32000-1, 14.7 and 14.8) and makes every
element once. What it returns is the document again, each part with its elements beside it; layout
takes that, so that what is seen and what is read cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.editions.paper.block_tags import Tagger
from handouts.editions.paper.shared_tags import SharedTagger, is_shared
from handouts.editions.paper.tagged import (
    TaggedHandout,
    TaggedLink,
    TaggedSection,
    TaggedSummary,
    TaggedText,
)
from handouts.model.blocks import Span, Text
from handouts.model.document import Handout
from handouts.model.languages import ENGLISH, Language
from handouts.pdf.tags import Role, StructElement
from handouts.project.brand import Brand
from handouts.text.identity_cache import IdentityCache

#: The sections of some sheets, by the section's place on its sheet and the language: a sheet that
#: is made again with other values in its lines, or in another edition, keeps nearly all of them.
_summaries = IdentityCache[str, TaggedSummary](8)
_sections = IdentityCache[tuple[int, str], TaggedSection](64)


def tag(handout: Handout, brand: Brand, english: Handout | None = None) -> TaggedHandout:
    """The structure tree of a handout, and the handout with its elements. Where the same sheet in
    English stands beside it, each part is read in the patient's language, then in English; one that
    is filled in, as `shared_tags` has it."""
    own = _tag(handout, brand)
    if english is None:
        return own
    other = _tag(english, brand)
    pairs = list(zip(own.sections, other.sections, strict=True))
    for number, two in enumerate(zip(handout.sections, english.sections, strict=True)):
        if any(map(is_shared, two[0].blocks)):
            pairs[number] = SharedTagger(handout.language).sections(*two)
    own = own._replace(sections=tuple([first for first, _ in pairs]))
    other = other._replace(sections=tuple([second for _, second in pairs]))
    root = StructElement(Role.DOCUMENT)
    own_parts = own.root.children
    before = own_parts.index(own.title.element)
    _read(root, *own_parts[:before], own.title.element, own.subtitle.element)
    _read_english(root, other.title.element, other.subtitle.element)
    _read(root, own.summary.element)
    _read_english(root, other.summary.element)
    for section, same in pairs:
        _read(root, section.element)
        if same.element is not section.element:
            _read_english(root, same.element)
    if own.online:
        _read(root, own_parts[-1])
    return own._replace(root=root, english=other)


def _read(parent: StructElement, *elements: StructElement) -> None:
    parent.children.extend(elements)


def _read_english(root: StructElement, *elements: StructElement) -> None:
    _read(root.add(Role.DIV, lang=ENGLISH.tag), *elements)


def _tag(handout: Handout, brand: Brand) -> TaggedHandout:
    language = handout.language
    tagger = Tagger(language)
    root = StructElement(Role.DOCUMENT)
    sender = _sender(root, brand, language)
    notices = _notices(tagger, handout.draft_notice, root)
    title = tagger.text(handout.title, root.add(Role.H1))
    subtitle = tagger.text(handout.subtitle, root.add(Role.P))
    summary = _summaries.get(handout.summary, language.tag) or _summaries.put(
        handout.summary, language.tag, Tagger(language).summary(handout.summary)
    )
    root.children.append(summary.element)
    sections = []
    for number, section in enumerate(handout.sections):
        key = number, language.tag
        tagged = _sections.get(section, key) or _sections.put(
            section, key, Tagger(language).section(section)
        )
        root.children.append(tagged.element)
        sections.append(tagged)
    online = _online(tagger, handout, brand, root)
    parts = title, subtitle, notices, summary, tuple(sections), online
    return TaggedHandout(root, sender, *parts)


def _sender(root: StructElement, brand: Brand, language: Language) -> StructElement:
    """Who hands the sheet out, said once, before the title, and pronounced in its language."""
    lang = None if language == brand.language else brand.language.tag
    role, alt = (Role.FIGURE, brand.name) if brand.logo else (Role.P, None)
    return root.add(role, lang=lang, alt=alt)


def _notices(
    tagger: Tagger, notices: Sequence[Text], root: StructElement
) -> tuple[TaggedText, ...]:
    """The language's own notice, at which the patient looks, before the desk's in English."""
    if not notices:
        return ()
    note = root.add(Role.DIV)
    tagged = []
    for notice in reversed(notices):
        language = notice.spans[0].language if notice.spans else None
        element = note.add(Role.P, lang=language.tag if language else None)
        tagged.append(tagger.text(notice, element, language))
    return tuple(tagged)


def _online(
    tagger: Tagger, handout: Handout, brand: Brand, root: StructElement
) -> TaggedLink | None:
    """Where the clinic has the sheet online, if it does."""
    if not brand.online:
        return None
    names = {"guide": handout.guide, "handout": handout.name}
    address = brand.online.format(language=handout.language.tag, **names)
    own = None if handout.language == ENGLISH else ENGLISH
    link = root.add(Role.P, lang=own.tag if own else None).add(Role.LINK, link=address)
    text = Text((Span(address),), handout.title.where)
    return TaggedLink(address, tagger.text(text, link, own))
