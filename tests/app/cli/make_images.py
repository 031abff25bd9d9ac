#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the first COUNT test images of Fashion-MNIST as FOLDER/NNN.png and their classes, a byte each, as FOLDER/labels.

usage: make_images.py FOLDER COUNT
"""
import gzip
import struct
import sys
import zlib

SOURCE = "/usr/share/datasets/fashion-mnist/t10k-"


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, gray):
    rows = b"".join(b"\0" + gray[y * width:(y + 1) * width] for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


folder, count = sys.argv[1], int(sys.argv[2])
with gzip.open(SOURCE + "images-idx3-ubyte.gz") as stream:
    _, _, height, width = struct.unpack(">IIII", stream.read(16))
    for i in range(count):
        with open(f"{folder}/{i:03d}.png", "wb") as out:
            out.write(png(width, height, stream.read(width * height)))
with gzip.open(SOURCE + "labels-idx1-ubyte.gz") as stream, open(f"{folder}/labels", "wb") as out:
    out.write(stream.read()[8:8 + count])
