"""HiGHS, asked in the words of this package."""

from dataclasses import dataclass

import highspy
import numpy as np

from adapters.planning.arrays import Floats, Ints
from adapters.planning.programme import LinearProgramme

_INFINITE = float(highspy.kHighsInf)

PATIENCE_S = 4.0
"""For a start that mostly takes less than one; one in some thirty took twenty seconds."""


@dataclass(frozen=True)
class Optimum:
    """A solved programme: points, values and reduced costs of the variables."""

    points: float
    values: Floats
    reduced: Floats


class Solver:
    """One programme in HiGHS, whose rows can be switched off and on again."""

    def __init__(self, programme: LinearProgramme) -> None:
        """Hand the programme over."""
        self.programme = programme
        self._highs = silent_highs()
        self._highs.passModel(_model_of(programme))

    def solve(self) -> Optimum | None:
        """Return the optimum; None where there is none, or none in time: `is_refuted` tells."""
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        return Optimum(
            self._highs.getObjectiveValue() + self.programme.constant,
            np.array(solution.col_value),
            np.array(solution.col_dual),
        )

    def proof(self) -> Floats:
        """Return the multipliers of the rows that prove there is no solution, after `solve`.

        Added up with them (Farkas' lemma) the rows contradict themselves; rows of 0 play no part.
        """
        _, exists, multipliers = self._highs.getDualRay()  # type: ignore[attr-defined] # not in its stubs
        count = self._highs.getNumRow()
        return np.array(multipliers) if exists else np.ones(count)

    def limit_steps(self, steps: int) -> None:
        """Give up a solution after so many steps of the simplex; `solve` is None then as well."""
        self._highs.setOptionValue("simplex_iteration_limit", steps)

    def solve_bare(self) -> Optimum | None:
        """Solve without presolving: where there is no solution, its `proof` is at hand at once.

        It goes on from the solution before. From some the simplex hardly moves: such a start is
        given up after `PATIENCE_S`, for one from nothing.
        """
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + PATIENCE_S)
        found = self.solve()
        self._highs.setOptionValue("time_limit", _INFINITE)
        self._highs.setOptionValue("presolve", "choose")
        if found is None and not self.is_refuted:
            self._highs.clearSolver()
            return self.solve()
        return found

    @property
    def steps(self) -> int:
        """Return how many steps of the simplex the last `solve` took; -1 if it was given up."""
        return int(self._highs.getInfo().simplex_iteration_count)

    @property
    def is_refuted(self) -> bool:
        """Whether the last `solve` proved that there is no solution."""
        status = self._highs.getModelStatus()
        return bool(status == highspy.HighsModelStatus.kInfeasible)

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

    def limit_columns(self, columns: Ints, low: Floats, high: Floats) -> None:
        """Change the least and the most of columns."""
        self._highs.changeColsBounds(
            len(columns), columns.astype(np.int32), _finite(low), _finite(high)
        )

    @property
    def basis(self) -> highspy.HighsBasis:
        """Where the simplex ended; `go_on_from` takes it up."""
        return self._highs.getBasis()

    def go_on_from(self, basis: highspy.HighsBasis) -> None:
        """Begin the next `solve_on` where an earlier one ended."""
        self._highs.setBasis(basis)

    def solve_on(self) -> Optimum | None:
        """Solve from where the last solution ended, without presolving."""
        self._highs.setOptionValue("presolve", "off")
        found = self.solve()
        self._highs.setOptionValue("presolve", "choose")
        return found

    def set_rows(self, rows: Ints, low: Floats, high: Floats) -> None:
        """Change what rows may sum up to."""
        for row, least, most in zip(rows, _finite(low), _finite(high), strict=True):
            self._highs.changeRowBounds(int(row), float(least), float(most))

    def add_row(self, columns: Ints, values: Floats, most: float) -> None:
        """Add a row that sums up to so much at most."""
        self._highs.addRow(
            -_INFINITE, most, len(columns), columns.astype(np.int32), values.astype(float)
        )

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


def is_refuted_in_whole_numbers(programme: LinearProgramme, seconds_max: float) -> bool:
    """Whether it is proved, at the root of the tree, that no whole numbers solve the programme.

    The time only guards a machine so slow that nobody would wait.
    """
    highs = _whole(programme, seconds_max)
    highs.setOptionValue("mip_max_nodes", 1)
    highs.setOptionValue("mip_heuristic_effort", 0.0)
    highs.run()
    return bool(highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible)


def optimum_in_whole_numbers(
    programme: LinearProgramme, *, nodes: int, gap: float, enough: float, seconds_max: float
) -> Floats | None:
    """Return the best values found in so many nodes of the tree; None where none were found.

    It ends with `enough` points, and when no more than this share of them can be saved.
    """
    highs = _whole(programme, seconds_max)
    highs.setOptionValue("mip_max_nodes", nodes)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("objective_target", enough)
    highs.run()
    found = np.isfinite(highs.getInfo().objective_function_value)
    values = np.array(highs.getSolution().col_value)
    return values if found and len(values) else None


def _whole(programme: LinearProgramme, seconds_max: float) -> highspy.Highs:
    """Return a solver that has the programme in whole numbers."""
    highs = silent_highs()
    model = _model_of(programme)
    model.integrality_ = [
        highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        for whole in programme.whole.tolist()
    ]
    highs.passModel(model)
    highs.setOptionValue("time_limit", max(seconds_max, 0.0))
    return highs


def silent_highs() -> highspy.Highs:
    """Return an empty HiGHS that prints nothing and gives the same for the same."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)  # noqa: FBT003
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 0)
    return highs


def _model_of(programme: LinearProgramme) -> highspy.HighsLp:
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
