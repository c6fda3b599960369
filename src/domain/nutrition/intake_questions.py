"""Questions about one's own intake: "how's my iron today", "what am I low in this week"."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.meals.nutrients import Nutrient
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import Phrase, spoken

LONGEST_TEXT = 300
"""Characters of a question that are read. Source: own choice, two SMS"""

_SHORT_OF = "low|short|deficient|lacking|lack|missing|miss"
_LOWEST = (
    Phrase(f"what|which|where ... i|im|ive ... {_SHORT_OF}"),
    Phrase(f"am|was i {_SHORT_OF} in|on|of anything|something"),
    Phrase(f"anything|something i|im ... {_SHORT_OF}"),
    Phrase("que|cual|cuales ... me falta|faltan"),
    Phrase("me falta|faltan algo|nutrientes|vitaminas|minerales"),
    Phrase("en|de que ... ando|voy|estoy ... bajo|baja|corto|corta"),
    Phrase("que ... tengo bajo|baja|bajos|bajas"),
)
_OF_ENERGY = Phrase("calorie|calories|kcal|cal|energy|calorias|energia|meals|meal|comidas")
_OWN = (
    Phrase("how is|hows|was|are|were|about my"),
    Phrase("is|are|was|were my ... ok|okay|fine|good|enough|high|low|alright"),
    Phrase("how much|many ... i|ive|my"),
    Phrase("am|do|did|have|was i ... get|getting|got|had|have|eat|eating|eaten|take|taking"),
    Phrase(f"am|was i {_SHORT_OF}|high|over|above|below|under|on|near"),
    Phrase("what is|whats|was my ... intake|today|so|now|level|week|total"),
    Phrase("my ... intake|today|week|so"),
    Phrase("como va|van|voy|ando|estoy|esta|estuvo|fue ... de|mi|mis|con|en"),
    Phrase("cuanto|cuanta|cuantos|cuantas ... llevo|he|comi|tome|consumi|tengo|me"),
    Phrase("me falta|faltan"),
    Phrase("ando|voy|estoy bajo|baja|corto|corta|alto|alta|bien de|en|con"),
    Phrase("suficiente ... hoy|semana"),
)
_WEEK = Phrase("week|weekly|lately|recently|usually|days|semana|semanal|ultimamente|dias")


@dataclass(frozen=True, slots=True)
class IntakeQuestion:
    """What is asked of one's own intake; no nutrients are those furthest from their aim."""

    nutrients: tuple[Nutrient, ...] = ()
    is_of_week: bool = False


def find_intake_question(
    text: str, nutrient_words: Mapping[str, Nutrient], *, is_of_intake: bool = False
) -> IntakeQuestion | None:
    """Find a question about what the sender took in.

    Args:
        text: What was typed.
        nutrient_words: Words and phrases, and the nutrient each names.
        is_of_intake: Whether it is known by other means that the day or week is asked about.

    Returns:
        None where nothing of the kind is asked; energy is told with the day itself.
    """
    said = spoken(text[:LONGEST_TEXT])
    nutrients = nutrients_named(text[:LONGEST_TEXT], nutrient_words)
    is_of_week = _WEEK.is_in(said)
    if Nutrient.ENERGY in nutrients:
        return None
    if nutrients:
        is_own = is_of_intake or any(phrase.is_in(said) for phrase in _OWN)
        return IntakeQuestion(nutrients, is_of_week) if is_own else None
    if any(phrase.is_in(said) for phrase in _LOWEST) and not _OF_ENERGY.is_in(said):
        return IntakeQuestion((), is_of_week)
    return None


def nutrients_named(text: str, nutrient_words: Mapping[str, Nutrient]) -> tuple[Nutrient, ...]:
    """Return the nutrients a text names, each once, the longest name first at every place."""
    phrases = {canonical_words(word): nutrient for word, nutrient in nutrient_words.items()}
    longest = max(map(len, phrases), default=0)
    said, found, place = canonical_words(text), [], 0
    while place < len(said):
        lengths = range(longest, 0, -1)
        length = next((n for n in lengths if said[place : place + n] in phrases), 0)
        if length:
            found.append(phrases[said[place : place + length]])
        place += max(length, 1)
    return tuple(dict.fromkeys(found))
