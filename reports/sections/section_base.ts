/**
 * The fields that every section of a page may have. Texts are plain; `code` between backticks is set as code.
 *
 * @category Sections
 */
export interface SectionBase {
  /** Heading. */
  readonly title: string;
  /** Text before its content, one for each paragraph. */
  readonly text?: string | readonly string[];
  /** How to read it, in small type after its content. */
  readonly note?: string;
  /** Sentences on how it was made, behind a disclosure below that. */
  readonly methods?: readonly string[];
  /** Whether the reader has to open it; default `false`. */
  readonly collapsed?: boolean;
}
