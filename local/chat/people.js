// Who is on the page: kept in the address, so that it can be shared, and in the browser.

const KEY = "platewise.people";

/** Return the remembered people as [{user, channel}]. */
export function recall() {
  const text = location.hash.slice(1) || localStorage.getItem(KEY) || "";
  return text
    .split(",")
    .map((entry) => /^(\d{7,15})(s?)$/.exec(entry))
    .filter(Boolean)
    .map(([, digits, sms]) => ({ user: `+${digits}`, channel: sms ? "sms" : "whatsapp" }));
}

/** Remember people in their order, each with the channel that is open. */
export function remember(people) {
  const text = people
    .map(({ user, channel }) => user.slice(1) + (channel === "sms" ? "s" : ""))
    .join(",");
  history.replaceState(null, "", `#${text}`);
  localStorage.setItem(KEY, text);
}

/** Write a number the way people read it. */
export function readable(user) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(user);
  return parts ? `+1 ${parts[1]} ${parts[2]} ${parts[3]}` : user;
}
