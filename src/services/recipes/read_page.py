"""Use case: read the page a user named, and hand what it says back to the talk."""

from dataclasses import asdict, dataclass
from typing import Protocol

from domain.conversation.page_request import PageRequest
from domain.identity import MessageSid, UserId
from domain.messaging.page import PageFault, PageRead
from services.recipes.ports import (
    NoRecipeError,
    PageUnavailableError,
    RecipePages,
    UnsafeAddressError,
)
from services.webhook.ports import InboundQueue

_FAULTS = {
    UnsafeAddressError: PageFault.UNSAFE,
    PageUnavailableError: PageFault.UNAVAILABLE,
    NoRecipeError: PageFault.NO_RECIPE,
}

MOST_TRIES = 2
"""Runs that may be lost to one page: what ends the function twice is not read a third time."""


class PageRequests(Protocol):
    """Pages that users named."""

    def load_request(self, user_id: UserId, message_sid: MessageSid) -> PageRequest:
        """Return the page a message named, and nothing else of its user.

        Raises:
            PermanentError: It named none, or the request was deleted.
            RetryableError: The store is unavailable.
        """
        ...


@dataclass(frozen=True)
class PageReader:
    """Reads pages; whatever comes of it enters the queue of the user's messages, in their order.

    What reads pages of strangers has no right to write anything of a user: it sends a message.
    """

    requests: PageRequests
    pages: RecipePages
    inbound: InboundQueue

    def run(self, user_id: UserId, message_sid: MessageSid, attempt: int = 1) -> PageRead:
        """Read a page and hand on the recipe, or why there is none.

        Raises:
            PermanentError: The message named no page.
            RetryableError: The store or the queue is unavailable.
        """
        request = self.requests.load_request(user_id, message_sid)
        page = self._read(request.url) if attempt <= MOST_TRIES else _UNREAD
        self.inbound.put(request.answered(page))
        return page

    def _read(self, url: str) -> PageRead:
        try:
            return PageRead(**asdict(self.pages.recipe_at(url)))
        except tuple(_FAULTS) as error:
            return PageRead(fault=_FAULTS[type(error)])


_UNREAD = PageRead(fault=PageFault.UNAVAILABLE)
