// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/CModel.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "engine/integer/exports/CFunctions.h"
#include "engine/integer/exports/PlainName.h"

namespace dyadic::integer {
namespace {

constexpr std::size_t kLongestName = 40;  ///< C99 tells identifiers apart by their first 63 characters

/// The function of model.c that computes the operation; empty for Flatten, which computes nothing.
std::string functionOf(IntegerOp op) {
  switch (op) {
    case IntegerOp::Conv2d:
      return "conv2d";
    case IntegerOp::Linear:
      return "linear";
    case IntegerOp::ScaleShift:
      return "scale_shift";
    case IntegerOp::Add:
      return "add";
    case IntegerOp::Concat:
      return "rescale";
    case IntegerOp::MaxPool2d:
      return "max_pool";
    case IntegerOp::AvgPool2d:
      return "avg_pool";
    case IntegerOp::Clamp:
      return "clamp";
    case IntegerOp::Subsample2d:
      return "subsample";
    case IntegerOp::PadChannels:
      return "pad_channels";
    case IntegerOp::Flatten:
      return {};
  }
  return {};
}

/// The name of the struct with the operation's constants; empty where its call says all.
std::string structOf(IntegerOp op) {
  switch (op) {
    case IntegerOp::Concat:
      return "requantization_t";
    case IntegerOp::MaxPool2d:
    case IntegerOp::AvgPool2d:
      return "pool_t";
    case IntegerOp::Clamp:
    case IntegerOp::PadChannels:
    case IntegerOp::Flatten:
      return {};
    default:
      return functionOf(op) + "_t";
  }
}

/// Whether the function is there for each width of the accumulator.
bool hasWidths(IntegerOp op) { return hasAccumulator(op) && op != IntegerOp::Add; }

std::string calledFunction(const IntegerOperation& operation) {
  const std::string width = hasWidths(operation.op) ? "_" + std::to_string(operation.accumulatorBits) : "";
  return functionOf(operation.op) + width;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string roundingText(Rounding rounding) {
  if (rounding == Rounding::Floor) return "  return down;\n";
  const std::string rest =
      "  const int64_t half = (int64_t)1 << (places - 1);\n"
      "  const int64_t rest = t & (2 * half - 1);\n";
  switch (rounding) {
    case Rounding::HalfAway:
      return rest + "  return down + (rest > half || (rest == half && t >= 0)); /* ties away from zero */\n";
    case Rounding::HalfUp:
      return rest + "  return down + (rest >= half); /* ties up */\n";
    default:
      return rest + "  return down + (rest > half || (rest == half && (down & 1))); /* ties to even */\n";
  }
}

/// How model.c holds a constant.
std::int64_t bytesOf(const IntegerConstant& constant) {
  const auto count = static_cast<std::int64_t>(constant.data.size());
  if (constant.bits <= 4) return (count + 1) / 2;
  return constant.bits <= 8 ? count : 2 * count;
}

/// Two codes a byte, the first one in the low half.
std::vector<std::uint8_t> packed(const std::vector<std::int32_t>& codes) {
  std::vector<std::uint8_t> bytes((codes.size() + 1) / 2, 0);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto half = static_cast<std::uint32_t>(codes[i]) & 15U;
    bytes[i / 2] = static_cast<std::uint8_t>(bytes[i / 2] | half << (i % 2 * 4));
  }
  return bytes;
}

void writeConstant(std::ostream& out, const std::string& name, const IntegerConstant& constant) {
  if (constant.data.empty()) return;
  const char* type = constant.bits <= 4 ? "uint8_t" : constant.bits <= 8 ? "int8_t" : "int16_t";
  const std::vector<std::uint8_t> bytes = constant.bits <= 4 ? packed(constant.data) : std::vector<std::uint8_t>{};
  out << "static const " << type << ' ' << name << '[' << (bytes.empty() ? constant.data.size() : bytes.size())
      << "] = {\n";
  if (bytes.empty()) {
    writeNumbers(out, constant.data);
  } else {
    writeNumbers(out, bytes);
  }
  out << "};\n";
}

std::string list(std::initializer_list<std::int64_t> numbers) {
  std::string text;
  for (const auto number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

/// Height and width; a vector has one pixel a channel.
std::array<std::int64_t, 2> sides(const IntegerTensor& tensor) {
  return tensor.shape.size() == 3 ? std::array{tensor.shape[1], tensor.shape[2]} : std::array<std::int64_t, 2>{1, 1};
}

std::int64_t area(const IntegerTensor& tensor) { return sides(tensor)[0] * sides(tensor)[1]; }

}  // namespace

CModel::CModel(const IntegerProgram& program) : program_(program), arena_(planArena(program)) {
  for (const IntegerTensor& tensor : program.tensors) wide_ = wide_ || tensor.bits > 8;
  for (const IntegerOperation& operation : program.operations) {
    std::string name = plainName(operation.name).substr(0, kLongestName);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
    names_.push_back("op" + std::to_string(names_.size()) + "_" + name);
  }
}

const IntegerTensor& CModel::tensor(int index) const { return program_.tensors[static_cast<std::size_t>(index)]; }

std::string CModel::place(int tensor) const {
  return "arena + " + std::to_string(arena_.offsets[static_cast<std::size_t>(tensor)]);
}

std::int64_t CModel::constantBytes() const {
  std::int64_t bytes = 256 * tensor(0).shape[0] * (wide_ ? 2 : 1);
  for (const IntegerOperation& operation : program_.operations) {
    bytes += bytesOf(operation.weight) + bytesOf(operation.bias);
  }
  return bytes;
}

std::int64_t CModel::filterLength() const {
  std::int64_t length = 0;
  for (const IntegerOperation& operation : program_.operations) {
    if (operation.op != IntegerOp::Conv2d) continue;
    length = std::max(length, static_cast<std::int64_t>(operation.weight.data.size()) / operation.weight.shape[0]);
  }
  return length;
}

void CModel::writeHeader(std::ostream& out) const {
  const IntegerTensor& input = tensor(0);
  out << "/* A neural network on integers alone, written by Dyadic. Plain C99, no float, no allocation. */\n"
         "#ifndef MODEL_H\n#define MODEL_H\n\n#include <stdint.h>\n\n"
         "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
      << "#define MODEL_CHANNELS " << input.shape[0] << "\n#define MODEL_HEIGHT " << input.shape[1]
      << "\n#define MODEL_WIDTH " << input.shape[2] << "\n#define MODEL_PIXELS " << pixels()
      << " /* channels x height x width */\n#define MODEL_CLASSES " << classes() << "\n#define MODEL_LOGIT_EXPONENT ("
      << logits().exponent << ") /* a logit's value is its integer x 2^this */\n"
      << "\n/* Memory: constants that can stay in ROM, and static buffers in RAM. */\n#define MODEL_CONSTANT_BYTES "
      << constantBytes() << "\n#define MODEL_BUFFER_BYTES " << arena_.elements * (wide_ ? 2 : 1) + 2 * filterLength()
      << "\n\n"
         "/* Runs the network on one image.\n"
         "   pixels: MODEL_PIXELS bytes as [channel][row][column], 0 to 255 as in an image file; the normalization of\n"
         "           the training is part of the model.\n"
         "   logits: gets MODEL_CLASSES integers; the class is the index of the largest, the lowest index of equals.\n"
         "   It works in static buffers: one call at a time. */\n"
         "void model_run(const uint8_t *pixels, int32_t *logits);\n\n"
         "#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
}

void CModel::writeSource(std::ostream& out) const {
  out << "/* A neural network on integers alone, written by Dyadic; model.h tells how to call it.\n\n"
         "   A feature map is an array of integers D as [channel][row][column] with one exponent s: its values are\n"
         "   D x 2^s. Exponents cost nothing at run time; what is left of them are the shifts. */\n"
         "#include \"model.h\"\n\n"
      << "/* Holds every feature map: " << (wide_ ? "one has more than" : "none has more than") << " 8 bits. */\n"
      << "typedef " << (wide_ ? "int16_t" : "int8_t") << " feature_t;\n\n"
      << "/* All feature maps; those that are not needed at the same time share a place. */\n"
      << "static feature_t arena[" << arena_.elements << "];\n";
  writeFunctions(out);
  writeConstants(out);
  writeRun(out);
}

void CModel::writeFunctions(std::ostream& out) const {
  std::set<std::string> used;
  std::set<std::pair<std::string, int>> widths;
  for (const IntegerOperation& operation : program_.operations) {
    used.insert(functionOf(operation.op));
    if (hasWidths(operation.op)) widths.insert({functionOf(operation.op), operation.accumulatorBits});
  }
  const auto functions = cFunctions();
  for (auto function = functions.rbegin(); function != functions.rend(); ++function) {
    if (used.count(function->name) != 0) used.insert(function->uses.begin(), function->uses.end());
  }
  for (const CFunction& function : functions) {
    if (used.count(function.name) == 0) continue;
    std::string text = replaced(function.text, "$ROUNDING", roundingText(program_.rounding));
    text = replaced(text, "FILTER_LENGTH", std::to_string(filterLength()));
    if (text.find("$N") == std::string::npos) {
      out << text;
      continue;
    }
    for (const int bits : {32, 64}) {
      if (widths.count({function.name, bits}) == 0) continue;
      const std::string width = std::to_string(bits);
      out << replaced(replaced(text, "$T", "int" + width + "_t"), "$N", width);
    }
  }
}

void CModel::writeConstants(std::ostream& out) const {
  out << "\n/* The integer of each pixel value, a row for each channel. */\nstatic const feature_t input_table["
      << program_.inputTable.size() << "][256] = {\n";
  for (const auto& channel : program_.inputTable) {
    out << "{\n";
    writeNumbers(out, channel);
    out << "},\n";
  }
  out << "};\n";
  for (std::size_t i = 0; i < program_.operations.size(); ++i) {
    const IntegerOperation& operation = program_.operations[i];
    if (structOf(operation.op).empty()) continue;
    out << "\n/* " << plainName(operation.name) << ": " << integerOpName(operation.op) << " */\n";
    writeConstant(out, names_[i] + "_weight", operation.weight);
    writeConstant(out, names_[i] + "_bias", operation.bias);
    writeStruct(out, i);
  }
}

void CModel::writeStruct(std::ostream& out, std::size_t index) const {
  const IntegerOperation& operation = program_.operations[index];
  out << "static const " << structOf(operation.op) << ' ' << names_[index];
  if (operation.op == IntegerOp::Concat) out << '[' << operation.inputs.size() << ']';
  out << " = {" << fields(index) << "};\n";
}

std::string CModel::requantization(const IntegerOperation& operation) const {
  return "{" +
         list({operation.requantization.multiplier, operation.requantization.shift, out(operation).minimum,
               out(operation).maximum}) +
         "}";
}

std::string CModel::codes(std::size_t index, const IntegerConstant& constant, const char* what) const {
  const std::string name = constant.data.empty() ? "0" : names_[index] + "_" + what;
  return "{" + name + ", " + std::to_string(constant.bits) + "}";
}

std::string CModel::fields(std::size_t index) const {
  const IntegerOperation& operation = program_.operations[index];
  const IntegerTensor& from = in(operation);
  const IntegerTensor& to = out(operation);
  const auto [inHeight, inWidth] = sides(from);
  const auto [outHeight, outWidth] = sides(to);
  const std::string affine = codes(index, operation.weight, "weight") + ", " + codes(index, operation.bias, "bias") +
                             ", " + std::to_string(operation.biasShift) + ", " + requantization(operation);
  const std::string window = list({operation.kernel[0], operation.kernel[1], operation.stride[0], operation.stride[1],
                                   operation.padding[0], operation.padding[1]});
  switch (operation.op) {
    case IntegerOp::Conv2d:
      return list({from.shape[0], inHeight, inWidth, to.shape[0], outHeight, outWidth}) + ", " + window + ", " +
             list({operation.dilation[0], operation.dilation[1], operation.groups}) + ",\n  " + affine;
    case IntegerOp::Linear:
      return list({from.shape[0], to.shape[0]}) + ", " + affine;
    case IntegerOp::ScaleShift:
      return list({from.shape[0], area(from)}) + ", " + affine;
    case IntegerOp::Add:
      return list({elementsOf(to), operation.inputShifts[0], operation.inputShifts[1]}) + ", " +
             requantization(operation);
    case IntegerOp::Concat: {
      std::string rows;
      for (const int shift : operation.inputShifts) {
        rows += (rows.empty() ? "{" : ", {") + list({1, shift, to.minimum, to.maximum}) + "}";
      }
      return rows;
    }
    case IntegerOp::MaxPool2d:
    case IntegerOp::AvgPool2d:
      return list({from.shape[0], inHeight, inWidth, outHeight, outWidth}) + ", " + window + ", " +
             requantization(operation);
    case IntegerOp::Subsample2d:
      return list({from.shape[0], inHeight, inWidth, outHeight, outWidth, operation.stride[0], operation.stride[1]});
    default:
      return {};
  }
}

void CModel::writeRun(std::ostream& out) const {
  const IntegerTensor& input = tensor(0);
  out << "\nvoid model_run(const uint8_t *pixels, int32_t *logits)\n{\n"
      << "  feature_t *const input = " << place(0) << ";\n"
      << "  for (int32_t c = 0; c < MODEL_CHANNELS; ++c) {\n"
      << "    for (int32_t i = c * " << area(input) << "; i < (c + 1) * " << area(input)
      << "; ++i) input[i] = input_table[c][pixels[i]];\n  }\n";
  for (std::size_t i = 0; i < program_.operations.size(); ++i) writeCall(out, i);
  out << "  const feature_t *const output = " << place(program_.operations.back().output) << ";\n"
      << "  for (int32_t i = 0; i < MODEL_CLASSES; ++i) logits[i] = output[i];\n}\n";
}

void CModel::writeCall(std::ostream& out, std::size_t index) const {
  const IntegerOperation& operation = program_.operations[index];
  const std::string to = place(operation.output);
  const std::string function = calledFunction(operation);
  const std::string comment = " /* " + plainName(operation.name) + " */\n";
  switch (operation.op) {
    case IntegerOp::Flatten:
      out << "  /* " << plainName(operation.name) << ": Flatten leaves everything where it is */\n";
      return;
    case IntegerOp::Add:
      out << "  add(&" << names_[index] << ", " << place(operation.inputs[0]) << ", " << place(operation.inputs[1])
          << ", " << to << ");" << comment;
      return;
    case IntegerOp::Concat: {
      std::int64_t offset = arena_.offsets[static_cast<std::size_t>(operation.output)];
      for (std::size_t i = 0; i < operation.inputs.size(); ++i) {
        const std::int64_t length = elementsOf(tensor(operation.inputs[i]));
        out << "  rescale(&" << names_[index] << '[' << i << "], " << length << ", " << place(operation.inputs[i])
            << ", arena + " << offset << ");" << comment;
        offset += length;
      }
      return;
    }
    case IntegerOp::Clamp:
      out << "  clamp("
          << list({this->out(operation).minimum, this->out(operation).maximum, elementsOf(in(operation))});
      break;
    case IntegerOp::PadChannels:
      out << "  pad_channels("
          << list({operation.front * area(in(operation)), elementsOf(in(operation)),
                   operation.back * area(in(operation))});
      break;
    default:
      out << "  " << function << "(&" << names_[index];
  }
  out << ", " << place(operation.inputs[0]) << ", " << to << ");" << comment;
}

}  // namespace dyadic::integer
