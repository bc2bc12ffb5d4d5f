// Takes the pictures of docs/pictures: `node pictures.mjs BASE_URL FOLDER`, from a casebook that web-demo serves.
import { join } from "node:path";
import { chromium } from "playwright-core";

const [base, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

const PICTURES = [
  { name: "list", path: "/cases?q=%E5%80%8B%E4%BA%BA%E6%83%85%E5%A0%B1+since:2022", width: 1280, height: 620, scheme: "light", lang: "ja" },
  { name: "case", path: "/cases/minato", width: 1280, height: 900, scheme: "light", lang: "ja", point: ".facts .fact .go" },
  { name: "case-en-dark", path: "/cases/minato", width: 1280, height: 900, scheme: "dark", lang: "en" },
  { name: "case-phone", path: "/cases/tsukuyomi", width: 375, height: 812, scheme: "light", lang: "ja" },
];

for (const { name, path, width, height, scheme, lang, point } of PICTURES) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: lang, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(base + path);
  if (point && await page.locator(point).count()) await page.locator(point).first().hover();
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
await browser.close();
