// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/ProposalPanel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <array>
#include <cmath>

#include "widgets/controls/ListEdit.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/TileRow.h"
#include "widgets/panels/DeployFacts.h"
#include "widgets/panels/RowTable.h"
#include "widgets/panels/explore/ProposalModel.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Tile { Drop, Size, AverageBits };

constexpr double kBytesPerKilo = 1000;

QString bytes(double count) { return QString::fromStdString(bytesText(std::llround(count))); }

}  // namespace

struct ProposalPanel::Private {
  std::vector<LayerInfo> layers;
  std::shared_ptr<const BitProposal> proposal;
  bool busy = false;
  bool askable = false;
  bool applied = false;  ///< the last proposal; until another one is asked for
  QString reason;
  ProposalModel model;
  QComboBox* kind = nullptr;
  std::array<NumberEdit*, 3> values{};
  QStackedWidget* value = nullptr;
  ListEdit* choices = nullptr;
  QPushButton* propose = nullptr;
  QPushButton* cancel = nullptr;
  QProgressBar* progress = nullptr;
  QLabel* problem = nullptr;
  QStackedWidget* pages = nullptr;
  QLabel* hint = nullptr;
  TileRow* tiles = nullptr;
  RowTable* rows = nullptr;
  QLabel* outdated = nullptr;

  [[nodiscard]] BitGoal goal() const;
  [[nodiscard]] QWidget* makeGoal();
  [[nodiscard]] QWidget* makeResult(ProposalPanel& owner);
  void update() const;
};

BitGoal ProposalPanel::Private::goal() const {
  BitGoal goal;
  goal.kind = static_cast<BitGoal::Kind>(kind->currentIndex());
  const double number = values[static_cast<std::size_t>(kind->currentIndex())]->value().value_or(0);
  goal.value = goal.kind == BitGoal::Kind::LargestDrop ? number / 100
               : goal.kind == BitGoal::Kind::Bytes     ? number * kBytesPerKilo
                                                       : number;
  goal.choices.clear();
  for (const double bits : choices->values()) goal.choices.push_back(static_cast<int>(bits));
  return goal;
}

QWidget* ProposalPanel::Private::makeGoal() {
  auto* line = new QWidget;
  auto* row = new QHBoxLayout(line);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kSpace);
  kind = new QComboBox;
  kind->addItems(
      {ProposalPanel::tr("Largest accuracy drop"), ProposalPanel::tr("Average bits"), ProposalPanel::tr("Size")});
  kind->setAccessibleName(ProposalPanel::tr("Goal"));
  kind->setToolTip(
      ProposalPanel::tr("Largest accuracy drop: as few bits as keep the loss below it. Average bits, size: the least "
                        "loss with no more than that."));
  values = {
      new NumberEdit({.integer = false,
                      .minimum = 0,
                      .maximum = 100,
                      .unit = ProposalPanel::tr("points"),
                      .step = 0.1,
                      .hint = {}}),
      new NumberEdit(
          {.integer = false, .minimum = 1, .maximum = 32, .unit = ProposalPanel::tr("bits"), .step = 0.5, .hint = {}}),
      new NumberEdit(
          {.integer = false, .minimum = 0.001, .maximum = {}, .unit = QStringLiteral("kB"), .step = 1, .hint = {}})};
  value = new QStackedWidget;
  for (NumberEdit* each : values) {
    each->setAccessibleName(ProposalPanel::tr("Value of the goal"));
    value->addWidget(each);
  }
  values[0]->setValue(1);
  values[1]->setValue(5);
  value->setFixedWidth(124);
  value->setFixedHeight(kControlHeight);
  choices = new ListEdit({.integer = true, .minimum = 2, .maximum = 16, .hint = {}});
  choices->setValues({2, 3, 4, 5, 6, 8});
  choices->setAccessibleName(ProposalPanel::tr("Bits a layer may get"));
  choices->setToolTip(
      ProposalPanel::tr("Bits a layer may get. Each of them is measured for each layer, and kept on disk."));
  propose = new QPushButton(ProposalPanel::tr("&Propose"));
  cancel = new QPushButton(icon(QStringLiteral("stop")), ProposalPanel::tr("&Cancel"));
  row->addWidget(kind);
  row->addWidget(value);
  row->addWidget(mutedLabel(ProposalPanel::tr("from")));
  row->addWidget(choices, 1);
  row->addWidget(mutedLabel(ProposalPanel::tr("bits")));
  row->addWidget(propose);
  row->addWidget(cancel);
  return line;
}

