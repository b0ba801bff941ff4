"""Codes for the words of a translation: missing, outdated, wrong numbers, wrong words."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

UNTRANSLATED_MESSAGE = Code(
    "untranslated-message",
    Category.MISSING,
    Severity.ERROR,
    "Message without a translation",
    "A sheet is never printed half in English: a patient could miss the very sentence that "
    "matters.",
    "Write the translation into msgstr.",
)
MISSING_MESSAGE = Code(
    "missing-message",
    Category.MISSING,
    Severity.ERROR,
    "Message of a template that the catalog lacks",
    "The templates have a sentence that translators have not seen yet, so it has no translation.",
    "Run python3 build.py update, which adds the message to the catalog, then translate it.",
)
FUZZY_MESSAGE = Code(
    "fuzzy-message",
    Category.OUTDATED,
    Severity.ERROR,
    "Translation of an English sentence that has changed since",
    "The translation may still say what the English no longer says.",
    "Compare it with the English, correct msgstr, then delete the word fuzzy.",
)
OBSOLETE_MESSAGE = Code(
    "obsolete-message",
    Category.OUTDATED,
    Severity.WARNING,
    "Message that no template has",
    "It is printed nowhere, and costs translators' time.",
    "Run python3 build.py update, which keeps it as an obsolete entry.",
)
OBSOLETE_CATALOG = Code(
    "obsolete-catalog",
    Category.OUTDATED,
    Severity.WARNING,
    "Catalog of a guide that does not exist",
    "Nothing in it is printed; perhaps its guide was renamed or deleted.",
    "Delete the catalog, or restore its guide.",
)
OUTDATED_POT = Code(
    "outdated-pot",
    Category.OUTDATED,
    Severity.ERROR,
    "Catalog template (.pot) that does not match the templates",
    "Translators work from the catalog template; what it lacks they cannot translate.",
    "Run python3 build.py extract, then python3 build.py update. It is for whoever changed the "
    "English: with check --language it is a note.",
    (Severity.NOTE,),
)

MISSING_NUMBER = Code(
    "missing-number",
    Category.NUMBERS,
    Severity.ERROR,
    "Number of the English that the translation lacks",
    "A lost number on a medical sheet, such as how many days, can hurt a patient. Neither its "
    "digits are there nor, for small numbers, a word that could say it.",
    "Write the number in digits, as in the English. If a word must say it, list that word in "
    "[numbers] of the language's checks.toml.",
)
ADDED_NUMBER = Code(
    "added-number",
    Category.NUMBERS,
    Severity.ERROR,
    "Number in the translation that the English lacks",
    "A wrong or added number on a medical sheet can hurt a patient.",
    "Compare it with the English and write the number that stands there.",
)
NUMBER_AS_WORD = Code(
    "number-as-word",
    Category.NUMBERS,
    Severity.WARNING,
    "Number written as a word",
    "Digits are read faster and can be compared by a program. Where not every form of the "
    "language's number words is known, the number may also be missing; then the warning says so.",
    "Write the digit, unless the language needs the word or a dual form.",
    (Severity.NOTE,),
)
RANGE_WITH_DASH = Code(
    "range-with-dash",
    Category.NUMBERS,
    Severity.ERROR,
    "Range with a dash in text from right to left",
    "In text that runs from right to left a dash between two numbers may turn the range round: 2-7 "
    "is read as 7-2.",
    "Write the range in words, as in 'from 2 to 7'.",
)
FOREIGN_DIGITS = Code(
    "foreign-digits",
    Category.NUMBERS,
    Severity.ERROR,
    "Digits that the language is not written with",
    "A reader may not know them, and may take one for another.",
    "Write 0 to 9, or the digits of the language.",
)
MIXED_DIGITS = Code(
    "mixed-digits",
    Category.NUMBERS,
    Severity.WARNING,
    "Two kinds of digits in one message",
    "Digits of two scripts side by side are easily misread.",
    "Use one kind of digits throughout.",
)

ADDED_CONTACT = Code(
    "added-contact",
    Category.WORDING,
    Severity.ERROR,
    "Phone number or link that the English lacks",
    "Patients must never be sent to a number or a site that the clinic has not named.",
    "Delete it. The clinic's contacts are set in templates/brand.toml.",
)
MISSING_CONTACT = Code(
    "missing-contact",
    Category.WORDING,
    Severity.ERROR,
    "Phone number or link of the English that the translation lacks",
    "A patient who needs help has nobody to call.",
    "Write it exactly as in the English.",
)
CHANGED_NAME = Code(
    "changed-name",
    Category.WORDING,
    Severity.ERROR,
    "Name that is missing or written otherwise",
    "A patient must recognize the clinic's name on the door and on the phone.",
    "Write the name in Latin letters, as in the English.",
)
GLOSSARY_TERM = Code(
    "glossary-term",
    Category.WORDING,
    Severity.WARNING,
    "Other words than those agreed in the glossary",
    "One thing with two names looks like two things to a reader.",
    "Use the agreed words, or add yours to locales/glossary.csv after a |.",
)
SAME_AS_SOURCE = Code(
    "same-as-source",
    Category.WORDING,
    Severity.WARNING,
    "Translation equal to the English",
    "English words were probably copied and not translated.",
    "Translate them; leave them only where the language uses the same words.",
    other_severities=(Severity.ERROR,),
)
UNTRANSLATED_WORD = Code(
    "untranslated-word",
    Category.WORDING,
    Severity.WARNING,
    "English words in a language of another script",
    "A reader of another script may not be able to read Latin letters. A message of Latin letters "
    "alone, or three English words in a row, are an error.",
    "Write the words in the language.",
    (Severity.ERROR,),
)
INCONSISTENT_TRANSLATION = Code(
    "inconsistent-translation",
    Category.WORDING,
    Severity.WARNING,
    "The same English translated in two ways",
    "One thing with two names looks like two things to a reader.",
    "Use the same words in both places, or give the message a context in the template.",
)
DUPLICATE_TRANSLATION = Code(
    "duplicate-translation",
    Category.WORDING,
    Severity.NOTE,
    "The same translation for two English sentences",
    "A translation may have been pasted into the wrong entry. Where only one of the two denies, or "
    "they have no word in common, it cannot be meant, and is an error.",
    "Check that both are meant; otherwise correct the wrong one.",
    (Severity.ERROR,),
)
LONG_TRANSLATION = Code(
    "long-translation",
    Category.WORDING,
    Severity.WARNING,
    "Translation far longer than the English",
    "A sheet has few pages in every language, and long sentences are hard to read.",
    "Say it in fewer words, or in two short sentences.",
)
