"""HiGHS, asked in the words of this package."""

from dataclasses import dataclass

import highspy
import numpy as np

from adapters.planning.arrays import Floats, Ints
from adapters.planning.weekly_model import Programme

_INFINITE = float(highspy.kHighsInf)
FEASIBILITY_TOLERANCE = 1e-7


@dataclass(frozen=True)
class Optimum:
    """A solved programme: points, values and reduced costs of the variables."""

    points: float
    values: Floats
    reduced: Floats


class Solver:
    """One programme in HiGHS, whose rows can be switched off and on again."""

    def __init__(self, programme: Programme) -> None:
        """Hand the programme over."""
        self.programme = programme
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)  # noqa: FBT003
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("random_seed", 0)
        self._highs.passModel(_model_of(programme))

    def solve(self) -> Optimum | None:
        """Return the optimum; None where the rows contradict each other."""
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        return Optimum(
            self._highs.getObjectiveValue() + self.programme.constant,
            np.array(solution.col_value),
            np.array(solution.col_dual),
        )

    def set_highs(self, columns: Ints, high: Floats) -> None:
        """Change the most of columns whose least is 0."""
        least = np.zeros(len(columns))
        self._highs.changeColsBounds(
            len(columns), columns.astype(np.int32), least, _finite(high).astype(float)
        )

    def forget_points(self) -> None:
        """Look for any solution, not for the best."""
        size = len(self.programme.cost)
        self._highs.changeColsCost(size, np.arange(size, dtype=np.int32), np.zeros(size))

    def set_rows(self, rows: Ints, low: Floats, high: Floats) -> None:
        """Change what rows may sum up to."""
        for row, least, most in zip(rows, _finite(low), _finite(high), strict=True):
            self._highs.changeRowBounds(int(row), float(least), float(most))

    def add_stretch(self, rows: Ints, low: Floats, high: Floats) -> int:
        """Add a column that is to be small and lets rows pass their limits by its share of them.

        Returns:
            The number of the column.
        """
        value = np.where(np.isfinite(high), -np.abs(high), np.abs(low))
        self._highs.addCol(
            1.0, 0.0, _INFINITE, len(rows), rows.astype(np.int32), value.astype(float)
        )
        return self._highs.getNumCol() - 1

    def remove_last_column(self) -> None:
        """Take the stretch away again."""
        last = self._highs.getNumCol() - 1
        self._highs.deleteCols(1, np.array([last], dtype=np.int32))


def _model_of(programme: Programme) -> highspy.HighsLp:
    rows, size = programme.rows, len(programme.cost)
    row, column = np.concatenate(rows.row), np.concatenate(rows.column)
    value = np.concatenate(rows.value)
    order = np.lexsort((row, column))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = size, len(rows.groups)
    lp.col_cost_ = programme.cost
    lp.col_lower_, lp.col_upper_ = programme.low, _finite(programme.high)
    lp.row_lower_, lp.row_upper_ = _finite(np.array(rows.low)), _finite(np.array(rows.high))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    counts = np.bincount(column, minlength=size)
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    lp.a_matrix_.index_ = row[order].astype(np.int32)
    lp.a_matrix_.value_ = value[order].astype(float)
    return lp


def _finite(bounds: Floats) -> Floats:
    return np.clip(bounds, -_INFINITE, _INFINITE)
