// Ties facts to their words and back, and moves over the list by keys. Every page works without it.
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

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  if (event.key === "/") {
    const search = document.getElementById("q");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "j" || event.key === "k") {
    const rows = [...document.querySelectorAll(".cases .open")];
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.closest("tr").scrollIntoView({ block: "nearest" });
  }
}

/** A form sends only what was filled in, so that addresses stay short. */
function spare(form) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("[name]")) if (!field.value) field.disabled = true;
  });
  addEventListener("pageshow", () => form.querySelectorAll("[name]").forEach((field) => { field.disabled = false; }));
}

document.addEventListener("keydown", keys);
document.querySelectorAll(".case").forEach(tie);
document.querySelectorAll("form.search").forEach(spare);
