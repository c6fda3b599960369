"""A message as a phone shows it."""

from typing import Any

from local.doubles.twilio.model import Direction, Media, Message, Webhook

_ON_ITS_WAY = frozenset({"queued", "sending"})


def is_shown(message: Message) -> bool:
    """Tell whether the phone knows of a message: its own, or one that has reached it."""
    return message.direction is Direction.INBOUND or message.status not in _ON_ITS_WAY


def view(message: Message) -> dict[str, Any]:
    """Write a message for the page and the terminal."""
    is_own = message.direction is Direction.INBOUND
    return {
        "sid": message.sid,
        "client_id": message.client_id,
        "user": message.user,
        "channel": message.channel,
        "by": "user" if is_own else "coach",
        "text": message.body,
        "at": message.created_at.isoformat(timespec="milliseconds"),
        "status": _own_status(message) if is_own else message.status,
        "error_code": message.error_code,
        "media": [_media_view(media) for media in message.media],
        "buttons": [
            {"title": b.title, "payload": b.payload, "kind": b.kind, "description": b.description}
            for b in message.buttons
        ],
        "revision": message.revision,
    }


def _own_status(message: Message) -> str:
    """Ticks of the user's own message: sent, delivered to the webhook, read when answered."""
    if message.webhook is Webhook.REFUSED:
        return "failed"
    if message.is_answered:
        return "read"
    return "delivered" if message.webhook is Webhook.ACCEPTED else "sent"


def _media_view(media: Media) -> dict[str, str]:
    return {
        "sid": media.sid,
        "name": media.name,
        "content_type": media.content_type,
        "url": media.source_url or f"/_local/chat/media/{media.sid}",
    }
