"""The decision whether a food or a recipe may be served to someone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.meals.foods import Food
from domain.safety.allergens import contains
from domain.safety.gate.avoidance import Avoidance, read_avoidance
from domain.safety.gate.claims import Contents, Held, contents_of
from domain.safety.gate.lexicon import Lexicon, Term, phrase
from domain.safety.gate.ontology import Kinds, Ontology
from domain.safety.gate.scanning import Mention, scan


class Reason(StrEnum):
    """Why something is not served."""

    NAMED = "gate_named"
    HOLDS = "gate_holds"
    UNKNOWN_FOOD = "gate_unknown_food"
    NO_FOOD = "gate_no_food"
    UNCLEAR_ALLERGY = "gate_unclear_allergy"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason not to serve: the words it is about, what they hold, and how we know."""

    reason: Reason
    said: str = ""
    allergens: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a food may be served; served only where nothing was found against it."""

    findings: tuple[Finding, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the food must not be served."""
        return bool(self.findings)

    @property
    def allergens(self) -> tuple[str, ...]:
        """The names of what was avoided and is found, each once."""
        named = (name for finding in self.findings for name in finding.allergens)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Gate:
    """What every food and recipe passes before it leaves.

    `foods` are the words foods are read with, `allergies` those in which people say what they
    avoid. A food nobody knows is refused, and so is everything where the allergy is not clear.
    """

    ontology: Ontology
    foods: Lexicon
    allergies: Lexicon

    def avoidance(self, allergy_text: str) -> Avoidance:
        """Return what a text says someone avoids."""
        return read_avoidance(allergy_text, self.allergies, self.ontology)

    def check(self, allergy_text: str, food_or_recipe: str) -> Verdict:
        """Decide on a food, a list of ingredients, or a whole recipe, as typed or generated."""
        return self.check_text(self.avoidance(allergy_text), food_or_recipe)

    def check_text(self, avoidance: Avoidance, text: str) -> Verdict:
        """Decide on a text for someone whose allergy was read before."""
        return self.check_contents(avoidance, self.contents(text))

    def check_food(self, avoidance: Avoidance, food: Food) -> Verdict:
        """Decide on a food of the table by its name and by the allergens its row lists."""
        return self.check_contents(avoidance, self._food_contents(food))

    def check_recipe(
        self, avoidance: Avoidance, title: str, ingredients: Iterable[Food | str], steps: str = ""
    ) -> Verdict:
        """Decide on a recipe: every ingredient, and whatever its title and its steps name.

        A title may hold words nobody knows, an ingredient or a step may not; an ingredient
        that names no food is refused.
        """
        read = [
            self._food_contents(each) if isinstance(each, Food) else self.contents(each)
            for each in ingredients
        ]
        if not all(each.foods or each.unknown for each in read):
            return Verdict((Finding(Reason.NO_FOOD),))
        around = (replace(self.contents(title), unknown=()), self.contents(steps))
        return self.check_contents(avoidance, _joined((*around, *read)))

    def contents(self, text: str) -> Contents:
        """Return the foods a text names, with what it says is left out taken off."""
        return contents_of(scan(text, self.foods), self.foods, self.ontology)

    def kinds_of(self, food: Food) -> Kinds:
        """Return the kinds of allergens a food of the table holds."""
        held = self._food_contents(food).foods
        return frozenset[str]().union(*(each.kinds for each in held))

    def _food_contents(self, food: Food) -> Contents:
        """Return what a food of the table holds; its row is the word of an expert."""
        read = self.contents(food.name)
        fine = frozenset(kind for held in read.foods for kind in held.mention.term.kinds)
        kinds = self.ontology.refined(food.allergens, fine & self.ontology.families(food.allergens))
        row = Mention(Term(phrase(food.name), kinds, food.source), food.name)
        return replace(read, foods=(*read.foods, Held(row, kinds)))

    def check_contents(self, avoidance: Avoidance, contents: Contents) -> Verdict:
        """Decide on what a text or a food was found to hold."""
        if not avoidance.is_clear:
            said = ", ".join(avoidance.unclear)
            return Verdict((Finding(Reason.UNCLEAR_ALLERGY, said),))
        findings = [
            *self._held(avoidance, contents.foods),
            *self._unknown(avoidance, contents.unknown),
        ]
        if not contents.foods and not contents.unknown:
            findings.append(Finding(Reason.NO_FOOD))
        return Verdict(tuple(dict.fromkeys(findings)))

    def _held(self, avoidance: Avoidance, foods: Iterable[Held]) -> Iterator[Finding]:
        for food in foods:
            term = food.mention.term
            if term.words in avoidance.permitted:
                continue
            hits = sorted(food.kinds & avoidance.kinds.keys())
            names = [name for kind in hits for name in avoidance.kinds[kind]]
            names += [" ".join(words) for words in avoidance.terms if contains(term.words, words)]
            if names:
                reason = Reason.NAMED if term.is_itself else Reason.HOLDS
                found = tuple(dict.fromkeys(names))
                yield Finding(reason, food.mention.said, found, term.note)

    def _unknown(self, avoidance: Avoidance, words: Iterable[str]) -> Iterator[Finding]:
        for word in words:
            kinds = {kind for term in self.foods.suspects(word) for kind in term.kinds}
            hits = sorted(kinds & avoidance.kinds.keys())
            names = tuple(dict.fromkeys(name for hit in hits for name in avoidance.kinds[hit]))
            yield Finding(Reason.UNKNOWN_FOOD, word, names)


def _joined(contents: Iterable[Contents]) -> Contents:
    each = tuple(contents)
    return Contents(
        tuple(food for one in each for food in one.foods),
        tuple(dict.fromkeys(word for one in each for word in one.unknown)),
    )
