"""Codes for the form of a message: its markup and its characters."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

PLACEHOLDER_MISSING = Code(
    "placeholder-missing",
    Category.MARKUP,
    Severity.ERROR,
    "Placeholder of the English that the translation lacks",
    "The value that belongs there, such as a phone number, would not be printed.",
    "Write the placeholder, such as %(phone)s, where its value belongs.",
)
PLACEHOLDER_UNKNOWN = Code(
    "placeholder-unknown",
    Category.MARKUP,
    Severity.ERROR,
    "Placeholder that the English lacks",
    "There is no value to print in its place.",
    "Use only the placeholders of the English, spelled the same.",
)
PLACEHOLDER_BROKEN = Code(
    "placeholder-broken",
    Category.MARKUP,
    Severity.ERROR,
    "Something that only resembles a placeholder",
    "It would be printed as it stands, and its value would be missing.",
    "Write %(name)s in Latin letters: percent sign, name in parentheses, s, and no spaces.",
)
PLACEHOLDER_VALUE = Code(
    "placeholder-value",
    Category.MARKUP,
    Severity.ERROR,
    "Placeholder without a value, or value without a placeholder",
    "The sheet could not be filled in, or a value would silently disappear.",
    'Give each placeholder its value in the template: _("Call %(phone)s", phone=contact.phone).',
)
PERCENT_SIGN = Code(
    "percent-sign",
    Category.MARKUP,
    Severity.ERROR,
    "Percent sign that belongs to no placeholder",
    "It is probably a broken placeholder; and many readers do not understand percentages.",
    'Write the share in words, such as "about half".',
)
TAG_UNKNOWN = Code(
    "tag-unknown",
    Category.MARKUP,
    Severity.ERROR,
    "Tag that is not allowed",
    "Only <b> and <term> have a meaning in a message; catalogs come from many hands.",
    "Delete the tag, or use those of the English.",
)
TAG_NESTING = Code(
    "tag-nesting",
    Category.MARKUP,
    Severity.ERROR,
    "Tags that are not closed in order",
    "It is unclear which words are bold, so the sheet is not built.",
    "Close tags in the reverse order of opening them.",
)
TAG_UNCLOSED = Code(
    "tag-unclosed",
    Category.MARKUP,
    Severity.ERROR,
    "Tag that is never closed",
    "It is unclear where bold words end, so the sheet is not built.",
    "Write the closing tag, such as </b>, after the words.",
)
TAG_EMPTY = Code(
    "tag-empty",
    Category.MARKUP,
    Severity.ERROR,
    "Tag around no words",
    "The words that ought to stand out do not.",
    "Put the tag around the same words as in the English.",
)
TAG_COUNT = Code(
    "tag-count",
    Category.MARKUP,
    Severity.ERROR,
    "More or fewer tags than in the English",
    "Words that must stand out do not, or the wrong ones do.",
    "Put each tag around the same words as in the English.",
)
STRAY_BRACKET = Code(
    "stray-bracket",
    Category.MARKUP,
    Severity.ERROR,
    "Angle bracket that belongs to no tag",
    "It is read as the beginning or end of a tag.",
    "Delete it; say less than or more than in words.",
)
CHARACTER_ENTITY = Code(
    "character-entity",
    Category.MARKUP,
    Severity.ERROR,
    "Character entity, such as &amp;",
    "It would be printed letter by letter.",
    "Type the character itself.",
)
TEMPLATE_CODE = Code(
    "template-code",
    Category.MARKUP,
    Severity.ERROR,
    "Template code in a message",
    "A message holds words only; code in it is an error or an attack.",
    "Delete it and write plain words.",
)

EDGE_SPACE = Code(
    "edge-space",
    Category.CHARACTERS,
    Severity.WARNING,
    "Space before or after the words",
    "It shifts the line on paper, and makes equal messages look different to tools.",
    "Delete the space.",
)
DOUBLE_SPACE = Code(
    "double-space",
    Category.CHARACTERS,
    Severity.WARNING,
    "Two spaces in a row",
    "It leaves a gap in the line.",
    "Delete one of them.",
)
LINE_BREAK = Code(
    "line-break",
    Category.CHARACTERS,
    Severity.ERROR,
    "Line break inside a message",
    "Lines are broken to fit the column; a fixed break would stand anywhere in the line.",
    "Write a space in its place, or the sentence of the template on one line.",
)
UNUSUAL_SPACE = Code(
    "unusual-space",
    Category.CHARACTERS,
    Severity.WARNING,
    "Space of an unusual kind",
    "It came from another program, and is wider, narrower or fixed.",
    "Type a plain space.",
)
CONTROL_CHARACTER = Code(
    "control-character",
    Category.CHARACTERS,
    Severity.ERROR,
    "Character that cannot be printed",
    "A letter was damaged when the text was copied or converted.",
    "Delete it and type the word again.",
)
BIDI_OVERRIDE = Code(
    "bidi-override",
    Category.CHARACTERS,
    Severity.ERROR,
    "Direction override",
    "It reverses letters and digits: 12 is printed as 21.",
    "Delete it. The program sets the direction of text itself.",
)
BIDI_UNBALANCED = Code(
    "bidi-unbalanced",
    Category.CHARACTERS,
    Severity.ERROR,
    "Direction isolate or embedding that is not closed in order",
    "The words after it would be printed in the wrong order.",
    "Delete the character. The program isolates values itself.",
)
DIRECTION_MARK = Code(
    "direction-mark",
    Category.CHARACTERS,
    Severity.WARNING,
    "Direction mark in a left-to-right language",
    "It has no use there, and makes words look different to a search.",
    "Delete it.",
)
INVISIBLE_CHARACTER = Code(
    "invisible-character",
    Category.CHARACTERS,
    Severity.ERROR,
    "Invisible character that the script does not need",
    "It breaks words, joins them, or hides them from a search and a screen reader.",
    "Delete it.",
)
VARIATION_SELECTOR = Code(
    "variation-selector",
    Category.CHARACTERS,
    Severity.WARNING,
    "Variation selector",
    "It asks for another form of a character, which the fonts may not have.",
    "Delete it.",
)
MIXED_SCRIPTS = Code(
    "mixed-scripts",
    Category.CHARACTERS,
    Severity.ERROR,
    "Letters of two scripts in one word",
    "They look alike on paper, but a screen reader spells them out and a search fails.",
    "Type the whole word again with one keyboard.",
)
FOREIGN_SCRIPT = Code(
    "foreign-script",
    Category.CHARACTERS,
    Severity.ERROR,
    "Letters of a script that the language is not written in",
    "The words belong to another language, perhaps to another catalog.",
    "Write them with the letters of the language.",
)
FULLWIDTH_LETTER = Code(
    "fullwidth-letter",
    Category.CHARACTERS,
    Severity.WARNING,
    "Fullwidth or halfwidth letters",
    "They are spaced as on a typewriter, and are hard to read.",
    "Type plain letters.",
)
LOOKALIKE_LETTER = Code(
    "lookalike-letter",
    Category.CHARACTERS,
    Severity.WARNING,
    "Letter of another language's keyboard",
    "It resembles the right letter, but joins or sounds otherwise. A letter that no language is "
    "known to be written with is an error.",
    "Type the letter of the language.",
    (Severity.ERROR,),
)
PRESENTATION_FORM = Code(
    "presentation-form",
    Category.CHARACTERS,
    Severity.ERROR,
    "Arabic presentation forms",
    "Text copied from a PDF has fixed shapes: a screen reader and a search cannot read it.",
    "Type the words again; the program joins the letters.",
)
DECOMPOSED_LETTER = Code(
    "decomposed-letter",
    Category.CHARACTERS,
    Severity.WARNING,
    "Accents stored apart from their letters",
    "Accents may be misplaced on paper, and equal words look different to tools.",
    "Type the accented letters again, or save the file in Unicode NFC.",
)
STRUCK_LETTER = Code(
    "struck-letter",
    Category.CHARACTERS,
    Severity.ERROR,
    "Letter that a combining mark strikes out or circles",
    "On paper the word is crossed out: nobody knows whether it holds.",
    "Type the word again, without the mark.",
)
PARTED_SIGN = Code(
    "parted-sign",
    Category.CHARACTERS,
    Severity.ERROR,
    "Unseen character between a letter and its sign",
    "The sign may stand beside its letter or on a dotted circle, and a search or a screen reader "
    "does not know the word.",
    "Type the word as the finding shows it.",
)
STRAY_MARK = Code(
    "stray-mark",
    Category.CHARACTERS,
    Severity.ERROR,
    "Combining mark that stands on no letter",
    "It is printed on a dotted circle, on a space, or on a letter of another script.",
    "Delete it, or type it after the letter that it belongs to.",
)
DOUBLED_MARK = Code(
    "doubled-mark",
    Category.CHARACTERS,
    Severity.ERROR,
    "The same combining mark twice in a row",
    "One is printed over or above the other, and a search does not find the word.",
    "Delete one of them.",
)
MARK_ORDER = Code(
    "mark-order",
    Category.CHARACTERS,
    Severity.ERROR,
    "Signs that do not go together, or not in this order",
    "Fonts place them wrongly, screen readers say them wrongly, a search does not find the word.",
    "Type the word as the finding shows it: letters and signs in the order they are spoken in.",
)
DOTTED_CIRCLE = Code(
    "dotted-circle",
    Category.CHARACTERS,
    Severity.ERROR,
    "Word that is drawn with a dotted circle",
    "So a font shows that a sign has no letter: the word was typed in the order that one sees, or "
    "was damaged.",
    "Type the word as the finding shows it, each sign after the letter that it belongs to.",
)
ZAWGYI_TEXT = Code(
    "zawgyi-text",
    Category.CHARACTERS,
    Severity.ERROR,
    "Burmese in Zawgyi, not in Unicode",
    "Zawgyi uses the same codes for other letters: a Unicode font prints wrong letters and dotted "
    "circles.",
    "Convert the catalog to Unicode with a converter for Zawgyi, and have it read again.",
)
END_PUNCTUATION = Code(
    "end-punctuation",
    Category.CHARACTERS,
    Severity.WARNING,
    "Other punctuation at the end than the English has",
    "A missing or foreign full stop looks like a sentence that was cut.",
    "End it as the English does, in the punctuation of the language.",
)
OPENING_PUNCTUATION = Code(
    "opening-punctuation",
    Category.CHARACTERS,
    Severity.WARNING,
    "Question or exclamation mark without its opening one",
    "Spanish readers expect ¿ and ¡ where the question or call begins.",
    "Write the opening mark where it begins.",
)
