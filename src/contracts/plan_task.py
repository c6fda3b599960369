"""What the state machine of weekly plans hands to a task, and the task back to it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt


class PlanTaskV1(BaseModel):
    """A step of work on an order: ids and numbers, nothing of what was asked."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    task: Literal["read", "advise", "draft", "verify", "longer", "answer", "refuse", "apologise"]
    user_id: str = Field(min_length=1)
    order_id: str = Field(min_length=1)
    attempt: NonNegativeInt = 0


class PlanStepV1(BaseModel):
    """How work on an order goes on."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    user_id: str
    order_id: str
    attempt: NonNegativeInt
    status: str


class PlanOrderedEnvelope(BaseModel):
    """The event of an order as a queue behind a rule receives it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    class Detail(BaseModel):
        """What of the event is needed."""

        model_config = ConfigDict(frozen=True, extra="ignore")

        user_id: str = Field(min_length=1)
        order_id: str = Field(min_length=1)

    detail: Detail
