// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/architecture/Includes.h"

namespace dyadic::architecture {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int kLongFile = 400;  // reported, not refused

SourceFile source(const std::string& path, const std::string& includes) {
  return {path, "// SPDX-License-Identifier: GPL-3.0-or-later\n#pragma once\n" + includes + "\n"};
}

TEST(Architecture, EverySourceKeepsTheRules) {
  const std::vector<SourceFile> files = readSources(DYADIC_SOURCE_DIR);
  ASSERT_GT(files.size(), 20U);
  for (const SourceFile& file : files) {
    EXPECT_THAT(violations(file), IsEmpty());
    if (lines(file) > kLongFile) {
      std::printf("long: %s has %d lines\n", file.path.c_str(), lines(file));
    }
  }
}

TEST(Architecture, AllowedEdgesPass) {
  for (const SourceFile& file :
       {source("engine/math/A.h", "#include <vector>\n#include \"engine/types/Histogram.h\""),
        source("engine/session/Run.cpp", "#include <torch/torch.h>\n#include \"engine/runlog/Writer.h\""),
        source("widgets/plots/Plot.cpp", "#include <qcustomplot.h>\n#include <QWidget>\n#include \"Plot.moc\""),
        source("app/runtime/A.h", "#include <QObject>\n#include \"engine/session/RunSession.h\""),
        source("app/shell/A.h", "#include <QMainWindow>\n#include \"widgets/plots/Plot.h\"")}) {
    EXPECT_THAT(violations(file), IsEmpty());
  }
}

struct Forbidden {
  const char* path;
  const char* include;
  const char* because;
};

// Each of these breaks exactly one rule, so a rule that is lost shows here.
const Forbidden kForbidden[] = {
    {"engine/types/A.h", "#include \"engine/math/IntSe.h\"", "may not include engine/math/IntSe.h"},
    {"engine/math/A.cpp", "#include <torch/torch.h>", "(torch)"},
    {"engine/math/A.cpp", "#  include  <ATen/ATen.h>  // why", "(torch)"},
    {"engine/nets/A.cpp", "#include \"engine/quantizers/IntSe.h\"", "may not include"},
    {"engine/data/A.cpp", "#include \"engine/nets/Graph.h\"", "may not include"},
    {"engine/quantizers/A.cpp", "#include \"engine/training/Loop.h\"", "may not include"},
    {"engine/training/A.cpp", "#include \"engine/methods/ioiq/Ioiq.h\"", "may not include"},
    {"engine/training/A.cpp", "#include \"engine/runlog/Writer.h\"", "may not include"},
    {"engine/methods/A.cpp", "#include \"engine/session/RunSession.h\"", "may not include"},
    {"engine/runlog/A.cpp", "#include \"engine/math/IntSe.h\"", "may not include"},
    {"engine/session/A.cpp", "#include \"app/runtime/RunController.h\"", "may not include"},
    {"engine/session/A.cpp", "#include <hdf5.h>", "(hdf5)"},
    {"engine/session/A.cpp", "#include <QString>", "(qt core)"},
    {"engine/session/Config.h", "#include <torch/torch.h>", "may not show"},
    {"engine/session/RunSession.h", "#include \"engine/training/Loop.h\"", "engine/types only"},
    {"engine/session/RunSession.h", "#include \"engine/session/Internal.h\"", "engine/types only"},
    {"engine/types/A.h", "#include <QtCore/QObject>", "(qt core)"},
    {"engine/nets/A.cpp", "#include <H5Cpp.h>", "(hdf5)"},
    {"widgets/controls/A.h", "#include \"engine/session/RunSession.h\"", "may not include"},
    {"widgets/controls/A.cpp", "#include <qcustomplot.h>", "(qcustomplot)"},
    {"widgets/plots/A.h", "#include <qcustomplot.h>", "may not show"},
    {"widgets/plots/A.h", "#include \"qcustomplot.h\"", "may not show"},
    {"widgets/plots/A.h", "#include \"widgets/plots/QCustomPlot.h\"", "stays behind the plots"},
    {"widgets/panels/A.cpp", "#include \"widgets/plots/PlotParts.h\"", "stays behind the plots"},
    {"app/shell/A.cpp", "#include \"widgets/plots/QCustomPlot.h\"", "stays behind the plots"},
    {"widgets/panels/A.cpp", "#include <c10/util/Half.h>", "(torch)"},
    {"app/cli/A.cpp", "#include <QString>", "(qt core)"},
    {"app/cli/A.cpp", "#include \"widgets/plots/Plot.h\"", "may not include"},
    {"app/cli/A.cpp", "#include \"engine/math/IntSe.h\"", "may not include"},
    {"app/cli/A.cpp", "#include \"engine/session/Internal.h\"", "no part of session's interface"},
    {"app/runtime/A.cpp", "#include <QWidget>", "(qt gui)"},
    {"app/runtime/A.h", "#include <QtGui/QColor>", "(qt gui)"},
    {"app/runtime/A.cpp", "#include \"widgets/plots/Plot.h\"", "may not include"},
    {"app/shell/A.cpp", "#include \"engine/nets/Graph.h\"", "may not include"},
    {"app/shell/A.cpp", "#include <torch/torch.h>", "(torch)"},
    {"app/shell/A.cpp", "#include \"MainWindow.h\"", "may not include MainWindow.h"},  // full paths only
    {"engine/helpers/A.cpp", "#include \"engine/types/Expected.h\"", "may not include"},
    {"engine/runlog/check/A.cpp", "#include <hdf5.h>", "(hdf5)"},
    {"engine/surprise/A.h", "", "folder"},
};

TEST(Architecture, ForbiddenEdgesFail) {
  for (const Forbidden& edge : kForbidden) {
    EXPECT_THAT(violations(source(edge.path, edge.include)), ElementsAre(HasSubstr(edge.because)))
        << edge.path << ": " << edge.include;
  }
}

TEST(Architecture, FormIsChecked) {
  EXPECT_THAT(violations({"engine/types/A.h", "\n#pragma once\n"}), ElementsAre(HasSubstr("SPDX")));
  EXPECT_THAT(violations({"engine/types/A.h", "// SPDX-License-Identifier: GPL-3.0-or-later\n"}),
              ElementsAre(HasSubstr("#pragma once")));
  EXPECT_THAT(violations({"tests/engine/types/ATest.cpp", "#include <QString>\n"}), ElementsAre(HasSubstr("SPDX")));
}

}  // namespace
}  // namespace dyadic::architecture
