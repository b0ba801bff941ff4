"""Making the proof of a sheet: what is known of each of its messages, and since when it waits to be
signed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from handouts.catalogs.comments import joined
from handouts.catalogs.po import Key
from handouts.compose import inline
from handouts.compose.compose import Composer
from handouts.editions import RenderedFile
from handouts.editions.paper.conformance import conformance
from handouts.editions.paper.proof.content import Earlier, ProofContent, ProofMessage
from handouts.editions.paper.proof.differences import marked
from handouts.editions.paper.proof.render import render_proof
from handouts.editions.paper.render import Drawn, draw
from handouts.model.blocks import Span, Text
from handouts.model.document import Handout
from handouts.model.errors import FindingsError
from handouts.model.findings import Where, has_errors
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.press.open_warnings import open_warnings
from handouts.press.sheet_messages import (
    MessageState,
    SheetMessage,
    in_order,
    placeless,
    sheet_messages,
)
from handouts.press.signed_before import SignedBefore
from handouts.press.signing import on_no_handout
from handouts.project import signatures
from handouts.project.guide import Guide
from handouts.project.project import Project
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import Typesetter

_STATES = {
    MessageState.UNTRANSLATED: "not translated",
    MessageState.FUZZY: "fuzzy: the English has changed",
    MessageState.WRONG: "has an error",
    MessageState.DONE: "not signed",
}

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class Proofs:
    """Makes the proofs of a project in one language. `typed` makes a command of this program one
    that can be typed as it stands."""

    def __init__(
        self,
        project: Project,
        language: Language,
        fonts: FontLibrary,
        typed: Callable[[str], str] = str,
    ) -> None:
        self._typed = typed
        self._project = project
        self._language = language
        self._composer = Composer(project)
        self._typesetter = Typesetter(fonts, project.unbreakable)
        self._review, _ = project.review(language)
        self._before = SignedBefore(project, language)

    def make(
        self, guide: Guide, sheet: str, paper: str, *, changed: bool = False
    ) -> RenderedFile | None:
        """The proof of a sheet; `data` is empty where it cannot be made. With `changed`, only what
        is not signed is listed; nothing is made where all is. Raises `FindingsError` where the
        sheet cannot be read, or a drawing cannot be used."""
        handout, drawn, messages = self._numbered(guide, sheet, paper)
        project = self._project
        brand, typesetter, art = project.brand, self._typesetter, project.art
        content = self._content(handout, guide, messages, drawn)
        if changed:
            waiting = tuple(one for one in content.messages if not one.signed)
            if not waiting:
                return None
            content = replace(content, messages=waiting, partial=True)
        file = render_proof(
            handout, brand, typesetter, art, content, edition="standard", paper=paper
        )
        findings = (
            *file.findings,
            *conformance(file.data, proof_path(self._language, guide.name, sheet, changed=changed)),
        )
        return RenderedFile(b"" if has_errors(findings) else file.data, file.pages, findings)

    def codes(self, guide: Guide, sheet: str, paper: str) -> Mapping[int, str]:
        """The code of each message by its number on the proof. Raises as `make`."""
        _, _, messages = self._numbered(guide, sheet, paper)
        return {number: message.code for number, message in enumerate(messages, 1)}

    def _numbered(
        self, guide: Guide, sheet: str, paper: str
    ) -> tuple[Handout, Drawn, tuple[SheetMessage, ...]]:
        composed = self._composer.compose(guide, sheet, self._language)
        handout = composed.handout
        if handout is None:
            raise FindingsError(composed.findings)
        project = self._project
        drawn = draw(handout, project.brand, self._typesetter, project.art, paper=paper)
        found = sheet_messages(
            project, self._composer, guide, sheet, self._language, also=self._loose
        )
        return handout, drawn, in_order(found, drawn.places)

    @cached_property
    def _loose(self) -> Sequence[tuple[str, Key]]:
        return on_no_handout(self._project)

    def _content(
        self, handout: Handout, guide: Guide, messages: Sequence[SheetMessage], drawn: Drawn
    ) -> ProofContent:
        pages: dict[Where, set[int]] = {}
        for place in drawn.places:
            pages.setdefault(place.text.where, set()).add(place.page)
        listed = tuple(
            self._message(
                number,
                message,
                sorted({page for where in message.wheres for page in pages.get(where, ())}),
            )
            for number, message in enumerate(messages, 1)
        )
        digest = signatures.digest_of_all(one.entry for one in messages if one.entry)
        tag, name = self._language.tag, self._language.name
        waiting = [str(one.number) for one in listed if one.gap]
        warned = [
            str(one.number)
            for one, message in zip(listed, messages, strict=True)
            if not (one.gap or one.signed) and open_warnings(message.findings, self._language)
        ]
        before = sum(one.signed for one in listed)
        left = len(listed) - len(waiting) - len(warned) - before
        signed = (
            f"What is signed: {left} of {len(listed)} messages of "
            f"{handout.title_en}, {name}, version {handout.version} of {handout.date}"
        )
        if before:
            signed += f"; {before} are signed already"
        if day := self._revised(guide):
            signed += f", translation of {day}"
        if waiting:
            signed += f". Not these, which are not complete: {', '.join(waiting)}"
        if warned:
            signed += (
                ". Not these, of whose words the checks warn, unless the warning is accepted "
                f"first: {', '.join(warned)}"
            )
        command = (
            self._typed(f"python3 build.py sign {tag}")
            + f" --guide {guide.name} --handout {handout.name} \\",
            f'--proof {digest} --reviewer "NAME" --credential "TEXT"',
        )
        grouped = " ".join(digest[place : place + 4] for place in range(0, len(digest), 4))
        return ProofContent(listed, _summary(listed), f"{signed}.", grouped, command)

    def _message(self, number: int, message: SheetMessage, pages: Sequence[int]) -> ProofMessage:
        state, gap = _STATES[message.state], message.state is not MessageState.DONE
        signature = None
        if message.entry and not gap:
            signature = self._review.signature(message.entry)
        if signature:
            state = f"signed by {signature.reviewer}, {signature.date}"
        earlier = None if signature else self._earlier(message)
        where = f"page {' and '.join(map(str, pages))}" if pages else placeless(message)
        words = message.translation
        return ProofMessage(
            number=number,
            code=message.code,
            wheres=message.wheres,
            state=f"{state} · {where}",
            gap=gap,
            signed=signature is not None,
            english=_text(message.english),
            translation=_text(words) if words.strip() and not message.is_source else None,
            remarks=tuple(_remarks(message, self._language)),
            earlier=earlier,
            comments=_comments(message),
        )

    def _revised(self, guide: Guide) -> str:
        """The day on which somebody last worked on the translation, as its editor noted it."""
        if self._language == SOURCE_LANGUAGE:
            return ""
        catalog, _ = self._project.catalog(self._language, guide.name)
        return catalog.headers.get("PO-Revision-Date", "").partition(" ")[0]

    def _earlier(self, message: SheetMessage) -> Earlier | None:
        """What was signed before the message was changed: the same message with another
        translation, or the one that its English has replaced."""
        found = self._before.find(message.message.key, message.entry)
        if found is None:
            return None
        old, signature = found
        english = None if old.english == message.english else _changed(old.english, message.english)
        translation = None
        if not message.is_source:
            translation = _changed(old.translation, message.translation)
        return Earlier(english, translation, signature.reviewer, signature.date)


def _text(words: str) -> Text:
    """Words of a message as they are set; placeholders stay, and what cannot be read is shown as
    it is."""
    values = {name: f"%({name})s" for name in _PLACEHOLDER.findall(words)}
    try:
        return Text(inline.spans(words, values), Where(""))
    except inline.InlineError:
        return Text((Span(words),), Where(""))


def _changed(old: str, new: str) -> Text:
    """Old words, in bold what is not in the new ones; with their tags where only those differ."""
    before, after = _text(old).plain, _text(new).plain
    same = before == after
    return Text(marked(old, new) if same else marked(before, after), Where(""))


def _remarks(message: SheetMessage, language: Language) -> Iterator[Text]:
    said = [f"Context: {message.message.context}"] if message.message.context else []
    if message.state is not MessageState.UNTRANSLATED:
        said += [f"Found by the checks: {one.message}" for one in message.findings]
    said += [f"Fact: {fact}" for fact in message.facts]
    said += message.message.notes
    yield from (Text((Span(words),), Where("")) for words in said)
    if message.terms:
        spans = [Span("Agreed words: ")]
        for number, (term, words) in enumerate(message.terms):
            spans.append(Span(f"{'; ' if number else ''}{term} = "))
            # Isolated, so that words with a bracket in them keep their own direction.
            agreed = f"\u2068{' | '.join(words)}\u2069"
            spans.append(Span(agreed, language=language))
        yield Text(tuple(spans), Where(""))


def _comments(message: SheetMessage) -> tuple[str, ...]:
    """What the translator has noted in the catalog."""
    if message.entry is None:
        return ()
    return tuple(filter(None, (one.strip() for one in joined(message.entry.comments))))


def _summary(messages: Sequence[ProofMessage]) -> str:
    gaps = sum(one.gap for one in messages)
    signed = sum(one.signed for one in messages)
    changed = sum(one.earlier is not None for one in messages)
    done = len(messages) - gaps
    return (
        f"{len(messages)} messages: {done} complete, {gaps} to do; {signed} signed; "
        f"{changed} changed since they were signed."
    )


def proof_path(language: Language, guide: str, sheet: str, *, changed: bool = False) -> str:
    """Where a proof lies in the output folder, and one of what is `changed` beside it."""
    return f"proof/{language.tag}/{guide}-{sheet}-proof{'-changed' if changed else ''}.pdf"
