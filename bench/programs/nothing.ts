/**
 * The program that does nothing: the cost of any program of Deno, for comparison.
 *
 * @module
 */
import { reportUsage } from "./report_usage.ts";

reportUsage();
