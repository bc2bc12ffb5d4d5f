// The pages that are looked at: for width, for accessibility, and for what must stand on them.
import { openCase } from "./checks.mjs";

export const pages = [
  {
    page: true,
    name: "the list renders",
    async run({ page, base, expect, lang }) {
      await page.goto(`${base}/cases`);
      expect((await page.locator("html").getAttribute("lang")) === lang, `html lang=${lang}`);
      expect(await page.locator(".cases tbody tr").count(), "rows");
      expect((await page.locator(".cases td.count").allInnerTexts()).every((t) => t.trim() && !/^0\D*$/.test(t)), "a figure or unknown in every row");
    },
  },
  {
    page: true,
    name: "the first day",
    async run({ page, base, expect }) {
      await page.goto(`${base}/`);
      expect((await page.locator(".news li").count()) === 20, "the newest cases");
      expect(await page.locator(".first-visit").isVisible(), "a word on what comes tomorrow");
    },
  },
  {
    page: true,
    name: "another day",
    async run({ page, base, expect }) {
      await page.goto(`${base}/?new=2025-02-10`);
      expect(await page.locator(".fresh-news .told .count").count(), "new cases with their figures");
      expect(await page.locator(".changed-news .change").count(), "what changed, in a word");
    },
  },
  {
    page: true,
    watched: true,
    name: "a day with watched names, saved searches and sources that fail",
    async run({ page, watched, expect, phone }) {
      await page.goto(`${watched}/names`);
      if (!(await page.locator(".kept tbody tr").count())) {
        await page.locator(".add-name input[name=name]").fill("つばめ便株式会社");
        await page.locator(".add-name button").click();
        await page.goto(`${watched}/cases?q=${encodeURIComponent("つばめ")}`);
        await page.locator(".save summary").click();
        await page.locator(".save input[name=name]").fill("つばめ便のこと、とても長い名前で保存した検索の例");
        await page.locator(".save button").click();
        await page.waitForURL(/cases/);
      }
      await page.goto(`${watched}/?new=2020-01-01`);
      expect(await page.locator(".watched-news .news li").count(), "the watched name on top");
      expect(await page.locator(".failing-sources li").count(), "the source that fails");
      expect((await page.locator(".saved-beside .new").innerText()).includes("1"), "what is new in a saved search");
      if (!phone) await page.locator(".saved-beside a").nth(1).click();
    },
  },
  {
    page: true,
    watched: true,
    name: "what is kept",
    async run({ page, watched }) {
      await page.goto(`${watched}/saved`);
      const change = page.locator(".kept summary").first();
      if (await change.count()) await change.click();
    },
  },
  {
    page: true,
    name: "cases side by side",
    async run({ page, base, expect }) {
      await page.goto(`${base}/compare?id=minato&id=gakuen&id=tsukuyomi&id=kita`);
      expect((await page.locator(".compare thead th").count()) === 4, "four cases");
      await page.locator(".compare summary").first().click();
      expect(await page.locator(".compare details[open] q").first().isVisible(), "the words of a fact");
      const pane = page.locator(".compare-scroll");
      await pane.evaluate((e) => { e.scrollLeft = 500; });
      const [head, frame] = await Promise.all([page.locator(".compare tbody th").first().boundingBox(), pane.boundingBox()]);
      expect(Math.abs(head.x - frame.x) < 2, "the first column to stay where it is");
    },
  },
  {
    page: true,
    name: "nothing to compare yet",
    async run({ page, base }) {
      await page.goto(`${base}/compare`);
    },
  },
  {
    page: true,
    name: "the index of names, and an organisation",
    async run({ page, base, expect }) {
      await page.goto(`${base}/orgs`);
      expect(await page.locator(".names tbody tr").count(), "names");
      await page.locator(".names .open").first().click();
      await page.waitForURL(/\/orgs\/.+/);
      expect(await page.locator(".org-page .cases tbody tr").count(), "its cases");
    },
  },
  {
    page: true,
    name: "a list of other columns",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases?cols=date,org,sector,kind,count,items,cause,unseen,silent,leak,vendor,service,notices,clipped`);
      expect((await page.locator(".cases thead th").count()) === 16, "all columns");
    },
  },
  {
    page: true,
    name: "a query that cannot be read",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases?q=${encodeURIComponent("kind:どこにもない種別")}`);
      expect(await page.locator(".bad-query").isVisible(), "what is wrong with it");
    },
  },
  {
    page: true,
    name: "nothing found",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases?q=${encodeURIComponent("どこにもないことば")}`);
      expect(await page.locator(".notice-page").isVisible(), "a word on how to find more");
    },
  },
  {
    page: true,
    name: "an empty casebook",
    empty: true,
    async run({ page, empty, expect }) {
      await page.goto(`${empty}/`);
      expect((await page.locator(".notice-page pre").innerText()).includes("jikenbo clip"), "how to clip");
    },
  },
  {
    page: true,
    name: "hostile text stays text",
    async run({ page, base, expect, absent }) {
      const answer = await page.goto(`${base}/cases/odd`);
      if (answer.status() === 404) return absent("a hostile notice");
      expect((await page.title()).startsWith("<script>"), "the script as the title's words");
      expect((await page.locator("main img, main script, main style").count()) === 0, "no element of the notice's own");
      expect((await page.locator("a[href^='javascript']").count()) === 0, "no link that runs");
    },
  },
  {
    page: true,
    name: "rules and help",
    async run({ page, base, expect, absent }) {
      await page.goto(`${base}/rules`);
      const first = page.locator(".rules li a").first();
      if (await first.count()) {
        await first.click();
        await page.waitForURL(/\/rules\/.+/);
        expect(await page.locator(".block.examples").count(), "examples");
        await page.goto(`${base}/rules`);
        await page.locator(".rules h2 a").first().click();
        expect((await page.locator(".rule-page section .block.examples").count()) > 1, "the manual of a key");
      } else absent("rules");
      await page.goto(`${base}/help`);
    },
  },
  {
    page: true,
    name: "an error is told",
    async run({ page, base, expect }) {
      const answer = await page.goto(`${base}/cases?sort=yesterday`);
      expect(answer.status() === 400 && (await page.locator("dl.found").innerText()).includes("yesterday"), "what was found");
    },
  },
  {
    page: true,
    name: "a search",
    async run({ page, base, expect }) {
      await page.goto(`${base}/cases?q=${encodeURIComponent("漏えい since:2020")}`);
      expect((await page.locator(".set li").count()) === 2, "both conditions shown");
    },
  },
  {
    page: true,
    name: "a case",
    async run({ page, base, expect }) {
      await openCase(page, base);
      expect(await page.locator(".brief .big, .brief .unknown").first().isVisible(), "who it was");
      expect(await page.locator(".original .w").count(), "words marked in the text");
    },
  },
  {
    page: true,
    name: "a case with much in it",
    async run({ page, base }) {
      await page.goto(`${base}/cases/minato`);
    },
  },
  {
    page: true,
    watched: true,
    name: "the sources",
    async run({ page, watched, expect }) {
      await page.goto(`${watched}/sources`);
      expect((await page.locator(".sources tbody tr").count()) === 4, "a row a source");
      expect(await page.locator(".sources .failing").isVisible(), "the one that fails");
    },
  },
  {
    page: true,
    name: "no sources",
    async run({ page, base, expect }) {
      await page.goto(`${base}/sources`);
      expect((await page.locator(".notice-page pre").innerText()).includes("watch add"), "how to begin");
    },
  },
  {
    page: true,
    watched: true,
    name: "what a version changed",
    async run({ page, watched, expect }) {
      await page.goto(`${watched}/cases`);
      await page.locator(".cases .open").first().click();
      await page.waitForURL(/\/cases\//);
      expect((await page.locator(".fact-changes li").count()) >= 3, "the facts that changed");
      await page.locator(".changes summary").click();
      expect((await page.locator(".difference ins").allInnerTexts()).includes("2,311"), "the words that changed");
      expect(await page.locator(".gone").isVisible(), "that it is not found now");
    },
  },
  {
    page: true,
    watched: true,
    blocks: true,
    name: "an original in its frame",
    async run({ page, watched, expect }) {
      await page.goto(`${watched}/cases`);
      await page.locator(".cases .open").first().click();
      await page.waitForURL(/\/cases\//);
      await page.locator(".origin a:has(.hash)").first().click();
      await page.waitForURL(/\/captures\//);
      await page.locator("iframe").scrollIntoViewIfNeeded();
      const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
      await frame.waitForSelector("h1");
      expect((await frame.title()) === "" && (await frame.locator("h1").innerText()).includes("お詫び"), "the page to be seen");
      expect(page.url().includes("/captures/") && frame.url().includes("/original"), "that it leads nowhere");
    },
  },
];
