"""The regular expressions of the domain: none is compiled at a start, all can be."""

import ast
import importlib
from collections.abc import Iterator

import pytest

from domain.pattern import Pattern
from tests.conftest import ROOT

SOURCES = ROOT / "src"
MODULES = sorted((SOURCES / "domain").rglob("*.py"))


def name_of(module):
    return ".".join(module.relative_to(SOURCES).with_suffix("").parts)


def list_run_at_import(node) -> Iterator[ast.AST]:
    """Everything in a module but what stands in functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from list_run_at_import(child)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_pattern_is_compiled_by_importing(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = [node for node in list_run_at_import(tree) if isinstance(node, ast.Call)]

    assert [call.lineno for call in calls if ast.unparse(call.func) == "re.compile"] == []


def list_patterns(value) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from list_patterns(each)
    elif isinstance(value, dict):
        yield from list_patterns(tuple(value.values()))


def test_every_pattern_can_be_compiled():
    modules = [importlib.import_module(name_of(module)) for module in MODULES]
    patterns = {p for module in modules for p in list_patterns(tuple(vars(module).values()))}

    assert len(patterns) > 100
    assert all(pattern.compiled.pattern == pattern.pattern for pattern in patterns)
