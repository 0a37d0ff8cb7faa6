import type { Html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";
import { renderTable, type TableSection } from "./table.ts";

/**
 * One figure or claim of a reference, beside ours.
 *
 * @category Sections
 */
export interface ReferenceRow {
  /** The quantity that is compared: "Best validation accuracy". */
  readonly what: string;
  /** The reference's value or claim. */
  readonly reference: string;
  /** Our value. */
  readonly ours: string;
  /** More about it, in small print below; default nothing. */
  readonly detail?: string;
  /** Whether ours meets, confirms or refutes it, in a word or two. */
  readonly verdict: string;
  /** How the verdict is coloured: `"muted"` where the data cannot say. */
  readonly tone: "good" | "bad" | "muted";
}

/**
 * A reference's figures and claims beside ours.
 *
 * @category Sections
 */
export interface ReferenceSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "reference";
  /** The reference: "The course's run". */
  readonly source: string;
  /** One row per figure or claim. */
  readonly rows: readonly ReferenceRow[];
  /** Whether a terminal shows it too; default `false`. */
  readonly terminal?: boolean;
}

/** Renders a {@linkcode ReferenceSection}. */
export function renderReference(section: ReferenceSection, context: PageContext): Html {
  return renderTable(referenceTable(section), context, { cards: true });
}

/** A {@linkcode ReferenceSection} as a table. */
export function referenceTable({ title, source, rows, terminal }: ReferenceSection): TableSection {
  const columns = [{ title: "" }, { title: source }, { title: "Ours" }, { title: "Verdict" }];
  return {
    kind: "table",
    title,
    columns,
    ...terminal && { terminal: columns.map(({ title }) => title) },
    rows: rows.map(({ what, reference, ours, detail, verdict, tone }) => [
      what,
      reference,
      detail === undefined ? ours : { value: ours, note: detail },
      { value: verdict, tone },
    ]),
  };
}
