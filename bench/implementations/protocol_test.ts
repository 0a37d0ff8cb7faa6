import { assertEquals, assertThrows } from "@std/assert";
import {
  readReply,
  readRequest,
  type Reply,
  replyLine,
  type Request,
  requestLine,
} from "./protocol.ts";

Deno.test("Requests survive the way to an implementation", () => {
  const requests: Request[] = [
    { kind: "about" },
    { kind: "open", task: { kind: "matmul", product: "abt", m: 1, n: 2, k: 3 } },
    { kind: "check" },
    { kind: "run", milliseconds: 12.5 },
  ];
  assertEquals(requests.map((request) => readRequest(requestLine(request))), requests);
});

Deno.test("Answers survive the way back, each in one line", () => {
  const replies: Reply[] = [
    { kind: "about", text: "PyTorch 1.13" },
    { kind: "ok" },
    { kind: "values", values: [1, -2.5, 1e-9] },
    { kind: "rate", rate: 12345.678 },
    { kind: "cannot", reason: "no Adam" },
  ];
  assertEquals(replies.map((reply) => readReply(replyLine(reply))), replies);
  assertEquals(replyLine({ kind: "cannot", reason: "two\n  lines" }), "= cannot two lines");
});

Deno.test("What libraries print is no answer", () => {
  assertEquals(readReply("Hi, looks like you are running TensorFlow.js in Node.js."), undefined);
  assertEquals(readReply("============================"), undefined);
});

Deno.test("What is neither request nor answer is refused", () => {
  assertThrows(() => readRequest("dance"), SyntaxError, "'dance'");
  assertThrows(() => readRequest("run soon"), SyntaxError);
  assertThrows(() => readReply("= rate NaN"), SyntaxError);
  assertThrows(() => readReply("= hello"), SyntaxError);
});
