import { compareReport, type Page, renderPage } from "@descent/reports";
import {
  pageOfEveryKind,
  syntheticFunctionRuns,
  syntheticRegressionRuns,
  syntheticRuns,
} from "@descent/reports/testing";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import type { Page as Opened } from "playwright-core";
import { browserCase } from "./_browser_case.ts";
import { drawAll, until, withReport } from "./_chromium.ts";
import { HOSTILE } from "./_report_pages.ts";

const runs = syntheticRuns();
const comparison = await renderPage(compareReport(runs));

browserCase(
  "a reader sorts a table by any column, up and down, and moves between tabs",
  async (page) => {
    const html = await renderPage(pageOfEveryKind(HOSTILE));
    await withReport(page, html, async () => {
      const table = page.locator("table[data-sortable]").first();
      const heading = table.locator("thead th").nth(5);
      const values = async () => {
        const sorts = await table.locator("tbody tr td:nth-child(6)").evaluateAll((cells) =>
          cells.map((cell) => (cell as unknown as { dataset: { sort: string } }).dataset.sort)
        );
        return sorts.filter((value) => value !== "");
      };
      const seen: unknown[] = [];
      for (let click = 0; click < 2; click++) {
        await heading.locator("button").click();
        seen.push(await heading.getAttribute("aria-sort"), await values());
      }
      const rising = seen[1] as string[];
      assert(rising.length > 1 && rising[0] !== rising[1]);
      const ordered = [...rising].sort((a, b) => Number(a) - Number(b));
      assertEquals(seen, ["ascending", ordered, "descending", ordered.toReversed()]);
      const tabs = page.locator("[role=tablist]").first().locator("[role=tab]");
      await tabs.first().press("ArrowRight");
      assertEquals(
        await Promise.all([0, 1].map((place) => tabs.nth(place).getAttribute("aria-selected"))),
        ["false", "true"],
      );
    });
  },
);

/** How many traces of all charts stand behind. */
const BEHIND = `[...document.querySelectorAll(".plot")]
  .flatMap(({ data = [] }) => data).filter(({ opacity }) => opacity < 0.2).length`;

browserCase(
  "a reader brings a series forward in all charts, pins it, sees it alone and changes the axis",
  async (page) => {
    await withReport(page, comparison, async () => {
      await drawAll(page);
      const training = page.locator("#training");
      const entry = training.locator(".legend button").first();
      const lines = `document.querySelectorAll("#training .scatterlayer .trace").length`;
      const all = await page.evaluate(lines) as number;
      await entry.hover();
      await until(page, `${BEHIND} > 6`);
      const pointed = await page.evaluate(BEHIND);
      await page.mouse.move(0, 0);
      await until(page, `${BEHIND} === 0`);
      await entry.click();
      await page.mouse.move(0, 0);
      await until(page, `${BEHIND} === ${pointed}`);
      const pressed = await page.locator(".legend button[aria-pressed=true]").evaluateAll((
        buttons,
      ) => buttons.map((button) => button.parentElement!.getAttribute("data-series")));
      assert(pressed.length > 1);
      assertEquals(new Set(pressed).size, 1);
      await entry.dblclick();
      // Of four series with a line and a band each one is left.
      await until(page, `${lines} === ${all / 4}`);
      await entry.press("Shift+Enter");
      await until(page, `${lines} === ${all}`);
      await training.getByText("Seconds").or(training.locator("[data-choice=axis] label").nth(2))
        .first().click();
      await until(
        page,
        `[...document.querySelectorAll("#training .xtitle")].every(({ textContent }) => textContent === "Training time (s)")`,
      );
    });
  },
);

browserCase(
  "a page of accuracies, losses and a function draws every chart of each",
  async (page) => {
    const report = compareReport([
      ...runs,
      ...syntheticRegressionRuns(),
      ...syntheticFunctionRuns(),
    ]);
    await withReport(page, await renderPage(report), async () => {
      await drawAll(page);
      // Sensitivity, tuning and target: one, one and two charts. Curves: three of accuracies and losses, two of losses, one
      // of a function.
      assertEquals(await page.locator(".plot .main-svg:first-child").count(), 7 + 6 + 5);
      // Nothing lies on the curves; what they can do stands below them. No chart knows a server.
      assertEquals(await page.locator(".modebar-btn").count(), 0);
      const servers =
        `[...new Set([...document.querySelectorAll(".plot")].map((plot) => plot._context.plotlyServerURL))]`;
      assertEquals(await page.evaluate(servers), [""]);
    });
  },
);

