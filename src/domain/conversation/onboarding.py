"""The first questions: consent, allergies, one main goal. Nothing is kept before consent."""

from dataclasses import replace

from domain.conversation.languages import find_unspoken
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk import meals
from domain.conversation.talk.allergies import (
    allergies_in,
    allergies_named,
    already_logged,
    as_told,
    tell_allergies,
)
from domain.conversation.talk.danger import is_word_after_danger
from domain.conversation.talk.direct_questions import answer_directly
from domain.conversation.talk.foods import asks_of_food
from domain.conversation.talk.replies import meal_lines, say, saying
from domain.conversation.wording import ReplyTexts, drafted
from domain.events import AllergiesChanged, ConsentGiven, GoalChosen
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.reply import Draft
from domain.messaging.text import words
from domain.profile.facts import find_goal, read_facts
from domain.profile.goal import Goal
from domain.safety.allergens import Allergy, speaks_of_allergy
from domain.understanding.intents import Intent

_NO_ALLERGIES = tuple(
    Phrase(text, is_whole=True)
    for text in (
        "none|no|nope|nah|nothing|nada|ninguna|ninguno|n",
        "no|nope|none thanks|thx|allergies|allergy|really|any|none|here",
        "not really|any|that",
        "no i dont|havent",
        "i have|dont|do|got none|no|not ... allergies|allergy|any",
        "i have|got none|zero",
        "i dont|do have|not ... allergies|allergy|any",
        "no|none|zero known|food allergies|allergy",
        "none|nothing|no|not at|that|i ... all|of|know",
        "no tengo",
        "no tengo ... alergias|alergia|ninguna|nada",
        "sin|ninguna alergias|alergia",
    )
)
_AGREES = frozenset({"yes", "yep", "yeah", "yup", "sure", "ok", "okay", "si", "claro", "acepto"})
_THUMBS_UP = "\U0001f44d"
_ANY_GOAL = Phrase(
    "skip|idk|both|whatever|unsure|dunno|none|nothing|either|neither|all|omitir|ninguno|todos|todas"
)
_IS_NO_ANSWER = frozenset(
    {
        Intent.UNDO,
        Intent.ASK_DAY,
        Intent.ASK_WEEK,
        Intent.ASK_NUTRITION,
        Intent.HELP,
        Intent.GREET,
        Intent.DELETE_DATA,
        Intent.EXPORT_DATA,
        Intent.SUGGEST_MEAL,
        Intent.PLAN_WEEK,
        Intent.RECIPE,
        Intent.SUBSCRIBE,
    }
)
"""Surely meant as something else than the answer to a first question."""
_CHANGES = frozenset({Intent.CORRECT_MEAL, Intent.REPEAT_MEAL})


def needs_onboarding(situation: Situation) -> bool:
    """Whether a question of the first conversation is still open."""
    profile = situation.profile
    return profile.consented_at is None or profile.allergies is None or profile.goal is None


