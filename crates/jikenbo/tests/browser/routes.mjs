// Every page that there is, by the program's own list of addresses: axe, width and keyboard on each, in both languages, light and dark, wide
// and narrow. Addresses with a part that varies are found by following links, so that a page to which no link leads is a failure.
import { SCREENS, always, context, watch } from "./common.mjs";
import { keyboard } from "./keyboard.mjs";

/** So many pages are opened while looking for links. */
const CRAWLED = 60;
/** Of a pattern so many addresses are looked at. */
const EXAMPLES = 2;

/** The patterns of all pages, `/cases/{id}`: what is answered to GET and is also JSON. */
async function patterns(base) {
  const openapi = await fetch(`${base}/openapi.json`);
  if (openapi.ok) {
    const { paths } = await openapi.json();
    const pages = Object.values(paths).map(({ get }) => get?.["x-page"]).filter(Boolean);
    if (pages.length > 0) return pages;
  }
  const { addresses } = await (await fetch(`${base}/help.json`)).json();
  return addresses.filter(({ method, json }) => method === "GET" && json).map(({ path }) => path);
}

const matcher = (pattern) => new RegExp(`^${pattern.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+")}$`);

/** The addresses that pages lead to, by pattern. */
async function examples(bases, wanted) {
  const found = new Map(wanted.map((pattern) => [pattern, []]));
  const tests = wanted.map((pattern) => [pattern, matcher(pattern)]).sort(([a], [b]) => a.split("{").length - b.split("{").length);
  for (const base of bases) {
    const queue = wanted.filter((pattern) => !pattern.includes("{")).map((path) => base + path);
    const seen = new Set(queue);
    for (let n = 0; n < queue.length && n < CRAWLED; n += 1) {
      const answer = await fetch(queue[n], { headers: { accept: "text/html" } });
      if (!answer.ok || !(answer.headers.get("content-type") || "").startsWith("text/html")) continue;
      const { pathname } = new URL(queue[n]);
      const pattern = tests.find(([, test]) => test.test(pathname))?.[0];
      const known = found.get(pattern);
      const ours = known?.filter((other) => other.startsWith(base)) || [];
      if (known && ours.length < EXAMPLES && !ours.some((other) => new URL(other).pathname === pathname)) known.push(queue[n]);
      for (const [, href] of (await answer.text()).matchAll(/ href="(\/[^"#]*)/g)) {
        const address = base + href.replaceAll("&amp;", "&");
        const path = new URL(address).pathname;
        const kind = tests.find(([, test]) => test.test(path))?.[0];
        if (!kind || seen.has(address) || found.get(kind).filter((known) => known.startsWith(base)).length >= EXAMPLES) continue;
        seen.add(address);
        queue.push(address);
      }
    }
  }
  return found;
}

/** Looks at an address in one language: wide and narrow, light and dark. */
async function look(browser, address, lang, bases, withKeys) {
  const problems = [];
  const own = await context(browser, { screen: "desktop", scheme: "light", lang });
  own.setDefaultTimeout(20_000);
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

/** Looks at every page; `settle` is told of each what was wrong. */
export async function everyPage(browser, bases, settle) {
  const wanted = await patterns(bases[0]);
  const only = process.env.PAGE || ""; // part of a pattern, to look at it alone
  const found = await examples(bases, wanted);
  for (const [pattern, addresses] of found) {
    if (!pattern.includes(only)) continue;
    if (addresses.length === 0) settle(`${pattern} is led to`, ["no page leads there"]);
    for (const [n, address] of addresses.entries()) {
      // The first in both languages and by keys; others in the one in which words are longest.
      for (const lang of n === 0 ? ["ja", "en"] : ["en"]) {
        const name = `${pattern}: ${address.replace(/^https?:\/\/[^/]+/, "")} (${lang})`;
        settle(name, await look(browser, address, lang, bases, n === 0 && lang === "ja"));
      }
    }
  }
}
