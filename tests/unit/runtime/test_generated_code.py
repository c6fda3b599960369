import dataclasses
import marshal

import pytest

from runtime.generated_code import FILE_NAME, use_generated_code
from scripts.compile_generated import compile_generated, main


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    monkeypatch.setitem(vars(dataclasses), "exec", exec)


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module nobody has imported, with one dataclass."""
    lines = (
        "from dataclasses import dataclass",
        "@dataclass(frozen=True)",
        "class Point:",
        "    x: int",
    )
    (tmp_path / "points_of_this_test.py").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(tmp_path)
    return "points_of_this_test"


def test_where_no_code_lies_nothing_changes(tmp_path):
    use_generated_code(str(tmp_path))

    assert vars(dataclasses)["exec"] is exec


def test_what_the_file_knows_is_not_compiled_again(tmp_path):
    known = compile("answer = 'kept'", "<string>", "exec")
    (tmp_path / FILE_NAME).write_bytes(marshal.dumps({"answer = 'written'": known}))
    use_generated_code(str(tmp_path))
    names = {}

    vars(dataclasses)["exec"]("answer = 'written'", {}, names)

    assert names == {"answer": "kept"}


def test_what_it_does_not_know_is_compiled_as_ever(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(marshal.dumps({}))
    use_generated_code(str(tmp_path))

    point = dataclasses.make_dataclass("Point", [("x", int)], frozen=True)(3)

    assert point == dataclasses.replace(point, x=3)


def test_all_that_dataclasses_write_for_a_module_is_kept(tmp_path, module, monkeypatch):
    monkeypatch.setattr("sys.argv", ["compile_generated", str(tmp_path), module])

    main()

    (text,) = marshal.loads((tmp_path / FILE_NAME).read_bytes())  # noqa: S302 (written above)
    assert "def __init__" in text
    assert compile_generated([]) == {}
