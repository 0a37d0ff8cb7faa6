import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { assertProblemConforms } from "./conformance/problem_conformance.ts";
import { loadProblem } from "./load_problem.ts";

const needed = ["read", "write"] as const;
const ignore = needed.some((name) => Deno.permissions.querySync({ name }).state !== "granted");
if (ignore) console.log("loadProblem: tests with files skipped, need --allow-read, --allow-write");

const working = `
import { functionProblem } from "@descent/problems";
export default functionProblem({
  name: "outside",
  title: "Outside",
  reference: "none",
  start: [3],
  value: ([x]) => x * x,
  gradient: ([x]) => [2 * x],
});
`;

/** Writes a module to a folder of its own and uses its path. */
async function withModule(text: string, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "descent-" });
  try {
    // A blank and signs that URLs treat specially.
    const path = `${folder}/my problem #1 100%.ts`;
    await Deno.writeTextFile(path, text);
    await use(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "loadProblem: a module outside the project imports @descent/problems and conforms",
  ignore,
  fn: () =>
    withModule(working, async (path) => {
      const problem = await loadProblem(path);
      assertEquals(problem.name, "outside");
      await assertProblemConforms(problem);
    }),
});

const failures: [what: string, text: string, type: typeof TypeError, message: RegExp][] = [
  [
    "a syntax error",
    "export default {\n  name: ,\n};\n",
    SyntaxError,
    /'(.+)': expected a TypeScript or JavaScript module, got a syntax error in line 2 \(.+\); mend the file$/,
  ],
  [
    "an error at import",
    'throw new RangeError("out of luck");',
    TypeError,
    /'(.+)': expected a module that loads, got RangeError 'out of luck' while it ran; mend the file$/,
  ],
  [
    "no default export",
    "export const name = 1;",
    TypeError,
    /^Problem '(.+)': expected an object with the fields of ProblemPlugin as default export, got nothing; write `export default defineProblem\(\{ … \}\)`$/,
  ],
  [
    "the name of a problem of the catalogue",
    working.replace("outside", "conv-net"),
    TypeError,
    /^Problem '(.+)': expected a name of its own, got 'conv-net', the name of Three-layer conv net; rename the problem$/,
  ],
];

for (const [what, text, type, message] of failures) {
  Deno.test({
    name: `loadProblem: one sentence for a module with ${what}`,
    ignore,
    fn: () =>
      withModule(text, async (path) => {
        const error = await assertRejects(() => loadProblem(path), Error);
        assertInstanceOf(error, type);
        assertEquals(message.exec(error.message)?.[1] ?? error.message, path);
      }),
  });
}

Deno.test("loadProblem: takes other names for taken", async () => {
  const text = `data:text/javascript,export default { name: "two-layer" }`;
  await assertRejects(() => loadProblem(text, { taken: [] }), TypeError, "expected title to be");
});
