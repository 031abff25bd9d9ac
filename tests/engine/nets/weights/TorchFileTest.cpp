// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/TorchFile.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "tests/engine/nets/Support.h"
#include "tests/engine/nets/weights/Support.h"

namespace dyadic::nets {
namespace {

using test::floats;
using test::rawBytes;
using testing::ElementsAre;
using testing::HasSubstr;

/// Of tests/data/make_weights_files.py.
std::string pathOf(const std::string& name) { return DYADIC_SOURCE_DIR "/tests/data/weights/" + name; }

/// The error for these bytes, "" if there is none. Whatever is accepted is read as well.
std::string errorOf(std::string bytes, const std::string& name = "net.pth") {
  const Expected<WeightsFile> file = WeightsFile::parse(std::move(bytes), name);
  if (!file) {
    EXPECT_THAT(file.error().message(), HasSubstr(name));
    return file.error().message();
  }
  for (const TensorEntry& entry : file->entries()) {
    std::vector<float> values(static_cast<std::size_t>(entry.elements));
    if (const Status status = file->read(entry, values); !status) {
      EXPECT_THAT(status.error().message(), HasSubstr(name));
      return status.error().message();
    }
  }
  return "";
}

std::string errorOfFile(const std::string& name) { return errorOf(test::readBytes(pathOf(name)), name); }

class TorchState : public testing::TestWithParam<const char*> {};

TEST_P(TorchState, ReadsEveryElementTypeAndView) {
  const Expected<WeightsFile> file = WeightsFile::open(pathOf(GetParam()));
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_EQ(file->format(), "PyTorch weights");
  EXPECT_EQ(file->entries().size(), 20U);
  const auto values = [&](const char* name) {
    const TensorEntry* entry = file->find(name);
    EXPECT_NE(entry, nullptr) << name;
    return entry == nullptr ? std::vector<float>() : floats(*file, *entry);
  };
  EXPECT_THAT(values("float"), ElementsAre(0.5F, -1.25F, 3, 1e-30F, 65504, -0.0F));
  EXPECT_TRUE(std::signbit(values("float")[5]));
  EXPECT_THAT(values("half"), ElementsAre(1, -2.5F, 65504, std::ldexp(1.0F, -24)));
  EXPECT_THAT(values("bfloat"), ElementsAre(1, -3, testing::FloatNear(1e30F, 4e27F)));
  EXPECT_THAT(values("double"), ElementsAre(0.1F, -1e30F));
  EXPECT_THAT(values("long"), ElementsAre(1, -std::ldexp(1.0F, 40)));
  EXPECT_THAT(values("int"), ElementsAre(7, -8));
  EXPECT_THAT(values("short"), ElementsAre(-300));
  EXPECT_THAT(values("char"), ElementsAre(-128, 127));
  EXPECT_THAT(values("byte"), ElementsAre(0, 255));
  EXPECT_THAT(values("bool"), ElementsAre(1, 0));
  EXPECT_THAT(values("scalar"), ElementsAre(42));
  EXPECT_TRUE(file->find("scalar")->shape.empty());
  EXPECT_THAT(file->find("empty")->shape, ElementsAre(0, 3));
  EXPECT_THAT(file->find("columns")->shape, ElementsAre(6, 4));
  const std::vector<float> columns = values("columns");
  for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(columns[i], static_cast<float>(i % 4 * 6 + i / 4) - 5.5F);
  EXPECT_THAT(values("part"), ElementsAre(2.5F, 3.5F, 4.5F, 8.5F, 9.5F, 10.5F));
  EXPECT_THAT(values("steps"), ElementsAre(-2.5F, 2.5F, 7.5F, 12.5F, 17.5F));
  const std::vector<float> image = values("image");
  for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(image[i], static_cast<float>(i));
  EXPECT_THAT(values("spread"), ElementsAre(1, 1, 1, 2, 2, 2));
  EXPECT_THAT(values("tied"), ElementsAre(1, 2, 3));
  EXPECT_THAT(values("tied_too"), ElementsAre(1, 2, 3));
  EXPECT_THAT(values("parameter"), ElementsAre(1.5F, 2.5F));
}

INSTANTIATE_TEST_SUITE_P(Files, TorchState,
                         testing::Values("state.pth", "state-old.pth", "state-protocol4.pth", "state-deflated.pth"),
                         [](const auto& file) {
                           std::string name = file.param;
                           std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
                           return name;
                         });

TEST(TorchFile, FindsTheStateInACheckpoint) {
  for (const char* name : {"checkpoint.pth", "checkpoint-old.tar"}) {
    const Expected<WeightsFile> file = WeightsFile::open(pathOf(name));
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->entries().size(), 7U);
    const TensorEntry* weight = file->find("module.0.weight");
    ASSERT_NE(weight, nullptr);
    EXPECT_THAT(weight->shape, ElementsAre(2, 1, 3, 3));
    EXPECT_EQ(floats(*file, *weight)[17], 17);
    EXPECT_EQ(floats(*file, *file->find("module.1.weight"))[0], 2);  // behind the optimizer's storages
  }
}

TEST(TorchFile, RefusesWhatIsNoStateDictWithWhatToDo) {
  for (const char* name : {"shell.pth", "shell-old.pth"}) {
    EXPECT_THAT(errorOfFile(name), HasSubstr("calls posix.system"));
  }
  for (const char* name : {"module.pth", "module-old.pth"}) {
    EXPECT_THAT(errorOfFile(name), HasSubstr("whole module"));
    EXPECT_THAT(errorOfFile(name), HasSubstr("torch.nn.modules.container.Sequential"));
    EXPECT_THAT(errorOfFile(name), HasSubstr("torch.save(model.state_dict()"));
  }
  EXPECT_THAT(errorOfFile("nothing.pth"), HasSubstr("no state dict"));
  EXPECT_THAT(errorOfFile("quantized.pth"), HasSubstr("quantized already"));
  EXPECT_THAT(errorOfFile("script.pt"), HasSubstr("TorchScript"));
  EXPECT_THAT(errorOfFile("rows2.pkl"), HasSubstr("not one that torch.save wrote"));
  EXPECT_THAT(errorOfFile("state-lzma.pth"), HasSubstr("compressed in a way"));
}

TEST(TorchFile, RefusesEveryTruncation) {
  for (const char* name : {"state.pth", "state-deflated.pth", "checkpoint.pth"}) {
    const std::string bytes = test::readBytes(pathOf(name));
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      EXPECT_NE(errorOf(bytes.substr(0, length)), "") << name << " " << length;
    }
  }
  const std::string old = test::readBytes(pathOf("state-old.pth"));
  for (std::size_t length = 0; length < old.size(); ++length) EXPECT_NE(errorOf(old.substr(0, length)), "") << length;
}

