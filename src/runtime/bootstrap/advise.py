"""What `advise` is made of."""

from functools import cache

from runtime.bootstrap.adviser import plan_adviser as built
from runtime.settings import AdviseSettings
from services.adviser.plans import PlanAdviser


@cache
def plan_adviser() -> PlanAdviser:
    """Build once per execution environment."""
    return built(AdviseSettings.read())
