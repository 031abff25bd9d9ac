// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/SensitivityPanel.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>
#include <utility>

#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/explore/SensitivityTable.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/plots/SensitivityPlot.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr double kFromDisk = 0.005;  // seconds; a network that comes faster was not measured now

QString grouped(std::int64_t count) { return QString::fromStdString(groupedText(count)); }

/// Time left, from the networks that had to be measured.
class Forecast {
 public:
  void restart() { *this = Forecast(); }
  void update(const SensitivityRecord& record) {
    const std::int64_t more = record.done - done_;
    if (clock_.isValid() && more > 0) {
      const double each = static_cast<double>(clock_.restart()) / 1000 / static_cast<double>(more);
      if (each > kFromDisk) {
        seconds_ += each * static_cast<double>(more);
        measured_ += more;
      }
    } else if (!clock_.isValid()) {
      clock_.start();
    }
    done_ = record.done;
    left_ =
        measured_ > 0 ? seconds_ / static_cast<double>(measured_) * static_cast<double>(record.planned - done_) : -1;
  }
  [[nodiscard]] double secondsLeft() const { return left_; }

 private:
  QElapsedTimer clock_;
  std::int64_t done_ = 0;
  std::int64_t measured_ = 0;
  double seconds_ = 0;
  double left_ = -1;
};

}  // namespace

struct SensitivityPanel::Private {
  std::shared_ptr<const SensitivityRecord> record;
  State state = State::Idle;
  bool measurable = false;
  bool quiet = false;
  QString reason;  ///< why nothing can be measured
  QString text;    ///< of the state
  Forecast forecast;
  PlotCard* card = nullptr;
  SensitivityPlot* plot = nullptr;
  SensitivityTable* table = nullptr;
  Segmented* metric = nullptr;
  QWidget* tools = nullptr;
  QPushButton* measure = nullptr;
  QProgressBar* progress = nullptr;
  QLabel* problem = nullptr;
  NumberEdit* bits = nullptr;
  QPushButton* setBits = nullptr;
  QPushButton* leaveFloat = nullptr;
  QPushButton* start = nullptr;

  [[nodiscard]] QWidget* makePlot();
  [[nodiscard]] QWidget* makeRanking();
  [[nodiscard]] QWidget* makeActions();
  void updateState() const;
  void updateActions() const;
  [[nodiscard]] QString summary() const;
};

QWidget* SensitivityPanel::Private::makePlot() {
  plot = new SensitivityPlot;
  card = new PlotCard(SensitivityPanel::tr("Sensitivity"), plot);
  metric = new Segmented({SensitivityPanel::tr("Accuracy"), SensitivityPanel::tr("SQNR"), SensitivityPanel::tr("MSE")});
  metric->setAccessibleName(SensitivityPanel::tr("What of the output is looked at"));
  metric->setToolTip(
      SensitivityPanel::tr("Accuracy lost against the float network, in percentage points; or the logits' signal to "
                           "quantization noise (dB), or mean squared error"));
  return card;
}

QWidget* SensitivityPanel::Private::makeActions() {
  auto* bar = new QWidget;
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(kSpace, kHalfSpace, kSpace, kSpace);
  row->setSpacing(kSpace);
  bits = new NumberEdit({.integer = true, .minimum = 2, .maximum = 16, .unit = {}, .hint = {}});
  bits->setValue(8);
  bits->setAccessibleName(SensitivityPanel::tr("Bits of the chosen layers"));
  bits->setFixedWidth(76);
  setBits = new QPushButton(SensitivityPanel::tr("Set &bits"));
  leaveFloat = new QPushButton(SensitivityPanel::tr("Leave &float"));
  start = new QPushButton(icon(QStringLiteral("play")), {});
  start->setAccessibleName(SensitivityPanel::tr("Start run"));
  row->addStretch(1);
  for (QWidget* each : std::initializer_list<QWidget*>{bits, setBits, leaveFloat, start}) row->addWidget(each);
  return bar;
}

