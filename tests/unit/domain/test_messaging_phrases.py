import pytest

from domain.messaging.phrases import Phrase, spoken


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("undo", "please undo that", True),
        ("undo", "undone", False),
        ("how am|im doing", "How'm I... how im doing?", True),
        ("can't breathe", "I cant breathe", True),
        ("want ... die", "want to die", True),
        ("want ... die", "want one two three four five die", True),
        ("want ... die", "want one two three four five six die", False),
        ("want ... die", "want die", True),
        ("c++ (x)", "c x", False),
        ("cut myself !a|an", "i cut myself", True),
        ("cut myself !a|an", "i cut myself again", True),
        ("cut myself !a|an", "i cut myself a slice", False),
        ("stop eating !...", "i want to stop eating", True),
        ("stop eating !...", "stop eating pizza", False),
        ("in days ...", "in days", True),
        ("about|on! anorexia", "anorexia again", True),
        ("about|on! anorexia", "my anorexia", True),
        ("about|on! anorexia", "a talk about anorexia", False),
        ("about|on! anorexia", "a talk about it, on anorexia", False),
        ("only 50..450 calories", "only 80 calories", True),
        ("only 50..450 calories", "only 450 calories", True),
        ("only 50..450 calories", "only 451 calories", False),
        ("only 50..450 calories", "only 49 calories", False),
        ("only 50..450 calories", "only 80", False),
    ],
)
def test_a_phrase_is_found_in_a_row_of_words(phrase, text, is_found):
    assert Phrase(phrase).is_in(spoken(text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("Yes", True), ("yes!!", True), ("yes 2 eggs", False), ("oh yes", False), ("", False)],
)
def test_a_whole_phrase_is_the_entire_message(text, is_found):
    assert Phrase("yes|yep", is_whole=True).is_in(spoken(text)) is is_found


@pytest.mark.parametrize(("least", "most"), [(1, 450), (0, 600), (50, 450), (7, 7), (13, 2999)])
def test_a_range_holds_the_numbers_from_its_first_to_its_last_and_no_other(least, most):
    phrase = Phrase(f"{least}..{most}")

    held = [number for number in range(3200) if phrase.is_in(f" {number} ")]

    assert held == list(range(least, most + 1))
