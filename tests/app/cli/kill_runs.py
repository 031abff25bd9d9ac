#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills real runs at random moments, resumes them, and compares what comes out with the run that was let be.

usage: kill_runs.py DYADIC-CLI FOLDER [--kills 100] [--methods ioiq,inq,...] [--seed 1]

Each method runs once undisturbed. Then, N times: the same run is started and killed with SIGKILL at a random moment of
its duration; its file must open with h5py and hold every stage that was in it before, none of them older; it is resumed,
in every third round killed once more; and what the resumed run leaves under /quantized, /predictions, /series, /stages
and /integer must be that of the undisturbed one, bit for bit. Uses h5py alone. Prints what it found and ends with 1 where anything
differs.
"""
import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time

import h5py
import numpy as np

ALL = "ioiq,inq,bwn,admm,twn,fgq,iao,dns,dns-inq,float"
SHORT = {  # few epochs, in the stages that the method has
    "admm": {"parameters": {"iterations": 2}, "epochs": [1, 1, 1]},
    "dns-inq": {"parameters": {"portions": [0.5, 1], "surgery_epochs": 1}, "epochs": [1, 1]},
    "ioiq": {"parameters": {"portions": [0.5, 1]}, "epochs": [2, 1]},
    "inq": {"parameters": {"portions": [0.5, 1]}, "epochs": [2, 1]},
}
TIMED = {"images_per_second", "hard_images_per_second", "seconds"}  # differ from run to run


def config(method):
    short = SHORT.get(method, {"parameters": {}, "epochs": 2})
    return {
        "model": {"path": "builtin:resnet8-fashion"},
        "data": {"path": "builtin:fashion-mnist", "train_limit": 512, "limit": 256, "augment": ["flip", "crop"]},
        "method": {"id": method, "parameters": short["parameters"]},
        "training": {"epochs_per_stage": short["epochs"]},
        "seed": 3,
        "threads": 1,
    }


def contents(path):
    """Everything that must be the same, by name."""
    found = {}
    with h5py.File(path, "r") as run:
        if run.attrs["state"] != "finished":
            raise SystemExit(f"{path} is {run.attrs['state']}: {run.attrs['reason']}")

        def visit(name, node):
            if name.split("/")[0] not in ("quantized", "predictions", "series", "stages", "integer"):
                return
            for key, value in node.attrs.items():
                if key not in TIMED:
                    found[f"{name}@{key}"] = value.tobytes() if isinstance(value, np.number) else repr(value)
            if isinstance(node, h5py.Dataset):
                found[name] = node[()].tobytes() if node.dtype.kind != "O" else repr(node[()])

        run.visititems(visit)
    return found


def stages(path):
    """How many stages the file holds: None where there is none. An HDF5 file that does not open is an error."""
    if not os.path.exists(path):
        return None
    with h5py.File(path, "r") as run:
        count = len(run["stages"])
        for stage in run["stages"].values():
            stage["layers/mse"][()]
        return count


class Runs:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = dict(os.environ, OMP_WAIT_POLICY="PASSIVE")

    def start(self, *arguments):
        return subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", self.program, "quantize", *arguments, "--quiet"],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def finish(self, *arguments):
        run = self.start(*arguments)
        messages = run.communicate()[1].decode()
        if run.returncode != 0:
            raise SystemExit(f"{' '.join(arguments)}: {messages}")

    def kill(self, moment, path, *arguments):
        """Ends it at that moment; how many stages its file held just before, and holds now."""
        run = self.start(*arguments)
        seen, end = None, time.monotonic() + moment
        while time.monotonic() < end and run.poll() is None:
            seen = stages(path)
            time.sleep(0.002)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        return seen, stages(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--methods", default=ALL)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    methods = options.methods.split(",")
    runs, draw = Runs(options.program, options.folder), random.Random(options.seed)
    reference, duration = {}, {}
    for method in methods:
        with open(f"{options.folder}/{method}.json", "w") as file:
            json.dump(config(method), file)
        begin, path = time.monotonic(), f"{options.folder}/{method}-reference.h5"
        runs.finish(f"{options.folder}/{method}.json", "--out", path)
        duration[method] = time.monotonic() - begin
        reference[method] = contents(path)
    killed = finished = lost = different = 0
    for i in range(options.kills):
        method = methods[i % len(methods)]
        path = f"{options.folder}/{method}-{i}.h5"
        arguments = [f"{options.folder}/{method}.json", "--out", path]
        for again in range(2 if i % 3 == 2 else 1):
            before, after = runs.kill(draw.uniform(0, duration[method]), path, *arguments)
            killed += 1
            if (before or 0) > (after or 0):
                lost += 1
                print(f"{path}: {before} stages before, {after} after")
            if after is not None:
                with h5py.File(path, "r") as run:
                    done = run.attrs["state"] == "finished"
                arguments = ["--resume", path]
                if done:
                    break
        if after is None or not done:
            runs.finish(*arguments)
        else:
            finished += 1
        found = contents(path)
        if found != reference[method]:
            different += 1
            names = [n for n in sorted(set(found) | set(reference[method])) if found.get(n) != reference[method].get(n)]
            print(f"{path}: differs in {len(names)} of {len(reference[method])}: {', '.join(names[:5])}")
        left = [name for name in os.listdir(options.folder) if ".h5.new-" in name]
        if left:
            different += 1
            print(f"left behind: {left}")
        os.remove(path)
    print(f"{killed} kills of {options.kills} runs ({finished} had just finished): every file opened, {lost} lost a stage, "
          f"{different} ended differently from the run that was let be")
    sys.exit(1 if lost or different else 0)


main()
