// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/PartitionPage.h"

#include <QAbstractTableModel>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/controls/EmptyPage.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/TableExport.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/plots/ComparePlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Column { PortionColumn, PruningColumn, RandomColumn, DifferenceColumn, ColumnCount };
constexpr int kExactRole = Qt::UserRole;
constexpr int kPruningColor = 0;  // of runColor()
constexpr int kRandomColor = 1;

QString utf8(const std::string& text) { return QString::fromStdString(text); }

QString meanText(const Spread& spread, bool points) {
  if (spread.count == 0) return QStringLiteral("\u2013");
  const QString mean = utf8(points ? pointsText(spread.mean) : percentText(spread.mean));
  if (spread.count < 2) return mean;
  return QStringLiteral("%1 ± %2").arg(mean, QString::number(spread.deviation * 100, 'f', 2));
}

class StudyModel : public QAbstractTableModel {
 public:
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(study_.stages.size());
  }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : ColumnCount;
  }
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
    const QString titles[] = {PartitionPage::tr("Quantized"), PartitionPage::tr("Pruning"), PartitionPage::tr("Random"),
                              PartitionPage::tr("Difference")};
    const QString tips[] = {
        PartitionPage::tr("Share of the weights that was asked for"),
        PartitionPage::tr("Hard top-1, mean ± standard deviation over the seeds: large weights first"),
        PartitionPage::tr("Hard top-1, mean ± standard deviation over the seeds: weights drawn at random"),
        PartitionPage::tr("Pruning minus random in points, seed by seed: mean ± standard deviation of the pairs")};
    if (role == Qt::DisplayRole) return titles[section];
    return role == Qt::ToolTipRole ? tips[section] : QVariant();
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    const PartitionStudy::Stage& stage = study_.stages[static_cast<std::size_t>(index.row())];
    const Spread* spreads[] = {nullptr, &stage.pruning, &stage.random, &stage.difference};
    const Spread* spread = spreads[index.column()];
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == kExactRole) return !spread ? stage.portion : spread->count > 0 ? QVariant(spread->mean) : QVariant();
    if (role == Qt::DisplayRole)
      return spread ? meanText(*spread, index.column() == DifferenceColumn)
                    : utf8(numberText(stage.portion * 100)) + QStringLiteral(" %");
    return {};
  }
  void set(PartitionStudy study) {
    beginResetModel();
    study_ = std::move(study);
    endResetModel();
  }

 private:
  PartitionStudy study_;
};

/// Keeps numbers clear of the right edge.
class PaddedDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    option->text += QStringLiteral("\u2002");
  }
};

ComparedRuns groupOf(const QString& name, int color, const std::vector<std::size_t>& members,
                     const std::vector<CompareRun>& runs) {
  ComparedRuns group{name, color, {}};
  for (const std::size_t i : members) {
    const RunSnapshot& run = *runs[i].run;
    group.runs.push_back(
        {utf8(runs[i].name), run.stages, run.baseline ? std::optional(run.baseline->top1) : std::nullopt});
  }
  return group;
}

}  // namespace

struct PartitionPage::Private {
  std::vector<CompareRun> runs;
  std::vector<PartitionStudy> studies;
  StudyModel model;
  QStackedLayout* pages = nullptr;
  EmptyPage* empty = nullptr;
  ComparePlot* plot = nullptr;
  PlotCard* card = nullptr;
  QTableView* table = nullptr;
  QLabel* summary = nullptr;
  QComboBox* choice = nullptr;
  TableExport* exporter = nullptr;

  [[nodiscard]] QWidget* makeTable();
  void sayWhatIsMissing() const;
};

QWidget* PartitionPage::Private::makeTable() {
  table = new QTableView;
  table->setModel(&model);
  table->setItemDelegate(new PaddedDelegate(table));
  table->setFrameShape(QFrame::NoFrame);
  table->setShowGrid(false);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setWordWrap(false);
  table->setAccessibleName(PartitionPage::tr("Pruning against random, stage by stage"));
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(30);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  exporter = new TableExport(*table, {PartitionPage::tr("Pruning against random"), kExactRole});
  table->setContextMenuPolicy(Qt::ActionsContextMenu);
  summary = mutedLabel();
  summary->setWordWrap(true);
  summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
  summary->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kSpace, kSpace);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(table, 1);
  column->addWidget(summary);
  return body;
}

