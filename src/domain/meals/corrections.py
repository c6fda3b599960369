"""Changing a meal by what is said of it afterwards: "make it 3", "no, that was oat milk"."""

import re
from dataclasses import dataclass, replace
from enum import Enum

from domain.meals.corrected_amounts import (
    as_much_as,
    find_amount,
    find_food,
    is_amount_said,
    read_only_amount,
    reweighed,
    scaled_portion,
)
from domain.meals.correction_words import Wish, wish_of
from domain.meals.diary import Portion
from domain.meals.foods import FoodTable
from domain.meals.naming import find_place, heads_of, list_named, without_part
from domain.meals.quantities import Quantity
from domain.meals.reading import Doubt, MealReading, Unread, read_meal, slot_in, weigh
from domain.meals.sentences import understand
from domain.meals.vocabulary import canonical_words
from domain.pattern import Pattern

_CLAUSES = Pattern(
    r"[,;.]? (?:(?:and|but|y|pero) )?(?=(?:add|remove|without|make|take out|agrega|anade|quita|sin"
    r")\b)"
)
_MIXTURE = Pattern(r"(?P<whole>.+?) (?:with|con) (?P<part>.+)", re.IGNORECASE)
_ARTICLE = Pattern(r"\b(?:a|an|un|una)\b")
_NAMED_BY_FILLING = frozenset(
    ["sandwich", "sub", "wrap", "soup", "stew", "burrito", "pie", "smoothie", "juice", "curry"]
)
"""Dishes of which "it was tuna" tells the kind, and not another food."""
_LONGEST_UNKNOWN = 4  # words; what is longer is no name of a food


