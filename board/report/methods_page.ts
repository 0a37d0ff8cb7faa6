import type { Page, TableSection } from "@descent/reports";
import { type BibtexEntry, formatBibtex } from "@descent/optim";
import { bibliography } from "./bibliography.ts";
import type { BoardData } from "./board_data.ts";
import { methodsPoints } from "./_methods_points.ts";
import { pageFrame } from "./_names.ts";

/**
 * The methods of a run from its plan: in words, as LaTeX to paste, with the references and a checklist of what makes it
 * reproducible.
 *
 * @category Report
 * @param data The run, see {@linkcode BoardData}.
 * @returns The page.
 *
 * @example
 * ```ts
 * import { methodsPage } from "@descent/board";
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { sections } = methodsPage(await sampleBoardData());
 * assertEquals(sections.map(({ title }) => title), ["Methods", "As LaTeX", "References", "Reproducibility checklist"]);
 * ```
 */
export function methodsPage(data: BoardData): Page {
  const points = methodsPoints(data);
  const papers = bibliography(data.plan);
  const { plan } = data;
  const frame = pageFrame(data);
  return {
    ...frame,
    kicker: `${frame.kicker} · methods`,
    title: "Methods",
    headline: "How this comparison was made, for an appendix.",
    sections: [
      { kind: "text", title: "Methods", points },
      {
        kind: "listing",
        title: "As LaTeX",
        text: "Generated from the plan in `lab.json`.",
        listing: [
          ...points.map(latexParagraph),
          cited("Rules", plan.rules.map(({ title }) => title), papers.rules),
          cited("Problems", plan.problems.map(({ title }) => title), papers.problems),
        ].join("\n\n"),
      },
      {
        kind: "listing",
        title: "References",
        text: "BibTeX of every rule and problem.",
        listing: formatBibtex([...papers.rules, ...papers.problems].flat()),
      },
      checklist(data),
    ],
  };
}

/** A paragraph of which what stands before its first colon is the title. */
function latexParagraph(point: string): string {
  const [, title, rest] = /^([^:.]{1,40}): (.*)$/s.exec(point) ?? [];
  return title === undefined
    ? latexText(point)
    : `\\paragraph{${latexText(title)}.} ${latexText(rest[0].toUpperCase() + rest.slice(1))}`;
}

/** A paragraph that names things with their papers. */
function cited(
  title: string,
  names: readonly string[],
  papers: readonly (readonly BibtexEntry[])[],
): string {
  const texts = names.map((name, place) =>
    `${latexText(name)}~\\cite{${papers[place].map(({ key }) => key).join(",")}}`
  );
  return `\\paragraph{${title}.} ${new Intl.ListFormat("en").format(texts)}.`;
}

const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "%": "\\%",
  "&": "\\&",
  "#": "\\#",
  "$": "\\$",
  "_": "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "−": "$-$",
  "²": "$^2$",
  "⁵": "$^5$",
  "α": "$\\alpha$",
};

/** Text for LaTeX; what stands between backticks is code. */
function latexText(text: string): string {
  return text.split("`").map((part, index) => {
    const escaped = part.replace(/[\\{}%&#$_^~−²⁵α]/g, (character) => SPECIAL[character]);
    return index % 2 === 1 ? `\\texttt{${escaped}}` : escaped;
  }).join("");
}

function checklist({ plan, hash, tables, trials, analysis: { losses } }: BoardData): TableSection {
  const { draws, repeated, seeds, rules, problems } = plan;
  const foreign = rules.filter(({ digest }) => digest !== null);
  return {
    kind: "table",
    title: "Reproducibility checklist",
    columns: [{ title: "Question" }, { title: "Answer" }],
    rows: [
      ["Was the plan fixed before the first trial?", `Yes: SHA-256 ${hash}, in lab.json.`],
      [
        "Which code trained?",
        `SHA-256 ${plan.code} of every module that a trial runs${
          foreign.length === 0
            ? ""
            : `; third parties' files ${
              foreign.map(({ name, digest }) => `${name} ${digest}`).join(", ")
            }`
        }.`,
      ],
      [
        "Which data?",
        `Generated, embedded or of files, each with its digest: ${
          problems.map(({ choice: { name }, data }) => `${name} ${data.slice(0, 16)}`).join(", ")
        }.`,
      ],
      [
        "Which hyperparameters were tried, and how were they chosen?",
        `${draws} settings for each rule on each problem from the distributions of lab.json; the ${repeated} best with ${seeds.repeat.length} more seeds; by validation loss at the end.`,
      ],
      [
        "How many runs?",
        `${trials.length} trials, of which ${
          trials.filter(({ status }) => status !== "completed").length
        } diverged or failed; all are rows of trials.csv, none is left out.`,
      ],
      [
        "Which seeds?",
        `Search ${seeds.search}, repeats ${seeds.repeat.join(", ")}, judges ${
          losses.seeds.join(", ")
        }; none is in two of these.`,
      ],
      [
        "Is what chose a setting apart from what judges it?",
        "Yes: other seeds, and the test part of the data, which no search looks at.",
      ],
      [
        "What are the error bars?",
        "Percentile bootstrap over seeds in problems for scores, t over problems for ratios, Wilson for shares, all 95 %.",
      ],
      [
        "Are comparisons corrected for their number?",
        "Yes: Holm for those that were planned and for all pairs, Benjamini and Hochberg on single problems.",
      ],
      [
        "Are the numbers the same again?",
        `To the bit for any number of jobs and threads, on machines that ${
          plan.multiplyAdd === "strict" ? "run the same Deno" : "fuse multiply-add alike"
        }: tables SHA-256 ${tables}. deno task lab verify runs trials again and compares.`,
      ],
      [
        "What is by the clock?",
        "The time of a step alone, which is part of no hash and of no comparison of losses.",
      ],
    ],
  };
}
