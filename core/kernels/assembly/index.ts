export * from "./gemm";
export * from "./math";
export * from "./reduce";
export * from "./gather";
export * from "./softmax";
export * from "./epilogue";
