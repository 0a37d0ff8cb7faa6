import type { DocumentedSymbol } from "./documented_symbols.ts";

/** The categories of the exports of each member (`@category` in their documentation), in the order of its page. */
export const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  core: [
    "Tensors",
    "Pointwise functions",
    "Matrix products",
    "Reductions",
    "Axes and rows",
    "Images",
    "Sequences",
    "Normalization and dropout",
    "Random numbers",
    "Kernels",
    "Checking",
    "Options",
    "Testing",
  ],
  layers: [
    "Linear and convolution",
    "Activations",
    "Pooling and shape",
    "Normalization and regularization",
    "Sequences",
    "Composition",
    "Losses and penalties",
    "Initializers",
    "Networks",
    "Catalogue and description",
    "Writing a layer",
    "Gradient checks",
  ],
  optim: [
    "Optimizers",
    "Schedules",
    "Wrappers",
    "Catalogue and choice",
    "Hyperparameters",
    "Writing an optimizer",
    "Conformance",
  ],
  reports: [
    "Pages",
    "Sections",
    "Charts",
    "Records",
    "CSV files",
    "Statistics",
    "Text",
    "Testing",
  ],
  cli: ["Tasks", "Flags", "Output", "Files and permissions", "Testing"],
  live: ["Trials", "Content", "Server", "Tasks"],
  data: [
    "Data sets",
    "Data of one's own",
    "Splits and batches",
    "Published sets",
    "Generated sets",
    "Formats",
    "Testing",
  ],
  models: ["Models", "Saving and loading", "Prediction", "ONNX"],
  problems: ["Problems", "Writing a problem", "Measures", "Data of problems", "Board"],
  lab: [
    "Experiments",
    "Flags",
    "Search",
    "Trials",
    "Training",
    "Stores and checkpoints",
    "Reproduction",
    "Isolation",
    "Profiles",
    "Targets",
    "Tasks",
    "Testing",
  ],
  board: ["Tasks", "Protocol", "Trials", "Analysis", "Report", "Testing"],
  verify: ["Gradient checks", "Known answers", "Derivations"],
  experiments: ["Experiments", "Tasks"],
};

/** Every export without a category of its member's list, and every category that nothing has, one sentence each. */
export function categoryProblems(
  symbols: readonly DocumentedSymbol[],
  categories: Readonly<Record<string, readonly string[]>> = CATEGORIES,
): string[] {
  const used = new Set<string>();
  const problems = symbols.flatMap(({ entry, name, category }) => {
    const member = entry.split("/")[0];
    const known = categories[member] ?? [];
    used.add(`${member}: ${category}`);
    if (category !== undefined && known.includes(category)) return [];
    return [
      `${entry}, ${name}: ${
        category === undefined ? "no @category" : `@category ${category}`
      }; wanted one of ${known.join(", ")} (tools/docs/categories.ts)`,
    ];
  });
  const unused = Object.entries(categories).flatMap(([member, known]) =>
    known.filter((category) => !used.has(`${member}: ${category}`))
      .map((category) => `${member}: no export of category ${category}; take it off the list`)
  );
  return [...problems, ...unused];
}
