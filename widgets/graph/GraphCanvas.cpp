// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphCanvas.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/graph/GraphLayout.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr double kNodeWidth = 228;
constexpr double kNodeHeight = 48;
constexpr double kCompactWidth = 168;
constexpr double kCompactHeight = 28;
constexpr double kBorder = 24;  // around the graph
constexpr double kCorner = 8;
constexpr double kLeastZoom = 0.02;
constexpr double kMostZoom = 2.5;
constexpr double kLegible = 0.8;     // fitting does not go below
constexpr double kTextZoom = 0.5;    // below: no texts
constexpr double kDetailZoom = 0.2;  // below: no corners, no arrows
constexpr double kLabelPixels = 12;
constexpr double kRaisedPixels = 10;
constexpr int kOverviewWidth = 44;
constexpr int kFooterHeight = 48;
constexpr int kDragDistance = 4;

QColor mixed(const QColor& under, const QColor& over, double share) {
  const auto channel = [&](double a, double b) { return static_cast<float>(a + (b - a) * share); };
  return QColor::fromRgbF(channel(under.redF(), over.redF()), channel(under.greenF(), over.greenF()),
                          channel(under.blueF(), over.blueF()));
}

/// The corners rounded; straight where there are only two.
QPainterPath pathOf(const std::vector<GraphPoint>& points) {
  QPainterPath path;
  if (points.empty()) return path;
  path.moveTo(points.front().x, points.front().y);
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const QPointF before(points[i - 1].x, points[i - 1].y);
    const QPointF corner(points[i].x, points[i].y);
    const QPointF after(points[i + 1].x, points[i + 1].y);
    const QLineF in(corner, before);
    const QLineF out(corner, after);
    const double radius = std::min({7.0, in.length() / 2, out.length() / 2});
    if (radius < 0.5) continue;
    path.lineTo(in.pointAt(radius / in.length()));
    path.quadTo(corner, out.pointAt(radius / out.length()));
  }
  path.lineTo(points.back().x, points.back().y);
  return path;
}

QFont pixelFont(FontRole role, double pixels, bool bold = false) {
  QFont font = themeFont(role);
  font.setPixelSize(static_cast<int>(pixels));
  if (bold) font.setWeight(QFont::DemiBold);
  return font;
}

/// The whole graph as a strip beside it, with the part that is shown; click and drag to go there.
class Overview : public QWidget {
 public:
  explicit Overview(GraphCanvas& canvas, const GraphLayout& layout, const std::vector<QColor>& colors)
      : QWidget(&canvas), canvas_(canvas), layout_(layout), colors_(colors) {
    setCursor(Qt::PointingHandCursor);
    setToolTip(GraphCanvas::tr("The whole program; click to go there"));
  }

  QRectF visible;  ///< part of the layout that the viewport shows

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colors& c = colors();
    QPainter painter(this);
    painter.fillRect(rect(), c.window);
    painter.fillRect(QRect(0, 0, 1, height()), c.border);
    if (layout_.nodes.empty()) return;
    const double scale = scaleOf();
    const double left = (width() - layout_.width * scaleX()) / 2;
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < layout_.nodes.size(); ++i) {
      const GraphBox& box = layout_.nodes[i];
      const QColor color = i < colors_.size() && colors_[i].isValid() ? colors_[i] : c.plotAxis;
      painter.fillRect(QRectF(left + box.x * scaleX(), kMargin_ + box.y * scale, std::max(2.0, box.width * scaleX()),
                              std::max(1.0, box.height * scale)),
                       color);
    }
    QColor frame = c.accent;
    painter.setPen(frame);
    frame.setAlphaF(0.12F);
    painter.setBrush(frame);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRoundedRect(QRectF(3.5, kMargin_ + visible.top() * scale, width() - 7,
                                   std::max(6.0, std::min(visible.height(), layout_.height) * scale)),
                            3, 3);
  }
  void mousePressEvent(QMouseEvent* event) override { go(event->position().y()); }
  void mouseMoveEvent(QMouseEvent* event) override {
    if (event->buttons().testFlag(Qt::LeftButton)) go(event->position().y());
  }

 private:
  [[nodiscard]] double scaleOf() const { return (height() - 2 * kMargin_) / std::max(layout_.height, 1.0); }
  [[nodiscard]] double scaleX() const { return std::min(scaleOf(), (width() - 12) / std::max(layout_.width, 1.0)); }
  void go(double y) {
    const double middle = (y - kMargin_) / scaleOf();
    QScrollBar* bar = canvas_.verticalScrollBar();
    bar->setValue(static_cast<int>((middle + kBorder) * canvas_.zoom() - bar->pageStep() / 2.0));
  }

  static constexpr double kMargin_ = 8;
  GraphCanvas& canvas_;
  const GraphLayout& layout_;
  const std::vector<QColor>& colors_;
};

