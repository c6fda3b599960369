"""The stack's own pages under /_local: clock, faults, drain, events, queues, calls, logs."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from local import aws_gate
from local.workers import FaultOrder

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from local.doubles.bedrock import BedrockDouble
    from local.doubles.twilio import TwilioDouble
    from local.stack import LocalStack

type Json = Any

_SERVICES: Final = (*aws_gate.SERVICES, "bedrock", "twilio", "worker", "all")
_MOST: Final = 1_000_000
_DRAIN_S: Final = 60.0

_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2200  # beyond, dates and offsets overflow somewhere


@dataclass(frozen=True, slots=True)
class ControlPages:
    """A WSGI app; mounted at /_local."""

    stack: "LocalStack"

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Serve one request."""
        request = Request(environ)
        try:
            endpoint, _ = _PAGES.bind_to_environ(environ).match()
            response: Response | HTTPException = endpoint(self, request)
        except HTTPException as error:
            response = _json({"message": error.description or error.name}, error.code or 500)
        return response(environ, start_response)

    def health(self, _: Request) -> Response:
        """Say that the stack answers, and where it keeps things."""
        return _json(
            {
                "status": "ok",
                "functions": sorted(self.stack.functions),
                "aws_endpoint_url": self.stack.aws_endpoint_url,
                "coach_table": self.stack.blueprint.tables[0]["TableName"],
            }
        )

    def events(self, _: Request) -> Response:
        """List what was published on the bus, oldest first."""
        return _json(self.stack.events())

    def queues(self, _: Request) -> Response:
        """Count the messages of every queue."""
        return _json({name: queue.counts() for name, queue in self.stack.queues.items()})

    def clock(self, _: Request) -> Response:
        """Tell the time."""
        return _json({"now": self.stack.clock.now().isoformat()})

    def move_clock(self, request: Request) -> Response:
        """Set the clock or advance it."""
        order = _object(request)
        if set(order) == {"now"}:
            self.stack.clock.set(_instant(order["now"]))
        elif set(order) == {"advance_s"}:
            self.stack.clock.advance(_number(order, "advance_s", 0, 10**9))
        else:
            raise BadRequest('give {"now": ISO instant} or {"advance_s": seconds}')
        return self.clock(request)

    def drain(self, request: Request) -> Response:
        """Wait until nothing is under way."""
        order = _object(request)
        timeout_s = _number(order, "timeout_s", 0, 3600, _DRAIN_S)
        advance = order.get("advance", False)
        if not isinstance(advance, bool):
            raise BadRequest("advance is true or false")
        is_drained, left = self.stack.try_drain(timeout_s, advance=advance)
        if is_drained:
            return _json({"drained": True})
        return _json({"drained": False, "queues": left}, 503)

    def faults(self, request: Request) -> Response:
        """Let something fail."""
        order = _object(request)
        service = _one_of(order, "service", _SERVICES)
        if service == "all":
            _one_of(order, "mode", ("clear",))
            self.stack.clear_faults()
        elif service == "worker":
            self._fail_worker(order)
        elif service in {"bedrock", "twilio"}:
            self._fail_double(
                self.stack.twilio if service == "twilio" else self.stack.bedrock, order
            )
        else:
            mode = _one_of(order, "mode", aws_gate.MODES)
            operation = order.get("operation")
            if operation is not None and not isinstance(operation, str):
                raise BadRequest("operation is the name of one, such as TransactWriteItems")
            self.stack.fail_aws(service, mode, _count(order), operation)
        return _json({"ok": True})

    def _fail_worker(self, order: dict[str, Any]) -> None:
        mode = _one_of(order, "mode", ("kill", "clear"))
        function = self.stack.functions[_one_of(order, "function", self._names())]
        if mode == "clear":
            function.clear_faults()
        elif "point" not in order:
            function.kill()
        else:
            point = int(_number(order, "point", 1, 10_000))
            when = _one_of(order, "when", ("before", "after"))
            function.order_faults(FaultOrder(point, when), _count(order))

    def _fail_double(self, double: "BedrockDouble | TwilioDouble", order: dict[str, Any]) -> None:
        mode = order.get("mode")
        if not isinstance(mode, str):
            raise BadRequest("mode is the name of a fault")
        try:
            double.set_fault(mode, int(_number(order, "count", -1, _MOST, 1)))
        except ValueError as error:
            raise BadRequest(str(error)) from error

    def _names(self) -> tuple[str, ...]:
        return tuple(sorted(self.stack.functions))

    def calls(self, _: Request) -> Response:
        """Count the AWS calls of the functions."""
        return _json(self.stack.calls())

    def reset_calls(self, _: Request) -> Response:
        """Count anew."""
        self.stack.reset_calls()
        return _json({"ok": True})

    def logs(self, request: Request) -> Response:
        """Return what a function printed, or all of them."""
        name = request.args.get("function")
        if name is not None:
            _one_of({"function": name}, "function", self._names())
        return Response("\n".join(self.stack.logs(name)) + "\n", content_type="text/plain")

    def trace(self, request: Request) -> Response:
        """List the port calls of a function's last invocations, oldest first."""
        name = _one_of(request.args.to_dict(), "function", self._names())
        return _json(
            [
                {
                    "request_id": done.request_id,
                    "outcome": done.outcome,
                    "duration_s": round(done.duration_s, 6),
                    "trace": list(done.trace),
                }
                for done in tuple(self.stack.functions[name].invocations)
            ]
        )


