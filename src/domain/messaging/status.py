"""What the provider reports of a reply's delivery."""

from dataclasses import dataclass
from datetime import datetime

from domain.identity import ReplyId, UserId
from domain.messaging.reply import ReplyState


@dataclass(frozen=True, slots=True)
class StatusReport:
    """One status callback, tied to our reply by the ids in its URL."""

    user_id: UserId
    reply_id: ReplyId
    sid: str
    state: ReplyState
    error_code: int | None
    reported_at: datetime
