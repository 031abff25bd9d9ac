#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the integers of an IOIQ run file against NumPy, bit for bit.

usage: check_quantized.py RUN.h5 [--same-as OTHER.h5] [--unfinished]

Nothing of Dyadic is used. For every tensor in /quantized the codes are recomputed from the stored latent values:
every candidate exponent around the initial one is tried in float64, the one with the least mean squared error wins, and
equal errors go to the smaller offset, then to the larger exponent. Biases and batch-norm shifts have their exponent
limited by the accumulator they are added to, so for them the codes are recomputed for the stored exponent.
"""
import argparse
import json
import math
import sys

import h5py
import numpy as np


def initial_exponent(peak, bits, reading):
    qmax = 2 ** (bits - 1) - 1
    if reading == "no_clip":  # the smallest s with peak <= qmax * 2^s
        s = math.frexp(peak)[1] - bits - 2
        while peak > math.ldexp(qmax, s):
            s += 1
        return s
    mantissa, exponent = math.frexp(peak)  # peak = mantissa * 2^exponent, 0.5 <= mantissa < 1
    floor_log2 = exponent - 1
    ceil_log2 = floor_log2 if mantissa == 0.5 else exponent
    return (floor_log2 if reading == "floor" else ceil_log2) - (bits - 1)


def rounded(v, mode):
    if mode == "half_away":
        return np.sign(v) * np.floor(np.abs(v) + 0.5)
    if mode == "half_up":
        return np.floor(v + 0.5)
    return np.rint(v) if mode == "half_even" else np.floor(v)


def codes(latent, exponent, bits, parameters):
    low = -(2 ** (bits - 1)) + (1 if parameters["symmetric_range"] else 0)
    scaled = np.ldexp(latent.astype(np.float64), -exponent)  # exact
    return np.clip(rounded(scaled, parameters["rounding"]), low, 2 ** (bits - 1) - 1)


def best_exponents(latent, bits, parameters):
    """Exponents that may win: one, unless errors agree to the last digits of a float64 sum."""
    peak = float(np.max(np.abs(latent), initial=0.0))
    if peak == 0:
        return [-(bits - 1)]
    start = initial_exponent(peak, bits, parameters["initial_exponent"])
    x = latent.astype(np.float64).ravel()
    errors = []
    for offset in parameters["candidates"]:
        s = start + offset
        error = math.fsum(np.square(x - np.ldexp(codes(x, s, bits, parameters), s)))
        errors.append((error, abs(offset), -s))
    least = min(errors)
    if sum(e[0] == least[0] for e in errors) > 1:  # a true tie: the rule decides
        return [-least[2]]
    return [-e[2] for e in errors if e[0] <= least[0] * (1 + 1e-12)]


class Checker:
    def __init__(self, path):
        self.path = path
        self.problems = []
        self.tensors = 0
        self.values = 0

    def expect(self, true, text):
        if not true:
            self.problems.append(text)

    def tensor(self, name, group, parameters, searched):
        bits = int(group.attrs["bits"])
        data, latent, values = group["data"][()], group["latent"][()], group["values"][()]
        exponent = int(group["exponent"][()])
        self.tensors += 1
        self.values += data.size
        self.expect(latent.dtype == np.float32 and values.dtype == np.float32, f"{name}: not float32")
        self.expect(np.issubdtype(data.dtype, np.integer), f"{name}: codes are no integers")
        self.expect(data.shape == latent.shape == values.shape, f"{name}: shapes differ")
        self.expect(np.all(np.isfinite(latent)), f"{name}: latent values are not finite")
        if searched:
            allowed = best_exponents(latent, bits, parameters)
            self.expect(exponent in allowed, f"{name}: exponent {exponent}, the best by MSE is {allowed}")
        wanted = codes(latent, exponent, bits, parameters)
        differing = int(np.count_nonzero(wanted != data))
        self.expect(differing == 0, f"{name}: {differing} of {data.size} codes differ")
        self.expect(np.array_equal(values.astype(np.float64), np.ldexp(data.astype(np.float64), exponent)),
                    f"{name}: values are not data * 2^{exponent}")

    def layer(self, layer, name, shape, parameters, file):
        group = file["quantized"][layer]
        if "data" in group:  # a batch norm has a scale and a shift only
            self.expect(tuple(group["data"].shape) == shape, f"{name}: codes have another shape than the weight")
            self.tensor(name, group, parameters, searched=True)
        for part, searched in (("scale", True), ("bias", False), ("shift", False)):
            if part in group:
                self.tensor(f"{name}.{part}", group[part], parameters, searched)

    def run(self, unfinished):
        with h5py.File(self.path, "r") as file:
            config = json.loads(file["config"].asstr()[()])
            parameters = config["method"]["parameters"]
            if not unfinished:
                self.finished(file, parameters)
            names = file["layers/name"].asstr()[:]
            shapes = [tuple(int(n) for n in row if n) for row in file["layers/shape"][()]]
            left_float = [i for i in range(len(names)) if f"{i:03d}" not in file["quantized"]]
            last = sorted(file["stages"])[-1]
            bits = file["stages"][last]["layers/bits"][()]
            for i in left_float:
                self.expect(bits[i] == 0, f"{names[i]}: has {bits[i]} bits but no codes")
            for layer in sorted(file["quantized"]):
                self.layer(layer, names[int(layer)], shapes[int(layer)], parameters, file)
        self.expect(self.tensors > 0, "nothing was quantized")

    def finished(self, file, parameters):
        self.expect(file.attrs["format"] == "dyadic-run", "format is not dyadic-run")
        self.expect(file.attrs["state"] == "finished", f"state is {file.attrs['state']}")
        stages = [file["stages"][name] for name in sorted(file["stages"])]
        portions = [float(stage.attrs["portion"]) for stage in stages]
        self.expect(portions == parameters["portions"], f"stages have portions {portions}")
        self.expect(portions[-1] == 1 and stages[-1].attrs["portion_realized"] == 1, "the last portion is not 1")
        for stage in stages:
            for key in ("top1", "hard_top1"):
                self.expect(0 <= stage.attrs[key] <= 1, f"{stage.name}: {key} is no fraction")
            self.histograms(file, stage)
        labels = file["predictions/label"][()]
        for key, top1 in (("float", file["baseline"].attrs["top1"]), ("hard", stages[-1].attrs["hard_top1"])):
            share = np.mean(file["predictions"][key][()] == labels)
            self.expect(abs(share - top1) < 1e-12, f"predictions/{key} give {share}, the run says {top1}")

    def histograms(self, file, stage):
        shapes = file["layers/shape"][()]
        for name, group in stage["histograms"].items():
            size = int(np.prod([n for n in shapes[int(name)] if n]))
            for key in ("float", "quantized"):
                total = int(group[key][()].sum())
                self.expect(total in (0, size), f"{group.name}/{key} counts {total} of {size} weights")


def same(first, second):
    """Texts of what differs in /quantized of two runs."""
    problems = []

    def walk(name, item):
        if not isinstance(item, h5py.Dataset):
            return
        if name not in second or not np.array_equal(item[()], second[name][()]):
            problems.append(f"quantized/{name} differs")

    first.visititems(walk)
    if len(first) != len(second):
        problems.append("the runs have different layers")
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("--same-as")
    parser.add_argument("--unfinished", action="store_true")
    arguments = parser.parse_args()
    checker = Checker(arguments.run)
    checker.run(arguments.unfinished)
    if arguments.same_as:
        with h5py.File(arguments.run, "r") as first, h5py.File(arguments.same_as, "r") as second:
            checker.problems += same(first["quantized"], second["quantized"])
    for problem in checker.problems:
        print(problem)
    print(f"{arguments.run}: {checker.tensors} tensors, {checker.values} values, {len(checker.problems)} problems")
    return 1 if checker.problems else 0


if __name__ == "__main__":
    sys.exit(main())
