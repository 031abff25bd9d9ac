#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a run file with h5py alone: every field that engine/runlog/README.md names, its type, shape and attributes.

    check_run.py FILE                      a finished run of the program
    check_run.py --synthetic KIND FILE     KIND run, open, whatif or integer: what tests/engine/runlog writes, values included
"""
import argparse
import json
import sys

import h5py
import numpy as np

problems = []


def expect(condition, text):
    if not condition:
        problems.append(text)


def member(group, name):
    """group/name; without it the rest cannot be checked."""
    if name not in group:
        raise SystemExit("\n".join([*problems, f"{group.name}/{name} is missing: not written whole by this version?"]))
    return group[name]


def dataset(group, name, dtype, shape=None):
    """The values of group/name, after a look at its type, shape and attributes."""
    where = f"{group.name}/{name}"
    data = member(group, name)
    expect(isinstance(data, h5py.Dataset), f"{where} is no data set")
    if dtype == "text":
        expect(data.dtype.kind == "S" and h5py.check_string_dtype(data.dtype).encoding == "utf-8", f"{where} is no text")
    else:
        expect(data.dtype == np.dtype(dtype), f"{where} has type {data.dtype}, not {dtype}")
    if shape is not None:
        expect(data.shape == shape, f"{where} has shape {data.shape}, not {shape}")
    for key in ("units", "description"):
        expect(isinstance(data.attrs.get(key), str) and data.attrs[key] != "", f"{where} has no {key}")
    if data.ndim and data.name.split("/")[1] not in ("quantized", "checkpoint"):
        expect(all(d.label for d in data.dims), f"{where} has no dimension labels")
    return data.asstr()[()] if dtype == "text" else data[()]


def attribute(thing, name, kind):
    value = thing.attrs.get(name)
    types = {"text": str, "int": np.integer, "real": np.floating, "list": np.ndarray}
    ok = isinstance(value, types[kind])
    # h5py returns an empty list of texts as an empty array of objects
    expect(ok, f"attribute {name} of {thing.name} is {value!r}, not {kind}")
    return value


def group(parent, name):
    found = member(parent, name)
    expect(bool(found.attrs.get("description")) or name == "provenance" or name.isdigit()
           or name in ("bias", "scale", "shift"), f"{parent.name}/{name} has no description")
    return found


def evaluation(thing, prefix=""):
    for name in ("top1", "top5", "loss", "images_per_second"):
        attribute(thing, prefix + name, "real")
    attribute(thing, prefix + "images", "int")


def histograms(parent, name, length):
    found = group(parent, name)
    expect(sorted(found) == [f"{i:03d}" for i in range(length)], f"{found.name} has members {sorted(found)}")
    for key, one in found.items():
        edges = dataset(one, "edges", "float64")
        bins = max(0, len(edges) - 1)
        expect(np.all(np.diff(edges) > 0), f"{one.name}: edges do not ascend")
        counts = [dataset(one, name, "int64", (bins,)) for name in ("float", "quantized")]
        expect(counts[0].sum() == counts[1].sum(), f"{one.name}: the two counts differ in sum")
        dataset(one, "levels", "float64")
        for name in ("clip_low", "clip_high"):
            attribute(one, name, "real")


def layer_table(parent, length):
    table = group(parent, "layers")
    for name in ("bits", "exponent", "zero_point", "scales"):
        dataset(table, name, "int32", (length,))
    for name in ("mse", "sqnr_db", "cosine", "kl", "quantized_fraction", "saturated_fraction", "scale", "stored_bytes"):
        dataset(table, name, "float64", (length,))
    for exponent, scales, scale in zip(table["exponent"], table["scales"], table["scale"]):
        expect(scales >= 0 and (scales == 0 or exponent == 0), f"{table.name}: an exponent beside scales")
        expect(scales > 0 or scale == 0, f"{table.name}: a scale that is not counted")
    histograms(parent, "histograms", length)


def edge_table(parent, length):
    table = group(parent, "edges")
    for name in ("bits", "exponent", "zero_point"):
        dataset(table, name, "int32", (length,))
    for name in ("mean_exponent", "mse", "sqnr_db", "saturated_fraction", "scale"):
        dataset(table, name, "float64", (length,))
    histograms(parent, "edge_histograms", length)


def model(file):
    """Returns the numbers of layers and edges."""
    about = group(file, "model")
    for name in ("path", "architecture"):
        attribute(about, name, "text")
    for name in ("classes", "parameters", "macs"):
        attribute(about, name, "int")
    for name in ("input", "class_names", "mean", "std"):
        attribute(about, name, "list")
    layers = group(file, "layers")
    count = len(dataset(layers, "name", "text"))
    for name in ("operator", "reason"):
        dataset(layers, name, "text", (count,))
    for name in ("parameters", "macs"):
        dataset(layers, name, "int64", (count,))
    dataset(layers, "quantizable", "uint8", (count,))
    for name in ("shape", "output"):
        expect(dataset(layers, name, "int64").shape[0] == count, f"layers/{name} has a wrong length")
    edges = group(file, "edges")
    names = dataset(edges, "name", "text")
    expect(dataset(edges, "shape", "int64").shape[0] == len(names), "edges/shape has a wrong length")
    return count, len(names)


def tensor(thing, shape=None):
    bits = attribute(thing, "bits", "int")
    codebook = "codebook" in thing
    width = bits + (1 if codebook else 0)
    data = dataset(thing, "data", "int8" if width <= 8 else "int16" if width <= 16 else "int32", shape)
    dataset(thing, "latent", "float32", data.shape)
    values = dataset(thing, "values", "float32", data.shape)
    if codebook:
        again = dataset(thing, "codebook", "float32")[data]
        if "scales" in thing:
            scales = dataset(thing, "scales", "float32")
            seen = again.reshape(scales.shape[0], -1, scales.shape[2])
            spread = np.repeat(scales, attribute(thing, "scales_block", "int"), axis=1)[:, :seen.shape[1]]
            again = (seen * spread).reshape(data.shape)
    elif "step" in thing:
        zero = int(dataset(thing, "zero_point", "int32", ()))
        again = ((data.astype(np.float64) - zero) * float(dataset(thing, "step", "float64", ()))).astype(np.float32)
    elif bits == 32:
        expect("exponent" not in thing, f"{thing.name}: float numbers have no exponent")
        again = data.view(np.float32)
    else:
        exponent = int(dataset(thing, "exponent", "int32", ()))
        again = np.ldexp(data.astype(np.float64), exponent)
        expect(data.min(initial=0) >= -(1 << (bits - 1)) and data.max(initial=0) < (1 << (bits - 1)),
               f"{thing.name}: codes do not fit {bits} bits")
    expect(np.array_equal(again, values), f"{thing.name}: values are not what data and exponent give")


def quantized(file, shapes):
    for key, layer in group(file, "quantized").items():
        index = int(attribute(layer, "layer", "int"))
        expect(key == f"{index:03d}", f"quantized/{key} is layer {index}")
        attribute(layer, "name", "text")
        if "data" in layer:
            tensor(layer, tuple(int(n) for n in shapes[index] if n))
        for part in ("bias", "scale", "shift"):
            if part in layer:
                tensor(layer[part])


def series(file, edges):
    train = group(group(file, "series"), "train")
    rows = len(dataset(train, "step", "int64"))
    dataset(train, "stage", "int32", (rows,))
    for name in ("epoch", "loss", "learning_rate"):
        dataset(train, name, "float64", (rows,))
    validation = group(file["series"], "validation")
    rows = len(dataset(validation, "epoch", "float64"))
    dataset(validation, "stage", "int32", (rows,))
    for name in ("top1", "hard_top1", "loss"):
        dataset(validation, name, "float64", (rows,))
    rows = len(dataset(file["series"], "exponents_epoch", "float64"))
    dataset(file["series"], "exponents", "float64", (rows, edges))


def root(file, form):
    expect(file.attrs["format"] == form, "format is " + repr(file.attrs["format"]))
    expect(file.attrs["format_version"] == 1, "format_version is not 1")
    attribute(file, "program_version", "text")
    expect(isinstance(json.loads(dataset(file, "config", "text", ())), dict), "config is no JSON object")


def start_of_run(file, state):
    root(file, "dyadic-run")
    for name in ("method", "reason", "started", "ended", "last_write", "writer_host", "writer_boot_id"):
        attribute(file, name, "text")
    for name in ("seed", "writer_pid"):
        attribute(file, name, "int")
    expect(file.attrs["state"] == state, "state is " + repr(file.attrs["state"]))
    expect(all(isinstance(v, str) for v in file["provenance"].attrs.values()), "provenance is not text")
    data = group(file, "data")
    for name in ("path", "format", "normalization_source"):
        attribute(data, name, "text")
    for name in ("train_images", "validation_images", "calibration_images"):
        attribute(data, name, "int")
    for name in ("input", "class_names", "mean", "std"):
        attribute(data, name, "list")
    expect(len(attribute(group(file, "stages"), "portions", "list")) > 0, "no portions")
    attribute(group(file, "checkpoint"), "committed", "int")


def whole_run(file):
    start_of_run(file, "finished")
    layers, edges = model(file)
    evaluation(group(file, "baseline"))
    for index, key in enumerate(sorted(file["stages"])):
        expect(key == f"{index:03d}", f"stage {key} is out of order")
        stage = group(file["stages"], key)
        for name in ("portion", "portion_realized", "seconds"):
            attribute(stage, name, "real")
        evaluation(stage)
        evaluation(stage, "hard_")
        layer_table(stage, layers)
        edge_table(stage, edges)
    series(file, edges)
    quantized(file, file["layers/shape"][()])
    if "integer" in file:
        integer(file)
    predictions = group(file, "predictions")
    images = len(dataset(predictions, "label", "int32"))
    for name in ("float", "hard"):
        dataset(predictions, name, "int32", (images,))
    committed = file["checkpoint"].attrs["committed"]
    expect(committed in (0, 1), "no checkpoint is committed")
    slot = file[f"checkpoint/{committed}"]
    for name in ("stages", "train_rows", "validation_rows", "exponent_rows"):
        attribute(slot, name, "int")


def integer_tensor(tensors, name, used):
    """A constant of the program: type, bits and whether its integers keep to them."""
    expect(name in tensors and name not in used, f"the constant {name} is missing or used twice")
    used.add(name)
    data = tensors[name]
    bits = int(attribute(data, "bits", "int"))
    attribute(data, "exponent", "int")
    width = "int8" if bits <= 8 else "int16" if bits <= 16 else "int32"
    expect(data.dtype == np.dtype(width), f"{data.name} has type {data.dtype}")
    if "scale" in data.attrs:
        expect(attribute(data, "scale", "real") > 0, f"{data.name} has a scale that is none")
        attribute(data, "zero_point", "int")
    expect(data.id.get_type().get_precision() == bits, f"{data.name} has another precision than {bits} bits")
    values = data[()]
    expect(-(1 << (bits - 1)) <= values.min() and values.max() < 1 << (bits - 1), f"{data.name} leaves its bits")
    return values


def integer(file):
    """/integer of a run that has a program."""
    found = group(file, "integer")
    if "refused" in found.attrs:
        attribute(found, "refused", "text")
        return
    program = json.loads(dataset(found, "program", "text", ()))
    tensors, operations = program["tensors"], program["operations"]
    used = set()
    for operation in operations:
        for key in ("weight", "bias"):
            if key in operation:
                integer_tensor(group(found, "tensors"), operation[key], used)
    expect(used == set(found["tensors"]), "integer/tensors holds more than the program uses")
    table = found["input_table"]
    expect(table.shape == (tensors[0]["shape"][0], 256), f"input_table has shape {table.shape}")
    exponents = dataset(found, "exponents", "int32", (len(tensors),))
    expect(exponents.tolist() == [tensor["exponent"] for tensor in tensors], "integer/exponents")
    otp = dataset(found, "otp", "int32", (len(operations),))
    expect(otp.tolist() == [operation.get("shift", 0) for operation in operations], "integer/otp")
    if "bit_exact" in found.attrs:
        for name in ("bit_exact", "images", "other_classes"):
            attribute(found, name, "int")
        for name in ("top1", "top5", "hard_top1"):
            attribute(found, name, "real")
        attribute(found, "first_difference", "text")
        for name in ("largest_accumulator", "saturated", "outputs"):
            dataset(found, name, "int64", (len(operations),))
        for name in ("headroom", "saturation"):
            dataset(found, name, "float64", (len(operations),))


def synthetic_values(file):
    """The formulas of SyntheticRun.h."""
    expect(file.attrs["method"] == "ioiq" and file.attrs["seed"] == 2**64 - 1, "method or seed")
    expect(dict(file["provenance"].attrs) == {"git_commit": "0123abcd", "cpu": "Test™ 9000", "empty": ""}, "provenance")
    expect(file["model"].attrs["path"] == "résumé.safetensors", "UTF-8 in attributes")
    expect(list(file["model"].attrs["class_names"]) == ["T-shirt", "Hose", "Schläppchen"], "class names")
    expect(list(file["layers/name"].asstr()) == ["conv1", "bn1", "fc"], "layer names")
    expect(file["layers/shape"][()].tolist() == [[200, 8, 3, 3], [40, 0, 0, 0], [10, 64, 0, 0]], "layer shapes")
    expect(file["layers/macs"][0] == 123456789000, "macs")
    expect(len(file["stages"]) == 4, "four stages")
    for i in range(4):
        stage = file[f"stages/{i:03d}"]
        expect(stage.attrs["top1"] == 0.9 + i / 100 and stage.attrs["hard_top1"] == 0.89 + i / 100, f"accuracy {i}")
        expect(stage["layers/mse"][()].tolist() == [(k + 1) * 2.0 ** -(10 + i) for k in range(3)], f"mse {i}")
        expect(stage["layers/exponent"][()].tolist() == [-5, -6, -7], f"exponents {i}")
        expect(np.isinf(stage["layers/sqnr_db"][1]) and np.isnan(stage["edges/mean_exponent"][3]), f"inf and NaN {i}")
        expect(stage["histograms/000/float"][()].tolist() == [k + i for k in range(3000)], f"histogram {i}")
    expect(file["series/train/loss"][()].tolist() == [2 / (1 + k) for k in range(400)], "loss")
    expect(file["series/exponents"][()].tolist() == [[-e + i / 8 for e in range(4)] for i in range(4)], "exponents")
    expect(file["quantized/000/data"].shape == (200, 8, 3, 3) and "data" not in file["quantized/001"], "quantized")
    slot = file["checkpoint"][str(file["checkpoint"].attrs["committed"])]
    expect(slot["step"][()] == 30 and slot.attrs["train_rows"] == 400 and slot.attrs["stages"] == 4, "checkpoint")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--synthetic", choices=("run", "open", "whatif", "integer"))
    parser.add_argument("file")
    arguments = parser.parse_args()
    with h5py.File(arguments.file, "r") as file:
        if arguments.synthetic == "open":
            start_of_run(file, "running")
            series(file, model(file)[1])
        elif arguments.synthetic == "integer":
            integer(file)
        elif arguments.synthetic == "whatif":
            root(file, "dyadic-whatif")
            layer_table(group(file, "whatif"), model(file)[0])
        else:
            whole_run(file)
            if arguments.synthetic:
                synthetic_values(file)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
