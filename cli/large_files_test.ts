import { assertEquals } from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "./testing/mod.ts";

const ignore = Deno.build.os === "windows" ||
  !isPermitted("largeFilesFail", ...FILES, { name: "run", command: Deno.execPath() });

Deno.test({
  name: "largeFilesFail keeps a program alive, until it is disposed of",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const program = `import { largeFilesFail } from "${import.meta.resolve("./large_files.ts")}";
        const pause = () => new Promise((go) => setTimeout(go, 100));
        {
          using _largeFiles = largeFilesFail();
          Deno.kill(Deno.pid, "SIGXFSZ");
          await pause();
        }
        Deno.writeTextFileSync("alive", "");
        Deno.kill(Deno.pid, "SIGXFSZ");
        await pause();`;
      await Deno.writeTextFile(`${folder}/program.ts`, program);
      const { signal } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-q", "--no-check", "--no-config", "-A", "program.ts"],
        cwd: folder,
      }).output();
      assertEquals([signal, Deno.readTextFileSync(`${folder}/alive`)], ["SIGXFSZ", ""]);
    }),
});
