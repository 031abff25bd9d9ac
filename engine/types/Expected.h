// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// Marks an English text of the Qt-free engine for lupdate, which is told
/// `-tr-function-alias QT_TRANSLATE_NOOP+=DYADIC_TR`. app/ translates it in the context "engine".
#define DYADIC_TR(context, text) text

namespace dyadic {

/// Whose mistake it is; decides the exit code of dyadic-cli.
enum class ErrorKind {
  Usage,    ///< arguments or config: syntax, keys, values. Exit code 2.
  Failure,  ///< everything else: files, shapes, numbers, a full disk. Exit code 1.
};

/// What failed, in which file, and what to do. `text` is an English template marked with DYADIC_TR in which %1 to %9
/// stand for `arguments`; it serves as the error's code, and app/ translates it before the arguments are put in.
struct Error {
  ErrorKind kind = ErrorKind::Failure;
  std::string text;
  std::vector<std::string> arguments;

  /// The English message with its arguments.
  [[nodiscard]] std::string message() const;
};

/// `Error` for a mistake in arguments or config (exit code 2).
[[nodiscard]] Error usageError(std::string text, std::vector<std::string> arguments = {});
/// `Error` for everything else (exit code 1).
[[nodiscard]] Error failure(std::string text, std::vector<std::string> arguments = {});

/// A value or the error that prevented it. Nothing in the engine's public functions throws.
template <class T>
class [[nodiscard]] Expected {
 public:
  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Expected(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// REQUIRES: ok().
  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// REQUIRES: !ok().
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Success, or the error.
template <>
class [[nodiscard]] Expected<void> {
 public:
  Expected() = default;
  Expected(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  /// REQUIRES: !ok().
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

using Status = Expected<void>;

}  // namespace dyadic
