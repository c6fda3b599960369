"""The numbers of a label as people type them: "30 g protein, 220 kcal", "450 kcal per 100 g"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.meals.nutrients import Nutrient
from domain.meals.quantities import GRAMS, MILLILITRES, unit_named
from domain.meals.vocabulary import Token, tokens
from domain.memory.memory import Label
from domain.pattern import Pattern

_THOUSANDS = Pattern(r"\d{1,3}(?:,\d{3})+")
_DIGITS = Pattern(r"\d+(?:[.,]\d+)?(?:e\d+)?")
_NONE = {"no": 0.0, "zero": 0.0, "sin": 0.0, "cero": 0.0}
_ENERGY = {"kcal": 1.0, "cal": 1.0, "calory": 1.0, "caloria": 1.0, "kilocalory": 1.0}
_KJ_PER_KCAL = 4.184  # Source: NIST SP 811, thermochemical calorie
_KILOJOULES = frozenset({"kj", "kilojoule", "kilojulio"})
_MICROGRAMS = {
    "g": 1e6, "gram": 1e6, "gramo": 1e6, "gr": 1e6,
    "mg": 1e3, "milligram": 1e3, "miligramo": 1e3,
    "mcg": 1.0, "ug": 1.0, "microgram": 1.0, "microgramo": 1.0,
}  # fmt: skip
_NUTRIENT_UNITS = {"g": 1e6, "mg": 1e3, "ug": 1.0}
_PER = frozenset({"per", "por", "cada", "each", "every"})
_NAMED = "scoop bar bottle piece slice packet can glass bowl shake cup tbsp tsp cookie pouch"
_PORTIONS = {
    **{unit: unit for unit in _NAMED.split()},
    **dict.fromkeys(("serving", "portion", "unit", "unidad"), ""),
    "barrita": "bar",
    "galleta": "cookie",
    "batido": "shake",
}
"""What a label may be told for, and what that is called; empty where it has no name."""
_SMALL = frozenset(
    "and with of de del y con the a an la el los las un una in en it its is are es son has have "  # noqa: SIM905
    "tiene tienen about around roughly total which that approx unos unas aproximadamente also "
    "plus contains each , ; . : ( ) + & only just".split()
)
_ONE = frozenset({"a", "an", "one", "1", "each", "un", "una", "cada"})
_WEIGHS = frozenset({"is", "weighs", "of", "=", ":", "es", "pesa", "de", "has"})
_LONGEST_NAME = 4  # words of a nutrient


@dataclass
class _Reader:
    """Reads a label word by word; `nutrients` and the rest grow on the way."""

    said: Sequence[Token]
    words: Mapping[str, Nutrient]
    nutrients: dict[Nutrient, float] = field(default_factory=dict)
    mass_g: float | None = None
    is_per_mass: bool = False
    unit: str = ""
    portion_g: float | None = None

    def read(self) -> Label | None:
        """Return the label; None where any word is not of one."""
        place = 0
        while place < len(self.said):
            end = self._step(place)
            if end == place:
                return None
            place = end
        if not self.nutrients:
            return None
        amounts = tuple(self.nutrients.items())
        told_for_g = None if self.is_per_mass else self.mass_g
        return Label(amounts, self.mass_g, self.portion_g or told_for_g, self.unit)

    def _step(self, place: int) -> int:
        """Read what stands at a place and return the place behind it, the same if it is nothing."""
        for step in (self._per, self._portion, self._amount, self._nutrient_first):
            if (end := step(place)) > place:
                return end
        return place + (self._plain(place) in _SMALL)

    def _per(self, place: int) -> int:
        """Read "per 100 g", "per scoop (30 g)", "each"."""
        if self._plain(place) not in _PER:
            return place
        number, at = self._number(place + 1)
        mass_g, end = self._mass(number, at)
        if mass_g:
            self.mass_g, self.is_per_mass = mass_g, True
            number, at = None, end
        unit = _PORTIONS.get(unit_named(self._plain(at)))
        if unit is not None and number is None:
            self.unit, self.is_per_mass = unit, False
            return at + 1
        if mass_g:
            return end
        return place + 1 if number is None else place

    def _portion(self, place: int) -> int:
        """Read what a portion of a food told by its mass weighs: "a bar is 40 g"."""
        at = place + (self._plain(place) in _ONE)
        unit = _PORTIONS.get(unit_named(self._plain(at)))
        if unit is None or not self.is_per_mass:
            return place
        number, behind = self._number(at + 1 + (self._plain(at + 1) in _WEIGHS))
        mass_g, end = self._mass(number, behind)
        if not mass_g:
            return place
        self.unit, self.portion_g = unit, mass_g
        return end

    def _amount(self, place: int) -> int:
        """Read "30 g protein", "220 kcal", "7 carbs", or what a portion weighs: "350 ml"."""
        number, at = self._number(place)
        if number is None:
            return place
        base = self._base(at)
        is_unit = base in _MICROGRAMS or base in _ENERGY or base in _KILOJOULES
        behind = at + 1 if is_unit else at
        nutrient, end = self._nutrient(self._past_small(behind))
        if nutrient is not None:
            self._tell(nutrient, number, base if is_unit else "")
            return end
        if base in _ENERGY or base in _KILOJOULES:
            self._tell(Nutrient.ENERGY, number, base)
            return behind
        mass_g, past = self._mass(number, at)
        if mass_g and self.mass_g is None:
            self.mass_g = mass_g
            return past
        return place

    def _nutrient_first(self, place: int) -> int:
        """Read "protein 30 g", "calories: 220"."""
        nutrient, end = self._nutrient(place)
        if nutrient is None:
            return place
        number, at = self._number(self._past_small(end))
        if number is None:
            return place
        base = self._base(at)
        is_unit = base in _MICROGRAMS or base in _ENERGY or base in _KILOJOULES
        self._tell(nutrient, number, base if is_unit else "")
        return at + is_unit

    def _tell(self, nutrient: Nutrient, number: float, unit: str) -> None:
        if nutrient is Nutrient.ENERGY:
            amount = number / _KJ_PER_KCAL if unit in _KILOJOULES else number
        else:
            own = nutrient.value.rpartition("_")[2]
            amount = number * _MICROGRAMS.get(unit, _NUTRIENT_UNITS[own]) / _NUTRIENT_UNITS[own]
        self.nutrients[nutrient] = amount

    def _nutrient(self, place: int) -> tuple[Nutrient | None, int]:
        for length in range(_LONGEST_NAME, 0, -1):
            name = " ".join(token.base for token in self.said[place : place + length])
            plain = " ".join(token.plain for token in self.said[place : place + length])
            if nutrient := self.words.get(name) or self.words.get(plain):
                return nutrient, min(place + length, len(self.said))
        return None, place

    def _number(self, place: int) -> tuple[float | None, int]:
        plain = self._plain(place)
        if plain in _NONE:
            return (0.0, place + 1) if self._nutrient(place + 1)[0] else (None, place)
        if _THOUSANDS.fullmatch(plain):
            return float(plain.replace(",", "")), place + 1
        if _DIGITS.fullmatch(plain):
            return float(plain.replace(",", ".")), place + 1
        return None, place

    def _mass(self, number: float | None, place: int) -> tuple[float | None, int]:
        """Return grams; of a drink a millilitre counts as one."""
        unit = unit_named(self._plain(place))
        grams = GRAMS.get(unit) or (MILLILITRES.get(unit) if unit in {"ml", "cl", "l"} else None)
        return (None, place) if number is None or grams is None else (number * grams, place + 1)

    def _past_small(self, place: int) -> int:
        while self._plain(place) in {"of", "de", "del", ":", "is", "="}:
            place += 1
        return place

    def _plain(self, place: int) -> str:
        return self.said[place].plain if place < len(self.said) else ""

    def _base(self, place: int) -> str:
        return self.said[place].base if place < len(self.said) else ""


def read_label(text: str, words: Mapping[str, Nutrient]) -> Label | None:
    """Return the numbers a text tells of a food; None where it says anything else.

    Args:
        text: What stands behind "my shake is".
        words: What people call nutrients.
    """
    return _Reader(tokens(text), words).read()