QWidget* ProposalPanel::Private::makeResult(ProposalPanel& owner) {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSpace);
  auto* top = new QHBoxLayout;
  top->setSpacing(kSpace);
  tiles =
      new TileRow({ProposalPanel::tr("Predicted drop"), ProposalPanel::tr("Size"), ProposalPanel::tr("Average bits")});
  auto* apply = new QPushButton(icon(QStringLiteral("check"), colors().accentText), ProposalPanel::tr("&Apply"));
  apply->setProperty("primary", true);
  apply->setToolTip(ProposalPanel::tr("Give each layer these bits in the set-up; can be undone"));
  auto* discard = new QPushButton(ProposalPanel::tr("&Discard"));
  top->addWidget(tiles, 1);
  top->addWidget(apply);
  top->addWidget(discard);
  outdated = mutedLabel(ProposalPanel::tr("The set-up has changed since: the proposal was made for how it was."));
  outdated->setWordWrap(true);
  RowTable::Setup setup;
  setup.filterText = ProposalPanel::tr("Filter layers");
  setup.filterName = ProposalPanel::tr("Filter layers by name");
  setup.name = ProposalPanel::tr("Proposed bits");
  setup.emptyText = ProposalPanel::tr("No layer gets bits.");
  setup.widths = ProposalModel::widths();
  setup.sortColumn = ProposalModel::Name;
  setup.countText = [](int count) { return ProposalPanel::tr("%n layers", nullptr, count); };
  rows = new RowTable(model, std::move(setup));
  column->addLayout(top);
  column->addWidget(outdated);
  column->addWidget(rows, 1);
  connect(apply, &QPushButton::clicked, &owner, &ProposalPanel::applyRequested);
  connect(discard, &QPushButton::clicked, &owner, &ProposalPanel::dropProposal);
  return page;
}

void ProposalPanel::Private::update() const {
  const bool good = values[static_cast<std::size_t>(kind->currentIndex())]->problem().isEmpty() &&
                    values[static_cast<std::size_t>(kind->currentIndex())]->value().has_value() &&
                    choices->problem().isEmpty() && !choices->values().empty();
  propose->setVisible(!busy);
  propose->setEnabled(askable && good);
  propose->setToolTip(askable ? ProposalPanel::tr("Measure what each layer loses with each of these bits, and choose")
                              : reason);
  setStyleProperty(*propose, "primary", proposal == nullptr);
  cancel->setVisible(busy);
  progress->setVisible(busy);
  hint->setText(!askable && !busy ? reason
                : applied
                    ? ProposalPanel::tr("Applied. The accuracy estimate above is that of the new bits; Ctrl+Z "
                                        "takes them back.")
                    : ProposalPanel::tr("Name a goal, and each layer gets the bits that reach it.\n\nEach layer is "
                                        "measured alone with each choice of bits, on 500 images. The losses of single "
                                        "layers are added up, which is an assumption: once applied, the accuracy "
                                        "estimate above says what is true."));
  pages->setCurrentIndex(proposal ? 1 : 0);
}

