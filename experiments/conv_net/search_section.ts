import type { Cell, Run, Section, TableSection } from "@descent/reports";
import { VARIABLES } from "./conv_net_setting.ts";

/** The random search: the settings of each optimizer, the best first. */
export function searchSection(search: readonly Run[]): Section {
  return {
    kind: "tabs",
    title: "Random search",
    text:
      "All values drawn together, the same for every optimizer; the learning rates are the same multiples of the " +
      "problem's rate for each.",
    sections: [...Map.groupBy(search, ({ record }) => record.optimizer.title)].map(table),
  };
}

function table([title, runs]: [string, readonly Run[]]): TableSection {
  const score = ({ record }: Run) => record.results.best["validation/accuracy"] ?? null;
  return {
    kind: "table",
    title,
    columns: [
      { title: "Validation accuracy", format: "percent" },
      { title: "Learning rate" },
      ...VARIABLES.map(({ title }) => ({ title })),
      { title: "Training images per second", format: "count" },
      { title: "Status" },
    ],
    rows: runs.toSorted((a, b) => (score(b) ?? -1) - (score(a) ?? -1)).map((run): Cell[] => {
      const { setting, results, status } = run.record;
      return [
        score(run),
        setting.hyperparameters.learningRate,
        ...VARIABLES.map(({ name }) => setting.variables[name]),
        results.examplesPerSecond,
        { value: status, trial: run.record.trialId },
      ];
    }),
  };
}
