"""Use case: ask a model what an order raises, and keep its answer for planning."""

from dataclasses import dataclass

from domain.plans.advice import Advice, AdviceQuestion
from domain.plans.request import PlanRequest
from services.adviser.ask import Asker
from services.adviser.plans import PlanAdviser
from services.plans.order_ports import AdviceStore
from services.plans.orders import OrderRef


@dataclass(frozen=True)
class OrderAdviser:
    """Answers the question an order raised; that there is no answer is one too."""

    adviser: PlanAdviser
    advice: AdviceStore

    def run(self, ref: OrderRef) -> Advice:
        """Ask once and keep what came of it; asked again it is known, or still under way.

        Raises:
            PermanentError: There is no such question.
            RetryableError: The store is unavailable.
        """
        question = self.advice.load_question(ref.user_id, ref.order_id)
        advice = self._advice(question, Asker(ref.user_id, question.tier, str(ref.order_id)))
        self.advice.keep_advice(ref.user_id, ref.order_id, advice)
        return advice

    def _advice(self, question: AdviceQuestion, asker: Asker) -> Advice:
        first, *more = question.diets or (None,)
        request = PlanRequest(
            persons=(),
            starts_on=question.starts_on,
            allergies=question.allergies,
            diet=first,
            more_diets=frozenset(filter(None, more)),
        )
        answered = self.adviser.sorted_words(question.words, request, asker)
        why = "" if answered.why is None else answered.why.value
        return Advice(answered.content, answered.level.value, why)
