"""Other people in what is told of a meal: whose food it was, and with whom it was shared."""

import re

from domain.messaging.people import KIN
from domain.messaging.text import clean
from domain.pattern import Pattern

_SOMEBODY = rf"(?:my|our|mis?|nuestr[oa]s?|the|las?|el|los) {KIN}"
_THEIRS = Pattern(
    rf"\b{_SOMEBODY}(?! (?:and|y) (?:i|me|yo)\b)(?:,? (?:also|just|only|tambien))?"
    r" (?:ate|had|has|eats|drank|drinks|got|ordered"
    r"|comi[oó]|tom[oó]|bebi[oó]|cen[oó]|desayun[oó]|almorz[oó])\b"
    r"[^.;!?]*?(?=[.;!?]|,? (?:and|but|while|y|pero|mientras) (?:i|yo|me)\b|\Z)",
    re.IGNORECASE,
)
_SHARED = Pattern(
    r"\b(?:split|shared|halved|compart[ií])\s+(?:an?|one|the|una?|el|la)\s+(?P<what>[^.;,!?]+?)"
    rf"\s+(?:with|con)\s+(?:{_SOMEBODY}|a friend|someone|un amigo|una amiga|alguien)\b",
    re.IGNORECASE,
)
_WITH = Pattern(
    rf"\s+(?:with|con)\s+{_SOMEBODY}\b|\b(?:my|our|mis?) {KIN}'?s?\s+(?:leftovers?|sobras)[,:]?",
    re.IGNORECASE,
)
_AND_I = Pattern(rf"\b{_SOMEBODY} (?:and|y) (?:i|me|yo)\b", re.IGNORECASE)


def own_share(text: str) -> str:
    """Return what a text says the user had: half of what two shared, nothing others had.

    "my kid had pasta and I had a salad" is the salad, "split a pizza with my wife" half a pizza.
    """
    own = _THEIRS.sub(" ", _AND_I.sub("I", clean(text)))
    halved = _SHARED.sub(lambda shared: f"half a {shared['what']}", own)
    return " ".join(_WITH.sub(" ", halved).split())
