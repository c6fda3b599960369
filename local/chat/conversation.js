// One person's phone: the talk with the coach, its presence, its composer.

import { markRead, sendMessage } from "./api.js";
import { drawMessage, node } from "./bubble.js";
import { Composer } from "./composer.js";
import { readable } from "./people.js";

const TYPING_MS = 25_000; // as long as WhatsApp shows it
const NEAR_BOTTOM_PX = 120;
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
let clientIds = 0;

export class Conversation {
  #messages = new Map();
  #pressed = new Set();
  #isOnline = false;
  #typing = null;
  #reading = false;

  constructor({ user, channel }, { onClose, onChange }) {
    this.user = user;
    this.channel = channel;
    this.onChange = onChange;
    const copy = document.querySelector("#conversation").content.cloneNode(true);
    this.element = copy.querySelector(".phone");
    this.element.dataset.user = user;
    this.element.setAttribute("aria-label", `Conversation of ${readable(user)}`);
    this.log = this.#find(".log");
    this.scroller = this.#find(".scroll");
    this.scroller.setAttribute("aria-label", `Messages of ${readable(user)}`);
    this.#find("textarea").setAttribute("aria-label", `Message from ${readable(user)}`);
    this.#find(".close").setAttribute("aria-label", `Close ${readable(user)}`);
    this.#find(".close").addEventListener("click", onClose);
    for (const button of this.element.querySelectorAll("[data-channel][aria-pressed]"))
      button.addEventListener("click", () => this.#switchTo(button.dataset.channel));
    this.composer = new Composer(this.#find(".composer"), (draft) => this.#send(draft));
    document.addEventListener("visibilitychange", () => this.#read());
    this.#switchTo(channel);
  }

  /** Take in messages, new or changed. */
  receive(messages) {
    const isAtBottom = this.#isAtBottom();
    for (const message of messages) this.#place(message);
    if (messages.length && isAtBottom) this.#scrollDown();
    this.#read();
  }

  /** Forget everything: the stack has started anew. */
  clear() {
    this.#messages.clear();
    this.log.replaceChildren();
    this.#stopTyping();
  }

  showPresence(isOnline) {
    this.#isOnline = isOnline;
    this.#drawPresence();
  }

  focus() {
    this.element.scrollIntoView({ inline: "center", block: "nearest" });
    this.#find("textarea").focus({ preventScroll: true });
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }

  #switchTo(channel) {
    this.channel = channel;
    this.log.dataset.channel = channel;
    for (const button of this.element.querySelectorAll("[data-channel][aria-pressed]"))
      button.setAttribute("aria-pressed", String(button.dataset.channel === channel));
    this.onChange();
    this.#scrollDown();
    this.#read();
  }

  async #send({ text = "", media = [], button = null }) {
    clientIds += 1;
    const message = {
      client_id: `${performance.timeOrigin.toFixed()}-${clientIds}`,
      user: this.user,
      channel: this.channel,
      text,
    };
    this.#place({ ...message, by: "user", text: button?.title ?? text, media, buttons: [],
      at: new Date().toISOString(), status: "sending", revision: 0 });
    this.#scrollDown();
    this.#startTyping();
    const files = media.map(({ name, content_type, base64 }) => ({ name, content_type, base64 }));
    try {
      await sendMessage({ ...message, media: files, button });
    } catch {
      this.#fail(message.client_id);
    }
  }

  #fail(clientId) {
    const shown = this.#messages.get(clientId);
    if (shown && !shown.message.sid) this.#place({ ...shown.message, status: "failed" });
    this.#stopTyping();
  }

  /** Put a message where it belongs, in place of an older picture of itself. */
  #place(message) {
    const key = message.client_id || message.sid;
    const known = this.#messages.get(key);
    if (known && known.message.revision > message.revision) return;
    const element = drawMessage(message, (button) => this.#press(message, button));
    this.#disablePressed(element, message);
    if (known) known.element.replaceWith(element);
    else this.log.append(element);
    this.#messages.set(key, { message, element });
    if (message.by === "coach" && !known) this.#stopTyping();
    if (message.status === "failed") this.#stopTyping();
    this.#arrange();
  }

  #press(message, button) {
    this.#pressed.add(message.sid);
    const shown = this.#messages.get(message.client_id || message.sid);
    this.#disablePressed(shown.element, message);
    this.#send({ button });
  }

  #disablePressed(element, message) {
    if (!this.#pressed.has(message.sid)) return;
    for (const choice of element.querySelectorAll(".choices button")) choice.disabled = true;
  }

  /** Mark the first bubble of each turn, and put a line before each day, per channel. */
  #arrange() {
    for (const line of this.log.querySelectorAll(".day")) line.remove();
    const last = {};
    for (const { message, element } of this.#messages.values()) {
      const before = last[message.channel];
      const day = DAY.format(new Date(message.at));
      const isNewDay = before?.day !== day;
      if (isNewDay) element.before(dayLine(day, message.channel));
      element.classList.toggle("first", isNewDay || before.by !== message.by);
      last[message.channel] = { by: message.by, day };
    }
  }

  #startTyping() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#stopTyping(), TYPING_MS);
    this.#find(".typing").hidden = false;
    this.#drawPresence();
    this.#scrollDown();
  }

  #stopTyping() {
    clearTimeout(this.#typing);
    this.#typing = null;
    this.#find(".typing").hidden = true;
    this.#drawPresence();
  }

  #drawPresence() {
    const presence = this.#find(".presence");
    const isTyping = this.#typing !== null;
    presence.dataset.typing = String(isTyping);
    const state = !this.#isOnline ? "connecting…" : isTyping ? "typing…" : "online";
    presence.textContent = `${state} · you are ${readable(this.user)}`;
  }

  /** Tell the coach what has been seen: only when the page is in front of somebody. */
  async #read() {
    if (document.visibilityState !== "visible" || this.channel !== "whatsapp" || this.#reading) return;
    const isUnread = ({ message }) =>
      message.by === "coach" && message.channel === "whatsapp" && message.status === "delivered";
    if (![...this.#messages.values()].some(isUnread)) return;
    this.#reading = true;
    try {
      await markRead(this.user);
    } finally {
      this.#reading = false;
    }
  }

  #isAtBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
  }

  #scrollDown() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

function dayLine(day, channel) {
  const line = node("li", "day", day);
  line.dataset.channel = channel;
  return line;
}
