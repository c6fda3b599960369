"""The words of sentences about meals, and the few weights everything is ranked by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.meals.resolving.names import NameRules
from domain.meals.resolving.portion_texts import PortionText, read_portion
from domain.meals.resolving.portions import PortionRules
from domain.meals.resolving.words import Rewriting


@dataclass(frozen=True)
class Lexicon:
    """What the resolver knows of language; every part is a table under `data/`.

    Shape:
        `rewriting` holds on both sides (names and sentences); `spoken` is all of it and, for
        sentences only, what foods are called elsewhere ("ugali"); `connectors` hold on sentences;
        `story` are words that say nothing of food, `weak` those that say little,
        `cooking` how it was cooked, which names no food by itself; `uncooked` and `done` are the
        two states a food is weighed in ("raw" "dry", "boiled" "roasted"), `dried` a third; `units`
        and `sizes` tell of portions; `parts` are what a dish has ("crust", "icing"), `seasonings`
        what is put into one ("oil"); `meals` are names of meals, foods only before one of
        `meal_compounds` ("snack cake"); `usual` gives for a head word the words meant when no more
        is said; `weights` are named numbers.
    """

    rewriting: Rewriting
    spoken: Rewriting
    connectors: Rewriting
    story: frozenset[str]
    weak: frozenset[str]
    cooking: frozenset[str]
    uncooked: frozenset[str]
    dried: frozenset[str]
    done: frozenset[str]
    units: frozenset[str]
    sizes: frozenset[str]
    parts: frozenset[str]
    seasonings: frozenset[str]
    meals: frozenset[str]
    meal_compounds: frozenset[str]
    name_words: Mapping[str, float]
    usual: Mapping[str, frozenset[str]]
    usual_measures: Mapping[tuple[str, str], float]
    usual_units: Mapping[str, str]
    volumes_ml: Mapping[str, float]
    weights: Mapping[str, float]
    version: str

    def worth(self, form: str) -> float:
        """Return how much a word tells of which food is meant, from 0 to 1."""
        if form in self.weak or form in self.sizes:
            return self.weights["weak_word"]
        if form in self.cooking:
            return self.weights["cooking_word"]
        return self.weights["weak_word"] if form.endswith("%") else 1.0

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that has a role or belongs to a phrase."""
        phrases = (*self.spoken.phrases, *self.connectors.phrases)
        roles = (
            self.story,
            self.weak,
            self.cooking,
            self.units,
            self.sizes,
            self.parts,
            self.meals,
        )
        return frozenset(word for phrase in phrases for word in phrase).union(*roles)

    @cached_property
    def name_rules(self) -> NameRules:
        """How names of foods are read."""
        places = ("head", "class", "linked", "later", "aside", "denied")
        penalty = {place: self.weights[f"name_{place}"] for place in places}
        return NameRules(penalty, self.name_words, self.rewriting)

    @cached_property
    def portion_rules(self) -> PortionRules:
        """How portions are chosen."""
        return PortionRules(
            self.weights,
            self.units,
            self.sizes,
            self.usual_measures,
            self.usual_units,
            self.volumes_ml,
        )

    def portion(self, text: str) -> PortionText:
        """Return what a portion's words say; each text is read once."""
        known = self._portions.get(text)
        if known is None:
            read = read_portion(text, self.rewriting)
            named = read.product - self.weak or read.product
            read = self.portion_rules.with_unit_first(read._replace(product=named))
            known = self._portions[text] = read
        return known

    @cached_property
    def _portions(self) -> dict[str, PortionText]:
        return {}
