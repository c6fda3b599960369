"""The queue message `receive` writes and `delivery` reads."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from domain.identity import ReplyId, UserId
from domain.messaging.reply import ReplyState
from domain.messaging.status import StatusReport


class StatusReportV1(BaseModel):
    """One status callback of the provider."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1]
    user_id: str = Field(min_length=1)
    reply_id: str = Field(min_length=1)
    sid: str = Field(min_length=1)
    status: ReplyState
    error_code: int | None = None
    reported_at: AwareDatetime

    def to_domain(self) -> StatusReport:
        """Translate, field by field."""
        return StatusReport(
            user_id=UserId(self.user_id),
            reply_id=ReplyId(self.reply_id),
            sid=self.sid,
            state=self.status,
            error_code=self.error_code,
            reported_at=self.reported_at,
        )
