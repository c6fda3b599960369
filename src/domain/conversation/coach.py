"""One message in, one decision out: the order in which the coach looks at what was said."""

import re
from dataclasses import replace

from domain.conversation.answers import answer_pending
from domain.conversation.attachments import answer_attachment
from domain.conversation.choices import label_taken
from domain.conversation.harmless import is_harmless
from domain.conversation.languages import find_unspoken, heard_after, profile_speaking
from domain.conversation.limits import is_flooding, limited, with_turn
from domain.conversation.onboarding import (
    continue_onboarding,
    needs_onboarding,
    open_question,
)
from domain.conversation.opting import start, stop, wants_out
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.own_foods import hear_own
from domain.conversation.recipe_doors import hear_recipe, keep_page, tells_recipe
from domain.conversation.state import Question
from domain.conversation.talk import meals
from domain.conversation.talk.about_you import hear_allergies, with_facts
from domain.conversation.talk.allergies import allergies_in, tell_allergies
from domain.conversation.talk.another import have_another
from domain.conversation.talk.asked_of_food import answer_of_last_meal, with_warnings
from domain.conversation.talk.burning import answer_burning
from domain.conversation.talk.clearing import clear_day
from domain.conversation.talk.danger import care, is_word_after_danger, point_to_help
from domain.conversation.talk.direct_questions import (
    answer_directly,
    asks_of_medicine,
    kind_words,
)
from domain.conversation.talk.eating_places import ask_what_there
from domain.conversation.talk.food_questions import answer_food_question, answer_of_holding
from domain.conversation.talk.foods import ask_more
from domain.conversation.talk.grown_up import doubted_age
from domain.conversation.talk.kitchen_doors import (
    invent_dish,
    is_absence,
    plan_week,
    suggest_another,
    talk_of_week,
)
from domain.conversation.talk.meaning import answer_intake
from domain.conversation.talk.questions_wanted import hear_of_questions
from domain.conversation.talk.replies import say, saying
from domain.conversation.talk.taught import memory_after
from domain.conversation.talk.told_energy import log_told_energy
from domain.conversation.which_wish import grant, orders_week
from domain.conversation.wording import drafted, fitted
from domain.events import UserJoined
from domain.messaging.address import Channel
from domain.messaging.keywords import Keyword, find_keyword
from domain.messaging.numerals import in_digits
from domain.messaging.reply import Draft
from domain.messaging.text import clean
from domain.pattern import Pattern
from domain.profile.facts import Facts, read_facts
from domain.profile.tastes import without_chores
from domain.understanding.decide import RED_FLAG, By, decide, find_red_flag
from domain.understanding.intents import Intent

_BARE_NUMBER = Pattern(r"\d{1,2}[.)]?")  # a choice of a list that is gone
_APPROVING = frozenset(
    "\U0001f44d\U0001f44c\U0001f64f\u2764\u2705"
)  # thumb, ring, thanks, heart, tick
_LINK = Pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_OF_ONE_MESSAGE = frozenset({Question.WHICH_INTENT, Question.CLEAR_DAY, Question.PLAN_CHANGE})
_OF_ALLERGY = Pattern(
    r"[,;.!]?\s*(?:\b(?:also|and|but|because|cause|cuz|bc|y|pero|porque|tambi[eé]n)\s+)*"
    r"(?:\b(?:i'?m|i am|we'?re|we are|my \w+ is|i have an?|my \w+ has an?|soy|somos|tengo"
    r"|mi \w+ es)\s+)?(?:\b(?!no\b|under\b|sin\b)\w+\s+)?"
    r"\b(?:allerg|al[eé]rg|intoleran|celiac|coeliac|cel[ií]ac)[^,;.!\n]*",
    re.IGNORECASE,
)
"""The part of a message that tells an allergy."""
_LONGEST_HELD = 500
"""Characters held of what is told before consent: the last ones."""
_LONGEST_HEARD = 10_000
"""Characters looked at for danger and keywords: more than any channel carries, and bounded."""


