import { assertEquals } from "@std/assert";
import { choiceFlag, choicesFlag } from "./choice_flag.ts";
import { formatFlags } from "./format_flags.ts";
import { integerFlag, numberFlag } from "./number_flag.ts";
import { parseFlags } from "./parse_flags.ts";
import { switchFlag } from "./switch_flag.ts";
import { repeatedFlag, textFlag } from "./text_flag.ts";

const flags = {
  dataset: choiceFlag({ doc: "", default: "digits", words: ["digits", "mnist"] }),
  optimizers: choicesFlag({ doc: "", default: ["sgd"], words: ["sgd", "adam"] }),
  rate: numberFlag({ doc: "", default: undefined, minimum: -1, maximum: 1 }),
  trainCount: integerFlag({ doc: "", default: undefined, quick: 3, minimum: 1, maximum: 9 }),
  plugin: repeatedFlag({ doc: "", placeholder: "<path>" }),
  out: textFlag({ doc: "", default: "out", placeholder: "<folder>" }),
  quick: switchFlag({ doc: "" }),
};

Deno.test("formatFlags writes what parseFlags reads the same values from", () => {
  const task = { name: "example", doc: "", flags };
  const cases: string[][] = [
    [],
    ["--quick"],
    ["--train-count=3"],
    ["--train-count=4", "--quick"],
    ["--dataset=mnist", "--optimizers=adam,sgd", "--rate=-0.5"],
    ["--plugin=./a b.ts", "--plugin=c.ts", "--out=a=b"],
  ];
  for (const args of cases) {
    assertEquals(formatFlags(flags, parseFlags(task, args)), args);
  }
});

Deno.test("formatFlags leaves out what a flag would be anyway", () => {
  const values = parseFlags({ name: "example", doc: "", flags }, [
    "--dataset=digits",
    "--out=out",
    "--train-count=3",
    "--quick",
  ]);
  assertEquals(formatFlags(flags, values), ["--quick"]);
});
