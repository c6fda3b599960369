"""A diary kept through the talks alone, and beside it what it should hold."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Conversation
from domain.conversation.talk.edits import correct_meal, repeat_meal, undo
from domain.conversation.talk.meals import log_meal
from domain.identity import MealId, MessageSid, PhoneKey, UserId
from domain.meals.diary import Day, Meal, Portion
from domain.meals.nutrients import Nutrient
from domain.meals.reading import read_meal
from domain.messaging.address import Address, Channel
from domain.messaging.inbound import InboundMessage
from domain.profile.profile import Profile

MONDAY_NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
"""Noon of a Monday in New York."""
MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 1)


@dataclass
class Diary:
    """A user whose turns are kept as a store keeps them.

    `meals` is told by what was added and removed alone, whatever the days and the talk remember.
    """

    knowledge: Knowledge
    profile: Profile = field(
        default_factory=lambda: Profile(
            UserId("U1"), PhoneKey("key"), "America/New_York", MONDAY_NOON, allergies=()
        )
    )
    at: datetime = MONDAY_NOON
    language: str = "en"
    conversation: Conversation = field(default_factory=Conversation)
    days: dict[date, Day] = field(default_factory=dict)
    meals: dict[MealId, Meal] = field(default_factory=dict)
    turns: int = 0

    def situation(self, text: str) -> Situation:
        message = InboundMessage(
            message_sid=MessageSid(f"SM{self.turns}"),
            phone_key=self.profile.phone_key,
            user=Address(Channel.WHATSAPP, "+12125550100"),
            coach=Address(Channel.WHATSAPP, "+14155238886"),
            text=text,
            media=(),
            received_at=self.at,
        )
        around = [self.at.date() + timedelta(days=back) for back in range(-8, 2)]
        days = {on: self.days[on] for on in around if on in self.days}
        return Situation(message, self.profile, conversation=self.conversation, days=days)

    def does(self, talk: Callable[[Situation, Knowledge], Outcome], text: str) -> Outcome:
        """Take a turn a minute after the last, and keep what it changed."""
        outcome = talk(self.situation(text), self.knowledge.in_language(self.language))
        self.keep(outcome)
        return outcome

    def keep(self, outcome: Outcome) -> None:
        for meal in outcome.added:
            self.days[meal.day] = self.days.get(meal.day, Day(meal.day)).with_meal(meal)
        for place in outcome.removed:
            day = self.days.get(place.day, Day(place.day))
            self.days[place.day] = day.without_meal(place.meal_id)
            self.meals.pop(place.meal_id, None)
        self.meals |= {meal.meal_id: meal for meal in outcome.added}
        self.profile, self.conversation = outcome.profile, outcome.conversation
        self.turns += 1
        self.at += timedelta(minutes=1)

    def logs(self, text: str) -> Outcome:
        return self.does(log_meal, text)

    def corrects(self, text: str) -> Outcome:
        return self.does(correct_meal, text)

    def undoes(self, text: str = "undo") -> Outcome:
        return self.does(undo, text)

    def repeats(self, text: str) -> Outcome:
        return self.does(repeat_meal, text)

    def waits(self, **time: float) -> None:
        self.at += timedelta(**time)

    def moves_to(self, zone: str) -> None:
        self.profile = replace(self.profile, zone=zone)

    def energy_kcal(self, on: date = MONDAY) -> float:
        return self.days.get(on, Day(on)).totals[Nutrient.ENERGY].amount


def said(outcome: Outcome) -> str:
    return outcome.draft.text if outcome.draft else ""


def foods(portions: tuple[Portion, ...]) -> list[str]:
    """Each food with its amount: "2 slices toast"."""
    return [f"{portion.amount} {portion.name}".strip() for portion in portions]


def eaten(diary: Diary) -> list[list[str]]:
    """The foods of every meal that is in the diary."""
    return [foods(meal.portions) for meal in diary.meals.values()]


def told(text: str, knowledge: Knowledge) -> tuple[Portion, ...]:
    """The portions of a meal as it is logged, also of what nobody knows."""
    reading = read_meal(text, knowledge.foods)
    return reading.portions + tuple(Portion.unknown(part.text) for part in reading.unread)
