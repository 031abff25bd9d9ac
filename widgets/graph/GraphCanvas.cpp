// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphCanvas.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr double kBorder = 24;  // around the graph
constexpr double kLeastZoom = 0.02;
constexpr double kMostZoom = 2.5;
constexpr double kLegible = 0.8;    // fitting the width does not go below
constexpr double kReadable = 0.62;  // nor fitting all of it
constexpr int kOverviewWidth = 44;
constexpr int kFooterHeight = 48;
constexpr int kDragDistance = 4;

}  // namespace

struct GraphCanvas::Private {
  explicit Private(GraphCanvas& owner) : canvas(owner) {}

  GraphCanvas& canvas;
  GraphScene scene;
  GraphOverview* overview = nullptr;
  GraphFooter* footer = nullptr;
  QLabel* percent = nullptr;
  std::function<Words(int)> describe;
  double zoom = 1;
  bool wholeWanted = false;  ///< blocks are closed so that one sees all of it
  bool fitWanted = true;     ///< as soon as there is a size to fit into
  int selected = -1;
  int hovered = -1;
  QPoint pressed;
  QPoint pressedScroll;
  bool dragging = false;

  [[nodiscard]] QPointF origin() const {
    const double spare = canvas.viewport()->width() - (scene.layout().width + 2 * kBorder) * zoom;
    return {kBorder * zoom - canvas.horizontalScrollBar()->value() + std::max(0.0, spare / 2),
            kBorder * zoom - canvas.verticalScrollBar()->value()};
  }
  [[nodiscard]] QRectF visible() const {
    const QPointF o = origin();
    return {-o.x() / zoom, -o.y() / zoom, canvas.viewport()->width() / zoom, canvas.viewport()->height() / zoom};
  }
  [[nodiscard]] Words wordsOf(int node) const {
    if (node < 0) return {};
    const GraphNode& drawn = scene.nodes()[static_cast<std::size_t>(node)];
    return describe ? describe(node) : Words{drawn.toolTip, drawn.spoken};
  }
  [[nodiscard]] QRectF onScreen(const QRectF& box) const {
    return {box.topLeft() * zoom + origin(), box.size() * zoom};
  }
  [[nodiscard]] bool isBlock(int node) const {
    return node >= 0 && scene.nodes()[static_cast<std::size_t>(node)].block;
  }
  [[nodiscard]] int nodeAt(const QPoint& position) const { return scene.nodeAt((QPointF(position) - origin()) / zoom); }

  void updateBars() {
    const QSize view = canvas.viewport()->size();
    const auto set = [&](QScrollBar* bar, double length, int page) {
      bar->setRange(0, std::max(0, static_cast<int>(std::ceil((length + 2 * kBorder) * zoom)) - page));
      bar->setPageStep(page);
      bar->setSingleStep(32);
    };
    set(canvas.horizontalScrollBar(), scene.layout().width, view.width());
    set(canvas.verticalScrollBar(), scene.layout().height, view.height());
    refresh();
  }

  void refresh() {
    overview->setVisibleRect(visible());
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
    scrollBy(origin() + fixed * zoom - anchor);
  }

  void setScene(std::vector<GraphNode> nodes, GraphPicture picture) {
    scene.set(std::move(nodes), std::move(picture));
    overview->sceneChanged();
    selected = hovered = -1;
  }

  void scrollBy(const QPointF& moved) {
    canvas.horizontalScrollBar()->setValue(canvas.horizontalScrollBar()->value() + qRound(moved.x()));
    canvas.verticalScrollBar()->setValue(canvas.verticalScrollBar()->value() + qRound(moved.y()));
    refresh();
  }

  /// From the top, or at what is selected.
  void fitTo(double wanted) {
    zoom = wanted;
    fitWanted = false;
    updateBars();
    // The main column is what one reads: it stays in view where there is no room for what runs beside it.
    canvas.horizontalScrollBar()->setValue(
        qRound((scene.layout().mainX + kBorder) * zoom - canvas.viewport()->width() / 2.0));
    if (selected >= 0)
      bringIntoView(selected);
    else
      canvas.verticalScrollBar()->setValue(0);
    refresh();
  }

