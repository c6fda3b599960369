"""The one thing worth asking about a meal that was understood: how much of a food, or which kind.

A range says how far a number may be off; an answer narrows it. What asks is the energy alone: a
question is worth its price where the answer may move the meal by more than a snack.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from domain.meals.certainty import COUNTED, UNSAID, energy_range_kcal, is_wide
from domain.meals.corrected_amounts import find_amount, find_food
from domain.meals.diary import EXACT, Portion, Shares
from domain.meals.foods import Food, FoodId, FoodTable, is_own
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import Quantity, find_number, is_article, unit_named
from domain.meals.reading import NamedFood, list_names, weigh
from domain.meals.vocabulary import Token, tokens

WORTH_KCAL = 120.0
"""What the answer to "how much" must take off half of a range.

Source: own choice, at most one in four everyday messages is asked about (docs/numbers.md)
"""

APART_KCAL = 200.0
"""How far apart the least and the most of the amounts to choose from must lie.

Source: own choice, a croissant is small or large and no reason to ask
"""

KINDS_APART_KCAL = 100.0
"""The same of kinds, which tell more than the energy. Source: own choice, skim or whole is none"""

WORTH_SHARE = 0.25
"""What it must take off as a share: of many doubts one alone is not worth asking. Source: as above
"""

MOST_CHOICES = 3
"""Choices of a question, as many as there are buttons. Source: own choice"""

_BESIDE = 1.15  # how far beyond a range a choice may lie, as people round
_APART = 1.2  # how many times as much the next choice must be
_SERVED_IN = frozenset({"cup", "bowl", "plate"})
_WEIGHED_OUT = frozenset({"meat", "poultry", "fish"})
_SLICED = frozenset({"dish", "refined_grain", "whole_grain"})
_SIZES = ("small", "medium", "large")
_ADDED = frozenset({"sauce", "fat"})
"""Groups of what makes a food another kind: where it is told, the kind is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the foods a bare word may mean ("milk"), and what it is called by language."""

    food_id: FoodId
    names: Mapping[str, str]


type Kinds = Mapping[tuple[str, ...], tuple[Kind, ...]]
"""The kinds of what a bare word may mean, by its words; it is read as the first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what was eaten then; `names` are what a kind is called, empty for an amount."""

    portion: Portion
    names: Mapping[str, str]

    @property
    def is_kind(self) -> bool:
        """Whether it is another food, not another amount."""
        return bool(self.names)


@dataclass(frozen=True, slots=True)
class MealQuestion:
    """What to ask about one food of a meal; `worth_kcal` is what the answer may change."""

    portion: Portion
    choices: tuple[Choice, ...]
    worth_kcal: float


def best_doubt(
    portions: tuple[Portion, ...], table: FoodTable, kinds: Kinds
) -> MealQuestion | None:
    """Return the question whose answer is worth the most, None where none is worth asking."""
    asked = [*_of_amounts(portions, table), *_of_kinds(portions, table, kinds)]
    return max(asked, key=lambda question: question.worth_kcal, default=None)


def choices_of(portion: Portion, table: FoodTable, kinds: Kinds) -> tuple[Choice, ...]:
    """Return what may be answered about a food of a meal: its kinds, else its amounts."""
    return kind_choices(portion, table, kinds) or amount_choices(portion, table)


def _of_amounts(portions: tuple[Portion, ...], table: FoodTable) -> Iterator[MealQuestion]:
    half_kcal = _half_kcal(portions)
    if half_kcal is None:
        return
    for place, portion in enumerate(portions):
        told = (*portions[:place], replace(portion, shares=COUNTED), *portions[place + 1 :])
        removed_kcal = half_kcal - (_half_kcal(told, is_any=True) or 0.0)
        if removed_kcal < max(WORTH_KCAL, WORTH_SHARE * half_kcal):
            continue
        choices = amount_choices(portion, table)
        if _apart_kcal(choices) >= APART_KCAL:
            yield MealQuestion(portion, choices, removed_kcal)


def _of_kinds(
    portions: tuple[Portion, ...], table: FoodTable, kinds: Kinds
) -> Iterator[MealQuestion]:
    groups = {food.group for portion in portions if (food := table.food(portion.food_id))}
    if groups & _ADDED:
        return
    for portion in portions:
        choices = kind_choices(portion, table, kinds)
        apart_kcal = _apart_kcal(choices)
        if apart_kcal >= KINDS_APART_KCAL:
            yield MealQuestion(portion, choices, apart_kcal / 2)


def _half_kcal(portions: tuple[Portion, ...], *, is_any: bool = False) -> float | None:
    """Return half the width of a meal's range; None where it is narrow or not known."""
    within = energy_range_kcal(portions)
    if within is None:
        return None
    energy_kcal = sum(_energy_kcal(portion) for portion in portions)
    return (within[1] - within[0]) / 2 if is_any or is_wide(*within, energy_kcal) else None


def _apart_kcal(choices: Iterable[Choice]) -> float:
    energies = [_energy_kcal(choice.portion) for choice in choices]
    return max(energies, default=0.0) - min(energies, default=0.0)


def _energy_kcal(portion: Portion) -> float:
    return portion.nutrients.get(Nutrient.ENERGY, 0.0)


