// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/FigureDialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>
#include <array>

#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/PathChooser.h"
#include "widgets/controls/Segmented.h"
#include "widgets/controls/Switch.h"
#include "widgets/plots/Plot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

const std::array<const char*, 4> kFormats = {"pdf", "svg", "png", "csv"};

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
  QComboBox* preset = nullptr;
  Segmented* format = nullptr;
  NumberEdit* width = nullptr;
  NumberEdit* height = nullptr;
  NumberEdit* points = nullptr;
  NumberEdit* line = nullptr;
  QComboBox* family = nullptr;
  Switch* legend = nullptr;
  PathChooser* path = nullptr;
  QLabel* problem = nullptr;
  Preview* preview = nullptr;
  QPushButton* save = nullptr;
  QTimer later;
  QTemporaryDir folder;

  void show(const FigureStyle& style) const {
    width->setValue(style.widthMm);
    height->setValue(style.heightMm);
    points->setValue(style.pointSize);
    line->setValue(style.lineWidthPt);
  }
  [[nodiscard]] QString numberProblem() const {
    for (const NumberEdit* edit : {width, height, points, line}) {
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

  auto* form = new QFormLayout;
  form->setHorizontalSpacing(kMargin);
  form->setVerticalSpacing(kSpace);
  d_->preset = new QComboBox;
  const QStringList names = {tr("IEEE column"), tr("IEEE page width"), tr("Springer column"), tr("Slide 16:9")};
  const auto presets = FigureStyle::presets();
  for (std::size_t i = 0; i < presets.size(); ++i) d_->preset->addItem(names.value(static_cast<int>(i)), presets[i]);
  form->addRow(tr("P&reset"), d_->preset);
  const auto addNumber = [&](const QString& label, const QString& unit, double low, double high) {
    auto* edit =
        new NumberEdit({.integer = false, .minimum = low, .maximum = high, .unit = unit, .step = 0.5, .hint = {}});
    edit->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    form->addRow(label, edit);
    connect(edit, &NumberEdit::edited, this, [this] { d_->later.start(); });
    return edit;
  };
  d_->width = addNumber(tr("&Width"), tr("mm"), 10, 2000);
  d_->height = addNumber(tr("&Height"), tr("mm"), 10, 2000);
  d_->points = addNumber(tr("&Text"), tr("pt"), 1, 200);
  d_->line = addNumber(tr("&Line"), tr("pt"), 0.1, 50);
  d_->family = new QComboBox;
  d_->family->addItem(tr("Sans serif"), QString());
  for (const QString& family : QFontDatabase::families(QFontDatabase::Latin)) d_->family->addItem(family, family);
  d_->family->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  d_->family->setMinimumContentsLength(14);
  form->addRow(tr("&Font"), d_->family);
  d_->legend = new Switch;
  d_->legend->setChecked(true);
  d_->legend->setAccessibleName(tr("Legend"));
  form->addRow(tr("L&egend"), d_->legend);
  d_->format = new Segmented({tr("PDF"), tr("SVG"), tr("PNG"), tr("CSV")});
  form->addRow(tr("Format"), d_->format);
  d_->path = new PathChooser({.kind = PathChooser::Kind::SaveFile,
                              .title = tr("Save the figure as"),
                              .filter = tr("Figures and data (*.pdf *.svg *.png *.csv)")});
  form->addRow(tr("F&ile"), d_->path);

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  d_->save = buttons->button(QDialogButtonBox::Save);
  d_->save->setProperty("primary", true);
  d_->problem = problemLabel();
  d_->preview = new Preview;
  auto* left = new QVBoxLayout;
  left->addLayout(form);
  left->addWidget(d_->problem);
  left->addStretch(1);
  left->addWidget(buttons);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  row->setSpacing(kMargin);
  row->addLayout(left);
  d_->path->setMinimumWidth(260);
  row->addWidget(d_->preview, 1);
  resize(840, 460);

  d_->path->setPath(QDir(folder).filePath(plot.kind() + QStringLiteral(".pdf")));
  d_->show(FigureStyle());
  d_->later.setSingleShot(true);
  d_->later.setInterval(150);
  connectFields();
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, &FigureDialog::save);
  updatePreview();
}

FigureDialog::~FigureDialog() = default;

void FigureDialog::connectFields() {
  connect(&d_->later, &QTimer::timeout, this, &FigureDialog::updatePreview);
  connect(d_->preset, &QComboBox::activated, this, [this] {
    d_->show(FigureStyle::fromPreset(d_->preset->currentData().toString()).value_or(FigureStyle()));
    d_->later.start();
  });
  connect(d_->family, &QComboBox::activated, this, [this] { d_->later.start(); });
  connect(d_->legend, &Switch::toggled, this, [this] { d_->later.start(); });
  connect(d_->format, &Segmented::currentChanged, this, [this](int index) {
    const QFileInfo file(d_->path->path());
    d_->path->setPath(QDir(file.path())
                          .filePath(file.completeBaseName() + QLatin1Char('.') +
                                    QLatin1String(kFormats[static_cast<std::size_t>(index)])));
    d_->later.start();
  });
  connect(d_->path, &PathChooser::chosen, this, [this](const QString& path) {
    for (std::size_t i = 0; i < kFormats.size(); ++i) {
      if (QFileInfo(path).suffix().toLower() == QLatin1String(kFormats[i])) d_->format->setCurrent(static_cast<int>(i));
    }
  });
}

FigureStyle FigureDialog::style() const {
  FigureStyle style = FigureStyle::fromPreset(d_->preset->currentData().toString()).value_or(FigureStyle());
  style.widthMm = d_->width->value().value_or(style.widthMm);
  style.heightMm = d_->height->value().value_or(style.heightMm);
  style.pointSize = d_->points->value().value_or(style.pointSize);
  style.lineWidthPt = d_->line->value().value_or(style.lineWidthPt);
  style.fontFamily = d_->family->currentData().toString();
  style.legend = d_->legend->isChecked();
  return style;
}

QString FigureDialog::path() const { return d_->path->path(); }

void FigureDialog::updatePreview() {
  const QString wrong = d_->numberProblem();
  showProblem(*d_->problem, wrong);
  d_->save->setEnabled(wrong.isEmpty() && d_->plot && !d_->plot->isEmpty());
  if (!wrong.isEmpty() || !d_->plot) return;
  FigureStyle style = this->style();
  style.dpi = std::clamp(static_cast<int>(1600 / (std::max(style.widthMm, style.heightMm) / 25.4)), 30, 400);
  const QString file = d_->folder.filePath(QStringLiteral("preview.png"));
  if (d_->plot->exportTo(file, style).isEmpty()) d_->preview->setImage(QImage(file));
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
