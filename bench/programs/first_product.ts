/**
 * From the start of the process to a first matrix product.
 *
 * @module
 */
import { createEngine, matmul } from "@descent/core";
import { reportUsage } from "./report_usage.ts";

using engine = createEngine();
using arena = engine.arena();
const a = arena.from([1, 2, 3, 4], [2, 2]);
matmul(a, a, arena.tensor([2, 2]));
reportUsage();
