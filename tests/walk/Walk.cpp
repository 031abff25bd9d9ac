// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/walk/Walk.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <algorithm>

#include "app/shell/MethodHelp.h"
#include "app/shell/QueueDialog.h"
#include "app/shell/RunView.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/PathChooser.h"
#include "widgets/controls/Segmented.h"
#include "widgets/forms/LayerRulesEdit.h"
#include "widgets/panels/CommandList.h"
#include "widgets/panels/DeployVerdict.h"
#include "widgets/panels/DeployView.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/WelcomeCard.h"
#include "widgets/panels/compare/CompareBar.h"
#include "widgets/panels/compare/CompareTable.h"
#include "widgets/panels/compare/CompareView.h"
#include "widgets/panels/compare/FlipsPage.h"
#include "widgets/panels/explore/AccuracyCard.h"
#include "widgets/panels/explore/ExploreTiles.h"
#include "widgets/panels/explore/ExploreView.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/ImagePanel.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/panels/explore/ProposalPanel.h"
#include "widgets/panels/explore/SensitivityPanel.h"
#include "widgets/panels/images/ImageFacts.h"
#include "widgets/panels/images/ImageGrid.h"
#include "widgets/plots/ComparePlot.h"
#include "widgets/plots/FigureDialog.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/HistogramsPlot.h"
#include "widgets/plots/ParallelPlot.h"
#include "widgets/plots/StagesPlot.h"

namespace dyadic::walk {
namespace {

using namespace widgets;
using shell::RunView;
using View = shell::MainWindow::View;

constexpr int kBitsColumn = 2;  // of the layer table
constexpr int kBits = 4;        // that Explore is shown with
constexpr std::chrono::minutes kLong{15};

const QStringList kRunFiles{QStringLiteral("*.h5")};

}  // namespace

Walk::Walk(const runtime::Engine& engine, const WalkOptions& options)
    : engine_(engine), options_(options), window_(engine, options.runs.path()), hands_(window_, options.pictures) {
  window_.showNormal();
  window_.resize(1600, 1000);  // whatever the screen
}

void Walk::go() {
  const std::pair<const char*, void (Walk::*)()> steps[] = {
      {"first start", &Walk::welcome},
      {"bits in Explore", &Walk::exploreBits},
      {"a rule for a layer", &Walk::exploreRule},
      {"the network", &Walk::exploreNetwork},
      {"sensitivities", &Walk::exploreSensitivity},
      {"feature maps", &Walk::exploreMaps},
      {"images", &Walk::exploreImages},
      {"proposed bits", &Walk::exploreProposal},
      {"queue", &Walk::queue},
      {"a finished run", &Walk::finishedRun},
      {"Compare", &Walk::compare},
      {"Deploy", &Walk::deploy},
      {"a figure", &Walk::figure},
      {"palette and method page", &Walk::help},
      {"a run under way", &Walk::liveRun},
      {"the end", &Walk::stop},
  };
  for (const auto& [name, act] : steps) {
    try {
      (this->*act)();
    } catch (const Failure& failure) {
      hands_.photograph(QStringLiteral("failed"));
      throw Failure(QStringLiteral("%1: %2").arg(QLatin1String(name), QLatin1String(failure.what())));
    }
  }
}

SetupPanel& Walk::setup() const { return Hands::see<SetupPanel>(window_); }

void Walk::waitForAccuracy() const {
  const QStringList around =
      QCoreApplication::translate("dyadic::widgets::AccuracyCard", "all %1 images").split(QStringLiteral("%1"));
  const auto& card = Hands::see<AccuracyCard>(window_);
  QTest::qWait(400);  // the estimate before is given up
  Hands::until(QStringLiteral("the accuracy estimate"), [&] {
    const auto labels = card.findChildren<ElidedLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const ElidedLabel* label) {
      const QString text = label->fullText();
      return text.startsWith(around.first()) && text.endsWith(around.last()) && text != around.join(QString());
    });
  });
}

void Walk::welcome() {
  if (!QTest::qWaitForWindowActive(&window_, 20000)) throw Failure(QStringLiteral("the window is not active"));
  const auto& histogram = Hands::see<HistogramPlot>(window_);
  Hands::until(QStringLiteral("the histogram of the example"), [&] { return !histogram.isEmpty(); });
  if (options_.config.isEmpty()) waitForAccuracy();
  hands_.photograph(QStringLiteral("welcome"));
  Hands::click(Hands::button(Hands::see<WelcomeCard>(window_), "dyadic::widgets::WelcomeCard", "Explore &bits"));
  const auto* card = window_.findChild<WelcomeCard*>();
  Hands::until(QStringLiteral("the welcome card to go"), [&] { return !card->isVisible(); });
  if (!options_.config.isEmpty()) openConfig();
  before_ = setup().config();
}

