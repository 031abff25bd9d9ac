// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/Field.h"

#include <QComboBox>
#include <QWheelEvent>
#include <cmath>

#include "widgets/controls/ListEdit.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/Switch.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

using Kind = ParameterSpec::Kind;

QString choiceText(const std::string& choice) {
  return QString::fromStdString(choice).replace(QLatin1Char('_'), QLatin1Char(' '));
}

std::optional<std::vector<double>> asNumbers(const ParameterValue& value) {
  if (const auto* real = std::get_if<double>(&value)) return std::vector{*real};
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::vector{static_cast<double>(*integer)};
  if (const auto* reals = std::get_if<std::vector<double>>(&value)) return *reals;
  if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&value)) {
    return std::vector<double>(integers->begin(), integers->end());
  }
  return std::nullopt;
}

bool isList(const ParameterValue& value) {
  return std::holds_alternative<std::vector<double>>(value) || std::holds_alternative<std::vector<std::int64_t>>(value);
}

double niceStep(const ParameterSpec& spec) {
  if (spec.kind == Kind::Integer) return 1;
  if (!spec.minimum || !spec.maximum) return 0;
  return std::pow(10, std::floor(std::log10(std::max(*spec.maximum - *spec.minimum, 1e-12))) - 1);
}

class NumberField : public Field {
 public:
  NumberField(const ParameterSpec& parameter, QObject* parent)
      : Field(parameter,
              new NumberEdit({.integer = parameter.kind == Kind::Integer,
                              .minimum = parameter.minimum,
                              .maximum = parameter.maximum,
                              .unit = engineText(parameter.unit),
                              .step = niceStep(parameter),
                              .mayBeEmpty = !parameter.sameAs.empty(),
                              .hint = engineText(parameter.outOfRangeHint)}),
              parent) {
    connect(edit(), &NumberEdit::edited, this, &NumberField::edited);
  }
  void setPlaceholder(const QString& text) override { edit()->setPlaceholder(text); }

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
  void setPlaceholder(const QString& text) override { edit()->setPlaceholderText(text); }

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
  void setPlaceholder(const QString& text) override {
    if (follows()) combo()->setItemText(0, text);
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

QString valueText(const ParameterValue& value) {
  if (const bool* on = std::get_if<bool>(&value)) return *on ? Field::tr("on") : Field::tr("off");
  if (const auto* text = std::get_if<std::string>(&value)) return choiceText(*text);
  QStringList texts;
  for (const double number : asNumbers(value).value_or(std::vector<double>())) texts << shortNumber(number);
  return texts.join(QStringLiteral(", "));
}

Field* Field::make(const ParameterSpec& spec, QObject* parent) {
  Field* field = nullptr;
  switch (spec.kind) {
    case Kind::Boolean:
      field = new BooleanField(spec, parent);
      break;
    case Kind::Choice:
      field = new ChoiceField(spec, parent);
      break;
    case Kind::Integer:
    case Kind::Real:
      field = new NumberField(spec, parent);
      break;
    case Kind::IntegerList:
    case Kind::RealList:
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
}

void Field::edited() {
  const QString wrong = problem();
  if (wrong.isEmpty()) good_ = read();
  setError(wrong);
  Q_EMIT changed();
}

}  // namespace dyadic::widgets
