"""Every talk, held with the use case: it goes as written, and every reply keeps the tone."""

import pytest

from tests.conversations.expected import check, check_day
from tests.conversations.script import exchanges, list_scripts, read_script
from tests.conversations.talker import DirectTalker
from tests.conversations.tone import faults

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

TALKS = pytest.mark.parametrize(
    "script", [read_script(file) for file in list_scripts()], ids=lambda script: script.name
)


@TALKS
def test_the_talk_goes_as_it_is_written_and_every_reply_keeps_the_tone(script, knowledge):
    talker = DirectTalker(knowledge, script.user, script.channel, script.starts_at)

    for exchange in exchanges(script):
        said = talker.say(exchange.text, exchange.at)

        for line in exchange.lines:
            if line.kind == "day":
                check_day(script, line, talker.today())
            else:
                check(script, line, said)
        assert faults(said, script.channel, talker.language()) == [], exchange.text


@TALKS
def test_a_talk_has_five_to_twenty_messages_and_an_expectation_for_each(script):
    talk = exchanges(script)

    assert 5 <= len(talk) <= 20
    assert all(exchange.lines for exchange in talk)
