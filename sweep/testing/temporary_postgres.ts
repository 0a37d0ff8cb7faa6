import { isPermitted } from "@descent/cli/testing";

/** A PostgreSQL server of a test, in a temporary folder. */
export interface TemporaryPostgres extends AsyncDisposable {
  /** Address of its database, with its password where it has one. */
  readonly url: string;
  /** The certificate of a server with a password, its own authority: `localhost` has it, `127.0.0.1` has not. */
  readonly certificate: string;
  /** Ends it as a power failure would, and starts it again. */
  restart(): Promise<void>;
  /**
   * Asks it.
   *
   * @param query A statement.
   * @returns Its rows, values with `|` between.
   */
  ask(query: string): Promise<string[]>;
  /** All that is stored there, as text. */
  dump(): Promise<string>;
}

/** Options of {@linkcode temporaryPostgres}. */
export interface TemporaryPostgresOptions {
  /** A password; with one the server takes encrypted connections alone. Default: it trusts everybody. */
  readonly password?: string;
}

/** Programs of a PostgreSQL, and how to become an ordinary user, which it wants. */
export interface PostgresPrograms {
  /** Their folder. */
  readonly folder: string;
  /** Words before a command; none where this user is an ordinary one. */
  readonly prefix: readonly string[];
}

/**
 * Looks for PostgreSQL's programs where Debian puts them and in the `PATH`.
 *
 * @returns Their folder, or `null`, and why on the console.
 */
export async function findPostgres(): Promise<PostgresPrograms | null> {
  if (!isPermitted("tests of the queue", { name: "run" }, { name: "read" })) return null;
  const folders = ["/usr/lib/postgresql/18/bin", "/usr/lib/postgresql/17/bin"]
    .concat("/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin", "/usr/local/bin");
  const folder = folders.find((each) => isThere(`${each}/initdb`) && isThere(`${each}/pg_ctl`));
  if (folder === undefined) {
    console.log("tests of the queue: skipped, need PostgreSQL, such as Debian's postgresql-15");
    return null;
  }
  if (Deno.uid() !== 0) return { folder, prefix: [] };
  const { code } = await new Deno.Command("id", { args: ["-u", "postgres"] }).output();
  const user = code === 0 ? "postgres" : "nobody";
  return { folder, prefix: ["setpriv", `--reuid=${user}`, "--clear-groups", "--"] };
}

/**
 * Starts a server in a temporary folder.
 *
 * @param programs Its programs.
 * @param options Its password, see {@linkcode TemporaryPostgresOptions}.
 * @returns The server; disposing of it ends it, and removes its folder.
 */
export async function temporaryPostgres(
  { folder: bin, prefix }: PostgresPrograms,
  { password }: TemporaryPostgresOptions = {},
): Promise<TemporaryPostgres> {
  const folder = await Deno.makeTempDir({ prefix: "descent-postgres-" });
  const port = freePort();
  const data = `${folder}/data`, certificate = `${folder}/server.crt`, key = `${folder}/server.key`;
  const run = async (program: string, ...args: string[]) => {
    const [command, ...rest] = [...prefix, program, ...args];
    const { code, stdout, stderr } = await new Deno.Command(command, {
      args: rest,
      cwd: folder,
      ...(password !== undefined && { env: { PGPASSWORD: password } }),
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    if (code !== 0) throw new Error(`${program}: ${text(stderr)}${text(stdout)}`);
    return text(stdout);
  };
  // The server's user is another one than that of the test where that is root.
  await Deno.chmod(folder, 0o777);
  const initdb = (...how: string[]) =>
    run(`${bin}/initdb`, "-D", data, "-U", "descent", "--no-sync", "-E", "UTF8", ...how);
  const options = [
    `-c listen_addresses=127.0.0.1 -p ${port}`,
    `-c unix_socket_directories=${folder}`,
  ];
  if (password === undefined) await initdb("-A", "trust");
  else {
    await Deno.writeTextFile(`${folder}/password`, password);
    await initdb("-A", "scram-sha-256", `--pwfile=${folder}/password`);
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const made = ["-out", certificate, "-keyout", key];
    await run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", ...subject, ...made);
    await run("sed", "-i", "s/^host /hostssl /", `${data}/pg_hba.conf`);
    options.push(`-c ssl=on -c ssl_cert_file=${certificate} -c ssl_key_file=${key}`);
  }
  const server = (...args: string[]) => run(`${bin}/pg_ctl`, "-D", data, "-w", ...args);
  const start = () => server("-o", options.join(" "), "-l", `${folder}/log`, "start");
  const stop = () => server("-m", "immediate", "stop");
  await start();
  const client = ["-h", folder, "-p", String(port), "-U", "descent"];
  const [user, host] = password === undefined
    ? ["descent", "127.0.0.1"]
    : [`descent:${password}`, "localhost"];
  return {
    url: `postgres://${user}@${host}:${port}/postgres`,
    certificate,
    async restart() {
      await stop();
      await start();
    },
    async ask(query) {
      const lines = await run(`${bin}/psql`, ...client, "-Atc", query, "postgres");
      return lines.split("\n").filter((line) => line !== "");
    },
    dump: () => run(`${bin}/pg_dump`, ...client, "postgres"),
    async [Symbol.asyncDispose]() {
      await stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
