/** Mirrors and files that tests of downloads and readers meet; docs/reliability.md lists them. */
export const attacks = {
  title: "Mirrors and packed files of data sets",
  wanted:
    "one sentence, after the next mirror was tried; a file gets its name only whole, and memory is taken only for what it can hold",
  rows: {
    absent: { what: "A mirror that does not have the file", times: 1 },
    wrong: { what: "A mirror that sends other bytes", times: 1 },
    short: { what: "A mirror that sends too little", times: 1 },
    long: { what: "A mirror that sends too much", times: 1 },
    cut: { what: "A mirror that breaks off", times: 1 },
    stalled: { what: "A mirror that sends no more", times: 1 },
    trickling: { what: "A mirror that sends a byte now and then", times: 1 },
    bombs: { what: "Gzip data that unpack to a thousand times their size", times: 2 },
  },
} as const;

/** The ways in which a mirror fails. */
export const mirrorFailures: readonly string[] = Object.keys(attacks.rows)
  .filter((name) => name !== "bombs");
