import { TaskError } from "@descent/cli";
import { isPermitted } from "@descent/cli/testing";
import { createEngine, fusedMultiplyAdd } from "@descent/core";
import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { chosenEngine } from "./chosen_engine.ts";

const anyLibrary = {
  threads: 1,
  native: "openblas",
  strictFma: false,
  convolution: "auto",
  nativeLibrary: undefined,
} as const;
const nowhere = "/no/such/libblas.so";

Deno.test("chosenEngine is wasm on one thread for the flags' defaults", () => {
  const { options, record } = chosenEngine({ ...anyLibrary, native: "none" });
  assertEquals(options, {
    threads: 1,
    native: "none",
    multiplyAdd: "relaxed",
    convolution: "auto",
    libraryPath: undefined,
  });
  using engine = createEngine(options);
  const { version } = engine.matmul;
  assertEquals(record, {
    threads: 1,
    matmul: { backend: "wasm", version },
    multiplyAdd: "relaxed",
    fusedMultiplyAdd: fusedMultiplyAdd(),
    convolution: "auto",
  });
});

Deno.test("chosenEngine rounds strictly when it is told to, and never beside a library", () => {
  const { options, record } = chosenEngine({ ...anyLibrary, native: "none", strictFma: true });
  using engine = createEngine(options);
  assertEquals(engine.multiplyAdd, "strict");
  assertEquals([record.multiplyAdd, record.fusedMultiplyAdd], ["strict", false]);
  for (const native of ["openblas", "auto"] as const) {
    assertThrows(
      () => chosenEngine({ ...anyLibrary, native, strictFma: true }),
      TaskError,
      `--strict-fma: expected --native none beside it, got --native ${native}, which`,
    );
  }
});

Deno.test("chosenEngine sums convolutions plainly when it is told to", () => {
  const direct = { ...anyLibrary, native: "none", convolution: "direct" } as const;
  const { options, record } = chosenEngine(direct);
  using engine = createEngine(options);
  assertEquals([engine.convolution, record.convolution], ["direct", "direct"]);
});

Deno.test("chosenEngine gives every worker what auto came to", () => {
  const { options, record } = chosenEngine({
    ...anyLibrary,
    threads: 2,
    native: "auto",
    nativeLibrary: nowhere,
  });
  assertEquals([options.native, record.matmul.backend, record.threads], ["none", "wasm", 2]);
  const found = chosenEngine({ ...anyLibrary, native: "auto" });
  using engine = createEngine({ native: "auto" });
  const { name, version } = engine.matmul;
  assertEquals([found.options.native, found.record.matmul], [name === "wasm" ? "none" : name, {
    backend: name,
    version,
  }]);
});

Deno.test("chosenEngine refuses a library beside wasm", () => {
  assertThrows(
    () => chosenEngine({ ...anyLibrary, native: "none", nativeLibrary: nowhere }),
    TaskError,
    "--native-library: expected --native onednn, openblas or auto beside it, got --native none; add",
  );
});

Deno.test({
  name: "chosenEngine refuses with one sentence what is not there, or is no such library",
  ignore: !isPermitted("chosenEngine of a library that is missing", { name: "ffi" }),
  fn() {
    const error = assertThrows(
      () => chosenEngine({ ...anyLibrary, nativeLibrary: nowhere }),
      TaskError,
      nowhere,
    );
    assertMatch(error.message, /^--native openblas: .+$/);
    assertEquals(error.exitCode, 2);
    if (Deno.build.os !== "linux") return;
    assertThrows(
      () => chosenEngine({ ...anyLibrary, nativeLibrary: "libm.so.6" }),
      TaskError,
      "--native openblas: ",
    );
  },
});

Deno.test({
  name: "chosenEngine says how to allow a library, or that none is allowed",
  ignore: Deno.permissions.querySync({ name: "ffi", path: nowhere }).state === "granted",
  fn() {
    const error = assertThrows(
      () => chosenEngine({ ...anyLibrary, nativeLibrary: nowhere }),
      TaskError,
      `--allow-ffi=${nowhere} experiments/`,
    );
    assertStringIncludes(error.message, `got '${nowhere}'`);
    if (Deno.permissions.querySync({ name: "ffi" }).state === "granted") return;
    assertThrows(() => chosenEngine(anyLibrary), TaskError, "--native openblas: ");
  },
});
