#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files of torch.save and pickle as tests/engine/nets/weights reads them: tests/data/weights.

Needs Debian's python3-torch and python3-numpy. Run in this folder; makes all files anew."""
import argparse
import collections
import io
import os
import pickle
import zipfile

import numpy as np
import torch


class Shell:
    """A pickle of it runs a command where it is loaded."""

    def __reduce__(self):
        return (os.system, ("touch /tmp/dyadic-was-here",))


def state():
    """Every element type, and tensors that are views."""
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6) - 5.5
    shared = torch.tensor([1.0, 2.0, 3.0])
    return collections.OrderedDict(
        float=torch.tensor([[0.5, -1.25, 3.0], [1e-30, 65504.0, -0.0]]),
        half=torch.tensor([1.0, -2.5, 65504.0, 6e-8], dtype=torch.float16),
        bfloat=torch.tensor([1.0, -3.0, 1e30], dtype=torch.bfloat16),
        double=torch.tensor([0.1, -1e300], dtype=torch.float64).clamp(-1e30, 1e30),
        long=torch.tensor([1, -(2**40)]),
        int=torch.tensor([7, -8], dtype=torch.int32),
        short=torch.tensor([-300], dtype=torch.int16),
        char=torch.tensor([-128, 127], dtype=torch.int8),
        byte=torch.tensor([0, 255], dtype=torch.uint8),
        bool=torch.tensor([True, False]),
        scalar=torch.tensor(42.0),
        empty=torch.zeros(0, 3),
        columns=base.t(),
        part=base[1:3, 2:5],
        steps=base.flatten()[3::5],
        image=torch.arange(24.0).reshape(1, 2, 3, 4).contiguous(memory_format=torch.channels_last),
        spread=torch.tensor([[1.0], [2.0]]).expand(2, 3),
        tied=shared,
        tied_too=shared,
        parameter=torch.nn.Parameter(torch.tensor([1.5, 2.5])),
    )


def checkpoint():
    net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
    for i, parameter in enumerate(net.parameters()):
        parameter.data = torch.arange(parameter.numel(), dtype=torch.float32).reshape(parameter.shape) + i
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    net(torch.ones(2, 1, 4, 4)).sum().backward()
    optimizer.step()
    wrapped = collections.OrderedDict(("module." + name, tensor) for name, tensor in net.state_dict().items())
    return {
        "epoch": torch.tensor(3),
        "best": np.float64(0.5),
        "args": argparse.Namespace(lr=0.1, classes=["cat", "dog"]),
        "optimizer": optimizer.state_dict(),
        "state_dict": wrapped,
    }


def save(value, name, **options):
    # In an old file storages are called after their addresses, so that making it again changes it a little.
    torch.save(value, name, **options)


def repack(name, out, compression):
    with zipfile.ZipFile(name) as source, zipfile.ZipFile(out, "w", compression) as target:
        for entry in source.namelist():
            target.writestr(zipfile.ZipInfo(entry), source.read(entry), compression)


def main():
    os.makedirs("weights", exist_ok=True)
    os.chdir("weights")
    old = {"_use_new_zipfile_serialization": False}
    save(state(), "state.pth")
    save(state(), "state-old.pth", **old)
    save(state(), "state-protocol4.pth", pickle_protocol=4)
    save(checkpoint(), "checkpoint.pth")
    save(checkpoint(), "checkpoint-old.tar", **old)
    repack("state.pth", "state-deflated.pth", zipfile.ZIP_DEFLATED)
    repack("state.pth", "state-lzma.pth", zipfile.ZIP_LZMA)
    save({"weight": torch.ones(2), "extra": Shell()}, "shell.pth")
    save({"weight": torch.ones(2), "extra": Shell()}, "shell-old.pth", **old)
    net = torch.nn.Sequential(torch.nn.Linear(2, 2))
    save(net, "module.pth")
    save(net, "module-old.pth", **old)
    save({"epoch": 3, "accuracy": 0.5}, "nothing.pth")
    save({"weight": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)}, "quantized.pth")
    torch.jit.script(net).save("script.pt")

    rows = {
        "data": np.arange(12, dtype=np.uint8).reshape(3, 4) * 21,
        "columns": np.asfortranarray(np.arange(6, dtype=np.int32).reshape(2, 3)),
        "big": np.array([1.5, -2.5], ">f4"),
        "labels": [1, 2, 300, -5, 70000, 2**40, -(2**70)],
        "bytes": b"a\xffc",
        "text": "h\xe9\u4e2d\n",
        "tuple": (1, (2,), (1, 2, 3, 4), None, True, False, 1.5, ()),
        "set": {7},
        "ordered": collections.OrderedDict(a=1),
        "number": np.float64(3.5),
        "array": bytearray(b"xyz"),
    }
    rows["again"] = rows["labels"]
    for protocol in range(6):
        with open(f"rows{protocol}.pkl", "wb") as file:
            pickle.dump(rows, file, protocol=protocol)
        with open(f"shell{protocol}.pkl", "wb") as file:
            pickle.dump({"a": Shell()}, file, protocol=protocol)
    # As Python 2 wrote them: CIFAR-10's batches.meta is of protocol 0, its batches of protocol 2 with plain strings.
    with open("python2.pkl", "wb") as file:
        file.write(
            b"(dp1\nS'label_names'\np2\n(lp3\nS'air\\x70lane'\np4\naS\"it's\"\np5\nasS'num_vis'\np6\nI3072\n"
            b"sS'long'\np7\nL5L\nsS'ordered'\np8\nccollections\nOrderedDict\np9\n((lp10\n(lp11\nS'k'\naI1\naatp12\n"
            b"Rp13\ns."
        )
    with open("python2-batch.pkl", "wb") as file:
        file.write(
            b"\x80\x02}q\x01(U\x0bbatch_labelq\x02U\x15training batch 1 of 5q\x03U\x06labelsq\x04]q\x05(K\x06K\t"
            b"eU\x04dataq\x06cnumpy.core.multiarray\n_reconstruct\nq\x07cnumpy\nndarray\nq\x08K\x00\x85U\x01b\x87Rq\x09"
            b"(K\x01K\x02K\x03\x86cnumpy\ndtype\nq\x0aU\x02u1K\x00K\x01\x87Rq\x0b(K\x03U\x01|NNNJ\xff\xff\xff\xffJ"
            b"\xff\xff\xff\xffK\x00tb\x89U\x06\x00\x01\x02\xfd\xfe\xfftbu."
        )


if __name__ == "__main__":
    main()
