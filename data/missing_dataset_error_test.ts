import { assertEquals } from "@std/assert";
import { MissingDatasetError } from "./missing_dataset_error.ts";

Deno.test("MissingDatasetError says how to mend it, and keeps what a command line can add to", () => {
  const { message, dataset, directory } = new MissingDatasetError("mnist", "/srv", "found no x");
  assertEquals(
    message,
    "Dataset 'mnist': found no x; download it, or name the folder that holds it by DESCENT_DATA",
  );
  assertEquals([dataset, directory], ["mnist", "/srv"]);
});
