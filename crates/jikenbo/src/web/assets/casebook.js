// Ties facts to their words and back, and moves over rows and pages by keys. Every page works without it.
"use strict";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const numbers = (element) => (element.dataset.f || "").split(" ").filter(Boolean);

/** Scrolls within the pane of the original alone, so that the record under the pointer stays where it is. */
function showInPane(element) {
  const pane = element.closest(".text");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const [box, view] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  const [from, to] = [Math.max(view.top, 0), Math.min(view.bottom, innerHeight)];
  if (box.top >= from + 20 && box.bottom <= to - 20) return;
  const top = pane.scrollTop + box.top - from - (to - from) / 3;
  pane.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
}

function tie(root) {
  const tied = [...root.querySelectorAll("[data-f]")];
  const of = new Map();
  for (const element of tied) {
    for (const n of numbers(element)) of.set(n, [...(of.get(n) || []), element]);
  }
  const clear = () => tied.forEach((element) => element.classList.remove("on"));
  const light = (element) => {
    clear();
    for (const n of numbers(element)) of.get(n).forEach((one) => one.classList.add("on"));
  };
  const point = (event) => {
    const element = event.target.closest("[data-f]");
    if (!element) return;
    light(element);
    const words = element.matches(".w") ? null : wordsOf(element);
    if (words) showInPane(words);
  };
  const leave = (event) => {
    if (event.target.closest("[data-f]")) clear();
  };
  root.addEventListener("focusin", (event) => { if (event.target.matches(".w")) prove(event.target); });
  for (const kind of ["pointerover", "focusin"]) root.addEventListener(kind, point);
  for (const kind of ["pointerout", "focusout"]) root.addEventListener(kind, leave);
  root.addEventListener("click", follow);
}

/** The first piece of the words that prove a fact best. */
function wordsOf(element) {
  return firstWords(numbers(element)[0]);
}

function firstWords(number) {
  let piece = document.getElementById(`w${number}`)?.closest(".w");
  while (piece && !piece.matches("a.w")) piece = piece.nextElementSibling;
  return piece;
}

/** All words that prove a fact best, as they stand. */
function quoteOf(number) {
  let text = "";
  let piece = document.getElementById(`w${number}`)?.closest(".w");
  for (; piece; piece = piece.nextElementSibling) {
    if (piece.matches("noscript")) continue;
    if (!numbers(piece).includes(number)) break;
    text += piece.textContent;
  }
  return text.trim();
}

/** Tells below the text what the words prove, with the way to each fact, and to the same words in the original as captured. */
function prove(words) {
  const strip = words.closest(".original")?.querySelector(".proves");
  if (!strip) return;
  const entries = numbers(words).slice(0, 8).map((number) => entry(strip, number)).filter(Boolean);
  strip.querySelector("ul").replaceChildren(...entries);
  strip.hidden = entries.length === 0;
}

function entry(strip, number) {
  const fact = document.getElementById(`f${number}`);
  if (!fact) return null;
  const told = [...fact.querySelectorAll(":scope > .term, :scope > .go > .value")].map((part) => part.textContent.trim());
  const link = document.createElement("a");
  link.href = `#f${number}`;
  link.textContent = told.filter(Boolean).join(" ") || fact.querySelector(".go").textContent.trim();
  const there = document.createElement("a");
  // A text fragment: browsers that know it scroll to the words and mark them; others open the page.
  const quote = encodeURIComponent(quoteOf(number)).replaceAll("-", "%2D");
  there.href = `${strip.dataset.capture}#:~:text=${quote}`;
  there.target = "_blank";
  there.rel = "noopener";
  there.className = "there";
  there.textContent = strip.dataset.there;
  const item = document.createElement("li");
  item.append(link, " ", there);
  return item;
}

/** A click on words goes to their fact, to the next one at each further click; a click on a fact goes to its words. */
function follow(event) {
  const link = event.target.closest("a");
  const tied = event.target.closest("[data-f]");
  if (!link || !tied || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // What leads to another page leads there.
  if (!link.getAttribute("href")?.startsWith("#")) return;
  if (link.matches(".fact .go")) {
    const words = wordsOf(tied);
    if (!words) return;
    event.preventDefault();
    go(words, `w${numbers(tied)[0]}`);
    return;
  }
  event.preventDefault();
  if (tied.matches(".w")) prove(tied);
  const facts = numbers(tied);
  const n = facts[(Number(tied.dataset.at ?? -1) + 1) % facts.length];
  tied.dataset.at = String(facts.indexOf(n));
  const fact = document.getElementById(`f${n}`);
  if (fact) go(fact, fact.id);
}

function go(element, hash) {
  history.replaceState(null, "", `#${hash}`);
  element.focus({ preventScroll: true });
  const block = element.closest(".text") ? "nearest" : "center";
  element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
}

/** The rows of the page: each has one link that opens it. */
const rows = () => [...document.querySelectorAll(".open")];
const row = (element) => element.closest("tr, li");

/** The link of the row that has the focus, whatever in it has. */
function current() {
  const here = document.activeElement && row(document.activeElement);
  return here ? here.querySelector(".open") : null;
}

function move(by) {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  next.focus({ preventScroll: true });
  row(next).scrollIntoView({ block: "nearest" });
}

function search() {
  const field = document.getElementById("q");
  if (!field) return location.assign("/cases#q");
  field.focus();
  field.select();
}

const places = { t: "/", c: "/cases", o: "/orgs" };
const acts = {
  "/": search,
  j: () => move(1),
  k: () => move(-1),
  o: () => current()?.click(),
  x: () => current() && row(current()).querySelector("input[type=checkbox]")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};
let going = 0;

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
  const place = Date.now() - going < 1500 && places[event.key];
  going = event.key === "g" ? Date.now() : 0;
  const act = place ? () => location.assign(place) : acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** No more than four cases stand side by side. */
function limit(form) {
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=id]")];
  const update = () => {
    const full = boxes.filter((box) => box.checked).length >= 4;
    for (const box of boxes) box.disabled = full && !box.checked;
  };
  form.addEventListener("change", update);
  addEventListener("pageshow", update);
}

/** A form sends only what was filled in, so that addresses stay short. */
function spare(form) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("[name]")) if (!field.value) field.disabled = true;
  });
  addEventListener("pageshow", () => form.querySelectorAll("[name]").forEach((field) => { field.disabled = false; }));
}

/** Copies what stands in an element, and says so on the button. */
function copying(button) {
  const from = document.getElementById(button.dataset.copy);
  if (!from) return;
  const name = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(from.textContent.trim());
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = name; }, 2_000);
    } catch {
      // Without leave to copy, the words are marked, so that the reader's own keys copy them.
      getSelection().selectAllChildren(from);
    }
  });
}

document.addEventListener("keydown", keys);
document.querySelectorAll("form.selecting").forEach(limit);
if (location.hash === "#q") search();
document.querySelectorAll("button.copy").forEach(copying);
document.querySelectorAll(".case").forEach(tie);
document.querySelectorAll("form.search").forEach(spare);
