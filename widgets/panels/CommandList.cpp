// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/CommandList.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kRowHeight = 32;
constexpr int kRows = 11;
constexpr int kWidth = 600;
constexpr int kChrome = 60;  // field and margins

enum Role { GroupRole = Qt::UserRole, ShortcutRole, IndexRole };

class CommandDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {200, kRowHeight};
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colors& c = colors();
    const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(4, 1, -4, -1);
    if (option.state.testFlag(QStyle::State_Selected)) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(c.accentSoft);
      painter->drawRoundedRect(box, kRadius, kRadius);
    }
    QRect line = box.adjusted(10, 0, -10, 0);
    const QString shortcut = index.data(ShortcutRole).toString();
    const QFont small = themeFont(FontRole::Small);
    if (!shortcut.isEmpty()) {
      painter->setFont(small);
      painter->setPen(c.textFaint);
      painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, shortcut);
      line.setRight(line.right() - QFontMetrics(small).horizontalAdvance(shortcut) - kMargin);
    }
    const QString group = index.data(GroupRole).toString();
    painter->setFont(option.font);
    if (!group.isEmpty()) {
      painter->setPen(c.textFaint);
      painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, group);
      line.setLeft(line.left() + option.fontMetrics.horizontalAdvance(group) + kSpace + kHalfSpace);
    }
    painter->setPen(enabled ? c.text : c.textFaint);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, line.width()));
    painter->restore();
  }
};

bool isSubsequence(const QString& lower, const QString& query) {
  qsizetype at = 0;
  for (const QChar letter : query.toLower()) {
    if (letter.isSpace()) continue;
    at = lower.indexOf(letter, at) + 1;
    if (at == 0) return false;
  }
  return true;
}

}  // namespace

int fuzzyScore(const QString& text, const QString& query) {
  const QString haystack = text.toLower();
  int score = 0;
  qsizetype from = 0;
  qsizetype last = -2;
  for (const QChar letter : query.toLower()) {
    if (letter.isSpace()) continue;
    qsizetype best = -1;
    // The beginning of a word, where there is one ahead, is what people type.
    for (qsizetype at = haystack.indexOf(letter, from); at >= 0; at = haystack.indexOf(letter, at + 1)) {
      if (best < 0) best = at;
      if (at == last + 1) {
        best = at;
        break;
      }
      if (last < 0 && (at == 0 || !haystack[at - 1].isLetterOrNumber())) {
        best = at;
        break;
      }
    }
    if (best < 0) return isSubsequence(haystack, query) ? 1 : -1;  // it was looked for too far ahead
    if (best == last + 1) score += 8;
    if (best == 0 || !haystack[best - 1].isLetterOrNumber()) score += 6;
    score += 1;
    last = best;
    from = best + 1;
  }
  if (!query.trimmed().isEmpty() && haystack.contains(query.trimmed().toLower())) score += 40;
  return score * 100 - static_cast<int>(std::min<qsizetype>(haystack.size(), 99)) / 10;  // ties: the shorter
}

struct CommandList::Private {
  std::vector<Command> commands;
  QLineEdit* field = nullptr;
  QListWidget* list = nullptr;
  QLabel* nothing = nullptr;
  CommandDelegate delegate;
};

CommandList::CommandList(std::vector<Command> commands, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint), d_(std::make_unique<Private>()) {
  d_->commands = std::move(commands);
  setAttribute(Qt::WA_DeleteOnClose);
  setAccessibleName(tr("Commands"));
  setObjectName(QStringLiteral("commandList"));
  d_->field = new QLineEdit;
  d_->field->setPlaceholderText(tr("Search commands, runs and layers"));
  d_->field->setAccessibleName(tr("Search commands, runs and layers"));
  d_->field->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  d_->field->installEventFilter(this);
  d_->list = new QListWidget;
  d_->list->setItemDelegate(&d_->delegate);
  d_->list->setFrameShape(QFrame::NoFrame);
  d_->list->setUniformItemSizes(true);
  d_->list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->list->setFocusPolicy(Qt::NoFocus);
  d_->list->setMouseTracking(true);
  d_->list->setAccessibleName(tr("Commands"));
  d_->nothing = mutedLabel(tr("Nothing fits. Try fewer letters."));
  d_->nothing->setAlignment(Qt::AlignCenter);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kSpace, kSpace, kSpace, kSpace);
  column->setSpacing(kSpace);
  column->addWidget(d_->field);
  column->addWidget(d_->nothing);
  column->addWidget(d_->list, 1);
  connect(d_->field, &QLineEdit::textChanged, this, &CommandList::fill);
  connect(d_->field, &QLineEdit::returnPressed, this, &CommandList::runCurrent);
  connect(d_->list, &QListWidget::itemEntered, d_->list, [list = d_->list](QListWidgetItem* item) {
    if (item->flags().testFlag(Qt::ItemIsEnabled)) list->setCurrentItem(item);
  });
  connect(d_->list, &QListWidget::itemClicked, this, &CommandList::runCurrent);
  fill({});
  place();
}

CommandList::~CommandList() = default;

void CommandList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), colors().surface);
  painter.setPen(colors().borderStrong);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandList::place() {
  const QWidget* window = parentWidget()->window();
  const int width = std::min(kWidth, window->width() - 2 * kMargin);
  resize(width, height());
  move(window->mapToGlobal(QPoint((window->width() - width) / 2, std::min(80, window->height() / 10))));
  d_->field->setFocus();
}

void CommandList::fill(const QString& query) {
  std::vector<std::pair<int, std::size_t>> found;
  for (std::size_t i = 0; i < d_->commands.size(); ++i) {
    const Command& command = d_->commands[i];
    const int whole = fuzzyScore(command.group + QLatin1Char(' ') + command.title, query);
    const int score = std::max(whole, fuzzyScore(command.title, query));
    if (query.trimmed().isEmpty())
      found.emplace_back(command.enabled ? 1 : 0, i);  // in their own order
    else if (score >= 0 || whole >= 0)
      found.emplace_back(score - (command.enabled ? 0 : 100000), i);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  d_->list->clear();
  for (const auto& [score, i] : found) {
    const Command& command = d_->commands[i];
    auto* item = new QListWidgetItem(command.title, d_->list);
    item->setData(GroupRole, command.group);
    item->setData(ShortcutRole, command.shortcut);
    item->setData(IndexRole, static_cast<int>(i));
    if (!command.enabled) item->setFlags(Qt::NoItemFlags);
  }
  d_->nothing->setVisible(found.empty());
  d_->list->setVisible(!found.empty());
  d_->list->setCurrentRow(0);
  const auto rows = std::clamp(static_cast<int>(found.size()), 1, kRows);
  resize(width(), rows * kRowHeight + kChrome);
}

void CommandList::runCurrent() {
  const QListWidgetItem* item = d_->list->currentItem();
  if (!item || !item->flags().testFlag(Qt::ItemIsEnabled)) return;
  const auto run = d_->commands[static_cast<std::size_t>(item->data(IndexRole).toInt())].run;
  QWidget* window = parentWidget();
  close();
  QTimer::singleShot(0, window, run);
}

bool CommandList::eventFilter(QObject* watched, QEvent* event) {
  if (watched == d_->field && event->type() == QEvent::KeyPress) {
    switch (static_cast<QKeyEvent*>(event)->key()) {
      case Qt::Key_Up:
      case Qt::Key_Down:
      case Qt::Key_PageUp:
      case Qt::Key_PageDown:
        QCoreApplication::sendEvent(d_->list, event);
        return true;
      default:
        break;
    }
  }
  return QDialog::eventFilter(watched, event);
}

}  // namespace dyadic::widgets
