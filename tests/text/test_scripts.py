"""Every script that Debian's Noto fonts have: set in its own font, whole, in its own direction."""

from __future__ import annotations

import unicodedata

import pytest

from handouts.model import unicode
from handouts.model.languages import language
from handouts.model.scripts import RULES, general_rule
from handouts.text.paragraph import TextSpan
from tests.each import each
from tests.fixtures.printing import one_language, typesetter

#: Words in scripts that no fixture has: mostly what the languages call themselves.
WORDS = {
    "chr": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "iu": "ᐃᓄᒃᑎᑐᑦ", "cr": "ᓀᐦᐃᔭᐍᐏᐣ", "dv": "ދިވެހިބަސް", "ii": "ꆈꌠꉙ",
    "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ", "vai": "ꕙꔤ", "rhg": "𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝", "syr": "ܣܘܪܝܝܐ", "aii": "ܣܘܪܝܬ",
    "nqo": "ߒߞߏ", "ff-Adlm": "𞤆𞤵𞤤𞤢𞤪", "sat": "ᱥᱟᱱᱛᱟᱲᱤ", "mni-Mtei": "ꯃꯤꯇꯩꯂꯣꯟ",
    "lis": "ꓡꓲ-ꓢꓴ", "nod": "ᨣᩤᩴᨾᩮᩬᩥᨦ", "jv-Java": "ꦧꦱꦗꦮ", "ban-Bali": "ᬪᬵᬱᬩᬮᬶ",
    "su-Sund": "ᮘᮞ ᮞᮥᮔ᮪ᮓ", "bug-Bugi": "ᨅᨔ ᨕᨘᨁᨗ", "mn-Mong": "ᠮᠣᠩᠭᠣᠯ", "osa": "𐓏𐓘𐓻𐓘𐓻𐓟",
    "ccp": "𑄌𑄋𑄴𑄟𑄳𑄦", "bax": "ꚩꚫꛑ", "tdd": "ᥖᥭᥰ", "khb": "ᦅᧄᦺᦑ", "blt": "ꪁꪫꪱꪣ",
    "cop": "ⲙⲉⲧⲣⲉⲙⲛⲭⲏⲙⲓ", "cu-Glag": "ⰳⰾⰰⰳⱁⰾⰻⱌⰰ", "got": "𐌲𐌿𐍄𐌹𐍃𐌺𐌰", "en-Dsrt": "𐐔𐐯𐑅𐐨𐑉𐐯𐐻",
    "en-Shaw": "𐑖𐑱𐑝𐑾𐑯", "hnj-Hmnp": "𞄀𞄄𞄰", "hmn-Hmng": "𖬌𖬣𖬵", "lep": "ᰛᰩᰵ", "lif-Limb": "ᤕᤠᤰᤌᤢᤱ",
    "kyu": "ꤊꤢꤛꤢ꤭", "cjm": "ꨌꩌ", "saz": "ꢱꣃꢬꢵꢯ꣄ꢡ꣄ꢬ", "syl-Sylo": "ꠍꠤꠟꠐꠤ", "new-Newa": "𑐣𑐾𑐥𑐵𑐮",
    "tl-Tglg": "ᜊᜊᜌᜒᜈ᜔", "so-Osma": "𐒖𐒍 𐒈𐒝𐒑𐒛𐒐𐒘", "hu-Hung": "𐲘𐳀𐳎𐳀𐳢", "smp": "ࠔࠌࠓࠉࠌ", "mid": "ࡌࡀࡍࡃࡀࡉࡀ",
    "hmd": "𖼀𖼁𖼂", "hoc-Wara": "𑢹𑣉𑣉", "srb-Sora": "𑃐𑃑", "yue": "粵語",
}  # fmt: skip


@each(("tag", "words"), WORDS.items())
def test_words_are_set_whole_in_their_own_font(tag: str, words: str) -> None:
    own = language(tag)
    shaped = typesetter().shape((TextSpan(words),), own)
    assert shaped.missing == ()
    assert shaped.circles == ()
    (line,) = shaped.lines(12, 400)
    assert {run.rtl for run in line.runs} == {own.right_to_left}
    first = typesetter().fonts.stack(own)[0]
    assert line.runs[0].face is first
    assert all(gid for run in line.runs for gid in run.gids)
    assert one_language(tag, [(TextSpan(words),)])[0].startswith(b"%PDF")


#: Scripts of Unicode 15.0 that Debian 12 has no Noto font for.
WITHOUT_FONT = {
    "Chrs", "Cpmn", "Diak", "Kawi", "Kits", "Maka", "Nagm", "Nand", "Ougr", "Tnsa", "Toto", "Vith",
}  # fmt: skip
#: No scripts: shared, inherited, unknown; and kana as one, which is set as Japanese.
_NONE = {"Zyyy", "Zinh", "Zzzz", "Hrkt"}
SCRIPTS = sorted(set(unicode.script_names()) - WITHOUT_FONT - _NONE)


@each("script", SCRIPTS)
def test_every_script_has_a_font_a_line_height_and_a_direction(script: str) -> None:
    own = language(f"en-{script}") if script != "Latn" else language("en")
    fonts = typesetter().fonts
    face = fonts.stack(own)[0]
    assert fonts.line_height(own) >= 1.36
    letters = [
        char
        for each in unicode.unicode_scripts(script)
        for char in unicode.characters_of(each)
        if unicodedata.category(char) in ("Lo", "Ll", "Lu") and face.has(char)
    ]
    assert len(letters) > 10 or script in ("Brai", "Sgnw")
    strong = {unicode.bidi_class(ord(char)) for char in letters}
    assert own.right_to_left == bool(strong & {"R", "AL"})


def test_a_row_is_an_exception_of_the_general_rule() -> None:
    for script, name in unicode.script_names().items():
        if script not in RULES:
            assert general_rule(script).families[0] == f"Noto Sans {name}"
            assert general_rule(script).leading == 0


@pytest.mark.parametrize("tag", ["chr", "dv", "jv-Java", "ban-Bali", "mn-Mong", "bug-Bugi"])
def test_lines_of_a_script_without_a_row_do_not_touch(tag: str) -> None:
    own = language(tag)
    height = typesetter().fonts.line_height(own)
    face = typesetter().fonts.stack(own)[0]
    lines = typesetter().shape((TextSpan(f"{WORDS[tag]} " * 12),), own).lines(1, 12)
    assert len(lines) > 1
    tops, bottoms = [], []
    for run in lines[0].runs:
        for gid, y in zip(run.gids, run.ys, strict=True):
            for _, at in face.outline(gid) if run.face is face else ():
                tops.append((at + y) / face.upem)
                bottoms.append((at + y) / face.upem)
    assert max(tops) - min(bottoms) < height
