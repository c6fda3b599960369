"""What a message says of allergies, in whatever words it says it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.meals.diary import Portion
from domain.meals.foods import FoodTable
from domain.meals.reading import read_meal
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.safety.allergens import AllergenTable, Allergy, contains
from domain.safety.allergy_words import (
    AGAIN,
    ALONE,
    BEGINS,
    CLAUSES,
    CUE,
    DROPPED,
    ENDS,
    EVERYTHING,
    EXCEPT,
    FINE,
    FOR_ME,
    GONE,
    LEFT_OUT,
    NAMED,
    NOT_PART,
    PARTS,
    PREPOSITION,
    SOY_MEANS_AM,
    TOO_MUCH,
)

LONGEST_READ = 1000
"""Characters looked at. Source: own choice; no list of allergies is longer"""

_NO_THIS_NO_THAT = Pattern(r"\bno ")
_LONGEST_UNKNOWN = 3  # words; what is longer is no name of a food


@dataclass(frozen=True, slots=True)
class AllergyTalk:
    """What was said: allergies someone has, ones they no longer have, and foods nobody knows.

    `is_named` tells whether an allergy was called one; `is_none` is "I have no allergies".
    """

    told: tuple[Allergy, ...] = ()
    gone: tuple[Allergy, ...] = ()
    unknown: tuple[str, ...] = ()
    is_named: bool = False
    is_none: bool = False
    is_everything: bool = False


@dataclass(frozen=True)
class AllergyReader:
    """Reads allergies with the tables of allergens and foods."""

    allergens: AllergenTable
    foods: FoodTable

    def read(self, text: str) -> AllergyTalk | None:
        """Return what a message says of allergies; None where it is not about them.

        What no table knows counts only beside a word for allergy: "I can't eat before noon" is
        none.
        """
        said = _comparable(text)
        rest, fine = self._without_fine(said)
        if fine and (talk := self._about(rest)) and talk.told:
            return replace(talk, told=tuple(each.without(fine) for each in talk.told))
        if fine and not FOR_ME.sub("", rest).strip(" .,;!"):
            return AllergyTalk(gone=fine)
        return self._about(said)

    def _about(self, said: str) -> AllergyTalk | None:
        found = [talk for clause in CLAUSES.split(said) if (talk := self._clause(clause))]
        together = _joined(found, is_named=bool(NAMED.search(said) or ALONE.search(said)))
        is_something = together.told or together.gone or together.is_everything
        if is_something or together.is_named:
            return together
        return None

    def read_list(self, text: str) -> AllergyTalk:
        """Return what an answer names that holds foods and nothing else: "peanuts and kiwi"."""
        said = _comparable(text)
        rest, fine = self._without_fine(said)
        if fine and (talk := self._listed(rest)).told:
            return replace(talk, told=tuple(each.without(fine) for each in talk.told))
        return self._listed(said)

    def _listed(self, said: str) -> AllergyTalk:
        return self._named(_NO_THIS_NO_THAT.sub("", said) if said.startswith("no ") else said)

    def _without_fine(self, said: str) -> tuple[str, tuple[Allergy, ...]]:
        """Return a text without what it says may be eaten, and that.

        Only where names follow and nothing else: who is "allergic to milk but not as badly as to
        peanuts" may eat neither.
        """
        fine: list[Allergy] = []
        for pattern in (FINE, LEFT_OUT):
            for found in reversed(tuple(pattern.finditer(said))):
                what = next(filter(None, found.groups()))
                if named := self._only_named(what):
                    fine += named
                    said = f"{said[: found.start()]} . {said[found.end() :]}"
        return said, tuple(fine)

    def _only_named(self, what: str) -> tuple[Allergy, ...]:
        """Return the foods of a list that holds nothing else; empty where it does."""
        parts = [part for part in PARTS.split(FOR_ME.sub(" ", what)) if part.strip()]
        named = [self._exactly(_content(part)) for part in parts]
        return tuple(each for each in named if each) if all(named) else ()

    def _exactly(self, words: list[str]) -> Allergy | None:
        if found := self.allergens.find_named(words):
            return found
        reading = read_meal(" ".join(words), self.foods) if words else None
        is_food = reading is not None and bool(reading.portions) and not reading.unread
        return Allergy(" ".join(words)) if is_food else None

    def _clause(self, clause: str) -> AllergyTalk | None:
        if again := AGAIN.search(clause):
            return AllergyTalk(gone=self._named(again[again.lastgroup or 0]).told)
        cues = tuple(CUE.finditer(clause))
        if not cues:
            return None
        if but := EXCEPT.search(clause):
            return self._named(clause[but.end() :])
        found = _joined(self._objects(clause, cues))
        if not any(pattern.search(clause) for pattern in GONE):
            return found
        is_none = not found.told and not found.unknown
        return AllergyTalk(gone=found.told, unknown=found.unknown, is_none=is_none)

    def _objects(self, clause: str, cues: tuple[re.Match[str], ...]) -> Iterator[AllergyTalk]:
        begins = 0
        for cue, following in zip(cues, (*cues[1:], None), strict=True):
            ends = following.start() if following else len(clause)
            before = clause[begins : cue.start()]
            after = ENDS.split(clause[cue.end() : ends])[0]
            begins = ends if PREPOSITION.match(after) else cue.end()
            yield self._object(cue, before, after)

    def _object(self, cue: re.Match[str], before: str, after: str) -> AllergyTalk:
        """Return the foods a cue is about: they stand after it, or before it."""
        if cue["illness"]:
            return AllergyTalk(told=self.allergens.allergies_named_in(cue["illness"]))
        before = BEGINS.split(before)[-1]
        if cue["weak"]:
            meant = after if _has_content(after) else before
            return AllergyTalk() if TOO_MUCH.search(meant) else _sure(self._named(meant))
        if cue["reaction"]:
            return _sure(self._named(before))
        if preposition := PREPOSITION.match(after):
            return self._named(after[preposition.end() :])
        return self._named(before if _has_content(before) else after)

    def _named(self, text: str) -> AllergyTalk:
        return _joined(self._part(part) for part in PARTS.split(text))

    def _part(self, part: str) -> AllergyTalk:
        if NOT_PART.match(part):
            return AllergyTalk()
        if found := self.allergens.allergies_named_in(part):
            return AllergyTalk(told=found)
        if EVERYTHING.search(part):
            return AllergyTalk(is_everything=True)
        words = _content(part)
        named = " ".join(words)
        reading = read_meal(named, self.foods)
        if reading.portions and not reading.unread:
            return AllergyTalk(told=self._foods(reading.portions, named))
        if not words or len(words) > _LONGEST_UNKNOWN:
            return AllergyTalk()
        return AllergyTalk(unknown=(named,))

    def _foods(self, portions: tuple[Portion, ...], named: str) -> tuple[Allergy, ...]:
        """Return foods no table of allergens has, by the widest name that finds them again."""
        return tuple(
            allergy
            for portion in portions
            for allergy in self.allergens.allergies_named_in(portion.name)
            or (Allergy(_widest(portion.name, named)),)
        )


def _comparable(text: str) -> str:
    """Return a text as patterns see it, its line breaks kept as ends of clauses."""
    return SOY_MEANS_AM.sub("", simplify(text[:LONGEST_READ].replace("\n", ". ")))


def _content(part: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+(?:['-][^\W_]+)*", part) if word not in DROPPED]


def _has_content(text: str) -> bool:
    return bool(_content(text)) or bool(EVERYTHING.search(text))


def _widest(name: str, named: str) -> str:
    """Return the words said where they are fewer than the table's: "pork" finds every pork."""
    known, said = canonical_words(name), canonical_words(named)
    return named if len(said) < len(known) and contains(known, said) else name


def _sure(talk: AllergyTalk) -> AllergyTalk:
    """Return what is surely food: "can't eat before noon" names none."""
    return AllergyTalk(told=talk.told)


def _joined(talks: Iterable[AllergyTalk], *, is_named: bool = False) -> AllergyTalk:
    all_talks = tuple(talks)
    told = tuple(dict.fromkeys(each for talk in all_talks for each in talk.told))
    gone = dict.fromkeys(each for talk in all_talks for each in talk.gone)
    return AllergyTalk(
        told=told,
        gone=tuple(each for each in gone if each not in told),
        unknown=tuple(dict.fromkeys(word for talk in all_talks for word in talk.unknown)),
        is_named=is_named,
        is_none=any(talk.is_none for talk in all_talks) and not told,
        is_everything=any(talk.is_everything for talk in all_talks),
    )
