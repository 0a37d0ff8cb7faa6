import { TaskError } from "@descent/cli";
import { isPermitted } from "@descent/cli/testing";
import { createEngine, fusedMultiplyAdd } from "@descent/core";
import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { chosenEngine } from "./chosen_engine.ts";

const anyLibrary = {
  threads: 1,
  matmul: "blas",
  strictFma: false,
  blasLibrary: undefined,
} as const;
const nowhere = "/no/such/libblas.so";

Deno.test("chosenEngine is wasm on one thread for the flags' defaults", () => {
  const { options, record } = chosenEngine({ ...anyLibrary, matmul: "wasm" });
  assertEquals(options, {
    threads: 1,
    matmul: "wasm",
    multiplyAdd: "relaxed",
    libraryPath: undefined,
  });
  using engine = createEngine(options);
  const { version } = engine.matmul;
  assertEquals(record, {
    threads: 1,
    matmul: { backend: "wasm", version },
    multiplyAdd: "relaxed",
    fusedMultiplyAdd: fusedMultiplyAdd(),
  });
});

Deno.test("chosenEngine rounds strictly when it is told to, and never beside a library", () => {
  const { options, record } = chosenEngine({ ...anyLibrary, matmul: "wasm", strictFma: true });
  using engine = createEngine(options);
  assertEquals(engine.multiplyAdd, "strict");
  assertEquals([record.multiplyAdd, record.fusedMultiplyAdd], ["strict", false]);
  for (const matmul of ["blas", "auto"] as const) {
    assertThrows(
      () => chosenEngine({ ...anyLibrary, matmul, strictFma: true }),
      TaskError,
      `--strict-fma: expected --matmul wasm beside it, got --matmul ${matmul}, which`,
    );
  }
});

Deno.test("chosenEngine gives every worker what auto came to", () => {
  const { options, record } = chosenEngine({
    ...anyLibrary,
    threads: 2,
    matmul: "auto",
    blasLibrary: nowhere,
  });
  assertEquals([options.matmul, record.matmul.backend, record.threads], ["wasm", "wasm", 2]);
  const found = chosenEngine({ ...anyLibrary, matmul: "auto" });
  using engine = createEngine({ matmul: "auto" });
  const { name, version } = engine.matmul;
  assertEquals([found.options.matmul, found.record.matmul], [name, { backend: name, version }]);
});

Deno.test("chosenEngine refuses a library beside wasm", () => {
  assertThrows(
    () => chosenEngine({ ...anyLibrary, matmul: "wasm", blasLibrary: nowhere }),
    TaskError,
    "--blas-library: expected --matmul onednn, blas or auto beside it, got --matmul wasm; add",
  );
});

Deno.test({
  name: "chosenEngine refuses with one sentence what is not there, or is no such library",
  ignore: !isPermitted("chosenEngine of a library that is missing", { name: "ffi" }),
  fn() {
    const error = assertThrows(
      () => chosenEngine({ ...anyLibrary, blasLibrary: nowhere }),
      TaskError,
      nowhere,
    );
    assertMatch(error.message, /^--matmul blas: .+$/);
    assertEquals(error.exitCode, 2);
    if (Deno.build.os !== "linux") return;
    assertThrows(
      () => chosenEngine({ ...anyLibrary, blasLibrary: "libm.so.6" }),
      TaskError,
      "--matmul blas: ",
    );
  },
});

Deno.test({
  name: "chosenEngine says how to allow a library, or that none is allowed",
  ignore: Deno.permissions.querySync({ name: "ffi", path: nowhere }).state === "granted",
  fn() {
    const error = assertThrows(
      () => chosenEngine({ ...anyLibrary, blasLibrary: nowhere }),
      TaskError,
      `--allow-ffi=${nowhere} experiments/`,
    );
    assertStringIncludes(error.message, `got '${nowhere}'`);
    if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") return;
    assertThrows(() => chosenEngine(anyLibrary), TaskError, "--matmul blas: ");
  },
});
