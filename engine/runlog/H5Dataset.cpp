// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/H5Dataset.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/runlog/H5Attribute.h"

namespace dyadic::runlog::h5 {
namespace {

constexpr hsize_t kCompactBytes = 2048;        // up to here the values stand in the data set's header
constexpr hsize_t kDeflateBytes = 1 << 14;     // from here on deflate is worth its overhead
constexpr hsize_t kChunkBytes = 1 << 20;       // about; whole rows
constexpr hsize_t kMaxChunkBytes = 256 << 20;  // of files that are read
constexpr hsize_t kMaxDeflateRatio = 1100;     // deflate's own limit is 1032
constexpr hsize_t kSeriesChunkBytes = 1 << 13;
constexpr hsize_t kPackedBytes = 512;             // from here on the n-bit filter saves more than its chunk costs
constexpr hsize_t kPackedChunkBytes = 64u << 20;  // at most; whole rows

std::vector<hsize_t> extentOf(const Shape& shape) { return {shape.begin(), shape.end()}; }

hsize_t product(const std::vector<hsize_t>& extent) {
  hsize_t count = 1;
  for (const hsize_t size : extent) {
    count *= size;
  }
  return count;
}

Handle spaceOf(const std::vector<hsize_t>& extent) {
  const auto rank = static_cast<int>(extent.size());
  return {check(rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, extent.data(), nullptr), "data space"),
          H5Sclose};
}

Handle layoutFor(const std::vector<hsize_t>& extent, hsize_t valueBytes, Packing packing) {
  Handle properties(check(H5Pcreate(H5P_DATASET_CREATE), "data set properties"), H5Pclose);
  const hsize_t bytes = product(extent) * valueBytes;
  if (bytes <= kCompactBytes) {
    check(H5Pset_layout(properties, H5D_COMPACT), "layout");
  } else if (packing == Packing::Deflate && bytes >= kDeflateBytes) {
    std::vector<hsize_t> chunk = extent;
    chunk[0] = std::clamp<hsize_t>(kChunkBytes / std::max<hsize_t>(1, bytes / extent[0]), 1, extent[0]);
    check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "chunks");
    check(H5Pset_shuffle(properties), "shuffle filter");
    check(H5Pset_deflate(properties, 2), "deflate filter");
  } else {
    check(H5Pset_fill_time(properties, H5D_FILL_TIME_NEVER), "fill time");
  }
  return properties;
}

void describe(hid_t dataset, const Field& field) {
  setText(dataset, "units", field.units);
  setText(dataset, "description", field.description);
  if (*field.dimensions != 0) {
    std::vector<std::string> labels(1);
    for (const char* c = field.dimensions; *c != 0; ++c) {
      if (*c == ',') {
        labels.emplace_back();
      } else {
        labels.back() += *c;
      }
    }
    setTexts(dataset, "DIMENSION_LABELS", labels);
  }
}

