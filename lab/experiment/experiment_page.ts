import {
  counted,
  type DatasetRecord,
  endedTrials,
  formatNumber,
  type Page,
  type PageFact,
  type Run,
  type RunRecord,
  searchEdges,
} from "@descent/reports";

/**
 * The finding of an experiment: in a few words, in a sentence, and at a glance.
 *
 * @category Experiments
 */
export type ExperimentFinding = Pick<ExperimentPageOptions, "answer" | "headline" | "picture">;

/**
 * Options of {@linkcode experimentPage}: texts and sections; the rest follows from the trials.
 *
 * @category Experiments
 */
export type ExperimentPageOptions =
  & Pick<Page, "kicker" | "title" | "headline" | "sections">
  & {
    /** The finding in a few words; default none. */
    readonly answer?: string | null | undefined;
    /** The finding at a glance; default none. */
    readonly picture?: Page["picture"] | undefined;
    /** Every trial that the page rests on. */
    readonly runs: readonly Run[];
    /** The networks in words, where there are too many to list each. */
    readonly networks?: string;
    /** The budgets in words, where there are too many to list each. */
    readonly budgets?: string;
  };

/**
 * The page of an experiment: adds the facts that every report states, and software and hardware.
 *
 * @category Experiments
 * @param options Texts, sections and trials, see {@linkcode ExperimentPageOptions}.
 * @returns The page.
 *
 * @example
 * ```ts
 * import { experimentPage } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const texts = { kicker: "depth", title: "Depth", headline: "It is." };
 * const { facts } = experimentPage({ ...texts, sections: [], runs: [sampleRun()] });
 * assertEquals(facts![0], { term: "Data", value: "digits, 4,000 to train on, 1,000 to validate" });
 * ```
 */
export function experimentPage(
  { runs, sections, networks, budgets, answer, picture, ...texts }: ExperimentPageOptions,
): Page {
  const records = runs.map(({ record }) => record);
  return {
    ...texts,
    ...answer != null && { answer },
    ...picture && { picture },
    facts: facts(runs, { networks, budgets }),
    sections: [...sections, { kind: "environment", title: "What ran where", records }],
  };
}

interface Words {
  readonly networks: string | undefined;
  readonly budgets: string | undefined;
}

function facts(runs: readonly Run[], { networks, budgets }: Words): PageFact[] {
  const records = runs.map(({ record }) => record);
  const data = (of: (dataset: DatasetRecord) => string) =>
    distinct(records, ({ dataset }) => dataset === null ? "" : of(dataset));
  const all = [
    {
      term: "Data",
      value: data(({ name, train, validation }) =>
        `${name}, ${formatNumber(train, "count")} to train on, ` +
        `${formatNumber(validation, "count")} to validate`
      ),
    },
    { term: "Inputs", value: data(({ preprocessing }) => preprocessing) },
    { term: "Network", value: networks ?? distinct(records, ({ network }) => network) },
    {
      term: "Budget of a trial",
      value: budgets ?? distinct(
        records,
        ({ budget: { epochs, batchSize } }) =>
          `${counted(epochs, "epoch")}, batch size ${batchSize}`,
      ),
    },
    { term: "Trials", value: endedTrials(records) },
    { term: "Trials side by side", value: jobsText(records) },
    { term: "Best rates at an edge", value: edgeText(runs) },
    {
      term: "± covers",
      value:
        "seeds (initial weights and minibatches), by Student's t at 95\u202f%; not other examples than these, nor other " +
        "settings than those chosen",
    },
  ];
  return all.filter(({ value }) => value !== "");
}

/** How many searches chose a rate beyond which, or beside which, nothing good was tried; empty without any. */
function edgeText(runs: readonly Run[]): string {
  const { searches, edges } = searchEdges(runs);
  if (edges.length === 0) return "";
  const titles = new Intl.ListFormat("en").format(new Set(edges.map(({ title }) => title)));
  return `${edges.length} of ${searches} (${titles}): at an edge of the rates tried or next to one that diverged, so ` +
    "another rate may be better";
}

/** How many trials shared the machine, as far as times depend on it. */
function jobsText(records: readonly RunRecord[]): string {
  const most = Math.max(0, ...records.map(({ environment }) => environment.jobs));
  return most <= 1 ? "" : `${most}, so times depend on each other`;
}

/** A failed trial knows neither data nor network. */
function distinct(records: readonly RunRecord[], of: (record: RunRecord) => string): string {
  return [...new Set(records.map(of))].filter((text) => text !== "").join("; ");
}
