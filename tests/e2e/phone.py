"""A phone on the chat page, as a person uses it."""

import itertools
import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

_numbers = itertools.count(15555551000)


@dataclass(frozen=True)
class Phone:
    """One person's conversation on the page."""

    element: Locator
    number: str

    def say(self, text: str) -> Locator:
        """Send a text and return its bubble."""
        self.element.get_by_role("textbox").fill(text)
        self.element.get_by_role("button", name="Send").click()
        return self.own.last

    def press(self, title: str) -> None:
        """Press the newest button with this title."""
        self.element.locator(".choices").get_by_role("button", name=title, exact=True).last.click()

    @property
    def own(self) -> Locator:
        return self.element.locator(".message[data-by=user]")

    @property
    def replies(self) -> Locator:
        return self.element.locator(".message[data-by=coach]")

    def expect_reply(self, words: str) -> Locator:
        """Wait until the newest reply contains these words."""
        expect(self.replies.last).to_contain_text(re.compile(words, re.IGNORECASE))
        return self.replies.last

    def introduce(self) -> None:
        """Get to know the coach: consent, allergies, goal."""
        self.say("hi")
        self.expect_reply("May I keep your meals")
        self.press("Yes")
        self.expect_reply("allergies")
        self.press("None")
        self.expect_reply("main goal")
        self.press("Eat healthier")
        self.expect_reply("All set")


def open_phones(page: Page, count: int) -> list[Phone]:
    """Open the page for as many people as nobody has seen before."""
    numbers = [str(next(_numbers)) for _ in range(count)]
    page.goto("/#" + ",".join(numbers))
    phones = [Phone(page.locator(f"[data-user='+{n}']"), f"+{n}") for n in numbers]
    for phone in phones:
        expect(phone.element.locator(".presence")).to_contain_text("online")
    return phones
