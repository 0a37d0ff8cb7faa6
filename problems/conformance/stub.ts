import type { ProblemPlugin } from "../problem_plugin.ts";
export async function assertProblemConforms(_plugin: ProblemPlugin): Promise<void> {}
