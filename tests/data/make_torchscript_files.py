#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small TorchScript archives and what PyTorch computes with them: tests/data/torchscript.

Needs Debian's python3-torch. Run in this folder; makes all files anew."""
import json
import os
from typing import List

import torch
import torch.nn.functional as F
from torch import nn


def fill(net):
    """Weights that are no accident: value i of a tensor follows a sine."""
    for tensor in net.state_dict().values():
        if tensor.dtype.is_floating_point:
            i = torch.arange(tensor.numel(), dtype=torch.float64)
            tensor.copy_((0.4 * torch.sin(1.3 * i + tensor.dim())).reshape(tensor.shape))
    for name, tensor in net.state_dict().items():
        if name.endswith("running_var"):
            tensor.abs_().add_(0.5)
    return net.eval()


class Response(nn.Module):
    """AlexNet's normalization, which TorchScript writes out as nine operators."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, stride=2)
        self.norm = nn.LocalResponseNorm(5, alpha=0.01, beta=0.6, k=1.5)
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        x = self.norm(F.relu(self.conv1(x)))
        return self.fc(F.max_pool2d(x, 3, 2, ceil_mode=True).mean([2, 3]))


class Mixed(nn.Module):
    """Operators in place, branches, loops, lists, slices, old products of matrices."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, padding="same", bias=False)
        self.bn = nn.BatchNorm2d(4, affine=False)
        self.blocks = nn.ModuleList([nn.Conv2d(4, 4, 3, padding=1, groups=2) for _ in range(3)])
        self.weight = nn.Parameter(torch.zeros(5, 32))
        self.bias = nn.Parameter(torch.zeros(5))
        self.drop = nn.Dropout(0.3)

    def forward(self, x):
        x = F.hardtanh(self.bn(self.stem(x)), -0.7, 0.9)
        parts: List[torch.Tensor] = []
        for i, block in enumerate(self.blocks):
            y = block(x)
            y.relu_()
            if i % 2 == 0:
                x = torch.add(x, y, alpha=0.5)
            else:
                x += F.silu(y)
            parts.append(x)
        if x.dim() != 4:
            raise RuntimeError("images only")
        x = torch.cat([parts[0], parts[-1]], 1)
        x = F.leaky_relu(F.avg_pool2d(x, 2), 0.1) / 2.0 - 0.25
        x = F.adaptive_avg_pool2d(F.hardswish(x), (2, 2))
        x = self.drop(x.reshape(x.size(0), -1))
        return torch.addmm(self.bias, x.clamp(min=-1.0), self.weight.t())


class Unknown(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)

    def forward(self, x):
        return torch.fft.fft(F.gelu(self.conv(x)).mean([2, 3])).abs()


class Endless(nn.Module):
    def forward(self, x):
        n = 0
        while n >= 0:
            n += 1
        return x.mean([2, 3]) * n


class Writes(nn.Module):
    """Asks for a file that it fills."""

    def forward(self, x):
        return x.mean([2, 3]) + torch.from_file("/tmp/dyadic-was-here", True, 1 << 20).sum()


class Large(nn.Module):
    def forward(self, x):
        many = [1]
        for _ in range(60):
            many.extend(many)
        return x.mean([2, 3]) * len(many)


class Stale(nn.Module):
    """Changes in place what a view shows, too."""

    def forward(self, x):
        y = torch.relu(x)
        rows = y.flatten(1)
        y.mul_(2.0)
        return rows


def main():
    os.makedirs("torchscript", exist_ok=True)
    os.chdir("torchscript")
    image = torch.sin(0.05 * torch.arange(3 * 12 * 12, dtype=torch.float64)).to(torch.float32).reshape(1, 3, 12, 12)
    expected = {}

    def save(name, module, net=None):
        module.save(name + ".pt")
        if net is not None:
            with torch.no_grad():
                expected[name] = [float(v) for v in net(image)[0]]

    response = fill(Response())
    save("response-scripted", torch.jit.script(response), response)
    save("response-traced", torch.jit.trace(response, image), response)
    mixed = fill(Mixed())
    save("mixed-scripted", torch.jit.script(mixed), mixed)
    save("mixed-traced", torch.jit.trace(mixed, image), mixed)
    save("mixed-frozen", torch.jit.freeze(torch.jit.script(mixed)), mixed)
    scripted = torch.jit.script(mixed)
    scripted.train()
    save("mixed-training", scripted, mixed)
    save("unknown", torch.jit.script(Unknown()))
    save("endless", torch.jit.script(Endless()))
    save("writes", torch.jit.script(Writes()))
    save("large", torch.jit.script(Large()))
    save("stale", torch.jit.script(Stale()))
    with open("expected.json", "w", encoding="ascii") as file:
        json.dump(expected, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
