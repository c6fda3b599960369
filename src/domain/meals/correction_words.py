"""What a message says about a meal told before: what it was, what it was not, and of which food."""

from dataclasses import dataclass, replace

from domain.meals.reading import slot_in
from domain.messaging.text import simplify
from domain.pattern import Pattern

_EDGES = " ,.!:;"
_OPENING = Pattern(
    r"^(?:(?:nope|yes|yeah|yep|ok|okay|oops|ups|sorry|wait|hmm+|ah|oh|hey|but|except|actually|typo"
    r"|correction|wrong|thanks|thank you|please|more like|perdona?|si|pero|sino|espera|gracias"
    r"|en realidad|mejor dicho|(?:edit|fix|correct)\b(?: (?:my|the))?|can you|could you|puedes"
    r"|no(?=[,.!:;-]| (?:no|that|that's|it|it's|its|this|these|those|they|i|wait|sorry|make"
    r"|actually|eso|esos|espera|perdon|no|two|three|four|dos|tres)\b| \d"
    r"| (?:the|my|el|la|mi) [\w' ]+? (?:was|were|had|era|eran|fue|fueron)\b))\b[ ,.!:;]*(?:- )?)+"
)
_CLOSING = Pattern(
    r"(?:[ ,]+(?:actually|please|pls|lol|haha|btw|though|instead|sorry|thanks|porfa|por favor|mejor"
    r"|en realidad|perdon|gracias))+$"
)
_PRONOUN = r"(?:that|it|this|those|these|they|them|there|all|eso|esto|esos|esas|ese|esa)"
_WAS = (
    r"(?:was|were|is|are|should (?:be|have been)|era|eran|fue|fueron|deberian? ser|tiene que ser)"
)
_ONLY = r"(?: (?:actually|really|only|just|solo|realmente|en realidad))*"
_ABOUT_IT = Pattern(
    rf"\b(?:{_PRONOUN} {_WAS}|that's|it's|its|should be|i meant|i mean|i said|i (?:only |just )?"
    r"(?:had|ate)|only (?:had|ate)|make (?:it|that|them)|made (?:it|that)|just the"
    r"|(?:change|correct|switch|set) (?:it|that|them)? ?(?:to|into)"
    r"|(?:put|log|count|file|save|move) (?:it|that|this|them) (?:as|under|to|for|in|on|at)"
    r"|quise decir|(?:cambia|pon|pasa|mueve)(?:lo|la)s? ?(?:a|al|por|como|en|para)?|que sean?"
    rf"|era|eran|fue|fueron|son|comi|tome|pon)\b{_ONLY}"
)
_FOOD = (
    r"(?:(?:the|my|el|la|los|las|mi|mis) )?"
    r"(?P<about>(?!(?:i|you|there|how|what|who|why|when)\b)[\w']+(?: [\w']+){0,3}?)"
)
_INTO_SLOT = r"(?:to|under|as|for|on|in|a|al|como)"
_COUNT = r"(?:\d|a |an |one |two |three |dos |tres |half )"
_SIZE = r"(?:small|medium|large|big|chic|mediano|mediana|pequen|grande)"
_SAID_OF = tuple(
    Pattern(pattern)
    for pattern in (
        rf"^{_FOOD} {_WAS}\b{_ONLY} ?(?P<rest>.*)$",
        rf"^(?:make|pon|log|set) {_FOOD} (?P<rest>(?:{_COUNT}|{_SIZE}).*)$",
        rf"^(?:change|swap|replace|switch|correct) {_FOOD} (?:to|for|with|into|by) (?P<rest>.+)$",
        rf"^(?:cambia|reemplaza|sustituye) {_FOOD} (?:a|por|con) (?P<rest>.+)$",
        rf"^(?:move|put|log|count|file|mueve|pasa) {_FOOD} {_INTO_SLOT}\b ?(?P<rest>.*)$",
        r"^(?:you|u) (?:logged|said|put|wrote|counted) (?P<about>[^,]+?)(?:,| but) ?(?P<rest>.+)$",
    )
)
_HAD = Pattern(rf"^{_FOOD} (?:had|has|came with|tenia|llevaba|traia)\b{_ONLY} (?P<rest>.+)$")
_REMOVAL = Pattern(
    r"\b(?:remove|delete|drop|without|minus|skip|scratch|take (?:out|off|away)|leave out|get rid of"
    r"|(?:there was|there were|it had|had|has) no|didn't have|did not have|hold"
    r"|quitar?(?:le)?|sin|borrar?|elimina|sacar?|no (?:tenia|llevaba|habia))\b"
    r"(?: (?:the|any|my|that|el|la|los|las|mi|un|una))?(?: (?P<what>[^,.;!?]+?))?"
    r"(?= (?:but|from|in it|off|pero|de (?:la|el|mi)|del)\b|[,.;!?]|$)"
)
_NOT = Pattern(
    r",? ?\b(?:and |y )?(?:not|wasn't|weren't|isn't|instead of|rather than|en vez de|en lugar de"
    r"|(?:(?:it|that|this|they|those|eso) )?(?:wasn't|weren't|was not|were not)"
    r"|no (?P<verb>fue|era|eran|fueron|son)|no)\b "
    r"(?P<what>[^,.;]+?)"
    r"(?= (?:but|sino|pero|era|eran|fue|fueron|it was|it's|they were)\b|[,.;]|$)"
)
_ADDING = Pattern(
    r"^(?:(?:and|plus|y|mas)\b ?)|\b(?:also|add|added|adding|forgot|too|extra|another|more|as well"
    r"|tambien|agrega\w*|anade\w*|suma|otro|otra|ademas|me falto|olvide)\b"
)
_MIXING = Pattern(r"\b(?:i used|cooked in|made with|le puse) ")
_TELLING = Pattern(
    r"^(?:(?:for|at|en|para|de|a) (?:my |the |la |el |mi )?"
    r"(?:breakfast|lunch|dinner|supper|cena|desayuno|almuerzo|comida|merienda)[ ,]+)?"
    r"(?:i |we |yo |me )*(?:just |ya )?"
    r"(?:had|ate|drank|comi|tome|bebi|desayune|almorce|cene|merende) "
)
_MIXED = Pattern(r"\b(?:with|con)\b")
_INTO = Pattern(r"\b(?:to|into|onto|a|al) (?:the|my|that|it|this|la|el|mi)\b.*$")
_FACTORS = {
    "half": 0.5, "la mitad": 0.5, "mitad": 0.5, "a quarter": 0.25, "un cuarto": 0.25,
    "a third": 1 / 3, "one third": 1 / 3, "un tercio": 1 / 3, "two thirds": 2 / 3,
    "dos tercios": 2 / 3, "three quarters": 0.75, "tres cuartos": 0.75, "double": 2.0,
    "twice": 2.0, "el doble": 2.0, "doble": 2.0, "triple": 3.0,
}  # fmt: skip
_SHARE = Pattern(
    rf"\b(?P<left>left |deje )?(?P<part>{'|'.join(sorted(_FACTORS, key=len, reverse=True))})\b"
    r"(?: as much)?(?: (?:of |de )?(?:the|my|that|this|it|them|those|del?|el|la|los|las|eso|todo"
    r"|everything)\b ?(?P<what>.*))?$"
)
_EVERYTHING = frozenset(
    {"it", "that", "this", "all", "everything", "them", "meal", "entry", "last", "one", "the"}
    | {"eso", "esto", "todo", "toda", "lo", "comida", "ultimo", "ultima", "la", "el"}
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A correction in its parts, each in the user's own words, empty where nothing was said.

    Args:
        meant: What it was.
        denied: What it was not.
        removed: What to take out.
        about: The food or slot that is spoken of.
        factor: What the amounts are to be multiplied with.
        is_of_it: Whether it speaks of "it", the meal last told.
        is_adding: Whether something comes to the meal as it is ("and a coffee").
        is_mixing: Whether something went into it, perhaps in place of its like ("with oat milk").
        is_denied_only: Whether the negation may be the opening "no" of Spanish ("no era té").
    """

    meant: str = ""
    denied: str = ""
    removed: str = ""
    about: str = ""
    factor: float | None = None
    is_of_it: bool = False
    is_adding: bool = False
    is_mixing: bool = False
    is_denied_only: bool = False

    @property
    def slot_about(self) -> str:
        """The slot of the meal that is spoken of: in "delete lunch" that is lunch."""
        return slot_in(f"{self.about} {self.removed}")

    @property
    def is_removing_all(self) -> bool:
        """Whether the whole meal is to go."""
        words = self.removed.split()
        return bool(words) and all(word in _EVERYTHING or slot_in(word) for word in words)


def wish_of(text: str) -> Wish:
    """Return what a message says about a meal.

    Args:
        text: The message, without its days and times of day.
    """
    body = _opened(simplify(text).strip(_EDGES))
    if (removal := _REMOVAL.search(body)) and (removal["what"] or not body[: removal.start()]):
        about = _HAD.match(body)
        return Wish(removed=removal["what"] or "it", about=about["about"] if about else "")
    denials = list(_NOT.finditer(body))
    denied = " ".join(match["what"] for match in denials)
    meant = _opened(_NOT.sub(" ", body).strip(_EDGES))
    if not meant:
        is_loose = any(match["verb"] for match in denials)
        return Wish(denied=denied, is_denied_only=is_loose)
    return _wish(meant, denied)


def is_plain_meal(text: str) -> bool:
    """Whether a message only tells what was eaten and changes nothing: "i had 2 eggs".

    Args:
        text: The message, without its days and times of day.
    """
    told = _TELLING.sub("", simplify(text).strip(_EDGES))
    wish = replace(wish_of(told), is_mixing=False)
    return wish == Wish(meant=told) and not _MIXED.match(told)


def _opened(text: str) -> str:
    return _CLOSING.sub("", _OPENING.sub("", text).strip(_EDGES))


def _wish(meant: str, denied: str) -> Wish:
    is_of_it = _ABOUT_IT.search(meant) is not None
    about, rest = _told_apart(meant)
    if share := _SHARE.search(_bare(rest)):
        factor = _FACTORS[share["part"]]
        is_left = share["left"] is not None and factor < 1
        return Wish(
            about=share["what"] or about,
            factor=1 - factor if is_left else factor,
            is_of_it=is_of_it,
        )
    is_adding = _ADDING.search(rest) is not None
    return Wish(
        meant=_bare(_INTO.sub("", _ADDING.sub(" ", rest)) if is_adding else rest),
        denied=denied,
        about=about,
        is_of_it=is_of_it,
        is_adding=is_adding,
        is_mixing=_MIXED.search(rest) is not None,
    )


def _told_apart(meant: str) -> tuple[str, str]:
    """Return the food that is spoken of, empty if it is "it", and what is said of it."""
    mixed = _MIXING.sub("with ", meant)
    if had := _HAD.match(mixed):
        about = "" if had["about"] in _EVERYTHING else had["about"]
        return about, f"with {had['rest']}"
    if _ABOUT_IT.match(mixed):
        return "", mixed
    said = next((said for pattern in _SAID_OF if (said := pattern.match(mixed))), None)
    return (said["about"], said["rest"]) if said else ("", mixed)


def _bare(text: str) -> str:
    return " ".join(_ABOUT_IT.sub(" ", text).split()).strip(_EDGES)
