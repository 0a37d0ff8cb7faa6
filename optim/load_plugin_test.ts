import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { assertConforms } from "./conformance/conformance.ts";
import { loadPlugin } from "./load_plugin.ts";

const needed = ["read", "write"] as const;
const ignore = needed.some((name) => Deno.permissions.querySync({ name }).state !== "granted");
if (ignore) console.log("loadPlugin: tests with files skipped, need --allow-read, --allow-write");

const working = `
import { ruleOptimizer } from "@descent/optim";
export default ruleOptimizer({
  name: "outside",
  title: "Outside",
  reference: "none",
  hyperparameters: {
    learningRate: { default: 0.1, range: [0, 1], scale: "log", doc: "Step size." },
  },
  update: ({ w, g, learningRate }) => ({ w: w.sub(learningRate.mul(g)) }),
});
`;

/** Writes a module to a folder of its own, and says why loading it fails. */
async function failureOf(text: string): Promise<{ error: Error; path: string }> {
  const folder = await Deno.makeTempDir({ prefix: "descent-" });
  try {
    const path = `${folder}/plugin.ts`;
    await Deno.writeTextFile(path, text);
    return { error: await assertRejects(() => loadPlugin(path), Error), path };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "loadPlugin: a module outside the project, by path and by file URL, conforms",
  ignore,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "descent-" });
    try {
      // A blank and signs that URLs treat specially.
      const path = `${folder}/my plugin #1 100%.ts`;
      await Deno.writeTextFile(path, working);
      for (const specifier of [path, pathToFileURL(path).href]) {
        const plugin = await loadPlugin(specifier);
        assertEquals(plugin.name, "outside");
        assertConforms(plugin);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

const failures: [what: string, text: string, type: typeof TypeError, message: RegExp][] = [
  [
    "a syntax error",
    "export default {\n  name: ,\n};\n",
    SyntaxError,
    /^Plugin '(.+)': expected a TypeScript or JavaScript module, got a syntax error in line 2 \(.+\); mend the file$/,
  ],
  [
    "an error at import",
    'throw new RangeError("out of luck");',
    TypeError,
    /^Plugin '(.+)': expected a module that loads, got RangeError 'out of luck' while it ran; mend the file$/,
  ],
  [
    "a text thrown at import",
    'throw "luck";',
    TypeError,
    /^Plugin '(.+)': expected a module that loads, got string 'luck' while it ran; mend the file$/,
  ],
  [
    "an import that is not found",
    'import "./absent.ts";\nexport default {};',
    TypeError,
    /^Plugin '(.+)': expected a module whose imports are found, got: Module not found "file:.+absent\.ts"\.; check the path and its imports$/,
  ],
  [
    "no default export",
    "export const name = 1;",
    TypeError,
    /^Plugin '(.+)': expected an object with the fields of OptimizerPlugin as default export, got nothing; write `export default ruleOptimizer\(\{ … \}\)`$/,
  ],
  [
    "the name of a built-in optimizer",
    working.replace("outside", "momentum"),
    TypeError,
    /^Plugin '(.+)': expected a name of its own, got 'momentum', the name of Momentum; rename the plugin$/,
  ],
  [
    "a default outside its range",
    working.replace("default: 0.1", "default: 10"),
    RangeError,
    /^Plugin '(.+)': expected hyperparameters\.learningRate\.default within its range from 0 to 1, got 10; change one of them$/,
  ],
];

for (const [what, text, type, message] of failures) {
  Deno.test({
    name: `loadPlugin: one sentence for a module with ${what}`,
    ignore,
    fn: async () => {
      const { error, path } = await failureOf(text);
      assertInstanceOf(error, type);
      assertEquals(message.exec(error.message)?.[1] ?? error.message, path);
    },
  });
}

Deno.test({
  name: "loadPlugin: one sentence for a file that is not there",
  ignore,
  fn: async () => {
    await assertRejects(
      () => loadPlugin("./no/such/plugin.ts"),
      TypeError,
      "Plugin './no/such/plugin.ts': expected a module, got no file at /",
    );
  },
});

Deno.test("loadPlugin: one sentence for a module name that nothing maps", async () => {
  await assertRejects(
    () => loadPlugin("no-such-package"),
    TypeError,
    "Plugin 'no-such-package': expected a module whose imports are found, got: ",
  );
});

Deno.test("loadPlugin: one sentence for a host that may not be imported from", async () => {
  await assertRejects(
    () => loadPlugin("https://descent.invalid/plugin.ts"),
    TypeError,
    "Plugin 'https://descent.invalid/plugin.ts': expected permission to import 'descent.invalid:443', got none; start Deno with that permission",
  );
});

Deno.test({
  name: "loadPlugin: one sentence for a file that may not be read",
  // Deno asks the program's permissions here, not the test's, so they cannot be taken away for one test.
  ignore: Deno.permissions.querySync({ name: "read" }).state === "granted",
  fn: async () => {
    await assertRejects(
      () => loadPlugin("/no-permission/plugin.ts"),
      TypeError,
      "Plugin '/no-permission/plugin.ts': expected permission to read '/no-permission/plugin.ts', got none; start Deno with that permission",
    );
  },
});
