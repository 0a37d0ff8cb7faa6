import { boardPage, boardPages, galleryPage } from "@descent/board";
import { sampleBoardData } from "@descent/board/testing";
import { experimentCatalogue } from "@descent/experiments";
import { profilePage } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";
import { compareReport, indexPage, type Page, withTrialsPage } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import { gradcheckPage, type GradientCheck } from "@descent/verify";
import { madeUpRows, madeUpScores } from "./_made_up_trial.ts";

/** Names that would do harm where they are taken for markup. */
export const HOSTILE =
  `</script><img src=x onerror="document.title='hacked'"><a href="javascript:0">`;

/** The page of an experiment whose trials are made up. */
async function experimentPage(name: string): Promise<Page> {
  const experiment = experimentCatalogue.find((each) => each.name === name)!;
  return (await fakeRun(experiment, ["--quick"], madeUpScores, madeUpRows)).page;
}

const gradients: GradientCheck[] = ["input", "weight", HOSTILE].map((tensor, place) => ({
  group: "layer",
  title: ["affine", "relu", HOSTILE][place],
  input: [3, 7],
  mode: "train",
  tensor,
  error: [2e-12, 1e-10, 0.1][place],
  bound: 5e-10,
  printed: undefined,
}));

const profile = {
  title: HOSTILE,
  steps: 100,
  examples: 12_800,
  seconds: 0.128,
  parts: [
    { name: "hidden1 forward", seconds: 0.064, operations: 2e9 },
    { name: "data", seconds: 0.01, operations: 0 },
  ],
  threads: 1,
  matmul: "wasm 0.1.0",
  peak: 4e10,
  events: [],
};

/** A page of each kind that a task writes, by the name of its picture, of trials that nobody trained. */
export async function reportPages(): Promise<Map<string, Page>> {
  const pages = new Map<string, Page>();
  const runs = syntheticRuns([{ name: "plugin", title: HOSTILE }]);
  const comparison = withTrialsPage(compareReport(runs), runs);
  pages.set("compare", comparison.page);
  pages.set("trials", comparison.pages.trials);
  for (const { name } of experimentCatalogue) {
    if (name !== "compare") pages.set(name, await experimentPage(name));
  }
  pages.set("gradcheck", gradcheckPage(gradients));
  pages.set("profile", profilePage(HOSTILE, [profile]));
  const board = await sampleBoardData();
  pages.set("lab", boardPage(board));
  for (const [name, page] of Object.entries(boardPages(board))) {
    const [kind] = name.split("-");
    if (["problem", "rule", "methods"].includes(kind)) pages.set(`lab-${kind}`, page);
  }
  pages.set("lab-gallery", galleryPage(board));
  const cards = [...pages].map(([name, { title, question = "", headline }]) => {
    return { href: `${name}/index.html`, title, question, headline };
  });
  pages.set("index", indexPage([...cards, { ...cards[0], title: HOSTILE, headline: HOSTILE }]));
  return pages;
}
