// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/images/ImageFacts.h"

#include <QPainter>
#include <algorithm>

#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kLine = 20;
constexpr int kLeastImage = 64;

}  // namespace

ImageFacts::ImageFacts(QWidget* parent) : QWidget(parent) {
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, qOverload<>(&QWidget::update));
}

void ImageFacts::show(const Subject& subject, const QStringList& classNames) {
  subject_ = subject;
  classNames_ = classNames;
  image_ = {};
  look_.reset();
  note_.clear();
  setAccessibleDescription(lines().join(QLatin1Char('\n')));
  update();
}

void ImageFacts::setPixels(const QImage& image) {
  image_ = image;
  update();
}

void ImageFacts::setLook(const ImageLook& look) {
  if (look.image != subject_.image) return;
  look_ = look;
  note_.clear();
  setAccessibleDescription(lines().join(QLatin1Char('\n')));
  update();
}

void ImageFacts::setNote(const QString& text) {
  look_.reset();
  note_ = text;
  update();
}

QString ImageFacts::nameOf(int index) const {
  return index >= 0 && index < classNames_.size() ? classNames_[index] : QString::number(index);
}

QStringList ImageFacts::lines() const {
  if (subject_.image < 0) return {};
  QStringList all{tr("Image %1").arg(subject_.image), subject_.file, tr("Label: %1").arg(nameOf(subject_.label))};
  const auto add = [&](const QString& title, const std::vector<ClassShare>& shares) {
    all << title;
    for (const ClassShare& share : shares)
      all << nameOf(share.index) + QLatin1Char(' ') + QString::fromStdString(percentText(share.probability, 1));
  };
  if (look_) {
    add(tr("Float network"), look_->floatNetwork);
    add(tr("Quantized network"), look_->quantized);
  }
  if (!note_.isEmpty()) all << note_;
  all.removeAll(QString());
  return all;
}

std::vector<ImageFacts::Row> ImageFacts::rows() const {
  std::vector<Row> all;
  if (!look_) return all;
  const auto rowOf = [&](int index) -> Row& {
    const auto same = std::find_if(all.begin(), all.end(), [&](const Row& row) { return row.index == index; });
    return same != all.end() ? *same : all.emplace_back(Row{index, {}, {}});
  };
  for (const ClassShare& share : look_->floatNetwork) rowOf(share.index).before = share.probability;
  for (const ClassShare& share : look_->quantized) rowOf(share.index).after = share.probability;
  std::stable_sort(all.begin(), all.end(), [](const Row& a, const Row& b) {
    return std::max(a.before.value_or(0), a.after.value_or(0)) > std::max(b.before.value_or(0), b.after.value_or(0));
  });
  return all;
}

void ImageFacts::paintShares(QPainter& painter, const QRect& place) const {
  const Colors& c = colors();
  painter.setFont(themeFont(FontRole::Small));
  const QFontMetrics metrics(painter.font());
  const int column =
      std::max(metrics.horizontalAdvance(tr("Quantized")), metrics.horizontalAdvance(QStringLiteral("100.0 %"))) +
      2 * kHalfSpace;
  const auto cell = [&](int which, int y) {
    return QRect(place.right() + 1 - (2 - which) * column - (which == 0 ? kHalfSpace : 0), y, column, kLine - 2);
  };
  painter.setPen(c.textMuted);
  painter.drawText(cell(0, place.top()).adjusted(0, 0, -kHalfSpace, 0), Qt::AlignRight | Qt::AlignVCenter, tr("Float"));
  painter.drawText(cell(1, place.top()).adjusted(0, 0, -kHalfSpace, 0), Qt::AlignRight | Qt::AlignVCenter,
                   tr("Quantized"));
  const auto first = [](const std::vector<ClassShare>& shares) { return shares.empty() ? -1 : shares.front().index; };
  int y = place.top() + kLine;
  for (const Row& row : rows()) {
    painter.setPen(c.text);
    painter.drawText(QRect(place.left(), y, place.width() - 2 * column - kSpace, kLine - 2),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(nameOf(row.index), Qt::ElideRight, place.width() - 2 * column - kSpace));
    const std::pair<std::optional<double>, int> shares[] = {{row.before, first(look_->floatNetwork)},
                                                            {row.after, first(look_->quantized)}};
    for (int which = 0; which < 2; ++which) {
      const auto& [share, winner] = shares[which];
      const QRect box = cell(which, y);
      QColor bar = winner != row.index ? c.textFaint : row.index == subject_.label ? c.ok : c.bad;
      bar.setAlphaF(currentTheme() == Theme::Dark ? 0.4F : 0.25F);
      painter.setPen(Qt::NoPen);
      painter.setBrush(bar);
      if (share) {
        const double width = std::max(2.0, *share * box.width());
        painter.drawRoundedRect(QRectF(box.right() + 1 - width, box.top(), width, box.height()), 3, 3);
      }
      painter.setPen(share ? c.text : c.textFaint);
      painter.drawText(box.adjusted(0, 0, -kHalfSpace, 0), Qt::AlignRight | Qt::AlignVCenter,
                       share ? QString::fromStdString(percentText(*share, 1)) : QString(QChar(0x2013)));
    }
    y += kLine;
  }
}

void ImageFacts::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRect all = rect().adjusted(kSpace + kHalfSpace, kSpace, -kSpace - kHalfSpace, -kSpace);
  painter.setFont(themeFont(FontRole::Body));
  if (subject_.image < 0) {
    painter.setPen(c.textMuted);
    painter.drawText(all, Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Choose an image to see it larger, with what both networks see in it."));
    return;
  }
  constexpr int kUsualRows = 6;
  const int lines = 3 + (look_ ? static_cast<int>(rows().size()) : kUsualRows);
  const int rest = lines * kLine + 2 * kSpace;  // texts below the image
  const int side = std::clamp(all.height() - rest, kLeastImage, all.width());
  const QRect box(all.left(), all.top(), all.width(), side);
  if (!image_.isNull()) {
    const QSize fitted = image_.size().scaled(box.size(), Qt::KeepAspectRatio);
    painter.drawImage(
        QRect(box.left() + (box.width() - fitted.width()) / 2, box.top(), fitted.width(), fitted.height()), image_);
  } else {
    painter.fillRect(QRect(box.left() + (box.width() - side) / 2, box.top(), side, side), c.pressed);
  }
  int y = box.bottom() + kSpace;
  painter.setFont(themeFont(FontRole::Heading));
  painter.setPen(c.text);
  painter.drawText(QRect(all.left(), y, all.width(), kLine), Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(nameOf(subject_.label), Qt::ElideRight, all.width()));
  y += kLine;
  painter.setFont(themeFont(FontRole::Small));
  painter.setPen(c.textMuted);
  const QString place = subject_.file.isEmpty()
                            ? tr("Image %1").arg(subject_.image)
                            : tr("Image %1").arg(subject_.image) + QStringLiteral(" \u00b7 ") + subject_.file;
  painter.drawText(QRect(all.left(), y, all.width(), kLine), Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(place, Qt::ElideMiddle, all.width()));
  y += kLine + kHalfSpace;
  if (look_) {
    paintShares(painter, QRect(all.left(), y, all.width(), 0));
  } else {
    painter.drawText(QRect(all.left(), y, all.width(), all.bottom() - y), Qt::AlignLeft | Qt::TextWordWrap,
                     note_.isEmpty() ? tr("Asking both networks…") : note_);
  }
}

}  // namespace dyadic::widgets
