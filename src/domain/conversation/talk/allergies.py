"""Allergies: told at any time they count at once; one less needs a second yes."""

from dataclasses import dataclass, replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import QUESTION_STANDS, Conversation, Pending, Question
from domain.conversation.talk.replies import called, say, saying, shown_food
from domain.conversation.talk.watching import against
from domain.conversation.wording import ReplyTexts, drafted, listed, quoted
from domain.events import AllergiesChanged
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.safety.allergens import Allergy
from domain.safety.allergy_talk import AllergyReader, AllergyTalk
from domain.understanding.intents import Intent

_TELLS_AMOUNT = Pattern(r"\d|\b(?:had|ate|drank|comi|bebi|desayune|almorce|cene)\b")
MOST_ALLERGIES = 60
"""Kept of one user. Source: own choice; the profile is one row and people have far fewer"""


def allergies_told(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Act on what a message says of allergies; None where it says nothing of them."""
    reader = AllergyReader(knowledge.allergens, knowledge.foods)
    talk = reader.read(situation.message.text)
    if talk is None:
        return None
    if talk.told:
        return _tell(talk, situation, knowledge)
    if talk.gone or talk.is_none:
        return _take_away(talk, situation, knowledge)
    if talk.unknown:
        return saying(Intent.SET_PROFILE, [unknown_line(talk.unknown, knowledge.texts)], situation)
    outcome = say(Intent.SET_PROFILE, "allergy_unclear", situation, knowledge)
    expires_at = situation.message.received_at + QUESTION_STANDS
    pending = Pending(Question.WHICH_ALLERGY, expires_at)
    return replace(outcome, conversation=replace(outcome.conversation, pending=pending))


def answer_which(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take foods that are named without an amount as the answer to "which must you avoid?"."""
    del pending
    text = situation.message.text
    if _TELLS_AMOUNT.search(simplify(text)):
        return None
    named = allergies_named(text, knowledge)
    return _tell(named, situation, knowledge) if named.told else None


def tell_allergies(
    situation: Situation, knowledge: Knowledge, allergies: tuple[Allergy, ...]
) -> Outcome:
    """Keep allergies beside those told before, and say all of them back."""
    return _tell(AllergyTalk(told=allergies), situation, knowledge)


def allergies_named(text: str, knowledge: Knowledge) -> AllergyTalk:
    """Return the allergies in an answer to the question which there are: a sentence or a list."""
    reader = AllergyReader(knowledge.allergens, knowledge.foods)
    talk = reader.read(text)
    return talk if talk and (talk.told or talk.is_none) else reader.read_list(text)


def allergies_in(text: str, knowledge: Knowledge) -> tuple[Allergy, ...]:
    """Return the allergies a message tells, none where it is not about them."""
    talk = AllergyReader(knowledge.allergens, knowledge.foods).read(text)
    return talk.told if talk else ()


def unknown_line(unknown: tuple[str, ...], texts: ReplyTexts) -> str:
    """Return the question about foods nobody knows, in the user's own words."""
    return texts.say("allergy_unknown", food=listed(tuple(map(quoted, unknown)), texts))


def without(told: tuple[Allergy, ...], gone: tuple[Allergy, ...]) -> tuple[Allergy, ...]:
    """Return allergies without some of them; of a wider one the rest stays.

    Who told "nuts" and can eat peanuts again is still warned about tree nuts; who can eat almonds
    again is warned as before, for nobody can tell them from other tree nuts in all that is eaten.
    """
    return tuple(rest for each in told if (rest := _rest(each, gone)))


def _rest(allergy: Allergy, gone: tuple[Allergy, ...]) -> Allergy | None:
    if any(each.said == allergy.said or _is_all_of(each, allergy) for each in gone):
        return None
    return allergy.without(gone)


def _is_all_of(gone: Allergy, allergy: Allergy) -> bool:
    """Whether nothing is left of an allergy: two names for a part are one, a part is not all."""
    is_of_all = gone.is_whole or not (allergy.is_whole or allergy.fine)
    return bool(allergy.allergens) and gone.allergens == allergy.allergens and is_of_all


def _settled(talk: AllergyTalk, known: tuple[Allergy, ...]) -> AllergyTalk:
    """Return what is told beside what was: one that is narrower now takes a warning away.

    "Nuts except peanuts" after "nuts" is asked about like any warning that is to go.
    """
    wide = {each.said: each for each in known}
    narrowed = {each: each.fine - wide[each.said].fine for each in talk.told if each.said in wide}
    gone = (Allergy(name.replace("_", " "), frozenset({name})) for names in narrowed.values()
            for name in sorted(names))  # fmt: skip
    told = tuple(each for each in talk.told if not narrowed.get(each))
    return replace(talk, told=told, gone=(*talk.gone, *gone))


def _beside(known: tuple[Allergy, ...], told: tuple[Allergy, ...]) -> tuple[Allergy, ...]:
    """Return all allergies, each once: one told in full again is no longer one with exceptions."""
    again = {each.said for each in told}
    kept = (each for each in known if not (each.fine and each.said in again))
    return tuple(dict.fromkeys((*kept, *told)))[-MOST_ALLERGIES:]


def _tell(talk: AllergyTalk, situation: Situation, knowledge: Knowledge) -> Outcome:
    known, texts = situation.profile.allergies or (), knowledge.texts
    talk = _settled(talk, known)
    kept = _beside(known, talk.told)
    lines = [
        texts.say("allergies_kept", allergies=as_told(kept, situation, texts)),
        already_logged(talk.told, situation, knowledge),
    ]
    conversation = _without_removal(situation.conversation)
    if talk.unknown:
        lines.append(unknown_line(talk.unknown, texts))
    buttons: tuple[str, ...] = ()
    if without(kept, talk.gone) != kept:
        asked = _removal(talk.gone, kept, situation, texts)
        conversation = replace(conversation, pending=asked.pending)
        lines, buttons = [*lines, asked.question], asked.buttons
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=replace(situation.profile, allergies=kept),
        conversation=conversation,
        draft=drafted(lines, buttons),
        events=(AllergiesChanged(len(kept)),),
    )