/// Below the graph: the scale of the colours at the left; the buttons that zoom are put at the right.
class Footer : public QWidget {
 public:
  using QWidget::QWidget;
  GraphScale scale;

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colors& c = colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), c.surface);
    painter.fillRect(QRect(0, 0, width(), 1), c.border);
    if (scale.colors.empty()) return;
    painter.setFont(pixelFont(FontRole::Small, 11));
    painter.setPen(c.textMuted);
    const QRectF bar(12, 13, std::min(220, width() / 3), 8);
    painter.drawText(QRectF(bar.right() + 12, 7, width() - bar.right() - 12 - kButtons, 20),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(scale.title, Qt::ElideRight,
                                                      static_cast<int>(width() - bar.right() - 12 - kButtons)));
    for (const auto& [position, text] : scale.ticks) {
      const double x = bar.left() + position * bar.width();
      const double wide = painter.fontMetrics().horizontalAdvance(text);
      const double from = std::clamp(x - wide / 2, bar.left(), std::max(bar.left(), bar.right() - wide));
      painter.drawText(QPointF(from, bar.bottom() + 15), text);
    }
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    const double steps = std::max(static_cast<double>(scale.colors.size()) - 1, 1.0);
    for (std::size_t i = 0; i < scale.colors.size(); ++i)
      gradient.setColorAt(static_cast<double>(i) / steps, scale.colors[i]);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 4, 4);
    if (scale.threshold < 0) return;
    const double x = bar.left() + scale.threshold * bar.width();
    painter.setPen(QPen(c.text, 2));
    painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 3));
  }

 private:
  static constexpr double kButtons = 170;  // what they take
};

}  // namespace

struct GraphCanvas::Private {
  explicit Private(GraphCanvas& owner) : canvas(owner) {}

  GraphCanvas& canvas;
  std::vector<GraphNode> nodes;
  std::vector<std::pair<int, int>> edges;
  GraphLayout layout;
  std::vector<QPainterPath> paths;
  std::vector<QRectF> pathBoxes;
  std::vector<QColor> colors;
  Overview* overview = nullptr;
  Footer* footer = nullptr;
  QLabel* percent = nullptr;
  double zoom = 1;
  bool fitWanted = true;  ///< as soon as there is a size to fit into
  int selected = -1;
  int hovered = -1;
  QPoint pressed;
  QPoint pressedScroll;
  bool dragging = false;

  [[nodiscard]] QPointF origin() const {
    const double spare = canvas.viewport()->width() - (layout.width + 2 * kBorder) * zoom;
    return {kBorder * zoom - canvas.horizontalScrollBar()->value() + std::max(0.0, spare / 2),
            kBorder * zoom - canvas.verticalScrollBar()->value()};
  }
  [[nodiscard]] QRectF visible() const {
    const QPointF o = origin();
    return {-o.x() / zoom, -o.y() / zoom, canvas.viewport()->width() / zoom, canvas.viewport()->height() / zoom};
  }
  [[nodiscard]] QRectF boxOf(int node) const {
    const GraphBox& b = layout.nodes[static_cast<std::size_t>(node)];
    return {b.x, b.y, b.width, b.height};
  }
  [[nodiscard]] int nodeAt(const QPoint& position) const {
    const QPointF p = (QPointF(position) - origin()) / zoom;
    for (int i = 0; i < static_cast<int>(nodes.size()); ++i)
      if (boxOf(i).contains(p)) return i;
    return -1;
  }

