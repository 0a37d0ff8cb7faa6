import { assert } from "@std/assert";
import type { Browser } from "./find_chromium.ts";
import { withTemporaryFolder } from "./temporary_folder.ts";

/**
 * The answer of a page.
 *
 * @category Testing
 */
export interface PageAnswer {
  /** The value of the script's `answer`. */
  readonly answer: unknown;
  /** The messages that the page wrote to the console. */
  readonly messages: readonly string[];
}

/** Lines of a module that wait until all charts of a page are drawn, those that a reader would have to scroll to as well. */
export const DRAW_ALL = `
const root = document.documentElement;
const plots = [...document.querySelectorAll(".plot")];
const until = async (condition) => {
  for (let wait = 0; wait < 400 && !condition(); wait++) await new Promise((done) => setTimeout(done, 20));
};
await until(() => plots.length === 0 || root.dataset.charts !== undefined);
// Paper has all of them.
dispatchEvent(new Event("beforeprint"));
await until(() => plots.every((plot) => plot.data !== undefined) || root.dataset.charts === "failed");
await new Promise((done) => setTimeout(done, 100));
dispatchEvent(new Event("afterprint"));
await new Promise((done) => setTimeout(done, 100));
`;

/**
 * Opens a report in a browser, waits until its charts are drawn and runs a script in it, under the page's own policy.
 *
 * @category Testing
 * @param browser The browser.
 * @param html The page.
 * @param script Lines of a module that sets `answer`, which can be written as JSON.
 * @param libraries Scripts that are loaded before.
 * @returns The answer and the page's messages.
 */
export async function askPage(
  browser: Browser,
  html: string,
  script: string,
  libraries: readonly string[] = [],
): Promise<PageAnswer> {
  const nonce = /nonce="([^"]*)"/.exec(html)![1];
  const whole = `${DRAW_ALL}
let answer;
${script}
root.dataset.answer = encodeURIComponent(JSON.stringify(answer));`;
  const scripts = libraries.map((each) => `<script nonce="${nonce}">${each}</script>`).join("") +
    `<script type="module" nonce="${nonce}">${whole}</script></body>`;
  let result: PageAnswer | undefined;
  await withTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/index.html`, html.replace("</body>", () => scripts));
    const { document, messages } = await browser.open(`${folder}/index.html`);
    const json = /data-answer="([^"]*)"/.exec(document)?.[1];
    assert(json !== undefined, `the page gave no answer; console: ${messages.join("\n")}`);
    result = { answer: JSON.parse(decodeURIComponent(json)), messages };
  });
  return result!;
}
