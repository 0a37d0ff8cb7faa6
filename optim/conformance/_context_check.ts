import type { ContextNeed } from "../optimizer_plugin.ts";
import {
  type ConformanceCheck,
  defaultRate,
  firstDifference,
  makeSteps,
  setUp,
  type Subject,
  valuesOf,
} from "./_laboratory.ts";

/** Where some steps lead. */
function after(
  subject: Subject,
  { seed, totalSteps }: { readonly seed?: number; readonly totalSteps?: number } = {},
): number[] {
  using arena = subject.engine.arena();
  const laboratory = setUp(subject, arena, { ...(seed !== undefined && { seed }) });
  const learningRate = defaultRate(subject.plugin);
  makeSteps(laboratory, { last: 4, learningRate, ...(totalSteps !== undefined && { totalSteps }) });
  return valuesOf(laboratory.parameters);
}

const others: Readonly<Record<ContextNeed, Parameters<typeof after>[1]>> = {
  random: { seed: 2 },
  totalSteps: { totalSteps: 4 },
};

/** Checks that chance and horizon come from the context, and reach only rules that say that they need them. */
export const contextCheck: ConformanceCheck = {
  name: "takes chance and horizon from the context",
  run: (subject) => {
    const plain = after(subject);
    const chance = firstDifference(after(subject), plain);
    if (chance !== undefined) {
      return `expected the same bits from the same random stream: ${chance}; draw from the context's random alone`;
    }
    const { needs = [] } = subject.plugin;
    for (const need of Object.keys(others) as ContextNeed[]) {
      if (needs.includes(need)) continue;
      const difference = firstDifference(after(subject, others[need]), plain);
      if (difference === undefined) continue;
      return `expected the same bits at another ${need} of the context: ${difference}; write needs: ["${need}"] into the plugin, or do without`;
    }
    return undefined;
  },
};
