"""Questions about what is in a food, as people with an allergy ask them."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import saying, shown_food, warning_lines
from domain.conversation.talk.watching import against, named_against
from domain.conversation.wording import listed
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_LONGEST_ASKED = 300  # characters
_ASKS = Pattern(
    r"\?|\A(?:and |so |y )?"
    r"(?:(?:what|how) about|is|are|can|may|could|does|do|que tal|puedo|puede)\b"
)
_OF_THE_LAST = Pattern(
    r"(?:(?:is|are|was|were) there|does (?:it|that|this)|did (?:it|that|this))\b[^?]*"
    r"|(?:y )?(?:esto |eso )?(?:lleva|llevaba|tiene|tenia|trae|traia|contiene|hay)\b[^?]*"
)
_ELSEWHERE = Pattern(r"\b(?:in|en)\b(?! (?:it|that|this|there|them|eso|esto|el|ella)\b)")


def with_warnings(outcome: Outcome, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say first what speaks against the foods a question names, whatever it is answered."""
    allergies, draft = situation.profile.allergies or (), outcome.draft
    text = situation.message.text[:_LONGEST_ASKED]
    is_of_diary = bool(outcome.added or outcome.removed)
    if draft is None or not allergies or is_of_diary or not _ASKS.search(simplify(text)):
        return outcome
    lines = warning_lines(named_against(allergies, text, knowledge), knowledge)
    new = [line for line in lines if line not in draft.text]
    return replace(outcome, draft=replace(draft, text="\n".join([*new, draft.text])))


def answer_of_last_meal(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer "is there nut in it?" of the meal logged last; None where something else is asked."""
    text = simplify(situation.message.text[:_LONGEST_ASKED]).strip(" ?!.\u00bf")
    recent = situation.conversation.recent
    if not recent or not _OF_THE_LAST.fullmatch(text) or _ELSEWHERE.search(text):
        return None
    asked = knowledge.allergens.allergies_named_in(text)
    if not any(each.allergens for each in asked):
        return None
    texts, portions = knowledge.texts, recent[-1].meal(knowledge.foods).portions
    found = against(asked, portions, knowledge)
    meant = tuple(dict.fromkeys(each.said for each in asked))
    spoken_of = tuple(portion for _, portion in found) or portions
    foods = tuple(dict.fromkeys(shown_food(portion, texts)[0] for portion in spoken_of))
    key = "allergen_in_it" if found else "allergen_not_in_it"
    line = texts.say(key, foods=listed(foods, texts), allergens=listed(meant, texts))
    return saying(Intent.ASK_NUTRITION, [line], situation)
