import { assertEquals } from "@std/assert";
import { PublishedFilesError } from "./published_files_error.ts";
import { publishedSets } from "./published_sets.ts";

Deno.test("PublishedFilesError says which files are wanted, where, and who publishes them", () => {
  const qmnist = publishedSets.find(({ name }) => name === "qmnist")!;
  assertEquals(
    new PublishedFilesError(qmnist, "/srv").message,
    "Dataset 'qmnist': expected qmnist-train-images…, qmnist-train-labels…, qmnist-test-images…, qmnist-test-labels…, " +
      "with or without .gz, in /srv/qmnist or /srv, got none; get QMNIST from " +
      "https://github.com/facebookresearch/qmnist and put its files there",
  );
});
