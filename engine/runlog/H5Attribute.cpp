// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/H5Attribute.h"

namespace dyadic::runlog::h5 {
namespace {

constexpr hsize_t kMaxValues = 1 << 20;

Handle textType() {
  Handle type(check(H5Tcopy(H5T_C_S1), "text type"), H5Tclose);
  check(H5Tset_size(type, H5T_VARIABLE), "text type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
  return type;
}

/// One value, or a list of `count`.
struct Extent {
  bool list = false;
  hsize_t count = 1;
};

void write(hid_t object, const char* name, hid_t type, const Extent& extent, const void* data) {
  const Handle space(
      check(extent.list ? H5Screate_simple(1, &extent.count, nullptr) : H5Screate(H5S_SCALAR), "attribute"), H5Sclose);
  Handle attribute;
  if (hasAttribute(object, name)) {
    attribute = {check(H5Aopen(object, name, H5P_DEFAULT), "cannot open attribute", name), H5Aclose};
    const Handle old(check(H5Aget_space(attribute), "attribute", name), H5Sclose);
    if (H5Sextent_equal(old, space) <= 0) {
      attribute.reset();
      check(H5Adelete(object, name), "cannot replace attribute", name);
    }
  }
  if (attribute < 0) {
    attribute = {
        check(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), "cannot create attribute", name),
        H5Aclose};
  }
  if (extent.count > 0) {
    check(H5Awrite(attribute, type, data), "cannot write attribute", name);
  }
}

struct Opened {
  Handle attribute;
  Handle type;
  std::size_t count = 0;
};

Opened open(hid_t object, const char* name) {
  if (!hasAttribute(object, name)) {
    throw Failure(std::string("attribute ") + name + " is missing");
  }
  Opened opened;
  opened.attribute = {check(H5Aopen(object, name, H5P_DEFAULT), "cannot open attribute", name), H5Aclose};
  opened.type = {check(H5Aget_type(opened.attribute), "cannot read the type of", name), H5Tclose};
  const Handle space(check(H5Aget_space(opened.attribute), "cannot read the size of", name), H5Sclose);
  const auto count = check(H5Sget_simple_extent_npoints(space), "cannot read the size of", name);
  if (static_cast<hsize_t>(count) > kMaxValues) {
    throw Failure(std::string("attribute ") + name + " is too large");
  }
  opened.count = static_cast<std::size_t>(count);
  return opened;
}

template <class T>
std::vector<T> numbers(hid_t object, const char* name, H5T_class_t kind, hid_t type) {
  const Opened opened = open(object, name);
  if (H5Tget_class(opened.type) != kind) {
    throw Failure(std::string("attribute ") + name + " is of another type");
  }
  std::vector<T> values(opened.count);
  if (!values.empty()) {
    check(H5Aread(opened.attribute, type, values.data()), "cannot read attribute", name);
  }
  return values;
}

template <class T>
T single(const std::vector<T>& values, const char* name) {
  if (values.size() != 1) {
    throw Failure(std::string("attribute ") + name + " is not a single value");
  }
  return values.front();
}

}  // namespace

void setText(hid_t object, const char* name, const std::string& value) {
  const char* data = value.c_str();
  write(object, name, textType(), {}, &data);
}

void setTexts(hid_t object, const char* name, const std::vector<std::string>& values) {
  std::vector<const char*> data;
  data.reserve(values.size());
  for (const auto& value : values) {
    data.push_back(value.c_str());
  }
  write(object, name, textType(), {true, data.size()}, data.data());
}

void setInteger(hid_t object, const char* name, std::int64_t value) {
  write(object, name, H5T_NATIVE_INT64, {}, &value);
}

void setIntegers(hid_t object, const char* name, const std::vector<std::int64_t>& values) {
  write(object, name, H5T_NATIVE_INT64, {true, values.size()}, values.data());
}

void setUnsigned(hid_t object, const char* name, std::uint64_t value) {
  write(object, name, H5T_NATIVE_UINT64, {}, &value);
}

void setReal(hid_t object, const char* name, double value) { write(object, name, H5T_NATIVE_DOUBLE, {}, &value); }

void setReals(hid_t object, const char* name, const std::vector<double>& values) {
  write(object, name, H5T_NATIVE_DOUBLE, {true, values.size()}, values.data());
}

bool hasAttribute(hid_t object, const char* name) {
  return check(H5Aexists(object, name), "cannot look for attribute", name) > 0;
}

std::vector<std::string> texts(hid_t object, const char* name) {
  const Opened opened = open(object, name);
  if (H5Tget_class(opened.type) != H5T_STRING || H5Tis_variable_str(opened.type) <= 0) {
    throw Failure(std::string("attribute ") + name + " is no text");
  }
  if (opened.count == 0) {
    return {};
  }
  std::vector<char*> data(opened.count, nullptr);
  const Handle type = textType();
  check(H5Aread(opened.attribute, type, data.data()), "cannot read attribute", name);
  std::vector<std::string> values;
  for (char* value : data) {
    values.emplace_back(value != nullptr ? value : "");
    H5free_memory(value);
  }
  return values;
}

std::string text(hid_t object, const char* name) { return single(texts(object, name), name); }

std::vector<std::int64_t> integers(hid_t object, const char* name) {
  return numbers<std::int64_t>(object, name, H5T_INTEGER, H5T_NATIVE_INT64);
}

std::int64_t integer(hid_t object, const char* name) { return single(integers(object, name), name); }

std::uint64_t unsignedInteger(hid_t object, const char* name) {
  return single(numbers<std::uint64_t>(object, name, H5T_INTEGER, H5T_NATIVE_UINT64), name);
}

std::vector<double> reals(hid_t object, const char* name) {
  return numbers<double>(object, name, H5T_FLOAT, H5T_NATIVE_DOUBLE);
}

double real(hid_t object, const char* name) { return single(reals(object, name), name); }

std::vector<std::string> attributeNames(hid_t object) {
  std::vector<std::string> names;
  const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), "cannot list attributes");
  return names;
}

}  // namespace dyadic::runlog::h5
