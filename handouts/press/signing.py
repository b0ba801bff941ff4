"""Signing the words of a language: which messages are meant, which of them may be signed, and why
the others may not.

A message is signed when it is complete, `check` finds no error in it, and each warning of `check`
on its words was accepted, or is signed on purpose. What is refused is told, message by message; the
others are signed all the same, so that one bad message does not stop a reviewer who has read a
hundred good ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.catalogs.message_code import LENGTH, message_code
from handouts.catalogs.po import Entry, Key
from handouts.checks.catalog_checks import missing_message
from handouts.compose.compose import Composer
from handouts.model import codes
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, Severity, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.nearest import did_you_mean
from handouts.model.signature import Signature
from handouts.press import judge
from handouts.press.open_warnings import open_warnings
from handouts.press.plan import chosen_sheets
from handouts.project import signatures
from handouts.project.guide import Guide
from handouts.project.project import Project
from handouts.project.unread import unread
from handouts.text.fonts import FontLibrary
from handouts.text.paragraph import TextSpan, Typesetter


@dataclass(frozen=True, slots=True)
class Selection:
    """Which messages are meant: those of some guides and handouts (all, when none is named), of
    which `only` these codes, or all `but` these. `proof` is the digest on the proof that was read:
    nothing is signed when the words of these guides and handouts have another one. A proof has the
    messages of no handout too."""

    language: Language
    guides: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    proof: str = ""


@dataclass(frozen=True, slots=True)
class SigningResult:
    """How many messages were meant, how many of them have been signed now, how many were signed
    before; why the others were refused; the files that were written. `left_out` are the codes of
    those that were not meant though their handout was; `loose` is how many were signed now that
    are on no handout; `warned` are the warnings on words that were to be signed, each with the
    code of its message."""

    meant: int
    changed: int
    before: int
    refused: tuple[Finding, ...]
    files: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    loose: int = 0
    warned: tuple[tuple[str, Finding], ...] = ()


def sign(
    project: Project,
    fonts: FontLibrary,
    selection: Selection,
    signature: Signature,
    *,
    with_warnings: bool = False,
) -> SigningResult:
    """Signs what is meant and may be signed: words with a warning that was not accepted only
    `with_warnings`. Raises `UsageError` for names that do not exist and
    for words that are not those of the proof, `FindingsError` for an incomplete signature,
    `SetupError` when the file cannot be written."""
    language = selection.language
    if selection.proof:
        _compare_proof(project, selection)
    _check_name(project, fonts, language, signature.reviewer)
    review, faults = project.review(language)
    keys = messages(project, selection)
    found = judge.check(project, fonts, [language])
    errors = [*_errors(found, language), *_unread(project, selection)]
    warnings = open_warnings(found, language)
    warned: list[tuple[str, Finding]] = []
    ready: list[Entry] = []
    refused: dict[Finding, None] = dict.fromkeys(
        error for error in (*errors, *faults) if not error.where.msgid
    )
    blocked = bool(refused)
    before = 0
    for domain, key in keys:
        entry, finding = _entry(project, language, domain, key)
        if finding and finding.kind is codes.MISSING_MESSAGE and blocked:
            continue  # it may stand in what cannot be read
        wrong = [finding] if finding else _about(errors, key)
        if entry and not wrong and review.signature(entry):
            before += 1
        elif entry and not wrong and not blocked:
            own = warnings.get(_place(project, language, domain, entry), ())
            warned += ((message_code(key), warning) for warning in own)
            if with_warnings or not own:
                ready.append(entry)
        refused.update(dict.fromkeys(wrong))
    after = signatures.sign(review, ready, signature)
    folder = project.signatures_folder(language)
    files = signatures.write_review(review, after, folder)
    names = tuple(f"{folder.shown}/{name}" for name in files)
    left_out = tuple(dict.fromkeys(code.upper() for code in selection.but))
    unplaced = {key for _, key in on_no_handout(project)} if selection.proof else set()
    loose = sum(entry.key in unplaced for entry in ready)
    return SigningResult(
        len(keys), len(ready), before, tuple(refused), names, left_out, loose, tuple(warned)
    )


def _check_name(project: Project, fonts: FontLibrary, language: Language, name: str) -> None:
    """The reviewer's name is printed on the sheet. Raises `UsageError` when it cannot be."""
    typesetter = Typesetter(fonts, project.unbreakable)
    for own in (SOURCE_LANGUAGE, language):
        for char in typesetter.shape((TextSpan(name),), own).missing:
            raise UsageError(
                f"the reviewer's name is printed on the sheets, and no font for {own.name} has "
                f"{char!r} (U+{ord(char):04X}): write the name in Latin letters"
            )


def _compare_proof(project: Project, selection: Selection) -> None:
    """Raises `UsageError` when the words are not those of the proof."""
    whole = replace(selection, only=(), but=())
    entries = (
        _entry(project, selection.language, domain, key)[0]
        for domain, key in messages(project, whole)
    )
    digest = signatures.digest_of_all(entry for entry in entries if entry)
    asked = selection.proof.replace(" ", "").lower()
    if asked != digest:
        raise UsageError(
            f"these are not the words of the proof {asked}: their digest is {digest}. Name the "
            "guide and the handout of the proof; if a word has changed since, make a new proof: "
            f"python3 build.py proof {selection.language.tag}"
        )


