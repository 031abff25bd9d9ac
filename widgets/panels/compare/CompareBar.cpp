// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/CompareBar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/controls/Parts.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/compare/CompareTable.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kOverview = 0;
constexpr int kPartition = 1;
constexpr int kStageRole = Qt::UserRole + 1;  ///< of B's choices: a stage of A

QString utf8(const std::string& text) { return QString::fromStdString(text); }

/// "A" or "B" in its colour.
class Badge : public QWidget {
 public:
  explicit Badge(int badge) : badge_(badge) { setFixedSize(20, 20); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBadge(painter, rect(), badge_);
  }

 private:
  int badge_;
};

QComboBox* combo(const QString& name, int width) {
  auto* box = new QComboBox;
  box->setAccessibleName(name);
  box->setToolTip(name);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(8);
  box->setMaximumWidth(width);
  box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return box;
}

/// A part of a row that is shown and hidden as one.
QWidget* part(std::initializer_list<QWidget*> widgets) {
  auto* result = new QWidget;
  auto* row = new QHBoxLayout(result);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kSpace);
  for (QWidget* widget : widgets) row->addWidget(widget, qobject_cast<QComboBox*>(widget) ? 1 : 0);
  row->addStretch(0);  // takes what is left once the boxes are as wide as they may be
  return result;
}

}  // namespace

CompareBar::CompareBar(QWidget* parent)
    : QWidget(parent),
      pages_(new Segmented({tr("Overview"), tr("Pruning against random"), tr("Flipped images")})),
      scope_(combo(tr("Which runs are compared"), 320)),
      first_(combo(tr("Run A"), 260)),
      second_(combo(tr("Run B, or another stage of A"), 260)),
      layer_(combo(tr("Layer of the histogram"), 220)),
      stage_(new QSlider(Qt::Horizontal)),
      stageText_(new QLabel) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  stage_->setAccessibleName(tr("Stage of all plots"));
  stage_->setToolTip(tr("Stage of all plots; at the right end, each run's last"));
  stage_->setRange(0, 0);
  stage_->setPageStep(1);
  stage_->setFixedWidth(130);
  stageText_->setMinimumWidth(stageText_->fontMetrics().horizontalAdvance(tr("stage %1 of %2").arg(88).arg(88)) +
                              kSpace);
  pairRow_ = part({new Badge(0), first_, new Badge(1), second_});
  layerPart_ = part({mutedLabel(tr("Layer")), layer_});
  stagePart_ = part({mutedLabel(tr("Stage")), stage_, stageText_});
  auto* top = new QHBoxLayout;
  top->addWidget(pages_);
  top->addStretch(1);
  top->addWidget(mutedLabel(tr("Compare")));
  top->addWidget(scope_, 1);
  auto* bottom = new QHBoxLayout;
  bottom->setSpacing(kMargin);
  bottom->addWidget(pairRow_, 4);
  bottom->addWidget(layerPart_, 2);
  bottom->addWidget(stagePart_);
  bottom->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kSpace, kSpace, kSpace, kSpace);
  column->setSpacing(kSpace);
  column->addLayout(top);
  column->addLayout(bottom);
  connect(pages_, &Segmented::currentChanged, this, [this](int page) {
    updateParts();
    Q_EMIT pageChanged(page);
  });
  connect(scope_, &QComboBox::activated, this, &CompareBar::scopeChanged);
  connect(first_, &QComboBox::activated, this, [this] {
    fillSecond();
    Q_EMIT pairChanged();
  });
  connect(second_, &QComboBox::activated, this, [this] {
    secondChosen_ = true;
    Q_EMIT pairChanged();
  });
  connect(layer_, &QComboBox::textActivated, this, &CompareBar::layerChanged);
  connect(stage_, &QSlider::valueChanged, this, [this] {
    updateStageText();
    Q_EMIT stageChanged();
  });
  updateParts();
}

void CompareBar::updateParts() {
  const int page = pages_->current();
  pairRow_->setVisible(page != kPartition);
  layerPart_->setVisible(page == kOverview);
  stagePart_->setVisible(page == kOverview);
}

