"""Words that go with a neighbour: a line that ends between the two is hard to read, or says the
opposite.

A "not" stays with what it denies, a prefix with its noun, a preposition with what it governs
("after | the injection"), "at least" with its number, a particle or an ending with the word before
it, and a word said twice with itself. The lists hold function words and affixes, closed classes
that a grammar names in full; words of the dictionary stand in `unbreakable.txt`. Where ICU's
dictionary decides what a word is, a listed one counts only if it is a piece by itself there, or
several together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from handouts.model.writing import HAN_SCRIPTS

#: The end of a Burmese syllable: no vowel, sign or final consonant follows.
_BURMESE_END = "(?![\u102b-\u103e]|[\u1000-\u1021]\u1037?[\u1039\u103a])"
#: Particles and endings of Burmese, and the second parts of its verbs. The particle of the object
#: may begin a line; as phrases are preferred, it does so only where that saves one.
_BURMESE_ENDINGS = (
    "မှာ|မှ|နဲ့|တွေ|များ|စွာ|လေး|ရဲ့|လို့|ရင်|ပြီး|ဖို့|တဲ့|မယ်|မယ့်|မလဲ|သလဲ|သလား|မလား|လား|လဲ|ပဲ|နိုင်|စေ|ချင်|နေ(?!ရာ)"
    "|ဟာ(?!သ)|ပါ|တယ်|ဘူး|တာ|တို့|ခြင်း|ခင်|အောင်|သေး|ဆုံး|ကြီး|ချင်း|တိုင်း|မှု|ကြောင့်|အတွက်|ထား|ပေး|သင့်|ခဲ့|သွား|သူ|စု|လုံး|လိုက်"
)
#: A word said twice is one: Bengali "সঙ্গে সঙ্গে", at once.
_DOUBLED = re.compile(r"(?<!\S)(\S{3,}) +(?=\1(?![^\W\d_]))")
#: A line does not end after these.
_AFTER = {
    # A short word of Russian and its sisters that goes with the next one, a particle that goes with
    # the one before, and the space before a dash: no line begins with a dash or ends with "в".
    "Cyrl": re.compile(
        r" +(?=[\u2013\u2014] |(?:ли|ль|же|ж|бы|б)\b)"
        r"|\b(?:в|во|к|ко|с|со|о|об|у|и|а|на|по|от|до|за|из|не|ни|з|і|й|та|що) +(?=\w)",
        re.IGNORECASE,
    ),
    # Two letters before a hyphen, or four behind one, are no line's end or beginning: the "di" of
    # Filipino "di-hamak" alone says "not", the "nous" of "Demandez-nous" is its object. Nor is a
    # word of one letter a line's end: a Spanish "a", a Polish "i".
    "Latn": re.compile(
        r"\b(?<![-\u2010])\w{1,2}[-\u2010](?=\w)|(?<=\w)[-\u2010](?=\w{1,4}\b)"
        r"|(?<![\w'\u2019\u2010-])[^\W\d_] +(?=\w)"
    ),
    # An Arabic or Korean "not"; Korean "this" and "that".
    "Arab": re.compile(r"\b(?:لا|لن|لم|ليس|ليست) +(?=\w)"),
    "Kore": re.compile(r"\b(?:안|못|이|그) +(?=\w)"),
    # An Armenian auxiliary after the word that it goes with.
    "Armn": re.compile(r" +(?=(?:է|են|ենք|եք|եմ|ես|էր|էին)\b)"),
    # The prefix that denies a Burmese verb, the one that makes a noun of it, "one", and the first
    # half of a doubled word.
    "Mymr": re.compile(
        "[\u1019\u1021](?=[\u1000-\u1021])|တစ်(?=[\u1000-\u1021])"
        "|([\u1000-\u1021][\u1000-\u103e]{1,9})(?=\\1)"
    ),
}
#: A line does not end before these: endings, and a letter that is a syllable by itself.
_BEFORE = {"Mymr": re.compile(f"(?<=\\S)(?:{_BURMESE_ENDINGS}|[\u1000-\u1021]){_BURMESE_END}")}
#: Words that go with the next one: "not" and what it makes of an auxiliary, prefixes that make
#: nouns, prepositions, words for a limit ("at least"), causatives and passives; in Chinese also
#: numbers before a classifier and degrees.
_THAI = (
    "ไม่ อย่า ห้าม การ ความ ผู้ นัก คำ ยัง ยังไม่ ไม่ได้ ยังไม่ได้ ไม่ต้อง ไม่ให้ ไม่ควร "
    "ไม่ใช่ ไม่ใช้ ไม่กี่ ไม่มี หลัง หลังจาก ก่อน ระหว่าง เมื่อ ภายใน ตลอด ใน ที่ บน ใต้ "
    "เหนือ ตรง รอบ จาก ถึง ของ กับ โดย เพื่อ สำหรับ ตาม อย่างน้อย แค่ ทำให้ ถูก ตั้งแต่ ต้าน"
)
_LAO = (
    "ບໍ່ ຢ່າ ຫ້າມ ການ ຄວາມ ຜູ້ ນັກ ຄຳ ຍັງ ຍັງບໍ່ ບໍ່ໄດ້ ຍັງບໍ່ໄດ້ ບໍ່ຕ້ອງ ບໍ່ໃຫ້ ບໍ່ຄວນ "
    "ບໍ່ແມ່ນ ບໍ່ໃຊ້ ບໍ່ເທົ່າໃດ ບໍ່ມີ ບໍ່ສາມາດ ຫຼັງ ຫຼັງຈາກ ກ່ອນ ລະຫວ່າງ ເມື່ອ ພາຍໃນ "
    "ຕະຫຼອດ ໃນ ຢູ່ໃນ ທີ່ ເທິງ ກ້ອງ ເໜືອ ອ້ອມ ຈາກ ຂອງ ກັບ ໂດຍ ເພື່ອ ສຳລັບ ຕາມ ຢ່າງໜ້ອຍ "
    "ພຽງ ພຽງແຕ່ ມີແຕ່ ເຮັດໃຫ້ ຖືກ"
)
_KHMER = (
    "មិន កុំ ហាម ការ សេចក្តី ភាព មិនទាន់ មិនទាន់បាន មិនបាន មិនត្រូវ មិនឱ្យ មិនអាច មិនមែន "
    "មិនប្រើ សូមកុំ គ្មាន ក្រោយ ក្រោយពេល បន្ទាប់ពី មុន មុនពេល ពេល ក្នុង លើ ក្រោម ជុំវិញ "
    "ពី ដល់ នៃ របស់ ដោយ ដើម្បី សម្រាប់ ចំពោះ អំពី ជាមួយ យ៉ាងតិច នៅ មានតែ បានតែ ធ្វើឱ្យ "
    "ប្រឆាំងនឹង"
)
_HAN = (
    "不 没 沒 别 別 勿 未 一 两 兩 几 幾 这 這 那 哪 每 各 第 很 最 更 太 只 被 另 "
    "在 把 从 從 由 向 不要 不用 不会 不會 不能 不可 不必 不是 没有 沒有 没法 无法 無法 "
    "还没 還沒 还没有 還沒有 至少 最多 只有"
)
_FIRST = {
    "Thai": frozenset(_THAI.split()),
    "Laoo": frozenset(_LAO.split()),
    "Khmr": frozenset(_KHMER.split()),
    **dict.fromkeys(HAN_SCRIPTS - {"Jpan"}, frozenset(_HAN.split())),
}
#: Words that go with the one before: particles, "this" and "that" after their noun, and words for a
#: place or a time after a noun.
_HAN_LAST = frozenset(
    ("的是", *"的地得了着著过過吗嗎呢吧们們里裡内內上下中前后後时時月天次师師处處格")
)
_LAST = {
    "Thai": frozenset({"นี้", "นั้น", "ไหม", "บ้าง", "ลง", "ขึ้น", "แล้ว"}),
    "Laoo": frozenset({"ນີ້", "ນັ້ນ", "ບໍ", "ແດ່", "ລົງ", "ຂຶ້ນ", "ແລ້ວ"}),
    "Khmr": frozenset({"ទេ", "នេះ", "នោះ", "វិញ"}),
    **dict.fromkeys(HAN_SCRIPTS - {"Jpan"}, _HAN_LAST),
}
_MARKS = " \u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\u17d4"


def ties(text: str, script: str) -> Iterator[int]:
    """Places beside words that a pattern finds."""
    yield from [match.end() for match in _DOUBLED.finditer(text)]
    if script in _AFTER:
        yield from [match.end() for match in _AFTER[script].finditer(text)]
    if script in _BEFORE:
        yield from [match.start() for match in _BEFORE[script].finditer(text)]


def bound_words(text: str, ends: Sequence[int], script: str) -> Iterable[int]:
    """Those of the `ends` beside a word that goes with its neighbour."""
    first, last = _FIRST.get(script), _LAST.get(script, frozenset())
    if first is None:
        return
    begin = 0
    for start, end in pairwise((0, *ends)):
        piece = text[start:end]
        if _goes_with_next(text, start, end, first) or _goes_with_next(text, begin, end, first):
            yield end
        else:
            begin = end
        if piece.rstrip(_MARKS) in last and text[start - 1 : start] not in _MARKS:
            yield start


def _goes_with_next(text: str, start: int, end: int, first: frozenset[str]) -> bool:
    """Whether one of the words stands there, with a space behind it only before a number."""
    word = text[start:end].rstrip(" ")
    return word in first and (start + len(word) == end or text[end : end + 1].isdigit())
