import type { Page, Section } from "@descent/reports";
import type {
  Absence,
  BenchResult,
  CurveResult,
  ImplementationResult,
  ProgramResult,
  RatioResult,
  RuleCost,
} from "./bench_result.ts";
import { groupSections } from "./group_sections.ts";
import { headline } from "./headline.ts";

/**
 * The report of a benchmark.
 *
 * @param result What was found.
 * @returns The page, as data.
 */
export function benchPage(result: BenchResult): Page {
  const { implementations, absent, curves, rules, programs, ratios } = result;
  const { machine, command, startedAt } = result;
  const { os, arch, cpu, cpuCount, deno, v8 } = machine;
  return {
    kicker: "Benchmark",
    title: "Speed",
    headline: headline(result),
    facts: [
      { term: "Machine", value: `${cpu ?? os}, ${os} on ${arch}, ${cpuCount} processors` },
      { term: "Runtime", value: `Deno ${deno}, V8 ${v8}` },
      { term: "Measured", value: `${startedAt.slice(0, 16).replace("T", " ")} UTC` },
      { term: "Command", value: command },
    ],
    sections: [
      ...groupSections(result),
      ...(curves.length > 0 ? [curveSection(curves)] : []),
      ...(rules.length > 0 ? [ruleSection(rules)] : []),
      ...(programs.length > 0 ? [programSection(programs)] : []),
      ...(ratios.length > 0 ? [ratioSection(ratios)] : []),
      ...(implementations.length > 0 ? [implementationSection(implementations)] : []),
      ...(absent.length > 0 ? [absentSection(absent)] : []),
    ],
  };
}

function curveSection(curves: readonly CurveResult[]): Section {
  return {
    kind: "lines",
    title: "Time per step",
    text: "How long a step takes, or all trials, as one thing grows and the rest stays.",
    charts: curves.map(({ title, x, series }) => {
      const isLong = series.some(({ points }) => points.some(({ seconds }) => seconds > 1));
      const [unit, factor] = isLong ? ["s", 1] : ["ms", 1000];
      const xs = series.flatMap(({ points }) => points.map((point) => point.x));
      const scale = Math.max(...xs) > 16 * Math.min(...xs) ? "log" as const : "linear" as const;
      return {
        title,
        x: { title: x, scale },
        y: { title: `Time (${unit})`, scale },
        series: series.map(({ name, title, points }) => ({
          name,
          title,
          points: points.map(({ x, seconds }) => ({ x, y: factor * seconds })),
        })),
      };
    }),
  };
}

function ruleSection(rules: readonly RuleCost[]): Section {
  const multiple = (value: number | undefined) =>
    value === undefined ? null : { value, text: value.toFixed(3) };
  return {
    kind: "table",
    title: "Update rules",
    text:
      "On the fashion MLP, 784-128-64-10 at batches of 128, in time of the processor on one thread. " +
      "Ratios are those within a round, the middle of all rounds. " +
      "A plain pass reads and writes the same tensors and only adds.",
    columns: [
      { title: "Rule" },
      { title: "Step with its gradient ÷ Adam's" },
      { title: "Step alone ÷ its bare formula" },
      { title: "Step alone ÷ a plain pass" },
      { title: "Step alone (ms)" },
      { title: "State (bytes a parameter)" },
    ],
    rows: rules.map(({ title, toAdam, toFormula, toPlain, seconds, stateBytes }) => [
      title,
      multiple(toAdam),
      multiple(toFormula),
      multiple(toPlain),
      multiple(1000 * seconds),
      { value: stateBytes, text: stateBytes.toFixed(1) },
    ]),
  };
}

function programSection(programs: readonly ProgramResult[]): Section {
  return {
    kind: "table",
    title: "Whole programs",
    text: "From the start of the process to its end, on one thread unless its row says otherwise.",
    columns: [
      { title: "Program" },
      { title: "Time", format: "seconds" },
      { title: "Peak memory (MB)", format: "count" },
    ],
    rows: programs.map(({ title, seconds, peakBytes }) => [title, seconds, peakBytes / 1e6]),
  };
}

function ratioSection(ratios: readonly RatioResult[]): Section {
  return {
    kind: "table",
    title: "Workers, live pages and native libraries",
    columns: [{ title: "What" }, { title: "Ratio" }],
    rows: ratios.map(({ title, value }) => [title, { value, text: value.toFixed(3) }]),
  };
}

function implementationSection(implementations: readonly ImplementationResult[]): Section {
  return {
    kind: "table",
    title: "Who took part",
    columns: [{ title: "Implementation" }, { title: "Name" }, { title: "Version and setup" }],
    rows: implementations.map(({ title, name, about }) => [title, name, about]),
  };
}

function absentSection(absent: readonly Absence[]): Section {
  return {
    kind: "text",
    title: "Left out",
    points: absent.map(({ who, reason }) => `${who}: ${reason}`),
  };
}