type Page = Callable[[ControlPages, Request], Response]

_PAGES: Final = Map(
    [
        Rule("/health", methods=["GET"], endpoint=ControlPages.health),
        Rule("/events", methods=["GET"], endpoint=ControlPages.events),
        Rule("/queues", methods=["GET"], endpoint=ControlPages.queues),
        Rule("/clock", methods=["GET"], endpoint=ControlPages.clock),
        Rule("/clock", methods=["POST"], endpoint=ControlPages.move_clock),
        Rule("/faults", methods=["POST"], endpoint=ControlPages.faults),
        Rule("/drain", methods=["POST"], endpoint=ControlPages.drain),
        Rule("/calls", methods=["GET"], endpoint=ControlPages.calls),
        Rule("/calls/reset", methods=["POST"], endpoint=ControlPages.reset_calls),
        Rule("/logs", methods=["GET"], endpoint=ControlPages.logs),
        Rule("/trace", methods=["GET"], endpoint=ControlPages.trace),
    ]
)


def _json(value: Json, status: int = 200) -> Response:
    return Response(json.dumps(value), status, content_type="application/json")


def _object(request: Request) -> dict[str, Any]:
    """Return the request's JSON object; an empty body is an empty object."""
    text = request.get_data()
    try:
        value = json.loads(text) if text.strip() else {}
    except ValueError as error:
        raise BadRequest(f"the body is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadRequest("the body must be a JSON object")
    return value


def _one_of(order: dict[str, Any], name: str, allowed: tuple[str, ...]) -> str:
    value = order.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise BadRequest(f"{name} is one of {', '.join(allowed)}")
    return value


def _number(
    order: dict[str, Any], name: str, least: float, most: float, default: float | None = None
) -> float:
    value = order.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadRequest(f"{name} is a number from {least} to {most}")
    return float(value)


def _count(order: dict[str, Any]) -> int:
    return int(_number(order, "count", 1, _MOST, 1))


def _instant(text: object) -> datetime:
    try:
        instant = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise BadRequest(f"now is an ISO instant, such as 2026-11-20T12:00:00Z: {error}") from error
    if not _EARLIEST_YEAR <= instant.year <= _LATEST_YEAR:
        raise BadRequest(f"now is between {_EARLIEST_YEAR} and {_LATEST_YEAR}")
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
