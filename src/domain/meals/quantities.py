"""Numbers and units as people write them."""

from dataclasses import dataclass

from domain.meals.vocabulary import singular
from domain.messaging.numerals import SMALL_NUMBERS
from domain.pattern import Pattern

GRAMS = {
    "g": 1.0,
    "gram": 1.0,
    "gramo": 1.0,
    "gm": 1.0,
    "gr": 1.0,
    "kg": 1000.0,
    "kilo": 1000.0,
    "kilogram": 1000.0,
    "mg": 0.001,
    "oz": 28.349523,
    "ounce": 28.349523,
    "onza": 28.349523,
    "lb": 453.59237,
    "lbs": 453.59237,
    "pound": 453.59237,
    "libra": 453.59237,
}
"""Grams in one unit of mass. Source: NIST Handbook 44, appendix C (avoirdupois)."""

MILLILITRES = {
    "ml": 1.0,
    "milliliter": 1.0,
    "millilitre": 1.0,
    "mililitro": 1.0,
    "cl": 10.0,
    "dl": 100.0,
    "l": 1000.0,
    "liter": 1000.0,
    "litre": 1000.0,
    "litro": 1000.0,
    "fl_oz": 29.573530,
    "cup": 236.588236,
    "tbsp": 14.786765,
    "tsp": 4.928922,
    "pint": 473.176473,
    "quart": 946.352946,
    "gallon": 3785.411784,
}
"""Millilitres in one unit of volume. Source: NIST Handbook 44, appendix C (US customary)."""

COFFEE_SIZES = frozenset({"tall", "grande", "venti"})
"""Names of cups in coffee houses, which mean something else of other food: "manzana grande"."""

ANY_PIECE = frozenset({"piece", "serving"})
"""Units that fit every food: one of them is what is usual."""

_UNIT_WORDS = {
    "gram": "g",
    "gm": "g",
    "gr": "g",
    "gramo": "g",
    "kilo": "kg",
    "kilogram": "kg",
    "ounce": "oz",
    "pound": "lb",
    "lbs": "lb",
    "onza": "oz",
    "libra": "lb",
    "mililitro": "ml",
    "litro": "l",
    "liter": "l",
    "litre": "l",
    "milliliter": "ml",
    "millilitre": "ml",
    "galon": "gallon",
    "tablespoon": "tbsp",
    "tbs": "tbsp",
    "tb": "tbsp",
    "cucharada": "tbsp",
    "teaspoon": "tsp",
    "cucharadita": "tsp",
    "taza": "cup",
    "mug": "cup",
    "rebanada": "slice",
    "trozo": "piece",
    "pedazo": "piece",
    "tajada": "slice",
    "loncha": "slice",
    "bolsa": "bag",
    "barra": "bar",
    "bola": "scoop",
    "filete": "fillet",
    "sobre": "packet",
    "copa": "glass",
    "racion": "serving",
    "bote": "can",
    "cda": "tbsp",
    "cdita": "tsp",
    "vaso": "glass",
    "lata": "can",
    "botella": "bottle",
    "tazon": "bowl",
    "plato": "plate",
    "plateful": "plate",
    "bowlful": "bowl",
    "portion": "serving",
    "porcion": "serving",
    "helping": "serving",
    "puñado": "handful",
    "punado": "handful",
    "fist": "handful",
    "pc": "piece",
    "pcs": "piece",
    "pieza": "piece",
    "pat": "pat",
    "pkt": "packet",
    "pack": "packet",
    "sachet": "packet",
    "big": "large",
    "grande": "large",
    "mediano": "medium",
    "mediana": "medium",
    "chico": "small",
    "pequeno": "small",
    "pequena": "small",
    "tiny": "small",
    "little": "small",
}

_NUMBER_WORDS = {
    **{word: float(number) for word, number in SMALL_NUMBERS.items()},
    "a": 1.0, "an": 1.0, "half": 0.5, "quarter": 0.25, "dozen": 12.0, "few": 3.0, "several": 4.0,
    "third": 1 / 3, "single": 1.0, "double": 2.0, "medio": 0.5, "media": 0.5, "docena": 12.0,
}  # fmt: skip

_VULGAR = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅜": 3 / 8,
    "⅝": 5 / 8, "⅞": 7 / 8, "⅕": 1 / 5,
}  # fmt: skip

_DIGITS = Pattern(r"-?\d+(?:[.,]\d+)?(?:e\d+)?")
_RANGE = Pattern(r"(\d+(?:[.,]\d+)?)\s*[-\u2013]\s*(\d+(?:[.,]\d+)?)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much, and of what unit; the unit is empty where none was said.

    `is_said` is False where the sentence gives no amount at all and one is assumed.
    """

    count: float = 1.0
    unit: str = ""
    is_said: bool = True


def unit_named(word: str) -> str:
    """Return the one name under which a unit is known ("tablespoons" is "tbsp")."""
    base = singular(word)
    return _UNIT_WORDS.get(base, base)


def find_number(token: str) -> float | None:
    """Read one token as a number: digits, a fraction, a range (its middle), or a number word.

    Returns:
        The number; None where the token is none; `inf` for a division by zero, so that the
        quantity is found absurd and not taken for one.
    """
    if (known := _VULGAR.get(token, _NUMBER_WORDS.get(token))) is not None:
        return known
    if span := _RANGE.fullmatch(token):
        return (_decimal(span[1]) + _decimal(span[2])) / 2
    upper, _, lower = (part.strip() for part in token.partition("/"))
    if not _DIGITS.fullmatch(upper):
        return None
    if not lower:
        return _decimal(upper)
    if not _DIGITS.fullmatch(lower):
        return None
    return _decimal(upper) / _decimal(lower) if _decimal(lower) else float("inf")


def _decimal(digits: str) -> float:
    return float(digits.replace(",", "."))


def is_article(token: str) -> bool:
    """Whether a number word is really an article, which adds nothing to a number beside it."""
    return token in {"a", "an", "un", "una"}
