import type { BuildContext } from "./layer.ts";

/** What a container builds one of its layers with: a path and a stream of its own, and no activation. */
export function childContext(context: BuildContext, name: string): BuildContext {
  return {
    ...context,
    path: context.path === "" ? name : `${context.path}/${name}`,
    random: context.random.split(name),
    activation: undefined,
  };
}
