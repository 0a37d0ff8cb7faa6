/** Kills that a test of trials and reports on disk carries out; docs/reliability.md lists them. */
export const attacks = {
  title: "Programs killed while they write",
  wanted:
    "every trial and every report is whole or not there, and the next start removes what is left over",
  rows: {
    killedWriter: { what: "SIGKILL at any time while trials and a report are written", times: 8 },
  },
} as const;
