import axe from "axe-core/axe.min.js" with { type: "text" };
import { assert, assertEquals } from "@std/assert";
import { liveServer, type LiveServerOptions } from "@descent/live";
import type { Run } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import type { Browser, Page } from "playwright-core";
import { startChromium } from "./_chromium.ts";

const HOSTILE = "</script><img src=x onerror=\"document.title='hacked'\">{{7*7}}";
const runs = syntheticRuns([{ name: "hostile", title: HOSTILE }]);
const searches = runs.filter(({ record }) => record.phase === "search");
const finals = runs.filter(({ record }) => record.phase === "final");
const mayServe = Deno.permissions.querySync({ name: "net", host: "127.0.0.1" }).state === "granted";

const SCREENS = [
  { name: "phone", width: 390, height: 844 },
  { name: "desktop", width: 1440, height: 900 },
];
const READY = "document.documentElement.dataset.charts === 'drawn'";
const LONGEST_WAIT = 60_000;

/** A run of which the test decides what comes next. */
function served(changes: Partial<LiveServerOptions> = {}) {
  const options = { share: 0.9, ...changes };
  const stopped: string[] = [];
  let done = 0;
  const texts = { kicker: HOSTILE, title: "compare", question: HOSTILE };
  const server = liveServer({ texts, tell: (line) => stopped.push(`told ${line}`), ...options });
  server.follow({
    snapshot: () => ({ done, total: 12, secondsLeft: 75 }),
    stopAll: () => stopped.push("all"),
  });
  const start = ({ record }: Run) =>
    server.watch.started({ ...record, epochs: 10 }, () => stopped.push(record.trialId));
  const end = (...ended: Run[]) => {
    done += ended.length;
    for (const run of ended) server.watch.ended(run);
  };
  const evaluate = ({ record, metrics }: Run, from: number, to: number) => {
    for (const row of metrics.slice(from, to)) server.watch.evaluated(record.trialId, row);
  };
  return { server, start, end, evaluate, stopped };
}

/** Waits until an expression is true: the page's policy forbids it to ask itself again and again. */
async function until(page: Page, expression: string): Promise<void> {
  for (let waited = 0; !await page.evaluate(expression); waited += 50) {
    if (waited > LONGEST_WAIT) throw new Error(`The page never came to: ${expression}`);
    await page.waitForTimeout(50);
  }
}

/** Opens the page; in the end nothing may be on its console, and no request gone elsewhere. */
async function opened(
  browser: Browser,
  address: string,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_WAIT);
    const messages: string[] = [], requests: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(String(error)));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(address);
    await until(page, READY);
    await use(page);
    assertEquals(messages, []);
    const { origin } = new URL(address);
    const elsewhere = requests.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"));
    assertEquals(elsewhere, []);
    assertEquals(await page.title(), "compare · Descent, live");
  } finally {
    await context.close();
  }
}

/** Points of the longest line of all charts. */
const LONGEST = `Math.max(0, ...[...document.querySelectorAll(".plot")]
  .flatMap((plot) => (plot.data ?? []).map(({ y }) => y?.length ?? 0)))`;

async function seriousFindings(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return await page.evaluate(`axe.run(document, { resultTypes: ["violations"] })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 200)]))`);
}

