"""Who told of being a child and says to be grown up: asked once more before it counts.

A weight-loss target does a child harm, and an age is easily told to get one; a mistyped age is
put right by one more answer.
"""

from dataclasses import replace
from datetime import date

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Question
from domain.conversation.talk.targets import asking
from domain.conversation.wording import drafted
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.facts import Facts
from domain.profile.targets import ADULT_YEARS
from domain.understanding.intents import Intent

_OLDEST_YEARS = 120
_YEAR_OF_BIRTH = Pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")


def doubted_age(facts: Facts, situation: Situation) -> int | None:
    """Return the age somebody tells who told of being a child; None where there is no doubt."""
    known, told = situation.body.age_years, facts.age_years
    if known is None or told is None or known >= ADULT_YEARS or told.value < ADULT_YEARS:
        return None
    return int(told.value)


def ask_again(
    age: int, outcome: Outcome | None, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Ask whether somebody is as old as they say, after what else they told."""
    texts = knowledge.texts
    question = texts.say("ask_grown_up", known=situation.body.age_years, told=age)
    buttons = (texts.say("button_yes"), texts.say("button_no"))
    asked = asking(Question.GROWN_UP, situation, str(age))
    if outcome is None or outcome.draft is None:
        draft = drafted([question], buttons)
        return Outcome(Intent.SET_PROFILE, situation.profile, asked, draft)
    draft = drafted([outcome.draft.text, question], buttons)
    return replace(outcome, conversation=asked, draft=draft)


def born_age(text: str, on: date) -> int | None:
    """Return the age of who was born in the year a message names, None if it names none.

    The younger of the two ages it may be: the birthday of this year may be to come.
    """
    named = _YEAR_OF_BIRTH.search(simplify(text))
    years = on.year - int(named["year"]) - 1 if named else -1
    return years if 0 <= years <= _OLDEST_YEARS else None
