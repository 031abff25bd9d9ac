#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every quantized weight of INQ run files is 0 or a power of two in its layer's range. Uses h5py alone.

usage: check_powers.py RUN.h5 ...
"""
import json
import sys

import h5py
import numpy as np


def problems(file):
    bits = json.loads(file["config"].asstr()[()])["method"]["parameters"]["bits"]
    names = file["layers/name"].asstr()[:]
    operators = file["layers/operator"].asstr()[:]
    last = file["stages"][sorted(file["stages"])[-1]]
    if last.attrs["portion_realized"] != 1:
        yield "the last stage has not quantized everything"
    if np.nansum(last["layers/off_grid"][()]) != 0:
        yield "the run itself counts weights off the grid"
    wanted = {f"{i:03d}" for i, operator in enumerate(operators) if operator != "BatchNorm2d"}
    if set(file["quantized"]) != wanted:
        yield f"quantized are {sorted(file['quantized'])}, not {sorted(wanted)}"
    for key, group in file["quantized"].items():
        name, book = names[int(key)], group["codebook"][()]
        values = group["values"][()]
        if "exponent" in group or group.attrs["bits"] != bits or len(book) != 2 ** (bits - 1) + 1:
            yield f"{name}: {len(book)} levels at {group.attrs['bits']} bits"
        if not np.array_equal(book[group["data"][()]], values) or not np.array_equal(group["latent"][()], values):
            yield f"{name}: codes, latent values and values differ"
        mantissa, exponent = np.frexp(np.abs(values[values != 0]).astype(np.float64))
        if np.any(mantissa != 0.5) or exponent.max() - exponent.min() >= 2 ** (bits - 2):
            yield f"{name}: a weight is no power of two in range"
        mse = last["layers/mse"][int(key)]
        zeros = np.mean(values == 0)
        stored = zeros + bits * (1 - zeros) + 16 / values.size
        if mse != 0 or abs(last["layers/stored_bits"][int(key)] - stored) > 1e-9:
            yield f"{name}: error {mse}, {last['layers/stored_bits'][int(key)]} bits a weight instead of {stored}"


if len(sys.argv) < 2:
    sys.exit(__doc__)
wrong = False
for path in sys.argv[1:]:
    with h5py.File(path, "r") as run:
        found = list(problems(run))
    wrong = wrong or bool(found)
    print(f"{path}: " + ("; ".join(found) or "every weight is 0 or a power of two"))
sys.exit(1 if wrong else 0)
