import fs from "node:fs";
import type { Browser } from "playwright-core";

/** A browser that a test drives. */
export interface DrivenBrowser extends AsyncDisposable {
  /** The browser. */
  readonly browser: Browser;
}

/**
 * Starts Chromium for tests that click and type.
 *
 * @returns The browser, or `null` where there is none that may be run.
 */
export async function startChromium(): Promise<DrivenBrowser | null> {
  const command = "chromium";
  if (Deno.permissions.querySync({ name: "run", command }).state !== "granted") {
    console.log(`Pages are not opened in a browser: wanted Chromium in the PATH, and --allow-run`);
    return null;
  }
  const profile = await Deno.makeTempDir({ prefix: "descent-browser-" });
  // Started here, as what Playwright starts it can end with permission to run anything alone.
  const process = new Deno.Command(command, {
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
      .concat(`--user-data-dir=${profile}`, "about:blank"),
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const address = await debuggingAddress(process.stderr);
  // Playwright looks for signs of other systems in places that Deno opens to --allow-all alone.
  fs.existsSync = isThere;
  const { chromium } = await import("playwright-core");
  const browser = await chromium.connectOverCDP(address);
  return {
    browser,
    async [Symbol.asyncDispose]() {
      await browser.close();
      process.kill();
      await process.status;
      await Deno.remove(profile, { recursive: true }).catch(() => {});
    },
  };
}

async function debuggingAddress(stderr: ReadableStream<Uint8Array>): Promise<string> {
  const [own, rest] = stderr.tee();
  // What nobody reads would block it.
  rest.pipeTo(new WritableStream()).catch(() => {});
  let text = "";
  for await (const part of own.pipeThrough(new TextDecoderStream())) {
    text += part;
    const [, address] = /DevTools listening on (ws:\S+)/.exec(text) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`Chromium ended before it could be driven: ${text.slice(-500)}`);
}

function isThere(path: fs.PathLike): boolean {
  try {
    fs.statSync(path);
    return true;
  } catch {
    return false;
  }
}
