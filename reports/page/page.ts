import type { DotPlot } from "../sections/dot_plot.ts";
import type { PageFact } from "../sections/facts.ts";
import type { Section } from "../sections/section.ts";

/**
 * A report as data: its texts and sections. {@linkcode writePage} makes it one HTML file.
 *
 * @category Pages
 */
export interface Page {
  /** Small line above the title: which experiment this is. */
  readonly kicker: string;
  /** The page that this one is a part of, to go back to; default none. */
  readonly parent?: PageLink;
  /** The report's title: "Adam on MNIST". */
  readonly title: string;
  /** The question that it answers, in a sentence. */
  readonly question?: string;
  /** The finding in a few words, above the headline, which then gives its reasons: "No clear winner". */
  readonly answer?: string;
  /** The finding, in a sentence that the data supports. */
  readonly headline: string;
  /** The finding at a glance, beside it. */
  readonly picture?: DotPlot;
  /** The few facts that the headline rests on, such as data, network and seeds. */
  readonly facts?: readonly PageFact[];
  /** Names of series in the order in which they get their colours, so that several pages agree; default as they stand. */
  readonly series?: readonly string[];
  /** The rest, from top to bottom. */
  readonly sections: readonly Section[];
}

/**
 * Another page.
 *
 * @category Pages
 */
export interface PageLink {
  /** Path to it. */
  readonly href: string;
  /** Its title. */
  readonly title: string;
}

/**
 * A file that lies beside the page.
 *
 * @category Pages
 */
export interface Download {
  /** Its name: "trials.csv". */
  readonly name: string;
  /** Its size in bytes. */
  readonly bytes: number;
}
