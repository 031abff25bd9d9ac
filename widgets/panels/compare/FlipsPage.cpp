// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/FlipsPage.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/controls/EmptyPage.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kThumb = 112;
constexpr int kCellWidth = 168;
constexpr int kCellHeight = kThumb + 62;

enum class Kind { Lost, Gained, BothWrong };
Kind kindOf(const FlippedImage& flip) {
  return flip.before == flip.label ? Kind::Lost : flip.after == flip.label ? Kind::Gained : Kind::BothWrong;
}

/// Thumbnails in as many columns as fit.
class Grid : public QWidget {
 public:
  explicit Grid(const FlipsPage::Content& content) : content_(content) {
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
  }
  std::vector<std::size_t> rows;
  std::vector<QImage> images;  ///< one a row; null until it is there

  void changed() {
    setFixedHeight(heightForWidth(width()));
    update();
  }
  [[nodiscard]] int heightForWidth(int width) const override {
    const int columns = columnsOf(width);
    return (static_cast<int>(rows.size()) + columns - 1) / columns * kCellHeight;
  }
  [[nodiscard]] QSize sizeHint() const override { return {kCellWidth * 6, heightForWidth(kCellWidth * 6)}; }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    QWidget::resizeEvent(event);
    if (height() != heightForWidth(width())) setFixedHeight(heightForWidth(width()));
  }
  bool event(QEvent* event) override {
    if (event->type() == QEvent::ToolTip) {
      const auto* help = static_cast<QHelpEvent*>(event);
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (cell(i).contains(help->pos())) QToolTip::showText(help->globalPos(), tipOf(content_.images[rows[i]]), this);
      return true;
    }
    return QWidget::event(event);
  }
  void paintEvent(QPaintEvent* event) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (event->rect().intersects(cell(i))) paintCell(painter, cell(i), i);
  }

 private:
  [[nodiscard]] static int columnsOf(int width) { return std::max(1, width / kCellWidth); }
  [[nodiscard]] QRect cell(std::size_t i) const {
    const int columns = columnsOf(width());
    const int at = static_cast<int>(i);
    const int cellWidth = width() / columns;
    return {at % columns * cellWidth, at / columns * kCellHeight, cellWidth, kCellHeight};
  }
  [[nodiscard]] QString className(int index) const {
    return index >= 0 && index < content_.classNames.size() ? content_.classNames[index] : QString::number(index);
  }
  [[nodiscard]] QString tipOf(const FlippedImage& flip) const {
    return FlipsPage::tr("Image %1: %2\n%3: %4\n%5: %6")
        .arg(flip.image)
        .arg(className(flip.label), content_.before, className(flip.before), content_.after, className(flip.after));
  }
  void paintCell(QPainter& painter, const QRect& cell, std::size_t i) const {
    const Colors& c = colors();
    const FlippedImage& flip = content_.images[rows[i]];
    const QRect box(cell.left() + (cell.width() - kThumb) / 2, cell.top() + kSpace, kThumb, kThumb);
    painter.fillRect(box, c.pressed);
    if (!images[i].isNull()) {
      // Every pixel is to be seen, not a blur between them.
      const QSize fitted = images[i].size().scaled(box.size(), Qt::KeepAspectRatio);
      painter.drawImage(QRect(box.center() - QPoint(fitted.width() / 2, fitted.height() / 2), fitted), images[i]);
    }
    const QRect first(cell.left() + kHalfSpace, box.bottom() + 5, cell.width() - kSpace, 18);
    painter.setFont(themeFont(FontRole::Heading));
    painter.setPen(c.text);
    const QFontMetrics heading(painter.font());
    painter.drawText(first, Qt::AlignCenter, heading.elidedText(className(flip.label), Qt::ElideRight, first.width()));
    painter.setFont(themeFont(FontRole::Small));
    const QFontMetrics metrics(painter.font());
    const QString arrow = QStringLiteral("  \u2192  ");
    const int half = (first.width() - metrics.horizontalAdvance(arrow)) / 2;
    const QString before = metrics.elidedText(className(flip.before), Qt::ElideRight, half);
    const QString after = metrics.elidedText(className(flip.after), Qt::ElideRight, half);
    QRect line = first.translated(0, 18);
    int left = line.left() + (line.width() - metrics.horizontalAdvance(before + arrow + after)) / 2;
    const auto word = [&](const QString& text, const QColor& color) {
      painter.setPen(color);
      painter.drawText(QRect(left, line.top(), line.width(), line.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
      left += metrics.horizontalAdvance(text);
    };
    word(before, flip.before == flip.label ? c.ok : c.bad);
    word(arrow, c.textFaint);
    word(after, flip.after == flip.label ? c.ok : c.bad);
  }

  const FlipsPage::Content& content_;
};

}  // namespace

struct FlipsPage::Private {
  Content content;
  std::vector<std::size_t> chosen;  ///< rows that pass the filter
  std::size_t page = 0;
  QStackedLayout* pages = nullptr;
  EmptyPage* empty = nullptr;
  PlotCard* card = nullptr;
  Grid* grid = nullptr;
  QScrollArea* scroll = nullptr;
  Segmented* kinds = nullptr;
  QLabel* counts = nullptr;
  QLabel* range = nullptr;
  QToolButton* previous = nullptr;
  QToolButton* next = nullptr;
};