QWidget* SensitivityPanel::Private::makeRanking() {
  auto* surface = new QWidget;
  surface->setProperty("surface", true);
  surface->setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(surface);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(0);
  table = new SensitivityTable;
  column->addWidget(table, 1);
  column->addWidget(makeActions());
  return surface;
}

QString SensitivityPanel::Private::summary() const {
  if (!record) return {};
  return SensitivityPanel::tr("all layers together lose %2 points · %1 images")
      .arg(grouped(record->images), outputText(record->whole, OutputMetric::Drop));
}

void SensitivityPanel::Private::updateState() const {
  const bool measuring = state == State::Measuring;
  progress->setVisible(measuring || (state == State::Paused && record));
  if (record) {
    progress->setRange(0, static_cast<int>(record->planned));
    progress->setValue(static_cast<int>(record->done));
  } else {
    progress->setRange(0, 0);
  }
  QString detail = summary();
  if (record && (measuring || state == State::Paused)) {
    detail = SensitivityPanel::tr("%1 of %2 networks").arg(grouped(record->done), grouped(record->planned));
    if (measuring && forecast.secondsLeft() > 0)
      detail += QStringLiteral(" · ") +
                SensitivityPanel::tr("%1 left").arg(QString::fromStdString(durationText(forecast.secondsLeft())));
    if (state == State::Paused)
      detail += QStringLiteral(" · ") + (text.isEmpty() ? SensitivityPanel::tr("paused") : text);
  } else if (measuring) {
    detail = SensitivityPanel::tr("preparing");
  } else if (state == State::Outdated) {
    detail = SensitivityPanel::tr("of an earlier setting · %1").arg(detail);
  } else if (!record) {
    detail = text;
  }
  card->setDetail(detail);
  showProblem(*problem, state == State::Failed ? text : QString());
  measure->setText(measuring                ? SensitivityPanel::tr("&Pause")
                   : state == State::Paused ? SensitivityPanel::tr("&Resume")
                   : state == State::Outdated || state == State::Done || state == State::Failed
                       ? SensitivityPanel::tr("&Measure again")
                       : SensitivityPanel::tr("&Measure"));
  measure->setIcon(icon(measuring ? QStringLiteral("pause") : QStringLiteral("play"),
                        state == State::Done || measuring ? colors().textMuted : colors().accentText));
  setStyleProperty(*measure, "primary", state != State::Done && !measuring);
  measure->setVisible(state != State::Done);
  measure->setEnabled(measuring || measurable);
  measure->setToolTip(
      measurable || measuring
          ? SensitivityPanel::tr("Runs the network once with each layer alone quantized, once with all "
                                 "but it, and once with all up to it. What was measured is kept on disk.")
          : reason);
  plot->setEmptyText(measuring     ? SensitivityPanel::tr("The first layers appear in a moment.\nAn accuracy estimate "
                                                              "that is under way comes first.")
                     : !measurable ? reason
                                   : SensitivityPanel::tr("Which layers can do with fewer bits, and which need more?\n"
                                                          "Press Measure: each layer is quantized alone, and left out "
                                                          "alone."));
}

void SensitivityPanel::Private::updateActions() const {
  const auto count = static_cast<int>(table->chosenLayers().size());
  const QString tip =
      SensitivityPanel::tr("Of the layers chosen in the ranking: Ctrl or Shift chooses several, Ctrl+A all");
  setBits->setToolTip(tip);
  leaveFloat->setToolTip(tip);
  setBits->setEnabled(count > 0 && bits->problem().isEmpty());
  leaveFloat->setEnabled(count > 0);
}