void CompareBar::setScopes(const QStringList& scopes, int current) {
  scope_->clear();
  scope_->addItems(scopes);
  scope_->setCurrentIndex(current);
}

int CompareBar::page() const { return pages_->current(); }

void CompareBar::setPage(int page) {
  pages_->setCurrent(page);
  updateParts();
}

void CompareBar::setRuns(const std::vector<CompareRun>& runs, const QString& current) {
  const QString old = first();
  runs_ = runs;
  first_->clear();
  for (const CompareRun& run : runs) first_->addItem(utf8(run.name), utf8(run.path));
  // A follows the run that is opened elsewhere, until it is chosen here.
  int index = current == current_ ? first_->findData(old) : first_->findData(current);
  if (index < 0) index = std::max(0, first_->findData(old));
  current_ = current;
  first_->setCurrentIndex(index);
  fillSecond();
  int stages = 0;
  for (const CompareRun& run : runs) stages = std::max(stages, static_cast<int>(run.run->stages.size()));
  const QSignalBlocker blocker(stage_);
  const bool atEnd = stage_->value() == stage_->maximum();
  stage_->setRange(0, std::max(0, stages - 1));
  if (atEnd) stage_->setValue(stage_->maximum());
  stage_->setEnabled(stages > 1);
  updateStageText();
}

void CompareBar::fillSecond() {
  const QString old = second_->currentData().toString();
  const bool wasNone = second_->count() > 0 && second_->currentIndex() == second_->count() - 1;
  const int oldStage = secondStage();
  second_->clear();
  for (const CompareRun& run : runs_)
    if (utf8(run.path) != first()) second_->addItem(utf8(run.name), utf8(run.path));
  const auto a =
      std::find_if(runs_.begin(), runs_.end(), [&](const CompareRun& run) { return utf8(run.path) == first(); });
  const int stages = a == runs_.end() ? 0 : static_cast<int>(a->run->stages.size());
  for (int stage = 0; stages > 1 && stage < stages; ++stage) {
    second_->addItem(tr("A after stage %1").arg(stage + 1), first());
    second_->setItemData(second_->count() - 1, stage, kStageRole);
  }
  second_->addItem(tr("Float network of A"), QString());
  int index = 0;
  if (secondChosen_ && wasNone)
    index = second_->count() - 1;
  else if (secondChosen_ && oldStage >= 0)
    index = second_->findData(oldStage, kStageRole);
  else if (secondChosen_ && old != first())
    index = second_->findData(old);
  second_->setCurrentIndex(std::max(0, index));
}

void CompareBar::setPair(const QString& first, const QString& second) {
  if (const int index = first_->findData(first); index >= 0) first_->setCurrentIndex(index);
  secondChosen_ = true;
  fillSecond();
  const int index = second.isEmpty() ? second_->count() - 1 : second_->findData(second);
  if (index >= 0) second_->setCurrentIndex(index);
}

QString CompareBar::first() const { return first_->currentData().toString(); }

QString CompareBar::second() const { return second_->currentData().toString(); }

int CompareBar::secondStage() const {
  const QVariant stage = second_->currentData(kStageRole);
  return stage.isValid() ? stage.toInt() : -1;
}

void CompareBar::setLayers(const QStringList& layers) {
  const QString old = layer();
  layer_->clear();
  layer_->addItems(layers);
  layer_->setCurrentIndex(std::max(0, static_cast<int>(layers.indexOf(old))));
  layer_->setEnabled(!layers.isEmpty());
}

void CompareBar::setLayer(const QString& layer) {
  if (const int index = layer_->findText(layer); index >= 0) layer_->setCurrentIndex(index);
}

QString CompareBar::layer() const { return layer_->currentText(); }

int CompareBar::stage() const { return stage_->value() == stage_->maximum() ? -1 : stage_->value(); }

void CompareBar::updateStageText() {
  stageText_->setText(stage() < 0 ? tr("last") : tr("%1 of %2").arg(stage_->value() + 1).arg(stage_->maximum() + 1));
}

}  // namespace dyadic::widgets
