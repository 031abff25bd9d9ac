#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Pillow and torchvision make of images: tests/data/pillow-transforms.json.

Needs Debian's python3-pil, python3-numpy, python3-torchvision and dataset-fashion-mnist. tests/engine/data/TransformTest.cpp
makes the same images, transforms them itself and compares every pixel. Run in this folder."""
import base64
import gzip
import io
import json
import zlib

import numpy
from PIL import Image
from torchvision import transforms

FASHION = "/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz"
LARGEST = 4000  # bytes of pixels that are kept as they are; of more only the checksum


def noise(channels, height, width, seed):
    """Pixels of a linear congruential generator, planes one after another."""
    state = seed
    out = numpy.empty(channels * height * width, numpy.uint8)
    for i in range(out.size):
        state = (1664525 * state + 1013904223) % 2**32
        out[i] = state >> 24
    return out.reshape(channels, height, width)


def smooth(channels, height, width):
    y, x = numpy.mgrid[0:height, 0:width]
    planes = [127.5 + 127.4 * numpy.sin(0.13 * x + 0.07 * y + 0.003 * x * y + c) for c in range(channels)]
    return numpy.stack(planes).astype(numpy.uint8)


def to_image(planes):
    return Image.fromarray(planes[0] if len(planes) == 1 else numpy.ascontiguousarray(planes.transpose(1, 2, 0)))


def pixels(image):
    array = numpy.asarray(image)
    planes = array[None] if array.ndim == 2 else array.transpose(2, 0, 1)
    data = numpy.ascontiguousarray(planes).tobytes()
    known = {"pixels": base64.b64encode(data).decode()} if len(data) <= LARGEST else {"crc32": zlib.crc32(data)}
    return {"shape": list(planes.shape), **known}


def resize_cases():
    for number, (size, to) in enumerate(
        [
            ((1, 5, 7), (3, 4)),
            ((1, 16, 16), (5, 9)),
            ((1, 1, 1), (4, 3)),
            ((3, 33, 20), (64, 41)),
            ((3, 100, 80), (7, 5)),
            ((1, 64, 64), (64, 20)),
            ((1, 64, 64), (21, 64)),
            ((3, 200, 3), (17, 3)),
            ((3, 375, 500), (256, 341)),
            ((3, 31, 1024), (32, 33)),
            ((1, 2, 3), (255, 127)),
        ]
    ):
        image = to_image(noise(*size, number + 1))
        yield {"from": list(size), "seed": number + 1, **pixels(image.resize(to[::-1], Image.BILINEAR))}


def fashion_cases():
    with gzip.open(FASHION) as file:
        images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 28, 28)
    for index, to in enumerate([(32, 32), (20, 20), (224, 224), (19, 45), (28, 40), (256, 256)]):
        yield {"index": index, **pixels(Image.fromarray(images[index]).resize(to[::-1], Image.BILINEAR))}


def pipeline_cases():
    for number, (size, resize, crop) in enumerate(
        [
            ((3, 375, 500), 256, (224, 224)),
            ((3, 500, 333), 256, (224, 224)),
            ((3, 32, 32), 256, (224, 224)),
            ((1, 41, 30), 32, (32, 32)),
            ((1, 30, 41), 33, (32, 32)),
            ((1, 20, 27), None, (32, 32)),
            ((1, 35, 27), None, (32, 32)),
            ((1, 27, 35), None, (32, 32)),
            ((1, 33, 35), None, (32, 32)),
            ((1, 37, 39), None, (32, 32)),
            ((3, 31, 17), (24, 24), None),
            ((3, 31, 17), 20, None),
            ((3, 17, 31), 20, None),
            ((1, 64, 64), 64, (60, 63)),
        ]
    ):
        steps = [] if resize is None else [transforms.Resize(resize)]
        steps += [] if crop is None else [transforms.CenterCrop(crop)]
        image = to_image(noise(*size, 100 + number))
        text = "none" if resize is None else "x".join(map(str, numpy.atleast_1d(resize)))
        done = transforms.Compose(steps)(image)
        yield {"from": list(size), "seed": 100 + number, "resize": text, "crop": crop, **pixels(done)}


def file_cases():
    colour = to_image(smooth(3, 50, 75))
    gray = to_image(smooth(1, 50, 75))
    alpha = Image.merge("RGBA", [*colour.split(), gray])
    step = transforms.Compose([transforms.Resize(40), transforms.CenterCrop(32)])
    for name, image, options in [
        ("colour.jpg", colour, {"quality": 90}),
        ("progressive.jpg", colour, {"quality": 70, "progressive": True}),
        ("gray.jpg", gray, {"quality": 80}),
        ("cmyk.jpg", colour.convert("CMYK"), {"quality": 95}),
        ("colour.png", colour, {}),
        ("alpha.png", alpha, {}),
        ("palette.png", colour.convert("P"), {}),
        ("gray-alpha.png", Image.merge("LA", [gray, gray]), {}),
    ]:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG" if name.endswith("jpg") else "PNG", **options)
        read = Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")  # as torchvision's ImageFolder does
        yield {"name": name, "file": base64.b64encode(buffer.getvalue()).decode(), **pixels(step(read))}


def main():
    out = {
        "resize": list(resize_cases()),
        "fashion": list(fashion_cases()),
        "pipeline": list(pipeline_cases()),
        "files": list(file_cases()),
    }
    with open("pillow-transforms.json", "w", encoding="ascii") as file:
        json.dump(out, file, indent=0)
        file.write("\n")


main()
