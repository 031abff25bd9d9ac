// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/ListEdit.h"

#include <QLocale>
#include <QPainter>
#include <QRegularExpression>
#include <QStyleOptionFrame>
#include <cmath>

#include "widgets/controls/NumberEdit.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

std::optional<double> parse(const QString& entry) {
  bool ok = false;
  QString plain = entry;
  plain.replace(QChar(0x2212), QLatin1Char('-'));
  const double number = QLocale::c().toDouble(plain, &ok);
  return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

}  // namespace

ListEdit::ListEdit(Options options, QWidget* parent) : QLineEdit(parent), options_(std::move(options)) {
  connect(this, &QLineEdit::textEdited, this, &ListEdit::edited);
}

QStringList ListEdit::entries() const {
  static const QRegularExpression separators(QStringLiteral("[,;\\s\\[\\]]+"));
  return text().split(separators, Qt::SkipEmptyParts);
}

std::vector<double> ListEdit::values() const {
  std::vector<double> numbers;
  for (const QString& entry : entries()) {
    if (const auto number = parse(entry)) numbers.push_back(*number);
  }
  return numbers;
}

void ListEdit::setValues(const std::vector<double>& values) {
  QStringList texts;
  for (const double value : values) texts << (options_.integer ? QString::number(value, 'f', 0) : shortNumber(value));
  setText(texts.join(QStringLiteral(", ")));
  setCursorPosition(0);
}

QString ListEdit::problem() const {
  const QStringList list = entries();
  if (list.isEmpty()) return options_.mayBeEmpty ? QString() : tr("At least one number is needed.");
  for (const QString& entry : list) {
    const auto number = parse(entry);
    if (!number) return tr("“%1” is no number. Put commas between the entries.").arg(entry);
    if (options_.integer && *number != std::floor(*number)) return tr("%1 is no whole number.").arg(entry);
    const double low = options_.minimum.value_or(*number);
    const double high = options_.maximum.value_or(*number);
    if (*number >= low && *number <= high) continue;
    const QString limit = *number < low ? tr("%1 is below %2.").arg(entry, shortNumber(low))
                                        : tr("%1 is above %2.").arg(entry, shortNumber(high));
    return options_.hint.isEmpty() ? limit : limit + QLatin1Char(' ') + options_.hint;
  }
  return {};
}

void ListEdit::paintEvent(QPaintEvent* event) {
  if (hasFocus() || text().trimmed().isEmpty() || !problem().isEmpty()) {
    QLineEdit::paintEvent(event);
    return;
  }
  const Colors& c = colors();
  QPainter painter(this);
  QStyleOptionFrame frame;
  initStyleOption(&frame);
  style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(font());
  const QFontMetricsF metrics(font());
  const double tall = 20;
  double x = 5;
  const QStringList list = entries();
  for (int i = 0; i < list.size(); ++i) {
    QString label = list[i];
    double wide = metrics.horizontalAdvance(label) + 12;
    const bool last = i == list.size() - 1;
    if (x + wide > width() - (last ? 6 : 30)) {  // "+3" stands for what does not fit
      label = QStringLiteral("+%1").arg(list.size() - i);
      wide = metrics.horizontalAdvance(label) + 12;
      i = static_cast<int>(list.size());
    }
    const QRectF chip(x, (height() - tall) / 2, wide, tall);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isEnabled() ? c.pressed : c.hover);
    painter.drawRoundedRect(chip, 5, 5);
    painter.setPen(isEnabled() ? c.text : c.textFaint);
    painter.drawText(chip, Qt::AlignCenter, label);
    x += wide + 4;
  }
}

}  // namespace dyadic::widgets
