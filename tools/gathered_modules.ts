import { docExamples } from "./doc_examples.ts";
import type { SourceFile } from "./read_source_files.ts";

/** A module that runs the tests or the examples of many files. */
export interface GatheredModule {
  /** Its path in the folder of the gathered modules; those in `examples/` are imported by others. */
  readonly path: string;
  readonly text: string;
  /** Whether it is a module of tests, to be given to `deno test`. */
  readonly runs: boolean;
}

/** One module for each folder of tests, in the order of `files`; `root` is the address of theirs. */
export function gatheredTests(root: URL, files: readonly SourceFile[]): GatheredModule[] {
  const tests = files.filter(({ path }) => path.endsWith("_test.ts"));
  const folders = Map.groupBy(tests, ({ path }) => path.split("/").slice(0, -1).join("/"));
  return [...folders].map(([folder, tests]) => ({
    path: `${folder.replaceAll("/", ".")}.ts`,
    text: tests.map(({ path }) => `import ${JSON.stringify(new URL(path, root).href)};\n`).join(""),
    runs: true,
  }));
}

/**
 * One module for the examples of each member, and one for each example, whose lines have the numbers
 * that they have in the documentation.
 */
export function gatheredExamples(root: URL, files: readonly SourceFile[]): GatheredModule[] {
  const examples = files
    .filter(({ path }) => !path.endsWith("_test.ts"))
    .flatMap(({ path, text }) =>
      docExamples(path, text).map(({ line, code }) => ({
        member: path.split("/")[0],
        name: `${path}:${line}`,
        path: `examples/${path.replaceAll("/", ".")}.${line}.ts`,
        // A module even where the example neither imports nor exports.
        text: `${"\n".repeat(line - 1)}${absoluteImports(code, new URL(path, root))}\nexport {};\n`,
        runs: false,
      }))
    );
  const members = [...Map.groupBy(examples, ({ member }) => member)].map(([member, examples]) => ({
    path: `${member}.ts`,
    text: examples.map(({ name, path }) =>
      `Deno.test(${JSON.stringify(name)}, async () => void await import("./${path}"));\n`
    ).join(""),
    runs: true,
  }));
  return [...examples.map(({ path, text, runs }) => ({ path, text, runs })), ...members];
}

/** Code whose statements import relative to the file that it stands in. */
function absoluteImports(code: string, file: URL): string {
  return code.replaceAll(
    /^((?:import|\})[^"\n]*)"(\.\.?\/[^"]*)"/gm,
    (_, start, path) => start + JSON.stringify(new URL(path, file).href),
  );
}
