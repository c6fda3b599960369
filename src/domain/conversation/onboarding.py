"""The first questions: consent, allergies, one main goal. Nothing is kept before consent."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk import meals
from domain.conversation.talk.allergies import allergies_named, unknown_line
from domain.conversation.talk.replies import meal_lines
from domain.conversation.wording import ReplyTexts, listed, shape
from domain.events import AllergiesChanged, ConsentGiven, GoalChosen
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.reply import Draft
from domain.profile.facts import find_goal
from domain.profile.goal import Goal
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent

_NO_ALLERGIES = Phrase("none|nothing|no|nope|nada|ninguna|ninguno|not")


def needs_onboarding(situation: Situation) -> bool:
    """Whether a question of the first conversation is still open."""
    profile = situation.profile
    return profile.consented_at is None or profile.allergies is None or profile.goal is None


def continue_onboarding(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take a message as the answer to the open question; None if it clearly is something else."""
    profile = situation.profile
    if profile.consented_at is None:
        return _ask_consent(situation, knowledge)
    if profile.allergies is None:
        return _take_allergies(situation, knowledge)
    return _take_goal(situation, knowledge)


def open_question(outcome: Outcome, texts: ReplyTexts) -> tuple[str, tuple[str, ...]]:
    """Return the next question of the first conversation with its choices; empty when done."""
    profile = outcome.profile
    if profile.allergies is None:
        return texts.say("ask_allergies"), (texts.say("button_none"),)
    if profile.goal is None:
        return texts.say("ask_goal"), tuple(texts.say(f"button_{goal}") for goal in _offered())
    return "", ()


def _offered() -> tuple[Goal, ...]:
    return (Goal.LOSE_WEIGHT, Goal.BUILD_MUSCLE, Goal.EAT_HEALTHIER)


def _ask_consent(situation: Situation, knowledge: Knowledge) -> Outcome:
    intent = _intent_by_rule(situation.message.text, knowledge)
    if intent is Intent.CONFIRM:
        return _consent(situation, knowledge)
    if intent is Intent.DECLINE:
        conversation = replace(situation.conversation, held_text="")
        draft = shape([knowledge.texts.say("declined")], situation.message.user.channel)
        return Outcome(Intent.DECLINE, situation.profile, conversation, draft)
    reading = meals.read(situation, knowledge)
    if intent is None and reading.portions:
        return _preview(situation, knowledge)
    return _welcome(situation, knowledge, intent)


def _welcome(situation: Situation, knowledge: Knowledge, intent: Intent | None) -> Outcome:
    texts = knowledge.texts
    draft = _with_agree_button(situation, [texts.say("welcome")], texts)
    return Outcome(intent or Intent.GREET, situation.profile, situation.conversation, draft)


def _preview(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Show what a meal would be, so that a first message is worth sending, and keep its words only.

    They are held in the conversation until the user agrees or declines.
    """
    texts, text = knowledge.texts, situation.message.text
    meal = meals.meal_of(situation, meals.read(situation, knowledge), text)
    lines = [*meal_lines("preview_head", meal, texts), texts.say("preview")]
    held = replace(situation.conversation, held_text=text[: meals.LONGEST_TEXT])
    draft = _with_agree_button(situation, lines, texts)
    return Outcome(Intent.LOG_MEAL, situation.profile, held, draft)


def _with_agree_button(situation: Situation, lines: list[str], texts: ReplyTexts) -> Draft:
    return shape(lines, situation.message.user.channel, (texts.say("button_agree"),))


def _consent(situation: Situation, knowledge: Knowledge) -> Outcome:
    profile = replace(situation.profile, consented_at=situation.message.received_at)
    agreed = replace(situation, profile=profile)
    held_text = situation.conversation.held_text
    if not held_text:
        lines = [knowledge.texts.say("consented")]
        outcome = Outcome(Intent.CONFIRM, profile, situation.conversation)
    else:
        logged = meals.log_meal(agreed, knowledge, held_text)
        lines = [logged.draft.text if logged.draft else ""]
        outcome = replace(
            logged,
            intent=Intent.CONFIRM,
            conversation=replace(logged.conversation, held_text=""),
        )
    outcome = replace(outcome, events=(ConsentGiven(), *outcome.events))
    return _asking_next(outcome, lines, situation, knowledge)


def _take_allergies(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text = situation.message.text
    named = allergies_named(text, knowledge)
    if not named.told and _NO_ALLERGIES.is_in(spoken(text)):
        return _keep_allergies((), (), situation, knowledge)
    if _tells_amount(situation) and meals.read(situation, knowledge).portions:
        return None
    if named.told:
        return _keep_allergies(named.told, named.unknown, situation, knowledge)
    if _intent_by_rule(text, knowledge):
        return None
    lines = [knowledge.texts.say("ask_allergies_again")]
    draft = shape(lines, situation.message.user.channel, (knowledge.texts.say("button_none"),))
    return Outcome(Intent.SET_PROFILE, situation.profile, situation.conversation, draft)


def _tells_amount(situation: Situation) -> bool:
    """Whether a message speaks of eating, not of what must not be eaten."""
    said = canonical_words(situation.message.text)
    return any(word[0].isdigit() or word in {"ate", "had", "eating", "comi"} for word in said)


def _keep_allergies(
    allergies: tuple[Allergy, ...],
    unknown: tuple[str, ...],
    situation: Situation,
    knowledge: Knowledge,
) -> Outcome:
    outcome = Outcome(
        intent=Intent.SET_PROFILE,
        profile=replace(situation.profile, allergies=allergies),
        conversation=situation.conversation,
        events=(AllergiesChanged(len(allergies)),),
    )
    texts = knowledge.texts
    names = tuple(allergy.said for allergy in allergies)
    said = (
        texts.say("allergies_kept", allergies=listed(names, texts))
        if names
        else texts.say("allergies_none")
    )
    lines = [said, unknown_line(unknown, texts)] if unknown else [said]
    return _asking_next(outcome, lines, situation, knowledge)


def _take_goal(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    goal = find_goal(situation.message.text)
    is_meal = meals.read(situation, knowledge).portions
    if goal is not None and not is_meal:
        outcome = Outcome(
            intent=Intent.SET_PROFILE,
            profile=replace(situation.profile, goal=goal),
            conversation=situation.conversation,
            events=(GoalChosen(goal.value),),
        )
        draft = shape([knowledge.texts.say("ready")], situation.message.user.channel)
        return replace(outcome, draft=draft)
    if is_meal or _intent_by_rule(situation.message.text, knowledge):
        return None
    asking = Outcome(Intent.SET_PROFILE, situation.profile, situation.conversation)
    _, buttons = open_question(asking, knowledge.texts)
    lines = [knowledge.texts.say("ask_goal_again")]
    draft = shape(lines, situation.message.user.channel, buttons)
    return Outcome(Intent.SET_PROFILE, situation.profile, situation.conversation, draft)


def _asking_next(
    outcome: Outcome, lines: list[str], situation: Situation, knowledge: Knowledge
) -> Outcome:
    question, buttons = open_question(outcome, knowledge.texts)
    draft = shape([*lines, question], situation.message.user.channel, buttons)
    return replace(outcome, draft=draft)


def _intent_by_rule(text: str, knowledge: Knowledge) -> Intent | None:
    """Return the intent a rule is sure of."""
    said = spoken(text)
    rules = knowledge.tools.rules
    return next((Intent(rule.intent) for rule in rules if rule.phrase.is_in(said)), None)
