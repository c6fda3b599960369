"""Every food's words, portions and energy in flat arrays: opened at once, searched by word."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from domain.meals.resolving.names import NameRules, Term, terms_of


class FoodRecord(NamedTuple):
    """A food as any table gives it.

    Shape:
        `names`: the main name first, then others, which are full names too if
        `has_full_names` or where the main name ends with them in brackets ("Sports drink
        (Gatorade G)"), and otherwise may be mere additions ("with beef"); `portions`: text and
        grams, in the table's order; `per_100_g`: kcal, protein, carbohydrate and fat in g, NaN
        where unknown.
    """

    food_id: str
    names: tuple[str, ...]
    group: str
    portions: tuple[tuple[str, float], ...]
    per_100_g: tuple[float, float, float, float]
    has_full_names: bool = False


class Variant(NamedTuple):
    """One name of a food: its terms by word number.

    An addition ("with beef", "NS as to fat") is no name by itself.
    """

    food: int
    terms: tuple[tuple[tuple[int, ...], float, bool], ...]
    is_main: bool
    is_default: bool
    is_addition: bool


_MAIN, _DEFAULT, _ADDITION, _HEAD, _JOINED = 1, 2, 4, 1, 2
_ADDITIONS = (
    "with ", "made ", "without ", "ns ", "includ", "from ", "all ", "any ", "no ", "other ",
)  # fmt: skip


@dataclass(frozen=True)
class FoodIndex:
    """The searchable form of a food table."""

    version: str
    words: Sequence[str]
    food_ids: Sequence[str]
    food_names: Sequence[str]
    groups: Sequence[str]
    portion_texts: Sequence[str]
    arrays: Mapping[str, array[int] | array[float]]
    _variants: dict[int, Variant] = field(default_factory=dict, repr=False, compare=False)
    _unions: dict[int, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def word_numbers(self) -> Mapping[str, int]:
        """The number of every word."""
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def naming_words(self) -> frozenset[int]:
        """The words that name a food by themselves, or a kind of food ("pie", "soup").

        What says only "new" names no new potato, and "down the road" no rocky road ice cream.
        """
        kinds = Counter(word for food in range(len(self.food_ids)) for word in self.heads_of(food))
        alone = {
            terms[0][0][0]
            for number in range(len(self.arrays["variant_food"]))
            if len(terms := self._read_variant(number).terms) == 1
        }
        return frozenset(alone | {word for word, foods in kinds.items() if foods > 1})

    def heads_of(self, food: int) -> frozenset[int]:
        """Return the words the names of a food end with, before what they are made with."""
        found: set[int] = set()
        for number in self.variants_of(food):
            heads = [words for words, _, is_head in self._read_variant(number).terms if is_head]
            found.update(heads[-1] if heads else ())
        return frozenset(word for word in found if len(self.words[word]) > 1)

    def postings(self, word: int) -> tuple[Sequence[int], Sequence[float]]:
        """Return the variants that have a word, and the penalty each saves."""
        starts = self.arrays["posting_start"]
        start, end = int(starts[word]), int(starts[word + 1])
        return (
            self.arrays["posting_variant"][start:end],  # type: ignore[return-value]
            self.arrays["posting_penalty"][start:end],
        )

    def variant(self, number: int) -> Variant:
        """Return one name of a food."""
        known = self._variants.get(number)
        if known is None:
            known = self._variants[number] = self._read_variant(number)
        return known

    def _read_variant(self, number: int) -> Variant:
        starts = self.arrays["term_start"]
        terms: list[tuple[tuple[int, ...], float, bool]] = []
        for at in range(int(starts[number]), int(starts[number + 1])):
            word, flags = int(self.arrays["term_word"][at]), int(self.arrays["term_flags"][at])
            if flags & _JOINED:
                before, penalty, is_head = terms.pop()
                terms.append(((*before, word), penalty, is_head))
            else:
                terms.append(((word,), self.arrays["term_penalty"][at], bool(flags & _HEAD)))
        flags = int(self.arrays["variant_flags"][number])
        food = int(self.arrays["variant_food"][number])
        return Variant(
            food, tuple(terms), bool(flags & _MAIN), bool(flags & _DEFAULT), bool(flags & _ADDITION)
        )

    def is_main(self, number: int) -> bool:
        """Whether a name is the main one of its food."""
        return bool(int(self.arrays["variant_flags"][number]) & _MAIN)

    def variants_of(self, food: int) -> range:
        """Return the numbers of a food's names, the main one first."""
        starts = self.arrays["food_variant"]
        return range(int(starts[food]), int(starts[food + 1]))

    def union(self, food: int) -> frozenset[int]:
        """Return every word of every name of a food."""
        known = self._unions.get(food)
        if known is None:
            starts = self.arrays["term_start"]
            numbers = self.variants_of(food)
            first, last = int(starts[numbers.start]), int(starts[numbers.stop])
            words = self.arrays["term_word"][first:last]
            known = self._unions[food] = frozenset(int(word) for word in words)
        return known

    def portions(self, food: int) -> tuple[tuple[int, float], ...]:
        """Return a food's portions: number of the text, grams."""
        starts = self.arrays["food_portion"]
        start, end = int(starts[food]), int(starts[food + 1])
        texts = self.arrays["portion_text"][start:end]
        return tuple(zip(texts, self.arrays["portion_mass_g"][start:end], strict=True))  # type: ignore[arg-type]

    def per_100_g(self, food: int) -> tuple[float, float, float, float]:
        """Return kcal, protein, carbohydrate and fat per 100 g, NaN where unknown."""
        at = 4 * food
        kcal, protein_g, carbohydrate_g, fat_g = self.arrays["per_100_g"][at : at + 4]
        return kcal, protein_g, carbohydrate_g, fat_g


def index_of(foods: Iterable[FoodRecord], rules: NameRules, version: str) -> FoodIndex:
    """Build the index of a table; the order of the foods decides ties."""
    return _Builder(rules).build(foods, version)


class _Builder:
    """Collects the arrays while the foods pass by once."""

    def __init__(self, rules: NameRules) -> None:
        self._rules = rules
        self._words: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._postings: dict[int, list[tuple[int, float]]] = {}
        self._foods: list[FoodRecord] = []
        self._arrays: dict[str, Any] = {
            "term_start": array("I", [0]), "term_word": array("I"), "term_penalty": array("f"),
            "term_flags": array("B"), "variant_food": array("I"), "variant_flags": array("B"),
            "variant_penalty": array("f"), "food_variant": array("I", [0]),
            "food_portion": array("I", [0]), "portion_text": array("I"),
            "portion_mass_g": array("f"), "per_100_g": array("f"),
        }  # fmt: skip

    def build(self, foods: Iterable[FoodRecord], version: str) -> FoodIndex:
        for food in foods:
            self._add(food)
        self._post()
        return FoodIndex(
            version,
            tuple(self._words),
            tuple(food.food_id for food in self._foods),
            tuple(food.names[0] for food in self._foods),
            tuple(food.group for food in self._foods),
            tuple(self._texts),
            self._arrays,
        )

    def _add(self, food: FoodRecord) -> None:
        number = len(self._foods)
        self._foods.append(food)
        for place, name in enumerate(food.names):
            terms, is_default = terms_of(name, self._rules)
            if place == 0:
                terms = self._with_class(terms)
            if terms:
                is_brand = food.names[0].endswith(f" ({name})")
                is_main = place == 0 or food.has_full_names or is_brand
                is_addition = not is_main and name.casefold().startswith(_ADDITIONS)
                flags = _MAIN * is_main + _DEFAULT * is_default + _ADDITION * is_addition
                self._add_variant(number, terms, flags)
        self._arrays["food_variant"].append(len(self._arrays["variant_food"]))
        for text, mass_g in food.portions:
            self._arrays["portion_text"].append(self._texts.setdefault(text, len(self._texts)))
            self._arrays["portion_mass_g"].append(mass_g)
        self._arrays["food_portion"].append(len(self._arrays["portion_text"]))
        self._arrays["per_100_g"].extend(food.per_100_g)

    def _with_class(self, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        """Price a one-word first part ("Coffee, latte") as the class it often is."""
        heads = [term for term in terms if term.is_head]
        if len(heads) != 1 or len(terms) == 1:
            return terms
        price = self._rules.penalty["class"]
        return tuple(
            term._replace(penalty=min(term.penalty, price))
            if term.is_head
            else term._replace(is_head=term.part == 1)
            for term in terms
        )

    def _add_variant(self, food: int, terms: tuple[Term, ...], flags: int) -> None:
        variant = len(self._arrays["variant_food"])
        total = 0.0
        posted: dict[int, float] = {}
        for term in terms:
            total += term.penalty
            for place, form in enumerate(term.forms):
                word = self._words.setdefault(form, len(self._words))
                posted[word] = posted.get(word, 0.0) + term.penalty
                self._arrays["term_word"].append(word)
                self._arrays["term_penalty"].append(term.penalty)
                self._arrays["term_flags"].append(_HEAD * term.is_head + _JOINED * (place > 0))
        for word, penalty in posted.items():
            self._postings.setdefault(word, []).append((variant, penalty))
        self._arrays["term_start"].append(len(self._arrays["term_word"]))
        self._arrays["variant_food"].append(food)
        self._arrays["variant_flags"].append(flags)
        self._arrays["variant_penalty"].append(total)

    def _post(self) -> None:
        starts, variants = array("I", [0]), array("I")
        penalties, rarity = array("f"), array("f")
        variant_food = self._arrays["variant_food"]
        for word in range(len(self._words)):
            posted = self._postings[word]
            for variant, penalty in posted:
                variants.append(variant)
                penalties.append(penalty)
            starts.append(len(variants))
            having = len({variant_food[variant] for variant, _ in posted})
            rarity.append(math.log(len(self._foods) / having))
        self._arrays["posting_start"] = starts
        self._arrays["posting_variant"] = variants
        self._arrays["posting_penalty"] = penalties
        self._arrays["rarity"] = rarity
