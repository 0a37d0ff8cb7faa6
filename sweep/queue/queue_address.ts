import { TaskError } from "@descent/cli";

/** Where a queue is. */
export interface QueueAddress {
  /** The address for the client; it may hold a password. */
  readonly url: string;
  /** The same for people, without what is secret. */
  readonly shown: string;
}

/** The variable that may hold a whole address, with its password. */
const VARIABLE = "DESCENT_QUEUE";

const WANTED = "expected an address such as postgres://user@host:5432/database";

/**
 * The address of a queue. `sslmode`, `sslrootcert`, `sslcert` and `sslkey` mean what PostgreSQL's own programs mean by them.
 *
 * @param given The address on the command line, without a password, which would be seen by all users of the machine;
 * default that of `DESCENT_QUEUE`.
 * @returns The address.
 * @throws {TaskError} When it is none, or has a password; the message repeats none of it.
 */
export function queueAddress(given: string | undefined): QueueAddress {
  const text = given ?? Deno.env.get(VARIABLE);
  if (text === undefined || text === "") {
    throw new TaskError(`--queue: ${WANTED}, got none; give it, or set ${VARIABLE}`);
  }
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new TaskError(`--queue: ${WANTED}, got another text`);
  }
  if (given !== undefined && (url.password !== "" || url.searchParams.has("password"))) {
    throw new TaskError(
      "--queue: expected an address without a password, as others can see a command; put the password into PGPASSWORD or " +
        `~/.pgpass, or the whole address into ${VARIABLE}`,
    );
  }
  const shown = `${url.protocol}//${url.host}${url.pathname}`;
  // Without it the client takes `require` for `verify-full`.
  if (!url.searchParams.has("uselibpqcompat")) url.searchParams.set("uselibpqcompat", "true");
  return { url: url.href, shown };
}
