// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/Field.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/controls/ListEdit.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/SliderEdit.h"
#include "widgets/controls/Switch.h"
#include "widgets/forms/ChipFields.h"
#include "widgets/forms/ParameterValues.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

using Kind = ParameterSpec::Kind;

/// "= Weight bits (8)".
QString followedText(const QString& leader, const std::optional<ParameterValue>& value) {
  return value ? Field::tr("= %1 (%2)").arg(leader, valueText(*value)) : Field::tr("= %1").arg(leader);
}

double niceStep(const ParameterSpec& spec) {
  if (spec.kind == Kind::Integer) return 1;
  if (!spec.minimum || !spec.maximum) return 0;
  return std::pow(10, std::floor(std::log10(std::max(*spec.maximum - *spec.minimum, 1e-12))) - 1);
}

NumberEdit::Options numberOptions(const ParameterSpec& parameter) {
  return {.integer = parameter.kind == Kind::Integer,
          .minimum = parameter.minimum,
          .maximum = parameter.maximum,
          .unit = engineText(parameter.unit),
          .step = niceStep(parameter),
          .mayBeEmpty = !parameter.sameAs.empty(),
          .hint = engineText(parameter.outOfRangeHint)};
}

constexpr int kSliderSteps = 100;  // beyond it a slider cannot be set to a number
constexpr int kChipRange = 64;     // beyond it a list is no choice of offsets
constexpr int kChipChoices = 4;

bool hasSlider(const ParameterSpec& spec) {
  if (!spec.minimum || !spec.maximum) return false;
  const double span = *spec.maximum - *spec.minimum;
  return spec.kind == Kind::Integer ? span <= kSliderSteps : spec.kind == Kind::Real && span <= 1;
}

bool hasOffsetChips(const ParameterSpec& spec) {
  return spec.kind == Kind::IntegerList && spec.minimum && spec.maximum && spec.sameAs.empty() &&
         *spec.maximum - *spec.minimum <= kChipRange;
}

class NumberField : public Field {
 public:
  NumberField(const ParameterSpec& parameter, QObject* parent)
      : Field(parameter, new NumberEdit(numberOptions(parameter)), parent) {
    connect(edit(), &NumberEdit::edited, this, &NumberField::edited);
  }
  void showFollowed(const QString& leader, const std::optional<ParameterValue>& value) override {
    edit()->setPlaceholder(followedText(leader, value));
  }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override {
    const auto number = edit()->value();
    if (!number) return std::nullopt;
    if (spec().kind == Kind::Real) return *number;
    return static_cast<std::int64_t>(*number);
  }
  [[nodiscard]] QString problem() const override { return edit()->problem(); }
  bool write(const std::optional<ParameterValue>& value) override {
    if (!value) {
      edit()->setValue(std::nullopt);
      return true;
    }
    const auto numbers = asNumbers(*value);
    if (!numbers || isList(*value)) return false;
    edit()->setValue(numbers->front());
    return true;
  }

 private:
  [[nodiscard]] NumberEdit* edit() const { return static_cast<NumberEdit*>(editor()); }
};

class ListField : public Field {
 public:
  ListField(const ParameterSpec& parameter, QObject* parent)
      : Field(parameter,
              new ListEdit({.integer = parameter.kind == Kind::IntegerList,
                            .minimum = parameter.minimum,
                            .maximum = parameter.maximum,
                            .mayBeEmpty = !parameter.sameAs.empty(),
                            .hint = engineText(parameter.outOfRangeHint)}),
              parent) {
    connect(edit(), &ListEdit::edited, this, &ListField::edited);
  }
  void showFollowed(const QString& leader, const std::optional<ParameterValue>& value) override {
    edit()->setPlaceholderText(followedText(leader, value));
  }

