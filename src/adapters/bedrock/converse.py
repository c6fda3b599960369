"""LanguageModel on Bedrock's Converse API."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.bedrock.failures import translated
from adapters.bedrock.requests import answer_of, converse_request, size_bytes
from domain.adviser.question import Question
from domain.adviser.spending import Prices, Usage, cost_uusd, most_uusd
from services.adviser.ports import ModelAnswer, Reservation

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient


@dataclass(frozen=True, slots=True)
class BedrockModel:
    """A model of Bedrock by its id or ARN, and what its tokens cost."""

    client: "BedrockRuntimeClient"
    model_id: str
    prices: Prices
    output_tokens_max: int

    def most_uusd(self, question: Question) -> int:
        """See LanguageModel.most_uusd."""
        request = converse_request(question, self.model_id, self.output_tokens_max)
        return most_uusd(self.prices, size_bytes(request), self.output_tokens_max)

    def cost_uusd(self, usage: Usage) -> int:
        """See LanguageModel.cost_uusd."""
        return cost_uusd(self.prices, usage)

    def ask(self, question: Question, reservation: Reservation) -> ModelAnswer:
        """See LanguageModel.ask; the reservation is named in the request's metadata."""
        request = converse_request(question, self.model_id, self.output_tokens_max)
        metadata = {"reservation": reservation.hold_id}
        with translated():
            response = self.client.converse(**request, requestMetadata=metadata)
        return answer_of(response, question.prompt.tool)