const FILTERS: readonly (readonly [text: string, rows: number, said: string])[] = [
  ["adam", 150, "150 of 450"],
  ["optimizer = adam", 150, "150 of 450"],
  ["Optimizer != Adam", 300, "300 of 450"],
  ["optimizer = <b>", 150, "150 of 450"],
  ["learningRate > 0.01", 180, "180 of 450"],
  ["optimizer = adam and learning rate >= 0.1 and test > 40%", 6, "6 of 450"],
  ["test accuracy < 0.0005", 1, "1 of 450"],
  ["", 450, ""],
];

browserCase(
  "a reader filters a long table by its columns; its later rows come when they are wanted",
  async (page) => {
    const report: Page = {
      kicker: "test",
      title: "Rows",
      headline: "Many.",
      sections: [{
        kind: "table",
        title: "All trials",
        columns: [
          { title: "Optimizer" },
          { title: "Learning rate" },
          { title: "Test accuracy", format: "percent" },
        ],
        rows: Array.from({ length: 450 }, (_, n) => [
          ["Adam", "SGD", "<b>"][n % 3],
          10 ** -(n % 5),
          n === 449 ? null : n / 1000,
        ]),
      }],
    };
    await withReport(page, await renderPage(report), async () => {
      const input = page.locator(".table-filter input");
      const shown =
        `[...document.querySelector("table").tBodies[0].rows].filter((row) => !row.hidden).length`;
      assertEquals(await page.evaluate(shown), 50);
      assertEquals(
        await input.getAttribute("placeholder"),
        "Optimizer = Adam and Learning rate > 1",
      );
      const said = page.locator(".table-filter output");
      for (const [text, rows, words] of FILTERS) {
        await input.fill(text);
        await until(page, `${shown} === ${rows}`);
        assertEquals(await said.textContent(), words);
      }
      await input.fill("rate = 0.001");
      await page.getByText("No column is called rate").waitFor();
      assertEquals(await page.locator("[data-rows], .table-rest").count(), 0);
    });
  },
);

/** Clicks, and reads the file that comes. */
async function download(page: Opened, name: string): Promise<[name: string, bytes: Uint8Array]> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  return [file.suggestedFilename(), await Deno.readFile(await file.path())];
}

browserCase(
  "a chart is saved as SVG, as PNG of twice the size and as the CSV behind it",
  async (page) => {
    await withReport(page, comparison, async () => {
      await page.locator("#training .plot").first().scrollIntoViewIfNeeded();
      await until(page, `document.querySelector("#training .plot").data !== undefined`);
      const label = await page.locator("#training .downloads button").first().getAttribute(
        "aria-label",
      );
      const [title] = label!.split(" as SVG");
      const words = title.toLowerCase().replaceAll(" ", "-");
      const [svgName, svgBytes] = await download(page, `${title} as SVG`);
      const [pngName, png] = await download(page, `${title} as PNG`);
      const [csvName, csvBytes] = await download(page, `${title} as CSV`);
      for (const [name, kind] of [[svgName, "svg"], [pngName, "png"], [csvName, "csv"]]) {
        assert(name.endsWith(`${words}.${kind}`), name);
      }
      const svg = new TextDecoder().decode(svgBytes);
      const parsed = `new DOMParser().parseFromString(${JSON.stringify(svg)}, "image/svg+xml")`;
      const elements = await page.evaluate(
        `[${parsed}.querySelectorAll("parsererror").length, ${parsed}.documentElement.tagName]`,
      );
      assertEquals(elements, [0, "svg"]);
      for (const text of [title, "Momentum", "Epoch"]) assertStringIncludes(svg, text);
      const view = new DataView(png.buffer, png.byteOffset);
      assertEquals([new TextDecoder().decode(png.subarray(1, 4)), view.getUint32(16)], [
        "PNG",
        1920,
      ]);
      const [header, ...rows] = parse(new TextDecoder().decode(csvBytes));
      assertEquals(header.slice(0, 3), ["series", "part", "Epoch"]);
      assert(rows.length > 50 && rows.every(({ length }) => length === 4));
      assertEquals(new Set(rows.map(([, part]) => part)), new Set(["", "upper", "lower"]));
      const titles = new Set(rows.map(([series]) => series));
      assertEquals(titles, new Set(["SGD", "Momentum", "RMSProp", "Adam"]));
    });
  },
);