async function inBrowser(test: Deno.TestContext): Promise<void> {
  await using driven = await startChromium();
  if (driven === null) return;
  const { browser } = driven;
  await test.step("curves grow, and a page that is late or loaded again sees everything", async () => {
    const { server, start, evaluate, stopped } = served();
    await using _ended = server;
    const [first] = finals;
    start(first);
    evaluate(first, 0, 2);
    await opened(browser, server.address, async (page) => {
      await page.getByText("about 1 min 15 s").waitFor();
      await until(page, `${LONGEST} === 2`);
      evaluate(first, 2, 5);
      await until(page, `${LONGEST} === 5`);
      await page.reload();
      await until(page, `${LONGEST} === 5`);
      evaluate(first, 5, 6);
      await until(page, `${LONGEST} === 6`);
    });
    assertEquals(stopped, []);
  });

  await test.step("the ranking changes, names are text, and what the reader has set stays", async () => {
    const { server, end } = served();
    await using _ended = server;
    await opened(browser, server.address, async (page) => {
      await page.getByText("No trial has ended yet.").waitFor();
      end(...searches);
      const lost = page.locator('[data-part="lost Diverged and failed 1"]');
      const filter = lost.locator(".table-filter input");
      await filter.fill("adam");
      end(...finals.slice(0, 10));
      await page.locator(".answer").waitFor();
      const before = await page.locator(".finding").innerText();
      end(...finals.slice(10));
      const lines = lost.locator("tbody tr");
      const { record, metrics } = searches.find(({ record }) => record.status === "diverged")!;
      const all = await lines.count();
      end({ record: { ...record, trialId: "another" }, metrics });
      for (let waited = 0; await lines.count() === all && waited < LONGEST_WAIT; waited += 50) {
        await page.waitForTimeout(50);
      }
      assertEquals([await lines.count(), await filter.inputValue()], [all + 1, "adam"]);
      assert(await lost.locator("tbody tr:visible").count() < all);
      await until(
        page,
        `document.querySelector(".finding").innerText !== ${JSON.stringify(before)}`,
      );
      await page.getByText(HOSTILE).first().waitFor();
      assertEquals(await page.locator("img").count(), 0);
      await server.end("The run has ended; its report is here.");
      await page.getByText("its report is here").waitFor();
      await page.getByText("The run has ended.", { exact: true }).waitFor();
    });
  });

  await test.step("a trial and the run are stopped with the keyboard", async () => {
    const { server, start, stopped } = served();
    await using _ended = server;
    start(finals[0]);
    await opened(browser, server.address, async (page) => {
      const one = page.getByRole("button", { name: /^Stop .+ seed/ });
      for (let tabs = 0; tabs < 20; tabs++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate('document.activeElement.ariaLabel?.startsWith("Stop ")')) break;
      }
      await page.keyboard.press("Enter");
      await page.getByText("Stopping").waitFor();
      assertEquals(stopped, [finals[0].record.trialId]);
      page.once("dialog", (dialog) => dialog.dismiss());
      const all = page.getByRole("button", { name: "Stop all trials" });
      await all.click();
      assertEquals(stopped.length, 1);
      page.once("dialog", (dialog) => dialog.accept());
      await all.focus();
      await page.keyboard.press("Enter");
      for (let tries = 0; tries < 100 && stopped.length < 2; tries++) {
        await page.waitForTimeout(20);
      }
      assertEquals(stopped[1], "all");
    });
  });

  await test.step("another site neither stops trials nor shows the page", async () => {
    const { server, start, stopped } = served();
    await using _ended = server;
    start(finals[0]);
    const page = await browser.newPage();
    const ask = `fetch("${server.address}stop", {
        method: "POST", mode: "no-cors", body: '{"trial":null}',
      }).then(() => true)`;
    assertEquals(await page.evaluate(ask), true);
    await page.setContent(`<iframe src="${server.address}"></iframe>`);
    const frame = page.frames().find((each) => each !== page.mainFrame())!;
    assertEquals(await frame.evaluate("document.querySelector('h1') === null"), true);
    assertEquals(stopped, []);
    await page.close();
  });

  await test.step("when another run answers at the address, the page shows that one", async () => {
    const former = served();
    const port = Number(new URL(former.server.address).port);
    former.end(...searches);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(former.server.address);
    await page.getByRole("heading", { name: "Diverged and failed" }).waitFor();
    // A run that is killed says nothing to its page.
    await page.route("**/events**", (route) => route.abort());
    await page.reload();
    await page.getByText("trying again").or(page.getByText("no longer answers")).waitFor();
    await former.server[Symbol.asyncDispose]();
    const next = served({ port });
    await using _ended = next.server;
    await page.unroute("**/events**");
    await page.getByText("No trial has ended yet.").waitFor();
    await context.close();
  });

  await test.step("axe-core finds nothing serious, on a phone and a desktop, light and dark", async () => {
    const { server, start, end, evaluate } = served();
    await using _ended = server;
    end(...searches, ...finals.slice(0, 22));
    for (const run of finals.slice(22, 24)) {
      start(run);
      evaluate(run, 0, 6);
    }
    const folder = Deno.env.get("DESCENT_SCREENSHOTS");
    await opened(browser, server.address, async (page) => {
      await until(page, `${LONGEST} >= 6`);
      for (const { name, ...viewport } of SCREENS) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          assertEquals(await seriousFindings(page), [], `${name}, ${colorScheme}`);
          const width = await page.evaluate("document.documentElement.scrollWidth");
          assertEquals(width, viewport.width, name);
          if (folder === undefined) continue;
          const path = `${folder}/live-${name}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
        }
      }
    });
  });
}

Deno.test({
  name: "the live page in a browser",
  ignore: !mayServe,
  // Playwright keeps its own timers and pipes.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: inBrowser,
});
