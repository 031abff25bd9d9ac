#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares two run files with h5py alone: every group, data set, type, shape, value, dimension label and attribute.

    same_run.py FILE FILE [NAME ...]    but for the groups, data sets and attributes (GROUP@NAME) of these names

Prints what differs, a line each; ends with 1 where anything does.
"""
import sys

import h5py
import numpy as np


def plain(value):
    return value.tobytes() if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind != "O" else repr(value)


def contents(path, left_out):
    found = {}

    def visit(name, node):
        if any(name == other or name.startswith(other + "/") for other in left_out):
            return
        found[name] = type(node).__name__
        for key, value in node.attrs.items():
            if key != "DIMENSION_LABELS" and f"{name}@{key}" not in left_out:
                found[f"{name}@{key}"] = plain(value)
        if isinstance(node, h5py.Dataset):
            labels = [dimension.label for dimension in node.dims]
            found[name] = (str(node.dtype), node.shape, labels, plain(node[()]))

    with h5py.File(path, "r") as file:
        visit("", file)
        file.visititems(visit)
    return found


def main():
    left_out = sys.argv[3:]
    first, second = (contents(path, left_out) for path in sys.argv[1:3])
    names = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    for name in names:
        print(name + ": " + ("differs" if name in first and name in second else "only in one"))
    return 1 if names or not first else 0


if __name__ == "__main__":
    sys.exit(main())
