// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/Pickle.h"

#include <gmock/gmock.h>

#include <random>

#include "tests/engine/nets/Support.h"

namespace dyadic::nets {
namespace {

using Kind = PickleValue::Kind;
using testing::ElementsAre;
using testing::HasSubstr;

/// Of tests/data/make_weights_files.py.
std::string recorded(const std::string& name) {
  const std::string bytes = test::readBytes(DYADIC_SOURCE_DIR "/tests/data/weights/" + name);
  EXPECT_FALSE(bytes.empty()) << name;
  return bytes;
}

/// The error for these bytes, "" if there is none.
std::string errorOf(const std::string& bytes) {
  const Expected<Pickle> pickle = Pickle::view(bytes, "rows.pkl");
  if (pickle) return "";
  EXPECT_THAT(pickle.error().message(), HasSubstr("rows.pkl"));
  return pickle.error().message();
}

std::string operator""_b(const char* bytes, std::size_t size) { return {bytes, size}; }

/// Visits values as a reader would, to a bounded depth, so that sanitizers see every access.
std::size_t visit(const PickleValue& value, int depth) {
  std::size_t seen = 1 + value.text().value_or("").size() % 2 + value.name().size() % 2;
  (void)arrayOf(value);
  if (depth == 0) return seen;
  for (std::size_t i = 0; i < std::min<std::size_t>(value.size(), 8); ++i) {
    seen += visit(value.at(i), depth - 1);
    if (value.kind() == Kind::Dict) seen += visit(value.key(i), depth - 1);
  }
  return seen + visit(value.arguments(), depth - 1) + visit(value.state(), depth - 1);
}

class PickleProtocol : public testing::TestWithParam<int> {};

TEST_P(PickleProtocol, ReadsContainersNumbersAndTexts) {
  const Expected<Pickle> pickle = Pickle::parse(recorded("rows" + std::to_string(GetParam()) + ".pkl"), "rows");
  ASSERT_TRUE(pickle) << pickle.error().message();
  const PickleValue root = pickle->root();
  ASSERT_EQ(root.kind(), Kind::Dict);
  EXPECT_EQ(root.find("text")->text(), "h\xc3\xa9\xe4\xb8\xad\n");
  EXPECT_EQ(root.find("bytes")->text(), "a\xff\x63");
  EXPECT_EQ(root.find("array")->text(), "xyz");
  const PickleValue labels = *root.find("labels");
  ASSERT_EQ(labels.size(), 7U);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(labels.at(i).integer(), (std::array<std::int64_t, 6>{1, 2, 300, -5, 70000, 1LL << 40}[i]));
  }
  EXPECT_EQ(labels.at(6).kind(), Kind::LongInt);
  EXPECT_FALSE(labels.at(6).integer());
  EXPECT_TRUE(root.find("again")->is(labels));  // shared, not copied
  const PickleValue tuple = *root.find("tuple");
  ASSERT_EQ(tuple.size(), 8U);
  EXPECT_EQ(tuple.at(1).at(0).integer(), 2);
  EXPECT_THAT(*tuple.at(2).integers(), ElementsAre(1, 2, 3, 4));
  EXPECT_TRUE(tuple.at(3).isNone());
  EXPECT_EQ(tuple.at(4).flag(), true);
  EXPECT_EQ(tuple.at(5).flag(), false);
  EXPECT_EQ(tuple.at(6).number(), 1.5);
  EXPECT_EQ(tuple.at(7).size(), 0U);
  EXPECT_EQ(root.find("ordered")->find("a")->integer(), 1);
  EXPECT_FALSE(root.find("missing"));
  EXPECT_EQ(root.find("number")->name(), "numpy.core.multiarray.scalar");
}

TEST_P(PickleProtocol, ReadsNumpyArrays) {
  const Expected<Pickle> pickle = Pickle::parse(recorded("rows" + std::to_string(GetParam()) + ".pkl"), "rows");
  ASSERT_TRUE(pickle) << pickle.error().message();
  const auto data = arrayOf(*pickle->root().find("data"));
  ASSERT_TRUE(data);
  EXPECT_THAT(data->shape, ElementsAre(3, 4));
  EXPECT_EQ(data->type, 'u');
  EXPECT_EQ(data->itemBytes, 1U);
  ASSERT_EQ(data->data.size(), 12U);
  for (int i = 0; i < 12; ++i) EXPECT_EQ(static_cast<unsigned char>(data->data[static_cast<std::size_t>(i)]), i * 21);
  const auto columns = arrayOf(*pickle->root().find("columns"));
  ASSERT_TRUE(columns);
  EXPECT_TRUE(columns->columnMajor);
  EXPECT_EQ(columns->type, 'i');
  EXPECT_EQ(columns->data.size(), 24U);
  EXPECT_EQ(columns->data[4], 3);  // the second element in memory is the second row's first
  const auto big = arrayOf(*pickle->root().find("big"));
  ASSERT_TRUE(big);
  EXPECT_TRUE(big->bigEndian);
  EXPECT_EQ(big->type, 'f');
  EXPECT_EQ(big->data, "\x3f\xc0\x00\x00\xc0\x20\x00\x00"_b);
  EXPECT_FALSE(arrayOf(*pickle->root().find("labels")));
}

TEST_P(PickleProtocol, RefusesFunctionsByName) {
  const Expected<Pickle> pickle = Pickle::parse(recorded("shell" + std::to_string(GetParam()) + ".pkl"), "shell.pkl");
  ASSERT_FALSE(pickle);
  EXPECT_THAT(pickle.error().message(), HasSubstr("shell.pkl calls posix.system"));
  EXPECT_EQ(refusedName(pickle.error()), "posix.system");
  EXPECT_FALSE(std::filesystem::exists("/tmp/dyadic-was-here"));
}

INSTANTIATE_TEST_SUITE_P(All, PickleProtocol, testing::Range(0, 6));

TEST(Pickle, ReadsWhatPython2Wrote) {
  const Expected<Pickle> meta = Pickle::parse(recorded("python2.pkl"), "batches.meta");
  ASSERT_TRUE(meta) << meta.error().message();
  EXPECT_EQ(meta->root().find("label_names")->at(0).text(), "airplane");
  EXPECT_EQ(meta->root().find("label_names")->at(1).text(), "it's");
  EXPECT_EQ(meta->root().find("num_vis")->integer(), 3072);
  EXPECT_EQ(meta->root().find("long")->integer(), 5);
  EXPECT_EQ(meta->root().find("ordered")->find("k")->integer(), 1);
  const Expected<Pickle> batch = Pickle::parse(recorded("python2-batch.pkl"), "data_batch_1");
  ASSERT_TRUE(batch) << batch.error().message();
  const auto data = arrayOf(*batch->root().find("data"));
  ASSERT_TRUE(data);
  EXPECT_THAT(data->shape, ElementsAre(2, 3));
  EXPECT_EQ(data->data, "\x00\x01\x02\xfd\xfe\xff"_b);
  EXPECT_THAT(*batch->root().find("labels")->integers(), ElementsAre(6, 9));
}

TEST(Pickle, RefusesEverythingThatIsNotKnown) {
  for (const char* name : {"os.system", "subprocess.Popen", "builtins.eval", "builtins.getattr", "torch.load",
                           "numpy.load", "collections.OrderedDict.update", "torch._utils", "__main__.Net"}) {
    const std::string text = name;
    const std::size_t dot = text.rfind('.');
    const std::string module = text.substr(0, dot);
    const std::string function = text.substr(dot + 1);
    EXPECT_THAT(errorOf("c" + module + "\n" + function + "\n."), HasSubstr("calls " + text)) << name;
    EXPECT_THAT(errorOf("(i" + module + "\n" + function + "\n."), HasSubstr("calls " + text)) << name;
    EXPECT_THAT(errorOf("V" + module + "\nV" + function + "\n\x93."), HasSubstr("calls " + text)) << name;
  }
  EXPECT_THAT(errorOf("\x82\x01."_b), HasSubstr("calls copyreg.extension"));
  EXPECT_THAT(errorOf("ca\x01\x1b[31m\nb\n."_b), testing::Not(HasSubstr("\x1b")));
  EXPECT_THAT(errorOf("c" + std::string(100'000, 'x') + "\ny\n."), HasSubstr("xxx..."));
}

TEST(Pickle, RefusesEveryTruncation) {
  for (const char* name : {"rows0.pkl", "rows2.pkl", "rows4.pkl", "rows5.pkl", "python2.pkl", "python2-batch.pkl"}) {
    const std::string bytes = recorded(name);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      EXPECT_NE(errorOf(bytes.substr(0, length)), "") << name << " " << length;
    }
    EXPECT_EQ(Pickle::view(bytes + "more", "rows")->used(), bytes.size());
  }
}

TEST(Pickle, SurvivesRandomDamage) {
  std::mt19937 random(7);
  std::size_t seen = 0;
  for (const char* name : {"rows0.pkl", "rows2.pkl", "rows4.pkl", "rows5.pkl", "python2-batch.pkl"}) {
    const std::string bytes = recorded(name);
    for (int round = 0; round < 4000; ++round) {
      std::string damaged = bytes;
      for (int i = 0; i < 1 + round % 4; ++i) {
        const std::size_t at = random() % damaged.size();
        if (random() % 4 == 0) damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 20));
        if (random() % 4 == 0) damaged.erase(at, random() % 3);
        if (at < damaged.size()) damaged[at] = static_cast<char>(random());
      }
      const Expected<Pickle> pickle = Pickle::view(damaged, "rows");
      seen += pickle ? visit(pickle->root(), 6) : 1;
    }
  }
  EXPECT_GT(seen, 20'000U);
}

TEST(Pickle, RefusesOperationsWithoutTheirOperands) {
  for (const std::string& bytes : {""_b,
                                   "."_b,
                                   "N"_b,
                                   "(."_b,

                                   "0."_b,
                                   "1."_b,
                                   "2."_b,
                                   "a."_b,
                                   "]a."_b,
                                   "NNa."_b,
                                   "s."_b,
                                   "}Ns."_b,
                                   "e."_b,
                                   "]e."_b,
                                   "(Ne."_b,
                                   "N(Ne."_b,
                                   "}(Nu."_b,
                                   "u."_b,
                                   "t."_b,
                                   "l."_b,
                                   "d."_b,
                                   "(Nd."_b,
                                   "\x85."_b,
                                   "N\x86."_b,
                                   "R."_b,
                                   "NR."_b,
                                   "NNR."_b,
                                   ")R."_b,
                                   "N)R."_b,
                                   "b."_b,
                                   "Nb."_b,
                                   "NNb."_b,
                                   "\x81."_b,
                                   "\x92."_b,
                                   "\x93."_b,
                                   "NN\x93."_b,
                                   "Q."_b,
                                   "o."_b,
                                   "(o."_b,
                                   "(No."_b,
                                   "h\x00."_b,
                                   "q\x00."_b,
                                   "Nq\xff."_b,
                                   "Nr\xff\xff\xff\xff."_b,
                                   "g0\n."_b,
                                   "Np999999999999999999999\n."_b,
                                   "Npx\n."_b,
                                   "\x94."_b,
                                   "\x90."_b,
                                   "\x91."_b,
                                   "\x00."_b,
                                   "\xff."_b,
                                   "\x97."_b,
                                   "\x98."_b,
                                   "\x80\x06."_b,
                                   "\x95\xff\xff\xff\xff\xff\xff\xff\xff."_b,
                                   "I\n."_b,
                                   "I1x\n."_b,
                                   "Fx\n."_b,
                                   "L\n."_b,
                                   "Sx\n."_b,
                                   "S'x\n."_b,
                                   "S'\\\n."_b,
                                   "S'\\x4'\n."_b,
                                   "S'\\q'\n."_b,
                                   "B\xff\xff\xff\xff."_b,
                                   "\x8e\xff\xff\xff\xff\xff\xff\xff\x7f."_b,
                                   "\x8b\xff\xff\xff\xff."_b,
                                   "c_codecs\nencode\n(VA\nVutf-8\ntR."_b,
                                   "c_codecs\nencode\n(V\xff\xff\nNtR."_b}) {
    EXPECT_NE(errorOf(bytes), "") << testing::PrintToString(bytes);
  }
}

TEST(Pickle, BuildsDeepAndCyclicValuesWithoutRecursion) {
  std::string deep(1'500'000, ']');
  deep += std::string(1'499'999, 'a') + ".";
  EXPECT_EQ(errorOf(deep), "");
  EXPECT_EQ(errorOf(std::string(1'000'000, '(') + "."), errorOf("(."));
  const Expected<Pickle> cycle = Pickle::parse(
      "]q\x00h\x00"
      "a."_b,
      "rows");
  ASSERT_TRUE(cycle);
  EXPECT_TRUE(cycle->root().at(0).is(cycle->root()));
  // Each list holds the one before it ten times: 10^200 values, if they were copied.
  std::string bomb = "]q\x00"_b;
  for (int level = 0; level < 200; ++level) {
    const char last = static_cast<char>(level % 256);
    const char next = static_cast<char>((level + 1) % 256);
    bomb += "](";
    for (int i = 0; i < 10; ++i) bomb += std::string("h") + last;
    bomb += std::string("eq") + next;
  }
  EXPECT_EQ(errorOf(bomb + "."), "");
}

TEST(Pickle, LimitsWhatItBuilds) {
  EXPECT_THAT(errorOf(std::string(3'000'000, '}') + "."), HasSubstr("more than 2000000 values"));
  EXPECT_THAT(errorOf(std::string(3'000'000, 'N') + "."), HasSubstr("more than"));
  std::string pairs = "]("_b;
  for (int i = 0; i < 1000; ++i) pairs += "NN\x86";
  pairs +=
      "eq\x00"
      "0"_b;
  std::string dicts = pairs;
  for (int i = 0; i < 5000; ++i) dicts += "ccollections\nOrderedDict\n(h\x00tR"_b;
  EXPECT_THAT(errorOf(dicts + "."), HasSubstr("more than"));
  // One long text encoded again and again.
  std::string texts = "V" + std::string(100'000, 'x') +
                      "\nq\x00"
                      "0"_b;
  for (int i = 0; i < 5000; ++i) texts += "c_codecs\nencode\n(h\x00Vlatin1\ntR"_b;
  EXPECT_THAT(errorOf(texts + "."), HasSubstr("damaged"));
}

TEST(Pickle, TakesOnlyArraysWhoseBytesFit) {
  const auto array = [](const std::string& shape, const std::string& type, std::size_t bytes) {
    const std::string pickle =
        "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00tU\x01"
        "btR(K\x01("_b +
        shape + "tcnumpy\ndtype\n(U"_b + static_cast<char>(type.size()) + type +
        "K\x00K\x01tR(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89T"_b +
        test::rawBytes<std::uint32_t>({static_cast<std::uint32_t>(bytes)}) + std::string(bytes, 'x') + "tb."_b;
    const Expected<Pickle> parsed = Pickle::parse(pickle, "rows");
    EXPECT_TRUE(parsed) << parsed.error().message();
    return parsed && arrayOf(parsed->root()).has_value();
  };
  EXPECT_TRUE(array("K\x02K\x03"_b, "u1", 6));
  EXPECT_TRUE(array("K\x02K\x03"_b, "f4", 24));
  EXPECT_TRUE(array("", "u1", 1));
  EXPECT_TRUE(array("K\x00K\x03"_b, "u1", 0));
  EXPECT_FALSE(array("K\x02K\x03"_b, "u1", 7));
  EXPECT_FALSE(array("K\x02K\x03"_b, "u1", 5));
  EXPECT_FALSE(array("K\x02K\x03"_b, "f4", 6));
  EXPECT_FALSE(array("J\xff\xff\xff\xffJ\xfa\xff\xff\xff"_b, "u1", 6));
  EXPECT_FALSE(array("\x8a\x08\x01\x00\x00\x00\x00\x00\x00\x40K\x04"_b, "u1", 4));
  EXPECT_FALSE(array("NK\x03"_b, "u1", 3));
  EXPECT_FALSE(array("K\x02"_b, "O8", 16));
  EXPECT_FALSE(array("K\x02"_b, "U2", 16));
}

}  // namespace
}  // namespace dyadic::nets
