import type { ClassRecord, RunRecord } from "../record/run_record.ts";
import { counted } from "../text/counted.ts";
import { formatNumber } from "../text/format.ts";
import { type Html, html } from "../text/html.ts";
import type { SectionBase } from "./section_base.ts";

/** An experiment that varies the network has dozens, which nobody reads. */
const MOST_VALUES = 6;
/** A language model has a class for each character. */
const MOST_CLASSES = 30;

/**
 * Data, network, seeds, software, hardware and commands of the trials.
 *
 * @category Sections
 */
export interface EnvironmentSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "environment";
  /** The trials that the page is made from. */
  readonly records: readonly RunRecord[];
}

/** Renders an {@linkcode EnvironmentSection}; where trials differ, the values are listed. */
export function renderEnvironment({ records }: EnvironmentSection): Html {
  const commands = [...new Set(records.map(({ command }) => command))];
  return html`
    <dl class="facts">${facts(records).map(([term, values]) =>
      html`
        <div><dt>${term}</dt>${values.map((value) => html`<dd>${value}</dd>`)}</div>
      `
    )}
    </dl>
    <p>${commands.length > 1 ? "Made by these commands:" : "Made by:"}</p>
    ${commands.map((command) => html`<pre><code>${command}</code></pre>`)}
  `;
}

function facts(records: readonly RunRecord[]): [term: string, values: string[]][] {
  const times = records.map(({ startedAt }) => startedAt).sort();
  const began = times.length === 0 ? [] : [minute(times[0]), minute(times[times.length - 1])];
  const all: [term: string, values: string[]][] = [
    ["Data", describeDatasets(records)],
    ["Network", distinct(records, describeNetwork)],
    ["Budget of a trial", distinct(records, describeBudget)],
    ["Seeds", [seedList(records)]],
    ["Floating-point type", distinct(records, ({ environment }) => environment.dtype)],
    [
      "Software",
      distinct(
        records,
        ({ environment }) =>
          `Descent ${environment.descent}, Deno ${environment.deno}, V8 ${environment.v8}, ` +
          `TypeScript ${environment.typescript}`,
      ),
    ],
    [
      "Matrix product",
      distinct(
        records,
        ({ environment: { matmul, multiplyAdd, fusedMultiplyAdd } }) =>
          `${matmul.backend} ${matmul.version}, ${
            multiplyAdd === "strict"
              ? "strict multiply-add, the same bits on every machine"
              : `${fusedMultiplyAdd ? "with" : "without"} fused multiply-add`
          }`,
      ),
    ],
    [
      "Convolution",
      distinct(
        records,
        ({ environment }) => environment.convolution === "direct" ? "direct sums" : "",
      ),
    ],
    ["Machine", distinct(records, describeMachine)],
    ["Trials began", [...new Set(began)]],
  ];
  // A problem without data or without a network has nothing to say of it.
  return all.filter(([, values]) => values.length > 0);
}

/** Search trials never see the test set, so its size is said once, from the trials that do. */
function describeDatasets(records: readonly RunRecord[]): string[] {
  const datasets = records.flatMap(({ dataset }) => dataset ?? []);
  const groups = Map.groupBy(datasets, (dataset) => JSON.stringify({ ...dataset, test: 0 }));
  return [...groups.values()].map((group) => {
    const { name, train, validation, preprocessing, classes = [], digest, remark } = group[0];
    const test = Math.max(...group.map((dataset) => dataset.test));
    const sizes = [
      `${formatNumber(train, "count")} to train on`,
      `${formatNumber(validation, "count")} to validate`,
      ...(test === 0 ? [] : [`${formatNumber(test, "count")} to test`]),
    ];
    const more = [
      preprocessing,
      ...(classes.length === 0 ? [] : [`classes ${describeClasses(classes)}`]),
      ...(digest === undefined ? [] : [`SHA-256 of the content ${digest}`]),
    ].filter((text) => text !== "");
    return [`${name}: ${sizes.join(", ")}`, ...more].join("; ") +
      (remark === undefined ? "" : `. ${remark}`);
  });
}

/** Such as `A (60 + 20 + 20)`: how many to train, to validate and to test. */
function describeClasses(classes: readonly ClassRecord[]): string {
  const shown = classes.slice(0, MOST_CLASSES).map(({ name, train, validation, test }) =>
    `${name} (${train} + ${validation} + ${test})`
  );
  const more = classes.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function describeNetwork({ network, results }: RunRecord): string {
  if (network === "") return "";
  return `${network}, ${formatNumber(results.parameterCount, "count")} parameters`;
}

function describeBudget({ dataset, budget }: RunRecord): string {
  const steps = counted(budget.steps, "step");
  const schedule = `schedule ${budget.schedule}`;
  if (dataset === null) return `${steps}, ${schedule}`;
  return `${steps} with batch size ${budget.batchSize} ` +
    `(${counted(budget.epochs, "epoch")}), ${schedule}`;
}

function describeMachine({ environment }: RunRecord): string {
  const { os, arch, cpu, cpuCount, threads, jobs } = environment;
  return `${cpu === null ? "" : `${cpu}, `}${os} on ${arch}, ${cpuCount} processors, ` +
    `${jobs} ${jobs === 1 ? "trial" : "trials"} at a time, ` +
    `${threads} ${threads === 1 ? "thread" : "threads"} each`;
}

function seedList(records: readonly RunRecord[]): string {
  return [...new Set(records.map(({ seed }) => seed))].sort((a, b) => a - b).join(", ");
}

function minute(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

function distinct(records: readonly RunRecord[], of: (record: RunRecord) => string): string[] {
  const values = [...new Set(records.map(of))].filter((value) => value !== "");
  if (values.length <= MOST_VALUES) return values;
  const shown = values.slice(0, MOST_VALUES - 1);
  return [...shown, `and ${values.length - shown.length} more, see trials.csv`];
}
