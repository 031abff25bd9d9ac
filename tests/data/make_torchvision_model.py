#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model file of a torchvision classifier whose weights follow the formula of make_torchvision_logits.py.

usage: make_torchvision_model.py NETWORK state|old|traced|scripted|onnx FILE

Tests make their files with it; exit code 3: torch or torchvision is not there."""
import json
import os
import sys

try:
    import torch
    import torchvision  # noqa: F401
except ImportError:
    sys.exit(3)
from make_torchvision_logits import CLASSES, FIXED_SIDE, NAMES, SIDE, fill


def main():
    name, form, path = sys.argv[1:]
    net = NAMES[name](num_classes=CLASSES).eval()
    state = net.state_dict()
    for key, tensor in state.items():
        if tensor.dtype.is_floating_point:
            state[key] = fill(key, tensor)
    net.load_state_dict(state)
    side = FIXED_SIDE.get(name, SIDE)
    image = torch.zeros(1, 3, side, side)
    if form == "state":
        torch.save(net.state_dict(), path)
    elif form == "old":
        wrapped = {"module." + key: tensor for key, tensor in net.state_dict().items()}
        torch.save({"epoch": 1, "state_dict": wrapped}, path, _use_new_zipfile_serialization=False)
    elif form == "traced":
        torch.jit.trace(net, image).save(path)
    elif form == "scripted":
        torch.jit.script(net).save(path)
    elif form == "onnx":
        torch.onnx.export(net, image, path, opset_version=13)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
