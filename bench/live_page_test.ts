import axe from "axe-core/axe.min.js" with { type: "text" };
import { assert, assertEquals } from "@std/assert";
import { liveServer, type LiveServerOptions } from "@descent/live";
import type { Run } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startChromium } from "./_chromium.ts";

const HOSTILE = "</script><img src=x onerror=\"document.title='hacked'\">{{7*7}}";
const runs = syntheticRuns([{ name: "hostile", title: HOSTILE }]);
const searches = runs.filter(({ record }) => record.phase === "search");
const finals = runs.filter(({ record }) => record.phase === "final");
const mayServe = Deno.permissions.querySync({ name: "net", host: "127.0.0.1" }).state === "granted";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1440, height: 900 } };
const READY = "document.documentElement.dataset.charts === 'drawn'";

/** A run of which the test decides what comes next. */
function served(changes: Partial<LiveServerOptions> = {}) {
  const stopped: string[] = [];
  let done = 0;
  const texts = { kicker: HOSTILE, title: "compare", question: HOSTILE };
  const server = liveServer({ texts, tell: (line) => stopped.push(`told ${line}`), ...changes });
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

/** Opens the page; in the end nothing may be on its console, and no request gone elsewhere. */
async function opened(
  browser: Browser,
  address: string,
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions = DESKTOP,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const messages: string[] = [], requests: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(String(error)));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(address);
    await page.waitForFunction(READY);
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
  const browser = await startChromium();
  if (browser === null) return;
  try {
    await test.step("curves grow, and a page that is loaded again or late sees everything", async () => {
      const { server, start, evaluate, stopped } = served();
      await using _ended = server;
      const [first] = finals;
      start(first);
      evaluate(first, 0, 2);
      await opened(browser, server.address, async (page) => {
        await page.waitForFunction(`${LONGEST} === 2`);
        evaluate(first, 2, 5);
        await page.waitForFunction(`${LONGEST} === 5`);
        await page.reload();
        await page.waitForFunction(READY);
        await page.waitForFunction(`${LONGEST} === 5`);
        evaluate(first, 5, 6);
        await page.waitForFunction(`${LONGEST} === 6`);
      });
      await opened(browser, server.address, async (page) => {
        await page.waitForFunction(`${LONGEST} === 6`);
        await page.getByText("about 1 min 15 s").waitFor();
      });
      assertEquals(stopped, []);
    });

    await test.step("the ranking changes, and diverged trials come at once, with names as text", async () => {
      const { server, end } = served();
      await using _ended = server;
      await opened(browser, server.address, async (page) => {
        await page.getByText("No trial has ended yet.").waitFor();
        end(...searches);
        await page.getByRole("heading", { name: "Diverged and failed" }).waitFor();
        end(...finals.slice(0, 10));
        await page.locator(".answer").waitFor();
        await page.locator("table").first().waitFor();
        const before = await page.locator(".finding").innerText();
        end(...finals.slice(10));
        await page.waitForFunction(
          (text) => document.querySelector<HTMLElement>(".finding")!.innerText !== text,
          before,
        );
        await page.getByText(HOSTILE).first().waitFor();
        assertEquals(await page.locator("img").count(), 0);
        await server.end("The run has ended; its report is here.");
        await page.getByText("its report is here").waitFor();
        await page.getByText("The run has ended.", { exact: true }).waitFor();
      });
    });

    await test.step("what the reader has set stays while the page changes", async () => {
      const { server, end } = served();
      await using _ended = server;
      end(...searches, ...finals.slice(0, 12));
      await opened(browser, server.address, async (page) => {
        const section = page.locator(
          '[data-part^="result All trials"], [data-part^="result Trials"]',
        );
        const table = section.last();
        await table.locator("details > summary").first().click().catch(() => {});
        const filter = table.locator(".table-filter input");
        await filter.fill("adam");
        const rows = () => table.locator("tbody tr:visible").count();
        const before = await rows();
        assert(before > 0);
        end(...finals.slice(12));
        await page.getByText(HOSTILE).first().waitFor();
        await page.waitForTimeout(1500);
        assertEquals(await filter.inputValue(), "adam");
        assert(await rows() >= before);
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
          if (await one.evaluate((button) => button === document.activeElement)) break;
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
      const foreign = served();
      await using _foreign = foreign.server;
      // Another port is another origin, though the same site.
      await page.goto(foreign.server.address);
      const answer = await page.evaluate(async (address) => {
        const ask = (mode: RequestMode) =>
          fetch(`${address}stop`, { method: "POST", mode, body: '{"trial":null}' })
            .then(({ type }) => type, () => "refused");
        return [await ask("cors"), await ask("no-cors")];
      }, server.address);
      // Its own policy lets that page ask nobody else; a page without one is refused by the server.
      assertEquals(answer, ["refused", "refused"]);
      await page.goto("about:blank");
      await page.evaluate(
        (address) =>
          fetch(`${address}stop`, { method: "POST", mode: "no-cors", body: '{"trial":null}' }),
        server.address,
      );
      await page.setContent(`<iframe src="${server.address}"></iframe>`);
      await page.waitForTimeout(300);
      assertEquals(page.frames().filter((frame) => frame.url().startsWith(server.address)), []);
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

    for (const colorScheme of ["light", "dark"] as const) {
      for (const [name, device] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
        await test.step(`axe-core finds nothing serious: ${name}, ${colorScheme}`, async () => {
          const { server, start, end, evaluate } = served();
          await using _ended = server;
          end(...searches, ...finals.slice(0, 22));
          for (const run of finals.slice(22, 24)) {
            start(run);
            evaluate(run, 0, 6);
          }
          await opened(browser, server.address, async (page) => {
            await page.waitForFunction(`${LONGEST} >= 6`);
            assertEquals(await seriousFindings(page), []);
            const width = await page.evaluate("document.documentElement.scrollWidth");
            assertEquals(width, device.viewport.width);
            const folder = Deno.env.get("DESCENT_SCREENSHOTS");
            if (folder !== undefined) {
              await page.screenshot({
                path: `${folder}/live-${name}-${colorScheme}.png`,
                fullPage: true,
              });
            }
          }, { ...device, colorScheme });
        });
      }
    }
  } finally {
    await browser.close();
  }
}

Deno.test({
  name: "the live page in a browser",
  ignore: !mayServe,
  // Playwright keeps its own timers and pipes.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: inBrowser,
});