Handle fixedText(std::size_t length) {
  Handle type(check(H5Tcopy(H5T_C_S1), "text type"), H5Tclose);
  check(H5Tset_size(type, std::max<std::size_t>(1, length)), "text type");
  check(H5Tset_strpad(type, H5T_STR_NULLPAD), "text type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
  return type;
}

Handle openDataset(hid_t parent, const char* name) {
  if (!exists(parent, name)) {
    throw Failure(std::string("data set ") + name + " is missing");
  }
  return {check(H5Dopen2(parent, name, H5P_DEFAULT), "cannot open data set", name), H5Dclose};
}

/// Part of it stays in memory until the data set is closed, which has to be checked. (H5Dflush looks at all the
/// metadata of the file each time.)
void writeValues(hid_t dataset, hid_t type, hid_t memory, hid_t space, const void* data, const char* name) {
  check(H5Dwrite(dataset, type, memory, space, H5P_DEFAULT, data), "cannot write", name);
}

/// Throws unless every chunk of `values` values went through the n-bit filter and is as long as that makes it: the
/// library unpacks by the filter's own parameters and does not look at the chunk's end.
void checkPacked(hid_t dataset, std::span<const unsigned> parameters, hsize_t values, const std::string& name) {
  const Handle type(check(H5Dget_type(dataset), "type of", name.c_str()), H5Tclose);
  const auto bytes = static_cast<unsigned>(H5Tget_size(type));
  const auto bits = static_cast<unsigned>(H5Tget_precision(type));
  constexpr unsigned kAtomic = 1;  // H5Z_NBIT_ATOMIC
  const unsigned expected[] = {8, 0, static_cast<unsigned>(values), kAtomic, bytes, H5T_ORDER_LE, bits, 0};
  if (H5Tget_class(type) != H5T_INTEGER || bits == 0 || bits >= 8 * bytes || H5Tget_offset(type) != 0 ||
      !std::equal(parameters.begin(), parameters.end(), std::begin(expected), std::end(expected))) {
    throw Failure(name + " is packed in an unknown way");
  }
  const hsize_t least = (values * bits + 7) / 8;
  const Handle space(check(H5Dget_space(dataset), "shape of", name.c_str()), H5Sclose);
  hsize_t chunks = 0;
  check(H5Dget_num_chunks(dataset, space, &chunks), "chunks of", name.c_str());
  for (hsize_t i = 0; i < chunks; ++i) {
    unsigned skipped = 0;
    hsize_t offset[H5S_MAX_RANK] = {};
    hsize_t size = 0;
    haddr_t address = HADDR_UNDEF;
    check(H5Dget_chunk_info(dataset, space, i, offset, &skipped, &address, &size), "chunks of", name.c_str());
    if (skipped != 0 || size < least || size > least + 1) {
      throw Failure(name + " has a chunk of a wrong size");
    }
  }
}

/// Bytes on disk from which the values could come; throws for layouts and filters that this program does not write.
hsize_t plausibleBytes(hid_t dataset, hsize_t valueBytes, const std::string& name) {
  const Handle properties(check(H5Dget_create_plist(dataset), "properties of", name.c_str()), H5Pclose);
  const H5D_layout_t layout = H5Pget_layout(properties);
  const hsize_t stored = H5Dget_storage_size(dataset);
  if (layout == H5D_COMPACT || (layout == H5D_CONTIGUOUS && H5Pget_external_count(properties) == 0)) {
    return stored;
  }
  if (layout != H5D_CHUNKED) {
    throw Failure(name + " is not stored in this file");
  }
  hsize_t chunk[H5S_MAX_RANK] = {};
  const int rank = check(H5Pget_chunk(properties, H5S_MAX_RANK, chunk), "chunks of", name.c_str());
  hsize_t chunkBytes = valueBytes;
  for (int i = 0; i < rank; ++i) {
    if (chunk[i] == 0 || chunk[i] > kMaxChunkBytes / chunkBytes) {
      throw Failure(name + " has chunks that are too large");
    }
    chunkBytes *= chunk[i];
  }
  const int filters = check(H5Pget_nfilters(properties), "filters of", name.c_str());
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0;
    unsigned config = 0;
    unsigned parameters[16] = {};
    std::size_t count = std::size(parameters);
    const H5Z_filter_t filter = H5Pget_filter2(properties, i, &flags, &count, parameters, 0, nullptr, &config);
    if (filter == H5Z_FILTER_NBIT && filters == 1 && count <= std::size(parameters)) {
      checkPacked(dataset, {parameters, count}, chunkBytes / valueBytes, name);
    } else if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE) {
      throw Failure(name + " is packed in an unknown way");
    }
  }
  if (stored > std::numeric_limits<hsize_t>::max() / kMaxDeflateRatio) {
    throw Failure(name + " has an impossible size");
  }
  return filters > 0 ? stored * kMaxDeflateRatio : stored;
}

}  // namespace

template <>
hid_t typeOf<std::int8_t>() {
  return H5T_NATIVE_INT8;
}
template <>
hid_t typeOf<std::uint8_t>() {
  return H5T_NATIVE_UINT8;
}
template <>
hid_t typeOf<std::int16_t>() {
  return H5T_NATIVE_INT16;
}
template <>
hid_t typeOf<std::int32_t>() {
  return H5T_NATIVE_INT32;
}
template <>
hid_t typeOf<std::int64_t>() {
  return H5T_NATIVE_INT64;
}
template <>
hid_t typeOf<std::uint64_t>() {
  return H5T_NATIVE_UINT64;
}
template <>
hid_t typeOf<float>() {
  return H5T_NATIVE_FLOAT;
}
template <>
hid_t typeOf<double>() {
  return H5T_NATIVE_DOUBLE;
}

void writeRaw(hid_t parent, const Field& field, hid_t type, const Shape& shape, const void* data, Packing packing) {
  const std::vector<hsize_t> extent = extentOf(shape);
  const Handle space = spaceOf(extent);
  const Handle layout = layoutFor(extent, H5Tget_size(type), packing);
  Handle dataset(check(H5Dcreate2(parent, field.name, type, space, H5P_DEFAULT, layout, H5P_DEFAULT),
                       "cannot create data set", field.name),
                 H5Dclose);
  if (product(extent) > 0) {
    writeValues(dataset, type, H5S_ALL, H5S_ALL, data, field.name);
  }
  describe(dataset, field);
  check(dataset.close(), "cannot write", field.name);
}

