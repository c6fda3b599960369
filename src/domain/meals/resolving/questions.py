"""The one question worth asking: the one whose answer most likely makes the numbers right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.meals.resolving.ranges import Outcome, Points, RangeFinder, compressed
from domain.meals.resolving.resolver import Item

_CHOICES = 4
_SAME = 0.03

RIGHT_CARBOHYDRATE_G = 7.5
"""How far off the carbohydrate of a right meal may be.

Source: NutriBench (arXiv 2407.12843), what insulin doses tolerate
"""

RIGHT_KCAL = 100.0
"""The same of its energy. Source: own choice, half a slice of pizza"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a food and its grams, and how likely it is."""

    food: int
    mass_g: float
    portion: str
    probability: float


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask about one item: which food, or how much of it; the likeliest choice first.

    `gain` is by how much the answer raises the chance that the meal's numbers are right.
    """

    item: int
    about: str
    choices: tuple[Choice, ...]
    gain: float


FOOD, PORTION = "food", "portion"


def best_question(items: Sequence[Item], finder: RangeFinder) -> Question | None:
    """Return the question that most raises the chance that a meal's numbers are right.

    None where no answer raises it by the weight `question_gain`: asking costs attention.
    """
    spreads = [_masses(item, finder) for item in items]
    now = _chance(spreads)
    asked = [
        question
        for place, item in enumerate(items)
        for question in _questions(place, item, spreads, now, finder)
    ]
    best = max(asked, key=lambda question: question.gain, default=None)
    if best is None or best.gain < finder.lexicon.weights["question_gain"]:
        return None
    return best


def _questions(
    place: int, item: Item, spreads: Sequence[Points], now: float, finder: RangeFinder
) -> Iterator[Question]:
    """Yield the questions about an item that leave a choice.

    A wrong food is seen in the reply and put right unasked, a wrong amount is not: of the doubt
    about a food the weight `food_question` is what asking removes.
    """
    outcomes = _outcomes(item, finder)
    amounts = _distinct([each for each in outcomes if each.food == item.best.food], finder)
    if len(amounts) > 1:
        known = _chance([*spreads[:place], *spreads[place + 1 :]])
        yield Question(place, PORTION, tuple(amounts), known - now)
    foods: dict[int, Outcome] = {}
    for outcome in outcomes:
        met = foods.setdefault(outcome.food, outcome._replace(probability=0.0))
        share = met.probability + outcome.probability
        foods[outcome.food] = met._replace(probability=share)
    kinds = _distinct(list(foods.values()), finder)
    if len(kinds) > 1:
        spread = _around(item, [(each.probability, each) for each in foods.values()], finder)
        doubted = now - _chance([*spreads, spread])
        seen = finder.lexicon.weights["food_question"]
        yield Question(place, FOOD, tuple(kinds), seen * doubted)


def _outcomes(item: Item, finder: RangeFinder) -> tuple[Outcome, ...]:
    return finder.outcomes(item, finder.lexicon.weights["question_temperature"])


def _masses(item: Item, finder: RangeFinder) -> Points:
    """Return how far the energy of an item may be off because of its amount.

    The portions of every food it may be tell what the amount may be.
    """
    food = item.best.food
    outcomes = [(each.probability, each._replace(food=food)) for each in _outcomes(item, finder)]
    return _around(item, outcomes, finder)


def _around(item: Item, outcomes: Iterable[tuple[float, Outcome]], finder: RangeFinder) -> Points:
    """Return how far off each outcome is, with its chance; 1 is what a meal may be off by."""
    return [(chance, _off(each.food, each.mass_g, item, finder)) for chance, each in outcomes]


def _off(food: int, mass_g: float, item: Item, finder: RangeFinder) -> float:
    """Return how far off a mass of a food is, counted in what is exceeded first."""
    kcal, carbohydrate_g = (
        finder.amount(food, mass_g, macro) - finder.amount(item.best.food, item.mass_g, macro)
        for macro in (0, 2)
    )
    return max(kcal / RIGHT_KCAL, carbohydrate_g / RIGHT_CARBOHYDRATE_G, key=abs)


def _chance(spreads: Iterable[Points]) -> float:
    """Return how likely all items together are off by no more than a meal may be."""
    points: Points = [(1.0, 0.0)]
    for spread in spreads:
        if spread:
            points = compressed([(p * q, a + b) for p, a in points for q, b in compressed(spread)])
    return sum(chance for chance, off in points if abs(off) <= 1.0)


def _distinct(outcomes: list[Outcome], finder: RangeFinder) -> list[Choice]:
    """Return the likeliest outcomes that differ in what is eaten."""
    choices: list[Choice] = []
    for outcome in outcomes:
        kcal = finder.amount(outcome.food, outcome.mass_g, 0)
        same = [
            at
            for at, known in enumerate(choices)
            if abs(finder.amount(known.food, known.mass_g, 0) - kcal) <= _SAME * max(kcal, 1.0)
        ]
        if same:
            known = choices[same[0]]
            share = known.probability + outcome.probability
            choices[same[0]] = Choice(known.food, known.mass_g, known.portion, share)
        else:
            choices.append(
                Choice(outcome.food, outcome.mass_g, outcome.portion, outcome.probability)
            )
    choices[1:] = sorted(choices[1:], key=lambda choice: -choice.probability)
    return choices[:_CHOICES]
