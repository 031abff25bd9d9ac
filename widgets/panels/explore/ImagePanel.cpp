// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/ImagePanel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <utility>

#include "widgets/controls/EmptyPage.h"
#include "widgets/controls/Parts.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/images/ImageFacts.h"
#include "widgets/panels/images/ImageGrid.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr std::chrono::milliseconds kFilterDelay{150};  // while somebody types, or an estimate grows

QString grouped(std::size_t count) { return QString::fromStdString(groupedText(static_cast<std::int64_t>(count))); }

}  // namespace

struct ImagePanel::Private {
  /// Of an image, -1: not known.
  struct Classes {
    int before = -1;
    int after = -1;
  };

  Content content;
  std::vector<Classes> classes;  ///< one an image of validation
  std::size_t known = 0;
  QString note;
  QTimer filterSoon;
  QStackedLayout* pages = nullptr;
  EmptyPage* empty = nullptr;
  PlotCard* card = nullptr;
  QComboBox* parts = nullptr;
  QComboBox* classBox = nullptr;
  QComboBox* outcomes = nullptr;
  QLineEdit* find = nullptr;
  QLabel* counts = nullptr;
  ImageGrid* grid = nullptr;
  ImageFacts* facts = nullptr;

  [[nodiscard]] QString className(int index) const {
    return index >= 0 && index < content.classNames.size() ? content.classNames[index] : QString::number(index);
  }
  [[nodiscard]] Classes classesOf(std::int64_t image) const {
    return parts->currentIndex() == 0 && image < std::ssize(classes) ? classes[static_cast<std::size_t>(image)]
                                                                     : Classes();
  }
  [[nodiscard]] bool passes(std::size_t image, Outcome outcome) const {
    if (outcome == Outcome::All) return true;
    const Classes c = classesOf(static_cast<std::int64_t>(image));
    if (c.before < 0) return false;
    const int label = content.labels[image];
    switch (outcome) {
      case Outcome::QuantizedWrong:
        return c.after != label;
      case Outcome::FloatWrong:
        return c.before != label;
      case Outcome::Flipped:
        return c.before != c.after;
      case Outcome::Lost:
        return c.before == label && c.after != label;
      case Outcome::Gained:
        return c.before != label && c.after == label;
      default:
        return true;
    }
  }
  [[nodiscard]] bool isFound(std::size_t image, const QString& wanted, bool number, qint64 index) const {
    if (wanted.isEmpty() || (number && static_cast<qint64>(image) == index)) return true;
    const auto i = static_cast<qsizetype>(image);
    return i < content.files.size() && content.files[i].contains(wanted, Qt::CaseInsensitive);
  }
  [[nodiscard]] ImageGrid::Caption captionOf(std::int64_t image) const;
  void showCounts() const;
};

ImageGrid::Caption ImagePanel::Private::captionOf(std::int64_t image) const {
  using Tone = ImageGrid::Tone;
  const auto i = static_cast<std::size_t>(image);
  if (i >= content.labels.size()) return {};
  const int label = content.labels[i];
  ImageGrid::Caption caption;
  caption.heading = className(label);
  QString tip = ImagePanel::tr("Image %1: %2").arg(image).arg(caption.heading);
  if (static_cast<qsizetype>(i) < content.files.size())
    tip += QLatin1Char('\n') + content.files[static_cast<qsizetype>(i)];
  const Classes c = classesOf(image);
  const auto toneOf = [&](int found) { return found == label ? Tone::Good : Tone::Bad; };
  if (c.before < 0) {
    caption.before = {parts->currentIndex() == 0 ? QStringLiteral("\u2026") : QString(), Tone::Faint};
  } else {
    caption.before = {className(c.before), toneOf(c.before)};
    if (c.after != c.before) caption.after = {className(c.after), toneOf(c.after)};
    tip += QLatin1Char('\n') +
           ImagePanel::tr("Float network: %1\nQuantized network: %2").arg(className(c.before), className(c.after));
  }
  caption.tip = tip;
  return caption;
}

