"""Codes for files that go to translators' tools and come back, and for pseudo-locales."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

EXCHANGE_FILE = Code(
    "exchange-file",
    Category.CATALOG,
    Severity.ERROR,
    "File of a translation tool that cannot be taken in",
    "A file that is not read whole could lose translations, so none of it is taken.",
    "Export it from the tool again, as XLIFF 2.0, in the language it is taken in for.",
)
EXCHANGE_UNIT = Code(
    "exchange-unit",
    Category.CATALOG,
    Severity.ERROR,
    "Message in the file of a translation tool whose English or codes are not as they went out",
    "Its translation may belong to other words, or lack a value that must be printed.",
    "Restore the English, the tags and the placeholders in the tool, and export the file again.",
)
EXCHANGE_LEFT = Code(
    "exchange-left",
    Category.CATALOG,
    Severity.WARNING,
    "Message in the file of a translation tool that is left out",
    "The English, or the translation in the catalog, has changed since the file went out.",
    "Compare the two, and write the better one into the catalog.",
)
HARD_CODED_WORD = Code(
    "hard-coded-word",
    Category.TEMPLATE,
    Severity.ERROR,
    "English on a page of a pseudo-locale that is in no message",
    "It would stay English in every language, and be read out as if it were not.",
    "Write the words in a template as a message, or mark them as English where they are meant so.",
)
NO_ROOM_TO_GROW = Code(
    "no-room-to-grow",
    Category.LAYOUT,
    Severity.WARNING,
    "Message that has no room for a translation 40 % longer",
    "Most translations are longer than the English; one that does not fit holds a language up.",
    "Shorten the English, or give the message more room.",
)
