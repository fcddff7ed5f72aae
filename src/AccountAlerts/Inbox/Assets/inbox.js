// What the page can do beyond plain forms: answers in place, dialogs, local times, and news without a reload.
// Without this script everything still works; each press then loads the page anew.
"use strict";

const pieceHeader = { "X-Inbox-Piece": "1" };
const byId = id => document.getElementById(id);

// Times are written in UTC, as the server cannot know where the reader sits.
function localTimes(root) {
  const format = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  for (const time of root.querySelectorAll("time")) {
    time.title ||= time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }
}

// A form in a <details> becomes a modal dialog; the form itself is moved, so that nothing is built twice.
const dialogs = new WeakMap();

function openDialog(details) {
  if (!dialogs.has(details)) dialogs.set(details, makeDialog(details));
  const dialog = dialogs.get(details);
  dialog.showModal();
  // An open menu would keep the card as it is, also after the act.
  const menu = details.closest(".more");
  if (menu) menu.open = false;
  dialog.querySelector("input:not([type=hidden]), textarea")?.focus();
}

function makeDialog(details) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", details.dataset.title);
  dialog.dataset.card = details.closest(".card")?.id ?? "";
  dialog.owner = details;
  dialog.append(details.querySelector("form"));
  document.body.append(dialog);
  const cancel = dialog.querySelector(".cancel");
  cancel.hidden = false;
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    const summary = details.querySelector("summary");
    const menu = details.closest(".more")?.querySelector("summary");
    if (summary.isConnected) (menu ?? summary).focus();
    else byId(dialog.dataset.card)?.focus();
  });
  return dialog;
}

async function send(form) {
  const submit = form.querySelector("button[type=submit]");
  submit.disabled = true;
  try {
    // Not form.action: the form has a field of that name.
    const response = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), headers: pieceHeader });
    if (response.redirected) { location.assign(response.url); return; }
    const text = response.status === 204 ? "" : await response.text();
    if (!response.ok) { complain(form, text); return; }
    show(form, answer => { answer.innerHTML = text; }); // our own server's page, encoded there
    form.querySelector(":scope > .problem")?.remove();
    form.closest("dialog")?.close();
    if (form.classList.contains("command")) form.reset();
    await refresh();
  } catch {
    complain(form, "The service could not be reached. Nothing was done; try again.");
  } finally {
    submit.disabled = false;
  }
}

// Found anew each time: the card may have been replaced while the answer was on its way.
function show(form, fill) {
  const answer = byId(form.dataset.answer) ?? byId("command-answer");
  fill(answer);
  localTimes(answer);
}

// A dialog keeps what was typed, and says there what is wrong.
function complain(form, text) {
  if (!form.closest("dialog")) {
    show(form, answer => { answer.textContent = text; });
    return;
  }
  let problem = form.querySelector(":scope > .problem");
  if (!problem) {
    problem = document.createElement("p");
    problem.className = "problem";
    problem.setAttribute("role", "alert");
    form.append(problem);
  }
  problem.textContent = text;
}

document.addEventListener("click", event => {
  const summary = event.target.closest?.(".ask > summary");
  if (!summary) return;
  event.preventDefault();
  openDialog(summary.parentElement);
});

document.addEventListener("submit", event => {
  if (!event.target.dataset.answer) return;
  event.preventDefault();
  send(event.target);
});

// News: ask for a version; fetch the page only when it changed; touch only the cards that did.
const conversation = byId("conversation");
let refreshing = Promise.resolve();

function refresh() {
  refreshing = refreshing.then(load, load);
  return refreshing;
}

async function load() {
  const response = await fetch(conversation.dataset.path, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = page.getElementById("conversation");
  if (!next) return;
  const kept = updateCards(byId("cards"), page.getElementById("cards"));
  byId("places").replaceChildren(...page.getElementById("places").children);
  // A card that could not be replaced yet is tried again at the next look.
  if (!kept) conversation.dataset.version = next.dataset.version;
}

function updateCards(old, next) {
  let kept = false;
  let fresh = 0;
  const focused = describeFocus();
  const cards = [...next.children].map(card => {
    const known = card.id && byId(card.id);
    if (!known) {
      if (card.id) { fresh++; card.classList.add("fresh"); localTimes(card); }
      return card;
    }
    if (known.dataset.sequence === card.dataset.sequence) return known;
    // Whoever is writing in a form of this card keeps it until they are done.
    if (known.querySelector(".ask[open], .more[open]") || document.querySelector(`dialog[open][data-card="${CSS.escape(card.id)}"]`)) {
      kept = true;
      return known;
    }
    const answer = known.querySelector(":scope > .answer");
    if (answer.childNodes.length > 0) card.querySelector(":scope > .answer").replaceWith(answer);
    localTimes(card);
    return card;
  });
  const same = cards.length === old.children.length && cards.every((card, i) => card === old.children[i]);
  if (!same) {
    old.replaceChildren(...cards);
    restoreFocus(focused);
    for (const dialog of document.querySelectorAll("dialog:not([open])"))
      if (!dialog.owner.isConnected) dialog.remove();
  }
  byId("news").textContent = fresh === 0 ? "" : fresh === 1 ? "1 new card" : `${fresh} new cards`;
  return kept;
}

// Focus belongs to a control, and the control may be a new element that means the same.
function describeFocus() {
  const element = document.activeElement;
  const card = element?.closest?.(".card");
  if (!card) return null;
  const all = [...card.querySelectorAll("a, button, summary, input, textarea")];
  return { element, card: card.id, text: element.textContent, index: all.indexOf(element) };
}

function restoreFocus(was) {
  if (!was || was.element === document.activeElement) return;
  if (was.element.isConnected) { was.element.focus(); return; }
  const card = byId(was.card);
  const twin = card && [...card.querySelectorAll("a, button, summary")].find(element => element.textContent === was.text);
  (twin ?? card)?.focus();
}

async function look() {
  try {
    const response = await fetch(`${conversation.dataset.path}/version`);
    if (response.ok && !response.redirected && await response.text() !== conversation.dataset.version) await refresh();
    if (byId("news").textContent === lost) byId("news").textContent = "";
  } catch {
    byId("news").textContent = lost;
  }
}

const lost = "The service does not answer. Trying again.";

localTimes(document);
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (conversation) {
  const every = Number(conversation.dataset.refresh);
  const tick = async () => {
    if (!document.hidden) await look();
    setTimeout(tick, every);
  };
  setTimeout(tick, every);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}