/// As if it had been dropped.
void Walk::openConfig() {
  const RunConfig example = setup().config();
  window_.openPath(options_.config);
  Hands::until(QStringLiteral("the run config"),
               [&] { return setup().config().data.trainLimit != example.data.trainLimit; });
  waitForAccuracy();
}

void Walk::showView(View view) {
  hands_.key(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(view)), Qt::ControlModifier);
  Hands::until(QStringLiteral("the view"), [&] { return window_.view() == view; });
}

void Walk::showExplorePage(int page) const {
  const auto* choice = Hands::see<ExploreView>(window_).findChild<Segmented*>({}, Qt::FindDirectChildrenOnly);
  if (choice == nullptr) throw Failure(QStringLiteral("Explore has no pages"));
  Hands::choose(*choice, page);
}

void Walk::exploreBits() {
  showView(View::Explore);
  showExplorePage(static_cast<int>(ExploreView::Page::Error));
  auto& bits = Hands::see<QWidget>(setup(), QStringLiteral("bits"));
  auto& scroll = Hands::see<QScrollArea>(setup());
  scroll.ensureWidgetVisible(&bits, 0, scroll.height() / 2);
  auto& slider = Hands::see<QAbstractSlider>(bits);
  slider.setFocus(Qt::TabFocusReason);
  for (int steps = 0; slider.value() > kBits; ++steps) {
    if (steps > 20) throw Failure(QStringLiteral("the slider of the bits does not move"));
    QTest::keyClick(&slider, Qt::Key_Left);
  }
  const auto& table = Hands::see<QTableView>(Hands::see<LayerTable>(window_));
  Hands::clickCell(table, 2);
  waitForAccuracy();
  hands_.photograph(QStringLiteral("explore"));
}

void Walk::exploreRule() {
  const auto& table = Hands::see<QTableView>(Hands::see<LayerTable>(window_));
  Hands::doubleClickCell(table, 2, kBitsColumn);
  auto* editor = table.viewport()->findChild<QWidget*>();
  if (editor == nullptr) throw Failure(QStringLiteral("the bits of a layer cannot be edited"));
  Hands::type(*editor, QStringLiteral("8"));
  QTest::keyClick(editor, Qt::Key_Return);
  Hands::until(QStringLiteral("the rule"), [&] { return setup().config().layers.size() == before_.layers.size() + 1; });
  auto& scroll = Hands::see<QScrollArea>(setup());
  scroll.ensureWidgetVisible(&Hands::see<LayerRulesEdit>(setup()), 0, scroll.height() / 4);
  waitForAccuracy();
  hands_.photograph(QStringLiteral("explore-rule"));
}

void Walk::exploreNetwork() {
  showExplorePage(static_cast<int>(ExploreView::Page::Network));
  auto& panel = Hands::see<NetworkPanel>(window_);
  hands_.key(Qt::Key_F, Qt::ControlModifier);
  auto& field = Hands::see<QLineEdit>(panel);
  Hands::until(QStringLiteral("the field to find operators"), [&] { return field.hasFocus(); });
  Hands::type(field, QStringLiteral("layer2.0.conv1"));
  QTest::keyClick(&field, Qt::Key_Return);
  Hands::until(QStringLiteral("the operator"),
               [&] { return panel.selectedName() == QStringLiteral("layer2.0.conv1"); });
  hands_.photograph(QStringLiteral("explore-network"));
}

void Walk::exploreImages() {
  showExplorePage(static_cast<int>(ExploreView::Page::Images));
  auto& panel = Hands::see<ImagePanel>(window_);
  const auto& grid = panel.grid();
  Hands::until(QStringLiteral("the images"), [&] { return !grid.keys().empty() && grid.isComplete(); });
  QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.cellOf(grid.keys()[1]).center());
  constexpr int kLines = 10;  // both networks have answered
  Hands::until(QStringLiteral("what the networks see"), [&] { return panel.facts().lines().size() > kLines; });
  hands_.photograph(QStringLiteral("explore-images"));
}

void Walk::exploreSensitivity() {
  showExplorePage(static_cast<int>(ExploreView::Page::Sensitivity));
  const auto& panel = Hands::see<SensitivityPanel>(window_);
  Hands::click(Hands::primaryButton(*panel.tools()));
  Hands::until(QStringLiteral("the sensitivities"), [&] { return panel.state() == SensitivityPanel::State::Done; });
  hands_.photograph(QStringLiteral("explore-sensitivity"));
}

