// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/ZipArchive.h"

#include <zip.h>

#include <algorithm>
#include <new>
#include <set>

namespace dyadic::nets {
namespace {

constexpr std::uint64_t kMostGrowth = 8;
constexpr std::uint64_t kSmall = 1 << 20;  ///< unpacked bytes that are harmless whatever the archive's size

Error damaged(const std::string& source, const std::string& why) {
  return failure(DYADIC_TR("engine", "%1 is damaged: %2. Download or copy it again."), {source, why});
}

Error damagedEntry(const std::string& source, const std::string& entry) {
  return failure(DYADIC_TR("engine", "%1 is damaged: its entry %2 cannot be read. Download or copy it again."),
                 {source, printable(entry)});
}

struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Fills `out`; at the entry's end one more read makes libzip compare the checksum.
bool fill(zip_file_t* file, std::span<char> out, bool toEnd) {
  while (!out.empty()) {
    const zip_int64_t got = zip_fread(file, out.data(), out.size());
    if (got <= 0) return false;
    out = out.subspan(static_cast<std::size_t>(got));
  }
  char beyond = 0;
  return !toEnd || zip_fread(file, &beyond, 1) == 0;
}

bool skip(zip_file_t* file, std::uint64_t bytes, bool seekable) {
  if (seekable) return zip_fseek(file, static_cast<zip_int64_t>(bytes), SEEK_SET) == 0;
  std::vector<char> unused(std::min<std::uint64_t>(bytes, 1 << 16));
  for (; bytes > 0; bytes -= std::min<std::uint64_t>(bytes, unused.size())) {
    if (!fill(file, std::span(unused).first(std::min<std::uint64_t>(bytes, unused.size())), false)) return false;
  }
  return true;
}

}  // namespace

struct ZipArchive::Handle {
  zip_t* archive = nullptr;
  ByteSource bytes;  ///< what is in memory stays there as long as libzip reads it
};

void ZipArchive::Close::operator()(Handle* handle) const {
  if (handle->archive != nullptr) zip_discard(handle->archive);
  delete handle;
}

Expected<ZipArchive> ZipArchive::open(const ByteSource& source) {
  ZipArchive out;
  out.source_ = source.name();
  out.handle_ = std::unique_ptr<Handle, Close>(new Handle{nullptr, source});
  zip_error_t error;
  zip_error_init(&error);
  const std::string* memory = source.memory();
  zip_source_t* from = memory != nullptr ? zip_source_buffer_create(memory->data(), memory->size(), 0, &error)
                                         : zip_source_file_create(source.name().c_str(), 0, -1, &error);
  if (from != nullptr) {
    out.handle_->archive = zip_open_from_source(from, ZIP_RDONLY, &error);
    if (out.handle_->archive == nullptr) zip_source_free(from);
  }
  const std::string why = out.handle_->archive == nullptr ? zip_error_strerror(&error) : "";
  zip_error_fini(&error);
  if (out.handle_->archive == nullptr) return damaged(source.name(), why);
  if (const Status status = out.list(source.size()); !status) return status.error();
  return out;
}

Status ZipArchive::list(std::uint64_t fileBytes) {
  constexpr zip_uint64_t kNeeded =
      ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  const std::uint64_t most =
      fileBytes > UINT64_MAX / kMostGrowth - kSmall ? UINT64_MAX : kMostGrowth * fileBytes + kSmall;
  std::uint64_t unpacked = 0;
  std::set<std::string> names;
  const zip_int64_t count = zip_get_num_entries(handle_->archive, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t about;
    if (zip_stat_index(handle_->archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW, &about) != 0 ||
        (about.valid & kNeeded) != kNeeded) {
      return damaged(source_, "entry " + std::to_string(i) + " is not described");
    }
    const bool stored = about.comp_method == ZIP_CM_STORE;
    if ((!stored && about.comp_method != ZIP_CM_DEFLATE) || about.encryption_method != ZIP_EM_NONE) {
      return failure(DYADIC_TR("engine", "%1 is encrypted or compressed in a way that is not supported. Pack it anew."),
                     {source_});
    }
    if (stored && about.comp_size != about.size) return damagedEntry(source_, about.name);
    if (about.size > most || unpacked > most - about.size) {
      return failure(DYADIC_TR("engine", "%1 unpacks to more than %2 times its size and was not unpacked."),
                     {source_, std::to_string(kMostGrowth)});
    }
    unpacked += about.size;
    if (!names.insert(about.name).second) {
      return damaged(source_, "it has the entry " + printable(about.name) + " twice");
    }
    entries_.push_back({about.name, about.size});
    stored_.push_back(stored);
  }
  return {};
}

std::optional<std::size_t> ZipArchive::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == name; });
  if (found == entries_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - entries_.begin());
}

Status ZipArchive::read(std::size_t entry, std::uint64_t offset, std::span<char> out) const {
  const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(handle_->archive, entry, 0));
  const bool toEnd = offset + out.size() == entries_[entry].bytes;
  if (!file || (offset > 0 && !skip(file.get(), offset, stored_[entry])) || !fill(file.get(), out, toEnd)) {
    return damagedEntry(source_, entries_[entry].name);
  }
  return {};
}

Expected<std::string> ZipArchive::readAll(std::size_t entry, std::uint64_t most) const {
  const std::uint64_t bytes = entries_[entry].bytes;
  if (bytes > most) {
    return failure(DYADIC_TR("engine", "The entry %2 of %1 is larger than it can be in a file of tensors."),
                   {source_, printable(entries_[entry].name)});
  }
  std::string out;
  try {
    out.resize(bytes);
  } catch (const std::bad_alloc&) {
    return noMemory(source_, bytes);
  }
  if (const Status status = read(entry, 0, out); !status) return status.error();
  return out;
}

}  // namespace dyadic::nets
