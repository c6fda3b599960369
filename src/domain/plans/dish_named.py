"""The dish a change of the week names: "swap Tuesday's dinner for my stew"."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from domain.meals.foods import FoodTable
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.asking import LONGEST_READ
from domain.plans.change_words import SWAP, ToldChanges, days_in, meals_of, slots_in
from domain.plans.order import Change, ChangeKind
from domain.plans.week import PlannedWeek
from domain.recipes.recipe import Slot

_INSTEAD = Pattern(r"\b(?:for|with|to|into|by|por|con)\b")
_PLACED = Pattern(
    r"\b(?:put|serve|pon(?:me|er)?|mete|sirve)\b"
    r"|\b(?:(?:can|could) (?:we|i|you)|let'?s|podemos) (?:do|have|make|cook|hacer|comer)\b"
    r"|\b(?:have|eat|make|cook|comer|cenar|hacer|preparar)\b(?=.*\b(?:instead|en vez|en lugar)\b)"
)
_ENDS = Pattern(r"\b(?:instead|en vez|en lugar)\b|[.,;!?\n]")
_MINE = Pattern(r"^\W*(?:my|our|mi|mis|nuestr[oa]s?)\b")
_ANYTHING = frozenset(words("something anything else other another algo otra otro cualquier"))
_LIKELIEST = (Slot.DINNER, Slot.LUNCH, Slot.BREAKFAST, Slot.SNACK)


@dataclass(frozen=True, slots=True)
class DishName:
    """What a dish is called, in one language; `is_own` is one the user taught."""

    dish_id: str
    name: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class DishNamed:
    """The dishes a sentence may mean by the one it names, the user's own before the house's.

    `words` name it; `rest` is the sentence without them. Where no dish is called so `dish_ids` is
    empty.
    """

    words: str
    rest: str
    dish_ids: tuple[str, ...] = ()


def find_dish_named(
    text: str, known: Iterable[DishName], common: AbstractSet[str], foods: FoodTable
) -> DishNamed | None:
    """Return the dish that is to take the place of a planned one; None where none is named.

    "Something lighter" names none, "my stew" and "pizza" do whether or not there is such a recipe.

    Args:
        text: The sentence.
        known: What the dishes that may be meant are called.
        common: Words in which weeks are asked for; they name no dish.
        foods: What is called a food names a dish.
    """
    said = simplify(text[:LONGEST_READ])
    names = tuple(known)
    unknown: DishNamed | None = None
    for start, end in _places(said):
        place = said[start:end]
        wanted = _telling(place, common)
        found = _fitting(place, wanted, names)
        name = " ".join(wanted)
        if found:
            called = {word for each in names if each.dish_id in found for word in words(each.name)}
            rest = " ".join(word for word in words(place) if word not in called)
            return DishNamed(name or place, f"{said[:start]} {rest} {said[end:]}", found)
        is_dish = bool(_MINE.search(place)) or foods.find(canonical_words(name)) is not None
        if unknown is None and wanted and is_dish and _ANYTHING.isdisjoint(words(place)):
            unknown = DishNamed(name, said)
    return unknown


def placed_at(
    rest: str, dish_id: str, slots: AbstractSet[Slot], today: date, week: PlannedWeek
) -> ToldChanges:
    """Return the changes that serve a dish where a sentence says; in the likeliest of its `slots`.

    `names_no_meal` where no meal of the week is there.
    """
    days = days_in(rest, today, tuple(day.on for day in week.days))
    likeliest = tuple(slot for slot in _LIKELIEST if slot in slots)[:1]
    meals = meals_of(days, slots_in(rest) or likeliest, week)
    changes = tuple(Change(ChangeKind.SWAP, (on,), (slot,), dish_id=dish_id) for on, slot in meals)
    return ToldChanges(changes, names_no_meal=not meals)


def _places(said: str) -> Iterator[tuple[int, int]]:
    """Yield where a sentence may name the dish it wants, from where to where."""
    if swap := SWAP.search(said):
        for found in _INSTEAD.finditer(said, swap.end()):
            yield found.end(), _end_of(said, found.end())
    for found in _PLACED.finditer(said):
        yield found.end(), _end_of(said, found.end())


def _end_of(said: str, start: int) -> int:
    found = _ENDS.search(said, start)
    return len(said) if found is None else found.start()


def _telling(place: str, common: AbstractSet[str]) -> tuple[str, ...]:
    """Return the words that tell one dish from another."""
    return tuple(word for word in words(place) if word.removesuffix("'s") not in common)


def _fitting(place: str, wanted: tuple[str, ...], names: tuple[DishName, ...]) -> tuple[str, ...]:
    """Return the dishes called so: by all of a name, else by words of it; one's own before others.

    "My stew" is none of the house.
    """
    said, asked = frozenset(canonical_words(place)), frozenset(canonical_words(" ".join(wanted)))
    is_mine = _MINE.search(place) is not None
    by_name = [(each, frozenset(canonical_words(each.name))) for each in names]
    for is_own in (True, False) if not is_mine else (True,):
        whole = [e.dish_id for e, name in by_name if e.is_own is is_own and name <= said]
        part = [e.dish_id for e, name in by_name if e.is_own is is_own and asked and asked <= name]
        if found := whole or part:
            return tuple(dict.fromkeys(found))
    return ()
