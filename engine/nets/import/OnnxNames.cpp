// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/import/OnnxNames.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace dyadic::nets {
namespace {

constexpr std::size_t kLongest = 200;  // names come from the file

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) out.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

/// Printable, dots between levels, not empty levels.
std::string cleaned(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, kLongest)) {
    const char put = c == '/' || c == ':' ? '.' : static_cast<unsigned char>(c) < 0x20 ? '_' : c;
    if (put == '.' && (out.empty() || out.back() == '.')) continue;
    out += put;
  }
  while (!out.empty() && out.back() == '.') out.pop_back();
  return out;
}

/// The modules on the way to a node of PyTorch: "/features/features.1/conv/conv.0/Conv" has features, 1, conv and 0.
std::string moduleOf(const std::vector<std::string>& scopes) {
  std::string out;
  std::string_view before;
  for (const std::string& scope : scopes) {
    std::string_view own = scope;
    if (!before.empty() && own.starts_with(before) && own.size() > before.size() && own[before.size()] == '.') {
      own.remove_prefix(before.size() + 1);
    }
    if (!out.empty()) out += '.';
    out += own;
    before = scope;
  }
  return out;
}

}  // namespace

std::string nameOfLayer(const std::string& weights) {
  std::string_view name = weights;
  for (const std::string_view end : {":0", "/ReadVariableOp"}) {
    if (name.ends_with(end)) name.remove_suffix(end.size());
  }
  for (const std::string_view end : {".weight", "/kernel", ".kernel", "/weight", "_weight", "/depthwise_kernel",
                                     "/gamma", ".gamma", "_gamma", ".w_0"}) {
    if (name.ends_with(end)) return cleaned(name.substr(0, name.size() - end.size()));
  }
  return {};
}

std::string nameOfNode(const OnnxNode& node) {
  if (node.name.starts_with('/')) {
    std::vector<std::string> scopes = split(node.name, '/');
    if (scopes.size() > 1) {
      // The last is the operator, with a number where the module has several.
      const std::string last = scopes.back();
      scopes.pop_back();
      const std::size_t number = last.find('_');
      std::string module = cleaned(moduleOf(scopes));
      // Functions called in a module that has modules of its own.
      for (const auto& [op, called] : {std::pair("Add", ".add"), {"Mul", ".mul"}, {"Concat", ".concat"}}) {
        if (node.op == op && !module.empty()) module += called;
      }
      if (!module.empty()) return number == std::string::npos ? module : module + last.substr(number);
    }
  }
  std::string name = cleaned(node.name);
  if (!name.empty()) return name;
  name = cleaned(node.op + "_" + (node.outputs.empty() ? "" : node.outputs.front()));
  return name.empty() ? "node" : name;
}

}  // namespace dyadic::nets
