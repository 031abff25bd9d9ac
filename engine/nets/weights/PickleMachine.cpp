// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/PickleMachine.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <utility>

#include "engine/nets/weights/PickleText.h"

namespace dyadic::nets {
namespace {

constexpr std::uint64_t kNewestProtocol = 5;
constexpr std::size_t kMostValues = 2'000'000;
constexpr const char* kRefused =
    DYADIC_TR("engine",
              "%1 calls %2, which a file of tensors does not need. Nothing of it was run and nothing was loaded. Take "
              "the file from a source you trust, or have it saved as tensors alone.");

/// A name from the file, fit for a message: short, no control characters.
std::string printable(std::string_view name) {
  constexpr std::size_t kLongest = 80;
  std::string out(name.substr(0, kLongest));
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  }
  return name.size() > kLongest ? out + "..." : out;
}

}  // namespace

std::string refusedName(const Error& error) {
  return error.text == kRefused && error.arguments.size() > 1 ? error.arguments[1] : std::string();
}

PickleMachine::PickleMachine(PickleTree& tree, const std::string& source) : tree_(tree), source_(source) {
  add({Kind::None, 0, {}});
  for (const std::int64_t value : {0, 1}) add({Kind::Bool, 0, {value}});
  add({Kind::Tuple, 0, {}});
  tree_.children.emplace_back();
}

Status PickleMachine::run() {
  constexpr unsigned char kStop = '.';
  for (;;) {
    if (at_ >= tree_.bytes.size()) damaged();
    if (error_) return *error_;
    const auto op = static_cast<unsigned char>(tree_.bytes[at_++]);
    if (op == kStop) break;
    if (!step(op)) return *error_;
  }
  const auto root = pop();
  if (!root) return *error_;
  tree_.root = *root;
  tree_.used = at_;
  return {};
}

bool PickleMachine::step(unsigned char op) {
  constexpr unsigned char kProtocol = 0x80;
  constexpr unsigned char kFrame = 0x95;
  if (tree_.nodes.size() > kMostValues || slots_ > kMostValues || stack_.size() > kMostValues) {
    return fail(failure(DYADIC_TR("engine", "%1 holds more than %2 values, too many for a file of tensors."),
                        {source_, std::to_string(kMostValues)}));
  }
  if (op == kProtocol) {
    const auto protocol = unsignedOf(1);
    return (protocol && *protocol <= kNewestProtocol) || damaged();
  }
  if (op == kFrame) {
    const auto bytes = unsignedOf(8);
    return (bytes && *bytes <= tree_.bytes.size() - at_) || damaged();
  }
  const auto among = [op](std::string_view ops) { return ops.find(static_cast<char>(op)) != std::string_view::npos; };
  if (among("NIJKLMFG\x88\x89\x8a\x8b")) return stepScalar(op);
  if (among("STUVXBC\x8c\x8d\x8e\x96")) return stepText(op);
  if (among("]()}adelstu\x85\x86\x87\x8f\x90\x91")) return stepContainer(op);
  if (among("cRbioPQ\x81\x82\x83\x84\x92\x93")) return stepObject(op);
  return stepMemo(op);
}

