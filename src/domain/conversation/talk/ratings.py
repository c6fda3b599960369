"""What somebody thinks of a dish, kept as a taste that the next plan follows."""

from dataclasses import replace

from domain.conversation.outcome import DishRating, Knowledge, Outcome, Situation
from domain.conversation.state import RememberedMeal
from domain.conversation.talk.recipes import find_dish, find_planned, named
from domain.conversation.talk.replies import say, shown_food
from domain.conversation.wording import quoted
from domain.events import DishRated
from domain.meals.naming import list_named
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.plans.ordering import FINE, LIKED, LOVED, MEH, NEVER
from domain.understanding.intents import Intent

MOST_TASTES = 300
"""Dishes a profile holds a taste of: more than the house has. Source: own choice"""

_OF_MEALS = (Intent.LOG_MEAL, Intent.CORRECT_MEAL, Intent.REPEAT_MEAL)
_WORDS_OF_DISH = 2  # "eggs" are no egg curry
_LONGEST_WORDS = 200  # characters of the user's own words kept as evidence
_OF_FIVE = Pattern(
    r"(?<![\d/])(?P<stars>[0-5])(?:[.,]5)? ?(?:/|out of|of|de|stars?\b|estrellas?\b)"
)
_STARS = {0: NEVER, 1: NEVER, 2: MEH, 3: FINE, 4: LIKED, 5: LOVED}
_WORDS = (
    (
        NEVER,
        Phrase("hated|hate|disgusting|awful|terrible|gross|never|horrible|asco|odie|odio"),
    ),
    (NEVER, Phrase("eww|ewww|ew|yuck|yucky|nasty|vile|ick|guacala|guacatela")),
    (NEVER, Phrase("didnt|dont|not like|liked|love|enjoy")),
    (NEVER, Phrase("no me gusto|gusta|encanto")),
    (
        MEH,
        Phrase("too|muy|demasiado spicy|salty|bland|dry|sweet|oily|heavy|picante|salado|seco|soso"),
    ),
    (MEH, Phrase("meh|bland|boring|dry|soso|aburrido")),
    (FINE, Phrase("ok|okay|fine|alright|decent|normal|pasable")),
    (LOVED, Phrase("to die for")),
    (LOVED, Phrase("para morirse")),
    (LOVED, Phrase("loved|love|amazing|delicious|fantastic|best|wonderful|perfect|excellent|yum")),
    (
        LOVED,
        Phrase("encanto|encantaron|delicioso|deliciosa|riquisimo|riquisima|buenisimo|excelente"),
    ),
    (
        LIKED,
        Phrase("liked|like|good|tasty|nice|great|enjoyed|gusto|gustaron|rico|rica|bueno|buena"),
    ),
)


def rate_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep what was said of a dish: the one named, spoken of last, or planned last."""
    cookbook, taste = knowledge.cookbook, find_taste(situation.message.text)
    if cookbook is None or taste is None:
        return say(Intent.RATE_MEAL, "rate_how", situation, knowledge)
    is_after_meal = situation.conversation.comes_after(*_OF_MEALS)
    if is_after_meal and (eaten := _of_eaten(taste, situation, knowledge)):
        return eaten
    dish_id = _dish(situation, knowledge)
    recipe = cookbook.tables.recipes.get(dish_id)
    if recipe is None:
        eaten = _of_eaten(taste, situation, knowledge)
        return eaten or say(Intent.RATE_MEAL, "rate_which", situation, knowledge)
    profile = situation.profile
    tastes = {**profile.tastes, dish_id: taste}
    kept = dict(list(tastes.items())[-MOST_TASTES:])
    said = "rate_kept_more" if taste > FINE else "rate_kept_less" if taste < FINE else "rate_kept"
    outcome = say(Intent.RATE_MEAL, said, situation, knowledge, dish=named(recipe, knowledge.texts))
    rating = DishRating(
        message_sid=situation.message.message_sid,
        on=situation.today,
        dish_id=dish_id,
        taste=taste,
        words=situation.message.text[:_LONGEST_WORDS],
    )
    return replace(
        outcome,
        profile=replace(profile, tastes=kept),
        conversation=replace(situation.conversation, dish_id=dish_id),
        ratings=(rating,),
        events=(DishRated(dish_id, taste),),
    )


def _of_eaten(taste: float, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Say how plans come to heed what was eaten today: a taste is kept of dishes and of foods.

    None where nothing was eaten, another food than that is named, or a planned dish was eaten.
    """
    today = [meal for meal in situation.conversation.recent if meal.day == situation.today]
    if not today or taste == FINE or _is_planned(today[-1], situation):
        return None
    portions, bare = today[-1].meal(knowledge.foods).portions, _bare(situation)
    meant = list_named(bare, portions, knowledge.foods) if bare else (0,)
    if not meant:
        return None
    portion = portions[meant[0]]
    said = "rate_eaten_more" if taste > FINE else "rate_eaten_less"
    food, _ = shown_food(portion, knowledge.texts)
    return say(Intent.RATE_MEAL, said, situation, knowledge, food=quoted(food))


def _is_planned(meal: RememberedMeal, situation: Situation) -> bool:
    """Whether what was eaten is called as a dish of the week: "greek salad"."""
    week = situation.week
    names = [meal.called("en") for _, meal in week.meals()] if week else []
    told = [frozenset(canonical_words(portion.text)) for portion in meal.portions]
    return any(
        len(each) >= _WORDS_OF_DISH and each <= frozenset(canonical_words(name))
        for each in told
        for name in names
    )


def find_taste(text: str) -> float | None:
    """Return how much somebody likes a dish, 0 to 1: by stars, else by words; None: not told."""
    if match := _OF_FIVE.search(simplify(text)):
        return _STARS[int(match["stars"])]
    said = spoken(text)
    return next((taste for taste, phrase in _WORDS if phrase.is_in(said)), None)


def _dish(situation: Situation, knowledge: Knowledge) -> str:
    """Return the dish that is meant."""
    if planned := find_planned(situation):
        return planned[1].dish_id
    cookbook = knowledge.cookbook
    without = replace(situation, message=replace(situation.message, text=_bare(situation)))
    if cookbook is not None and (dish := find_dish(without, cookbook)):
        return dish
    if situation.conversation.dish_id:
        return situation.conversation.dish_id
    return _planned_last(situation)


_OPINION = Pattern(
    r"\b(?:loved?|liked?|hated?|was|were|is|it|too|so|very|really|amazing|delicious|good|great|bad|tasty"
    r"|awful|bland|spicy|salty|me|gusto|encanto|encantaron|gustaron|estuvo|estaba|muy|rico|rica|mucho"
    r"|the|i|we|that|this|didn't|don't|not|no|el|la|los|las|\d ?(?:/|out of) ?5|stars?|gross|nasty"
    r"|disgusting|yuck|yucky|e+w+|ick|ugh|vile|horrible|tastes?d?|looks?e?d?|pretty|kinda|absolutely"
    r"|that'?s|its|it's)\b|[!.,]"
)


def _bare(situation: Situation) -> str:
    """Return what is left of an opinion without its words of praise: the dish, if one is named."""
    return " ".join(_OPINION.sub(" ", simplify(situation.message.text)).split())


def _planned_last(situation: Situation) -> str:
    """Return the dish of the last planned dinner up to today."""
    week = situation.week
    if week is None:
        return ""
    past = [meal.dish_id for on, meal in week.meals() if on <= situation.today]
    return past[-1] if past else ""
