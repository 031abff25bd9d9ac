#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the integer program of a run file, written from engine/runlog/README.md alone, with h5py and NumPy.

    run_integer.py FILE PIXELS [FILE PIXELS ...]

PIXELS holds images as bytes, channels x height x width each. One line of logits an image.
"""
import json
import sys

import h5py
import numpy as np

FAR = 1 << 40  # beyond what any feature map holds


class Program:
    def __init__(self, path):
        with h5py.File(path, "r") as file:
            group = file["integer"]
            program = json.loads(group["program"][()])
            self.rounding = program["rounding"]
            self.tensors = program["tensors"]
            self.operations = program["operations"]
            self.table = group["input_table"][()].astype(np.int64)
            for operation in self.operations:
                for key in ("weight", "bias"):
                    if key in operation:
                        constant = group["tensors"][operation[key]]
                        operation[key] = constant[()].astype(np.int64) - constant.attrs.get("zero_point", 0)

    def run(self, pixels):
        """Logits of one image, given as uint8 [channels, height, width]."""
        channels = np.arange(len(self.table))[:, None, None]
        values = {0: self.table[channels, pixels]}
        for operation in self.operations:
            step = getattr(self, "run_" + operation["op"])
            # Integers less their zero points all the way; those that only move are none the worse for it.
            inputs = [values[i] - self.tensors[i].get("zero_point", 0) for i in operation["inputs"]]
            values[operation["output"]] = step(operation, self.tensors[operation["output"]], *inputs)
        return values[self.operations[-1]["output"]]

    def shifted(self, t, p):
        """R(t, p)."""
        if p <= 0:
            # Shifted by 16 places anything but 0 is beyond every feature map already.
            return np.clip(t, -FAR, FAR) << min(-p, 16)
        d = t >> p
        r = t - (d << p)
        h = 1 << (p - 1)
        up = {
            "half_away": (r > h) | ((r == h) & (t >= 0)),
            "half_up": r >= h,
            "half_even": (r > h) | ((r == h) & (d % 2 == 1)),
            "floor": np.zeros_like(r, bool),
        }[self.rounding]
        return d + up

    def fix(self, t, multiplier, n):
        """By a fixed-point multiplier."""
        t = np.clip(t << max(-n, 0), -(1 << 31), (1 << 31) - 1)
        return self.shifted((t * multiplier + (1 << 30)) >> 31, max(n, 0))

    @staticmethod
    def sat(v, out):
        return np.clip(v + out.get("zero_point", 0), out["minimum"], out["maximum"])

    def req(self, t, operation, out):
        m, p = operation.get("multiplier", 1), operation.get("shift", 0)
        return self.sat(self.fix(t, m, p) if operation.get("fixed_point") else self.shifted(t * m, p), out)

    @staticmethod
    def bias(operation, rank):
        bias = operation.get("bias", np.zeros(1, np.int64)) << operation.get("bias_shift", 0)
        return bias.reshape((-1,) + (1,) * (rank - 1))

    @staticmethod
    def windows(x, operation, shape, outside):
        """For every place of the kernel the input under it, for all outputs: kernel h x w arrays [channels, H, W]."""
        kernel, stride = operation.get("kernel", [1, 1]), operation.get("stride", [1, 1])
        padding, dilation = operation.get("padding", [0, 0]), operation.get("dilation", [1, 1])
        rows, columns = shape[1:]
        size = [(n - 1) * stride[d] + (kernel[d] - 1) * dilation[d] + 1 for d, n in enumerate((rows, columns))]
        wide = np.full((x.shape[0], max(size[0], padding[0] + x.shape[1]), max(size[1], padding[1] + x.shape[2])),
                       outside, np.int64)
        wide[:, padding[0]:padding[0] + x.shape[1], padding[1]:padding[1] + x.shape[2]] = x
        for u in range(kernel[0]):
            for v in range(kernel[1]):
                yield u, v, wide[:, u * dilation[0]:][:, :(rows - 1) * stride[0] + 1:stride[0],
                                 v * dilation[1]:][:, :, :(columns - 1) * stride[1] + 1:stride[1]]

    def run_Conv2d(self, operation, out, x):
        w = operation["weight"]
        groups = operation.get("groups", 1)
        t = np.zeros(out["shape"], np.int64) + self.bias(operation, 3)
        outputs, depth = w.shape[0] // groups, w.shape[1]
        for u, v, part in self.windows(x, operation, out["shape"], 0):
            for g in range(groups):
                t[g * outputs:(g + 1) * outputs] += np.einsum(
                    "ok,khw->ohw", w[g * outputs:(g + 1) * outputs, :, u, v], part[g * depth:(g + 1) * depth])
        return self.req(t, operation, out)

    def run_Linear(self, operation, out, x):
        return self.req(operation["weight"] @ x + self.bias(operation, 1), operation, out)

    def run_ScaleShift(self, operation, out, x):
        scale = operation["weight"].reshape((-1,) + (1,) * (x.ndim - 1))
        return self.req(scale * x + self.bias(operation, x.ndim), operation, out)

    def run_Add(self, operation, out, x0, x1):
        scalings = operation.get("input_scalings", [[], []])
        terms = [self.fix(x << p, *m) if m else x << p
                 for x, p, m in zip((x0, x1), operation["input_shifts"], scalings)]
        return self.req(terms[0] + terms[1], operation, out)

    def run_Concat(self, operation, out, *inputs):
        scalings = operation.get("input_scalings", [[]] * len(inputs))
        return np.concatenate([self.sat(self.fix(x, *m) if m else self.shifted(x, p), out)
                               for x, p, m in zip(inputs, operation["input_shifts"], scalings)])

    @staticmethod
    def moved(x, out):
        """What an operation has moved that leaves integers as they are."""
        return x + out.get("zero_point", 0)

    def run_MaxPool2d(self, operation, out, x):
        return self.moved(np.max([part for _, _, part in self.windows(x, operation, out["shape"], -FAR)], axis=0), out)

    def run_AvgPool2d(self, operation, out, x):
        return self.req(sum(part for _, _, part in self.windows(x, operation, out["shape"], 0)), operation, out)

    def run_Clamp(self, operation, out, x):
        return self.sat(x, out)

    def run_Subsample2d(self, operation, out, x):
        return self.moved(x[:, ::operation["stride"][0], ::operation["stride"][1]] if "stride" in operation else x, out)

    def run_PadChannels(self, operation, out, x):
        return self.moved(np.pad(x, ((operation.get("front", 0), operation.get("back", 0)), (0, 0), (0, 0))), out)

    def run_Flatten(self, operation, out, x):
        return self.moved(x.reshape(-1), out)


def main():
    arguments = sys.argv[1:]
    if not arguments or len(arguments) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    for file, pixels in zip(arguments[::2], arguments[1::2]):
        program = Program(file)
        shape = tuple(program.tensors[0]["shape"])
        for image in np.fromfile(pixels, np.uint8).reshape((-1,) + shape):
            print(*program.run(image).reshape(-1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
