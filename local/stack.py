"""The whole product on one machine: emulated AWS, functions, pollers, Twilio's double, one port.

```python
with LocalStack(local_dir=tmp_path) as stack:
    ...  # stack.url, stack.clock, stack.twilio, stack.queues, stack.functions
    stack.drain(advance=True)
```
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import parse_qsl

from local.assembly import ACCOUNT_SID, build_functions, read_blueprint
from local.blueprint import Blueprint
from local.clock import LocalClock
from local.control import ControlPages
from local.doubles.bedrock import BedrockDouble
from local.doubles.twilio import TwilioDouble
from local.drain import Drain
from local.dynamodb_local import DynamoDBLocal
from local.emulator import Emulator
from local.front import FrontDoor, HttpApi
from local.http_server import HttpServer
from local.moto_fixes.local_queue import LocalQueue
from local.pollers import Poller
from local.workers import Function

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

AUTH_TOKEN: Final = "local-auth-token"  # noqa: S105  # the fixed one of this machine
ROOT: Final = Path(__file__).resolve().parent.parent
_WARM: Final = ("receive", "converse", "send")
_MESSAGES: Final = "/webhooks/twilio"


class NotDrainedError(TimeoutError):
    """Something was still under way when the time was over."""


@dataclass(slots=True)
class LocalStack:
    """One running stack; several may run in one process."""

    local_dir: Path
    port: int = 0
    store: str = "memory"
    public_base_url: str | None = None
    auth_token: str = AUTH_TOKEN
    concurrency: Mapping[str, int] = field(default_factory=dict)
    template: Path = ROOT / "template.yaml"
    keeps_tables: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    clock: LocalClock = field(init=False)
    twilio: TwilioDouble = field(init=False)
    bedrock: BedrockDouble = field(init=False, default_factory=BedrockDouble)
    queues: dict[str, LocalQueue] = field(init=False, default_factory=dict)
    functions: dict[str, Function] = field(init=False, default_factory=dict)
    blueprint: Blueprint = field(init=False)
    url: str = field(init=False)
    _emulator: Emulator = field(init=False)
    _pollers: tuple[Poller, ...] = field(init=False, default=())
    _drain: Drain = field(init=False)
    _door: FrontDoor = field(init=False)
    _closing: ExitStack = field(init=False, default_factory=ExitStack)

    def start(self) -> Self:
        """Build everything and return when the URL answers.

        Raises:
            PortTakenError: the port is not free.
            ValueError: the store is unknown.
        """
        if self.store not in {"memory", "dynamodb"}:
            raise ValueError(f"STORE is memory or dynamodb, not {self.store!r}")
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def _start(self) -> None:
        self.local_dir.mkdir(parents=True, exist_ok=True)
        self.clock = LocalClock(self.local_dir / "clock")
        front = HttpServer(self._serve, self.port)
        self._closing.callback(front.stop)
        self.port, self.url = front.port, front.url
        self.public_base_url = self.public_base_url or f"http://localhost:{self.port}"
        self._emulator = Emulator(self.clock)
        self._closing.callback(self._emulator.stop)
        self.blueprint = read_blueprint(
            self.template,
            self._emulator,
            url=self.url,
            public_base_url=self.public_base_url,
            auth_token=self.auth_token,
            others=self.parameters,
        )
        dynamodb = self._launch_dynamodb_local() if self.store == "dynamodb" else None
        self._start_functions()
        self._emulator.start()
        self._emulator.deploy(self.blueprint, with_tables=dynamodb is None)
        if dynamodb is not None:
            dynamodb.wait_ready()
            dynamodb.create_tables(self.blueprint.tables)
            self._emulator.use_dynamodb_local(dynamodb.port)
        self._start_twilio()
        self._start_pollers()
        for name in self._warm():
            self.functions[name].wait_warm()
        self._door = self._build_door()
        front.start()

    def _start_functions(self) -> None:
        logs = self.local_dir / "logs"
        self.functions = build_functions(
            self.blueprint,
            self._emulator,
            self.clock,
            logs,
            self.concurrency,
            f"{self.url}/_local/bedrock",
        )
        for function in self.functions.values():
            self._closing.callback(function.stop)
        for name in self._warm():
            self.functions[name].warm()

    def _warm(self) -> list[str]:
        return [name for name in _WARM if name in self.functions]

    def _launch_dynamodb_local(self) -> DynamoDBLocal:
        """Start Java first: it needs longest."""
        dynamodb = DynamoDBLocal(self.local_dir / "dynamodb" if self.keeps_tables else None)
        self._closing.callback(dynamodb.stop)
        dynamodb.launch()
        return dynamodb

    def _start_twilio(self) -> None:
        self.twilio = TwilioDouble(
            clock=self.clock,
            account_sid=ACCOUNT_SID,
            auth_token=self.auth_token,
            public_base_url=str(self.public_base_url),
            local_base_url=self.url,
        )
        self.twilio.start()
        self._closing.callback(self.twilio.stop)

    def _start_pollers(self) -> None:
        for plan in self.blueprint.queues:
            self.queues[plan.name] = self._emulator.queue(plan.queue_name)
        self.clock.on_move(self._wake)
        workflows = self._emulator.run_workflows(self.functions.values())
        self._pollers = tuple(
            Poller(plan, self.queues[plan.queue], self.functions[plan.function])
            for plan in self.blueprint.mappings
        )
        self._drain = Drain(
            clock=self.clock,
            queues={plan.queue: self.queues[plan.queue] for plan in self.blueprint.mappings},
            pollers=self._pollers,
            functions=self.functions,
            pending=self.twilio.pending,
            executions=self._emulator.executions,
            waiting=lambda: workflows.waiting,
        )
        for poller in self._pollers:
            poller.start()
        self._closing.callback(self._stop_pollers)

    def _stop_pollers(self) -> None:
        for poller in self._pollers:
            poller.stop()
        for function in self.functions.values():
            function.stop()
        for poller in self._pollers:
            poller.join()

    def _wake(self) -> None:
        for queue in self.queues.values():
            queue.wake()

    def _serve(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        return self._door(environ, start_response)

    def _build_door(self) -> FrontDoor:
        api = HttpApi.of(
            self.blueprint.routes,
            self.functions,
            self.clock,
            self._emulator.account,
            self._note_inbound,
        )
        mounts: dict[str, WSGIApplication] = {
            "/_local/twilio": self.twilio.wsgi_app,
            "/_local/bedrock": self.bedrock.wsgi_app,
            "/_local/chat": self.twilio.chat_app,
            "/_local": ControlPages(self),
        }
        return FrontDoor(api, mounts, self.twilio.page_app)

    def _note_inbound(self, path: str, body: bytes) -> None:
        """Tell the double of a message it did not post: it, too, opens the 24-hour window."""
        if path == _MESSAGES:
            form = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
            self.twilio.note_inbound(dict(form))

    @property
    def aws_endpoint_url(self) -> str:
        """Return where the emulated AWS answers."""
        return self._emulator.url

    def try_drain(self, timeout_s: float, *, advance: bool) -> tuple[bool, dict[str, Any]]:
        """Return whether everything came to rest in time, and what is left in the queues."""
        return self._drain.run(timeout_s, advance=advance)

    def drain(self, *, advance: bool = False, timeout_s: float = 60.0) -> None:
        """Wait until nothing is under way; with `advance` move the clock instead of waiting.

        Raises:
            NotDrainedError: something was still under way after `timeout_s`.
        """
        is_drained, left = self.try_drain(timeout_s, advance=advance)
        if not is_drained:
            raise NotDrainedError(f"not drained after {timeout_s} s: {left}")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let queues fill and nothing be received: what is under way meets no move of the clock."""
        for poller in self._pollers:
            poller.hold()
        try:
            yield
        finally:
            for poller in self._pollers:
                poller.release()

    def events(self) -> list[dict[str, Any]]:
        """Return what was published on the bus, oldest first."""
        names = ("id", "source", "detail-type", "time", "detail")
        return [{name: event[name] for name in names} for event in self._emulator.events()]

    def logs(self, function: str | None = None) -> list[str]:
        """Return the last lines a function printed, or all functions."""
        chosen = [self.functions[function]] if function else list(self.functions.values())
        return [line for each in chosen for line in tuple(each.lines)]

    def calls(self) -> dict[str, int]:
        """Return how often the functions called each AWS operation."""
        return self._emulator.gate.calls()

    def reset_calls(self) -> None:
        """Count the AWS calls anew."""
        self._emulator.gate.reset_calls()

    def fail_aws(self, service: str, mode: str, count: int, operation: str | None = None) -> None:
        """Let the next calls of an AWS service fail."""
        self._emulator.gate.fail(service, mode, count, operation)

    def clear_faults(self) -> None:
        """Let everything succeed again."""
        self._emulator.gate.clear_faults()
        self.twilio.set_fault("clear", 0)
        self.bedrock.set_fault("clear", 0)
        for function in self.functions.values():
            function.clear_faults()

    def stop(self) -> None:
        """Stop everything, children included."""
        self._closing.close()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()
