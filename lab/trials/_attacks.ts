/** Edits that a test of trials' identity makes; docs/reliability.md lists them. */
export const attacks = {
  title: "Edits of the sources",
  wanted: "every trial has another identity, and no former one is taken for it",
  rows: {
    edit: {
      what: "A character anywhere in the modules that a trial runs put in, taken out or changed",
      times: 100,
    },
  },
} as const;
