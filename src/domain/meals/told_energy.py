"""A meal told by its energy alone, "lunch was 500 kcal", or a food with it, "pizza, 500 kcal"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.meals.certainty import UNSAID
from domain.meals.diary import EXACT, TOLD, Estimate, Portion
from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient
from domain.meals.reading import LARGEST_PORTION_G, slot_in
from domain.messaging.text import simplify, words
from domain.pattern import Match, Pattern

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
    r"|fueron|eran?|de|con|por|has|have|had|is|are|que|tienen?|tenia|es|son|contiene)\b)*)"
    r"(?<![\w.,-])(?P<amount>\d{1,2}[.,]\d{3}|\d{1,5}) ?-?"
    r"(?:(?P<kj>kj|kilojoules?|kilojulios?)|k?cals?|(?:kilo)?calor(?:ies|ie|y|[i\u00ed]as?))\b"
    r"(?:[\s,;:)\].!]|\b(?:in total|en total|total|worth of|of|de)\b)*",
    re.IGNORECASE,
)
_OF_FACTS = Pattern(
    r"(?<!that )(?<!que )\b(?:has|have|is|are|tienen?|es|son|contiene)\b", re.IGNORECASE
)
_OF_A_KIND = Pattern(r"\d[ -]?(?:cal|kcal|calorie)\W*$", re.IGNORECASE)
_BETWEEN = Pattern(r"\s*(?:,|;|\+|&|\band\b|\by\b)\s*")
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
_POINTING = frozenset(
    words("it its that thats this those whole everything eso esto todo fue fueron era eran")
)
_OF_LATEST = _POINTING | frozenset(
    words(
        "no nope actually really wait oh ok sorry was were is should be the thing all in total"
        " altogether about around roughly like only more less just exactly meal en realidad"
        " espera perdon no son como unas unos casi solo mas menos comida"
    )
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
    energy_kcal = _kcal(found[0])
    if not LEAST_TOLD_KCAL <= energy_kcal <= MOST_TOLD_KCAL:
        return None
    return ToldEnergy(round(energy_kcal), slot_in(" ".join(named)), " ".join(named) or "meal")


def read_energy_of_latest(text: str) -> float | None:
    """Return the energy a message tells of what was told last: "that was 700 kcal"; else None."""
    found = list(_ENERGY.finditer(said := simplify(text)))
    rest = [word.replace("'", "") for word in words(_ENERGY.sub(" ", said))]
    is_of_latest = len(found) == 1 and _OF_LATEST.issuperset(rest) and _POINTING.intersection(rest)
    return _kcal(found[0]) if is_of_latest and not said.endswith("?") else None


def read_energy_of_part(text: str, part: str) -> float | None:
    """Return the energy a message tells of one part of a meal: "300 kcal", "the gribble was 300".

    None where it points at the whole meal ("that was 700 kcal") or says anything else.
    """
    found = list(_ENERGY.finditer(said := simplify(text)))
    rest = frozenset(words(_ENERGY.sub(" ", said)))
    is_alone = rest <= _BESIDE | frozenset(words(part)) and not rest & (_POINTING | _OF_A_MEAL)
    if len(found) != 1 or said.endswith("?") or not is_alone:
        return None
    energy_kcal = _kcal(found[0])
    return round(energy_kcal) if LEAST_TOLD_KCAL <= energy_kcal <= MOST_TOLD_KCAL else None


def told_portion(told: ToldEnergy, name: str) -> Portion:
    """Return a meal of which the energy alone is known, from whoever ate it."""
    energy = told.energy_kcal
    estimate = Estimate(energy, energy, energy, 0.0, 0.0, 0.0, like=TOLD, foods=0)
    return Portion.estimated(told.words, name, estimate)


@dataclass(frozen=True, slots=True)
class ToldPart:
    """Some words of a sentence and the energy told of them, None where none was."""

    energy_kcal: float | None
    words: str


def sets_right(text: str) -> bool:
    """Whether an energy may be of what was told before: "the pizza was 500 kcal"."""
    stated = _STATED.search(text)
    return stated is not None and _OF_WHAT_WAS.search(stated["before"]) is not None


def list_told_parts(text: str) -> tuple[ToldPart, ...]:
    """Return the parts of a sentence that states energies, each with its own.

    One energy is of the whole sentence, unless foods stand on both sides of it or it says of what
    kind the next one is ("oatmeal 300 kcal, banana", "a 500-calorie burrito and a coke"). Several
    are each of what stands before, or after where the sentence begins with one.

    Returns:
        Nothing where no energy is stated, or one as a fact.
    """
    found = list(_STATED.finditer(text))
    if not found or any(_OF_FACTS.search(each["before"]) for each in found):
        return ()
    before, after = text[: found[0].start()], text[found[-1].end() :]
    is_before, is_after = _says_more(before), _says_more(after)
    if len(found) == 1 and not (is_before and is_after):
        return _of_one(found[0], text)
    starts, ends = [each.start() for each in found], [each.end() for each in found]
    spans = zip([0, *ends], [*starts, len(text)], strict=True)
    pieces = [text[start:end].strip() for start, end in spans]
    energies: list[float | None] = list(map(_kcal, found))
    paired = zip([*energies, None] if is_before else [None, *energies], pieces, strict=True)
    return tuple(ToldPart(energy, piece) for energy, piece in paired if _says_more(piece))


def _of_one(stated: Match, text: str) -> tuple[ToldPart, ...]:
    """Return the parts of a sentence with one energy, at its beginning or its end."""
    energy_kcal, rest = _kcal(stated), f"{text[: stated.start()]} {text[stated.end() :]}".strip()
    if not rest:
        return ()
    is_kind = _OF_A_KIND.search(stated.group()) and not _says_more(text[: stated.start()])
    apart = _BETWEEN.split(rest, maxsplit=1) if is_kind else [rest]
    return (ToldPart(energy_kcal, apart[0]), *(ToldPart(None, each) for each in apart[1:]))


def without_energies(text: str) -> str:
    """Return a text without the energies stated in it."""
    return _STATED.sub(" ", text).strip()


def _says_more(text: str) -> bool:
    """Whether words say more than that something was eaten."""
    return any(word not in _BESIDE and not slot_in(word) for word in words(text))


def _kcal(stated: Match) -> float:
    amount = float(stated["amount"].replace(",", "").replace(".", ""))
    return amount / _KJ_PER_KCAL if stated["kj"] else amount


def portions_with_energy(
    eaten: Sequence[tuple[Portion, Food]], energy_kcal: float
) -> tuple[Portion, ...] | None:
    """Return the foods of a meal with the energy told of all of it, all they hold in proportion.

    Each has its share of it as it was understood: of a pizza and a salad most is the pizza's. What
    has no energy stays. Whole kilocalories that add up to what was told.

    Returns:
        None where the meal, or a food in it, cannot have that energy.
    """
    has_kcal = [portion.nutrients.get(Nutrient.ENERGY) for portion, _ in eaten]
    known = [each for each in has_kcal if each is not None]
    if len(known) < len(eaten) or not sum(known):
        return None
    if not LEAST_TOLD_KCAL <= energy_kcal <= MOST_TOLD_KCAL:
        return None
    shares = _whole([energy_kcal * each / sum(known) for each in known])
    told = [
        _holding(portion, food, share) if share else portion
        for (portion, food), share in zip(eaten, shares, strict=True)
    ]
    kept = tuple(each for each in told if each is not None)
    return kept if len(kept) == len(told) else None


def _whole(shares: Sequence[float]) -> list[float]:
    """Return shares as whole numbers of the same sum: who lost most by rounding down gains one."""
    whole = [float(int(each)) for each in shares]
    over = round(sum(shares)) - int(sum(whole))
    lost = sorted(range(len(shares)), key=lambda n: whole[n] - shares[n])
    for place in lost[:over]:
        whole[place] += 1
    return whole


def _holding(portion: Portion, food: Food, energy_kcal: float) -> Portion | None:
    """Return as much of a food as has an energy, None where nobody eats so much or so little."""
    per_100_g, has_kcal = food.per_100_g[Nutrient.ENERGY], portion.nutrients[Nutrient.ENERGY]
    is_said = portion.shares != UNSAID
    times, most = energy_kcal / has_kcal, MOST_TIMES_SAID if is_said else MOST_TIMES_UNSAID
    is_too_dense = portion.shares == EXACT and energy_kcal > MOST_KCAL_PER_G * (portion.mass_g or 0)
    mass_g = round(100 * energy_kcal / per_100_g, 2)
    if not 1 / most <= times <= most or is_too_dense or mass_g > LARGEST_PORTION_G:
        return None
    amount = portion.amount if is_said or not portion.is_weighed else ""
    return Portion.of(food, mass_g, amount, portion.text)
