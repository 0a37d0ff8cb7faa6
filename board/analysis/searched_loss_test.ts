import { assertEquals } from "@std/assert";
import { searchedLoss } from "./searched_loss.ts";

Deno.test("searchedLoss is finite for a loss of 0 and for a trial that failed before it began", () => {
  const completed = { status: "completed", untrainedValidation: 2 } as const;
  assertEquals(searchedLoss({ ...completed, validation: 0 }), Math.log(2e-10));
  assertEquals(searchedLoss({ ...completed, validation: 0.5 }), Math.log(0.5));
  assertEquals(
    searchedLoss({ status: "failed", untrainedValidation: null, validation: null }),
    0,
  );
});