  void updateBars() {
    const QSize view = canvas.viewport()->size();
    const auto set = [&](QScrollBar* bar, double length, int page) {
      bar->setRange(0, std::max(0, static_cast<int>(std::ceil((length + 2 * kBorder) * zoom)) - page));
      bar->setPageStep(page);
      bar->setSingleStep(32);
    };
    set(canvas.horizontalScrollBar(), layout.width, view.width());
    set(canvas.verticalScrollBar(), layout.height, view.height());
    refresh();
  }

  void refresh() {
    overview->visible = visible();
    overview->update();
    percent->setText(GraphCanvas::tr("%1 %").arg(qRound(zoom * 100)));
    canvas.viewport()->update();
  }

  /// Keeps the point of the layout under `anchor` where it is.
  void setZoom(double wanted, const QPointF& anchor) {
    const double next = std::clamp(wanted, kLeastZoom, kMostZoom);
    if (next == zoom) return;
    const QPointF fixed = (anchor - origin()) / zoom;
    zoom = next;
    updateBars();
    const QPointF moved = origin() + fixed * zoom - anchor;
    canvas.horizontalScrollBar()->setValue(canvas.horizontalScrollBar()->value() + qRound(moved.x()));
    canvas.verticalScrollBar()->setValue(canvas.verticalScrollBar()->value() + qRound(moved.y()));
    refresh();
  }

  /// What is outside comes to the middle, so that one sees where it stands.
  void bringIntoView(int node) {
    const QRectF box = boxOf(node).adjusted(-kBorder, -kBorder, kBorder, kBorder);
    const QRectF shown = visible();
    const auto shift = [](double low, double high, double shownLow, double shownHigh) {
      return low < shownLow || high > shownHigh ? (low + high - shownLow - shownHigh) / 2 : 0.0;
    };
    QScrollBar* h = canvas.horizontalScrollBar();
    QScrollBar* v = canvas.verticalScrollBar();
    h->setValue(h->value() + qRound(zoom * shift(box.left(), box.right(), shown.left(), shown.right())));
    v->setValue(v->value() + qRound(zoom * shift(box.top(), box.bottom(), shown.top(), shown.bottom())));
  }

  void makePaths() {
    paths.clear();
    pathBoxes.clear();
    for (const PlacedEdge& edge : layout.edges) {
      paths.push_back(pathOf(edge.points));
      pathBoxes.push_back(paths.back().boundingRect().adjusted(-4, -4, 4, 4));
    }
  }

  void place() {
    std::vector<std::pair<double, double>> sizes;
    sizes.reserve(nodes.size());
    for (const GraphNode& node : nodes)
      sizes.emplace_back(node.compact ? kCompactWidth : kNodeWidth, node.compact ? kCompactHeight : kNodeHeight);
    layout = layOutGraph(sizes, edges);
    makePaths();
  }

  void paintEdges(QPainter& painter, const QRectF& shown) const;
  void paintLabels(QPainter& painter, const QRectF& shown) const;
  void paintLabel(QPainter& painter, const QPointF& middle, const QString& text, bool strong) const;
  void paintNode(QPainter& painter, int index) const;
  void paintTexts(QPainter& painter, const GraphNode& node, QRectF box) const;
};

