// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/LayerRulesEdit.h"

#include <QAbstractListModel>
#include <QAction>
#include <QGridLayout>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "engine/types/ExploreRecord.h"
#include "widgets/controls/Chips.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kRowHeight = 42;
constexpr int kMostRows = 5;  // seen at once
constexpr int kMostNames = 3;

enum Role { SettingRole = Qt::UserRole, MatchRole, WrongRole };

QString namesText(const std::vector<int>& matched, const auto& all) {
  QStringList names;
  for (const int index : matched) {
    if (names.size() == kMostNames) return names.join(QStringLiteral(", ")) + QStringLiteral(", …");
    names << QString::fromStdString(all[static_cast<std::size_t>(index)].name);
  }
  return names.join(QStringLiteral(", "));
}

class RulesModel : public QAbstractListModel {
 public:
  LayerRules rules;
  std::vector<RuleMatch> matches;
  std::optional<ModelInfo> model;
  int least = 2;
  int most = 16;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(rules.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    const auto i = static_cast<std::size_t>(index.row());
    switch (role) {
      case Qt::DisplayRole:
        return QString::fromStdString(rules[i].match);
      case SettingRole:
        return settingText(rules[i]);
      case MatchRole:
        return wrong(i).isEmpty() ? matchText(i) : wrong(i);
      case WrongRole:
        return !wrong(i).isEmpty();
      case Qt::ToolTipRole:
      case Qt::AccessibleDescriptionRole:
        return settingText(rules[i]) + QStringLiteral("\n") + data(index, MatchRole).toString();
      default:
        return {};
    }
  }

  /// Keeps views, selection and scroll position where the number of rules stays the same.
  void set(LayerRules next) {
    if (next.size() == rules.size()) {
      rules = std::move(next);
      matchAgain();
      return;
    }
    beginResetModel();
    rules = std::move(next);
    match();
    endResetModel();
  }
  void matchAgain() {
    match();
    if (!rules.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
  }

  [[nodiscard]] QString wrong(std::size_t i) const {
    const LayerRule& rule = rules[i];
    if (rule.match.empty()) return LayerRulesEdit::tr("Name layers, for example layer1.*");
    const auto outside = [&](const std::optional<int>& bits) { return bits && (*bits < least || *bits > most); };
    if (outside(rule.bits) || outside(rule.activationBits))
      return LayerRulesEdit::tr("Bits must be %1 to %2.").arg(least).arg(most);
    if (model && matches[i].layers.empty() && matches[i].edges.empty())
      return LayerRulesEdit::tr("Matches no layer of this model.");
    return {};
  }

 private:
  void match() { matches = model ? matchRules(rules, *model) : std::vector<RuleMatch>(rules.size()); }

  static QString settingText(const LayerRule& rule) {
    if (rule.quantize && !*rule.quantize) return LayerRulesEdit::tr("float");
    QStringList parts;
    if (rule.bits) parts << LayerRulesEdit::tr("%1 bits").arg(*rule.bits);
    if (rule.activationBits) parts << LayerRulesEdit::tr("maps %1").arg(*rule.activationBits);
    if (rule.quantize) parts << LayerRulesEdit::tr("quantized");
    return parts.isEmpty() ? LayerRulesEdit::tr("sets nothing") : parts.join(QStringLiteral(" · "));
  }

  [[nodiscard]] QString matchText(std::size_t i) const {
    if (!model) return LayerRulesEdit::tr("No model yet");
    const RuleMatch& found = matches[i];
    const bool mapsOnly = found.layers.empty() || (rules[i].activationBits && !rules[i].bits && !rules[i].quantize);
    if (mapsOnly && !found.edges.empty()) {
      const auto count = static_cast<int>(found.edges.size());
      return (count == 1 ? LayerRulesEdit::tr("1 feature map: %1")
                         : LayerRulesEdit::tr("%1 feature maps: %2").arg(count))
          .arg(namesText(found.edges, model->edges));
    }
    const auto count = static_cast<int>(found.layers.size());
    return (count == 1 ? LayerRulesEdit::tr("1 layer: %1") : LayerRulesEdit::tr("%1 layers: %2").arg(count))
        .arg(namesText(found.layers, model->layers));
  }
};

class RuleDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {100, kRowHeight};
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colors& c = colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(selected ? c.accentSoft : c.hover);
      painter->drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 5, 5);
    }
    const QRect box = option.rect.adjusted(8, 4, -8, -4);
    const QRect upper(box.left(), box.top(), box.width(), box.height() / 2);
    const QRect lower = upper.translated(0, upper.height());
    const QFont small = themeFont(FontRole::Small);
    const QString setting = index.data(SettingRole).toString();
    const int wide = std::min(QFontMetrics(small).horizontalAdvance(setting) + 2, upper.width() / 2);
    painter->setFont(themeFont(FontRole::Body));
    painter->setPen(option.state.testFlag(QStyle::State_Enabled) ? c.text : c.textFaint);
    const int room = upper.width() - wide - kSpace;
    painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, room));
    painter->setFont(small);
    painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(setting, Qt::ElideRight, wide));
    painter->setPen(index.data(WrongRole).toBool() ? c.bad : c.textMuted);
    painter->drawText(
        lower, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data(MatchRole).toString(), Qt::ElideRight, lower.width()));
    painter->restore();
  }
};

