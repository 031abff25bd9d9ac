// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphMargins.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/graph/GraphScene.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr double kEdge = 8;       // above and below the overview's graph
constexpr double kButtons = 170;  // what they take of the footer

}  // namespace

GraphOverview::GraphOverview(const GraphScene& scene, QWidget* parent) : QWidget(parent), scene_(scene) {
  setCursor(Qt::PointingHandCursor);
  setToolTip(tr("The whole graph; click to go there"));
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &GraphOverview::sceneChanged);
}

void GraphOverview::setVisibleRect(const QRectF& visible) {
  visible_ = visible;
  update();
}

double GraphOverview::scale() const { return (height() - 2 * kEdge) / std::max(scene_.layout().height, 1.0); }

void GraphOverview::go(double y) { Q_EMIT wanted((y - kEdge) / scale()); }

void GraphOverview::mousePressEvent(QMouseEvent* event) { go(event->position().y()); }

void GraphOverview::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons().testFlag(Qt::LeftButton)) go(event->position().y());
}

void GraphOverview::sceneChanged() {
  graph_ = {};
  update();
}

void GraphOverview::drawGraph() {
  const Colors& c = colors();
  graph_ = QPixmap(size() * devicePixelRatioF());
  graph_.setDevicePixelRatio(devicePixelRatioF());
  graph_.fill(c.window);
  QPainter painter(&graph_);
  painter.fillRect(QRect(0, 0, 1, height()), c.border);
  const GraphLayout& layout = scene_.layout();
  const double down = scale();
  const double across = std::min(down, (width() - 12) / std::max(layout.width, 1.0));
  const double left = (width() - layout.width * across) / 2;
  for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
    const GraphBox& box = layout.nodes[i];
    QColor color = i < scene_.colors.size() && scene_.colors[i].isValid() ? scene_.colors[i] : c.plotAxis;
    if (scene_.isOpen(static_cast<int>(i))) color = c.border;
    painter.fillRect(QRectF(left + box.x * across, kEdge + box.y * down, std::max(2.0, box.width * across),
                            std::max(1.0, box.height * down)),
                     color);
  }
}

void GraphOverview::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  if (graph_.size() != size() * devicePixelRatioF() || graph_.devicePixelRatio() != devicePixelRatioF()) drawGraph();
  painter.drawPixmap(0, 0, graph_);
  if (scene_.layout().nodes.empty()) return;
  const double down = scale();
  QColor frame = c.accent;
  painter.setPen(frame);
  frame.setAlphaF(0.12F);
  painter.setBrush(frame);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.drawRoundedRect(QRectF(3.5, kEdge + visible_.top() * down, width() - 7,
                                 std::max(6.0, std::min(visible_.height(), scene_.layout().height) * down)),
                          3, 3);
}

void GraphFooter::setScale(const GraphScale& scale) {
  scale_ = scale;
  update();
}

void GraphFooter::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), c.surface);
  painter.fillRect(QRect(0, 0, width(), 1), c.border);
  if (scale_.colors.empty()) return;
  painter.setFont(themeFont(FontRole::Small));
  painter.setPen(c.textMuted);
  const QRectF bar(12, 13, std::min(220, width() / 3), 8);
  painter.drawText(QRectF(bar.right() + 12, 7, width() - bar.right() - 12 - kButtons, 20),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(scale_.title, Qt::ElideRight,
                                                    static_cast<int>(width() - bar.right() - 12 - kButtons)));
  double taken = bar.right() + 1;  // from the right, so that the last one with its unit is there
  for (auto tick = scale_.ticks.rbegin(); tick != scale_.ticks.rend(); ++tick) {
    const double wide = painter.fontMetrics().horizontalAdvance(tick->second);
    const double middle = bar.left() + tick->first * bar.width();
    const double from = std::clamp(middle - wide / 2, bar.left(), std::max(bar.left(), bar.right() - wide));
    if (from + wide > taken) continue;
    painter.drawText(QPointF(from, bar.bottom() + 15), tick->second);
    taken = from - kSpace;
  }
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  const double steps = std::max(static_cast<double>(scale_.colors.size()) - 1, 1.0);
  for (std::size_t i = 0; i < scale_.colors.size(); ++i)
    gradient.setColorAt(static_cast<double>(i) / steps, scale_.colors[i]);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawRoundedRect(bar, 4, 4);
  if (scale_.threshold < 0) return;
  const double x = bar.left() + scale_.threshold * bar.width();
  painter.setPen(QPen(c.text, 2));
  painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 3));
}

}  // namespace dyadic::widgets
