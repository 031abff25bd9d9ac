// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/Plot.h"

#include <QContextMenuEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QPdfWriter>
#include <QSaveFile>
#include <QShortcut>
#include <QStackedLayout>
#include <QSvgGenerator>
#include <QTimer>
#include <QToolTip>

#include "widgets/plots/PlotParts.h"
#include "widgets/theme/Icons.h"

namespace dyadic::widgets {
namespace {

constexpr int kUnitsPerInch = 720;  // a tenth of a point: font sizes are whole numbers of units
constexpr double kMmPerInch = 25.4;

PlotStyle paperStyle(const FigureStyle& figure) {
  PlotStyle style;
  style.paper = true;
  style.legend = figure.legend;
  style.colors = colorsOf(figure.dark ? Theme::Dark : Theme::Light);
  if (!figure.dark) {
    style.colors.text = Qt::black;
    style.colors.plotAxis = QColor(0x50, 0x50, 0x50);
    style.colors.plotGrid = QColor(0xe0, 0xe0, 0xe0);
  }
  const double units = figure.pointSize * kUnitsPerInch / 72;
  style.font = QFont(figure.fontFamily.isEmpty() ? QStringLiteral("Helvetica") : figure.fontFamily);
  style.font.setPixelSize(std::max(1, qRound(units)));
  style.font.setHintingPreference(QFont::PreferNoHinting);
  style.unit = units / 12;  // distances on the screen are made for a text of 12 pixels
  style.line = figure.lineWidthPt * kUnitsPerInch / 72;
  return style;
}

QString csvField(QString field) {
  if (!field.contains(QLatin1Char(',')) && !field.contains(QLatin1Char('"')) && !field.contains(QLatin1Char('\n'))) {
    return field;
  }
  field.replace(QLatin1Char('"'), QStringLiteral("\"\""));
  return QLatin1Char('"') + field + QLatin1Char('"');
}

QByteArray csvLine(const QStringList& fields) {
  QStringList quoted;
  for (const QString& field : fields) quoted << csvField(field);
  return quoted.join(QLatin1Char(',')).toUtf8() + "\n";
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
  // Hidden behind the empty text, the canvas still has an old size, and the labels that fit depend on it.
  d_->canvas->resize(size());
  d_->canvas->setViewport(rect());
  const QCPRange zoom = d_->canvas->xAxis->range();
  resetCanvas(*d_->canvas, screenStyle());
  draw(*d_->canvas, screenStyle());
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
        QToolTip::showText(mouse->globalPosition().toPoint(), readout(*d_->canvas, mouse->position()), d_->canvas);
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

QString Plot::writeFigure(QIODevice& file, const QString& suffix, const FigureStyle& figure) const {
  const QSize size(qRound(figure.widthMm / kMmPerInch * kUnitsPerInch),
                   qRound(figure.heightMm / kMmPerInch * kUnitsPerInch));
  const PlotStyle style = paperStyle(figure);
  QCustomPlot canvas;
  prepareCanvas(canvas);
  canvas.setViewport(QRect(QPoint(0, 0), size));
  resetCanvas(canvas, style);
  draw(canvas, style);
  const auto paint = [&](QPaintDevice* device, double scale) {
    QCPPainter painter;
    if (!painter.begin(device)) return false;
    painter.scale(scale, scale);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setMode(QCPPainter::pmVectorized);
    canvas.toPainter(&painter, size.width(), size.height());
    return painter.end();
  };
  bool written = false;
  if (suffix == QLatin1String("pdf")) {
    QPdfWriter writer(&file);
    writer.setResolution(kUnitsPerInch);
    writer.setPageSize(
        QPageSize(QSizeF(figure.widthMm, figure.heightMm), QPageSize::Millimeter, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(kind());
    writer.setCreator(QStringLiteral("Dyadic"));
    written = paint(&writer, 1);
  } else if (suffix == QLatin1String("svg")) {
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setResolution(kUnitsPerInch);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(kind());
    written = paint(&generator, 1);
  } else {
    const double scale = static_cast<double>(figure.dpi) / kUnitsPerInch;
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull()) return tr("A picture of %1 × %2 mm is too large.").arg(figure.widthMm).arg(figure.heightMm);
    image.fill(style.colors.surface);
    image.setDotsPerMeterX(qRound(figure.dpi / kMmPerInch * 1000));
    image.setDotsPerMeterY(qRound(figure.dpi / kMmPerInch * 1000));
    written = paint(&image, scale) && image.save(&file, "PNG");
  }
  return written ? QString() : tr("The figure could not be drawn.");
}

QString Plot::exportTo(const QString& path, const FigureStyle& style) const {
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (isEmpty()) return tr("There is nothing to plot, so that %1 was not written.").arg(path);
  if (!QStringList{QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png"), QStringLiteral("csv")}.contains(
          suffix)) {
    return tr("%1 cannot be written: the name must end in .pdf, .svg, .png or .csv.").arg(path);
  }
  const auto sensible = [](double mm) { return mm >= 10 && mm <= 2000; };
  if (!sensible(style.widthMm) || !sensible(style.heightMm) || !(style.pointSize >= 1 && style.pointSize <= 200) ||
      !(style.lineWidthPt > 0 && style.lineWidthPt <= 50) || style.dpi < 30 || style.dpi > 2400) {
    return tr("%1 was not written: width and height must be 10 to 2000 mm, text 1 to 200 pt, lines at most 50 pt, and "
              "the "
              "resolution 30 to 2400 dpi.")
        .arg(path);
  }
  QSaveFile file(path);
  QString problem;
  if (!file.open(QIODevice::WriteOnly)) {
    return tr("%1 cannot be written: %2. Choose another folder.").arg(path, file.errorString());
  }
  if (suffix == QLatin1String("csv")) {
    const Table values = table();
    file.write(csvLine(values.header));
    for (const QStringList& row : values.rows) file.write(csvLine(row));
  } else {
    problem = writeFigure(file, suffix, style);
  }
  if (!problem.isEmpty()) {
    file.cancelWriting();
    return tr("%1 was not written. %2").arg(path, problem);
  }
  if (!file.commit()) return tr("%1 cannot be written: %2. Is the disk full?").arg(path, file.errorString());
  return {};
}

}  // namespace dyadic::widgets
