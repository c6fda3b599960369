import zipfile
from contextlib import closing

import pytest

from adapters.food_table.reader import UsdaTable
from cli.food_table.build import Sources, build
from domain.errors import InvalidTableError
from scripts import food_layer
from tests import usda_downloads as usda


@pytest.fixture
def table(tmp_path):
    return build(Sources(sr28=usda.put_sr28(tmp_path / "sr")), tmp_path / "usda.sqlite").file


def test_the_layer_unpacks_to_where_the_function_looks(table, tmp_path, template):
    version = food_layer.pack(table, tmp_path / "out" / "layer.zip")

    with zipfile.ZipFile(tmp_path / "out" / "layer.zip") as archive:
        archive.extractall(tmp_path / "opt")
    unpacked = tmp_path / "opt" / "food_table" / "usda.sqlite"
    variables = template["Resources"]["ConverseFunction"]["Properties"]["Environment"]["Variables"]
    assert variables["FOOD_TABLE"]["Fn::If"][1] == f"/opt/{unpacked.relative_to(tmp_path / 'opt')}"
    with closing(UsdaTable(unpacked)) as opened:
        assert opened.version == version


def test_the_same_table_is_the_same_layer(table, tmp_path):
    food_layer.pack(table, tmp_path / "a.zip")
    food_layer.pack(table, tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_what_is_no_table_is_not_packed(tmp_path):
    with pytest.raises(InvalidTableError, match="no such file"):
        food_layer.pack(tmp_path / "none.sqlite", tmp_path / "layer.zip")

    assert not (tmp_path / "layer.zip").exists()
