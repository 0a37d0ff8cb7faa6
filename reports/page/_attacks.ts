/** Failures of a report's folder that its tests bring about; docs/reliability.md lists them. */
export const attacks = {
  title: "A report's folder that is replaced",
  wanted: "all former files or all new ones are there, and nothing is left over",
  rows: {
    killedSwap: { what: "Stopped for good before each rename, then started again", times: 3 },
    failingRename: { what: "Each rename fails", times: 3 },
  },
} as const;
