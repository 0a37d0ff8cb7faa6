import type { SearchDistribution } from "./optimizer_plugin.ts";

/** Decay rates of averages over few steps, such as momentum. */
export const shortAverages: SearchDistribution = { oneMinusLogUniform: [0.01, 0.5] };

/** Decay rates of averages over many steps, such as of squared gradients. */
export const longAverages: SearchDistribution = { oneMinusLogUniform: [0.001, 0.3] };

/** Coefficients of weight decay, and none. */
export const weightDecays: SearchDistribution = { logUniform: [1e-4, 1], zero: 0.25 };
