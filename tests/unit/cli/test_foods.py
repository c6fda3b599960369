"""`platewise foods`: the table is built in one piece and then searched beside the own foods."""

import json

import pytest
from typer.testing import CliRunner

from cli import tables
from cli.main import app
from tests import usda_downloads as usda


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "BUILT_TABLE", tmp_path / "none.sqlite")
    monkeypatch.delenv("FOOD_TABLE", raising=False)
    return lambda *words, **env: CliRunner().invoke(app, ["foods", *map(str, words)], env=env)


@pytest.fixture
def downloads(tmp_path):
    return [
        usda.put_workbooks(tmp_path / "old", "2017-2018"),
        usda.put_workbooks(tmp_path / "new", "2021-2023"),
        usda.put_sr28(tmp_path / "sr"),
    ]


@pytest.fixture
def built(run, downloads, tmp_path):
    old, new, sr = downloads
    out = tmp_path / "made" / "usda.sqlite"
    run("build", "--fndds", old, new, "--sr28", sr, "--out", out)
    return out


def test_what_was_built_is_said_as_json(run, downloads, tmp_path):
    old, new, sr = downloads
    out = tmp_path / "made" / "usda.sqlite"

    said = run("build", "--fndds", old, "--fndds", new, "--sr28", sr, "--out", out, "--json")

    result = json.loads(said.stdout)
    assert result["file"] == str(out)
    assert result["foods"] == {"fndds 2017-2018": 3, "fndds 2021-2023": 3, "sr28 2015": 2}
    assert result["size_bytes"] == out.stat().st_size


def test_several_folders_may_follow_one_option(run, downloads, tmp_path):
    old, new, sr = downloads

    said = run("build", "--fndds", old, new, "--sr28", sr, "--out", tmp_path / "usda.sqlite")

    assert "fndds 2017-2018: 3 foods\nfndds 2021-2023: 3 foods\nsr28 2015: 2 foods" in said.stdout


def test_a_download_that_cannot_be_used_is_one_line_and_no_traceback(run, downloads, built):
    before = built.read_bytes()
    broken = next(downloads[1].glob("*Portions*"))
    broken.write_bytes(b"no workbook")

    said = run("build", "--fndds", downloads[1], "--out", built)

    assert said.exit_code == 1
    assert said.stderr.count("\n") == 1
    assert said.stderr.startswith(f"error: {broken}: not a whole Excel workbook")
    assert said.stderr.endswith(f"{built} is as it was\n")
    assert built.read_bytes() == before


def test_a_place_that_cannot_be_written_is_named(run, downloads, tmp_path):
    (tmp_path / "file").touch()

    said = run("build", "--fndds", downloads[1], "--out", tmp_path / "file" / "usda.sqlite")

    assert said.exit_code == 1
    assert f"error: {tmp_path / 'file'}: cannot be written" in said.stderr


@pytest.mark.no_cover  # other tests reach all of it
def test_usdas_foods_are_found_after_the_own_ones(run, built):
    said = run("search", "milk", "--json", "--table", built)

    sources = [food["source"] for food in json.loads(said.stdout)]
    assert sources[-1] == "FNDDS 2021-2023 10000001"
    assert json.loads(run("search", "milk", "--json", FOOD_TABLE=str(built)).stdout)[-1] == {
        "food_id": "fndds:10000001",
        "name": "Milk of ours",
        "source": "FNDDS 2021-2023 10000001",
        "tags": ["allergens_unconfirmed"],
        "glycemic_index": None,
        "price_usd_per_100_g": None,
    }


@pytest.mark.no_cover  # other tests reach all of it
def test_the_usual_table_is_found_by_itself(run, built, monkeypatch):
    monkeypatch.setattr(tables, "BUILT_TABLE", built)

    assert "fndds:10000001" in run("search", "moo juice", "--json").stdout


def test_without_a_table_the_own_foods_are_searched(run):
    found = json.loads(run("search", "milk", "--json", "--limit", "3").stdout)

    assert len(found) == 3
    assert not any(food["food_id"].startswith("fndds:") for food in found)


@pytest.mark.no_cover  # other tests reach all of it
def test_an_unknown_energy_is_shown_as_unknown(run, built):
    assert "?" in run("search", "root our own", "--table", built).stdout


def test_a_table_that_cannot_be_read_is_named(run, tmp_path):
    (tmp_path / "notes.sqlite").write_text("no database" * 100)

    said = run("search", "milk", "--table", tmp_path / "notes.sqlite")

    assert said.exit_code == 1
    assert "notes.sqlite: not a food table" in said.stderr
