"""Food and portion ranked together for one stretch of a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from domain.meals.resolving.index import FoodIndex, Variant
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.portions import NOTHING_UNEXPLAINED, Fit, PortionChooser, PortionRow
from domain.meals.resolving.sentence import Said, nouns
from domain.meals.resolving.words import NO

type Reach = dict[int, float]
"""For each name of a food that shares a word: what the words say for it less what it misses."""


class Candidate(NamedTuple):
    """A food for a stretch, with its portions, the best first."""

    food: int
    score: float
    words_score: float
    fits: tuple[Fit, ...]
    unmatched: tuple[str, ...]


class Portioned(NamedTuple):
    """A food's portions, all words of its names, and those of its main name."""

    rows: tuple[PortionRow, ...]
    names: frozenset[str]
    main: frozenset[str]


@dataclass(frozen=True)
class Ranker:
    """Ranks the foods of one table."""

    index: FoodIndex
    lexicon: Lexicon

    def credit(self, form: str) -> float:
        """Return what matching a word is worth: the rarer, the more; 0 for unknown words."""
        number = self.index.word_numbers.get(form)
        if number is None:
            return 0.0
        weights = self.lexicon.weights
        return weights["word"] + weights["word_rarity"] * self.index.arrays["rarity"][number]

    def portioned(self, food: int) -> Portioned:
        """Return a food's portions and the words of its names; each food is read once."""
        known = self._portioned.get(food)
        if known is None:
            index = self.index
            rows = tuple(
                (self.lexicon.portion(index.portion_texts[text]), mass_g, index.portion_texts[text])
                for text, mass_g in index.portions(food)
            )
            main = index.variant(index.variants_of(food).start)
            known = self._portioned[food] = Portioned(
                rows,
                frozenset(index.words[word] for word in index.union(food)),
                frozenset(index.words[word] for words, _, _ in main.terms for word in words),
            )
        return known

    @cached_property
    def _portioned(self) -> dict[int, Portioned]:
        return {}

    @cached_property
    def states(self) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        """The words for raw or dry, for not cooked at all, and for cooked, by number."""
        numbers, lexicon = self.index.word_numbers, self.lexicon
        uncooked, dried, done = (
            frozenset(numbers[form] for form in words if form in numbers)
            for words in (lexicon.uncooked, lexicon.dried, lexicon.done)
        )
        return uncooked, uncooked | dried, done

    def reach(self, said: Said) -> Reach:
        """Return all names that share a word with what was said."""
        found: Reach = {}
        numbers, missing = self.index.word_numbers, self.index.arrays["variant_penalty"]
        for form, worth in said.foods:
            number = numbers.get(form)
            if number is None or form.startswith(NO):
                continue
            credit = worth * self.credit(form)
            variants, saved = self.index.postings(number)
            for variant, penalty in zip(variants, saved, strict=True):
                if variant in found:
                    found[variant] += credit + penalty
                else:
                    found[variant] = credit + penalty - missing[variant]
        return found

    def near_best(self, reach: Reach) -> list[int]:
        """Return the names whose words alone come near the best.

        Main names go first: hundreds of dishes are also called by what is in them ("onion").
        """
        if not reach:
            return []
        least = max(reach.values()) - self.lexicon.weights["pool_margin"]
        kept = [variant for variant, score in reach.items() if score >= least]
        limit = int(self.lexicon.weights["pool_size"])
        if len(kept) > limit:
            ahead = self.lexicon.weights["other_name_alone"]
            is_main = self.index.is_main
            kept.sort(key=lambda each: (-reach[each] - ahead * is_main(each), each))
            del kept[limit:]
        return kept

    def rank(self, said: Said, variants: Iterable[int]) -> list[Candidate]:
        """Return the foods of these names, the best first."""
        scorer = _Scorer(self, said)
        best: dict[int, tuple[float, tuple[str, ...]]] = {}
        for number in variants:
            variant = self.index.variant(number)
            score, unmatched = scorer.words_score(variant)
            if variant.food not in best or score > best[variant.food][0]:
                best[variant.food] = score, unmatched
        least = max(score for score, _ in best.values()) - self.lexicon.weights["portion_margin"]
        kept = sorted((-s, food, u) for food, (s, u) in best.items() if s >= least)
        limit = int(self.lexicon.weights["ranked"])
        found = [
            scorer.candidate(food, -score, unmatched) for score, food, unmatched in kept[:limit]
        ]
        found.sort(key=lambda candidate: (-candidate.score, candidate.food))
        return found


