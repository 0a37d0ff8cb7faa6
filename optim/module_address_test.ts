import { assertEquals } from "@std/assert";
import { moduleAddress } from "./module_address.ts";

Deno.test("moduleAddress leaves URLs and names of packages as they are", () => {
  for (
    const address of ["file:///a/b.ts", "npm:lion", "jsr:@a/lion", "https://a.org/b.ts", "lion"]
  ) {
    assertEquals(moduleAddress(address), address);
  }
});

Deno.test("moduleAddress makes file URLs of paths, with or without a folder", () => {
  for (const path of ["./lion.ts", "lion.ts", "/a/lion.js", "../lion.mts"]) {
    assertEquals(new URL(moduleAddress(path)).protocol, "file:");
  }
});
