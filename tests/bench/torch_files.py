#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""ResNet-50 of torchvision with random weights, in the forms in which PyTorch's users keep networks.

torch_files.py FOLDER writes resnet50.pth (state dict), resnet50.onnx (opset 13) and resnet50.pt (traced TorchScript).
"""
import sys
import warnings

import torch
import torchvision

warnings.filterwarnings("ignore")
torch.manual_seed(1)
folder = sys.argv[1]
net = torchvision.models.resnet50().eval()
image = torch.zeros(1, 3, 224, 224)
torch.save(net.state_dict(), folder + "/resnet50.pth")
torch.onnx.export(net, image, folder + "/resnet50.onnx", opset_version=13, training=torch.onnx.TrainingMode.EVAL,
                  do_constant_folding=False, input_names=["image"], dynamic_axes={"image": {0: "batch"}})
torch.jit.trace(net, image).save(folder + "/resnet50.pt")
