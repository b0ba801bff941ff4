"""Codes for the sheets made: plain language, layout, fonts, and the build itself."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

READING_GRADE = Code(
    "reading-grade",
    Category.PLAIN,
    Severity.ERROR,
    "Reading grade above the aim",
    "Many readers give up on hard text, and pain or worry makes it harder still.",
    "Write shorter sentences and fewer long words.",
    (Severity.WARNING,),
)
READING_SMOG = Code(
    "reading-smog",
    Category.PLAIN,
    Severity.ERROR,
    "SMOG grade above the limit",
    "SMOG counts words of three syllables or more, which tire a reader most.",
    "Replace long words by short ones.",
)
AVERAGE_SENTENCE = Code(
    "average-sentence",
    Category.PLAIN,
    Severity.ERROR,
    "Sentences that are too long on average",
    "A tired reader loses the beginning of a long sentence before its end.",
    "Divide the longest sentences first.",
)
LONG_SENTENCE = Code(
    "long-sentence",
    Category.PLAIN,
    Severity.ERROR,
    "Sentence that is too long",
    "A tired reader loses its beginning before its end.",
    "Make two sentences of it, one idea each.",
)
PERCENTAGE = Code(
    "percentage",
    Category.PLAIN,
    Severity.WARNING,
    "Percentage",
    "Many readers do not understand percentages.",
    "Say it in words, such as: about half.",
)
SPELLED_NUMBER = Code(
    "spelled-number",
    Category.PLAIN,
    Severity.WARNING,
    "Number written in letters",
    "Digits are found and understood faster.",
    "Write digits, with what is counted: 2 days.",
)
PASSIVE_VOICE = Code(
    "passive-voice",
    Category.PLAIN,
    Severity.NOTE,
    "Passive voice",
    "The reader cannot tell who acts: the patient or the clinic. Above one sentence in twenty it "
    "is an error.",
    "Begin with who does it: We clean the skin, not: the skin is cleaned.",
    (Severity.ERROR,),
)
COMPLEX_WORD = Code(
    "complex-word",
    Category.PLAIN,
    Severity.WARNING,
    "Formal or long word that has a plain one",
    "Plain words are understood by more readers.",
    "Use the plain word that the finding proposes.",
)
LONG_LIST = Code(
    "long-list",
    Category.PLAIN,
    Severity.ERROR,
    "List with too many items",
    "Nobody keeps more than a few things in mind.",
    "Leave some out, or make two lists with a heading each.",
)
LONG_HEADING = Code(
    "long-heading",
    Category.PLAIN,
    Severity.WARNING,
    "Heading that is too long",
    "Headings are scanned, not read.",
    "Ask what the reader would ask, in fewer words.",
)
LONG_TRANSLATED_SENTENCE = Code(
    "long-translated-sentence",
    Category.PLAIN,
    Severity.WARNING,
    "Translated sentence far longer than those of the English",
    "A tired reader loses its beginning before its end.",
    "Make two sentences of it, one idea each, if the language allows.",
)
UNEXPLAINED_TERM = Code(
    "unexplained-term",
    Category.PLAIN,
    Severity.ERROR,
    "Term that is not explained where it first stands",
    "A reader who does not know the term understands nothing that follows.",
    "Explain it beside the word or in the next sentence.",
)
JARGON = Code(
    "jargon",
    Category.PLAIN,
    Severity.ERROR,
    "Medical word without an explanation",
    "Patients do not know the words of the trade.",
    "Say it in plain words, or mark it <term>...</term> and explain it there.",
)

NO_ROOM_FOR_ADDRESS = Code(
    "no-room-for-address",
    Category.LAYOUT,
    Severity.NOTE,
    "Sheet without its address online",
    "The sheet fills both sides of its paper, so that it ends without the address and its QR code.",
    "Shorten the longest messages, or the address; or leave it at that.",
)
CLOSING_BOX_ALONE = Code(
    "closing-box-alone",
    Category.LAYOUT,
    Severity.NOTE,
    "Last page with the closing box alone",
    "Little is missing for one page less, which is less to print, and to lose.",
    "Shorten what the note names; or leave it at that.",
)
TOO_MANY_PAGES = Code(
    "too-many-pages",
    Category.LAYOUT,
    Severity.ERROR,
    "Sheet that needs more pages than it may have",
    "A handout is one piece of paper; a second one gets lost.",
    "Shorten the longest messages, beginning with the one that the finding names.",
)
OVERSIZED_BLOCK = Code(
    "oversized-block",
    Category.LAYOUT,
    Severity.ERROR,
    "Block that is higher than a page",
    "It fits on no page and would be cut at the foot.",
    "Divide it into two sections, or shorten its messages.",
)
OVERWIDE_WORD = Code(
    "overwide-word",
    Category.LAYOUT,
    Severity.WARNING,
    "Word that is wider than its column",
    "It is broken in the middle, where no reader expects it.",
    "Use a shorter word, or put a soft hyphen (U+00AD) where it may be divided.",
)
LABEL_ROOM = Code(
    "label-room",
    Category.LAYOUT,
    Severity.ERROR,
    "Label that is too long for its place in a drawing",
    "Letters are never made smaller than the text: the words would cover the drawing.",
    "Use fewer or shorter words, or give the label a larger place in the drawing.",
)

MISSING_GLYPH = Code(
    "missing-glyph",
    Category.FONTS,
    Severity.ERROR,
    "Character that no font has",
    "An empty box would be printed in its place.",
    "Use another character, or install a font: python3 build.py doctor says which.",
)
MISSING_FONT = Code(
    "missing-font",
    Category.FONTS,
    Severity.ERROR,
    "Language without a font on this machine",
    "Its sheets cannot be set.",
    "Install the font that python3 build.py doctor names.",
)

OUTPUT = Code(
    "output",
    Category.BUILD,
    Severity.ERROR,
    "Output folder that cannot be written",
    "The PDFs cannot be saved.",
    "Free space on the disk or allow writing there, or name another folder with --out.",
)
SETUP = Code(
    "setup",
    Category.BUILD,
    Severity.ERROR,
    "Machine that lacks something",
    "A package, a font folder or a permission is missing.",
    "Run python3 build.py doctor, which says what to install.",
)
PDF_CONFORMANCE = Code(
    "pdf-conformance",
    Category.BUILD,
    Severity.ERROR,
    "PDF that does not conform to PDF/UA-1 or PDF/A-2a",
    "A screen reader could not read it, or an archive would refuse it.",
    "It is a fault of the program, not of the words: please report it.",
)
WORKER_CRASHED = Code(
    "worker-crashed",
    Category.BUILD,
    Severity.ERROR,
    "Worker process that ended before its work was done",
    "The sheet was not built or checked; all else was.",
    "Run the command again with --jobs 1, and report it if it happens again.",
)
INTERNAL_ERROR = Code(
    "internal-error",
    Category.BUILD,
    Severity.ERROR,
    "Fault of the program",
    "The sheet was not built or checked; all else was.",
    "Please report it, with the output of the same command run with HANDOUTS_DEBUG=1 set.",
)
UNREADABLE_PDF = Code(
    "unreadable-pdf",
    Category.BUILD,
    Severity.ERROR,
    "Sheet of a build that is missing or no PDF",
    "Two builds cannot be compared when one of them is damaged.",
    "Build that folder again, or fetch it again.",
)
SHARD_OVERLAP = Code(
    "shard-overlap",
    Category.BUILD,
    Severity.ERROR,
    "Sheet in two shards",
    "It is unclear which of the two is meant.",
    "Build each part of the plan once: --shard 1/4, 2/4, 3/4, 4/4.",
)
SHARD_FONTS = Code(
    "shard-fonts",
    Category.BUILD,
    Severity.ERROR,
    "Shards built with different fonts",
    "Sheets of one release would look different.",
    "Install the same fonts on each machine, and build again.",
)
CHANGED_FILE = Code(
    "changed-file",
    Category.BUILD,
    Severity.WARNING,
    "File in the output folder that somebody has changed",
    "It may be somebody's work, so it is neither overwritten nor removed; but it is no sheet.",
    "Move it elsewhere, or delete it.",
)
SEEN_FILE = Code(
    "seen-file",
    Category.BUILD,
    Severity.WARNING,
    "File of another kind given to --seen",
    "It may be somebody's work, so nothing was written to it; every finding is shown.",
    "Name a file that --seen has made, or one that is not there.",
)
SHARD_DAMAGED = Code(
    "shard-damaged",
    Category.BUILD,
    Severity.ERROR,
    "Sheet of a shard that differs from its manifest",
    "The file was changed or cut off on the way.",
    "Build or fetch that shard again.",
)
SHARD_FACTS = Code(
    "shard-facts",
    Category.BUILD,
    Severity.ERROR,
    "Sheet of a shard that is not what its manifest says",
    "Its title, language or state would be listed wrongly, or its words are of another day.",
    "Build that shard again, from the state that the project has where it is merged.",
)
SHARD_UNPLANNED = Code(
    "shard-unplanned",
    Category.BUILD,
    Severity.ERROR,
    "Sheet of a shard that is not in the plan",
    "The shard was built from another state of the project or with other options.",
    "Give merge the --edition and --paper of the shards; build them from one state.",
)
SHARD_UNBUILT = Code(
    "shard-unbuilt",
    Category.BUILD,
    Severity.ERROR,
    "Sheet that its shard could not build",
    "A release without it would be incomplete.",
    "Correct what python3 build.py check finds, then build its shard again.",
)
SHARD_MISSING = Code(
    "shard-missing",
    Category.BUILD,
    Severity.ERROR,
    "Sheet that is in no shard",
    "A release without it would be incomplete.",
    "Find the shard that is missing or had findings, and build it again.",
)
