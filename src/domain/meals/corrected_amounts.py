"""The amount of a food that was told, changed: more of it, another count, another food as much."""

from domain.meals.certainty import shares_told
from domain.meals.diary import Portion
from domain.meals.estimates import judged_again, judged_times
from domain.meals.foods import Food, FoodTable
from domain.meals.quantities import GRAMS, MILLILITRES, Quantity, find_number, is_article
from domain.meals.quantity_reading import read_quantity
from domain.meals.reading import amount_text, is_eaten_by_one, weigh
from domain.meals.vocabulary import tokens

_SIZES = frozenset({"small", "medium", "large"})
_STANDING_FOR_FOOD = frozenset({"one", "ones", "uno", "una", "each", "piece", "pieces"})
_WEIGHED = (GRAMS.keys() | MILLILITRES.keys()) - {"cup", "tbsp", "tsp"}
_PLENTY = 10  # nobody eats so many pieces that hundredths of one matter, nor so few grams


def find_food(portion: Portion, table: FoodTable) -> Food | None:
    """Return the food of a portion, None where it is not known (any more) or has no mass."""
    if portion.food_id is None or portion.mass_g is None:
        return None
    return table.food(portion.food_id)


def find_amount(portion: Portion, table: FoodTable) -> Quantity | None:
    """Return the amount a portion was understood as.

    None where it went into another food, or is not known.
    """
    food = find_food(portion, table)
    count = find_number(portion.amount.partition(" ")[0])
    if food is None or count is None:
        return None
    units = ("piece", *food.portions, *GRAMS, *MILLILITRES)
    unit = next((unit for unit in units if amount_text(count, unit) == portion.amount), "")
    return Quantity(count, unit) if unit else None


def portion_source(portion: Portion, table: FoodTable) -> str:
    """Return who weighed the unit a portion was told in, empty where it was told in grams."""
    food, amount = find_food(portion, table), find_amount(portion, table)
    if food is None or (amount is not None and amount.unit in GRAMS):
        return ""
    unit = "added" if amount is None and "added" in food.portions else food.usual_unit
    unit = amount.unit if amount is not None and amount.unit in food.portions else unit
    return food.portion_sources.get(unit, "")


def read_only_amount(text: str, table: FoodTable) -> Quantity | None:
    """Read a text that is an amount and nothing else: "3", "2 cups", "a large one", "only 150 g".

    The count is 0 where only a size is said ("large").
    """
    said = tuple(token for token in tokens(text) if not token.is_punctuation)
    found: list[tuple[int, bool, Quantity]] = []
    for start in range(len(said)):
        for quantity, end in read_quantity(said, start, table.units):
            rest = [token.plain for token in (*said[:start], *said[end:])]
            if end > start and all(_says_nothing(word, table) for word in rest):
                has_count = find_number(said[start].plain) is not None
                found.append((end - start, has_count, quantity))
    if not found:
        return None
    _, has_count, quantity = max(found, key=lambda each: (each[0], bool(each[2].unit)))
    if has_count:
        is_bare_article = not quantity.unit and all(
            is_article(t.plain) or find_number(t.plain) is None for t in said
        )
        return None if is_bare_article else quantity
    return Quantity(0, quantity.unit) if quantity.unit in _SIZES else None


def _says_nothing(word: str, table: FoodTable) -> bool:
    return word in table.harmless_words or word in _STANDING_FOR_FOOD


def scaled_portion(portion: Portion, factor: float, table: FoodTable) -> Portion | None:
    """Return so many times the portion; None where that is no portion anyone eats."""
    if portion.estimate is not None:
        return judged_times(portion, factor, table)
    food = find_food(portion, table)
    if food is None or portion.mass_g is None:
        return portion
    mass_g = round(portion.mass_g * factor, 1)
    if not is_eaten_by_one(food, mass_g):
        return None
    amount = find_amount(portion, table)
    count = amount.count * factor if amount else 0.0
    count = round(count, 2 if count < _PLENTY else 0)
    said = amount_text(count, amount.unit) if amount and count else ""
    text = portion.text if factor == 1 else _retold(portion, amount, count)
    told = shares_told(Quantity(count, amount.unit)) if amount and count else portion.shares
    return Portion.of(food, mass_g, said, text, told)


