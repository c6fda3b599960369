"""Media of messages: metadata and deletion with credentials, bytes by a redirect without."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.routing import Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local.doubles.twilio.answers import json_answer, rule
from local.doubles.twilio.errors import TwilioError
from local.doubles.twilio.listing import envelope
from local.doubles.twilio.message_routes import find_message
from local.doubles.twilio.model import Media, media_resource

if TYPE_CHECKING:
    from local.doubles.twilio.store import MessageStore

_MEDIA = "/2010-04-01/Accounts/<account>/Messages/<sid>/Media"
_HOST = "media-host"


@dataclass(frozen=True, slots=True, eq=False)
class MediaRoutes:
    """The Media resource and the host its bytes come from."""

    account_sid: str
    store: "MessageStore"

    def rules(self) -> tuple[Rule, ...]:
        """Return the paths this class answers."""
        return (
            rule("GET", f"{_MEDIA}.json", self.list_all),
            rule("GET", f"{_MEDIA}/<media_sid>.json", self.fetch),
            rule("GET", f"{_MEDIA}/<media_sid>", self.locate),
            rule("DELETE", f"{_MEDIA}/<media_sid>.json", self.delete),
            rule("DELETE", f"{_MEDIA}/<media_sid>", self.delete),
            rule("GET", f"/{_HOST}/<media_sid>", self.serve),
        )

    def list_all(self, request: Request, sid: str) -> Response:
        """Return what a message carries."""
        media = find_message(self.store, request, sid).media
        page, shown = envelope(request.path, request.args, "media_list", media)
        rows = [media_resource(item, self.account_sid) for item in shown]
        return json_answer(page | {"media_list": rows})

    def fetch(self, request: Request, sid: str, media_sid: str) -> Response:
        """Return the metadata of one attachment."""
        return json_answer(media_resource(self._find(request, sid, media_sid), self.account_sid))

    def locate(self, request: Request, sid: str, media_sid: str) -> Response:
        """Redirect to the bytes, as Twilio does to a host that knows no credentials."""
        media = self._find(request, sid, media_sid)
        return redirect(media.source_url or f"{request.root_url}{_HOST}/{media.sid}", 307)

    def serve(self, request: Request, media_sid: str) -> Response:
        """Return the bytes of an attachment; a request with credentials is refused.

        The real host refuses them too, so a client that forwards them is found out.
        """
        if request.authorization is not None:
            raise TwilioError(20001, "the media host takes no Authorization header")
        media = self.store.find_media(media_sid)
        if media is None:
            raise TwilioError(20404)
        return Response(media.content, content_type=media.content_type)

    def delete(self, request: Request, sid: str, media_sid: str) -> Response:
        """Forget one attachment."""
        self._find(request, sid, media_sid)
        kept = find_message(self.store, request, sid).media
        self.store.update(sid, media=tuple(m for m in kept if m.sid != media_sid))
        return Response(status=204)

    def _find(self, request: Request, sid: str, media_sid: str) -> Media:
        media = find_message(self.store, request, sid).media
        found = next((item for item in media if item.sid == media_sid), None)
        if found is None:
            raise TwilioError(20404, f"The requested resource {request.path} was not found")
        return found
