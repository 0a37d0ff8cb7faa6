import { Html } from "../text/html.ts";

/** Sets formulas, and the rules that make them look the same in every browser. */
export interface FormulaSetter {
  /** TeX as MathML, which browsers set by themselves. A formula that does not parse throws. */
  readonly render: (tex: string) => Html;
  /** Rules that the page needs once. */
  readonly css: string;
}

/** Loads Temml; few pages have formulas, and every start of the program would wait for it. */
export async function loadFormulaSetter(): Promise<FormulaSetter> {
  const { default: temml } = await import("temml");
  const { default: css } = await import("temml/dist/Temml-Local.css", { with: { type: "text" } });
  return {
    // Without `trust`, Temml takes no links, classes or styles from the formula.
    render: (tex) =>
      new Html(temml.renderToString(tex, { displayMode: true, throwOnError: true, trust: false })),
    // Its one font would be a file beside the page.
    css: css.replace(/@font-face\s*\{[^}]*\}/, ""),
  };
}
