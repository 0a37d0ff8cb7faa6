import { assertFollowsTorch } from "../_golden.ts";
import { sgd } from "./sgd.ts";

Deno.test("sgd: follows PyTorch's SGD", () => {
  assertFollowsTorch(sgd, "sgd", {});
});
