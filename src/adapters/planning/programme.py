"""A linear programme as HiGHS is given it, its rows in groups of wishes that are held together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from adapters.planning.arrays import Bools, Floats, Ints

VARIETY = "variety"
STRUCTURE = "meals"
BUDGET = "budget"
MINUTES = "cooking time"
ENERGY = "energy"
PROTEIN = "protein"
USE_UP = "use up"


@dataclass
class Rows:
    """Rows of a programme, each with the group of wishes it belongs to."""

    groups: list[str] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    row: list[Ints] = field(default_factory=list)
    column: list[Ints] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)

    def add(self, group: str, low: float, high: float, columns: Ints, values: Floats) -> None:
        """Add one row; a wish with two limits becomes two rows, each to be stretched alone."""
        both = np.isfinite(low) and np.isfinite(high) and group != STRUCTURE
        for least, most in ((low, np.inf), (-np.inf, high)) if both else ((low, high),):
            self.add_many(
                group,
                np.array([least]),
                np.array([most]),
                [np.zeros_like(columns)],
                [columns],
                [values],
            )

    def add_many(
        self,
        group: str,
        low: Floats,
        high: Floats,
        rows: Iterable[Ints],
        columns: Iterable[Ints],
        values: Iterable[Floats],
    ) -> None:
        """Add rows at once; `rows` count from the first of them."""
        first = len(self.groups)
        self.groups += [group] * len(low)
        self.low += low.tolist()
        self.high += high.tolist()
        self.row += [first + r for r in rows]
        self.column += list(columns)
        self.value += list(values)


@dataclass(frozen=True, kw_only=True)
class LinearProgramme:
    """Columns with their points and bounds, rows, and which columns are whole numbers."""

    cost: Floats
    constant: float
    low: Floats
    high: Floats
    rows: Rows
    whole: Bools
