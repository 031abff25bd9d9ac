// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/images/ImageGrid.h"

#include <QCache>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>
#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kThumb = 96;
constexpr int kCellWidth = 136;
constexpr int kCellHeight = kThumb + 58;
constexpr int kCacheKilobytes = 96 * 1024;
constexpr std::chrono::milliseconds kAskDelay{20};  // while one scrolls

QColor colorOf(ImageGrid::Tone tone) {
  const Colors& c = colors();
  switch (tone) {
    case ImageGrid::Tone::Good:
      return c.ok;
    case ImageGrid::Tone::Bad:
      return c.bad;
    case ImageGrid::Tone::Faint:
      return c.textFaint;
    case ImageGrid::Tone::Plain:
      break;
  }
  return c.textMuted;
}

}  // namespace

struct ImageGrid::Private {
  explicit Private(ImageGrid& owner) : grid(owner) {
    cache.setMaxCost(kCacheKilobytes);
    ask.setSingleShot(true);
    ask.setInterval(kAskDelay);
  }

  ImageGrid& grid;
  std::vector<std::int64_t> keys;
  std::unordered_map<std::int64_t, int> rows;
  Describe describe;
  QCache<std::int64_t, QImage> cache;
  QTimer ask;
  std::int64_t selected = -1;

  [[nodiscard]] int count() const { return static_cast<int>(keys.size()); }
  [[nodiscard]] int columns() const { return std::max(1, (grid.viewport()->width() - kSpace) / kCellWidth); }
  [[nodiscard]] int rowOf(std::int64_t key) const {
    const auto found = rows.find(key);
    return found == rows.end() ? -1 : found->second;
  }
  [[nodiscard]] QRect cell(int row) const {
    const int across = columns();
    const int width = (grid.viewport()->width() - kSpace) / across;
    return {kHalfSpace + row % across * width, row / across * kCellHeight - grid.verticalScrollBar()->value(), width,
            kCellHeight};
  }
  /// First row in sight and the one behind the last.
  [[nodiscard]] std::pair<int, int> inSight(int more = 0) const {
    const int top = grid.verticalScrollBar()->value();
    const int height = grid.viewport()->height();
    const int first = std::max(0, (top - more * height) / kCellHeight) * columns();
    const int last = ((top + height + more * height) / kCellHeight + 1) * columns();
    return {std::min(first, count()), std::min(last, count())};
  }
  [[nodiscard]] int rowAt(const QPoint& point) const {
    const auto [first, last] = inSight();
    for (int row = first; row < last; ++row)
      if (cell(row).contains(point)) return row;
    return -1;
  }

  void updateBar() const {
    QScrollBar* bar = grid.verticalScrollBar();
    const int height = (count() + columns() - 1) / columns() * kCellHeight + kSpace;
    bar->setRange(0, std::max(0, height - grid.viewport()->height()));
    bar->setPageStep(grid.viewport()->height());
    bar->setSingleStep(kCellHeight / 3);
  }

  void bringIntoView(int row) const {
    QScrollBar* bar = grid.verticalScrollBar();
    const int top = row / columns() * kCellHeight;
    if (top < bar->value()) bar->setValue(top);
    const int below = top + kCellHeight + kSpace - grid.viewport()->height();
    if (below > bar->value()) bar->setValue(below);
  }

  void askForPixels() {
    if (!grid.isVisible()) return;
    std::vector<std::int64_t> wanted;
    const auto take = [&](int first, int last) {
      for (int row = first; row < last; ++row) {
        const std::int64_t key = keys[static_cast<std::size_t>(row)];
        if (!cache.contains(key)) wanted.push_back(key);
      }
    };
    const auto [first, last] = inSight();
    const auto [before, behind] = inSight(1);
    take(first, last);
    if (wanted.empty() || last - first < count()) take(last, behind);
    if (wanted.empty()) take(before, first);
    if (!wanted.empty()) Q_EMIT grid.pixelsWanted(wanted);
  }

