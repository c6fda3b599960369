"""Which foods of a message go against an allergy: the food table's word, and the gate's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from domain.conversation.outcome import Knowledge
from domain.meals.diary import Portion
from domain.meals.naming import foods_named_in
from domain.safety.allergens import Allergy

if TYPE_CHECKING:  # the messages of people without allergies need no gate
    from domain.plans.cookbook import Cookbook
    from domain.safety.gate.avoidance import Avoidance
    from domain.safety.gate.gate import Gate

type Pair = tuple[Allergy, Portion]


def against(
    allergies: tuple[Allergy, ...], portions: tuple[Portion, ...], knowledge: Knowledge
) -> tuple[Pair, ...]:
    """Return every pair of an allergy and a portion that goes against it.

    The gate knows more than the food table does, and what was typed may tell more than the food
    it was taken for: a portion counts where any of them speaks against it.
    """
    known = knowledge.allergens.warnings(allergies, portions)
    told = {_key(*pair) for pair in known}
    watch = _watch_of(knowledge) if allergies and portions else None
    more = watch.against(allergies, portions) if watch else ()
    return (*known, *(pair for pair in more if _key(*pair) not in told))


def named_against(
    allergies: tuple[Allergy, ...], text: str, knowledge: Knowledge
) -> tuple[Pair, ...]:
    """Return every pair of an allergy and a food named in a text that goes against it.

    What the text says is left out does not count: "is dairy-free cheese ok?".
    """
    watch = _watch_of(knowledge) if allergies else None
    if watch is None:
        return against(allergies, foods_named_in(text, knowledge.foods), knowledge)
    return tuple(watch.named_against(allergies, text))


def names_food(text: str, knowledge: Knowledge) -> bool:
    """Whether a text is a food the gate knows, whatever the food table does, and nothing else."""
    contents = None if knowledge.cookbook is None else knowledge.cookbook.gate.contents(text)
    return contents is not None and bool(contents.foods) and not contents.unknown


def find_unchecked(
    allergies: tuple[Allergy, ...], text: str, knowledge: Knowledge
) -> tuple[Allergy, ...]:
    """Return the allergies that nobody can hold a food against: it is not known, or they are not.

    Without the gate that is all of them.
    """
    book = knowledge.cookbook
    if book is None or not names_food(text, knowledge):
        return allergies
    return tuple(each for each in allergies if book.find_avoided(each) is None)


def carried(watched: frozenset[str], portion: Portion, knowledge: Knowledge) -> frozenset[str]:
    """Return which of the allergens watched for a portion may carry."""
    listed = watched & knowledge.allergens.allergens_of(portion)
    watch = _watch_of(knowledge) if watched else None
    return listed | (watch.carried(watched, portion) if watch else frozenset())


def _key(allergy: Allergy, portion: Portion) -> tuple[str, str, str]:
    return allergy.said, portion.name, portion.text


def _watch_of(knowledge: Knowledge) -> "_Watch | None":
    return None if knowledge.cookbook is None else _Watch(knowledge.cookbook)


@dataclass(frozen=True)
class _Watch:
    """Asks the gate, which is opened only here: where somebody has an allergy."""

    cookbook: "Cookbook"

    @cached_property
    def _gate(self) -> "Gate":
        return self.cookbook.gate

    def against(
        self, allergies: tuple[Allergy, ...], portions: tuple[Portion, ...]
    ) -> Iterator[Pair]:
        """Yield each pair; a text is read once, however many portions were found in it."""
        avoided = self._avoided(allergies)
        found: dict[str, frozenset[Allergy]] = {}
        for portion in portions:
            told = _texts(portion)
            found |= {
                each: self._spoken_against(each, avoided) for each in set(told) - found.keys()
            }
            yield from (
                (allergy, portion)
                for allergy in avoided
                if any(allergy in found[each] for each in told)
            )

    def _spoken_against(
        self, text: str, avoided: "Mapping[Allergy, Avoidance]"
    ) -> frozenset[Allergy]:
        read = self._gate.contents(text)
        return frozenset(
            allergy
            for allergy, avoidance in avoided.items()
            if self._gate.check_contents(avoidance, read).allergens
        )

    def named_against(self, allergies: tuple[Allergy, ...], text: str) -> Iterator[Pair]:
        avoided = self._avoided(allergies)
        for held in self._gate.contents(text).foods:
            food = replace(self._gate.contents(""), foods=(held,))
            for allergy, avoidance in avoided.items():
                if self._gate.check_contents(avoidance, food).is_refused:
                    yield allergy, Portion.unknown(held.mention.said)

    def carried(self, watched: frozenset[str], portion: Portion) -> frozenset[str]:
        read = [self._gate.contents(text).foods for text in _texts(portion)]
        kinds = frozenset[str]().union(*(held.kinds for foods in read for held in foods))
        return frozenset(key for key in watched if kinds & self._gate.ontology.related(key))

    def _avoided(self, allergies: tuple[Allergy, ...]) -> "Mapping[Allergy, Avoidance]":
        """Return what each allergy means to the gate, without those it does not understand.

        Who told "nuts" and may eat peanuts again is warned of no peanuts.
        """
        words = {allergy: self.cookbook.find_avoided(allergy) for allergy in allergies}
        return {allergy: self._meant(allergy, said) for allergy, said in words.items() if said}

    def _meant(self, allergy: Allergy, words: str) -> "Avoidance":
        avoidance = self._gate.avoidance(words)
        meant = self._gate.ontology.all_related(allergy.allergens) or avoidance.kinds.keys()
        kinds = {kind: names for kind, names in avoidance.kinds.items() if kind in meant}
        return replace(avoidance, kinds=kinds)


def _texts(portion: Portion) -> tuple[str, ...]:
    return tuple(dict.fromkeys((portion.name, portion.text)))
