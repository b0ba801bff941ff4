"""Codes for what a translation says: more, less or the contrary of the English."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

MISSING_NEGATION = Code(
    "missing-negation",
    Category.MEANING,
    Severity.WARNING,
    "Negation of the English that the translation lacks",
    "Without its 'not', a sentence tells a patient to do what must not be done.",
    "Say the 'not' of the English. If another word says it, add that word to checks.toml.",
)
ADDED_NEGATION = Code(
    "added-negation",
    Category.MEANING,
    Severity.WARNING,
    "Negation in the translation that the English lacks",
    "A 'not' too many turns what a patient must do into what must not be done.",
    "Delete it. If it denies nothing, add its phrase under except in checks.toml.",
)
MISSING_CAUTION = Code(
    "missing-caution",
    Category.MEANING,
    Severity.WARNING,
    "Caution of the English that the translation lacks",
    "Without 'usually' or 'may' a sheet promises what nobody can promise.",
    "Say the caution. If another word says it, add that word to checks.toml.",
)
ADDED_CLAIM = Code(
    "added-claim",
    Category.MEANING,
    Severity.WARNING,
    "Certainty that the English lacks",
    "A sheet with 'always' or 'everyone' promises what the clinic does not promise.",
    "Say no more than the English.",
)
CONTRARY_WORD = Code(
    "contrary-word",
    Category.MEANING,
    Severity.WARNING,
    "Contrary of a word of the English",
    "Before for after, or more for less, can hurt a patient.",
    "Compare it with the English, and write the right word.",
)
OTHER_UNIT = Code(
    "other-unit",
    Category.MEANING,
    Severity.WARNING,
    "Other units than in the English",
    "Weeks for months, or milliliters for milligrams, can hurt a patient.",
    "Write the unit of the English.",
)
OTHER_DAY = Code(
    "other-day",
    Category.MEANING,
    Severity.WARNING,
    "Another day of the week than in the English",
    "A patient would come on the wrong day.",
    "Write the day of the English.",
)
NUMBER_ORDER = Code(
    "number-order",
    Category.MEANING,
    Severity.WARNING,
    "Numbers in another order than in the English",
    "Exchanged numbers, such as 7 to 2 days, say something else.",
    "Compare each number with the English; accept the finding where the language needs the order.",
)
MISSING_SENTENCE = Code(
    "missing-sentence",
    Category.MEANING,
    Severity.WARNING,
    "Sentence of the English that the translation seems to lack",
    "A patient would not be told it.",
    "Translate the sentence that the finding shows.",
)
ADDED_SENTENCE = Code(
    "added-sentence",
    Category.MEANING,
    Severity.WARNING,
    "Sentence in the translation that the English seems to lack",
    "Nothing is told to patients that the clinic's guide does not say. A question that is answered "
    "where the English only asks is an error.",
    "Delete what the English does not say.",
    (Severity.ERROR,),
)
EXCHANGED_TRANSLATION = Code(
    "exchanged-translation",
    Category.MEANING,
    Severity.ERROR,
    "Two messages that say the contrary have each other's translation, or the same one",
    "What a patient must not do stands under what to do.",
    "Translate both messages again, each by its own English.",
)
OTHER_LANGUAGE = Code(
    "other-language",
    Category.MEANING,
    Severity.WARNING,
    "Message that seems to be in another language",
    "It was pasted from another catalog, or a machine took one language for another.",
    "Translate the message into the language of the catalog.",
)
ENGLISH_WORD = Code(
    "english-word",
    Category.MEANING,
    Severity.WARNING,
    "English word in a sentence of another language",
    "It was left over, and a reader may not know it. Three or more in a row are an error.",
    "Translate it, or list it under same in checks.toml where the language writes it so.",
    (Severity.ERROR,),
)
IMPOSSIBLE_WORD = Code(
    "impossible-word",
    Category.MEANING,
    Severity.WARNING,
    "Word that the spelling of the language does not allow",
    "It was mistyped, or is a word of another language.",
    "Type the word again, or list it under same in checks.toml where the language writes it so.",
)
CHECKS_FILE = Code(
    "checks-file",
    Category.CATALOG,
    Severity.ERROR,
    "List of words for the checks that cannot be read, or a faulty part of it",
    "Words that cannot be read cannot be looked for.",
    "Correct checks.toml as docs/checks-data.md describes it.",
)
ACCEPTED_FILE = Code(
    "accepted-file",
    Category.SIGNATURES,
    Severity.ERROR,
    "List of accepted findings that cannot be read, or a faulty part of it",
    "Nobody knows which findings a reviewer has looked at.",
    "Restore accepted.toml from an older version, or delete the table and accept again.",
)
UNBALANCED_MARKS = Code(
    "unbalanced-marks",
    Category.CHARACTERS,
    Severity.WARNING,
    "Bracket or quotation mark without its other half",
    "Where the aside or the quotation ends is unclear.",
    "Write both halves, in the same style.",
)
FOREIGN_PUNCTUATION = Code(
    "foreign-punctuation",
    Category.CHARACTERS,
    Severity.WARNING,
    "Punctuation of another script",
    "It was typed with another keyboard; it looks wrong, and may stand in the wrong place.",
    "Type the mark of the language.",
)
TAG_SPACE = Code(
    "tag-space",
    Category.MARKUP,
    Severity.WARNING,
    "Space inside a tag, at its edge",
    "The space is bold, and doubled or lost beside the tag.",
    "Put the space outside the tag.",
)
PLACEHOLDER_REPEATED = Code(
    "placeholder-repeated",
    Category.MARKUP,
    Severity.WARNING,
    "Placeholder more often than in the English",
    "Its value would be printed twice.",
    "Delete one of them.",
)
REPEATED_WORD = Code(
    "repeated-word",
    Category.WORDING,
    Severity.WARNING,
    "The same word twice in a row",
    "It was probably typed twice. Three times in a row, or a whole sentence twice, is an error.",
    "Delete one of them, or list the word under twice in checks.toml.",
    (Severity.ERROR,),
)
UNCHECKED_WORDS = Code(
    "unchecked-words",
    Category.MEANING,
    Severity.NOTE,
    "Language whose words for a check are not listed",
    "A lost 'not' or 'usually', weeks for months or after for before would go by unnoticed: the "
    "checks do not know how the language says them.",
    "Write the words into the language's checks.toml; docs/checks-data.md says how.",
)
