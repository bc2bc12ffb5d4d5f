
// Reviewing: words that are selected in the original fill the form of a fact, and keys go through facts.

const squeezed = (text) => text.replace(/\s+/g, "");

/** The words that are selected in the original, and which of their places in it that is. */
function selected(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const quote = selection.toString().trim();
  if (!quote || quote.length > 2000) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const nth = squeezed(before.toString()).split(squeezed(quote)).length;
  return { quote, nth, box: range.getBoundingClientRect() };
}

/** A link beside the selected words leads to the form that they fill. */
function offer(text, base) {
  const link = document.createElement("a");
  link.className = "pick";
  link.textContent = base.textContent;
  link.hidden = true;
  document.body.append(link);
  const place = () => {
    const words = selected(text);
    link.hidden = !words;
    if (!words) return;
    const address = new URL(base.href);
    address.searchParams.set("quote", words.quote);
    address.searchParams.set("nth", String(words.nth));
    link.href = address.href;
    link.style.left = `${Math.max(8, Math.min(words.box.left + scrollX, scrollX + innerWidth - 160))}px`;
    link.style.top = `${words.box.bottom + scrollY + 6}px`;
  };
  document.addEventListener("selectionchange", place);
  text.addEventListener("scroll", place);
}

/** On the form's own page the words go straight into it. */
function fill(text) {
  const quote = document.getElementById("quote");
  const nth = document.getElementById("place");
  if (!quote || !nth) return;
  const set = (value) => {
    nth.value = value;
    quote.form.querySelectorAll("input[name=place]").forEach((field) => {
      if (field.type === "radio") field.closest("fieldset").remove();
      else field.remove();
    });
  };
  quote.addEventListener("input", () => set(""));
  for (const kind of ["pointerup", "keyup"]) {
    text.addEventListener(kind, () => {
      const words = selected(text);
      if (!words) return;
      quote.value = words.quote;
      set(String(words.nth));
    });
  }
}

/** j, k: the next fact and the one before; c, x, e: what is done to it; a, n: a new fact, the next case. */
function reviewKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const facts = [...document.querySelectorAll(".review-list > .fact")];
  if (!facts.length) return;
  const at = facts.indexOf(document.activeElement.closest(".review-list > .fact"));
  const press = (within, what) => within && within.querySelector(what) && within.querySelector(what).click();
  const deeds = {
    j: () => facts[Math.min(facts.length - 1, at + 1)].focus(),
    k: () => facts[Math.max(0, at - 1)].focus(),
    c: () => press(facts[at], "button[value=confirm], button[value=keep]"),
    x: () => press(facts[at], "button[value=reject], button[value=withdraw], button[value=dismiss]"),
    e: () => press(facts[at], "a.edit, a.open"),
    a: () => press(document, "a.add-fact"),
    n: () => press(document, "a.next"),
  };
  if (!Object.hasOwn(deeds, event.key)) return;
  event.preventDefault();
  deeds[event.key]();
}

const addFact = document.querySelector("a.add-fact");
const original = document.querySelector(".text");
if (original && original.matches(".fills")) fill(original);
else if (original && addFact) offer(original, addFact);
if (document.querySelector(".review-list")) {
  document.addEventListener("keydown", reviewKeys);
  const reached = location.hash && document.querySelector(`.review-list > [id="${CSS.escape(location.hash.slice(1))}"]`);
  if (reached) reached.focus({ preventScroll: true });
}
