// WhatsApp's own marks (*bold*, _italic_, ~struck~, `code`, ```block```) and links, built as nodes:
// text never becomes markup.

const MARKS = [
  { pattern: /```([\s\S]+?)```/, tag: "pre", isPlain: true },
  { pattern: /`([^`\n]+)`/, tag: "code", isPlain: true },
  { pattern: /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/, tag: "a" },
  { pattern: mark("\\*"), tag: "strong" },
  { pattern: mark("_"), tag: "em" },
  { pattern: mark("~"), tag: "s" },
];

/** Return the nodes of a text with its marks. */
export function formatted(text) {
  const found = earliest(text);
  if (!found) return text ? [document.createTextNode(text)] : [];
  const { match, tag, isPlain } = found;
  const after = text.slice(match.index + match[0].length);
  return [...formatted(text.slice(0, match.index)), element(tag, match, isPlain), ...formatted(after)];
}

/** A mark counts only around words: `2 * 3 * 4` and `snake_case_name` stay as they are. */
function mark(sign) {
  return new RegExp(`(?<![\\p{L}\\p{N}])${sign}(?=\\S)([^\\n]+?)(?<=\\S)${sign}(?![\\p{L}\\p{N}])`, "u");
}

function earliest(text) {
  return MARKS.map((rule) => ({ ...rule, match: rule.pattern.exec(text) }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
}

function element(tag, match, isPlain) {
  const node = document.createElement(tag);
  if (tag === "a") {
    node.href = match[0];
    node.rel = "noopener noreferrer";
    node.target = "_blank";
    node.textContent = match[0];
  } else if (isPlain) {
    node.textContent = match[1];
  } else {
    node.append(...formatted(match[1]));
  }
  return node;
}
