// One message as a bubble: attachments, text, time, delivery state, buttons.

import { formatted } from "./format.js";

const SVG = "http://www.w3.org/2000/svg";
const ONE_TICK = "M5 9l4 4 8-9";
const TWO_TICKS = "M1 9l4 4 8-9M9 12l1 1 8-9";
const CLOCK = "M9 1.5a6.5 6.5 0 1 0 .01 0zM9 4.5V8l2.5 1.5";
const CROSS = "M9 1.5a6.5 6.5 0 1 0 .01 0zM9 4.5v4M9 11v.2";
const ICONS = {
  sending: CLOCK,
  queued: CLOCK,
  sent: ONE_TICK,
  delivered: TWO_TICKS,
  read: TWO_TICKS,
  failed: CROSS,
  undelivered: CROSS,
};
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** Draw a message; `press(button)` is called when one of its buttons is. */
export function drawMessage(message, press) {
  const item = document.createElement("li");
  item.className = "message";
  item.dataset.by = message.by;
  item.dataset.channel = message.channel;
  item.dataset.sid = message.sid ?? "";
  const bubble = node("div", "bubble");
  bubble.append(
    node("span", "hidden", message.by === "user" ? "You: " : "Platewise: "),
    ...message.media.map(drawMedia),
  );
  if (message.text) {
    const text = node("span", "text");
    text.append(...formatted(message.text));
    bubble.append(text);
  }
  bubble.append(drawMeta(message));
  item.append(bubble);
  if (message.buttons.length) item.append(drawChoices(message, press));
  return item;
}

function drawMedia({ content_type: type, url, name }) {
  if (type.startsWith("image/")) {
    const image = node("img", "photo");
    image.alt = name ? `Photo ${name}` : "Photo";
    image.src = url;
    return image;
  }
  if (type.startsWith("audio/")) {
    const audio = node("audio");
    audio.controls = true;
    audio.preload = "metadata";
    audio.src = url;
    return audio;
  }
  const link = node("a", "file", name || type);
  link.href = url;
  link.download = name;
  return link;
}

function drawMeta(message) {
  const meta = node("span", "meta");
  const time = node("time", "", TIME.format(new Date(message.at)));
  time.dateTime = message.at;
  meta.append(time);
  const state = node("span", "state");
  state.dataset.status = message.status;
  state.setAttribute("role", "img");
  state.setAttribute("aria-label", words(message));
  state.title = words(message);
  if (message.by === "user" && message.channel === "whatsapp") state.append(icon(message.status));
  else if (ICONS[message.status] === CROSS) state.append(icon(message.status), words(message));
  else if (message.by === "coach") state.append(`· ${message.status}`);
  meta.append(state);
  return meta;
}

function words({ status, error_code: code }) {
  if (ICONS[status] === CROSS) return code ? `not delivered (${code})` : "not delivered";
  return status;
}

function icon(status) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 18 15");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[status] ?? ONE_TICK);
  drawing.append(path);
  return drawing;
}

function drawChoices(message, press) {
  const group = node("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Quick replies");
  for (const button of message.buttons) {
    const choice = node("button", "", button.title);
    choice.type = "button";
    if (button.description) choice.append(node("small", "", button.description));
    choice.addEventListener("click", () => press({ ...button, in_reply_to: message.sid }));
    group.append(choice);
  }
  return group;
}

/** Make an element; what is given as text stays text. */
export function node(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
