"""A meal told by its energy alone, "lunch was 500 kcal", or a food with it, "pizza, 500 kcal"."""

import re
from dataclasses import dataclass

from domain.meals.certainty import UNSAID
from domain.meals.diary import EXACT, TOLD, Estimate, Portion
from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient
from domain.meals.reading import LARGEST_PORTION_G, slot_in
from domain.messaging.text import simplify, words
from domain.pattern import Pattern

_KJ_PER_KCAL = 4.184
"""Source: NIST SP 811, thermochemical calorie"""
LEAST_TOLD_KCAL, MOST_TOLD_KCAL = 5.0, 4000.0
"""What a meal may be told to have. Source: own choice, a stick of gum and two days' food"""

MOST_TIMES_SAID, MOST_TIMES_UNSAID = 3.0, 8.0
"""How many times as much or as little as a food has its told energy may be, by whether the amount
was said.

Source: own choice, as far as ranges of a whole meal reach, and a crumb or a platter
"""
MOST_KCAL_PER_G = 9.0
"""That of fat; no food has more. Source: Atwater general factors, USDA Handbook 74"""

_ENERGY = Pattern(
    r"\b(?P<amount>\d{1,2}[.,]\d{3}|\d{1,5}) ?"
    r"(?:(?P<kj>kj|kilojoules?|kilojulios?)|k?cals?|(?:kilo)?calor(?:ies|ie|y|ia|ias))\b"
)
_STATED = Pattern(
    r"(?P<before>(?:[\s,;:(\[~\u2248=\u2013-]|\b(?:about|around|roughly|approx(?:imately)?|like|it|that"
    r"|was|were|at|for|of|with|worth|total(?:l?ing)?|unas|unos|como|aprox(?:imadamente)?|casi|fue"
    r"|fueron|eran?|de|con|por|has|have|is|are|tienen?|es|son|contiene)\b)*)"
    r"(?<![\w.,-])(?P<amount>\d{1,2}[.,]\d{3}|\d{1,5}) ?-?"
    r"(?:(?P<kj>kj|kilojoules?|kilojulios?)|k?cals?|(?:kilo)?calor(?:ies|ie|y|[i\u00ed]as?))\b"
    r"(?:[\s,;:)\].!]|\b(?:in total|en total|total|worth of|of|de)\b)*",
    re.IGNORECASE,
)
_OF_FACTS = Pattern(r"\b(?:has|have|is|are|tienen?|es|son|contiene)\b", re.IGNORECASE)
_OF_WHAT_WAS = Pattern(r"\b(?:was|were|fue|fueron|eran?)\b", re.IGNORECASE)
_BESIDE = frozenset(
    words(
        "my the a an i we had ate eaten have was is it that log logged add about around roughly"
        " approx approximately like maybe probably almost just of in for at total worth meal food"
        " dish plate something and so mi el la un una unas unos de del fue era comi cene desayune"
        " almorce tuve como casi aproximadamente en total comida plato algo por para mas menos"
        " o y"
    )
)
_OF_A_MEAL = frozenset(
    words("had ate eaten meal food dish snack comi cene desayune almorce comida plato")
)


@dataclass(frozen=True, slots=True)
class ToldEnergy:
    """The energy somebody told of a meal, and the meal's slot, empty where none was named."""

    energy_kcal: float
    slot: str
    words: str


def read_told_energy(text: str) -> ToldEnergy | None:
    """Read a message that tells the energy of a meal and nothing of what was in it.

    Args:
        text: The message, without days and times of day.

    Returns:
        None where anything else is said: a food, a day ("500 kcal today"), a goal, a question.
    """
    said = simplify(text)
    found = list(_ENERGY.finditer(said))
    if len(found) != 1 or said.rstrip().endswith("?"):
        return None
    rest = words(_ENERGY.sub(" ", said))
    named = [word for word in rest if slot_in(word)]
    if any(word not in _BESIDE and word not in named for word in rest):
        return None
    if not named and not _OF_A_MEAL.intersection(rest):
        return None
    amount = float(found[0]["amount"].replace(",", "").replace(".", ""))
    energy_kcal = amount / _KJ_PER_KCAL if found[0]["kj"] else amount
    if not LEAST_TOLD_KCAL <= energy_kcal <= MOST_TOLD_KCAL:
        return None
    return ToldEnergy(round(energy_kcal), slot_in(" ".join(named)), " ".join(named) or "meal")


def told_portion(told: ToldEnergy, name: str) -> Portion:
    """Return a meal of which the energy alone is known, from whoever ate it."""
    energy = told.energy_kcal
    estimate = Estimate(energy, energy, energy, 0.0, 0.0, 0.0, like=TOLD, foods=0)
    return Portion.estimated(told.words, name, estimate)


@dataclass(frozen=True, slots=True)
class StatedEnergy:
    """The energy a sentence states beside something else, and the sentence without it.

    `sets_right` says that it may speak of what was told before: "the pizza was 500 kcal".
    """

    energy_kcal: float
    rest: str
    sets_right: bool


def find_stated_energy(text: str) -> StatedEnergy | None:
    """Return the one energy that a sentence states; None where it states none, several or a fact.

    "Pizza has 500 kcal" tells what pizza has, not what was eaten.
    """
    found = list(_STATED.finditer(text))
    if len(found) != 1 or _OF_FACTS.search(found[0]["before"]):
        return None
    (energy,) = found
    rest = f"{text[: energy.start()]} {text[energy.end() :]}".strip()
    amount = float(energy["amount"].replace(",", "").replace(".", ""))
    energy_kcal = amount / _KJ_PER_KCAL if energy["kj"] else amount
    sets_right = _OF_WHAT_WAS.search(energy["before"]) is not None
    return StatedEnergy(energy_kcal, rest, sets_right) if rest else None


def portion_with_energy(portion: Portion, food: Food, energy_kcal: float) -> Portion | None:
    """Return as much of a food as has the energy that was told, all it holds in proportion.

    An amount that was said stays in its words. None where the food cannot have that energy.
    """
    per_100_g, has_kcal = food.per_100_g.get(Nutrient.ENERGY), portion.nutrients[Nutrient.ENERGY]
    if not per_100_g or not has_kcal or not portion.mass_g:
        return None
    is_said = portion.shares != UNSAID
    times, most = energy_kcal / has_kcal, MOST_TIMES_SAID if is_said else MOST_TIMES_UNSAID
    is_too_dense = portion.shares == EXACT and energy_kcal > MOST_KCAL_PER_G * portion.mass_g
    is_plausible = LEAST_TOLD_KCAL <= energy_kcal <= MOST_TOLD_KCAL and 1 / most <= times <= most
    mass_g = round(100 * energy_kcal / per_100_g, 2)
    if not is_plausible or is_too_dense or mass_g > LARGEST_PORTION_G:
        return None
    amount = portion.amount if is_said or not portion.is_weighed else ""
    return Portion.of(food, mass_g, amount, portion.text)
