// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/FlipsPage.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <utility>

#include "widgets/controls/EmptyPage.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/images/ImageGrid.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum class Kind { Lost, Gained, BothWrong };
Kind kindOf(const FlippedImage& flip) {
  return flip.before == flip.label ? Kind::Lost : flip.after == flip.label ? Kind::Gained : Kind::BothWrong;
}

}  // namespace

struct FlipsPage::Private {
  Content content;
  QStackedLayout* pages = nullptr;
  EmptyPage* empty = nullptr;
  PlotCard* card = nullptr;
  ImageGrid* grid = nullptr;
  Segmented* kinds = nullptr;
  QLabel* counts = nullptr;

  [[nodiscard]] QString className(int index) const {
    return index >= 0 && index < content.classNames.size() ? content.classNames[index] : QString::number(index);
  }
  [[nodiscard]] ImageGrid::Caption captionOf(std::size_t row) const {
    const FlippedImage& flip = content.images[row];
    const auto word = [&](int index) {
      return ImageGrid::Word{className(index), index == flip.label ? ImageGrid::Tone::Good : ImageGrid::Tone::Bad};
    };
    return {
        className(flip.label), word(flip.before), word(flip.after),
        FlipsPage::tr("Image %1: %2\n%3: %4\n%5: %6")
            .arg(flip.image)
            .arg(className(flip.label), content.before, className(flip.before), content.after, className(flip.after))};
  }
};

FlipsPage::FlipsPage(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->grid = new ImageGrid;
  d_->grid->setAccessibleName(tr("Flipped images"));
  d_->grid->setDescriber([this](std::int64_t row) { return d_->captionOf(static_cast<std::size_t>(row)); });
  d_->kinds = new Segmented({tr("All"), tr("Lost"), tr("Gained"), tr("Both wrong")});
  d_->kinds->setToolTip(tr("Lost: right before, wrong after. Gained: wrong before, right after."));
  d_->counts = mutedLabel();
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kSpace, kHalfSpace);
  foot->addWidget(d_->counts, 1);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(d_->grid, 1);
  column->addLayout(foot);
  d_->card = new PlotCard(tr("Flipped images"), body);
  d_->card->addTool(d_->kinds);
  d_->empty = new EmptyPage(QStringLiteral("image"));
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(d_->card);
  connect(d_->kinds, &Segmented::currentChanged, this, &FlipsPage::filter);
  connect(d_->grid, &ImageGrid::pixelsWanted, this, [this](const std::vector<std::int64_t>& rows) {
    Q_EMIT pixelsWanted({rows.begin(), rows.end()});
  });
}

FlipsPage::~FlipsPage() = default;

void FlipsPage::say(const QString& title, const QString& text) {
  d_->empty->say(title, text);
  d_->pages->setCurrentIndex(0);
}

QString FlipsPage::emptyText() const { return d_->pages->currentIndex() == 0 ? d_->empty->said() : QString(); }

ImageGrid& FlipsPage::grid() const { return *d_->grid; }

void FlipsPage::setContent(Content content) {
  d_->content = std::move(content);
  d_->grid->clearPixels();
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
  const int wanted = d_->kinds->current() - 1;
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i < d_->content.images.size(); ++i)
    if (wanted < 0 || static_cast<int>(kindOf(d_->content.images[i])) == wanted)
      rows.push_back(static_cast<std::int64_t>(i));
  d_->grid->setKeys(std::move(rows));
}

void FlipsPage::setPixels(const std::vector<std::size_t>& rows, const std::vector<QImage>& images) {
  d_->grid->setPixels({rows.begin(), rows.end()}, images);
}

}  // namespace dyadic::widgets