def answer(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Decide what a message does and what is said to it.

    Reserved words come first, then danger, then silence for those who opted out, then limits, the
    open question of the first conversation, an open question of the coach, and everything else.
    An allergy is heard in any of them.
    """
    knowledge = knowledge.as_known_to(situation.memory)
    situation = _heard(situation, knowledge)
    situation = replace(situation, profile=profile_speaking(situation, knowledge))
    known = knowledge.speaking_to(situation.profile).cooking(situation)
    outcome = _decide(situation, known)
    conversation = replace(with_turn(outcome, situation), heard=heard_after(situation, knowledge))
    joined = (UserJoined(situation.message.user.channel),) if situation.is_new else ()
    return replace(
        outcome,
        conversation=conversation,
        draft=_fitted(outcome, situation, knowledge),
        events=(*joined, *outcome.events),
        memory=memory_after(outcome, situation),
    )


def _heard(situation: Situation, knowledge: Knowledge) -> Situation:
    """Return the situation with what was said: clean, numbers in digits, choices in words."""
    message = situation.message
    text = in_digits(clean(message.button or message.text)[:_LONGEST_HEARD])
    said = label_taken(situation, text) or _spelled_out(text, situation, knowledge)
    return replace(situation, message=replace(message, text=said))


def _spelled_out(text: str, situation: Situation, knowledge: Knowledge) -> str:
    """Return a message with its emoji of food as words, where it is food or an allergy then."""
    spelled = knowledge.emoji.spelled_out(text)
    if spelled == text:
        return text
    reading = meals.read(situation, knowledge, spelled)
    is_meal = bool(reading.portions) and not reading.unread
    return spelled if is_meal or allergies_in(spelled, knowledge) else text


def _fitted(outcome: Outcome, situation: Situation, knowledge: Knowledge) -> Draft | None:
    if outcome.draft is None:
        return None
    texts = knowledge.speaking_to(outcome.profile).texts
    return fitted(outcome.draft, situation.message.user.channel, texts)


def _decide(situation: Situation, knowledge: Knowledge) -> Outcome:
    if situation.message.page is not None:
        return keep_page(situation.message.page, situation, knowledge)
    if outcome := _before_talk(situation, knowledge):
        return outcome
    if is_flooding(situation):
        return _new_allergy(situation, knowledge) or limited(situation, knowledge)
    said = without_chores(situation.message.text)
    decision = decide(said, situation.conversation.last_said, knowledge.tools)
    if decision.intent == RED_FLAG and not is_harmless(situation, knowledge):
        return _and_allergies(care(situation, knowledge), situation, knowledge)
    if needs_onboarding(situation):
        return _onboard(situation, knowledge)
    return _answer(situation, knowledge)


def _before_talk(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what comes before any talk: opting out and in, danger, silence."""
    text = situation.message.text
    keyword = find_keyword(situation.message)
    if keyword is Keyword.STOP:
        return stop(situation, knowledge)
    if keyword is Keyword.START and situation.profile.opted_out_at:
        return start(situation, knowledge)
    heard = find_red_flag(text, knowledge.tools)
    if heard and heard.danger and (heard.by is By.RULES or not _is_other(situation, knowledge)):
        help_ = point_to_help(heard.danger, situation, knowledge)
        return _and_allergies(help_, situation, knowledge)
    if situation.profile.opted_out_at:
        silent = Outcome(Intent.OUT_OF_SCOPE, situation.profile, situation.conversation)
        return replace(silent, is_recorded=not is_flooding(situation))
    return stop(situation, knowledge) if wants_out(text, knowledge.tools) else None


def _is_other(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether what no phrase of danger is in is plainly no danger: "I won't be home Monday"."""
    return bool(kind_words(situation.message.text, knowledge)) or is_absence(situation)


def _and_allergies(help_: Outcome, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep an allergy told in the same breath as a danger, and say so after where help is."""
    profile = help_.profile
    told = allergies_in(situation.message.text, knowledge)
    if not told or profile.consented_at is None or profile.opted_out_at:
        return help_
    kept = tell_allergies(replace(situation, profile=profile), knowledge, told)
    lines = [each.draft.text for each in (help_, kept) if each.draft]
    events = (*help_.events, *kept.events)
    return replace(help_, profile=kept.profile, draft=drafted(lines), events=events)


def _and_new_allergies(kept: Outcome, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep an allergy told beside a recipe, where it was not told before."""
    known = situation.profile.allergies or ()
    told = set(allergies_in(situation.message.text, knowledge)) - set(known)
    return _and_allergies(kept, situation, knowledge) if told else kept


def _new_allergy(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Hear an allergy that was not told before, also from someone who writes too much."""
    known, may_keep = situation.profile.allergies or (), situation.profile.consented_at
    told = set(allergies_in(situation.message.text, knowledge)) - set(known)
    return hear_allergies(situation, knowledge) if told and may_keep else None


def _onboard(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Take the answer to the open question, or do what was asked and put the question again."""
    is_recipe = tells_recipe(situation.message.text)
    if not is_recipe and (outcome := continue_onboarding(situation, knowledge)):
        return _with_cautions(outcome, situation, knowledge)
    outcome = _answer(situation, knowledge)
    question, buttons = open_question(outcome, knowledge.texts)
    lines = [outcome.draft.text if outcome.draft else "", question]
    return replace(outcome, draft=drafted(lines, buttons))


def _with_cautions(outcome: Outcome, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep what is told beside an answer and a target must heed: "pregnant, and no nuts".

    Before consent only the words are held, until the user agrees or declines.
    """
    text, held = situation.message.text, situation.conversation.held_caution
    words = f"{held}, {text}" if held else text
    facts = read_facts(words, knowledge.cities).without_implausible()
    is_doubted = doubted_age(facts, situation) is not None
    told = Facts(cautions=facts.cautions, age_years=None if is_doubted else facts.age_years)
    if told.is_empty or outcome.intent is Intent.DECLINE:
        return outcome
    if outcome.profile.consented_at is None:
        kept = replace(outcome.conversation, held_caution=words[-_LONGEST_HELD:])
        return replace(outcome, conversation=kept)
    profile = with_facts(outcome.profile, told, situation.today)
    conversation = replace(outcome.conversation, held_caution="")
    return replace(outcome, profile=profile, conversation=conversation)


def _answer(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Hear allergies, then take an answer to what is open, then do what is wished.

    Only the question whether a warning may go is answered before: "still allergic" is a no.
    """
    pending = situation.conversation.open_question(situation.message.received_at)
    if pending is not None and pending.question is Question.REMOVE_ALLERGY:
        answered = answer_pending(situation, knowledge)
        return answered or hear_allergies(situation, knowledge) or talk(situation, knowledge)
    if kept := hear_recipe(situation, knowledge):
        return _and_new_allergies(kept, situation, knowledge)
    if heard := hear_allergies(situation, knowledge):
        return _and_week(heard, situation, knowledge)
    told = hear_own(situation, knowledge)
    told = told or hear_of_questions(situation, knowledge)
    if outcome := told or answer_pending(situation, knowledge):
        return outcome
    return talk(_without_choice(situation), knowledge)


def _and_week(heard: Outcome, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Order the week that is asked for beside an allergy, with the allergy; else nothing more."""
    is_open = heard.conversation.pending is not None or heard.draft is None
    if is_open or not orders_week(situation.message.text):
        return heard
    rest = _OF_ALLERGY.sub(" ", situation.message.text)  # the profile has it, the week heeds it
    message = replace(situation.message, text=rest)
    known = replace(
        situation, message=message, profile=heard.profile, conversation=heard.conversation
    )
    planned = plan_week(known, knowledge)
    if planned.order is None:
        return heard
    return replace(planned, draft=heard.draft, events=(*heard.events, *planned.events))


def _without_choice(situation: Situation) -> Situation:
    """Drop a question that only the next message answers: something else is meant now."""
    pending, conversation = situation.conversation.pending, situation.conversation
    if pending is None or pending.question not in _OF_ONE_MESSAGE:
        return situation
    return replace(situation, conversation=replace(conversation, pending=None))


def talk(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Answer a message that is no answer to anything asked, and warn of the foods it asks about."""
    if wordless := _without_words(situation, knowledge):
        return wordless
    if told := log_told_energy(situation, knowledge):
        return _with_kind_words(told, situation, knowledge)
    plain = answer_burning(situation, knowledge) or clear_day(situation, knowledge)
    if plain := plain or ask_what_there(situation, knowledge):
        return plain
    of_allergens = answer_of_last_meal(situation, knowledge)
    if answered := of_allergens or answer_of_holding(situation, knowledge):
        return answered
    return with_warnings(_talk(situation, knowledge), situation, knowledge)


def _talk(situation: Situation, knowledge: Knowledge) -> Outcome:
    message = situation.message
    another = suggest_another(situation, knowledge) or invent_dish(situation, knowledge)
    planned = another or talk_of_week(situation, knowledge)
    if more := planned or ask_more(situation, knowledge) or have_another(situation, knowledge):
        return more
    if asked := answer_food_question(situation, knowledge):
        return asked
    without_links = _LINK.sub(" ", message.text)
    names_food = bool(meals.read(situation, knowledge, without_links).portions)
    is_answerable = not names_food or asks_of_medicine(message.text, knowledge)
    if is_answerable and (answered := _answered_plainly(situation, knowledge)):
        return answered
    language = find_unspoken(message.text, knowledge)
    if language and not meals.reads_whole(situation, knowledge):
        line = knowledge.not_spoken.get(language) or knowledge.texts.say("not_spoken")
        return saying(Intent.OUT_OF_SCOPE, [line], situation)
    return _with_kind_words(grant(situation, knowledge), situation, knowledge)


def _with_kind_words(outcome: Outcome, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say them to who is hard on themselves: after what was logged, else alone."""
    kind = kind_words(situation.message.text, knowledge)
    if not kind or outcome.draft is None:
        return outcome
    lines = [outcome.draft.text, kind] if outcome.added else [kind]
    return replace(outcome, draft=drafted(lines, outcome.draft.buttons))


def _without_words(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer a photo, signs or nothing, and on SMS the number of a choice that is gone."""
    message = situation.message
    if message.attachment and not message.text:
        return answer_attachment(message.attachment, situation, knowledge)
    if not message.text:
        return say(Intent.OUT_OF_SCOPE, "nothing_said", situation, knowledge)
    if not any(character.isalnum() for character in message.text):
        key = "acknowledged" if _APPROVING.intersection(message.text) else "only_signs"
        return say(Intent.OUT_OF_SCOPE, key, situation, knowledge)
    if message.user.channel is Channel.SMS and _BARE_NUMBER.fullmatch(message.text):
        return say(Intent.OUT_OF_SCOPE, "nothing_asked", situation, knowledge)
    return None


def _answered_plainly(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what needs no diary: a word after a danger, a question, a link somebody passes on."""
    if is_word_after_danger(situation, knowledge):
        return say(Intent.GREET, "after_danger", situation, knowledge)
    if answered := answer_directly(situation, knowledge) or answer_intake(situation, knowledge):
        return answered
    if _LINK.search(situation.message.text):
        return say(Intent.OUT_OF_SCOPE, "fallback", situation, knowledge)
    return None
