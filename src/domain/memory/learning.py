"""What a correction teaches: which words meant another food than was understood."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.meals.diary import Portion
from domain.meals.foods import FoodId, FoodTable
from domain.meals.quantities import find_number
from domain.meals.reading import SEPARATORS, list_names
from domain.meals.vocabulary import canonical_words, tokens
from domain.memory.memory import MOST_PARTS_OF_ONE, Kind, Memory, Part, Remembered

_LONGEST_WORDS = 60  # characters of words that are remembered
_LINKS = frozenset({"of", "de", "the", "my", "mi", "mis", "some", "el", "la", "los", "las"})


@dataclass(frozen=True, slots=True)
class Lesson:
    """Words, the food they were taken for, None if for none, and the foods they mean.

    `is_sure` is False where the user may have misspoken.
    """

    words: str
    taken_for: FoodId | None
    foods: tuple[Portion, ...]
    is_sure: bool

    def after(self, told: tuple[Remembered, ...]) -> "Lesson":
        """Return the lesson of the words that were typed first, if this corrects a correction."""
        first = [each for each in told if _foods_of(each) == [self.taken_for]]
        return replace(self, words=first[0].name, is_sure=first[0].is_sure) if first else self


def find_lesson(
    before: tuple[Portion, ...], after: tuple[Portion, ...], table: FoodTable
) -> Lesson | None:
    """Return what a corrected meal teaches, None where no one food was taken for another.

    Exactly one food must have gone and others come: then its words meant those. Were the words the
    very name of the food that went and is what came no kind of it ("apple" was a banana), the user
    may have misspoken and the lesson is not sure; "milk" that was oat milk is told more closely.

    Args:
        before: The meal as it was understood.
        after: The meal as it was corrected.
        table: The foods as this user knows them.
    """
    was = {each.food_id or each.text for each in before}
    is_now = {each.food_id or each.text for each in after}
    gone = [each for each in before if (each.food_id or each.text) not in is_now]
    come = tuple(each for each in after if (each.food_id or each.text) not in was)
    if len(gone) != 1 or not come or len(come) > MOST_PARTS_OF_ONE:
        return None
    if any(each.food_id is None for each in come):
        return None
    if gone[0].estimate is not None and gone[0].estimate.is_told:
        return None  # "lunch" was the name of a meal, not of a food
    words = _words_of(gone[0], before, table)
    if not words or len(words) > _LONGEST_WORDS:
        return None
    return Lesson(words, gone[0].food_id, come, is_sure=not _may_be_slip(words, gone[0], come))


@dataclass(frozen=True, slots=True)
class Learned:
    """A memory after a lesson: what it remembers now, None if nothing, and what had to leave."""

    memory: Memory
    entry: Remembered | None = None
    gone: tuple[Remembered, ...] = ()


def learn(lesson: Lesson, memory: Memory, table: FoodTable) -> Learned:
    """Return the memory after a lesson.

    A lesson that is not sure becomes so when it is taught again. Words that mean again what the
    table takes them for need not be remembered. A user's own food keeps its name.

    Args:
        lesson: What was taught.
        memory: What was taught before.
        table: The foods as everybody knows them.
    """
    parts = tuple(map(Part.of, lesson.foods))
    known = memory.find(lesson.words)
    if known is not None and known.kind is not Kind.WORDS:
        return Learned(memory)
    shared = table.find(canonical_words(lesson.words))
    if shared is not None and [part.food_id for part in parts] == [shared.food_id]:
        return Learned(memory.forget(known) if known else memory)
    is_again = known is not None and _foods_of(known) == [part.food_id for part in parts]
    entry = Remembered(Kind.WORDS, lesson.words, parts=parts, is_sure=lesson.is_sure or is_again)
    kept, gone = memory.keep(entry)
    return Learned(kept, kept.entries[-1], gone)


def unlearn(lesson: Lesson, memory: Memory) -> Memory:
    """Return the memory without a lesson that was taken back."""
    known = memory.find(lesson.words)
    is_it = known is not None and known.kind is Kind.WORDS
    foods = [each.food_id for each in lesson.foods]
    return memory.take_back(known) if known and is_it and _foods_of(known) == foods else memory


def _foods_of(entry: Remembered) -> list[str | None]:
    return [part.food_id for part in entry.parts]


def _words_of(portion: Portion, meal: tuple[Portion, ...], table: FoodTable) -> str:
    """Return the words that were taken for a food, without its amount; empty where unclear."""
    names = [
        name for name in list_names(portion.text, table) if name.food.food_id == portion.food_id
    ]
    if names:
        return portion.text[names[0].start : names[0].end]
    if sum(each.text == portion.text for each in meal) > 1:
        return ""  # its words told other foods as well
    return " ".join(_bare(portion.text, table))


def _bare(text: str, table: FoodTable) -> Iterator[str]:
    """Yield the words of a text but for the amount it begins with."""
    has_begun = False
    for token in tokens(text):
        is_amount = find_number(token.plain) is not None or token.base in table.units
        has_begun = has_begun or not (is_amount or token.plain in _LINKS)
        if has_begun:
            yield text[token.start : token.end]


def _may_be_slip(words: str, gone: Portion, come: tuple[Portion, ...]) -> bool:
    if gone.food_id is None:
        return False  # nobody knew the words
    said = set(canonical_words(words)) - SEPARATORS
    if said != set(canonical_words(gone.name)) - SEPARATORS:
        return False
    told = {word for each in come for word in canonical_words(f"{each.name} {each.text}")}
    return not said <= told
