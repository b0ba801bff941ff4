"""Hard English words and the plain ones to say instead.

`MEDICAL` words may stand on a sheet once they are explained: marked as `<term>` where they first
stand, with the explanation beside them. `FORMAL` words have a plain synonym to use instead. Both
match in the singular and in the plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

MEDICAL: dict[str, str] = {
    "acute": "sudden",
    "adverse": "bad",
    "analgesic": "pain medicine",
    "anesthesia": "medicine that blocks pain",
    "anesthetic": "numbing medicine",
    "anti-inflammatory": "medicine that calms swelling",
    "anticoagulant": "blood thinner",
    "anterior": "front",
    "arthritis": "sore, worn joints",
    "aspirate": "draw out with a needle",
    "benign": "not cancer",
    "blood thinner": "medicine that makes blood clot more slowly",
    "bursa": "a small cushion beside a joint",
    "catheter": "a thin, soft tube",
    "chronic": "lasting a long time",
    "complication": "problem",
    "contraindication": "reason not to do it",
    "corticosteroid": "steroid",
    "diagnosis": "finding the cause",
    "diagnostic": "that finds the cause",
    "dysfunction": "problem",
    "edema": "swelling",
    "efficacy": "how well it works",
    "fluoroscopy": "live X-ray pictures",
    "hematoma": "a bruise with a lump",
    "hypertension": "high blood pressure",
    "ilium": "hip bone",
    "inflammation": "swelling and soreness",
    "intravenous": "into a vein",
    "lesion": "a sore or damaged spot",
    "ligament": "a strong band between bones",
    "lumbar": "lower back",
    "numbing medicine": "medicine that eases pain right away",
    "pelvis": "hip bones",
    "physical therapy": "exercises that make your muscles strong",
    "posterior": "back",
    "prone": "on your stomach",
    "radiation": "X-rays",
    "sacroiliac": "where your spine meets your hip bone",
    "sacrum": "the base of your spine",
    "sedation": "medicine that makes you sleepy",
    "steroid": "a strong medicine that calms swelling",
    "subcutaneous": "under the skin",
    "supine": "on your back",
    "systemic": "in the whole body",
    "therapeutic": "that treats",
    "topical": "on the skin",
    "transducer": "ultrasound tool",
    "trauma": "injury",
    "ultrasound": "pictures made with sound waves",
}

FORMAL: dict[str, str] = {
    "additional": "more",
    "adequate": "enough",
    "administer": "give",
    "alleviate": "ease",
    "ambulate": "walk",
    "anticipate": "expect",
    "approximately": "about",
    "assist": "help",
    "assistance": "help",
    "attempt": "try",
    "avoid": "do not",
    "cease": "stop",
    "commence": "start",
    "concerning": "about",
    "consult": "ask",
    "demonstrate": "show",
    "determine": "find out",
    "discomfort": "pain",
    "discontinue": "stop",
    "due to": "because of",
    "duration": "how long",
    "elevate": "raise",
    "ensure": "make sure",
    "facilitate": "help",
    "following": "after",
    "frequently": "often",
    "immediately": "right away",
    "in order to": "to",
    "in the event of": "if",
    "indicate": "show",
    "initial": "first",
    "initiate": "start",
    "inquire": "ask",
    "locate": "find",
    "medication": "medicine",
    "monitor": "watch",
    "notify": "tell",
    "numerous": "many",
    "obtain": "get",
    "option": "choice",
    "participate": "take part",
    "patient": "you",
    "perform": "do",
    "permit": "let",
    "persist": "last",
    "physician": "doctor",
    "primary": "main",
    "prior to": "before",
    "procedure": "injection",
    "provide": "give",
    "purchase": "buy",
    "reduce": "ease",
    "regarding": "about",
    "remain": "stay",
    "require": "need",
    "resume": "start again",
    "severe": "very bad",
    "significant": "clear",
    "strenuous": "hard",
    "sufficient": "enough",
    "terminate": "end",
    "transmit": "send",
    "utilize": "use",
    "via": "by",
}


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})(?:e?s)?\b", re.IGNORECASE)


_MEDICAL = _pattern(MEDICAL)
_FORMAL = _pattern(FORMAL)


def medical(text: str) -> Iterator[tuple[str, str]]:
    """Each medical word of a text, as listed, with its plain words."""
    for match in _MEDICAL.finditer(text):
        yield match[1].lower(), MEDICAL[match[1].lower()]


def formal(text: str) -> Iterator[tuple[str, str]]:
    """Each formal word of a text, as listed, with its plain synonym."""
    for match in _FORMAL.finditer(text):
        yield match[1].lower(), FORMAL[match[1].lower()]