SensitivityPanel::SensitivityPanel(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kHalfSpace);
  auto* split = new QSplitter(Qt::Horizontal);
  split->setHandleWidth(kSpace);
  split->setChildrenCollapsible(false);
  split->addWidget(d_->makePlot());
  split->addWidget(d_->makeRanking());
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 1);
  split->setSizes({500, 500});
  d_->measure = new QPushButton;
  d_->tools = new QWidget(this);
  auto* tools = new QHBoxLayout(d_->tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(kSpace);
  tools->addWidget(d_->metric);
  tools->addWidget(d_->measure);
  d_->progress = new QProgressBar;
  d_->progress->setTextVisible(false);
  QSizePolicy keepsPlace = d_->progress->sizePolicy();
  keepsPlace.setRetainSizeWhenHidden(true);
  d_->progress->setSizePolicy(keepsPlace);
  d_->progress->setAccessibleName(tr("Progress of the measurement"));
  d_->problem = problemLabel();
  column->addWidget(d_->problem);
  column->addWidget(split, 1);
  column->addWidget(d_->progress);

  d_->start->setToolTip(tr("Start a run with the set-up as it is now"));
  connect(d_->measure, &QPushButton::clicked, this, [this] {
    if (d_->state == State::Measuring)
      Q_EMIT pauseRequested();
    else
      Q_EMIT measureRequested();
  });
  connect(d_->metric, &Segmented::currentChanged, this,
          [this](int index) { d_->plot->setMetric(static_cast<OutputMetric>(index)); });
  connect(d_->plot, &SensitivityPlot::metricChanged, this, [this](OutputMetric metric) {
    d_->metric->setCurrent(static_cast<int>(metric));
    d_->table->setMetric(metric);
  });
  connect(d_->plot, &SensitivityPlot::layerSelected, d_->table, &SensitivityTable::selectLayer);
  connect(d_->table, &SensitivityTable::layerSelected, this, [this](int layer) {
    d_->plot->setSelectedLayer(layer);
    if (!d_->quiet) Q_EMIT layerSelected(layer);
  });
  connect(d_->table, &SensitivityTable::chosenChanged, this, [this] { d_->updateActions(); });
  connect(d_->bits, &NumberEdit::edited, this, [this] { d_->updateActions(); });
  connect(d_->setBits, &QPushButton::clicked, this, [this] {
    if (const auto bits = d_->bits->value()) Q_EMIT bitsRequested(chosenLayers(), static_cast<int>(*bits));
  });
  connect(d_->leaveFloat, &QPushButton::clicked, this, [this] { Q_EMIT floatRequested(chosenLayers()); });
  connect(d_->start, &QPushButton::clicked, this, &SensitivityPanel::startRequested);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { d_->updateState(); });
  d_->updateState();
  d_->updateActions();
}

SensitivityPanel::~SensitivityPanel() = default;

void SensitivityPanel::setLayers(const std::vector<LayerInfo>& layers) {
  const QScopedValueRollback rollback(d_->quiet, true);
  d_->record.reset();
  d_->plot->setRecord(nullptr);
  d_->plot->setLayers(layers);
  d_->table->setLayers(layers);
  d_->updateActions();
  setState(State::Idle);
}

void SensitivityPanel::setRecord(std::shared_ptr<const SensitivityRecord> record) {
  d_->record = std::move(record);
  if (d_->record) d_->forecast.update(*d_->record);
  d_->plot->setRecord(d_->record);
  d_->table->setRecord(d_->record);
  d_->updateState();
}

std::shared_ptr<const SensitivityRecord> SensitivityPanel::record() const { return d_->record; }

void SensitivityPanel::setState(State state, const QString& text) {
  if (state == State::Measuring && d_->state != State::Measuring) d_->forecast.restart();
  d_->state = state;
  d_->text = text;
  d_->updateState();
}

SensitivityPanel::State SensitivityPanel::state() const { return d_->state; }

void SensitivityPanel::setMeasurable(bool on, const QString& reason) {
  d_->measurable = on;
  d_->reason = reason;
  d_->updateState();
}

void SensitivityPanel::setStartEnabled(bool on, const QString& reason) {
  d_->start->setEnabled(on);
  d_->start->setToolTip(on ? tr("Start a run with the set-up as it is now") : reason);
}

void SensitivityPanel::selectLayer(int layer) {
  const QScopedValueRollback rollback(d_->quiet, true);
  d_->table->selectLayer(layer);
}

std::vector<int> SensitivityPanel::chosenLayers() const { return d_->table->chosenLayers(); }

QWidget* SensitivityPanel::tools() const { return d_->tools; }

SensitivityPlot& SensitivityPanel::plot() const { return *d_->plot; }

}  // namespace dyadic::widgets
