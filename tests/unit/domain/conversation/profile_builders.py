"""People and situations for tests of what is told about oneself."""

from dataclasses import replace
from datetime import timedelta

from domain.conversation.answers import answer_pending
from domain.conversation.outcome import Outcome, Situation
from domain.conversation.state import Conversation
from domain.conversation.talk import about_you
from domain.profile.body import Body, Sex
from tests.unit.domain.builders import NOON, a_message, a_user, said

A_BODY = Body(mass_kg=80.0, height_cm=180.0, age_years=30, sex=Sex.MALE)


class Telling:
    """Someone who tells of themselves: an open question is answered first, as the coach does."""

    def __init__(self, knowledge, profile=None, conversation=None, number="+12125550100"):
        self.knowledge = knowledge
        self.profile = profile or a_user()
        self.conversation = conversation or Conversation()
        self.number = number
        self.at = NOON
        self.sent = 0

    def situation(self, text, **more):
        self.sent += 1
        message = a_message(text, at=self.at, number=self.number, sid=f"SM{self.sent}", **more)
        return Situation(message, self.profile, conversation=self.conversation)

    def speaking(self):
        return self.knowledge.in_language(self.profile.language, self.profile.energy_unit)

    def tell(self, text) -> Outcome:
        return self.take(text, lambda s, k: answer_pending(s, k) or about_you.set_profile(s, k))

    def weigh(self, text) -> Outcome:
        return self.take(text, lambda s, k: answer_pending(s, k) or about_you.log_weight(s, k))

    def answer(self, text) -> Outcome | None:
        return self.take(text, answer_pending)

    def take(self, text, talk):
        outcome = talk(self.situation(text), self.speaking())
        if outcome is not None:
            self.profile, self.conversation = outcome.profile, outcome.conversation
        self.at += timedelta(minutes=1)
        return outcome

    def wait(self, **period):
        self.at += timedelta(**period)

    @property
    def watched(self):
        return [allergy.said for allergy in self.profile.allergies or ()]


def someone(knowledge, *allergies, **known) -> Telling:
    return Telling(knowledge, a_user(*allergies, **known))


def known_body(**changes):
    return replace(A_BODY, **changes)


__all__ = ["A_BODY", "Telling", "known_body", "said", "someone"]
