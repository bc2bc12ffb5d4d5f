// The keyboard: Tab reaches everything that can be used, and what has the focus can be seen to have it.

/** So many stops are gone through on a page; long lists go on in the same way. */
const MOST = 250;

/** Remembers in the page what can be used, in the order of the page, and how each looks without the focus. */
function remember(most) {
  const usable = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]:not([tabindex^='-'])";
  const grouped = (e) => e.matches("input[type=radio]") && !e.checked && e.form && [...e.form.elements].some((o) => o.name === e.name && (o.checked || (o !== e && o.compareDocumentPosition(e) & 4)));
  // The marks of a chart are gone through by arrow keys, from the one that Tab reaches.
  const roving = (e) => e.getAttribute("tabindex") === "-1" && e.closest("svg[role=group]")?.querySelector("a:not([tabindex='-1'])");
  window.usable = [...document.querySelectorAll(usable)]
    .filter((e) => !roving(e) && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert]") && !grouped(e))
    .slice(0, most);
  window.looks = (e) => {
    const one = (e, pseudo) => {
      const s = getComputedStyle(e, pseudo);
      return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.backgroundImage, s.color, s.borderColor,
        s.borderWidth, s.textDecorationLine, s.left, s.top, s.stroke, s.fill].join();
    };
    const around = [e, e.parentElement, e.parentElement?.parentElement, e.parentElement?.parentElement?.parentElement, e.firstElementChild];
    return around.filter(Boolean).map((e) => one(e)).join("|") + one(e, "::before") + one(e, "::after");
  };
  document.activeElement?.blur();
  window.before = window.usable.map(window.looks);
  return window.usable.length;
}

/** Which of them has the focus (-1: something else), and whether it can be seen. */
function stop() {
  const at = window.usable.indexOf(document.activeElement);
  // Inside a frame, it is the frame's own page that has the focus.
  const framed = document.activeElement?.localName === "iframe";
  return { at, seen: at < 0 || framed || window.looks(document.activeElement) !== window.before[at] };
}

const named = (at) => {
  const e = window.usable[at];
  return `<${e.localName} class="${e.getAttribute("class") || ""}"> ${(e.textContent || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 40)}`;
};

/** Presses Tab through the page. */
export async function keyboard(page, problems) {
  const many = await page.evaluate(remember, MOST);
  if (many === 0) problems.push("expected something that can be used, found nothing");
  const [reached, unseen] = [new Set(), new Set()];
  // Frames and panes that scroll are stops, too, and are not counted.
  for (let n = 0; n < many * 2 + 40 && reached.size < many; n += 1) {
    await page.keyboard.press("Tab");
    const { at, seen } = await page.evaluate(stop);
    if (at >= 0) reached.add(at);
    if (!seen) unseen.add(at);
  }
  // What was passed over, because something else took the focus meanwhile, must be reached from what stands before it.
  for (const at of [...Array(many).keys()].filter((at) => !reached.has(at))) {
    await page.evaluate((before) => (before < 0 ? document.activeElement?.blur() : window.usable[before].focus()), at - 1);
    for (let n = 0; n < 3 && !reached.has(at); n += 1) {
      await page.keyboard.press("Tab");
      const { at: now, seen } = await page.evaluate(stop);
      if (now >= 0) reached.add(now);
      if (!seen) unseen.add(now);
    }
  }
  // What a word showed while it had the focus is gone by now.
  const gone = await page.evaluate(() => window.usable.map((e) => !e.isConnected || !e.checkVisibility({ visibilityProperty: true })));
  const missed = [...Array(many).keys()].filter((at) => !reached.has(at) && !gone[at]);
  for (const [what, all] of [["Tab does not reach", missed], ["the focus is not seen on", [...unseen]]]) {
    if (all.length > 0) {
      const names = [];
      for (const at of all.slice(0, 3)) names.push(await page.evaluate(`(${named})(${at})`).catch(() => at));
      problems.push(`${what} ${all.length} of ${many}: ${names.join(" ; ")}`);
    }
  }
}
