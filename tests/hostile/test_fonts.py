"""A damaged font: a finding that names the file; never used, and no other taken in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as hb

from handouts.model.errors import DamagedFontError
from handouts.model.languages import language
from handouts.model.scripts import RULES
from handouts.text import soundness
from handouts.text.fonts import FontLibrary, default_folders
from tests.hostile.fonts import DAMAGES, font_of
from tests.hostile.running import guarded

#: A language for each way to set: joined, stacked, with conjuncts, hanging, and plain.
TAGS = ("ar", "ur", "hi", "th", "en")
#: Latin letters stand beside each other as they are, HarfBuzz joins Arabic ones by itself, and
#: Thai marks are placed by another table.
HARMLESS = {("en", "no GSUB"), ("ar", "no GSUB"), ("th", "no GSUB")}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_font_is_named_and_not_used(damage: str, tag: str, tmp_path: Path) -> None:
    if (tag, damage) in HARMLESS:
        pytest.skip("nothing of this language would look otherwise")
    sound = font_of(tag)
    bad = tmp_path / sound.name
    bad.write_bytes(DAMAGES[damage](sound.read_bytes()))
    library = FontLibrary([tmp_path, *default_folders(None, tmp_path)])
    with pytest.raises(DamagedFontError) as caught:
        library.stack(language(tag))
    assert caught.value.file == str(bad)
    assert "damaged" in str(caught.value)


@pytest.mark.slow
def test_fonts_of_the_machine_are_sound() -> None:
    """Of every script that has a rule, as far as its font is installed."""
    library = FontLibrary(default_folders(None, Path("/nowhere")))
    seen = 0
    for script, rule in RULES.items():
        for family in rule.families:
            for bold in (False, True):
                face = library._face(family, bold)
                if face is None:
                    continue
                code = {"ur": "Arab", "vi": "Latn"}.get(script, script)
                data = face.path.read_bytes()
                assert not soundness.fault(data, face.record.index, code), face.path
                seen += 1
    assert seen > 20


@pytest.mark.parametrize("script", sorted({*soundness._CHANGING, *soundness._PLAIN}))
def test_every_script_with_a_rule_has_words_to_look_at(script: str) -> None:
    assert script in RULES
    assert soundness._letters(script)


@pytest.mark.parametrize("tag", ["ii", "chr", "dv", "mn-Mong"])
def test_of_other_scripts_the_letters_of_the_font_are_looked_at(tag: str) -> None:
    own = language(tag)
    face = FontLibrary(default_folders(None, Path("/nowhere"))).stack(own)[0]
    data = face.path.read_bytes()
    assert own.script not in {*soundness._CHANGING, *soundness._PLAIN}
    loaded = hb.Face(hb.Blob(data), face.record.index)
    assert len(soundness._own_letters(loaded, own.script)) > 2
    assert not soundness.fault(data, face.record.index, own.script)


def test_a_checksum_is_the_sum_of_words() -> None:
    for length in (0, 1, 4, 8, 70_000, 16_384, 16_385):
        data = bytes(index * 7 % 251 for index in range(length))
        padded = data + bytes(-length % 4)
        words = (int.from_bytes(padded[at : at + 4], "big") for at in range(0, len(padded), 4))
        assert soundness._checksum(data) == sum(words) & 0xFFFFFFFF


@pytest.mark.slow
def test_a_build_names_the_file_and_keeps_what_was_built(built: Path) -> None:
    sound = font_of("ar")
    (built / "fonts").mkdir()
    bad = built / "fonts" / sound.name
    bad.write_bytes(sound.read_bytes()[:-1000])
    done = guarded(built, "build", "--force")
    done.answers("damaged-font", bad.name, "cut off")
    assert done.code == 2
    assert "built es/" in done.output
    assert "\nbuilt ar/" not in done.output
    assert (built / "dist" / "ar").is_dir()
    checked = guarded(built, "check")
    checked.answers("damaged-font", bad.name)
    guarded(built, "doctor").answers(bad.name, "damaged")
