"""Webhooks that were tampered with: deterministic, and each truly different in what is signed."""

import base64
import hashlib
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qsl, quote_plus, urlencode

from bench.path.webhooks import FORM, MESSAGES, STATUS, message_form, signature, signed_string

JSON: Final = "application/json"
_CHARACTERS: Final = "abcXYZ019 +&=%/?é😀\u202e\x00"
_IDS: Final = "user=01JZZZZZZZZZZZZZZZZZZZZZZZ&reply=01JZZZZZZZZZZZZZZZZZZZZZZZ"

type Alter = Callable[["Request", random.Random], "Request"]


@dataclass(frozen=True, slots=True)
class Request:
    """A webhook; what it is signed for may differ from what it says, that is the point."""

    base: str
    token: str
    path: str
    query: str
    body: bytes
    content_type: str = FORM
    signature: str = ""

    @property
    def url(self) -> str:
        """Return the address as it is signed."""
        return f"{self.base}{self.path}{'?' + self.query if self.query else ''}"

    def to_sign(self) -> str | None:
        """Return the signed string of this request; None where its body is no form."""
        if self.content_type == JSON or "bodySHA256" in self.query:
            return f"{self.url} {hashlib.sha256(self.body).hexdigest()}"
        try:
            pairs = parse_qsl(self.body.decode(), keep_blank_values=True, errors="strict")
        except ValueError:
            return None
        return signed_string(self.url, pairs)

    def signed(self, token: str | None = None) -> "Request":
        """Return the request with the signature Twilio would give it."""
        text = self.url if self.content_type == JSON else self.to_sign() or ""
        return replace(self, signature=signature(token or self.token, text))


def originals(base: str, token: str) -> tuple[Request, ...]:
    """Return true requests of every kind: text, blank body, repeated name, status, JSON."""
    text = message_form("+15555550199", "2 eggs & toast", "SM" + "a" * 32)
    blank = message_form("+15555550199", "", "SM" + "b" * 32, {"MediaUrl0": "https://x/1"})
    repeated = [*text.items(), ("Body", "and tea"), ("MessagingServiceSid", "")]
    status = {"MessageSid": "SM" + "c" * 32, "MessageStatus": "sent", "ErrorCode": ""}
    document = json.dumps(message_form("+15555550199", "tea", "SM" + "d" * 32)).encode()
    with_hash = f"bodySHA256={hashlib.sha256(document).hexdigest()}"
    requests = (
        Request(base, token, MESSAGES, "", urlencode(text).encode()),
        Request(base, token, MESSAGES, "", urlencode(blank).encode()),
        Request(base, token, MESSAGES, "", urlencode(repeated).encode()),
        Request(base, token, STATUS, _IDS, urlencode(status).encode()),
        Request(base, token, MESSAGES, with_hash, document, JSON),
    )
    return tuple(request.signed() for request in requests)


def altered(base: str, token: str, count: int, seed: int = 2026) -> Iterator[tuple[str, Request]]:
    """Yield so many altered requests with their alterations, the same ones every time."""
    dice = random.Random(seed)  # noqa: S311  # tampering at random, not secrecy
    true = originals(base, token)
    names = tuple(_ALTERATIONS)
    made = 0
    while made < count:
        original, name = dice.choice(true), names[made % len(names)]
        request = _ALTERATIONS[name](original, dice)
        if _differs(original, request):
            made += 1
            yield name, request


def _differs(original: Request, request: Request) -> bool:
    """Whether the signature no longer belongs to what is signed: many edits change nothing."""
    if request.signature != original.signature:
        return True
    return request.to_sign() is None or request.to_sign() != original.to_sign()


def is_sendable(request: Request) -> bool:
    """Whether HTTP can carry it: a header holds visible ASCII, and its edges are trimmed."""
    said = request.signature
    return said.isascii() and said.isprintable() and said == said.strip()


def event_of(request: Request) -> dict[str, Any]:
    """Return the request as an HTTP API (payload 2.0) hands it to the function."""
    return {
        "version": "2.0",
        "routeKey": f"POST {request.path}",
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": {
            "content-type": request.content_type,
            "x-twilio-signature": request.signature,
            "host": "evil.example",
        },
        "requestContext": {"http": {"method": "POST", "path": request.path}},
        "body": base64.b64encode(request.body).decode(),
        "isBase64Encoded": True,
    }


def _character(dice: random.Random) -> str:
    return dice.choice(_CHARACTERS)


def _change_byte(request: Request, dice: random.Random) -> Request:
    place, body = dice.randrange(len(request.body)), bytearray(request.body)
    body[place] = dice.randrange(256)
    return replace(request, body=bytes(body))


