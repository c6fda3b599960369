"""A reply as a row and back."""

from datetime import datetime
from typing import Any

from adapters.dynamodb.items import Item, from_item, instant, to_item
from domain.identity import ReplyId, UserId
from domain.messaging.address import Address, find_address
from domain.messaging.reply import Draft, Reply, ReplyState, rank


def reply_item(reply: Reply) -> Item:
    """Return the row of a reply, without its key."""
    return to_item(
        {
            "user_id": reply.user_id,
            "reply_id": reply.reply_id,
            "to": str(reply.to),
            "sender": str(reply.sender),
            "text": reply.draft.text,
            "buttons": list(reply.draft.buttons),
            "segments": reply.segments,
            "created_at": reply.created_at,
            "window_closes_at": reply.window_closes_at,
            "may_follow_opt_out": reply.may_follow_opt_out,
            "state": reply.state,
            "rank": rank(reply.state),
        }
    )


def reply_from(item: Item) -> Reply:
    """Read the row of a reply."""
    row = from_item(item)
    return Reply(
        user_id=UserId(row["user_id"]),
        reply_id=ReplyId(row["reply_id"]),
        to=_address(row, "to"),
        sender=_address(row, "sender"),
        draft=Draft(row["text"], tuple(row["buttons"])),
        created_at=datetime.fromisoformat(row["created_at"]),
        window_closes_at=instant(row.get("window_closes_at")),
        may_follow_opt_out=row["may_follow_opt_out"],
        state=ReplyState(row["state"]),
        sid=row.get("sid"),
        attempted_at=instant(row.get("attempted_at")),
        lease_until=instant(row.get("lease_until")),
    )


def _address(row: dict[str, Any], name: str) -> Address:
    address = find_address(row[name])
    if address is None:
        raise ValueError(f"stored {name} is no address")
    return address