  void paintCell(QPainter& painter, int row);
};

void ImageGrid::Private::paintCell(QPainter& painter, int row) {
  const Colors& c = colors();
  const std::int64_t key = keys[static_cast<std::size_t>(row)];
  const QRect all = cell(row).adjusted(2, 2, -2, -2);
  if (key == selected) {
    painter.setPen(QPen(c.accent, 1.5));
    painter.setBrush(c.accentSoft);
    painter.drawRoundedRect(QRectF(all).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
  }
  const QRect box(all.left() + (all.width() - kThumb) / 2, all.top() + kHalfSpace, kThumb, kThumb);
  painter.fillRect(box, c.pressed);
  if (const QImage* image = cache.object(key); image && !image->isNull()) {
    // Every pixel is to be seen, not a blur between them.
    const QSize fitted = image->size().scaled(box.size(), Qt::KeepAspectRatio);
    painter.drawImage(QRect(box.center() - QPoint(fitted.width() / 2 - 1, fitted.height() / 2 - 1), fitted), *image);
  }
  const Caption caption = describe ? describe(key) : Caption();
  const QRect first(all.left() + kHalfSpace, box.bottom() + 4, all.width() - kSpace, 19);
  painter.setFont(themeFont(FontRole::Heading));
  painter.setPen(c.text);
  painter.drawText(first, Qt::AlignCenter,
                   QFontMetrics(painter.font()).elidedText(caption.heading, Qt::ElideRight, first.width()));
  painter.setFont(themeFont(FontRole::Small));
  const QFontMetrics metrics(painter.font());
  const QString arrow = caption.after.text.isEmpty() ? QString() : QStringLiteral("  \u2192  ");
  const int room = arrow.isEmpty() ? first.width() : (first.width() - metrics.horizontalAdvance(arrow)) / 2;
  const QString before = metrics.elidedText(caption.before.text, Qt::ElideRight, room);
  const QString after = metrics.elidedText(caption.after.text, Qt::ElideRight, room);
  const QRect line = first.translated(0, 19);
  int left = line.left() + (line.width() - metrics.horizontalAdvance(before + arrow + after)) / 2;
  const auto word = [&](const QString& text, const QColor& color) {
    painter.setPen(color);
    painter.drawText(QRect(left, line.top(), line.width(), line.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    left += metrics.horizontalAdvance(text);
  };
  word(before, colorOf(caption.before.tone));
  word(arrow, c.textFaint);
  word(after, colorOf(caption.after.tone));
}

ImageGrid::ImageGrid(QWidget* parent) : QAbstractScrollArea(parent), d_(std::make_unique<Private>(*this)) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // columns do not change when it comes
  setMinimumSize(kCellWidth + 24, kCellHeight);
  viewport()->setAutoFillBackground(false);  // the card shows through
  viewport()->setMouseTracking(true);
  connect(&d_->ask, &QTimer::timeout, this, [this] { d_->askForPixels(); });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, viewport(), qOverload<>(&QWidget::update));
}

ImageGrid::~ImageGrid() = default;

void ImageGrid::setDescriber(Describe describe) { d_->describe = std::move(describe); }

void ImageGrid::setKeys(std::vector<std::int64_t> keys) {
  d_->keys = std::move(keys);
  d_->rows.clear();
  d_->rows.reserve(d_->keys.size());
  for (std::size_t i = 0; i < d_->keys.size(); ++i) d_->rows.emplace(d_->keys[i], static_cast<int>(i));
  d_->updateBar();
  const int row = d_->rowOf(d_->selected);
  if (row >= 0)
    d_->bringIntoView(row);
  else
    verticalScrollBar()->setValue(0);
  refresh();
  d_->ask.start();
}

const std::vector<std::int64_t>& ImageGrid::keys() const { return d_->keys; }

void ImageGrid::clearPixels() {
  d_->cache.clear();
  d_->selected = -1;
  refresh();
}

void ImageGrid::setPixels(const std::vector<std::int64_t>& keys, const std::vector<QImage>& images) {
  for (std::size_t i = 0; i < keys.size() && i < images.size(); ++i)
    d_->cache.insert(keys[i], new QImage(images[i]), 1 + static_cast<int>(images[i].sizeInBytes() / 1024));
  refresh();
  d_->ask.start();
}

void ImageGrid::refresh() { viewport()->update(); }

std::vector<std::int64_t> ImageGrid::visibleKeys() const {
  const auto [first, last] = d_->inSight();
  return {d_->keys.begin() + first, d_->keys.begin() + last};
}

bool ImageGrid::isComplete() const {
  const auto visible = visibleKeys();
  return std::all_of(visible.begin(), visible.end(), [&](std::int64_t key) { return d_->cache.contains(key); });
}

std::int64_t ImageGrid::selectedKey() const { return d_->selected; }

void ImageGrid::selectKey(std::int64_t key) {
  const int row = d_->rowOf(key);
  const std::int64_t next = row < 0 ? -1 : key;
  if (row >= 0) d_->bringIntoView(row);
  if (std::exchange(d_->selected, next) == next) return;
  setAccessibleDescription(next >= 0 && d_->describe ? d_->describe(next).tip : QString());
  refresh();
  Q_EMIT selectionChanged(next);
}

QRect ImageGrid::cellOf(std::int64_t key) const {
  const int row = d_->rowOf(key);
  return row < 0 ? QRect() : d_->cell(row);
}

QSize ImageGrid::sizeHint() const { return {kCellWidth * 5, kCellHeight * 3}; }

void ImageGrid::paintEvent(QPaintEvent* event) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  const auto [first, last] = d_->inSight();
  for (int row = first; row < last; ++row)
    if (event->rect().intersects(d_->cell(row))) d_->paintCell(painter, row);
}

