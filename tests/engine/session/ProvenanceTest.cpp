// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Provenance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dyadic::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

runlog::Provenance provenance() {
  return {{"libtorch", "1.13.0"},    {"threads", "2"},       {"cpu", "a"},
          {"command_line", "x"},     {"model_sha256", "11"}, {"external_data_sha256", "66"},
          {"train_sha256", "22"},    {"data_sha256", "33"},  {"calibration_sha256", "55"},
          {"blas", "libopenblas.so"}};
}

TEST(Provenance, TheSameMachineAndProgramDifferInNothing) {
  auto now = provenance();
  now["command_line"] = "another one";
  const auto found = differences(provenance(), now);
  ASSERT_TRUE(found);
  EXPECT_THAT(*found, IsEmpty());
}

TEST(Provenance, WhatMayChangeTheBitsIsNamed) {
  auto now = provenance();
  now["threads"] = "1";
  now["cpu"] = "b";
  now["blas"] = "libblas.so";
  const auto found = differences(provenance(), now);
  ASSERT_TRUE(found);
  EXPECT_THAT(*found,
              ElementsAre("blas libblas.so instead of libopenblas.so", "cpu b instead of a", "threads 1 instead of 2"));
}

TEST(Provenance, OtherModelsAndImagesAreRefused) {
  for (const auto& [key, word] : {std::pair{"model_sha256", "model"},
                                  {"external_data_sha256", "model"},
                                  {"train_sha256", "images"},
                                  {"data_sha256", "images"},
                                  {"calibration_sha256", "images"}}) {
    auto now = provenance();
    now[key] = "44";
    const auto found = differences(provenance(), now);
    ASSERT_FALSE(found) << key;
    EXPECT_THAT(found.error().message(), HasSubstr(word));
    auto then = provenance();  // an earlier program did not record it
    then.erase(key);
    EXPECT_TRUE(differences(then, now)) << key;
  }
}

}  // namespace
}  // namespace dyadic::session
