// The charts and the reference of the API: for width and accessibility, and that what is pointed at is told.

export const charts = [
  {
    page: true,
    name: "the charts render",
    async run({ page, base, expect }) {
      await page.goto(`${base}/charts`);
      expect((await page.locator("section.chart").count()) === 7, "seven charts");
      expect(await page.locator("#people .bars tr:last-child rect.nothing").count(), "a bar for those who do not tell");
      for (const summary of await page.locator(".figures summary").all()) await summary.click();
      expect(await page.locator(".figures table.data").first().isVisible(), "the figures as a table");
    },
  },
  {
    page: true,
    name: "the charts by organisation, of a query",
    async run({ page, base, expect, lang }) {
      await page.goto(`${base}/charts?by=org&q=kind%3Aunauthorized_access`);
      expect((await page.locator(".summary .set li").count()) === 1, "the condition, to be taken off");
      const here = await page.locator(".by [aria-current]").innerText();
      expect(here === (lang === "ja" ? "組織" : "organisation"), "what is counted");
    },
  },
  {
    page: true,
    name: "charts of nothing",
    async run({ page, base, expect }) {
      await page.goto(`${base}/charts?q=${encodeURIComponent("どこにもないことば")}`);
      expect(await page.locator(".notice-page").isVisible(), "that nothing matches");
    },
  },
  {
    page: true,
    empty: true,
    name: "charts of an empty casebook",
    async run({ page, empty, expect }) {
      await page.goto(`${empty}/charts`);
      expect(await page.locator(".notice-page").isVisible(), "that it is empty");
    },
  },
  {
    page: true,
    name: "the reference of the API",
    async run({ page, base, expect }) {
      await page.goto(`${base}/api`);
      expect((await page.locator(".api section").count()) > 20, "every address");
    },
  },
  {
    name: "a column tells what it is, to the pointer and to the keys",
    async run({ page, base, expect }) {
      await page.goto(`${base}/charts`);
      const columns = page.locator("#months svg.columns").first().locator("a");
      const readout = page.locator("#months .readout");
      const last = columns.last();
      await last.focus();
      expect((await readout.innerText()) === (await last.getAttribute("aria-label")), "the figure of the column in focus");
      if ((await columns.count()) > 1) {
        await page.keyboard.press("ArrowLeft");
        const before = columns.nth((await columns.count()) - 2);
        expect((await readout.innerText()) === (await before.getAttribute("aria-label")), "the column before it");
        expect((await page.locator("#months svg.columns").first().locator("a[tabindex='0']").count()) === 1, "one stop of the tab key a line");
      }
      await page.mouse.move(0, 0);
      await columns.first().hover();
      expect((await readout.innerText()) === (await columns.first().getAttribute("aria-label")), "the figure of the column pointed at");
    },
  },
  {
    scriptless: true,
    name: "charts without JavaScript",
    async run({ page, base, expect }) {
      await page.goto(`${base}/charts`);
      const href = await page.locator("#months svg.columns a").first().getAttribute("href");
      expect(href.startsWith("/cases?q="), "a bar that opens its cases");
      await page.locator("#people .figures summary").click();
      expect(await page.locator("#people table.data").isVisible(), "the figures as a table");
    },
  },
];
