"""`platewise chat`: the coach in the terminal, over the local stack's chat API."""

import base64
import json
import mimetypes
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rich.box import ROUNDED
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

_ANSWER_WITHIN_S: Final = 25.0
_POLL_S: Final = 5.0
_BUBBLE_WIDTH: Final = 64
_MARKS: Final = re.compile(
    r"```(?P<block>.+?)```"
    r"|(?<!\w)\*(?P<bold>\S(?:[^*\n]*\S)?)\*(?!\w)"
    r"|(?<!\w)_(?P<italic>\S(?:[^_\n]*\S)?)_(?!\w)"
    r"|(?<!\w)~(?P<strike>\S(?:[^~\n]*\S)?)~(?!\w)",
    re.DOTALL,
)
_STYLES: Final = {"block": "cyan", "bold": "bold", "italic": "italic", "strike": "strike"}
_TYPED: Final = "terminal"  # marks what stands on the terminal already, as it was typed
_HELP: Final = "Type what you ate. /photo FILE sends a picture, /quit ends."

type Json = dict[str, Any]


class NoStackError(Exception):
    """Nothing answers where the local stack should be."""


@dataclass(slots=True)
class ChatClient:
    """One user's end of the local chat API."""

    url: str
    user: str
    channel: str
    revision: int = 0

    def send(self, text: str, media: list[Json], button: Json | None) -> None:
        """Send a message through the real webhook."""
        body: Json = {"user": self.user, "channel": self.channel, "text": text}
        self._call("/messages", body | {"media": media, "button": button, "client_id": _TYPED})

    def changes(self, wait_s: float = 0.0) -> list[Json]:
        """Return what is new since the last call; hold on until something is."""
        query = {
            "user": self.user,
            "channel": self.channel,
            "after": self.revision,
            "wait_s": wait_s,
        }
        answer = self._call(f"/messages?{urllib.parse.urlencode(query)}")
        self.revision = answer["revision"]
        messages: list[Json] = answer["messages"]
        return messages

    def mark_read(self) -> None:
        """Tell the coach that its replies were seen."""
        self._call("/read", {"user": self.user})

    def _call(self, path: str, body: Json | None = None) -> Json:
        request = urllib.request.Request(  # noqa: S310  # the scheme is checked in chat()
            f"{self.url.rstrip('/')}/_local/chat{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # as above
                read: Json = json.load(answer)
        except urllib.error.HTTPError as error:
            raise NoStackError(f"the stack answered {error.code}") from error
        except (OSError, ValueError) as error:
            raise NoStackError("nothing answers there") from error
        return read


@dataclass(slots=True)
class Terminal:
    """The talk as it is drawn: what was shown, and which buttons are on offer."""

    client: ChatClient
    console: Console
    _shown: set[str] = field(default_factory=set)
    _buttons: list[Json] = field(default_factory=list)

    def run(self) -> None:
        """Talk until the user ends it."""
        self.console.print(f"[dim]{_HELP}[/dim]")
        self.show(self.client.changes())
        while (line := self._ask()) is not None:
            self.show(self.client.changes())
            if line and self._send(line):
                self._await_answer()

    def show(self, messages: list[Json]) -> bool:
        """Draw the messages not drawn before; tell whether the coach said something."""
        new = [message for message in messages if message["sid"] not in self._shown]
        for message in new:
            self._shown.add(message["sid"])
            if message["client_id"] != _TYPED:
                self.console.print(bubble(message, self.console.width))
        replies = [message for message in new if message["by"] == "coach"]
        if replies:
            self._offer(replies[-1])
            self.client.mark_read()
        return bool(replies)

    def _ask(self) -> str | None:
        try:
            line = self.console.input("[bold green]>[/bold green] ").strip()
        except (EOFError, KeyboardInterrupt):
            return None
        return None if line in {"/quit", "/exit"} else line

    def _send(self, line: str) -> bool:
        if not line.startswith("/photo"):
            self.client.send(line, [], self._button(line))
            return True
        path = Path(line.removeprefix("/photo").strip()).expanduser()
        if not path.is_file():
            self.console.print(f"[red]There is no file {path}.[/red]", highlight=False)
            return False
        self.client.send("", [attachment(path)], None)
        return True

    def _button(self, line: str) -> Json | None:
        titles = (button for button in self._buttons if button["title"].lower() == line.lower())
        return next(titles, None)

    def _offer(self, reply: Json) -> None:
        self._buttons = [button | {"in_reply_to": reply["sid"]} for button in reply["buttons"]]

    def _await_answer(self) -> None:
        until = time.monotonic() + _ANSWER_WITHIN_S
        with self.console.status("[dim]Platewise is typing…[/dim]", spinner="dots"):
            while time.monotonic() < until:
                if self.show(self.client.changes(_POLL_S)):
                    return
        self.console.print("[yellow]No answer yet; it will appear when you type again.[/yellow]")


def attachment(path: Path) -> Json:
    """Return a file as the chat API takes it."""
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return {"name": path.name, "content_type": content_type, "base64": content}


def styled(text: str) -> Text:
    """Return a text with WhatsApp's marks drawn as styles."""
    drawn, end = Text(), 0
    for match in _MARKS.finditer(text):
        drawn.append(text[end : match.start()])
        kind = match.lastgroup or "block"
        drawn.append(match[kind], style=_STYLES[kind])
        end = match.end()
    drawn.append(text[end:])
    return drawn


def bubble(message: Json, width: int) -> Padding:
    """Draw a message: the user's on the right, the coach's on the left with its buttons."""
    is_own = message["by"] == "user"
    body = styled(message["text"])
    for media in message["media"]:
        body.append("\n" if body else "")
        body.append(f"📎 {media['name'] or media['content_type']}")
    for button in message["buttons"]:
        body.append(f"\n[ {button['title']} ]", style="bold cyan")
    at = datetime.fromisoformat(message["at"]).astimezone().strftime("%H:%M")
    state = message["status"] if is_own else "Platewise"
    longest = max((len(line) for line in body.plain.splitlines()), default=0)
    box_width = min(max(longest, len(state) + len(at) + 5) + 4, _BUBBLE_WIDTH, width)
    panel = Panel(
        body,
        box=ROUNDED,
        width=box_width,
        border_style="green" if is_own else "white",
        subtitle=f"[dim]{at} {state}[/dim]",
        subtitle_align="right",
    )
    return Padding(panel, (0, 0, 0, max(width - box_width, 0) if is_own else 0))


def chat(
    url: str = "http://localhost:8000", user: str = "+15555550100", channel: str = "whatsapp"
) -> None:
    """Talk with the coach of a running local stack in the terminal."""
    console = Console()
    if not url.startswith(("http://", "https://")):
        console.print("[red]--url must start with http:// or https://[/red]")
        raise SystemExit(1)
    try:
        Terminal(ChatClient(url, user, channel), console).run()
    except NoStackError as error:
        console.print(
            f"[red]No coach at {url}: {error}.[/red] Start it with [b]make run[/b] first."
        )
        raise SystemExit(1) from error
