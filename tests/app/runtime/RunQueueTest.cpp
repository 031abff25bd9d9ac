// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunQueue.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/FakeRuns.h"

namespace dyadic::runtime {
namespace {

std::vector<RunConfig> runs(int count) {
  std::vector<RunConfig> configs(static_cast<std::size_t>(count), support::fakeConfig());
  for (int i = 0; i < count; ++i) configs[static_cast<std::size_t>(i)].seed = static_cast<std::uint64_t>(i);
  return configs;
}

std::vector<std::uint64_t> seeds(const RunQueue& queue) {
  std::vector<std::uint64_t> result;
  for (const RunQueue::Entry& entry : queue.entries()) result.push_back(entry.config.seed);
  return result;
}

using Seeds = std::vector<std::uint64_t>;

TEST(RunQueue, KeepsTheOrderThatItIsGiven) {
  RunQueue queue;
  int changes = 0;
  QObject::connect(&queue, &RunQueue::changed, [&] { ++changes; });
  queue.add(runs(4));
  const RunQueue::Id last = queue.entries().back().id;
  queue.move(last, 0);
  EXPECT_EQ(seeds(queue), (Seeds{3, 0, 1, 2}));
  queue.move(last, 99);
  EXPECT_EQ(seeds(queue), (Seeds{0, 1, 2, 3})) << "past the end is the end";
  queue.remove(queue.entries()[1].id);
  EXPECT_EQ(queue.take().seed, 0U);
  EXPECT_EQ(seeds(queue), (Seeds{2, 3}));
  EXPECT_EQ(changes, 5);
  queue.remove(12345);
  EXPECT_EQ(changes, 5) << "an entry that is gone changes nothing";
}

TEST(RunQueue, VariesSeedsAndAChoice) {
  RunConfig config = support::fakeConfig();
  const auto made = variantsOf(config, {{1, 2, 3}, "partition", {"pruning", "random"}});
  ASSERT_EQ(made.size(), 6U);
  EXPECT_EQ(std::get<std::string>(made[0].method.parameters.at("partition")), "pruning");
  EXPECT_EQ(made[2].seed, 3U);
  EXPECT_EQ(std::get<std::string>(made[3].method.parameters.at("partition")), "random");
  EXPECT_EQ(made[3].seed, 1U);
  EXPECT_TRUE(made[3].output.empty());
}

TEST(RunQueue, NoTwoVariantsWriteToOneFile) {
  RunConfig config = support::fakeConfig();
  config.output = "/tmp/study.h5";
  std::set<std::string> files;
  for (const RunConfig& run : variantsOf(config, {{1, 2}, "partition", {"pruning", "random"}}))
    files.insert(run.output);
  EXPECT_EQ(files, (std::set<std::string>{"/tmp/study-pruning-seed1.h5", "/tmp/study-pruning-seed2.h5",
                                          "/tmp/study-random-seed1.h5", "/tmp/study-random-seed2.h5"}));
  EXPECT_EQ(variantsOf(config, {}).front().output, "/tmp/study.h5") << "a single run keeps its name";
}

TEST(RunQueue, NamesARunByWhatItDoes) {
  RunConfig config = support::fakeConfig();
  config.seed = 7;
  EXPECT_EQ(runTitle(config), QString::fromUtf8("IOIQ · 8 bits · pruning · seed 7"));
}

}  // namespace
}  // namespace dyadic::runtime
