"""Body data as people say them: "82 kilos", "5'10", "34yo", "mido 1,70"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.body import Sex

PLAUSIBLE_MASS_KG = (25, 350)
"""Source: own choice; outside are typing slips and people a coach must not advise"""

PLAUSIBLE_HEIGHT_CM = (90, 250)
"""Source: own choice; outside are typing slips"""

PLAUSIBLE_AGE_YEARS = (5, 110)
"""Source: own choice; children are understood, what they may be told is decided elsewhere"""


class MassUnit(StrEnum):
    """Units of body mass; the mass of one in kilograms is in `KILOGRAMS`."""

    KILOGRAM = "kg"
    POUND = "lb"
    STONE = "st"


KILOGRAMS = {MassUnit.KILOGRAM: 1.0, MassUnit.POUND: 0.45359237, MassUnit.STONE: 6.35029318}
"""Source: NIST Handbook 44, appendix C (avoirdupois)"""

CM_PER_INCH = 2.54
"""Source: NIST Handbook 44, appendix C (international foot)"""

_INCHES_PER_FOOT = 12
_CM_PER_METRE = 100


@dataclass(frozen=True, slots=True)
class Measure:
    """A number somebody told; one that cannot be is kept, so that the coach can ask."""

    value: float
    is_plausible: bool = True

    @classmethod
    def within(cls, value: float, limits: tuple[float, float], decimals: int = 1) -> "Measure":
        """Round a number and hold it against the limits of what can be."""
        lowest, highest = limits
        return cls(round(value, decimals), lowest <= value <= highest)


_DECIMAL = r"\d{1,5}(?:[.,]\d{1,3})?"
_START = r"(?<![\w.,/'-])"  # a number does not begin inside another one, nor below zero
_KILOGRAMS = r"(?:kgs?|kilos?|kilogram(?:me)?s?|kilogramos?)\b"
_POUNDS = r"(?:lbs?|pounds?|libras?)\b"
_MASS = Pattern(
    rf"{_START}(?P<kg>{_DECIMAL}) ?{_KILOGRAMS}"
    rf"|{_START}(?P<lb>{_DECIMAL}) ?{_POUNDS}"
    rf"|{_START}(?!(?:1|21|31)st)(?P<st>\d{{1,3}}(?:[.,]\d)?) ?(?:stones?|st)\b\.?"
    rf"(?:,? ?(?:and )?(?P<st_lb>\d|1[0-3])(?![\d.,:])(?: ?{_POUNDS})?)?"
)
_CHANGE = Pattern(
    r"\b(?:los[et]|losing|gain(?:ed)?|gaining|drop(?:ped)?|shed|perder|perdi|bajar|baje|subir|subi)"
    r" (?:about |like |around |another |unos |como )?$"
)

_FEET = r"(?P<feet>\d|four|five|six|seven)"
_FOOT = r"(?:feet\b|foot\b|ft\b\.?|pies?\b|')"
_INCHES = (
    r"(?P<inches>1[01]|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven)"
    r"(?P<half>[.,]5|½)?(?![\d.,])(?! ?(?:kg|kilo|lb|pound|st\b|stone|years?|yo\b))"
)
_INCH_UNIT = r"""(?: ?(?:"|''|inch(?:es)?\b|ins?\b|pulgadas?\b))?"""
_HEIGHT_WORD = r"\b(?:mido|measure|height|tall|altura|estatura|i'?m|i am|soy)(?: is| es| de|:)* ?"
_TALL = r"(?= (?:tall|high|de alt[ao]|de altura|de estatura)\b)"
_HEIGHTS = tuple(
    Pattern(pattern)
    for pattern in (
        rf"{_START}(?P<cm>\d{{2,3}}(?:[.,]\d)?) ?(?:cms?|centimet(?:er|re)s?|centimetros?)\b",
        rf"{_START}(?P<m>[12]) ?m(?:etros?)? ?(?:con )?(?P<rest_cm>\d{{2}})\b",
        rf"{_START}(?P<m>\d(?:[.,]\d{{1,2}})?) ?(?:m|mts?|met(?:er|re)s?|metros?)\b",
        rf"(?:\A|{_HEIGHT_WORD})(?P<m>[12][.,]\d{{2}})(?=[,;.!?]*(?:\s|\Z))(?! ?(?:kg|kilo|lb))",
        rf"{_START}(?P<m>[12][.,]\d{{2}}){_TALL}",
        rf"\A(?P<cm>\d{{2,3}})\Z|{_START}(?P<cm_tall>\d{{3}}){_TALL}",
        r"\b(?:mido|height|altura|estatura)(?: is| es| de|:)* ?(?P<cm>\d{3})\b(?! ?(?:kg|lb))",
        rf"{_START}{_FEET} ?{_FOOT}(?:,? ?(?:and |y |con )?{_INCHES}{_INCH_UNIT})?",
        r"\A(?P<feet>[4-7])[ -](?P<inches>1[01]|\d)(?P<half>½)?\Z",
        rf"""{_START}(?P<only_inches>\d{{2}}(?:[.,]\d)?) ?(?:inch(?:es)?\b|pulgadas?\b|"|'')""",
    )
)
_SPOKEN_METRES = Pattern(
    r"(?P<before>\A|\b(?:mido|altura|estatura)(?: es| de|:)* )"
    r"(?:uno?|1|(?:un |1 )?metro)(?: con| y)? "
    r"(?P<tens>\d{2}|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)"
    r"(?: y (?P<ones>uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?(?: de alt[oa])?"
    r"(?=[.,;!]|\Z)"
)
"""A height as it is spoken in Spanish: "mido uno setenta y cinco", "metro ochenta"."""
_TENS = {
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
}
_ONES = ("", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_QUOTES = str.maketrans({"\u2032": "'", "\u2033": '"', "\u201c": '"', "\u201d": '"'})
_SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11,
}  # fmt: skip

_YEARS = (
    r"(?:years?[ -]?olds?|years?\b(?! ago)|yrs?(?: old)?\b|y/?o\b|y\.o\.|anos\b(?! atras)|anitos)"
)
_AM = r"\b(?:i'?m|i am|aged?|edad|tengo|turned|cumpli)"
_ONLY = r"(?: actually| really| only| just| en realidad| solo)?"
_AGE_ENDS = r"(?=\s*(?:\Z|[,;.!?\n/]|and\b|y\b|(?:fe)?male\b|(?:wo)?man\b|[fm]\b))"
_AGES = tuple(
    Pattern(pattern)
    for pattern in (
        r"\A(?P<years>\d{1,3})[.!]?\Z",
        rf"(?<!for )(?<!hace )(?<!last )(?<!past ){_START}(?P<years>\d{{1,3}})[ -]?{_YEARS}",
        rf"{_AM}{_ONLY}(?: is| es|:)* ?(?P<years>\d{{1,3}})(?![.,]\d){_AGE_ENDS}",
        r"(?<![\d.,])(?P<years>\d{2}) ?/?[fm]\b",
        r"(?<![\w.,'])(?<!\d )[fm] ?/?(?P<years>\d{2})(?![\d.,])",
    )
)

_SEX_WORDS = {
    Sex.FEMALE: r"females?|women|woman|girl|lady|mujer|chica|nina|muchacha|femenin[oa]|hembra",
    Sex.MALE: r"males?|men|man|guy|boy|dude|hombre|chico|nino|muchacho|masculin[oa]|varon",
}
_SEX_LETTER = Pattern(
    r"(?<![\d.,])\d{2} ?/?(?P<after>[fm])\b|(?<![\w.,'])(?<!\d )(?P<before>[fm]) ?/?\d{2}(?![\d.,])"
    r"|(?:\A|[,;/\n])\s*(?P<alone>[fm])\s*(?:\Z|[,;/.\n])"
)


def find_mass_kg(text: str, bare_unit: MassUnit | None = None) -> Measure | None:
    """Find a body mass: "82.4 kg", "181 lbs", "12 st 4", "peso 82 kilos".

    A change of mass ("lose 5 kg") is none.

    Args:
        text: What was said.
        bare_unit: The unit of a message that is a number and nothing else; None where such a
            message is no mass.

    Returns:
        Kilograms, to 0.01, so that pounds told are the pounds said back; None where none is said.
    """
    said = _plain(text)
    if bare_unit and re.fullmatch(_DECIMAL, said):
        return Measure.within(_number(said) * KILOGRAMS[bare_unit], PLAUSIBLE_MASS_KG, 2)
    found = tuple(_masses(said))
    return next((mass for mass in found if mass.is_plausible), found[0] if found else None)


def find_height_cm(text: str) -> Measure | None:
    """Find a height: "178 cm", "1,78 m", "5'10", "six foot", and bare "1.78" or "178".

    Returns:
        Centimetres, to 0.1; None where none is said.
    """
    said = _SPOKEN_METRES.sub(_in_centimetres, _plain(text))
    matches = (match for pattern in _HEIGHTS if (match := pattern.search(said)))
    found = tuple(Measure.within(_height_cm(match), PLAUSIBLE_HEIGHT_CM) for match in matches)
    return next((height for height in found if height.is_plausible), found[0] if found else None)


def find_age_years(text: str) -> Measure | None:
    """Find an age: "34", "34yo", "I'm 34 years old", "tengo 34 años".

    Returns:
        Completed years; None where none is said.
    """
    said = _plain(text)
    match = next((match for pattern in _AGES if (match := pattern.search(said))), None)
    return match and Measure.within(int(match["years"]), PLAUSIBLE_AGE_YEARS)


def find_sex(text: str) -> Sex | None:
    """Find the sex somebody says to be; None where none is said, or both are."""
    said = _plain(text)
    named = {sex for sex, words in _SEX_WORDS.items() if re.search(rf"\b(?:{words})\b", said)}
    if not named and (letter := _SEX_LETTER.search(said)):
        named = {Sex.FEMALE if "f" in letter.groups() else Sex.MALE}
    return named.pop() if len(named) == 1 else None


def _in_centimetres(spoken: re.Match[str]) -> str:
    tens, ones = spoken["tens"], spoken["ones"] or ""
    rest = _TENS[tens] if tens in _TENS else int(tens)
    return f"{spoken['before']}{_CM_PER_METRE + rest + _ONES.index(ones)} cm"


def _plain(text: str) -> str:
    return simplify(text).translate(_QUOTES)


def _masses(said: str) -> Iterator[Measure]:
    for match in _MASS.finditer(said):
        if _CHANGE.search(said[: match.start()]):
            continue
        amounts = {unit: match[unit] for unit in MassUnit if match[unit]}
        mass_kg = sum(_number(digits) * KILOGRAMS[unit] for unit, digits in amounts.items())
        mass_kg += _number(match["st_lb"] or "0") * KILOGRAMS[MassUnit.POUND]
        yield Measure.within(mass_kg, PLAUSIBLE_MASS_KG, 2)


def _height_cm(match: re.Match[str]) -> float:
    said = {name: value for name, value in match.groupdict().items() if value}
    feet, inches = _number(said.get("feet", "0")), _number(said.get("inches", "0"))
    inches += _number(said.get("only_inches", "0")) + (0.5 if "half" in said else 0)
    metres, centimetres = _number(said.get("m", "0")), said.get("cm", said.get("cm_tall", "0"))
    return (
        100 * metres
        + _number(centimetres)
        + _number(said.get("rest_cm", "0"))
        + CM_PER_INCH * (_INCHES_PER_FOOT * feet + inches)
    )


def _number(digits: str) -> float:
    return float(_SMALL[digits]) if digits in _SMALL else float(digits.replace(",", "."))
