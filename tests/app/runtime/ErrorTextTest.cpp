// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/ErrorText.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTranslator>

namespace dyadic::runtime {
namespace {

class Backwards : public QTranslator {
 public:
  [[nodiscard]] bool isEmpty() const override { return false; }
  [[nodiscard]] QString translate(const char* context, const char* text, const char*, int) const override {
    if (QLatin1String(context) != QLatin1String("engine") || QLatin1String(text) != QLatin1String("%1 has %2 bytes."))
      return {};
    return QStringLiteral("%2 Bytes: %1");
  }
};

TEST(ErrorText, TranslatesTheTemplateBeforeTheArguments) {
  const Error error = failure("%1 has %2 bytes.", {"a.idx", "12"});
  EXPECT_EQ(errorText(error), "a.idx has 12 bytes.");
  Backwards translator;
  QCoreApplication::installTranslator(&translator);
  EXPECT_EQ(errorText(error), "12 Bytes: a.idx");
  QCoreApplication::removeTranslator(&translator);
}

TEST(ErrorText, LeavesPercentSignsOfArgumentsAlone) {
  EXPECT_EQ(errorText(failure("%1 and %2", {"100%2", "%1"})), "100%2 and %1");
  EXPECT_EQ(errorText(failure("100 % of %1 is %3", {"x"})), "100 % of x is %3");
}

TEST(ErrorText, AgreesWithTheEnginesEnglish) {
  const Error error = failure("%1: expected %2, found %3 (%2)", {"f", "1", "2"});
  EXPECT_EQ(errorText(error).toStdString(), error.message());
}

}  // namespace
}  // namespace dyadic::runtime
