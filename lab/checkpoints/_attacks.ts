/** Damages that the tests do to checkpoints; docs/reliability.md lists them. */
export const attacks = {
  title: "Checkpoints on disk",
  wanted: "it is refused in a sentence that says why, and the one before is used",
  rows: {
    flippedBit: { what: "One bit of the last checkpoint flipped", times: 200 },
    cut: { what: "The last checkpoint cut off", times: 80 },
    foreign: { what: "The last checkpoint is another training's", times: 20 },
  },
} as const;
