export * from "./gemm";
export * from "./math";