def continue_onboarding(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take a message as the answer to the open question; None if it clearly is something else."""
    profile = situation.profile
    if profile.consented_at is None:
        return _ask_consent(situation, knowledge)
    if situation.message.attachment and not situation.message.text:
        return None
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
    text = situation.message.text
    intent = _certain_intent(text, knowledge)
    if intent is Intent.CONFIRM or _agrees(text):
        return _consent(situation, knowledge)
    if intent is Intent.DECLINE:
        conversation = replace(situation.conversation, held_text="", held_caution="")
        draft = drafted([knowledge.texts.say("declined")])
        return Outcome(Intent.DECLINE, situation.profile, conversation, draft)
    if said := _said_before_consent(situation, knowledge):
        return said
    if allergies_in(text, knowledge):
        return _welcome(_holding(text, situation), knowledge, Intent.SET_PROFILE)
    if intent is None and meals.read(situation, knowledge).portions:
        return _preview(situation, knowledge)
    return _welcome(situation, knowledge, intent)


def _said_before_consent(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer who is well again, who cannot be understood, and who asks what the coach is."""
    if is_word_after_danger(situation, knowledge):
        return say(Intent.GREET, "after_danger", situation, knowledge)
    if language := find_unspoken(situation.message.text, knowledge):
        line = knowledge.not_spoken.get(language) or knowledge.texts.say("not_spoken")
        return saying(Intent.GREET, [line], situation)
    answered = answer_directly(situation, knowledge)
    if answered is None or answered.conversation != situation.conversation:
        return None
    lines = [answered.draft.text if answered.draft else "", knowledge.texts.say("ask_consent")]
    return replace(answered, draft=_with_agree_button(lines, knowledge.texts))


def _agrees(text: str) -> bool:
    """Whether a message begins with a yes, whatever follows it."""
    return _THUMBS_UP in text or not _AGREES.isdisjoint(words(text)[:1])


def _welcome(situation: Situation, knowledge: Knowledge, intent: Intent | None) -> Outcome:
    texts = knowledge.texts
    draft = _with_agree_button([texts.say("welcome")], texts)
    return Outcome(intent or Intent.GREET, situation.profile, situation.conversation, draft)


def _holding(text: str, situation: Situation) -> Situation:
    """Keep the words of a message, nothing read from them, until the user agrees or declines."""
    held = replace(situation.conversation, held_text=text[: meals.LONGEST_TEXT])
    return replace(situation, conversation=held)


def _preview(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Show what a meal would be, so that a first message is worth sending."""
    texts, text = knowledge.texts, situation.message.text
    meal = meals.meal_of(situation, meals.heard(situation, knowledge), text)
    lines = [*meal_lines("preview_head", meal, texts), texts.say("preview")]
    held = _holding(text, situation).conversation
    return Outcome(Intent.LOG_MEAL, situation.profile, held, _with_agree_button(lines, texts))


def _with_agree_button(lines: list[str], texts: ReplyTexts) -> Draft:
    return drafted(lines, (texts.say("button_agree"),))


def _consent(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Begin, with what was told before: a meal is logged, allergies count."""
    profile = replace(situation.profile, consented_at=situation.message.received_at)
    held = situation.conversation.held_text
    agreed = replace(
        situation, profile=profile, conversation=replace(situation.conversation, held_text="")
    )
    told = allergies_in(held, knowledge) or allergies_in(situation.message.text, knowledge)
    if told:
        outcome = tell_allergies(agreed, knowledge, told)
    elif held:
        outcome = meals.log_meal(agreed, knowledge, held)
    else:
        outcome = saying(Intent.CONFIRM, [knowledge.texts.say("consented")], agreed)
    outcome = replace(outcome, intent=Intent.CONFIRM, events=(ConsentGiven(), *outcome.events))
    return _asking_next(outcome, [outcome.draft.text if outcome.draft else ""], knowledge)


def _take_allergies(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text = situation.message.text
    if any(phrase.is_in(spoken(text)) for phrase in _NO_ALLERGIES):
        return _keep_allergies((), situation, knowledge)
    is_about_allergy = speaks_of_allergy(text)
    if not is_about_allergy and (
        _tells_amount(situation)
        or _asks_something(text, knowledge)
        or read_facts(text, knowledge.cities).cautions
    ):
        return None
    named = allergies_named(text, knowledge)
    if named.is_none:
        return _keep_allergies((), situation, knowledge)
    if named.unknown or not named.told:
        return _ask_allergies_again(named.told, knowledge, situation)
    return _keep_allergies(named.told, situation, knowledge)


def _asks_something(text: str, knowledge: Knowledge) -> bool:
    if text.rstrip().endswith("?") or asks_of_food(text, knowledge):
        return True
    if intent := _certain_intent(text, knowledge):
        return intent not in {Intent.CONFIRM, Intent.DECLINE}
    return _guess(text, knowledge) in _IS_NO_ANSWER


def _guess(text: str, knowledge: Knowledge) -> Intent | None:
    guess = knowledge.tools.classifier.classify(text)
    return Intent(guess.intent) if guess.is_sure else None


def _ask_allergies_again(
    understood: tuple[Allergy, ...], knowledge: Knowledge, situation: Situation
) -> Outcome:
    """Ask again, and keep nothing of a list that was not understood whole."""
    texts = knowledge.texts
    said = texts.say("ask_allergies_again")
    if understood:
        said = texts.say("ask_allergies_partly", allergies=as_told(understood, situation, texts))
    draft = drafted([said], (texts.say("button_none"),))
    return Outcome(Intent.SET_PROFILE, situation.profile, situation.conversation, draft)


def _tells_amount(situation: Situation) -> bool:
    """Whether a message speaks of eating, not of what must not be eaten."""
    said = canonical_words(situation.message.text)
    return any(word[0].isdigit() or word in {"ate", "had", "eating", "comi"} for word in said)


def _keep_allergies(
    allergies: tuple[Allergy, ...], situation: Situation, knowledge: Knowledge
) -> Outcome:
    texts = knowledge.texts
    said = texts.say("allergies_none")
    if allergies:
        said = texts.say("allergies_kept", allergies=as_told(allergies, situation, texts))
    outcome = Outcome(
        intent=Intent.SET_PROFILE,
        profile=replace(situation.profile, allergies=allergies),
        conversation=situation.conversation,
        events=(AllergiesChanged(len(allergies)),),
    )
    late = already_logged(allergies, situation, knowledge)
    return _asking_next(outcome, [said, late], knowledge)


def _take_goal(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text = situation.message.text
    if speaks_of_allergy(text):
        return None
    goal = find_goal(text)
    if goal is None and _ANY_GOAL.is_in(spoken(text)):
        goal = Goal.EAT_HEALTHIER  # the aim with which nothing can go wrong
    is_meal = meals.read(situation, knowledge).portions
    if goal is not None and not is_meal:
        return _keep_goal(goal, situation, knowledge)
    is_change = bool(situation.conversation.recent) and _guess(text, knowledge) in _CHANGES
    is_careful = bool(read_facts(text, knowledge.cities).cautions)
    if is_meal or is_change or is_careful or _asks_something(text, knowledge):
        return None
    asking = Outcome(Intent.SET_PROFILE, situation.profile, situation.conversation)
    _, buttons = open_question(asking, knowledge.texts)
    draft = drafted([knowledge.texts.say("ask_goal_again")], buttons)
    return replace(asking, draft=draft)


def _keep_goal(goal: Goal, situation: Situation, knowledge: Knowledge) -> Outcome:
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=replace(situation.profile, goal=goal),
        conversation=situation.conversation,
        draft=drafted([knowledge.texts.say("ready")]),
        events=(GoalChosen(goal.value),),
    )


def _asking_next(outcome: Outcome, lines: list[str], knowledge: Knowledge) -> Outcome:
    question, buttons = open_question(outcome, knowledge.texts)
    return replace(outcome, draft=drafted([*lines, question], buttons))


def _certain_intent(text: str, knowledge: Knowledge) -> Intent | None:
    """Return the intent of a fixed phrase that is the whole message."""
    said = spoken(text)
    return next((Intent(i) for i, phrase in knowledge.tools.rules if phrase.is_in(said)), None)
