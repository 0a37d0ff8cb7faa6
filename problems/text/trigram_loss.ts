import type { Examples } from "@descent/data";

/**
 * A text in parts, as {@linkcode trigramLoss} reads them: indices of characters, each part in order.
 *
 * @category Data of problems
 */
export interface TextParts {
  /** The text that frequencies are counted in. */
  readonly train: Pick<Examples, "inputs" | "targets">;
  /** The text that the loss is measured on. */
  readonly validation: Pick<Examples, "inputs" | "targets">;
  /** The characters that there are. */
  readonly classNames: readonly string[] | null;
}

const ROUNDS = 50;
const DISCOUNTS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/**
 * The loss of the best trigram model of characters with smoothing: the mean of `−log p(c | ab)` over a text that it was
 * not counted in, in nats a character.
 *
 * The lower one of two smoothings, each with the numbers that are best on that text itself, which flatters the trigram:
 * linear interpolation of trigram, bigram and unigram frequencies with the uniform distribution (Jelinek and Mercer), and
 * interpolated Kneser-Ney with one discount.
 *
 * @category Data of problems
 * @param parts The text, of at least three characters a part.
 * @returns The loss.
 *
 * @example A text that repeats holds no surprise
 * ```ts
 * import { textDataset } from "@descent/data";
 * import { trigramLoss } from "@descent/problems";
 * import { assertLess } from "@std/assert";
 *
 * const text = "abc".repeat(300);
 * assertLess(trigramLoss(textDataset({ name: "abc", text, steps: 10 })), 1e-2);
 * ```
 *
 * @see S. F. Chen, J. Goodman: "An empirical study of smoothing techniques for language modeling", 1998
 */
export function trigramLoss({ train, validation, classNames }: TextParts): number {
  const V = classNames!.length;
  const counts = countNgrams(textOf(train), V);
  const unseen = countNgrams(textOf(validation), V).trigrams;
  const seen: Unseen[] = [];
  unseen.forEach((times, ngram) => {
    if (times > 0) seen.push({ ngram, times });
  });
  const kneserNey = DISCOUNTS.map((discount) =>
    meanLoss(seen, kneserNeyModel(counts, V, discount))
  );
  return Math.min(interpolatedLoss(seen, counts, V), ...kneserNey);
}

/** A trigram that occurs in the text that is to be foretold, and how often. */
interface Unseen {
  readonly ngram: number;
  readonly times: number;
}

interface Counts {
  /** By `(a V + b) V + c`. */
  readonly trigrams: Float64Array;
  /** By `a V + b`, of the first two characters of trigrams. */
  readonly contexts: Float64Array;
}

function textOf({ inputs, targets }: TextParts["train"]): number[] {
  return [inputs[0], ...targets];
}

function countNgrams(text: readonly number[], V: number): Counts {
  const trigrams = new Float64Array(V ** 3), contexts = new Float64Array(V ** 2);
  for (let i = 2; i < text.length; i++) {
    const context = text[i - 2] * V + text[i - 1];
    trigrams[context * V + text[i]]++;
    contexts[context]++;
  }
  return { trigrams, contexts };
}

function meanLoss(seen: readonly Unseen[], probability: (ngram: number) => number): number {
  let loss = 0, count = 0;
  for (const { ngram, times } of seen) {
    loss -= times * Math.log(probability(ngram));
    count += times;
  }
  return loss / count;
}

/** Jelinek and Mercer: `λ₃ f(c | ab) + λ₂ f(c | b) + λ₁ f(c) + λ₀ / V`, λ by expectation maximization. */
function interpolatedLoss(seen: readonly Unseen[], counts: Counts, V: number): number {
  const trigrams = counts.trigrams,
    orders = [trigrams, lower(trigrams, V ** 2), lower(trigrams, V)];
  const totals = orders.map((each) => sums(each, V));
  const frequencies = seen.map(({ ngram }) => [
    ...orders.map((each, k) => {
      const at = ngram % each.length;
      return each[at] / Math.max(1, totals[k][Math.floor(at / V)]);
    }),
    1 / V,
  ]);
  let weights = [0.25, 0.25, 0.25, 0.25], loss = Infinity;
  const count = seen.reduce((sum, { times }) => sum + times, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const shares = [0, 0, 0, 0];
    loss = 0;
    for (const [i, each] of frequencies.entries()) {
      const { times } = seen[i];
      const p = each.reduce((sum, f, k) => sum + weights[k] * f, 0);
      each.forEach((f, k) => shares[k] += times * weights[k] * f / p);
      loss -= times * Math.log(p) / count;
    }
    weights = shares.map((share) => share / count);
  }
  return loss;
}

/** Interpolated Kneser-Ney: what a context has not seen goes by how many contexts a character follows. */
function kneserNeyModel(
  { trigrams, contexts }: Counts,
  V: number,
  discount: number,
): (ngram: number) => number {
  const kinds = trigrams.map((count) => count > 0 ? 1 : 0);
  // Different a before each bc, and different contexts before each c.
  const pairs = lower(kinds, V ** 2), single = lower(pairs.map((n) => n > 0 ? 1 : 0), V);
  const followers = sums(kinds, V), pairTotals = sums(pairs, V);
  const pairFollowers = sums(pairs.map((n) => n > 0 ? 1 : 0), V);
  const [singleTotal] = sums(single, V);
  const character = (c: number) => (single[c] + 1) / (singleTotal + V);
  const pair = (bc: number) => {
    const b = Math.floor(bc / V), total = pairTotals[b], rest = character(bc % V);
    if (total === 0) return rest;
    return (Math.max(0, pairs[bc] - discount) + discount * pairFollowers[b] * rest) / total;
  };
  return (ngram) => {
    const ab = Math.floor(ngram / V), total = contexts[ab], rest = pair(ngram % V ** 2);
    if (total === 0) return rest;
    return (Math.max(0, trigrams[ngram] - discount) + discount * followers[ab] * rest) / total;
  };
}

/** Sums over what stands before the last characters: `out[i mod size] += in[i]`. */
function lower(counts: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size);
  counts.forEach((count, i) => out[i % size] += count);
  return out;
}

/** Sums over the last character. */
function sums(counts: Float64Array, V: number): Float64Array {
  const out = new Float64Array(counts.length / V);
  counts.forEach((count, i) => out[Math.floor(i / V)] += count);
  return out;
}
