"""What a few words want of a meal told before: eaten again, without a food, put right."""

from domain.conversation.outcome import Knowledge, Situation
from domain.meals.corrections import names_food_of
from domain.meals.naming import list_named
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_SHORT = 7  # words
_TAKES_BACK = Pattern(
    r"(?:(?:no|oh|oops|sorry|wait|perdon|espera)[ ,]+)*"
    r"(?:actually|i meant|wait|oops|en realidad|quise decir|espera)\b"
)
_AGAIN = Pattern(r"(?P<what>[\w\s]+?),? (?:again|otra vez|de nuevo)[.!]*")
_IS_USUAL = Pattern(
    r"(?:i )?(?:had |have |having |ate |log |tome |desayune |comi |cene )?(?:"
    r"(?:my|the|mi|el|la) (?:usual|regular)\b|lo (?:de siempre|habitual)\b"
    r"|(?:mi|el|la) \w+ (?:de siempre|habitual)\b)"
)
_WITHOUT = Pattern(
    r"(?P<plain>no|without|minus|sin) (?P<what>\w+(?: \w+)?)[.!]*"
    r"|(?:delete|remove|drop|scratch|take (?:out|off)|quita|borra|elimina)"
    r"(?: the| my| el| la| los| las)? (?P<which>\w+(?: \w+)?)[.!]*"
)

_WAS = Pattern(
    r"(?:the|that|my|el|la|los|las|mi|ese|esa) (?P<what>\w+(?: \w+){0,4}?)"
    r" (?:was|were|is|are|era|eran|fue|es) \w"
)


def wish_of_recent_meal(situation: Situation, knowledge: Knowledge) -> Intent | None:
    """Return what a few words want of a meal told before: "the soup again", "no fries"."""
    if _repeats(situation, knowledge) or _IS_USUAL.match(simplify(situation.message.text)):
        return Intent.REPEAT_MEAL
    if _sets_right(situation, knowledge):
        return Intent.CORRECT_MEAL
    is_correction = _leaves_out(situation, knowledge) or _explains(situation, knowledge)
    return Intent.CORRECT_MEAL if is_correction else None


def _explains(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message says what a food was that was estimated: "the blorb was a soup"."""
    told = _WAS.match(simplify(situation.message.text))
    portions = [p for meal in situation.conversation.recent for p in meal.portions if p.estimate]
    if told is None or not portions:
        return False
    unknown = tuple(portion.weighed(knowledge.foods) for portion in portions)
    return bool(list_named(told["what"], unknown, knowledge.foods))


def _repeats(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a short message is a food of a recent meal and "again"."""
    again = _AGAIN.fullmatch(simplify(situation.message.text))
    if again is None or len(again["what"].split()) > _SHORT:
        return False
    recent = [meal.meal(knowledge.foods).portions for meal in situation.conversation.recent]
    return any(list_named(again["what"], portions, knowledge.foods) for portions in recent)


def _leaves_out(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message says no to a food of the latest meal, or takes one out of any of them."""
    without = _WITHOUT.fullmatch(simplify(situation.message.text))
    if without is None:
        return False
    recent = situation.conversation.recent[-1 if without["plain"] else 0 :]
    meals = [meal.meal(knowledge.foods).portions for meal in recent]
    what = without["what"] or without["which"]
    return any(list_named(what, portions, knowledge.foods) for portions in meals)


def _sets_right(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a short message takes words back and names a food of the latest meal."""
    text = simplify(situation.message.text)
    if not _TAKES_BACK.match(text) or len(text.split()) > _SHORT:
        return False
    latest = [meal.meal(knowledge.foods).portions for meal in situation.conversation.recent[-1:]]
    return any(names_food_of(portions, text, knowledge.foods) for portions in latest)
