// The page: people side by side, each with a phone, fed by one stream.

import { addUser, watch } from "./api.js";
import { node } from "./bubble.js";
import { Conversation } from "./conversation.js";
import { readable, recall, remember } from "./people.js";
import { startTools } from "./tools.js";

const conversations = new Map();
let stopWatching = () => {};

async function open(person) {
  const { user } = await addUser(person?.user);
  const conversation = new Conversation(
    { user, channel: person?.channel ?? "whatsapp" },
    { onClose: () => close(user), onChange: save },
  );
  conversations.set(user, conversation);
  document.querySelector("#conversations").append(conversation.element);
  return conversation;
}

function close(user) {
  if (conversations.size === 1) return; // somebody stays
  conversations.get(user).element.remove();
  conversations.delete(user);
  refresh();
}

/** Redraw who is there and watch exactly them. */
function refresh() {
  save();
  drawPeople();
  stopWatching();
  stopWatching = watch([...conversations.keys()], {
    onMessages: (messages) => {
      for (const [user, conversation] of conversations)
        conversation.receive(messages.filter((message) => message.user === user));
    },
    onRestart: () => {
      for (const conversation of conversations.values()) conversation.clear();
    },
    onPresence: (isOnline) => {
      for (const conversation of conversations.values()) conversation.showPresence(isOnline);
    },
  });
}

function save() {
  remember([...conversations.values()]);
}

function drawPeople() {
  const items = [...conversations.values()].map((conversation) => {
    const item = node("li");
    const button = node("button", "", readable(conversation.user));
    button.type = "button";
    button.addEventListener("click", () => conversation.focus());
    item.append(button);
    return item;
  });
  document.querySelector("#people").replaceChildren(...items);
  for (const { element } of conversations.values())
    element.querySelector(".close").hidden = conversations.size === 1;
}

async function start() {
  startTools();
  const people = recall();
  for (const person of people.length ? people : [{ user: "+15555550100" }]) await open(person);
  refresh();
  document.querySelector("#add-person").addEventListener("click", async () => {
    const conversation = await open(null);
    refresh();
    conversation.focus();
  });
  conversations.values().next().value.focus();
}

start();
