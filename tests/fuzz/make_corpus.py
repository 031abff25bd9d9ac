#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the seeds of the fuzzed readers, small files as the real writers write them, into tests/fuzz/corpus/READER.

Run from the project's root with Debian's python3-torch, python3-numpy and python3-pil. What fuzzing adds stays.
"""
import collections
import gzip
import io
import json
import pathlib
import pickle
import struct

import numpy as np
import torch
from PIL import Image

ROOT = pathlib.Path("tests/fuzz/corpus")
torch.manual_seed(1)
rng = np.random.default_rng(1)


def write(reader, name, data):
    folder = ROOT / reader
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def net():
    layers = collections.OrderedDict(
        conv1=torch.nn.Conv2d(1, 2, 3, padding=1),
        bn1=torch.nn.BatchNorm2d(2),
        relu=torch.nn.ReLU(),
        pool=torch.nn.MaxPool2d(2),
        flatten=torch.nn.Flatten(),
        fc=torch.nn.Linear(2 * 2 * 2, 3),
    )
    return torch.nn.Sequential(layers).eval()


def safetensors():
    tensors = {name: value.numpy() for name, value in net().state_dict().items() if value.dtype == torch.float32}
    header, data = {"__metadata__": {"architecture": "lenet5", "mean": "0.5"}}, b""
    for name, value in tensors.items():
        raw = value.tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    header["half"] = {"dtype": "F16", "shape": [], "data_offsets": [len(data), len(data) + 2]}
    text = json.dumps(header).encode()
    write("safetensors", "net", struct.pack("<Q", len(text)) + text + data + b"\0<")


def torch_files():
    state = net().state_dict()
    for name, legacy, content in [
        ("zip", False, state),
        ("zip-checkpoint", False, {"epoch": 3, "state_dict": {"module." + k: v for k, v in state.items()}}),
        ("legacy", True, state),
        ("legacy-half", True, {k: v.half() if v.is_floating_point() else v for k, v in state.items()}),
        ("views", False, {"a": torch.arange(12.0).reshape(3, 4).t(), "b": torch.arange(12.0)[3:7]}),
    ]:
        buffer = io.BytesIO()
        torch.save(content, buffer, _use_new_zipfile_serialization=not legacy)
        write("torch", name, buffer.getvalue())
        if legacy:
            write("pickle", name, buffer.getvalue())
    for protocol in range(5):
        write("pickle", f"containers-{protocol}", pickle.dumps({"a": [1, 2.5, None, True], "b": ("x", b"y", {3, 4}), 5: 1 << 70}, protocol))
    batch = {b"data": rng.integers(0, 256, (2, 3072), dtype=np.uint8), b"labels": [3, 5], b"filenames": [b"a.png", b"b.png"]}
    write("pickle", "cifar", pickle.dumps({**batch, b"data": batch[b"data"][:, :8]}, 2))
    write("cifarpickle", "test_batch", pickle.dumps(batch, 2))


def onnx():
    for opset in (9, 13, 17):
        buffer = io.BytesIO()
        torch.onnx.export(net(), torch.zeros(1, 1, 4, 4), buffer, opset_version=opset, input_names=["image"],
                          dynamic_axes={"image": {0: "batch"}} if opset > 9 else None)
        write("onnx", f"opset-{opset}", buffer.getvalue())

    class Shapes(torch.nn.Module):
        """Shape arithmetic, slices and branches."""

        def __init__(self):
            super().__init__()
            self.conv = torch.nn.Conv2d(1, 4, 1)

        def forward(self, x):
            y = torch.nn.functional.pad(self.conv(x)[:, :, ::2, ::2], (0, 0, 0, 0, 2, 2))
            z = torch.cat([y, torch.sigmoid(y) * torch.nn.functional.hardswish(y)], 1)
            z = torch.nn.functional.avg_pool2d(z, 2, ceil_mode=True) + z.mean((2, 3), keepdim=True)
            return z.view(z.size(0), -1)

    buffer = io.BytesIO()
    torch.onnx.export(Shapes(), torch.zeros(1, 1, 4, 4), buffer, opset_version=14, do_constant_folding=False,
                      input_names=["image"], dynamic_axes={"image": {0: "batch"}})
    write("onnx", "shapes", buffer.getvalue())


def images():
    for mode, shape in [("L", (5, 7)), ("RGB", (5, 7, 3)), ("RGBA", (3, 3, 4))]:
        picture = Image.fromarray(rng.integers(0, 256, shape, dtype=np.uint8), mode)
        for kind in ("PNG", "JPEG"):
            if (mode, kind) == ("RGBA", "JPEG"):
                continue
            buffer = io.BytesIO()
            picture.save(buffer, kind)
            write("image", f"{mode}.{kind.lower()}", buffer.getvalue())
    buffer = io.BytesIO()
    Image.fromarray(rng.integers(0, 256, (6, 6, 3), dtype=np.uint8)).quantize(8).save(buffer, "PNG")
    write("image", "palette.png", buffer.getvalue())
    buffer = io.BytesIO()
    Image.fromarray(rng.integers(0, 256, (16, 16, 3), dtype=np.uint8)).save(buffer, "JPEG", progressive=True)
    write("image", "progressive.jpeg", buffer.getvalue())


def data_sets():
    pixels = rng.integers(0, 256, (3, 4, 5), dtype=np.uint8)
    idx = struct.pack(">IIII", 0x803, *pixels.shape) + pixels.tobytes()
    write("idx", "images", idx)
    write("idx", "images.gz", gzip.compress(idx, mtime=0))
    write("idx", "labels", struct.pack(">II", 0x801, 3) + bytes([1, 2, 3]))
    record = bytes([7]) + rng.integers(0, 256, 3072, dtype=np.uint8).tobytes()
    write("cifar", "two", record + bytes([2]) + record[1:])


def lists():
    write("lists", "synsets", b"n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n")
    write("lists", "index.json", json.dumps({"0": ["n01440764", "tench"], "1": ["n01443537", "goldfish"]}).encode())
    write("lists", "solution.csv", b"ImageId,PredictionString\nILSVRC2012_val_00000001,n01440764 85 1 499 272\na,n01443537 1 2 3 4\n")
    write("lists", "labels", b"a.jpg 1\nILSVRC2012_val_00000001.JPEG 0\n")
    write("lists", "ids", b"n02119789 1 kit_fox\nn01440764 2 tench\n")


safetensors()
lists()
torch_files()
onnx()
images()
data_sets()
