"""Where the talk with a user stands: what was asked, what was eaten lately, what can be undone."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.identity import MealId
from domain.meals.diary import EXACT, Estimate, Meal, Portion, Shares
from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.nutrition.rules import Advised
from domain.plans.order import Planning
from domain.recipes.kept import KeptRecipe

QUESTION_STANDS = timedelta(hours=12)
"""How long a question of the coach waits for its answer. Source: own choice, half a day."""
REMEMBERED_MEALS = 12
REMEMBERED_EDITS = 20
REMEMBERED_TURNS = 10  # Source: own choice, as far back as an answer refers


_MANNERS = frozenset({"thanks", "greet", "confirm", "decline", "out_of_scope", "help"})
"""Turns that change no subject."""


@dataclass(frozen=True, slots=True)
class RememberedPortion:
    """A portion without its numbers: they follow from the food and its mass, or were estimated."""

    text: str
    name: str
    food_id: FoodId | None
    mass_g: float | None
    amount: str
    estimate: Estimate | None = None
    shares: Shares = EXACT

    def weighed(self, table: FoodTable) -> Portion:
        """Return the portion with its numbers; a food that left the table is unknown again."""
        if self.estimate is not None:
            return Portion.estimated(self.text, self.name, self.estimate)
        food = table.food(self.food_id)
        if food is None or self.mass_g is None:
            return Portion.unknown(self.text, self.name)
        return Portion.of(food, self.mass_g, self.amount, self.text, self.shares)


def _named(portion: RememberedPortion) -> str:
    """Return a food with its amount, in words that need no plural."""
    if portion.amount in {"", "1"}:
        return portion.name
    is_count = " " not in portion.amount
    return f"{portion.name} {f'×{portion.amount}' if is_count else f'({portion.amount})'}"


@dataclass(frozen=True, slots=True)
class RememberedMeal:
    """A recent meal, at hand for corrections, copies and undo."""

    meal_id: MealId
    eaten_at: datetime
    day: date
    slot: str
    portions: tuple[RememberedPortion, ...]

    @classmethod
    def of(cls, meal: Meal) -> "RememberedMeal":
        """Remember a meal."""
        portions = tuple(
            RememberedPortion(p.text, p.name, p.food_id, p.mass_g, p.amount, p.estimate, p.shares)
            for p in meal.portions
        )
        return cls(meal.meal_id, meal.eaten_at, meal.day, meal.slot, portions)

    def meal(self, table: FoodTable) -> Meal:
        """Return the meal with its numbers."""
        portions = tuple(portion.weighed(table) for portion in self.portions)
        return Meal(self.meal_id, self.eaten_at, self.day, self.slot, portions)

    def summary(self) -> str:
        """Return the meal in a few words: "egg ×2, toast (1 slice), butter"."""
        return ", ".join(_named(portion) for portion in self.portions)

    def energy_kcal(self, table: FoodTable) -> float:
        """Return the known energy of the meal."""
        return self.meal(table).totals[Nutrient.ENERGY].amount


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the diary that can be taken back: how a meal was, None if it was not there."""

    meal_id: MealId
    before: RememberedMeal | None


@dataclass(frozen=True, slots=True)
class MealPlace:
    """Where a meal lies in the diary."""

    meal_id: MealId
    day: date


class Question(StrEnum):
    """What the coach may have asked and be waiting for."""

    REMOVE_ALLERGY = "remove_allergy"
    WHICH_INTENT = "which_intent"
    BODY_MASS = "body_mass"
    BODY_HEIGHT = "body_height"
    BODY_AGE = "body_age"
    BODY_SEX = "body_sex"
    DIET_CONFLICT = "diet_conflict"
    WHICH_FOOD = "which_food"
    OPEN_PART = "open_part"
    WHICH_ALLERGY = "which_allergy"
    GROWN_UP = "grown_up"
    PLAN_CONFLICT = "plan_conflict"
    OWN_FOOD = "own_food"
    OWN_RECIPE = "own_recipe"
    CLEAR_DAY = "clear_day"
    PLAN_CHANGE = "plan_change"