/// As high as its rows, up to a few.
class RulesView : public QListView {
 public:
  using QListView::QListView;
  [[nodiscard]] QSize sizeHint() const override {
    return {120, std::clamp(model() ? model()->rowCount() : 0, 0, kMostRows) * kRowHeight};
  }
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
};

NumberEdit* bitsEdit(const QString& name, const QString& objectName) {
  auto* edit =
      new NumberEdit({.integer = true, .minimum = 2, .maximum = 16, .unit = {}, .mayBeEmpty = true, .hint = {}});
  edit->setPlaceholder(QStringLiteral("–"));
  edit->setObjectName(objectName);
  edit->setAccessibleName(name);
  edit->setToolTip(LayerRulesEdit::tr("Empty: not set by this rule"));
  return edit;
}

}  // namespace

struct LayerRulesEdit::Private {
  RulesModel model;
  RuleDelegate delegate;
  RulesView* view = nullptr;
  QLabel* empty = nullptr;
  QWidget* fields = nullptr;
  QLineEdit* match = nullptr;
  NumberEdit* bits = nullptr;
  NumberEdit* mapBits = nullptr;
  Chips* quantize = nullptr;
  QToolButton* remove = nullptr;
  QToolButton* up = nullptr;
  QToolButton* down = nullptr;

  [[nodiscard]] int current() const { return view->currentIndex().row(); }
};

LayerRulesEdit::LayerRulesEdit(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kHalfSpace);
  d_->empty =
      mutedLabel(tr("All layers alike. Set bits of a few in the layer table, or add a rule for a pattern of names."));
  d_->empty->setWordWrap(true);
  d_->view = new RulesView;
  d_->view->setModel(&d_->model);
  d_->view->setItemDelegate(&d_->delegate);
  d_->view->setMouseTracking(true);
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  d_->view->setUniformItemSizes(true);
  d_->view->setAccessibleName(tr("Layer rules"));
  column->addWidget(d_->empty);
  column->addWidget(d_->view);
  addFields();
  addButtons();
  connect(d_->view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { updateFields(); });
  updateFields();
}

// The view looks at the model until the end.
LayerRulesEdit::~LayerRulesEdit() { delete d_->view; }

void LayerRulesEdit::addFields() {
  d_->fields = new QWidget;
  auto* grid = new QGridLayout(d_->fields);
  grid->setContentsMargins(0, kHalfSpace, 0, 0);
  grid->setHorizontalSpacing(kSpace);
  grid->setVerticalSpacing(kHalfSpace);
  d_->match = new QLineEdit;
  d_->match->setObjectName(QStringLiteral("match"));
  d_->match->setAccessibleName(tr("Layers"));
  d_->match->setPlaceholderText(tr("layer1.*"));
  d_->match->setToolTip(tr("A layer's name, or a pattern: * stands for anything, ? for one character"));
  d_->bits = bitsEdit(tr("Weight bits"), QStringLiteral("ruleBits"));
  d_->mapBits = bitsEdit(tr("Feature-map bits"), QStringLiteral("ruleMapBits"));
  d_->quantize = new Chips(Chips::Mode::One);
  d_->quantize->setObjectName(QStringLiteral("ruleQuantize"));
  d_->quantize->setChoices({tr("As it is"), tr("Quantize"), tr("Float")});
  d_->quantize->setAccessibleName(tr("Quantize"));
  grid->addWidget(d_->match, 0, 0, 1, 2);
  grid->addWidget(mutedLabel(tr("Weight bits")), 1, 0);
  grid->addWidget(mutedLabel(tr("Feature-map bits")), 1, 1);
  grid->addWidget(d_->bits, 2, 0);
  grid->addWidget(d_->mapBits, 2, 1);
  grid->addWidget(d_->quantize, 3, 0, 1, 2);
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  layout()->addWidget(d_->fields);
  connect(d_->match, &QLineEdit::textEdited, this, &LayerRulesEdit::editRule);
  connect(d_->bits, &NumberEdit::edited, this, &LayerRulesEdit::editRule);
  connect(d_->mapBits, &NumberEdit::edited, this, &LayerRulesEdit::editRule);
  connect(d_->quantize, &Chips::clicked, this, &LayerRulesEdit::editRule);
}