class _Scorer:
    """Scores names and portions against one stretch."""

    def __init__(self, ranker: Ranker, said: Said) -> None:
        self._ranker = ranker
        self._index = ranker.index
        self._weights = ranker.lexicon.weights
        self._said = said
        numbers = self._index.word_numbers
        self._foods = [
            (form, numbers.get(form), worth * ranker.credit(form)) for form, worth in said.foods
        ]
        self._numbers = frozenset(n for _, n, _ in self._foods if n is not None)
        nouns_said = nouns(said, ranker.lexicon)
        self._strong = frozenset(numbers[form] for form in nouns_said if form in numbers)
        self._denied = frozenset(
            n
            for form, _ in said.foods
            if form.startswith(NO)
            for n in [numbers.get(form.removeprefix(NO))]
            if n is not None
        )
        self._refused = frozenset(
            n for form, _ in said.foods for n in [numbers.get(NO + form)] if n is not None
        )
        self._contrary = self._denied | self._refused
        self._is_uncooked, self._state, self._other_state = self._states(said.forms)
        self._head = numbers.get(said.head)
        self._main_heads: dict[int, frozenset[int]] = {}
        usual = ranker.lexicon.usual.get(said.head, frozenset())
        self._usual = frozenset(numbers[word] for word in usual if word in numbers)
        self._portion_words = ranker.lexicon.portion_rules.unit_or_size
        self._chooser = PortionChooser(ranker.lexicon.portion_rules, said)

    def _states(self, forms: frozenset[str]) -> tuple[bool, frozenset[int], frozenset[int]]:
        """Return whether raw or dry was said, the words of the state said and of the other."""
        lexicon = self._ranker.lexicon
        is_uncooked = not lexicon.uncooked.isdisjoint(forms)
        if is_uncooked is not lexicon.done.isdisjoint(forms):
            return False, frozenset(), frozenset()  # neither was said, or both
        uncooked, not_cooked, done = self._ranker.states
        if is_uncooked:
            return True, uncooked, done
        return False, done, uncooked if forms & lexicon.dried else not_cooked

    def words_score(self, variant: Variant) -> tuple[float, tuple[str, ...]]:
        """Return what the words say for a name, and the words it leaves unexplained."""
        weights = self._weights
        score = weights["main_name"] if variant.is_main else 0.0
        if variant.is_addition:
            score -= weights["addition"]
        score += weights["default_food"] if variant.is_default else 0.0
        named, named_score, heads = self._named(variant)
        score += named_score
        union = self._index.union(variant.food)
        if not variant.is_main and self._main_head(variant.food).isdisjoint(self._numbers):
            score -= weights["other_name_alone"]
        unmatched: list[str] = []
        for form, number, credit in self._foods:
            if number in named:
                score += credit
            elif number in union:
                score += credit * weights["other_name_word"]
            elif form not in self._portion_words:
                score -= credit * weights["unexplained"]
                unmatched.append(form)
        score += weights["head_word"] if self._head in heads else 0.0
        score -= 0.0 if heads else weights["headless"]
        if named.isdisjoint(self._strong):
            score -= weights["only_weak"]
        if self._state:
            score -= self._price_of_state(union)
        return score, tuple(unmatched)

    def _price_of_state(self, words: frozenset[int]) -> float:
        """Return the price of a food that was weighed in another state than was said.

        USDA's foods as eaten are cooked and often do not say so ("Lentils, NFS"): where raw or dry
        was said, the name has to say it too.
        """
        if not self._state.isdisjoint(words):
            return 0.0
        is_other = self._is_uncooked or not self._other_state.isdisjoint(words)
        return self._weights["other_state"] * is_other

    def _named(self, variant: Variant) -> tuple[set[int], float, set[int]]:
        """Return the words of a name that were said, its price, and those of its first part."""
        weights = self._weights
        named: set[int] = set()
        heads: set[int] = set()
        score = 0.0
        usual_named = False
        said_numbers, contrary, usual = self._numbers, self._contrary, self._usual
        same_state = self._state if self._is_uncooked else frozenset[int]()
        for words, penalty, is_head in variant.terms:
            hit: tuple[int, ...]
            if len(words) == 1:  # most are: no generator is made for them
                hit = words if words[0] in said_numbers else ()
            else:
                hit = tuple(word for word in words if word in said_numbers)
            if hit:
                named.update(hit)
                heads.update(hit if is_head else ())
            elif usual and not usual.isdisjoint(words):
                score -= penalty * weights["usual_word"]
                usual_named = True
            elif same_state and not same_state.isdisjoint(words):
                score -= penalty * weights["usual_word"]
            else:
                score -= penalty
            if contrary and not contrary.isdisjoint(words):
                score -= weights["denied_word"]
        score += weights["usual_food"] if usual_named else 0.0
        return named, score, heads

    def _main_head(self, food: int) -> frozenset[int]:
        known = self._main_heads.get(food)
        if known is None:
            main = self._index.variant(self._index.variants_of(food).start)
            known = self._main_heads[food] = frozenset(
                word for words, _, is_head in main.terms for word in words if is_head
            )
        return known

    def _prices(self, unmatched: tuple[str, ...]) -> Mapping[str, float]:
        """Return what words no name has have cost a food."""
        if not unmatched:
            return NOTHING_UNEXPLAINED
        share = self._weights["unexplained"] / self._weights["portion"]
        return {form: share * credit for form, _, credit in self._foods if form in unmatched}

    def candidate(self, food: int, score: float, unmatched: tuple[str, ...]) -> Candidate:
        """Return a food with its portions ranked."""
        known = self._ranker.portioned(food)
        fits = tuple(
            self._chooser.fits(known.rows, known.names, known.main, self._prices(unmatched))
        )
        portion_score = fits[0].score if fits else -self._weights["portion_word_missing"]
        total = score + self._weights["portion"] * portion_score
        return Candidate(food, total, score, fits, unmatched)
