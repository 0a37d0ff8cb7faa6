// How a slider's place and a hyperparameter's value follow from each other. Runs in the browser.

export const SCALES = {
  linear: [(value) => value, (place) => Number(place.toPrecision(3))],
  log: [(value) => Math.log10(value), (place) => Number((10 ** place).toPrecision(3))],
  oneMinusLog: [
    (value) => Math.log10(1 - value),
    (place) => Number((1 - Number((10 ** place).toPrecision(3))).toPrecision(12)),
  ],
};