bool PickleMachine::stepScalar(unsigned char op) {
  switch (op) {
    case 'N':
      return push(PickleTree::kNone);
    case 0x88:  // NEWTRUE
      return push(PickleTree::kTrue);
    case 0x89:  // NEWFALSE
      return push(PickleTree::kFalse);
    case 'J': {  // BININT
      const auto value = unsignedOf(4);
      return value ? pushInteger(static_cast<std::int32_t>(*value)) : damaged();
    }
    case 'K':  // BININT1
    case 'M': {
      const auto value = unsignedOf(op == 'K' ? 1 : 2);
      return value ? pushInteger(static_cast<std::int64_t>(*value)) : damaged();
    }
    case 0x8a:  // LONG1
      return pushLong(unsignedOf(1));
    case 0x8b:  // LONG4
      return pushLong(unsignedOf(4));
    case 'G': {  // BINFLOAT, big-endian
      const auto bits = unsignedOf(8);
      return bits ? pushNumber(std::bit_cast<double>(__builtin_bswap64(*bits))) : damaged();
    }
    case 'F': {
      const auto text = line();
      double value = 0;
      if (!text) return damaged();
      const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), value);
      return code == std::errc() && end == text->data() + text->size() ? pushNumber(value) : damaged();
    }
    default: {  // INT, LONG
      const auto text = line();
      if (!text || (op == 'L' && text->empty())) return damaged();
      if (op == 'I' && (*text == "00" || *text == "01")) {
        return push(*text == "01" ? PickleTree::kTrue : PickleTree::kFalse);
      }
      return pushDecimal(text->ends_with('L') ? text->substr(0, text->size() - 1) : *text);
    }
  }
}

bool PickleMachine::stepText(unsigned char op) {
  switch (op) {
    case 'S': {  // STRING: Python's own notation
      const auto text = line();
      auto decoded = text ? unquoted(*text) : std::nullopt;
      return decoded ? pushDecoded(Kind::Bytes, std::move(*decoded)) : damaged();
    }
    case 'V': {  // UNICODE
      const auto text = line();
      return text ? pushDecoded(Kind::Text, fromRawUnicode(*text)) : damaged();
    }
    case 'T':  // BINSTRING
    case 'B':  // BINBYTES
      return pushCounted(Kind::Bytes, 4);
    case 'U':  // SHORT_BINSTRING
    case 'C':  // SHORT_BINBYTES
      return pushCounted(Kind::Bytes, 1);
    case 'X':
      return pushCounted(Kind::Text, 4);
    case 0x8c:
      return pushCounted(Kind::Text, 1);
    case 0x8d:
      return pushCounted(Kind::Text, 8);
    default:  // BINBYTES8, BYTEARRAY8
      return pushCounted(Kind::Bytes, 8);
  }
}

bool PickleMachine::stepContainer(unsigned char op) {
  switch (op) {
    case '(':
      marks_.push_back(stack_.size());
      return marks_.size() <= kMostValues || damaged();
    case ')':
      return push(PickleTree::kEmptyTuple);
    case ']':
      return pushContainer(Kind::List, {});
    case '}':
      return pushContainer(Kind::Dict, {});
    case 0x8f:
      return pushContainer(Kind::Set, {});
    case 'a':
      return addTo(1, Kind::List);
    case 's':
      return addTo(2, Kind::Dict);
    case 'e':
      return addFromMark(Kind::List);
    case 'u':
      return addFromMark(Kind::Dict);
    case 0x90:
      return addFromMark(Kind::Set);
    case 0x85:
    case 0x86:
    case 0x87:
      return pushTuple(op - 0x84U);
    default: {  // TUPLE, LIST, DICT, FROZENSET
      auto values = popToMark();
      if (!values || (op == 'd' && values->size() % 2 != 0)) return damaged();
      const Kind kind = op == 't' ? Kind::Tuple : op == 'l' ? Kind::List : op == 'd' ? Kind::Dict : Kind::Set;
      return pushContainer(kind, std::move(*values));
    }
  }
}

