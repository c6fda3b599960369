"""A recipe's address over the whole stack: turn, bus, `fetch`, and back as a turn of its own."""

import pytest

from bench.path.people import introduced, product


@pytest.fixture(scope="module")
def stack():
    with product() as running:
        yield running


@pytest.fixture(scope="module")
def ann(stack):
    (person,) = introduced(stack, 1)
    return person


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/recipe",
        "http://[::ffff:10.0.0.1]/soup",
        "https://user:secret@192.168.0.1/soup",
        "ftp://127.0.0.1/soup",
    ],
)
def test_an_address_inside_is_not_opened_and_that_is_said_once(ann, address):
    assert "only open pages of the open web" in ann.ask(f"save this recipe {address}")


def test_a_pasted_recipe_is_kept_and_logged_by_its_name(ann):
    kept = ann.ask("My recipe for pancakes: 1 cup flour, 1 egg, 1 cup milk. Mix, fry. Serves 2")

    assert "*Saved: pancakes*, 2 servings" in kept
    assert "• pancakes" in ann.ask("I had pancakes")
