"""Energy somebody wants to burn: what moving comes to, and that no food is to be paid for by it.

Who must walk off what they ate is answered as a danger, not here: only the plain wish is heard,
and only as much as a walk or a run has.
"""

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.aims import cautions_in
from domain.conversation.talk.replies import saying
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.goal import Goal
from domain.profile.targets import Caution
from domain.understanding.decide import find_red_flag
from domain.understanding.intents import Intent

MOST_BURNED_KCAL = 500
"""More than that a day is no plain wish. Source: own choice, an hour of running"""
WALKING_KCAL_PER_KG_HOUR = 4.3
"""Brisk walking.

Source: Ainsworth et al. 2011, Med Sci Sports Exerc 43(8):1575-1581, code 17200, 4.3 MET
"""
MASS_ASSUMED_KG = 70.0
"""Of who told no weight. Source: own choice, a grown person between light and heavy"""
_STEP_MINUTES = 5
_MINUTES = 60
_KJ_PER_KCAL = 4.184  # Source: NIST SP 811, thermochemical calorie

_SPORT = (
    r"(?:(?:by|with|from|through|at|on|in|a|the|my|some|con|en|la|el|una?) )*"
    r"(?:walk(?:ing|s)?|run(?:ning|s)?|jog(?:ging)?|exercis(?:e|ing)|mov(?:ing|ement)|sports?|gym|bike"
    r"|cycling|swim(?:ming)?|work(?:ing)? ?outs?|yoga|caminando|caminar|corriendo|correr|ejercicio"
    r"|bici(?:cleta)?|nadando|gimnasio|deporte)"
)
_BURNED = Pattern(
    r"(?:(?:so|ok|hi|hey|and|well|also) )*"
    r"(?:(?:i|we|im|i'm|i am|id|i'd|yo|me) )*"
    r"(?:(?:want|would like|like|wanna|trying|try|hope|plan|aim|going|gonna|can|could|do|how|just"
    r"|quiero|quisiera|me gustaria|intento|trato de|como|puedo|i|to) )*"
    r"(?:burn(?:ed|t)?|quem(?:ar|e|o))"
    r"(?: (?:off|about|around|roughly|at least|like|an?|extra|another|some|up to|unas|como"
    r"|al menos))*"
    r" (?P<amount>\d{2,4}) ?(?:(?P<kj>kj)|k?cals?|(?:kilo)?calor(?:ies|ie|y|ia|ias))"
    r"(?: (?:more|extra|mas))?"
    rf"(?: (?:(?:a|per|each|every|al|por|cada) (?:day|dia)|daily|today|hoy|{_SPORT}))*[.!? ]*"
)
"""Nothing of food, of having to, or of what it is for may stand beside it."""


def find_burning_kcal(text: str) -> float | None:
    """Return the energy a message says somebody burns or wants to, and nothing else; else None."""
    told = _BURNED.fullmatch(simplify(text))
    if told is None:
        return None
    energy_kcal = float(told["amount"]) / (_KJ_PER_KCAL if told["kj"] else 1.0)
    return energy_kcal if energy_kcal <= MOST_BURNED_KCAL else None


def is_plain_burning(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether that is all a message is about, and nobody told of an eating disorder before."""
    text = situation.message.text
    is_frail = Caution.EATING_DISORDER in situation.profile.cautions
    is_plain = find_burning_kcal(text) is not None and not is_frail
    return is_plain and find_red_flag(text, knowledge.tools) is None


def answer_burning(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Say how long a walk that is, and that eating does not hang on it.

    Who is growing, bears a child, is ill or underweight hears no number.
    """
    energy_kcal = find_burning_kcal(situation.message.text)
    if energy_kcal is None or not is_plain_burning(situation, knowledge):
        return None
    texts = knowledge.texts
    if cautions_in(situation) or not texts.shows_energy:
        return saying(Intent.HELP, [texts.say("burn_careful")], situation)
    mass_kg = situation.body.mass_kg or MASS_ASSUMED_KG
    minutes = _MINUTES * energy_kcal / (WALKING_KCAL_PER_KG_HOUR * mass_kg)
    shown = max(_STEP_MINUTES, _STEP_MINUTES * round(minutes / _STEP_MINUTES))
    lines = [texts.say("burn", energy=texts.energy(energy_kcal), minutes=shown)]
    if situation.profile.goal is not Goal.LOSE_WEIGHT:
        lines.append(texts.say("burn_goal"))
    return saying(Intent.HELP, lines, situation)
