"""The path of a message with every step in a process of its own: each start is a cold one."""

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from local.blueprint import Blueprint, FunctionPlan
from local.clock import LocalClock
from local.doubles.twilio import TwilioDouble
from local.emulator import REGION, STACK, Emulator
from local.http_server import HttpServer
from local.intrinsics import Place
from local.pollers import record
from local.template import TemplateReader, translate
from scripts.template import ROOT

ACCOUNT_SID = "ACLOCAL00000000000000000000000000"
AUTH_TOKEN = "local-auth-token"  # noqa: S105 (made up, for this machine)
PUBLIC_BASE_URL = "http://localhost:9"  # signed and named in callbacks, never called
PROBES = Path(__file__).parent
VALIDATOR: Any = RequestValidator  # published without types
SENDER, USER = "whatsapp:+14155238886", "whatsapp:+12025550123"


@dataclass(frozen=True, slots=True)
class ColdStart:
    """What one fresh process needed."""

    import_ms: float
    call_ms: float
    import_cpu_ms: float
    call_cpu_ms: float

    @property
    def total_ms(self) -> float:
        """Return import and first call together."""
        return self.import_ms + self.call_ms

    @property
    def total_cpu_ms(self) -> float:
        """Return the CPU time of both, which a busy machine disturbs less."""
        return self.import_cpu_ms + self.call_cpu_ms


@dataclass(slots=True)
class Chain:
    """Emulated AWS and Twilio's double, without functions: the caller starts each step."""

    work: Path
    artifacts: dict[str, Path]
    blueprint: Blueprint = field(init=False)
    twilio: TwilioDouble = field(init=False)
    _emulator: Emulator = field(init=False)
    _messages: int = 0
    _reported: int = 0
    _closing: ExitStack = field(init=False, default_factory=ExitStack)

    def __enter__(self) -> Self:
        """Start the emulators and deploy the template."""
        clock = LocalClock(self.work / "clock")
        self.twilio = TwilioDouble(
            clock=clock,
            account_sid=ACCOUNT_SID,
            auth_token=AUTH_TOKEN,
            public_base_url=PUBLIC_BASE_URL,
        )
        server = HttpServer(self.twilio.wsgi_app)
        self._closing.callback(server.stop)
        server.start()
        self._emulator = Emulator(clock)
        self._closing.callback(self._emulator.stop)
        self.blueprint = self._read_template(server.url)
        self._emulator.start()
        self._emulator.deploy(self.blueprint, with_tables=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the emulators."""
        self._closing.close()

    def _read_template(self, twilio_url: str) -> Blueprint:
        place = Place(STACK, self._emulator.account, REGION, self._emulator.url)
        twilio = json.dumps({"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN})
        parameters = {
            "Stage": "bench",
            "PublicBaseUrl": PUBLIC_BASE_URL,
            "TwilioApiUrl": twilio_url,
            "TwilioContentUrl": twilio_url,
        }
        template = translate(ROOT / "template.yaml")
        secrets = {"TwilioSecretArn": twilio}
        return TemplateReader(ROOT, template, place, parameters, secrets).read()

    def say(self, text: str) -> ColdStart:
        """Let the user text the coach: one start of `receive`."""
        self._messages += 1
        sid = f"SM{self._messages:032x}"
        form = {
            "MessageSid": sid,
            "From": USER,
            "To": SENDER,
            "Body": text,
            "NumMedia": "0",
            "ProfileName": "Bench",
        }
        self.twilio.note_inbound(form)
        return self.start("receive", _request("/webhooks/twilio", "", form))

    def report_delivery(self, user_id: str, reply_id: str) -> ColdStart:
        """Let Twilio report that its latest message was delivered: one start of `receive`.

        Raises:
            RuntimeError: there is no new message, so `send` was measured doing nothing.
        """
        created = self.twilio.list_created()
        if len(created) == self._reported:
            raise RuntimeError("send created no message")
        self._reported = len(created)
        sid = created[-1].sid
        form = {"MessageSid": sid, "MessageStatus": "delivered", "From": SENDER, "To": USER}
        query = urlencode({"user": user_id, "reply": reply_id})
        return self.start("receive", _request("/webhooks/twilio/status", query, form))

    def take(self, queue: str) -> list[dict[str, Any]]:
        """Receive everything that waits in a queue, as records of a Lambda event."""
        (plan,) = (plan for plan in self.blueprint.queues if plan.name == queue)
        source = self._emulator.queue(plan.queue_name)
        records = []
        while messages := source.receive(1):
            records.append(record(messages[0], source.queue_arn, REGION))
            source.delete_message(str(messages[0].receipt_handle))
        return records

    def start(self, function: str, event: dict[str, Any]) -> ColdStart:
        """Run the function's first call in a fresh process.

        Raises:
            RuntimeError: it did not succeed, so its time means nothing.
        """
        (plan,) = (plan for plan in self.blueprint.functions if plan.name == function)
        artifact = self.artifacts[function]
        variables = dict(plan.environment)
        if "DATA_DIR" in variables:
            variables["DATA_DIR"] = str(artifact / "data")
        return self._run(plan, artifact, f"handlers.{function}", variables, event)

    def start_baseline(self, packages: Path) -> ColdStart:
        """Run the baseline in a fresh process, with the packages in that folder."""
        (plan,) = (plan for plan in self.blueprint.functions if plan.name == "receive")
        queue = plan.environment["CALLBACK_QUEUE_URL"]
        variables = {"QUEUE_URL": queue, "POWERTOOLS_SERVICE_NAME": "baseline"}
        start = self._run(plan, packages, "baseline", variables, {"body": "{}"})
        self.take("callback")
        return start

    def _run(
        self,
        plan: FunctionPlan,
        artifact: Path,
        module: str,
        variables: dict[str, str],
        event: dict[str, Any],
    ) -> ColdStart:
        command = [sys.executable, "-I", "-S", str(PROBES / "first_call.py"), str(artifact), module]
        done = subprocess.run(
            command,
            input=json.dumps(event),
            env={**variables, **self._lambda_variables(plan)},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {}
        if not _has_succeeded(printed.pop("answer", {"statusCode": 0})):
            raise RuntimeError(f"{module} failed:\n{done.stdout}{done.stderr}")
        return ColdStart(**printed)

    def _lambda_variables(self, plan: FunctionPlan) -> dict[str, str]:
        return {
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": self._emulator.url,
            "AWS_LAMBDA_FUNCTION_NAME": plan.function_name,
            "LANG": "en_US.UTF-8",
            "TZ": "UTC",
        }


def _has_succeeded(answer: dict[str, Any] | None) -> bool:
    if answer is None:
        return True
    return answer.get("statusCode", 200) == 200 and not answer.get("batchItemFailures")  # noqa: PLR2004 (HTTP)


def _request(path: str, query: str, form: dict[str, str]) -> dict[str, Any]:
    """Make the event of a signed request, as an HTTP API does."""
    url = f"{PUBLIC_BASE_URL}{path}" + (f"?{query}" if query else "")
    signature = VALIDATOR(AUTH_TOKEN).compute_signature(url, form)
    return {
        "version": "2.0",
        "routeKey": f"POST {path}",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {
            "content-type": "application/x-www-form-urlencoded; charset=utf-8",
            "x-twilio-signature": signature,
        },
        "requestContext": {"http": {"method": "POST", "path": path}, "requestId": "bench"},
        "body": urlencode(form),
        "isBase64Encoded": False,
    }
