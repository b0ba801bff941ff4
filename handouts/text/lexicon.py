"""Words that no line should be broken in, where ICU would.

They belong to unspaced scripts, and ICU's dictionaries lack them or cut them in the wrong place; or
they are written with spaces inside, as in Vietnamese.

Thai, Lao and Khmer put no space between words, so a line may end wherever a dictionary sees the end
of one. A word it does not know falls to pieces: สเตียรอยด์, "steroid", becomes ส, เตีย, รอย, ด์, and
"ต้องเตรียมตัว" is cut in the middle of "prepare". Three rules mend that:

- a word listed here is whole, and a line may end before and after it;
- a consonant with a sign of silence, or of a syllable's end, goes with what stands before it;
- a single Thai or Lao consonant is no word, so no line ends beside it.

To mend another word, add it here. Where it must not hold in one message only, a translator puts
U+2060 (word joiner) into it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

_WORDS = {
    "Thai": (
        "สเตียรอยด์ คอร์ติโคสเตียรอยด์ เตรียมตัว เตรียม อย่างไร ตัวอย่าง ชั่วโมง อัลตราซาวด์ "
        "กล้ามเนื้อ ทำความสะอาด โรงพยาบาล คลินิก ไอบูโพรเฟน พาราเซตามอล แอสไพริน วาร์ฟาริน "
        "อินซูลิน ปฏิชีวนะ พลาสเตอร์ พักผ่อน ออกกำลังกาย ออกฤทธิ์ เส้นทาง คลื่นเสียง จำนวนมาก "
        "กระดูกสันหลัง ถุงประคบเย็น บรรเทาปวด แข็งตัว"
    ),
    "Laoo": "ຄລີນິກ ອາຫານ ໂຮງໝໍ ໂທລະສັບ ພະຍາບານ ອິນຊູລິນ",
    "Khmr": "អាហារ ស្រាល គ្លីនិក អាំងស៊ុយលីន",
}
#: Words of languages that put a space between syllables.
_COMPOUNDS = {
    "vi": (
        "quý vị|chúng tôi|ê ẩm|thể dục|siêu âm|bình thường|câu hỏi|bác sĩ|vật lý trị liệu"
        "|cột sống|điện thoại|màn hình|tác dụng|lo lắng|nghỉ ngơi"
    ),
}
#: A consonant with Thai thanthakhat, Lao cancellation mark, Khmer toandakhiat or Burmese asat.
_SILENT = re.compile(
    "[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c|[\u0e81-\u0eae]\u0ecc|[\u1780-\u17a2]\u17cd"
    "|[\u1000-\u1021][\u1036\u1037]*\u103a"
)
_CONSONANT = re.compile("[\u0e01-\u0e22\u0e24-\u0e2e\u0e81-\u0eae\u0edc-\u0edf]")
_LONE = frozenset({"Thai", "Laoo"})
#: What a word goes on with: a vowel or tone after its consonant, a sign of repetition.
_CONTINUED = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec6-\u0ece\u17b4-\u17d3\u17d7]")


@functools.cache
def _listed(script: str) -> re.Pattern[str] | None:
    words = sorted(_WORDS.get(script, "").split(), key=len, reverse=True)
    return re.compile("|".join(words)) if words else None


def word_ends(text: str, ends: Iterable[int], script: str) -> list[int]:
    """The places where a line may end, mended; sorted, the text's end among them."""
    kept = set(ends)
    listed = _listed(script)
    for match in listed.finditer(text) if listed else ():
        start, end = match.span()
        kept.difference_update(range(start + 1, end))
        if start and _is_letter(text[start - 1]) and _is_letter(text[start]):
            kept.add(start)
        if end < len(text) and _is_letter(text[end]) and not _CONTINUED.match(text[end]):
            kept.add(end)
    kept.difference_update(match.start() for match in _SILENT.finditer(text))
    places = sorted(kept | {len(text)})
    if script in _LONE:
        starts = [0, *places]
        for start, end in zip(starts, places, strict=False):
            if end - start == 1 and _CONSONANT.match(text[start]):
                kept.difference_update((start, end))
        places = sorted(kept | {len(text)})
    return places


@functools.cache
def _compounds(tag: str) -> re.Pattern[str] | None:
    words = _COMPOUNDS.get(tag)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None


def inside_compounds(text: str, tag: str) -> Iterator[int]:
    """Places inside words that are written with spaces."""
    listed = _compounds(tag)
    for match in listed.finditer(text) if listed else ():
        yield from range(match.start() + 1, match.end())


def _is_letter(character: str) -> bool:
    return "\u0e00" <= character <= "\u17ff" and not character.isspace()
