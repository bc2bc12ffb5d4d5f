// What all looks share: the browser, the settings, and what must never be on any page.
import axe from "axe-core";

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
export const SCREENS = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 812 }, small: { width: 375, height: 812 } };

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** A page of its own, with one setting. */
export function context(browser, { screen, scheme, lang, scriptless = false }) {
  return browser.newContext({
    viewport: SCREENS[screen], colorScheme: scheme, locale: lang, reducedMotion: "reduce", serviceWorkers: "block",
    javaScriptEnabled: !scriptless,
  });
}

/** Follows a page for what it must never do. `ours` are the addresses of the casebooks that are served. */
export function watch(page, problems, ours, blocks = false) {
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A refused request is told to the console too; the checks of error pages ask for one.
    // Where a hostile page is framed, the browser tells what it blocked: that is what the check wants.
    if (blocks && /sandbox|Content Security Policy|frame-ancestors/.test(message.text())) return;
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  const origins = ours.filter(Boolean).map((address) => new URL(address).origin);
  const elsewhere = (request) => !origins.includes(new URL(request.url()).origin);
  const tell = (request) => problems.push(`asked elsewhere: ${request.url()}`);
  // A request that the policy blocks is told as one that failed before it was sent.
  const blocked = (request) => blocks && ["csp", "net::ERR_BLOCKED_BY_CSP"].includes(request.failure()?.errorText);
  page.on("requestfinished", (request) => { if (elsewhere(request)) tell(request); });
  page.on("requestfailed", (request) => { if (elsewhere(request) && !blocked(request)) tell(request); });
}

/** What holds for every page, whatever is on it: it is no wider than the screen, and axe finds nothing; or nothing in its colours alone. */
export async function always(page, problems, colours = false) {
  await page.waitForLoadState();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`${page.url()} is ${wide} px wider than the screen`);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const runOnly = colours ? { type: "rule", values: ["color-contrast", "link-in-text-block"] } : { type: "tag", values: RULES };
  const { violations } = await page.evaluate((runOnly) => window.axe.run({ runOnly, resultTypes: ["violations"] }), runOnly);
  for (const { id, nodes } of violations) problems.push(`axe ${id}: ${nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(" | ")}`);
}
