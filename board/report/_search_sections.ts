import {
  formatNumber,
  type ScatterPoint,
  type ScatterSection,
  type Section,
  type TableSection,
} from "@descent/reports";
import { searchWindow } from "../analysis/search_outcomes.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ruleHref } from "./_names.ts";
import { searchMapsSection } from "./_search_maps_section.ts";
import { tunedAxis } from "./_tuned_axis.ts";

/** How the searches on a problem went: the loss over each hyperparameter, over pairs of them, and the windows of rates. */
export function searchSections(
  data: BoardData,
  own: readonly BoardTrial[],
  place: number,
): Section[] {
  const tried = own.filter(({ phase }) => phase === "search");
  return [
    scatter(data, tried, place),
    ...searchMapsSection(data, tried, place),
    windows(data, tried, place),
  ];
}

function scatter(
  { plan, analysis: { searches } }: BoardData,
  tried: readonly BoardTrial[],
  place: number,
): ScatterSection {
  const tuned = [
    "learningRate",
    ...new Set(plan.rules.flatMap(({ search }) => Object.keys(search))),
  ];
  return {
    kind: "scatter",
    title: "Search",
    text:
      "Validation loss at the end of training of every setting that was tried. The chosen one is larger; a cross is a trial that " +
      "did not end, at the loss of the untrained model.",
    charts: tuned.map((name) => {
      const rules = plan.rules.filter(({ search }) => name === "learningRate" || name in search);
      const axis = tunedAxis(name, rules[0].search[name]);
      const values = tried.flatMap(({ rule, hyperparameters }) =>
        rules.some((each) => each.name === rule) ? [axis.of(hyperparameters[name])] : []
      );
      // A decay of 0 has no place on a logarithmic axis.
      const nothing = Math.min(...values.filter((value) => value > 0)) / 10;
      return {
        title: values.some((value) => value === 0)
          ? `${axis.title}, 0 at ${formatNumber(nothing, "number")}`
          : axis.title,
        x: axis.title,
        y: "Validation loss",
        series: rules.map(({ name: rule, title }) => {
          const chosen = searches[plan.rules.findIndex((each) => each.name === rule)][place].draw;
          const points = tried.filter((trial) => trial.rule === rule).flatMap((trial) => {
            const { hyperparameters, draw } = trial;
            const x = axis.of(hyperparameters[name]);
            const point = pointOf(trial, x === 0 ? nothing : x);
            return point === null
              ? []
              : [draw === chosen ? { ...point, as: "chosen" as const } : point];
          });
          return { name: rule, title, points };
        }),
      };
    }),
    note:
      "Settings differ in all hyperparameters of their rule, so neighbours may differ in more than what an axis shows.",
  };
}

function pointOf(
  { validation, status, untrainedValidation }: BoardTrial,
  x: number,
): ScatterPoint | null {
  if (status === "completed" && validation !== null) return { x, y: validation };
  return untrainedValidation === null ? null : { x, y: untrainedValidation, as: "lost" };
}

function windows(
  { plan, analysis: { searches } }: BoardData,
  tried: readonly BoardTrial[],
  place: number,
): TableSection {
  const titles = boardTitles(plan);
  return {
    kind: "table",
    title: "Edges of the searches",
    columns: [
      { title: "Rule" },
      { title: "Lowest rate" },
      { title: "Middle" },
      { title: "Highest rate" },
      { title: "Chosen rate" },
      { title: "Its place, of the way up" },
      { title: "Extra draws" },
    ],
    rows: plan.rules.map(({ name }, rule) => {
      const { chosen, extra, isAtEdge } = searches[rule][place];
      const middle = plan.centres[name][plan.problems[place].choice.name];
      const [low, high] = searchWindow(middle, tried.filter((trial) => trial.rule === name));
      const rate = chosen?.learningRate;
      const share = rate === undefined ? null : Math.log(rate / low) / Math.log(high / low);
      return [
        { value: titles.rule(name), series: name, href: ruleHref(name) },
        low,
        middle,
        high,
        rate ?? null,
        share === null ? null : {
          value: share,
          text: `${(100 * share).toFixed(0)} %`,
          ...(isAtEdge && { note: "at an edge", tone: "bad" as const }),
        },
        extra,
      ];
    }),
    note:
      "The best rate may not lie within 10 % of an end of its window, on a log scale: there the window moves by two decades and a " +
      "quarter more settings are drawn, at most three times.",
  };
}
