// The stack's tools: the clock, Twilio's faults, the queues, the bus.

import { advanceClock, drain, listEvents, listFaults, setFault } from "./api.js";
import { node } from "./bubble.js";

const find = (selector) => document.querySelector(selector);

export function startTools() {
  const panel = find("#tools");
  const toggle = find("#toggle-tools");
  toggle.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) fillFaults();
  });
  for (const button of panel.querySelectorAll("[data-advance]"))
    button.addEventListener("click", () => move(Number(button.dataset.advance)));
  find("#set-fault").addEventListener("click", fail);
  find("#clear-faults").addEventListener("click", () =>
    attempt(async () => {
      await setFault("clear", 0);
      return "Twilio works again.";
    }),
  );
  find("#drain").addEventListener("click", () =>
    attempt(async () => {
      say("Waiting for the queues…");
      await drain();
      return "Every queue is empty.";
    }),
  );
  find("#show-events").addEventListener("click", showEvents);
}

async function fillFaults() {
  const select = find("#fault-mode");
  if (select.options.length) return;
  await attempt(async () => {
    const { faults } = await listFaults();
    for (const [mode, words] of Object.entries(faults)) {
      if (mode === "clear") continue;
      const option = node("option", "", mode);
      option.value = mode;
      option.title = words;
      select.append(option);
    }
    select.addEventListener("change", () => say(faults[select.value]));
    return "";
  });
}

function move(seconds) {
  return attempt(async () => {
    const { now } = await advanceClock(seconds);
    return now ? `It is now ${new Date(now).toLocaleString()}.` : "The clock has moved.";
  });
}

function fail() {
  const mode = find("#fault-mode").value;
  const count = Number(find("#fault-count").value);
  return attempt(async () => {
    await setFault(mode, count);
    return count < 0 ? `${mode}, until cleared.` : `${mode}, ${count} ${count === 1 ? "time" : "times"}.`;
  });
}

function showEvents() {
  return attempt(async () => {
    const answer = await listEvents();
    const events = Array.isArray(answer) ? answer : (answer.events ?? []);
    const list = find("#events");
    list.replaceChildren(...events.map((event) => node("li", "", JSON.stringify(event))));
    list.hidden = false;
    list.scrollTop = list.scrollHeight;
    return `${events.length} events on the bus.`;
  });
}

async function attempt(action) {
  try {
    say(await action());
  } catch (error) {
    say(`That did not work: ${error.message}`);
  }
}

function say(text) {
  find("#tools-answer").textContent = text;
}