TEST(TorchFile, SurvivesFlippedBytes) {
  for (const char* name : {"state.pth", "state-old.pth", "state-deflated.pth", "checkpoint-old.tar"}) {
    const std::string bytes = test::readBytes(pathOf(name));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
      (void)errorOf(std::move(damaged));
      damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ 0xff);
      (void)errorOf(std::move(damaged));
    }
  }
}

TEST(TorchFile, SurvivesRandomDamage) {
  std::mt19937 random(11);
  for (const char* name : {"state.pth", "state-old.pth", "state-deflated.pth", "checkpoint-old.tar"}) {
    const std::string bytes = test::readBytes(pathOf(name));
    for (int round = 0; round < 1000; ++round) {
      std::string damaged = bytes;
      for (int i = 0; i < 1 + round % 5; ++i) {
        const std::size_t at = random() % damaged.size();
        if (random() % 4 == 0) damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 40));
        if (random() % 4 == 0) damaged.erase(at, random() % 5);
        if (at < damaged.size()) damaged[at] = static_cast<char>(random());
      }
      (void)errorOf(std::move(damaged));
    }
  }
}

/// An old file of one tensor "w" whose storage has three floats, described as the arguments say: pickle operations.
struct Described {
  std::string storageElements = "K\x03";
  std::string offset = std::string("K\x00", 2);
  std::string shape = "K\x03\x85";
  std::string strides = "K\x01\x85";
  std::string elements = rawBytes<std::uint64_t>({3});

