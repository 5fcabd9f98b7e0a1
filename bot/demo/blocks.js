// Draws Block Kit. Everything a message holds becomes a text node: nothing is ever parsed as HTML,
// and no address from a message becomes a link that could be followed.

const EMOJI = {
  eyes: "👀", white_check_mark: "✅", heavy_check_mark: "✔️", warning: "⚠️", rotating_light: "🚨", x: "❌", no_entry: "⛔",
  red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡", large_blue_circle: "🔵", large_green_circle: "🟢",
  white_circle: "⚪", hourglass_flowing_sand: "⏳", mag: "🔍", bell: "🔔", email: "📧", envelope: "✉️", lock: "🔒", key: "🔑",
  information_source: "ℹ️", question: "❓", grey_question: "❔", thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎",
  shield: "🛡️", loudspeaker: "📢", mega: "📣", link: "🔗", globe_with_meridians: "🌐", arrow_right: "➡️", scalpel: "🔪",
  wastebasket: "🗑️", clap: "👏", paperclip: "📎",
};

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

// The levels' coloured circles are drawn here, for not every machine has a font that holds them.
const DOTS = { "🔴": "red", "🟠": "orange", "🟡": "yellow", "🟢": "green", "🔵": "blue", "⚪": "white" };

// Nor has every machine coloured signs: without them, a plain character that nearly every font holds stands in.
const SIGNS = { "✅": "✓", "🆘": "SOS", "📋": "☰", "⏰": "◷", "⏳": "◷", "👏": "★", "🗑️": "✕", "📎": "▤", "📢": "!" };
const SPECIAL = new RegExp(`(${[...Object.keys(DOTS), ...Object.keys(SIGNS)].join("|")})`, "u");

const coloured = (() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.font = "24px sans-serif";
  pen.fillText("✅", 0, 28);
  const dyes = pen.getImageData(0, 0, 40, 40).data;
  return dyes.some((value, at) => at % 4 < 3 && value > 0);
})();

function special(piece) {
  if (piece in DOTS) return el("span", { class: `dot ${DOTS[piece]}` }, piece);
  if (piece in SIGNS && !coloured) return el("span", { class: "sign", "data-sign": SIGNS[piece] }, piece);
  return piece;
}

export const words = (text) => text.split(SPECIAL).filter(Boolean).map(special);

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function reference(inside, world) {
  const [target, label] = inside.split("|");
  const named = label === undefined ? null : unescape(label);
  if (target.startsWith("@")) return el("span", { class: "mention" }, `@${world.names[target.slice(1)] ?? named ?? target}`);
  if (target.startsWith("#")) return el("span", { class: "mention" }, `#${world.channelNames[target.slice(1)] ?? named ?? target}`);
  if (target.startsWith("!")) return el("span", { class: "mention" }, named ?? `@${target.slice(1)}`);
  return el("span", { class: "link", title: unescape(target) }, named ?? unescape(target));
}

const MARKS = /<([^<>\n]+)>|`([^`\n]+)`|(?<!\w)\*([^*\n]+)\*(?!\w)|(?<!\w)_([^_\n]+)_(?!\w)|(?<!\w)~([^~\n]+)~(?!\w)|:([a-z0-9_+-]+):/g;

export function mrkdwn(text, world) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, marked, code, bold, italic, strike, name] = match;
    if (name && !(name in EMOJI)) continue;
    parts.push(...words(unescape(text.slice(at, match.index))));
    if (marked) parts.push(reference(marked, world));
    else if (code) parts.push(el("code", {}, unescape(code)));
    else if (bold) parts.push(el("b", {}, ...mrkdwn(bold, world)));
    else if (italic) parts.push(el("i", {}, ...mrkdwn(italic, world)));
    else if (strike) parts.push(el("s", {}, ...mrkdwn(strike, world)));
    else parts.push(...words(emoji(name)));
    at = match.index + whole.length;
  }
  parts.push(...words(unescape(text.slice(at))));
  return parts;
}

export function textObject(object, world) {
  if (object.type === "mrkdwn") return el("div", { class: "text" }, ...mrkdwn(object.text, world));
  return el("div", { class: "text" }, ...words(object.text.replace(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name))));
}

function styled(node, style = {}) {
  let shown = node;
  if (style.code) shown = el("code", {}, shown);
  if (style.bold) shown = el("b", {}, shown);
  if (style.italic) shown = el("i", {}, shown);
  if (style.strike) shown = el("s", {}, shown);
  if (style.underline) shown = el("u", {}, shown);
  return shown;
}

function inline(element, world) {
  switch (element.type) {
    case "text": return styled(el("span", {}, ...words(element.text)), element.style);
    case "link": return styled(el("span", { class: "link", title: element.url }, element.text || element.url), element.style);
    case "emoji": return el("span", {}, ...words(emoji(element.name)));
    case "user": return el("span", { class: "mention" }, `@${world.names[element.user_id] ?? element.user_id}`);
    case "channel": return el("span", { class: "mention" }, `#${world.channelNames[element.channel_id] ?? element.channel_id}`);
    case "broadcast": return el("span", { class: "mention" }, `@${element.range}`);
    case "date": return document.createTextNode(element.fallback || new Date(element.timestamp * 1000).toLocaleString());
    default: return document.createTextNode(`[${element.type}]`);
  }
}

