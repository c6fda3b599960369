"""Change the allergen gate in one place at a time and see whether a test notices.

`python -m scripts.mutate_gate [--seconds 900] [--module claims]` prints one JSON object with the
share of changes noticed, and the changes nobody noticed on standard error. Every change runs in
this process against the cases of `tests/data/gate_cases.csv` and the tests of
`tests/unit/domain/gate`, the first that fails ends it.
"""

import argparse
import ast
import copy
import csv
import importlib
import inspect
import json
import random  # noqa: TID251 - one fixed order
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "domain.safety.gate"
MODULES = ("ontology", "lexicon", "scanning", "swaps", "claims", "avoidance", "gate")
"""In the order they import each other: a change makes every later one be read anew."""
MADE_OF = {"ontology", "lexicon"}
"""A change of these makes the tables be read anew; the others take the words as they are."""
TABLES = "adapters.gate_tables"
TESTS = ROOT / "tests" / "unit" / "domain" / "gate"
SECONDS_A_CHANGE = 10
"""Of this process's own time: a busy machine must not count as a change noticed."""

type Swap = tuple[type[ast.AST], type[ast.AST]]

COMPARISONS: tuple[Swap, ...] = (
    (ast.Eq, ast.NotEq), (ast.NotEq, ast.Eq), (ast.Lt, ast.LtE), (ast.LtE, ast.Lt),
    (ast.Gt, ast.GtE), (ast.GtE, ast.Gt), (ast.In, ast.NotIn), (ast.NotIn, ast.In),
    (ast.Is, ast.IsNot), (ast.IsNot, ast.Is),
)  # fmt: skip
OPERATORS: tuple[Swap, ...] = (
    (ast.Add, ast.Sub), (ast.Sub, ast.Add), (ast.BitOr, ast.BitAnd), (ast.BitAnd, ast.BitOr),
)  # fmt: skip


class TooSlowError(Exception):
    """A changed gate did not come to an end."""


@dataclass(frozen=True)
class Change:
    """One change of a module: where, what, and the changed tree."""

    module: str
    line: int
    what: str
    tree: ast.Module


def changes(module: str) -> Iterator[Change]:
    """Yield every change of a module, one at a time."""
    tree = ast.parse(_source(module))
    unrun = _unrun(tree)
    for place, node in enumerate(ast.walk(tree)):
        if node in unrun or not hasattr(node, "lineno"):
            continue
        for what, mutate in _mutations(node):
            changed = copy.deepcopy(tree)
            mutate(_nth(changed, place))
            yield Change(module, node.lineno, what, ast.fix_missing_locations(changed))


def _source(module: str) -> str:
    return (ROOT / "src" / Path(*PACKAGE.split(".")) / f"{module}.py").read_text("utf-8")


def _nth(tree: ast.AST, place: int) -> Any:
    for number, node in enumerate(ast.walk(tree)):
        if number == place:
            return node
    raise IndexError(place)


