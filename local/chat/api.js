// The stack's local API: the chat's own part and the tools.

const CHAT = "/_local/chat";

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 200)}`);
  return text ? JSON.parse(text) : {};
}

export const addUser = (user) => call("POST", `${CHAT}/users`, user ? { user } : {});
export const sendMessage = (message) => call("POST", `${CHAT}/messages`, message);
export const markRead = (user) => call("POST", `${CHAT}/read`, { user });
export const listFaults = () => call("GET", `${CHAT}/faults`);
export const advanceClock = (seconds) => call("POST", "/_local/clock", { advance_s: seconds });
export const setFault = (mode, count) =>
  call("POST", "/_local/faults", { service: "twilio", mode, count });
export const drain = () => call("POST", "/_local/drain", {});
export const listEvents = () => call("GET", "/_local/events");

/** Watch the messages of some people; the browser reconnects by itself and goes on where it was. */
export function watch(users, { onMessages, onRestart, onPresence }) {
  const query = users.map((user) => `user=${encodeURIComponent(user)}`).join("&");
  const source = new EventSource(`${CHAT}/stream?${query}`);
  let epoch = null;
  source.addEventListener("open", () => onPresence(true));
  source.addEventListener("error", () => onPresence(false));
  source.addEventListener("message", (event) => {
    const update = JSON.parse(event.data);
    if (epoch !== null && epoch !== update.epoch) onRestart();
    epoch = update.epoch;
    onMessages(update.messages);
  });
  return () => source.close();
}
