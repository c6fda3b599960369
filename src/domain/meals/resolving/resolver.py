"""A whole sentence: where foods begin and end, decided together with what they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from domain.meals.resolving.amounts import together
from domain.meals.resolving.index import FoodIndex
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.ranking import Candidate, Ranker, Reach
from domain.meals.resolving.sentence import (
    MERGING,
    STOP,
    TAIL,
    Said,
    Stretch,
    nouns,
    said,
    stretches,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One food of a sentence: the words it was read from and the foods they may mean."""

    said: Said
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The food chosen."""
        return self.candidates[0]

    @property
    def mass_g(self) -> float:
        """The grams chosen."""
        return self.best.fits[0].mass_g if self.best.fits else 0.0


_AMOUNT = 2
_SHORT = 2
_LIST = 8
"""Words up to which a text is a list of foods, where a story may have words nobody knows."""


LONGEST_TEXT = 4000
"""Characters above which a text is no meal: 25 times a long text message."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Foods, and from where to where in the text something was eaten that no food was found for."""

    items: tuple[Item, ...]
    unread: tuple[tuple[int, int], ...]


class _Piece(NamedTuple):
    """The best reading up to a place."""

    score: float
    before: int
    candidates: tuple[Candidate, ...]
    said: Said | None


@dataclass(frozen=True)
class Resolver:
    """Reads sentences over one food table."""

    index: FoodIndex
    lexicon: Lexicon

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self.index, self.lexicon)

    def items(self, text: str) -> tuple[Item, ...]:
        """Return the foods of a sentence in the order said."""
        return self.read(text).items

    def read(self, text: str) -> Reading:
        """Return the foods of a sentence and the places of amounts without a known food."""
        if len(text) > LONGEST_TEXT:
            return Reading((), ((0, len(text)),))
        parts = stretches(text, self.lexicon)
        return _Segmenter(self._ranker, parts).read()


