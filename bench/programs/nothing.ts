/**
 * What any program of Deno takes, for comparison.
 *
 * @module
 */
import { reportPeakMemory } from "./report_peak_memory.ts";

reportPeakMemory();
