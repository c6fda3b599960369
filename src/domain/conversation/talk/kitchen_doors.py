"""Talks about weeks, recipes and shopping, read when the first message speaks of them.

Most messages tell a meal: they start without the planner's words.
"""

# ruff: noqa: PLC0415 (to import late is what this module is for)

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.messaging.phrases import spoken
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_INVENTS = Pattern(
    r"\b(?:invent|create|make up|come up with|dream up|inventa(?:me|nos)?"
    r"|(?:some|any)thing (?:completely |totally |brand )?new|algo nuevo)\b"
)
_ELSEWHERE = Pattern(
    r"\b(?:plan|week|menu|planea|semana|swap|change|cambia|had|ate|eaten|drank|tried|comi|cene|probe)"
    r"\b"
)
"""Who asks for a new dish in a plan, or in place of another, is answered there; and who ate one."""


def plan_week(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Order a week."""
    from domain.conversation.talk import plans

    return plans.plan_week(situation, knowledge)


def swap_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Change the week that stands."""
    from domain.conversation.talk import plans

    return plans.swap_meal(situation, knowledge)


def loosen(said: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Plan what was asked last with what gives way now; None where nothing is said that does."""
    from domain.conversation.talk import plans

    return plans.loosen(said, situation, knowledge)


def take_out(food: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Put other dishes in place of all that have a food; None where no week stands."""
    from domain.conversation.talk import plans

    return plans.take_out(food, situation, knowledge)


def talk_of_week(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what is plainly about the week that stands, or asks for the next page."""
    conversation = situation.conversation
    if situation.week is None and not (conversation.pages or conversation.dish_id):
        return None
    from domain.conversation.talk import plans

    return plans.talk_of_week(situation, knowledge)


def invent_dish(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Order a dish that stands in no book; None where a message asks for no such thing."""
    said = simplify(situation.message.text)
    if not _INVENTS.search(said) or _ELSEWHERE.search(said):
        return None
    from domain.conversation.talk import plans

    return plans.invent_dish(situation, knowledge)


def is_dinner_out(situation: Situation) -> bool:
    """Whether somebody with a planned week says only that they eat out."""
    if situation.week is None:
        return False
    from domain.conversation.talk import plans

    return plans.is_dinner_out(situation)


def is_of_money(situation: Situation) -> bool:
    """Whether somebody says only that the planned week costs too much."""
    if situation.week is None:
        return False
    from domain.conversation.talk import week_wishes

    return week_wishes.is_of_money(situation)


def is_absence(situation: Situation) -> bool:
    """Whether somebody with a planned week says only when they are not at home."""
    if situation.week is None:
        return False
    from domain.plans.change_words import says_not_home

    return says_not_home(situation.message.text)


def shopping_list(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say the shopping list, or change it."""
    from domain.conversation.talk import shopping

    return shopping.shopping_list(situation, knowledge)


def tell_recipe(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say how a dish is made."""
    from domain.conversation.talk import recipes

    return recipes.tell_recipe(situation, knowledge)


def rate_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep what was said of a dish."""
    from domain.conversation.talk import ratings

    return ratings.rate_meal(situation, knowledge)


_REFUSED = Pattern(
    r"(?:(?:nah|mm+|hmm+) )?"
    r"(?:no|nope|nah|not (?:that|this)(?: one)?|something else|another one|other"
    r"|(?:no )?i (?:dont|do not|cant|wont) (?:like|want|eat) (?:that|this|it)(?: one)?"
    r"|(?:no )?(?:thats|that is|that sounds|sounds|looks) (?:gross|nasty|disgusting|awful|bad)"
    r"|(?:im )?not in the mood(?: for (?:that|it))?|otra cosa|otro|otra|eso no"
    r"|(?:eso )?no (?:me gusta|quiero|se me antoja)(?: eso)?)"
)
"""What is said of a suggestion alone that is not wanted; "yuck" rates the dish instead."""


def suggest_another(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Name another dish for the same meal to who did not like the one before."""
    is_after = situation.conversation.comes_after(Intent.SUGGEST_MEAL)
    if not is_after or _REFUSED.fullmatch(spoken(situation.message.text).strip()) is None:
        return None
    return suggest_meal(situation, knowledge)


def suggest_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Name one dish for the next meal."""
    from domain.conversation.talk import suggestions

    return suggestions.suggest_meal(situation, knowledge)
