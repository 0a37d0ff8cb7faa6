/** Attacks on trainings with checkpoints, and on processes that share a store; docs/reliability.md lists it. */
export const attacks = {
  title: "Trials that are killed, and stores that are shared",
  wanted:
    "final weights and metrics are those of an undisturbed run, bit for bit, and no trial is run twice",
  rows: {
    atStep: { what: "A training stopped for good after a random step", times: 23 },
    atFile: {
      what:
        "A training stopped for good at a random call of the file system, or in the middle of a write",
      times: 23,
    },
    killed: { what: "The process of a training killed by SIGKILL", times: 4 },
    holderKilled: { what: "The process that holds a trial killed by SIGKILL", times: 1 },
    sharedStore: { what: "Two runs of the same trials on one store at once", times: 10 },
  },
} as const;
