// What the page can do beyond plain forms: answers in place, dialogs, local times, and news without a reload.
// Without this script everything still works; each press then loads the page anew.
"use strict";

const pieceHeader = { "X-Inbox-Piece": "1" };
const byId = id => document.getElementById(id);

// Times are written in UTC, as the server cannot know where the reader sits.
function localTimes(root) {
  const format = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  for (const time of root.querySelectorAll("time")) {
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }
}

// A form in a <details> becomes a modal dialog; the form itself is moved, so that nothing is built twice.
function openDialog(details) {
  const form = details.querySelector("form");
  const dialog = document.createElement("dialog");
  const cancel = form.querySelector(".cancel");
  dialog.setAttribute("aria-label", details.dataset.title);
  dialog.dataset.card = details.closest(".card")?.id ?? "";
  dialog.append(form);
  document.body.append(dialog);
  cancel.hidden = false;
  const close = () => dialog.close();
  cancel.addEventListener("click", close);
  dialog.addEventListener("click", event => { if (event.target === dialog) close(); });
  dialog.addEventListener("close", () => {
    cancel.hidden = true;
    cancel.removeEventListener("click", close);
    details.append(form);
    dialog.remove();
    const summary = details.querySelector("summary");
    if (summary.isConnected) summary.focus();
    else byId(dialog.dataset.card)?.focus();
  });
  dialog.showModal();
  form.querySelector("input:not([type=hidden]), textarea")?.focus();
}

async function send(form) {
  const submit = form.querySelector("button[type=submit]");
  const answer = byId(form.dataset.answer) ?? byId("command-answer");
  submit.disabled = true;
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: pieceHeader });
    if (response.redirected) { location.assign(response.url); return; }
    const text = response.status === 204 ? "" : await response.text();
    if (response.ok) answer.innerHTML = text; // our own server's page, encoded there
    else answer.textContent = text;
    localTimes(answer);
    form.closest("dialog")?.close();
    if (form.classList.contains("command")) form.reset();
    await refresh();
  } catch {
    answer.textContent = "The service could not be reached. Nothing was done; try again.";
  } finally {
    submit.disabled = false;
  }
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
    if (known.querySelector(".ask[open], .more[open]") || document.querySelector(`dialog[data-card="${CSS.escape(card.id)}"]`)) {
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
if (conversation) {
  const every = Number(conversation.dataset.refresh);
  const tick = async () => {
    if (!document.hidden) await look();
    setTimeout(tick, every);
  };
  setTimeout(tick, every);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}
