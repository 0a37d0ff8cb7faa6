import { assert, assertEquals } from "@std/assert";
import { compareReport } from "../compare/compare_report.ts";
import { DRAW_ALL } from "../testing/ask_page.ts";
import { findChromium } from "../testing/find_chromium.ts";
import { pageOfEveryKind } from "../testing/page_of_every_kind.ts";
import {
  syntheticFunctionRuns,
  syntheticRegressionRuns,
  syntheticRuns,
} from "../testing/synthetic_runs.ts";
import { mayWriteFiles, withTemporaryFolder } from "../testing/temporary_folder.ts";
import { renderPage } from "./render_page.ts";

const browser = mayWriteFiles("pages in a browser") ? await findChromium() : null;
const HOSTILE = `</script><img src=x onerror="document.title='hacked'"><a href="javascript:0">`;

/** The state of the page after the probe has used it as a reader would. */
interface Probed {
  readonly title: string;
  readonly charts: string;
  readonly drawn: number;
  readonly planned: number;
  readonly sorted: string[][];
  readonly ariaSort: (string | null)[];
  readonly hiddenByLegend: number;
  readonly shownAgain: boolean;
  /** How many traces stand behind while a series is pointed at, afterwards, and when it is pinned. */
  readonly behind: readonly [number, number, number];
  /** Of the pressed entries of all legends, which are of the pinned series. */
  readonly pressed: readonly boolean[];
  readonly axisTitles: string[];
  readonly tabs: string[];
  readonly images: number;
  /** Titles of the charts' toolbar buttons, each once. */
  readonly toolbar: string[];
  /** Servers that charts know. */
  readonly servers: string[];
  /** Addresses that controls lead to, but for files beside the page and places in it. */
  readonly elsewhere: string[];
}

/** Runs in the page: uses its controls, and leaves what it saw as JSON where the test finds it. */
const PROBE = `${DRAW_ALL}
const all = (selector) => [...document.querySelectorAll(selector)];
const settled = () => new Promise((done) => setTimeout(done, 200));

const table = document.querySelector("table[data-sortable]");
const heading = table.tHead.rows[0].cells[5];
const column = () => [...table.tBodies[0].rows].map((row) => row.cells[5].dataset.sort);
const sorted = [], ariaSort = [];
for (let click = 0; click < 2; click++) {
  heading.querySelector("button").click();
  sorted.push(column());
  ariaSort.push(heading.getAttribute("aria-sort"));
}

const curves = document.getElementById("training");
const lines = () => curves.querySelectorAll(".scatterlayer .trace").length;
const before = lines();
const legendButton = curves.querySelector(".legend button");
const behind = () => all(".plot").flatMap((plot) => plot.data ?? []).filter(({ opacity }) => opacity < 0.2).length;
legendButton.dispatchEvent(new PointerEvent("pointerenter", { pointerType: "mouse" }));
await settled();
const behindPointed = behind();
legendButton.dispatchEvent(new PointerEvent("pointerleave"));
await settled();
const behindNone = behind();
legendButton.click();
await settled();
const behindPinned = behind();
const pressed = all(".legend button").filter((button) => button.getAttribute("aria-pressed") === "true")
  .map((button) => button.parentElement.dataset.series === legendButton.parentElement.dataset.series);
legendButton.dispatchEvent(new MouseEvent("dblclick"));
await settled();
const hiddenByLegend = before - lines();
legendButton.click();
await settled();
const shownAgain = lines() === before;
curves.querySelector("[data-choice=axis] input[value='2']").click();
await settled();

const [second] = all("[role=tab]");
second?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));

root.dataset.probe = encodeURIComponent(JSON.stringify({
  title: document.title,
  charts: root.dataset.charts,
  drawn: all(".plot .main-svg:first-child").length,
  planned: all(".plot").length,
  sorted,
  ariaSort,
  hiddenByLegend,
  shownAgain,
  behind: [behindPointed, behindNone, behindPinned],
  pressed,
  axisTitles: [...curves.querySelectorAll(".xtitle")].map((title) => title.textContent),
  tabs: all("[role=tab]").map((tab) => tab.getAttribute("aria-selected")),
  images: all("img").length,
  toolbar: [...new Set(all(".modebar-btn").map((button) => button.dataset.title))].sort(),
  servers: [...new Set(all(".plot").map((plot) => plot._context.plotlyServerURL))],
  elsewhere: all("[href], [src], [action], [formaction], [data-url]").flatMap((element) =>
    ["href", "src", "action", "formaction", "data-url"].flatMap((name) => {
      const address = element.getAttribute(name);
      return address !== null && /^(?!data:)([a-z][a-z0-9+.-]*:|[/][/])/i.test(address) ? [address] : [];
    })
  ),
}));
`;

