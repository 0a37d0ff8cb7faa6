import { isPermitted } from "@descent/cli/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { queueAddress } from "./queue_address.ts";

const ignore = !isPermitted("addresses of queues", { name: "env", variable: "DESCENT_QUEUE" });

function withVariable<T>(value: string, work: () => T): T {
  const former = Deno.env.get("DESCENT_QUEUE");
  Deno.env.set("DESCENT_QUEUE", value);
  try {
    return work();
  } finally {
    if (former === undefined) Deno.env.delete("DESCENT_QUEUE");
    else Deno.env.set("DESCENT_QUEUE", former);
  }
}

Deno.test({
  name: "queueAddress shows no user and no password, and keeps what TLS needs",
  ignore,
  fn() {
    const text =
      "postgres://ann:s3cret@db.example:5433/lab?sslmode=verify-full&sslrootcert=/ca.pem";
    const { url, shown } = withVariable(text, () => queueAddress(undefined));
    assertEquals(shown, "postgres://db.example:5433/lab");
    const { username, password, searchParams } = new URL(url);
    assertEquals([username, password], ["ann", "s3cret"]);
    assertEquals(Object.fromEntries(searchParams), {
      sslmode: "verify-full",
      sslrootcert: "/ca.pem",
      uselibpqcompat: "true",
    });
  },
});

for (
  const text of [
    "postgres://ann:s3cret@db/lab",
    "postgres://db/lab?password=s3cret",
    "mysql://s3cret@db",
    "s3cret",
    "postgres://[s3cret",
  ]
) {
  Deno.test({
    name: `queueAddress refuses ${text} on a command line, and repeats nothing of it`,
    ignore,
    fn() {
      const error = assertThrows(() => queueAddress(text), Error, "--queue: expected an address");
      assert(!error.message.includes("s3cret"), error.message);
    },
  });
}
