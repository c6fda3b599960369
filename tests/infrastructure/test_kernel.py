import shutil
from pathlib import Path

from scripts.build_artifact import PLANNERS
from scripts.build_kernel import LAMBDA_TARGET, LIBRARY, build_kernel, is_fresh
from scripts.template import ROOT

ROUNDED_BY_THE_SYSTEM = ("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "pow", "cbrt")
"""Functions of <math.h> whose last bit depends on the C library; `floor` and `sqrt` are exact."""


def test_the_kernel_is_compiled_from_its_source_as_it_stands():
    assert is_fresh(LIBRARY), "run `make install`"


def test_a_kernel_for_another_machine_is_not_taken_for_this_ones():
    assert not is_fresh(LIBRARY, LAMBDA_TARGET)


def test_what_is_compiled_already_is_left_alone(tmp_path):
    copied = Path(shutil.copy(LIBRARY, tmp_path))
    before = copied.stat().st_ino

    assert build_kernel(tmp_path) == copied
    assert copied.stat().st_ino == before


def test_the_kernel_takes_nothing_from_the_system_that_rounds_otherwise_elsewhere():
    library = LIBRARY.read_bytes()

    assert [name for name in ROUNDED_BY_THE_SYSTEM if b"\0%b\0" % name.encode() in library] == []


def test_exactly_the_functions_that_search_for_a_week_get_the_kernel():
    bootstraps = (ROOT / "src/runtime/bootstrap").glob("*.py")

    searching = [f.stem for f in bootstraps if "adapters.planning.solver" in f.read_text()]

    assert tuple(searching) == PLANNERS
