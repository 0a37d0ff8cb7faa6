/**
 * The equations of the catalogue's optimizers by their names, for help and pages: g is the gradient, w the weights, η the
 * learning rate, t the number of the step, and a hat a correction of the bias of a moving average.
 *
 * @category Conformance
 *
 * @example
 * ```ts
 * import { ruleEquations } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ruleEquations.get("sgd"), "Stochastic gradient descent: w ← w − η·g.");
 * ```
 */
export const ruleEquations: ReadonlyMap<string, string> = new Map(Object.entries({
  sgld: "Stochastic gradient Langevin dynamics: w ← w − η·g + √(2·η·T)·ξ, ξ standard normal.",
  sgd: "Stochastic gradient descent: w ← w − η·g.",
  momentum:
    "SGD with momentum: u ← μ·u + (1 − d)·g, w ← w − η·u, where u is the first gradient after the first step." +
    " Without momentum (μ = 0) dampening does nothing.",
  nesterov: "SGD with Nesterov's momentum: u ← μ·u + g, w ← w − η·(g + μ·u).",
  rmsprop: "RMSProp: v ← α·v + (1 − α)·g², w ← w − η·g / (√v + ε), with v zero at first.",
  "rmsprop-momentum":
    "RMSProp with momentum: v ← α·v + (1 − α)·g², u ← μ·u + g / (√v + ε), w ← w − η·u, all zero at first.",
  "rmsprop-centered":
    "Centered RMSProp, scaled by the variance of the gradient: s ← α·(s + (1 − α)·(g − m)²), then m ← α·m + " +
    "(1 − α)·g, u ← μ·u + g / (√s + ε), w ← w − η·u, all zero at first.",
  adagrad:
    "Adagrad: s ← s + g², w ← w − η / (1 + (t − 1)·d) · g / (√s + ε) at step t, counted from 1.",
  adadelta:
    "Adadelta: s ← ρ·s + (1 − ρ)·g², δ = √(u + ε) / √(s + ε) · g, u ← ρ·u + (1 − ρ)·δ², w ← w − η·δ.",
  adam:
    "Adam: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − η·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) " +
    "and v̂ = v / (1 − β₂ᵗ) at step t, counted from 1.",
  adamw: "AdamW: w ← w − η·λ·w for the parameters that decay, then a step of Adam.",
  amsgrad:
    "AMSGrad, Adam whose steps never grow again: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², u ← max(u, " +
    "v), w ← w − η·m̂ / (√û + ε) with m̂ = m / (1 − β₁ᵗ) and û = u / (1 − β₂ᵗ) at step t, counted from 1.",
  adamax:
    "Adamax, Adam with a weighted infinity norm u of the gradients in place of the second moment: m ← β₁·m + " +
    "(1 − β₁)·g, u ← max(β₂·u, |g| + ε), w ← w − η / (1 − β₁ᵗ) · m / u at step t, counted from 1.",
  nadam:
    "NAdam, Adam with Nesterov's momentum: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − η·((1 − " +
    "μₜ)/(1 − Πₜ)·g + μₜ₊₁/(1 − Πₜ₊₁)·m) / (√v̂ + ε) with v̂ = v / (1 − β₂ᵗ), μₜ = β₁·(1 − ½·0.96^(t·ψ)) and " +
    "Πₜ = μ₁·μ₂·…·μₜ at step t, counted from 1.",
  radam:
    "RAdam, rectified Adam, which adapts its steps only once the variance of its second moment is tractable: " +
    "m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², and at step t, counted from 1, with ρ = 2 / (1 − β₂) − 1 " +
    "and ρₜ = ρ − 2·t·β₂ᵗ / (1 − β₂ᵗ): while ρₜ ≤ 5, w ← w − η·m̂ with m̂ = m / (1 − β₁ᵗ); then w ← w − " +
    "η·r·m̂·√(1 − β₂ᵗ) / (√v + ε) with r = √((ρₜ − 4)·(ρₜ − 2)·ρ / ((ρ − 4)·(ρ − 2)·ρₜ)).",
  rprop:
    "Rprop, steps by the gradient's sign with a step size η·f for each element: f, 1 at first, is multiplied " +
    "by η⁺ where the sign stays, and where it changes by η⁻, and the element rests for a step; w ← w − " +
    "η·f·sign(g).",
  lion:
    "Lion, evolved sign momentum: w ← w − η·sign(β₁·m + (1 − β₁)·g), then m ← β₂·m + (1 − β₂)·g; sign(0) is " +
    "0.",
  signum:
    "Signum, descent by the sign of the momentum: m ← μ·m + (1 − μ)·g, w ← w − η·sign(m); sign(0) is 0.",
  adabelief:
    "AdaBelief, Adam scaled by the deviation of the gradient from its average: m ← β₁·m + (1 − β₁)·g, s ← " +
    "β₂·s + (1 − β₂)·(g − m)² + ε, w ← w − η·m̂ / (√ŝ + ε), both corrected as in Adam.",
  yogi:
    "Yogi, Adam whose second moment moves by a bounded amount: m ← β₁·m + (1 − β₁)·g, v ← v − (1 − β₂)·sign(v" +
    " − g²)·g², w ← w − η·m̂ / (√v̂ + ε).",
  adan:
    "Adan, adaptive Nesterov momentum: with d = g − g₋₁, 0 in the first step, m ← β₁·m + (1 − β₁)·g, r ← β₂·r" +
    " + (1 − β₂)·d, n ← β₃·n + (1 − β₃)·(g + β₂·d)² and D = √n̂ + ε, the step is u = m̂ / D + β₂·r̂ / D; then" +
    " w ← (w − η·u) / (1 + η·λ), or without proximal w ← w·(1 − η·λ) − η·u.",
  adopt:
    "ADOPT, Adam that is scaled by the second moment of the steps before: the first step only sets v = g²; " +
    "then n = g / max(√v, ε), m ← β₁·m + (1 − β₁)·n, w ← w − η·m, v ← β₂·v + (1 − β₂)·g².",
  ademamix:
    "AdEMAMix, Adam with a second, slow average of the gradient: m₁ ← β₁·m₁ + (1 − β₁)·g, m₂ ← β₃·m₂ + (1 − " +
    "β₃)·g, v ← β₂·v + (1 − β₂)·g², w ← w − η·(m̂₁ + α·m₂) / (√v̂ + ε); m₂ is not corrected.",
  laprop:
    "LaProp, which normalises the gradient before it averages it: v ← β₂·v + (1 − β₂)·g², n = g / (√v̂ + ε), " +
    "m ← β₁·m + (1 − β₁)·n, w ← w − η·m̂.",
  nadamw:
    "NAdamW, AdamW with Nesterov momentum and no momentum schedule: w ← w − η·λ·w, m and v as in Adam, then w" +
    " ← w − η·m̂ / (√v̂ + ε) with m̂ = (β₁·m + (1 − β₁)·g) / (1 − β₁ᵗ).",
  madgrad:
    "MADGRAD, dual averaging with a cube root: with L = (η + ε)·√t, s ← s + L·g, q ← q + L·g², z = w₀ − s / " +
    "(∛q + ε), w ← μ·w + (1 − μ)·z, where w₀ are the weights before the first step.",
  qhadam:
    "QHAdam, quasi-hyperbolic Adam, which mixes the moments with the present gradient: m̂ and v̂ as in Adam, " +
    "w ← w − η·((1 − ν₁)·g + ν₁·m̂) / (√((1 − ν₂)·g² + ν₂·v̂) + ε).",
  cocob:
    "COCOB-Backprop, which bets on the gradients' signs and needs no learning rate: L ← max(L, |g|) from ε, G" +
    " ← G + |g|, R ← max(R − g·(w − w₀), 0), s ← s − g, w ← w₀ + s·(L + R) / (L·max(G + L, α·L)), where w₀ " +
    "are the weights before the first step.",
  "schedule-free-sgd":
    "Schedule-Free SGD: at the training point y, z ← z − ηₜ·g, x ← (1 − c)·x + c·z, y ← (1 − μ)·z + μ·x; x is" +
    " evaluated.",
  "schedule-free-adamw":
    "Schedule-Free AdamW: at the training point y, v ← β₂·v + (1 − β₂)·g², n = g / (√v̂ + ε) + λ·y, z ← z − " +
    "ηₜ·n, x ← (1 − c)·x + c·z, y ← (1 − β₁)·z + β₁·x; x is evaluated, c as in Schedule-Free SGD.",
  asgd:
    "ASGD, averaged gradient descent: with ηₜ = η / (1 + λ·η·(t − 1))^α, w ← w·(1 − σ·ηₜ) − ηₜ·g, and the " +
    "average a ← a + μ·(w − a) with μ = 1 until step t₀ + 2, then 1 / (t − 1 − t₀); a is evaluated.",
  "rmsprop-keras":
    "RMSProp in the form of Keras and TensorFlow: v ← ρ·v + (1 − ρ)·g², u ← μ·u + η·g / √(v + ε), w ← w − u.",
  "adam-keras":
    "Adam in the form of Keras and TensorFlow, the paper's faster variant: m and v as in Adam, w ← w − η·√(1 " +
    "− β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).",
  lars:
    "LARS, momentum whose rate in each tensor follows the size of its weights: u = g + λ·w, r = c·‖w‖ / (‖u‖ " +
    "+ ε), v ← μ·v + η·r·u, w ← w − v; r is 1 where a norm is 0.",
  lamb:
    "LAMB, AdamW whose rate in each tensor follows the size of its weights: m and v as in Adam, u = m̂ / (√v̂" +
    " + ε) + λ·w, w ← w − η·r·u with r = ‖w‖ / ‖u‖, 1 where a norm is 0.",
  novograd:
    "NovoGrad, momentum of gradients that are scaled by one second moment for each tensor: v ← β₂·v + (1 − " +
    "β₂)·‖g‖², ‖g‖² in the first step, u = g / (√v + ε) + λ·w, m ← β₁·m + u, w ← w − η·m.",
  prodigy:
    "Prodigy, Adam that estimates its rate from the distance to the solution, a number d for all parameters: " +
    "with e = d·η (times √(1 − β₂ᵗ) / (1 − β₁ᵗ) with biasCorrected), m ← β₁·m + (1 − β₁)·d·g, v ← β₂·v + (1 −" +
    " β₂)·d²·g², r ← √β₂·r + d·e/d₀·Σ g·(w₀ − w), s ← √β₂·s + d·e/d₀·g, d ← max(d, c·r / Σ|s|), w ← w·(1 − " +
    "λ·e) − e·m / (√v + d·ε).",
  "dadapt-adam":
    "D-Adaptation for Adam, which estimates its rate from the distance to the solution, a number d for all " +
    "parameters: with e = d·η (times √(1 − β₂ᵗ) / (1 − β₁ᵗ) with biasCorrected) and q = √β₂, a = Σ e·g·s / " +
    "(√v + ε), m ← β₁·m + (1 − β₁)·e·g, v ← β₂·v + (1 − β₂)·g², s ← q·s + (1 − q)·e·g, r ← q·r + (1 − q)·a, d" +
    " ← max(d, r / ((1 − q)·Σ|s|)), w ← w·(1 − λ·e) − m / (√v + ε).",
  adafactor:
    "Adafactor, whose second moment of a matrix is kept as averages R of its rows and C of its columns: with " +
    "h = t^−p, R ← R + h·(mean of g² − R), C likewise, V = R·C / mean(R), U = g / √V, U ← U / max(1, RMS(U) /" +
    " d), w ← w − a·U. The last two axes are the matrix, vectors have all of V.",
  came:
    "CAME, Adafactor with momentum that is scaled by how far it is from the steps: u = g / √V of factored " +
    "averages of g² + ε₁, u ← u / max(1, RMS(u) / d), m ← β₁·m + (1 − β₁)·u, and w ← w − η·m / √S with " +
    "factored averages S of (u − m)² + ε₂. Vectors have all of V and no S: w ← w − η·m. Nothing is corrected " +
    "for bias.",
  muon:
    "Muon, momentum made orthogonal: B ← μ·B + (1 − μ)·g, M = (1 − μ)·g + μ·B (with Nesterov's momentum, else" +
    " B), w ← w − η·s·O with O of a Newton-Schulz iteration on M and s = √max(1, fan-out / fan-in), for the " +
    "matrices of hidden layers; AdamW for all other parameters.",
  normuon:
    "NorMuon, Muon whose orthogonal factor O is divided by the root of the mean squares of each output: v ← " +
    "β₂·v + (1 − β₂)·mean(O²), w ← w − η·s·O / √v, for the matrices of hidden layers; AdamW for all other " +
    "parameters.",
  shampoo:
    "Shampoo, which preconditions each axis of a gradient: for each of k axes L ← L + G Gᵀ from ε·I, where G " +
    "has the axis as rows and all others as columns, u is g multiplied along each axis by L^(−1/2k), m ← μ·m " +
    "+ u, w ← w − η·m.",
  soap:
    "SOAP, Adam in the eigenbasis of Shampoo's preconditioners: for each axis K ← β·K + (1 − β)·G Gᵀ, where G" +
    " has the axis as rows, and Q near the eigenvectors of K; with g rotated by Qᵀ along each axis m ← β₁·m +" +
    " (1 − β₁)·g', v ← β₂·v + (1 − β₂)·g'², and w ← w − η·√(1 − β₂ʲ) / (1 − β₁ʲ)·n where n is m / (√v + ε) " +
    "rotated back and j = t − 1; then weights decay by η·λ.",
  lbfgs:
    "L-BFGS, a quasi-Newton method with limited memory: the direction d = −H·g of the two-loop recursion, w ←" +
    " w + t·d, and the pair s = t·d, y the change of the gradient, kept where s·y is above the threshold.",
  dog:
    "DoG, distance over gradients: r ← max(r, ‖w − w₀‖), at first r_ε·(1 + ‖w₀‖), Q ← Q + ‖g‖², w ← w − η·r /" +
    " √(Q + ε)·g, with norms over all parameters.",
  "layerwise-dog":
    "L-DoG: r ← max(r, ‖w − w₀‖), at first r_ε·(1 + ‖w₀‖), Q ← Q + ‖g‖², w ← w − η·r / √(Q + ε)·g, with " +
    "norms, and so a rate, of each tensor.",
  "cautious-adamw":
    "Cautious AdamW: weights decay as in AdamW, then of Adam's step Δ the elements that go against the " +
    "gradient: w ← w + k·Δ where Δ·g < 0.",
  "mars-adamw":
    "MARS-AdamW: AdamW on gradients that their last change corrects, c = g + γ·β₁ / (1 − β₁)·(g − g₋₁), no " +
    "longer than 1.",
  sam:
    "SAM, sharpness-aware minimization: a step of SGD with momentum with the gradient at w + ρ·g / (‖g‖ + " +
    "1e-12), with the norm over all parameters.",
}));