void writePacked(hid_t parent, const char* name, const Shape& shape, std::span<const std::int32_t> values, int bits) {
  const std::int64_t limit = std::int64_t{1} << (bits - 1);
  if (std::any_of(values.begin(), values.end(), [&](std::int32_t v) { return v < -limit || v >= limit; })) {
    throw Failure(std::string(name) + " holds integers of more than " + std::to_string(bits) + " bits");
  }
  const Handle type(check(H5Tcopy(bits <= 8    ? H5T_STD_I8LE
                                  : bits <= 16 ? H5T_STD_I16LE
                                               : H5T_STD_I32LE),
                          "integer type"),
                    H5Tclose);
  check(H5Tset_precision(type, static_cast<std::size_t>(bits)), "integer type");
  std::vector<hsize_t> chunk = extentOf(shape);
  const hsize_t bytes = product(chunk) * H5Tget_size(type);
  Handle layout = layoutFor(chunk, H5Tget_size(type), Packing::Plain);
  if (bits % 8 != 0 && bytes > kPackedBytes) {
    layout = {check(H5Pcreate(H5P_DATASET_CREATE), "data set properties"), H5Pclose};
    chunk[0] = std::clamp<hsize_t>(kPackedChunkBytes / std::max<hsize_t>(1, bytes / chunk[0]), 1, chunk[0]);
    check(H5Pset_chunk(layout, static_cast<int>(chunk.size()), chunk.data()), "chunks");
    check(H5Pset_nbit(layout), "n-bit filter");
  }
  check(H5Pset_obj_track_times(layout, false), "data set properties");
  Handle dataset(check(H5Dcreate2(parent, name, type, spaceOf(extentOf(shape)), H5P_DEFAULT, layout, H5P_DEFAULT),
                       "cannot create data set", name),
                 H5Dclose);
  if (!values.empty()) {
    writeValues(dataset, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, values.data(), name);
  }
  check(dataset.close(), "cannot write", name);
}

void overwrite(hid_t parent, const char* name, hid_t type, const void* data) {
  Array array(parent, name, Array::Origin::Written);
  if (array.size() > 0) {
    writeValues(array.id(), type, H5S_ALL, H5S_ALL, data, name);
  }
  array.close();
}

void writeText(hid_t parent, const Field& field, const std::string& value) {
  writeRaw(parent, field, fixedText(value.size()), {}, value.c_str());
}

void writeTexts(hid_t parent, const Field& field, const std::vector<std::string>& values) {
  std::size_t length = 1;
  for (const auto& value : values) {
    length = std::max(length, value.size());
  }
  std::vector<char> data(length * values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::memcpy(data.data() + i * length, values[i].data(), values[i].size());
  }
  writeRaw(parent, field, fixedText(length), {static_cast<std::int64_t>(values.size())}, data.data());
}

Array::Array(hid_t parent, const char* name, Origin origin) : name_(name), dataset_(openDataset(parent, name)) {
  type_ = {check(H5Dget_type(dataset_), "type of", name), H5Tclose};
  const Handle space(check(H5Dget_space(dataset_), "shape of", name), H5Sclose);
  hsize_t extent[H5S_MAX_RANK] = {};
  const int rank = check(H5Sget_simple_extent_dims(space, extent, nullptr), "shape of", name);
  const hsize_t valueBytes = H5Tget_size(type_);
  if (H5Sget_simple_extent_type(space) == H5S_NULL || valueBytes == 0) {
    throw Failure(name_ + " holds nothing");
  }
  const hsize_t limit =
      origin == Origin::Read ? plausibleBytes(dataset_, valueBytes, name_) : std::numeric_limits<hsize_t>::max();
  bool empty = false;
  for (int i = 0; i < rank; ++i) {
    shape_.push_back(static_cast<std::int64_t>(extent[i]));
    empty = empty || extent[i] == 0;
  }
  hsize_t bytes = valueBytes;
  for (int i = 0; i < rank && !empty; ++i) {
    if (extent[i] > limit / bytes) {
      throw Failure(name_ + " is larger than what the file holds of it");
    }
    bytes *= extent[i];
  }
  if (!empty && bytes > limit) {
    throw Failure(name_ + " is larger than what the file holds of it");
  }
  size_ = empty ? 0 : bytes / valueBytes;
}

