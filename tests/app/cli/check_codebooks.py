#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the weights of a run file are those of scaled codebooks: values made from codes, codebook and scales alone.
Prints the bits of the first layer, the layers between, the last layer and the feature maps. Uses h5py alone.

usage: check_codebooks.py RUN.h5
"""
import sys

import h5py
import numpy as np


def values(group):
    out = group["codebook"][()][group["data"][()]]
    if "scales" in group:
        scales = group["scales"][()]
        seen = out.reshape(scales.shape[0], -1, scales.shape[2])
        out = seen * np.repeat(scales, group.attrs["scales_block"], axis=1)[:, :seen.shape[1]]
    return out.reshape(group["data"].shape)


def problems(file):
    names = file["layers/name"].asstr()[:]
    last = file["stages"][sorted(file["stages"])[-1]]
    if last.attrs["portion_realized"] != 1:
        yield "the last stage has not quantized everything"
    for key, group in file["quantized"].items():
        name = names[int(key)]
        if group.attrs["bits"] != last["layers/bits"][int(key)]:
            yield f"{name}: bits differ"
        if "exponent" in group:
            continue
        if not np.array_equal(values(group), group["values"][()]):
            yield f"{name}: values are not what codes, codebook and scales give"
        if group["data"][()].min() < 0 or group["data"][()].max() >= min(len(group["codebook"]), 2 ** group.attrs["bits"]):
            yield f"{name}: a code has no value"
        scales = group["scales"].size if "scales" in group else 1
        most = group.attrs["bits"] + (32 * scales + 8) / group["data"].size
        if not group.attrs["bits"] < last["layers/stored_bits"][int(key)] <= most:
            yield f"{name}: {last['layers/stored_bits'][int(key)]} bits a weight"


with h5py.File(sys.argv[1], "r") as run:
    found = list(problems(run))
    last = run["stages"][sorted(run["stages"])[-1]]
    bits = last["layers/bits"][()][run["layers/operator"].asstr()[:] != "BatchNorm2d"]
    maps = sorted(set(last["edges/bits"][()].tolist()))
    print("first", bits[0], "between", sorted(set(bits[1:-1].tolist())), "last", bits[-1], "maps", maps)
print("\n".join(found) or "every weight is a code times a scale")
sys.exit(1 if found else 0)