/** Of the second chart of the training curves the lines of Adam, without bands. */
const ADAM = `document.querySelectorAll("#training .plot")[1].data
  .filter(({ fill, meta }) => !fill && meta.series === "adam")`;

browserCase(
  "curves are the means of the trials' rows; a reader changes scale and smoothing, and reads values off",
  async (page) => {
    await withReport(page, comparison, async () => {
      await drawAll(page);
      const [{ x, y: raw }] = await page.evaluate(ADAM) as { x: number[]; y: number[] }[];
      const own = runs.filter(({ record }) =>
        record.phase === "final" && record.optimizer.name === "adam"
      );
      const means = x.map((epoch) => {
        const values = own.map(({ metrics }) =>
          metrics.find((row) => row.epoch === epoch)!.scores["validation/accuracy"]!
        );
        return 100 * values.reduce((sum, value) => sum + value, 0) / values.length;
      });
      assert(means.length > 5);
      means.forEach((value, place) => assertAlmostEquals(raw[place], value, 0.01));

      const training = page.locator("#training");
      const types =
        `[...document.querySelectorAll("#training .plot")].slice(0, 2).map((plot) => plot._fullLayout.yaxis.type)`;
      assertEquals(await page.evaluate(types), ["log", "linear"]);
      await training.locator("[data-choice=scale] [value=linear]").check();
      await until(page, `(${types}).join() === "linear,linear"`);
      const smoothing = training.locator("[data-choice=smoothing] input");
      await smoothing.fill("0.5");
      await until(page, `${ADAM}.length === 2`);
      const [behind, smooth] = await page.evaluate(ADAM) as { y: number[]; opacity: number }[];
      assertEquals([behind.y, behind.opacity], [raw, 0.3]);
      // The mean of what came before, the weights halving with each step back.
      assertAlmostEquals(smooth.y[0], raw[0], 1e-9);
      assertAlmostEquals(smooth.y[2], (raw[0] + 2 * raw[1] + 4 * raw[2]) / 7, 1e-9);
      await smoothing.fill("0");
      await until(page, `${ADAM}.length === 1`);

      const plot = training.locator(".plot").nth(1);
      await plot.scrollIntoViewIfNeeded();
      await plot.locator(".nsewdrag").first().hover();
      await plot.locator(".hoverlayer text").first().waitFor();
      const [head, ...rows] = await plot.locator(".hoverlayer text").allTextContents();
      assert(/^Epoch [\d.]+$/.test(head), head);
      const values = rows.filter((row) => row !== "").map((row) =>
        Number(/ : ([\d.]+)\u202f% \(([\d.]+) to ([\d.]+)\)$/.exec(row)![1])
      );
      assertEquals(values.length, 4);
      assertEquals(values, values.toSorted((a, b) => b - a));
      const [, highest] = await page.evaluate(
        `document.querySelectorAll("#training .plot")[1]._fullLayout.yaxis.range`,
      ) as number[];
      assert(highest <= 100);
    });
  },
);

browserCase("a slider of stages says its stage in words and shows it alone", async (page) => {
  const stages = ["1", "4", "<12>"].map((title) => ({
    title,
    sections: [{ kind: "text", title: `Of ${title}`, text: "Text." } as const],
  }));
  const html = await renderPage({
    kicker: "test",
    title: "Stages",
    headline: "Three.",
    sections: [{ kind: "stages", title: "By budget", label: "Settings", stages }],
  });
  await withReport(page, html, async () => {
    const slider = page.getByLabel("Settings");
    const seen = async () => [
      await slider.getAttribute("aria-valuetext"),
      await page.locator(".stage:visible h3, .stage:visible h2").allTextContents(),
    ];
    assertEquals(await seen(), ["<12>", ["Of <12>"]]);
    await slider.press("Home");
    assertEquals(await seen(), ["1", ["Of 1"]]);
  });
});
