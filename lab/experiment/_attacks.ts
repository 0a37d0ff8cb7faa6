/** Damages that the tests of the laboratory do to a store of trials; docs/reliability.md lists them. */
export const attacks = {
  title: "Former trials on disk",
  wanted:
    "none is taken for a trial: it is run again, the user is told which and why, and all others are used",
  rows: {
    flippedBit: { what: "One bit of `record.json` or `metrics.csv` flipped", times: 150 },
    overwritten: { what: "Up to 16 bytes in a row overwritten", times: 50 },
    cut: { what: "A file cut off", times: 60 },
    repeated: { what: "A part of a file written twice", times: 40 },
    editedNumber: { what: "A number replaced by another one", times: 100 },
    swappedFiles: {
      what: "`record.json` or `metrics.csv` swapped with another trial's",
      times: 40,
    },
    copiedTrial: { what: "Both files copied over another trial's", times: 40 },
    renamedFolder: { what: "A folder renamed to another trial's", times: 20 },
  },
} as const;
