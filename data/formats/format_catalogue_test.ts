import { assertEquals } from "@std/assert";
import { SAMPLE_FILES } from "../testing/sample_files.ts";
import { testInFolder } from "./_test_in_folder.ts";
import { dataSource } from "./data_source.ts";
import { formatCatalogue } from "./format_catalogue.ts";

testInFolder(
  "every sample is recognised by one format alone, and every format by a sample",
  async (folder) => {
    const seen = new Set<string>();
    for (const [index, { write, format }] of SAMPLE_FILES.entries()) {
      Deno.mkdirSync(`${folder}/${index}`);
      const source = dataSource(await write(`${folder}/${index}`));
      const names = formatCatalogue.filter((format) => format.recognises(source)).map(({ name }) =>
        name
      );
      assertEquals(names.length, 1, `${format}: ${names.join(" and ")}`);
      seen.add(names[0]);
    }
    assertEquals(seen, new Set(formatCatalogue.map(({ name }) => name)));
  },
);
