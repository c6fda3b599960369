"""Foods told with their energy: "had pizza, 500 kcal", "pizza and a salad, 800 kcal"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from re import IGNORECASE

from domain.conversation.outcome import Knowledge
from domain.conversation.talk.replies import shown_food
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.certainty import UNSAID
from domain.meals.corrected_amounts import find_food
from domain.meals.diary import Portion
from domain.meals.estimates import kept, may_be_food
from domain.meals.foods import Food, FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.reading import MealReading, Unread, slot_in
from domain.meals.strange_words import is_strange_word
from domain.meals.told_energy import (
    ToldEnergy,
    list_told_parts,
    portions_with_energy,
    sets_right,
    told_portion,
    without_energies,
)
from domain.pattern import Pattern

type Told = tuple[float, tuple[Portion, ...]]
"""An energy and the foods it was told of."""

_NOTHING = MealReading((), ())
_OF_A_LABEL = Pattern(
    r"\d ?g (?:of |de )?(?:protein|prote[i\u00ed]na|carb|fat\b|grasa|sugar|az[u\u00fa]car|fib)",
    IGNORECASE,
)
"""What else a label tells: "a shake, 30 g protein, 160 kcal" is no shake and powder."""


@dataclass(frozen=True, slots=True)
class StatedOfFoods:
    """Foods told with their energy: the reading with that energy, and what is said of it.

    `rest` is the message without energies; what was `told` may not have been taken.
    """

    reading: MealReading
    rest: str
    line: str
    told: tuple[Told, ...]
    sets_right: bool


def read_stated(
    said: str,
    read: Callable[[str], MealReading],
    knowledge: Knowledge,
    *,
    may_be_unknown: bool,
) -> StatedOfFoods | None:
    """Return what a message tells that is foods and their energy; None where it is anything else.

    Several foods have one energy together, or one each.

    Args:
        said: The message.
        read: What reads the foods of some words of it.
        knowledge: The tables.
        may_be_unknown: Whether words nobody knows are a food, with the energy and nothing else.
    """
    if _OF_A_LABEL.search(said):
        return None
    found = [(part.energy_kcal, read(part.words)) for part in list_told_parts(said)]
    pairs = [
        (energy, _only_foods(reading, energy, knowledge, may_be_unknown=may_be_unknown))
        for energy, reading in found
        if energy or reading.portions
    ]
    if not pairs or not all(reading.portions for _, reading in pairs):
        return None
    taken = [portions_holding(r.portions, energy, knowledge.foods) for energy, r in pairs]
    told = tuple((energy, reading.portions) for energy, reading in pairs if energy)
    kept = [portions for (energy, _), portions in zip(pairs, taken, strict=True) if energy]
    rest = without_energies(said)
    reading = MealReading(
        sum((new or r.portions for (_, r), new in zip(pairs, taken, strict=True)), ()),
        (),
        slot_in(rest),
        sum((each.heard for _, each in pairs), ()),
    )
    line = _whose_numbers(told, kept, knowledge.texts)
    return StatedOfFoods(reading, rest, line, told, sets_right(said))


def _only_foods(
    reading: MealReading, energy_kcal: float | None, knowledge: Knowledge, *, may_be_unknown: bool
) -> MealReading:
    """Return a reading that is known foods alone, or one food nobody knows; else an empty one."""
    foods = [find_food(portion, knowledge.foods) for portion in reading.portions]
    if not all(food and Nutrient.ENERGY in food.per_100_g for food in foods):
        return _NOTHING
    if not reading.unread:
        return reading
    unknown, *more = reading.unread
    is_food = may_be_unknown and may_be_food(unknown.text, knowledge.foods)
    if reading.portions and not more and energy_kcal:
        return _with_guessed(reading, unknown, knowledge, is_food=is_food)
    if more or reading.portions or not energy_kcal or not is_food:
        return _NOTHING
    told = ToldEnergy(round(energy_kcal), "", unknown.text)
    return MealReading((told_portion(told, quoted(unknown.text)),), ())


def _with_guessed(
    reading: MealReading, unknown: Unread, knowledge: Knowledge, *, is_food: bool
) -> MealReading:
    """Return known foods and one nobody knows, as an estimate: "pizza and gribble, 800 kcal"."""
    if not is_food and not is_strange_word(unknown.text, knowledge.foods):
        return _NOTHING
    guess = kept(unknown, quoted(unknown.text), knowledge.foods)
    portions = (*reading.portions, guess)
    return replace(reading, portions=portions, unread=()) if guess.estimate else _NOTHING


def portions_holding(
    portions: tuple[Portion, ...], energy_kcal: float | None, table: FoodTable
) -> tuple[Portion, ...] | None:
    """Return foods with the energy told of them all; None where none was or they cannot have it."""
    if energy_kcal is None:
        return None
    if len(portions) == 1 and (told := portions[0]).estimate and told.estimate.is_told:
        return (told_portion(ToldEnergy(round(energy_kcal), "", told.text), told.name),)
    eaten = [(portion, find_food(portion, table)) for portion in portions]
    known = [(portion, food) for portion, food in eaten if food is not None]
    guessed = [portion for portion, food in eaten if food is None]
    if not guessed:
        return portions_with_energy(known, energy_kcal)
    return _shared_with_guess(known, guessed, energy_kcal) if known else None


def _shared_with_guess(
    known: list[tuple[Portion, Food]], guessed: list[Portion], energy_kcal: float
) -> tuple[Portion, ...] | None:
    """Return known foods and one nobody knows with an energy told of them all.

    Where the amounts of the known were said the rest is the other's, if it may have that. Else each
    has its share of it as it was understood.
    """
    guess = guessed[0].estimate
    if len(guessed) > 1 or guess is None or guess.is_told:
        return None
    usual = sum(portion.nutrients.get(Nutrient.ENERGY, 0.0) for portion, _ in known)
    left, is_said = energy_kcal - usual, all(portion.shares != UNSAID for portion, _ in known)
    if is_said and guess.least_kcal <= left <= guess.most_kcal:
        told = ToldEnergy(float(round(left)), "", guessed[0].text)
        return (*(portion for portion, _ in known), told_portion(told, guessed[0].name))
    share = energy_kcal * guess.energy_kcal / (usual + guess.energy_kcal)
    share = float(round(min(max(share, guess.least_kcal), guess.most_kcal)))
    rest = portions_with_energy(known, energy_kcal - share)
    told = ToldEnergy(share, "", guessed[0].text)
    return None if rest is None else (*rest, told_portion(told, guessed[0].name))


def _whose_numbers(
    told: Sequence[Told], taken: Sequence[tuple[Portion, ...] | None], texts: ReplyTexts
) -> str:
    """Return whose numbers the energies are: each of one food, of several together, not taken."""
    pairs = list(zip(told, taken, strict=True))
    alone = [
        foods
        for (_, foods), kept in pairs
        if kept and len(foods) == 1 and foods[0].estimate is None
    ]
    lines = [texts.say_energy("energy_as_told", food=_names(alone, texts))] if alone else []
    for (energy_kcal, foods), shared in pairs:
        said, named = texts.energy(energy_kcal), _names([foods], texts)
        if shared is None:
            lines += [texts.say_energy("energy_not_taken", told=said, food=named)]
        elif len(foods) > 1:
            lines += [texts.say_energy("energy_shared", told=said, foods=named)]
    return "\n".join(filter(None, lines))


def _names(each: Iterable[tuple[Portion, ...]], texts: ReplyTexts) -> str:
    names = (shown_food(portion, texts)[0] for portions in each for portion in portions)
    return listed(tuple(dict.fromkeys(names)), texts)
