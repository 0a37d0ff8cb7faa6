import { isPermitted } from "@descent/cli/testing";

/** A PostgreSQL server of a test, in a temporary folder. */
export interface TemporaryPostgres extends AsyncDisposable {
  /** Address of its database. */
  readonly url: string;
  /** Ends it as a power failure would, and starts it again. */
  restart(): Promise<void>;
  /**
   * Asks it.
   *
   * @param query A statement.
   * @returns Its rows, values with `|` between.
   */
  ask(query: string): Promise<string[]>;
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
 * @returns The server; disposing of it ends it, and removes its folder.
 */
export async function temporaryPostgres(
  { folder: bin, prefix }: PostgresPrograms,
): Promise<TemporaryPostgres> {
  const folder = await Deno.makeTempDir({ prefix: "descent-postgres-" });
  const port = freePort();
  const data = `${folder}/data`;
  const run = async (program: string, ...args: string[]) => {
    const [command, ...rest] = [...prefix, `${bin}/${program}`, ...args];
    const { code, stdout, stderr } = await new Deno.Command(command, { args: rest, cwd: folder })
      .output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    if (code !== 0) throw new Error(`${program}: ${text(stderr)}${text(stdout)}`);
    return text(stdout);
  };
  // The server's user is another one than that of the test where that is root.
  await Deno.chmod(folder, 0o777);
  await run("initdb", "-D", data, "-A", "trust", "-U", "descent", "--no-sync", "-E", "UTF8");
  const settings = `-c listen_addresses=127.0.0.1 -p ${port} -c unix_socket_directories=${folder}`;
  const start = () =>
    run("pg_ctl", "-D", data, "-o", settings, "-l", `${folder}/log`, "-w", "start");
  await start();
  return {
    url: `postgres://descent@127.0.0.1:${port}/postgres`,
    async restart() {
      await run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
      await start();
    },
    async ask(query) {
      const args = [
        "-h",
        "127.0.0.1",
        "-p",
        String(port),
        "-U",
        "descent",
        "-Atc",
        query,
        "postgres",
      ];
      return (await run("psql", ...args)).split("\n").filter((line) => line !== "");
    },
    async [Symbol.asyncDispose]() {
      await run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
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
