"""Codes for signatures and releases: what may reach patients, and what may not."""

from __future__ import annotations

from handouts.model.codes.code import Category, Code, Severity

REVIEW_FILE = Code(
    "review-file",
    Category.SIGNATURES,
    Severity.ERROR,
    "File of signatures that cannot be read, or a faulty table of it",
    "A signature that cannot be read counts for nothing.",
    "Restore the file from an older version, or delete the table and sign again.",
)
UNSIGNABLE_MESSAGE = Code(
    "unsignable-message",
    Category.SIGNATURES,
    Severity.ERROR,
    "Message that is not ready to be signed",
    "A signature stands for words that were read; an empty or fuzzy entry has none.",
    "Translate it, or compare it with the English and delete the word fuzzy, first.",
)
DRAFT = Code(
    "draft",
    Category.SIGNATURES,
    Severity.ERROR,
    "Draft that was asked for in a release",
    "Words that nobody qualified has signed are not released to patients.",
    "Have the sheet reviewed and signed, or build it without --release.",
)
NOTHING_SIGNED = Code(
    "nothing-signed",
    Category.SIGNATURES,
    Severity.ERROR,
    "Release without any signed sheet",
    "It would be empty. A warning where sheets were released before: now they are listed as stale, "
    "and nothing is handed out.",
    "Have sheets reviewed and signed, or build without --release.",
    other_severities=(Severity.WARNING,),
)
UNFIT_RELEASE = Code(
    "unfit-release",
    Category.SIGNATURES,
    Severity.ERROR,
    "Sheet of a release that may not be published",
    "A draft, a file that no validator has passed, or one that is not as it was built does not "
    "reach patients. The site stays as it was.",
    "Build the release again: python3 build.py --release.",
)
OUTDATED_RELEASE = Code(
    "outdated-release",
    Category.SIGNATURES,
    Severity.WARNING,
    "Sheet that was released, and whose words are not signed any more",
    "The words have changed since, or a signature was withdrawn: neither the new sheet nor the old "
    "one may be handed out. The earlier file stays, listed as stale.",
    "Have the words reviewed and signed, then build the release again.",
)
