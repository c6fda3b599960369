import os
import re
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import open_phones

SCREENSHOT = Path(__file__).parents[2] / "docs" / "images" / "chat.png"


@pytest.fixture
def phone(page):
    [opened] = open_phones(page, 1)
    return opened


def a_picture_of_a_plate(width: int = 320, height: int = 240) -> bytes:
    def colour(x: int, y: int) -> bytes:
        distance = (x - width // 2) ** 2 + (y - height // 2) ** 2
        if distance < 58**2:
            return bytes((226, 150 + distance // 60, 62))
        return b"\xfb\xfa\xf4" if distance < 98**2 else bytes((128 - y // 6, 94, 66))

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    rows = b"".join(b"\0" + b"".join(colour(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def attach(phone, name: str, kind: str, content: bytes) -> None:
    file = {"name": name, "mimeType": kind, "buffer": content}
    phone.element.locator(".pick-photo").set_input_files(file)


def test_a_meal_is_answered_and_its_ticks_turn_blue(phone):
    phone.introduce()

    meal = phone.say("2 eggs and toast with butter")

    reply = phone.expect_reply(r"Logged[\s\S]*kcal[\s\S]*Today so far")
    ticks = meal.locator(".state")
    expect(ticks).to_have_attribute("data-status", "read")
    expect(ticks).to_have_css("color", "rgb(20, 135, 192)")
    expect(reply.locator(".state")).to_have_attribute("data-status", "read")


def test_a_pressed_button_is_sent_and_answered(phone):
    phone.introduce()
    phone.say("a banana")
    phone.expect_reply("Logged")

    phone.press("Undo")

    expect(phone.own.last).to_contain_text("Undo")
    phone.expect_reply("Removed")
    expect(phone.element.get_by_role("button", name="Undo", exact=True)).to_be_disabled()


def test_a_photo_gets_the_truth(phone):
    phone.introduce()
    attach(phone, "plate.png", "image/png", a_picture_of_a_plate())
    expect(phone.element.locator(".drafts img")).to_be_visible()

    phone.element.get_by_role("button", name="Send").click()

    phone.expect_reply("can't read photos")
    shown = phone.own.last.locator("img.photo")
    expect(shown).to_have_js_property("naturalWidth", 320)


def test_a_recorded_voice_note_gets_the_truth(phone):
    phone.introduce()
    phone.element.get_by_role("button", name="Record a voice note").click()
    expect(phone.element.get_by_placeholder("Recording…")).to_be_visible()

    phone.element.get_by_role("button", name="Stop and send").click()

    phone.expect_reply("can't read photos or voice notes")
    expect(phone.own.last.locator("audio")).to_be_visible()


def test_two_people_side_by_side_do_not_see_each_other(page):
    ann, bob = open_phones(page, 2)
    ann.introduce()

    ann.say("a bowl of oatmeal with banana")

    ann.expect_reply("Logged")
    expect(bob.element.locator(".message")).to_have_count(0)
    bob.say("hello")
    bob.expect_reply("May I keep your meals")
    expect(bob.element).not_to_contain_text("oatmeal")


def test_a_person_can_be_added_and_is_remembered(page, phone):
    page.get_by_role("button", name="Add a person").click()
    expect(page.locator(".phone")).to_have_count(2)
    added = page.locator(".phone").last.get_attribute("data-user")

    page.reload()

    expect(page.locator(f"[data-user='{added}']")).to_be_visible()
    page.get_by_role("button", name=f"Close {readable(added)}").click()
    expect(page.locator(".phone")).to_have_count(1)


def readable(number: str) -> str:
    return re.sub(r"^\+1(\d{3})(\d{3})(\d{4})$", r"+1 \1 \2 \3", number)


def test_the_conversation_is_there_again_after_a_reload(page, phone):
    phone.say("hi")
    phone.expect_reply("May I keep your meals")

    page.reload()

    expect(phone.own).to_have_text(re.compile("hi"))
    phone.expect_reply("May I keep your meals")


def test_what_a_user_types_is_never_markup(page, phone):
    phone.say("<img src=x onerror=alert(1)> *bold* _soft_ ~gone~ 2 * 3 * 4 snake_case_name")

    text = phone.own.last.locator(".text")
    expect(text).to_contain_text("<img src=x onerror=alert(1)>")
    expect(text.locator("img")).to_have_count(0)
    expect(text.locator("strong")).to_have_text("bold")
    expect(text.locator("em")).to_have_text("soft")
    expect(text.locator("s")).to_have_text("gone")
    expect(text).to_contain_text("2 * 3 * 4 snake_case_name")


def test_sms_is_a_thread_of_its_own_without_ticks(phone):
    phone.say("hi")
    phone.expect_reply("May I keep your meals")

    phone.element.get_by_role("button", name="SMS").click()

    expect(phone.element.locator(".message:visible")).to_have_count(0)
    text_message = phone.say("hello by text")
    expect(text_message.locator(".meta svg")).to_have_count(0)
    phone.element.get_by_role("button", name="WhatsApp").click()
    expect(text_message).to_be_hidden()


def test_a_reply_twilio_could_not_deliver_says_so(page, phone):
    page.get_by_role("button", name="Tools").click()
    page.locator("#fault-mode").select_option("error_30008")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.locator("#tools-answer")).to_have_text("error_30008, 1 time.")

    phone.say("hi")

    expect(phone.replies.first).to_contain_text("not delivered (30008)")


def test_the_tools_move_the_clock_drain_and_list_events(page, phone):
    phone.introduce()
    phone.say("a banana")
    phone.expect_reply("Logged")
    page.get_by_role("button", name="Tools").click()
    answer = page.locator("#tools-answer")

    page.get_by_role("button", name="Drain").click()
    expect(answer).to_have_text("Every queue is empty.")
    page.get_by_role("button", name="Events").click()
    expect(page.locator("#events")).to_contain_text("MealLogged")
    page.get_by_role("button", name="+ 1 hour").click()
    expect(answer).to_contain_text("It is now")


def test_everything_that_can_be_used_has_a_name_and_a_keyboard_reaches_it(page, phone):
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, img")]
            .filter((e) => e.offsetParent && !(e.ariaLabel || e.alt === "" || e.alt
                || e.labels?.length || e.textContent.trim()))
            .map((e) => e.outerHTML)"""
    )

    page.keyboard.type("hi")
    page.keyboard.press("Enter")

    assert unnamed == []
    phone.expect_reply("May I keep your meals")


def test_a_narrow_screen_shows_one_conversation_without_scrolling_sideways(page):
    page.set_viewport_size({"width": 360, "height": 640})
    [phone] = open_phones(page, 1)

    box = phone.element.bounding_box()

    assert (box["x"], box["width"]) == (0, 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(phone.element.get_by_role("textbox")).to_be_in_viewport()


def test_the_picture_of_the_readme_can_be_taken_again(browser, stack_url, tmp_path):
    context = browser.new_context(
        base_url=stack_url,
        viewport={"width": 1080, "height": 800},
        device_scale_factor=2,
        locale="en-GB",
    )
    page = context.new_page()
    ann, bob = open_phones(page, 2)
    for phone in (ann, bob):
        phone.introduce()
    ann.say("2 eggs and toast with butter")
    ann.expect_reply("Logged")
    ann.say("how am I doing today?")
    ann.expect_reply("Today so far")
    attach(bob, "plate.png", "image/png", a_picture_of_a_plate())
    bob.element.get_by_role("button", name="Send").click()
    bob.expect_reply("can't read photos")
    bob.say("a chicken sandwich and an apple")
    bob.expect_reply("Logged")
    for phone in (ann, bob):
        expect(phone.own.last.locator(".state")).to_have_attribute("data-status", "read")

    picture = SCREENSHOT if os.environ.get("UPDATE_SCREENSHOT") else tmp_path / "chat.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture)

    assert picture.stat().st_size > 50_000
    context.close()
