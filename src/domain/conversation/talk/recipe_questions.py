"""What is asked right after a recipe: for more people, how long it takes, with another food."""

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.recipes import named, shop_word, suiting, tell_recipe
from domain.conversation.talk.replies import say
from domain.conversation.wording import listed
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.plans.asking import people_meant
from domain.plans.cookbook import Cookbook
from domain.recipes.recipe import Recipe
from domain.recipes.swapping import alternatives
from domain.understanding.intents import Intent

_OF_A_DISH = (Intent.RECIPE, Intent.SUGGEST_MEAL)
_TIMES = (
    (
        2.0,
        Pattern(r"(?:(?:can you|please|pls|ok|make|i'?ll) )*(?:double|twice|2x|x2|2 ?times)\b.*"),
    ),
    (3.0, Pattern(r"(?:(?:can you|please|pls|ok|make) )*(?:triple|3x|x3|3 ?times)\b.*")),
    (0.5, Pattern(r"(?:(?:can you|please|pls|ok|make|just|only|cut) )*(?:halve|half)\b.*")),
    (2.0, Pattern(r"(?:(?:el|al|haz(?:lo)?) )*(?:doble|duplica(?:la|lo)?)\b.*")),
    (0.5, Pattern(r"(?:(?:la|a la|haz) )*mitad\b.*")),
)
_LONGEST_SCALE = 5  # words: "double it please"
_SHOWN = Pattern(r"\*, (?=\S)(?P<whole>\d*)(?P<part>[\u00bc\u00bd\u00be]?) (?:serving|raci|porci)")
_QUARTERS = {"": 0.0, "\u00bc": 0.25, "\u00bd": 0.5, "\u00be": 0.75}
_HOW_LONG = Pattern(
    r"(?:(?:and|so|ok|but) )*(?:how (?:long|much time|many minutes)|whats? the (?:cook|prep)\w*"
    r" time|cuanto (?:tarda|tiempo|se tarda|demora))\b[^?]{0,30}\W*"
)
_WITH_ANOTHER = Pattern(
    r"(?:(?:and|so|ok|but|what if|pero) )*"
    r"(?:(?:(?:what )?(?:can|could|may|should) (?:i|we)|(?:que )?(?:puedo|podria))"
    r" (?:use|put|swap|substitute|replace|sub|leave out|skip|usar|poner|cambiar)"
    r"|(?:i|we) (?:don'?t have|have no)|(?:i'?m|we'?re|were) out of|no tengo)"
    r"(?: \S+){1,8}"
)


def talk_of_dish(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what is asked right after a recipe; None where something else is said."""
    conversation, cookbook = situation.conversation, knowledge.cookbook
    if cookbook is None or not conversation.dish_id or not conversation.is_about(*_OF_A_DISH):
        return None
    recipe = cookbook.tables.recipes.get(conversation.dish_id)
    if recipe is None:
        return None
    said, texts = simplify(situation.message.text), knowledge.texts
    if servings := _servings(said, situation):
        return tell_recipe(situation, knowledge, servings=servings)
    if _HOW_LONG.fullmatch(said):
        return say(
            Intent.RECIPE,
            "recipe_time",
            situation,
            knowledge,
            dish=named(recipe, texts),
            minutes=recipe.minutes,
            active=recipe.active_minutes,
        )
    is_of_another = _WITH_ANOTHER.fullmatch(said.rstrip(" ?!."))
    return _with_another(recipe, cookbook, situation, knowledge) if is_of_another else None


def _with_another(
    recipe: Recipe, cookbook: Cookbook, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Say which foods the user may eat take the place of the one that is named, as the book says.

    A word that is no food by itself names none: "canned", "plain".
    """
    book, texts = cookbook.tables.book, knowledge.texts
    said = canonical_words(situation.message.text)
    foods = frozenset(word for word in said if knowledge.foods.find((word,)))
    found = alternatives(recipe, foods, book, suiting(situation, cookbook))
    if found is None:
        dish = named(recipe, texts)
        return say(Intent.RECIPE, "recipe_as_it_is", situation, knowledge, dish=dish)
    each, others = found
    food, *names = (shop_word(one, book.shelves, texts) for one in (each.food, *others))
    named_so = listed(tuple(names), texts, "or")
    return say(Intent.RECIPE, "recipe_instead", situation, knowledge, food=food, others=named_so)


def _servings(said: str, situation: Situation) -> float | None:
    """Return for how many a recipe is wanted: as many as are told, or times those shown."""
    if people := people_meant(said):
        return float(people)
    times = [factor for factor, pattern in _TIMES if pattern.fullmatch(said)]
    shown = _SHOWN.search(situation.conversation.last_said)
    if not times or not shown or len(said.split()) > _LONGEST_SCALE:
        return None
    return times[0] * (int(shown["whole"] or 0) + _QUARTERS[shown["part"]])
