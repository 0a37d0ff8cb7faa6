import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import {
  adjustProbabilities,
  arrivalCurve,
  compareMeans,
  comparePairs,
  detectableDifference,
  expectedMinimum,
  halfWidth,
  interquartileMean,
  mannWhitney,
  type MeansComparison,
  type PowerOptions,
  probabilityOfImprovement,
  profileAt,
  profileScore,
  rankAgreement,
  ratiosToBest,
  requiredRuns,
  signFlipTest,
  studentTail,
  summarize,
  testEquivalence,
  wilsonInterval,
} from "@descent/reports";
import type { GoldenKind } from "../golden_kind.ts";

/** The figures of a statistic by the names that cases give them. */
type Figures = Readonly<Record<string, number | readonly number[]>>;

/** Statistics by name; each reads the params and inputs that it has. */
const statistics: Readonly<Record<string, (reader: CaseReader) => Figures>> = {
  t_test_welch: (reader) => tTest(reader, "unequal"),
  t_test_pooled: (reader) => tTest(reader, "equal"),
  student_interval(reader) {
    const summary = summarize(list(reader, "x"))!;
    const half = halfWidth(summary, reader.number("level"))!;
    const { mean, standardDeviation } = summary;
    return { mean, sd: standardDeviation!, half_width: half, interval: [mean - half, mean + half] };
  },
  sign_flip_exact(reader) {
    const { mean, probability, greater, less } = signFlipTest(list(reader, "d"));
    return { mean, p_two_sided: probability, p_greater: greater, p_less: less };
  },
  holm: (reader) => adjusted(reader, "holm"),
  benjamini_hochberg: (reader) => adjusted(reader, "benjamini-hochberg"),
  tost_paired: (reader) => {
    const { df: _, ...figures } = equivalence(reader, comparePairs(list(reader, "d"))!);
    return figures;
  },
  tost_welch(reader) {
    const { interval: _, ...figures } = equivalence(reader, meansOf(reader, {}));
    return figures;
  },
  minimal_detectable_difference(reader) {
    reader.choice("df", ["n-1"]);
    return { mdd: detectableDifference(reader.number("n"), power(reader)) };
  },
  sample_size(reader) {
    const n = requiredRuns(reader.number("delta"), power(reader));
    return { n, n_rounded_up: Math.ceil(n) };
  },
  expected_minimum_of_k(reader) {
    const values = list(reader, "x");
    return {
      without_replacement: expectedMinimum(values),
      with_replacement: expectedMinimum(values, "with"),
    };
  },
  mann_whitney_u(reader) {
    const ranks = mannWhitney(list(reader, "a"), list(reader, "b"));
    return {
      u: ranks.u,
      probability_a_greater: ranks.probabilityGreater,
      p_asymptotic_continuity: ranks.approximate,
      p_asymptotic: ranks.uncorrected,
      ...ranks.exact === null ? {} : { p_exact: ranks.exact },
    };
  },
  probability_of_improvement(reader) {
    reader.choice("larger_is_better", [true]);
    const { perProblem, mean } = probabilityOfImprovement(rows(reader, "a"), rows(reader, "b"));
    return { per_problem: perProblem, probability: mean };
  },
  interquartile_mean: (reader) => ({ iqm: interquartileMean(list(reader, "x")) }),
  performance_profile(reader) {
    const limit = reader.number("r");
    const times = rows(reader, "times");
    const reference = list(reader, "reference_times");
    const ratios = ratiosToBest(times);
    const toReference = times.map((row) => row.map((time, index) => time / reference[index]));
    const [factors, referenceFactors] = [list(reader, "tau"), list(reader, "tau_reference")];
    return {
      profile: ratios.flatMap((own) => factors.map((factor) => profileAt(own, factor))),
      score_linear: ratios.map((own) => profileScore(own, limit)),
      profile_reference: toReference.flatMap((own) =>
        referenceFactors.map((factor) => profileAt(own, factor))
      ),
      score_log: toReference.map((own) => profileScore(own, limit, "log")),
    };
  },
  kendall_w(reader) {
    const { rankSums, agreement } = rankAgreement(rows(reader, "x"));
    return { rank_sums: rankSums, w: agreement };
  },
  friedman(reader) {
    const { chiSquare, degreesOfFreedom, probability } = rankAgreement(rows(reader, "x"));
    return { chi_square: chiSquare, df: degreesOfFreedom, p: probability };
  },
  kaplan_meier(reader) {
    const events = list(reader, "event");
    const { arrivals, median } = arrivalCurve(
      list(reader, "time").map((time, index) => ({ time, arrived: events[index] === 1 })),
    );
    return {
      event_times: arrivals.map(({ time }) => time),
      at_risk: arrivals.map(({ atRisk }) => atRisk),
      events: arrivals.map(({ events }) => events),
      survival: arrivals.map(({ survival }) => survival),
      arrived: arrivals.map(({ survival }) => 1 - survival),
      greenwood_variance: arrivals.map(({ variance }) => variance),
      median,
    };
  },
  wilson_interval(reader) {
    const [successes, trials] = [reader.number("successes"), reader.number("trials")];
    return {
      proportion: successes / trials,
      interval: wilsonInterval(successes, trials, reader.number("level")),
    };
  },
};

