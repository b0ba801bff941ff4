"""The languages of a project, by its folders of catalogs, and what is wrong with those folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from handouts.files import reading
from handouts.files.file import File
from handouts.model import codes
from handouts.model.errors import UsageError
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language
from handouts.model.languages import language as find_language

#: The folder of the catalogs in that of a language, as gettext has it.
CATALOGS = "LC_MESSAGES"


def read_languages(
    locales: File, ranked: Sequence[str]
) -> tuple[tuple[Language, ...], tuple[Finding, ...]]:
    """English, then every language with a folder of catalogs: those whose tags are `ranked` in that
    order, then the others."""
    found = {SOURCE_LANGUAGE.tag: SOURCE_LANGUAGE}
    findings: list[Finding] = []
    for folder in _folders(locales, findings):
        try:
            language = find_language(folder.name)
        except UsageError as error:
            message = str(error)
            hint = "name the folder as CLDR does, such as es, pt_BR or zh_Hans"
        else:
            if language.pseudo:
                message = f"{language.tag} is a pseudo-locale: the program makes its words"
                hint = "delete the folder"
            elif language.locale == folder.name:
                found[language.tag] = language
                continue
            else:
                message = f"{folder.name} is another name for {language.locale}, {language.name}"
                hint = _renaming(locales, folder, language)
        where = Where(f"{locales.shown}/{folder.name}")
        findings.append(Finding(codes.UNKNOWN_LANGUAGE, message, where, hint))
    first = dict.fromkeys((SOURCE_LANGUAGE.tag, *ranked))
    order = {tag: place for place, tag in enumerate(first)}
    languages = sorted(found.values(), key=lambda one: (order.get(one.tag, len(order)), one.tag))
    return tuple(languages), tuple(findings)


def unreadable(folder: File, error: OSError) -> Finding:
    """The finding for a folder that cannot be looked into."""
    missing = isinstance(error, FileNotFoundError)
    message = "is missing" if missing else f"cannot be read: {error.strerror or error}"
    hint = "restore it; sheets that were made from it stay until it can be read"
    return Finding(codes.FOLDER_UNREADABLE, message, Where(folder.shown), hint)


def _folders(locales: File, findings: list[Finding]) -> Iterator[Path]:
    """The folders with catalogs. One that cannot be looked into, or that holds catalogs in another
    place, is a fault, and not a language less."""
    root = locales.root
    try:
        folders = reading.folders_in(locales.path, root)
    except OSError as error:
        findings.append(unreadable(locales, error))
        return
    for folder in folders:
        shown = f"{locales.shown}/{folder.name}"
        try:
            inner = reading.folders_in(folder, root)
            if reading.is_there(folder / CATALOGS):
                reading.names_in(folder / CATALOGS, ".po", root)
                yield folder
                continue
            if folder.name == SOURCE_LANGUAGE.locale:
                continue
            lost = inner or reading.names_in(folder, ".po")
        except OSError as error:
            findings.append(unreadable(File(folder, shown), error))
            continue
        if lost:
            message = f"holds no folder {CATALOGS}, so nothing here is read"
            hint = f"name the folder with the catalogs {CATALOGS}, or delete {folder.name}"
            findings.append(Finding(codes.FOLDER_UNREADABLE, message, Where(shown), hint))


def _renaming(locales: File, folder: Path, language: Language) -> str:
    wanted = folder.with_name(language.locale)
    shown = f"{locales.shown}/{wanted.name}"
    if wanted.exists() and not wanted.samefile(folder):
        return f"move what it has into {shown}, and delete it"
    return f"rename it to {shown}"
