import type { RunRecord } from "../record/run_record.ts";
import type { PicturesSection } from "../sections/pictures.ts";
import { formatNumber } from "../text/format.ts";
import { isCompletedFinal } from "./_compared_metrics.ts";
import type { JudgedRuns } from "./_confusion_section.ts";

/** A page has room for the pictures of so many. */
const MOST_GROUPS = 6;

/** The worst mistakes on the test set and the filters of the first layer, of the first trial that completed of each of the first groups. */
export function picturesSections(groups: readonly JudgedRuns[]): PicturesSection[] {
  const all = groups.flatMap(({ name, title, final }) => {
    const record = final.map(({ record }) => record)
      .find((record) => isCompletedFinal(record) && record.pictures !== undefined);
    return record === undefined
      ? []
      : [{ series: name, title: `${title}, seed ${record.seed}`, record }];
  });
  const shown = all.slice(0, MOST_GROUPS);
  const part = all.length > MOST_GROUPS ? ` The first ${MOST_GROUPS} of ${all.length}.` : "";
  const sections: PicturesSection[] = [
    {
      kind: "pictures",
      title: "Worst mistakes",
      text:
        "Test images that were taken for another class, those first whose own class got the lowest probability: what it " +
        "is, what it was taken for, and with which probability." + part,
      groups: shown.map((group) => ({ ...group, pictures: worstPictures(group.record) })),
    },
    {
      kind: "pictures",
      title: "Filters of the first layer",
      text:
        "Weights of its first units or filters: grey is 0, black and white the largest of each." +
        part,
      groups: shown.map((group) => ({ ...group, pictures: filterPictures(group.record) })),
    },
  ];
  return sections.map((section) => ({
    ...section,
    groups: section.groups.filter(({ pictures }) => pictures.length > 0)
      .map(({ series, title, pictures }) => ({ series, title, pictures })),
  })).filter(({ groups }) => groups.length > 0);
}

function worstPictures({ dataset, pictures }: RunRecord) {
  const { shape, worst } = pictures!;
  const nameOf = (place: number): string => dataset!.classes![place].name;
  return worst.map(({ index, target, predicted, probability, pixels }) => {
    const words = `${nameOf(target)}, taken for ${nameOf(predicted)}, ${
      formatNumber(probability, "percent")
    }`;
    return { pixels, shape, caption: words, description: `Test image ${index}: ${words}` };
  });
}

function filterPictures({ pictures }: RunRecord) {
  const { filters } = pictures!;
  return filters?.pixels.map((pixels, place) => (
    { pixels, shape: filters.shape, description: `Filter ${place + 1}` }
  )) ?? [];
}
