// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "engine/integer/exports/ArenaPlan.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// The text of model.h and model.c. REQUIRES: checkProgram(program), which outlives the object.
class CModel {
 public:
  explicit CModel(const IntegerProgram& program);

  void writeHeader(std::ostream& out) const;
  void writeSource(std::ostream& out) const;

  [[nodiscard]] std::int64_t pixels() const { return elementsOf(program_.tensors.front()); }
  [[nodiscard]] std::int64_t classes() const { return elementsOf(logits()); }

 private:
  [[nodiscard]] const IntegerTensor& tensor(int index) const;
  [[nodiscard]] const IntegerTensor& in(const IntegerOperation& operation) const { return tensor(operation.inputs[0]); }
  [[nodiscard]] const IntegerTensor& out(const IntegerOperation& operation) const { return tensor(operation.output); }
  [[nodiscard]] const IntegerTensor& logits() const { return out(program_.operations.back()); }
  [[nodiscard]] std::string place(int tensor) const;  ///< "arena + 3072"
  [[nodiscard]] std::int64_t constantBytes() const;
  [[nodiscard]] std::int64_t filterLength() const;

  void writeFunctions(std::ostream& out) const;
  void writeConstants(std::ostream& out) const;
  void writeStruct(std::ostream& out, std::size_t index) const;
  void writeRun(std::ostream& out) const;
  void writeCall(std::ostream& out, std::size_t index) const;
  [[nodiscard]] std::string fields(std::size_t index) const;
  [[nodiscard]] std::string requantization(const IntegerOperation& operation) const;
  [[nodiscard]] std::string codes(std::size_t index, const IntegerConstant& constant, const char* what) const;

  const IntegerProgram& program_;
  ArenaPlan arena_;
  bool wide_ = false;               ///< a feature map has more than 8 bits
  std::vector<std::string> names_;  ///< one an operation: its name as a C identifier
};

/// Numbers of an initializer, sixteen a line.
template <class Values>
void writeNumbers(std::ostream& out, const Values& values) {
  std::size_t column = 0;
  for (const auto value : values) {
    out << (column == 0 ? "  " : " ") << +value << ',';
    column = (column + 1) % 16;
    if (column == 0) out << '\n';
  }
  if (column != 0) out << '\n';
}

}  // namespace dyadic::integer