class Missed(Enum):
    """Why a correction could not be made."""

    NOT_UNDERSTOOD = "not_understood"
    WHICH = "which"  # it could mean several foods of the meal
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The meal as it should have been; `slot` is empty where none was said."""

    portions: tuple[Portion, ...]
    slot: str = ""


Result = Corrected | Missed | Unread
"""A corrected meal, why it could not be corrected, or words that must be asked about."""


def correct(portions: tuple[Portion, ...], text: str, table: FoodTable, about: str = "") -> Result:
    """Return a meal's portions with what a message says of them applied.

    Args:
        portions: The meal as it was understood.
        text: What the user says about it, without days and times of day.
        table: The foods.
        about: The food it is about, where the user told that apart.
    """
    slot = ""
    clauses = [each for each in _CLAUSES.split(text) if each.strip(" ,.")]
    if not clauses:
        return Missed.NOT_UNDERSTOOD
    for clause in clauses:
        wish = wish_of(clause)
        wish = replace(wish, about=wish.about or about)
        result = _corrected(portions, wish, table)
        if not isinstance(result, Corrected):
            return result
        portions, slot = result.portions, result.slot or slot
    return Corrected(portions, slot)


def slot_meant(text: str) -> str:
    """Return the slot a text means: in "not dinner, lunch" that is lunch."""
    return slot_in(wish_of(text).meant)


def says_nothing(text: str, table: FoodTable) -> bool:
    """Whether a correction says nothing but when: what is left of "that was yesterday"."""
    wish = wish_of(text)
    reading = read_meal(wish.meant, table)
    says_foods = reading.portions or reading.unread or wish.removed or wish.factor
    return not says_foods and not wish.denied and not slot_in(wish.meant)


def names_food_of(portions: tuple[Portion, ...], text: str, table: FoodTable) -> bool:
    """Whether a correction names a food of this meal, or something of its kind."""
    wish = wish_of(text)
    said = (wish.meant, wish.denied, wish.removed, wish.about)
    return any(list_named(words, portions, table) for words in said)


def _corrected(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> Result:
    if wish.removed:
        return _without(portions, wish, table)
    if wish.factor is not None:
        return _scaled(portions, wish, wish.factor, table)
    if wish.meant:
        return _as_meant(portions, wish, table)
    return _denied_alone(portions, wish, table)


def _as_meant(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> Result:
    if amount := read_only_amount(wish.meant, table):
        return _reamounted(portions, amount, wish, table)
    reading = _read(portions, wish, table)
    if reading.unread and (wish.is_of_it or wish.denied):
        told = understand(wish.meant, table)
        reading = reading if told.unread else told
    if reading.portions and not reading.unread:
        return _with_foods(portions, reading, wish, table)
    if reading.slot and not reading.portions:
        return Corrected(_not_denied(portions, wish, table), reading.slot)
    return _asked_about(reading, wish)


def _read(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> MealReading:
    """Read what is meant; "the soup was lentil" and "it was fried" tell half of a name."""
    plain = read_meal(wish.meant, table)
    if kind := _kind_meant(portions, plain, wish, table):
        return kind
    if wish.is_mixing or (not plain.unread and not wish.about):
        return plain
    heads = [wish.about] if wish.about else sorted({h for p in portions for h in heads_of(p)})
    whole = [f"{wish.meant} {head}" for head in heads] + [f"{head} {wish.meant}" for head in heads]
    for name in whole:
        reading = read_meal(name, table)
        if len(reading.portions) == 1 and not reading.unread:
            return reading
    return plain


def _kind_meant(
    portions: tuple[Portion, ...], plain: MealReading, wish: Wish, table: FoodTable
) -> MealReading | None:
    """Return the kind of the only food that "it" was: of a sandwich "it was tuna" is the filling.

    None where that is no name ("it was a burger"), or something else may be meant.
    """
    is_one = len(portions) == len(plain.portions) == 1 and not plain.unread
    is_bare = wish.is_of_it and not wish.denied and not _ARTICLE.search(wish.meant)
    if not (is_one and is_bare) or is_amount_said(wish.meant, table):
        return None
    if heads_of(portions[0]) & heads_of(plain.portions[0]):
        return None
    for head in sorted(heads_of(portions[0]) & _NAMED_BY_FILLING):
        name = f"{wish.meant} {head}"
        reading = read_meal(name, table)
        if table.find(canonical_words(name)) and not reading.unread:
            return reading
    return None


def _not_denied(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> tuple[Portion, ...]:
    gone = list_named(wish.denied, portions, table)
    return tuple(each for place, each in enumerate(portions) if place not in gone)


def _asked_about(reading: MealReading, wish: Wish) -> Result:
    """Return the words to ask about, where they are said of the meal and no longer than a food."""
    for part in reading.unread:
        is_short = len(wish.meant.split()) <= _LONGEST_UNKNOWN
        if part.doubt is not Doubt.UNKNOWN_FOOD or (is_short and _is_said_of_it(wish)):
            return part
    return Missed.NOT_UNDERSTOOD


def _is_said_of_it(wish: Wish) -> bool:
    return bool(wish.is_of_it or wish.about or wish.is_adding or wish.denied)


def _without(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> Result:
    if wish.is_removing_all:
        return Missed.NOTHING_LEFT
    if gone := list_named(wish.removed, portions, table):
        kept = tuple(each for place, each in enumerate(portions) if place not in gone)
        return Corrected(kept) if kept else Missed.NOTHING_LEFT
    for place, portion in enumerate(portions):
        if name := without_part(portion, wish.removed, table):
            new = read_meal(name, table).portions[0]
            return _replaced(portions, place, as_much_as(new, portion, table))
    return Missed.NOT_UNDERSTOOD


def _denied_alone(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> Result:
    """Take out what a meal was not; "no era té", of a meal without tea, says that it was."""
    named = {food.food_id for food in read_meal(wish.denied, table).portions}
    is_there = any(portion.food_id in named for portion in portions)
    if wish.is_denied_only and not is_there:
        return _corrected(portions, Wish(meant=wish.denied, is_of_it=True), table)
    if not wish.denied:
        return Missed.NOT_UNDERSTOOD
    return _without(portions, Wish(removed=wish.denied), table)


def _scaled(portions: tuple[Portion, ...], wish: Wish, factor: float, table: FoodTable) -> Result:
    places = _places_about(portions, wish, table)
    changed = list(portions)
    for place in places:
        new = scaled_portion(portions[place], factor, table)
        if new is None:
            return Unread(portions[place].text, Doubt.IMPLAUSIBLE)
        changed[place] = new
    return Corrected(tuple(changed)) if places else Missed.NOT_UNDERSTOOD


def _places_about(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> tuple[int, ...]:
    """Return the places that are spoken of: those named, all where none is or a slot is."""
    if not wish.about or slot_in(wish.about):
        return tuple(range(len(portions)))
    return list_named(wish.about, portions, table)


def _reamounted(
    portions: tuple[Portion, ...], amount: Quantity, wish: Wish, table: FoodTable
) -> Result:
    """Set the amount of the one food it fits, or of the one that had the denied amount."""
    places = _places_about(portions, wish, table)
    if not places:
        return Missed.NOT_UNDERSTOOD
    denied = read_only_amount(wish.denied, table)
    had = [place for place in places if _had(portions[place], denied, table)]
    tried = {place: reweighed(portions[place], amount, table) for place in had}
    fitting = {place: new for place, new in tried.items() if new is not None}
    likely = [place for place in fitting if _is_likely(portions[place], amount, table)]
    if len(likely) == 1 or len(fitting) == 1:
        place = likely[0] if len(likely) == 1 else next(iter(fitting))
        return _replaced(portions, place, fitting[place])
    if fitting or not had:
        return Missed.WHICH
    return Unread(wish.meant, _doubt(portions[had[0]], amount, table))


def _is_likely(portion: Portion, amount: Quantity, table: FoodTable) -> bool:
    """Whether an amount may well be meant of a food: it was counted, or told in that unit."""
    old = find_amount(portion, table)
    if amount.unit:
        return old is not None and old.unit == amount.unit
    return is_amount_said(portion.text, table)


def _had(portion: Portion, denied: Quantity | None, table: FoodTable) -> bool:
    """Whether a portion had the amount it is said not to have, if that is said."""
    amount = find_amount(portion, table)
    if denied is None or amount is None:
        return denied is None
    return denied.count in {0, amount.count} and denied.unit in {"", amount.unit}


def _doubt(portion: Portion, amount: Quantity, table: FoodTable) -> Doubt:
    """Return why an amount cannot be one of a food."""
    if find_food(portion, table) is None:
        return Doubt.UNKNOWN_FOOD
    return Doubt.UNKNOWN_UNIT if amount.unit else Doubt.IMPLAUSIBLE


def _with_foods(
    portions: tuple[Portion, ...], reading: MealReading, wish: Wish, table: FoodTable
) -> Result:
    if wish.is_adding:
        return Corrected((*portions, *reading.portions), reading.slot)
    denied = list_named(wish.denied, portions, table)
    about = list_named(wish.about, portions, table) if not wish.is_mixing else ()
    changed, taken = list(portions), set[int]()
    for new in reading.portions:
        free = tuple(place for place in (*denied, *about) if place not in taken)
        place = find_place(new, portions, free, table)
        if place is not None and place not in taken:
            changed[place] = _in_place_of(portions[place], new, wish, table)
            taken.add(place)
        elif wish.is_mixing:
            changed = _mixed(changed, new, table)
        elif taken:
            changed.append(new)
        else:
            return _all_new(portions, reading, wish, table)
    kept = tuple(p for n, p in enumerate(changed) if n in taken or n not in denied)
    return Corrected(kept, reading.slot)


def _mixed(portions: list[Portion], new: Portion, table: FoodTable) -> list[Portion]:
    """Put a food into a meal: in place of its like in a mixture, or as what it turns a food into.

    "with oat milk" makes a latte an oat milk latte, and "coffee with milk" coffee and oat milk.
    """
    for place, old in enumerate(portions):
        bare = without_part(old, " ".join(heads_of(new)), table)
        name = bare or f"{new.name} {old.name}"
        reading = read_meal(name, table)
        if len(reading.portions) == 1 and not reading.unread:
            made = as_much_as(reading.portions[0], old, table)
            return [*portions[:place], made, *portions[place + 1 :], *([new] if bare else ())]
    return [*portions, new]


def _in_place_of(old: Portion, new: Portion, wish: Wish, table: FoodTable) -> Portion:
    is_one = _ARTICLE.search(wish.meant) is not None
    return as_much_as(new, old, table, is_one=is_one)


def _all_new(
    portions: tuple[Portion, ...], reading: MealReading, wish: Wish, table: FoodTable
) -> Result:
    """Replace a meal of one food, or all of it by several; one of several must be named."""
    if _is_of_another(portions, wish, table):
        return Missed.NOT_UNDERSTOOD
    first, *more = reading.portions
    if len(portions) == 1 and not more and (parts := _with_part(portions[0], first, table)):
        return Corrected(parts, reading.slot)
    if len(portions) == 1:
        return Corrected((_in_place_of(portions[0], first, wish, table), *more), reading.slot)
    return Corrected(reading.portions, reading.slot) if more else Missed.WHICH


def _is_of_another(portions: tuple[Portion, ...], wish: Wish, table: FoodTable) -> bool:
    """Whether a food is denied that has nothing to do with the meal: no yogurt is in the tacos."""
    denied = frozenset(canonical_words(wish.denied))
    names = (frozenset(canonical_words(f"{each.name} {each.text}")) for each in portions)
    is_food = bool(denied) and bool(read_meal(wish.denied, table).portions)
    return is_food and all(denied.isdisjoint(each) for each in names)


def goes_into(portions: tuple[Portion, ...], text: str, table: FoodTable) -> bool:
    """Whether what is said of "it" takes the place of a part of the only food there is.

    "It was oat milk" is said of a latte, and of a coffee with milk.
    """
    reading = read_meal(text, table)
    if len(portions) != 1 or len(reading.portions) != 1 or reading.unread:
        return False
    return bool(_with_part(portions[0], reading.portions[0], table))


def _with_part(old: Portion, new: Portion, table: FoodTable) -> tuple[Portion, ...]:
    """Return a mixture with a food in place of its like, nothing where it takes no such place."""
    told = _MIXTURE.fullmatch(old.text)
    if told and set(canonical_words(told["part"])) & heads_of(new):
        whole = read_meal(told["whole"], table)
        if len(whole.portions) == 1 and not whole.unread:
            return (whole.portions[0], _put_in(new, table))
    is_mixture = any(without_part(old, head, table) for head in heads_of(new))
    made_of_it = " " in new.name and table.find(canonical_words(f"{new.name} {old.name}"))
    return tuple(_mixed([old], _put_in(new, table), table)) if is_mixture or made_of_it else ()


def _put_in(new: Portion, table: FoodTable) -> Portion:
    """Return a food as it is put into another, in the amount said or a smaller usual one."""
    food = find_food(new, table)
    if food is None or is_amount_said(new.text, table):
        return new
    added = weigh(food, Quantity(is_said=False), new.text, is_added=True)
    return added if isinstance(added, Portion) else new


def _replaced(portions: tuple[Portion, ...], place: int, new: Portion) -> Corrected:
    return Corrected((*portions[:place], new, *portions[place + 1 :]))
