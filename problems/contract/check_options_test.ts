import { assertEquals, assertThrows } from "@std/assert";
import { checkOptions } from "./check_options.ts";
import type { OptionTable, OptionValue } from "./option.ts";

interface Options extends Record<string, OptionValue> {
  readonly rate: number;
  readonly count: number | null;
  readonly hidden: readonly number[];
  readonly kind: "a" | "b";
  readonly path: string | null;
  readonly flat: boolean;
}

const table = {
  rate: { kind: "number", default: 0.5, range: [0, 1], doc: "Rate." },
  count: { kind: "integer", default: null, range: [1, 9], doc: "Count." },
  hidden: { kind: "integers", default: [100], range: [1, 1000], doc: "Units." },
  kind: { kind: "choice", default: "a", words: ["a", "b"], doc: "Kind." },
  path: { kind: "text", default: null, placeholder: "file", doc: "Path." },
  flat: { kind: "switch", default: false, doc: "Flat." },
} as unknown as OptionTable<Options>;

const check = (given: Record<string, OptionValue | undefined>) =>
  checkOptions<Options>("net", table, given);

Deno.test("checkOptions completes what is not given, and keeps what is", () => {
  const defaults = { rate: 0.5, count: null, hidden: [100], kind: "a", path: null, flat: false };
  assertEquals<unknown>(check({}), defaults);
  assertEquals<unknown>(check({ rate: undefined }), defaults);
  const given = { rate: 0, count: 3, hidden: [], kind: "b", path: "x.csv", flat: true };
  assertEquals<unknown>(check(given), given);
  assertEquals(check({ count: null }).count, null);
});

Deno.test("checkOptions refuses an unknown name, also one that every object has", () => {
  assertThrows(
    () => check({ hiden: 3 }),
    TypeError,
    "net: expected options among rate, count, hidden, kind, path, flat, got 'hiden'",
  );
  assertThrows(() => check({ constructor: 3 }), TypeError, "got 'constructor'");
  assertThrows(
    () => checkOptions("plain", {}, { hidden: 3 }),
    TypeError,
    "plain: expected no option, got 'hidden'",
  );
});

Deno.test("checkOptions refuses values of another kind or out of range", () => {
  const wrong: [Record<string, OptionValue>, string][] = [
    [{ rate: 1.5 }, "rate to be a number from 0 to 1, got 1.5"],
    [{ rate: NaN }, "rate to be a number from 0 to 1, got null"],
    [{ rate: "1" }, 'got "1"'],
    [{ rate: null }, "got null"],
    [{ count: 2.5 }, "count to be a whole number from 1 to 9, got 2.5"],
    [{ hidden: [3, 0] }, "hidden to be whole numbers, each from 1 to 1000, got [3,0]"],
    [{ hidden: 3 }, "got 3"],
    [{ kind: "c" }, "kind to be one of a, b"],
    [{ path: "" }, "path to be a file"],
    [{ flat: 1 }, "flat to be true or false"],
  ];
  for (const [given, message] of wrong) assertThrows(() => check(given), Error, message);
});
