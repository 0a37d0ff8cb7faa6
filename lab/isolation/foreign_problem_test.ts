import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { problemText } from "../testing/_problem_text.ts";
import { foreignProblem } from "./foreign_problem.ts";

const ignore = !isPermitted("foreignProblem", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});

Deno.test(
  "foreignProblem gives a problem as plain data, its budget and its data from its process",
  {
    ignore,
  },
  () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.js`;
      await Deno.writeTextFile(path, problemText("mine"));
      const choices = () => [{ curvature: 1 }];
      const { plugin } = await foreignProblem(path, { taken: [], texts: () => ({}), choices });
      assertEquals([plugin.name, plugin.title, plugin.selection], [
        "mine",
        "Bowl",
        "validation/loss",
      ]);
      assertEquals(plugin.options.curvature, {
        kind: "number",
        default: 1,
        range: [0.5, 2],
        doc: "Curvature.",
      });
      assertEquals(plugin.budget({ curvature: 1 }).epochs, 20);
      assertEquals((await plugin.load({ curvature: 1 }, {})).digest, "");
    }),
);

Deno.test("foreignProblem refuses one whose gradient is wrong, and a file that is none", {
  ignore,
}, () =>
  withTemporaryFolder(async (folder) => {
    const path = `${folder}/mine.js`;
    await Deno.writeTextFile(path, problemText("mine", "2 * curvature * value.data[i]"));
    const options = { taken: [], texts: () => ({}), choices: () => [{ curvature: 1 }] };
    await assertRejects(() => foreignProblem(path, options), TypeError, "gradient");
    await assertRejects(() => foreignProblem(`${folder}/none.js`, options), TypeError, "no file");
  }));
