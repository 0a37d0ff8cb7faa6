import type { CaseReader, GoldenComparison } from "@descent/core/testing";
import {
  constantFactor,
  cosineDecay,
  cyclicRate,
  exponentialDecay,
  linearRamp,
  milestoneDecay,
  oneCycle,
  polynomialDecay,
  type Schedule,
  stepDecay,
  warmRestarts,
} from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";

/** Base value and schedule of each scheduled quantity, by its name. */
type Scaled = Readonly<Record<string, readonly [base: number, schedule: Schedule]>>;

/** PyTorch's schedules by name; each reads the params that it has. */
const schedules: Readonly<Record<string, (reader: CaseReader) => Scaled>> = {
  StepLR: (reader) =>
    rate(reader, stepDecay({ every: reader.number("step_size"), factor: gamma(reader) })),
  MultiStepLR: (reader) =>
    rate(
      reader,
      milestoneDecay({ milestones: reader.numbers("milestones"), factor: gamma(reader) }),
    ),
  ExponentialLR: (reader) => rate(reader, exponentialDecay({ factor: reader.number("gamma") })),
  CosineAnnealingLR: (reader) =>
    rate(
      reader,
      cosineDecay({
        steps: reader.number("T_max"),
        floor: reader.number("eta_min", 0) / reader.number("base_lr"),
      }),
    ),
  LinearLR: (reader) =>
    rate(
      reader,
      linearRamp({
        from: reader.number("start_factor", 1 / 3),
        to: reader.number("end_factor", 1),
        steps: reader.number("total_iters", 5),
      }),
    ),
  PolynomialLR: (reader) =>
    rate(
      reader,
      polynomialDecay({
        steps: reader.number("total_iters", 5),
        power: reader.number("power", 1),
      }),
    ),
  ConstantLR: (reader) =>
    rate(
      reader,
      constantFactor({
        factor: reader.number("factor", 1 / 3),
        steps: reader.number("total_iters", 5),
      }),
    ),
  CosineAnnealingWarmRestarts: (reader) =>
    rate(
      reader,
      warmRestarts({
        steps: reader.number("T_0"),
        growth: reader.number("T_mult", 1),
        floor: reader.number("eta_min", 0) / reader.number("base_lr"),
      }),
    ),
  CyclicLR(reader) {
    const mode = reader.choice("mode", ["triangular", "triangular2", "exp_range"], "triangular");
    const top = reader.number("max_lr"), rise = reader.number("step_size_up", 2000);
    const schedule = cyclicRate({
      rise,
      fall: reader.number("step_size_down", rise),
      floor: reader.number("base_lr") / top,
      shrink: mode === "triangular2" ? 0.5 : 1,
      decay: mode === "exp_range" ? reader.number("gamma", 1) : 1,
    });
    return { lr: [top, schedule] };
  },
  OneCycleLR(reader) {
    const annealing = reader.choice("anneal_strategy", ["cos", "linear"], "cos");
    const setting = {
      steps: reader.number("total_steps"),
      warmupFraction: reader.number("pct_start", 0.3),
      shape: annealing === "cos" ? "cosine" : annealing,
      threePhase: reader.flag("three_phase", false),
    } as const;
    const start = 1 / reader.number("div_factor", 25);
    const end = start / reader.number("final_div_factor", 1e4);
    const lr = [reader.number("max_lr"), oneCycle({ ...setting, start, end })] as const;
    if (!reader.flag("cycle_momentum", true)) return { lr };
    const most = reader.number("max_momentum", 0.95), least = reader.number("base_momentum", 0.85);
    const momentum = oneCycle({ ...setting, start: most, peak: least, end: most });
    return { lr, momentum: [1, momentum] };
  },
};

/** Learning rates (and momenta) after 0, 1, 2, … steps of a schedule. */
export const schedule: GoldenKind = {
  name: "lr_schedule",
  check(reader): GoldenComparison[] {
    const name = reader.choice("schedule", Object.keys(schedules));
    const criterion = reader.closeness();
    return Object.entries(schedules[name](reader)).map(([what, [base, factor]]) => {
      const want = reader.expectedArray(what).data;
      // Entry t is the rate after t steps of the scheduler, which is that of step t + 1.
      return { what, got: want.map((_, t) => base * factor(t + 1)), want, criterion };
    });
  },
};

function rate(reader: CaseReader, schedule: Schedule): Scaled {
  return { lr: [reader.number("base_lr"), schedule] };
}

function gamma(reader: CaseReader): number {
  return reader.number("gamma", 0.1);
}