  [[nodiscard]] bool isWide() const override { return spec().kind == Kind::RealList; }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override {
    const std::vector<double> numbers = edit()->values();
    if (numbers.empty()) return std::nullopt;
    if (spec().kind == Kind::RealList) return numbers;
    return std::vector<std::int64_t>(numbers.begin(), numbers.end());
  }
  [[nodiscard]] QString problem() const override { return edit()->problem(); }
  bool write(const std::optional<ParameterValue>& value) override {
    if (!value) {
      edit()->clear();
      return true;
    }
    const auto numbers = asNumbers(*value);
    if (!numbers || !isList(*value)) return false;
    edit()->setValues(*numbers);
    return true;
  }

 private:
  [[nodiscard]] ListEdit* edit() const { return static_cast<ListEdit*>(editor()); }
};

/// Lets the wheel scroll the form instead of changing a value by accident.
class QuietCombo : public QComboBox {
 public:
  QuietCombo() { setFocusPolicy(Qt::StrongFocus); }

 protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

class ChoiceField : public Field {
 public:
  ChoiceField(const ParameterSpec& parameter, QObject* parent) : Field(parameter, new QuietCombo, parent) {
    if (follows()) combo()->addItem(QString());
    for (const std::string& choice : parameter.choices) {
      combo()->addItem(choiceText(choice), QString::fromStdString(choice));
    }
    connect(combo(), &QComboBox::activated, this, &ChoiceField::edited);
  }
  void showFollowed(const QString& leader, const std::optional<ParameterValue>& value) override {
    if (follows()) combo()->setItemText(0, followedText(leader, value));
  }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override {
    const QVariant data = combo()->currentData();
    return data.isValid() ? std::optional<ParameterValue>(data.toString().toStdString()) : std::nullopt;
  }
  bool write(const std::optional<ParameterValue>& value) override {
    if (!value) {
      combo()->setCurrentIndex(0);
      return true;
    }
    const auto* text = std::get_if<std::string>(&*value);
    const int index = text ? combo()->findData(QString::fromStdString(*text)) : -1;
    if (index >= 0) combo()->setCurrentIndex(index);
    return index >= 0;
  }

 private:
  [[nodiscard]] QComboBox* combo() const { return static_cast<QComboBox*>(editor()); }
};

class TextField : public Field {
 public:
  TextField(const ParameterSpec& parameter, QObject* parent) : Field(parameter, new QLineEdit, parent) {
    if (const auto* text = std::get_if<std::string>(&parameter.defaultValue))
      edit()->setPlaceholderText(QString::fromStdString(*text));
    connect(edit(), &QLineEdit::editingFinished, this, [this] {
      if (std::exchange(shown_, edit()->text()) != edit()->text()) edited();
    });
  }
  void showFollowed(const QString& leader, const std::optional<ParameterValue>& value) override {
    edit()->setPlaceholderText(followedText(leader, value));
  }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override {
    const std::string text = edit()->text().trimmed().toStdString();
    return text.empty() ? (follows() ? std::nullopt : std::optional(spec().defaultValue)) : ParameterValue(text);
  }
  bool write(const std::optional<ParameterValue>& value) override {
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    if (value && text == nullptr) return false;
    const bool plain = !value || *value == spec().defaultValue;
    shown_ = plain ? QString() : QString::fromStdString(*text);
    edit()->setText(shown_);
    return true;
  }

 private:
  [[nodiscard]] QLineEdit* edit() const { return static_cast<QLineEdit*>(editor()); }
  QString shown_;
};

class SliderField : public Field {
 public:
  SliderField(const ParameterSpec& parameter, QObject* parent)
      : Field(parameter, new SliderEdit(numberOptions(parameter)), parent) {
    connect(edit(), &SliderEdit::edited, this, &SliderField::edited);
    connect(edit(), &SliderEdit::adjusting, this, &Field::adjusting);
  }
  void showFollowed(const QString& leader, const std::optional<ParameterValue>& value) override {
    const auto numbers = value ? asNumbers(*value) : std::nullopt;
    const bool known = numbers && !numbers->empty();
    edit()->setFollowed(known ? std::optional(numbers->front()) : std::nullopt,
                        Field::tr("Follow %1 again").arg(leader));
  }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override {
    const auto number = edit()->value();
    if (!number) return std::nullopt;
    if (spec().kind == Kind::Real) return *number;
    return static_cast<std::int64_t>(*number);
  }
  [[nodiscard]] QString problem() const override { return edit()->problem(); }
  bool write(const std::optional<ParameterValue>& value) override {
    const auto numbers = value ? asNumbers(*value) : std::nullopt;
    if (value && (!numbers || isList(*value))) return false;
    edit()->setValue(numbers ? std::optional(numbers->front()) : std::nullopt);
    return true;
  }

