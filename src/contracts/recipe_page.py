"""The event of a named page as a queue behind a rule receives it."""

from pydantic import BaseModel, ConfigDict, Field


class RecipePageNamedEnvelope(BaseModel):
    """What of the event is needed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    class Detail(BaseModel):
        """Whose page it is, and which message named it."""

        model_config = ConfigDict(frozen=True, extra="ignore")

        user_id: str = Field(min_length=1)
        message_sid: str = Field(min_length=1)

    detail: Detail
