"""Questions about what is in foods: "how much protein in 2 eggs", "¿cuántas calorías tiene…?"."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.meals.diary import Portion
from domain.meals.foods import FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.question_words import QuestionText
from domain.meals.reading import Unread, read_meal
from domain.meals.vocabulary import tokens
from domain.messaging.text import clean

TIE_SHARE = 0.05
"""Amounts this close are equal. Source: own choice, well within how much foods vary"""

WHEN_NONE_NAMED = (Nutrient.ENERGY, Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)
"""What is told where no nutrient is named."""


@dataclass(frozen=True, slots=True)
class NutritionQuestion:
    """What is asked of which foods.

    `unread` is what could not be taken for a food. A comparison asks which portion has the
    most, or the least where `is_least_wanted`.
    """

    nutrients: tuple[Nutrient, ...]
    portions: tuple[Portion, ...]
    unread: tuple[Unread, ...] = ()
    is_comparison: bool = False
    is_least_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Portions held against each other by one nutrient.

    `amounts` follow the portions asked about; None is unknown, and then there is no winner, as
    in a tie. `ratio` is the larger by the smaller of the two that matter: the winner's amount and
    the next to it; None where that would divide by zero or something is unknown.
    """

    nutrient: Nutrient
    amounts: tuple[float | None, ...]
    winner: Portion | None = None
    is_tie: bool = False
    ratio: float | None = None


def find_question(
    text: str, table: FoodTable, nutrient_words: Mapping[str, Nutrient]
) -> NutritionQuestion | None:
    """Find a question about the nutrients of foods.

    Args:
        text: What was typed.
        table: The foods that are known.
        nutrient_words: Words and phrases, and the nutrient each names.

    Returns:
        The question, about energy and macronutrients where it names none; None where nothing is
        asked of a food, also for questions about the user's own day.
    """
    cleaned = clean(text)
    asked = QuestionText(cleaned, tokens(cleaned), table, nutrient_words)
    if not asked.is_question:
        return None
    readings = [read_meal(part, table) for part in asked.parts()]
    portions = tuple(portion for reading in readings for portion in reading.portions)
    unread = tuple(part for reading in readings for part in reading.unread)
    if not portions and not (unread and _may_be_unknown_food(asked)):
        return None
    return NutritionQuestion(
        nutrients=asked.nutrients or WHEN_NONE_NAMED,
        portions=portions,
        unread=unread,
        is_comparison=asked.is_comparing and len(portions) > 1,
        is_least_wanted=asked.wants_least,
    )


def _may_be_unknown_food(asked: QuestionText) -> bool:
    """Whether words nobody knows stand where a food would: "how much iron in zorgle"."""
    return asked.names_a_place and not asked.is_about_the_day


def compare(question: NutritionQuestion) -> Comparison:
    """Say which portion has the most, or the least, of the first nutrient asked about.

    Amounts within 5 % are a tie. Where any amount is unknown nobody wins.
    """
    nutrient = question.nutrients[0]
    amounts = tuple(portion.nutrients.get(nutrient) for portion in question.portions)
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts) or not known[1:]:
        return Comparison(nutrient, amounts)
    best, following, *_ = sorted(known, reverse=not question.is_least_wanted)
    larger, smaller = max(best, following), min(best, following)
    is_tie = larger - smaller <= TIE_SHARE * larger
    return Comparison(
        nutrient=nutrient,
        amounts=amounts,
        winner=None if is_tie else question.portions[amounts.index(best)],
        is_tie=is_tie,
        ratio=larger / smaller if smaller > 0 else None,
    )
