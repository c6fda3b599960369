"""What a message wants of the memory: a food told, a meal saved, a thing forgotten, all listed."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.meals.foods import FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.reading import MealReading, slot_in
from domain.memory.kept_readings import read_named
from domain.memory.labels import read_label
from domain.memory.memory import Label
from domain.messaging.text import clean, simplify
from domain.pattern import Match, Pattern

LONGEST_STATEMENT = 500
"""Characters. Source: own choice, a recipe of twenty lines"""

_PLEASE = r"(?:please |can you |could you |por favor )?"
_KEEP = (
    r"(?:(?:remember|save|store|note|know|add|learn|recuerda|guarda|anota|apunta|aprende)"
    r"(?: that| this| que)?[:,]? )"
)
_ONE = (
    r"(?:(?:an?|one|1|each|un|una|cada) (?P<unit>[a-z]+) (?:of|de) "
    r"|(?P<grams>\d+(?:[.,]\d+)? ?(?:g|ml)) (?:of|de) )?"
)
_HAS = (
    r"(?: (?:is|are|was|were|has|have|had|contains?|consists? of|means?|equals|comes? (?:in )?at"
    r"|es|son|era|eran|tienen?|tenia|contienen?|lleva|llevan|aportan?)(?: made (?:of|with|from))?"
    r"(?: hech[oa]s? (?:de|con))?(?=[ :])| ?[=:])[ :]*"
)
_TOLD = Pattern(
    rf"{_PLEASE}{_KEEP}?{_ONE}(?:my|our|mis?|nuestr[oa]s?) (?P<name>.+?)"
    rf"(?: \((?P<size>[\d.,]+ ?(?:g|ml))\))?{_HAS}(?P<what>\S.*?)[.!]*"
)
_TOLD_TO_KEEP = Pattern(
    rf"{_PLEASE}{_KEEP}(?:the |an? |el |la |un |una )?(?P<name>.+?)"
    rf"(?: \((?P<size>[\d.,]+ ?(?:g|ml))\))?{_HAS}(?P<what>\S.*?)[.!]*"
)
_MAKES = Pattern(
    r"[,;.( ]+(?:(?:it|that|which|y) )?(?:makes|serves|yields|for|rinde|rinden|para|da|salen)"
    r" (?P<count>\d{1,2})(?: (?:servings?|portions?|people|porciones|raciones|personas|platos))?\)?"
)
_SAVED = Pattern(
    rf"{_PLEASE}(?:save|remember|store|keep|record|guarda|guardar|recuerda|conserva)"
    r"(?: (?P<which>.*?))? (?:as|como)(?: (?:my|mi|an?|the|un|una|el|la))? (?P<name>.+?)[.!]*"
)
_CALLED = Pattern(
    rf"{_PLEASE}(?:call|name|llama|nombra|ponle)(?: (?:this|that|it|esto|eso|lo))(?: meal)?"
    r"(?: (?:my|mi))? (?P<name>.+?)[.!]*"
)
_USUAL = Pattern(
    r"(?:the |my |mi |el |la )*(?:lo (?:de siempre|habitual)"
    r"|(?:usual|regular|normal|standard|habitual)(?: (?P<before>[a-z]+))?"
    r"|(?P<after>[a-z]+) (?:usual|habitual|de siempre|normal))"
)
_ASKS_USUAL = Pattern(
    r"(?:what is|whats|what's|what was|show(?: me)?|tell me|cual es|que es|dime|muestrame)"
    r" (?P<usual>.+?)[ ?.!]*"
)
_FORGET = Pattern(
    rf"{_PLEASE}(?P<verb>forget|unlearn|delete|remove|erase|drop|olvida|olvidate de|borra|elimina)"
    r"(?: (?:about|that|what i (?:said|told you) about|lo de|que))?"
    r"(?P<mine> (?:my|mi|mis))?(?: (?:the|el|la|los|las))? (?P<name>.+?)"
    r"(?: (?:is|are|means?|es|son|significa) .+)?[.!]*"
)
_FORGETTING = frozenset({"forget", "unlearn", "olvida", "olvidate de"})
_ALL_MINE = Pattern(
    r"(?:all )?(?:(?:of )?my |mis |todas mis |todos mis )?(?:own |saved )?"
    r"(?:foods|recipes|dishes|saved meals|usuals|corrections|alimentos|recetas|platos"
    r"|comidas guardadas|correcciones)(?: propi[oa]s| guardad[oa]s)?"
)
_LIST = Pattern(
    r"(?:(?:which|what|show|list|tell|see|cuales|que|muestra\w*|lista|dime|ver)\b.* )?"
    r"(?:(?:are |son )?(?:my|mis) (?:own |saved )?"
    r"(?:foods|recipes|dishes|saved meals|alimentos|recetas|platos)(?: propi[oa]s| guardad[oa]s)?"
    r"|(?:foods?|recipes|meals|dishes|alimentos|comidas|recetas|platos) (?:of mine|mi[oa]s)"
    r"(?: do you (?:know|have|remember)| (?:conoces|sabes|recuerdas|tienes))?"
    r"|(?:foods?|recipes|meals|alimentos|comidas|recetas)"
    r" (?:do you remember|have you (?:saved|remembered|learned)|has (?:guardado|aprendido)"
    r"|recuerdas))"
    r"(?: do you (?:know|have|remember)| (?:conoces|sabes|recuerdas|tienes))?[ ?.!]*"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A food by its label, or a dish by its parts; `slot` makes it a usual meal."""

    name: str
    label: Label | None = None
    reading: MealReading | None = None
    servings: float = 1.0
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A meal to be saved: `which` names it, empty for the latest; `slot` makes it a usual meal."""

    name: str
    which: str = ""
    slot: str | None = None


def read_told(text: str, table: FoodTable, words: Mapping[str, Nutrient]) -> Told | None:
    """Return the food or dish a message tells, None where it tells none.

    Args:
        text: The message.
        table: The foods its parts are of.
        words: What people call nutrients.
    """
    said, plain = _both(text)
    told = _TOLD.fullmatch(plain) or _TOLD_TO_KEEP.fullmatch(plain) if plain else None
    if told is None:
        return None
    name, what = _as_typed(told, "name", said, plain), _as_typed(told, "what", said, plain)
    if label := read_label(_with_size(told, what), words):
        return Told(name, label=label)
    what, servings = _servings(what)
    reading = read_named(what, table)
    if not reading.portions or reading.unread:
        return None
    return Told(name, reading=reading, servings=servings, slot=usual_slot(name))


def read_saved(text: str) -> Saved | None:
    """Return what meal a message wants saved, and under what name."""
    said, plain = _both(text)
    saved = (_SAVED.fullmatch(plain) or _CALLED.fullmatch(plain)) if plain else None
    if saved is None:
        return None
    groups = saved.groupdict()
    which = groups.get("which") or ""
    name = _as_typed(saved, "name", said, plain)
    return Saved(name, which, usual_slot(name))


def read_forgotten(text: str) -> tuple[str, bool] | None:
    """Return the name of what a message wants forgotten, and whether it can mean nothing else.

    "Remove the toast" is said of a meal; "forget toast" is not.
    """
    _, plain = _both(text)
    found = _FORGET.fullmatch(plain) if plain else None
    if found is None:
        return None
    return found["name"], found["verb"] in _FORGETTING or bool(found["mine"])


def names_all(name: str) -> bool:
    """Whether what is to be forgotten is everything of this kind: "forget all my foods"."""
    return _ALL_MINE.fullmatch(simplify(name)) is not None


def asks_for_list(text: str) -> bool:
    """Whether a message asks which foods of the user are known."""
    _, plain = _both(text)
    return bool(plain) and _LIST.fullmatch(plain) is not None


def asks_for_usual(text: str) -> str | None:
    """Return the slot of the usual meal a message asks after, None where it asks after none."""
    _, plain = _both(text)
    found = _ASKS_USUAL.fullmatch(plain) if plain else None
    return usual_slot(found["usual"]) if found else None


def usual_slot(name: str) -> str | None:
    """Return the slot of a usual meal: "" for "the usual"; None where a name is of no such meal."""
    found = _USUAL.fullmatch(simplify(name))
    if found is None:
        return None
    called = found["before"] or found["after"] or ""
    slot = slot_in(called)
    return slot if slot or not called or called in {"meal", "comida"} else None


def _both(text: str) -> tuple[str, str]:
    """Return a message as typed and as compared; both empty where it is too long to be read."""
    if len(text) > LONGEST_STATEMENT:
        return "", ""
    said = " ".join(clean(text).split())
    plain = simplify(said)
    return (said, plain) if len(said) == len(plain) else (plain, plain)


def _as_typed(found: Match, group: str, said: str, plain: str) -> str:
    start, end = found.span(group)
    return (said if len(said) == len(plain) else plain)[start:end].strip()


def _with_size(told: Match, what: str) -> str:
    """Return a label with the portion that was told before it: "a scoop of my whey is ..."."""
    groups = told.groupdict()
    per = [f" per {groups[each]}" for each in ("unit", "grams") if groups.get(each)]
    size = [f", {groups['size']}"] if groups.get("size") else []
    return "".join((what, *per, *size))


def _servings(what: str) -> tuple[str, float]:
    found = list(_MAKES.finditer(what))
    if not found or found[-1].end() != len(what) or not int(found[-1]["count"]):
        return what, 1.0
    return what[: found[-1].start()], float(found[-1]["count"])
