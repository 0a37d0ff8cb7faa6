import {
  affine,
  batchNorm,
  conv2d,
  flatten,
  lastStep,
  lstm,
  relu,
  sequential,
} from "@descent/layers";
import { assert, assertAlmostEquals } from "@std/assert";
import { hasTorch, PYTHON, withFile } from "./_testing.ts";
import { loadNetwork } from "./load_network.ts";
import { predictor } from "./predictor.ts";
import { openSafetensors } from "./safetensors/open_safetensors.ts";

/** Writes a state and its logits, in the format's few lines, as the package safetensors may be missing. */
const program = `
import json, struct, sys, torch
from torch import nn
torch.manual_seed(1)
class Last(nn.Module):
    def __init__(self):
        super().__init__()
        self.memory = nn.LSTM(5, 3, batch_first=True, bidirectional=True)
        self.out = nn.Linear(6, 2)
    def forward(self, x):
        return self.out(self.memory(x)[0][:, -1])
conv = nn.Sequential(nn.Conv2d(2, 4, 3, stride=2, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(36, 3))
for x in torch.randn(20, 8, 2, 5, 5):
    conv(x)
tensors, entries, at, body = {}, {}, 0, b""
for prefix, model, shape in (("conv", conv, (100, 2, 5, 5)), ("last", Last(), (100, 4, 5))):
    model.eval()
    x = torch.randn(shape)
    with torch.no_grad():
        tensors[prefix + ".x"], tensors[prefix + ".y"] = x, model(x)
    for name, value in model.state_dict().items():
        tensors[prefix + "." + name] = value
for name, value in tensors.items():
    data = value.contiguous().numpy().tobytes()
    entries[name] = {"dtype": {torch.float32: "F32", torch.int64: "I64"}[value.dtype], "shape": list(value.shape), "data_offsets": [at, at + len(data)]}
    at += len(data)
    body += data
header = json.dumps(entries).encode()
open(sys.argv[1], "wb").write(struct.pack("<Q", len(header)) + header + body)
`;

const conv = {
  inputShape: [2, 5, 5],
  layer: sequential([
    conv2d({ filters: 4, kernel: 3, stride: 2, padding: 1 }),
    batchNorm(),
    relu(),
    flatten(),
    affine({ units: 3 }),
  ]),
  rename: { "conv.0": "conv2d1", "conv.1": "batchNorm1", "conv.4": "affine1" },
};
const last = {
  inputShape: [4, 5],
  layer: sequential([
    lstm({ units: 3, bidirectional: true, name: "memory" }),
    lastStep(),
    affine({ units: 2, name: "out" }),
  ]),
  rename: { "last.memory": "memory", "last.out": "out" },
};

Deno.test({
  name: "a state of PyTorch gives its logits to 1e-5",
  ignore: !hasTorch(),
  fn: () =>
    withFile(async (path) => {
      const { success } = await new Deno.Command(PYTHON, { args: ["-c", program, path] }).output();
      assert(success);
      for (
        const [prefix, other, { layer, inputShape, rename }] of [
          ["conv", "last", conv],
          ["last", "conv", last],
        ] as const
      ) {
        const [x, y] = ["x", "y"].map((name) => `${prefix}.${name}`);
        const model = loadNetwork(path, {
          layer,
          inputShape,
          layout: "pytorch",
          rename: { ...rename, [x]: null, [y]: null, [other]: null },
        });
        using run = predictor({ model });
        using file = openSafetensors(path);
        const wanted = file.read(y).data;
        const outputs = run.predict(file.read(x).data);
        wanted.forEach((value, i) => assertAlmostEquals(outputs[i], value, 1e-5));
      }
    }),
});
