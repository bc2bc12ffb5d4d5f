// Reviewing in a real browser, on the casebook that was watched: what is done there is taken back again, so that each
// setting finds the same.

/** The address of the one case, which is looked at in its newest version. */
async function theCase(page, watched) {
  const answer = await page.request.get(`${watched}/review/export?all=1`);
  if (!answer.ok()) throw new Error(`expected an export, found ${answer.status()}`);
  await page.goto(`${watched}/`);
  const link = page.locator("main a[href*='/cases/C']").first();
  const address = new URL(await link.getAttribute("href"), watched);
  return `${watched}${address.pathname}`;
}

/** Takes the newest step back. */
async function undo(page, address) {
  await page.goto(`${address}/history`);
  await page.locator(".history form button").first().click();
  await page.waitForLoadState();
}

/** Selects words in the original, as a pointer does. */
async function select(page, words) {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return;
    }
    throw new Error(`expected ${wanted} in the original, found none`);
  }, words);
}

const visits = [
  ["the queue", ""],
  ["going through the facts", "/review"],
  ["a fact that was missed", "/facts/new?key=timeline&quote=%E6%B0%8F%E5%90%8D"],
  ["the history", "/history"],
  ["joining and parting", "/notices"],
];

export const reviews = [
  ...visits.map(([name, path]) => ({
    page: true,
    watched: true,
    name,
    async run({ page, watched, expect }) {
      const address = path ? (await theCase(page, watched)) + path : `${watched}/review`;
      const answer = await page.goto(address);
      expect(answer.status() === 200, `200, found ${answer.status()}`);
      expect(await page.locator("main h1").isVisible(), "a heading");
    },
  })),
  {
    page: true,
    watched: true,
    name: "a fact and its form",
    async run({ page, watched, expect }) {
      await page.goto(`${await theCase(page, watched)}/review`);
      await page.locator(".review-list .edit").first().click();
      await page.waitForURL(/\/facts\//);
      expect(await page.locator(".fact-form textarea").inputValue(), "the words of the fact in the form");
    },
  },
  {
    watched: true,
    name: "selected words become a fact",
    async run({ page, watched, expect }) {
      const address = await theCase(page, watched);
      await page.goto(address);
      await select(page, "つばめ便");
      await page.locator("a.pick").click();
      await page.waitForURL(/\/facts\/new/);
      expect((await page.locator("#quote").inputValue()) === "つばめ便", "the words in the form");
      await page.locator("select[name=key]").selectOption("services");
      await page.locator(".key-form button").click();
      await page.waitForURL(/key=services/);
      expect((await page.locator(".fact-form [name=name]").inputValue()) === "つばめ便", "the name that the words are");
      await page.locator(".fact-form button.main").click();
      await page.waitForURL((url) => !url.pathname.endsWith("/facts/new"));
      expect(await page.locator(".seal.added").count(), "the fact, marked as a person's");
      await undo(page, address);
      await page.goto(address);
      expect((await page.locator(".seal.added").count()) === 0, "that it was taken back");
    },
  },
  {
    watched: true,
    name: "keys go through the facts",
    async run({ page, watched, expect }) {
      const address = await theCase(page, watched);
      await page.goto(`${address}/review`);
      await page.keyboard.press("j");
      await page.keyboard.press("c");
      await page.waitForURL(/#f/);
      expect((await page.locator(".review-list .status.confirmed").count()) === 1, "one fact confirmed");
      expect(await page.evaluate(() => Boolean(document.activeElement.closest(".review-list > .fact"))), "the next fact at hand");
      await undo(page, address);
    },
  },
  {
    watched: true,
    scriptless: true,
    name: "a fact is corrected without a script",
    async run({ page, watched, expect }) {
      const address = await theCase(page, watched);
      await page.goto(`${address}/review`);
      await page.locator(".review-list .edit").first().click();
      await page.waitForURL(/\/facts\//);
      await page.locator(".fact-form .remark input").fill("試し");
      await page.locator(".fact-form button.main").click();
      await page.waitForURL(/\/review/);
      expect((await page.locator("main").innerText()).includes("試し"), "the remark beside the fact");
      await undo(page, address);
    },
  },
];
