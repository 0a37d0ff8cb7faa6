import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import type { Section } from "../sections/section.ts";
import { capitalized } from "../text/capitalized.ts";
import { type ComparedMetrics, finalValue } from "./_compared_metrics.ts";

/** The settings that were stopped before the end of the budget, with how far each came. */
export function stoppedSection(runs: readonly Run[], { search }: ComparedMetrics): Section[] {
  const records = runs.map(({ record }) => record);
  const short = records.filter(({ phase }) => phase === "rung");
  if (short.length === 0) return [];
  const settings = Map.groupBy(short, settingKey);
  const whole = new Set(records.filter(({ phase }) => phase === "search").map(settingKey));
  const stopped = [...settings].filter(([key]) => !whole.has(key))
    .map(([, own]) =>
      own.reduce((last, each) => each.budget.steps > last.budget.steps ? each : last)
    );
  return [{
    kind: "table",
    title: "Settings stopped early",
    text:
      `${stopped.length} of ${settings.size} settings of the search were stopped by asynchronous successive halving: ` +
      "each is trained for a part of the budget, then anew for a larger one, and goes on only while it is among the best so " +
      "far. These never had the whole budget, and nothing else on this page has them; their scores are those of short " +
      "trainings.",
    collapsed: true,
    columns: [
      { title: "Optimizer" },
      { title: "Setting" },
      { title: "Stopped after epochs" },
      { title: "Status" },
      { title: capitalized(search.title), format: search.metric.format },
    ],
    rows: stopped.map((record) => [
      { value: record.optimizer.title, series: record.optimizer.name },
      settingText(record, stopped),
      record.budget.epochs,
      record.status === "completed" ? "stopped" : record.status,
      finalValue(record, search.key),
    ]),
  }];
}

function settingKey({ optimizer, setting }: RunRecord): string {
  return JSON.stringify([optimizer.name, setting.hyperparameters]);
}

/** The hyperparameters in which settings of an optimizer differ. */
function settingText(record: RunRecord, all: readonly RunRecord[]): string {
  const own = all.filter(({ optimizer }) => optimizer.name === record.optimizer.name);
  return Object.entries(record.setting.hyperparameters)
    .filter(([name, value]) =>
      name === "learningRate" || own.some(({ setting }) => setting.hyperparameters[name] !== value)
    )
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}
