import { type OptionKind, optionKinds } from "@descent/core";
import type { Layer } from "./layer.ts";

const isLayer = (value: unknown) => typeof (value as Layer | undefined)?.build === "function";

const { text, flag, number } = optionKinds;
const initializer: OptionKind = {
  wanted: "an initializer, such as heNormal()",
  fits: (value) => typeof value === "function",
};
const initializerOrFalse: OptionKind = {
  wanted: "an initializer, such as zeros(), or false",
  fits: (value) => typeof value === "function" || value === false,
};
const layer: OptionKind = { wanted: "a layer, such as relu()", fits: isLayer };
const layers: OptionKind = {
  wanted: "a list of layers",
  fits: (value) => Array.isArray(value) && value.every(isLayer),
};
const layerOrWord: OptionKind = {
  wanted: "a layer or a word for one",
  fits: (value) => typeof value === "string" || isLayer(value),
};
const list: OptionKind = { wanted: "a list of numbers", fits: Array.isArray };

/** By name, which says the same in all layers: kinds of values that no layer checks in words of its own. */
const kinds: Readonly<Record<string, OptionKind>> = {
  name: text,
  affine: flag,
  bidirectional: flag,
  causal: flag,
  ceilMode: flag,
  countIncludePad: flag,
  perChannel: flag,
  axis: number,
  dropout: number,
  rate: number,
  weight: initializer,
  gain: initializer,
  bias: initializerOrFalse,
  body: layer,
  layer,
  layers,
  branches: layers,
  activation: layerOrWord,
  shortcut: layerOrWord,
  mask: list,
};

/**
 * Throws when an option is of another kind than its name says, as JavaScript lets it be; what is left out, or undefined,
 * has its default.
 */
export function requireOptions(label: string, options: object): void {
  for (const [option, value] of Object.entries(options)) {
    if (value !== undefined && Object.hasOwn(kinds, option)) requireKind(label, option, value);
  }
}

/** Throws when an option is no layer. */
export function requireLayer(label: string, option: string, value: unknown): void {
  requireKind(label, option, value, layer);
}

/** Throws when an option is no list of layers. */
export function requireLayers(label: string, option: string, value: unknown): void {
  requireKind(label, option, value, layers);
}

function requireKind(
  label: string,
  option: string,
  value: unknown,
  { wanted, fits }: OptionKind = kinds[option],
): void {
  if (fits(value)) return;
  const shown = typeof value === "object" && value !== null ? "an object" : `${String(value)}`;
  throw new TypeError(
    `${label}: expected ${option} to be ${wanted}, got ${shown}; check the option`,
  );
}
