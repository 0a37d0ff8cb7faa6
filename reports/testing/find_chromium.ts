const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/**
 * A page after its scripts have run in the browser.
 *
 * @category Testing
 */
export interface OpenedPage {
  /** The document as markup, after its scripts have run. */
  readonly document: string;
  /** The messages that the page wrote to the console, errors of scripts and of loading included. */
  readonly messages: readonly string[];
}

/**
 * A way to open pages in a browser that nobody sees.
 *
 * @category Testing
 */
export interface Browser {
  /**
   * Opens a file and waits for its scripts, at most 20 s of the page's own time.
   *
   * @param path The file, as an absolute path.
   */
  open(path: string): Promise<OpenedPage>;
}

/**
 * Finds Chromium on this machine, for tests of pages.
 *
 * @category Testing
 * @returns The browser, or `null`, and why on the console, when there is none in the `PATH` or the
 * program may not run it.
 *
 * @example A page's scripts have run
 * ```ts
 * import { findChromium } from "@descent/reports/testing";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * const browser = await findChromium();
 * if (browser !== null) {
 *   const path = await Deno.makeTempFile({ suffix: ".html" });
 *   await Deno.writeTextFile(path, "<p></p><script>document.querySelector('p').id = 'a'</script>");
 *   const { document, messages } = await browser.open(path);
 *   assertStringIncludes(document, '<p id="a">');
 *   assertEquals(messages, []);
 *   await Deno.remove(path);
 * }
 * ```
 */
export async function findChromium(): Promise<Browser | null> {
  for (const name of NAMES) {
    if ((await Deno.permissions.query({ name: "run", command: name })).state !== "granted") {
      continue;
    }
    try {
      await new Deno.Command(name, { args: ["--version"], stdout: "null", stderr: "null" })
        .output();
      return { open: (path) => open(name, path) };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  // A command that is not there cannot be granted either, so the two look alike.
  console.log(
    "Pages are not opened in a browser: wanted Chromium in the PATH, and " +
      `--allow-run=${NAMES.join()}`,
  );
  return null;
}

async function open(name: string, path: string): Promise<OpenedPage> {
  const profile = await Deno.makeTempDir({ prefix: "descent-browser-" });
  try {
    const { stdout, stderr } = await new Deno.Command(name, {
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        "--virtual-time-budget=20000",
        `--user-data-dir=${profile}`,
        "--dump-dom",
        `file://${path}`,
      ],
    }).output();
    const log = new TextDecoder().decode(stderr);
    return {
      document: new TextDecoder().decode(stdout),
      messages: log.split("\n").filter((line) => /:CONSOLE[:(]/.test(line)),
    };
  } finally {
    await Deno.remove(profile, { recursive: true });
  }
}
