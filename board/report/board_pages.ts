import type { Page } from "@descent/reports";
import type { BoardData } from "./board_data.ts";
import { galleryPage } from "./gallery_page.ts";
import { methodsPage } from "./methods_page.ts";
import { problemPageName, rulePageName } from "./_names.ts";
import { problemPage } from "./problem_page.ts";
import { rulePage } from "./rule_page.ts";

/**
 * The pages beside the first one: one for each problem and each rule, the methods, and the gallery.
 *
 * @category Report
 * @param data The run, see {@linkcode BoardData}.
 * @returns The pages by the names of their files without `.html`.
 *
 * @example
 * ```ts
 * import { boardPages } from "@descent/board";
 * import { sampleBoardData } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const names = Object.keys(boardPages(await sampleBoardData()));
 * assertEquals(names, ["problem-two-layer", "rule-momentum", "rule-adamw", "methods", "gallery"]);
 * ```
 */
export function boardPages(data: BoardData): Record<string, Page> {
  const { plan, analysis: { losses } } = data;
  return Object.fromEntries([
    ...losses.problems.map((name, place) => [problemPageName(name), problemPage(data, place)]),
    ...plan.rules.map(({ name }, place) => [rulePageName(name), rulePage(data, place)]),
    ["methods", methodsPage(data)],
    ["gallery", galleryPage(data)],
  ]);
}
