// The pages in a real browser: `node look.mjs BASE_URL [EMPTY_URL [WATCHED_URL [PEOPLE_URL]]]`. Every page is looked at in four settings, so that
// each width meets each colour scheme and each language; what can be done on them is tried at both widths. A console
// error, a policy violation, a page wider than the screen, or a finding of axe is a failure. Prints "N passed, N failed" and ends with 1 if anything failed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { checks } from "./checks.mjs";
import { pages } from "./pages.mjs";
import { people } from "./people.mjs";
import { reviews } from "./review.mjs";

const [base, empty, watched, users] = process.argv.slice(2);
const only = process.env.ONLY || ""; // part of a check's name, to run it alone
if (!base) {
  console.error("expected the address of a casebook, found none");
  process.exit(2);
}

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const SCREENS = { desktop: { width: 1280, height: 860 }, phone: { width: 375, height: 812 } };
const SETTINGS = [["desktop", "light", "ja"], ["phone", "dark", "en"], ["desktop", "dark", "en"], ["phone", "light", "ja"]];

let passed = 0;
const failures = [];

function settle(name, problems) {
  if (problems.length === 0) passed += 1;
  else failures.push(name);
  for (const problem of problems) console.log(`FAILED ${name}: ${problem}`);
}

/** Follows a page for what it must never do. */
function watch(page, problems, check) {
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A refused request is told to the console too; the checks of error pages ask for one.
    // Where a hostile page is framed, the browser tells what it blocked: that is what the check wants.
    if (check.blocks && /sandbox|Content Security Policy|frame-ancestors/.test(message.text())) return;
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  const elsewhere = (request) => ![base, empty, watched, users].some((ours) => ours && new URL(request.url()).origin === new URL(ours).origin);
  const tell = (request) => problems.push(`asked elsewhere: ${request.url()}`);
  // A request that the policy blocks is told as one that failed before it was sent.
  const blocked = (request) => check.blocks && ["csp", "net::ERR_BLOCKED_BY_CSP"].includes(request.failure()?.errorText);
  page.on("requestfinished", (request) => { if (elsewhere(request)) tell(request); });
  page.on("requestfailed", (request) => { if (elsewhere(request) && !blocked(request)) tell(request); });
}

/** What holds for every page, whatever is on it. */
async function always(page, problems) {
  await page.waitForLoadState();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`${page.url()} is ${wide} px wider than the screen`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
  for (const { id, nodes } of violations) problems.push(`axe ${id}: ${nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(" | ")}`);
}

async function run(browser, check, screen, scheme, lang) {
  const name = `${check.name} (${screen}, ${scheme}, ${lang})`;
  const problems = [];
  const context = await browser.newContext({
    viewport: SCREENS[screen], colorScheme: scheme, locale: lang, reducedMotion: "reduce", serviceWorkers: "block",
    javaScriptEnabled: !check.scriptless,
  });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  watch(page, problems, check);
  const expect = (holds, what) => { if (!holds) problems.push(`expected ${what}`); };
  try {
    await check.run({ page, base, empty, watched, users, expect, screen, lang, phone: screen === "phone" });
    if (check.page) await always(page, problems);
  } catch (error) {
    problems.push(error.message.split("\n")[0]);
  }
  await context.close();
  settle(name, problems);
}

const profile = mkdtempSync(join(tmpdir(), "jikenbo-look-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: [...FLAGS], env: { ...process.env, XDG_CONFIG_HOME: profile },
});
const there = (check) => (empty || !check.empty) && (watched || !check.watched) && (users || !check.users);
const wanted = [...pages, ...people, ...checks, ...reviews].filter((check) => there(check) && check.name.includes(only));
for (const check of wanted) {
  const settings = check.scriptless ? SETTINGS.slice(0, 1) : check.page ? SETTINGS : SETTINGS.slice(0, 2);
  for (const [screen, scheme, lang] of settings) await run(browser, check, screen, scheme, lang);
}
await browser.close();
rmSync(profile, { recursive: true, force: true });
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
