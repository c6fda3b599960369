import pytest

from scripts.import_closure import find_imported_files


@pytest.fixture
def tree(tmp_path):
    files = {
        "app/__init__.py": "import app.base",
        "app/base.py": "",
        "app/main.py": "from . import beside\nfrom .deep.leaf import value\nimport json",
        "app/beside.py": "def later():\n    import app.lazy",
        "app/lazy.py": "",
        "app/unused.py": "",
        "app/typed.py": "import typing\nif typing.TYPE_CHECKING:\n    import app.unused",
        "app/deep/__init__.py": "",
        "app/deep/leaf.py": "from ..typed import x\nvalue = 1",
        "late/__init__.py": "def __getattr__(name): ...",
        "late/anything.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def _names(found, tree):
    return {str(file.relative_to(tree)) for file in found}


def test_everything_that_importing_can_execute_is_found(tree):
    found = find_imported_files(["app.main"], tree)

    assert _names(found, tree) == {
        "app/__init__.py",
        "app/base.py",
        "app/main.py",
        "app/beside.py",
        "app/lazy.py",
        "app/typed.py",
        "app/deep/__init__.py",
        "app/deep/leaf.py",
    }


def test_a_package_that_resolves_names_late_is_taken_whole(tree):
    found = find_imported_files(["late"], tree)

    assert _names(found, tree) == {"late/__init__.py", "late/anything.py"}


def test_what_is_not_there_is_left_out(tree):
    assert find_imported_files(["json", "app.absent"], tree) == find_imported_files(["app"], tree)
