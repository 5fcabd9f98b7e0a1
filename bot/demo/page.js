// The demo workspace's page: asks for the state, draws what changed, sends what its user does.

import { blocks, el, emoji, mrkdwn, words } from "/blocks.js";
import { confirmed, showView, startModals } from "/modal.js";

const $ = (id) => document.getElementById(id);
const here = { user: null, channel: null, thread: null, home: false };
let state = null;
let asking = null;

async function post(deed, body) {
  const response = await fetch(`/demo/${deed}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: here.user, channel: here.channel, ...body }),
  });
  const answer = await response.json();
  const silent = answer.acked === false ? "ボットから応答がありません。 / The bot did not answer." : "";
  $("trouble").textContent = answer.error ?? silent;
  return answer;
}

async function upload(file, more) {
  const form = new FormData();
  form.append("file", file, file.name);
  for (const [name, value] of Object.entries({ user: here.user, channel: here.channel, ...more })) form.append(name, value ?? "");
  return (await fetch("/demo/upload", { method: "POST", body: form })).json();
}

function world(surface, message) {
  return {
    user: here.user,
    names: state.names,
    channels: state.all_channels,
    channelNames: Object.fromEntries(state.all_channels.map((channel) => [channel.id, channel.name])),
    press: async (element, node) => {
      if (!(await confirmed(element.confirm))) return;
      node.disabled = true;
      await post("click", { surface, ts: message?.ts, channel: message?.channel ?? here.channel, action_id: element.action_id });
      node.disabled = false;
    },
  };
}

// Drawn, for not every machine has a font that holds one.
const lock = () => el("span", { class: "lock", role: "img", "aria-label": "非公開 / private" });
// A direct message has no mail address of its own.
const asEmail = () => $("as-email").checked && !current().im;
const current = () => state.channels.find((channel) => channel.id === here.channel);
const clock = (ts) => new Date(Number(ts) * 1000).toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });

function author(message) {
  if (message.bot_id && message.user === "USLACKBOT") return { name: "Email", mark: "✉", kind: "mail", tag: "APP" };
  const name = state.names[message.user] ?? message.user;
  return message.bot_id ? { name, mark: "腑", kind: "bot", tag: "APP" } : { name, mark: name.slice(0, 1), kind: "", tag: "" };
}

function fileCard(file) {
  const mail = file.mode === "email";
  const size = file.size === undefined ? "" : `${Math.max(1, Math.round(file.size / 1024))} KB`;
  const from = mail && file.from?.length ? `${file.from[0].original}` : size;
  const preview = mail || file.mode === "snippet" ? el("p", {}, file.preview_plain_text ?? file.preview ?? "") : null;
  const words = el("div", {}, el("b", {}, mail ? file.subject : file.title ?? file.id), el("small", {}, from), preview);
  return el("div", { class: "file" }, el("span", { class: "icon", "aria-hidden": "true" }, mail ? "✉" : "▤"), words);
}

function content(message) {
  const inside = [];
  const long = !message.bot_id && (message.text ?? "").length > 900;
  if (message.blocks?.length) inside.push(blocks(message.blocks, world("message", message)));
  else if (message.text) inside.push(el("div", { class: "text" }, ...mrkdwn(message.text, world("message", message))));
  const body = el("div", { class: long ? "body long" : "body", tabindex: long ? "0" : null }, ...inside);
  const files = [...(message.files ?? []), ...(message.attachments ?? []).flatMap((one) => one.files ?? [])];
  return [body, ...files.map(fileCard)];
}

function under(message, inThread) {
  const row = [];
  const open = () => openThread(message.ts);
  if (!inThread && !message.ephemeral) {
    const count = message.reply_count ?? 0;
    const words = count ? `${count} 件の返信 / ${count} ${count === 1 ? "reply" : "replies"}` : "スレッド / Thread";
    row.push(el("button", { type: "button", class: count ? "" : "quiet", "data-open-thread": message.ts, onclick: open }, words));
  }
  for (const shortcut of state.shortcuts.filter((one) => one.on_message && !message.bot_id && !message.ephemeral)) {
    const use = () => post("shortcut", { callback_id: shortcut.callback_id, ts: message.ts });
    const words = `${shortcut.ja} / ${shortcut.en}`;
    row.push(el("button", { type: "button", class: "quiet", "data-shortcut": shortcut.callback_id, onclick: use }, words));
  }
  return row.length ? el("div", { class: "under" }, ...row) : null;
}

function draw(message, inThread) {
  const who = author(message);
  const head = el("div", {}, el("span", { class: "who" }, who.name),
    who.tag ? el("span", { class: "tag" }, who.tag) : null, el("time", { class: "when" }, clock(message.ts)),
    message.edited ? el("span", { class: "edited" }, "（編集済み / edited）") : null,
    message.ephemeral ? el("span", { class: "only" }, "あなただけに表示 / Only visible to you") : null);
  const reactions = (message.reactions ?? []).map((one) => el("span", { "data-reaction": one.name }, ...words(`${emoji(one.name)} ${one.count}`)));
  const column = el("div", {}, head, ...content(message),
    reactions.length ? el("div", { class: "reactions" }, ...reactions) : null, under(message, inThread));
  const avatar = el("div", { class: `avatar ${who.kind}`, "aria-hidden": "true" }, who.mark);
  const kind = message.ephemeral ? "message ephemeral" : "message";
  return el("li", { class: kind, "data-message-ts": message.ts, "data-from": message.user }, avatar, column);
}

function welcome() {
  const guard = state.people.find((person) => person.security)?.name;
  return [
    el("p", {}, `まだ何もありません。下の見本か入力欄から始めてください。左で「${guard}」に替わると、セキュリティ担当の画面（#security）を見られます。`),
    el("p", { lang: "en" }, `Nothing here yet. Start with a sample or the box below. Become ${guard} on the left to see the security team's side (#security).`),
  ];
}