@dataclass(frozen=True, slots=True)
class Pending:
    """An open question; `choices` are what its numbered answers stand for."""

    question: Question
    expires_at: datetime
    choices: tuple[str, ...] = ()


IGNORED_IN_A_ROW = 2
"""Questions about meals left unanswered after which none is asked for a while."""
NOT_ASKED_FOR = timedelta(days=7)
"""How long that while is. Source: own choice, both: asking in vain is nagging"""
REMEMBERED_DOUBTS = 20  # Source: own choice, the foods somebody eats often


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked about meals: no food twice, and nobody who does not answer.

    `unanswered` counts the questions in a row without an answer, the last of them at `last_at`;
    `foods` are those asked about lately; `is_unwanted` where the user wants no questions.
    """

    unanswered: int = 0
    last_at: datetime | None = None
    foods: tuple[str, ...] = ()
    is_unwanted: bool = False

    def may_ask(self, now: datetime, food: str = "") -> bool:
        """Whether a question about a meal, about this food of it, is welcome."""
        is_recent = self.last_at is not None and now - self.last_at < NOT_ASKED_FOR
        is_tired = is_recent and self.unanswered >= IGNORED_IN_A_ROW
        return not (is_tired or self.is_unwanted or food in self.foods)

    def asked(self, now: datetime, food: str = "") -> "Asking":
        """Return it after a question, unanswered as yet."""
        foods = (*self.foods, food)[-REMEMBERED_DOUBTS:] if food else self.foods
        return replace(self, unanswered=self.unanswered + 1, last_at=now, foods=foods)

    def answered(self) -> "Asking":
        """Return it after an answer."""
        return replace(self, unanswered=0)


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A recent turn: when it was and what it was taken for."""

    at: datetime
    intent: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where the talk stands.

    `version` counts turns and guards every commit; `held_text` is a meal told before consent,
    kept until the user agrees or declines, and `held_caution` words of then that a target must
    heed: a pregnancy, a child's age; `recent` are the latest meals, newest last, and any an
    undo may need; `edits` what can be undone, newest last; `turns` the last ten turns, and
    `earlier_turns` how many there were before them. `last_said` is the beginning of the coach's
    last message, which an answer may refer to, and `offered` the choices under it, which a number
    answers; `advised` which suggestions were made, and when. `hour_started_at`, `turns_in_hour`
    and `is_limited` bound how much one user may write. `planning` is the order whose answer is
    awaited, `pages` what is still to be said of a long answer, `dish_id` the dish spoken of last;
    `made_up` is a dish that was made up and stands in no week, until another one is; `heard` are
    the languages the last messages were in. `asking` is what was asked about meals.
    """

    version: int = 0
    held_text: str = ""
    held_caution: str = ""
    recent: tuple[RememberedMeal, ...] = ()
    edits: tuple[Edit, ...] = ()
    pending: Pending | None = None
    asked: tuple[str, ...] = ()
    turns: tuple[PastTurn, ...] = ()
    earlier_turns: int = 0
    last_said: str = ""
    offered: tuple[str, ...] = ()
    hour_started_at: datetime | None = None
    turns_in_hour: int = 0
    is_limited: bool = False
    advised: tuple[Advised, ...] = ()
    planning: Planning = Planning()  # noqa: RUF009 - frozen, shared by design
    pages: tuple[str, ...] = ()
    dish_id: str = ""
    made_up: KeptRecipe | None = None
    heard: tuple[str, ...] = ()
    asking: Asking = Asking()

    def comes_after(self, *intents: str) -> bool:
        """Whether the turn before was taken for one of these."""
        return bool(self.turns) and self.turns[-1].intent in intents

    def is_about(self, *intents: str) -> bool:
        """Whether the latest turn that was more than manners was taken for one of these."""
        told = (turn.intent for turn in reversed(self.turns) if turn.intent not in _MANNERS)
        return next(told, "") in intents

    def open_question(self, now: datetime) -> Pending | None:
        """Return the question that still waits for an answer."""
        pending = self.pending
        return pending if pending is not None and now < pending.expires_at else None