 private:
  [[nodiscard]] SliderEdit* edit() const { return static_cast<SliderEdit*>(editor()); }
};

class BooleanField : public Field {
 public:
  BooleanField(const ParameterSpec& parameter, QObject* parent) : Field(parameter, new Switch, parent) {
    connect(button(), &Switch::clicked, this, &BooleanField::edited);
  }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override { return button()->isChecked(); }
  bool write(const std::optional<ParameterValue>& value) override {
    const bool* on = value ? std::get_if<bool>(&*value) : nullptr;
    if (on) button()->setChecked(*on);
    return on != nullptr;
  }

 private:
  [[nodiscard]] Switch* button() const { return static_cast<Switch*>(editor()); }
};

}  // namespace

Field* Field::make(const ParameterSpec& spec, QObject* parent) {
  Field* field = nullptr;
  switch (spec.kind) {
    case Kind::Boolean:
      field = new BooleanField(spec, parent);
      break;
    case Kind::Choice:
      if (spec.sameAs.empty() && std::ssize(spec.choices) <= kChipChoices)
        field = makeChoiceChips(spec, parent);
      else
        field = new ChoiceField(spec, parent);
      break;
    case Kind::Text:
      field = new TextField(spec, parent);
      break;
    case Kind::Integer:
    case Kind::Real:
      if (hasSlider(spec))
        field = new SliderField(spec, parent);
      else
        field = new NumberField(spec, parent);
      break;
    case Kind::IntegerList:
    case Kind::RealList:
      if (hasOffsetChips(spec))
        field = makeOffsetChips(spec, parent);
      else
        field = new ListField(spec, parent);
      break;
  }
  field->setValue(std::nullopt);
  return field;
}

Field::Field(const ParameterSpec& spec, QWidget* editor, QObject* parent)
    : QObject(parent),
      spec_(spec),
      editor_(editor),
      label_(new QLabel(engineText(spec.label))),
      problem_(dyadic::widgets::problemLabel()) {
  const QString key = QString::fromStdString(spec.key);
  const QString tip = QStringLiteral("<p>%1</p><p><code>%2</code></p>")
                          .arg(engineText(spec.description).toHtmlEscaped(), key.toHtmlEscaped());
  editor_->setObjectName(key);
  editor_->setToolTip(tip);
  editor_->setAccessibleName(label_->text());
  editor_->setAccessibleDescription(engineText(spec.description));
  label_->setToolTip(tip);
  label_->setBuddy(editor_);
  label_->setProperty("muted", true);
}

bool Field::setValue(const std::optional<ParameterValue>& value) {
  const std::optional<ParameterValue> wanted = value || follows() ? value : spec_.defaultValue;
  if (!write(wanted)) return false;
  good_ = problem().isEmpty() ? read() : wanted;
  setError(problem());
  return true;
}

void Field::setError(const QString& text) {
  error_ = text;
  showProblem(*problem_, text);
  setStyleProperty(*editor_, "invalid", !text.isEmpty());
  for (auto* inner : editor_->findChildren<QAbstractSpinBox*>()) setStyleProperty(*inner, "invalid", !text.isEmpty());
}

void Field::showFollowed(const QString&, const std::optional<ParameterValue>&) {}

void Field::edited() {
  const QString wrong = problem();
  if (wrong.isEmpty()) good_ = read();
  setError(wrong);
  Q_EMIT changed();
}

}  // namespace dyadic::widgets