// Only what changed is drawn anew, so that focus and reading position stay.
function fill(list, messages, inThread) {
  const last = list.lastElementChild;
  const atEnd = !last || last.offsetTop - list.offsetTop <= list.scrollTop + list.clientHeight;
  const old = new Map([...list.children].map((node) => [node.dataset.messageTs, node]));
  const nodes = messages.map((message) => {
    const key = JSON.stringify(message) + here.user;
    const kept = old.get(message.ts);
    if (kept?.drawnFrom === key) return kept;
    const node = draw(message, inThread);
    node.drawnFrom = key;
    return node;
  });
  if (!nodes.length) nodes.push(el("li", { class: "empty" }, ...welcome()));
  if (nodes.length !== list.children.length || nodes.some((node, index) => node !== list.children[index])) {
    list.replaceChildren(...nodes);
    // A long answer is read from its beginning: its first line comes to the top, not its last to the bottom.
    if (atEnd) list.scrollTop = nodes.at(-1).offsetTop - list.offsetTop;
  }
}

function shownIn(channel, root) {
  const inThread = (message) => message.thread_ts && message.thread_ts !== message.ts;
  const own = state.ephemerals.filter((one) => one.channel === channel.id).map((one) => ({ ...one, ephemeral: true }));
  const all = [...channel.messages, ...own].sort((one, other) => Number(one.ts) - Number(other.ts));
  if (root) return all.filter((message) => message.ts === root || message.thread_ts === root);
  return all.filter((message) => !inThread(message) || message.subtype === "thread_broadcast");
}

function drawSide() {
  const people = state.people.map((person) => el("li", {}, el("button", {
    type: "button", "data-user": person.id, "aria-pressed": String(person.id === here.user), onclick: () => become(person.id),
  }, el("span", { class: "mark", "aria-hidden": "true" }, "●"), person.name, el("small", {}, `${person.security ? "担当 / Security · " : ""}${person.locale.slice(0, 2)}`))));
  const rooms = state.channels.map((channel) => el("li", {}, el("button", {
    type: "button", "data-channel": channel.id, "aria-current": String(channel.id === here.channel && !here.home),
    onclick: () => go(channel.id),
  }, el("span", { class: "mark", "aria-hidden": "true" }, channel.im ? "✉" : channel.private ? lock() : "#"), channel.im ? "Fuwake (DM)" : channel.name)));
  const home = el("li", {}, el("button", {
    type: "button", id: "home", "data-testid": "home", "aria-current": String(here.home), onclick: openHome,
  }, el("span", { class: "mark", "aria-hidden": "true" }, "⌂"), "ホーム / Home"));
  for (const [id, nodes] of [["people", people], ["channels", [...rooms, home]]]) {
    const key = JSON.stringify([here.user, here.channel, here.home, nodes.map((node) => node.textContent)]);
    if ($(id).drawnFrom !== key) keepingFocus(() => $(id).replaceChildren(...nodes));
    $(id).drawnFrom = key;
  }
}

function keepingFocus(change) {
  const { user, channel } = document.activeElement?.dataset ?? {};
  change();
  if (user || channel) document.querySelector(user ? `[data-user="${user}"]` : `[data-channel="${channel}"]`)?.focus();
}

