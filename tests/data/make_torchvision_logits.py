#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Logits that torchvision computes for networks whose weights follow a formula: tests/data/torchvision-logits.json.

Needs Debian's python3-torch and python3-torchvision. tests/engine/nets/TorchvisionTest.cpp fills the same networks with
the same formula and compares. Run in this folder; without arguments it makes the file anew."""
import json
import math

import torch
import torchvision

NAMES = {
    "alexnet": torchvision.models.alexnet,
    "googlenet": lambda **options: torchvision.models.googlenet(
        aux_logits=False, transform_input=False, init_weights=False, **options
    ),
    "mobilenet-v2": torchvision.models.mobilenet_v2,
    "squeezenet1.1": torchvision.models.squeezenet1_1,
    "vgg16": torchvision.models.vgg16,
    "vgg16-bn": torchvision.models.vgg16_bn,
    "resnet18": torchvision.models.resnet18,
    "resnet34": torchvision.models.resnet34,
    "resnet50": torchvision.models.resnet50,
}
SIDE = 64  # small images, so that the test is quick
FIXED_SIDE = {"alexnet": 224, "vgg16": 224, "vgg16-bn": 224}  # whose linear layers fit only these
CLASSES = 1000


def fill(name, tensor):
    """Value i of a tensor depends on i, on its name's length and on what it is; convolutions keep the signal's size."""
    i = torch.arange(tensor.numel(), dtype=torch.float64)
    wave = torch.sin(0.7 * i + 0.013 * i.sqrt() * i + len(name))
    if name.endswith("running_var"):
        values = 1 + 0.2 * wave
    elif name.endswith("running_mean"):
        values = 0.05 * wave
    elif tensor.dim() == 1:
        values = (1 if name.endswith("weight") else 0) + 0.1 * wave
    else:
        values = wave * math.sqrt(2.0 / (tensor.numel() // tensor.shape[0]))
    return values.to(torch.float32).reshape(tensor.shape)


def main():
    out = {}
    for name, make in NAMES.items():
        net = make(num_classes=CLASSES).eval()
        state = net.state_dict()
        for key, tensor in state.items():
            if tensor.dtype.is_floating_point:
                state[key] = fill(key, tensor)
        net.load_state_dict(state)
        side = FIXED_SIDE.get(name, SIDE)
        image = torch.sin(0.05 * torch.arange(3 * side * side, dtype=torch.float64)).to(torch.float32)
        with torch.no_grad():
            logits = net(image.reshape(1, 3, side, side))[0]
        out[name] = {"side": side, "logits": [float(v) for v in logits[:: CLASSES // 25]]}
    with open("torchvision-logits.json", "w", encoding="ascii") as file:
        json.dump({"torchvision": torchvision.__version__, "classes": CLASSES, "networks": out}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
