"""The shopping list of the planned week: said by aisle, with prices, and edited in the chat."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.pages import paged
from domain.conversation.talk.replies import say
from domain.conversation.talk.shopping_edits import adding, having
from domain.conversation.talk.week_words import dollars
from domain.conversation.wording import ReplyTexts, quoted
from domain.meals.foods import FoodId
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.shopping import Item
from domain.plans.week import KeptList
from domain.understanding.intents import Intent

_ADD = Pattern(
    r"(?:please )?(?:add|put|agrega|anade|pon|apunta) (?:(?:some|a|an|the|un|una|el|la) )?"
    r"(?P<what>.{2,40}?)(?: (?:to|on|a|en) (?:my|the|la|mi)(?: shopping| grocery)? ?(?:list|lista)"
    r"(?: de (?:la )?compras?)?)?(?: please| por favor)?[.!]?"
)
_REMOVE = Pattern(
    r"(?:remove|take|cross|quita|borra|saca) (?:off |out )?(?:(?:the|el|la|los|las) )?"
    r"(?P<what>.{2,40}?)(?: (?:from|off|de) (?:my|the|la|mi)(?: shopping| grocery)? ?"
    r"(?:list|lista)(?: de (?:la )?compras?)?)[.!]?"
)
_HAVE = Pattern(
    r"(?:i|we)(?:'ve)? (?:already |still )?(?:have|got|have got)"
    r"(?: (?:some|enough|plenty of|lots of|the|a bag of|already))* (?P<what>[a-z][a-z ,'-]{1,60}?)"
    r"(?: (?:at home|already|left|in the (?:pantry|fridge|freezer|cupboard)))?[.!]?"
    r"|(?:ya )?(?:tengo|tenemos)(?: (?:ya|suficiente|bastante))*"
    r"(?: (?:el|la|los|las|un|una|algo de))* (?P<que>[a-z][a-z ,'-]{1,60}?)"
    r"(?: (?:en casa|ya))?[.!]?"
)
_NOT_AT_HOME = Pattern(
    r"\b(?:allerg|alergi|diabet|question|problem|headache|cramps|for (?:breakfast|lunch|dinner)|had"
    r"|kids?|children|hijos?|anos|hambre|sed|a lot of|no idea|to (?:go|run|eat)|time)"
)
_BETWEEN = Pattern(r",| and | y | e ")
_OUNCE_G, _POUND_G, _KILOGRAM_G = 28.349523, 453.59237, 1000.0  # Source: NIST SP 811
_LEAST_WHOLE_G = 0.95  # a pinch of saffron is not nothing
_SMALL_G = 10.0
_LITTLE_G = 15.0  # half an ounce of sesame seeds or salt; nobody weighs it in a shop
_OF_KITCHENS = Pattern(r"\b(?:raw|rinsed|crud[oa]s?|dry(?= (?:white|brown|whole)))\b ?")
"""Words by which a food table tells foods apart and a shop does not."""


def shopping_list(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say the list of the planned week, or change it."""
    kept = situation.kept_list
    if kept is None:
        return say(Intent.SHOPPING_LIST, "no_plan", situation, knowledge)
    said = simplify(situation.message.text)
    if match := _ADD.fullmatch(said):
        return _added(kept, match["what"], situation, knowledge)
    if match := _REMOVE.fullmatch(said):
        return _had(kept, match["what"], situation, knowledge)
    texts = knowledge.texts
    lines = [
        texts.say("list_head", cost=dollars(kept.items.cost_usd)),
        texts.say("list_counted"),
        *_aisles(kept, situation, texts),
    ]
    return _paged(lines, situation, texts)


