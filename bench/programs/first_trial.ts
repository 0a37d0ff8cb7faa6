/**
 * A worker of trials, from its start through a first trial of a few steps: `first_trial.ts <library>`. Measures its seconds
 * and those of the processor.
 *
 * @module
 */
import { trialRunner } from "@descent/lab";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import process from "node:process";
import { reportUsage } from "./report_usage.ts";

const trial = sampleTrial(), data = await sampleData();
const before = process.cpuUsage(), start = performance.now();
using runner = trialRunner({ engine: { native: Deno.args[0] as "auto" | "none" } });
const { status, error } = await runner.run({ trial, data }, () => {});
if (status !== "completed") throw new Error(`The trial ${status}`, { cause: error });
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
reportUsage(seconds, (user + system) / 1e6);
