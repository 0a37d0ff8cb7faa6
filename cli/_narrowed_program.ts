/**
 * A program and the files that it is for; what its arguments name may be read.
 *
 * @category Files and permissions
 */
export interface NarrowedProgram {
  /** The URL of its module. */
  readonly module: string;
  /** The export of the module that runs it: it takes the arguments and gives the code to exit with. */
  readonly run: string;
  /** Its arguments. */
  readonly args: readonly string[];
  /** Files and folders that it reads besides, those of this project and those that it writes; default none. */
  readonly reads?: readonly string[] | "anything";
  /** Folders that it writes to, which need not exist; default none. */
  readonly writes?: readonly string[];
  /** Hosts that it may use of those that were granted; default all of them. */
  readonly net?: readonly string[];
}

/** The message that its worker is sent. */
export type NarrowedRequest = Pick<NarrowedProgram, "module" | "run" | "args">;
