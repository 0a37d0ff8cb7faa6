/**
 * `deno task pages`: the time to the first picture of a page, to its first chart, and to a long table.
 *
 * @module
 */
import { choicesFlag, integerFlag, print, runTask } from "@descent/cli";
import { compareReport, type Page as Report, renderPage } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import type { Browser, Page } from "playwright-core";
import { DESKTOP, startChromium, until, withReport } from "./_chromium.ts";

const PARTS = ["first-chart", "table"];

const task = {
  name: "pages",
  doc: "Times pages: their first chart, and a long table.",
  flags: {
    parts: choicesFlag({ doc: "What to time.", default: PARTS, words: PARTS }),
    rounds: integerFlag({ doc: "How often.", default: 7, quick: 1, minimum: 1, maximum: 1000 }),
  },
};

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[values.length >> 1];

/** Something that was timed some times. */
interface Timed {
  readonly what: string;
  /** Milliseconds, as they came. */
  readonly milliseconds: readonly number[];
}

function tell({ what, milliseconds }: Timed): void {
  const [least, most] = [sorted(milliseconds)[0], sorted(milliseconds).at(-1)!];
  const text = [median(milliseconds), least, most].map((value) => value.toFixed(0));
  print(`${what}: ${text[0]} ms (${text[1]} to ${text[2]}, ${milliseconds.length} times)`);
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
async function timeFirstChart(browser: Browser, rounds: number): Promise<Timed[]> {
  const html = await renderPage(compareReport(syntheticRuns()));
  print(`Page of compare: ${(new TextEncoder().encode(html).length / 2 ** 20).toFixed(2)} MiB`);
  const pictures: number[] = [], times: number[] = [], processor: number[] = [];
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
      const [paint] = await page.evaluate(
        'performance.getEntriesByName("first-contentful-paint").map(({ startTime }) => startTime)',
      ) as number[];
      pictures.push(paint);
    });
    await context.close();
  }
  return [
    { what: "First screen with its picture, which needs no script", milliseconds: pictures },
    { what: "First chart that can be pointed at", milliseconds: times },
    { what: "First chart, of the processor", milliseconds: processor },
  ];
}

async function timeTable(browser: Browser, rounds: number): Promise<Timed[]> {
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
  return [
    { what: "Page with a table of 2,000 rows opens", milliseconds: opened },
    { what: "Page with that table, of the processor", milliseconds: processor },
    { what: "Its other rows come", milliseconds: shown },
  ];
}

/**
 * Runs `deno task pages`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runPages(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ parts, rounds }, conclude) => {
    await using driven = await startChromium();
    const { browser } = driven;
    const timed: Timed[] = [];
    if (parts.includes("first-chart")) timed.push(...await timeFirstChart(browser, rounds));
    if (parts.includes("table")) timed.push(...await timeTable(browser, rounds));
    for (const each of timed) tell(each);
    conclude({ timed });
  });
}

if (import.meta.main) Deno.exit(await runPages(Deno.args));
