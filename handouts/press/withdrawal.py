"""Taking signatures back: which ones are meant, what else they stood on, and which files still say
that their words are signed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from handouts.catalogs.message_code import message_code
from handouts.catalogs.po import Key
from handouts.editions import EDITIONS
from handouts.model.findings import Finding
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.press import manifest
from handouts.press.plan import chosen_sheets
from handouts.press.signed_before import SignedBefore
from handouts.press.signed_files import SignedFiles
from handouts.press.signing import Selection, entry_of, messages, on_no_handout
from handouts.project import signatures
from handouts.project.project import Project
from handouts.project.signatures import Review, SignedMessage


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """How many messages lost a signature, how many of them have other words now than were signed,
    and how many are on no handout; the other handouts on which they stand, each with how many; the
    files of signatures that were written, and those that are gone; findings on files of signatures.
    """

    changed: int
    outdated: int
    loose: int
    touched: tuple[tuple[str, int], ...]
    files: tuple[str, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]


def withdraw(project: Project, selection: Selection, reviewer: str = "") -> Withdrawal:
    """Takes signatures away from what is meant, under whatever words: all, or those of one
    reviewer. Of handouts that are named, the messages of no handout are meant too, as a proof has
    them. Raises as `sign`."""
    language = selection.language
    review, faults = project.review(language)
    meant = _meant(project, selection, review)
    marks = {
        mark
        for act in review.acts
        if reviewer in ("", act.signature.reviewer)
        for mark, words in act.messages.items()
        if meant(words)
    }
    signed = {mark: words.key for act in review.acts for mark, words in act.messages.items()}
    present = _present(project, language)
    lost = {signed[mark] for mark in marks if mark in present}
    after = signatures.withdraw(review, marks, reviewer)
    folder = project.signatures_folder(language)
    names = signatures.write_review(review, after, folder)
    kept = {act.file for act in after.acts}
    narrowed = selection.guides or selection.handouts
    loose = {key for _, key in on_no_handout(project)} & lost if narrowed else ()
    return Withdrawal(
        changed=len(marks),
        outdated=len(marks - present.keys()),
        loose=len(loose),
        touched=tuple(_others(project, selection, lost)),
        files=tuple(f"{folder.shown}/{name}" for name in names if name in kept),
        removed=tuple(f"{folder.shown}/{name}" for name in names if name not in kept),
        findings=tuple(faults),
    )


def _meant(
    project: Project, selection: Selection, review: Review
) -> Callable[[SignedMessage], bool]:
    """Tells which signed words are meant: of a message that is meant, those it had before too,
    with the English that it had then; everything, where nothing is narrowed. A code may be that of
    a message whose English has been replaced. Raises `UsageError` for names that do not exist."""
    named = (selection.guides, selection.handouts, selection.only, selection.but)
    if not any(named):
        return lambda _: True
    language = selection.language
    there = {message_code(key) for _, key in messages(project, Selection(language))}
    gone = {message_code(key) for key in review.words} - there
    only = {code.upper() for code in selection.only} & gone
    but = {code.upper() for code in selection.but} & gone
    asked = replace(
        selection,
        only=tuple(code for code in selection.only if code.upper() not in only),
        but=tuple(code for code in selection.but if code.upper() not in but),
        proof=selection.proof or "any",
    )
    keys: set[Key] = set()
    if asked.only or not only:
        before = SignedBefore(project, language)
        for domain, key in messages(project, asked):
            entry = entry_of(project, language, domain, key)
            earlier = before.find(key, entry)
            keys.update({key} if earlier is None else {key, earlier[0].key})
    return lambda words: (
        message_code(words.key) in only
        or (words.key in keys and message_code(words.key) not in but)
    )


def _present(project: Project, language: Language) -> dict[str, Key]:
    """The digests of the words as they are now."""
    found: dict[str, Key] = {}
    for domain, key in messages(project, Selection(language)):
        if entry := entry_of(project, language, domain, key):
            found[signatures.digest(entry)] = key
    return found


def _others(
    project: Project, selection: Selection, lost: Collection[Key]
) -> Iterator[tuple[str, int]]:
    """The handouts that were not meant, and how many of these messages stand on each."""
    if not (selection.guides or selection.handouts):
        return
    _, meant = chosen_sheets(project.guides, selection.guides, selection.handouts)
    for guide in project.guides:
        for sheet in guide.sheets:
            if (guide.name, sheet.name) in meant:
                continue
            own = Selection(selection.language, (guide.name,), (sheet.name,))
            if shared := {key for _, key in messages(project, own)} & set(lost):
                yield f"{guide.name}-{sheet.name}", len(shared)


def still_signed(project: Project, language: Language, folders: Collection[Path]) -> list[Path]:
    """The files in these output folders that say that words of a language are signed which are not,
    or not by those whom they name."""
    files = SignedFiles(project)
    found: list[Path] = []
    for folder in folders:
        listed = manifest.load(folder).handouts
        for path, entry in sorted(listed.items()):
            edition = EDITIONS[entry.edition]
            english = language == SOURCE_LANGUAGE and edition.english
            if entry.draft or not (english or entry.language == language.tag):
                continue
            if [asdict(one) for one in files.signatures(entry)] != list(entry.signed_by):
                found.append(folder / path)
    return found
