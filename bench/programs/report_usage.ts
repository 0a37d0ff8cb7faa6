import process from "node:process";
import { replyLine } from "../implementations/protocol.ts";

/**
 * Tells the benchmark, at the end of a program, the most bytes of memory that it took, and the seconds of the processor of
 * all its threads together.
 *
 * @param measured What else the program measured itself.
 */
export function reportUsage(...measured: number[]): void {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const values = [1024 * maxRSS, (userCPUTime + systemCPUTime) / 1e6, ...measured];
  console.log(replyLine({ kind: "values", values }));
}
