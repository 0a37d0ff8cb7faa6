import { assertEquals } from "@std/assert";
import { sampleChecks } from "./_sample_checks.ts";
import { gradcheckCsv } from "./gradcheck_csv.ts";

Deno.test("gradcheckCsv has a row for each shape and mode", () => {
  assertEquals(
    gradcheckCsv(sampleChecks),
    [
      "group,layer,input,mode,tensor,relative_error,bound,course_printed,passed",
      "layer,relu,1x1,train,input,2e-12,3.28e-12,,true",
      "layer,relu,3x7,eval,input,3e-12,3.28e-12,,true",
      "layer,affine,2x16,train,input,1.25e-10,5e-10,,true",
      "layer,affine,2x16,train,affine1.weight,0.01,5e-10,,false",
      "loss,huber,1x1,,prediction,0,1e-7,,true",
      "course,relu,10x10,train,dx,3.2756e-12,3.28e-12,3.2756e-12,true",
      "",
    ].join("\r\n"),
  );
});