void Walk::exploreMaps() {
  showExplorePage(static_cast<int>(ExploreView::Page::FeatureMaps));
  const auto& maps = Hands::see<FeatureMapPanel>(window_);
  Hands::until(QStringLiteral("the feature maps"), [&] { return !maps.plot().isEmpty(); });
  hands_.photograph(QStringLiteral("explore-maps"));
}

void Walk::exploreProposal() {
  showExplorePage(static_cast<int>(ExploreView::Page::Proposal));
  const auto& panel = Hands::see<ProposalPanel>(window_);
  QTest::keyClick(&Hands::see<QComboBox>(panel), Qt::Key_Down);  // average bits: can be had whatever is lost
  Hands::click(Hands::button(panel, "dyadic::widgets::ProposalPanel", "&Propose"));
  Hands::until(QStringLiteral("the proposal"), [&] { return panel.proposal() != nullptr; });
  hands_.photograph(QStringLiteral("explore-proposal"));
  Hands::click(Hands::button(panel, "dyadic::widgets::ProposalPanel", "&Discard"));
  showExplorePage(static_cast<int>(ExploreView::Page::Error));
}

void Walk::undoAll() {
  const auto changed = [&] {
    const RunConfig now = setup().config();
    return now.layers.size() != before_.layers.size() || now.method.parameters != before_.method.parameters;
  };
  for (int i = 0; i < 30 && changed(); ++i) {
    hands_.key(Qt::Key_Z, Qt::ControlModifier);
    QTest::qWait(50);
  }
  if (changed()) throw Failure(QStringLiteral("Ctrl+Z does not lead back to the first set-up"));
}

void Walk::queue() {
  undoAll();
  hands_.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
  auto& dialog = hands_.dialog<shell::QueueDialog>();
  hands_.photograph(QStringLiteral("queue"));
  if (options_.hasRuns) return Hands::closeWithEscape(dialog);
  Hands::type(Hands::see<QSpinBox>(dialog, QStringLiteral("seeds")), QStringLiteral("1"));
  QTest::keyClick(&dialog, Qt::Key_Tab);
  Hands::click(Hands::primaryButton(dialog));
  makeRuns();
}

void Walk::makeRuns() {
  showView(View::Run);
  const auto& view = Hands::see<RunView>(window_);
  Hands::until(QStringLiteral("the first stage"), [&] { return view.snapshot() && !view.snapshot()->stages.empty(); });
  hands_.photograph(QStringLiteral("running"));
  Hands::until(QStringLiteral("two finished runs"), [&] {
    int finished = 0;
    for (const QString& name : options_.runs.entryList(kRunFiles)) {
      const auto run = engine_.openRun(options_.runs.filePath(name).toStdString());
      if (run && (*run)->state == RunState::Failed) throw Failure(QString::fromStdString((*run)->reason));
      if (run && (*run)->state == RunState::Finished) ++finished;
    }
    QTest::qWait(200);
    return finished == 2;
  });
}

void Walk::finishedRun() {
  const auto& list = Hands::see<QListView>(Hands::see<RunList>(window_));
  const auto rowOf = [&] {
    for (int row = 0; row < list.model()->rowCount(); ++row)
      if (list.model()->index(row, 0).data().toString().contains(options_.open)) return row;
    return -1;
  };
  Hands::until(QStringLiteral("the run %1 in the list").arg(options_.open), [&] { return rowOf() >= 0; });
  QTest::qWait(1000);  // all files are read
  Hands::clickCell(list, rowOf());
  showView(View::Run);
  const auto& view = Hands::see<RunView>(window_);
  Hands::until(QStringLiteral("the run"), [&] {
    return view.snapshot() && view.snapshot()->state == RunState::Finished && !view.stagesPlot().isEmpty();
  });
  hands_.photograph(QStringLiteral("run"));
}

