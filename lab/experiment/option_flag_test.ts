import { parseFlags, TaskError } from "@descent/cli";
import { IMAGE_DATA, type Option, problemCatalogue } from "@descent/problems";
import { assertEquals, assertThrows } from "@std/assert";
import { optionFlag, optionFlags } from "./option_flag.ts";

Deno.test("optionFlag reads values of every kind, and nothing that its table forbids", () => {
  const cases: [Option, string, unknown][] = [
    [{ kind: "number", default: 1, range: [0, 2], doc: "" }, "0.5", 0.5],
    [{ kind: "number", default: 1, range: [0, 2], doc: "" }, "3", undefined],
    [{ kind: "number", default: 1, range: [0, 2], doc: "" }, " ", undefined],
    [{ kind: "integer", default: null, range: [1, 9], doc: "" }, "2.5", undefined],
    [{ kind: "integers", default: [], range: [1, 9], doc: "" }, "3, 4", [3, 4]],
    [{ kind: "integers", default: [], range: [1, 9], doc: "" }, "3,", undefined],
    [{ kind: "choice", default: "a", words: ["a", "b"], doc: "" }, "b", "b"],
    [{ kind: "choice", default: "a", words: ["a", "b"], doc: "" }, "c", undefined],
    [{ kind: "text", default: null, placeholder: "file", doc: "" }, "x.csv", "x.csv"],
    [{ kind: "switch", default: false, doc: "" }, "true", true],
  ];
  for (const [option, text, value] of cases) assertEquals(optionFlag(option).read([text]), value);
});

Deno.test("optionFlags of every problem leave what is not given to the option's default", () => {
  for (const { name, options } of problemCatalogue) {
    const task = { name, doc: "", flags: optionFlags(options) };
    const values = Object.values(parseFlags<Record<string, unknown>>(task, []));
    assertEquals(values.every((value) => value === undefined), true, name);
  }
});

Deno.test("optionFlags say what is allowed, and guess what was meant", () => {
  const task = { name: "compare", doc: "", flags: optionFlags(IMAGE_DATA) };
  assertThrows(
    () => parseFlags(task, ["--train-count=0"]),
    TaskError,
    "--train-count: expected a whole number from 1",
  );
  assertThrows(() => parseFlags(task, ["--dataset=minst"]), TaskError, "did you mean mnist?");
});