ProposalPanel::ProposalPanel(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kSpace + kHalfSpace, kSpace + kHalfSpace, kSpace + kHalfSpace, kSpace);
  column->setSpacing(kSpace);
  column->addWidget(d_->makeGoal());
  d_->progress = new QProgressBar;
  d_->progress->setTextVisible(false);
  d_->progress->setRange(0, 1000);
  d_->progress->setAccessibleName(tr("Progress of the proposal"));
  d_->problem = problemLabel();
  d_->hint = mutedLabel();
  d_->hint->setAlignment(Qt::AlignCenter);
  d_->hint->setWordWrap(true);
  d_->hint->setMargin(kMargin);
  d_->pages = new QStackedWidget;
  d_->pages->addWidget(d_->hint);
  d_->pages->addWidget(d_->makeResult(*this));
  column->addWidget(d_->progress);
  column->addWidget(d_->problem);
  column->addWidget(d_->pages, 1);
  connect(d_->kind, &QComboBox::currentIndexChanged, this, [this](int index) {
    d_->value->setCurrentIndex(index);
    d_->update();
  });
  for (NumberEdit* each : d_->values) connect(each, &NumberEdit::edited, this, [this] { d_->update(); });
  connect(d_->choices, &ListEdit::edited, this, [this] { d_->update(); });
  connect(d_->propose, &QPushButton::clicked, this, [this] { Q_EMIT proposeRequested(d_->goal()); });
  connect(d_->cancel, &QPushButton::clicked, this, &ProposalPanel::cancelRequested);
  connect(d_->rows, &RowTable::rowSelected, this, [this](int row) {
    if (row >= 0) Q_EMIT layerSelected(d_->model.layerOf(row));
  });
  d_->update();
}

// The rows look at the model until the end.
ProposalPanel::~ProposalPanel() { delete d_->rows; }

void ProposalPanel::setLayers(const std::vector<LayerInfo>& layers) {
  d_->layers = layers;
  d_->values[static_cast<std::size_t>(BitGoal::Kind::Bytes)]->setValue(std::nullopt);
  showProblem(*d_->problem, {});
  d_->busy = false;
  dropProposal();
}

void ProposalPanel::showProposal(std::shared_ptr<const BitProposal> proposal, const CostRecord& now) {
  d_->busy = false;
  d_->proposal = std::move(proposal);
  d_->outdated->hide();
  showProblem(*d_->problem, {});
  const CostRecord& then = d_->proposal->costs;
  const double drop = d_->proposal->predictedDrop;
  d_->tiles->setTile(Drop, tr("%1 points").arg(drop * 100, 0, 'f', 2), tr("weights alone, added up"),
                     TileRow::Tone::Plain,
                     tr("Sum of what each layer loses alone with its proposed bits. That losses add up is an "
                        "assumption: apply the proposal and look at the accuracy estimate."));
  d_->tiles->setTile(Size, bytes(then.bytes), tr("now %1").arg(bytes(now.bytes)), TileRow::Tone::Plain,
                     tr("Bytes of all parameters, packed to their bits; float32: %1").arg(bytes(then.floatBytes)));
  d_->tiles->setTile(AverageBits, QString::number(then.averageBits, 'f', 2),
                     tr("now %1").arg(now.averageBits, 0, 'f', 2), TileRow::Tone::Plain,
                     tr("Bits of the weights of convolutions and linear layers, averaged over the weights"));
  d_->rows->resetRows([&] { d_->model.reset(d_->layers, *d_->proposal, now); }, -1);
  d_->update();
}

std::shared_ptr<const BitProposal> ProposalPanel::proposal() const { return d_->proposal; }

void ProposalPanel::showProgress(double fraction) {
  d_->busy = true;
  d_->applied = false;
  showProblem(*d_->problem, {});
  d_->progress->setValue(static_cast<int>(fraction * 1000));
  d_->update();
}

void ProposalPanel::showEnd(const QString& problem) {
  d_->busy = false;
  showProblem(*d_->problem, problem);
  d_->update();
}

bool ProposalPanel::isBusy() const { return d_->busy; }

void ProposalPanel::setOutdated() { d_->outdated->setVisible(d_->proposal != nullptr); }

void ProposalPanel::showApplied() {
  dropProposal();
  d_->applied = true;
  d_->update();
}

void ProposalPanel::dropProposal() {
  d_->applied = false;
  d_->proposal.reset();
  d_->rows->resetRows([this] { d_->model.clear(); }, -1);
  d_->update();
}

void ProposalPanel::suggestSize(double bytes) {
  NumberEdit& size = *d_->values[static_cast<std::size_t>(BitGoal::Kind::Bytes)];
  if (!size.value()) size.setValue(std::round(bytes * 0.75 / kBytesPerKilo * 10) / 10);
}

void ProposalPanel::setAskable(bool on, const QString& reason) {
  d_->askable = on;
  d_->reason = reason;
  d_->update();
}

}  // namespace dyadic::widgets
