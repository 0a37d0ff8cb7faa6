/**
 * Where references disagree, by the names of the catalogue's optimizers: the papers, PyTorch, optax and authors' own code
 * give one name to different rules. Rules about which they agree are left out.
 *
 * @category Conformance
 *
 * @example
 * ```ts
 * import { ruleDisagreements } from "@descent/optim";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(ruleDisagreements.get("rmsprop")!, "ε inside the root");
 * ```
 */
export const ruleDisagreements: ReadonlyMap<string, string> = new Map(Object.entries({
  momentum:
    "The rate stands inside the velocity, v ← μ·v − η·g (Caffe), or outside (PyTorch): they differ as soon as η changes. " +
    "PyTorch does not dampen the first step.",
  nesterov: "PyTorch stores the look-ahead weights; Sutskever and optax write it otherwise.",
  rmsprop:
    "ε inside the root (TensorFlow, optax's default) or outside (PyTorch); the average starts at 1 in TensorFlow; the decay " +
    "rate is 0.99 in PyTorch, 0.9 for Hinton and in TensorFlow, which decides rankings.",
  adagrad: "The sum starts at 0 (PyTorch) or at 0.1 (TensorFlow, optax).",
  adam:
    "ε after the correction of the bias (the paper, PyTorch) or before it (Keras); defaults of β₂ and ε differ among frameworks.",
  adamw:
    "Weight decay is multiplied by the rate (PyTorch, optax) or by the schedule alone (the paper); it comes before the step " +
    "(PyTorch) or after it; biases and gains decay or do not.",
  nadam: "Up to 1.13 PyTorch had the product of the momentum schedule twice.",
  nadamw: "AlgoPerf's baseline has no momentum schedule, unlike PyTorch's NAdam.",
  radam:
    "The rate is rectified above 5 degrees of freedom (PyTorch) or 4 (the paper); the steps before are of SGD's size.",
  lion:
    "The decay rates are 0.9 and 0.99, 0.95 and 0.98 in the authors' file for cautious Lion; weight decay comes before the step.",
  signum: "An average and a sum of gradients have the same sign; sign(0) is 0.",
  adabelief:
    "ε is added to the state in every step and again outside (the authors, optax), and is 1e-16 by default.",
  yogi: "The second moment starts at 1e-6 (optax) or at the first squared gradient (the paper).",
  adan:
    "The paper's decay rates are 1 minus those of the code; its decay is proximal, w / (1 + η·λ), optax's is not.",
  adopt:
    "The denominator is max(√v, ε), not √v + ε; the paper's second version clips by the fourth root of the step; decay is " +
    "coupled unless asked otherwise.",
  ademamix:
    "α is 5 (the paper, optax) or 2 (Apple's file); the warm-ups of α and β₃ are part of the method and off by default in both.",
  madgrad: "The rate is multiplied by √k; weights are anchored at the first ones.",
  lars: "The rate stands inside the velocity (optax) or outside.",
  lamb:
    "Bias correction on or off, a bound on the norm of the weights or none, global normalisation before (NVLAMB), ε in or out of " +
    "the root, ratio 1 for biases or not: five versions.",
  novograd: "The second moment starts at ‖g‖², not at a share of it.",
  adafactor:
    "Three algorithms: the paper (ε₁ added to g², relative step), PyTorch (ε₁ at the end, the rate bounds the relative one, means " +
    "for sums) and optax (factors from 128 rows on, scaled by the parameter).",
  came: "The authors' file has no confidence for vectors.",
  muon:
    "The scale is √max(1, fan-out / fan-in) (Jordan) or 0.2·√max(fan-out, fan-in) (Moonlight); the author's code takes a " +
    "convolution's from its kernel's height and width, averages where the post sums, and iterates in bfloat16.",
  shampoo:
    "The power is −1/2k or −1/2, statistics are summed or averaged, and grafting the length of another rule's step often decides more " +
    "than the preconditioner.",
  soap:
    "The first step only sets the statistics; ε is not corrected for bias; weight decay comes after the step; the second moment is " +
    "permuted with a new basis, not rotated.",
  prodigy:
    "Bias correction is off by default in the authors' file and always on in optax; the new d is estimated with the old one.",
  "dadapt-adam": "The preprint and the second version differ; s decays by √β₂.",
  "schedule-free-adamw":
    "Version 1.2 of the authors' code (the paper's) multiplied rate and weights by √(1 − β₂ᵗ), from 1.3 on it does not; optax keeps z " +
    "and derives x by dividing by β₁.",
  dog: "Evaluated at a polynomial average, or at the last weights.",
  "cautious-adamw":
    "The mask is divided by its mean, at least 0.001, for each tensor; the first version divided the number of elements by the " +
    "sum plus 1; the authors' file for Lion masks otherwise.",
  "mars-adamw":
    "The last gradient is of the last minibatch, or of the present one at the last weights, which costs another evaluation.",
  lbfgs:
    "PyTorch scales the first step by min(1, 1 / ‖g‖₁) and searches no line by default; others always do.",
  sam:
    "Dropout masks and running statistics are those of the first pass, or drawn and moved twice.",
}));
