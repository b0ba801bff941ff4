"""The header of a catalog: complete, true to its folder, and in CLDR's plural forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.catalogs.headers import NO_TRANSLATOR, header_language, is_of, plurals_agree
from handouts.catalogs.plurals import plural_forms
from handouts.catalogs.store import CatalogFile
from handouts.checks.problem import Problem
from handouts.model import codes
from handouts.model.languages import Language

REQUIRED = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "MIME-Version",
    "Content-Transfer-Encoding",
)
_BOILERPLATE = ("FULL NAME", "EMAIL@ADDRESS", "LL@li.org", "YEAR-MO-DA", "PACKAGE VERSION")
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4}")
_PERSON = re.compile(r"[^<>@,]+<[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>|FULL NAME.*")


def check_header(catalog: CatalogFile, language: Language) -> Iterator[Problem]:
    """What translators' tools and gettext read from the header is there and right."""
    fields = catalog.headers
    charset = fields.get("Content-Type", "")
    if not re.search(r"charset=utf-?8\b", charset, re.IGNORECASE):
        hint = 'write "Content-Type: text/plain; charset=UTF-8\\n"'
        yield Problem(codes.HEADER_CHARSET, f"Content-Type is {charset or 'missing'}", hint)
    wanted = header_language(language)
    given = fields.get("Language", "")
    if given not in (wanted, language.locale, language.tag) and not is_of(given, language):
        hint = f'write "Language: {wanted}\\n"'
        yield Problem(codes.HEADER_LANGUAGE, f"Language is {given or 'missing'}", hint)
    yield from _check_plurals(fields.get("Plural-Forms", ""), language)
    for name in REQUIRED:
        value = fields.get(name, "")
        if not value:
            yield Problem(codes.HEADER_FIELD, f"{name} is missing", f'write "{name}: ...\\n"')
        elif any(word in value for word in _BOILERPLATE):
            message = f"{name} still has its first value: {value}"
            yield Problem(codes.HEADER_FIELD, message, "write the true one")
        elif name.endswith("-Date") and not _DATE.fullmatch(value):
            hint = "write it as 2026-11-22 20:15+0000"
            yield Problem(codes.HEADER_FIELD, f"{name} is no date: {value}", hint)
    translator = fields.get("Last-Translator", "")
    if translator and not _PERSON.fullmatch(translator):
        message = f"Last-Translator is no name with an address: {translator}"
        hint = f'write it like "{NO_TRANSLATOR}", without commas'
        yield Problem(codes.HEADER_FIELD, message, hint)
    if catalog.header.fuzzy:
        yield Problem(
            codes.HEADER_FIELD, "the header is marked fuzzy", "delete the word fuzzy over it"
        )


def _check_plurals(value: str, language: Language) -> Iterator[Problem]:
    if not plurals_agree(value, language):
        hint = f'write "Plural-Forms: {plural_forms(language.locale)}\\n"'
        message = f"Plural-Forms is not CLDR's for {language.name}: {value or 'missing'}"
        yield Problem(codes.HEADER_PLURALS, message, hint)
