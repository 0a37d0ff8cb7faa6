import type { MapPoint, SearchMap, SearchMapsSection } from "@descent/reports";
import type { BoardTrial } from "../trials/board_trial.ts";
import type { BoardData } from "./board_data.ts";
import { tunedAxis } from "./_tuned_axis.ts";

/** Losses this many times the lowest one or more have the last colour. */
const WORST = Math.E;

/** The loss of a problem's searches over the learning rate and each other hyperparameter; none where only the rate was tuned. */
export function searchMapsSection(
  { plan, analysis: { searches } }: BoardData,
  tried: readonly BoardTrial[],
  place: number,
): SearchMapsSection[] {
  const maps = plan.rules.flatMap((rule, index): SearchMap[] => {
    const own = tried.filter((trial) => trial.rule === rule.name);
    const completed = own.flatMap(({ status, validation }) =>
      status === "completed" && validation !== null && validation > 0 ? [validation] : []
    );
    const lowest = Math.min(...completed);
    return Object.entries(rule.search).map(([name, distribution]) => {
      const axis = tunedAxis(name, distribution);
      const points = own.map((trial): MapPoint => {
        const { hyperparameters, status, validation, draw } = trial;
        const isLost = status !== "completed" || validation === null || validation <= 0;
        return {
          x: hyperparameters.learningRate,
          y: axis.of(hyperparameters[name]),
          level: isLost ? null : Math.min(1, Math.log(validation / lowest) / Math.log(WORST)),
          isChosen: draw === searches[index][place].draw,
        };
      });
      return { title: rule.title, x: "learningRate", y: axis.title, points };
    });
  });
  if (maps.length === 0) return [];
  return [{
    kind: "search-maps",
    title: "Learning rate and other hyperparameters",
    text:
      "A dot is a setting that was tried: bright where its validation loss is near the rule's lowest, dark where it is " +
      "2.7 times that or more, a cross where it did not end. The chosen one has a ring.",
    maps,
    collapsed: true,
  }];
}
