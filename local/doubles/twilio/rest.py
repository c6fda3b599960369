"""The REST API as WSGI: routes, Basic auth, and being down altogether."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map
from werkzeug.wrappers import Request, Response

from local.doubles.twilio.errors import TwilioError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from local.doubles.twilio.answers import Route
    from local.doubles.twilio.content_routes import ContentRoutes
    from local.doubles.twilio.faults import FaultBox
    from local.doubles.twilio.media_routes import MediaRoutes
    from local.doubles.twilio.message_routes import MessageRoutes


class RestApi:
    """Answers Twilio's own paths for one account."""

    def __init__(
        self,
        credentials: tuple[str, str],
        faults: "FaultBox",
        messages: "MessageRoutes",
        media: "MediaRoutes",
        contents: "ContentRoutes",
    ) -> None:
        """Take the account's sid and token and what answers each path."""
        self._credentials = credentials
        self._faults = faults
        self._map = Map([*messages.rules(), *media.rules(), *contents.rules()])
        self._public_route: Route = media.serve

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        try:
            response = self._answer(Request(environ))
        except TwilioError as error:
            response = error.response()
        return response(environ, start)

    def _answer(self, request: Request) -> Response:
        route, arguments = self._match(request)
        if self._faults.take_down():
            raise TwilioError(20503)
        if route != self._public_route:
            self._authenticate(request, arguments)
        arguments.pop("account", None)
        return route(request, **arguments)

    def _match(self, request: Request) -> tuple[Callable[..., Response], dict[str, Any]]:
        try:
            route, arguments = self._map.bind_to_environ(request.environ).match()
        except MethodNotAllowed as error:
            raise TwilioError(20004) from error
        except HTTPException as error:
            message = f"The requested resource {request.path} was not found"
            raise TwilioError(20404, message) from error
        return route, dict(arguments)

    def _authenticate(self, request: Request, arguments: dict[str, Any]) -> None:
        given = request.authorization
        if given is None or (given.username, given.password) != self._credentials:
            raise TwilioError(20003)
        account_sid, _ = self._credentials
        if arguments.get("account", account_sid) != account_sid:
            raise TwilioError(20404, f"The requested resource {request.path} was not found")
