import { loadDigits, shareDataset, type SharedDataset } from "@descent/data";
import { defineProblem } from "../contract/define_problem.ts";
import type { OptionTable } from "../contract/option.ts";
import type { BuiltProblem, ProblemContext, ProblemPlugin } from "../contract/problem_plugin.ts";
import { loadImages } from "../images/image_data.ts";
import { halveImages } from "../images/halve_images.ts";
import { boardBudget } from "./_board_budget.ts";
import {
  type ActivationName,
  netVariantOptions,
  type NetVariantValues,
  VARIANT_OPTIONS,
  variantOf,
} from "./_variants.ts";

/** Values of the options of problems over images. */
export interface ImageProblemValues extends NetVariantValues {
  /** Number of training images. */
  readonly trainCount: number;
  /** Number of validation images. */
  readonly validationCount: number;
  /** Number of test images. */
  readonly testCount: number;
}

/** A problem over images: the same network for the images of a file and for the drawn digits. */
interface ImageProblemOptions {
  /** Name of the problem without that of its data: `"mlp"`. */
  readonly name: string;
  /** Name of the network for people: `"MLP"`. */
  readonly title: string;
  readonly reference: string;
  /** BibTeX of it. */
  readonly bibtex: string;
  /** Which files. */
  readonly dataset: "mnist" | "fashion-mnist";
  /** Whether images are halved to 14x14. */
  readonly halved?: boolean;
  /** Activation of the hidden layers; absent where the network knows but one. */
  readonly activation?: ActivationName;
  readonly metrics: ProblemPlugin["metrics"];
  readonly steps: number;
  readonly batchSize: number;
  readonly watched: number;
  readonly create: (
    data: SharedDataset,
    options: ImageProblemValues,
    context: ProblemContext,
  ) => BuiltProblem;
}

/** Names of the data sets: in names of problems, in their titles, and the number of training images. */
const DATA = {
  "mnist": ["mnist", "MNIST", 51_200],
  "fashion-mnist": ["fashion", "Fashion-MNIST", 51_200],
  "digits": ["digits", "drawn digits", 12_800],
} as const;
/** Share of the training file for validation where a seed draws another split than the published one. */
const VALIDATION = 1 / 12;

/** The problem over the images of a file, and the one over drawn digits that stands in its place where there is no file. */
export function imageProblems(problem: ImageProblemOptions): [ProblemPlugin, ProblemPlugin] {
  return [imageProblem(problem, problem.dataset), imageProblem(problem, "digits")];
}

function imageProblem(
  problem: ImageProblemOptions,
  dataset: "mnist" | "fashion-mnist" | "digits",
): ProblemPlugin {
  const { title, reference, bibtex, metrics, halved = false, create, activation, ...budget } =
    problem;
  const [prefix, dataTitle, trainCount] = DATA[dataset];
  const name = `${prefix}-${problem.name}`;
  const count = (part: string, value: number) => ({
    kind: "integer" as const,
    default: value,
    range: [1, 1e7] as const,
    doc: `Number of ${part} images.`,
  });
  const variants =
    (activation === undefined ? VARIANT_OPTIONS : netVariantOptions(activation)) as OptionTable<
      NetVariantValues
    >;
  const options: OptionTable<ImageProblemValues> = {
    trainCount: count("training", trainCount),
    validationCount: count("validation", 2000),
    testCount: count("test", dataset === "digits" ? 2000 : 5000),
    ...variants,
  };
  return defineProblem<ImageProblemValues, SharedDataset>({
    name,
    title: `${title} on ${dataTitle}`,
    reference,
    bibtex,
    options,
    metrics,
    selection: "validation/loss",
    budget: ({ trainCount }) => boardBudget({ ...budget, name, trainCount }),
    variant: variantOf(options),
    async load({ trainCount, validationCount, testCount, dataSeed: seed }, context) {
      const counts = { trainCount, validationCount, testCount };
      const data = seed === 0
        ? await loadImages({ dataset, ...counts }, context)
        : dataset === "digits"
        ? await shareDataset(loadDigits({ ...counts, seed }))
        : await loadImages(
          { dataset, ...counts, splitSeed: seed, validationFraction: VALIDATION },
          context,
        );
      return halved ? await halvedOnce(data) : data;
    },
    create,
  });
}

/** Halved images of this process: problems over the same ones share them. */
const halves = new WeakMap<SharedDataset, Promise<SharedDataset>>();

function halvedOnce(data: SharedDataset): Promise<SharedDataset> {
  let half = halves.get(data);
  if (half === undefined) halves.set(data, half = halveImages(data));
  return half;
}
