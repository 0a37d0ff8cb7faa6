/**
 * The program that does nothing: the cost of any program of Deno, for comparison.
 *
 * @module
 */
import { reportPeakMemory } from "./report_peak_memory.ts";

reportPeakMemory();
