// SPDX-License-Identifier: GPL-3.0-or-later
// Runs ONNX models in ONNX Runtime: node run-onnx.js MODULES FOLDER...
// MODULES is a folder with node_modules/onnxruntime-node. Each FOLDER holds model.onnx with an input x and an output y,
// dims (JSON, the batch first) and x (float32); it gets y (float32), or a text "error" where the runtime refuses.
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, list] = process.argv.slice(2);
const ort = require(path.resolve(modules, 'node_modules/onnxruntime-node'));

async function run(folder) {
  const dims = JSON.parse(fs.readFileSync(path.join(folder, 'dims'), 'utf8'));
  const bytes = fs.readFileSync(path.join(folder, 'x'));
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const session = await ort.InferenceSession.create(path.join(folder, 'model.onnx'), {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'disabled',
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const { y } = await session.run({ x: new ort.Tensor('float32', values, dims) });
  fs.writeFileSync(path.join(folder, 'y'), Buffer.from(y.data.slice().buffer));
  await session.release();
}

async function main() {
  for (const folder of fs.readFileSync(list, 'utf8').trim().split('\n')) {
    try {
      await run(folder);
    } catch (error) {
      fs.writeFileSync(path.join(folder, 'error'), error.message);
    }
  }
}

main();