let opened: ReturnType<typeof probe> | undefined;

/** Opens the page once for all tests. */
function openPage(): ReturnType<typeof probe> {
  opened ??= renderPage(pageOfEveryKind(HOSTILE)).then(probe);
  return opened;
}

/** Runs the probe in a page, under the page's own policy. */
async function probe(html: string): Promise<{ probed: Probed; messages: readonly string[] }> {
  const nonce = /nonce="([^"]*)"/.exec(html)![1];
  const script = `<script type="module" nonce="${nonce}">${PROBE}</script></body>`;
  let result: { probed: Probed; messages: readonly string[] } | undefined;
  await withTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/index.html`, html.replace("</body>", () => script));
    const { document, messages } = await browser!.open(`${folder}/index.html`);
    const json = /data-probe="([^"]*)"/.exec(document)?.[1];
    assert(json !== undefined, `the probe did not end; console: ${messages.join("\n")}`);
    result = { probed: JSON.parse(decodeURIComponent(json)), messages };
  });
  return result!;
}

Deno.test({
  name: "a page of every kind works in a browser, hostile names in it, without a console message",
  ignore: browser === null,
  fn: async () => {
    const { probed, messages } = await openPage();
    assertEquals(messages, []);
    assertEquals(probed.title, `${HOSTILE} · Descent`);
    assertEquals(probed.images, 0);
    assertEquals(probed.charts, "drawn");
    assert(probed.planned >= 10);
    assertEquals(probed.drawn, probed.planned);
  },
});

Deno.test({
  name:
    "a reader can sort a table, bring a series forward or see it alone, change the axis and move between tabs",
  ignore: browser === null,
  fn: async () => {
    const { probed } = await openPage();
    const [rising, falling] = probed.sorted.map((column) => column.filter((value) => value !== ""));
    assertEquals(rising, [...rising].sort((a, b) => Number(a) - Number(b)));
    assertEquals(falling, rising.toReversed());
    assert(rising.length > 1 && rising[0] !== rising[1]);
    assertEquals(probed.ariaSort, ["ascending", "descending"]);
    const [pointed, none, pinned] = probed.behind;
    assert(pointed > 6);
    assertEquals([none, pinned], [0, pointed]);
    // The entries of several legends, all of the same series.
    assert(probed.pressed.length > 1 && probed.pressed.every((same) => same));
    // Three charts, in each of them lines and bands of the four others.
    assertEquals([probed.hiddenByLegend, probed.shownAgain], [24, true]);
    assertEquals(probed.axisTitles, Array(3).fill("Training time (s)"));
    assertEquals(probed.tabs, ["false", "true"]);
  },
});

Deno.test({
  name: "a page of accuracies, losses and a function draws every chart without a console message",
  ignore: browser === null,
  fn: async () => {
    const runs = [...syntheticRuns(), ...syntheticRegressionRuns(), ...syntheticFunctionRuns()];
    const { probed, messages } = await probe(await renderPage(compareReport(runs)));
    assertEquals(messages, []);
    assertEquals([probed.charts, probed.drawn], ["drawn", probed.planned]);
    // Sensitivity, tuning and target: one, one and two charts. Curves: three of accuracies and losses, two of losses, one
    // of a function.
    assertEquals(probed.planned, 7 + 6 + 5);
  },
});

Deno.test({
  name: "no control of a page leads anywhere else, and no chart knows a server",
  ignore: browser === null,
  fn: async () => {
    const { probed } = await openPage();
    // Nothing lies on the curves; what they can do stands below them.
    assertEquals(probed.toolbar, []);
    assertEquals(probed.servers, [""]);
    assertEquals(probed.elsewhere, []);
  },
});
