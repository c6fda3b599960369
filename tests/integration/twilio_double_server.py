"""The Twilio double on a real socket, with a small product behind its webhooks."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import urllib3
from twilio.request_validator import RequestValidator
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from local.clock import LocalClock
from local.doubles.twilio import Delays, TwilioDouble

ACCOUNT = "AC" + "0" * 32
TOKEN = "a-token"
SENDER = "whatsapp:+14155238886"
ANN = "+15555550100"
BOB = "+15555550101"


@dataclass
class SmallProduct:
    """Remembers what Twilio posts; refuses a wrong signature; answers as it is told."""

    base_url: str = ""
    inbound: list[dict[str, str]] = field(default_factory=list)
    statuses: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    on_message: Callable[[dict[str, str]], None] = lambda form: None
    answer_status: int = 200

    @Request.application
    def app(self, request: Request) -> Response:
        form = request.form.to_dict()
        url = self.base_url + request.full_path.rstrip("?")
        if not RequestValidator(TOKEN).validate(url, form, request.headers["X-Twilio-Signature"]):
            return Response(status=403)
        self.headers.append(dict(request.headers))
        if request.path == "/webhooks/twilio/status":
            self.statuses.append(form)
            return Response(status=204)
        self.inbound.append(form)
        threading.Thread(target=self.on_message, args=(form,), daemon=True).start()
        return Response("<Response/>", self.answer_status, content_type="text/xml")

    def statuses_of(self, sid: str) -> list[str]:
        return [form["MessageStatus"] for form in self.statuses if form["MessageSid"] == sid]


@dataclass
class Twilio:
    """The double, its clock, the product behind it, and a client with the credentials."""

    double: TwilioDouble
    clock: LocalClock
    product: SmallProduct
    base_url: str
    http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False))

    @property
    def api(self) -> str:
        return f"{self.base_url}/_local/twilio"

    @property
    def messages_url(self) -> str:
        return f"{self.api}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"

    def call(self, method: str, url: str, **options: Any) -> urllib3.BaseHTTPResponse:
        headers = urllib3.make_headers(basic_auth=f"{ACCOUNT}:{TOKEN}")
        if method == "POST" and "fields" in options:
            options["encode_multipart"] = False
        return self.http.request(method, url, headers=headers, redirect=False, **options)

    def send(self, to: str = f"whatsapp:{ANN}", body: str = "Hello", **more: Any):
        form = {"To": to, "From": SENDER if to.startswith("whatsapp:") else SENDER[9:]}
        form |= {"Body": body} if body else {}
        form |= {"StatusCallback": f"{self.base_url}/webhooks/twilio/status?user=u1&reply=r1"}
        form |= more
        return self.call("POST", self.messages_url, fields=form, timeout=5.0)

    def create_content(self, types: dict[str, Any], **more: Any) -> str:
        payload = {"language": "en", "types": types} | more
        return self.call("POST", f"{self.api}/v1/Content", json=payload).json()["sid"]


class QuietHandler(WSGIRequestHandler):
    """Werkzeug's handler without a line per request."""

    def log(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def running_twilio(folder: Path, **options: Any) -> Iterator[Twilio]:
    server = make_server(
        "127.0.0.1", 0, Response(status=503), threaded=True, request_handler=QuietHandler
    )
    base_url = f"http://127.0.0.1:{server.server_port}"
    product = SmallProduct(options.get("public_base_url", base_url))
    clock = LocalClock(folder / "offset")
    settings = {
        "public_base_url": base_url,
        "local_base_url": base_url,
        "delays": Delays(0.005, 0.005),
        "hold_s": 0.6,
        "seed": "tests",
    }
    double = TwilioDouble(
        clock=clock,
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        **(settings | options),
    )
    mounts = {
        "/_local/twilio": double.wsgi_app,
        "/_local/chat": double.chat_app,
        "/webhooks/twilio": lambda environ, start: product.app(_unmounted(environ), start),
    }
    server.app = DispatcherMiddleware(double.page_app, mounts)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    double.start()
    yield Twilio(double, clock, product, base_url)
    double.stop()
    server.shutdown()
    thread.join()
    server.server_close()


def _unmounted(environ: dict[str, Any]) -> dict[str, Any]:
    path = environ["SCRIPT_NAME"] + environ["PATH_INFO"]
    return environ | {"SCRIPT_NAME": "", "PATH_INFO": path}


def eventually(is_true: Callable[[], Any], within_s: float = 30.0) -> Any:
    """Return the first true value; fail when the deadline passes without one."""
    deadline = time.monotonic() + within_s
    while not (value := is_true()):
        assert time.monotonic() < deadline, "it never became true"
        time.sleep(0.005)
    return value
