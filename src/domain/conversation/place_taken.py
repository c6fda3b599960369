"""The place of the choice a message takes: "2", "the second", "option b" does not."""

from domain.messaging.text import simplify
from domain.pattern import Pattern

_PLACES = {
    "1": 1,
    "one": 1,
    "first": 1,
    "uno": 1,
    "una": 1,
    "primero": 1,
    "primera": 1,
    "2": 2,
    "two": 2,
    "second": 2,
    "dos": 2,
    "segundo": 2,
    "segunda": 2,
    "3": 3,
    "three": 3,
    "third": 3,
    "tres": 3,
    "tercero": 3,
    "tercera": 3,
}
_TAKEN = Pattern(
    r"(?:(?:the|number|no\.?|option|choice|el|la|lo|numero|opcion|#) ?)*"
    rf"(?P<place>{'|'.join(_PLACES)})(?: (?:one|option|please|por favor))?\W*"
)


def place_taken(text: str) -> int | None:
    """Return the place of the choice a text takes by its number, from 1; None if it takes none."""
    match = _TAKEN.fullmatch(simplify(text))
    return _PLACES[match["place"]] if match else None
