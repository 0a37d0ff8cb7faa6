import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { problemText } from "../testing/mod.ts";
import { foreignProblem } from "./foreign_problem.ts";

const ignore = !isPermitted("foreignProblem", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});

Deno.test({
  name:
    "foreignProblem loads data from the data folder and no other, and has the problem's variants",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [path, own, other] = ["mine.js", "data", "other"].map((name) => `${folder}/${name}`);
      for (const name of [own, other]) {
        await Deno.mkdir(name);
        await Deno.writeTextFile(`${name}/x`, name);
      }
      const load = (read: string) =>
        problemText("mine").replace(
          `load: () => ({ digest: "" })`,
          `variant: (seed) => ({ curvature: [0.5, 2][seed % 2] }),
          load: (_options, { dataDirectory }) => ({ digest: Deno.readTextFileSync(${read} + "/x") })`,
        );
      const options = { curvature: 1 };
      const settings = { dataDirectory: own, choices: () => [options] };
      await Deno.writeTextFile(path, load("dataDirectory"));
      const { plugin } = await foreignProblem(path, settings);
      assertEquals(plugin.budget(options).epochs, 20);
      assertThrows(() => plugin.budget({ curvature: 2 }), RangeError, "among its choices");
      assertEquals([0, 1, 1001].map((seed) => plugin.variant!(seed)), [
        { curvature: 0.5 },
        { curvature: 2 },
        { curvature: 2 },
      ]);
      assertEquals(await plugin.load(options, { dataDirectory: own }), { digest: own });

      await Deno.writeTextFile(path, load(JSON.stringify(other)));
      await assertRejects(
        () => foreignProblem(path, settings),
        TypeError,
        `Requires read access to "${other}/x"`,
      );
    }),
});