  /// What is outside comes to the middle, so that one sees where it stands.
  void bringIntoView(int node) {
    const QRectF box = scene.headOf(node).adjusted(-kBorder, -kBorder, kBorder, kBorder);
    const QRectF shown = visible();
    const auto shift = [](double low, double high, double shownLow, double shownHigh) {
      return low < shownLow || high > shownHigh ? (low + high - shownLow - shownHigh) / 2 : 0.0;
    };
    QScrollBar* h = canvas.horizontalScrollBar();
    QScrollBar* v = canvas.verticalScrollBar();
    h->setValue(h->value() + qRound(zoom * shift(box.left(), box.right(), shown.left(), shown.right())));
    v->setValue(v->value() + qRound(zoom * shift(box.top(), box.bottom(), shown.top(), shown.bottom())));
  }
};

GraphCanvas::GraphCanvas(QWidget* parent) : QAbstractScrollArea(parent), d_(std::make_unique<Private>(*this)) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(240, 160);
  viewport()->setMouseTracking(true);
  // The overview takes the place of one, dragging that of the other.
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setCursor(Qt::OpenHandCursor);
  d_->overview = new GraphOverview(d_->scene, this);
  connect(d_->overview, &GraphOverview::wanted, this, [this](double y) {
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(static_cast<int>((y + kBorder) * d_->zoom - bar->pageStep() / 2.0));
  });
  d_->footer = new GraphFooter(this);
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
  add(QStringLiteral("fit"), tr("Fit the width (0); the whole graph (9)"), [this] { fit(); });
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
  std::vector<GraphSize> sizes;
  sizes.reserve(nodes.size());
  for (const GraphNode& node : nodes) {
    sizes.push_back(sizeOf(node));
    sizes.back().label = true;
  }
  setPicture(std::move(nodes), pictureOf(sizes, edges));
  d_->wholeWanted = false;
  if (isVisible()) fit();
}

void GraphCanvas::setPicture(std::vector<GraphNode> nodes, GraphPicture picture) {
  d_->setScene(std::move(nodes), std::move(picture));
  d_->fitWanted = d_->wholeWanted = true;
  if (isVisible()) fit();
}

void GraphCanvas::changePicture(std::vector<GraphNode> nodes, GraphPicture picture, const Fixed& fixed) {
  const bool keep = fixed.from >= 0 && fixed.from < d_->scene.count() && !d_->fitWanted;
  const QPointF before = keep ? nodeRect(fixed.from).topLeft() : QPointF();
  d_->setScene(std::move(nodes), std::move(picture));
  if (d_->fitWanted) return;
  d_->updateBars();
  if (keep && fixed.to >= 0 && fixed.to < d_->scene.count()) d_->scrollBy(nodeRect(fixed.to).topLeft() - before);
}

void GraphCanvas::setNodes(std::vector<GraphNode> nodes) {
  d_->scene.setNodes(std::move(nodes));
  viewport()->update();
}

void GraphCanvas::setNodeColors(std::vector<QColor> colors) {
  d_->scene.colors = std::move(colors);
  d_->overview->sceneChanged();
  d_->refresh();
}

void GraphCanvas::setDescriber(std::function<Words(int node)> describe) { d_->describe = std::move(describe); }

void GraphCanvas::setScale(const GraphScale& scale) { d_->footer->setScale(scale); }

int GraphCanvas::selected() const { return d_->selected; }

void GraphCanvas::highlight(int node) {
  d_->selected = node >= 0 && node < d_->scene.count() ? node : -1;
  viewport()->update();
}

void GraphCanvas::select(int node) {
  const int next = node >= 0 && node < d_->scene.count() ? node : -1;
  if (next >= 0 && !d_->fitWanted) d_->bringIntoView(next);
  if (next == d_->selected) return;
  d_->selected = next;
  setAccessibleDescription(d_->wordsOf(next).spoken);
  QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&changed);
  viewport()->update();
  Q_EMIT nodeSelected(next);
}

