"""The clinic's brand: name, colours, contact lines, paper, read from `templates/brand.toml`.

A palette that cannot be read by everybody is a fault like any other: see `contrast`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.files import reading
from handouts.files.toml_file import TomlFile, read_toml
from handouts.files.toml_schema import Table, Text, Texts
from handouts.model import codes, tags
from handouts.model.clock import COUNTRY, is_country
from handouts.model.contact import CONTACT_KEYS, PHONES, WEBSITE
from handouts.model.errors import FindingsError
from handouts.model.findings import Finding, Where
from handouts.model.languages import SOURCE_LANGUAGE, Language, language
from handouts.model.typed_lines import can_be_printed, name_fault
from handouts.project import contrast
from handouts.project.hours import HOURS, Opening, in_words
from handouts.project.hours import MOST as MOST_OPENINGS

#: The colours of a clinic that has not chosen its own: neutral, and dark enough for everybody.
PALETTE = {
    "brand": "#12455B",
    "tint": "#E8F1F4",
    "ink": "#1B1F23",
    "muted": "#495157",
    "rule": "#636F76",
    "do": "#1E5B3A",
    "dont": "#8C2A1C",
}
COLOR_KEYS = tuple(PALETTE)
PAPERS = ("letter", "a4")
#: The most letters of a clinic's name.
LONGEST_NAME = 80
_NAME_FORM = "plain text on one line, without unseen line separators"

LOGO_ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
EDITIONS = ("standard", "large", "bilingual", "plain-ink")
#: What becomes of the last good file of a handout whose words are unfit.
OUTDATED = ("remove", "keep")

#: What an address of a handout online may name: its language (BCP 47), its guide, itself.
ADDRESS_NAMES = ("language", "guide", "handout")

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[!#-;=?-Z_a-z~%&]*)?")

_WEBSITE = re.compile(r"(?:https?://)?[^\s/@:?#]+\.[^\s/@:?#.]{2,}(?::\d+)?(?:[/?#]\S*)?")
#: An emergency number has three.
_FEWEST_DIGITS = 3

#: What stands in for a colour that cannot be used.
_PLAIN = {**dict.fromkeys(COLOR_KEYS, "#000000"), "tint": "#FFFFFF"}

_SEPARATORS = re.compile("[\x7f-\x9f\u2028\u2029]")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def _line(*, required: bool = False) -> Text:
    """A value that is printed. Its lines end as those of the file do, not by a separator that
    nobody sees (U+0085, U+2028, U+2029)."""
    form = "plain words without unseen line separators or other unseen signs"
    return Text(required=required, test=_is_plain, form=form, reason=name_fault)


def _contact_line(key: str) -> Text:
    if key in PHONES:
        form, example = "a number to dial", "(555) 555-0100"
        return Text(test=_is_phone, form=form, example=example, reason=name_fault)
    if key == WEBSITE:
        form, example = "a web address", "www.clinic.example"
        return Text(test=_is_website, form=form, example=example, reason=name_fault)
    return _line()


def _is_phone(value: str) -> bool:
    return not value or (_is_plain(value) and sum(map(str.isdigit, value)) >= _FEWEST_DIGITS)


def _is_website(value: str) -> bool:
    return not value or (_is_plain(value) and bool(_WEBSITE.fullmatch(value.strip())))


def _is_tag(value: str) -> bool:
    try:
        return bool(tags.canonical(value))
    except ValueError:
        return False


def _is_name(value: str) -> bool:
    return bool(value) and _is_plain(value)


def _is_plain(value: str) -> bool:
    return not value or (not _SEPARATORS.search(value) and can_be_printed(value))


def _address() -> Text:
    names = ", ".join(f"{{{name}}}" for name in ADDRESS_NAMES)
    form = f"a web address in ASCII, in which {names} may stand for the handout"
    return Text(test=_is_address, form=form, example="https://clinic.example/{language}/{handout}")


def _is_address(value: str) -> bool:
    """Whether it is an address once the names are filled in; none is one too."""
    names = "|".join(ADDRESS_NAMES)
    return not value or bool(_ADDRESS.fullmatch(re.sub(rf"\{{(?:{names})\}}", "x", value)))


def _color(key: str) -> Text:
    form = "a colour of the form #RRGGBB"
    return Text(
        required=True, default=_PLAIN[key], test=_HEX.fullmatch, form=form, example=PALETTE[key]
    )


#: What may stand in `brand.toml`. Black and white stand in for colours that cannot be used.
SCHEMA = Table(
    {
        "clinic": Table(
            {
                "name": Text(
                    required=True,
                    test=_is_name,
                    form=_NAME_FORM,
                    longest=LONGEST_NAME,
                    reason=name_fault,
                ),
                "language": Text(
                    default="en", test=_is_tag, form="a language tag (BCP 47)", example="ar"
                ),
                "logo": Text(example="logo.png"),
                "country": Text(
                    default=COUNTRY, test=is_country, form="a country (ISO 3166)", example=COUNTRY
                ),
            }
        ),
        "contact": Table({key: _contact_line(key) for key in CONTACT_KEYS}),
        "hours": HOURS,
        "colors": Table({key: _color(key) for key in COLOR_KEYS}),
        "print": Table(
            {
                "paper": Text(default=PAPERS[0], choices=PAPERS),
                "editions": Texts(EDITIONS[:2], choices=EDITIONS),
                "languages": Texts(("en", "es")),
                "outdated": Text(default=OUTDATED[0], choices=OUTDATED),
            }
        ),
        "online": Table({"address": _address()}),
        "packet": Table({"append": Texts(("language-help/notice",))}),
    }
)


@dataclass(frozen=True, slots=True)
class Brand:
    """What `brand.toml` says. `name` is in the `language`. In the `country` (ISO 3166) dates and
    times are written. `logo` is a drawing. Colours are
    `#RRGGBB`; a contact line that is not known is empty; `openings` are the hours where they are
    given by day. `editions` are those that a plain build makes, the standard one where none is
    given. `languages` are the tags of those that the clinic offers, in the order of the front desk;
    none given means every one that has catalogs. `outdated` is one of `OUTDATED`. `online` is the
    address of a handout online, with names to be filled in (`ADDRESS_NAMES`), or empty. `appended`
    are the handouts (`guide/handout`) at the end of each packet. `places` gives the line of the
    name, of each contact line, of `languages`, `online` and `appended`."""

    name: str
    language: Language
    logo: Path | None
    contact: dict[str, str]
    openings: tuple[Opening, ...]
    colors: dict[str, str]
    paper: str
    editions: tuple[str, ...]
    languages: tuple[str, ...]
    outdated: str = OUTDATED[0]
    online: str = ""
    appended: tuple[str, ...] = ()
    country: str = COUNTRY
    places: Mapping[str, Where] = field(default_factory=dict, compare=False, repr=False)

    @property
    def keeps_outdated(self) -> bool:
        """Whether the last good file of a handout whose words are unfit stays on the disk."""
        return self.outdated == OUTDATED[1]

    @property
    def words(self) -> Mapping[str, str]:
        """What is printed of it, by key."""
        return {"name": self.name, **self.contact}


def read_brand(
    path: Path, shown_as: str = "", within: Path | None = None
) -> tuple[Brand, list[Finding]]:
    """The brand, whose files lie in the folder `within`, and every fault of it. Never raises: black
    and white, Letter paper and empty words stand in for what cannot be used, so that the rest of
    the project can still be checked; nothing is printed then."""
    try:
        toml = read_toml(path, shown_as or str(path), codes.BRAND_UNREADABLE, within)
    except FindingsError as error:
        return _brand({}, {}, path.parent), list(error.findings)
    printed = {
        "name": ("clinic", "name"),
        **{key: ("contact", key) for key in CONTACT_KEYS},
        "languages": ("print", "languages"),
        "online": ("online", "address"),
        "appended": ("packet", "append"),
    }
    places = {key: Where(toml.shown, toml.line(*place)) for key, place in printed.items()}
    brand = _brand(toml.data, places, path.parent)
    findings = [
        *toml.findings(SCHEMA, codes.BRAND_VALUE),
        *_logo_faults(toml, brand, path.parent, within),
        *_hours_faults(toml, brand),
    ]
    return brand, findings or list(_contrast_faults(toml, brand))


def _brand(data: dict[str, Any], places: Mapping[str, Where], folder: Path) -> Brand:
    values = SCHEMA.filled(data)
    openings = tuple(Opening(**row) for row in values["hours"] if all(row.values()))
    country = values["clinic"]["country"]
    if openings:
        values["contact"]["hours"] = in_words(openings, SOURCE_LANGUAGE, country)
    logo = values["clinic"]["logo"]
    return Brand(
        name=values["clinic"]["name"],
        language=language(values["clinic"]["language"]),
        logo=folder / logo if logo else None,
        contact=values["contact"],
        openings=openings,
        colors={key: color.upper() for key, color in values["colors"].items()},
        **values["print"],
        online=values["online"]["address"],
        appended=values["packet"]["append"],
        country=country,
        places=places,
    )


def _logo_faults(
    toml: TomlFile, brand: Brand, folder: Path, within: Path | None
) -> Iterator[Finding]:
    logo = brand.logo
    if logo is None:
        return
    given = toml.data["clinic"]["logo"]
    message = ""
    if logo.suffix.lower() not in LOGO_ENDINGS or logo.parent != folder or logo.name != given:
        message = f"there is no drawing {given}"
    else:
        try:
            reading.status(logo, within)
        except FileNotFoundError:
            message = f"there is no drawing {given}"
        except OSError as error:
            message = f"the drawing {given} cannot be read: {error.strerror or error}"
    if message:
        hint = (
            'write logo = "name.svg", "name.png" or "name.jpg", a file that lies beside '
            "brand.toml; or leave it out"
        )
        yield toml.finding(codes.BRAND_VALUE, ("clinic", "logo"), message, hint)


def _hours_faults(toml: TomlFile, brand: Brand) -> Iterator[Finding]:
    contact = toml.data.get("contact")
    if brand.openings and isinstance(contact, dict) and contact.get("hours"):
        message = "the hours are given twice, as text and as [[hours]]"
        hint = "leave the text empty: [[hours]] is written in each language"
        yield toml.finding(codes.BRAND_VALUE, ("contact", "hours"), message, hint)
    for number, each in enumerate(brand.openings[: MOST_OPENINGS + 1]):
        if each.open >= each.close:
            message = f"{each.open} to {each.close} ends before it begins"
            hint = "write the times of one day, close after open"
            yield toml.finding(codes.BRAND_VALUE, ("hours", number, "close"), message, hint)
        if any(each.meets(other) for other in brand.openings[:number]):
            message = f"{each.days} {each.open} to {each.close} is in part given above"
            yield toml.finding(codes.BRAND_VALUE, ("hours", number), message, "keep one of them")
    if len(brand.openings) > MOST_OPENINGS:
        message = f"{len(brand.openings)} opening hours, more than {MOST_OPENINGS}"
        hint = "a range of days is one of them: mon-fri"
        yield toml.finding(codes.BRAND_VALUE, ("hours",), message, hint)


def _contrast_faults(toml: TomlFile, brand: Brand) -> Iterator[Finding]:
    for correction in contrast.corrections(brand.colors):
        place = ("colors", correction.key)
        yield toml.finding(codes.CONTRAST, place, correction.message(brand.colors), correction.hint)
