// Modals: draws a view, reads what was filled in, shows what the app finds wrong with it.

import { blocks, el, textObject } from "/blocks.js";

const $ = (id) => document.getElementById(id);
let shown = "";
let deeds = null;

function choices(element, list, kind, picked) {
  const rows = list.map((option) => {
    const box = el("input", { type: kind, name: element.action_id, value: option.value, checked: picked.includes(option.value) });
    return el("label", {}, box, el("span", {}, option.label));
  });
  return el("div", { class: "options" }, ...rows);
}

const labelled = (options = []) => options.map((option) => ({ value: option.value, label: option.text.text }));
const values = (options = []) => options.map((option) => option.value);

function writing(element) {
  const tag = element.multiline ? "textarea" : "input";
  const type = { email_text_input: "email", url_text_input: "url", number_input: "number", datepicker: "date", timepicker: "time" };
  const node = el(tag, {
    type: tag === "input" ? type[element.type] ?? "text" : null,
    rows: element.multiline ? 5 : null,
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
  });
  node.value = element.initial_value ?? element.initial_date ?? element.initial_time ?? "";
  return node;
}

function menu(element) {
  const first = el("option", { value: "" }, element.placeholder?.text ?? "―");
  const options = labelled(element.options).map((one) => el("option", { value: one.value }, one.label));
  const node = el("select", {}, first, ...options);
  node.value = element.initial_option?.value ?? "";
  return node;
}

function control(element, world) {
  const channels = world.channels.map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
  switch (element.type) {
    case "checkboxes":
    case "multi_static_select": return choices(element, labelled(element.options), "checkbox", values(element.initial_options));
    case "radio_buttons": return choices(element, labelled(element.options), "radio", values([element.initial_option].filter(Boolean)));
    case "multi_channels_select":
    case "multi_conversations_select":
      return choices(element, channels, "checkbox", element.initial_channels ?? element.initial_conversations ?? []);
    case "channels_select":
    case "conversations_select":
      return choices(element, channels, "radio", [element.initial_channel ?? element.initial_conversation]);
    case "static_select": return menu(element);
    case "file_input": return el("input", { type: "file", multiple: (element.max_files ?? 10) > 1 });
    default: return writing(element);
  }
}

function input(one, world) {
  if (one.type !== "input") return null;
  const made = control(one.element, world);
  const group = made.classList.contains("options");
  const id = `in-${one.block_id}`;
  const target = group ? null : id;
  if (!group) made.id = id;
  made.setAttribute("data-action-id", one.element.action_id);
  const optional = one.optional ? el("span", { class: "hint" }, " （任意 / optional）") : null;
  const label = el(group ? "legend" : "label", { for: target }, one.label.text, optional);
  const hint = one.hint ? el("p", { class: "hint" }, one.hint.text) : null;
  const wrong = el("p", { role: "alert", "data-error-for": one.block_id });
  return el(group ? "fieldset" : "div", { class: "field", "data-block-id": one.block_id }, label, made, hint, wrong);
}

async function answer(node, element) {
  const checked = [...node.querySelectorAll("input:checked")].map((box) => box.value);
  if (["radio_buttons", "channels_select", "conversations_select"].includes(element.type)) return checked[0] ?? null;
  if (node.classList.contains("options")) return checked;
  if (element.type === "file_input") return Promise.all([...node.files].map(deeds.store));
  return node.value || null;
}

async function answers(view) {
  const found = {};
  for (const one of view.blocks.filter((candidate) => candidate.type === "input")) {
    const node = document.querySelector(`#modal-body [data-block-id="${CSS.escape(one.block_id)}"] [data-action-id]`);
    found[one.element.action_id] = await answer(node, one.element);
  }
  return found;
}

function complain(errors) {
  for (const field of document.querySelectorAll("#modal-body .field")) {
    const words = errors[field.dataset.blockId] ?? "";
    field.classList.toggle("wrong", words !== "");
    field.querySelector("[data-error-for]").textContent = words;
  }
  $("modal-trouble").textContent = errors[""] ?? "";
  document.querySelector("#modal-body .wrong :is(input, textarea, select)")?.focus();
}

export function showView(view, world) {
  const key = view ? `${view.id} ${view.hash}` : "";
  if (key === shown) return;
  shown = key;
  if (!view) {
    $("modal").close();
    return;
  }
  $("modal-title").textContent = view.title.text;
  $("modal-body").replaceChildren(blocks(view.blocks, { ...world, input: (one) => input(one, world) }));
  $("modal-submit").textContent = view.submit?.text ?? "";
  $("modal-submit").hidden = !view.submit;
  $("modal-close").textContent = view.close?.text ?? "閉じる / Close";
  $("modal").view = view;
  complain({});
  if (!$("modal").open) $("modal").showModal();
}

export function confirmed(words) {
  if (!words) return Promise.resolve(true);
  $("confirm-title").textContent = words.title.text;
  $("confirm-text").replaceChildren(textObject(words.text, { names: {}, channelNames: {} }));
  $("confirm-yes").textContent = words.confirm.text;
  $("confirm-no").textContent = words.deny.text;
  $("confirm-yes").className = words.style === "danger" ? "danger" : "primary";
  $("confirm").showModal();
  return new Promise((decide) => {
    const end = (yes) => () => { $("confirm").close(); decide(yes); };
    $("confirm-yes").onclick = end(true);
    $("confirm-no").onclick = end(false);
    $("confirm").oncancel = () => decide(false);
  });
}

export function startModals(given) {
  deeds = given;
  $("modal-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    $("modal-submit").disabled = true;
    try {
      const result = await deeds.submit(await answers($("modal").view));
      complain(result.errors ?? { "": result.error });
    } finally {
      $("modal-submit").disabled = false;
    }
  });
  const away = (event) => { event.preventDefault(); deeds.close(); };
  for (const id of ["modal-x", "modal-close"]) $(id).addEventListener("click", away);
  $("modal").addEventListener("cancel", away);
}
