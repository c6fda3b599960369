"""The one door to a model for planning: words to constraints, wishes to recipes.

Both work without a model: words stay as our own rules read them, recipes are those of the house.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from domain.adviser.question import Prompt, Question
from domain.invention.faults import Inspection
from domain.invention.form import SERVINGS, recipes_of
from domain.invention.house import House
from domain.invention.wish import InventionWish
from domain.meals.foods import FoodTable
from domain.messaging.text import simplify
from domain.plans.proposals import Narrowed, faults_of_words, narrowed
from domain.plans.request import PlanRequest
from domain.plans.selection import Rules
from domain.plans.words import WordsRead, read_words
from domain.recipes.lint import ENERGY_KCAL
from domain.recipes.recipe import Recipe
from domain.safety.gate.avoidance import Avoidance
from services.adviser.ask import NOBODY, NOTHING_LEFT, Adviser, Answered, Asker
from services.adviser.ports import TierRules

ASKED_MINUTES = (60, 45, 30, 20, 15, 10)
"""Time limits are asked for as one of these, rounded down: nearly equal wishes share an answer."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """The two prompts, as they are kept with the tables."""

    read_words: Prompt
    invent_recipes: Prompt


@dataclass(frozen=True)
class Advised:
    """Everything questions are made of and answers are judged by, read once.

    `version` is that of the tables, part of every key of an answer.
    """

    house: House
    foods: FoodTable
    prompts: Prompts
    tiers: Mapping[str, TierRules]
    version: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What words came to: the request they make, what nobody read, and how a model was asked."""

    narrowed: Narrowed
    unread: str
    answered: Answered


@dataclass(frozen=True, slots=True)
class Invented:
    """Recipes that may be served: a model's where `is_invented`, else the house's.

    Each has passed the form, the tables and the allergen gate for this household; there may be
    fewer than wished for where the house has no more.
    """

    recipes: tuple[Recipe, ...]
    is_invented: bool
    answered: Answered


@dataclass(frozen=True)
class PlanAdviser:
    """Asks a model on behalf of planning; `adviser` is None where no model is configured."""

    advised: Advised
    adviser: Adviser | None = None

    @property
    def house(self) -> House:
        """Return the recipes, foods and words of the house."""
        return self.advised.house

    def constraints_from_words(self, words: str, request: PlanRequest, asker: Asker) -> Understood:
        """Return a request narrowed by free words: rules first, a model for what they leave.

        Args:
            words: What somebody wrote about the week, or what other rules have left of it.
            request: What the profile says. A model's part never loosens anything of it.
            asker: For whom it is asked, and for which request.
        """
        read = read_words(words, request, self.advised.foods)
        answered = self._sorted(read, asker) if read.left else NOTHING_LEFT
        if answered.content is None:
            return Understood(Narrowed(read.request), read.left, answered)
        unplaced = str(answered.content["unplaced"])
        return Understood(narrowed(read.request, answered.content), unplaced, answered)

    def sorted_words(self, words: str, request: PlanRequest, asker: Asker) -> Answered:
        """Return words that no rule read as a filled form, judged; no content where none came."""
        return self._sorted(WordsRead(request, words), asker) if words else NOTHING_LEFT

    def _sorted(self, read: WordsRead, asker: Asker) -> Answered:
        if self.adviser is None:
            return NOBODY
        question = Question(
            self.advised.prompts.read_words,
            json.dumps({"user_words": read.left}, ensure_ascii=False),
            self._safety(read.request),
            self.advised.version,
        )
        gate, foods = self.house.gate, self.advised.foods
        return self.adviser.answer(
            question, asker, lambda filled: faults_of_words(filled, gate, foods, read.left)
        )

    def invent_recipes(
        self, wish: InventionWish, request: PlanRequest, rules: Rules, asker: Asker
    ) -> Invented:
        """Return recipes for a meal, made of foods this household may be served.

        Args:
            wish: The meal, how many recipes, and the user's own words about it.
            request: What the household asked for; its allergies are the gate's to judge.
            rules: The same request as rules for recipes (`House.rules`).
            asker: For whom it is asked, and for which request.
        """
        avoided = tuple(map(self.house.gate.avoidance, request.allergies))
        answered = NOBODY
        if self.adviser is not None:
            inspection = Inspection(self.house, wish, rules, avoided)
            question = self.recipe_question(wish, request, rules)
            answered = self.adviser.answer(question, asker, inspection.faults)
        if answered.content is None:
            return Invented(self.house.stand_ins(wish, rules), is_invented=False, answered=answered)
        recipes = recipes_of(answered.content, self.house.foods)
        return Invented(recipes, is_invented=True, answered=answered)

    def recipe_question(self, wish: InventionWish, request: PlanRequest, rules: Rules) -> Question:
        """Return the question for recipes, whose key is the same for all who wish the same."""
        return Question(
            self.advised.prompts.invent_recipes,
            self._said(wish, request, rules),
            self._safety(request),
            self.advised.version,
        )

    def _said(self, wish: InventionWish, request: PlanRequest, rules: Rules) -> str:
        """Return a case as JSON text; of foods those not allowed, which are fewer."""
        allowed = self.house.allowed(rules)
        minutes = wish.minutes_max
        if minutes is not None:
            minutes = next((asked for asked in ASKED_MINUTES if asked <= minutes), minutes)
        return json.dumps(
            {
                "diets": sorted(filter(None, {rules.diet, *rules.more_diets})),
                "dislikes": sorted(map(simplify, request.dislikes)),
                "energy_kcal_of_a_serving": ENERGY_KCAL[wish.slot],
                "equipment": None if rules.equipment is None else sorted(rules.equipment),
                "kitchens": sorted(wish.kitchens),
                "meal": wish.slot,
                "minutes_at_most": minutes,
                "not_allowed_food_ids": [each for each in self.house.foods if each not in allowed],
                "recipes": wish.count,
                "servings": SERVINGS,
                "user_words": simplify(wish.theme),
            },
            ensure_ascii=False,
            sort_keys=True,
        )

    def _safety(self, request: PlanRequest) -> tuple[str, ...]:
        """Return what must never be served, however it was said: part of every key."""
        avoided = map(self.house.gate.avoidance, request.allergies)
        told = (each for avoidance in avoided for each in _told(avoidance))
        diets = sorted(filter(None, {request.diet, *request.more_diets}))
        return (*told, *(f"diet {diet}" for diet in diets))


def _told(avoidance: Avoidance) -> tuple[str, ...]:
    return (
        *(f"kind {kind}" for kind in sorted(avoidance.kinds)),
        *(f"food {' '.join(words)}" for words in sorted(avoidance.terms)),
        *(f"fine {' '.join(words)}" for words in sorted(avoidance.permitted)),
        *(f"unclear {word}" for word in avoidance.unclear),
    )
