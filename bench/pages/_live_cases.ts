import { liveServer, type LiveServerOptions } from "@descent/live";
import type { Run } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import { browserCase } from "./_browser_case.ts";
import { DESKTOP, PHONE, until, withAddress } from "./_chromium.ts";
import { seriousFindings } from "./_kind_cases.ts";
import { HOSTILE } from "./_report_pages.ts";

const runs = syntheticRuns([{ name: "hostile", title: HOSTILE }]);
const searches = runs.filter(({ record }) => record.phase === "search");
const finals = runs.filter(({ record }) => record.phase === "final");

/** A run of which the test decides what comes next. */
function served(changes: Partial<LiveServerOptions> = {}) {
  const stopped: string[] = [];
  let done = 0;
  const texts = { kicker: HOSTILE, title: "compare", question: HOSTILE };
  const tell = (line: string) => stopped.push(`told ${line}`);
  const server = liveServer({ texts, tell, share: 0.9, ...changes });
  server.follow({
    snapshot: () => ({ done, total: 12, secondsLeft: 75 }),
    stopAll: () => stopped.push("all"),
  });
  return {
    server,
    stopped,
    start: ({ record }: Run) =>
      server.watch.started({ ...record, epochs: 10 }, () => stopped.push(record.trialId)),
    evaluate({ record, metrics }: Run, from: number, to: number) {
      for (const row of metrics.slice(from, to)) server.watch.evaluated(record.trialId, row);
    },
    end(...ended: Run[]) {
      done += ended.length;
      for (const run of ended) server.watch.ended(run);
    },
  };
}

/** Points of the longest line of all charts. */
const LONGEST = `Math.max(0, ...[...document.querySelectorAll(".plot")]
  .flatMap(({ data = [] }) => data.map(({ y }) => y?.length ?? 0)))`;

browserCase(
  "a live page shows curves that grow; opened late or loaded again it has everything",
  async (page) => {
    const { server, start, evaluate, stopped } = served();
    await using _ended = server;
    const [first] = finals;
    start(first);
    evaluate(first, 0, 2);
    await withAddress(page, server.address, async () => {
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
  },
);

browserCase(
  "a live page's ranking changes, its names are text, and what the reader has set stays",
  async (page) => {
    const { server, end } = served();
    await using _ended = server;
    await withAddress(page, server.address, async () => {
      await page.getByText("No trial has ended yet.").waitFor();
      end(...searches);
      const lost = page.locator('[data-part^="lost "]').first();
      const filter = lost.locator(".table-filter input");
      await filter.fill("adam");
      end(...finals.slice(0, 10));
      await page.locator(".answer").waitFor();
      const before = JSON.stringify(await page.locator(".finding").innerText());
      end(...finals.slice(10));
      const { record, metrics } = searches.find(({ record }) => record.status === "diverged")!;
      const lines = lost.locator("tbody tr");
      const count = await lines.count();
      end({ record: { ...record, trialId: "another" }, metrics });
      await lines.nth(count).waitFor({ state: "attached" });
      assertEquals(await filter.inputValue(), "adam");
      assert(await lost.locator("tbody tr:visible").count() < count);
      await until(page, `document.querySelector(".finding").innerText !== ${before}`);
      await page.getByText(HOSTILE).first().waitFor();
      assertEquals([await page.locator("img").count(), await page.title()], [
        0,
        "compare · Descent, live",
      ]);
      await server.end("The run has ended; its report is here.");
      await page.getByText("its report is here").waitFor();
      await page.getByText("The run has ended.", { exact: true }).waitFor();
    });
  },
);

browserCase(
  "a trial and the run are stopped with the keyboard, by this page and by no other one",
  async (page) => {
    const { server, start, stopped } = served();
    await using _ended = server;
    start(finals[0]);
    await withAddress(page, server.address, async () => {
      for (let tabs = 0; tabs < 20; tabs++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate('document.activeElement.ariaLabel?.startsWith("Stop ")')) break;
      }
      await page.keyboard.press("Enter");
      await page.getByText("Stopping").waitFor();
      assertEquals(stopped, [finals[0].record.trialId]);
      const all = page.getByRole("button", { name: "Stop all trials" });
      page.once("dialog", (dialog) => dialog.dismiss());
      await all.click();
      assertEquals(stopped.length, 1);
      page.once("dialog", (dialog) => dialog.accept());
      await all.focus();
      const [response] = await Promise.all([
        page.waitForResponse(`${server.address}stop`),
        page.keyboard.press("Enter"),
      ]);
      assertEquals([response.status(), stopped[1]], [204, "all"]);
    });
    // Another site; what it asks for it cannot read.
    await page.goto("about:blank");
    await page.evaluate(`fetch("${server.address}stop", {
    method: "POST",
    mode: "no-cors",
    body: '{"trial":null}',
  }).catch(() => {})`);
    await page.setContent(`<iframe src="${server.address}"></iframe>`);
    const frame = page.frames().find((each) => each !== page.mainFrame())!;
    assertEquals(await frame.evaluate("document.querySelector('.masthead') === null"), true);
    assertEquals(stopped.length, 2);
  },
);

browserCase("when another run answers at its address, a live page shows that one", async (page) => {
  const former = served();
  const port = Number(new URL(former.server.address).port);
  former.end(...searches);
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
});

browserCase(
  "axe-core finds nothing serious on a live page, on phone and desktop, light and dark",
  async (page) => {
    const { server, start, end, evaluate } = served();
    await using _ended = server;
    end(...searches, ...finals.slice(0, 22));
    for (const run of finals.slice(22, 24)) {
      start(run);
      evaluate(run, 0, 6);
    }
    await withAddress(page, server.address, async () => {
      await until(page, `${LONGEST} >= 6`);
      for (const [viewport, colorScheme] of [[PHONE, "light"], [DESKTOP, "dark"]] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        assertEquals(await seriousFindings(page), [], colorScheme);
        assertEquals(await page.evaluate("document.documentElement.scrollWidth"), viewport.width);
      }
    });
  },
);