void ImagePanel::Private::showCounts() const {
  QString text = ImagePanel::tr("%1 of %2 images").arg(grouped(grid->keys().size()), grouped(content.labels.size()));
  if (parts->currentIndex() == 0 && known > 0 && known < content.labels.size())
    text += QStringLiteral(" \u00b7 ") + ImagePanel::tr("%1 classified so far").arg(grouped(known));
  if (parts->currentIndex() == 0 && !note.isEmpty()) text += QStringLiteral(" \u00b7 ") + note;
  counts->setText(text);
}

ImagePanel::ImagePanel(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  build();
  d_->filterSoon.setSingleShot(true);
  d_->filterSoon.setInterval(kFilterDelay);
  connect(&d_->filterSoon, &QTimer::timeout, this, &ImagePanel::filter);
  connect(d_->find, &QLineEdit::textChanged, this, [this] { d_->filterSoon.start(); });
  for (QComboBox* box : {d_->classBox, d_->outcomes}) connect(box, &QComboBox::activated, this, [this] { filter(); });
  connect(d_->parts, &QComboBox::activated, this, [this] { Q_EMIT partWanted(part()); });
  connect(d_->grid, &ImageGrid::pixelsWanted, this, &ImagePanel::pixelsWanted);
  connect(d_->grid, &ImageGrid::selectionChanged, this, &ImagePanel::showImage);
  say(tr("No data set is open"),
      tr("Choose one in the set-up, or drop its folder on the window. Its images appear here with what both networks "
         "see in them."));
}

ImagePanel::~ImagePanel() = default;

void ImagePanel::build() {
  const auto box = [](const QStringList& items, const QString& name, int characters) {
    auto* combo = new QComboBox;
    combo->addItems(items);
    combo->setAccessibleName(name);
    combo->setToolTip(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(characters);
    return combo;
  };
  d_->parts = box({tr("Validation"), tr("Calibration"), tr("Training")}, tr("Part of the data set"), 9);
  d_->classBox = box({tr("All classes")}, tr("Class"), 9);
  d_->outcomes = box({tr("All images"), tr("Quantized wrong"), tr("Float wrong"), tr("Flipped by quantization"),
                      tr("Lost by quantization"), tr("Gained by quantization")},
                     tr("What the networks make of them"), 13);
  d_->outcomes->setToolTip(
      tr("Flipped: the networks differ. Lost: float right, quantized wrong. Gained: the other way round."));
  d_->find = new QLineEdit;
  d_->find->setPlaceholderText(tr("Number or file"));
  d_->find->setAccessibleName(tr("Find image"));
  d_->find->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  d_->find->setClearButtonEnabled(true);
  d_->find->setMinimumWidth(90);
  d_->find->setMaximumWidth(150);
  d_->grid = new ImageGrid;
  d_->grid->setAccessibleName(tr("Images"));
  d_->grid->setDescriber([this](std::int64_t image) { return d_->captionOf(image); });
  d_->facts = new ImageFacts;
  d_->facts->setAccessibleName(tr("The chosen image"));
  d_->counts = mutedLabel();
  d_->counts->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kSpace, kHalfSpace);
  auto* split = new QSplitter(Qt::Horizontal);
  split->setHandleWidth(1);
  split->setChildrenCollapsible(false);
  split->addWidget(d_->grid);
  split->addWidget(d_->facts);
  split->setStretchFactor(0, 1);
  split->setSizes({600, 250});
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(split, 1);
  column->addWidget(d_->counts);
  d_->card = new PlotCard(tr("Images"), body);
  for (QWidget* tool : std::initializer_list<QWidget*>{d_->find, d_->outcomes, d_->classBox, d_->parts})
    d_->card->addTool(tool);
  d_->empty = new EmptyPage(QStringLiteral("image"));
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(d_->card);
}

