// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/FigureDialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>

#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/PathChooser.h"
#include "widgets/controls/Segmented.h"
#include "widgets/controls/Switch.h"
#include "widgets/plots/Plot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

/// The figure as it will be, scaled into the room that is there.
class Preview : public QWidget {
 public:
  Preview() { setMinimumSize(380, 300); }
  void setImage(const QImage& image) {
    image_ = image;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().hover);
    painter.drawRoundedRect(rect(), kSpace, kSpace);
    if (image_.isNull()) return;
    const QSize room = size() - QSize(2 * kMargin, 2 * kMargin);
    QRect target(QPoint(), image_.size().scaled(room, Qt::KeepAspectRatio));
    target.moveCenter(rect().center());
    const double ratio = devicePixelRatioF();
    painter.drawImage(target, image_.scaled(target.size() * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  }

 private:
  QImage image_;
};

}  // namespace

struct FigureDialog::Private {
  QPointer<Plot> plot;
  QFormLayout* form = nullptr;
  QComboBox* preset = nullptr;
  Segmented* format = nullptr;
  NumberEdit* width = nullptr;
  NumberEdit* height = nullptr;
  NumberEdit* points = nullptr;
  NumberEdit* line = nullptr;
  NumberEdit* dpi = nullptr;
  QComboBox* family = nullptr;
  QComboBox* legend = nullptr;
  QComboBox* palette = nullptr;
  Switch* grid = nullptr;
  PathChooser* path = nullptr;
  QLabel* problem = nullptr;
  Preview* preview = nullptr;
  QPushButton* save = nullptr;
  QPushButton* copy = nullptr;
  QTimer later;
  QTemporaryDir folder;

  void show(const FigureStyle& style) const {
    width->setValue(style.widthMm);
    height->setValue(style.heightMm);
    points->setValue(style.pointSize);
    line->setValue(style.lineWidthPt);
    dpi->setValue(style.dpi);
  }
  [[nodiscard]] QString suffix() const {
    return figureFormats()[static_cast<std::size_t>(std::max(format->current(), 0))];
  }
  /// What a format does not know cannot be set.
  void enableFields() const {
    const bool drawn = suffix() != QLatin1String("csv");
    for (QWidget* field :
         std::initializer_list<QWidget*>{preset, width, height, points, line, family, legend, palette, grid})
      field->setEnabled(drawn);
    dpi->setEnabled(suffix() == QLatin1String("png"));
  }
  [[nodiscard]] QString numberProblem() const {
    for (const NumberEdit* edit : {width, height, points, line, dpi}) {
      if (!edit->problem().isEmpty()) return edit->accessibleName() + QStringLiteral(": ") + edit->problem();
    }
    return {};
  }
};

FigureDialog::FigureDialog(Plot& plot, const QString& folder, QWidget* parent)
    : QDialog(parent), d_(std::make_unique<Private>()) {
  d_->plot = &plot;
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Export figure"));
  connect(&plot, &QObject::destroyed, this, &QDialog::reject);
  d_->later.setSingleShot(true);
  d_->later.setInterval(150);
  connect(&d_->later, &QTimer::timeout, this, &FigureDialog::updatePreview);

  d_->form = new QFormLayout;
  d_->form->setHorizontalSpacing(kMargin);
  d_->form->setVerticalSpacing(kSpace);
  addSizes();
  addLooks();
  addTarget();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  d_->save = buttons->button(QDialogButtonBox::Save);
  d_->save->setProperty("primary", true);
  d_->copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
  d_->copy->setToolTip(tr("To the clipboard: a picture, or the text of CSV and TeX"));
  d_->problem = problemLabel();
  d_->preview = new Preview;
  auto* left = new QVBoxLayout;
  left->addLayout(d_->form);
  left->addWidget(d_->problem);
  left->addStretch(1);
  left->addWidget(buttons);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  row->setSpacing(kMargin);
  row->addLayout(left);
  row->addWidget(d_->preview, 1);
  resize(900, 540);

  d_->path->setPath(QDir(folder).filePath(plot.kind() + QStringLiteral(".pdf")));
  d_->show(FigureStyle());
  d_->enableFields();
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, &FigureDialog::save);
  connect(d_->copy, &QPushButton::clicked, this, &FigureDialog::copy);
  updatePreview();
}

QComboBox* FigureDialog::addChoice(const QString& label, const QStringList& names, const QStringList& ids) {
  auto* box = new QComboBox;
  for (int i = 0; i < ids.size(); ++i) box->addItem(names.value(i, ids[i]), ids[i]);
  box->setAccessibleName(QString(label).remove(QLatin1Char('&')));
  d_->form->addRow(label, box);
  connect(box, &QComboBox::activated, this, [this] { d_->later.start(); });
  return box;
}

void FigureDialog::addSizes() {
  const auto presets = FigureStyle::presets();
  d_->preset =
      addChoice(tr("P&reset"), {tr("IEEE column"), tr("IEEE page width"), tr("Springer column"), tr("Slide 16:9")},
                QStringList(presets.begin(), presets.end()));
  connect(d_->preset, &QComboBox::activated, this,
          [this] { d_->show(FigureStyle::fromPreset(d_->preset->currentData().toString()).value_or(FigureStyle())); });
  const auto addNumber = [&](const QString& label, const QString& unit, const Range& range, double step) {
    auto* edit = new NumberEdit(
        {.integer = step >= 1, .minimum = range.low, .maximum = range.high, .unit = unit, .step = step, .hint = {}});
    edit->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    d_->form->addRow(label, edit);
    connect(edit, &NumberEdit::edited, this, [this] { d_->later.start(); });
    return edit;
  };
  d_->width = addNumber(tr("&Width"), tr("mm"), {10, 2000}, 0.5);
  d_->height = addNumber(tr("&Height"), tr("mm"), {10, 2000}, 0.5);
  d_->points = addNumber(tr("&Text"), tr("pt"), {1, 200}, 0.5);
  d_->line = addNumber(tr("&Line"), tr("pt"), {0.1, 50}, 0.5);
  d_->dpi = addNumber(tr("Resol&ution"), tr("dpi"), {30, 2400}, 50);
}