function richText(element, world) {
  const inside = () => element.elements.map((one) => inline(one, world));
  switch (element.type) {
    case "rich_text_list": {
      const rows = element.elements.map((one) => el("li", { class: "text" }, ...one.elements.map((leaf) => inline(leaf, world))));
      const start = element.style === "ordered" ? (element.offset ?? 0) + 1 : null;
      return el(element.style === "ordered" ? "ol" : "ul", { class: `in${Math.min(element.indent ?? 0, 2)}`, start }, ...rows);
    }
    case "rich_text_quote": return el("blockquote", {}, ...inside());
    case "rich_text_preformatted": return el("pre", {}, ...inside());
    default: return el("div", { class: "text" }, ...inside());
  }
}

function button(element, world) {
  const hidden = element.visible_to_user_ids && !element.visible_to_user_ids.includes(world.user);
  if (hidden) return null;
  const attributes = { type: "button", class: `block ${element.style ?? ""}`, "data-action-id": element.action_id };
  if (element.accessibility_label) attributes["aria-label"] = element.accessibility_label;
  attributes.onclick = (event) => world.press(element, event.currentTarget);
  return el("button", attributes, element.text.text);
}

function action(element, world) {
  if (element.type === "button") return button(element, world);
  if (element.type === "image") return el("span", { class: "tag" }, element.alt_text);
  return el("span", { class: "tag" }, `[${element.type}]`);
}

function cell(value, world) {
  if (value.type === "rich_text") return el("td", {}, ...value.elements.map((one) => richText(one, world)));
  return el("td", {}, String(value.text ?? value.value ?? ""));
}

function section(one, world) {
  const children = [];
  if (one.text) children.push(textObject(one.text, world));
  if (one.fields) children.push(el("div", { class: "fields" }, ...one.fields.map((field) => textObject(field, world))));
  if (one.accessory) children.push(action(one.accessory, world));
  return el("div", { class: "section" }, ...children);
}

function context(one, world) {
  const parts = one.elements.map((part) => (part.type === "image" ? el("span", {}, part.alt_text) : textObject(part, world)));
  return el("div", { class: "context" }, ...parts);
}

function container(one, world) {
  const title = one.title?.text ?? "";
  return el("details", { open: !one.default_collapsed }, el("summary", {}, title), blocks(one.child_blocks, world));
}

export function block(one, world) {
  switch (one.type) {
    case "header": return el("h3", {}, ...words(one.text.text));
    case "section": return section(one, world);
    case "rich_text": return el("div", {}, ...one.elements.map((part) => richText(part, world)));
    case "context": return context(one, world);
    case "divider": return el("hr");
    case "actions": return el("div", { class: "actions" }, ...one.elements.map((part) => action(part, world)));
    case "alert": return el("div", { role: "note" }, textObject(one.text, world));
    case "image": return el("div", { class: "tag" }, one.alt_text);
    case "markdown": return el("div", { class: "text" }, one.text);
    case "table": return el("table", {}, ...one.rows.map((row) => el("tr", {}, ...row.map((value) => cell(value, world)))));
    case "container": return container(one, world);
    default: return el("div", { class: "tag" }, `[${one.type}]`);
  }
}

export function blocks(list, world) {
  return el("div", { class: "blocks" }, ...list.map((one) => world.input?.(one) ?? block(one, world)));
}
