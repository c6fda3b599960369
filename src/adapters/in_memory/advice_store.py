"""AdviceStore in dicts."""

from dataclasses import dataclass, field

from domain.errors import PermanentError
from domain.identity import MessageSid, UserId
from domain.plans.advice import Advice, AdviceQuestion


@dataclass(slots=True)
class InMemoryAdviceStore:
    """Questions and answers by user and order; the order store beside it reads the answers."""

    answers: dict[tuple[UserId, MessageSid], Advice] = field(default_factory=dict)
    _questions: dict[tuple[UserId, MessageSid], AdviceQuestion] = field(default_factory=dict)

    def keep_question(
        self, user_id: UserId, order_id: MessageSid, question: AdviceQuestion
    ) -> None:
        """See AdviceStore.keep_question."""
        self._questions[user_id, order_id] = question

    def load_question(self, user_id: UserId, order_id: MessageSid) -> AdviceQuestion:
        """See AdviceStore.load_question."""
        question = self._questions.get((user_id, order_id))
        if question is None:
            raise PermanentError("no question of this order")
        return question

    def keep_advice(self, user_id: UserId, order_id: MessageSid, advice: Advice) -> None:
        """See AdviceStore.keep_advice."""
        self.answers[user_id, order_id] = advice