void FigureDialog::addLooks() {
  QStringList families(QString{});
  families << QFontDatabase::families(QFontDatabase::Latin);
  d_->family = addChoice(tr("&Font"), {tr("Sans serif")}, families);
  d_->family->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  d_->family->setMinimumContentsLength(14);
  QStringList places;
  for (const auto& [id, place] : legendPlaces()) places << id;
  d_->legend = addChoice(tr("L&egend"),
                         {tr("Above"), tr("Below"), tr("Inside, top left"), tr("Inside, top right"),
                          tr("Inside, bottom left"), tr("Inside, bottom right"), tr("None")},
                         places);
  QStringList palettes;
  for (const auto& [id, palette] : figurePalettes()) palettes << id;
  d_->palette = addChoice(tr("&Colours"), {tr("Okabe and Ito"), tr("Tol, bright"), tr("Greys")}, palettes);
  d_->palette->setToolTip(tr("Every palette can be told apart by colour-blind readers."));
  d_->grid = new Switch;
  d_->grid->setChecked(true);
  d_->grid->setAccessibleName(tr("Grid"));
  d_->form->addRow(tr("&Grid"), d_->grid);
  connect(d_->grid, &Switch::toggled, this, [this] { d_->later.start(); });
}

void FigureDialog::addTarget() {
  d_->format = new Segmented({tr("PDF"), tr("SVG"), tr("PNG"), tr("CSV"), tr("TeX")});
  d_->format->setToolTip(tr("TeX is a pgfplots figure with its data: for \\input, or for pdflatex on its own."));
  d_->form->addRow(tr("Format"), d_->format);
  d_->path = new PathChooser({.kind = PathChooser::Kind::SaveFile,
                              .title = tr("Save the figure as"),
                              .filter = tr("Figures and data (*.pdf *.svg *.png *.csv *.tex)")});
  d_->path->setMinimumWidth(260);
  d_->form->addRow(tr("F&ile"), d_->path);
  connect(d_->format, &Segmented::currentChanged, this, [this] {
    const QFileInfo file(d_->path->path());
    d_->path->setPath(QDir(file.path()).filePath(file.completeBaseName() + QLatin1Char('.') + d_->suffix()));
    d_->enableFields();
    d_->later.start();
  });
  connect(d_->path, &PathChooser::chosen, this, [this](const QString& path) {
    const auto& formats = figureFormats();
    const auto found = std::find(formats.begin(), formats.end(), QFileInfo(path).suffix().toLower());
    if (found != formats.end()) d_->format->setCurrent(static_cast<int>(found - formats.begin()));
    d_->enableFields();
  });
}

FigureDialog::~FigureDialog() = default;

FigureStyle FigureDialog::style() const {
  FigureStyle style = FigureStyle::fromPreset(d_->preset->currentData().toString()).value_or(FigureStyle());
  style.widthMm = d_->width->value().value_or(style.widthMm);
  style.heightMm = d_->height->value().value_or(style.heightMm);
  style.pointSize = d_->points->value().value_or(style.pointSize);
  style.lineWidthPt = d_->line->value().value_or(style.lineWidthPt);
  style.fontFamily = d_->family->currentData().toString();
  style.legend = legendPlaces()[static_cast<std::size_t>(std::max(d_->legend->currentIndex(), 0))].second;
  style.palette = figurePalettes()[static_cast<std::size_t>(std::max(d_->palette->currentIndex(), 0))].second;
  style.grid = d_->grid->isChecked();
  style.dpi = static_cast<int>(d_->dpi->value().value_or(style.dpi));
  return style;
}

QString FigureDialog::path() const { return d_->path->path(); }

void FigureDialog::updatePreview() {
  const QString wrong = d_->numberProblem();
  showProblem(*d_->problem, wrong);
  for (QPushButton* button : {d_->save, d_->copy})
    button->setEnabled(wrong.isEmpty() && d_->plot && !d_->plot->isEmpty());
  if (!wrong.isEmpty() || !d_->plot) return;
  FigureStyle style = this->style();
  style.dpi = std::clamp(static_cast<int>(1600 / (std::max(style.widthMm, style.heightMm) / 25.4)), 30, 400);
  const QString file = d_->folder.filePath(QStringLiteral("preview.png"));
  if (d_->plot->exportTo(file, style).isEmpty()) d_->preview->setImage(QImage(file));
}

void FigureDialog::copy() {
  if (!d_->plot) return;
  const QString wrong = d_->plot->copyTo(*QGuiApplication::clipboard(), d_->suffix(), style());
  showProblem(*d_->problem, wrong);
  d_->copy->setText(wrong.isEmpty() ? tr("Copied") : tr("&Copy"));
  QTimer::singleShot(1500, d_->copy, [button = d_->copy] { button->setText(tr("&Copy")); });
}

void FigureDialog::save() {
  if (!d_->plot) return;
  const QString target = path();
  const QString wrong = d_->plot->exportTo(target, style());
  showProblem(*d_->problem, wrong);
  if (!wrong.isEmpty()) return;
  Q_EMIT saved(target);
  accept();
}

}  // namespace dyadic::widgets