void Array::close() { check(dataset_.close(), "cannot write", name_.c_str()); }

void Array::readRaw(hid_t type, void* out) const {
  const H5T_class_t kind = H5Tget_class(type_);
  if (kind != H5Tget_class(type)) {
    throw Failure(name_ + " is of another type");
  }
  if (kind != H5T_STRING && H5Tget_size(type_) > sizeof(std::int64_t)) {
    throw Failure(name_ + " is of an unknown type");
  }
  if (size_ > 0) {
    check(H5Dread(dataset_, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, out), "cannot read", name_.c_str());
  }
}

bool Array::isStoredAs(hid_t type) const { return check(H5Tequal(type_, type), "type of", name_.c_str()) > 0; }

std::vector<std::string> Array::readTexts() const {
  if (H5Tget_class(type_) != H5T_STRING || H5Tis_variable_str(type_) != 0) {
    throw Failure(name_ + " is no text of fixed length");
  }
  const std::size_t length = H5Tget_size(type_);
  std::vector<char> data(length * size_);
  readRaw(fixedText(length), data.data());
  std::vector<std::string> values;
  values.reserve(size_);
  for (std::size_t i = 0; i < size_; ++i) {
    const char* begin = data.data() + i * length;
    values.emplace_back(begin, std::find(begin, begin + length, '\0'));
  }
  return values;
}

template <class T>
std::vector<T> readColumn(hid_t parent, const char* name) {
  const Array array(parent, name);
  if (array.shape().size() != 1) {
    throw Failure(std::string(name) + " is not one-dimensional");
  }
  return array.read<T>();
}

template <class T>
std::vector<T> readColumn(hid_t parent, const char* name, std::size_t length) {
  std::vector<T> values = readColumn<T>(parent, name);
  if (values.size() != length) {
    throw Failure(std::string(name) + " has " + std::to_string(values.size()) + " entries instead of " +
                  std::to_string(length));
  }
  return values;
}

template <class T>
T readScalar(hid_t parent, const char* name) {
  const std::vector<T> values = Array(parent, name).read<T>();
  if (values.size() != 1) {
    throw Failure(std::string(name) + " is not a single value");
  }
  return values.front();
}

#define DYADIC_READERS(T)                                                 \
  template std::vector<T> readColumn<T>(hid_t, const char*);              \
  template std::vector<T> readColumn<T>(hid_t, const char*, std::size_t); \
  template T readScalar<T>(hid_t, const char*);
DYADIC_READERS(std::int32_t)
DYADIC_READERS(std::int64_t)
DYADIC_READERS(float)
DYADIC_READERS(double)
#undef DYADIC_READERS

void createSeries(hid_t parent, const Field& field, hid_t type, std::int64_t columns) {
  const int rank = columns > 0 ? 2 : 1;
  const auto width = static_cast<hsize_t>(std::max<std::int64_t>(1, columns));
  const hsize_t extent[] = {0, width};
  const hsize_t limit[] = {H5S_UNLIMITED, width};
  const hsize_t chunk[] = {std::max<hsize_t>(1, kSeriesChunkBytes / (width * H5Tget_size(type))), width};
  const Handle space(check(H5Screate_simple(rank, extent, limit), "series", field.name), H5Sclose);
  const Handle properties(check(H5Pcreate(H5P_DATASET_CREATE), "series", field.name), H5Pclose);
  check(H5Pset_chunk(properties, rank, chunk), "series", field.name);
  const Handle dataset(check(H5Dcreate2(parent, field.name, type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
                             "cannot create series", field.name),
                       H5Dclose);
  describe(dataset, field);
}

void appendSeries(hid_t parent, const char* name, hid_t type, std::int64_t rows, const void* data) {
  if (rows == 0) {
    return;
  }
  Array series(parent, name, Array::Origin::Written);
  std::vector<hsize_t> extent = extentOf(series.shape());
  std::vector<hsize_t> start(extent.size(), 0);
  start[0] = extent[0];
  extent[0] += static_cast<hsize_t>(rows);
  check(H5Dset_extent(series.id(), extent.data()), "cannot extend", name);
  const Handle space(check(H5Dget_space(series.id()), "cannot extend", name), H5Sclose);
  extent[0] = static_cast<hsize_t>(rows);
  check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, extent.data(), nullptr), "rows of", name);
  const Handle memory = spaceOf(extent);
  writeValues(series.id(), type, memory, space, data, name);
  series.close();
}

Shape writtenShape(hid_t parent, const char* name) { return Array(parent, name, Array::Origin::Written).shape(); }

}  // namespace dyadic::runlog::h5
