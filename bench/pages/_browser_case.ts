import { isPermitted } from "@descent/cli/testing";
import type { Page } from "playwright-core";
import { driveChromium, type DrivenBrowser, NEEDED } from "./_chromium.ts";

const mayOpen = isPermitted("pages in a browser", ...NEEDED);
let driven: Promise<DrivenBrowser> | undefined;

Deno.test.afterAll(async () => {
  await (await driven)?.[Symbol.asyncDispose]();
});

/**
 * A test in Chromium, of which one is started for all, in one tab.
 *
 * @param name The test's name.
 * @param fn The test.
 */
export function browserCase(name: string, fn: (page: Page) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !mayOpen,
    // Playwright keeps its own timers and pipes.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      driven ??= driveChromium();
      await fn((await driven).page);
    },
  });
}
