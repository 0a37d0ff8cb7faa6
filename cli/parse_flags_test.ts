import { assertEquals, assertThrows } from "@std/assert";
import { choiceFlag, choicesFlag } from "./choice_flag.ts";
import { integerFlag, numberFlag } from "./number_flag.ts";
import { parseFlags } from "./parse_flags.ts";
import { switchFlag } from "./switch_flag.ts";
import { TaskError } from "./task_error.ts";
import { repeatedFlag, textFlag } from "./text_flag.ts";

const task = {
  name: "compare",
  doc: "Compares.",
  flags: {
    dataset: choiceFlag({ doc: "Images.", default: "digits", words: ["digits", "mnist"] }),
    optimizers: choicesFlag({ doc: "Which.", default: ["sgd", "adam"], words: ["sgd", "adam"] }),
    learningRate: numberFlag({ doc: "Rate.", default: undefined, minimum: 1e-9, maximum: 1e9 }),
    seed: integerFlag({ doc: "Seed.", default: 0, minimum: 0, maximum: 99 }),
    seeds: integerFlag({ doc: "Seeds.", default: 5, quick: 2, minimum: 1, maximum: 9 }),
    plugin: repeatedFlag({ doc: "Module.", placeholder: "<path>" }),
    out: textFlag({ doc: "Where to.", default: "out", placeholder: "<folder>" }),
    quick: switchFlag({ doc: "Short." }),
  },
} as const;

function messageOf(...args: string[]): string {
  return assertThrows(() => parseFlags(task, args), TaskError).message;
}

Deno.test("parseFlags gives the defaults of flags that are not given", () => {
  assertEquals(parseFlags(task, []), {
    dataset: "digits",
    optimizers: ["sgd", "adam"],
    learningRate: undefined,
    seed: 0,
    seeds: 5,
    plugin: [],
    out: "out",
    quick: false,
  });
});

Deno.test("parseFlags reads both spellings, and of a repeated flag the last one", () => {
  const values = parseFlags(task, [
    "--learning-rate=1e6",
    "--seed",
    "0",
    "--plugin",
    "./lion.ts",
    "--plugin=./007.ts",
    "--out",
    "007",
    "--dataset",
    "mnist",
    "--dataset",
    "digits",
    "--optimizers=adam",
  ]);
  assertEquals(values.learningRate, 1e6);
  assertEquals(values.seed, 0);
  assertEquals(values.plugin, ["./lion.ts", "./007.ts"]);
  assertEquals(values.out, "007");
  assertEquals(values.dataset, "digits");
  assertEquals(values.optimizers, ["adam"]);
});

Deno.test("parseFlags under --quick takes quick values, but not instead of given ones", () => {
  assertEquals(parseFlags(task, ["--quick"]).seeds, 2);
  assertEquals(parseFlags(task, ["--quick", "--seeds", "4"]).seeds, 4);
});

Deno.test("parseFlags refuses an unknown flag and names what is near, three at most", () => {
  const all = "`deno task compare --help all` lists all";
  assertEquals(
    ["--sed=1", "--lrn", "--optm", "-x", "--frobnicate"].map((typed) => messageOf(typed)),
    [
      `compare: unknown flag --sed (did you mean --seed or --seeds?); ${all}`,
      `compare: unknown flag --lrn (did you mean --learning-rate?); ${all}`,
      `compare: unknown flag --optm (did you mean --optimizers?); ${all}`,
      `compare: unknown flag -x; ${all}`,
      `compare: unknown flag --frobnicate; ${all}`,
    ],
  );
});

Deno.test("parseFlags understands other usual names of its flags", () => {
  const { learningRate, optimizers } = parseFlags(task, ["--lr", "0.1", "--optimizer=adam"]);
  assertEquals([learningRate, optimizers], [0.1, ["adam"]]);
});

Deno.test("parseFlags refuses a word that is not allowed and says which are", () => {
  assertEquals(
    messageOf("--dataset", "minst"),
    "--dataset: expected digits or mnist, got 'minst' (did you mean mnist?)",
  );
  assertEquals(
    messageOf("--optimizers", "sgd,adamm"),
    "--optimizers: expected sgd and adam, any of them, with commas between, got 'sgd,adamm' " +
      "(did you mean adam?)",
  );
});

