# SPDX-License-Identifier: GPL-3.0-or-later
"""The ResNet-20 training step of dyadic-bench in Python: for each line "N" on stdin it runs N steps and prints the
seconds that one of them took. Called by hand it runs ten."""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH, THREADS = 128, 2


class Block(nn.Module):
    """Basic block with the shortcut of He et al. (2016), section 4.2, option A."""

    def __init__(self, channels_in, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.stride, self.pad = stride, (channels - channels_in) // 2

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        if self.stride > 1:
            x = F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, self.pad, self.pad))
        return F.relu(y + x, inplace=True)


class ResNet20(nn.Module):
    def __init__(self, block=Block):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        blocks, channels_in = [], 16
        for channels, stride in ((16, 1), (32, 2), (64, 2)):
            for i in range(3):
                blocks.append(block(channels_in, channels, stride if i == 0 else 1))
                channels_in = channels
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        x = self.blocks(F.relu(self.bn1(self.conv1(x)), inplace=True))
        return self.fc(x.mean((2, 3)))


def serve(make_optimizer):
    """Steps with the optimizer that make_optimizer(model) returns, as the head of this file says."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    model = ResNet20().to(memory_format=torch.channels_last).train()
    images = torch.randn(BATCH, 3, 32, 32).to(memory_format=torch.channels_last)
    labels = torch.randint(0, 10, (BATCH,))
    optimizer = make_optimizer(model)

    def step():
        loss = F.cross_entropy(model(images), labels)
        loss.item()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    for line in sys.stdin if not sys.stdin.isatty() else ["2", "10"]:
        begin = time.perf_counter()
        for _ in range(int(line)):
            step()
        print((time.perf_counter() - begin) / int(line), flush=True)


if __name__ == "__main__":
    serve(lambda model: torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4))
