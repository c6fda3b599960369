"""What of a request's free words a plan was made with, and what not: said, so that nobody guesses.

Nothing a model wrote is told in its own words: foods are those of the table, days and diets those
of our forms, and what was not used is quoted from the user.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from domain.conversation.talk.week_words import dollars
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.foods import FoodTable
from domain.meals.vocabulary import canonical_words
from domain.plans.advice import Heard
from domain.plans.narrowing import ONE_PAN, REFUSE, WEEKDAYS

_LONGEST_QUOTE = 160  # characters


def heard_lines(heard: Heard | None, foods: FoodTable, texts: ReplyTexts) -> list[str]:
    """Return what is said of the words no rule read: what they came to, and what was left out."""
    if heard is None:
        return []
    lines = [] if heard.filled is None else _understood(heard.filled, foods, texts)
    if heard.unused:
        key = "plan_dropped" if heard.is_dropped else "plan_unheard"
        lines.append(texts.say(key, words=quoted(heard.unused, _LONGEST_QUOTE)))
    return lines


def _understood(filled: Mapping[str, Any], foods: FoodTable, texts: ReplyTexts) -> list[str]:
    meant = tuple(_meant(filled, foods, texts))
    lines = [texts.say("plan_heard", meant=", ".join(meant))] if meant else []
    if filled["allergies"]:
        named = _named(filled["allergies"], foods, texts)
        lines.append(texts.say("plan_heard_allergy", foods=named))
    return lines


def _meant(filled: Mapping[str, Any], foods: FoodTable, texts: ReplyTexts) -> Iterator[str]:
    yield from (texts.say(f"diet_{_key(diet)}") for diet in filled["diets"])
    for key, field in (("away", "allergies"), ("without", "dislikes"), ("likes", "likes")):
        if filled[field]:
            yield texts.say(f"heard_{key}", foods=_named(filled[field], foods, texts))
    if filled["kitchens"]:
        kitchens = tuple(texts.say(f"kitchen_{_key(each)}") for each in filled["kitchens"])
        yield texts.say("heard_kitchens", kitchens=listed(kitchens, texts))
    if filled["budget_usd_week"] is not None:
        yield texts.say("heard_budget", budget=dollars(filled["budget_usd_week"]))
    for field in ("minutes_weekday", "minutes_weekend"):
        if filled[field] is not None:
            yield texts.say(f"heard_{field}", minutes=filled[field])
    if filled["pans"] == ONE_PAN:
        yield texts.say("heard_one_pan")
    yield from (_of_day(day, foods, texts) for day in filled["days"])


def _of_day(day: Mapping[str, Any], foods: FoodTable, texts: ReplyTexts) -> str:
    on = texts.say(f"weekday_{WEEKDAYS.index(day['weekday'])}")
    if day["kind"] == REFUSE:
        return texts.say("heard_day_without", day=on, foods=_named([day["what"]], foods, texts))
    slots = tuple(texts.say(f"slot_{slot}") for slot in day["meals"])
    return texts.say("heard_day_out", day=on, slots=listed(slots, texts))


def _named(names: Iterable[str], foods: FoodTable, texts: ReplyTexts) -> str:
    return listed(tuple(dict.fromkeys(_food(name, foods, texts) for name in names)), texts)


def _food(name: str, foods: FoodTable, texts: ReplyTexts) -> str:
    """Return a food in the language of the texts, as far as the tables know it in it."""
    food = foods.find(canonical_words(name))
    if food is None or texts.food_names is None:
        return quoted(name)
    return texts.food_names.name_of(food.food_id, "") or quoted(name)


def _key(name: str) -> str:
    return name.replace("-", "_").replace(" ", "_")