def _retold(portion: Portion, amount: Quantity | None, count: float) -> str:
    """Return the user's words with the new count in them, so that they are still true."""
    said = tokens(portion.text)
    numbers = [token for token in said if find_number(token.plain) is not None]
    if not numbers:
        return portion.text
    if amount is None or len(numbers) > 1 or find_number(numbers[0].plain) != amount.count:
        return portion.name
    start, end = numbers[0].start, numbers[0].end
    return f"{portion.text[:start]}{count:.4g}{portion.text[end:]}"


def reweighed(portion: Portion, quantity: Quantity, table: FoodTable) -> Portion | None:
    """Return the same food in another amount; None where the amount does not fit it.

    A count without a unit counts what was counted; a size without a count keeps the count.
    """
    if portion.estimate is not None:
        return judged_again(portion, quantity, table) if quantity.count else None
    food, old = find_food(portion, table), find_amount(portion, table)
    if food is None:
        return None
    if not quantity.unit:
        if old is None or (old.unit in _WEIGHED and quantity.count < _PLENTY):
            return None
        return scaled_portion(portion, quantity.count / old.count, table)
    count = quantity.count or (old.count if old else 1.0)
    weighed = weigh(food, Quantity(count, quantity.unit), _food_words(portion, table))
    return weighed if isinstance(weighed, Portion) else None


def _food_words(portion: Portion, table: FoodTable) -> str:
    """Return the user's words for a food without the amount; its name where they have it inside."""
    said = tokens(portion.text)
    *_, (_, end) = read_quantity(said, 0, table.units)
    words = [token for token in said[end:] if token.plain not in {"of", "de"}]
    if not words or any(find_number(token.plain) is not None for token in words):
        return portion.name
    return portion.text[words[0].start :]


def is_amount_said(text: str, table: FoodTable) -> bool:
    """Whether words for a portion give an amount: "3 eggs", "glass of milk", "soup 2 cups"."""
    said = tokens(text)
    has_number = any(find_number(t.plain) is not None and not is_article(t.plain) for t in said)
    return has_number or any(
        quantity.is_said for quantity, _ in read_quantity(said, 0, table.units)
    )


def as_much_as(new: Portion, old: Portion, table: FoodTable, *, is_one: bool = False) -> Portion:
    """Return a food in the amount it was said in, or else in that of the food it replaces.

    Args:
        new: The food, in the amount that was understood.
        old: What it replaces.
        table: The foods.
        is_one: Whether an article came with the new food ("it was a banana").
    """
    food = find_food(new, table)
    if food is None or is_amount_said(new.text, table):
        return new
    if old.food_id is not None and not old.amount:
        return _weighed(food, Quantity(is_said=False), new, is_added=True)
    quantity = _amount_to_keep(old, table)
    if quantity is None:
        return new
    if quantity.unit in {"", "piece", "medium"}:
        may_keep = not is_one and _is_countable(food)
        return _weighed(food, Quantity(quantity.count), new) if may_keep else new
    return _weighed(food, quantity, new)


def _weighed(food: Food, quantity: Quantity, new: Portion, *, is_added: bool = False) -> Portion:
    weighed = weigh(food, quantity, new.text, is_added=is_added)
    return weighed if isinstance(weighed, Portion) else new


def _amount_to_keep(old: Portion, table: FoodTable) -> Quantity | None:
    """Return the amount a food was said in, also where the food itself is not known."""
    if food := find_food(old, table):
        usual = weigh(food, Quantity(is_said=False), "")
        is_usual = isinstance(usual, Portion) and usual.mass_g == old.mass_g
        return None if is_usual and not is_amount_said(old.text, table) else find_amount(old, table)
    *_, (quantity, _) = read_quantity(tokens(old.text), 0, table.units)
    return quantity if quantity.is_said else None


def _is_countable(food: Food) -> bool:
    return "piece" in food.portions or food.usual_unit in {"slice", "medium", "large", "small"}
