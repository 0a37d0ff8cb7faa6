const workers = new URL("./threads/", import.meta.url);

/** Whether a test may start threads, which read the worker's module; says why it is skipped when not. */
export function threadsAllowed(): boolean {
  const { state } = Deno.permissions.querySync({ name: "read", path: workers });
  if (state === "granted") return true;
  console.log("A test with threads is skipped: it needs --allow-read for core/threads.");
  return false;
}
