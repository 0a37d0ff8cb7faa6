import { assertEquals, assertMatch } from "@std/assert";
import { findPostgres, temporaryPostgres } from "../testing/temporary_postgres.ts";
import { queueAddress } from "./queue_address.ts";
import { TrialQueue } from "./trial_queue.ts";

const programs = await findPostgres();

/** `""` where the queue of `DESCENT_QUEUE` opens, else why it does not. */
async function refusal(address: string): Promise<string> {
  Deno.env.set("DESCENT_QUEUE", address);
  try {
    await using _queue = await TrialQueue.open(queueAddress(undefined), { tell: () => {} });
    return "";
  } catch (error) {
    return (error as Error).message;
  } finally {
    Deno.env.delete("DESCENT_QUEUE");
  }
}

Deno.test({
  name:
    "sslmode and sslrootcert mean what they mean to PostgreSQL, and no message has the password",
  ignore: programs === null,
  async fn() {
    await using server = await temporaryPostgres(programs!, { password: "s3cret" });
    const { url, certificate } = server;
    const elsewhere = url.replace("localhost", "127.0.0.1");
    const cases: [address: string, message: RegExp][] = [
      [`${url}?sslmode=require`, /^$/],
      [`${url}?sslmode=verify-full&sslrootcert=${certificate}`, /^$/],
      [`${elsewhere}?sslmode=verify-ca&sslrootcert=${certificate}`, /^$/],
      [`${elsewhere}?sslmode=verify-full&sslrootcert=${certificate}`, /refuses: .*not match/],
      [`${url}?sslmode=verify-full`, /refuses: .*(self-signed|UnknownIssuer|CaUsedAsEndEntity)/],
      [`${url}?sslmode=disable`, /refuses: no pg_hba\.conf entry .*no encryption/],
      [`${url.replace("s3cret", "s3cret2")}?sslmode=require`, /refuses: password authentication/],
    ];
    for (const [address, message] of cases) {
      const came = await refusal(address);
      assertMatch(came, message, address);
      assertEquals(came.includes("s3cret"), false);
    }
  },
});
