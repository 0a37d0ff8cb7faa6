/** The colours of one theme: `#rrggbb`. */
export interface Palette {
  /** Page background, which every other colour is read on. */
  readonly paper: string;
  /** Tables, code and the boxes of charts. */
  readonly surface: string;
  /** Text. */
  readonly ink: string;
  /** Text of lesser weight. */
  readonly muted: string;
  /** Lines between rows, grid lines. */
  readonly rule: string;
  /** Links and focus. */
  readonly accent: string;
  /** Passed, confirmed. */
  readonly good: string;
  /** Failed, diverged. */
  readonly bad: string;
  /**
   * Kinds that have no order. They stay apart in luminance too, so that they can be told apart with
   * any kind of colour blindness; the first four, which the best known optimizers have, most of all.
   */
  readonly series: readonly string[];
  /** Kinds that have an order, such as depths: from low to high. */
  readonly scale: readonly string[];
}

/** Dark on light. */
export const LIGHT: Palette = {
  paper: "#fdfdfc",
  surface: "#f4f5f3",
  ink: "#1b1e23",
  muted: "#59616c",
  rule: "#dde0e3",
  accent: "#2b57c4",
  good: "#1c7a47",
  bad: "#b3261e",
  series: [
    "#4b6cd7",
    "#df6912",
    "#2da292",
    "#8e3d6f",
    "#674715",
    "#5c3bb2",
    "#a6573e",
    "#313940",
  ],
  scale: ["#0d0887", "#4b03a1", "#7d03a8", "#a82296", "#cb4679", "#dd5f5a", "#db6a26"],
};

/** Light on dark. */
export const DARK: Palette = {
  paper: "#14161a",
  surface: "#1d2025",
  ink: "#e8eaed",
  muted: "#a2abb7",
  rule: "#343941",
  accent: "#8db4ff",
  good: "#6fd39b",
  bad: "#ff8f85",
  series: [
    "#63affe",
    "#eb8911",
    "#8ceda2",
    "#b75aa6",
    "#827c1b",
    "#9278eb",
    "#e5657c",
    "#b9c2cb",
  ],
  scale: ["#b04cc4", "#cf549f", "#e16462", "#f2844b", "#fca636", "#fcce25", "#f0f921"],
};

/** Declares a theme's colours as CSS custom properties: `--ink`, `--series-1`, `--scale-1`. */
export function paletteCss({ series, scale, ...named }: Palette): string {
  const declarations = [
    ...Object.entries(named).map(([name, colour]) => `--${name}:${colour}`),
    ...series.map((colour, index) => `--series-${index + 1}:${colour}`),
    ...scale.map((colour, index) => `--scale-${index + 1}:${colour}`),
  ];
  return declarations.join(";");
}
