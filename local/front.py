"""The HTTP API on one machine: requests become payload format 2.0 events, answers become HTTP."""

import base64
import json
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from werkzeug.wrappers import Request, Response

from local.blueprint import RoutePlan
from local.clock import LocalClock
from local.workers import Function, FunctionError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

type Json = Any

_MOST_BYTES: Final = 10 * 1024 * 1024
_FIRST_REFUSAL: Final = 300
_PARAMETER: Final = re.compile(r"\{(\w+)(\+?)\}")
# The only bodies an HTTP API hands over as text; forms, too, arrive in base64.
_TEXT: Final = re.compile(r"^(text/|application/(json|xml|javascript)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Route:
    key: str
    method: str
    path: re.Pattern[str]
    function: Function

    @classmethod
    def of(cls, plan: RoutePlan, function: Function) -> "_Route":
        method, _, path = plan.key.partition(" ")
        if plan.key == "$default":
            return cls(plan.key, "ANY", re.compile(".*", re.DOTALL), function)
        pattern = _PARAMETER.sub(
            lambda m: f"(?P<{m[1]}>.+)" if m[2] else f"(?P<{m[1]}>[^/]+)", path
        )
        return cls(plan.key, method, re.compile(pattern), function)

    def matches(self, method: str, path: str) -> re.Match[str] | None:
        return self.path.fullmatch(path) if self.method in {method, "ANY"} else None


@dataclass(slots=True)
class HttpApi:
    """Finds the function of a request and speaks API Gateway's language with it."""

    routes: list[_Route]
    clock: LocalClock
    account: str
    on_accepted: Callable[[str, bytes], None]  # path and body of what a function took

    @classmethod
    def of(
        cls,
        plans: tuple[RoutePlan, ...],
        functions: dict[str, Function],
        clock: LocalClock,
        account: str,
        on_accepted: Callable[[str, bytes], None] = lambda _path, _body: None,
    ) -> "HttpApi":
        """Build the API; an exact method and path win over patterns and `$default`."""
        ordered = sorted(
            plans, key=lambda p: (p.key == "$default", "{" in p.key, p.key[:3] == "ANY")
        )
        routes = [_Route.of(plan, functions[plan.function]) for plan in ordered]
        return cls(routes, clock, account, on_accepted)

    def handle(self, environ: "WSGIEnvironment") -> Response | None:
        """Answer a request of the product, or return None where it has no route."""
        request = Request(environ)
        for route in self.routes:
            match = route.matches(request.method, request.path)
            if match:
                return self._invoke(route, request, match.groupdict())
        return None

    def _invoke(self, route: _Route, request: Request, parameters: dict[str, str]) -> Response:
        if (request.content_length or 0) > _MOST_BYTES:
            return message(413, "Request Entity Too Large")
        body = request.get_data(cache=False)
        event = self._event(route, request, parameters, body)
        try:
            response = _response(route.function.invoke(event))
        except (FunctionError, ValueError, TypeError):
            return message(500, "Internal Server Error")
        if response.status_code < _FIRST_REFUSAL:
            self.on_accepted(request.path, body)
        return response

    def _event(
        self, route: _Route, request: Request, parameters: dict[str, str], body: bytes
    ) -> dict[str, Any]:
        event: dict[str, Any] = {
            "version": "2.0",
            "routeKey": route.key,
            "rawPath": request.path,
            "rawQueryString": request.environ.get("QUERY_STRING", ""),
            "headers": _headers(request),
            "requestContext": self._context(route, request),
            "isBase64Encoded": False,
        }
        if cookies := request.headers.get("Cookie"):
            event["cookies"] = [cookie.strip() for cookie in cookies.split(";")]
        if query := _joined(parse_qsl(event["rawQueryString"], keep_blank_values=True)):
            event["queryStringParameters"] = query
        if parameters:
            event["pathParameters"] = parameters
        if body:
            event["body"], event["isBase64Encoded"] = _encoded(body, request.content_type or "")
        return event

    def _context(self, route: _Route, request: Request) -> dict[str, Any]:
        now = self.clock.now()
        return {
            "accountId": self.account,
            "apiId": "local",
            "domainName": request.host,
            "domainPrefix": request.host.split(".")[0],
            "http": {
                "method": request.method,
                "path": request.path,
                "protocol": request.environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
                "sourceIp": request.remote_addr or "127.0.0.1",
                "userAgent": request.headers.get("User-Agent", ""),
            },
            "requestId": uuid.uuid4().hex,
            "routeKey": route.key,
            "stage": "$default",
            "time": _clf(now),
            "timeEpoch": int(now.timestamp() * 1000),
        }


def message(status: int, text: str) -> Response:
    """Return the small JSON answer API Gateway gives by itself."""
    return Response(json.dumps({"message": text}), status, content_type="application/json")


def _clf(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Join the values of a repeated name with commas."""
    joined: dict[str, str] = {}
    for name, value in pairs:
        joined[name] = f"{joined[name]},{value}" if name in joined else value
    return joined


def _headers(request: Request) -> dict[str, str]:
    pairs = [(name.lower(), value) for name, value in request.headers if name != "Cookie"]
    return _joined(pairs)


def _encoded(body: bytes, content_type: str) -> tuple[str, bool]:
    if _TEXT.match(content_type):
        try:
            return body.decode("utf-8"), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(body).decode("ascii"), True


def _response(result: Json) -> Response:
    """Read a handler's answer as API Gateway does; without a status it is the body itself."""
    if not isinstance(result, dict) or "statusCode" not in result:
        text = result if isinstance(result, str) else json.dumps(result)
        return Response(text, 200, content_type="application/json")
    body = result.get("body") or ""
    data = base64.b64decode(body) if result.get("isBase64Encoded") else str(body).encode()
    response = Response(data, int(result["statusCode"]))
    response.headers["Content-Type"] = "text/plain;charset=UTF-8"
    for name, value in (result.get("headers") or {}).items():
        response.headers[name] = str(value)
    for cookie in result.get("cookies") or []:
        response.headers.add("Set-Cookie", cookie)
    return response


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """Product routes first, then the stack's own pages, then the chat page."""

    api: HttpApi
    mounts: "dict[str, WSGIApplication]"
    page: "WSGIApplication | None"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Serve one request."""
        path = environ.get("PATH_INFO", "")
        for prefix, app in self.mounts.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
                environ["PATH_INFO"] = path[len(prefix) :]
                return app(environ, start_response)
        response = self.api.handle(environ)
        if response is None:
            if self.page is not None and environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
                return self.page(environ, start_response)
            _drain_body(environ)
            response = message(404, "Not Found")
        return response(environ, start_response)


def _drain_body(environ: "WSGIEnvironment") -> None:
    """Read what the client still sends, so that the connection stays usable."""
    left = min(int(environ.get("CONTENT_LENGTH") or 0), _MOST_BYTES)
    environ["wsgi.input"].read(left)