void ImagePanel::setContent(Content content) {
  const bool sameClasses = d_->content.classNames == content.classNames;
  d_->content = std::move(content);
  if (!sameClasses) {
    d_->classBox->clear();
    d_->classBox->addItem(tr("All classes"));
    d_->classBox->addItems(d_->content.classNames);
  }
  d_->outcomes->setEnabled(part() == Part::Validation);
  d_->grid->clearPixels();
  d_->facts->show({}, d_->content.classNames);
  d_->pages->setCurrentIndex(1);
  filter();
}

void ImagePanel::say(const QString& title, const QString& text) {
  d_->empty->say(title, text);
  d_->pages->setCurrentIndex(0);
}

QString ImagePanel::emptyText() const { return d_->pages->currentIndex() == 0 ? d_->empty->said() : QString(); }

void ImagePanel::setAnswers(std::shared_ptr<const ImageAnswers> answers) {
  d_->classes.clear();
  d_->known = answers ? answers->images.size() : 0;
  for (std::size_t i = 0; i < d_->known; ++i) {
    const auto image = static_cast<std::size_t>(answers->images[i]);
    if (image >= d_->classes.size()) d_->classes.resize(image + 1);
    d_->classes[image] = {answers->floatClasses[i], answers->quantizedClasses[i]};
  }
  d_->grid->refresh();
  d_->showCounts();
  if (d_->outcomes->currentIndex() > 0 && !d_->filterSoon.isActive()) d_->filterSoon.start();
}

void ImagePanel::setAnswersNote(const QString& note) {
  d_->note = note;
  d_->showCounts();
}

void ImagePanel::filter() {
  const auto outcome = static_cast<Outcome>(part() == Part::Validation ? d_->outcomes->currentIndex() : 0);
  const int wantedClass = d_->classBox->currentIndex() - 1;
  const QString wanted = d_->find->text().trimmed();
  bool number = false;
  const qint64 index = wanted.toLongLong(&number);
  std::vector<std::int64_t> keys;
  for (std::size_t i = 0; i < d_->content.labels.size(); ++i) {
    if (wantedClass >= 0 && d_->content.labels[i] != wantedClass) continue;
    if (d_->passes(i, outcome) && d_->isFound(i, wanted, number, index)) keys.push_back(static_cast<std::int64_t>(i));
  }
  d_->grid->setKeys(std::move(keys));
  d_->showCounts();
}

void ImagePanel::showImage(std::int64_t image) {
  const auto i = static_cast<std::size_t>(image);
  if (image < 0 || i >= d_->content.labels.size()) return d_->facts->show({}, d_->content.classNames);
  const auto file =
      static_cast<qsizetype>(i) < d_->content.files.size() ? d_->content.files[static_cast<qsizetype>(i)] : QString();
  d_->facts->show({image, file, d_->content.labels[i]}, d_->content.classNames);
  if (part() != Part::Validation) d_->facts->setNote(tr("The networks are asked about validation images."));
  Q_EMIT lookWanted(image);
}

void ImagePanel::setPixels(const std::vector<std::int64_t>& images, const std::vector<QImage>& pixels) {
  d_->grid->setPixels(images, pixels);
}

void ImagePanel::setLarge(std::int64_t image, const QImage& pixels) {
  if (image == d_->grid->selectedKey()) d_->facts->setPixels(pixels);
}

void ImagePanel::setLook(const ImageLook& look) { d_->facts->setLook(look); }

void ImagePanel::setLookNote(const QString& text) { d_->facts->setNote(text); }

ImagePanel::Part ImagePanel::part() const { return static_cast<Part>(d_->parts->currentIndex()); }

void ImagePanel::setOutcome(Outcome outcome) {
  d_->outcomes->setCurrentIndex(static_cast<int>(outcome));
  filter();
}

ImageGrid& ImagePanel::grid() const { return *d_->grid; }
ImageFacts& ImagePanel::facts() const { return *d_->facts; }

}  // namespace dyadic::widgets