  [[nodiscard]] std::string bytes() const {
    using namespace std::string_literals;
    const std::string begin =
        "\x80\x02\x8a\x0al\xfc\x9c"
        "F\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.\x80\x02}.\x80\x02"s;
    return begin +
           "}U\x01wctorch._utils\n_rebuild_tensor_v2\n((U\x07storagectorch\nFloatStorage\nU\x01"
           "0U\x03"
           "cpu"s +
           storageElements + "NtQ"s + offset + shape + strides +
           "\x89}tRs.\x80\x02]U\x01"
           "0a."s +
           elements + rawBytes<float>({1, 2, 3});
  }
};

TEST(TorchFile, RefusesTensorsBeyondTheirStorage) {
  using namespace std::string_literals;
  EXPECT_EQ(errorOf(Described{}.bytes()), "");
  EXPECT_EQ(errorOf(Described{.shape = "K\x01K\x02\x86", .strides = "K\x00K\x02\x86"s}.bytes()), "");
  const std::string big = "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f"s;
  const std::string half = "\x8a\x08\x00\x00\x00\x00\x00\x00\x00\x40"s;
  for (const Described& wrong : {Described{.shape = "K\x04\x85"},
                                 Described{.offset = "K\x01"},
                                 Described{.strides = "K\x02\x85"},
                                 Described{.offset = big},
                                 Described{.offset = half},
                                 Described{.offset = "J\xff\xff\xff\xff"},
                                 Described{.shape = big + "\x85"},
                                 Described{.shape = "J\xff\xff\xff\xff\x85"},
                                 Described{.shape = half + "K\x04\x86", .strides = "K\x00K\x00\x86"s},
                                 Described{.shape = half + "\x85", .strides = "K\x00\x85"s},
                                 Described{.shape = "J\x00\x00\x00\x01\x85"s, .strides = "K\x00\x85"s},
                                 Described{.strides = big + "\x85"},
                                 Described{.strides = "J\xff\xff\xff\xff\x85"},
                                 Described{.strides = "K\x01K\x01\x86"},
                                 Described{.shape = "N"},
                                 Described{.strides = "N"},
                                 Described{.storageElements = "J\xff\xff\xff\xff"},
                                 Described{.storageElements = "N"},
                                 Described{.elements = rawBytes<std::uint64_t>({4})},
                                 Described{.elements = rawBytes<std::uint64_t>({1ULL << 62})},
                                 Described{.elements = rawBytes<std::uint64_t>({~0ULL})},
                                 Described{.elements = rawBytes<std::uint64_t>({2})}}) {
    EXPECT_NE(errorOf(wrong.bytes()), "") << testing::PrintToString(wrong.bytes());
  }
}

TEST(TorchFile, BoundsTheDepthOfCheckpoints) {
  using namespace std::string_literals;
  const std::string begin =
      "\x80\x02\x8a\x0al\xfc\x9c"
      "F\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.\x80\x02}.\x80\x02"s;
  const std::string cycle = "}q\x00(U\x05modelh\x00U\x03neth\x00U\x0astate_dicth\x00u.\x80\x02]."s;  // holds itself
  EXPECT_THAT(errorOf(begin + cycle), HasSubstr("no state dict"));
}

TEST(ZipArchive, RefusesArchivesThatUnpackToMuchMore) {
  // 4 MiB of zeros deflate to 4 kB.
  const test::TemporaryFolder folder;
  const std::string make =
      "/usr/bin/python3 -c \"import sys,zipfile; z=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED); "
      "z.writestr('a/data.pkl', bytes(1<<22)); z.close()\" " +
      folder.file("bomb.pth") + " 2>/dev/null";
  if (std::system(make.c_str()) != 0) GTEST_SKIP() << "python3 is not there to pack it";
  EXPECT_THAT(errorOf(test::readBytes(folder.file("bomb.pth"))), HasSubstr("unpacks to more than 8 times"));
}

TEST(TorchFile, OpensOnlyReadableFiles) {
  const test::TemporaryFolder folder;
  test::writeBytes(folder.file("empty.pth"), "");
  const auto error = [&](const std::string& name) {
    const Expected<WeightsFile> file = WeightsFile::open(folder.file(name));
    return file ? std::string() : file.error().message();
  };
  EXPECT_THAT(error("empty.pth"), HasSubstr("is empty"));
  EXPECT_THAT(error("none.pth"), HasSubstr("There is no file"));
  EXPECT_THAT(error(""), HasSubstr("is no regular file"));
}

}  // namespace
}  // namespace dyadic::nets
