// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/ProposalModel.h"

#include <array>
#include <cmath>

#include "widgets/panels/DeployFacts.h"
#include "widgets/panels/RowTable.h"
#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

struct ColumnText {
  const char* title;
  const char* tip;
  int width;
};

const std::array<ColumnText, ProposalModel::ColumnCount> kColumns = {{
    {QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Layer"),
     QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Sorted by it, in order of execution"), 150},
    {QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Now"),
     QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Bits a weight under the set-up as it was asked about"), 64},
    {QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Proposed"),
     QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Bits a weight that the goal allows"), 84},
    {QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Change"),
     QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Proposed bits less those of now"), 76},
    {QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Size"),
     QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Bytes of the layer as proposed, bias included"), 84},
    {QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Weights"),
     QT_TRANSLATE_NOOP("dyadic::widgets::ProposalModel", "Parameters of the layer, bias included"), 80},
}};

constexpr int kFloatBits = 32;

}  // namespace

void ProposalModel::reset(const std::vector<LayerInfo>& layers, const BitProposal& proposal, const CostRecord& now) {
  beginResetModel();
  rows_.clear();
  for (std::size_t i = 0; i < layers.size() && i < proposal.bits.size(); ++i) {
    if (proposal.bits[i] == 0) continue;
    Row row;
    row.layer = static_cast<int>(i);
    row.name = QString::fromStdString(layers[i].name);
    row.now = i < now.layers.size() ? now.layers[i].weightBits : 0;
    row.proposed = proposal.bits[i];
    row.bytes = i < proposal.costs.layers.size() ? proposal.costs.layers[i].bytes : 0;
    row.parameters = layers[i].parameters;
    rows_.push_back(std::move(row));
  }
  endResetModel();
}

void ProposalModel::clear() {
  beginResetModel();
  rows_.clear();
  endResetModel();
}

std::vector<int> ProposalModel::widths() {
  std::vector<int> widths;
  for (const ColumnText& column : kColumns) widths.push_back(column.width);
  return widths;
}

int ProposalModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ProposalModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString ProposalModel::text(const Row& row, int column) {
  switch (column) {
    case Name:
      return row.name;
    case Now:
      return row.now == kFloatBits ? tr("float") : QString::number(row.now);
    case Proposed:
      return QString::number(row.proposed);
    case Change: {
      const int change = row.proposed - row.now;
      return change == 0  ? QStringLiteral("\u2013")
             : change > 0 ? QStringLiteral("+%1").arg(change)
                          : QChar(0x2212) + QString::number(-change);
    }
    case Size:
      return QString::fromStdString(bytesText(std::llround(row.bytes)));
    default:
      return QString::fromStdString(countText(static_cast<double>(row.parameters)));
  }
}

QVariant ProposalModel::data(const QModelIndex& index, int role) const {
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return text(row, column);
    case Qt::TextAlignmentRole:
      return headerData(column, Qt::Horizontal, role);
    case Qt::ToolTipRole:
      return column == Name ? QVariant(row.name) : QVariant();
    case SortRole:
      return column == Name       ? QVariant(index.row())
             : column == Now      ? QVariant(row.now)
             : column == Proposed ? QVariant(row.proposed)
             : column == Change   ? QVariant(row.proposed - row.now)
             : column == Size     ? QVariant(row.bytes)
                                  : QVariant(static_cast<qlonglong>(row.parameters));
    case ToneRole:
      return column == Now || column == Weights || (column == Change && row.now == row.proposed) ? FaintTone
                                                                                                 : PlainTone;
    default:
      return {};
  }
}

QVariant ProposalModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  const ColumnText& column = kColumns[static_cast<std::size_t>(section)];
  if (role == Qt::DisplayRole) return tr(column.title);
  if (role == Qt::ToolTipRole) return tr(column.tip);
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  return {};
}

}  // namespace dyadic::widgets
