/**
 * `deno task screenshots`: pictures of a page of every kind and of the live page, on a desktop and a phone, in light and dark;
 * or of the pages that are named.
 *
 * @module
 */
import { choicesFlag, print, repeatedFlag, runTask, TaskError, textFlag } from "@descent/cli";
import { liveServer } from "@descent/live";
import { renderPage } from "@descent/reports";
import { syntheticRuns } from "@descent/reports/testing";
import type { Page } from "playwright-core";
import {
  DESKTOP,
  drawAll,
  driveChromium,
  PHONE,
  until,
  withAddress,
  withReport,
} from "./_chromium.ts";
import { reportPages } from "./_report_pages.ts";

const SCREENS = { desktop: DESKTOP, phone: PHONE };

const task = {
  name: "screenshots",
  doc: "Takes pictures of pages, on a desktop and a phone, in light and dark.",
  operands: ["pages"],
  flags: {
    pages: repeatedFlag({
      doc:
        "A page that a task wrote, or the kind of a made-up one, such as live; default one of each kind.",
      placeholder: "<page>",
    }),
    out: textFlag({
      doc: "The folder of the pictures.",
      default: "reports/out/screenshots",
      placeholder: "<folder>",
    }),
    parts: choicesFlag({
      doc: "The first screen, or the whole page.",
      default: ["whole"],
      words: ["screen", "whole"],
    }),
  },
};

/** Takes the pictures of a page that is open, and gives their files. */
async function shoot(page: Page, path: string, parts: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const part of parts) {
        const isWhole = part === "whole";
        if (isWhole) {
          await drawAll(page);
          await page.evaluate('dispatchEvent(new Event("afterprint"))');
        }
        const name = `${path}-${screen}-${colorScheme}${isWhole ? "" : "-screen"}.png`;
        await page.screenshot({ path: name, fullPage: isWhole });
        files.push(name);
      }
    }
  }
  print(path);
  return files;
}

/** The live page of a run that is half done. */
async function shootLive(page: Page, path: string, parts: readonly string[]): Promise<string[]> {
  const runs = syntheticRuns();
  const texts = { kicker: "Live", title: "compare", question: "Which optimizer is best?" };
  await using server = liveServer({ texts, tell: console.error });
  server.follow({ snapshot: () => ({ done: 44, total: 48, secondsLeft: 75 }), stopAll: () => {} });
  const running = runs.slice(-2);
  for (const run of runs.slice(0, -2)) server.watch.ended(run);
  for (const { record, metrics } of running) {
    server.watch.started({ ...record, epochs: 10 }, () => {});
    for (const row of metrics.slice(0, 20)) server.watch.evaluated(record.trialId, row);
  }
  let files: string[] = [];
  await withAddress(page, server.address, async () => {
    await until(page, `document.querySelector(".plot")?.data !== undefined`);
    files = await shoot(page, path, parts);
  });
  return files;
}

/** A name for the pictures of a page: that of its folder. */
function nameOf(path: string): string {
  return path.split("/").at(-2) ?? "page";
}

/**
 * Runs `deno task screenshots`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runScreenshots(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ pages, out, parts }, conclude) => {
    await Deno.mkdir(out, { recursive: true });
    await using driven = await driveChromium();
    const { page } = driven;
    const reports = await reportPages();
    const kinds = [...reports.keys(), "live"];
    const files: string[] = [];
    const take = async (name: string) => {
      files.push(...await shoot(page, `${out}/${name}`, parts));
    };
    for (const wanted of pages.length === 0 ? kinds : pages) {
      const report = reports.get(wanted);
      if (wanted === "live") {
        files.push(...await shootLive(page, `${out}/live`, parts));
      } else if (report !== undefined) {
        const html = await renderPage(report);
        await withReport(page, html, () => take(wanted));
      } else if (wanted.endsWith(".html")) {
        const address = `file://${await Deno.realPath(wanted)}`;
        await withAddress(page, address, () => take(nameOf(wanted)));
      } else {
        throw new TaskError(
          `screenshots: expected a .html file or one of ${kinds.join(", ")}, got '${wanted}'`,
        );
      }
    }
    conclude({ files });
  });
}

if (import.meta.main) Deno.exit(await runScreenshots(Deno.args));