void GraphCanvas::Private::paintEdges(QPainter& painter, const QRectF& shown) const {
  const Colors& c = widgets::colors();
  const QColor plain = mixed(c.plotAxis, c.textFaint, 0.4);
  for (const bool strong : {false, true}) {  // those of the selected node on top
    QPen pen(strong ? c.accent : plain, strong ? 2 : 1.4);
    if (zoom < kDetailZoom) pen.setCosmetic(true);
    for (std::size_t e = 0; e < paths.size(); ++e) {
      const bool mine = selected >= 0 && (edges[e].first == selected || edges[e].second == selected);
      if (mine != strong || !pathBoxes[e].intersects(shown)) continue;
      painter.setPen(pen);
      painter.setBrush(Qt::NoBrush);
      painter.drawPath(paths[e]);
      if (zoom < kDetailZoom) continue;
      const GraphPoint& tip = layout.edges[e].points.back();
      painter.setPen(Qt::NoPen);
      painter.setBrush(pen.color());
      const QPointF head[] = {{tip.x, tip.y}, {tip.x - 4, tip.y - 7}, {tip.x + 4, tip.y - 7}};
      painter.drawConvexPolygon(head, 3);
    }
  }
}

void GraphCanvas::Private::paintLabel(QPainter& painter, const QPointF& middle, const QString& text,
                                      bool strong) const {
  const Colors& c = widgets::colors();
  const qsizetype raise = text.indexOf(QLatin1Char('^'));
  const QString base = raise < 0 ? text : text.left(raise);
  const QString raised = raise < 0 ? QString() : text.mid(raise + 1);
  const QFont font = pixelFont(FontRole::Small, kLabelPixels);
  const QFont small = pixelFont(FontRole::Small, kRaisedPixels);
  const double baseWidth = QFontMetricsF(font).horizontalAdvance(base);
  const double width = baseWidth + QFontMetricsF(small).horizontalAdvance(raised) + 12;
  const QRectF pill(middle.x() - width / 2, middle.y() - 9, width, 18);
  painter.setPen(Qt::NoPen);
  painter.setBrush(c.window);
  painter.drawRoundedRect(pill, 9, 9);
  painter.setPen(strong ? c.accent : c.textMuted);
  painter.setFont(font);
  painter.drawText(pill.adjusted(6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, base);
  painter.setFont(small);
  painter.drawText(pill.adjusted(6.5 + baseWidth, -5, 0, -5), Qt::AlignLeft | Qt::AlignVCenter, raised);
}

/// What a node produces stands below it, and again where an edge comes back from a long way.
void GraphCanvas::Private::paintLabels(QPainter& painter, const QRectF& shown) const {
  const GraphLayoutOptions options;
  std::vector<bool> feeds(nodes.size(), false);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const PlacedEdge& edge = layout.edges[e];
    if (edge.points.empty()) continue;
    const auto from = static_cast<std::size_t>(edges[e].first);
    feeds[from] = true;
    if (!edge.isLong || edge.track.x <= layout.nodes[from].right()) continue;
    const QPointF middle(edge.track.x, edge.track.y - options.labelHeight / 2 - 2);
    if (shown.contains(middle))
      paintLabel(painter, middle, nodes[from].label, selected == edges[e].first || selected == edges[e].second);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const GraphBox& box = layout.nodes[i];
    const QPointF middle(box.centerX(), box.bottom() + options.labelHeight / 2);
    if (feeds[i] && !nodes[i].label.isEmpty() && shown.adjusted(-80, -20, 80, 20).contains(middle))
      paintLabel(painter, middle, nodes[i].label, selected == static_cast<int>(i));
  }
}

