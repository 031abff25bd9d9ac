// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/Expected.h"

#include <gtest/gtest.h>

using namespace dyadic;

TEST(Error, ArgumentsTakeTheirPlaces) {
  EXPECT_EQ(failure("%2 before %1, 100 %, %3", {"a", "b"}).message(), "b before a, 100 %, %3");
  EXPECT_EQ(failure("%1", {"%2"}).message(), "%2") << "arguments are not searched for placeholders";
  EXPECT_EQ(usageError("x").kind, ErrorKind::Usage);
}

TEST(Expected, HoldsAValueOrAnError) {
  const Expected<int> value = 3;
  const Expected<int> error = failure("no");
  EXPECT_TRUE(value.ok());
  EXPECT_EQ(*value, 3);
  EXPECT_FALSE(error);
  EXPECT_EQ(error.error().message(), "no");
  EXPECT_TRUE(Status());
  EXPECT_FALSE(Status(failure("no")));
}