FlipsPage::FlipsPage(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->grid = new Grid(d_->content);
  d_->scroll = new QScrollArea;
  d_->scroll->setWidgetResizable(true);
  d_->scroll->setFrameShape(QFrame::NoFrame);
  d_->scroll->setWidget(d_->grid);
  d_->scroll->setAlignment(Qt::AlignTop);
  d_->scroll->viewport()->setAutoFillBackground(false);  // the card shows through
  d_->grid->setAutoFillBackground(false);
  d_->kinds = new Segmented({tr("All"), tr("Lost"), tr("Gained"), tr("Both wrong")});
  d_->kinds->setToolTip(tr("Lost: right before, wrong after. Gained: wrong before, right after."));
  d_->counts = mutedLabel();
  d_->range = mutedLabel();
  d_->previous = iconButton(QStringLiteral("chevron-left"), tr("Previous page (Page Up)"));
  d_->next = iconButton(QStringLiteral("chevron-right"), tr("Next page (Page Down)"));
  d_->previous->setShortcut(Qt::Key_PageUp);
  d_->next->setShortcut(Qt::Key_PageDown);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kSpace, kHalfSpace);
  foot->addWidget(d_->counts, 1);
  foot->addWidget(d_->range);
  foot->addWidget(d_->previous);
  foot->addWidget(d_->next);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(d_->scroll, 1);
  column->addLayout(foot);
  d_->card = new PlotCard(tr("Flipped images"), body);
  d_->card->addTool(d_->kinds);
  d_->empty = new EmptyPage(QStringLiteral("image"));
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(d_->card);
  connect(d_->kinds, &Segmented::currentChanged, this, &FlipsPage::filter);
  connect(d_->previous, &QToolButton::clicked, this, [this] { showPage(d_->page - 1); });
  connect(d_->next, &QToolButton::clicked, this, [this] { showPage(d_->page + 1); });
}

FlipsPage::~FlipsPage() = default;

void FlipsPage::say(const QString& title, const QString& text) {
  d_->empty->say(title, text);
  d_->pages->setCurrentIndex(0);
}

QString FlipsPage::emptyText() const { return d_->pages->currentIndex() == 0 ? d_->empty->said() : QString(); }

const std::vector<std::size_t>& FlipsPage::pageRows() const { return d_->grid->rows; }

void FlipsPage::setContent(Content content) {
  d_->content = std::move(content);
  std::int64_t counts[3] = {0, 0, 0};
  for (const FlippedImage& flip : d_->content.images) ++counts[static_cast<int>(kindOf(flip))];
  const auto grouped = [](std::int64_t count) { return QString::fromStdString(groupedText(count)); };
  d_->card->setDetail(QStringLiteral("%1  \u2192  %2").arg(d_->content.before, d_->content.after));
  d_->counts->setText(tr("%1 of %2 images change their class: %3 lost, %4 gained, %5 wrong both times")
                          .arg(grouped(static_cast<std::int64_t>(d_->content.images.size())), grouped(d_->content.all),
                               grouped(counts[0]), grouped(counts[1]), grouped(counts[2])));
  if (d_->content.images.empty()) {
    say(tr("No image changes its class"), tr("%1 and %2 put all %3 validation images into the same classes.")
                                              .arg(d_->content.before, d_->content.after, grouped(d_->content.all)));
    return;
  }
  d_->pages->setCurrentIndex(1);
  filter();
}

void FlipsPage::filter() {
  d_->chosen.clear();
  const int wanted = d_->kinds->current() - 1;
  for (std::size_t i = 0; i < d_->content.images.size(); ++i)
    if (wanted < 0 || static_cast<int>(kindOf(d_->content.images[i])) == wanted) d_->chosen.push_back(i);
  showPage(0);
}

void FlipsPage::showPage(std::size_t page) {
  const std::size_t count = d_->chosen.size();
  const std::size_t pages = std::max<std::size_t>(1, (count + kPageSize - 1) / kPageSize);
  d_->page = std::min(page, pages - 1);
  const std::size_t begin = d_->page * kPageSize;
  const std::size_t end = std::min(begin + kPageSize, count);
  d_->grid->rows.assign(d_->chosen.begin() + static_cast<std::ptrdiff_t>(begin),
                        d_->chosen.begin() + static_cast<std::ptrdiff_t>(end));
  d_->grid->images.assign(d_->grid->rows.size(), QImage());
  d_->grid->changed();
  d_->range->setText(count == 0 ? tr("none") : tr("%1 to %2 of %3").arg(begin + 1).arg(end).arg(count));
  d_->previous->setEnabled(d_->page > 0);
  d_->next->setEnabled(d_->page + 1 < pages);
  if (!d_->grid->rows.empty()) Q_EMIT pixelsWanted(d_->grid->rows);
}

void FlipsPage::setPixels(const std::vector<std::size_t>& rows, const std::vector<QImage>& images) {
  for (std::size_t i = 0; i < rows.size() && i < images.size(); ++i) {
    const auto& shown = d_->grid->rows;
    const auto at = std::find(shown.begin(), shown.end(), rows[i]);
    if (at != shown.end()) d_->grid->images[static_cast<std::size_t>(at - shown.begin())] = images[i];
  }
  d_->grid->update();
}

}  // namespace dyadic::widgets