class _Segmenter:
    """Finds the cheapest way to cut a sentence into foods."""

    def __init__(self, ranker: Ranker, parts: Sequence[Stretch]) -> None:
        self._ranker = ranker
        self._weights = ranker.lexicon.weights
        self._parts = parts
        self._said = [said(part.words, ranker.lexicon) for part in parts]
        self._reach = [ranker.reach(each) for each in self._said]
        self._near = [ranker.near_best(reach) for reach in self._reach]
        self._singles: dict[int, tuple[Said, list[Candidate]] | None] = {}
        self._nouns = [nouns(each, ranker.lexicon) for each in self._said]
        self._is_list = sum(len(part.words) for part in parts) <= _LIST
        self._listed = _listed(parts)
        self._in_grams = sum(each.amount.masses for each in self._said) > 0

    def read(self) -> Reading:
        """Return the foods of the best cut, and what has an amount but no food."""
        pieces = [_Piece(0.0, -1, (), None)]
        for end in range(1, len(self._parts) + 1):
            pieces.append(self._best_ending(end, pieces))
        found: list[tuple[int, Item]] = []
        unread: list[tuple[int, int]] = []
        place = len(self._parts)
        while place > 0:
            piece = pieces[place]
            if piece.said is not None:
                found.append((piece.before, Item(piece.said, piece.candidates)))
            elif self._is_unread(piece.before):
                words = self._parts[piece.before].words
                unread.append((words[0].start, words[-1].end))
            place = piece.before
        return Reading(self._without_restated(found[::-1]), tuple(unread[::-1]))

    def _is_unread(self, place: int) -> bool:
        """Whether a stretch left over has an amount and words that are no story."""
        what = self._said[place]
        amount = what.amount
        has_amount = amount.masses or amount.measures or amount.count is not None
        is_named = bool(self._nouns[place])
        if self._is_foreign(place):
            return True
        units = what.forms & self._ranker.lexicon.units
        return is_named and bool(has_amount or (amount.is_counted and units))

    def _without_restated(self, found: list[tuple[int, Item]]) -> tuple[Item, ...]:
        """Leave out what a later sentence says again: "... I enjoyed one banana and one fruit"."""
        kept: list[tuple[int, Item]] = []
        for start, item in found:
            again = next(
                (
                    at
                    for at, (first, earlier) in enumerate(kept)
                    if self._says_again(earlier, item, first, start)
                ),
                None,
            )
            if again is None:
                kept.append((start, item))
                continue
            first, earlier = kept[again]
            what = said((*earlier.said.words, *item.said.words), self._ranker.lexicon)
            variants = [
                v for c in earlier.candidates[:3] for v in self._ranker.index.variants_of(c.food)
            ]
            kept[again] = first, Item(what, tuple(self._ranker.rank(what, variants)))
        return tuple(item for _, item in kept)

    def _says_again(self, earlier: Item, later: Item, first: int, start: int) -> bool:
        if not any(self._parts[place].sign == STOP for place in range(first + 1, start + 1)):
            return False
        if self._in_grams and earlier.said.amount.masses and later.said.amount.masses:
            return False
        lexicon = self._ranker.lexicon
        again = nouns(later.said, lexicon)
        return bool(again) and again <= nouns(earlier.said, lexicon)

    def _best_ending(self, end: int, pieces: Sequence[_Piece]) -> _Piece:
        last = end - 1
        best = _Piece(pieces[last].score - self._skipped(last), last, (), None)
        longest = int(self._weights["longest_run"])
        joins = 0.0
        for start in range(last, max(-1, last - longest), -1):
            if start < last:
                joins += self._join_price(start + 1, end)
            read = self._read(start, end)
            if read is None:
                continue
            what, candidates = read
            score = pieces[start].score + candidates[0].score - joins - self._price(what, start)
            if self._parts[start].sign == TAIL and self._parts[start].opens < _AMOUNT:
                score -= self._weights["item_in_tail"]
            if score > best.score:
                best = _Piece(score, start, tuple(candidates), what)
        return best

    def _skipped(self, place: int) -> float:
        """Return the price of taking a stretch for story."""
        said_there = self._said[place]
        credit = sum(worth * self._ranker.credit(form) for form, worth in said_there.foods)
        amount = self._weights["skipped_grams"] * said_there.amount.masses
        if self._parts[place].opens == _AMOUNT and self._nouns[place]:
            amount += self._weights["skipped_amount"]
        return self._weights["unexplained"] * credit + amount

    def _price(self, what: Said, start: int) -> float:
        price = self._weights["item"]
        if self._in_grams and not what.amount.masses:
            in_dish = self._is_seasoning(start) and not self._parts[start].opens
            price += self._weights["two_amounts" if in_dish else "item_without_grams"]
        elif not self._parts[start].opens and self._parts[start].sign in {",", "&"}:
            price += self._weights["item_unannounced"]
        if what.amount.masses > 1:
            price += self._weights["two_amounts"] * (what.amount.masses - 1)
        return price

    def _join_price(self, place: int, end: int) -> float:
        """Return the price of reading on over the connector before a stretch, up to `end`."""
        part = self._parts[place]
        needed = 2 if part.sign in {"~", "^", "with", "in", ">"} else 1
        kind = "join_opening_" if part.opens >= needed else "join_"
        price = self._weights[kind + _SIGN_NAMES[part.sign]]
        if place in self._listed and part.opens < _AMOUNT:
            price = min(price, self._weights["join_listed"])
        if min(self._alone(place - 1), self._alone(place)) < self._weights["names_nothing"]:
            price = min(price, self._weights["join_nothing"])
        if self._is_foreign(place) or self._is_foreign(place - 1):
            price += self._weights["two_amounts"]
        if self._begins_another(place):
            price += self._weights["join_unfinished"]
        if self._repeats(place, end):
            price -= self._weights["join_same_words"]
        if self._said[place].head in self._ranker.lexicon.parts:
            price -= self._weights["join_part"]
        return price

    def _is_foreign(self, place: int) -> bool:
        """Whether a stretch names by itself something no food is called: "70 g of yaucarkue"."""
        words = self._nouns[place]
        if not words or words & self._ranker.index.word_numbers.keys():
            return False
        is_short = self._is_list and len(self._parts[place].words) <= _SHORT
        return self._said[place].amount.masses > 0 or is_short

    def _begins_another(self, place: int) -> bool:
        """Whether a stretch begins a food that the next one names: "a cup of cool, clear water"."""
        return (
            self._parts[place].opens == _AMOUNT
            and self._alone(place) < self._weights["names_nothing"]
            and place + 1 < len(self._parts)
            and self._parts[place + 1].sign == ","
            and not self._parts[place + 1].opens
        )

    def _repeats(self, place: int, end: int) -> bool:
        """Whether what follows a connector names again what stands before it."""
        before, later = self._said[place - 1].head, range(place, end)
        if before and any(self._said[each].head == before for each in later):
            return True
        if self._parts[place].sign not in {"~", "^", "with", "in", ">"}:
            return False
        return any(not self._nouns[place - 1].isdisjoint(self._nouns[each]) for each in later)

    def _alone(self, place: int) -> float:
        """Return how well a stretch names a food by itself."""
        read = self._read(place, place + 1)
        return read[1][0].words_score if read else -1.0

    def _read(self, start: int, end: int) -> tuple[Said, list[Candidate]] | None:
        if end - start == 1 and start in self._singles:
            return self._singles[start]
        if end - start == 1:
            what, variants = self._said[start], self._near[start]
        else:
            words = tuple(word for part in self._parts[start:end] for word in part.words)
            heads = (each.head for each in self._said[start:end])
            what = replace(
                said(words, self._ranker.lexicon),
                head=next((h for h in heads if h), ""),
                amount=together([each.amount for each in self._said[start:end]]),
            )
            what = self._without_heads_of_parts(what, start, end)
            variants = self._joined(start, end)
        candidates = self._ranker.rank(what, variants) if variants else []
        read = (what, candidates) if candidates else None
        if end - start == 1:
            self._singles[start] = read
        return read

    def _without_heads_of_parts(self, what: Said, start: int, end: int) -> Said:
        """Let what a weighed food is made of or eaten with say less than what it is called.

        "120 g of flat bread made from wheat flour" is no flour, "90 g of stew with oil" no oil.
        """
        if not self._in_grams:
            return what
        parts = {
            form
            for place in range(start + 1, end)
            if self._is_part(place, start)
            for form in self._said[place].forms - self._said[start].forms
        }
        share = self._weights["part_word"]
        foods = tuple(
            (form, worth * share if form in parts else worth) for form, worth in what.foods
        )
        return replace(what, foods=foods)

    def _is_part(self, place: int, start: int) -> bool:
        """Whether a stretch tells what the food before it is made of.

        Grams of its own it has not; where the food has none, they are those of both: "a salad with
        oil weighing 60 g".
        """
        if self._said[place].amount.masses and any(
            self._said[before].amount.masses for before in range(start, place)
        ):
            return False
        is_told = self._parts[place].sign == MERGING or place in self._listed
        return is_told or self._is_seasoning(place)

    def _is_seasoning(self, place: int) -> bool:
        return self._said[place].head in self._ranker.lexicon.seasonings

    def _joined(self, start: int, end: int) -> list[int]:
        """Return names near the best for several stretches together."""
        pool: set[int] = set()
        reaches = self._reach[start:end]
        for near in self._near[start:end]:
            pool.update(near)
        for earlier, later in pairwise(reaches):
            pool.update(earlier.keys() & later.keys())
        missing = self._ranker.index.arrays["variant_penalty"]
        together: Reach = {}
        for variant in pool:
            parts = [reach[variant] for reach in reaches if variant in reach]
            together[variant] = sum(parts) + (len(parts) - 1) * missing[variant]
        return self._ranker.near_best(together)


def _listed(parts: Sequence[Stretch]) -> frozenset[int]:
    """Return the stretches that go on with a list begun by "filled with"."""
    found: set[int] = set()
    for place, part in enumerate(parts):
        if part.sign in {",", "&"} and part.opens < _AMOUNT:
            before = parts[place - 1]
            if place - 1 in found or (before.sign in {"~", "^"} and before.opens < _AMOUNT):
                found.add(place)
    return frozenset(found)


_SIGN_NAMES = {
    "&": "and", "|": "strong", "~": "merging", "^": "topping", ">": "tail", "with": "with",
    ",": "comma", ".": "stop",
    "in": "place",
}  # fmt: skip
