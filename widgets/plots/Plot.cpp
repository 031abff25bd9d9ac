// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/Plot.h"

#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSaveFile>
#include <QShortcut>
#include <QStackedLayout>
#include <QTimer>
#include <QToolTip>
#include <algorithm>

#include "widgets/controls/Glossary.h"
#include "widgets/plots/PaperCanvas.h"
#include "widgets/plots/Pgfplots.h"
#include "widgets/plots/PlotPainter.h"
#include "widgets/theme/Icons.h"

namespace dyadic::widgets {
namespace {

bool isSensible(const FigureStyle& style) {
  const auto fits = [](double mm) { return mm >= 10 && mm <= 2000; };
  return fits(style.widthMm) && fits(style.heightMm) && style.pointSize >= 1 && style.pointSize <= 200 &&
         style.lineWidthPt > 0 && style.lineWidthPt <= 50 && style.dpi >= 30 && style.dpi <= 2400;
}

/// What the quantity of the axis below or beside the plot means, where its label is.
QString axisTip(const QCustomPlot& canvas, const QPoint& at) {
  const QRect inside = canvas.axisRect()->rect();
  if (inside.contains(at)) return {};
  const QCPAxis* axis = at.y() > inside.bottom()  ? canvas.xAxis
                        : at.x() > inside.right() ? canvas.yAxis2
                        : at.x() < inside.left()  ? canvas.yAxis
                                                  : nullptr;
  return axis && axis->visible() ? tipOfLabel(axis->label()) : QString();
}

}  // namespace

struct Plot::Private {
  QStackedLayout* pages = nullptr;
  QCustomPlot* canvas = nullptr;
  QLabel* empty = nullptr;
  bool stale = true;    ///< the canvas does not show the values
  bool queued = false;  ///< a redraw is waiting in the event loop
  bool zoomed = false;  ///< by the user: redrawing keeps the range
};

Plot::Plot(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->canvas = new QCustomPlot;
  d_->canvas->installEventFilter(this);
  d_->canvas->setContextMenuPolicy(Qt::NoContextMenu);
  prepareCanvas(*d_->canvas);
  d_->empty = new QLabel;
  d_->empty->setAlignment(Qt::AlignCenter);
  d_->empty->setWordWrap(true);
  d_->empty->setMargin(kMargin);
  d_->empty->setProperty("muted", true);
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(d_->canvas);
  setFocusPolicy(Qt::ClickFocus);
  auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), this);
  shortcut->setContext(Qt::WidgetWithChildrenShortcut);
  connect(shortcut, &QShortcut::activated, this, [this] {
    if (!isEmpty()) Q_EMIT exportRequested();
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, &Plot::refresh);
}

Plot::~Plot() = default;

void Plot::setEmptyText(const QString& text) { d_->empty->setText(text); }
QString Plot::emptyText() const { return d_->empty->text(); }
QSize Plot::sizeHint() const { return {420, 260}; }
QSize Plot::minimumSizeHint() const { return {160, 120}; }
void Plot::clicked(const QCustomPlot&, const QPointF&) {}

void Plot::refresh() {
  d_->stale = true;
  if (d_->queued || !isVisible()) return;
  d_->queued = true;
  QTimer::singleShot(0, this, [this] {
    d_->queued = false;
    if (d_->stale && isVisible()) redraw();
  });
}

void Plot::redraw() {
  d_->stale = false;
  if (!hasData()) {
    d_->zoomed = false;
    d_->pages->setCurrentWidget(d_->empty);
    return;
  }
  if (size().isEmpty()) {  // squeezed away: there is nothing to draw on
    d_->stale = true;
    return;
  }
  // Hidden behind the empty text, the canvas still has an old size, and the labels that fit depend on it.
  d_->canvas->resize(size());
  d_->canvas->setViewport(rect());
  const QCPRange zoom = d_->canvas->xAxis->range();
  resetCanvas(*d_->canvas, screenStyle());
  static_cast<void>(paintPlot(*d_->canvas, describe(Medium::Screen), screenStyle()));
  if (isZoomable()) {
    d_->canvas->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    d_->canvas->axisRect()->setRangeDrag(Qt::Horizontal);
    d_->canvas->axisRect()->setRangeZoom(Qt::Horizontal);
  }
  if (d_->zoomed) d_->canvas->xAxis->setRange(zoom);
  d_->pages->setCurrentWidget(d_->canvas);
  d_->canvas->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::resetZoom() {
  d_->zoomed = false;
  refresh();
}

void Plot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) refresh();
  QWidget::changeEvent(event);
}

void Plot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (d_->stale) redraw();
}

void Plot::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();  // how many labels fit depends on the size
}

void Plot::fillMenu(QMenu&) {}

