import { pointwise, type PointwiseRule } from "@descent/core";

/** A rule whose operands depend on the number of branches. */
export type BranchRule = PointwiseRule<string, never>;

const sums = new Map<string, BranchRule>();
const spreads = new Map<string, BranchRule>();

/** Names of the operands of one kind: `term0`, `term1`, …. */
export function numbered(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${name}${i}`);
}

/** The rule `y = term0 + term1 + …`, or the rectified sum; compiled once for each number of terms. */
export function sumRule(count: number, isRectified: boolean): BranchRule {
  return once(sums, count, isRectified, () => {
    const names = numbered("term", count);
    return pointwise({
      name: "sum",
      tensors: ["y", ...names],
      update: (operands) => {
        const [first, ...others] = names.map((name) => operands[name]);
        const sum = others.reduce((sum, term) => sum.add(term), first);
        return { y: isRectified ? sum.max(0) : sum };
      },
    });
  });
}

/** The rule `copy0 = copy1 = … = gradient`, with the gradient stopped first where a rectified y is 0. */
export function spreadRule(count: number, isRectified: boolean): BranchRule {
  return once(spreads, count, isRectified, () => {
    const copies = numbered("copy", count);
    return pointwise({
      name: "output gradient of branches",
      tensors: ["y", "gradient", ...copies],
      update: ({ y, gradient }) => {
        // Where y is NaN, 0 · y keeps it from becoming a gradient of 0.
        const passed = isRectified ? y.greater(0).select(gradient, y.mul(0)) : gradient;
        const targets = isRectified ? ["gradient", ...copies] : copies;
        return Object.fromEntries(targets.map((name) => [name, passed]));
      },
    });
  });
}

function once(
  rules: Map<string, BranchRule>,
  count: number,
  isRectified: boolean,
  make: () => BranchRule,
): BranchRule {
  const key = `${count} ${isRectified}`;
  const rule = rules.get(key) ?? make();
  rules.set(key, rule);
  return rule;
}
