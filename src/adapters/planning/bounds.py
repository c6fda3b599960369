"""A sharper bound, once there is a plan to set beside it.

The weekly programme is cut back to what each dish may be cooked and eaten in a week, made one of
each group of eaters with its own limits, and branched on for whole numbers; all of it with few
dishes, for it takes the longer the more there are.
"""

from adapters.planning.branches import branched
from adapters.planning.cuts import DishCuts
from adapters.planning.few_dishes import FewDishes, gladly_taken
from adapters.planning.highs import Optimum
from adapters.planning.weekly_model import programme_of


def sharper_bound(cuts: DishCuts, optimum: Optimum) -> float:
    """Return the least points any plan can have; never below the optimum of the small programme."""
    arrays, programme = cuts.arrays, cuts.programme
    few = FewDishes(arrays, programme, gladly_taken(arrays, programme.layout, optimum))
    root = few.tighten(cuts)
    if root is None:
        return optimum.points
    bound = max(optimum.points, root.points)
    if len(arrays.groups.eaters) > 1:
        sharp = programme_of(arrays, each_group=True)
        for cut in cuts.found:
            cut.write(sharp)
        few = FewDishes(arrays, sharp, gladly_taken(arrays, programme.layout, root.optimum))
        root = few.solve()
    return bound if root is None else max(bound, branched(few, root))
