import { BASE, type ConvNetSetting, GRID } from "./conv_net_setting.ts";

/** A claim of the reference that a value of the setting is the best. */
export interface ConvNetClaim {
  /** Title of the value: `"Batch size"`. */
  readonly what: string;
  /** The value that is said to be best: `"about 15"`. */
  readonly claimed: string;
  /** Its name in a setting. */
  readonly name: keyof ConvNetSetting;
  /** Whether each value has the learning rate that suits it, as values that change the noise of gradients must. */
  readonly ownRate?: boolean;
  /** Where it is judged: settings with the claimed value, whose rivals have another. */
  readonly settings: readonly ConvNetSetting[];
}

/** The reference's claims on its setting, in the report's order. */
export const CLAIMS: readonly ConvNetClaim[] = [
  { what: "Batch size", claimed: "about 15", name: "batchSize", ownRate: true, settings: [BASE] },
  { what: "Filter size", claimed: "7", name: "filterSize", settings: [BASE] },
  {
    what: "Number of filters",
    claimed: "about the batch size",
    name: "filters",
    settings: GRID.map((size) => ({ ...BASE, batchSize: size, filters: size })),
  },
  { what: "Learning rate", claimed: "0.001", name: "rateFactor", settings: [BASE] },
];

/** The number of epochs that the reference calls best. */
export const CLAIMED_EPOCHS = 10;

/** A difference of accuracies that matters, half a point. */
export const MARGIN = 0.005;

/** How many comparisons are judged together: those of {@linkcode CLAIMS}, and that of the epochs. */
export const COMPARISONS = CLAIMS.flatMap(({ settings }) => settings).length + 1;
