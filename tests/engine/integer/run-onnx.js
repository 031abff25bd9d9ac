// SPDX-License-Identifier: GPL-3.0-or-later
// Runs ONNX models in ONNX Runtime: node run-onnx.js MODULES FOLDER...
// MODULES is a folder with node_modules/onnxruntime-node. Each FOLDER holds model.onnx, shape (JSON: channels, height,
// width) and images (one byte a pixel); it gets the logits as float32, once without the runtime's graph optimizations
// (logits.disabled) and once with all of them (logits.all).
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, ...folders] = process.argv.slice(2);
const ort = require(path.resolve(modules, 'node_modules/onnxruntime-node'));

const kBatch = 250;

async function run(folder, level) {
  const shape = JSON.parse(fs.readFileSync(path.join(folder, 'shape'), 'utf8'));
  const bytes = fs.readFileSync(path.join(folder, 'images'));
  const batch = kBatch * shape.reduce((a, b) => a * b, 1);
  const session = await ort.InferenceSession.create(path.join(folder, 'model.onnx'), {
    graphOptimizationLevel: level,
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
    // Processors with AVX2 or AVX-512 but without VNNI add pairs of byte products in 16 bits, which saturate, unless
    // they are told not to.
    extra: { session: { x64quantprecision: '1' } },
  });
  const parts = [];
  for (let at = 0; at < bytes.length; at += batch) {
    const values = Float32Array.from(bytes.subarray(at, at + batch));
    const pixels = new ort.Tensor('float32', values, [(values.length * kBatch) / batch, ...shape]);
    const { logits } = await session.run({ pixels });
    parts.push(Buffer.from(logits.data.slice().buffer));
  }
  fs.writeFileSync(path.join(folder, `logits.${level}`), Buffer.concat(parts));
  await session.release();
}

async function main() {
  for (const folder of folders) {
    for (const level of ['disabled', 'all']) {
      try {
        await run(folder, level);
      } catch (error) {
        console.error(`${folder}, ${level}: ${error.message}`);
        process.exitCode = 1;
      }
    }
  }
}

main();
