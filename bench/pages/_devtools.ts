/** A tab that is driven by nothing but what measures it: Playwright listens to much, which takes a page a fifth longer. */
export interface MeasuredTab extends AsyncDisposable {
  /** Opens a page. */
  open(address: string): Promise<void>;
  /** The value of an expression, a promise's when it has come. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Processor time of the page's scripts and layout so far, in milliseconds, which no other program lengthens. */
  processorTime(): Promise<number>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Milliseconds in which a new window comes to rest, which takes the processor half a second. */
const SETTLING = 1500;

/** A connection to Chromium. */
export interface DevTools extends Disposable {
  /** Opens a tab in a window of its own, which has compiled nothing yet, and stands ready as a reader's does. */
  tab(width: number, height: number): Promise<MeasuredTab>;
  /** Ends the browser. */
  endBrowser(): Promise<void>;
}

/**
 * Drives Chromium through its own protocol.
 *
 * @param address Where it listens, as it says when it starts.
 * @returns The connection.
 */
export async function connectDevTools(address: string): Promise<DevTools> {
  const socket = new WebSocket(address);
  const answers = new Map<number, (message: Fields) => void>();
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    answers.get(message.id)?.(message);
    answers.delete(message.id);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`${address} does not answer`)));
  });
  let count = 0;
  async function send(method: string, params: Fields, sessionId?: string): Promise<Fields> {
    const id = ++count;
    const answer = await new Promise<Fields>((resolve) => {
      answers.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
    if (answer.error !== undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result as Fields;
  }
  return {
    async tab(width, height) {
      const { browserContextId } = await send("Target.createBrowserContext", {});
      const { targetId } = await send("Target.createTarget", {
        url: "about:blank",
        browserContextId,
        width,
        height,
      });
      const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
      const sendTab = (method: string, params: Fields) => send(method, params, String(sessionId));
      await sendTab("Performance.enable", { timeDomain: "threadTicks" });
      await new Promise((resolve) => setTimeout(resolve, SETTLING));
      return {
        async open(url) {
          await sendTab("Page.navigate", { url });
        },
        async evaluate<Value>(expression: string) {
          const options = { expression, returnByValue: true, awaitPromise: true };
          const { result, exceptionDetails } = await sendTab("Runtime.evaluate", options);
          if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
          return (result as { value: Value }).value;
        },
        async processorTime() {
          const { metrics } = await sendTab("Performance.getMetrics", {});
          const named = metrics as { name: string; value: number }[];
          return 1000 * named.find(({ name }) => name === "TaskDuration")!.value;
        },
        async [Symbol.asyncDispose]() {
          await send("Target.disposeBrowserContext", { browserContextId });
        },
      };
    },
    async endBrowser() {
      const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
      await send("Browser.close", {});
      await closed;
    },
    [Symbol.dispose]: () => socket.close(),
  };
}
