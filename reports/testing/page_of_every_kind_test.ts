import { assertEquals } from "@std/assert";
import type { Section } from "../sections/section.ts";
import { pageOfEveryKind } from "./page_of_every_kind.ts";

// Its type makes a new kind an error here until the page has it.
const KINDS: Readonly<Record<Section["kind"], true>> = {
  text: true,
  table: true,
  curves: true,
  sensitivity: true,
  settings: true,
  bars: true,
  heatmaps: true,
  contours: true,
  grid: true,
  group: true,
  tabs: true,
  reference: true,
  derivation: true,
  environment: true,
  lines: true,
  links: true,
  samples: true,
  confusion: true,
  stages: true,
  scatter: true,
  "search-maps": true,
  matrix: true,
  paths: true,
  listing: true,
  pictures: true,
  "trial-pages": true,
};

Deno.test("pageOfEveryKind has a section of every kind that there is", () => {
  const { sections } = pageOfEveryKind("text");
  assertEquals(new Set(sections.map(({ kind }) => kind)), new Set(Object.keys(KINDS)));
});
