"""The Content API: templates and their approval by WhatsApp."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from local.doubles.twilio.answers import json_answer, rule
from local.doubles.twilio.content import (
    Content,
    approval_resource,
    content_resource,
    read_approval,
    read_content,
)
from local.doubles.twilio.listing import envelope

if TYPE_CHECKING:
    from local.clock import LocalClock
    from local.doubles.twilio.content import ContentStore
    from local.doubles.twilio.store import MessageStore

_CONTENT = "/v1/Content"


@dataclass(frozen=True, slots=True, eq=False)
class ContentRoutes:
    """The Content resource."""

    clock: "LocalClock"
    account_sid: str
    store: "MessageStore"
    contents: "ContentStore"

    def rules(self) -> tuple[Rule, ...]:
        """Return the paths this class answers."""
        return (
            rule("POST", _CONTENT, self.create),
            rule("GET", _CONTENT, self.list_all),
            rule("GET", f"{_CONTENT}/<sid>", self.fetch),
            rule("DELETE", f"{_CONTENT}/<sid>", self.delete),
            rule("POST", f"{_CONTENT}/<sid>/ApprovalRequests/whatsapp", self.ask_approval),
            rule("GET", f"{_CONTENT}/<sid>/ApprovalRequests", self.fetch_approval),
        )

    def create(self, request: Request) -> Response:
        """Keep a new template."""
        payload = request.get_json(force=True, silent=True)
        content = read_content(payload, self.store.new_sid("HX"), self.clock.now())
        self.contents.put(content)
        return json_answer(self._resource(request, content), 201)

    def list_all(self, request: Request) -> Response:
        """Return templates, newest first."""
        everything = self.contents.list_newest_first()
        page, shown = envelope(request.base_url, request.args, "contents", everything)
        meta = {
            "page": page["page"],
            "page_size": page["page_size"],
            "first_page_url": page["first_page_uri"],
            "previous_page_url": page["previous_page_uri"],
            "url": page["uri"],
            "next_page_url": page["next_page_uri"],
            "key": "contents",
        }
        rows = [self._resource(request, content) for content in shown]
        return json_answer({"meta": meta, "contents": rows})

    def fetch(self, request: Request, sid: str) -> Response:
        """Return one template."""
        return json_answer(self._resource(request, self.contents.get(sid)))

    def delete(self, _: Request, sid: str) -> Response:
        """Forget a template."""
        self.contents.delete(sid)
        return Response(status=204)

    def ask_approval(self, request: Request, sid: str) -> Response:
        """Hand a template to WhatsApp."""
        content = self.contents.get(sid)
        approval = read_approval(request.get_json(force=True, silent=True), self.clock.now())
        self.contents.put(replace(content, approval=approval))
        return json_answer(approval_resource(content, approval, self.clock.now()), 201)

    def fetch_approval(self, request: Request, sid: str) -> Response:
        """Tell how far WhatsApp has come with a template."""
        content = self.contents.get(sid)
        asked = content.approval
        state = {} if asked is None else approval_resource(content, asked, self.clock.now())
        answer = {
            "sid": sid,
            "account_sid": self.account_sid,
            "whatsapp": state | {"type": "whatsapp"},
            "url": request.base_url,
        }
        return json_answer(answer)

    def _resource(self, request: Request, content: Content) -> dict[str, Any]:
        return content_resource(content, self.account_sid, request.root_url.rstrip("/"))