/** Figures of tests, intervals and aggregates. */
export const statistic: GoldenKind = {
  name: "statistic",
  check(reader): GoldenComparison[] {
    const name = reader.choice("statistic", Object.keys(statistics));
    const criterion = reader.closeness();
    return Object.entries(statistics[name](reader)).map(([what, got]) => ({
      what,
      got: typeof got === "number" ? [got] : got,
      want: reader.expectedArray(what).data,
      criterion,
    }));
  },
};

function list(reader: CaseReader, name: string): readonly number[] {
  return reader.input(name).data;
}

function rows(reader: CaseReader, name: string): number[][] {
  const { shape: [count, width], data } = reader.input(name);
  return Array.from({ length: count }, (_, row) => data.slice(row * width, (row + 1) * width));
}

function meansOf(
  reader: CaseReader,
  options: { readonly level?: number; readonly variances?: "equal" | "unequal" },
): MeansComparison {
  return compareMeans(summarize(list(reader, "a"))!, summarize(list(reader, "b"))!, options)!;
}

function tTest(reader: CaseReader, variances: "equal" | "unequal"): Figures {
  const { difference, standardError, confidence, t, degreesOfFreedom, probability } = meansOf(
    reader,
    { variances, level: reader.number("level") },
  );
  return {
    difference,
    t,
    df: degreesOfFreedom,
    p_two_sided: probability,
    p_greater: studentTail(t, degreesOfFreedom),
    p_less: studentTail(-t, degreesOfFreedom),
    standard_error: standardError,
    interval: [difference - confidence, difference + confidence],
  };
}

function adjusted(reader: CaseReader, method: "holm" | "benjamini-hochberg"): Figures {
  const level = reader.number("level");
  const probabilities = adjustProbabilities(list(reader, "p"), method);
  return {
    adjusted: probabilities,
    rejected: probabilities.map((probability) => Number(probability <= level)),
  };
}

function equivalence(
  reader: CaseReader,
  comparison: MeansComparison,
): Record<string, Figures[string]> {
  const { lower, upper, probability, equivalent, interval } = testEquivalence(comparison, {
    margin: reader.number("margin"),
    significance: reader.number("alpha"),
  });
  return {
    df: comparison.degreesOfFreedom,
    p_lower: lower,
    p_upper: upper,
    p: probability,
    equivalent: Number(equivalent),
    interval,
  };
}

function power(reader: CaseReader): PowerOptions {
  return {
    standardDeviation: reader.number("sigma"),
    correlation: reader.number("rho"),
    comparisons: reader.number("comparisons"),
    significance: reader.number("alpha"),
    power: reader.number("power"),
  };
}
