"""What a turn starts from, and what it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.conversation.state import Conversation, MealReference
from domain.conversation.wording import ReplyTexts
from domain.events import EventBody
from domain.meals.diary import Day, Meal
from domain.meals.foods import FoodTable
from domain.messaging.inbound import InboundMessage
from domain.messaging.reply import Draft
from domain.profile.places import Country
from domain.profile.profile import Profile
from domain.safety.allergens import AllergenTable
from domain.safety.red_flags import RedFlag
from domain.understanding.intents import Intent, IntentRule


@dataclass(frozen=True)
class Knowledge:
    """The tables the coach answers from."""

    foods: FoodTable
    allergens: AllergenTable
    red_flags: Sequence[RedFlag]
    intent_rules: Sequence[IntentRule]
    countries: Mapping[str, Country]
    texts: ReplyTexts


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a message arrives; `days` holds the days around now."""

    message: InboundMessage
    profile: Profile
    is_new: bool = False
    conversation: Conversation = field(default_factory=Conversation)
    days: Mapping[date, Day] = field(default_factory=dict)

    def day(self, on: date) -> Day:
        """Return a day, empty if nothing was logged on it."""
        return self.days.get(on, Day(on))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn decided, to be committed in one transaction.

    `draft` is None where nothing may be said.
    """

    intent: Intent
    profile: Profile
    conversation: Conversation
    draft: Draft | None = None
    may_follow_opt_out: bool = False
    events: tuple[EventBody, ...] = ()
    added: tuple[Meal, ...] = ()
    removed: tuple[MealReference, ...] = ()
