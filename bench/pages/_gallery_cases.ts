import { galleryPage } from "@descent/board";
import { libraryPath, sampleBoardData } from "@descent/board/testing";
import { renderPage } from "@descent/reports";
import { assert, assertEquals } from "@std/assert";
import { browserCase } from "./_browser_case.ts";
import { until, withReport } from "./_chromium.ts";

type Seen = readonly [Readonly<Record<string, number>>, readonly number[]];

browserCase(
  "the gallery's page makes the library's path where its reader changes rule, start and hyperparameters",
  async (page) => {
    const html = await renderPage(galleryPage(await sampleBoardData()));
    await withReport(page, html, async () => {
      const figure = page.locator(".paths");
      const ready = () =>
        until(page, 'document.querySelector(".paths").dataset.ready !== undefined');
      const seen = () =>
        page.evaluate(
          '(({ values, path }) => [values, [...path]])(document.querySelector(".paths"))',
        ) as Promise<Seen>;
      await ready();
      const first = await seen();
      await figure.getByLabel("Function").selectOption("Himmelblau's function");
      await ready();
      await figure.getByLabel("Rule").selectOption("Adam");
      await ready();
      for (
        const [label, value] of [
          ["Start x", "1.5"],
          ["Learning rate", "-1"],
          ["Beta1", "-0.5"],
          ["Steps", "30"],
        ]
      ) await figure.getByRole("slider", { name: label }).fill(value);
      const changed = await seen();
      assertEquals(first[1], libraryPath("sgd", "rosenbrock", first[0], [-1.2, 1], 200));
      assertEquals([changed[0].learningRate, changed[0].beta1], [0.1, 0.684]);
      assertEquals(changed[1], libraryPath("adam", "himmelblau", changed[0], [1.5, -0.9], 30));
      const said = await figure.locator("output").textContent();
      assert(said!.startsWith("Adam after 30 steps: value "), said!);
    });
  },
);
