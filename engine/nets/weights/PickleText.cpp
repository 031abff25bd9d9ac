// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/PickleText.h"

#include <charconv>
#include <cstdint>

namespace dyadic::nets {
namespace {

std::optional<std::uint32_t> hexadecimal(std::string_view text, std::size_t digits) {
  std::uint32_t value = 0;
  if (text.size() < digits) return std::nullopt;
  const auto [end, code] = std::from_chars(text.data(), text.data() + digits, value, 16);
  if (code != std::errc() || end != text.data() + digits) return std::nullopt;
  return value;
}

void appendUtf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xc0U | (code >> 6U));
    byte(0x80U | (code & 0x3fU));
  } else if (code < 0x10000) {
    byte(0xe0U | (code >> 12U));
    byte(0x80U | ((code >> 6U) & 0x3fU));
    byte(0x80U | (code & 0x3fU));
  } else {
    byte(0xf0U | ((code >> 18U) & 0x7U));
    byte(0x80U | ((code >> 12U) & 0x3fU));
    byte(0x80U | ((code >> 6U) & 0x3fU));
    byte(0x80U | (code & 0x3fU));
  }
}

/// Reads the escape after a backslash at text[at] and moves `at` behind it.
std::optional<char> escape(std::string_view text, std::size_t& at) {
  constexpr std::string_view kNames = "\\'\"abfnrtv";
  constexpr std::string_view kValues = "\\'\"\a\b\f\n\r\t\v";
  const char c = text[at++];
  if (c == 'x') {
    const auto value = hexadecimal(text.substr(at), 2);
    at += 2;
    return value ? std::optional(static_cast<char>(*value)) : std::nullopt;
  }
  if (c >= '0' && c <= '7') {
    int value = c - '0';
    for (int i = 0; i < 2 && at < text.size() && text[at] >= '0' && text[at] <= '7'; ++i) {
      value = value * 8 + (text[at++] - '0');
    }
    return static_cast<char>(value);
  }
  const std::size_t found = kNames.find(c);
  return found == std::string_view::npos ? std::nullopt : std::optional(kValues[found]);
}

}  // namespace

std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || (text.front() != '\'' && text.front() != '"') || text.back() != text.front()) {
    return std::nullopt;
  }
  text = text.substr(1, text.size() - 2);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at++];
    if (c != '\\') {
      out += c;
      continue;
    }
    if (at == text.size()) return std::nullopt;
    const auto value = escape(text, at);
    if (!value) return std::nullopt;
    out += *value;
  }
  return out;
}

std::string fromRawUnicode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool escaped = text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == 'u' || text[at + 1] == 'U');
    const std::size_t digits = escaped && text[at + 1] == 'U' ? 8 : 4;
    const auto code = escaped ? hexadecimal(text.substr(at + 2), digits) : std::nullopt;
    appendUtf8(out, code ? *code : static_cast<unsigned char>(text[at]));
    at += code ? 2 + digits : 1;
  }
  return out;
}

std::optional<std::string> latin1(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto first = static_cast<unsigned char>(utf8[at]);
    if (first < 0x80) {
      out += utf8[at];
      continue;
    }
    const bool two = (first == 0xc2 || first == 0xc3) && at + 1 < utf8.size();
    const unsigned second = two ? static_cast<unsigned char>(utf8[at + 1]) : 0U;
    if (!two || (second & 0xc0U) != 0x80U) return std::nullopt;
    out += static_cast<char>(((first & 0x03U) << 6U) | (second & 0x3fU));
    ++at;
  }
  return out;
}

}  // namespace dyadic::nets
