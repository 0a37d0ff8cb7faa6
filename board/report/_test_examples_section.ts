import { formatNumber, type TableSection } from "@descent/reports";
import type { TestExamples } from "../analysis/test_examples.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { problemHref } from "./_names.ts";

/** Which comparisons are about these test examples alone, and how far they would hold for others. */
export function testExamplesSection(
  { plan, analysis: { testExamples } }: BoardData,
): TableSection[] {
  if (testExamples.length === 0) return [];
  const titles = boardTitles(plan);
  return [{
    kind: "table",
    title: "What other test examples could change",
    text:
      "Comparisons on single problems and the scores' intervals draw seeds anew, so they are about these test examples. Those over " +
      "problems (findings, groups, pairs) are about other problems too, each with examples of its own, whose chance is in the scatter over " +
      "problems. Beside each other: by how much, at 95 %, a ratio of two rules changes with other seeds and with other test examples, and " +
      "how many of the differences that seeds show go beyond both together.",
    columns: [
      { title: "Problem" },
      { title: "Test loss" },
      { title: "Other seeds" },
      { title: "Other examples" },
      { title: "Told apart by seeds" },
      { title: "Same order on validation" },
      { title: "Beyond both" },
    ],
    rows: testExamples.map((own) => [
      { value: titles.problem(own.problem), href: problemHref(own.problem) },
      testLossText(own),
      { value: own.seeds, text: changeText(own.seeds) },
      own.loss === "exact" || own.examples === null
        ? null
        : { value: own.examples, text: changeText(own.examples) },
      own.toldApart,
      own.loss === "exact" ? null : own.sameOrder,
      own.beyond,
    ]),
    note:
      "Exact: the loss over the population, which is known, has no examples. Not counted: points of a grid, or what a third party chose. " +
      "Other examples: estimated from the validation part, another sample, by the variance over rules of how much the loss changes from " +
      "there to the test part, less what that changes by seeds. Settings were chosen by validation losses of other seeds, so it is rather too " +
      "large. The training examples were the same throughout.",
  }];
}

/** The examples that a problem's test loss is of. */
export function testLossText({ loss, count, isText }: TestExamples): string {
  if (loss === "exact") return "exact";
  if (isText) return "part of a text";
  return count === null ? "not counted" : `${formatNumber(count, "count")} examples`;
}

/** The same in a sentence, with how much other examples would change. */
export function testPartText(own: TestExamples): string {
  const { loss, examples, seeds } = own;
  if (loss === "exact") return "exact, over the population; no test examples";
  if (examples === null || examples === 0) return testLossText(own);
  return `${testLossText(own)}; others could change a ratio of two rules by ${
    changeText(examples)
  } (95 %), other seeds by ${changeText(seeds)}`;
}

/** A log ratio from which on "more or less" is by very different amounts. */
const LARGE = Math.log(1.5);

/** A change of a ratio by half of an interval of its logarithm: a share while it is small, else a factor. */
function changeText(half: number): string {
  if (half === 0) return "none seen";
  return half < LARGE
    ? `± ${(100 * Math.expm1(half)).toPrecision(2)} %`
    : `× ${Math.exp(half).toFixed(1)}`;
}
