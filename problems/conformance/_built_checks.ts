import { formatShape, type Parameter, type ParameterRole, sameShape } from "@descent/core";
import type { Split } from "../contract/metric.ts";
import type { BuiltProblem } from "../contract/problem_plugin.ts";
import { build, type ProblemCheck } from "./_subject.ts";

const ROLES: readonly ParameterRole[] = ["weight", "bias", "gain", "embedding", "output"];
const SPLITS: readonly Split[] = ["train", "validation", "test"];
/** Enough to see whether a metric is finite, where a problem has more examples than options can say. */
const MOST_EVALUATED = 100;

/** Checks of what `create` returns. */
export const builtChecks: readonly ProblemCheck[] = [
  {
    name: "creates what it should",
    run: (subject) => {
      using built = build(subject);
      return partsFault(built);
    },
  },
  {
    name: "has parameters that optimizers can take",
    run: (subject) => {
      for (const dtype of ["f32", "f64"] as const) {
        using built = build(subject, { dtype });
        const fault = parametersFault(built, dtype);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
  },
  {
    name: "measures the metrics of its table",
    run: (subject) => {
      const wanted = Object.keys(subject.plugin.metrics);
      using built = build(subject);
      for (const split of SPLITS) {
        const count = Math.min(MOST_EVALUATED, built.examples[split]);
        const measured = built.evaluate(split, count);
        const came = Object.keys(measured);
        if (came.length !== wanted.length || came.some((key) => !wanted.includes(key))) {
          return `expected evaluate to give ${wanted.join(", ")}, got ${
            came.join(", ") || "nothing"
          }; let metrics and evaluate name the same`;
        }
        const wrong = came.find((key) => !Number.isFinite(measured[key]));
        if (wrong !== undefined) {
          return `expected finite metrics at the initial weights, got ${split}/${wrong} of ${
            measured[wrong]
          }; look for a division by 0 or a logarithm of 0`;
        }
        const fault = confusionFault(built.confusion?.() ?? null, count);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
  },
];

function confusionFault(
  matrix: ReturnType<NonNullable<BuiltProblem["confusion"]>>,
  count: number,
): string | undefined {
  if (matrix === null) return undefined;
  const isSquare = Array.isArray(matrix) &&
    matrix.every((row) => Array.isArray(row) && row.length === matrix.length);
  const counts = isSquare ? matrix.flat() : [];
  const isCounts = counts.every((value) => Number.isInteger(value) && value >= 0);
  const sum = counts.reduce((total, value) => total + value, 0);
  if (isSquare && isCounts && sum === count) return undefined;
  return `expected the confusion matrix of ${count} evaluated examples to hold so many, in a row and a column for each ` +
    `class, got ${isSquare ? sum : "no square"}; count each of them once`;
}

function partsFault(built: BuiltProblem): string | undefined {
  const { parameters, buffers, stepsPerEpoch, examples, model, data } = built;
  for (const method of ["nextBatch", "gradients", "evaluate", Symbol.dispose] as const) {
    if (typeof built[method] !== "function") return `expected a method ${String(method)}, got none`;
  }
  if (!Array.isArray(parameters) || parameters.length === 0) {
    return "expected parameters to be a list of at least one, got none";
  }
  if (!Array.isArray(buffers)) return "expected buffers to be a list, got none; give [] for none";
  if (!(Number.isInteger(stepsPerEpoch) && stepsPerEpoch >= 1)) {
    return `expected a whole stepsPerEpoch of at least 1, got ${stepsPerEpoch}; give 1 where there are no examples`;
  }
  const wrong = SPLITS.find((split) =>
    !(Number.isInteger(examples?.[split]) && examples[split] >= 1)
  );
  if (wrong !== undefined) {
    return `expected examples.${wrong} to be a whole number of at least 1, got ${
      examples?.[wrong]
    }; give 1 where there are none`;
  }
  if (typeof model !== "string") {
    return `expected model to be a text, got ${typeof model}; give "" where there is none`;
  }
  const { name, title, preprocessing } = data ?? { name: "", title: "", preprocessing: "" };
  return [name, title, preprocessing].every((text) => typeof text === "string")
    ? undefined
    : "expected data to have the texts name, title and preprocessing, or to be null, got others";
}

function parametersFault({ parameters, buffers }: BuiltProblem, dtype: string): string | undefined {
  const names = [...parameters, ...buffers].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    return `expected names of their own for parameters and buffers, got '${twice}' twice; give the layers different paths`;
  }
  for (const parameter of parameters) {
    const fault = parameterFault(parameter, dtype);
    if (fault !== undefined) return `expected parameter '${parameter.name}' to have ${fault}`;
  }
  return undefined;
}

function parameterFault(
  { name, value, gradient, role, decays }: Parameter,
  dtype: string,
): string | undefined {
  if (typeof name !== "string" || name === "") return `a name, got '${name}'`;
  if (value?.dtype !== dtype || gradient?.dtype !== dtype) {
    return `value and gradient of the context's type ${dtype}, got ${value?.dtype} and ${gradient?.dtype}`;
  }
  if (!sameShape(value.shape, gradient.shape)) {
    return `a gradient of the value's shape ${formatShape(value.shape)}, got ${
      formatShape(gradient.shape)
    }`;
  }
  if (!ROLES.includes(role)) return `a role among ${ROLES.join(", ")}, got '${role}'`;
  return typeof decays === "boolean" ? undefined : `decays of true or false, got ${decays}`;
}
