// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/NumberEdit.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

QString shortNumber(double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); }

NumberEdit::NumberEdit(Options options, QWidget* parent)
    : QAbstractSpinBox(parent), options_(std::move(options)), unit_(new QLabel(options_.unit, this)) {
  setFocusPolicy(Qt::StrongFocus);
  unit_->setProperty("muted", true);
  unit_->setAttribute(Qt::WA_TransparentForMouseEvents);
  connect(lineEdit(), &QLineEdit::textEdited, this, &NumberEdit::edited);
  lineEdit()->installEventFilter(this);
}

std::optional<double> NumberEdit::value() const {
  bool ok = false;
  const double number = QLocale::c().toDouble(text().trimmed(), &ok);
  return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

void NumberEdit::setValue(std::optional<double> value) {
  lineEdit()->setText(!value ? QString() : options_.integer ? QString::number(*value, 'f', 0) : shortNumber(*value));
}

void NumberEdit::setPlaceholder(const QString& text) { lineEdit()->setPlaceholderText(text); }

QString NumberEdit::problem() const {
  if (text().trimmed().isEmpty()) return options_.mayBeEmpty ? QString() : tr("A number is needed.");
  const auto number = value();
  if (!number) return tr("“%1” is no number.").arg(text().trimmed());
  if (options_.integer && *number != std::floor(*number)) return tr("A whole number is needed.");
  QString limits;
  if (options_.minimum && options_.maximum) {
    limits = tr("Must be %1 to %2.").arg(shortNumber(*options_.minimum), shortNumber(*options_.maximum));
  } else if (options_.minimum) {
    limits = tr("Must be at least %1.").arg(shortNumber(*options_.minimum));
  } else if (options_.maximum) {
    limits = tr("Must be at most %1.").arg(shortNumber(*options_.maximum));
  }
  if (*number >= options_.minimum.value_or(*number) && *number <= options_.maximum.value_or(*number)) return {};
  return options_.hint.isEmpty() ? limits : limits + QLatin1Char(' ') + options_.hint;
}

void NumberEdit::stepBy(int steps) {
  double number = value().value_or(options_.minimum.value_or(0));
  if (options_.step > 0) {
    number += steps * options_.step;
    number = std::round(number / options_.step) * options_.step;
  } else {
    number *= std::pow(2.0, steps);
  }
  number = std::clamp(number, options_.minimum.value_or(-1e15), options_.maximum.value_or(1e15));
  setValue(options_.integer ? number : QString::number(number, 'g', 12).toDouble());
  Q_EMIT edited();
}

QSize NumberEdit::sizeHint() const { return {120, QAbstractSpinBox::sizeHint().height()}; }

QAbstractSpinBox::StepEnabled NumberEdit::stepEnabled() const {
  StepEnabled enabled;
  const auto number = value();
  if (!number || !options_.maximum || *number < *options_.maximum) enabled |= StepUpEnabled;
  if (!number || !options_.minimum || *number > *options_.minimum) enabled |= StepDownEnabled;
  return enabled;
}

QValidator::State NumberEdit::validate(QString&, int&) const { return QValidator::Acceptable; }

void NumberEdit::wheelEvent(QWheelEvent* event) {
  if (hasFocus()) {
    QAbstractSpinBox::wheelEvent(event);
  } else {
    event->ignore();
  }
}

/// Undo and redo are the form's: a number is one of its changes.
bool NumberEdit::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
      event->ignore();
      return true;
    }
  }
  return QAbstractSpinBox::eventFilter(watched, event);
}

void NumberEdit::resizeEvent(QResizeEvent* event) {
  QAbstractSpinBox::resizeEvent(event);
  const int width = unit_->sizeHint().width();
  const int buttons = buttonSymbols() == NoButtons ? kSpace : 26;
  unit_->setGeometry(this->width() - buttons - width, 0, width, height());
  lineEdit()->setTextMargins(0, 0, options_.unit.isEmpty() ? 0 : width + kHalfSpace, 0);
}

}  // namespace dyadic::widgets
