"""Long answers in pages that fit their channel: the first is said, the others follow on request."""

from dataclasses import dataclass, replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import say
from domain.conversation.wording import LONGEST_WITH_BUTTONS, ReplyTexts, drafted
from domain.messaging.address import Channel
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.reply import Draft
from domain.messaging.sms import MOST_SEGMENTS, folded, segment_count
from domain.understanding.intents import Intent

LONGEST_PLAIN = 600
"""Characters of a page without buttons. Source: own choice, one screen of a phone"""

MOST_PAGES = 12
"""Kept of one answer. Source: own choice, longer than any recipe on SMS"""

_MORE = (
    Phrase("more|next|continue|mas|sigue|siguiente|continua", is_whole=True),
    Phrase("more|next page|please|pagina", is_whole=True),
    Phrase("go on", is_whole=True),
    Phrase("the rest", is_whole=True),
    Phrase("el resto", is_whole=True),
    Phrase("and then", is_whole=True),
)


@dataclass(frozen=True, slots=True)
class Paged:
    """The first page of an answer as a draft, and the texts of the pages after it."""

    draft: Draft
    rest: tuple[str, ...]


def paged(
    lines: list[str], channel: Channel, texts: ReplyTexts, buttons: tuple[str, ...] = ()
) -> Paged:
    """Return lines as pages, each within what its channel shows well; a line is cut at its commas.

    Buttons stand under the first page; with more to come one of them asks for it.
    """
    kept = [line for line in lines if line]
    whole = _fits("\n".join(kept), channel, texts, buttons)
    pages = ["\n".join(kept)] if whole else _split(kept, channel, texts, buttons)
    first, *rest = pages
    return Paged(
        _page(first, buttons, channel, texts, has_more=bool(rest)), tuple(rest[:MOST_PAGES])
    )


def asks_for_more(text: str) -> bool:
    """Whether a message asks for the next page and nothing else."""
    said = spoken(text)
    return any(phrase.is_in(said) for phrase in _MORE)


def turn_page(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Say the next page of a long answer; None where none is left or something else is said."""
    pages = situation.conversation.pages
    if not pages or not asks_for_more(situation.message.text):
        return None
    first, *rest = pages
    channel = situation.message.user.channel
    draft = _page(first, (), channel, knowledge.texts, has_more=bool(rest))
    conversation = replace(situation.conversation, pages=tuple(rest))
    intent = Intent(situation.conversation.turns[-1].intent)
    return replace(say(intent, "and", situation, knowledge), conversation=conversation, draft=draft)


def _page(
    text: str, buttons: tuple[str, ...], channel: Channel, texts: ReplyTexts, *, has_more: bool
) -> Draft:
    if not has_more:
        return Draft(text, buttons)
    choices = (texts.say("button_more"), *buttons)[:3]
    hint = texts.say("more_follows") if channel is Channel.SMS and len(choices) == 1 else ""
    return drafted([text, hint], choices)


def _split(
    lines: list[str], channel: Channel, texts: ReplyTexts, buttons: tuple[str, ...]
) -> list[str]:
    more = (texts.say("button_more"), *buttons)
    pages: list[str] = []
    page = ""
    for line in lines:
        for piece in _pieces(line, channel, texts, buttons):
            longer = f"{page}\n{piece}" if page else piece
            room = more if channel is Channel.SMS or not pages else ()
            if page and not _fits(longer, channel, texts, room):
                pages.append(page)
                page = piece
            else:
                page = longer
    return [*pages, page]


def _pieces(line: str, channel: Channel, texts: ReplyTexts, buttons: tuple[str, ...]) -> list[str]:
    """Return a line in pieces of a page each at most, cut between words."""
    more = (texts.say("button_more"), *buttons) if channel is Channel.SMS else ()
    if _fits(line, channel, texts, more):
        return [line]
    pieces, piece = [], ""
    for word in line.split(" "):
        longer = f"{piece} {word}".strip()
        if piece and not _fits(longer, channel, texts, more):
            pieces.append(piece)
            longer = word
        piece = longer
    return [*pieces, piece]


def _fits(text: str, channel: Channel, texts: ReplyTexts, buttons: tuple[str, ...]) -> bool:
    if channel is not Channel.SMS:
        return len(text) <= (LONGEST_WITH_BUTTONS if buttons else LONGEST_PLAIN)
    hint = texts.say("more_follows") if len(buttons) == 1 else ""
    if len(buttons) > 1:
        numbered = ", ".join(f"{n} {label}" for n, label in enumerate(buttons[:3], start=1))
        hint = texts.say("reply_by_number", choices=numbered)
    return segment_count(folded(f"{text}\n{hint}" if hint else text)) <= MOST_SEGMENTS