def already_logged(told: tuple[Allergy, ...], situation: Situation, knowledge: Knowledge) -> str:
    """Return a warning of today's foods that go against what is told only now."""
    recent = situation.conversation.recent
    today = [meal.meal(knowledge.foods) for meal in recent if meal.day == situation.today]
    portions = tuple(portion for meal in today for portion in meal.portions)
    texts = knowledge.texts
    found = against(told, portions, knowledge)
    foods = tuple(dict.fromkeys(shown_food(portion, texts)[0] for _, portion in found))
    return texts.say("allergen_already", foods=listed(foods, texts)) if foods else ""


def said_list(allergies: tuple[Allergy, ...], texts: ReplyTexts) -> str:
    """Return allergies as a sentence lists them, each name once."""
    return listed(tuple(dict.fromkeys(_in_full(each, texts) for each in allergies)), texts)


def _in_full(allergy: Allergy, texts: ReplyTexts, name: str = "") -> str:
    """Return an allergy with what of it may be eaten: "nuts except peanut"."""
    said = name or called(allergy, texts)
    if not allergy.fine:
        return said
    fine = tuple(texts.say(f"allergen_{each}") for each in sorted(allergy.fine))
    return texts.say("allergy_except", allergy=said, fine=listed(fine, texts))


def as_told(allergies: tuple[Allergy, ...], situation: Situation, texts: ReplyTexts) -> str:
    """Return allergies as a sentence lists them, in the plural where the user used it."""
    heard = frozenset(words(situation.message.text))
    named = (_in_full(each, texts, _own_plural(called(each, texts), heard)) for each in allergies)
    return listed(tuple(dict.fromkeys(named)), texts)


def _own_plural(name: str, heard: frozenset[str]) -> str:
    plurals = (name + "s", name + "es", name[:-1] + "ies", name[:-1] + "ces")
    return next((each for each in plurals if simplify(each).split()[-1] in heard), name)


def _take_away(talk: AllergyTalk, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Ask for a second yes: a warning less can do harm.

    Who merely eats something again, and never told of an allergy to it, talks of something else.
    """
    told, texts = situation.profile.allergies or (), knowledge.texts
    gone = talk.gone or told
    if not gone:
        outcome = say(Intent.SET_PROFILE, "allergies_none", situation, knowledge)
        return replace(outcome, profile=replace(situation.profile, allergies=()))
    if without(told, gone) == told:
        if part := _part_of_wider(gone, situation, knowledge):
            return part
        return _not_known(talk, situation, knowledge) if talk.is_named else None
    asked = _removal(gone, told, situation, texts)
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=situation.profile,
        conversation=replace(situation.conversation, pending=asked.pending),
        draft=drafted([asked.question], asked.buttons),
    )


def _part_of_wider(
    gone: tuple[Allergy, ...], situation: Situation, knowledge: Knowledge
) -> Outcome | None:
    """Say that a part of what was told is still warned of; None where it is part of nothing."""
    told, texts = situation.profile.allergies or (), knowledge.texts
    pairs = ((part, each) for part in gone for each in told if part.allergens & each.allergens)
    part, wider = next(pairs, (None, None))
    if part is None or wider is None:
        return None
    names = {"part": called(part, texts), "allergy": called(wider, texts)}
    return say(Intent.SET_PROFILE, "allergy_part", situation, knowledge, **names)


def _not_known(talk: AllergyTalk, situation: Situation, knowledge: Knowledge) -> Outcome:
    allergy = said_list(talk.gone, knowledge.texts)
    return say(Intent.SET_PROFILE, "allergy_not_known", situation, knowledge, allergy=allergy)


@dataclass(frozen=True)
class _Removal:
    """The question whether a warning may go."""

    pending: Pending
    question: str
    buttons: tuple[str, ...]


def _removal(
    gone: tuple[Allergy, ...], told: tuple[Allergy, ...], situation: Situation, texts: ReplyTexts
) -> _Removal:
    """Name in the question what would really go: "walnut" and "almond" are one allergen."""
    dropped = tuple(each for each in told if _rest(each, gone) is None)
    narrowed = tuple(each for each in gone if any(_is_part(each, other) for other in told))
    meant = tuple(dict.fromkeys(each.said for each in (*dropped, *narrowed)))
    expires_at = situation.message.received_at + QUESTION_STANDS
    return _Removal(
        pending=Pending(Question.REMOVE_ALLERGY, expires_at, meant),
        question=texts.say("remove_allergy", allergy=listed(meant, texts)),
        buttons=(texts.say("button_yes"), texts.say("button_no")),
    )


def _is_part(allergy: Allergy, other: Allergy) -> bool:
    """Whether an allergy is a part of a wider one that keeps a rest."""
    return bool(allergy.allergens & other.allergens) and _rest(other, (allergy,)) is not None


def _without_removal(conversation: Conversation) -> Conversation:
    """Close the question about a removal: who tells allergies anew has answered it."""
    pending = conversation.pending
    if pending is None or pending.question is not Question.REMOVE_ALLERGY:
        return conversation
    return replace(conversation, pending=None)
