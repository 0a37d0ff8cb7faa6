/**
 * The members of the workspace, and which others each may import. A folder that is no member, such as
 * `bench`, may import any.
 */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  layers: ["core"],
  optim: ["core"],
  reports: [],
  cli: ["core"],
  live: ["reports", "cli"],
  data: ["core"],
  models: ["core", "layers", "data"],
  problems: ["core", "layers", "optim", "data"],
  lab: ["core", "layers", "optim", "reports", "cli", "live", "data", "models", "problems"],
  board: [
    "core",
    "layers",
    "optim",
    "reports",
    "cli",
    "data",
    "models",
    "problems",
    "lab",
  ],
  verify: ["core", "layers", "optim", "reports", "cli"],
  experiments: [
    "core",
    "layers",
    "optim",
    "reports",
    "cli",
    "live",
    "data",
    "models",
    "problems",
    "lab",
    "board",
    "verify",
  ],
};

/**
 * Every difference between the table and the workspace, one sentence each.
 *
 * @param workspace The folders that the root `deno.json` lists.
 * @param arrows The table.
 */
export function arrowTableProblems(
  workspace: readonly string[],
  arrows: Readonly<Record<string, readonly string[]>> = ARROWS,
): string[] {
  const members = workspace.map((folder) => folder.replace(/^\.\//, ""));
  const named = new Set([...Object.keys(arrows), ...Object.values(arrows).flat()]);
  return [
    ...members.filter((member) => !(member in arrows)).map((member) =>
      `tools/arrows.ts: no row for the member ${member}`
    ),
    ...[...named].filter((name) => !members.includes(name)).map((name) =>
      `tools/arrows.ts: ${name} is no member of the workspace`
    ),
    ...circularMembers(arrows).map((member) =>
      `tools/arrows.ts: the arrows of ${member} lead back to it`
    ),
  ];
}

function circularMembers(arrows: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.keys(arrows).filter((start) => {
    const reached = new Set(arrows[start]);
    for (const member of reached) arrows[member]?.forEach((next) => reached.add(next));
    return reached.has(start);
  });
}
