"""Which household portion of a food a sentence means, and what it weighs."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, Protocol

from domain.meals.quantities import GRAMS
from domain.meals.resolving.amounts import Amount, near
from domain.meals.resolving.portion_texts import GUIDELINE, UNSPECIFIED, PortionText

_HALF = 0.5
_SHORT_END = 3
_ONE_FRUIT = frozenset({"fruit", "whole"})
_ALIKE = {
    "piece": "slice", "slice": "piece", "regular": "medium", "carton": "container",
    "container": "carton",
}  # fmt: skip
_GENERIC = frozenset({"drink", "order", "piece", "item", "fruit", "unit"})
_PIECES = frozenset({"piece", "slice"})
_MIDDLE = frozenset({"medium", "regular", "standard"})
_WEIGHED_VOLUMES = frozenset({"cup", "floz", "tablespoon", "teaspoon", "ml"})


NOTHING_UNEXPLAINED: Mapping[str, float] = MappingProxyType({})


type PortionRow = tuple[PortionText, float, str]
"""A portion of a food: its words, its grams, its text."""


class Fit(NamedTuple):
    """How well a portion fits what was said, and the grams it gives."""

    score: float
    mass_g: float
    text: str
    unit_mass_g: float


@dataclass(frozen=True)
class PortionRules:
    """The words and weights portions are chosen by."""

    weights: Mapping[str, float]
    units: frozenset[str]
    sizes: frozenset[str]
    usual_measures: Mapping[tuple[str, str], float]
    usual_units: Mapping[str, str]
    volumes_ml: Mapping[str, float]

    def with_unit_first(self, text: PortionText) -> PortionText:
        """Return the portion with its unit, or else its first word that is no size, in front."""
        open_groups = [at for at, (_, is_aside) in enumerate(text.groups) if not is_aside]
        units = [at for at in open_groups if not self.units.isdisjoint(text.groups[at][0])]
        described = self.sizes | _MIDDLE
        things = [at for at in open_groups if described.isdisjoint(text.groups[at][0])]
        first = next(iter(units or things or open_groups), 0)
        groups = text.groups
        groups = groups[first : first + 1] + groups[:first] + groups[first + 1 :]
        named = [forms for forms, is_aside in groups if not is_aside]
        is_compound = len(named) > 1 and not self.units.isdisjoint(named[1])
        return text._replace(groups=groups, compound=tuple(named[:2]) if is_compound else ())

    @cached_property
    def unit_or_size(self) -> frozenset[str]:
        """Words that tell of a portion, not of a food."""
        return self.units | self.sizes


class PortionWords(Protocol):
    """What of a stretch of a sentence tells of portions."""

    @property
    def forms(self) -> frozenset[str]:
        """All words."""

    @property
    def sized(self) -> frozenset[str]:
        """Units right behind a size: in "a small cup" it is the size that was weighed."""

    @property
    def plurals(self) -> frozenset[str]:
        """Those in the plural."""

    @property
    def singulars(self) -> frozenset[str]:
        """Those in the singular: "a piece of Reese's Pieces" has "piece" as both."""

    @property
    def amount(self) -> Amount:
        """The numbers."""


class PortionChooser:
    """Chooses among the portions of one food after another for one stretch of a sentence."""

    def __init__(self, rules: PortionRules, said: "PortionWords") -> None:
        """Keep what was said."""
        self._weights = rules.weights
        self._said = said.forms
        self._amount = said.amount
        self._plurals = said.plurals - said.singulars
        self._said_alike = said.forms.union(
            form for form, other in _ALIKE.items() if other in said.forms
        )
        # Single ones were counted: "a date", "3 dates", not "a bit of dates".
        counted = said.amount
        self._is_bare_count = counted.is_counted and (
            counted.count is not None or not self._plurals
        )
        self._main_words: frozenset[str] = frozenset()
        self._unexplained: Mapping[str, float] = NOTHING_UNEXPLAINED
        self._said_of_name: tuple[str, ...] = ()
        self._volumes_ml = rules.volumes_ml
        self._usual_units = frozenset(
            unit for food, unit in rules.usual_units.items() if food in said.forms
        )
        self._units = said.forms & rules.unit_or_size
        self._unit_words = rules.units
        self._soft_units = rules.sizes | said.sized
        self._sized = said.sized
        self._sizes = rules.sizes | _MIDDLE
        self._usual_measures = {
            (container, measure)
            for (container, food), measure in rules.usual_measures.items()
            if container in said.forms and (not food or food in said.forms)
        }

    def fits(
        self,
        rows: Sequence[PortionRow],
        food_words: frozenset[str],
        main_words: frozenset[str] = frozenset(),
        unexplained: Mapping[str, float] = NOTHING_UNEXPLAINED,
    ) -> list[Fit]:
        """Return every portion's fit, the best first.

        Args:
            rows: The food's portions: words, grams, text.
            food_words: All words of the food's names: a unit among them is explained already.
            main_words: The words of its main name.
            unexplained: Words said that no name of the food has, with what that cost the food: a
                portion that has one ("1 Nabisco Chips Ahoy!") gives it back.
        """
        self._main_words = main_words
        self._unexplained = unexplained
        self._said_of_name = tuple(word for word in sorted(main_words) if word in self._said)
        amount = self._amount
        if amount.mass_g is not None:
            return [Fit(self._weights["grams_said"], amount.mass_g, "", 1.0)]
        usual_g = next(
            (mass_g for text, mass_g, _ in rows if text.kind == UNSPECIFIED and not text.product),
            0.0,
        )
        fits = [self._fit(row, food_words, usual_g) for row in rows]
        fits.extend(self._converted(rows, food_words))
        fits.sort(key=lambda fit: -fit.score)
        return fits

    def _of_product(self, product: AbstractSet[str]) -> float:
        """Return what it is worth that a portion is of one product ("Hostess Twinkies")."""
        named = product & self._said - self._main_words
        if not named:
            return -self._weights["product_unsaid"]
        return self._weights["portion_other_word"] * len(named) / len(product - self._main_words)

    def _fit(self, row: PortionRow, food_words: frozenset[str], usual_g: float) -> Fit:
        text, mass_g, shown = row
        fit = self._fit_in_general(text, mass_g, shown, food_words)
        more = self._of_product(text.product) if text.product else 0.0
        if usual_g and near(fit.unit_mass_g, usual_g):
            more += self._weights["usual_mass"]
        return Fit(fit.score + more, fit.mass_g, shown, mass_g) if more else fit

    def _fit_in_general(
        self, text: PortionText, mass_g: float, shown: str, food_words: frozenset[str]
    ) -> Fit:
        weights, amount = self._weights, self._amount
        count = amount.count if amount.count is not None else 1.0
        if text.kind == UNSPECIFIED:
            score = weights["unspecified_counted" if amount.is_counted else "unspecified"]
            score -= self._missed(self._units - food_words)
            score -= weights["measure_missing"] * bool(amount.measures)
            score -= weights["no_mass"] * (mass_g <= 0)
            many = count if count != 1.0 else 1.0
            return Fit(score, mass_g * many, shown, mass_g)
        if text.kind == GUIDELINE:
            return Fit(weights["guideline"], mass_g, shown, mass_g)
        score, explained = self._matched(text, food_words)
        measured, times = self._measured(text)
        score += measured
        if self._usual_measures and any(
            near(value, usual) and container in explained
            for value, _ in text.measures
            for container, usual in self._usual_measures
        ):
            score += weights["usual_measure"]
        missing = self._units - explained - food_words
        if explained and self._is_size_alone(text):
            missing -= self._sized - _PIECES
        score -= self._missed(missing) * (0.5 if len(explained) > 1 else 1.0)
        if count == _HALF and "half" in explained:
            count = 1.0
        score -= weights["no_mass"] * (mass_g <= 0)
        counted, count = self._counted(text, count)
        return Fit(score + counted, mass_g * count * times, shown, mass_g)

    def _counted(self, text: PortionText, count: float) -> tuple[float, float]:
        """Return what a count is worth to a portion, and how many of the portion it makes."""
        weights, score = self._weights, 0.0
        if count not in (1.0, text.pieces) and count in text.numbers:
            score += weights["count_same"]
            count = 1.0
        if text.pieces != 1.0:
            if near(count, text.pieces):
                score += weights["count_same"]
                count = 1.0
            else:
                score -= weights["count_differs"]
                count /= text.pieces
        return score, count

    def _gained(
        self, word: str, food_words: frozenset[str], *, is_aside: bool, is_first: bool
    ) -> float:
        """Return what a word of a portion is worth that was said."""
        weights = self._weights
        if is_aside:
            return 0.0 if word in food_words else weights["portion_aside_word"]
        if is_first:
            many = self._is_one_of_many(word, food_words)
            return weights["portion_word"] - weights["one_of_many"] * many
        in_name = word in self._main_words
        return weights["portion_name_word" if in_name else "portion_other_word"]

    def _lost(
        self, forms: tuple[str, ...], food_words: frozenset[str], *, is_aside: bool, is_first: bool
    ) -> float:
        """Return the price of words of a portion that were not said."""
        weights = self._weights
        if is_aside:
            return weights["portion_aside_missing"]
        if not _GENERIC.isdisjoint(forms):
            return weights["generic_unit_missing"]
        if is_first and not self._unit_words.isdisjoint(forms):
            return weights["portion_unit_missing"]
        if not _MIDDLE.isdisjoint(forms):
            return weights["middle_size_missing"]
        in_name = not food_words.isdisjoint(forms)
        return weights["portion_of_name_missing" if in_name else "portion_word_missing"]

    def _is_size_alone(self, text: PortionText) -> bool:
        """Whether a portion names a size of whatever the food comes in ("1 large")."""
        return len(text.groups) == 1 and not self._sizes.isdisjoint(text.groups[0][0])

    def _is_one_of_many(self, unit: str, food_words: frozenset[str]) -> bool:
        """Whether a portion is one piece where the plural was said without a number: "fries"."""
        is_plural = unit in self._plurals and unit in food_words
        return is_plural and self._amount.count is None

    def _missed(self, words: AbstractSet[str]) -> float:
        """Return the price of units and sizes that were said and do not stand in a portion."""
        if not words:
            return 0.0
        soft = len(words & self._soft_units)
        weights = self._weights
        return soft * weights["size_missing"] + (len(words) - soft) * weights["unit_missing"]

    def _matched(self, text: PortionText, food_words: frozenset[str]) -> tuple[float, set[str]]:
        weights, said = self._weights, self._said_alike
        score = weights["any_size"] if text.is_any_size else 0.0
        if not self._units:
            score += self._without_unit(text)
        explained: set[str] = set()
        is_first = True
        for forms, is_aside in text.groups:
            matched = [form for form in forms if form in said]
            if is_first and not matched and self._is_bare_count and self._end_a_name(forms):
                score += weights["portion_other_word"]
                is_first = is_first and is_aside
                continue
            if matched:
                explained.update(matched)
                explained.update(_ALIKE.get(form, form) for form in matched)
                score += self._gained(matched[0], food_words, is_aside=is_aside, is_first=is_first)
                if not is_aside:
                    score += sum(self._unexplained.get(form, 0.0) for form in matched)
            else:
                score -= self._lost(forms, food_words, is_aside=is_aside, is_first=is_first)
            is_first = is_first and is_aside
        if explained and text.compound and self._is_compound(text.compound, explained):
            score += weights["portion_word_missing"] - weights["portion_aside_missing"]
        return score, explained

    def _without_unit(self, text: PortionText) -> float:
        """Return what a portion is worth where no unit was said: a whole fruit, a piece."""
        weights = self._weights
        score = 0.0
        if self._amount.is_counted and any(not _ONE_FRUIT.isdisjoint(f) for f, _ in text.groups):
            score += weights["one_piece"]
        if self._is_bare_count and _is_piece(text):
            score += weights["one_piece"]
        if self._usual_units and any(
            not self._usual_units.isdisjoint(forms) for forms, _ in text.groups[:1]
        ):
            score += weights["usual_unit"]
        return score

    def _end_a_name(self, forms: tuple[str, ...]) -> bool:
        """Whether a unit is the end of a word said: "a rice cake" is "1 cake" of ricecake."""
        return any(
            len(form) > _SHORT_END and word.endswith(form)
            for form in forms
            if form not in _GENERIC
            for word in self._said_of_name
        )

    @staticmethod
    def _is_compound(compound: Sequence[tuple[str, ...]], explained: AbstractSet[str]) -> bool:
        """Whether a unit said is the first of two ("1 cup package"): the other is not missed."""
        unit, other = compound
        return not explained.isdisjoint(unit) and explained.isdisjoint(other)

    def _measured(self, text: PortionText) -> tuple[float, float]:
        """Return the score of the measures and how many of the row's own units they make."""
        weights = self._weights
        if not self._amount.measures:
            if text.measure_unit:
                return -weights["measure_unsaid"], 1.0
            return 0.0, 1.0
        score, times = 0.0, 1.0
        for value, unit in self._amount.measures:
            if text.measure_unit and _same_unit(text.measure_unit, unit):
                score += weights["measure_counted"]
                times = value
            elif any(
                near(value, own) and _same_unit(own_unit, unit) for own, own_unit in text.measures
            ):
                score += weights["measure_same"] * (
                    1.0 if any(own_unit == unit for _, own_unit in text.measures) else 0.5
                )
            elif any(_same_unit(own_unit, unit) for _, own_unit in text.measures):
                score -= weights["measure_differs"]
            else:
                score -= weights["measure_missing"]
        return score, times

    def _converted(self, rows: Sequence[PortionRow], food_words: frozenset[str]) -> list[Fit]:
        """Return portions nobody weighed, from mass units or another volume of the food.

        A measure tells the whole amount ("a 20 fl oz bottle"); of several units said without one
        ("a packet ... in a bowl") those left out are missed.
        """
        weights = self._weights
        count = self._amount.count if self._amount.count is not None else 1.0
        measured = {unit for _, unit in self._amount.measures}
        units = self._units - food_words - measured
        asked = [(value * count, unit, 0.0) for value, unit in self._amount.measures]
        asked += [
            (count, unit, self._missed(units - {unit, "half"}))
            for unit in sorted(units)
            if unit in self._volumes_ml
        ]
        density = _grams_per_ml(rows, self._volumes_ml)
        fits: list[Fit] = []
        for value, unit, left_out in asked:
            shown = f"{value:g} {unit}"
            if unit in GRAMS:
                unit_g, score = GRAMS[unit], weights["mass_unit"] - left_out
                fits.append(Fit(score, value * unit_g, shown, unit_g))
            if unit in self._volumes_ml and density:
                unit_g = density * self._volumes_ml[unit]
                score = weights["volume_derived"] - left_out
                fits.append(Fit(score, value * unit_g, shown, unit_g))
        return fits


def _is_piece(text: PortionText) -> bool:
    """Whether a portion is one piece of whatever the food comes in, and says no more."""
    return [forms for forms, _ in text.groups] == [("piece",)]


def _same_unit(a: str, b: str) -> bool:
    return a == b or {a, b} == {"oz", "floz"}


def _grams_per_ml(rows: Sequence[PortionRow], volumes_ml: Mapping[str, float]) -> float | None:
    for text, mass_g, _ in rows:
        unit = text.measure_unit or (text.groups[0][0][0] if text.groups else "")
        if unit in _WEIGHED_VOLUMES and mass_g > 0:
            return mass_g / (text.pieces * volumes_ml[unit])
    return None
