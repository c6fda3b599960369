"""The queue message `converse` writes and `send` reads: ids only, the words stay in the table."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class OutboundReplyV1(BaseModel):
    """One committed reply may leave."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1] = 1
    user_id: str = Field(min_length=1)
    reply_id: str = Field(min_length=1)
