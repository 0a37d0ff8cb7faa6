/**
 * Options of a wrapper that only names what it makes.
 *
 * @category Wrappers
 */
export interface WrapperNames {
  /** Name of the wrapped plugin; default the wrapper's and the plugin's with a hyphen. */
  readonly name?: string;
  /** Title of the wrapped plugin; default the plugin's and what the wrapper does. */
  readonly title?: string;
}
