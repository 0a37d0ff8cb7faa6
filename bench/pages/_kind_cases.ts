import axe from "axe-core/axe.min.js" with { type: "text" };
import { renderPage } from "@descent/reports";
import { pageOfEveryKind } from "@descent/reports/testing";
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { browserCase } from "./_browser_case.ts";
import { DESKTOP, drawAll, PHONE, until, withReport } from "./_chromium.ts";
import { HOSTILE, reportPages } from "./_report_pages.ts";

/** Traces of drawn charts that have other numbers than the page's data say, by the chart's title. */
const MISDRAWN = `(() => {
  const figures = JSON.parse(document.getElementById("figures")?.textContent ?? "[]");
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  return [...document.querySelectorAll(".plot")].filter((plot) => {
    const { data } = figures[plot.dataset.figure];
    return plot.data.length !== data.length || plot.querySelector(".main-svg") === null ||
      data.some((trace, index) => ["x", "y", "z"].some((axis) => !same(trace[axis], plot.data[index][axis])));
  }).map((plot) => plot.getAttribute("aria-label"));
})()`;

/** Addresses that controls lead to, but for files beside the page and places in it. */
const ELSEWHERE =
  `[...document.querySelectorAll("[href], [src], [action], [formaction], [data-url]")]
  .flatMap((element) => ["href", "src", "action", "formaction", "data-url"].flatMap((name) => {
    const address = element.getAttribute(name);
    return address !== null && /^(?!data:)([a-z][a-z0-9+.-]*:|[/][/])/i.test(address) ? [address] : [];
  }))`;

/** The serious findings of axe-core. */
export async function seriousFindings(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return await page.evaluate(`axe.run(document, { resultTypes: ["violations"] })
    .then(({ violations, passes }) => passes.length < 10 ? "nothing was looked at" : violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 200)]))`);
}

/** Holds a page to what every page keeps: its charts, its names, its width. */
export async function inspect(page: Page, title: string): Promise<void> {
  assertEquals([await page.title(), await page.locator("img[src=x]").count()], [title, 0]);
  assertEquals(await page.evaluate(ELSEWHERE), []);
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    // Charts follow the window a moment later.
    await until(page, `document.documentElement.scrollWidth === ${viewport.width}`);
  }
  await drawAll(page);
  assertEquals(await page.evaluate(MISDRAWN), []);
}

const pages = await reportPages();
pages.set("every kind", pageOfEveryKind(HOSTILE));
for (const [name, report] of pages) {
  browserCase(
    `a page of ${name} draws its data on phone and desktop, hostile names as text, and axe-core finds nothing serious`,
    async (page) => {
      await withReport(page, await renderPage(report), async () => {
        assertEquals(await seriousFindings(page), []);
        await inspect(page, `${report.title} · Descent`);
      });
    },
  );
}

browserCase("the page of trials shows the one that its address names", async (page) => {
  await withReport(page, await renderPage(pages.get("trials")!), async () => {
    const links = page.locator("[data-trials] li a");
    assertEquals(await links.count(), 60);
    const named = links.getByText(HOSTILE).first();
    const title = await named.textContent();
    await named.press("Enter");
    await until(page, `document.querySelector("[data-trials] h3") !== null`);
    assertEquals(await page.locator("[data-trials] h3").textContent(), title);
    const id = await page.evaluate("location.hash.slice(1)");
    const record = JSON.parse(await page.locator("pre").textContent() ?? "");
    assertEquals([record.trialId, record.optimizer.title], [id, HOSTILE]);
    const points =
      `[...document.querySelectorAll("polyline")].map((line) => line.points.numberOfItems)`;
    const counts = await page.evaluate(points) as number[];
    assert(counts.length >= 3 && counts.every((count) => count > 1), counts.join());
    assertEquals(await seriousFindings(page), []);
    await page.getByRole("link", { name: "All trials" }).press("Enter");
    await until(page, `document.querySelectorAll("[data-trials] li").length === 60`);
  });
});

browserCase(
  "a page in the dark has other colours, in its charts too, and none that axe-core finds too faint",
  async (page) => {
    await withReport(page, await renderPage(pages.get("compare")!), async () => {
      const colours = `[getComputedStyle(document.body).color,
      document.querySelector(".plot .xtitle").style.fill]`;
      await page.locator(".plot").first().scrollIntoViewIfNeeded();
      await until(page, `document.querySelector(".plot .xtitle") !== null`);
      const light = await page.evaluate(colours) as string[];
      await page.emulateMedia({ colorScheme: "dark" });
      await until(
        page,
        `(${colours}).every((colour, place) => colour !== ${JSON.stringify(light)}[place])`,
      );
      assertEquals(await seriousFindings(page), []);
    });
  },
);

browserCase("paper has all charts and all tabs, and no control", async (page) => {
  await withReport(page, await renderPage(pages.get("batch-norm")!), async () => {
    await page.emulateMedia({ media: "print" });
    const pdf = await page.pdf({ width: "210mm", height: "297mm" });
    assertEquals(new TextDecoder().decode(pdf.subarray(0, 5)), "%PDF-");
    await drawAll(page);
    await page.emulateMedia({ media: null });
    await page.evaluate(`dispatchEvent(new Event("afterprint"))`);
    // A chart on the screen has its width again.
    await until(
      page,
      `[...document.querySelectorAll(".plot")].every(({ clientWidth, _fullLayout }) =>
        clientWidth === 0 || _fullLayout.width === clientWidth)`,
    );
    await page.emulateMedia({ media: "print" });
    await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
    const hidden =
      `[...document.querySelectorAll(".plot")].filter((plot) => plot.getClientRects().length === 0).length`;
    const controls = await page.locator(".choices:visible, .contents:visible").count();
    assertEquals([await page.evaluate(hidden), controls], [0, 0]);
  });
});

browserCase("the keyboard reaches every control that is seen", async (page) => {
  await withReport(page, await renderPage(pages.get("optimizers")!), async () => {
    const wanted =
      `[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.tabIndex >= 0 && !each.disabled)`;
    const count = await page.evaluate(
      `window.wanted = new Set(${wanted}), window.wanted.size`,
    ) as number;
    assert(count > 20, String(count));
    for (let tabs = 0; tabs < 2 * count; tabs++) {
      await page.keyboard.press("Tab");
      // Of radio buttons Tab reaches one, arrows the others.
      const left = await page.evaluate(`(() => {
        const reached = document.activeElement;
        window.wanted.forEach((each) => {
          if (each === reached || each.type === "radio" && each.name === reached.name) window.wanted.delete(each);
        });
        return window.wanted.size;
      })()`);
      if (left === 0) return;
    }
    assertEquals(await page.evaluate(`[...window.wanted].map(({ outerHTML }) => outerHTML)`), []);
  });
});
