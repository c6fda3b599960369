"""Learning to hear danger: small files in, the same weights out every time."""

import shutil

import pytest

from adapters.intent_tables import IntentTables
from cli.training.dangers import train_detector, write_detector
from domain.safety.red_flags import Danger
from tests.conftest import ROOT

HEAD = "id,text,intent,context,language,note\n"
TOLD = {
    "self_harm": ["i have the pills ready", "the rope is ready", "pills and a rope", "my rope"],
    "eating_disorder": ["i purge dinner", "purge again", "i purge and hide", "hide and purge"],
    "anaphylaxis": ["lips swell", "tongue and lips swell", "swelling lips", "my lips swell"],
    "emergency": ["he has a seizure", "seizure again", "a seizure help", "her seizure"],
}
FINE = ["2 eggs", "toast please", "rice and beans", "plan my week", "thanks", "purge the clams"]


@pytest.fixture
def data(tmp_path):
    """The product's words, and a handful of labelled messages."""
    for name in ("intents", "safety"):
        ignored = shutil.ignore_patterns("labelled")
        shutil.copytree(ROOT / "data" / name, tmp_path / name, ignore=ignored)
    labelled = tmp_path / "intents" / "labelled"
    labelled.mkdir()
    rows = [(text, "red_flag", danger) for danger, texts in TOLD.items() for text in texts]
    rows += [(text, "log_meal", "near_miss") for text in FINE]
    lines = [f"d{n},{text},{intent},,en,{note}" for n, (text, intent, note) in enumerate(rows)]
    (labelled / "danger_training.csv").write_text(HEAD + "\n".join(lines) + "\n")
    (labelled / "danger_patterns.csv").write_text(
        HEAD + "p1,(my|the) (razor|blade) is out again,red_flag,,en,self_harm\n"
    )
    (labelled / "training.csv").write_text(HEAD + "m1,good morning,greet,,en,\n")
    (labelled / "slots.csv").write_text("slot,words\n")
    return tmp_path


def test_what_is_learned_is_heard_and_learned_alike_every_time(data):
    labelled = data / "intents" / "labelled"

    once, again = (train_detector(data, labelled, most_signs=200) for _ in range(2))
    write_detector(once, data / "safety")
    detector = IntentTables(data).detector()

    assert (once.weights == again.weights).all()
    assert once.names == again.names
    assert detector.suspect("my rope and pills").danger is Danger.SELF_HARM
    assert detector.suspect("my rope and pills").chance > detector.suspect("2 eggs").chance
    assert 0 <= once.recall <= 1
    assert 0 <= once.precision <= 1
    assert 0 <= once.right_danger <= 1
