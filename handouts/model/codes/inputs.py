"""Codes for what is refused when it is read: folders, fonts, files that are far too large."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

FOLDER_UNREADABLE = Code(
    "folder-unreadable",
    Category.BUILD,
    Severity.ERROR,
    "Folder that cannot be looked into",
    "What lies in it is not known, so no sheet is made from it; those made before stay.",
    "Restore the folder, its name and the right to read it.",
)
WORD_LIST_UNREADABLE = Code(
    "word-list-unreadable",
    Category.CATALOG,
    Severity.ERROR,
    "List of unbreakable words that cannot be read",
    "Lines would be broken in words that the list keeps whole.",
    "Restore the file from an older version, or delete it if the language needs none.",
)
DAMAGED_FONT = Code(
    "damaged-font",
    Category.FONTS,
    Severity.ERROR,
    "Font file that is damaged",
    "Letters would be missing, empty or in the wrong form, and nobody would notice.",
    "Install the font again, or delete the file named here.",
)
FONT_NOT_USABLE = Code(
    "font-not-usable",
    Category.FONTS,
    Severity.ERROR,
    "Font file that cannot be used as it is",
    "Another font would be taken, or headings would not be bold, and nobody would notice.",
    "Do what the message says, or delete the file named here.",
)
TEMPLATE_LIMIT = Code(
    "template-limit",
    Category.TEMPLATE,
    Severity.ERROR,
    "Template that would take too long or grow too large",
    "A sheet is two pages; what goes far beyond that would stop the whole build.",
    "Make the loop, the number or the text named here smaller.",
)
SHEET_LIMIT = Code(
    "sheet-limit",
    Category.BUILD,
    Severity.ERROR,
    "Sheet that takes too much time or memory",
    "It was given up, so that the others are built.",
    "Look for what is far larger on this sheet than on others: a text, a list, a drawing.",
)
NO_WORDS = Code(
    "no-words",
    Category.WORDING,
    Severity.ERROR,
    "Translation that says nothing",
    "The sheet would have a hole where an instruction belongs.",
    "Translate the message, or leave msgstr empty.",
)
GARBLED_LETTERS = Code(
    "garbled-letters",
    Category.CHARACTERS,
    Severity.ERROR,
    "Letters that were read in the wrong encoding",
    "Nobody can read them.",
    "Type the word again, and save the file as UTF-8.",
)
NUMBER_FORM = Code(
    "number-form",
    Category.NUMBERS,
    Severity.ERROR,
    "Raised, circled or broken digit",
    "Beside another digit it makes another number: 2² is read as 22 or 4.",
    "Write the number with the digits 0 to 9.",
)
STACKED_MARKS = Code(
    "stacked-marks",
    Category.CHARACTERS,
    Severity.ERROR,
    "Heap of marks upon one letter",
    "The marks run over the lines around, which cannot be read then.",
    "Type the word again.",
)
TURNED_WORDS = Code(
    "turned-words",
    Category.CHARACTERS,
    Severity.ERROR,
    "Direction sign that turns words round",
    "What is read on paper is not what stands in the catalog.",
    "Delete the sign; direction is set by the program.",
)
