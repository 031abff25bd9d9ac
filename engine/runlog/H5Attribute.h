// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/runlog/H5.h"

/// Attributes of a group, a data set or (given the file) the root. Texts are UTF-8 of variable length, which h5py shows
/// as str. Writing replaces the value; readers of the same file in this process never see the attribute missing.
namespace dyadic::runlog::h5 {

void setText(hid_t object, const char* name, const std::string& value);
void setTexts(hid_t object, const char* name, const std::vector<std::string>& values);
void setInteger(hid_t object, const char* name, std::int64_t value);
void setIntegers(hid_t object, const char* name, const std::vector<std::int64_t>& values);
void setUnsigned(hid_t object, const char* name, std::uint64_t value);
void setReal(hid_t object, const char* name, double value);
void setReals(hid_t object, const char* name, const std::vector<double>& values);

[[nodiscard]] bool hasAttribute(hid_t object, const char* name);
/// All of them throw Failure where the attribute is missing or of another type.
[[nodiscard]] std::string text(hid_t object, const char* name);
[[nodiscard]] std::vector<std::string> texts(hid_t object, const char* name);
[[nodiscard]] std::int64_t integer(hid_t object, const char* name);
[[nodiscard]] std::vector<std::int64_t> integers(hid_t object, const char* name);
[[nodiscard]] std::uint64_t unsignedInteger(hid_t object, const char* name);
[[nodiscard]] double real(hid_t object, const char* name);
[[nodiscard]] std::vector<double> reals(hid_t object, const char* name);
[[nodiscard]] std::vector<std::string> attributeNames(hid_t object);

}  // namespace dyadic::runlog::h5
