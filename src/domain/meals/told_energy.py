"""A meal told by its energy alone: "my lunch was 500 kcal"."""

from dataclasses import dataclass

from domain.meals.diary import TOLD, Estimate, Portion
from domain.meals.reading import slot_in
from domain.messaging.text import simplify, words
from domain.pattern import Pattern

_KJ_PER_KCAL = 4.184
"""Source: NIST SP 811, thermochemical calorie"""
LEAST_TOLD_KCAL, MOST_TOLD_KCAL = 5.0, 4000.0
"""What a meal may be told to have. Source: own choice, a stick of gum and two days' food"""

_ENERGY = Pattern(
    r"\b(?P<amount>\d{1,2}[.,]\d{3}|\d{1,5}) ?"
    r"(?:(?P<kj>kj|kilojoules?|kilojulios?)|k?cals?|(?:kilo)?calor(?:ies|ie|y|ia|ias))\b"
)
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
