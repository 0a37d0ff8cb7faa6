import process from "node:process";
import { replyLine } from "../implementations/protocol.ts";

/**
 * Tells the benchmark, at the end of a program, the most bytes of memory that it took.
 *
 * @param measured What else the program measured itself.
 */
export function reportPeakMemory(...measured: number[]): void {
  const values = [1024 * process.resourceUsage().maxRSS, ...measured];
  console.log(replyLine({ kind: "values", values }));
}
