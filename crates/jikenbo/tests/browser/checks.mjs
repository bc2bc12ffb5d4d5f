// What can be done on the pages. The checks hold for any casebook that has cases.

/** Opens the first case of the list that has a fact in its text. */
export async function openCase(page, base) {
  await page.goto(`${base}/cases`);
  const links = await page.locator(".cases .open").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const link of links) {
    await page.goto(base + link);
    if (await page.locator(".facts > ul > .fact .go").count()) return;
  }
  throw new Error("expected a case with a fact, found none");
}

const words = async (page, number) =>
  page.locator(`.w[data-f~="${number}"]`).evaluateAll((all) => all.map((w) => w.classList.contains("on")));

export const checks = [
  {
    name: "a search marks its words",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases`);
      await page.keyboard.press("/");
      expect(await page.locator("#q").evaluate((q) => q === document.activeElement), "the search box to have the focus");
      await page.keyboard.type("漏えい");
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=/);
      expect(!/kind=/.test(page.url()), "an address without empty fields");
      expect((await page.locator(".cases mark").first().innerText()) === "漏えい", "the word marked");
    },
  },
  {
    name: "a facet narrows the list and can be taken off",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases`);
      const hits = async () => Number((await page.locator(".summary b").innerText()).replace(/,/g, ""));
      const all = await hits();
      const told = Number((await page.locator(".facet li:has(a) .figure").first().innerText()).replace(/,/g, ""));
      await page.locator(".facet a").first().click();
      await page.waitForURL(/q=kind/);
      const some = await hits();
      expect(some === told && some <= all, `the ${told} cases that the facet tells of ${all}, found ${some}`);
      await page.locator(".set a").first().click();
      await page.waitForURL(`${base}/cases`);
      expect((await hits()) === all, "all of them again");
    },
  },
  {
    name: "cases are selected by keys and compared, no more than four",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases`);
      for (const key of ["j", "x", "j", "x", "j", "x", "j", "x", "j", "x"]) await page.keyboard.press(key);
      const boxes = page.locator(".cases .select input");
      expect((await boxes.evaluateAll((all) => all.filter((b) => b.checked).length)) === 4, "four to be selected");
      expect(await boxes.nth(4).isDisabled(), "a fifth to be refused");
      await page.locator(".compare-selected button").click();
      await page.waitForURL(/\/compare\?id=.+&id=.+&id=.+&id=/);
    },
  },
  {
    name: "keys lead from page to page, and are told at a question mark",
    async run({ page, base, expect }) {
      await page.goto(`${base}/help`);
      await page.keyboard.press("?");
      expect(await page.locator("dialog[open]").isVisible(), "the keys");
      await page.keyboard.press("g");
      await page.keyboard.press("Escape");
      expect((await page.locator("dialog[open]").count()) === 0, "the keys to be gone");
      for (const [key, path] of [["c", "/cases"], ["o", "/orgs"], ["t", "/"]]) {
        await page.keyboard.press("g");
        await page.keyboard.press(key);
        await page.waitForURL(base + path);
      }
      await page.keyboard.press("j");
      await page.keyboard.press("o");
      await page.waitForURL(/\/cases\//);
      await page.keyboard.press("/");
      await page.waitForURL(/\/cases#q/);
      expect(await page.locator("#q").evaluate((q) => q === document.activeElement), "the search box to have the focus");
    },
  },
  {
    name: "rows are reached by keys",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases`);
      for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
      const at = await page.evaluate(() => [...document.querySelectorAll(".cases .open")].indexOf(document.activeElement));
      expect(at === 0, `the first row to have the focus, found ${at}`);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/cases\//);
    },
  },
  {
    name: "pointing at a fact lights its words",
    async run({ page, base, expect }) {
      await openCase(page, base);
      const fact = page.locator(".facts > ul > .fact:has(.go)").first();
      const number = await fact.getAttribute("data-f");
      await fact.locator(".go").hover();
      const lit = await words(page, number);
      expect(lit.length > 0 && lit.every(Boolean), "every piece of its words lit");
      await page.mouse.move(0, 0);
      expect((await words(page, number)).every((on) => !on), "its words dark again");
    },
  },
  {
    name: "a click on a fact goes to its words, and back",
    async run({ page, base, expect }) {
      await openCase(page, base);
      const fact = page.locator(".facts > ul > .fact:has(.go)").first();
      const number = await fact.getAttribute("data-f");
      await fact.locator(".go").click();
      const there = await page.evaluate(() => document.activeElement.dataset.f || "");
      expect(there.split(" ").includes(number), `words of fact ${number} to have the focus, found ${there}`);
      expect(await page.evaluate(() => {
        const box = document.activeElement.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
      }), "the words on the screen");
      const first = (await page.evaluate(() => document.activeElement.dataset.f)).split(" ")[0];
      await page.keyboard.press("Enter");
      const back = await page.evaluate(() => document.activeElement.id);
      expect(back === `f${first}`, `fact f${first} to have the focus, found ${back}`);
    },
  },
  {
    name: "words in several facts go to each in turn",
    async run({ page, base, expect, absent }) {
      await openCase(page, base);
      const shared = page.locator(".w.many").first();
      if (!(await shared.count())) return absent("words in several facts");
      const facts = (await shared.getAttribute("data-f")).split(" ");
      for (const fact of facts) {
        await shared.click();
        const at = await page.evaluate(() => document.activeElement.id);
        expect(at === `f${fact}`, `f${fact}, found ${at}`);
      }
    },
  },
  {
    name: "words tell what they prove, and lead into the original as captured",
    watched: true,
    async run({ page, watched, expect }) {
      await openCase(page, watched);
      const words = page.locator(".text a.w").first();
      const facts = (await words.getAttribute("data-f")).split(" ");
      await words.click();
      const told = page.locator(".proves li");
      expect((await told.count()) === facts.length, `${facts.length} facts told, found ${await told.count()}`);
      const there = told.first().locator(".there");
      const address = await there.getAttribute("href");
      const [original] = await Promise.all([page.context().waitForEvent("page"), there.click()]);
      await original.waitForLoadState();
      expect(original.url().includes("/original"), `the original, found ${original.url()}`);
      const quote = decodeURIComponent(address.split(":~:text=")[1]);
      expect((await original.locator("body").innerText()).includes(quote), `${quote} in the original`);
      expect((await original.evaluate(() => document.documentElement.dataset.ran)) === undefined, "that nothing of it runs");
    },
  },
  {
    name: "a citation is copied, and its address leads back",
    async run({ page, base, expect }) {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: base });
      await openCase(page, base);
      await page.locator(".copy[data-copy=cite-ja]").click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied === (await page.locator("#cite-ja").innerText()).trim(), "the citation to be copied");
      const heading = await page.locator("h1").innerText();
      const answer = await page.goto(copied.slice(copied.lastIndexOf("http")));
      expect(answer.ok() && (await page.locator("h1").innerText()) === heading, "the same case at the address");
    },
  },
  {
    name: "the timeline as a table leads to the facts",
    async run({ page, base, expect }) {
      await openCase(page, base);
      await page.locator(".as-table summary").click();
      const first = page.locator(".events a").first();
      const target = (await first.getAttribute("href")).slice(1);
      await first.click();
      expect(await page.locator(`#${target}`).isVisible(), `fact ${target}`);
    },
  },
  {
    name: "a case on paper is black on white, without navigation",
    async run({ page, base, expect }) {
      await openCase(page, base);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const [paper, ink] = await page.evaluate(() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; });
      expect(paper === "rgb(255, 255, 255)" && ink === "rgb(0, 0, 0)", `black on white, found ${ink} on ${paper}`);
      for (const part of [".masthead nav", ".foot", ".copy", ".exports", ".why"]) {
        expect((await page.locator(part).filter({ visible: true }).count()) === 0, `no ${part} on paper`);
      }
      const border = await page.locator(".text .w").first().evaluate((w) => getComputedStyle(w).borderBottomStyle);
      expect(border !== "none", "the words of facts underlined");
    },
  },
  {
    name: "every mark of the timeline leads to its fact, and no labels touch",
    async run({ page, base, expect, absent, phone }) {
      await openCase(page, base);
      const shown = page.locator(`.timeline.${phone ? "narrow" : "wide"}`);
      if (!(await shown.count())) return absent("a timeline");
      const touching = await shown.evaluate((svg) => {
        const boxes = [...svg.querySelectorAll("a.item text")].map((t) => t.getBoundingClientRect());
        const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 6 && b.top < a.bottom - 6;
        return boxes.flatMap((a, n) => boxes.slice(n + 1).filter((b) => meet(a, b))).length;
      });
      expect(touching === 0, `no labels that touch, found ${touching}`);
      const items = await shown.locator("a.item").all();
      expect(items.length > 1, `several marks, found ${items.length}`);
      for (const item of items) {
        const fact = (await item.getAttribute("data-f")).split(" ")[0];
        await item.locator("text").click();
        const at = await page.evaluate(() => document.activeElement.id);
        expect(at === `f${fact}`, `f${fact}, found ${at}`);
      }
    },
  },
  {
    name: "the question mark opens the rule",
    async run({ page, base, expect }) {
      await openCase(page, base);
      const rule = page.locator(".facts .why").first();
      const address = await rule.getAttribute("href");
      await rule.click();
      await page.waitForURL(`${base}${address}`);
      expect(await page.locator("h1").isVisible(), "a page with a heading");
    },
  },
  {
    name: "the language is switched in place and kept",
    async run({ page, base, expect, lang }) {
      await openCase(page, base);
      const here = page.url();
      await page.locator(".switch button").click();
      await page.waitForLoadState();
      const other = lang === "ja" ? "en" : "ja";
      expect(page.url() === here, `to stay at ${here}, found ${page.url()}`);
      expect((await page.locator("html").getAttribute("lang")) === other, `html lang=${other}`);
      await page.goto(`${base}/help`);
      expect((await page.locator("html").getAttribute("lang")) === other, "the choice kept");
    },
  },
  {
    name: "without a script, links lead from facts to words and back",
    scriptless: true,
    async run({ page, base, expect, absent }) {
      await openCase(page, base);
      const go = page.locator(".facts > ul > .fact .go").first();
      const target = await go.getAttribute("href");
      await go.click();
      expect(page.url().endsWith(target), `the address to end in ${target}`);
      const colour = (at) => page.locator(at).first().evaluate((w) => getComputedStyle(w).backgroundColor);
      expect((await colour(`.w${target}, .w:has(${target})`)) !== "rgba(0, 0, 0, 0)", "the words marked");
      const several = page.locator(".text sup a").first();
      if (await several.count()) {
        const fact = await several.getAttribute("href");
        await several.click();
        expect(page.url().endsWith(fact), `a way to the further fact ${fact}`);
      } else absent("words in several facts");
      await page.goto(`${base}/cases?q=${encodeURIComponent("漏えい")}`);
      expect(await page.locator(".cases mark").count(), "the search to work");
    },
  },
];
