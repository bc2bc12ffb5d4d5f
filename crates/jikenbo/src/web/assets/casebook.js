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
  for (const kind of ["pointerover", "focusin"]) root.addEventListener(kind, point);
  for (const kind of ["pointerout", "focusout"]) root.addEventListener(kind, leave);
  root.addEventListener("click", follow);
}

/** The first piece of the words that prove a fact best. */
function wordsOf(element) {
  let piece = document.getElementById(`w${numbers(element)[0]}`);
  while (piece && !piece.matches("a.w")) piece = piece.nextElementSibling;
  return piece;
}

/** A click on words goes to their fact, to the next one at each further click; a click on a fact goes to its words. */
function follow(event) {
  const link = event.target.closest("a");
  const tied = event.target.closest("[data-f]");
  if (!link || !tied || event.ctrlKey || event.metaKey || event.shiftKey || link.matches(".why")) return;
  if (link.matches(".fact .go")) {
    const words = wordsOf(tied);
    if (!words) return;
    event.preventDefault();
    go(words, `w${numbers(tied)[0]}`);
    return;
  }
  event.preventDefault();
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

document.addEventListener("keydown", keys);
document.querySelectorAll("form.selecting").forEach(limit);
if (location.hash === "#q") search();
document.querySelectorAll(".case").forEach(tie);
document.querySelectorAll("form.search").forEach(spare);