Deno.test("parseFlags refuses numbers out of range, of the wrong kind, and missing", () => {
  assertEquals(messageOf("--seeds=0"), "--seeds: expected a whole number from 1 to 9, got '0'");
  assertEquals(messageOf("--seeds=1.5"), "--seeds: expected a whole number from 1 to 9, got '1.5'");
  assertEquals(messageOf("--seeds=two"), "--seeds: expected a whole number from 1 to 9, got 'two'");
  assertEquals(messageOf("--seeds"), "--seeds: expected a whole number from 1 to 9, got nothing");
  assertEquals(messageOf("--seeds="), "--seeds: expected a whole number from 1 to 9, got nothing");
  assertEquals(messageOf("--out="), "--out: expected a folder, got nothing");
  for (const text of ["NaN", "Infinity", "0x", "-1e-3"]) {
    assertEquals(
      messageOf(`--learning-rate=${text}`),
      `--learning-rate: expected a number from 1e-9 to 1000000000, got '${text}'`,
    );
  }
});

Deno.test("parseFlags takes a negative number for a value, not for a flag", () => {
  assertEquals(
    messageOf("--seed", "-1"),
    "--seed: expected a whole number from 0 to 99, got '-1'",
  );
  assertEquals(
    messageOf("--learning-rate", "-.5"),
    "--learning-rate: expected a number from 1e-9 to 1000000000, got '-.5'",
  );
  assertEquals(messageOf("--quick", "-1").startsWith("compare: unknown flag -1;"), true);
});

Deno.test("parseFlags refuses words that belong to no flag", () => {
  assertEquals(
    messageOf("adam"),
    "compare: expected only flags, got 'adam'; `deno task compare --help` lists them",
  );
});

Deno.test("parseFlags gives the last operand all further words where it may be repeated", () => {
  const flags = {
    out: textFlag({ doc: "Where to.", default: "out", placeholder: "<folder>" }),
    files: repeatedFlag({ doc: "What.", placeholder: "<file>" }),
  };
  const copy = { name: "copy", doc: "Copies.", operands: ["out", "files"], flags };
  assertEquals(parseFlags(copy, ["a", "b", "c", "d"]), { out: "a", files: ["b", "c", "d"] });
  assertEquals(parseFlags(copy, []), { out: "out", files: [] });
});

Deno.test("parseFlags takes operands by their place", () => {
  const data = {
    name: "data",
    doc: "Downloads.",
    flags: {
      dataset: choiceFlag({ doc: "Which.", default: undefined, words: ["mnist", "digits"] }),
      quick: switchFlag({ doc: "Short." }),
    },
    operands: ["dataset"],
  } as const;
  assertEquals(parseFlags(data, ["mnist"]), { dataset: "mnist", quick: false });
  assertEquals(parseFlags(data, []), { dataset: undefined, quick: false });
  assertThrows(
    () => parseFlags(data, ["mnits"]),
    TaskError,
    "dataset: expected mnist or digits, got 'mnits' (did you mean mnist?)",
  );
  assertThrows(
    () => parseFlags(data, ["mnist", "mnist"]),
    TaskError,
    "data: expected only <dataset> and flags, got 'mnist'",
  );
});

Deno.test("parseFlags refuses a value of a switch", () => {
  const task = { name: "compare", doc: "", flags: { quick: switchFlag({ doc: "" }) } };
  for (const value of ["maybe", "false", "true", ""]) {
    assertThrows(
      () => parseFlags(task, [`--quick=${value}`]),
      TaskError,
      `--quick: expected no value, got '${value}'; leave out '=${value}'`,
    );
  }
});

Deno.test("parseFlags takes no name that objects inherit for a flag, and one of the table for what it is", () => {
  const none = { name: "compare", doc: "", flags: {} };
  for (const name of ["constructor", "toString", "valueOf", "__proto__", "has-own-property"]) {
    for (const argument of [`--${name}`, `--${name}=1`, `--${name}.a=1`]) {
      assertThrows(() => parseFlags(none, [argument]), TaskError, `unknown flag --${name}`);
    }
  }
  const flags = {
    constructor: integerFlag({ doc: "", default: 1, minimum: 1, maximum: 9 }),
  };
  const task = { name: "compare", doc: "", flags };
  assertEquals(Object.entries(parseFlags(task, [])), [["constructor", 1]]);
  assertEquals(Object.entries(parseFlags(task, ["--constructor=3"])), [["constructor", 3]]);
});
