import { type Html, html, prose } from "../text/html.ts";
import { type FormulaSetter, loadFormulaSetter } from "./_formula.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * One step of a derivation.
 *
 * @category Sections
 */
export interface DerivationStep {
  /** The formula in TeX: `"\\frac{\\partial L}{\\partial \\beta} = \\sum_n \\frac{\\partial L}{\\partial y_n}"`. */
  readonly formula: string;
  /** Why it holds. */
  readonly text: string;
  /** The number that checks it, and the bound that it must stay below. */
  readonly check?: { readonly name: string; readonly value: number; readonly bound: number };
}

/**
 * A derivation, each formula next to the number that checks it.
 *
 * @category Sections
 */
export interface DerivationSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "derivation";
  /** The steps in order. */
  readonly steps: readonly DerivationStep[];
}

/** Renders a {@linkcode DerivationSection}. */
export async function renderDerivation(
  { steps }: DerivationSection,
  context: PageContext,
): Promise<Html> {
  const formulas = await loadFormulaSetter();
  context.style(formulas.css);
  return html`<ol class="derivation">${steps.map((step) => renderStep(step, formulas))}</ol>`;
}

function renderStep({ formula, text, check }: DerivationStep, { render }: FormulaSetter): Html {
  return html`
    <li>
      <p>${prose(text)}</p>
      <div class="formula">${render(formula)}</div>
      ${check !== undefined && renderCheck(check)}
    </li>
  `;
}

function renderCheck({ name, value, bound }: NonNullable<DerivationStep["check"]>): Html {
  const passed = value <= bound;
  const verdict = html`<span class="tone ${passed ? "good" : "bad"}">${
    value.toExponential(2)
  }</span>`;
  const limit = `${passed ? "within" : "above"} ${bound.toExponential(0)}`;
  return html`<p class="check">${verdict} ${name}, ${limit}</p>`;
}
