"""Forgetting what somebody told, when they ask for it."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import say
from domain.conversation.wording import drafted, listed
from domain.events import ProfileChanged
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.goal import Goal
from domain.profile.profile import Profile
from domain.safety.allergens import contains
from domain.understanding.intents import Intent

_FORGET = Phrase(
    "forget|delete|remove|erase|clear|olvida|olvidate|borra|elimina ... my|mi|mis|i|im|ive|you"
)
_THAT = Pattern(
    r"(?:please |can you )?(?:forget|delete|erase|olvida|borra) (?:that|this|all that|what i"
    r" (?:said|told you)|eso|lo que (?:dije|te dije))(?: please| por favor)?\W*"
)
_TOPICS = (
    ("weight", Phrase("weight|weights|peso")),
    ("height", Phrase("height|estatura|altura")),
    ("age", Phrase("age|edad|birthday")),
    ("sex", Phrase("sex|gender|sexo|genero")),
    ("name", Phrase("name|nombre")),
    ("dislikes", Phrase("dislikes|dislike|hate|gustos|gusta|gustan")),
    ("dislikes", Phrase("dont like")),
    ("likes", Phrase("likes|favourites|favorites|gustos")),
    ("likes", Phrase("i like|love")),
    ("budget", Phrase("budget|presupuesto")),
    ("household", Phrase("household|family|people|hogar|familia")),
    ("diet", Phrase("diet|diets|dieta|dietas")),
    ("goal", Phrase("goal|objetivo|meta")),
)


def forget(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Clear what a message asks to forget; None where it asks for nothing of the profile."""
    text = situation.message.text
    said = spoken(text)
    if _THAT.fullmatch(simplify(text)):
        return say(Intent.SET_PROFILE, "forget_what", situation, knowledge)
    if not _FORGET.is_in(said):
        return None
    topics = tuple(dict.fromkeys(name for name, phrase in _TOPICS if phrase.is_in(said)))
    if not topics:
        return None
    profile = situation.profile
    for topic in topics:
        profile = _without(profile, topic, text)
    texts = knowledge.texts
    names = listed(tuple(texts.say(f"topic_{topic}") for topic in topics), texts)
    lines = [texts.say("forgotten", facts=names)]
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=profile,
        conversation=situation.conversation,
        draft=drafted(lines),
        events=(ProfileChanged(),),
    )


def _without(profile: Profile, topic: str, text: str) -> Profile:
    body = profile.body
    cleared = {
        "weight": replace(profile, body=replace(body, mass_kg=None)),
        "height": replace(profile, body=replace(body, height_cm=None)),
        "age": replace(profile, body=replace(body, age_years=None), age_told_on=None),
        "sex": replace(profile, body=replace(body, sex=None)),
        "name": replace(profile, name=""),
        "dislikes": replace(profile, dislikes=_left(profile.dislikes, text)),
        "likes": replace(profile, likes=_left(profile.likes, text)),
        "budget": replace(profile, budget_usd_week=None),
        "household": replace(profile, people=None),
        "diet": replace(profile, diets=frozenset()),
        "goal": replace(profile, goal=Goal.EAT_HEALTHIER),  # the aim of who has no other
    }
    return cleared[topic]


def _left(tastes: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return the foods without those named; naming none means all of them."""
    said = canonical_words(text)
    left = tuple(food for food in tastes if not contains(said, canonical_words(food)))
    return () if left == tastes else left