PartitionPage::PartitionPage(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->plot = new ComparePlot;
  d_->card = new PlotCard(tr("Hard accuracy"), d_->plot);
  d_->choice = new QComboBox;
  d_->choice->setAccessibleName(tr("Setting"));
  auto* tableCard = new PlotCard(tr("Mean and standard deviation"), d_->makeTable());
  tableCard->addTool(d_->choice);
  auto* split = new QSplitter(Qt::Horizontal);
  split->setHandleWidth(kSpace);
  split->setChildrenCollapsible(false);
  split->addWidget(d_->card);
  split->addWidget(tableCard);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setSizes({640, 480});
  d_->empty = new EmptyPage(QStringLiteral("chart"));
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(split);
  connect(d_->choice, &QComboBox::currentIndexChanged, this, &PartitionPage::showStudy);
  d_->sayWhatIsMissing();
}

PartitionPage::~PartitionPage() = default;

Plot& PartitionPage::plot() const { return *d_->plot; }

QString PartitionPage::emptyText() const { return d_->studies.empty() ? d_->empty->said() : QString(); }

void PartitionPage::Private::sayWhatIsMissing() const {
  const MissingPartition missing = missingPartition(runs);
  if (missing.runs.empty()) {
    empty->say(PartitionPage::tr("No runs with a partition are compared"),
               PartitionPage::tr(
                   "This view sets pruning-inspired against random partition. Make runs with the same bits, stages and "
                   "training, "
                   "partition pruning and random, over a few seeds each, and have them shown in the list of runs."));
    return;
  }
  QStringList seeds;
  for (const std::size_t i : missing.runs) seeds << QString::number(runs[i].run->outline->config.seed);
  seeds.removeDuplicates();
  const CompareRun& first = runs[missing.runs.front()];
  empty->say(
      PartitionPage::tr("The runs with %1 partition are missing").arg(utf8(missing.missing)),
      PartitionPage::tr(
          "There are %n runs with %1 partition (%2 bits, seeds %3). Right-click one in the list of runs and choose "
          "“Use its settings”, set the partition to %4, and start a run with each of these seeds; everything "
          "else has to be equal.",
          nullptr, static_cast<int>(missing.runs.size()))
          .arg(utf8(missing.have), utf8(valueOf(first.config, "method.parameters.bits")),
               seeds.join(QStringLiteral(", ")), utf8(missing.missing)));
}

void PartitionPage::setRuns(const std::vector<CompareRun>& runs) {
  const QString chosen = d_->choice->currentText();
  d_->runs = runs;
  d_->studies = partitionStudies(runs);
  const QSignalBlocker blocker(d_->choice);
  d_->choice->clear();
  for (const PartitionStudy& study : d_->studies)
    d_->choice->addItem(study.setting.empty() ? tr("All runs") : utf8(study.setting));
  d_->choice->setVisible(d_->studies.size() > 1);
  d_->choice->setCurrentIndex(std::max(0, d_->choice->findText(chosen)));
  d_->pages->setCurrentIndex(d_->studies.empty() ? 0 : 1);
  if (d_->studies.empty()) {
    d_->plot->clear();
    d_->sayWhatIsMissing();
  } else {
    showStudy(d_->choice->currentIndex());
  }
}

void PartitionPage::showStudy(int index) {
  if (index < 0 || index >= static_cast<int>(d_->studies.size())) return;
  const PartitionStudy& study = d_->studies[static_cast<std::size_t>(index)];
  d_->plot->setRuns({groupOf(tr("Pruning"), kPruningColor, study.pruning, d_->runs),
                     groupOf(tr("Random"), kRandomColor, study.random, d_->runs)});
  d_->card->setDetail(utf8(study.setting));
  d_->exporter->setSubject(utf8(study.setting));
  d_->model.set(study);
  QStringList seeds;
  for (const std::uint64_t seed : study.paired) seeds << QString::number(seed);
  d_->summary->setText(tr("Runs: %1 with pruning-inspired partition, %2 with random partition.")
                           .arg(study.pruning.size())
                           .arg(study.random.size()) +
                       QLatin1Char(' ') +
                       (seeds.isEmpty() ? tr("No seed has both kinds, so that there is no paired difference.")
                                        : tr("Paired by seed: %1.").arg(seeds.join(QStringLiteral(", ")))));
}

}  // namespace dyadic::widgets
