import { TaskError } from "@descent/cli";

/** Listens; the handler is made once the port is known. */
export function listen(
  hostname: string,
  port: number,
  handlerAt: (port: number) => (request: Request) => Promise<Response>,
): Deno.HttpServer<Deno.NetAddr> {
  let handle: ((request: Request) => Promise<Response>) | undefined;
  try {
    const server: Deno.HttpServer<Deno.NetAddr> = Deno.serve(
      { hostname, port, onListen: () => {} },
      (request) => (handle ??= handlerAt(server.addr.port))(request),
    );
    return server;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new TaskError(
        `--port: expected one that nothing listens on, got ${port}, which another program has; leave it out for a free one`,
      );
    }
    if (error instanceof Deno.errors.NotCapable || error instanceof Deno.errors.PermissionDenied) {
      throw new TaskError(
        `--live: expected permission to listen on ${hostname}:${port}, got none; run it with deno task, or with ` +
          `--allow-net=${hostname}, and choose a port from 1024 on`,
      );
    }
    throw error;
  }
}
