import { assertEquals } from "@std/assert";
import { accuracyChart } from "./accuracy_chart.ts";

Deno.test("accuracyChart shows the validation accuracy, and leaves room above 100 %", () => {
  assertEquals(accuracyChart(), {
    title: "Validation accuracy",
    column: "validation/accuracy",
    format: "percent",
    limits: [0, 1.02],
  });
});