def tell_at_home(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Cross out what somebody has: "I have rice". None where no list stands or it is not on it.

    "I have rice for lunch" is a meal.
    """
    kept, said = situation.kept_list, simplify(situation.message.text)
    match = _HAVE.fullmatch(said)
    if kept is None or match is None or _NOT_AT_HOME.search(said):
        return None
    what = match["what"] or match["que"]
    edited = _without(kept, what, knowledge)
    is_after_list = bool(situation.conversation.turns) and (
        situation.conversation.turns[-1].intent == Intent.SHOPPING_LIST
    )
    return _had(kept, what, situation, knowledge) if edited != kept or is_after_list else None


def _without(kept: KeptList, what: str, knowledge: Knowledge) -> KeptList:
    for part in _BETWEEN.split(what):
        kept = having(kept, part.strip(), knowledge) if part.strip() else kept
    return kept


def _had(kept: KeptList, what: str, situation: Situation, knowledge: Knowledge) -> Outcome:
    edited, texts = _without(kept, what, knowledge), knowledge.texts
    if edited == kept:
        return say(Intent.SHOPPING_LIST, "list_not_on", situation, knowledge, what=quoted(what))
    gone = [item for item in kept.items.items if item not in edited.items.items]
    names = ", ".join(dict.fromkeys(item_name(item, texts) for item in gone))
    outcome = say(
        Intent.SHOPPING_LIST,
        "list_crossed_out",
        situation,
        knowledge,
        what=names,
        cost=dollars(edited.items.cost_usd),
        saved=dollars(round(kept.items.cost_usd - edited.items.cost_usd, 2)),
    )
    return replace(outcome, kept_list=edited)


def _added(kept: KeptList, what: str, situation: Situation, knowledge: Knowledge) -> Outcome:
    edited = adding(kept, what, knowledge)
    outcome = say(
        Intent.SHOPPING_LIST,
        "list_added",
        situation,
        knowledge,
        what=quoted(what),
        cost=dollars(edited.items.cost_usd),
    )
    return replace(outcome, kept_list=edited)


def _paged(lines: list[str], situation: Situation, texts: ReplyTexts) -> Outcome:
    page = paged(lines, situation.message.user.channel, texts, (texts.say("button_why"),))
    conversation = replace(situation.conversation, pages=page.rest)
    return Outcome(Intent.SHOPPING_LIST, situation.profile, conversation, page.draft)


def _aisles(kept: KeptList, situation: Situation, texts: ReplyTexts) -> list[str]:
    return [
        texts.say(
            "list_aisle",
            aisle=texts.say("aisle_" + "_".join(words(aisle))),
            items=", ".join(
                _item(item, texts, in_pounds=situation.profile.uses_pounds) for item in items
            ),
        )
        for aisle, items in kept.items.by_aisle()
    ]


def _item(item: Item, texts: ReplyTexts, *, in_pounds: bool) -> str:
    name = item_name(item, texts)
    if item.shelf and item.mass_g and (said := item.shelf.counted(item.mass_g, texts.language)):
        return said
    if item.mass_g is None or item.mass_g < _LITTLE_G:
        return name
    if item.packs > 1:
        return f"{name} {item.packs}×{mass(item.mass_g / item.packs, in_pounds=in_pounds)}"
    return f"{name} {mass(item.mass_g, in_pounds=in_pounds)}"


def item_name(item: Item, texts: ReplyTexts) -> str:
    """Return what a line of the list is called in the language of the texts."""
    if item.shelf is not None:
        return item.shelf.named(texts.language)
    names = texts.food_names
    if names is None or item.food_id is None:
        return shop_name(item.name)
    return shop_name(names.name_of(FoodId(item.food_id), "") or item.name)


def shop_name(name: str) -> str:
    """Return what a shop calls a food: "eggs" are not "raw"."""
    return _OF_KITCHENS.sub("", name).strip() or name


def mass(grams: float, *, in_pounds: bool) -> str:
    """Return a mass as a shop or a kitchen scale shows it: "350 g", "1.2 kg"; "12 oz", "2½ lb"."""
    if not in_pounds:
        if grams < _LEAST_WHOLE_G:
            return f"{grams:.1f} g"
        if grams >= _KILOGRAM_G:
            return f"{grams / _KILOGRAM_G:.1f}".removesuffix(".0") + " kg"
        return f"{grams:.0f} g" if grams < _SMALL_G else f"{round(grams / 5) * 5:.0f} g"
    if grams >= _POUND_G:
        return f"{grams / _POUND_G:.1f}".removesuffix(".0") + " lb"
    ounces = grams / _OUNCE_G
    return f"{ounces:.1f}".removesuffix(".0") + " oz"
