import { counted } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";

/** The methods in words, from the plan: a paragraph each, that begins with its title and a colon. */
export function methodsPoints(data: BoardData): string[] {
  const { plan, hash, tables, analysis } = data;
  const { losses, scales } = analysis;
  const { draws, seeds, rules, problems, reference } = plan;
  const titles = boardTitles(plan);
  const list = (names: readonly string[]) => new Intl.ListFormat("en").format(names);
  const twice = rules.filter(({ evaluationsPerStep }) => evaluationsPerStep > 1);
  const unpriored = rules.filter(({ name }) => plan.priorProblems[name] === 0);
  const held = rules.filter(({ fixed }) => fixed !== undefined);
  const varied = analysis.robustness?.losses.seeds.length ?? 0;
  const untrained = scales.filter(({ from }) => from === null).length;
  return [
    `Plan: ${counted(rules.length, "rule")} on ${
      counted(problems.length, "problem")
    }, fixed and hashed before the first trial (SHA-256 ${hash}, \`lab.json\`). Hash of the trials' tables: ${tables}.`,
    trackPoint(data),
    `Budget: the same number of gradient evaluations for every rule on a problem${
      twice.length === 0
        ? ""
        : `, so ${list(twice.map(({ title }) => title))} ${
          twice.length === 1 ? "gets" : "get"
        } fewer steps`
    }. What a rule uses is counted by the trainer, and a rule that uses more than the others is named.`,
    `Search: ${draws} settings for each rule on each problem; the first is the default one, the others are a scrambled Halton sequence. Learning rates are log-uniform over four decades, for all rules alike; other hyperparameters are drawn from the distributions of the rule's table.`,
    ...(held.length === 0 ? [] : [
      `Ablation: ${
        list(held.map(({ title }) => title))
      }. The search leaves out what is held, and has the values of the whole rule's draws for all else. What tuning buys is the expected best of T settings with it held over that with all drawn (T half of the draws, without replacement), by validation loss with the seed of the search; 1,000 bootstrap replicates of pairs of draws, the same for all problems. It is exploratory, with no fresh seeds.`,
    ]),
    unpriored.length === 0
      ? "The middle of the learning rates is the median of the rule's best rates on the other problems, in earlier searches."
      : `The middle of the learning rates is the rule's default for ${
        unpriored.length === rules.length ? "all rules" : list(unpriored.map(({ title }) => title))
      }, for want of earlier searches on enough problems: authors' defaults are favoured.`,
    "Edges: where the best rate lies within 10 % of an end of the window, on a log scale, the window moves by two decades and a quarter more settings are drawn, at most three times; the leaderboard says how many.",
    `Selection: by validation loss at the end of training, with seed ${seeds.search}${
      plan.repeated === 0
        ? " alone, so the luck of that seed is in the choice"
        : `; the ${plan.repeated} best settings run again with seeds ${
          list(seeds.repeat.map(String))
        }, and the lowest mean is chosen`
    }.`,
    `Judges: ${seeds.judge.length} other seeds (${seeds.judge[0]} to ${
      seeds.judge.at(-1)
    }), the same for all rules: the same initial weights and minibatches. Their loss on the test part at the end of training counts. Intervals on single problems and of scores are over seeds, so they hold for these test examples; how far others would change a ratio is estimated apart, from the variance over rules of the change from the validation to the test part.`,
    ...(varied === 0 ? [] : [
      `Variants: the chosen settings, as they are, on ${varied} variants of each problem that has some, with the first ${varied} judges' seeds: width, scale of the initial weights, activation and data drawn from the seed. The change of a rule's ratio to ${
        titles.rule(reference)
      }'s loss is tested by exact sign flips over problems, Holm at 5 %, and on single problems by Welch's t-test, Benjamini and Hochberg at 5 %.`,
    ]),
    ...(plan.diagnostics === true
      ? [
        `Inside: the judge with seed ${
          seeds.judge[0]
        } ran again with ten measurements: the largest eigenvalue of the Hessian of the last minibatch's loss by 20 power iterations on differences of gradients, the simple gradient noise scale over the last eight steps, and by layer the norm of the last update over that of the weights.`,
      ]
      : []),
    ...(plan.landscape === true
      ? [
        `Between solutions: one more trial of each problem trains the judges with seed ${
          seeds.judge[0]
        } again, twelve rules at most and one third party's, and evaluates the loss at 21 points of each straight line between them and from the initial weights, α from −0.5 to 1.5, on a grid of 17 by 17 in the plane through three of them, a third party's and those of the lowest validation losses, and in two filter-normalised random directions from the first. These evaluations, over at most 256 examples of the training and the validation part, are in no budget.`,
      ]
      : []),
    "Divergence: a trial that diverged or failed counts as the untrained model in every loss, and as infinite in every time. None is left out.",
    `Over problems: T is the mean of the clamped mean log ratio of losses, exact sign flips over problems; ${
      counted(losses.rules.length - 1, "planned comparison")
    } with ${
      titles.rule(reference)
    }, Holm at 5 %. Equivalent: two one-sided t-tests at a margin of 2 %. On single problems: sign flips over seeds, Benjamini and Hochberg at 5 %.`,
    `Scores: a judge has z = clamp((log L0 − log L) / (log L0 − log L1), 0, 1.2), L1 the best rule here, L0 tuned momentum${
      untrained === 0
        ? ""
        : `, or the untrained model (${untrained} of ${counted(scales.length, "problem")})`
    }; interquartile mean, and optimality gap to 1, over 10,000 bootstrap replicates of a Philox stream, stratified by problem and the same for all rules, so that intervals are the same bits everywhere.`,
    `Tunability: the expected best of k draws of a search without replacement, its logarithm weighted by 1/k for k from 1 to ${
      Math.max(1, Math.floor(draws / 2))
    }, less ${
      titles.rule(reference)
    }'s, clamped and averaged over problems; 1,000 bootstrap replicates of the draws.`,
    "It cannot claim more than it tried: rules at 10² to 10⁵ trained numbers, small data, the schedules above. Nothing here says how a rule does in a large language model.",
  ];
}

/** The part that a contestant decides. */
function trackPoint({ plan: { track, rules } }: BoardData): string {
  if (track === "algorithm") {
    return "Algorithm track: each contestant owns its learning-rate schedule. Warm-ups over none, 5 % or 20 % of the steps and a straight line, half a cosine or a plateau and a fall after it, or the courses that a rule's authors give it, are drawn together with each setting.";
  }
  const constant = rules.filter(({ schedule }) => schedule === "constant");
  const own = new Intl.ListFormat("en").format(constant.map(({ title }) => title));
  return `Rule track: everything but the update rule is the same. Learning rates warm up over 5 % of the steps and then fall linearly to 0${
    constant.length === 0
      ? ""
      : `; ${own}, made for a constant rate, ${constant.length === 1 ? "has" : "have"} one`
  }.`;
}
