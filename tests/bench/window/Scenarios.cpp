// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/Scenarios.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QDir>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QMouseEvent>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <QWindow>
#include <algorithm>
#include <chrono>
#include <memory>

#include "app/runtime/RunController.h"
#include "app/runtime/RunLibrary.h"
#include "app/shell/MainWindow.h"
#include "tests/bench/window/Script.h"
#include "widgets/controls/Parts.h"
#include "widgets/gallery/FakeNetwork.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/compare/CompareView.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::bench {
namespace {

using nlohmann::json;

constexpr int kStepPause = 30;    // ms between two steps of the script: a hasty person
constexpr int kPatience = 60000;  // ms
constexpr auto kLoad = R"(
  {"model": {"path": "builtin:resnet8-fashion"}, "data": {"path": "builtin:fashion-mnist"},
   "method": {"id": "ioiq", "parameters": {}}, "training": {"epochs_per_stage": 1000}, "output": "%1"})";

json failed(const QString& text) { return {{"error", text.toStdString()}}; }

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// The example as a run that outlasts any measurement, on all cores.
QString writeLoad(const QDir& folder) {
  const QString path = folder.filePath(QStringLiteral("load.json"));
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return {};
  file.write(QString::fromLatin1(kLoad).arg(folder.filePath(QStringLiteral("load.h5"))).toUtf8());
  return path;
}

json summary(const std::vector<EventTime>& times) {
  std::vector<double> usual;
  double first = 0;
  const EventTime* worst = nullptr;
  for (const EventTime& each : times) {
    if (each.during == QLatin1String("first")) {
      first = std::max(first, each.ms);
      continue;
    }
    usual.push_back(each.ms);
    if (worst == nullptr || each.ms > worst->ms) worst = &each;
  }
  if (worst == nullptr) return failed(QStringLiteral("no event was timed"));
  return {{"max", worst->ms},
          {"worst", (worst->what + QStringLiteral(" during ") + worst->during).toStdString()},
          {"p99", quantile(usual, 0.99)},
          {"median", quantile(usual, 0.5)},
          {"events", usual.size()},
          {"first", first}};
}

/// A window with nothing in it, while the same run goes on.
json emptyEvents(TimedApplication& application, const ScenarioOptions& options, const QString& config) {
  const runtime::Engine engine = runtime::realEngine();
  auto read = engine.readConfig(config.toStdString());
  if (!read) return failed(QString::fromStdString(read.error().message()));
  runtime::RunController run(engine);
  session::RunRequest request;
  request.config = *read;
  if (const Status started = run.start(request); !started)
    return failed(QString::fromStdString(started.error().message()));
  QMainWindow window;
  window.resize(1600, 1000);
  window.show();
  Script script(window);
  QTest::qWait(3000);
  QTimer steps;
  QObject::connect(&steps, &QTimer::timeout, &window, [&] {
    application.record(script.step());
    window.update();
  });
  steps.start(kStepPause);
  QTest::qWait(static_cast<int>(options.seconds * 1000));
  steps.stop();
  application.record({});
  run.stop();
  if (!QTest::qWaitFor([&] { return !run.isActive(); }, kPatience))
    return failed(QStringLiteral("the run did not end"));
  return summary(application.times());
}

json events(TimedApplication& application, const ScenarioOptions& options) {
  const QTemporaryDir folder;
  const QDir files(folder.path());
  const QString config = writeLoad(files);
  widgets::applyTheme(application, widgets::Theme::Light);
  if (options.empty) return emptyEvents(application, options, config);
  auto window = std::make_unique<shell::MainWindow>(runtime::realEngine(), files.filePath(QStringLiteral("runs")));
  window->resize(1600, 1000);
  window->show();
  window->openPath(config);
  QTest::qWait(1000);
  window->startWhenReady();
  QTest::qWait(4000);
  Script script(*window);
  application.record(QStringLiteral("first"));
  for (int view = 0, views = 1; view < views; ++view) {
    views = script.showView(view);
    QTest::qWait(1500);
  }
  QTimer steps;
  QObject::connect(&steps, &QTimer::timeout, window.get(), [&] { application.record(script.step()); });
  steps.start(kStepPause);
  QTest::qWait(static_cast<int>(options.seconds * 1000));
  steps.stop();
  application.record({});
  if (!QFile::exists(files.filePath(QStringLiteral("load.h5")))) return failed(QStringLiteral("the run did not start"));
  window->stopAndClose();
  if (!QTest::qWaitFor([&] { return !window->isVisible(); }, kPatience))
    return failed(QStringLiteral("the window did not close"));
  return summary(application.times());
}

double steadySeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

json firstFrame(TimedApplication& application, const ScenarioOptions& options) {
  const QTemporaryDir folder;
  widgets::applyTheme(application, widgets::Theme::Light);
  shell::MainWindow window(runtime::realEngine(), QDir(folder.path()).filePath(QStringLiteral("runs")));
  double shown = 0;
  application.after = [&](const QObject* receiver, const QEvent* event) {
    const bool frame = event->type() == QEvent::UpdateRequest || event->type() == QEvent::Expose;
    if (shown == 0 && frame && receiver == window.windowHandle()) shown = steadySeconds();
  };
  window.show();
  if (!QTest::qWaitFor([&] { return shown > 0; }, kPatience)) return failed(QStringLiteral("no frame was drawn"));
  application.after = {};
  return {{"ms", 1e3 * (shown - options.started)}};
}

/// The text cell of a table in the first row under a header.
QString firstCell(const QAbstractItemView& view, const QString& header) {
  const QAbstractItemModel& model = *view.model();
  for (int column = 0; column < model.columnCount(); ++column)
    if (model.headerData(column, Qt::Horizontal).toString() == header) return model.index(0, column).data().toString();
  return {};
}

json slider(TimedApplication& application, const ScenarioOptions& options) {
  const QTemporaryDir folder;
  widgets::applyTheme(application, widgets::Theme::Light);
  shell::MainWindow window(runtime::realEngine(), QDir(folder.path()).filePath(QStringLiteral("runs")));
  window.resize(1600, 1000);
  window.show();
  window.openPath(QString::fromStdString(options.path));
  const auto* bits = window.findChild<QWidget*>(QStringLiteral("bits"));
  auto* handle = bits == nullptr ? nullptr : bits->findChild<QAbstractSlider*>();
  const auto* plot = window.findChild<widgets::HistogramPlot*>();
  const auto* table = window.findChild<widgets::LayerTable*>()->findChild<QAbstractItemView*>();
  if (handle == nullptr || plot == nullptr || table == nullptr)
    return failed(QStringLiteral("the set-up has no slider"));
  const QWidget* card = plot->parentWidget();
  while (card != nullptr && qobject_cast<const widgets::PlotCard*>(card) == nullptr) card = card->parentWidget();
  const auto labels = card->findChildren<widgets::ElidedLabel*>();
  const auto histogramSays = [&](int value) {
    const QString wanted = QStringLiteral("%1 bits").arg(value);
    return std::any_of(labels.begin(), labels.end(),
                       [&](const widgets::ElidedLabel* label) { return label->fullText().startsWith(wanted); });
  };
  const auto shown = [&] {  // ResNet-50, not the example before it
    return table->model()->rowCount() > 100 && histogramSays(handle->value());
  };
  if (!QTest::qWaitFor(shown, kPatience)) return failed(QStringLiteral("the model did not appear"));

  std::vector<double> histogram;
  std::vector<double> rows;
  for (int round = 0; round < 24; ++round) {
    QTest::qWait(400);  // what a move sets off besides is over
    const int wanted = round / 4 % 2 == 0 ? handle->value() - 1 : handle->value() + 1;
    const QString before = firstCell(*table, QStringLiteral("SQNR dB"));
    double histogramMs = 0;
    double rowsMs = 0;
    QElapsedTimer timer;
    application.after = [&](const QObject*, const QEvent* event) {
      if (event->type() != QEvent::UpdateRequest) return;
      const double now = static_cast<double>(timer.nsecsElapsed()) / 1e6;
      if (histogramMs == 0 && histogramSays(wanted)) histogramMs = now;
      if (rowsMs == 0 && firstCell(*table, QStringLiteral("SQNR dB")) != before) rowsMs = now;
    };
    timer.start();
    QTest::keyClick(handle, wanted < handle->value() ? Qt::Key_Left : Qt::Key_Right);
    const bool both = QTest::qWaitFor([&] { return histogramMs > 0 && rowsMs > 0; }, kPatience);
    application.after = {};
    if (!both) return failed(QStringLiteral("the move had no effect"));
    if (round > 1) {
      histogram.push_back(histogramMs);
      rows.push_back(rowsMs);
    }
  }
  return {{"histogram", quantile(histogram, 0.5)},
          {"histogram_worst", quantile(histogram, 1)},
          {"table", quantile(rows, 0.5)},
          {"table_worst", quantile(rows, 1)}};
}

