# SPDX-License-Identifier: GPL-3.0-or-later
"""A retraining step of INQ in Python, for dyadic-bench: SGD with momentum in which weights that a mask freezes, half of
each layer, do not move. Called like torch_step.py."""
import torch

from torch_step import serve

RATE, MOMENTUM, DECAY = 0.01, 0.9, 5e-4


class MaskedSgd:
    """w <- w - rate * T * v with T = 1 where a weight is free."""

    def __init__(self, model):
        self.parameters = list(model.parameters())
        self.free = [None if p.dim() == 1 else (p.abs() <= p.abs().median()).float() for p in self.parameters]
        self.momentum = [torch.zeros_like(p) for p in self.parameters]

    def zero_grad(self, set_to_none):
        for p in self.parameters:
            p.grad = None

    @torch.no_grad()
    def step(self):
        for p, free, momentum in zip(self.parameters, self.free, self.momentum):
            gradient = p.grad if free is None else p.grad.add(p, alpha=DECAY)
            momentum.mul_(MOMENTUM).add_(gradient)
            p.add_(momentum if free is None else momentum * free, alpha=-RATE)


if __name__ == "__main__":
    serve(MaskedSgd)
