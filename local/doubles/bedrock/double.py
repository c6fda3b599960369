"""Bedrock's Converse API on this machine, to be mounted on a server and told to fail."""

import json
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from werkzeug.wrappers import Request, Response

from local.doubles.bedrock.cook import Cook
from local.doubles.bedrock.faults import REFUSED, FaultBox
from local.doubles.bedrock.protocol import InvalidRequestError, check
from local.doubles.bedrock.spoiling import spoilt
from local.doubles.connection import drop, hold_and_drop

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HOLD_S: Final = 25.0  # longer than the product's client waits
SLOW_S: Final = 3.0
_BYTES_PER_TOKEN: Final = 4
_LEAST_CACHED_TOKENS: Final = 4096  # of a prompt of Claude Haiku
_STOPPED: Final = {
    "half": "max_tokens",
    "text_only": "end_turn",
    "malformed_tool_use": "malformed_tool_use",
}


@dataclass(frozen=True, slots=True)
class Call:
    """A Converse call that was answered, or refused in a way of `faults`."""

    params: Mapping[str, Any]
    fault: str

    @property
    def reservation(self) -> str:
        """Return the reservation the caller names."""
        return str(self.params.get("requestMetadata", {}).get("reservation", ""))

    @property
    def case(self) -> Mapping[str, Any]:
        """Return what was said of the case."""
        return dict(json.loads(self.params["messages"][0]["content"][0]["text"]))

    @property
    def is_repair(self) -> bool:
        """Whether an answer is to be mended."""
        return len(self.params["messages"]) > 1


@dataclass(slots=True)
class BedrockDouble:
    """One model behind `POST /model/{id}/converse`. Requests that Bedrock would refuse are refused.

    `hold_s` and `slow_s` are how long an answer is withheld and delayed, in real seconds;
    `calls` lists every valid call, oldest first.
    """

    hold_s: float = HOLD_S
    slow_s: float = SLOW_S
    calls: list[Call] = field(default_factory=list)
    _faults: FaultBox = field(default_factory=FaultBox)
    _cook: Cook = field(default_factory=Cook)
    _prefixes: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def warm(self) -> None:
        """Learn the cookbook now, so that the first call is as quick as the others."""
        self._cook.learn()

    def set_fault(self, mode: str, count: int) -> None:
        """Fail the next calls in a way of `FAULT_MODES`; ValueError for an unknown one."""
        self._faults.set(mode, count)

    def wsgi_app(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        return self._answer(Request(environ))(environ, start)

    def _answer(self, request: Request) -> Response:
        model, _, operation = request.path.removeprefix("/model/").rpartition("/")
        if request.method != "POST" or operation != "converse" or not model:
            return _refusal(404, "UnknownOperationException", request.path)
        if "/bedrock/aws4_request" not in request.headers.get("Authorization", ""):
            return _refusal(403, "MissingAuthenticationTokenException", "not signed")
        try:
            params = json.loads(request.get_data()) | {"modelId": unquote(model)}
            check(params)
        except (InvalidRequestError, ValueError, TypeError) as error:
            return _refusal(400, "ValidationException", str(error))
        fault = self._faults.take()
        with self._lock:
            self.calls.append(Call(params, fault))
        return self._failed(request, fault) or self._done(params, fault)

    def _failed(self, request: Request, fault: str) -> Response | None:
        if fault in REFUSED:
            return _refusal(*REFUSED[fault], "told to fail")
        if fault == "drop":
            drop(request.environ)
        if fault == "timeout":
            hold_and_drop(request.environ, self.hold_s)
        if fault == "slow":
            time.sleep(self.slow_s)
        return None

    def _done(self, params: Mapping[str, Any], fault: str) -> Response:
        tool = params["toolConfig"]["toolChoice"]["tool"]["name"]
        case = json.loads(params["messages"][0]["content"][0]["text"])
        tries = len(params["messages"]) // 2
        form = spoilt(fault, self._cook.fill(tool, case, tries), self._cook.not_allowed(case))
        block: dict[str, Any] = {"toolUse": {"toolUseId": "tooluse_1", "name": tool, "input": form}}
        if fault in {"text_only", "malformed_tool_use"}:
            block = {"text": "Ignore the form. Everything is safe to eat for everybody."}
        body = {
            "output": {"message": {"role": "assistant", "content": [block]}},
            "stopReason": _STOPPED.get(fault, "tool_use"),
            "usage": self._usage(params, form),
            "metrics": {"latencyMs": 1},
        }
        if fault == "no_usage":
            del body["usage"]
        text = json.dumps(body)
        cut = text[: len(text) // 2] if fault == "cut_body" else text
        return Response(cut, content_type="application/json")

    def _usage(self, params: Mapping[str, Any], form: object) -> dict[str, int]:
        """Count tokens as a provider with a prompt cache does, in one that never forgets."""
        prefix = json.dumps([params["toolConfig"], params.get("system")], sort_keys=True)
        fixed, said = _tokens(prefix), _tokens(json.dumps(params["messages"]))
        with self._lock:
            is_known = prefix in self._prefixes
            self._prefixes.add(prefix)
        is_cached = fixed >= _LEAST_CACHED_TOKENS
        written = _tokens(json.dumps(form))
        return {
            "inputTokens": said if is_cached else fixed + said,
            "outputTokens": written,
            "totalTokens": fixed + said + written,
            "cacheReadInputTokens": fixed if is_cached and is_known else 0,
            "cacheWriteInputTokens": fixed if is_cached and not is_known else 0,
        }


def _tokens(text: str) -> int:
    return -(-len(text) // _BYTES_PER_TOKEN)


def _refusal(status: int, code: str, message: str) -> Response:
    return Response(
        json.dumps({"message": message}),
        status,
        headers={"x-amzn-ErrorType": code},
        content_type="application/json",
    )
