#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small networks as PyTorch exports them to ONNX, in several operator sets, with and without constant folding and with
a batch of any size or of one image.

usage: make_onnx_files.py FOLDER

Writes NETWORK-OPSET-FOLDED-OPEN.onnx, and images and logits as NETWORK.x and NETWORK.y (float32). Exit code 3: torch is
not there."""
import os
import sys
import warnings

try:
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError:
    sys.exit(3)

SIDE = 28
IMAGES = 2


class Padded(nn.Module):
    """All kinds of padding, shapes computed from shapes, batch norm of a vector, a softmax at the end."""

    def __init__(self):
        super().__init__()
        self.reflect = nn.ReflectionPad2d(1)
        self.conv = nn.Conv2d(3, 8, 3)
        self.zeros = nn.ZeroPad2d((1, 0, 2, 1))
        self.drop = nn.Dropout()
        self.linear = nn.Linear(8 * 49, 10)
        self.norm = nn.BatchNorm1d(10)

    def forward(self, x, logits=False):
        x = functional.leaky_relu(self.conv(self.reflect(x)), 0.1)
        x = functional.max_pool2d(self.zeros(x), 3, 2, 1, ceil_mode=True)[:, :, :14, :14]
        x = functional.avg_pool2d(x, 2)
        x = x.reshape(x.shape[0], x.shape[1] * x.shape[2] * x.shape[3])
        x = self.norm(self.linear(self.drop(x)))
        return x if logits else functional.softmax(x, 1)


class Gated(nn.Module):
    """Products, sums with a parameter, slices and joins."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.depthwise = nn.Conv2d(8, 8, 3, padding=1, groups=8)
        self.shift = nn.Parameter(torch.randn(1, 8, 1, 1))
        self.linear = nn.Linear(8, 10)

    def forward(self, x, logits=False):
        y = functional.hardswish(self.conv(x))
        y = y * torch.sigmoid(functional.adaptive_avg_pool2d(self.depthwise(y), 1)) + self.shift
        y = torch.cat([y[:, :4], y[:, 4:] * 2.0], 1)
        y = functional.relu6(functional.avg_pool2d(y, 3, 2, 1)).clamp(max=3)
        return self.linear(y.mean([2, 3]))


class Residual(nn.Module):
    """Two blocks of a ResNet for CIFAR, and images changed as GoogLeNet does."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU())
        self.body = nn.Sequential(nn.Conv2d(8, 16, 3, 2, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU6())
        self.shortcut = nn.Sequential(nn.Conv2d(8, 16, 1, 2, bias=False), nn.BatchNorm2d(16))
        self.linear = nn.Linear(16, 10)

    def forward(self, x, logits=False):
        parts = [torch.unsqueeze(x[:, i], 1) * (0.5 + i) + 0.1 for i in range(3)]
        x = self.stem(torch.cat(parts, 1))
        x = functional.relu(self.body(x) + self.shortcut(x))
        return self.linear(functional.avg_pool2d(x, 14).view(x.size(0), -1))


def main():
    folder = sys.argv[1]
    warnings.filterwarnings("ignore")
    torch.manual_seed(1)
    for name, net in (("padded", Padded()), ("gated", Gated()), ("residual", Residual())):
        for module in net.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                module.running_mean.uniform_(-0.2, 0.2)
                module.running_var.uniform_(0.5, 1.5)
        net.eval()
        images = torch.randn(IMAGES, 3, SIDE, SIDE)
        images.numpy().tofile(os.path.join(folder, name + ".x"))
        net(images, True).detach().numpy().tofile(os.path.join(folder, name + ".y"))
        for opset in (9, 11, 13, 17):
            for folded in (False, True):
                for is_open in (False, True):
                    path = os.path.join(folder, f"{name}-{opset}-{int(folded)}-{int(is_open)}.onnx")
                    torch.onnx.export(
                        net,
                        images[:1],
                        path,
                        opset_version=opset,
                        do_constant_folding=folded,
                        input_names=["images"],
                        dynamic_axes={"images": {0: "N"}} if is_open else None,
                    )


if __name__ == "__main__":
    main()
