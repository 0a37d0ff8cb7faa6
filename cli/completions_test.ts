import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { choiceFlag } from "./choice_flag.ts";
import { completionScript } from "./completions.ts";
import { switchFlag } from "./switch_flag.ts";

const flags = {
  batchSize: choiceFlag({ doc: "It's a size. Of some.", default: "8", words: ["8", "16"] }),
  quick: switchFlag({ doc: "Short." }),
};
const tasks = [
  {
    name: "compare",
    flags,
    topics: { title: "Rules", noun: "rule", texts: new Map([["adam", ""]]) },
  },
  { name: "experiment depth", flags: {} },
  { name: "data", flags: { size: flags.batchSize }, operands: ["size"] },
];

Deno.test("completionScript names tasks, flags, words and topics in bash and zsh", () => {
  const script = completionScript("bash", tasks);
  for (
    const line of [
      `    "") echo 'compare' 'experiment' 'data' ;;`,
      `    "experiment") echo 'depth' ;;`,
      `    "data") echo '8' '16' ;;`,
      `    "data --") echo '--help' ;;`,
      `    "compare --") echo '--batch-size' '--quick' '--help' ;;`,
      `    "compare --batch-size") echo '8' '16' ;;`,
      `    "compare --help") echo 'all' 'adam' ;;`,
      `complete -o default -F _descent deno`,
    ]
  ) assert(script.split("\n").includes(line), line);
  assertEquals(
    completionScript("zsh", tasks),
    `autoload -U +X bashcompinit && bashcompinit\n${script}`,
  );
});

Deno.test("completionScript completes what follows a colon in bash, which takes it for a word", () => {
  const script = completionScript("bash", [{ name: "bench", flags: {} }, {
    name: "bench:queue",
    flags: {},
  }]);
  assertStringIncludes(script, `"") echo 'bench' 'bench:queue' ;;`);
  assertStringIncludes(script, 'current="${COMP_WORDS[2]}:${current#:}"');
});

Deno.test("completionScript gives zsh no name after a colon, and finds tasks below tasks", () => {
  const script = completionScript("zsh", [{ name: "lab", flags: {} }, {
    name: "lab verify",
    flags: {},
  }]);
  assert(!/\[@\]:\d+:[A-Z]/.test(script), script);
  assertStringIncludes(
    script,
    `case "$longer" in "lab"|"lab verify") ;; *) case "$task" in "lab"|"lab verify") break ;; esac ;; esac`,
  );
});

Deno.test("completionScript quotes what the shell would read otherwise", () => {
  const script = completionScript("fish", tasks);
  assertStringIncludes(script, `-l 'batch-size' -d 'It'\\''s a size' -x -a '8 16'`);
});
