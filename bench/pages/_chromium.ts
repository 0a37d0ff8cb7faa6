import { FILES, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals } from "@std/assert";
import fs from "node:fs";
import type { ConsoleMessage, Page, Request } from "playwright-core";
import { connectDevTools } from "./_devtools.ts";

const COMMAND = "chromium";
/** Only ends what would never end; on a machine with much to do a page may take long. */
const LONGEST_WAIT = 180_000;

/** Chromium. */
export interface StartedBrowser extends AsyncDisposable {
  /** Where it listens to what drives it. */
  readonly address: string;
}

/** Chromium, driven through Playwright. */
export interface DrivenBrowser extends AsyncDisposable {
  /** A tab of it; one for many pages keeps what it has compiled. */
  readonly page: Page;
}

/** Permissions of a program that opens pages. */
export const NEEDED: readonly Deno.PermissionDescriptor[] = [
  ...FILES,
  { name: "run", command: COMMAND },
  { name: "env" },
  { name: "net", host: "127.0.0.1" },
  { name: "sys", kind: "homedir" },
  { name: "sys", kind: "osRelease" },
];

/**
 * Starts Chromium.
 *
 * @returns The browser, which ends when it is disposed of.
 */
export async function startChromium(): Promise<StartedBrowser> {
  const profile = await Deno.makeTempDir({ prefix: "descent-browser-" });
  // Started here, as Playwright asks for permission to run anything to end what it starts.
  const process = new Deno.Command(COMMAND, {
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
      .concat(
        "--disable-extensions",
        "--disable-background-networking",
        "--no-first-run",
        "--hide-scrollbars",
      )
      .concat(`--user-data-dir=${profile}`, "about:blank"),
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const address = await debuggingAddress(process.stderr);
  return {
    address,
    async [Symbol.asyncDispose]() {
      // What was started may be a script, so that ending that process would leave the browser running.
      const devTools = await connectDevTools(address);
      await devTools.endBrowser();
      await process.status;
      await Deno.remove(profile, { recursive: true }).catch(() => {});
    },
  };
}

/**
 * Starts Chromium for programs that click and type.
 *
 * @returns The browser.
 */
export async function driveChromium(): Promise<DrivenBrowser> {
  const started = await startChromium();
  // Playwright looks for signs of other systems in places that Deno opens to all permissions alone.
  fs.existsSync = isThere;
  const { chromium } = await import("playwright-core");
  const browser = await chromium.connectOverCDP(started.address);
  const page = await browser.newPage();
  page.setDefaultTimeout(LONGEST_WAIT);
  return {
    page,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await started[Symbol.asyncDispose]();
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

/** The usual screen. */
export const DESKTOP = { width: 1440, height: 900 };
/** A narrow one. */
export const PHONE = { width: 390, height: 844 };

/**
 * Waits until an expression is true in a page. The page's policy forbids scripts made of texts, so that Playwright's own
 * waiting for a function fails there.
 *
 * @param page The page.
 * @param expression The expression.
 */
export async function until(page: Page, expression: string): Promise<void> {
  for (let waited = 0; !await page.evaluate(expression); waited += 50) {
    if (waited > LONGEST_WAIT) throw new Error(`The page never came to: ${expression}`);
    await page.waitForTimeout(50);
  }
}

/** The page's scripts have run, and its charts on the screen are drawn. */
export const READY = `document.readyState === "complete" &&
  (document.getElementById("figures") === null || document.documentElement.dataset.charts !== undefined)`;

/**
 * Opens an address, and holds the page to this: nothing on its console, and no request that leads elsewhere.
 *
 * @param page The tab, as any page left it.
 * @param address Address of the page.
 * @param use What is done with it, once it is ready.
 */
export async function withAddress(
  page: Page,
  address: string,
  use: () => Promise<void>,
): Promise<void> {
  const messages: string[] = [], requests: string[] = [];
  const onConsole = (message: ConsoleMessage) => messages.push(message.text());
  const onError = (error: Error) => messages.push(String(error));
  const onRequest = (request: Request) => requests.push(request.url());
  page.on("console", onConsole).on("pageerror", onError).on("request", onRequest);
  try {
    await page.setViewportSize(DESKTOP);
    await page.emulateMedia({ media: null, colorScheme: "light" });
    await page.goto(address);
    await until(page, READY);
    await use();
  } finally {
    page.off("console", onConsole).off("pageerror", onError).off("request", onRequest);
  }
  assertEquals(messages, []);
  const isOwn = (url: string) =>
    url === address || /^(data|blob):/.test(url) ||
    address.startsWith("http") && new URL(url).origin === new URL(address).origin;
  assertEquals(requests.filter((url) => !isOwn(url)), []);
}

/**
 * Opens a report from disk, as a reader does.
 *
 * @param page The tab, as any page left it.
 * @param html The report.
 * @param use What is done with it, once it is ready.
 */
export function withReport(page: Page, html: string, use: () => Promise<void>): Promise<void> {
  return withReportFile(html, (address) => withAddress(page, address, use));
}

/**
 * Writes a report to disk for a while.
 *
 * @param html The report.
 * @param use What is done with it, by its address.
 */
export function withReportFile(
  html: string,
  use: (address: string) => Promise<void>,
): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/index.html`, html);
    await use(`file://${folder}/index.html`);
  });
}

/**
 * Draws all charts of a page, those that a reader would have to scroll to as well: paper has all of them.
 *
 * @param page The page.
 */
export async function drawAll(page: Page): Promise<void> {
  await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
  await until(
    page,
    `[...document.querySelectorAll(".plot")].every(({ data }) => data !== undefined)`,
  );
}
