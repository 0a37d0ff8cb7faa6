/**
 * `deno task pages`: the time to the first picture of a page, to its first chart, and to a long table; and what a page over
 * very many trials takes.
 *
 * @module
 */
import { choicesFlag, integerFlag, print, runTask } from "@descent/cli";
import { compareReport, type Page as Report, renderPage } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import { DESKTOP, startChromium, withReportFile } from "./_chromium.ts";
import { connectDevTools, type DevTools, type MeasuredTab } from "./_devtools.ts";
import { buildLargeReport } from "./_large_report.ts";

const PARTS = ["first-chart", "table", "many-trials"];

const task = {
  name: "pages",
  doc: "Times pages: their first chart, a long table, and a page over 10,000 trials.",
  flags: {
    parts: choicesFlag({ doc: "What to time.", default: PARTS, words: PARTS }),
    trials: integerFlag({
      doc: "How many are very many.",
      default: 10_000,
      quick: 500,
      minimum: 48,
      maximum: 100_000,
    }),
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

/** When the first chart is in the document and the browser has had the time to paint it; listens from the page's start. */
const FIRST_CHART = `new Promise((done) => {
  const look = () => {
    if (document.querySelector(".plot .main-svg .trace") === null) return false;
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    return true;
  };
  if (look()) return;
  new MutationObserver((_, observer) => {
    if (look()) observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
})`;

const FIRST_PICTURE = `new Promise((done) => {
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntriesByName("first-contentful-paint")) done(startTime);
  }).observe({ type: "paint", buffered: true });
})`;

/** Opens a page again and again. */
function opened(
  devTools: DevTools,
  html: string,
  rounds: number,
  look: (tab: MeasuredTab) => Promise<void>,
): Promise<void> {
  return withReportFile(html, async (address) => {
    for (let round = 0; round < rounds; round++) {
      await using tab = await devTools.tab(DESKTOP.width, DESKTOP.height);
      await tab.open(address);
      await look(tab);
    }
  });
}

async function timeFirstChart(
  devTools: DevTools,
  page: string,
  html: string,
  rounds: number,
): Promise<Timed[]> {
  const pictures: number[] = [], times: number[] = [], processor: number[] = [];
  await opened(devTools, html, rounds, async (tab) => {
    times.push(await tab.evaluate(FIRST_CHART));
    processor.push(await tab.processorTime());
    pictures.push(await tab.evaluate(FIRST_PICTURE));
  });
  return [
    {
      what: `${page}: first screen with its picture, which needs no script`,
      milliseconds: pictures,
    },
    { what: `${page}: first chart that can be pointed at`, milliseconds: times },
    { what: `${page}: first chart, of the processor`, milliseconds: processor },
  ];
}

function sizeOf(html: string): string {
  return `${(new TextEncoder().encode(html).length / 2 ** 20).toFixed(2)} MiB`;
}

async function timeCompare(devTools: DevTools, rounds: number): Promise<Timed[]> {
  const html = await renderPage(compareReport(syntheticRuns()));
  print(`Page of compare: ${sizeOf(html)}`);
  return await timeFirstChart(devTools, "Page of compare", html, rounds);
}

async function timeManyTrials(
  devTools: DevTools,
  trials: number,
  rounds: number,
): Promise<Timed[]> {
  const { html, rows, seconds, peakBytes } = await buildLargeReport(trials);
  print(
    `Page over ${trials.toLocaleString("en")} trials with ${rows.toLocaleString("en")} rows: ` +
      `${sizeOf(html)}, built with its CSV files in ${seconds.toFixed(1)} s of the processor and ` +
      `at most ${(peakBytes / 1e6).toFixed(0)} MB, the trials among them`,
  );
  return await timeFirstChart(devTools, "Page over many trials", html, rounds);
}

/** From the page's last byte until it is laid out and its scripts have run. */
const LOADED = `new Promise((done) => {
  const tell = () => setTimeout(() => {
    const [{ loadEventStart, responseEnd }] = performance.getEntriesByType("navigation");
    done(loadEventStart - responseEnd);
  });
  if (document.readyState === "complete") tell();
  else addEventListener("load", tell);
})`;

/** From a click on the button until all rows are laid out. */
const REST_SHOWN = `(async () => {
  const from = performance.now();
  document.querySelector(".table-rest").click();
  while (document.querySelector("table").tBodies[0].rows.length < 2000) {
    await new Promise((done) => setTimeout(done));
  }
  document.body.getBoundingClientRect();
  return performance.now() - from;
})()`;

async function timeTable(devTools: DevTools, rounds: number): Promise<Timed[]> {
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
  const opens: number[] = [], processor: number[] = [], shown: number[] = [];
  await opened(devTools, html, rounds, async (tab) => {
    opens.push(await tab.evaluate(LOADED));
    processor.push(await tab.processorTime());
    shown.push(await tab.evaluate(REST_SHOWN));
  });
  return [
    { what: "Page with a table of 2,000 rows opens", milliseconds: opens },
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
  return runTask(() => task, args, async ({ parts, trials, rounds }, conclude) => {
    await using started = await startChromium();
    using devTools = await connectDevTools(started.address);
    const timed: Timed[] = [];
    const keep = (more: readonly Timed[]) => {
      timed.push(...more);
      more.forEach(tell);
    };
    if (parts.includes("first-chart")) keep(await timeCompare(devTools, rounds));
    if (parts.includes("table")) keep(await timeTable(devTools, rounds));
    if (parts.includes("many-trials")) keep(await timeManyTrials(devTools, trials, rounds));
    conclude({ timed });
  });
}

if (import.meta.main) Deno.exit(await runPages(Deno.args));
