import re

import pytest
from conversations.script import list_scripts, read_script, seconds
from conversations.talker import DirectTalker


@pytest.mark.parametrize("file", list_scripts(), ids=lambda file: file.stem)
def test_the_talk_goes_as_it_is_written(file, knowledge):
    script = read_script(file)
    talker = DirectTalker(knowledge, script.user, script.channel, script.starts_at)

    hold(script, talker)


def hold(script, talker):
    """Hold a talk; an assertion names the file and the line it fails at."""
    said = None
    for line in script.lines:
        where = f"{script.name} line {line.number}"
        match line.kind:
            case "you":
                said = talker.say(line.words)
            case "later":
                talker.wait(seconds(line.words))
            case "coach":
                assert line.words in said.text, f"{where}: {said.text!r}"
            case "coach not":
                assert line.words not in said.text, f"{where}: {said.text!r}"
            case "silent":
                assert said.text == "", f"{where}: {said.text!r}"
            case "offers":
                assert ", ".join(said.buttons) == line.words, where
            case "day":
                energy, meals = map(float, re.findall(r"[\d.]+", line.words.replace(",", "")))
                assert talker.today() == (energy, meals), where
