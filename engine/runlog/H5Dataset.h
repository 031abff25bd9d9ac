// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/runlog/H5.h"

/// Data sets: whole arrays, texts and series that grow. Each one written gets the attributes units, description and
/// DIMENSION_LABELS (h5py: dataset.dims[0].label).
namespace dyadic::runlog::h5 {

/// What a data set is called and what stands beside it.
struct Field {
  const char* name;
  const char* units;       ///< "1" for pure numbers
  const char* dimensions;  ///< names of its dimensions: "epoch,edge"; "" for a single value
  const char* description;
};

using Shape = std::vector<std::int64_t>;

template <class T>
[[nodiscard]] hid_t typeOf();

enum class Packing { Plain, Deflate };  ///< Deflate takes effect from 16 KiB on

/// REQUIRES: data holds as many values of `type` as shape asks for.
void writeRaw(hid_t parent, const Field& field, hid_t type, const Shape& shape, const void* data,
              Packing packing = Packing::Plain);

template <class T>
void writeArray(hid_t parent, const Field& field, const Shape& shape, std::span<const T> values,
                Packing packing = Packing::Plain) {
  writeRaw(parent, field, typeOf<T>(), shape, values.data(), packing);
}
template <class T>
void writeColumn(hid_t parent, const Field& field, const std::vector<T>& values, Packing packing = Packing::Plain) {
  writeRaw(parent, field, typeOf<T>(), {static_cast<std::int64_t>(values.size())}, values.data(), packing);
}
template <class T>
void writeScalar(hid_t parent, const Field& field, T value) {
  writeRaw(parent, field, typeOf<T>(), {}, &value);
}
/// Integers of `bits` bits (2 to 16), which is also what they take on disk (n-bit filter) from a few hundred on.
/// Nothing stands beside them. Throws where one does not fit. REQUIRES: as many values as shape asks for.
void writePacked(hid_t parent, const char* name, const Shape& shape, std::span<const std::int32_t> values, int bits);
/// New values for a data set of the same type and shape, in the place of the old ones.
void overwrite(hid_t parent, const char* name, hid_t type, const void* data);
/// One text, or a column of texts: UTF-8 of the longest one's length, padded with zeros.
void writeText(hid_t parent, const Field& field, const std::string& value);
void writeTexts(hid_t parent, const Field& field, const std::vector<std::string>& values);

/// An opened data set, looked over before anything is read: a plain array of numbers or texts whose size in memory is
/// plausible for what it takes on disk, stored in this file, at most deflated or packed to its bits.
class Array {
 public:
  enum class Origin {
    Read,     ///< of a file that may be damaged: its size is checked against what the file holds
    Written,  ///< of one that this process writes: what was just written is not in the file yet
  };
  /// Throws Failure where it is missing or is none of that.
  Array(hid_t parent, const char* name, Origin origin = Origin::Read);

  [[nodiscard]] const Shape& shape() const { return shape_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] hid_t id() const { return dataset_; }
  /// After writing to it: throws where that did not reach the file.
  void close();
  /// Throws unless the file's type is of the same kind (integer or real).
  template <class T>
  [[nodiscard]] std::vector<T> read() const {
    std::vector<T> values(size_);
    readRaw(typeOf<T>(), values.data());
    return values;
  }
  [[nodiscard]] std::vector<std::string> readTexts() const;
  /// REQUIRES: room for size() values of `type`.
  void readRaw(hid_t type, void* out) const;
  /// The number type of this machine that the file's type is: typeOf<T>() of some T. Throws for texts.
  [[nodiscard]] bool isStoredAs(hid_t type) const;

 private:
  std::string name_;
  Handle dataset_;
  Handle type_;
  Shape shape_;
  std::size_t size_ = 0;
};

/// A column of `length` numbers.
template <class T>
[[nodiscard]] std::vector<T> readColumn(hid_t parent, const char* name, std::size_t length);
/// A column of any length.
template <class T>
[[nodiscard]] std::vector<T> readColumn(hid_t parent, const char* name);
template <class T>
[[nodiscard]] T readScalar(hid_t parent, const char* name);

/// Creates an empty series that grows along its first dimension. `columns` 0: one-dimensional.
void createSeries(hid_t parent, const Field& field, hid_t type, std::int64_t columns = 0);
/// Appends rows. REQUIRES: data holds rows * max(1, columns) values.
void appendSeries(hid_t parent, const char* name, hid_t type, std::int64_t rows, const void* data);
/// Of a series of a file that this process writes.
[[nodiscard]] Shape writtenShape(hid_t parent, const char* name);

}  // namespace dyadic::runlog::h5
