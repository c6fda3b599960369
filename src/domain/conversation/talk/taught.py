"""What a turn teaches and uses of the memory: lessons of corrections, names that were used."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Conversation, RememberedMeal
from domain.conversation.talk.replies import shown_food
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.diary import Meal, Portion
from domain.meals.foods import FoodId
from domain.meals.reading import slot_in
from domain.meals.vocabulary import canonical_words
from domain.memory.learning import find_lesson, learn, unlearn
from domain.memory.memory import Kind, Memory, Remembered
from domain.safety.allergens import contains

_NAMED = 3  # of what had to leave: more happens only where large dishes do


def learned(
    before: tuple[Portion, ...],
    after: tuple[Portion, ...],
    situation: Situation,
    knowledge: Knowledge,
) -> tuple[Memory | None, list[str]]:
    """Return the memory after a correction, None where it taught nothing, and what is said of it.

    Args:
        before: The portions as they were understood.
        after: The portions as they were corrected.
        situation: Where the talk stands.
        knowledge: The foods as this user knows them.
    """
    is_other_meal = slot_in(situation.message.text)  # "my dinner was pizza", after lunch was told
    lesson = None if is_other_meal else find_lesson(before, after, knowledge.foods)
    if lesson is None or situation.profile.consented_at is None:
        return None, []
    lesson, texts = lesson.after(told_last(situation)), knowledge.texts
    result = learn(lesson, situation.memory, knowledge.shared_foods)
    if result.entry is None:
        return (None if result.memory == situation.memory else result.memory), []
    names = tuple(dict.fromkeys(shown_food(each, texts)[0] for each in lesson.foods))
    key = "words_learned" if result.entry.is_sure else "words_doubtful"
    line = texts.say(key, words=quoted(lesson.words), food=listed(names, texts))
    lines = [line, room_line(result.gone, texts)]
    return told_now(result.memory, result.entry, situation), lines


def room_line(gone: tuple[Remembered, ...], texts: ReplyTexts) -> str:
    """Return what had to leave the memory, in one line; empty where nothing had."""
    if not gone:
        return ""
    names = tuple(f'"{called(each, texts)}"' for each in gone[:_NAMED])
    return texts.say("own_full", names=listed(names, texts))


def called(entry: Remembered, texts: ReplyTexts) -> str:
    """Return what to call a thing that was taught."""
    if entry.kind is not Kind.USUAL:
        return quoted(entry.name)
    return texts.say("own_usual", slot=texts.say(f"slot_{entry.name}"))


def told_now(memory: Memory, entry: Remembered, situation: Situation) -> Memory:
    """Return the memory with when a thing was told: "forget that" means what was told last."""
    dated = replace(entry, told_at=situation.message.received_at)
    return replace(
        memory,
        entries=tuple(dated if each.number == entry.number else each for each in memory.entries),
    )


def told_last(situation: Situation) -> tuple[Remembered, ...]:
    """Return what the message before this one taught."""
    turns = situation.conversation.turns
    return tuple(
        each for each in situation.memory.entries if turns and each.told_at == turns[-1].at
    )


def taken_back(
    restored: Meal | None, was: RememberedMeal | None, memory: Memory, knowledge: Knowledge
) -> Memory:
    """Return the memory without what a correction taught that was undone."""
    if restored is None or was is None:
        return memory
    corrected = was.meal(knowledge.foods)
    lesson = find_lesson(restored.portions, corrected.portions, knowledge.foods)
    return unlearn(lesson, memory) if lesson else memory


def memory_after(outcome: Outcome, situation: Situation) -> Memory | None:
    """Return the memory as a turn leaves it, None where it is as it was.

    What was eaten is the last to be forgotten; a food without a name is kept while a meal at hand
    is made of it.
    """
    before = situation.memory
    memory = before if outcome.memory is None else outcome.memory
    memory = memory.using(_used(outcome, memory)).needed(_eaten_lately(outcome.conversation))
    return None if memory == before else memory


def _used(outcome: Outcome, memory: Memory) -> frozenset[int]:
    portions = [portion for meal in outcome.added for portion in meal.portions]
    ids = {portion.food_id for portion in portions}
    said = [canonical_words(portion.text) for portion in portions]
    return frozenset(
        each.number
        for each in memory.entries
        if each.food_id in ids
        or (each.kind is Kind.WORDS and any(contains(text, each.phrase) for text in said))
    )


def _eaten_lately(conversation: Conversation) -> frozenset[FoodId]:
    edited = (edit.before for edit in conversation.edits if edit.before is not None)
    return frozenset(
        portion.food_id
        for meal in (*conversation.recent, *edited)
        for portion in meal.portions
        if portion.food_id is not None
    )
