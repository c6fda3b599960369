"""The shopping list of a plan: merged, less the pantry, in packs, by aisle, priced, and edited."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from domain.meals.foods import Food, FoodTable
from domain.meals.vocabulary import canonical_words
from domain.plans.dishes import CRUMB_G, Dish, Offer
from domain.plans.plan import Plan, grams_used
from domain.recipes.shelves import Shelf, Shelves, rank

OWN_AISLE = "added by you"
_NO_SHELVES: Shelves = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what to buy. `mass_g` is what is paid for; None is what was added in words alone.

    `packs` is 0 for what is weighed out; `shelf` tells how a shop shows it, None where nobody
    wrote that down.
    """

    name: str
    aisle: str
    food_id: str | None = None
    needed_g: float | None = None
    mass_g: float | None = None
    packs: int = 0
    cost_usd: float | None = None
    shelf: Shelf | None = None

    def goes_by(self) -> tuple[str, ...]:
        """Return all names of the line."""
        return (self.name,) if self.shelf is None else (self.name, *self.shelf.words())


@dataclass(frozen=True)
class ShoppingList:
    """What to buy, in the order of the aisles."""

    items: tuple[Item, ...]

    @property
    def cost_usd(self) -> float:
        """Return the price of all lines that have one, to cents."""
        return round(sum(item.cost_usd or 0.0 for item in self.items), 2)

    @property
    def unpriced(self) -> tuple[str, ...]:
        """Return the names of the lines nobody knows a price of."""
        return tuple(item.name for item in self.items if item.cost_usd is None)

    def by_aisle(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Return the lines of each aisle."""
        return tuple(
            (aisle, tuple(items)) for aisle, items in groupby(self.items, key=lambda i: i.aisle)
        )

    def adding(
        self,
        words: str,
        table: FoodTable,
        offers: Mapping[str, Offer],
        shelves: Shelves = _NO_SHELVES,
    ) -> "ShoppingList":
        """Return the list with one more thing ("milk"), a usual portion of it at least.

        What is on the list already gets more; what no table knows is written down as said.
        """
        food = table.find(canonical_words(words))
        if food is None:
            return self._with(Item(words.strip(), OWN_AISLE))
        offer = offers.get(food.food_id)
        if named := self._only_line_called(words, food):
            pack_g = (named.mass_g or 0.0) / named.packs if named.packs else None
            more = pack_g or food.portions[food.usual_unit]
            return self._with(_scaled(named, (named.needed_g or 0.0) + more))
        if offer is None:
            return self._with(Item(food.name, OWN_AISLE, food.food_id))
        there = self.find(food.food_id)
        more = offer.pack_g or food.portions[food.usual_unit]
        needed = more + (0.0 if there is None else there.needed_g or 0.0)
        return self._with(_item(food, offer, needed, shelves.get(food.food_id)))

    def having(
        self,
        words: str,
        table: FoodTable,
        grams: float | None = None,
        *,
        products: AbstractSet[str] = frozenset(),
    ) -> "ShoppingList":
        """Return the list without what is at home ("I have rice"): all of it, or so many grams.

        Lines called just so are meant, "butter" and no peanut butter; where there are none whatever
        goes by that name: "rice" also crosses out brown rice, but no rice vinegar where vinegar is
        one of the `products`, bought for something else than their food.
        """
        food = table.find(canonical_words(words))
        said = set(canonical_words(words))
        exact = [item for item in self.items if any(said == _core(n) for n in item.goes_by())]
        kept = []
        for item in self.items:
            named = bool(said) and any(
                _goes_by(said, canonical_words(name), products) for name in item.goes_by()
            )
            named = item in exact if exact else named
            is_meant = named or (food is not None and food.food_id == item.food_id)
            left = None if grams is None or item.needed_g is None else item.needed_g - grams
            if not is_meant:
                kept.append(item)
            elif left is not None and left > CRUMB_G:
                kept.append(_scaled(item, left))
        return ShoppingList(tuple(kept))

    def find(self, food_id: str) -> Item | None:
        """Return the line of a food."""
        return next((item for item in self.items if item.food_id == food_id), None)

    def _only_line_called(self, words: str, food: Food) -> Item | None:
        """Return the one line that goes by a name, of another food than is called so: raw eggs."""
        if self.find(food.food_id) is not None:
            return None
        said = set(canonical_words(words))
        named = [
            item
            for item in self.items
            if item.mass_g and any(said == _core(name) for name in item.goes_by())
        ]
        return named[0] if len(named) == 1 else None

    def _with(self, added: Item) -> "ShoppingList":
        rest = [item for item in self.items if _key(item) != _key(added)]
        return ShoppingList(_ordered([*rest, added]))


def _core(name: str) -> set[str]:
    """Return the words of a name without how a kitchen tells a food: "raw egg" is egg."""
    return set(canonical_words(name)) - {"raw"}


def _goes_by(said: AbstractSet[str], name: Sequence[str], products: AbstractSet[str]) -> bool:
    return said <= set(name) and (name[-1] in said or name[-1] not in products)


def shopping_list(
    plan: Plan,
    dishes: Mapping[str, Dish],
    foods: Mapping[str, Food],
    offers: Mapping[str, Offer],
    pantry: Mapping[str, float],
    shelves: Shelves = _NO_SHELVES,
) -> ShoppingList:
    """Return what a plan needs that is not at home, as shops show it."""
    items = [
        _item(foods[food], offers[food], grams - pantry.get(food, 0.0), shelves.get(food))
        for food, grams in grams_used(plan, dishes).items()
        if grams - pantry.get(food, 0.0) > CRUMB_G
    ]
    return ShoppingList(_ordered(items))


def bought(items: Iterable[Item]) -> Mapping[str, float]:
    """Return the grams of each food a list brings home."""
    return {item.food_id: item.mass_g for item in items if item.food_id and item.mass_g}


def _item(food: Food, offer: Offer, needed_g: float, shelf: Shelf | None) -> Item:
    return Item(
        name=food.name,
        aisle=offer.aisle if shelf is None else shelf.aisle,
        food_id=food.food_id,
        needed_g=needed_g,
        mass_g=offer.bought_g(needed_g),
        packs=offer.packs(needed_g),
        cost_usd=round(offer.cost_usd(needed_g), 2),
        shelf=shelf,
    )


def _scaled(item: Item, needed_g: float) -> Item:
    """Return a line for less of the same, at its own price and pack."""
    mass, packs = item.mass_g or 0.0, item.packs
    pack = mass / packs if packs else None
    usd = 100 * (item.cost_usd or 0.0) / mass if mass else 0.0
    offer = Offer(item.food_id or "", usd, pack, item.aisle)
    return replace(
        item,
        needed_g=needed_g,
        mass_g=offer.bought_g(needed_g),
        packs=offer.packs(needed_g),
        cost_usd=round(offer.cost_usd(needed_g), 2),
    )


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(
        sorted(
            items, key=lambda item: (item.aisle == OWN_AISLE, rank(item.aisle), _first_word(item))
        )
    )


def _first_word(item: Item) -> str:
    return item.name if item.shelf is None else item.shelf.named("en")


def _key(item: Item) -> str:
    return item.food_id or item.name.lower()
