"""The one question worth asking: the one that removes the most doubt, if it is worth its price."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.meals.resolving.ranges import Outcome, RangeFinder
from domain.meals.resolving.resolver import Item

_CHOICES = 4
_SAME = 0.03


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: a food and its grams, and how likely it is."""

    food: int
    mass_g: float
    portion: str
    probability: float


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask about one item: which food, or how much of it; the likeliest choice first."""

    item: int
    about: str
    choices: tuple[Choice, ...]
    doubt_kcal: float


FOOD, PORTION = "food", "portion"


def best_question(items: Sequence[Item], finder: RangeFinder) -> Question | None:
    """Return the question that removes the most doubt, or None where none is worth asking.

    The doubt a question removes is how far, on average, today's choice lies from what would be
    answered, in kcal. Asking costs attention: `question_kcal` is what it must save at least.
    """
    asked = [
        question
        for number, item in enumerate(items)
        for question in _questions(number, item, finder)
    ]
    best = max(asked, key=lambda question: question.doubt_kcal, default=None)
    if best is None or best.doubt_kcal < finder.lexicon.weights["question_kcal"]:
        return None
    return best


def _questions(number: int, item: Item, finder: RangeFinder) -> list[Question]:
    outcomes = finder.outcomes(item, finder.lexicon.weights["question_temperature"])
    if not outcomes:
        return []
    portions = [outcome for outcome in outcomes if outcome.food == item.best.food]
    foods: dict[int, Outcome] = {}
    seen = finder.lexicon.weights["food_question"]
    for outcome in outcomes:
        known = foods.get(outcome.food)
        share = outcome.probability + (known.probability if known else 0.0)
        foods[outcome.food] = (known or outcome)._replace(probability=share)
    return [
        _question(number, PORTION, portions, finder),
        _question(number, FOOD, list(foods.values()), finder, seen),
    ]


def _question(
    number: int, about: str, outcomes: list[Outcome], finder: RangeFinder, hidden: float = 1.0
) -> Question:
    choices = _distinct(outcomes, finder)
    total = sum(choice.probability for choice in choices)
    doubt = sum(
        hidden * choice.probability / total * _apart_kcal(choice, choices[0], finder)
        for choice in choices
    )
    return Question(number, about, tuple(choices), doubt)


def _apart_kcal(a: Choice, b: Choice, finder: RangeFinder) -> float:
    """Return how far two choices lie apart: in energy, and in carbohydrate once more.

    Carbohydrate counts twice because people who dose insulin or watch glucose count it alone.
    """
    kcal, carbohydrate_g = (
        abs(finder.amount(a.food, a.mass_g, macro) - finder.amount(b.food, b.mass_g, macro))
        for macro in (0, 2)
    )
    return kcal * 0.25 + carbohydrate_g * 4.0


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
