"""The words of a question about foods: which name nutrients, which ask, which are left as foods."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.meals.foods import FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import find_number, unit_named
from domain.meals.vocabulary import Token, canonical_words
from domain.messaging.phrases import Phrase, spoken

_COUNTING_CUES = (Phrase("how much|many"), Phrase("cuanto|cuanta|cuantos|cuantas"))
_CUES = (
    Phrase("what|which|who ... more|most|less|least|fewer|higher|lower|highest|lowest"),
    Phrase("what is|are"),
    Phrase("whats"),
    Phrase("vs|versus"),
    Phrase("is|are there"),
    Phrase("is|are ... high|low|rich in"),
    Phrase("do|does|did ... have|contain|has"),
    Phrase("que|cual ... tiene|tienen|contiene|contienen|aporta"),
    Phrase("tiene|tienen|contiene|contienen|hay"),
)
_CONTENT_CUES = (
    Phrase("what is|are in"),
    Phrase("whats in"),
    Phrase("que tiene|tienen|contiene|contienen|lleva|hay"),
    Phrase("macro|macros|nutrition|nutritional|nutrients|nutricion|nutricional|nutricionales"),
)
_ABOUT_THE_DAY = Phrase(
    "should|need|left|remaining|today|daily|goal|target|limit|allowed|week|far|debo|deberia"
    "|necesito|queda|quedan|llevo|hoy|semana|meta|diaria|diarias"
)
_LEAST = Phrase("less|least|fewer|fewest|lower|lowest|menos|menor")
_MOST = Phrase("more|most|higher|highest|mas|mayor")

_VERSUS = frozenset({"or", "vs", "versus", "than", "o", "u", "compared", "against"})
_DIVIDERS = _VERSUS | {"que"}
_EDGES = frozenset(
    "how much many what which who is are was were there any do does did have has had contain "  # noqa: SIM905
    "contains get give gives more most less least fewer higher lower highest lowest high low rich "
    "in of for from per with to on and tell me about show the whats what's it's its it that this "
    "you i hey hi hello please pls calculate content amount level value values fact facts info "
    "information macro macros nutrition nutritional nutrient nutrients source good between cuanto "
    "cuanta cuantos cuantas cual tiene tienen contiene contienen hay lleva aporta en de del el la "
    "los las por para con y e es son mas menos mayor menor entre dime hola cantidad valor valores "
    "informacion nutricion nutricional nutricionales ( ) , ; : .".split()
)
_SHARES = frozenset({"g", "gram", "gramo", "mg", "milligram", "amount", "content", "lot"})
_PLACED = frozenset({"in", "en", "of", "de"})
_ADDED = frozenset({"with", "con"})
_JOINED = frozenset({"and", "y", "plus", ","})
_NAMES_AFTER = _PLACED | {"del", "does", "do", "for", "tiene", "tienen", "hay", "per"}


@dataclass(frozen=True, slots=True)
class NutrientMention:
    """A nutrient and the tokens that name it."""

    nutrient: Nutrient
    start: int
    end: int


@dataclass(frozen=True)
class QuestionText:
    """A text in tokens, held against the foods and the words for nutrients."""

    text: str
    tokens: tuple[Token, ...]
    table: FoodTable
    nutrient_words: Mapping[str, Nutrient]

    @cached_property
    def said(self) -> str:
        """The text as phrases see it."""
        return spoken(self.text)

    @property
    def nutrients(self) -> tuple[Nutrient, ...]:
        """The nutrients named, each once, in the order they are said."""
        return tuple(dict.fromkeys(mention.nutrient for mention in self._mentions))

    @property
    def is_question(self) -> bool:
        """Whether it asks what is in something; "20 g protein" tells, and asks nothing."""
        if not self._mentions:
            return _is_any(_CONTENT_CUES, self.said)
        if self.is_counting:
            return True
        if any(self._is_counted(mention.start) for mention in self._mentions):
            return False
        return "?" in self.text or _is_any(_CUES, self.said) or self._is_headed()

    @property
    def is_counting(self) -> bool:
        """Whether it asks how much."""
        return _is_any(_COUNTING_CUES, self.said)

    @property
    def is_about_the_day(self) -> bool:
        """Whether it may ask about the user's own day, not about a food."""
        return _ABOUT_THE_DAY.is_in(self.said)

    @property
    def names_a_place(self) -> bool:
        """Whether something is asked after: "iron in ...", "calories does ..."."""
        return any(self._plain(mention.end) in _NAMES_AFTER for mention in self._mentions)

    @property
    def wants_least(self) -> bool:
        """Whether the least is asked for."""
        return _LEAST.is_in(self.said)

    @property
    def is_comparing(self) -> bool:
        """Whether foods are set against each other."""
        is_divided = any(token.plain in _VERSUS for token in self.tokens)
        return is_divided or self.wants_least or _MOST.is_in(self.said)

    def parts(self) -> Iterator[str]:
        """Yield the stretches that may name foods, without the words of the question."""
        start = 0
        for divider, after in (*self._divisions(), (len(self.tokens), 0)):
            first, end = self._stripped(start, divider)
            if first < end:
                yield self.text[self.tokens[first].start : self.tokens[end - 1].end]
            start = after

    def _divisions(self) -> list[tuple[int, int]]:
        named = [(mention.start, mention.end) for mention in self._mentions]
        places = [n for n, token in enumerate(self.tokens) if token.plain in _DIVIDERS]
        return sorted([*named, *((n, n + 1) for n in places)])

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._is_edge(start, _EDGES | _SHARES) and not self._food(start):
            start += 1
        while start < end and self._is_edge(end - 1, _EDGES):
            end -= 1
        return start, end

    def _is_edge(self, place: int, edges: frozenset[str]) -> bool:
        token = self.tokens[place]
        return token.plain in edges or token.base in edges

    @cached_property
    def _phrases(self) -> Mapping[tuple[str, ...], Nutrient]:
        return {canonical_words(word): nutrient for word, nutrient in self.nutrient_words.items()}

    @cached_property
    def _mentions(self) -> tuple[NutrientMention, ...]:
        found: list[NutrientMention] = []
        place, has_food = 0, False
        while place < len(self.tokens):
            food_end = place + self._food(place)
            mention = self._mention(place)
            if mention and not self._is_food(mention, food_end, has_food=has_food):
                found.append(mention)
                place = mention.end
                continue
            has_food = has_food or food_end > place
            place = max(food_end, place + 1)
        return tuple(found)

    def _mention(self, place: int) -> NutrientMention | None:
        for length in range(max(map(len, self._phrases), default=0), 0, -1):
            words = tuple(token.base for token in self.tokens[place : place + length])
            if nutrient := self._phrases.get(words):
                return NutrientMention(nutrient, place, place + len(words))
        return None

    def _is_food(self, mention: NutrientMention, food_end: int, *, has_food: bool) -> bool:
        """Whether a word for a nutrient is a food here: "coffee with sugar", "1 tsp of salt"."""
        if food_end != mention.end:
            return food_end > mention.end
        before = self._plain(mention.start - 1)
        if before in _PLACED:
            is_share = self._base(mention.start - 2) in _SHARES
            return not is_share or self._is_number(mention.start - 3)
        is_added = before in _ADDED or (before in _JOINED and has_food)
        return is_added or self._is_counted(mention.start)

    def _is_counted(self, place: int) -> bool:
        """Whether an amount stands before a place: "20 g", "a", "1 tsp of"."""
        if self._plain(place - 1) in _PLACED:
            place -= 1
        if self._is_number(place - 1):
            return True
        return unit_named(self._plain(place - 1)) in self.table.units and self._is_number(place - 2)

    def _is_headed(self) -> bool:
        """Whether a nutrient begins or ends the text: "calories in 2 eggs", "banana carbs"."""
        first, last = self._mentions[0], self._mentions[-1]
        begins = first.start == 0 and (self._plain(first.end) in _PLACED or not self._food(0))
        ends = last.end == len(self.tokens) and not self._food(last.start)
        return begins or ends

    def _food(self, place: int) -> int:
        """Return the number of words of the longest food name at a place, 0 if there is none."""
        for length in range(self.table.longest_phrase, 0, -1):
            words = tuple(token.base for token in self.tokens[place : place + length])
            if self.table.find(words):
                return len(words)
        return 0

    def _is_number(self, place: int) -> bool:
        return find_number(self._plain(place)) is not None

    def _plain(self, place: int) -> str:
        return self.tokens[place].plain if 0 <= place < len(self.tokens) else ""

    def _base(self, place: int) -> str:
        return self.tokens[place].base if 0 <= place < len(self.tokens) else ""


def _is_any(phrases: tuple[Phrase, ...], said: str) -> bool:
    return any(phrase.is_in(said) for phrase in phrases)
