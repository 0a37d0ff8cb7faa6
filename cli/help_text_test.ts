import { assert, assertEquals } from "@std/assert";
import { choiceFlag } from "./choice_flag.ts";
import { exitCodesText, helpText } from "./help_text.ts";
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
  });
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
  const help = helpText({ name: "t", doc: long, flags: {}, notes: `Notes:\n\n  ${long}\nEnd.` });
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
