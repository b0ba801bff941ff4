"""Codes for the files that people edit: catalogs, templates, guides, brand, signatures."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

CATALOG_UNREADABLE = Code(
    "catalog-unreadable",
    Category.CATALOG,
    Severity.ERROR,
    "Catalog that cannot be read",
    "Without it no sheet of the language can be built.",
    "Restore the file from an older version, or run python3 build.py update to start it.",
)
CATALOG_ENCODING = Code(
    "catalog-encoding",
    Category.CATALOG,
    Severity.ERROR,
    "Catalog that is not plain UTF-8",
    "In another encoding letters come out garbled.",
    "Save the file as UTF-8 without a byte order mark (in Poedit: Catalog, Properties, Charset).",
    (Severity.WARNING,),
)
CATALOG_SYNTAX = Code(
    "catalog-syntax",
    Category.CATALOG,
    Severity.ERROR,
    "Line that is not in the PO format",
    "The entry cannot be read, so its translation is not used; the file is not written over.",
    "Correct the line, or restore the entry from an older version.",
)
CATALOG_CUT = Code(
    "catalog-cut",
    Category.CATALOG,
    Severity.ERROR,
    "Catalog of which a part is gone",
    "The file was not saved or copied whole, or is gone: translations are lost that were there.",
    "Restore the file from an older version, such as Git's. Do not run build.py update before: it "
    "would take what is lost for new messages. If the messages were taken out on purpose, run "
    "build.py update --as-new.",
)
CONFLICT_MARKER = Code(
    "conflict-marker",
    Category.CATALOG,
    Severity.ERROR,
    "Conflict marker of the version control",
    "Two versions of a translation stand in the file, and nobody has chosen one.",
    "Keep one of the two versions and delete the marker lines.",
)
CATALOG_HEADER = Code(
    "catalog-header",
    Category.CATALOG,
    Severity.ERROR,
    "Catalog without a header entry at its top",
    "Translation tools read language and encoding from the header.",
    "Restore the header from an older version, and keep it as the first entry.",
    (Severity.WARNING,),
)
DUPLICATE_MESSAGE = Code(
    "duplicate-message",
    Category.CATALOG,
    Severity.ERROR,
    "Message that stands twice in a catalog",
    "It is unclear which of the two translations is meant.",
    "Keep one of the two entries.",
    (Severity.WARNING,),
)
HEADER_CHARSET = Code(
    "header-charset",
    Category.CATALOG,
    Severity.ERROR,
    "Header that does not say UTF-8",
    "A translation tool would save the file in another encoding, and letters would be lost.",
    'Write "Content-Type: text/plain; charset=UTF-8\\n" into the header.',
)
HEADER_LANGUAGE = Code(
    "header-language",
    Category.CATALOG,
    Severity.ERROR,
    "Header that names another language than the folder",
    "The catalog may have been copied into the wrong folder: patients would get the wrong "
    "language.",
    "Write the language of the folder into the header, or move the file.",
)
HEADER_FIELD = Code(
    "header-field",
    Category.CATALOG,
    Severity.WARNING,
    "Header field that is missing or not filled in",
    "Translation tools and whoever asks the translator need it.",
    "Write the true value into the header.",
)
HEADER_PLURALS = Code(
    "header-plurals",
    Category.CATALOG,
    Severity.WARNING,
    "Plural forms that differ from CLDR's",
    "Translation tools would ask for the wrong number of forms.",
    "Write the Plural-Forms line that the finding shows.",
)
UNKNOWN_LANGUAGE = Code(
    "unknown-language",
    Category.CATALOG,
    Severity.ERROR,
    "Folder that is named after no language, or not by its canonical tag",
    "Its catalogs belong to no language, so no sheet is built from them.",
    "Name the folder as CLDR does, such as es, pt_BR or zh_Hans, or delete it.",
)
OFFERED_LANGUAGE = Code(
    "offered-language",
    Category.CATALOG,
    Severity.WARNING,
    "Language that is offered without catalogs",
    "Its sheets cannot be built, and the list of languages is taken for what there is.",
    "Correct the tag in the list, or start the language with language add.",
)
STARTED_LANGUAGE = Code(
    "started-language",
    Category.CATALOG,
    Severity.NOTE,
    "Language that is started, but not offered",
    "Its sheets are not built and its catalogs not checked, so that work on it stops nothing.",
    "When its words are ready, add its tag to the languages in templates/brand.toml.",
)
GLOSSARY_FILE = Code(
    "glossary-file",
    Category.CATALOG,
    Severity.ERROR,
    "Glossary that cannot be read, or a faulty row of it",
    "Agreed words that cannot be read cannot be checked.",
    "Correct the row of locales/glossary.csv; save it as UTF-8 CSV with commas.",
)

TEMPLATE_UNREADABLE = Code(
    "template-unreadable",
    Category.TEMPLATE,
    Severity.ERROR,
    "Template that cannot be read",
    "No sheet can be built from it.",
    "Make the file readable and save it as UTF-8.",
)
TEMPLATE_SYNTAX = Code(
    "template-syntax",
    Category.TEMPLATE,
    Severity.ERROR,
    "Syntax error in a template",
    "The template language cannot read it, so no sheet can be built from it.",
    "Close every {{, {% and {# with its }}, %} or #}; see docs/authoring.md.",
)
TEMPLATE_MISSING = Code(
    "template-missing",
    Category.TEMPLATE,
    Severity.ERROR,
    "Template that does not exist",
    "A guide lists a sheet, or a template names another one, for which there is no file.",
    "Write the template, or correct the name.",
)
TEMPLATE_ERROR = Code(
    "template-error",
    Category.TEMPLATE,
    Severity.ERROR,
    "Template that cannot be filled in",
    "An expression in it fails, so no sheet can be built from it.",
    "Correct the expression; docs/authoring.md lists the names a template may use.",
)
UNKNOWN_BLOCK = Code(
    "unknown-block",
    Category.TEMPLATE,
    Severity.ERROR,
    "Block that the frame does not have",
    "What stands in it is translated, but printed nowhere: a sheet could lose a warning.",
    "Correct the name of the block; the finding lists those that there are.",
)
EMPTY_BLOCK = Code(
    "empty-block",
    Category.TEMPLATE,
    Severity.ERROR,
    "Block that must be filled in and is not",
    "A sheet without it would lack its title, its main thing or its sections.",
    "Write the block into the sheet's template; see docs/authoring.md.",
)
OUTSIDE_BLOCK = Code(
    "outside-block",
    Category.TEMPLATE,
    Severity.ERROR,
    "Content that stands in no block",
    "A sheet takes from its template only what stands in blocks; the rest is printed nowhere.",
    "Move it into a block, such as {% block body %}.",
)
UNPRINTED_MESSAGE = Code(
    "unprinted-message",
    Category.TEMPLATE,
    Severity.ERROR,
    "Message that does not reach its sheet",
    "It is translated into every language, but patients never see it.",
    "Put the message into an element of a block, or delete it.",
)
PLURAL_MESSAGE = Code(
    "plural-message",
    Category.TEMPLATE,
    Severity.ERROR,
    "Plural message",
    "Languages have one to six plural forms; a sheet has fixed words and needs none.",
    "Write one whole sentence that holds for every number.",
)
DYNAMIC_MESSAGE = Code(
    "dynamic-message",
    Category.TEMPLATE,
    Severity.ERROR,
    "Message that is not a string literal",
    "Only whole sentences in quotes can be extracted for translators.",
    'Write _("whole sentence", name=value) or pgettext("context", "whole sentence").',
)
EMPTY_MESSAGE = Code(
    "empty-message",
    Category.TEMPLATE,
    Severity.ERROR,
    "Message without words",
    "There is nothing to translate and nothing to print.",
    "Write the sentence, or delete the message.",
)
XML_SYNTAX = Code(
    "xml-syntax",
    Category.TEMPLATE,
    Severity.ERROR,
    "Handout that is not well-formed XML",
    "Its structure cannot be read, so no sheet can be built from it.",
    "Give every start tag its end tag, and write & as &amp;.",
)
SCHEMA = Code(
    "schema",
    Category.TEMPLATE,
    Severity.ERROR,
    "Element or attribute that may not stand there",
    "Only what the schema knows can be laid out and read aloud in the right order.",
    "See templates/handout.rng for what may stand there; words belong in _().",
)
FRAME_WORDS = Code(
    "frame-words",
    Category.TEMPLATE,
    Severity.ERROR,
    "Frame that lacks words every sheet needs",
    "Page numbers, check boxes and the draft notice are written with these words.",
    "Add the missing elements to <words> in templates/handout.xml.",
)
DRAWING_UNREADABLE = Code(
    "drawing-unreadable",
    Category.TEMPLATE,
    Severity.ERROR,
    "Drawing that cannot be read",
    "A sheet is not printed without one of its pictures.",
    "Save the drawing as plain SVG again, and make the file readable.",
)
DRAWING_MISSING = Code(
    "drawing-missing",
    Category.TEMPLATE,
    Severity.ERROR,
    "Drawing that does not exist",
    "A sheet is not printed without one of its pictures.",
    "Correct the name in the template, or add the drawing to templates/art.",
)
PHOTO_WITHOUT_ALT = Code(
    "photo-without-alt",
    Category.TEMPLATE,
    Severity.WARNING,
    "Photo without words for who cannot see it",
    "A drawing without words is decoration; a photo hardly ever is, and a screen reader is silent.",
    "Write <alt> for it: what the photo shows.",
)
DRAWING_UNSUPPORTED = Code(
    "drawing-unsupported",
    Category.TEMPLATE,
    Severity.ERROR,
    "SVG in a drawing that cannot be printed",
    "Drawings keep to a small part of SVG, so that nothing is lost without notice.",
    "Use shapes, groups and roles only; see docs/authoring.md.",
)
LABEL_PLACE = Code(
    "label-place",
    Category.TEMPLATE,
    Severity.ERROR,
    "Label without a place in its drawing, or place without a label",
    "Words would be missing in a drawing, or stand where they name another thing.",
    'Give each <rect class="label" id="name"> of the drawing one <label for="name">.',
)

GUIDE_UNREADABLE = Code(
    "guide-unreadable",
    Category.FACTS,
    Severity.ERROR,
    "Guide that cannot be read",
    "Every sentence rests on the facts of its guide; without them no sheet is built.",
    'Write guide.toml in UTF-8, each line as TOML has it: key = "text".',
)
SAME_FILE = Code(
    "same-file",
    Category.FACTS,
    Severity.ERROR,
    "Two sheets that would be written to the same file",
    "One would replace the other, and a patient would be given the wrong one.",
    "Give one of them, or its guide, another name.",
)
SAME_CODE = Code(
    "same-code",
    Category.FACTS,
    Severity.ERROR,
    "Guides that have the same code",
    "The code at the foot tells the front desk which sheet it holds. None of the guides is built.",
    "Give one of them another code in its guide.toml.",
)
GUIDE_VALUE = Code(
    "guide-value",
    Category.FACTS,
    Severity.ERROR,
    "Value of guide.toml that is missing or of the wrong form",
    "Sheets take their names, codes, order and dates from it.",
    "Write the value as the finding shows; see docs/authoring.md.",
)
NO_FACT = Code(
    "no-fact",
    Category.FACTS,
    Severity.ERROR,
    "Message that names no fact",
    "Nothing is told to patients that the clinic's guide does not say.",
    "Write {# Fact: id #} before the message, or {# Fact: none - heading #}.",
)
UNKNOWN_FACT = Code(
    "unknown-fact",
    Category.FACTS,
    Severity.ERROR,
    "Fact that the guide does not have",
    "A message would rest on something that nobody has said.",
    "Correct the fact's id, or add the fact to guide.toml first.",
)
UNUSED_FACT = Code(
    "unused-fact",
    Category.FACTS,
    Severity.ERROR,
    "Fact that no sheet uses",
    "What the guide says may be missing on the sheets by mistake.",
    "Name it before a message, or give the reason under [left_out].",
)
LEFT_OUT_FACT_USED = Code(
    "left-out-fact-used",
    Category.FACTS,
    Severity.WARNING,
    "Fact that is left out, yet used by a sheet",
    "One of the two is a mistake.",
    "Delete it under [left_out].",
)
LEFT_OUT_REASON = Code(
    "left-out-reason",
    Category.FACTS,
    Severity.ERROR,
    "Fact that is left out without a reason",
    "Whoever reads the guide later must know why patients are not told.",
    "Write the reason under [left_out].",
)

BRAND_UNREADABLE = Code(
    "brand-unreadable",
    Category.BRAND,
    Severity.ERROR,
    "Brand that cannot be read",
    "Every sheet bears the clinic's name and colours; without them none is built.",
    'Write templates/brand.toml in UTF-8, each line as TOML has it: key = "text".',
)
BRAND_VALUE = Code(
    "brand-value",
    Category.BRAND,
    Severity.ERROR,
    "Value of brand.toml that is missing or of the wrong form",
    "Every sheet bears the clinic's name, colours and contacts.",
    "Write the value as the finding shows.",
)
CONTRAST = Code(
    "contrast",
    Category.BRAND,
    Severity.ERROR,
    "Colours with too little contrast",
    "People with low vision, and everybody on a grey copy, could not read the words.",
    "Take the darker or lighter colour that the finding proposes.",
)

NO_PHONE = Code(
    "no-phone",
    Category.BRAND,
    Severity.WARNING,
    "Release without the clinic's phone number",
    "Each sheet says to call; somebody must write the number on every copy by hand.",
    "Give the number in templates/brand.toml, under [contact].",
)
