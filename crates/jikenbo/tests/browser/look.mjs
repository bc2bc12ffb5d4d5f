// The pages in a real browser: `node look.mjs BASE_URL [EMPTY_URL [WATCHED_URL [PEOPLE_URL]]]`. Every page of the list of addresses is
// looked at in every setting (routes.mjs); those that are checked for what is on them in four, so that each width meets each colour scheme
// and each language; what can be done on them is tried at both widths. A console error, a policy violation, a page wider than the screen, a
// finding of axe, or something that the keyboard does not reach is a failure. Prints "N passed, N failed" and ends with 1 if anything failed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { charts } from "./charts.mjs";
import { checks } from "./checks.mjs";
import { FLAGS, always, context, watch } from "./common.mjs";
import { pages } from "./pages.mjs";
import { PASSWORD, people } from "./people.mjs";
import { reviews } from "./review.mjs";
import { everyPage } from "./routes.mjs";

const [base, empty, watched, users] = process.argv.slice(2);
const only = process.env.ONLY || ""; // part of a check's name, to run it alone; "pages" for the pages of the list of addresses
if (!base) {
  console.error("expected the address of a casebook, found none");
  process.exit(2);
}

const SETTINGS = [["desktop", "light", "ja"], ["small", "dark", "en"], ["desktop", "dark", "en"], ["small", "light", "ja"]];

let passed = 0;
const failures = [];

function settle(name, problems) {
  if (problems.length === 0) passed += 1;
  else failures.push(name);
  for (const problem of problems) console.log(`FAILED ${name}: ${problem}`);
}

async function run(browser, check, screen, scheme, lang) {
  const name = `${check.name} (${screen}, ${scheme}, ${lang})`;
  const problems = [];
  const own = await context(browser, { screen, scheme, lang, scriptless: check.scriptless });
  own.setDefaultTimeout(8_000);
  const page = await own.newPage();
  watch(page, problems, [base, empty, watched, users], check.blocks);
  const expect = (holds, what) => { if (!holds) problems.push(`expected ${what}`); };
  // What a check finds nothing to try on is passed over in somebody's own casebook; in the one that run.sh serves, it is a failure.
  const absent = (what) => { if (empty) problems.push(`expected ${what}, found nothing to try it on`); };
  try {
    await check.run({ page, base, empty, watched, users, expect, absent, screen, lang, phone: screen === "small" });
    if (check.page) await always(page, problems);
  } catch (error) {
    problems.push(error.message.split("\n")[0]);
  }
  await own.close();
  settle(name, problems);
}

const profile = mkdtempSync(join(tmpdir(), "jikenbo-look-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: [...FLAGS], env: { ...process.env, XDG_CONFIG_HOME: profile },
});
const there = (check) => (empty || !check.empty) && (watched || !check.watched) && (users || !check.users);
const wanted = [...pages, ...charts, ...people, ...checks, ...reviews].filter((check) => there(check) && check.name.includes(only));
for (const check of wanted) {
  const settings = check.scriptless ? SETTINGS.slice(0, 1) : check.page ? SETTINGS : SETTINGS.slice(0, 2);
  for (const [screen, scheme, lang] of settings) await run(browser, check, screen, scheme, lang);
}
if (!only || only === "pages") {
  const login = users && { address: users, name: "aoi", password: PASSWORD };
  await everyPage(browser, [base, watched, empty].filter(Boolean), login, settle);
}
await browser.close();
rmSync(profile, { recursive: true, force: true });
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
