"""Holds a talk straight with the use case, over stores in memory."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.in_memory.order_store import InMemoryOrderStore
from adapters.in_memory.page_requests import InMemoryPageRequests
from adapters.in_memory.queues import InMemoryInboundQueue
from adapters.in_memory.recipe_pages import InMemoryRecipePages
from adapters.in_memory.relay import RecordingRelay
from adapters.in_memory.turn_store import InMemoryTurnStore
from domain.conversation.outcome import Knowledge
from domain.events import PlanOrdered, RecipePageNamed
from domain.identity import MessageSid, PhoneKey, UserId, phone_key
from domain.meals.nutrients import Nutrient
from domain.messaging.address import find_address
from domain.messaging.inbound import InboundMessage, Media
from services.conversation.take_turn import TurnTaker
from services.plans.ports import Effort
from services.recipes.ports import RecipePages, UnsafeAddressError
from services.recipes.read_page import PageReader
from tests.cooking import SMALL, work_on

ATTACHED = {
    "[photo]": "image/jpeg",
    "[voice note]": "audio/ogg",
    "[sticker]": "image/webp",
    "[contact]": "text/vcard",
    "[file]": "application/pdf",
}
"""What a talk may attach, and the type Twilio gives it."""
LOCATION = "[location]"
PAGES = InMemoryRecipePages({"http://192.168.0.1/soup": UnsafeAddressError("not of the open web")})
"""What talks find on the web: over the whole stack the same, and without leaving the machine."""
COACH = {"whatsapp": "whatsapp:+14155238886", "sms": "+14155238886"}


@dataclass(frozen=True, slots=True)
class Said:
    """What the coach said: nothing is an empty text."""

    text: str
    buttons: tuple[str, ...] = ()


def attachments(text: str) -> tuple[str, list[str]]:
    """Return the words of a line of a talk, and the types of the files attached to it."""
    types = [kind for name, kind in ATTACHED.items() if name in text]
    for name in (*ATTACHED, LOCATION):
        text = text.replace(name, "")
    return text.strip(), types


@dataclass
class DirectTalker:
    """Talks with the use case over stores in memory."""

    knowledge: Knowledge
    user: str
    channel: str
    now: datetime
    effort: Effort = SMALL
    pages: RecipePages = field(default_factory=lambda: PAGES)
    _turns: InMemoryTurnStore = field(default_factory=InMemoryTurnStore)
    _orders: InMemoryOrderStore = field(init=False)
    _count: int = 0

    def __post_init__(self) -> None:
        """Keep orders beside the users."""
        self._orders = InMemoryOrderStore(self._turns)

    def say(self, text: str, at: datetime) -> Said:
        """Send a message at an instant and return the reply."""
        self._count += 1
        self.now = at
        relay = RecordingRelay()
        outbox = TurnTaker(self.knowledge, self._turns, relay).run(self._message(text))
        for event in outbox.events:
            if isinstance(event.body, PlanOrdered):
                order_id = event.body.order_id
                known = (self.knowledge, self._orders, relay, self.effort)
                work_on(outbox.user_id, order_id, *known)
            if isinstance(event.body, RecipePageNamed):
                self._read_page(outbox.user_id, event.body.message_sid, relay)
        outbox = relay.relayed[-1]
        if not outbox.replies:
            return Said("")
        reply, _ = self._turns.replies.find(outbox.user_id, outbox.replies[0])
        return Said(reply.draft.text, reply.draft.buttons)

    def _read_page(self, user_id: UserId, message_sid: MessageSid, relay: RecordingRelay) -> None:
        """Do what `fetch` does, and take the turn its message makes."""
        queue = InMemoryInboundQueue()
        PageReader(InMemoryPageRequests(self._turns), self.pages, queue).run(user_id, message_sid)
        TurnTaker(self.knowledge, self._turns, relay).run(queue.messages[0])

    def language(self) -> str:
        """Return the language the coach speaks to the user."""
        return self._turns.load(self._phone_key(), MessageSid("none"), None).profile.language

    def today(self) -> tuple[float, int]:
        """Return the energy and the number of meals of the user's today."""
        key = self._phone_key()
        snapshot = self._turns.load(key, MessageSid("none"), self.now.date())
        on = self.now.astimezone(ZoneInfo(snapshot.profile.zone)).date()
        day = (snapshot.days or {}).get(on)
        if day is None:
            return 0.0, 0
        return day.totals[Nutrient.ENERGY].amount, len(day.meals)

    def _message(self, text: str) -> InboundMessage:
        words, types = attachments(text)
        media = tuple(Media("https://api.twilio.com/file", each) for each in types)
        prefix = "whatsapp:" if self.channel == "whatsapp" else ""
        return InboundMessage(
            message_sid=MessageSid(f"SM{self._count:032x}"),
            phone_key=self._phone_key(),
            user=find_address(prefix + self.user),
            coach=find_address(COACH[self.channel]),
            text=words,
            media=media,
            received_at=self.now,
            has_location=LOCATION in text,
        )

    def _phone_key(self) -> PhoneKey:
        return phone_key(self.user, b"test")
