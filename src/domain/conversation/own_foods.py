"""Foods of a user's own: told, saved from a meal, listed, forgotten."""

from dataclasses import replace

from domain.conversation.keeping_foods import (
    THIS,
    keep_told,
    one_portion,
    save,
    summary_of,
)
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import portion_line, say, saying
from domain.conversation.talk.taught import called, told_last, told_now
from domain.conversation.talk.which_meal import slot_at
from domain.conversation.which_wish import certain_wish
from domain.conversation.wording import listed, quoted
from domain.memory.memory import Kind, Memory, Remembered
from domain.memory.names import is_said_of_food
from domain.memory.statements import (
    LONGEST_STATEMENT,
    asks_for_list,
    asks_for_usual,
    names_all,
    read_forgotten,
    read_saved,
    read_told,
    usual_slot,
)
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_INTENT = Intent.SET_PROFILE
_SURE = Pattern(
    r"always(?: that)?|(?:please )?remember (?:that|it)|siempre(?: eso| asi)?|recuerda(?: eso|lo)"
)
_SHOWN = 12  # entries of a list: more are no message


def hear_own(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Do what a message wants of the memory; None where it wants nothing of it."""
    is_long = len(situation.message.text) > LONGEST_STATEMENT
    if situation.profile.consented_at is None or is_long:
        return None
    heard = (talk(situation, knowledge) for talk in _TALKS)
    return next((outcome for outcome in heard if outcome), None)


def tells_label(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message is a food of one's own with the numbers of its label."""
    told = read_told(situation.message.text, knowledge.foods, knowledge.nutrient_words)
    return told is not None and told.label is not None and is_said_of_food(told.name)


def list_own(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say what was taught."""
    texts, entries = knowledge.texts, situation.memory.entries[::-1]
    shown = [each for each in entries if each.is_sure]
    if not shown:
        return say(Intent.EXPORT_DATA, "own_none", situation, knowledge)
    more = len(shown) - _SHOWN
    lines = [
        texts.say("own_head", count=len(shown)),
        *(_line(each, knowledge) for each in shown[:_SHOWN]),
        texts.say("own_more", count=more) if more > 0 else "",
        texts.say("own_foot"),
    ]
    return saying(Intent.EXPORT_DATA, lines, situation)


def _tell_usual(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Say what was saved as the usual meal that is asked after; nothing is logged."""
    slot = asks_for_usual(situation.message.text)
    if slot is None:
        return None
    usual = situation.memory.find(slot or slot_at(situation.now), is_usual=True)
    if usual is None:
        return say(Intent.EXPORT_DATA, "own_none", situation, knowledge)
    return saying(Intent.EXPORT_DATA, [_line(usual, knowledge)], situation)


def _line(entry: Remembered, knowledge: Knowledge) -> str:
    texts, parts = knowledge.texts, summary_of(entry.parts, knowledge)
    if entry.kind is Kind.USUAL:
        slot = texts.say(f"slot_{entry.name}")
        return texts.say("own_usual_line", slot=slot, foods=parts)
    if entry.kind is Kind.WORDS:
        return texts.say("own_words_line", words=quoted(entry.name), foods=parts)
    return portion_line(one_portion(entry, knowledge), texts)


def _made_sure(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    if not _SURE.fullmatch(simplify(situation.message.text).strip(".! ")):
        return None
    doubtful = [each for each in told_last(situation) if not each.is_sure]
    if not doubtful:
        return None
    entry = replace(doubtful[0], is_sure=True)
    memory = told_now(situation.memory, entry, situation)
    words, food = quoted(entry.name), summary_of(entry.parts, knowledge)
    outcome = say(_INTENT, "words_learned", situation, knowledge, words=words, food=food)
    return replace(outcome, memory=memory)


def _forgotten(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    found = read_forgotten(situation.message.text)
    if found is None:
        return None
    name, is_certain = found
    if THIS.fullmatch(name):
        return _taken_back(situation, knowledge)
    gone = _meant(name, situation) if is_certain else ()
    if not gone and is_certain and usual_slot(name) is not None:
        return say(_INTENT, "own_none", situation, knowledge)
    if not gone:
        return None
    return _without(gone, situation.memory.forget(*gone), situation, knowledge)


def _undone(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take back what the message before told of a food; a correction is undone in the diary."""
    was_told = situation.conversation.comes_after(_INTENT)
    is_undo = was_told and certain_wish(situation.message.text, knowledge) is Intent.UNDO
    return _taken_back(situation, knowledge) if is_undo else None


def _taken_back(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Forget what the message before taught, None where it taught nothing."""
    gone, memory = told_last(situation), situation.memory
    for each in gone:
        memory = memory.take_back(each)
    return _without(gone, memory, situation, knowledge) if gone else None


def _without(
    gone: tuple[Remembered, ...], memory: Memory, situation: Situation, knowledge: Knowledge
) -> Outcome:
    texts = knowledge.texts
    names = tuple(f'"{called(each, texts)}"' for each in gone[:_SHOWN])
    line = texts.say("own_forgotten", names=listed(names, texts))
    return replace(saying(_INTENT, [line], situation), memory=memory)


def _meant(name: str, situation: Situation) -> tuple[Remembered, ...]:
    """Return what is to be forgotten."""
    memory = situation.memory
    if names_all(name):
        return memory.entries
    slot = usual_slot(name)
    if slot is not None:
        usual = memory.find(slot or slot_at(situation.now), is_usual=True)
        return (usual,) if usual else ()
    entry = memory.find(name)
    return (entry,) if entry else ()


def _listed(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    return list_own(situation, knowledge) if asks_for_list(situation.message.text) else None


def _save(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    saved = read_saved(situation.message.text)
    return save(saved, situation, knowledge) if saved else None


def _keep(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    told = read_told(situation.message.text, knowledge.foods, knowledge.nutrient_words)
    return keep_told(told, situation, knowledge) if told else None


_TALKS = (_listed, _tell_usual, _made_sure, _undone, _forgotten, _save, _keep)
"""What may be wanted of the memory, in the order it is looked for."""
