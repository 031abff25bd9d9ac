// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/ConfigDifferences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/types/Spread.h"

namespace dyadic {
namespace {

using testing::ElementsAre;

ConfigPointers pointers(const std::vector<ConfigValues>& configs) {
  ConfigPointers result;
  for (const ConfigValues& config : configs) result.push_back(&config);
  return result;
}

TEST(ConfigDifferences, PlacesAndParametersOfOtherMethodsAreNoDifferences) {
  const std::vector<ConfigValues> configs = {
      {{"method.id", "ioiq"},
       {"method.parameters.bits", "8"},
       {"method.parameters.rounding", "floor"},
       {"threads", "1"}},
      {{"method.id", "inq"}, {"method.parameters.bits", "5"}, {"threads", "2"}, {"output", "b.h5"}},
      {{"method.id", "inq"}, {"method.parameters.bits", "5"}, {"training.batch", "64"}}};
  EXPECT_THAT(differingKeys(pointers(configs)), ElementsAre("method.id", "method.parameters.bits", "training.batch"))
      << "a training without a batch differs, a method without a rounding does not";
  EXPECT_THAT(differingKeys(pointers(configs), {"training.batch"}), ElementsAre("method.id", "method.parameters.bits"));
  EXPECT_THAT(tellingKeys(pointers(configs)), ElementsAre("method.id", "method.parameters.bits", "training.batch"));
  EXPECT_THAT(differenceLabels(pointers(configs)), ElementsAre("ioiq, bits 8", "inq, bits 5", "inq, bits 5, batch 64"));
}

TEST(ConfigDifferences, AParameterThatRepeatsAnotherIsSaidOnceAlsoBesideMethodsWithoutIt) {
  const std::vector<ConfigValues> configs = {
      {{"method.id", "ioiq"}, {"method.parameters.bits", "8"}, {"method.parameters.bias_bits", "8"}},
      {{"method.id", "ioiq"}, {"method.parameters.bits", "4"}, {"method.parameters.bias_bits", "4"}},
      {{"method.id", "inq"}, {"method.parameters.bits", "5"}}};
  EXPECT_THAT(differenceLabels(pointers(configs)), ElementsAre("ioiq, bits 8", "ioiq, bits 4", "inq, bits 5"));
}

TEST(ConfigDifferences, LabelsSayEachDifferenceOnce) {
  const std::vector<ConfigValues> configs = {
      {{"method.parameters.bits", "8"}, {"method.parameters.activation_bits", "8"}, {"seed", "1"}},
      {{"method.parameters.bits", "6"}, {"method.parameters.activation_bits", "6"}, {"seed", "2"}}};
  EXPECT_THAT(differenceLabels(pointers(configs), {"seed"}), ElementsAre("bits 8", "bits 6"));
  EXPECT_THAT(differenceLabels(pointers({configs[0]})), ElementsAre(""));
}

TEST(ConfigDifferences, LabelsSayNoMoreThanItTakesToTellConfigsApart) {
  const auto inq = [](const char* bits, const char* portions, const char* partition) {
    return ConfigValues{{"method.id", "inq"},
                        {"method.parameters.bits", bits},
                        {"method.parameters.portions", portions},
                        {"method.parameters.partition", partition},
                        {"training.epochs_per_stage", "[1]"}};
  };
  const std::vector<ConfigValues> configs = {inq("5", "[0.5,1]", "pruning"),
                                             inq("5", "[0.5,1]", "random"),
                                             inq("3", "[0.2,0.4,1]", "pruning"),
                                             inq("2", "[0.2,0.3,0.4,1]", "pruning"),
                                             {{"method.id", "float"}, {"training.epochs_per_stage", "[1,1]"}}};
  EXPECT_THAT(differenceLabels(pointers(configs)),
              ElementsAre("inq, bits 5, partition pruning", "inq, bits 5, partition random", "inq, bits 3",
                          "inq, bits 2", "float"));
}

TEST(ConfigDifferences, EqualConfigsAreFoundWhereverTheyRan) {
  const std::vector<ConfigValues> configs = {{{"a", "1"}, {"seed", "1"}, {"device", "cpu"}},
                                             {{"a", "2"}, {"seed", "1"}},
                                             {{"a", "1"}, {"seed", "2"}, {"output", "x"}}};
  EXPECT_THAT(equalConfigs(pointers(configs), {"seed"}), ElementsAre(ElementsAre(0, 2), ElementsAre(1)));
  EXPECT_EQ(equalConfigs(pointers(configs)).size(), 3U);
}

TEST(Spread, IsThatOfASample) {
  const Spread spread = spreadOf({2, 4, 4, 4, 5, 5, 7, 9, NAN});
  EXPECT_EQ(spread.count, 8U);
  EXPECT_DOUBLE_EQ(spread.mean, 5);
  EXPECT_DOUBLE_EQ(spread.deviation, std::sqrt(32.0 / 7));
  EXPECT_TRUE(std::isnan(spreadOf({3}).deviation));
  EXPECT_DOUBLE_EQ(spreadOf({3}).mean, 3);
  EXPECT_EQ(spreadOf({}).count, 0U);
  EXPECT_EQ(spreadOf({0.942, 0.942, 0.942}).deviation, 0) << "equal values are exactly equal";
  EXPECT_EQ(spreadOf({0.942, 0.942, 0.942}).mean, 0.942);
}

}  // namespace
}  // namespace dyadic
