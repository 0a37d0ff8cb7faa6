import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { choiceFlag, choicesFlag } from "./choice_flag.ts";
import { exitCodesText, helpText } from "./help_text.ts";
import { TaskError } from "./task_error.ts";
import { integerFlag } from "./number_flag.ts";
import { switchFlag } from "./switch_flag.ts";
import { repeatedFlag } from "./text_flag.ts";

Deno.test("helpText shows that an operand may be repeated", () => {
  const flags = { files: repeatedFlag({ doc: "What.", placeholder: "<file>" }) };
  const help = helpText({ name: "copy", doc: "Copies.", operands: ["files"], flags });
  assertEquals(help.split("\n")[2], "Usage: deno task copy [files]... [flags]");
});

Deno.test("helpText shows each flag's words, range and default from its table", () => {
  const help = helpText({
    name: "data",
    doc: "Downloads a dataset.",
    flags: {
      dataset: choiceFlag({ doc: "Which one.", default: "mnist", words: ["mnist", "digits"] }),
      seeds: integerFlag({ doc: "Seeds.", default: 5, quick: 2, minimum: 1, maximum: 9 }),
      plugin: repeatedFlag({ doc: "A module.", placeholder: "<path>" }),
      quick: switchFlag({ doc: "A short run." }),
    },
    operands: ["dataset"],
    notes: "That is all.",
  }, "all");
  assertEquals(
    help,
    `Downloads a dataset.

Usage: deno task data [dataset] [flags]

  dataset           Which one. Allowed: mnist or digits. Default: mnist.
  --seeds <number>  Seeds. Allowed: a whole number from 1 to 9. Default: 5. With --quick: 2.
  --plugin <path>   A module. May be given more than once.
  --quick           A short run.
  --help            Shows this text.

That is all.

${exitCodesText()}`,
  );
  assertEquals(exitCodesText().split("\n").slice(0, 2), [
    "Exit codes:",
    "  0    The task did what was asked; a line tells of trials that failed, if not all did.",
  ]);
});

Deno.test("helpText breaks long lines under their column", () => {
  const doc = "word ".repeat(60).trim() + ".";
  const lines = helpText({ name: "t", doc: "T.", flags: { quick: switchFlag({ doc }) } }).split(
    "\n",
  );
  assert(lines.every((line) => line.length <= 100));
  assert(lines.length > 6);
});

Deno.test("helpText breaks long lines of doc and notes, those of notes under their indent", () => {
  const long = "word ".repeat(30).trim();
  const help = helpText(
    { name: "t", doc: long, flags: {}, notes: `Notes:\n\n  ${long}\nEnd.` },
    "all",
  );
  assert(help.endsWith(exitCodesText()));
  const lines = help.slice(0, -exitCodesText().length).trimEnd().split("\n");
  assert(lines.every((line) => line.length <= 100));
  const places = (word: string) => lines.flatMap((line, i) => line.startsWith(word) ? [i] : []);
  const [start] = places("Notes:");
  const broken = lines.slice(start + 2, -1);
  assertEquals(broken.map((line) => line.indexOf("word")), [2, 4]);
  assertEquals(broken.map((line) => line.trim()).join(" "), long);
  assertEquals([lines[start + 1], lines.at(-1)], ["", "End."]);
});

const task = {
  name: "compare",
  doc: "Compares.",
  flags: {
    seeds: integerFlag({ doc: "Seeds. Of any kind.", default: 5, minimum: 1, maximum: 9 }),
    batchSize: integerFlag({ doc: "Size.", default: 5, minimum: 1, maximum: 9 }),
    quick: switchFlag({ doc: "Short; a trial." }),
  },
  main: ["quick", "seeds"],
  notes: "Further words.",
  topics: {
    title: "Rules",
    noun: "rule",
    texts: new Map([["adam", "adam: Adam\n  w"], ["sgd", "sgd: SGD"]]),
  },
};

Deno.test("helpText explains the main flags in their order, and names the others and the topics", () => {
  assertEquals(
    helpText(task),
    `Compares.

Usage: deno task compare [flags]

  --quick           Short.
  --seeds <number>  Seeds. Default: 5.
  --help            Shows this text.

Other flags: --batch-size.
Rules: adam, sgd.

\`--help all\` explains everything, and \`--help adam\` one rule.`,
  );
});

Deno.test("helpText tells of one topic, or of all with everything else", () => {
  assertEquals(helpText(task, "adam"), "adam: Adam\n  w");
  const all = helpText(task, "all");
  assert(all.includes("\n\nFurther words.\n\nRules:\n\nadam: Adam\n  w\nsgd: SGD\n\nExit codes:"));
  assert(all.includes("--batch-size <number>  Size. Allowed: a whole number from 1 to 9."));
  assertThrows(
    () => helpText(task, "adma"),
    TaskError,
    "compare: expected --help alone, all or the name of a rule after it, got 'adma'; the nearest are adam",
  );
});

Deno.test("helpText breaks a long list without spaces after its commas", () => {
  const all = Array.from({ length: 30 }, (_, n) => `optimizer-${n}`);
  const optimizers = choicesFlag({ doc: "Which.", default: all, words: all });
  const lines = helpText({ name: "lab", doc: "Ranks.", flags: { optimizers } }, "").split("\n");
  assertEquals(lines.filter((line) => line.length > 100), []);
  assertStringIncludes(lines.join("").replaceAll(/,\s+/g, ","), all.join(","));
});