def amount_choices(portion: Portion, table: FoodTable) -> tuple[Choice, ...]:
    """Return the amounts people eat of a food whose amount nobody told, the least first.

    Empty where the amount was told, or the food is sold in no different amounts.
    """
    food = find_food(portion, table)
    if food is None or portion.shares != UNSAID or is_own(food.food_id):
        return ()
    if tells_amount(portion.text, table):
        return ()
    for amounts in _amounts(food, portion, table):
        weighed = [weigh(food, amount, portion.text) for amount in amounts]
        fitting = _that_differ(each for each in weighed if isinstance(each, Portion))
        if amounts and len(fitting) == len(amounts):
            return tuple(Choice(replace(each, shares=_chosen(each)), {}) for each in fitting)
    return ()


def _chosen(portion: Portion) -> Shares:
    """Return how far off an amount that was chosen may be: grams as well, nobody weighed them."""
    return COUNTED if portion.shares == EXACT else portion.shares


def _amounts(food: Food, portion: Portion, table: FoodTable) -> Iterator[tuple[Quantity, ...]]:
    """Yield ways to ask how much, the most natural first: pieces, slices, sizes, cups, grams."""
    units, usual = food.portions, food.usual_unit
    if "piece" in units and _is_many(portion, table):
        is_one = portion.mass_g == units["piece"]
        counts = (1, 2, 3) if is_one else _near(portion, units["piece"], (1, 2, 3))
        yield tuple(Quantity(count, "piece") for count in counts)
    if "slice" in units and food.group in _SLICED and usual in {"serving", "slice"}:
        yield tuple(Quantity(count, "slice") for count in _near(portion, units["slice"], (1, 2, 3)))
    if "scoop" in units:
        yield tuple(Quantity(count, "scoop") for count in (1, 2, 3))
    if all(size in units for size in _SIZES):
        yield tuple(Quantity(1, size) for size in _SIZES)
    if usual in _SERVED_IN:
        yield tuple(Quantity(count, usual) for count in _near(portion, units[usual], (0.5, 1, 2)))
    if food.group in _WEIGHED_OUT and portion.mass_g:
        yield tuple(Quantity(_round_g(portion.mass_g * share), "g") for share in (0.6, 1.0, 1.6))


def _near(portion: Portion, unit_g: float, counts: tuple[float, ...]) -> tuple[float, ...]:
    """Return the counts that lie about where the truth may be; none where fewer than two do."""
    usual_g = portion.mass_g or 0.0
    least_g = portion.shares.least * usual_g / _BESIDE
    most_g = portion.shares.most * usual_g * _BESIDE
    near = tuple(count for count in counts if least_g <= count * unit_g <= most_g)
    return near if len(near) > 1 else ()


def _round_g(mass_g: float) -> float:
    return 10.0 * round(mass_g / 10)


def _that_differ(portions: Iterable[Portion]) -> list[Portion]:
    """Return the portions each of which is clearly more than the one before."""
    kept = list[Portion]()
    for portion in portions:
        least_g = _APART * (kept[-1].mass_g or 0.0) if kept else 0.0
        if (portion.mass_g or 0.0) > least_g:
            kept.append(portion)
    return kept


def _is_many(portion: Portion, table: FoodTable) -> bool:
    """Whether a food was told in the plural without a number: "tacos", "tacos de lengua"."""
    name = _name_said(portion, table)
    if name is None:
        return False
    said = tokens(portion.text[name.start : name.end])
    is_spanish = any(token.plain in table.amount_words.head_first for token in said)
    head = said[0] if is_spanish else said[-1]
    return head.plain != head.base and head.plain.endswith("s")


def tells_amount(text: str, table: FoodTable) -> bool:
    """Whether words tell how much, of whatever food: "2 slices", "ate half", "x2"."""
    return any(
        (find_number(token.plain) is not None and not is_article(token.plain))
        or any(sign.isdigit() for sign in token.plain)
        or token.base in table.units
        or unit_named(token.base) in table.units
        or token.plain in table.amount_words.told
        for token in tokens(text)
    )


def _name_said(portion: Portion, table: FoodTable) -> NamedFood | None:
    names = list_names(portion.text, table)
    return next((name for name in names if name.food.food_id == portion.food_id), None)


def kind_choices(portion: Portion, table: FoodTable, kinds: Kinds) -> tuple[Choice, ...]:
    """Return the kinds of a food of which only the bare word was said, in the amount understood."""
    if portion.mass_g is None or portion.shares == EXACT:
        return ()  # who weighs it says what it is
    said = tuple(t.base for t in tokens(portion.text) if not _says_no_kind(t, table))
    offered = kinds.get(said, ())
    if not offered or portion.food_id != offered[0].food_id:
        return ()  # the user has taught what it means
    made = (
        Choice(
            Portion.of(
                table.foods[kind.food_id],
                portion.mass_g,
                portion.amount,
                portion.text,
                portion.shares,
            ),
            kind.names,
        )
        for kind in offered
    )
    return tuple(sorted(made, key=lambda choice: _energy_kcal(choice.portion)))


def unit_of(choice: Choice, table: FoodTable) -> str:
    """Return the unit an amount is asked for in, empty where it is none."""
    amount = find_amount(choice.portion, table)
    return amount.unit if amount else ""


def _says_no_kind(token: Token, table: FoodTable) -> bool:
    """Whether a word is an amount or a filler: "2 glasses of milk" is bare milk."""
    is_amount = find_number(token.plain) is not None or unit_named(token.base) in table.units
    is_link = token.plain in table.amount_words.links
    return is_amount or is_link or token.plain in table.harmless_words
