"""What foods that share a word, or a group, have: how far their usual portions lie apart.

This is what is known of a food nobody knows. A range is of ranks: of n foods the lowest tenth and
the highest are left out so that one more food, drawn as they were, lies inside four times in five.

Source: Vovk, Gammerman, Shafer, Algorithmic Learning in a Random World, 2005, chapter 2 (ranks).
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.meals.nutrients import Nutrient, Nutrients

TAIL = 0.1
"""Share of the foods below a range, and above it."""

FEWEST = 9
"""Foods from which ranks give a range with these tails: 0.1 of one more than nine is the lowest."""

ALL = ""
"""The kind that every food is of."""

GROUP = "group:"
"""Before the name of a food group that is a kind."""

USUAL = ""
"""In place of a unit: the portion that is meant where no amount is said."""

PER_G = "g"

_MACROS = (Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)


class Food(Protocol):
    """What is asked of a food here."""

    @property
    def food_id(self) -> str:
        """What it is kept under."""

    @property
    def group(self) -> str:
        """Its food group."""

    @property
    def per_100_g(self) -> Nutrients:
        """What is known of it."""

    @property
    def portions(self) -> Mapping[str, float]:
        """Grams by unit."""

    @property
    def usual_unit(self) -> str:
        """The unit meant where no amount is said."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What foods of one kind have in one unit.

    Shape:
        `foods`: how many they are; `least_kcal` and `most_kcal` hold one more four times in five,
        `likely_kcal` is the middle; `grams_per_kcal`: protein, carbohydrate, fat of all together.
    """

    foods: int
    least_kcal: float
    likely_kcal: float
    most_kcal: float
    grams_per_kcal: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Kinds of foods: by a word of their names where enough share it, and by food group.

    Shape:
        `kinds`: the kind a word stands for, and whether it is the word that says what a food is;
        `spreads`: by kind and unit, joined by a bar ("stew|cup").
    """

    kinds: Mapping[str, tuple[str, bool]]
    spreads: Mapping[str, Spread]

    def find(self, kind: str, unit: str) -> Spread | None:
        """Return what foods of a kind have in a unit, None where too few of them have it."""
        return self.spreads.get(f"{kind}|{unit}")


def is_group(kind: str) -> bool:
    """Whether a kind is a whole food group."""
    return kind.startswith(GROUP)


def likeness_of(
    foods: Iterable[Food], phrases: Mapping[tuple[str, ...], str], silent: Iterable[str]
) -> Likeness:
    """Return the kinds of a table's foods.

    Args:
        foods: The foods.
        phrases: What people call them, as words, and which food each means.
        silent: Words that say nothing of food.
    """
    named, heads = _named(phrases, frozenset(silent))
    by_id = {str(food.food_id): food for food in foods}
    kinds: dict[str, tuple[str, bool]] = {}
    members: dict[str, list[Food]] = {ALL: list(by_id.values())}
    for food in by_id.values():
        members.setdefault(f"{GROUP}{food.group}", []).append(food)
        kinds[food.group] = f"{GROUP}{food.group}", True
    for word, ids in named.items():
        is_head = heads[word] * 2 >= sum(word in phrase for phrase in ids.values())
        same = [by_id[food_id] for food_id in sorted(ids)]
        if len(same) >= FEWEST:
            members[word] = same
            kinds[word] = word, is_head
        elif group := _main_group(same):
            kinds.setdefault(word, (f"{GROUP}{group}", is_head))
    spreads = {
        f"{kind}|{unit}": spread
        for kind, of_kind in members.items()
        for unit, spread in _spreads(of_kind)
    }
    return Likeness(kinds, spreads)


def _named(
    phrases: Mapping[tuple[str, ...], str], silent: frozenset[str]
) -> tuple[dict[str, dict[str, tuple[str, ...]]], Counter[str]]:
    """Return the foods each word names, with a phrase of each, and how often it is the head."""
    named: dict[str, dict[str, tuple[str, ...]]] = {}
    heads: Counter[str] = Counter()
    for phrase, food_id in phrases.items():
        words = [word for word in phrase if word.isalpha() and word not in silent]
        for word in words:
            named.setdefault(word, {})[food_id] = phrase
        if words:
            heads[words[-1]] += 1
    return named, heads


def _main_group(foods: Sequence[Food]) -> str:
    """Return the group most of some foods are of, empty where there is none."""
    group, count = Counter(food.group for food in foods).most_common(1)[0]
    return group if count * 2 > len(foods) else ""


def _spreads(foods: Sequence[Food]) -> Iterator[tuple[str, Spread]]:
    amounts: dict[str, list[tuple[float, Food]]] = {}
    for food in foods:
        per_100_g = food.per_100_g.get(Nutrient.ENERGY)
        if per_100_g is None:
            continue
        masses = {USUAL: food.portions[food.usual_unit], **food.portions, PER_G: 1.0}
        for unit, mass_g in masses.items():
            amounts.setdefault(unit, []).append((per_100_g * mass_g / 100, food))
    for unit, found in amounts.items():
        if len(found) >= FEWEST:
            yield unit, _spread(found)


def _spread(found: Sequence[tuple[float, Food]]) -> Spread:
    energies = sorted(energy_kcal for energy_kcal, _ in found)
    below = math.floor(TAIL * (len(energies) + 1))
    middle = len(energies) // 2
    likely = (energies[middle] + energies[-middle - 1]) / 2
    return Spread(
        len(energies), energies[below - 1], likely, energies[-below], _grams_per_kcal(found)
    )


def _grams_per_kcal(found: Sequence[tuple[float, Food]]) -> tuple[float, float, float]:
    energy_kcal = sum(energy for energy, _ in found) or 1.0
    protein, carbohydrate, fat = (
        sum(
            energy / food.per_100_g[Nutrient.ENERGY] * food.per_100_g.get(macro, 0.0)
            for energy, food in found
            if energy > 0
        )
        / energy_kcal
        for macro in _MACROS
    )
    return protein, carbohydrate, fat
