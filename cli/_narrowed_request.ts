/** A program that a worker is to run. */
export interface NarrowedRequest {
  /** The URL of its module. */
  readonly module: string;
  /** The export of the module that runs it: it takes the arguments and gives the code to exit with. */
  readonly run: string;
  /** Its arguments. */
  readonly args: readonly string[];
}