def _cut_body(request: Request, dice: random.Random) -> Request:
    return replace(request, body=request.body[: dice.randrange(len(request.body))])


def _grow_body(request: Request, dice: random.Random) -> Request:
    extra = f"&{quote_plus(_character(dice))}{dice.randrange(1000)}={quote_plus(_character(dice))}"
    return replace(request, body=request.body + extra.encode())


def _change_pair(request: Request, dice: random.Random) -> Request:
    pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
    if not pairs:
        return request
    which = dice.randrange(len(pairs))
    name, value = pairs[which]
    changes = (
        (name, value + _character(dice)),
        (name, value[:-1]),
        (name, value.swapcase()),
        (name.swapcase(), value),
        (name + _character(dice), value),
        (name[:-1], name[-1:] + value),  # concatenates to the same: excluded by comparison
    )
    pairs[which] = dice.choice(changes)
    return replace(request, body=urlencode(pairs).encode())


def _drop_pair(request: Request, dice: random.Random) -> Request:
    pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
    if pairs:
        del pairs[dice.randrange(len(pairs))]
    return replace(request, body=urlencode(pairs).encode())


def _repeat_pair(request: Request, dice: random.Random) -> Request:
    pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
    if pairs:
        name, value = dice.choice(pairs)
        pairs.insert(dice.randrange(len(pairs)), (name, value + _character(dice)))
    return replace(request, body=urlencode(pairs).encode())


def _shuffle_pairs(request: Request, dice: random.Random) -> Request:
    pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
    values = [value for _, value in pairs]
    dice.shuffle(values)
    names = [name for name, _ in pairs]
    return replace(request, body=urlencode(list(zip(names, values, strict=True))).encode())


def _change_query(request: Request, dice: random.Random) -> Request:
    queries = (
        "",
        request.query + "&x=" + str(dice.randrange(10**6)),
        request.query[: dice.randrange(len(request.query) + 1)],
        "bodySHA256=" + hashlib.sha256(request.body).hexdigest(),
        "bodySHA256=" + "0" * 64,
        request.query.replace("01J", f"{dice.randrange(1000):03d}"),
    )
    return replace(request, query=dice.choice(queries))


def _change_path(request: Request, _: random.Random) -> Request:
    return replace(request, path=STATUS if request.path == MESSAGES else MESSAGES)


def _change_type(request: Request, dice: random.Random) -> Request:
    other = FORM if request.content_type == JSON else JSON
    changed = replace(request, content_type=other)
    return changed if dice.random() < 0.5 else _change_query(changed, dice)  # noqa: PLR2004


def _change_signature(request: Request, dice: random.Random) -> Request:
    said = request.signature
    place = dice.randrange(len(said))
    changes = (
        said[:place] + _character(dice) + said[place + 1 :],
        said[:place],
        said + said[:place],
        said.swapcase(),
        "",
        said.rstrip("="),
        said[:26] + chr(ord(said[26]) ^ 1) + "=",  # decodes to the same bytes, half of the time
        base64.b64encode(dice.randbytes(20)).decode(),
        hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest(),
    )
    changed = dice.choice(changes)
    return replace(request, signature=changed if changed.strip() != said else changed + "x")


def _other_token(request: Request, dice: random.Random) -> Request:
    tokens = (
        request.token[:-1],
        request.token + " ",
        request.token.upper(),
        request.token[::-1],
        "null",
        dice.randbytes(16).hex(),
    )
    return request.signed(dice.choice(tokens))


def _other_origin(request: Request, dice: random.Random) -> Request:
    scheme, _, host = request.base.partition("://")
    bases = (
        f"{'http' if scheme == 'https' else 'https'}://{host}",
        f"{scheme.upper()}://{host}",
        f"{scheme}://evil{dice.randrange(1000)}.example",
        f"ws://{host}",
        f"//{host}",
        host,
        f"{request.base}/dev",
        f"{request.base}/",
    )
    signed = replace(request, base=dice.choice(bases)).signed()
    return replace(signed, base=request.base)


def _of_another(request: Request, dice: random.Random) -> Request:
    other = dice.choice(originals(request.base, request.token))
    return replace(request, signature=other.signature)


_ALTERATIONS: Final[dict[str, Alter]] = {
    "a byte of the body": _change_byte,
    "body cut": _cut_body,
    "body grown": _grow_body,
    "a name or value": _change_pair,
    "a parameter dropped": _drop_pair,
    "a parameter repeated": _repeat_pair,
    "values shuffled": _shuffle_pairs,
    "query": _change_query,
    "path": _change_path,
    "content type": _change_type,
    "signature": _change_signature,
    "token": _other_token,
    "scheme, host or stage": _other_origin,
    "signature of another": _of_another,
}