/// The first list of all runs, read.
json runs(TimedApplication&, const ScenarioOptions& options) {
  runtime::RunLibrary library(runtime::realEngine());
  QElapsedTimer timer;
  timer.start();
  library.setFolder(QString::fromStdString(options.path));
  const auto read = [&] {
    const auto& all = library.entries();
    return !all.isEmpty() && std::all_of(all.begin(), all.end(), [](const auto& each) { return each.read; });
  };
  if (!QTest::qWaitFor(read, kPatience)) return failed(QStringLiteral("the files were not read"));
  return {{"ms", static_cast<double>(timer.nsecsElapsed()) / 1e6}, {"files", library.entries().size()}};
}

/// The comparison of all runs in the folder, described and drawn anew.
json compare(TimedApplication& application, const ScenarioOptions& options) {
  Q_UNUSED(application);
  widgets::applyTheme(*qApp, widgets::Theme::Light);
  shell::MainWindow window(runtime::realEngine(), QString::fromStdString(options.path));
  window.resize(1600, 1000);
  window.show();
  window.setView(shell::MainWindow::View::Compare);
  auto* view = window.findChild<widgets::CompareView*>();
  const auto files = QDir(QString::fromStdString(options.path)).entryList({QStringLiteral("*.h5")}).size();
  if (view == nullptr || !QTest::qWaitFor([&] { return std::ssize(view->runs()) == files; }, kPatience))
    return failed(QStringLiteral("the runs did not appear"));
  QTest::qWait(3000);  // curves and histograms are read
  std::vector<double> times;
  for (int round = 0; round < 11; ++round) {
    QElapsedTimer timer;
    timer.start();
    view->setRuns(std::vector(view->runs()), {});
    for (int turn = 0; turn < 3; ++turn) QCoreApplication::processEvents();  // plots are drawn in the next ones
    if (view->grab().isNull()) return failed(QStringLiteral("nothing was drawn"));
    times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    QTest::qWait(100);
  }
  return {{"ms", quantile(times, 0.5)}, {"worst", quantile(times, 1)}, {"runs", view->runs().size()}};
}

/// A network of three thousand operators, all blocks open, moved and zoomed with the mouse.
json graph(TimedApplication& application, const ScenarioOptions&) {
  widgets::applyTheme(application, widgets::Theme::Light);
  widgets::NetworkPanel panel;
  panel.resize(1600, 1000);
  const ModelInfo model = widgets::fakeResNetInfo({75, 75, 75, 75});
  panel.setModel(&model);
  panel.setRecords(widgets::fakeRecords(model));
  panel.show();
  QTest::qWait(500);
  QElapsedTimer timer;
  timer.start();
  panel.setAllOpen(true);
  const double layout = static_cast<double>(timer.nsecsElapsed()) / 1e6;
  QTest::qWait(100);
  QWidget* view = panel.canvas().viewport();
  const QPointF middle = QRectF(view->rect()).center();
  std::vector<double> frames;
  const auto frame = [&](const auto& act) {
    timer.start();
    act();
    QCoreApplication::processEvents();
    frames.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  };
  panel.canvas().fitAll();
  for (int step = 0; step < 48; ++step) {
    frame([&] {
      QWheelEvent event(middle, view->mapToGlobal(middle), {}, {0, 80}, Qt::NoButton, Qt::ControlModifier,
                        Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(view, &event);
    });
    QTest::mousePress(view, Qt::LeftButton, {}, middle.toPoint());
    for (int move = 1; move <= 12; ++move) {
      const int turn = move <= 6 ? move : 12 - move;
      frame([&] {
        const QPointF at = middle + QPointF(9 * turn, 40 * turn);
        QMouseEvent event(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view, &event);
      });
    }
    QTest::mouseRelease(view, Qt::LeftButton, {}, middle.toPoint());
  }
  return {{"p95", quantile(frames, 0.95)}, {"worst", quantile(frames, 1)},
          {"frames", frames.size()},       {"layout", layout},
          {"zoom", panel.canvas().zoom()}, {"nodes", model.nodes.size()}};
}

}  // namespace

std::map<std::string, Scenario> scenarios() {
  return {{"events", events}, {"first-frame", firstFrame}, {"slider", slider},
          {"runs", runs},     {"compare", compare},        {"graph", graph}};
}

}  // namespace dyadic::bench