void GraphCanvas::Private::paintTexts(QPainter& painter, const GraphNode& node, QRectF box) const {
  const Colors& c = widgets::colors();
  box.adjust(14, 0, -10, 0);
  if (!node.badge.isEmpty()) {
    painter.setFont(pixelFont(FontRole::Small, 11, true));
    const double width = painter.fontMetrics().horizontalAdvance(node.badge) + 14.0;
    const QRectF pill(box.right() - width, box.center().y() - 9.5, width, 19);
    QColor soft = c.surface;
    soft.setAlphaF(currentTheme() == Theme::Dark ? 0.55F : 0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(soft);
    painter.drawRoundedRect(pill, 9.5, 9.5);
    painter.setPen(c.text);
    painter.drawText(pill, Qt::AlignCenter, node.badge);
    box.setRight(pill.left() - 8);
  }
  const auto line = [&](const QRectF& place, const QFont& font, const QColor& color, const QString& text,
                        Qt::TextElideMode mode) {
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = painter.fontMetrics().elidedText(text, mode, static_cast<int>(place.width()));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    return static_cast<double>(painter.fontMetrics().horizontalAdvance(shown));
  };
  const QFont small = pixelFont(FontRole::Small, 11);
  if (node.compact) {
    const double used = line(box, pixelFont(FontRole::Small, 12, true), c.text, node.title, Qt::ElideMiddle);
    if (box.width() - used > 24)
      line(box.adjusted(used + 8, 0, 0, 0), small, c.textMuted, node.detail, Qt::ElideMiddle);
    return;
  }
  line(QRectF(box.left(), box.top() + 6, box.width(), 18), pixelFont(FontRole::Body, 13, true), c.text, node.title,
       Qt::ElideMiddle);
  line(QRectF(box.left(), box.top() + 25, box.width(), 16), small, c.textMuted, node.detail, Qt::ElideRight);
}

void GraphCanvas::Private::paintNode(QPainter& painter, int index) const {
  const Colors& c = widgets::colors();
  const auto i = static_cast<std::size_t>(index);
  const QRectF box = boxOf(index);
  const QColor color = i < colors.size() ? colors[i] : QColor();
  const bool isSelected = index == selected;
  if (zoom < kDetailZoom) {
    painter.fillRect(box, isSelected ? c.accent : (color.isValid() ? color : c.borderStrong));
    return;
  }
  const double corner = nodes[i].compact ? box.height() / 2 : kCorner;
  const double tint = currentTheme() == Theme::Dark ? 0.3 : 0.2;
  QColor fill = color.isValid() ? mixed(c.surface, color, tint) : c.surface;
  if (index == hovered) fill = mixed(fill, c.text, 0.04);
  const QColor plain = color.isValid() ? mixed(c.borderStrong, color, 0.6) : c.borderStrong;
  painter.setPen(QPen(isSelected ? c.accent : plain, isSelected ? 2 : 1));
  painter.setBrush(fill);
  if (isSelected) {
    QColor halo = c.accent;
    halo.setAlphaF(0.22F);
    painter.setPen(QPen(halo, 8));
    painter.drawRoundedRect(box, corner, corner);
    painter.setPen(QPen(c.accent, 2));
  }
  painter.drawRoundedRect(box, corner, corner);
  if (color.isValid()) {
    QPainterPath outline;
    outline.addRoundedRect(box.adjusted(1, 1, -1, -1), corner - 1, corner - 1);
    QPainterPath stripe;
    stripe.addRect(QRectF(box.left(), box.top(), 5, box.height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(outline.intersected(stripe));
  }
  if (zoom >= kTextZoom) paintTexts(painter, nodes[i], box);
}

GraphCanvas::GraphCanvas(QWidget* parent) : QAbstractScrollArea(parent), d_(std::make_unique<Private>(*this)) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(240, 160);
  viewport()->setMouseTracking(true);
  viewport()->setCursor(Qt::OpenHandCursor);
  d_->overview = new Overview(*this, d_->layout, d_->colors);
  d_->footer = new Footer(this);
  auto* row = new QHBoxLayout(d_->footer);
  row->setContentsMargins(kSpace, 1, kSpace, 0);
  row->setSpacing(kHalfSpace);
  row->addStretch(1);
  const auto add = [&](const QString& iconName, const QString& text, auto act) {
    QToolButton* button = iconButton(iconName, text);
    button->setFocusPolicy(Qt::NoFocus);  // the keys do the same
    row->addWidget(button);
    connect(button, &QToolButton::clicked, this, act);
  };
  add(QStringLiteral("minus"), tr("Zoom out (−)"), [this] { zoomBy(0.8); });
  d_->percent = mutedLabel();
  d_->percent->setMinimumWidth(d_->percent->fontMetrics().horizontalAdvance(QStringLiteral("100 %")) + 2);
  d_->percent->setAlignment(Qt::AlignCenter);
  row->addWidget(d_->percent);
  add(QStringLiteral("plus"), tr("Zoom in (+)"), [this] { zoomBy(1.25); });
  add(QStringLiteral("fit"), tr("Fit the width (0); the whole program (9)"), [this] { fitWidth(); });
  setViewportMargins(0, 0, kOverviewWidth, kFooterHeight);
  for (QScrollBar* bar : {horizontalScrollBar(), verticalScrollBar()})
    connect(bar, &QScrollBar::valueChanged, this, [this] { d_->refresh(); });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    d_->refresh();
    d_->footer->update();
  });
}

