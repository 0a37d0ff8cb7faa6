/**
 * Layers outside of a network and random tensors for them, for the gradient checks and tests of this member.
 *
 * @module
 */
export { fillPrediction, randomIndices, randomInput, randomTarget } from "./_random_tensors.ts";
export { repeatableForward } from "./_repeatable_forward.ts";
export { spoilGradient } from "./_spoil_gradient.ts";
