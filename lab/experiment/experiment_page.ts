import {
  type DatasetRecord,
  formatNumber,
  type Page,
  type PageFact,
  type Run,
  type RunRecord,
} from "@descent/reports";

/** Options of {@linkcode experimentPage}: texts and sections; the rest follows from the trials. */
export type ExperimentPageOptions =
  & Pick<Page, "kicker" | "title" | "headline" | "sections">
  & {
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
  { runs, sections, networks, budgets, ...texts }: ExperimentPageOptions,
): Page {
  const records = runs.map(({ record }) => record);
  return {
    ...texts,
    facts: facts(records, { networks, budgets }),
    sections: [...sections, { kind: "environment", title: "What ran where", records }],
  };
}

interface Words {
  readonly networks: string | undefined;
  readonly budgets: string | undefined;
}

function facts(records: readonly RunRecord[], { networks, budgets }: Words): PageFact[] {
  const count = (status: RunRecord["status"]) =>
    records.filter((record) => record.status === status).length;
  const ends = (["diverged", "failed"] as const)
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${status}`);
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
          `${formatNumber(epochs, "number")} epochs, batch size ${batchSize}`,
      ),
    },
    {
      term: "Trials",
      value: records.length + (ends.length === 0 ? "" : `, of which ${ends.join(", ")}`),
    },
  ];
  return all.filter(({ value }) => value !== "");
}

/** A failed trial knows neither data nor network. */
function distinct(records: readonly RunRecord[], of: (record: RunRecord) => string): string {
  return [...new Set(records.map(of))].filter((text) => text !== "").join("; ");
}
