import dataclasses
import marshal
import re
import sys
from re import _compiler

import pytest

from runtime.generated_code import ENGINE, FILE_NAME, use_generated_code
from scripts.compile_generated import compile_generated, main


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    monkeypatch.setitem(vars(dataclasses), "exec", exec)
    monkeypatch.setattr(_compiler, "compile", _compiler.compile)
    re.purge()
    yield
    re.purge()


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module nobody has imported, with one dataclass and two expressions, one of them unused."""
    lines = (
        "import re",
        "from dataclasses import dataclass",
        "from domain.pattern import Pattern",
        "EARLY = re.compile(r'(?P<digits>[0-9]+)( kg)?', re.IGNORECASE)",
        "LATE = Pattern(r'[á-ú]+|\\bnever (?:used|said)\\b')",
        "@dataclass(frozen=True)",
        "class Point:",
        "    x: int",
    )
    (tmp_path / "points_of_this_test.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "points_of_this_test", raising=False)
    return "points_of_this_test"


def kept(folder, **parts):
    content = {"methods": {}, "engine": ENGINE, "expressions": {}} | parts
    (folder / FILE_NAME).write_bytes(marshal.dumps(content))
    use_generated_code(str(folder))


def test_where_no_code_lies_nothing_changes(tmp_path):
    before = _compiler.compile

    use_generated_code(str(tmp_path))

    assert vars(dataclasses)["exec"] is exec
    assert _compiler.compile is before


def test_what_the_file_knows_is_not_compiled_again(tmp_path):
    known = compile("answer = 'kept'", "<string>", "exec")
    kept(tmp_path, methods={"answer = 'written'": known})
    names = {}

    vars(dataclasses)["exec"]("answer = 'written'", {}, names)

    assert names == {"answer": "kept"}


def test_what_it_does_not_know_is_compiled_as_ever(tmp_path):
    kept(tmp_path)

    point = dataclasses.make_dataclass("Point", [("x", int)], frozen=True)(3)

    assert point == dataclasses.replace(point, x=3)
    assert re.compile("[a-c]+").fullmatch("abc")


def test_all_that_dataclasses_write_for_a_module_is_kept(module):
    methods, _ = compile_generated([module])

    (text,) = methods
    assert "def __init__" in text
    assert compile_generated([])[0] == {}


def test_an_expression_of_the_file_is_the_one_that_is_compiled_as_ever(
    tmp_path, module, monkeypatch
):
    monkeypatch.setattr("sys.argv", ["compile_generated", str(tmp_path), module])
    main()
    texts = [(r"(?P<digits>[0-9]+)( kg)?", re.IGNORECASE), (r"[á-ú]+|\bnever (?:used|said)\b", 0)]
    as_ever = [re.compile(*each) for each in texts]
    re.purge()
    use_generated_code(str(tmp_path))

    with monkeypatch.context() as without_compiler:
        without_compiler.setattr("re._parser.parse", None)
        known = [re.compile(*each) for each in texts]

    assert known == as_ever
    assert known[0].match("12 KG").groupdict() == {"digits": "12"}


def test_another_engine_compiles_its_own_expressions(tmp_path):
    kept(tmp_path, engine=(0, 4, "little"), expressions={("a", 0): (32, b"", 0, {}, (None,))})

    assert re.compile("a").fullmatch("a")
