import { assertEquals } from "@std/assert";
import { assertFollowsTorch } from "../_golden.ts";
import { adamw } from "./adamw.ts";

Deno.test("adamw: follows PyTorch's AdamW", () => {
  assertEquals([adamw.name, adamw.title], ["adamw", "AdamW"]);
  assertFollowsTorch(adamw, "adamw", { weightDecay: 0.01 });
});
