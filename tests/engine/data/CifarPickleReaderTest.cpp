// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/CifarPickleReader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "engine/data/DataSet.h"
#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

using test::Bytes;
using test::TempFolder;
using ::testing::HasSubstr;

namespace {

/// Writes pickles of protocol 2 as Python 2's cPickle did: texts are byte strings, numbers little-endian.
class Pickler {
 public:
  Pickler() { out_ = "\x80\x02"; }

  Pickler& raw(const std::string& bytes) {
    out_ += bytes;
    return *this;
  }
  Pickler& text(const std::string& value) {
    const auto size = static_cast<std::uint32_t>(value.size());
    out_ += 'T';
    for (int shift = 0; shift < 32; shift += 8) {
      out_ += static_cast<char>(size >> shift);
    }
    return raw(value);
  }
  Pickler& number(int value) { return raw({'M', static_cast<char>(value & 0xff), static_cast<char>(value >> 8)}); }
  Pickler& numbers(const std::vector<int>& values) {
    raw("](");
    for (const int value : values) {
      number(value);
    }
    return raw("e");
  }
  Pickler& array(int rows, int columns, const std::string& bytes) {
    raw("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n");
    raw(std::string("K\0\x85", 3)).text("b").raw("\x87R(K\x01").number(rows).number(columns).raw("\x86");
    raw("cnumpy\ndtype\n").text("u1").raw(std::string("K\0K\1\x87R(K\3", 9)).text("|");
    raw(std::string("NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb\x89", 18)).text(bytes);
    return raw("tb");
  }
  [[nodiscard]] Bytes done() { return {(out_ += '.').begin(), out_.end()}; }

 private:
  std::string out_;
};

std::string pixels(int images, std::uint32_t seed) {
  const Bytes bytes = test::noise(static_cast<std::size_t>(images) * 3072, seed);
  return {bytes.begin(), bytes.end()};
}

Bytes batch(const std::vector<int>& labels, std::uint32_t seed, const std::string& key = "labels") {
  const int count = static_cast<int>(labels.size());
  return Pickler()
      .raw("}(")
      .text("batch_label")
      .text("training batch")
      .text(key)
      .numbers(labels)
      .text("data")
      .array(count, 3072, pixels(count, seed))
      .raw("u")
      .done();
}

void writeSet(const TempFolder& folder) {
  for (int i = 1; i <= 5; ++i) {
    folder.write("cifar-10-batches-py/data_batch_" + std::to_string(i),
                 batch({i, (i + 1) % 10, 9}, static_cast<std::uint32_t>(i)));
  }
  folder.write("cifar-10-batches-py/test_batch", batch({3, 1}, 99));
}

}  // namespace

TEST(CifarPickleReader, ReadsRangesAcrossFiles) {
  const TempFolder folder;
  writeSet(folder);
  for (const std::string& path :
       {folder.path(), folder / "cifar-10-batches-py", folder / "cifar-10-batches-py/test_batch"}) {
    ASSERT_TRUE(looksLikeCifarPickle(path));
    auto opened = openCifarPickle(path);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ((*opened)->splits()[0].name, "test");
    EXPECT_EQ((*opened)->splits()[1].count, 15);
    const auto set = (*opened)->read("train", 2, 7);
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(set->labels, (std::vector<std::int32_t>{9, 2, 3, 9, 3}));
    const std::string second = pixels(3, 2);
    EXPECT_EQ(std::memcmp(set->image(1), second.data(), second.size()), 0);
    EXPECT_EQ((*opened)->labels("test").value(), (std::vector<std::int32_t>{3, 1}));
  }
  DataOpenOptions options;
  options.data.path = folder.path();
  const auto data = openData(options);  // found by looking
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().format, "cifar");
}

TEST(CifarPickleReader, HundredClassesTakeTheFineLabel) {
  const TempFolder folder;
  folder.write("train", batch({99, 7}, 1, "fine_labels"));
  folder.write("test", batch({50}, 2, "fine_labels"));
  EXPECT_FALSE(looksLikeCifarPickle(folder.path()));  // two files that could be anything
  Pickler meta;
  meta.raw("}(").text("fine_label_names").raw("](");
  for (int i = 0; i < 100; ++i) {
    meta.text("class" + std::to_string(i));
  }
  folder.write("meta", meta.raw("eu").done());
  auto opened = openCifarPickle(folder.path());
  ASSERT_TRUE(opened) << opened.error().message();
  EXPECT_EQ((*opened)->classes(), 100);
  EXPECT_EQ((*opened)->classNames()[42], "class42");
  EXPECT_EQ((*opened)->read("train", 0, 2)->labels, (std::vector<std::int32_t>{99, 7}));
}

TEST(CifarPickleReader, WhatIsNoBatchIsRefusedByName) {
  const TempFolder folder;
  writeSet(folder);
  const std::string name = "cifar-10-batches-py/data_batch_3";
  const std::string call = std::string("cposix\nsystem\n(U\x02lstR.");
  const std::vector<std::pair<Bytes, std::string>> cases = {
      {{}, "data_batch_3"},
      {Bytes(call.begin(), call.end()), "posix.system"},
      {batch({3, 10}, 1), "image 1 has label 10"},
      {batch({3, 1}, 1, "label"), "\"labels\""},
      {Pickler().raw("}(").text("labels").numbers({1, 2}).text("data").array(1, 3072, pixels(1, 1)).raw("u").done(),
       "1 images and 2 labels"},
      {Pickler().raw("}(").text("labels").numbers({1}).text("data").array(1, 3071, pixels(1, 1)).raw("u").done(),
       "3072 columns"},
      {Pickler().raw("}(").text("labels").numbers({1}).text("data").numbers({1}).raw("u").done(), "3072 columns"}};
  for (const auto& [bytes, part] : cases) {
    folder.write(name, bytes);
    const auto opened = openCifarPickle(folder.path());
    ASSERT_FALSE(opened) << part;
    EXPECT_THAT(opened.error().message(), HasSubstr(part));
    EXPECT_THAT(opened.error().message(), HasSubstr("data_batch_3"));
  }
}

TEST(CifarPickleReader, DamagedFilesAreErrors) {
  const TempFolder folder;
  writeSet(folder);
  const Bytes whole = batch({1, 2, 3}, 1);
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    Bytes bytes = whole;
    if (i % 2 == 0) {
      bytes.resize(random() % whole.size());
    } else {
      for (int k = 0; k < 4; ++k) {
        bytes[random() % (k < 2 ? 200 : bytes.size())] = static_cast<std::uint8_t>(random());
      }
    }
    folder.write("cifar-10-batches-py/data_batch_5", bytes);
    const auto opened = openCifarPickle(folder.path());
    if (i % 2 == 0) {
      EXPECT_FALSE(opened);
    } else if (opened) {
      (void)(*opened)->read("train", 0, 15);  // a changed label or pixel
    }
  }
}

}  // namespace dyadic::data
