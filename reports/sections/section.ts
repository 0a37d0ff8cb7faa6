import type { BarsSection } from "./bars.ts";
import type { CurvesSection } from "./curves.ts";
import type { DerivationSection } from "./derivation.ts";
import type { EnvironmentSection } from "./environment.ts";
import type { GridSection } from "./grid.ts";
import type { GroupSection } from "./group.ts";
import type { HeatMapsSection } from "./heatmaps.ts";
import type { LinesSection } from "./lines.ts";
import type { LinksSection } from "./links.ts";
import type { ReferenceSection } from "./reference.ts";
import type { SensitivitySection } from "./sensitivity.ts";
import type { TableSection } from "./table.ts";
import type { TabsSection } from "./tabs.ts";
import type { TextSection } from "./text.ts";

/** The fields that every section of a page may have. Texts are plain; `code` between backticks is set as code. */
export interface SectionBase {
  /** Heading. */
  readonly title: string;
  /** Text before its content, one for each paragraph. */
  readonly text?: string | readonly string[];
  /** How to read it, in small type after its content. */
  readonly note?: string;
  /** Whether the reader has to open it; default `false`. */
  readonly collapsed?: boolean;
}

/** A part of a page, as data: its content, never its look. */
export type Section =
  | TextSection
  | TableSection
  | CurvesSection
  | SensitivitySection
  | BarsSection
  | HeatMapsSection
  | GridSection
  | GroupSection
  | TabsSection
  | ReferenceSection
  | DerivationSection
  | EnvironmentSection
  | LinesSection
  | LinksSection;
