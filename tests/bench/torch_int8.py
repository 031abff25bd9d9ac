# SPDX-License-Identifier: GPL-3.0-or-later
"""The ResNet-20 of torch_step.py in 8 bits as PyTorch does it (quantize_fx, engine onednn, batch norms folded): for each
line "N" on stdin it runs N batches and prints the seconds that one of them took. Called by hand it runs ten."""
import sys
import time
import warnings

import torch
import torch.nn.functional as F
from torch.ao.quantization import get_default_qconfig_mapping
from torch.ao.quantization.quantize_fx import convert_fx, prepare_fx

from torch_step import Block, ResNet20

BATCH, THREADS = 100, 2


class Int8Block(Block):
    """The shortcut as a 1x1 convolution with ones: quantize_fx would go through float for slices and F.pad, which takes
    more than twice as long."""

    def __init__(self, channels_in, channels, stride):
        super().__init__(channels_in, channels, stride)
        if stride > 1:
            self.shortcut = torch.nn.Conv2d(channels_in, channels, 1, stride, bias=False)
            with torch.no_grad():
                self.shortcut.weight.zero_()
                for i in range(channels_in):
                    self.shortcut.weight[self.pad + i, i] = 1

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        if self.stride > 1:
            x = self.shortcut(x)
        return F.relu(y + x, inplace=True)


def main():
    warnings.filterwarnings("ignore")
    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    torch.backends.quantized.engine = "onednn"
    images = torch.randn(BATCH, 3, 32, 32).to(memory_format=torch.channels_last)
    model = ResNet20(Int8Block).eval()
    prepared = prepare_fx(model, get_default_qconfig_mapping("onednn"), (images,))
    with torch.no_grad():
        prepared(images)
        model = convert_fx(prepared)
        for line in sys.stdin if not sys.stdin.isatty() else ["2", "10"]:
            begin = time.perf_counter()
            for _ in range(int(line)):
                model(images)
            print((time.perf_counter() - begin) / int(line), flush=True)


if __name__ == "__main__":
    main()