void ImageGrid::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  d_->updateBar();
  d_->ask.start();
}

void ImageGrid::showEvent(QShowEvent* event) {
  QAbstractScrollArea::showEvent(event);
  d_->ask.start();
}

void ImageGrid::scrollContentsBy(int, int) {
  viewport()->update();
  if (!d_->ask.isActive()) d_->ask.start();
}

void ImageGrid::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const int row = d_->rowAt(event->pos());
  if (row >= 0) selectKey(d_->keys[static_cast<std::size_t>(row)]);
}

void ImageGrid::keyPressEvent(QKeyEvent* event) {
  if (d_->keys.empty()) return QAbstractScrollArea::keyPressEvent(event);
  const int row = d_->rowOf(d_->selected);
  const int page = std::max(1, viewport()->height() / kCellHeight) * d_->columns();
  int step = 0;
  switch (event->key()) {
    case Qt::Key_Left:
      step = -1;
      break;
    case Qt::Key_Right:
      step = 1;
      break;
    case Qt::Key_Up:
      step = -d_->columns();
      break;
    case Qt::Key_Down:
      step = d_->columns();
      break;
    case Qt::Key_PageUp:
      step = -page;
      break;
    case Qt::Key_PageDown:
      step = page;
      break;
    case Qt::Key_Home:
      step = -d_->count();
      break;
    case Qt::Key_End:
      step = d_->count();
      break;
    default:
      return QAbstractScrollArea::keyPressEvent(event);
  }
  const int next = row < 0 ? 0 : std::clamp(row + step, 0, d_->count() - 1);
  selectKey(d_->keys[static_cast<std::size_t>(next)]);
}

bool ImageGrid::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = d_->rowAt(help->pos());
    if (row >= 0 && d_->describe)
      QToolTip::showText(help->globalPos(), d_->describe(d_->keys[static_cast<std::size_t>(row)]).tip, viewport());
    else
      QToolTip::hideText();
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace dyadic::widgets
