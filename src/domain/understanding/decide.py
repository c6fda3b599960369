"""What a message wants: rules first, then the classifier."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.messaging.phrases import Phrase, spoken
from domain.safety.red_flags import RedFlag


@dataclass(frozen=True, slots=True)
class IntentRule:
    """A phrase that tells an intent."""

    intent: str
    phrase: Phrase


@dataclass(frozen=True)
class IntentTools:
    red_flags: Sequence[RedFlag]
    rules: Sequence[IntentRule]


@dataclass(frozen=True, slots=True)
class Decision:
    intent: str
    confidence: float
    by: str
    language: str


def decide(text: str, context: str, tools: IntentTools) -> Decision:
    said = spoken(text)
    intent = next((rule.intent for rule in tools.rules if rule.phrase.is_in(said)), None)
    if intent:
        return Decision(intent, 1.0, "rules", "en")
    return Decision("out_of_scope", 0.3, "classifier", "en")
