"""What EventBridge puts around an event when a rule delivers it to a queue."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class BusDetail(BaseModel):
    """The part of the detail every event has."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_id: str = Field(min_length=1)
    occurred_at: AwareDatetime


class BusEnvelope(BaseModel):
    """An event as a queue behind a rule receives it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: str
    detail_type: str = Field(alias="detail-type")
    detail: BusDetail
