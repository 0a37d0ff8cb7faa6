/**
 * `deno task pages`: what pages cost. The time to the first chart, that of opening a long table, and what a live page that is
 * open costs the training.
 *
 * @module
 */
import { choicesFlag, integerFlag, print, runTask } from "@descent/cli";
import { withTemporaryFolder } from "@descent/cli/testing";
import { compare } from "@descent/experiments";
import { runInFolder } from "@descent/lab/testing";
import { compareReport, type Page as Report, renderPage } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import process from "node:process";
import type { Browser, Page } from "playwright-core";
import { DESKTOP, startChromium, until, withReport } from "./_chromium.ts";

const PARTS = ["first-chart", "table", "live"];

const task = {
  name: "pages",
  doc: "Times pages: their first chart, a long table, and training while a live page is open.",
  flags: {
    parts: choicesFlag({ doc: "What to time.", default: PARTS, words: PARTS }),
    rounds: integerFlag({ doc: "How often.", default: 7, quick: 1, minimum: 1, maximum: 1000 }),
  },
};

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[values.length >> 1];

function told(what: string, values: readonly number[], unit: string, digits = 0): void {
  const [least, most] = [sorted(values)[0], sorted(values).at(-1)!];
  const text = [median(values), least, most].map((value) => value.toFixed(digits));
  print(`${what}: ${text[0]} ${unit} (${text[1]} to ${text[2]}, ${values.length} times)`);
}

/** Marks when the first chart is in the document and the browser has had the time to paint it. */
const MARK = `new MutationObserver((_, observer) => {
  if (document.querySelector(".plot .main-svg .trace") === null) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => performance.mark("first chart")));
}).observe(document, { childList: true, subtree: true });`;

/** Tells the processor time of a page's scripts and layout in milliseconds, which no other program lengthens. */
async function processorTimer(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
  };
}

/** Each time in a window of its own, which has compiled nothing yet. */
async function timeFirstChart(browser: Browser, rounds: number): Promise<void> {
  const html = await renderPage(compareReport(syntheticRuns()));
  print(`Page of compare: ${(new TextEncoder().encode(html).length / 2 ** 20).toFixed(2)} MiB`);
  const times: number[] = [], processor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ viewport: DESKTOP });
    const page = await context.newPage();
    await page.addInitScript(MARK);
    const spent = await processorTimer(page);
    await withReport(page, html, async () => {
      const marks = 'performance.getEntriesByName("first chart")';
      await until(page, `${marks}.length > 0`);
      processor.push(await spent());
      times.push(await page.evaluate(`${marks}[0].startTime`) as number);
    });
    await context.close();
  }
  told("First chart", times, "ms");
  told("  of the processor", processor, "ms");
}

async function timeTable(browser: Browser, rounds: number): Promise<void> {
  const report: Report = {
    kicker: "test",
    title: "Rows",
    headline: "Many.",
    sections: [{
      kind: "table",
      title: "All trials",
      columns: ["Optimizer", "Learning rate", "Loss", "Accuracy", "Epochs", "Seconds"].map((
        title,
      ) => ({ title })),
      rows: Array.from(
        { length: 2000 },
        (_, n) => ["Adam", 10 ** -(n % 5), n / 7, n / 2000, n, n / 3],
      ),
    }],
  };
  const html = await renderPage(report);
  const opened: number[] = [], processor: number[] = [], shown: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ viewport: DESKTOP });
    const page = await context.newPage();
    const spent = await processorTimer(page);
    await withReport(page, html, async () => {
      processor.push(await spent());
      const [{ duration }] = await page.evaluate(
        'performance.getEntriesByType("navigation").map(({ loadEventStart, responseEnd }) => ({ duration: loadEventStart - responseEnd }))',
      ) as { duration: number }[];
      opened.push(duration);
      shown.push(
        await page.evaluate(`(async () => {
        const from = performance.now();
        document.querySelector(".table-rest").click();
        while (document.querySelector("table").tBodies[0].rows.length < 2000) await new Promise((done) => setTimeout(done));
        document.body.getBoundingClientRect();
        return performance.now() - from;
      })()`) as number,
      );
    });
    await context.close();
  }
  told("Page with a table of 2,000 rows opens", opened, "ms");
  told("  of the processor", processor, "ms");
  told("Its other rows come", shown, "ms");
}

/** Processor time of this process, whose threads train and serve; the browser is another one. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const PORT = 8391;
/** Some seconds, in which the page has charts to draw. */
const TRAINING = ["--dataset=digits", "--optimizers=sgd,adam", "--epochs=60", "--settings=3"]
  .concat("--seeds=2", "--jobs=1");

/** Trains, with a page open or without; gives the processor's seconds. */
async function train(browser: Browser | null): Promise<number> {
  let seconds = 0;
  await withTemporaryFolder(async (folder) => {
    const from = processorSeconds();
    const live = browser === null ? [] : ["--live", `--port=${PORT}`];
    const run = runInFolder(compare, folder, ...TRAINING, ...live);
    const page = await browser?.newPage();
    // The server may not listen yet.
    const opening = page && (async () => {
      for (;;) {
        try {
          return await page.goto(`http://127.0.0.1:${PORT}/`);
        } catch {
          await new Promise((done) => setTimeout(done, 100));
        }
      }
    })();
    const { code, error } = await run;
    seconds = processorSeconds() - from;
    await opening;
    await page?.close();
    if (code !== 0) throw new Error(error);
  });
  return seconds;
}

async function timeLive(browser: Browser, rounds: number): Promise<void> {
  await train(null);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // In turns, so that what a machine does meanwhile falls on both.
    const turns = round % 2 === 0 ? [null, browser] : [browser, null];
    const first = await train(turns[0]), second = await train(turns[1]);
    const [without, open] = turns[0] === null ? [first, second] : [second, first];
    print(
      `  without a page ${without.toFixed(1)} s, with one ${open.toFixed(1)} s of the processor`,
    );
    ratios.push(open / without);
  }
  told("Training with a live page open, relative to none", ratios, "times", 3);
}

/**
 * Runs `deno task pages`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runPages(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ parts, rounds }) => {
    await using driven = await startChromium();
    const { browser } = driven;
    if (parts.includes("first-chart")) await timeFirstChart(browser, rounds);
    if (parts.includes("table")) await timeTable(browser, rounds);
    if (parts.includes("live")) await timeLive(browser, rounds);
  });
}

if (import.meta.main) Deno.exit(await runPages(Deno.args));