void Plot::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  fillMenu(menu);
  if (!menu.isEmpty()) menu.addSeparator();
  QAction* fit = menu.addAction(icon(QStringLiteral("reset")), tr("&Fit to data"), this, &Plot::resetZoom);
  fit->setEnabled(d_->zoomed);
  QAction* save = menu.addAction(icon(QStringLiteral("image")), tr("&Export figure…"), this, &Plot::exportRequested);
  save->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
  save->setEnabled(!isEmpty());
  menu.exec(event->globalPos());
}

bool Plot::eventFilter(QObject* watched, QEvent* event) {
  if (watched != d_->canvas) return QWidget::eventFilter(watched, event);
  const bool zoomable = d_->canvas->interactions().testFlag(QCP::iRangeZoom);
  switch (event->type()) {
    case QEvent::MouseMove: {
      auto* mouse = static_cast<QMouseEvent*>(event);
      if (mouse->buttons() == Qt::LeftButton) {
        d_->zoomed = d_->zoomed || zoomable;
        QToolTip::hideText();
      } else {
        QString text = readout(*d_->canvas, mouse->position());
        if (text.isEmpty()) text = axisTip(*d_->canvas, mouse->position().toPoint());
        QToolTip::showText(mouse->globalPosition().toPoint(), text, d_->canvas);
      }
      break;
    }
    case QEvent::MouseButtonPress: {
      auto* mouse = static_cast<QMouseEvent*>(event);
      if (mouse->button() == Qt::LeftButton) clicked(*d_->canvas, mouse->position());
      break;
    }
    case QEvent::MouseButtonDblClick:
      resetZoom();
      break;
    case QEvent::Wheel:
      d_->zoomed = d_->zoomed || zoomable;
      if (!zoomable) {
        event->ignore();  // lets a scroll area around the plot scroll
        return true;
      }
      break;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

QByteArray Plot::svg(const FigureStyle& style) const {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  return draw(buffer, QStringLiteral("svg"), style).isEmpty() ? buffer.data() : QByteArray();
}

QString Plot::libraryVersion() { return QStringLiteral("QCustomPlot " QCUSTOMPLOT_VERSION_STR); }

QString Plot::copyTo(QClipboard& clipboard, const QString& suffix, const FigureStyle& style) const {
  const bool text = suffix == QLatin1String("csv") || suffix == QLatin1String("tex");
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  if (const QString problem = draw(buffer, text ? suffix : QStringLiteral("png"), style); !problem.isEmpty())
    return problem;
  auto* copied = new QMimeData;
  if (text) {
    copied->setText(QString::fromUtf8(buffer.data()));
  } else {
    copied->setImageData(QImage::fromData(buffer.data()));
    copied->setData(QStringLiteral("image/svg+xml"), svg(style));
  }
  clipboard.setMimeData(copied);
  return {};
}

QString Plot::draw(QIODevice& out, const QString& format, const FigureStyle& style) const {
  if (isEmpty()) return tr("There is nothing to plot.");
  const auto& formats = figureFormats();
  if (std::find(formats.begin(), formats.end(), format) == formats.end())
    return tr("Its name must end in .pdf, .svg, .png, .csv or .tex.");
  if (!isSensible(style)) {
    return tr(
        "Width and height must be 10 to 2000 mm, text 1 to 200 pt, lines at most 50 pt, and the resolution 30 to "
        "2400 dpi.");
  }
  const PlotData shown = describe(Medium::Paper);
  if (format == QLatin1String("csv")) {
    out.write(csvOf(shown));
    return {};
  }
  const PaperCanvas paper(shown, style);
  const QString error = tr("The figure could not be drawn.");
  if (format == QLatin1String("tex")) {
    out.write(pgfplotsOf(shown, style, paper.layout()));
    return {};
  }
  if (format == QLatin1String("pdf")) return paper.writePdf(out, kind()) ? QString() : error;
  if (format == QLatin1String("svg")) return paper.writeSvg(out, kind()) ? QString() : error;
  const QImage image = paper.image();
  if (image.isNull()) return tr("A picture of %1 × %2 mm is too large.").arg(style.widthMm).arg(style.heightMm);
  return image.save(&out, "PNG") ? QString() : error;
}

QString Plot::exportTo(const QString& path, const FigureStyle& style) const {
  QBuffer drawn;
  drawn.open(QIODevice::WriteOnly);
  if (const QString problem = draw(drawn, QFileInfo(path).suffix().toLower(), style); !problem.isEmpty())
    return tr("%1 was not written. %2").arg(path, problem);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly))
    return tr("%1 cannot be written: %2. Choose another folder.").arg(path, file.errorString());
  if (file.write(drawn.data()) != drawn.size() || !file.commit())
    return tr("%1 cannot be written: %2. Is the disk full?").arg(path, file.errorString());
  return {};
}

}  // namespace dyadic::widgets
