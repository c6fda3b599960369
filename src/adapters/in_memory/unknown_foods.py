"""UnknownFoods over the turns in dicts."""

from dataclasses import dataclass
from datetime import datetime

from adapters.in_memory.turn_store import InMemoryTurnStore
from domain.meals.unknown_food import LEAST_PEOPLE, UnknownFood, summed


@dataclass(frozen=True, slots=True)
class InMemoryUnknownFoods:
    """What the turns counted."""

    turns: InMemoryTurnStore

    def list_unknown(self, now: datetime, least_people: int = LEAST_PEOPLE) -> list[UnknownFood]:
        """See UnknownFoods.list_unknown."""
        with self.turns.lock:
            found = [
                (words, times)
                for (words, _), (times, until) in self.turns.unknown_foods.items()
                if until > now
            ]
        return summed(found, least_people)