def messages(
    project: Project, selection: Selection, composer: Composer | None = None
) -> list[tuple[str, Key]]:
    """The messages that are meant, each with its domain, in reading order. Whoever asks again gives
    the same `composer`, so that no template is read twice. Raises `UsageError` for a guide, a
    handout or a code that does not exist."""
    composer = composer or Composer(project)
    chosen = dict.fromkeys(_in_handouts(project, selection, composer))
    if selection.proof:
        chosen |= dict.fromkeys(on_no_handout(project, composer))
    by_code = {message_code(key): (domain, key) for domain, key in chosen}
    asked = [*selection.only, *selection.but]
    for code in asked:
        if code.upper() not in by_code:
            near = did_you_mean(code.upper(), list(by_code))
            raise UsageError(
                f"no message has the code {code!r}{near}; a code has {LENGTH} letters and digits: "
                f"python3 build.py status {selection.language.tag} lists them"
            )
    only = {by_code[code.upper()] for code in selection.only} or set(chosen)
    but = {by_code[code.upper()] for code in selection.but}
    return [place for place in chosen if place in only and place not in but]


def places(project: Project, selection: Selection, composer: Composer) -> Iterator[Where]:
    """The places that findings of the checks name, of the messages that are meant and are there.
    `composer` as for `messages`."""
    for domain, key in messages(project, selection, composer):
        if entry := entry_of(project, selection.language, domain, key):
            yield _place(project, selection.language, domain, entry)


def on_no_handout(project: Project, composer: Composer | None = None) -> list[tuple[str, Key]]:
    """The messages that no handout has as the brand is now, each with its domain: lines for other
    ways to reach the clinic, the words of a poster. `composer` as for `messages`."""
    domains = project.extraction.domains
    names = tuple(guide.name for guide in project.guides)
    selection = Selection(SOURCE_LANGUAGE, names)
    composer = composer or Composer(project)
    on_one = set(_in_handouts(project, selection, composer)) if names else set()
    return [
        (domain, message.key)
        for domain in domains
        for message in domains[domain]
        if (domain, message.key) not in on_one
    ]


def _in_handouts(
    project: Project, selection: Selection, composer: Composer
) -> Iterator[tuple[str, Key]]:
    """The messages of the templates, or those that reach the handouts that are named."""
    domains = project.extraction.domains
    if not (selection.guides or selection.handouts):
        yield from ((domain, message.key) for domain in domains for message in domains[domain])
        return
    for guide, name in _sheets(project, selection):
        own = {message.key for message in domains[guide.name]}
        parsed = composer.parse(guide, name).sheet
        for message in parsed.messages if parsed else ():
            key = (message.context or None, message.msgid)
            yield (guide.name if key in own else "common", key)


def _sheets(project: Project, selection: Selection) -> list[tuple[Guide, str]]:
    """The sheets that are meant, in order. Raises `UsageError` for a name that does not exist."""
    guides, wanted = chosen_sheets(project.guides, selection.guides, selection.handouts)
    return [
        (guide, sheet.name)
        for guide in guides
        for sheet in guide.sheets
        if (guide.name, sheet.name) in wanted
    ]


def entry_of(project: Project, language: Language, domain: str, key: Key) -> Entry | None:
    """What a signature would stand under, if anything could be signed."""
    return _entry(project, language, domain, key)[0]


def _entry(
    project: Project, language: Language, domain: str, key: Key
) -> tuple[Entry | None, Finding | None]:
    """What a signature would stand under, or why nothing can be signed."""
    context, msgid = key
    if language == SOURCE_LANGUAGE:
        return Entry(msgid, msgid, context), None
    catalog, _ = project.catalog(language, domain)
    entry = catalog.by_key.get(key)
    if entry is None:
        return None, missing_message(catalog, msgid, language)
    finding = signatures.unfinished(entry, catalog.where(entry))
    return entry, finding and replace(finding, language=language.tag)


def _place(project: Project, language: Language, domain: str, entry: Entry) -> Where:
    """The place that a finding of the checks on an entry names."""
    if language != SOURCE_LANGUAGE:
        return project.catalog(language, domain)[0].where(entry)
    messages = project.extraction.domains[domain]
    return next(one.places[0] for one in messages if one.key == entry.key)


def _errors(findings: Iterable[Finding], language: Language) -> list[Finding]:
    """What keeps words of a language from being signed. Of a translation, the faults of the English
    do not count: they are its author's."""
    return [
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        and (finding.language or SOURCE_LANGUAGE.tag) == language.tag
    ]


def _unread(project: Project, selection: Selection) -> Iterator[Finding]:
    """What keeps the handouts that are meant from being read: their words would go unchecked."""
    yield from unread(project, [selection.language])
    composer = Composer(project)
    for guide, name in _sheets(project, selection):
        parsed = composer.parse(guide, name)
        if parsed.sheet is None:
            yield from (one for one in parsed.findings if one.severity is Severity.ERROR)


def _about(errors: Sequence[Finding], key: Key) -> list[Finding]:
    return [error for error in errors if error.where.msgid == key[1]]