double GraphCanvas::zoom() const { return d_->zoom; }

void GraphCanvas::zoomBy(double factor) { d_->setZoom(d_->zoom * factor, QRectF(viewport()->rect()).center()); }

void GraphCanvas::fitWidth() {
  const double wide = viewport()->width() / (d_->scene.layout().width + 2 * kBorder);
  d_->fitTo(std::clamp(wide, kLegible, 1.0));
}

void GraphCanvas::fitAll() {
  const double wide = viewport()->width() / (d_->scene.layout().width + 2 * kBorder);
  const double high = viewport()->height() / (d_->scene.layout().height + 2 * kBorder);
  d_->zoom = std::clamp(std::min(wide, high), kLeastZoom, 1.0);
  d_->fitWanted = false;
  d_->updateBars();
}

void GraphCanvas::fit() {
  if (!d_->wholeWanted) return fitWidth();
  const double high = viewport()->height() / (d_->scene.layout().height + 2 * kBorder);
  const double wide = viewport()->width() / (d_->scene.layout().width + 2 * kBorder);
  if (std::min(wide, high) >= kReadable)
    fitAll();
  else
    d_->fitTo(kLegible);  // more of it than at full size
}

QRectF GraphCanvas::nodeRect(int node) const { return d_->onScreen(d_->scene.boxOf(node)); }

QRectF GraphCanvas::foldRect(int node) const { return d_->onScreen(d_->scene.foldBoxOf(node)); }

const GraphScene& GraphCanvas::scene() const { return d_->scene; }

void GraphCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), colors().window);
  painter.translate(d_->origin());
  painter.scale(d_->zoom, d_->zoom);
  d_->scene.paint(painter, {d_->visible(), d_->zoom, d_->selected, d_->hovered});
}

void GraphCanvas::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  const QRect inside = viewport()->geometry();
  d_->overview->setGeometry(inside.right() + 1, inside.top(), kOverviewWidth, inside.height());
  d_->footer->setGeometry(0, inside.bottom() + 1, width(), kFooterHeight);
  if (d_->fitWanted && isVisible())
    fit();
  else
    d_->updateBars();
}

void GraphCanvas::showEvent(QShowEvent* event) {
  QAbstractScrollArea::showEvent(event);
  if (d_->fitWanted) fit();
}

void GraphCanvas::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::EnabledChange) viewport()->update();
}

void GraphCanvas::keyPressEvent(QKeyEvent* event) {
  const auto go = [&](GraphDirection direction) {
    const int next = d_->selected < 0 ? 0 : neighborOf(d_->scene.picture(), d_->selected, direction);
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
      return select(d_->scene.count() - 1);
    case Qt::Key_PageUp:
      return bar->setValue(bar->value() - bar->pageStep() * 9 / 10);
    case Qt::Key_PageDown:
      return bar->setValue(bar->value() + bar->pageStep() * 9 / 10);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoomBy(1.25);
    case Qt::Key_Minus:
      return zoomBy(0.8);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      if (d_->isBlock(d_->selected)) Q_EMIT foldRequested(d_->selected);
      return;
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
  const bool click = !std::exchange(d_->dragging, false);
  viewport()->setCursor(d_->hovered >= 0 ? Qt::PointingHandCursor : Qt::OpenHandCursor);
  if (!click) return;
  const int under = d_->nodeAt(event->pos());
  if (d_->isBlock(under) && foldRect(under).contains(event->position()))
    Q_EMIT foldRequested(under);
  else
    select(under);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  d_->pressed = event->pos();
  const int under = d_->nodeAt(event->pos());
  if (event->button() == Qt::LeftButton && d_->isBlock(under) && !foldRect(under).contains(event->position()))
    Q_EMIT foldRequested(under);
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
      QToolTip::showText(help->globalPos(), d_->wordsOf(under).toolTip, viewport());
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
