"""Rules of form that nothing else checks: length, sources."""

import ast
import re

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FUNCTION = 40
SOURCES_PAGE = ROOT / "docs" / "nutrition-sources.md"


def functions_of(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def name_of(module):
    return str(module.relative_to(ROOT / "src"))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_functions_are_short_enough_to_be_read(module):
    too_long = [
        node.name
        for node in functions_of(module)
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert too_long == []


def list_sources():
    """Every `Source:` of the domain, on one line."""
    found = set()
    for module in (ROOT / "src" / "domain").rglob("*.py"):
        for text in re.findall(r"Source:\s*([^\n]+)", module.read_text(encoding="utf-8")):
            found.add(text.partition('"""')[0].strip().rstrip("."))
    return sorted(found)


@pytest.mark.parametrize("source", list_sources())
def test_every_source_of_the_domain_stands_in_the_list_of_sources(source):
    assert source in SOURCES_PAGE.read_text(encoding="utf-8")
