"""Use case: ask a model what an order raises, and keep its answer for planning."""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.invention.wish import InventionWish
from domain.plans.advice import Advice, AdviceQuestion, RecipeAsked
from domain.plans.request import PlanRequest
from domain.recipes.kept import kept_recipe
from services.adviser.ask import Answered, Asker
from services.adviser.plans import PlanAdviser
from services.clock import Clock
from services.plans.order_ports import AdviceStore
from services.plans.orders import OrderRef

TIME_FOR_WORDS = timedelta(seconds=12)
"""Words that took longer leave no time for a recipe in one run of the function."""


@dataclass(frozen=True)
class OrderAdviser:
    """Answers the question an order raised; that there is no answer is one too."""

    adviser: PlanAdviser
    advice: AdviceStore
    clock: Clock

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
        """Ask about the words first; a recipe only while there is time for it."""
        began = self.clock.now()
        request = _request(question)
        answered = self.adviser.sorted_words(question.words, request, asker)
        advice = Advice(answered.content, answered.level.value, _why(answered))
        if question.recipe is None or self.clock.now() - began > TIME_FOR_WORDS:
            return advice
        return self._with_recipes(advice, question.recipe, request, asker)

    def _with_recipes(
        self, advice: Advice, wanted: RecipeAsked, request: PlanRequest, asker: Asker
    ) -> Advice:
        wish = InventionWish(
            slot=wanted.slot,
            count=wanted.count,
            minutes_max=wanted.minutes_max,
            kitchens=wanted.kitchens,
            theme=wanted.theme,
        )
        rules = self.adviser.house.rules(request)
        invented = self.adviser.invent_recipes(wish, request, rules, asker)
        recipes = tuple(map(kept_recipe, invented.recipes)) if invented.is_invented else ()
        return replace(advice, recipes=recipes, why_no_recipe=_why(invented.answered))


def _request(question: AdviceQuestion) -> PlanRequest:
    """Return the request a question is held to: nobody and nothing but what must hold."""
    first, *more = question.diets or (None,)
    return PlanRequest(
        persons=(),
        starts_on=question.starts_on,
        allergies=question.allergies,
        diet=first,
        more_diets=frozenset(filter(None, more)),
        dislikes=question.dislikes,
    )


def _why(answered: Answered) -> str:
    return "" if answered.why is None else answered.why.value
