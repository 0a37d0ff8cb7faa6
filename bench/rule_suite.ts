import { optimizerCatalogue } from "@descent/optim";
import type { Absence, RuleCost } from "./report/bench_result.ts";
import { programArgs, timeProgram } from "./time_program.ts";
import type { TimedSuiteOptions } from "./time_programs.ts";

/** The findings of {@linkcode runRuleSuite}. */
export interface RuleSuiteResult {
  readonly rules: readonly RuleCost[];
  readonly absent: readonly Absence[];
}

/** Options of {@linkcode runRuleSuite}. */
export interface RuleSuiteOptions extends TimedSuiteOptions {
  /** Whether one rule of each form is enough. */
  readonly quick: boolean;
  /** Rounds for each rule. */
  readonly rounds: number;
  /** Least length of a turn; one of whole steps takes 50 of them at least. */
  readonly milliseconds: number;
}

/** A formula of an element, a matrix's direction, and preconditioners. */
const QUICK = ["adam", "muon", "soap", "shampoo"];

/**
 * Compares the rules of the catalogue with Adam and with plain passes, each in a process of its own.
 *
 * @param options How long, and who hears of it.
 * @returns The cost of each rule, in the catalogue's order.
 */
export async function runRuleSuite(
  { quick, rounds, milliseconds, onProgress, time = timeProgram }: RuleSuiteOptions,
): Promise<RuleSuiteResult> {
  const rules: RuleCost[] = [], absent: Absence[] = [];
  const turn = Math.max(1, Math.round(milliseconds / 5));
  for (const { name, title } of optimizerCatalogue) {
    if (quick && !QUICK.includes(name)) continue;
    const args = programArgs("implementation", "rules.ts", name, `${rounds}`, `${turn}`);
    try {
      const { measured } = await time({ title, args });
      const [toAdam, toFormula, toPlain, seconds, stateBytes] = measured;
      const isFormula = !Number.isNaN(toFormula);
      rules.push({
        ...{ name, title, toAdam, seconds, stateBytes },
        ...isFormula && { toFormula, toPlain },
      });
      onProgress(
        `${title}: a step with its gradient ${toAdam.toFixed(2)} times Adam's` +
          (isFormula
            ? `, alone ${toFormula.toFixed(3)} times its formula and ${
              toPlain.toFixed(2)
            } times a plain pass`
            : ""),
      );
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      absent.push({ who: title, reason: error.message });
      onProgress(`${title} is left out: ${error.message}`);
    }
  }
  return { rules, absent };
}
