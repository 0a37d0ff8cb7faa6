/** Disturbances of runs while they go on; docs/reliability.md lists it. */
export const attacks = {
  title: "Runs that are disturbed",
  wanted:
    "nothing that was finished is lost, each trial is filed under the code that it ran, and a run that cannot go on says so in one sentence",
  rows: {
    editedPlugin: {
      what: "A plugin and a file that it imports are edited while its trials run",
      times: 1,
    },
    fileLimit: { what: "The limit of file sizes is below the size of the report", times: 1 },
    killed: {
      what: "SIGKILL to a comparison at any time, started again until its CSV files are there",
      times: 3,
    },
    twoProcesses: {
      what: "Two processes run one comparison on one store and one folder of reports",
      times: 1,
    },
    fullDisk: { what: "The disk fills up, then has room again", times: 1 },
    readOnlyDisk: {
      what: "The disk can only be read from the first trial on, then be written again",
      times: 1,
    },
    vanishedData: {
      what: "The folder of the data vanishes during the run, and comes back later",
      times: 1,
    },
    jumpingClock: {
      what: "The clock is set by a year, forth or back, whenever it is read",
      times: 1,
    },
  },
} as const;
