// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/Glossary.h"

#include <gtest/gtest.h>

#include <QSet>

namespace dyadic::widgets {
namespace {

TEST(Glossary, EveryTermHasItsOwnNameAndDefinition) {
  QSet<QString> names;
  int place = 0;
  for (const Term term : allTerms()) {
    EXPECT_EQ(static_cast<int>(term), place++) << "entries stand in the order of the enum";
    EXPECT_FALSE(textOf(term).definition.isEmpty());
    names.insert(textOf(term).name);
  }
  EXPECT_EQ(names.size(), std::ssize(allTerms()));
  EXPECT_EQ(allTerms().back(), Term::Headroom) << "none is left out";
}

TEST(Glossary, FindsTheQuantityInTheLabelOfAnAxis) {
  EXPECT_EQ(tipOfLabel("Top-1 accuracy, hard (%)"), tipOf(Term::Top1));
  EXPECT_EQ(tipOfLabel("Average bits of the weights"), tipOf(Term::AverageBits)) << "the longest name wins";
  EXPECT_EQ(tipOfLabel("Learning rate"), tipOf(Term::LearningRate));
  EXPECT_EQ(tipOfLabel("Something else"), QString());
}

}  // namespace
}  // namespace dyadic::widgets
