"""Recipes of a user's own: pasted, read from a page, or a dish that was made up for them."""

from dataclasses import replace

from domain.conversation.keeping_foods import name_fault
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import QUESTION_STANDS, Pending, Question
from domain.conversation.talk.pages import paged
from domain.conversation.talk.recipes import avoided, named, servings_text, why_not
from domain.conversation.talk.replies import amounts, called, say
from domain.conversation.talk.taught import room_line, told_last, told_now
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.memory.memory import Remembered
from domain.memory.names import short_name
from domain.memory.own_recipes import entry_of, entry_of_kept, own_recipe_id, recipe_of
from domain.messaging.page import PageRead
from domain.messaging.text import clean, simplify
from domain.pattern import Match, Pattern
from domain.recipes.dish_words import DishWords
from domain.recipes.kept import KeptRecipe
from domain.recipes.measures import Measures
from domain.recipes.own_recipe import own_recipe
from domain.recipes.recipe import Recipe
from domain.recipes.written import WrittenRecipe, find_recipe
from domain.understanding.intents import Intent

_INTENT = Intent.RECIPE

_LINK = Pattern(r"(?:https?://|www\.)[^\s<>\"]+|(?<=\s)[a-z]+://\S+|^[a-z]+://\S+")
_SPEAKS_OF_RECIPE = Pattern(
    r"\b(?:recipes?|recetas?|save|keep|add|store|remember|import|guarda\w*|anota\w*|anade\w*"
    r"|apunta\w*|make this|dish|plato)\b"
)
_MOST_WORDS_BESIDE = 12
LONGEST_LINK = 1_000
"""Characters. Source: own choice, longer than the address of any recipe"""

_ONLY_RECIPE = Pattern(
    r"(?:here(?:'?s| is) |this is |save |keep |add |i have |aqui (?:esta|tienes) |guarda )?"
    r"(?:my|a|this|mi|una|esta) (?:own |new )?(?:recipe|receta)[ :.!]*"
)
_CALLED = r"(?: (?:as|como)(?: (?:my|mi|an?|una?|el|la|the))? (?P<name>.+?))?"
_KEEP_DISH = Pattern(
    r"(?:(?:yes|yeah|ok|great|love it|si|vale|genial)[,!.]? )?"
    r"(?:(?:please|can you|could you|por favor|puedes) )?"
    r"(?:(?:save|keep|store|remember) (?:it|that|this)(?: (?:one|recipe|dish|for me|for later))*"
    rf"|(?:save|keep) the (?:recipe|dish)|(?:guarda|guardar)(?:la|lo|me(?:la|lo))"
    r"|(?:guarda|conserva) (?:es[ae]|est[ae]|el|la)(?: (?:receta|plato|una))?)"
    rf"{_CALLED}(?:,? (?:please|por favor))?[.!]*"
)
_CALL_IT = Pattern(
    r"(?:please )?(?:(?:call|name|rename) (?:it|this|that|this recipe)(?: to)?|llama(?:la|lo))"
    r" (?P<name>[^.!?]{2,60})[.!]*"
)
_MOST_NAMED = 3