bool PickleMachine::stepObject(unsigned char op) {
  switch (op) {
    case 'c': {  // GLOBAL
      const auto module = line();
      const auto name = line();
      return module && name ? pushGlobal(*module, *name) : damaged();
    }
    case 0x93: {  // STACK_GLOBAL
      const auto name = pop();
      const auto module = pop();
      if (!name || !module || tree_.nodes[*name].kind != Kind::Text || tree_.nodes[*module].kind != Kind::Text) {
        return damaged();
      }
      return pushGlobal(tree_.textOf(*module), tree_.textOf(*name));
    }
    case 'R':
    case 0x81:  // NEWOBJ
      return call();
    case 'b':
      return build();
    case 'i': {  // INST
      const auto module = line();
      const auto name = line();
      if (!module || !name || !pushGlobal(*module, *name)) return error_ ? false : damaged();
      const auto constructor = pop();
      auto arguments = popToMark();
      if (!constructor || !arguments || !pushContainer(Kind::Tuple, std::move(*arguments))) return damaged();
      return make(*constructor, *pop());
    }
    case 'o':
      return instance();
    case 'P': {
      const auto text = line();
      if (!text || !pushText(Kind::Text, *text)) return damaged();
      return pushContainer(Kind::Persistent, {*pop()});
    }
    case 'Q': {
      const auto described = pop();
      return described ? pushContainer(Kind::Persistent, {*described}) : damaged();
    }
    case 0x92: {  // NEWOBJ_EX: constructor, arguments, keywords, which no constructor of ours needs
      const auto keywords = pop();
      return keywords ? call() : damaged();
    }
    default:  // EXT1, EXT2, EXT4
      return pushGlobal("copyreg", "extension");
  }
}

bool PickleMachine::stepMemo(unsigned char op) {
  std::optional<std::uint64_t> slot;
  const bool byLine = op == 'p' || op == 'g';
  if (byLine) {
    const auto text = line();
    std::uint64_t value = 0;
    if (text && !text->empty() && std::from_chars(text->data(), text->data() + text->size(), value).ec == std::errc()) {
      slot = value;
    }
  }
  switch (op) {
    case '0':
      return pop().has_value() || damaged();
    case '1':
      return popToMark().has_value() || damaged();
    case '2':
      return stack_.empty() ? damaged() : push(stack_.back());
    case 'q':
    case 'h':
      slot = unsignedOf(1);
      break;
    case 'r':
    case 'j':
      slot = unsignedOf(4);
      break;
    case 0x94:  // MEMOIZE
      slot = memorized_;
      break;
    default:
      if (!byLine) return damaged();
  }
  if (!slot || *slot >= tree_.bytes.size()) return damaged();
  if (op == 'g' || op == 'h' || op == 'j') {
    return *slot < memo_.size() && memo_[*slot] != 0 ? push(memo_[*slot] - 1) : damaged();
  }
  if (stack_.empty()) return damaged();
  if (*slot >= memo_.size()) memo_.resize(*slot + 1);
  memorized_ += memo_[*slot] == 0 ? 1 : 0;
  memo_[*slot] = stack_.back() + 1;
  return true;
}

std::optional<std::uint64_t> PickleMachine::unsignedOf(int bytes) {
  const auto text = take(static_cast<std::uint64_t>(bytes));
  if (!text) return std::nullopt;
  std::uint64_t value = 0;
  std::memcpy(&value, text->data(), text->size());
  return value;
}

std::optional<std::string_view> PickleMachine::take(std::uint64_t bytes) {
  if (bytes > tree_.bytes.size() - at_) return std::nullopt;
  const std::string_view out = tree_.bytes.substr(at_, bytes);
  at_ += bytes;
  return out;
}

