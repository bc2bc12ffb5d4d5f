// Logging in, one's account, the users and the audit log, as people meet them.

export const PASSWORD = "a long walk by the river";

/** Logs in on the page. */
async function login(page, users, name = "aoi") {
  await page.goto(`${users}/login`);
  await page.fill("input[name=name]", name);
  await page.fill("input[name=password]", PASSWORD);
  await page.click(".login .do");
}

export const people = [
  {
    page: true,
    users: true,
    name: "the login",
    async run({ page, users, expect }) {
      await page.goto(`${users}/sources`);
      expect(page.url().includes("/login?back="), "to be led to the login");
      await page.fill("input[name=name]", "nobody-at-all");
      await page.fill("input[name=password]", "not the password");
      await page.click(".login .do");
      expect(await page.locator(".problem").isVisible(), "that it was wrong");
      expect((await page.locator("input[name=password]").inputValue()) === "", "no password in the page");
    },
  },
  {
    page: true,
    users: true,
    name: "one's account",
    async run({ page, users, expect }) {
      await login(page, users);
      await page.waitForURL((url) => url.pathname === "/");
      await page.locator(".masthead .me").click();
      await page.waitForURL(/\/account$/);
      expect((await page.locator(".people .this").count()) === 1, "the session that is this one");
      expect((await page.locator("form[action$='/revoke']").count()) >= 1, "a token that can be revoked");
    },
  },
  {
    page: true,
    users: true,
    name: "a first password must be changed",
    async run({ page, users, expect }) {
      await login(page, users, "rin");
      await page.waitForURL(/\/account$/);
      expect((await page.locator("main h2").count()) === 1, "nothing but the new password");
    },
  },
  {
    page: true,
    users: true,
    name: "the users",
    async run({ page, users, expect }) {
      await login(page, users);
      await page.goto(`${users}/users`);
      expect((await page.locator(".people tbody tr").count()) >= 4, "a row a user");
      await page.locator(".people details summary").first().click();
      expect(await page.locator(".people details[open] button").isVisible(), "to be asked once more before one is removed");
    },
  },
  {
    page: true,
    users: true,
    name: "a token is made and shown once",
    async run({ page, users, expect }) {
      await login(page, users);
      await page.goto(`${users}/account`);
      await page.fill("input[name=label]", "試し");
      await page.click("form[action='/account/tokens'] .do");
      expect((await page.locator(".secret code").innerText()).startsWith("jikenbo_"), "the token");
    },
  },
  {
    page: true,
    users: true,
    name: "the audit log",
    async run({ page, users, expect }) {
      await login(page, users);
      await page.goto(`${users}/audit`);
      expect((await page.locator(".audit tbody tr").count()) === 100, "a page of entries");
      await page.locator("a[rel=next]").click();
      await page.waitForURL(/after=/);
    },
  },
  {
    users: true,
    scriptless: true,
    name: "a login and a logout without a script",
    async run({ page, users, expect }) {
      await login(page, users);
      await page.waitForURL((url) => url.pathname === "/");
      await page.locator(".leave button").click();
      await page.waitForURL(/\/login$/);
      await page.goto(`${users}/users`);
      expect(page.url().includes("/login"), "to be logged out");
    },
  },
];
