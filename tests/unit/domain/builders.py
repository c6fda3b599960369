"""Messages, people and turns, with only what a test cares about in sight."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from domain.conversation.coach import answer
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Conversation
from domain.conversation.talk.meals import log_meal
from domain.identity import MessageSid, PhoneKey, UserId
from domain.meals.diary import Day
from domain.memory.memory import Memory
from domain.messaging.address import Address, Channel
from domain.messaging.inbound import InboundMessage, Media
from domain.messaging.page import PageRead
from domain.plans.week import KeptList, PlannedWeek
from domain.profile.goal import Goal
from domain.profile.profile import Profile
from domain.safety.allergens import Allergy
from domain.understanding.classifier import Thresholds
from domain.understanding.decide import Tools

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""Noon of a Monday in New York."""

TODAY = date(2026, 3, 2)


def a_message(  # noqa: PLR0913 - what a message can carry
    text: str = "2 eggs",
    *,
    on: Channel = Channel.WHATSAPP,
    media: tuple[Media, ...] = (),
    button: str = "",
    opt_out_type: str = "",
    number: str = "+12125550100",
    sid: str = "SM1",
    at: datetime = NOON,
    has_location: bool = False,
) -> InboundMessage:
    return InboundMessage(
        message_sid=MessageSid(sid),
        phone_key=PhoneKey("key"),
        user=Address(on, number),
        coach=Address(on, "+14155238886"),
        text=text,
        media=media,
        received_at=at,
        button=button,
        opt_out_type=opt_out_type,
        has_location=has_location,
    )


def a_newcomer(**known: object) -> Profile:
    profile = Profile(UserId("U1"), PhoneKey("key"), "America/New_York", NOON)
    return replace(profile, **known)  # type: ignore[arg-type]


def a_user(*allergies: Allergy, **known: object) -> Profile:
    return a_newcomer(consented_at=NOON, allergies=allergies, goal=Goal.EAT_HEALTHIER, **known)


A_PHOTO = Media("https://api.twilio.com/media/ME1", "image/jpeg")


def said(outcome: Outcome) -> str:
    return outcome.draft.text if outcome.draft else ""


def names(outcome: Outcome) -> tuple[str, ...]:
    """The foods of the meal a turn added."""
    return tuple(portion.name for meal in outcome.added for portion in meal.portions)


@dataclass
class Talk:
    """A conversation in which every outcome is the next situation, as a store would keep it."""

    knowledge: Knowledge
    profile: Profile
    channel: Channel = Channel.WHATSAPP
    at: datetime = NOON
    is_new: bool = False
    number: str = "+12125550100"
    conversation: Conversation = field(default_factory=Conversation)
    days: Mapping[date, Day] = field(default_factory=dict)
    week: PlannedWeek | None = None
    kept_list: KeptList | None = None
    memory: Memory = field(default_factory=Memory)

    def hear(self, text: str, **more: object) -> Outcome:
        """Take one turn a minute after the last, and keep what it changed."""
        return self._keep(answer(self.situation(text, **more), self.knowledge))

    def read(self, page: PageRead) -> Outcome:
        """Take the turn of a page that was read where the message before pointed."""
        situation = self.situation("")
        message = replace(situation.message, page=page)
        return self._keep(answer(replace(situation, message=message), self.knowledge))

    def log(self, text: str) -> Outcome:
        """Take words as a meal, whatever the coach would take them for."""
        situation = self.situation(text)
        version = situation.conversation.version + 1
        outcome = log_meal(situation, self.knowledge)
        conversation = replace(outcome.conversation, version=version)
        return self._keep(replace(outcome, conversation=conversation))

    def situation(self, text: str, **more: object) -> Situation:
        number = self.conversation.version + 1
        message = a_message(
            text, on=self.channel, sid=f"SM{number}", at=self.at, number=self.number, **more
        )  # type: ignore[arg-type]
        return Situation(
            message,
            self.profile,
            self.is_new,
            self.conversation,
            self.days,
            self.week,
            self.kept_list,
            self.memory,
        )

    def _keep(self, outcome: Outcome) -> Outcome:
        days = dict(self.days)
        for meal in outcome.added:
            days[meal.day] = days.get(meal.day, Day(meal.day)).with_meal(meal)
        for meal in outcome.removed:
            days[meal.day] = days.get(meal.day, Day(meal.day)).without_meal(meal.meal_id)
        self.days, self.profile, self.conversation = days, outcome.profile, outcome.conversation
        self.week = outcome.week or self.week
        self.kept_list = outcome.kept_list or self.kept_list
        self.memory = self.memory if outcome.memory is None else outcome.memory
        self.is_new = False
        self.at += timedelta(minutes=1)
        return outcome


SURE_OF_NOTHING = Thresholds(temperature=8, sure=1.1, danger=1.1)


def unsure(knowledge: Knowledge, thresholds: Thresholds = SURE_OF_NOTHING) -> Knowledge:
    """Return knowledge whose classifier has other thresholds: by default it is sure of nothing."""
    classifier = replace(knowledge.tools.classifier, thresholds=thresholds)
    return replace(knowledge, tools=replace(knowledge.tools, classifier=classifier))


def deaf(tools: Tools) -> Tools:
    """Return tools whose detector hears no danger and that know no phrase of one."""
    return _hearing_from(tools, 99)


def suspicious(knowledge: Knowledge) -> Knowledge:
    """Return knowledge that fears a danger in every message, and is sure of none."""
    return replace(knowledge, tools=_hearing_from(knowledge.tools, -99))


def _hearing_from(tools: Tools, least: float) -> Tools:
    limits = replace(tools.detector.thresholds, heard=1.1, together=least)
    return replace(tools, red_flags=(), detector=replace(tools.detector, thresholds=limits))