def _unrun(tree: ast.Module) -> frozenset[ast.AST]:
    """Return the nodes that are never run: annotations, decorators, aliases, docstrings."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        roots: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef):
            roots += [node.returns, *node.decorator_list, *(arg.annotation for arg in _args(node))]
        if isinstance(node, ast.ClassDef):
            roots += node.decorator_list
        if isinstance(node, ast.AnnAssign):
            roots.append(node.annotation)
        if isinstance(node, ast.TypeAlias):
            roots.append(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            roots += [node, node.value]
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            roots += [node.slice] if node.value.id in {"frozenset", "list", "dict", "tuple"} else []
        found |= {inner for root in roots if root is not None for inner in ast.walk(root)}
    return frozenset(found)


def _args(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.args, *node.args.kwonlyargs]


type Mutation = tuple[str, Callable[[Any], None]]


def _mutations(node: ast.AST) -> Iterator[Mutation]:  # noqa: C901 - one line a kind of node
    if isinstance(node, ast.Compare):
        yield from _swaps(node.ops[0], COMPARISONS, "ops")
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        yield from _swaps(node.op, OPERATORS, "op")
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{other.__name__}", lambda each: setattr(each, "op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", lambda each: setattr(each, "op", ast.UAdd())
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        for value in (True, False) if not isinstance(node, ast.While) else (False,):
            yield f"if {value}", _setting("test", ast.Constant(value))
    elif isinstance(node, ast.Return) and not _is_nothing(node.value):
        yield "return None", lambda each: setattr(each, "value", ast.Constant(None))
    elif isinstance(node, ast.Continue | ast.Break):
        yield "pass", _becomes_pass
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "no filter", lambda each: each.ifs.clear()


def _is_nothing(value: ast.expr | None) -> bool:
    """Whether a value is false already, so that None in its place is the same to who asks."""
    if isinstance(value, ast.Constant):
        return not value.value
    return value is None or (isinstance(value, ast.Tuple) and not value.elts)


def _setting(field: str, value: object) -> Callable[[Any], None]:
    return lambda each: setattr(each, field, value)


def _becomes_pass(node: Any) -> None:
    node.__class__ = ast.Pass


def _swaps(operator: ast.AST, swaps: Sequence[Swap], field: str) -> Iterator[Mutation]:
    for old, new in swaps:
        if isinstance(operator, old):
            value = [new()] if field == "ops" else new()
            yield new.__name__, _setting(field, value)


def _constants(node: ast.Constant) -> Iterator[Mutation]:
    value = node.value
    if isinstance(value, bool):
        yield f"{not value}", lambda each: setattr(each, "value", not value)
    elif isinstance(value, int):
        for other in (value + 1, value - 1):
            yield f"{value} to {other}", _setting("value", other)
    elif isinstance(value, str) and value:
        yield f"{value!r} changed", lambda each: setattr(each, "value", f"X{value}X")


class Bench:
    """The gate as it is now, and the tests that watch it."""

    def __init__(self) -> None:
        """Read the tables, the cases and the tests once."""
        self.tables = importlib.import_module(TABLES).GateTables(ROOT / "data")
        self.gate = self.tables.gate()
        self.cases = self._cases()
        self.tests = list(self._tests())
        self.rows = {name: self.tables._rows(name) for name in self._names()}  # noqa: SLF001
        self.foods = importlib.import_module("adapters.tables").CsvTables(ROOT / "data").foods()

    def _names(self) -> list[str]:
        return [path.name for path in (ROOT / "data" / "allergens").glob("*.csv")]

    def _cases(self) -> list[tuple[str, str, bool]]:
        with (ROOT / "tests/data/gate_cases.csv").open(encoding="utf-8", newline="") as file:
            cases = [
                (row["allergy_text"], row["food_or_recipe"], row["expected"] == "flag")
                for row in csv.DictReader(file)
            ]
        random.Random(1).shuffle(cases)  # noqa: S311 - one order, and no kind of case last
        return cases

    def _tests(self) -> Iterator[Callable[..., None]]:
        for path in sorted(set(TESTS.glob("test_*.py")) - {TESTS / "test_gate_cases.py"}):
            module = importlib.import_module(f"tests.unit.domain.gate.{path.stem}")
            for name, function in vars(module).items():
                if name.startswith("test_") and list(inspect.signature(function).parameters) == [
                    "gate"
                ]:
                    yield function
                elif name.startswith("test_"):
                    yield from _each(function)

    def decided(self, gate: Any) -> list[bool]:
        """Return what a gate decides on every case."""
        return [gate.check(allergy, food).is_refused for allergy, food, _ in self.cases]

    def is_noticed(self, change: Change, before: Sequence[bool]) -> bool:
        """Whether a changed gate fails a test or decides a case otherwise than labelled."""
        kept = {name: sys.modules[name] for name in self._reread(change.module)}
        signal.setitimer(signal.ITIMER_PROF, SECONDS_A_CHANGE)
        try:
            gate = self._gate(change)
            for test in tuple(self.tests):
                if not _passes(test, gate):
                    self.tests.remove(test)
                    self.tests.insert(0, test)  # what noticed one change often notices the next
                    return True
            return any(
                gate.check(allergy, food).is_refused is not is_flag
                for (allergy, food, is_flag), was in zip(self.cases, before, strict=True)
                if was is is_flag
            )
        except Exception:  # noqa: BLE001 - whatever breaks is noticed
            return True
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            sys.modules.update(kept)
            for name, module in kept.items():
                parent, _, child = name.rpartition(".")
                setattr(sys.modules[parent], child, module)

    def _reread(self, module: str) -> list[str]:
        later = MODULES[MODULES.index(module) :]
        tables = [TABLES] if module in MADE_OF else []
        return [*(f"{PACKAGE}.{name}" for name in later), *tables]

    def _gate(self, change: Change) -> Any:
        for name in self._reread(change.module):
            source = sys.modules[name]
            module = ModuleType(name)
            module.__file__ = source.__file__
            module.__package__ = name.rpartition(".")[0]
            code = (
                compile(change.tree, str(source.__file__), "exec")
                if name == f"{PACKAGE}.{change.module}"
                else compile(Path(str(source.__file__)).read_text("utf-8"), name, "exec")
            )
            sys.modules[name] = module
            setattr(sys.modules[module.__package__], name.rpartition(".")[2], module)
            exec(code, module.__dict__)  # noqa: S102 - our own source, changed in one place
        if change.module in MADE_OF:
            return self.gate_of(sys.modules[TABLES])
        made = sys.modules[f"{PACKAGE}.gate"].Gate
        return made(self.gate.ontology, self.gate.foods, self.gate.allergies)

    def gate_of(self, module: ModuleType) -> Any:
        """Return the gate a reading of the code makes, from rows that were read once."""
        tables = module.GateTables(ROOT / "data")
        rows, foods = self.rows, self.foods
        module.GateTables._rows = lambda _, name: rows[name]  # noqa: SLF001
        vars(module)["CsvTables"] = lambda _: _Read(foods)
        return tables.gate()


def _passes(test: Callable[..., None], gate: Any) -> bool:
    try:
        test(gate)
    except Exception:  # noqa: BLE001 - whatever breaks is noticed
        return False
    return True


def _each(function: Callable[..., None]) -> Iterator[Callable[..., None]]:
    """Yield a parametrised test once for each of its rows."""
    for mark in getattr(function, "pytestmark", ()):
        if mark.name == "parametrize":
            names, rows = mark.args
            for row in rows:
                keys = _names_of(names)
                values = dict(zip(keys, row if len(keys) > 1 else [row], strict=True))
                yield lambda gate, values=values: function(gate=gate, **values)


def _names_of(names: str | Sequence[str]) -> list[str]:
    return [each.strip() for each in names.split(",")] if isinstance(names, str) else list(names)


class _Read:
    def __init__(self, foods: Any) -> None:
        self.foods = lambda: foods


def _stop(_: int, __: FrameType | None) -> None:
    raise TooSlowError


def main() -> None:
    """Try every change within the time allowed, print what share was noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1800.0)
    parser.add_argument("--module", choices=MODULES, action="append")
    chosen = parser.parse_args()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    signal.signal(signal.SIGPROF, _stop)
    bench, ends_at = Bench(), time.monotonic() + chosen.seconds
    gate = bench.gate
    for test in bench.tests:
        test(gate)
    before = bench.decided(gate)
    for name in MODULES:
        if bench.is_noticed(Change(name, 0, "nothing", ast.parse(_source(name))), before):
            raise SystemExit(f"{name}.py fails its tests as it is")
    every = [each for name in chosen.module or MODULES for each in changes(name)]
    random.Random(1).shuffle(every)  # noqa: S311 - a run cut short has tried all modules
    tried, missed = 0, list[Change]()
    for change in every:
        if time.monotonic() > ends_at:
            break
        tried += 1
        if not bench.is_noticed(change, before):
            missed.append(change)
            sys.stderr.write(f"unnoticed: {change.module}.py:{change.line} {change.what}\n")
    share = round(1 - len(missed) / max(tried, 1), 4)
    found = {"changes": len(every), "tried": tried, "unnoticed": len(missed)}
    sys.stdout.write(json.dumps(found | {"noticed_share": share}) + "\n")


if __name__ == "__main__":
    main()