function drawFixed() {
  $("note").textContent = state.notes.filter(Boolean).join(" ");
  $("samples-row").hidden = !state.samples.length;
  $("samples").replaceChildren(...state.samples.map((sample) => el("button", {
    type: "button", "data-sample": sample.id, title: `${sample.ja} / ${sample.en}`, onclick: () => sent(post("sample", { sample: sample.id, as_email: asEmail() })),
  }, el("span", { lang: "ja" }, sample.ja), el("span", { lang: "en" }, sample.en))));
  const commands = state.commands.map((command) => el("button", {
    type: "button", "data-command": command, onclick: () => post("command", { text: command }),
  }, command));
  $("shortcuts").replaceChildren(...state.shortcuts.filter((one) => !one.on_message).map((one) => el("button", {
    type: "button", "data-shortcut": one.callback_id, onclick: () => post("shortcut", { callback_id: one.callback_id }),
  }, `⚡ ${one.ja} / ${one.en}`)), ...commands);
}

function drawHome() {
  const inside = state.home ? blocks(state.home.blocks, world("home")) : el("p", { class: "empty" }, "ホームはまだ空です。 / The Home tab is empty.");
  $("messages").replaceChildren(el("li", { class: "message", "data-testid": "home-view" }, el("span"), inside));
}

function render() {
  if (!current()) here.channel = state.channels[0].id;
  const channel = current();
  drawSide();
  $("status").textContent = state.connected ? "● ボット接続中 / Bot connected" : "○ ボット未接続 / Bot not connected";
  $("status").classList.toggle("on", state.connected);
  const place = channel.private ? [lock(), ` ${channel.name}`] : [`# ${channel.name}`];
  $("channel-title").replaceChildren(...(here.home ? ["ホーム / Home"] : channel.im ? ["Fuwake (DM)"] : place));
  $("compose").hidden = here.home;
  $("as-email").closest("label").hidden = channel.im;
  if (here.home) drawHome();
  else fill($("messages"), shownIn(channel), false);
  $("thread").hidden = !here.thread || here.home;
  if (here.thread) fill($("thread-messages"), shownIn(channel, here.thread), true);
  showView(state.view, world("modal"));
}

function openThread(ts) {
  here.thread = ts;
  $("thread-messages").replaceChildren();
  render();
}

function go(channel) {
  Object.assign(here, { channel, thread: null, home: false });
  $("messages").replaceChildren();
  render();
}

function become(user) {
  Object.assign(here, { user, thread: null });
  $("messages").replaceChildren();
  asking?.abort();
}

async function openHome() {
  Object.assign(here, { home: true, thread: null });
  render();
  await post("home", {});
}

async function sent(promise) {
  const answer = await promise;
  if (answer.error) $("trouble").textContent = answer.error;
  if (!answer.ts) return;
  here.thread = answer.ts;
  await refresh(-1);
}

async function sendText(box, thread) {
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  if (text.startsWith("/") && /^\/[a-z]/.test(text)) await post("command", { text });
  else if (thread) await post("say", { text, thread_ts: thread });
  else await sent(post("say", { text }));
}

async function refresh(since, signal) {
  const query = new URLSearchParams({ since, ...(here.user ? { user: here.user } : {}) });
  const fresh = await (await fetch(`/demo/state?${query}`, { signal })).json();
  here.user ??= fresh.user;
  // An answer may come late: for somebody one is no longer, or older than what is on the screen.
  if (fresh.user !== here.user || (state?.user === fresh.user && fresh.version < state.version)) return;
  const first = state === null;
  state = fresh;
  if (first) drawFixed();
  render();
}

async function watch() {
  for (;;) {
    asking = new AbortController();
    try {
      await refresh(state?.user === here.user && state ? state.version : -1, asking.signal);
    } catch (problem) {
      if (problem.name === "AbortError") continue;
      $("status").textContent = "○ 接続が切れました / Disconnected";
      $("status").classList.remove("on");
      await new Promise((go) => setTimeout(go, 1000));
      if (state) state.version = -1;
    }
  }
}

function start() {
  const enter = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      event.currentTarget.form.requestSubmit();
    }
  };
  const submits = (id, deed) => $(id).addEventListener("submit", (event) => { event.preventDefault(); deed(); });
  submits("compose", () => sendText($("composer"), null));
  submits("thread-compose", () => sendText($("thread-composer"), here.thread));
  for (const id of ["composer", "thread-composer"]) $(id).addEventListener("keydown", enter);
  const give = (file) => file && sent(upload(file, { as_email: asEmail() ? "1" : "" }));
  $("file").addEventListener("change", async (event) => { await give(event.target.files[0]); event.target.value = ""; });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    $("compose").addEventListener(kind, (event) => { event.preventDefault(); $("compose").classList.toggle("drop", kind === "dragover"); });
  }
  $("compose").addEventListener("drop", (event) => give(event.dataTransfer.files[0]));
  $("thread-close").addEventListener("click", () => { here.thread = null; render(); $("composer").focus(); });
  startModals({
    submit: (answers) => post("submit", { answers }),
    close: () => post("close", {}),
    store: async (file) => (await upload(file, { for_view: "1" })).file,
  });
  watch();
}

start();
