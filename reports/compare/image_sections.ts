import type { Section } from "../sections/section.ts";
import { confusionSection, type JudgedRuns } from "./_confusion_section.ts";
import { picturesSections } from "./_pictures_sections.ts";

export type { JudgedRuns };

/**
 * The sections that show what classifiers of images take for what: confusion matrices, the worst mistakes, and the filters
 * of the first layer.
 *
 * @param groups The trials that judge each setting.
 * @returns The sections; none where the trials were not tested, or their problem knows no classes.
 * @category Sections
 *
 * @example
 * ```ts
 * import { imageSections } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(imageSections([{ name: "adam", title: "Adam", final: [sampleRun()] }]), []);
 * ```
 */
export function imageSections(groups: readonly JudgedRuns[]): Section[] {
  return [...confusionSection(groups), ...picturesSections(groups)];
}
