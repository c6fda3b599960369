"""The food of a short question: "what about pesto?", "is marzipan ok for him", "¿y el turrón?"."""

from dataclasses import dataclass

from domain.messaging.text import simplify
from domain.pattern import Pattern

_WHO = (
    r"(?:me|us|him|her|them|it|(?:my|our|the) \w+(?: \w+){0,3}"
    r"|(?:mi|mis|nuestr[oa]s?|el|la|los|las) \w+|mi|ella?|ellos|nosotros)"
)
_OPENING = r"(?:(?:and|so|ok|okay|but|hm+|um+|uh|oh|wait|hey|y|entonces|pero|oye|bueno)[,.]* )*"
_FOR = rf"(?: (?:for|to give|para) {_WHO})?"
_SAFE = r"(?:ok(?:ay)?|safe|fine|alright|allowed|bien|segur[oa]s?|apt[oa]s?|bad|dangerous|malo)"
_EAT = r"(?:eat|have|try|drink|taste|comer|tomar|probar|beber|darle)"

_ABOUT = Pattern(
    rf"{_OPENING}(?:(?:what|how)'?s? ?(?:about|abt|bout)|wbt|wat about"
    r"|q(?:ue)? (?:tal|hay de|pasa con|me dices de)) (?P<food>.+)"
)
_BARE = Pattern(r"(?P<more>(?:and|y|or|o) )?(?P<food>[a-z]+(?:[ '-][a-z]+){0,3})")
_MAY = (
    Pattern(
        rf"{_OPENING}(?:is|are|r|es|son) (?P<food>.+?) {_SAFE}(?: to {_EAT})?{_FOR}(?: to {_EAT})?"
    ),
    Pattern(rf"{_OPENING}(?:can|could|may) (?:i|we|he|she|they|{_WHO}) {_EAT} (?P<food>.+)"),
    Pattern(rf"{_OPENING}(?:es|son|sera) {_SAFE} (?P<food>.+?){_FOR}"),
    Pattern(rf"{_OPENING}(?:puede[ns]?|puedo|podemos)(?: {_WHO})? {_EAT} (?P<food>.+?){_FOR}"),
    Pattern(rf"{_OPENING}{_WHO} (?:puede[ns]?) {_EAT} (?P<food>.+)"),
    Pattern(rf"(?P<food>.+?)[,]? {_SAFE}{_FOR}\?"),
)
_HOLDS = (
    Pattern(
        r"(?:(?:is|are|hay) (?:there )?)(?:any |some )?(?P<what>.+?) (?:in|en)"
        r" (?:(?:the|an?|el|la|los|las|un|una) )?(?P<food>.+)"
    ),
    Pattern(
        r"(?:do|does) (?P<food>.+?) (?:have|has|contain|include|use) (?:any |some )?"
        r"(?P<what>.+?)(?: in (?:it|them))?"
    ),
    Pattern(
        r"(?:tienen?|llevan?|contienen?|traen?) (?P<what>.+?) (?:el|la|los|las|un|una) (?P<food>.+)"
    ),
    Pattern(
        r"(?:(?:el|la|los|las|un|una) )?(?P<food>.+?) (?:tienen?|llevan?|contienen?|traen?)"
        r" (?P<what>.+)"
    ),
)
_ENDS = Pattern(r"[\s?!.\u00bf\u00a1]+$|^[\s\u00bf\u00a1]+")
_OTHER_THINGS = Pattern(
    r"\b(?:recipes?|recetas?|list|lista|plans?|ideas?|something|anything|algo|else|instead"
    r"|reminders?|day|week|healthy|good|sano|sana"
    r"|dogs?|cats?|pupp(?:y|ies)|perr[oa]s?|gat[oa]s?)\b"
)
"""What makes it another question: a wish, a judgement, one of animals."""
_LITTLE_ONE = Pattern(
    r"\b(?:bab(?:y|ies)|infants?|newborns?|toddlers?|bebes?|months? old|\d months?|\d meses)\b"
)


@dataclass(frozen=True, slots=True)
class FoodAsked:
    """The words a question names a food by, and whether it asks if that may be eaten.

    `is_for_little_one` says that a baby or toddler would eat it; `is_bare` that there is a name and
    nothing else, which may as well tell what was eaten.
    """

    words: str
    asks_leave: bool
    is_for_little_one: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class HoldingAsked:
    """The words of a question whether a food holds something: "is there peanut in pad thai"."""

    what: str
    food: str


def list_holding_asked(text: str) -> tuple[HoldingAsked, ...]:
    """Return what a question may ask a food to hold; it is for the reader to know food and what."""
    said = simplify(text)
    bare = _ENDS.sub("", said)
    is_question = said.endswith("?")
    found = [pattern.fullmatch(bare) for pattern in _HOLDS[: None if is_question else 2]]
    return tuple(HoldingAsked(match["what"], match["food"]) for match in found if match)


def find_food_asked(text: str) -> FoodAsked | None:
    """Return what a short question is about, None where it has not the form of one.

    A name alone asks where a question mark follows: "pesto?", "and satay?".
    """
    said = simplify(text)
    if _OTHER_THINGS.search(said):
        return None
    bare = _ENDS.sub("", said)
    is_question = said.endswith("?")
    if about := _ABOUT.fullmatch(bare):
        return FoodAsked(about["food"], asks_leave=False)
    asked = f"{bare}?" if is_question else bare
    found = (pattern.fullmatch(each) for pattern in _MAY for each in (bare, asked))
    if may := next(filter(None, found), None):
        is_for_little_one = _LITTLE_ONE.search(said) is not None
        return FoodAsked(may["food"], asks_leave=True, is_for_little_one=is_for_little_one)
    named = _BARE.fullmatch(bare) if is_question else None
    if named is None:
        return None
    return FoodAsked(named["food"], asks_leave=False, is_bare=not named["more"])