def hear_recipe(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep a recipe that is told, or one that was made up; None where a message is about none."""
    text = situation.message.text
    if situation.profile.consented_at is None:
        return None
    if written := find_recipe(text):
        return keep_written(written, situation, knowledge)
    if link := find_link(text):
        conversation = replace(situation.conversation, pending=None)
        return Outcome(_INTENT, situation.profile, conversation, page_url=link)
    return _hear_of_dish(situation, knowledge)


def _hear_of_dish(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep or name the dish that was told last; ask for a recipe that is only announced."""
    typed = " ".join(clean(situation.message.text).split())
    said = simplify(typed)
    if found := _KEEP_DISH.fullmatch(said):
        outcome = _keep_dish(_as_typed(found, typed), situation, knowledge)
    elif found := _CALL_IT.fullmatch(said):
        outcome = _renamed(_as_typed(found, typed), situation, knowledge)
    else:
        outcome = None
    if outcome is None and _ONLY_RECIPE.fullmatch(said):
        return say(_INTENT, "own_recipe_paste", situation, knowledge)
    return outcome


def _as_typed(found: Match, typed: str) -> str:
    """Return the name in a match, with the accents it was typed with."""
    start, end = found.span("name")
    return typed[max(start, 0) : max(end, 0)] if len(typed) == len(found.string) else found["name"]


def _renamed(name: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Give the recipe that was just kept another name; None where none was."""
    entry = next((each for each in told_last(situation) if each.recipe is not None), None)
    is_taken = situation.memory.find(name) is not None
    if entry is None or is_taken or name_fault(name, situation, knowledge) is not None:
        return None
    return keep_entry(replace(entry, name=name), situation, knowledge)


def keep_page(page: PageRead, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep the recipe of a page, or say why there is none."""
    if page.fault is not None:
        return say(_INTENT, f"own_page_{page.fault}", situation, knowledge)
    written = WrittenRecipe(
        page.name, page.servings, page.ingredient_lines, page.steps, page.minutes, page.category
    )
    return keep_written(written, situation, knowledge)


def find_link(text: str) -> str | None:
    """Return the address of a recipe to be read: alone, or beside words that speak of keeping it.

    "I read https://..." about something else is no such thing.
    """
    found = _LINK.search(text)
    if found is None or len(found[0]) > LONGEST_LINK:
        return None
    beside = simplify(f"{text[: found.start()]} {text[found.end() :]}")
    is_meant = not beside.strip(" .!?:") or _SPEAKS_OF_RECIPE.search(beside)
    if not is_meant or len(beside.split()) > _MOST_WORDS_BESIDE:
        return None
    link = found[0].rstrip(".,;!?)»”\"'")
    return f"https://{link}" if link.startswith("www.") else link


def keep_written(written: WrittenRecipe, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep a recipe: say what it comes to, what it holds, and what could not be read of it."""
    read = own_recipe(written, knowledge.foods, measures(knowledge))
    if not read.ingredients:
        return say(_INTENT, "own_recipe_nothing_read", situation, knowledge)
    name = _name(written.name, situation, knowledge)
    entry = entry_of(read, written, name, _dish_words(knowledge))
    is_guessed = written.servings is None
    return keep_entry(entry, situation, knowledge, is_new=True, is_guessed=is_guessed)


def _keep_dish(name: str, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep the dish that was told last; None where none was, or it stands in the book."""
    kept, texts = _told_dish(situation), knowledge.texts
    if kept is None:
        return _at_hand(situation, knowledge)
    called_so = kept.name_es if texts.language == "es" else kept.name
    entry = entry_of_kept(kept, _name(name or called_so, situation, knowledge), knowledge.foods)
    if entry is None:
        return say(_INTENT, "recipe_unknown", situation, knowledge)
    return keep_entry(entry, situation, knowledge, is_new=True)


def _at_hand(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Say that the dish told last needs no keeping; None where none was told last."""
    dish_id, cookbook = situation.conversation.dish_id, knowledge.cookbook
    if cookbook is None or not dish_id or not _is_of_dish(situation):
        return None
    recipe = cookbook.tables.recipes.get(dish_id)
    if recipe is None:
        return None
    dish = quoted(named(recipe, knowledge.texts))
    return say(_INTENT, "own_recipe_at_hand", situation, knowledge, dish=dish)


def _is_of_dish(situation: Situation) -> bool:
    return situation.conversation.comes_after(*_OF_DISHES)


def _told_dish(situation: Situation) -> KeptRecipe | None:
    """Return the dish spoken of last, if it was made up for this user and nothing was said since.

    A meal logged since is what "save this as ..." means then.
    """
    is_last = _is_of_dish(situation)
    dish_id = situation.conversation.dish_id
    week = situation.week
    alone = situation.conversation.made_up
    made_up = (*(() if alone is None else (alone,)), *(() if week is None else week.recipes))
    return next((each for each in made_up if is_last and each.recipe_id == dish_id), None)


_OF_DISHES = frozenset(
    {Intent.SUGGEST_MEAL, Intent.RECIPE, Intent.RATE_MEAL, Intent.PLAN_WEEK, Intent.SWAP_MEAL}
)


def keep_entry(
    entry: Remembered,
    situation: Situation,
    knowledge: Knowledge,
    *,
    is_new: bool = False,
    is_guessed: bool = False,
) -> Outcome:
    """Remember a recipe and say what it is; a new one may ask for what nobody could read, once.

    One that was just kept is changed in its place: nothing was made of it yet.
    """
    memory, gone = situation.memory.keep(entry) if is_new else (situation.memory, ())
    memory = told_now(memory, memory.entries[-1] if is_new else entry, situation)
    number = memory.made if is_new else entry.number
    kept = next(each for each in memory.entries if each.number == number)
    texts, after = knowledge.texts, knowledge.as_known_to(memory)
    recipe = recipe_of(kept, after.foods)
    asks = is_new and bool(kept.unread)
    servings = servings_text(kept.servings, texts)
    lines = [
        *_head(kept, recipe, servings, texts),
        *_safety(kept, recipe, situation, after),
        _question(kept, texts) if asks else _left_unread(kept, texts),
        texts.say("own_recipe_guessed", servings=servings) if is_guessed else "",
        "" if asks else texts.say("own_recipe_how", name=quoted(kept.name)),
        room_line(gone, texts),
    ]
    page = paged(lines, situation.message.user.channel, texts)
    conversation = replace(
        situation.conversation,
        pending=_pending(kept, situation) if asks or is_guessed else None,
        pages=page.rest,
        dish_id=own_recipe_id(kept),
        made_up=None,
    )
    return Outcome(_INTENT, situation.profile, conversation, page.draft, memory=memory)


def _pending(entry: Remembered, situation: Situation) -> Pending:
    expires_at = situation.message.received_at + QUESTION_STANDS
    return Pending(Question.OWN_RECIPE, expires_at, (str(entry.number),))


def _head(entry: Remembered, recipe: Recipe, servings: str, texts: ReplyTexts) -> list[str]:
    """Return what a recipe is called, how many it serves, and what a serving holds."""
    return [
        texts.say("own_recipe_saved", name=quoted(entry.name), servings=servings),
        texts.say_energy("own_recipe_serving", **amounts(recipe.per_serving, texts)),
    ]


def _safety(
    entry: Remembered, recipe: Recipe, situation: Situation, knowledge: Knowledge
) -> list[str]:
    """Return what goes against the user's allergies, and which allergens were found at all."""
    texts, allergies = knowledge.texts, situation.profile.allergies or ()
    lines = []
    if against := against_user(recipe, situation, knowledge):
        lines.append(texts.say("own_recipe_avoided", allergens=avoided(against, texts)))
    elif entry.unread and allergies:
        said = listed(tuple(dict.fromkeys(called(each, texts) for each in allergies)), texts)
        lines.append(texts.say("own_recipe_unchecked", said=said))
    held = recipe.allergens if knowledge.cookbook is None else knowledge.cookbook.held_in(recipe)
    keys = (f"allergen_{name}" for name in sorted(held))
    found = tuple(texts.say(key) for key in keys if key in texts.by_key)
    if not found:
        return [*lines, texts.say("own_recipe_no_allergens")]
    return [*lines, texts.say("own_recipe_allergens", allergens=listed(found, texts))]


def against_user(recipe: Recipe, situation: Situation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return what of a user's own recipe they told to avoid; an allergy nobody knows is all."""
    cookbook = knowledge.cookbook
    return () if cookbook is None else why_not(recipe, situation, cookbook)


def _question(entry: Remembered, texts: ReplyTexts) -> str:
    if len(entry.unread) == 1:
        return texts.say("own_recipe_ask_one", words=quoted(entry.unread[0]))
    return texts.say("own_recipe_ask", names=_named(entry, texts))


def _left_unread(entry: Remembered, texts: ReplyTexts) -> str:
    return texts.say("own_recipe_without", names=_named(entry, texts)) if entry.unread else ""


def _named(entry: Remembered, texts: ReplyTexts) -> str:
    names = [f'"{quoted(line, 40)}"' for line in entry.unread[:_MOST_NAMED]]
    more = len(entry.unread) - _MOST_NAMED
    if more > 0:
        names.append(texts.say("own_recipe_more_lines", count=more))
    return listed(tuple(names), texts)


def _name(title: str, situation: Situation, knowledge: Knowledge) -> str:
    """Return what a recipe is called: its title, short enough to be typed, else a number."""
    name = short_name(title, keeps_first=knowledge.texts.language == "es")
    if name and name_fault(name, situation, knowledge) is None:
        return name
    return knowledge.texts.say("own_recipe_unnamed", number=situation.memory.made + 1)


def measures(knowledge: Knowledge) -> Measures:
    """Return the measures of cooks."""
    cookbook = knowledge.cookbook
    told = None if cookbook is None else cookbook.tables.book.measures
    return Measures() if told is None else told


def _dish_words(knowledge: Knowledge) -> DishWords:
    cookbook = knowledge.cookbook
    told = None if cookbook is None else cookbook.tables.book.dish_words
    return DishWords() if told is None else told
