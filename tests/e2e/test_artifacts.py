"""Builds what is deployed and runs it apart from everything else on this machine."""

import json
import subprocess
import sys

import pytest

from adapters.compiled_tables import find_compiled
from domain.conversation.outcome import Knowledge
from domain.plans.cookbook import CookingTables
from domain.safety.gate.gate import Gate
from scripts import build_kernel
from scripts.artifact_sizes import SDK, format_sizes, size_mb
from scripts.build_artifact import add_kernel, build_artifact, compile_tables
from tests.cooking import tables

ELF_OF_ARM64 = 183

IMPORT_ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
from handlers.receive import handler
assert callable(handler)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""

COMPILED_AT_THE_START = """
import sys
texts = []
sys.addaudithook(lambda event, args: texts.append(str(args[0])) if event == "compile" else None)
sys.path.insert(0, sys.argv[1])
import handlers.receive
print(sum("__create_fn__" in text for text in texts))
"""

EXPRESSIONS_AT_THE_START = """
import sys
sys.path.insert(0, sys.argv[1])
import handlers
import re
parse, texts = re._parser.parse, []
re._parser.parse = lambda text, flags: texts.append(text) or parse(text, flags)
import handlers.receive
print(len(texts))
"""


PAGE_READ_ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
import handlers.fetch
from adapters.web.recipe_pages import recipe_in
html = '''<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",
"name": "Soup", "recipeIngredient": ["1 cup lentils"]}</script>'''
print(recipe_in(html, "https://example.org/").name)
"""


@pytest.fixture(scope="module")
def receive(tmp_path_factory):
    target = tmp_path_factory.mktemp("build") / "ReceiveFunction"
    build_artifact("receive", target)
    return target


@pytest.fixture(scope="module")
def converse(tmp_path_factory):
    target = tmp_path_factory.mktemp("build") / "ConverseFunction"
    build_artifact("converse", target)
    return target


def test_receive_is_at_most_four_megabytes_without_the_sdk(receive):
    assert size_mb(receive, without=SDK) <= 4


def test_receive_imports_from_its_artifact_alone(receive):
    # -I and -S: no environment, no site-packages, no checkout. No wheel of receive is native.
    command = [sys.executable, "-I", "-S", "-c", IMPORT_ALONE, str(receive)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own interpreter)

    assert done.returncode == 0, done.stderr
    assert not {"pydantic", "pydantic_core", "aiohttp", "requests"} & set(done.stdout.split())


@pytest.mark.parametrize("what", [COMPILED_AT_THE_START, EXPRESSIONS_AT_THE_START])
def test_methods_and_expressions_are_compiled_by_the_build(receive, what):
    command = [sys.executable, "-I", "-S", "-c", what, str(receive)]

    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (our own interpreter)

    assert done.stdout.strip() == "0"


def test_an_artifact_holds_its_own_handler_and_no_other(receive, converse):
    assert {f.name for f in receive.glob("handlers/*.py")} == {"__init__.py", "receive.py"}
    assert {f.name for f in converse.glob("handlers/*.py")} == {"__init__.py", "converse.py"}


def test_only_twilios_signature_check_is_taken_along(receive):
    assert {f.name for f in receive.glob("twilio/**/*.py")} == {
        "__init__.py",
        "request_validator.py",
    }


def test_the_product_tables_go_where_they_are_read(receive, converse):
    assert not (receive / "data").exists()
    assert {file.name for file in (converse / "data").iterdir()} == {
        "cooking.tables",
        "gate.tables",
        "finder.tables",
        "knowledge.tables",
    }


def test_the_product_tables_are_compiled_and_say_what_the_tables_say(converse, knowledge):
    assert find_compiled(converse / "data", "knowledge", Knowledge) == knowledge
    assert find_compiled(converse / "data", "cooking", CookingTables) == tables().cooking
    assert find_compiled(converse / "data", "gate", Gate) == tables().cookbook.gate


def test_the_same_tables_are_compiled_to_the_same_bytes(converse, tmp_path):
    compile_tables(tmp_path)

    again = (tmp_path / "knowledge.tables").read_bytes()
    assert again == (converse / "data/knowledge.tables").read_bytes()


def test_the_sdk_describes_only_the_services_that_the_role_allows(receive, converse):
    assert _services(receive) == {"secretsmanager", "sqs"}
    assert _services(converse) == {"dynamodb", "events", "sqs"}


def _services(artifact):
    return {p.name for p in (artifact / "botocore/data").iterdir() if p.is_dir()}


def test_the_sdk_describes_operations_without_the_texts_for_readers(receive):
    (model,) = receive.glob("botocore/data/sqs/*/service-2.json")
    described = json.loads(model.read_text())

    assert "SendMessage" in described["operations"]
    assert "documentation" not in described["operations"]["SendMessage"]
    assert not list(receive.glob("botocore/data/*/*/examples-*"))


def test_native_wheels_are_for_lambdas_processor(converse):
    (library,) = converse.glob("pydantic_core/*.so")

    assert "aarch64-linux-gnu" in library.name


def test_the_kernel_is_for_lambdas_processor_and_the_same_bytes_each_time(tmp_path, monkeypatch):
    first = add_kernel(tmp_path / "first", local=False).read_bytes()
    monkeypatch.setattr(build_kernel, "CACHE", tmp_path / "cache")

    again = add_kernel(tmp_path / "again", local=False).read_bytes()

    assert first[:4] == b"\x7fELF"
    assert int.from_bytes(first[18:20], "little") == ELF_OF_ARM64
    assert again == first


def test_who_searches_for_no_week_carries_no_kernel(receive, converse):
    assert [*receive.rglob("week.*o"), *converse.rglob("week.*o")] == []


def test_every_source_is_compiled_and_never_checked_again(receive):
    sources = list(receive.rglob("*.py"))
    compiled = list(receive.rglob("*.pyc"))
    flags = {int.from_bytes(f.read_bytes()[4:8], "little") for f in compiled}

    assert len(compiled) == len(sources)
    assert flags == {0b01}


def test_tracebacks_name_the_path_in_lambda_and_not_the_builders(receive):
    compiled = next((receive / "handlers/__pycache__").glob("receive.*.pyc")).read_bytes()

    assert b"/var/task/handlers/receive.py" in compiled
    assert str(receive).encode() not in compiled


def test_the_sizes_are_printed_with_and_without_the_sdk(tmp_path):
    (tmp_path / "AFunction/botocore").mkdir(parents=True)
    (tmp_path / "AFunction/botocore/client.py").write_bytes(b"x" * 2_000_000)
    (tmp_path / "AFunction/handler.py").write_bytes(b"x" * 1_000_000)

    printed = format_sizes(tmp_path).splitlines()[-1].split()

    assert printed == ["AFunction", "3.00", "1.00"]


def test_fetch_reads_a_page_from_its_artifact_alone(tmp_path):
    build_artifact("fetch", tmp_path / "FetchFunction", local=True)
    command = [sys.executable, "-I", "-S", "-c", PAGE_READ_ALONE, str(tmp_path / "FetchFunction")]

    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own interpreter)

    assert done.stdout.strip() == "Soup", done.stderr
