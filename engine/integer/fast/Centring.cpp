// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/fast/Centring.h"

namespace dyadic::integer::fast {

IntegerProgram centred(IntegerProgram program) {
  for (auto& channel : program.inputTable) {
    for (std::int32_t& code : channel) code -= program.tensors.front().zeroPoint;
  }
  for (IntegerTensor& tensor : program.tensors) {
    if (tensor.zeroPoint == 0) continue;
    tensor.minimum -= tensor.zeroPoint;
    tensor.maximum -= tensor.zeroPoint;
    tensor.zeroPoint = 0;
    ++tensor.bits;
  }
  for (IntegerOperation& operation : program.operations) {
    IntegerConstant& weight = operation.weight;
    if (weight.zeroPoint == 0) continue;
    for (std::int32_t& code : weight.data) code -= weight.zeroPoint;
    weight.zeroPoint = 0;
    ++weight.bits;
  }
  return program;
}

}  // namespace dyadic::integer::fast
