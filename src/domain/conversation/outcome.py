"""What a turn starts from, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.conversation.state import Conversation, MealPlace
from domain.conversation.wording import ReplyTexts
from domain.events import EventBody
from domain.identity import MessageSid
from domain.meals.diary import Day, Meal
from domain.meals.doubts import Kinds
from domain.meals.emoji import EmojiWords
from domain.meals.foods import FoodTable
from domain.meals.nutrients import Nutrient
from domain.memory.kept_readings import KeptReadings
from domain.memory.memory import Memory
from domain.memory.own_table import OwnTable, table_of
from domain.messaging.inbound import InboundMessage
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.reply import Draft
from domain.nutrition.tables import NutritionTables
from domain.plans.order import PlanOrder
from domain.profile.body import Body
from domain.profile.places import Country
from domain.profile.profile import Profile
from domain.profile.targets import Targets, cautions_of, daily_targets
from domain.safety.allergens import AllergenTable
from domain.understanding.decide import Tools
from domain.understanding.intents import Intent

if TYPE_CHECKING:  # most messages need neither recipes nor a week
    from domain.plans.cookbook import Cookbook
    from domain.plans.week import KeptList, PlannedWeek


@dataclass(frozen=True)
class Knowledge:
    """The tables the coach answers from.

    `texts` are those of the language being spoken; `not_spoken` is what is said to people who
    write in another one, by language; `direct_questions` are phrases and the text that answers
    them; `meanings` are the phrases that mean one thing wherever it is said; `kinds` are the foods
    a bare word may mean. The cookbook is
    opened where recipes are spoken of. `readings` keeps how meals were read.
    """

    foods: FoodTable
    allergens: AllergenTable
    tools: Tools
    nutrient_words: Mapping[str, Nutrient]
    countries: Mapping[str, Country]
    cities: Mapping[str, tuple[str, str]]
    texts: ReplyTexts
    languages: Mapping[str, ReplyTexts] = field(default_factory=dict)
    not_spoken: Mapping[str, str] = field(default_factory=dict)
    direct_questions: tuple[tuple[str, Phrase], ...] = ()
    meanings: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=dict)
    emoji: EmojiWords = EmojiWords()  # noqa: RUF009 - frozen, shared by design
    nutrition: NutritionTables = field(default_factory=NutritionTables)
    cookbook: "Cookbook | None" = field(default=None, compare=False)
    readings: KeptReadings | None = field(default=None, compare=False, repr=False)

    def means(self, meaning: str, text: str) -> bool:
        """Whether a message means one of the things of `data/intents/meanings.csv`."""
        said = spoken(text)
        return any(phrase.is_in(said) for phrase in self.meanings.get(meaning, ()))

    def cooking(self, situation: "Situation") -> "Knowledge":
        """Return the same with the recipes of a user that stand in no book.

        They are their own, those of the planned week, and the dish made up for them last.
        """
        week, made_up = situation.week, situation.conversation.made_up
        planned = () if week is None else week.recipes
        alone = () if made_up is None else (made_up,)
        kept = (*alone, *planned)
        if any(each.recipe for each in situation.memory.entries):
            from domain.memory.own_recipes import kept_recipes  # noqa: PLC0415 (few have any)

            kept = (*kept, *kept_recipes(situation.memory))
        if self.cookbook is None or not kept:
            return self
        return replace(self, cookbook=self.cookbook.adding(kept, self.shared_foods.foods))

    def speaking_to(self, profile: Profile) -> "Knowledge":
        """Return the same knowledge, said in the user's language and units."""
        return self.in_language(
            profile.language, profile.energy_unit, shows_energy=not profile.hides_energy
        )

    def as_known_to(self, memory: Memory) -> "Knowledge":
        """Return the same knowledge with what one user taught over the foods."""
        return replace(self, foods=table_of(memory, self.shared_foods))

    @property
    def shared_foods(self) -> FoodTable:
        """The foods as everybody knows them."""
        return self.foods.base if isinstance(self.foods, OwnTable) else self.foods

    def in_language(
        self, language: str, energy_unit: str = "kcal", *, shows_energy: bool = True
    ) -> "Knowledge":
        """Return the same knowledge, said in a language; unknown languages are said in English."""
        texts = self.languages.get(language, self.texts)
        said_so = replace(texts, energy_unit=energy_unit, shows_energy=shows_energy)
        return replace(self, texts=said_so)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a message arrives.

    `days` holds the days around now, `week` the meals planned for them and those to come, with
    its shopping list; `memory` what the user taught.
    """

    message: InboundMessage
    profile: Profile
    is_new: bool = False
    conversation: Conversation = field(default_factory=Conversation)
    days: Mapping[date, Day] = field(default_factory=dict)
    week: "PlannedWeek | None" = None
    kept_list: "KeptList | None" = None
    memory: Memory = Memory()  # noqa: RUF009 - frozen, shared by design

    @property
    def now(self) -> datetime:
        """When the message came, in the user's zone."""
        return self.message.received_at.astimezone(ZoneInfo(self.profile.zone))

    @property
    def today(self) -> date:
        """The user's local date."""
        return self.now.date()

    @property
    def body(self) -> Body:
        """The user's body with the age they have today."""
        return self.profile.body_on(self.today)

    @property
    def targets(self) -> Targets:
        """What the user's day aims at."""
        cautions = self.profile.cautions | cautions_of(self.body)
        return daily_targets(self.body, self.profile.goal, cautions)

    def day(self, on: date) -> Day:
        """Return a day, empty if nothing was logged on it."""
        return self.days.get(on, Day(on))


@dataclass(frozen=True, slots=True)
class WeightEntry:
    """A body mass, as told by a message."""

    message_sid: MessageSid
    on: date
    mass_kg: float


@dataclass(frozen=True, slots=True)
class DishRating:
    """What a message said of a dish, from 0, never again, to 1, any time; `words` are its own."""

    message_sid: MessageSid
    on: date
    dish_id: str
    taste: float
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn decided, to be committed in one transaction.

    `draft` is None where nothing may be said; `is_recorded` is False where not even that the
    message came is kept; `memory` is None where nothing was taught or forgotten. `unknown_foods`
    are words to be counted, of foods no table knows; `page_url` is a page to be read.
    """

    intent: Intent
    profile: Profile
    conversation: Conversation
    draft: Draft | None = None
    may_follow_opt_out: bool = False
    events: tuple[EventBody, ...] = ()
    added: tuple[Meal, ...] = ()
    removed: tuple[MealPlace, ...] = ()
    weights: tuple[WeightEntry, ...] = ()
    ratings: tuple[DishRating, ...] = ()
    order: PlanOrder | None = None
    week: "PlannedWeek | None" = None
    kept_list: "KeptList | None" = None
    memory: Memory | None = None
    is_recorded: bool = True
    unknown_foods: tuple[str, ...] = ()
    page_url: str = ""
