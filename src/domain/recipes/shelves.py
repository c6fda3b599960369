"""How a shop shows a food: in which aisle, under what name, and by what piece it is counted.

A food table says "raw egg" and 465 g; a shop has eggs, and somebody puts ten into the cart.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

AISLES = (
    "produce",
    "bread and grains",
    "meat and fish",
    "dairy and eggs",
    "cans and dry goods",
    "nuts and snacks",
    "frozen",
    "drinks",
    "baking and sweets",
    "oils, sauces and spices",
)
"""In the order they are walked: what weighs little and bruises first, what may be at home last.

Source: own choice, the order of a usual US supermarket
"""


NEARLY = 0.15
"""Of a piece: so much more than whole pieces asks for no other one.

Source: own choice, half a spoon of a can's beans; nobody opens another for it
"""


_PLACE = "{n}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands on the label, by language, and the grams of a piece where pieces are counted.

    `pieces` are the words of one and of several ("can of chickpeas", "cans of chickpeas"), by
    language.
    """

    aisle: str
    names: Mapping[str, str]
    piece_g: float | None = None
    pieces: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def named(self, language: str) -> str:
        """Return what the food is called in a shop."""
        return self.names.get(language) or self.names["en"]

    def counted(self, mass_g: float, language: str) -> str:
        """Return how many pieces hold a mass: "10 eggs"; empty for what is weighed.

        Words with a place for the number say what is cut from a whole: "rye bread (2 slices)".
        """
        if self.piece_g is None:
            return ""
        number = max(1, math.ceil(mass_g / self.piece_g - NEARLY))
        one, several = self.pieces.get(language) or self.pieces["en"]
        words = one if number == 1 else several
        return words.replace(_PLACE, str(number)) if _PLACE in words else f"{number} {words}"

    def words(self) -> tuple[str, ...]:
        """Return all it goes by: what somebody has at home may be said in any of these."""
        return (*self.names.values(), *(word for pair in self.pieces.values() for word in pair))


Shelves = Mapping[str, Shelf]
"""By food id."""


def rank(aisle: str) -> tuple[int, str]:
    """Return where an aisle comes on the way through a shop; unknown ones at the end, by name."""
    return (AISLES.index(aisle) if aisle in AISLES else len(AISLES), aisle)