std::optional<std::string_view> PickleMachine::line() {
  const std::size_t end = tree_.bytes.find('\n', at_);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view out = tree_.bytes.substr(at_, end - at_);
  at_ = end + 1;
  if (out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

bool PickleMachine::push(std::uint32_t node) {
  stack_.push_back(node);
  return true;
}

std::optional<std::uint32_t> PickleMachine::pop() {
  if (stack_.empty() || (!marks_.empty() && stack_.size() <= marks_.back())) {
    damaged();
    return std::nullopt;
  }
  const std::uint32_t node = stack_.back();
  stack_.pop_back();
  return node;
}

std::optional<std::vector<std::uint32_t>> PickleMachine::popToMark() {
  if (marks_.empty()) {
    damaged();
    return std::nullopt;
  }
  const auto begin = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
  std::vector<std::uint32_t> out(begin, stack_.end());
  stack_.erase(begin, stack_.end());
  marks_.pop_back();
  return out;
}

bool PickleMachine::pushInteger(std::int64_t value) { return push(add({Kind::Int, 0, {value}})); }

bool PickleMachine::pushNumber(double value) {
  Node node{Kind::Float, 0, {}};
  node.number = value;
  return push(add(node));
}

bool PickleMachine::pushText(Kind kind, std::string_view text) {
  if (text.size() > UINT32_MAX) return damaged();
  Node node{kind, static_cast<std::uint32_t>(text.size()), {}};
  node.text = text.data();
  return push(add(node));
}

bool PickleMachine::pushDecoded(Kind kind, std::string text) {
  // Each text is decoded once in an honest file; a hostile one could have one long text decoded again and again.
  decodedBytes_ += text.size();
  if (decodedBytes_ > 2 * tree_.bytes.size()) return damaged();
  return pushText(kind, tree_.decoded.emplace_back(std::move(text)));
}

bool PickleMachine::pushContainer(Kind kind, std::vector<std::uint32_t> children) {
  slots_ += children.size();
  const auto index = static_cast<std::uint32_t>(tree_.children.size());
  tree_.children.push_back(std::move(children));
  return push(add({kind, index, {}}));
}

bool PickleMachine::pushCounted(Kind kind, int lengthBytes) {
  const auto length = unsignedOf(lengthBytes);
  const auto text = length ? take(*length) : std::nullopt;
  return text ? pushText(kind, *text) : damaged();
}

bool PickleMachine::pushDecimal(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return damaged();
  if (code == std::errc::result_out_of_range) return pushText(Kind::LongInt, text);
  return code == std::errc() ? pushInteger(value) : damaged();
}

bool PickleMachine::pushLong(std::optional<std::uint64_t> bytes) {
  const auto text = bytes ? take(*bytes) : std::nullopt;
  if (!text) return damaged();
  if (text->size() > sizeof(std::int64_t)) return pushText(Kind::LongInt, *text);
  const bool negative = !text->empty() && (static_cast<unsigned char>(text->back()) & 0x80U) != 0;
  std::int64_t value = negative ? -1 : 0;
  std::memcpy(&value, text->data(), text->size());
  return pushInteger(value);
}

bool PickleMachine::pushTuple(std::size_t size) {
  std::vector<std::uint32_t> children(size);
  for (std::size_t i = size; i-- > 0;) {
    const auto value = pop();
    if (!value) return false;
    children[i] = *value;
  }
  return pushContainer(Kind::Tuple, std::move(children));
}

bool PickleMachine::pushGlobal(std::string_view module, std::string_view name) {
  const std::string_view known = knownConstructor(module, name);
  if (known.empty()) return fail(failure(kRefused, {source_, printable(module) + "." + printable(name)}));
  return pushText(Kind::Global, known);
}

bool PickleMachine::addTo(std::size_t count, Kind kind) {
  std::uint32_t values[2] = {};
  for (std::size_t i = count; i-- > 0;) {
    const auto value = pop();
    if (!value) return false;
    values[i] = *value;
  }
  if (stack_.empty() || tree_.nodes[stack_.back()].kind != kind) return damaged();
  auto& children = tree_.children[tree_.nodes[stack_.back()].index];
  children.insert(children.end(), values, values + count);
  slots_ += count;
  return true;
}

bool PickleMachine::addFromMark(Kind kind) {
  const auto values = popToMark();
  if (!values || stack_.empty() || tree_.nodes[stack_.back()].kind != kind) return damaged();
  if (kind == Kind::Dict && values->size() % 2 != 0) return damaged();
  auto& children = tree_.children[tree_.nodes[stack_.back()].index];
  children.insert(children.end(), values->begin(), values->end());
  slots_ += values->size();
  return true;
}

bool PickleMachine::instance() {  // OBJ: mark, class, arguments
  auto values = popToMark();
  if (!values || values->empty()) return damaged();
  const std::uint32_t constructor = values->front();
  values->erase(values->begin());
  return pushContainer(Kind::Tuple, std::move(*values)) && make(constructor, *pop());
}

bool PickleMachine::build() {
  const auto state = pop();
  if (!state || stack_.empty()) return damaged();
  const Node& node = tree_.nodes[stack_.back()];
  if (node.kind == Kind::Object) tree_.children[node.index][2] = *state;
  // An OrderedDict's attributes (torch's _metadata) say nothing about tensors.
  return node.kind == Kind::Object || node.kind == Kind::Dict || damaged();
}

bool PickleMachine::call() {
  const auto arguments = pop();
  const auto constructor = pop();
  return arguments && constructor ? make(*constructor, *arguments) : damaged();
}

bool PickleMachine::make(std::uint32_t constructor, std::uint32_t arguments) {
  if (tree_.nodes[constructor].kind != Kind::Global || tree_.nodes[arguments].kind != Kind::Tuple) return damaged();
  const std::string_view name = tree_.textOf(constructor);
  if (name.starts_with("collections.") || name.ends_with(".dict")) return makeDict(arguments);
  if (name == "_codecs.encode" || name.ends_with(".bytes") || name.ends_with(".bytearray")) return makeBytes(arguments);
  return pushContainer(Kind::Object, {constructor, arguments, PickleTree::kNone});
}

/// OrderedDict() or, from Python 2, OrderedDict([[key, value], ...]).
bool PickleMachine::makeDict(std::uint32_t arguments) {
  std::vector<std::uint32_t> children;
  const auto& given = tree_.childrenOf(arguments);
  if (!given.empty() && tree_.nodes[given[0]].kind == Kind::List) {
    for (const std::uint32_t pair : tree_.childrenOf(given[0])) {
      const Kind kind = tree_.nodes[pair].kind;
      if ((kind != Kind::List && kind != Kind::Tuple) || tree_.childrenOf(pair).size() != 2) return damaged();
      children.insert(children.end(), tree_.childrenOf(pair).begin(), tree_.childrenOf(pair).end());
    }
  }
  return pushContainer(Kind::Dict, std::move(children));
}

/// Bytes as Python 3 writes them for Python 2: encode(text, "latin1"), bytearray(text, "latin-1"), bytes().
bool PickleMachine::makeBytes(std::uint32_t arguments) {
  const auto& given = tree_.childrenOf(arguments);
  if (given.empty()) return pushText(Kind::Bytes, {});
  if (tree_.nodes[given[0]].kind == Kind::Bytes) return push(given[0]);
  if (tree_.nodes[given[0]].kind != Kind::Text || given.size() < 2) return damaged();
  const Node& encoding = tree_.nodes[given[1]];
  if (encoding.kind != Kind::Text && encoding.kind != Kind::Bytes) return damaged();
  const std::string_view name = tree_.textOf(given[1]);
  if (name != "latin1" && name != "latin-1") return damaged();
  const std::string_view text = tree_.textOf(given[0]);
  if (decodedBytes_ + text.size() > 2 * tree_.bytes.size()) return damaged();
  auto decoded = latin1(text);
  return decoded ? pushDecoded(Kind::Bytes, std::move(*decoded)) : damaged();
}

std::uint32_t PickleMachine::add(Node node) {
  tree_.nodes.push_back(node);
  return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
}

bool PickleMachine::fail(Error error) {
  if (!error_) error_ = std::move(error);
  return false;
}

bool PickleMachine::damaged() {
  if (at_ >= tree_.bytes.size()) {
    return fail(
        failure(DYADIC_TR("engine", "%1 is damaged: it ends in the middle of its data. Download or copy it again."),
                {source_}));
  }
  return fail(
      failure(DYADIC_TR("engine", "%1 is damaged: its pickle is not valid at byte %2. Download or copy it again."),
              {source_, std::to_string(at_)}));
}

}  // namespace dyadic::nets
