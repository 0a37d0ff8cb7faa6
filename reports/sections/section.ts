import type { BarsSection } from "./bars.ts";
import type { ConfusionSection } from "./confusion.ts";
import type { ContoursSection } from "./contours.ts";
import type { CurvesSection } from "./curves.ts";
import type { DerivationSection } from "./derivation.ts";
import type { EnvironmentSection } from "./environment.ts";
import type { PageFact } from "./facts.ts";
import type { HeatMapsSection } from "./heatmaps.ts";
import type { LinesSection } from "./lines.ts";
import type { LinksSection } from "./links.ts";
import type { ListingSection } from "./listing.ts";
import type { MatrixSection } from "./matrix.ts";
import type { PathsSection } from "./paths.ts";
import type { PicturesSection } from "./pictures.ts";
import type { ReferenceSection } from "./reference.ts";
import type { SamplesSection } from "./samples.ts";
import type { ScatterSection } from "./scatter.ts";
import type { SearchMapsSection } from "./search_maps.ts";
import type { SectionBase } from "./section_base.ts";
import type { SensitivitySection } from "./sensitivity.ts";
import type { SettingsSection } from "./settings.ts";
import type { TableSection } from "./table.ts";
import type { TextSection } from "./text.ts";
import type { TrialPagesSection } from "./trial_pages.ts";

/**
 * A part of a page, as data: its content, never its look.
 *
 * @category Sections
 */
export type Section =
  | TextSection
  | TableSection
  | CurvesSection
  | SensitivitySection
  | SettingsSection
  | BarsSection
  | HeatMapsSection
  | ContoursSection
  | GridSection
  | GroupSection
  | TabsSection
  | StagesSection
  | ScatterSection
  | SearchMapsSection
  | MatrixSection
  | PathsSection
  | ListingSection
  | ReferenceSection
  | DerivationSection
  | EnvironmentSection
  | LinesSection
  | LinksSection
  | SamplesSection
  | ConfusionSection
  | PicturesSection
  | TrialPagesSection;

// The kinds that hold sections are declared by what they hold, for a type and its parts are one circle.

/**
 * Sections one below the other under one heading, such as all that is to say of one problem.
 *
 * @category Sections
 */
export interface GroupSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "group";
  /** Facts that hold for these sections alone. */
  readonly facts?: readonly PageFact[];
  /** The sections, from top to bottom. */
  readonly sections: readonly Section[];
}

/**
 * Small multiples: sections of the same make beside each other, under one legend.
 *
 * @category Sections
 */
export interface GridSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "grid";
  /** The sections, in reading order. */
  readonly sections: readonly Section[];
}

/**
 * Sections of which one is seen at a time; all of them, one below the other, without JavaScript.
 *
 * @category Sections
 */
export interface TabsSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "tabs";
  /** Each section's title is its tab. */
  readonly sections: readonly Section[];
}

/**
 * The same sections at each of some values, such as budgets, of which a slider chooses; no charts of Plotly are in them.
 *
 * @category Sections
 */
export interface StagesSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "stages";
  /** The slider's name: "Settings tried". */
  readonly label: string;
  /** The stages in the order of the slider; the last one is seen first, and without a script. */
  readonly stages: readonly {
    /** Its value in words: "12". */
    readonly title: string;
    /** Its sections, from top to bottom. */
    readonly sections: readonly Section[];
  }[];
}
