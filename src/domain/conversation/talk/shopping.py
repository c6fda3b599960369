"""The shopping list of the planned week: said by aisle, with prices, and edited in the chat."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.list_words import ListEdit, read_list_edits
from domain.conversation.talk.pages import paged
from domain.conversation.talk.replies import say, saying
from domain.conversation.talk.shopping_edits import adding, having
from domain.conversation.talk.week_words import dollars
from domain.conversation.wording import ReplyTexts, quoted
from domain.meals.foods import FoodId
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.shopping import Item
from domain.plans.week import KeptList
from domain.understanding.intents import Intent

_LIST_WORDS = frozenset(words("list lista groceries shopping compras"))
_COST = frozenset(
    words("much total totals cost costs price dollars usd cuanto cuesta cuestan precio vale suma")
)
_MOST_WORDS = 3
_NO_GOODS = frozenset(
    words(
        "reminder reminders meal meals day people person breakfast lunch dinner snack calories kcal"
        " protein weight note it that this them recordatorio comida persona personas desayuno cena"
        " almuerzo merienda idea ideas recipe recipes help sleep water break"
    )
)
_COUNTED = Pattern(
    r"^(?:\d+(?:[.,]\d+)?|one|two|three|a|an|un|una|dos|tres) ?(?:(?:lbs?|pounds?|kgs?|kilos?|g|oz"
    r"|cans?|packs?|bags?|bottles?|dozen|cartons?|latas?|bolsas?)\b)?(?: (?:of|de)\b)? *"
)
_OF_ALL = frozenset(words("all everything altogether todo"))
_AROUND_COST = frozenset(
    words(
        "how what what's whats is are that it's it all this the of my our list plan week shopping"
        " for groceries grocery food in altogether everything do does will would be come to so and"
        " ok"
        " then whole thing again is those these es todo toda el la lista semana en de mi cual que"
        " sale costaria serian son dolares compra compras now ahora going gonna"
    )
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
    if edits := read_list_edits(situation.message.text, knowledge.foods):
        return _edited(kept, edits, situation, knowledge)
    texts = knowledge.texts
    lines = [
        texts.say("list_head", cost=dollars(kept.items.cost_usd)),
        texts.say("list_counted"),
        *_aisles(kept, situation, texts),
    ]
    return _paged(lines, situation, texts)


def talk_of_list(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what is said of the list right after it, or of it by name; None for anything else."""
    kept, conversation = situation.kept_list, situation.conversation
    if kept is None:
        return None
    text = situation.message.text
    names_list = not _LIST_WORDS.isdisjoint(words(text))
    is_of_list = names_list or conversation.is_about(Intent.SHOPPING_LIST)
    is_of_week = is_of_list or conversation.is_about(Intent.PLAN_WEEK, Intent.SWAP_MEAL)
    edits = read_list_edits(text, knowledge.foods)
    is_edit = is_of_list or (is_of_week and any(each.is_added for each in edits))
    is_edit = is_edit or (not conversation.recent and len(edits) > 1)
    is_meant = names_list or (conversation.comes_after(Intent.SHOPPING_LIST) and _are_goods(edits))
    if edits and is_edit and (is_meant or _are_foods(edits, kept, knowledge)):
        return _edited(kept, edits, situation, knowledge)
    is_of_week = is_of_week or conversation.is_about(Intent.RECIPE)
    is_of_week = is_of_week or not _OF_ALL.isdisjoint(words(text))
    if is_of_week and asks_cost(text):
        cost = dollars(kept.items.cost_usd)
        return say(Intent.SHOPPING_LIST, "list_cost", situation, knowledge, cost=cost)
    return tell_at_home(situation, knowledge)


def asks_cost(text: str) -> bool:
    """Whether a message asks what it all costs and nothing else."""
    heard = frozenset(words(text))
    return bool(heard & _COST) and heard <= _COST | _AROUND_COST


def _are_goods(edits: tuple[ListEdit, ...]) -> bool:
    """Whether all that is added may be bought: soap is, a reminder is not."""
    return all(
        each.is_added
        and len(each.what.split()) <= _MOST_WORDS
        and _NO_GOODS.isdisjoint(words(each.what))
        for each in edits
    )


def _are_foods(edits: tuple[ListEdit, ...], kept: KeptList, knowledge: Knowledge) -> bool:
    """Whether each edit is of a food, or of something on the list."""
    return all(
        knowledge.foods.find(canonical_words(_COUNTED.sub("", each.what)))
        or (not each.is_added and having(kept, each.what, knowledge) != kept)
        for each in edits
    )


def _edited(
    kept: KeptList, edits: tuple[ListEdit, ...], situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Make one edit after the other and say each."""
    lines, list_now = list[str](), kept
    for edit in edits:
        make = _added if edit.is_added else _had
        outcome = make(list_now, edit.what, situation, knowledge)
        lines += [outcome.draft.text] if outcome.draft else []
        list_now = outcome.kept_list or list_now
    edited = saying(Intent.SHOPPING_LIST, lines, situation)
    return edited if list_now == kept else replace(edited, kept_list=list_now)


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
    is_priced = edited.items.cost_usd > kept.items.cost_usd
    outcome = say(
        Intent.SHOPPING_LIST,
        "list_added" if is_priced else "list_added_unpriced",
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