GraphCanvas::~GraphCanvas() = default;

void GraphCanvas::setGraph(std::vector<GraphNode> nodes, std::vector<std::pair<int, int>> edges) {
  d_->nodes = std::move(nodes);
  d_->edges = std::move(edges);
  d_->colors.clear();
  d_->selected = d_->hovered = -1;
  d_->place();
  d_->fitWanted = true;
  if (isVisible()) fitWidth();
}

void GraphCanvas::setNodeColors(std::vector<QColor> colors) {
  d_->colors = std::move(colors);
  d_->refresh();
}

void GraphCanvas::setScale(const GraphScale& scale) {
  d_->footer->scale = scale;
  d_->footer->update();
}

int GraphCanvas::selected() const { return d_->selected; }

void GraphCanvas::select(int node) {
  const int next = node >= 0 && node < static_cast<int>(d_->nodes.size()) ? node : -1;
  if (next >= 0 && !d_->fitWanted) d_->bringIntoView(next);
  if (next == d_->selected) return;
  d_->selected = next;
  setAccessibleDescription(next >= 0 ? d_->nodes[static_cast<std::size_t>(next)].spoken : QString());
  QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&changed);
  viewport()->update();
  Q_EMIT nodeSelected(next);
}

double GraphCanvas::zoom() const { return d_->zoom; }

void GraphCanvas::zoomBy(double factor) { d_->setZoom(d_->zoom * factor, QRectF(viewport()->rect()).center()); }

void GraphCanvas::fitWidth() {
  const double wide = viewport()->width() / (d_->layout.width + 2 * kBorder);
  d_->zoom = std::clamp(wide, kLegible, 1.0);
  d_->fitWanted = false;
  d_->updateBars();
  // The main column is what one reads: it stays in view where there is no room for what runs beside it.
  horizontalScrollBar()->setValue(0);
  if (d_->selected >= 0)
    d_->bringIntoView(d_->selected);
  else
    verticalScrollBar()->setValue(0);
  d_->refresh();
}

void GraphCanvas::fitAll() {
  const double wide = viewport()->width() / (d_->layout.width + 2 * kBorder);
  const double high = viewport()->height() / (d_->layout.height + 2 * kBorder);
  d_->zoom = std::clamp(std::min(wide, high), kLeastZoom, 1.0);
  d_->updateBars();
}

QRectF GraphCanvas::nodeRect(int node) const {
  const QRectF box = d_->boxOf(node);
  return {box.topLeft() * d_->zoom + d_->origin(), box.size() * d_->zoom};
}

void GraphCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), colors().window);
  painter.setRenderHint(QPainter::Antialiasing, d_->zoom >= kDetailZoom);
  painter.save();
  painter.translate(d_->origin());
  painter.scale(d_->zoom, d_->zoom);
  const QRectF shown = d_->visible();
  d_->paintEdges(painter, shown);
  if (d_->zoom >= kTextZoom) d_->paintLabels(painter, shown);
  const QRectF near = shown.adjusted(-8, -8, 8, 8);
  for (int i = 0; i < static_cast<int>(d_->nodes.size()); ++i)
    if (d_->boxOf(i).intersects(near)) d_->paintNode(painter, i);
  painter.restore();
}

void GraphCanvas::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  const QRect inside = viewport()->geometry();
  d_->overview->setGeometry(inside.right() + 1, inside.top(), kOverviewWidth, inside.height());
  d_->footer->setGeometry(0, inside.bottom() + 1, width(), kFooterHeight);
  if (d_->fitWanted && isVisible())
    fitWidth();
  else
    d_->updateBars();
}

void GraphCanvas::showEvent(QShowEvent* event) {
  QAbstractScrollArea::showEvent(event);
  if (d_->fitWanted) fitWidth();
}

void GraphCanvas::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::EnabledChange) viewport()->update();
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
  const auto go = [&](GraphDirection direction) {
    const int next = d_->selected < 0 ? 0 : neighborOf(d_->layout, d_->edges, d_->selected, direction);
    if (next >= 0) select(next);
  };
  QScrollBar* bar = verticalScrollBar();
  switch (event->key()) {
    case Qt::Key_Up:
      return go(GraphDirection::Up);
    case Qt::Key_Down:
      return go(GraphDirection::Down);
    case Qt::Key_Left:
      return go(GraphDirection::Left);
    case Qt::Key_Right:
      return go(GraphDirection::Right);
    case Qt::Key_Home:
      return select(0);
    case Qt::Key_End:
      return select(static_cast<int>(d_->nodes.size()) - 1);
    case Qt::Key_PageUp:
      return bar->setValue(bar->value() - bar->pageStep() * 9 / 10);
    case Qt::Key_PageDown:
      return bar->setValue(bar->value() + bar->pageStep() * 9 / 10);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoomBy(1.25);
    case Qt::Key_Minus:
      return zoomBy(0.8);
    case Qt::Key_0:
      return fitWidth();
    case Qt::Key_9:
      return fitAll();
    default:
      QAbstractScrollArea::keyPressEvent(event);
  }
}

void GraphCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  d_->pressed = event->pos();
  d_->pressedScroll = {horizontalScrollBar()->value(), verticalScrollBar()->value()};
  d_->dragging = false;
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons().testFlag(Qt::LeftButton)) {
    const QPoint moved = event->pos() - d_->pressed;
    if (!d_->dragging && moved.manhattanLength() < kDragDistance) return;
    d_->dragging = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    horizontalScrollBar()->setValue(d_->pressedScroll.x() - moved.x());
    verticalScrollBar()->setValue(d_->pressedScroll.y() - moved.y());
    return;
  }
  const int under = d_->nodeAt(event->pos());
  if (under == d_->hovered) return;
  d_->hovered = under;
  viewport()->setCursor(under >= 0 ? Qt::PointingHandCursor : Qt::OpenHandCursor);
  viewport()->update();
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (!d_->dragging) select(d_->nodeAt(event->pos()));
  d_->dragging = false;
  viewport()->setCursor(d_->hovered >= 0 ? Qt::PointingHandCursor : Qt::OpenHandCursor);
}

void GraphCanvas::wheelEvent(QWheelEvent* event) {
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    d_->setZoom(d_->zoom * std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
    return;
  }
  QAbstractScrollArea::wheelEvent(event);
}

bool GraphCanvas::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int under = d_->nodeAt(help->pos());
    if (under >= 0)
      QToolTip::showText(help->globalPos(), d_->nodes[static_cast<std::size_t>(under)].toolTip, viewport());
    else
      QToolTip::hideText();
    return true;
  }
  if (event->type() == QEvent::Leave && d_->hovered >= 0) {
    d_->hovered = -1;
    viewport()->update();
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace dyadic::widgets
