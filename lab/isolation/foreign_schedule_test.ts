import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { foreignSchedule } from "./foreign_schedule.ts";

const ignore = !isPermitted("foreignSchedule", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});

Deno.test(
  "foreignSchedule tries a schedule in a process of its own",
  { ignore },
  () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.ts`;
      const write = (text: string) => Deno.writeTextFile(path, text);
      await write("export default (step: number) => 1 / step;");
      const { source, files } = await foreignSchedule(path);
      assertEquals([source.address, Object.keys(files)], [path, ["mine.ts"]]);
      await write("export default () => -1;");
      await assertRejects(() => foreignSchedule(path), RangeError, "at least 0 at step 1, got -1");
      await write("Deno.readTextFileSync('/etc/hostname'); export default () => 1;");
      await assertRejects(() => foreignSchedule(path), TypeError);
    }),
);