void Walk::compare() {
  showView(View::Compare);
  auto& view = Hands::see<CompareView>(window_);
  const auto& pages = Hands::see<Segmented>(Hands::see<CompareBar>(view));
  const auto& histograms = Hands::see<HistogramsPlot>(view);
  Hands::until(QStringLiteral("the comparison"), [&] { return view.runs().size() > 1 && !histograms.isEmpty(); });
  QTest::qWait(1000);
  hands_.photograph(QStringLiteral("compare"));

  // From the right end, where the accuracy is, to the left until an axis is met.
  auto& parallel = Hands::see<ParallelPlot>(view);
  const auto parts = parallel.findChildren<QWidget*>();
  const auto found =
      std::find_if(parts.begin(), parts.end(), [](const QWidget* part) { return part->inherits("QCustomPlot"); });
  if (found == parts.end()) throw Failure(QStringLiteral("the parallel coordinates have no canvas"));
  QWidget* canvas = *found;
  for (int x = canvas->width() - 1; x > canvas->width() / 2 && parallel.brushes().empty(); x -= 4)
    Hands::dragUp(*canvas, {x, canvas->height() / 2}, canvas->height() / 3);
  if (parallel.brushes().empty()) throw Failure(QStringLiteral("no axis can be brushed"));
  hands_.photograph(QStringLiteral("compare-brushed"));
  QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->rect().center());

  Hands::choose(pages, static_cast<int>(CompareView::Page::Partition));
  const auto& study = Hands::see<ComparePlot>(view);
  Hands::until(QStringLiteral("pruning against random"), [&] { return !study.isEmpty(); });
  hands_.photograph(QStringLiteral("compare-partition"));
  Hands::choose(pages, static_cast<int>(CompareView::Page::Flips));
  Hands::until(QStringLiteral("the flipped images"), [&] {
    return view.flips().emptyText().isEmpty() && !view.flips().grid().keys().empty() &&
           view.flips().grid().isComplete();
  });
  hands_.photograph(QStringLiteral("compare-flips"));
  Hands::choose(pages, static_cast<int>(CompareView::Page::Overview));
}

void Walk::deploy() {
  showView(View::Deploy);
  auto& view = Hands::see<DeployView>(window_);
  const auto& verdict = *view.findChild<DeployVerdict*>();
  Hands::until(QStringLiteral("the integer program"), [&] { return verdict.isVisible(); });
  const char* context = "dyadic::widgets::DeployVerdict";
  if (!Hands::hasButton(verdict, context, "&Verify again")) {
    Hands::click(Hands::button(verdict, context, "&Verify"));
    (void)Hands::button(verdict, context, "&Verify again", kLong);  // ten thousand images
  }
  hands_.photograph(QStringLiteral("deploy"));
}

void Walk::figure() {
  showView(View::Run);
  auto& plot = Hands::see<StagesPlot>(window_);
  plot.setFocus(Qt::TabFocusReason);
  QTest::keyClick(&plot, Qt::Key_E, Qt::ControlModifier);
  auto& dialog = hands_.dialog<FigureDialog>();
  Hands::type(Hands::see<PathChooser>(dialog), QStringLiteral("accuracy.pdf"));  // the picture names no home folder
  hands_.photograph(QStringLiteral("figure"));
  const QString file = options_.pictures.absoluteFilePath(QStringLiteral("figure.pdf"));
  QFile::remove(file);
  Hands::type(Hands::see<PathChooser>(dialog), file);
  Hands::click(Hands::primaryButton(dialog));
  Hands::until(QStringLiteral("the figure in %1").arg(file), [&] { return QFileInfo(file).size() > 1000; });
}

void Walk::help() {
  hands_.key(Qt::Key_K, Qt::ControlModifier);
  auto& palette = hands_.dialog<CommandList>();
  Hands::type(palette, QStringLiteral("ex"));
  hands_.photograph(QStringLiteral("palette"));
  Hands::closeWithEscape(palette);
  hands_.key(Qt::Key_F1);
  auto& page = hands_.dialog<shell::MethodHelp>();
  hands_.photograph(QStringLiteral("method"));
  Hands::closeWithEscape(page);
}

void Walk::liveRun() {
  if (!options_.hasRuns) return;
  Hands::click(Hands::button(setup(), "dyadic::widgets::SetupPanel", "&Start run"));
  showView(View::Run);
  const auto& view = Hands::see<RunView>(window_);
  const auto inSecondStage = [&] {
    const auto run = view.snapshot();
    return run && run->state == RunState::Running && !run->stages.empty() && run->current;
  };
  Hands::until(QStringLiteral("the second stage"), inSecondStage, kLong);
  QTest::qWait(6000);  // some of its loss
  hands_.photograph(QStringLiteral("running"));
  Hands::click(Hands::button(Hands::see<RunHeader>(window_), "dyadic::widgets::RunHeader", "S&top"));
  Hands::until(QStringLiteral("the run to stop"), [&] { return view.snapshot()->state == RunState::Stopped; });
  (void)Hands::button(setup(), "dyadic::widgets::SetupPanel", "&Start run");  // until its file is closed, it queues
}

void Walk::stop() {
  window_.close();
  Hands::until(QStringLiteral("the window to close"), [&] { return !window_.isVisible(); });
}

}  // namespace dyadic::walk
