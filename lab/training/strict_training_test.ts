import { isPermitted } from "@descent/cli/testing";
import { fusedMultiplyAdd } from "@descent/core";
import { assert, assertEquals } from "@std/assert";

const ignore = !isPermitted(
  "training without fused multiply-add",
  { name: "read" },
  { name: "run", command: Deno.execPath() },
);

/** Digests of weights that {@link _train_networks.ts} prints. */
interface Digests {
  readonly relaxed: string;
  readonly strict: readonly string[];
}

async function digests(...v8Flags: string[]): Promise<Digests | undefined> {
  const flags = v8Flags.map((flag) => `--v8-flags=${flag}`);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--allow-read", ...flags, `${import.meta.dirname}/_train_networks.ts`],
  }).output();
  const errors = new TextDecoder().decode(stderr);
  if (v8Flags.length > 0 && /did not recognize flag/.test(errors)) return undefined;
  assert(success, errors);
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test({
  name:
    "Strict training ends with the same bits on any number of threads, and without fused multiply-add",
  ignore,
  async fn() {
    const [here, unfused] = await Promise.all([digests(), digests("--no-enable-fma3")]);
    const { relaxed, strict } = here!;
    assertEquals(new Set(strict).size, 1);
    assertEquals(relaxed === strict[0], !fusedMultiplyAdd());
    if (unfused === undefined) {
      console.log("Training without fused multiply-add: skipped, this V8 has no flag for it");
      return;
    }
    assertEquals(unfused.strict, strict);
    // The flag is about x86 processors alone.
    if (Deno.build.arch === "x86_64") assertEquals(unfused.relaxed, strict[0]);
  },
});
