// Every page that there is, by the program's own list of addresses: axe, width and keyboard on each, in both languages, light and dark, wide
// and narrow. Addresses with a part that varies are found by following links, so that a page to which no link leads is a failure.
import { SCREENS, always, context, watch } from "./common.mjs";
import { keyboard } from "./keyboard.mjs";

/** So many pages are opened while looking for links. */
const CRAWLED = 300;
/** Of a pattern so many addresses wait at most to be opened: one may lead on where another does not. */
const WAITING = 4;
/** Of a pattern so many addresses of each casebook are looked at. */
const EXAMPLES = 1;

/** The patterns of all pages, `/cases/{id}`, by the OpenAPI document. */
async function patterns(base) {
  const { paths } = await (await fetch(`${base}/openapi.json`)).json();
  const pages = Object.values(paths).map(({ get }) => get?.["x-page"]).filter(Boolean);
  if (pages.length === 0) throw new Error("expected pages in /openapi.json, found none");
  return pages;
}

const matcher = (pattern) => new RegExp(`^${pattern.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+")}$`);

/** The cookie of whoever logs in, as `name=value`. */
async function cookieOf({ address, name, password }) {
  const answer = await fetch(`${address}/login`, {
    method: "POST", redirect: "manual", body: new URLSearchParams({ name, password }), headers: { origin: address },
  });
  const cookie = (answer.headers.get("set-cookie") || "").split(";")[0];
  if (!cookie) throw new Error(`expected to log in at ${address}, found ${answer.status}`);
  return cookie;
}

/** The addresses that the pages of casebooks lead to, by pattern: `{ address, cookie }`, so many of each casebook. */
async function examples(casebooks, wanted) {
  const found = new Map(wanted.map((pattern) => [pattern, []]));
  // What has fewer parts that vary is meant first: /cases/{id}/history before /cases/{id}/{anything}.
  const tests = wanted.map((pattern) => [pattern, matcher(pattern)]).sort(([a], [b]) => a.split("{").length - b.split("{").length);
  const kind = (path) => tests.find(([, test]) => test.test(path))?.[0];
  for (const { address: base, cookie } of casebooks) {
    const queue = wanted.filter((pattern) => !pattern.includes("{")).map((path) => base + path);
    const seen = new Set(queue);
    const waiting = new Map();
    const ours = (pattern) => found.get(pattern).filter(({ address }) => address.startsWith(base));
    for (let n = 0; n < queue.length && n < CRAWLED; n += 1) {
      const { pathname } = new URL(queue[n]);
      const answer = await fetch(queue[n], { headers: { accept: "text/html", cookie: cookie || "" }, redirect: "manual" });
      if (!answer.ok || !(answer.headers.get("content-type") || "").startsWith("text/html")) continue;
      const pattern = kind(pathname);
      if (ours(pattern).length < EXAMPLES && !ours(pattern).some(({ address }) => new URL(address).pathname === pathname)) {
        found.get(pattern).push({ address: queue[n], cookie });
      }
      for (const [, href] of (await answer.text()).matchAll(/ href="(\/[^"#]*)/g)) {
        const address = base + href.replaceAll("&amp;", "&");
        const leads = kind(new URL(address).pathname);
        if (!leads || seen.has(address) || ours(leads).length >= EXAMPLES) continue;
        seen.add(address);
        waiting.set(leads, (waiting.get(leads) || 0) + 1);
        if (waiting.get(leads) <= WAITING) queue.push(address);
      }
    }
  }
  return found;
}

/** Looks at an address in one language: wide and narrow, light and dark. */
async function look(browser, { address, cookie }, lang, bases, withKeys) {
  const problems = [];
  const own = await context(browser, { screen: "desktop", scheme: "light", lang });
  own.setDefaultTimeout(20_000);
  if (cookie) await own.addCookies([{ name: cookie.split("=")[0], value: cookie.slice(cookie.indexOf("=") + 1), url: address }]);
  const page = await own.newPage();
  watch(page, problems, bases, /\/captures\//.test(address));
  try {
    const answer = await page.goto(address);
    if (!answer.ok()) problems.push(`expected a page, found the status ${answer.status()}`);
    if ((await page.locator("html").getAttribute("lang")) !== lang) problems.push(`expected html lang=${lang}`);
    for (const screen of ["desktop", "phone"]) {
      await page.setViewportSize(SCREENS[screen]);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const found = [];
        // Nothing but colours differs between light and dark.
        await always(page, found, colorScheme === "dark");
        if (withKeys && (colorScheme === "light") === (screen === "desktop")) await keyboard(page, found);
        problems.push(...found.map((problem) => `(${screen}, ${colorScheme}) ${problem}`));
      }
    }
  } catch (error) {
    problems.push(error.message.split("\n")[0]);
  }
  await own.close();
  return problems;
}

/** Looks at every page of some casebooks, and of one where people log in; `settle` is told of each what was wrong. */
export async function everyPage(browser, bases, login, settle) {
  const wanted = await patterns(bases[0]);
  const only = process.env.PAGE || ""; // part of a pattern, to look at it alone
  const casebooks = bases.map((address) => ({ address }));
  if (login) casebooks.push({ address: login.address }, { address: login.address, cookie: await cookieOf(login) });
  const found = await examples(casebooks, wanted);
  const ours = casebooks.map(({ address }) => address);
  for (const [pattern, addresses] of found) {
    if (!pattern.includes(only)) continue;
    if (addresses.length === 0) settle(`${pattern} is led to`, ["no page leads there"]);
    for (const [n, example] of addresses.entries()) {
      // The first in both languages and by keys; others in the one in which words are longest.
      for (const lang of n === 0 ? ["ja", "en"] : ["en"]) {
        const name = `${pattern}: ${example.address.replace(/^https?:\/\/[^/]+/, "")} (${lang})`;
        settle(name, await look(browser, example, lang, ours, n === 0 && lang === "ja"));
      }
    }
  }
}