void LayerRulesEdit::addButtons() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kHalfSpace);
  const auto add = [&](const char* iconName, const QString& text, const char* name) {
    QToolButton* button = iconButton(QString::fromLatin1(iconName), text);
    button->setObjectName(QString::fromLatin1(name));
    row->addWidget(button);
    return button;
  };
  QToolButton* fresh = add("plus", tr("Add a rule"), "addRule");
  d_->up = add("chevron-up", tr("Earlier: later rules win"), "ruleUp");
  d_->down = add("chevron-down", tr("Later: later rules win"), "ruleDown");
  row->addStretch(1);
  d_->remove = add("trash", tr("Remove this rule (Delete)"), "removeRule");
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(fresh, &QToolButton::clicked, this, [this] {
    LayerRules next = d_->model.rules;
    next.push_back({"*", {}, {}, {}});
    setRules(next);
    select(static_cast<int>(next.size()) - 1);
    Q_EMIT changed();
    d_->match->setFocus();
    d_->match->selectAll();
  });
  const auto removeCurrent = [this] {
    const int index = d_->current();
    if (index < 0) return;
    LayerRules next = d_->model.rules;
    next.erase(next.begin() + index);
    setRules(next);
    select(std::min(index, static_cast<int>(next.size()) - 1));
    Q_EMIT changed();
  };
  connect(d_->remove, &QToolButton::clicked, this, removeCurrent);
  auto* key = new QAction(this);
  key->setShortcut(QKeySequence::Delete);
  key->setShortcutContext(Qt::WidgetShortcut);
  d_->view->addAction(key);
  connect(key, &QAction::triggered, this, removeCurrent);
  connect(d_->up, &QToolButton::clicked, this, [this] { moveBy(-1); });
  connect(d_->down, &QToolButton::clicked, this, [this] { moveBy(1); });
}

LayerRules LayerRulesEdit::rules() const { return d_->model.rules; }

void LayerRulesEdit::setRules(const LayerRules& rules) {
  if (rules == d_->model.rules) return;
  const int old = d_->current();
  d_->model.set(rules);
  d_->view->updateGeometry();
  if (d_->current() != old) select(std::min(old, static_cast<int>(rules.size()) - 1));
  updateFields();
}

void LayerRulesEdit::setModel(const std::optional<ModelInfo>& model) {
  d_->model.model = model;
  d_->model.matchAgain();
}

void LayerRulesEdit::setBitsRange(int least, int most) {
  d_->model.least = least;
  d_->model.most = most;
  d_->model.matchAgain();
}

QStringList LayerRulesEdit::errors() const {
  QStringList list;
  for (std::size_t i = 0; i < d_->model.rules.size(); ++i)
    if (const QString wrong = d_->model.wrong(i); !wrong.isEmpty())
      list << tr("Rule “%1”: %2").arg(QString::fromStdString(d_->model.rules[i].match), wrong);
  return list;
}

void LayerRulesEdit::editRule() {
  const int index = d_->current();
  if (index < 0) return;
  LayerRules next = d_->model.rules;
  LayerRule& rule = next[static_cast<std::size_t>(index)];
  const auto bitsOf = [](const NumberEdit& edit, std::optional<int>& bits) {
    const auto number = edit.value();
    const bool readable = number && *number > -1000 && *number < 1000;
    if (edit.text().trimmed().isEmpty()) bits.reset();
    if (readable) bits = static_cast<int>(*number);
  };
  rule.match = d_->match->text().trimmed().toStdString();
  bitsOf(*d_->bits, rule.bits);
  bitsOf(*d_->mapBits, rule.activationBits);
  const int choice = d_->quantize->current();
  rule.quantize = choice <= 0 ? std::optional<bool>() : std::optional(choice == 1);
  if (next == d_->model.rules) return;
  d_->model.set(std::move(next));
  updateButtons();
  Q_EMIT changed();
}

void LayerRulesEdit::updateFields() {
  const int index = d_->current();
  d_->fields->setVisible(index >= 0);
  if (index >= 0) {
    const LayerRule& rule = d_->model.rules[static_cast<std::size_t>(index)];
    const QString match = QString::fromStdString(rule.match);
    if (d_->match->text().trimmed() != match) d_->match->setText(match);
    const auto show = [](NumberEdit& edit, const std::optional<int>& bits) {
      edit.setValue(bits ? std::optional<double>(*bits) : std::nullopt);
    };
    show(*d_->bits, rule.bits);
    show(*d_->mapBits, rule.activationBits);
    d_->quantize->setChosen(!rule.quantize ? 0 : *rule.quantize ? 1 : 2);
  }
  updateButtons();
}

void LayerRulesEdit::updateButtons() {
  const int index = d_->current();
  const int count = d_->model.rowCount();
  d_->empty->setVisible(count == 0);
  d_->view->setVisible(count > 0);
  d_->remove->setVisible(index >= 0);
  d_->up->setVisible(count > 1);
  d_->down->setVisible(count > 1);
  d_->up->setEnabled(index > 0);
  d_->down->setEnabled(index >= 0 && index + 1 < count);
}

void LayerRulesEdit::select(int index) {
  d_->view->setCurrentIndex(index >= 0 ? d_->model.index(index) : QModelIndex());
}

void LayerRulesEdit::moveBy(int by) {
  const int index = d_->current();
  if (index < 0 || index + by < 0 || index + by >= d_->model.rowCount()) return;
  LayerRules next = d_->model.rules;
  std::swap(next[static_cast<std::size_t>(index)], next[static_cast<std::size_t>(index + by)]);
  d_->model.set(std::move(next));
  select(index + by);
  Q_EMIT changed();
}

}  // namespace dyadic::widgets
