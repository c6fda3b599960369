"""A task of planning: understand free words, or propose recipes, with a model or without."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.advice import AdviceTaskV1, AdviceV1, narrowed_form, recipe_form
from domain.identity import UserId
from domain.invention.wish import InventionWish
from domain.plans.request import request_of
from runtime.bootstrap.advise import plan_adviser
from runtime.observability import logger
from services.adviser.ask import Answered, Asker
from services.adviser.plans import PlanAdviser


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001  # Lambda's signature
    """Answer one question; there is always an answer, if only the house's."""
    task = AdviceTaskV1.model_validate(event)
    logger.append_keys(user_id=task.user_id, request_id=task.request_id, task=task.task)
    work = _words if task.task == "words" else _recipes
    advice = work(task, plan_adviser())
    logger.info("advised", by=advice.by, why=advice.why)
    return advice.model_dump(mode="json")


def _words(task: AdviceTaskV1, adviser: PlanAdviser) -> AdviceV1:
    request = request_of(task.profile, task.starts_on)
    understood = adviser.constraints_from_words(task.words, request, _asker(task))
    return AdviceV1(
        **_origin(understood.answered),
        narrowed=narrowed_form(understood.narrowed),
        unread=understood.unread,
    )


def _recipes(task: AdviceTaskV1, adviser: PlanAdviser) -> AdviceV1:
    request = request_of(task.profile, task.starts_on)
    wish = InventionWish(
        slot=task.meal,
        count=task.count,
        minutes_max=task.minutes_max,
        kitchens=task.kitchens,
        theme=task.words,
    )
    rules = adviser.house.rules(request)
    invented = adviser.invent_recipes(wish, request, rules, _asker(task))
    return AdviceV1(
        **_origin(invented.answered),
        is_invented=invented.is_invented,
        recipes=tuple(map(recipe_form, invented.recipes)),
    )


def _asker(task: AdviceTaskV1) -> Asker:
    return Asker(UserId(task.user_id), task.tier, task.request_id)


def _origin(answered: Answered) -> dict[str, Any]:
    return {"by": answered.level.value, "why": answered.why and answered.why.value}
