// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/ChipFields.h"

#include <algorithm>
#include <cmath>

#include "widgets/controls/Chips.h"
#include "widgets/controls/NumberEdit.h"
#include "widgets/forms/ParameterValues.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kNarrow = 150;  // pixels that fit beside a label

/// A set of whole numbers, each a chip: those near the default, those that are in it, and what the user adds.
class OffsetsField : public Field {
 public:
  OffsetsField(const ParameterSpec& parameter, QObject* parent)
      : Field(parameter, new Chips(Chips::Mode::Any), parent) {
    if (const auto* usual = std::get_if<std::vector<std::int64_t>>(&parameter.defaultValue); usual && !usual->empty()) {
      const auto [low, high] = std::minmax_element(usual->begin(), usual->end());
      for (auto offset = *low - 1; offset <= *high + 1; ++offset)
        if (isInside(offset)) offered_.push_back(offset);
    }
    chips()->setCanAdd(Field::tr("Another number, %1 to %2")
                           .arg(minusText(shortNumber(*parameter.minimum)), shortNumber(*parameter.maximum)));
    connect(chips(), &Chips::clicked, this, &OffsetsField::toggle);
    connect(chips(), &Chips::entered, this, &OffsetsField::add);
  }
  [[nodiscard]] bool isWide() const override { return true; }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override { return chosen_; }
  [[nodiscard]] QString problem() const override {
    if (!problem_.isEmpty()) return problem_;
    return chosen_.empty() ? Field::tr("At least one number is needed.") : QString();
  }
  bool write(const std::optional<ParameterValue>& value) override {
    const auto numbers = value ? asNumbers(*value) : std::nullopt;
    const auto isWhole = [](double number) { return number == std::floor(number); };
    if (!numbers || !isList(*value) || !std::all_of(numbers->begin(), numbers->end(), isWhole)) return false;
    chosen_.assign(numbers->begin(), numbers->end());
    const auto outside = std::find_if(chosen_.begin(), chosen_.end(), [&](std::int64_t n) { return !isInside(n); });
    problem_ = outside == chosen_.end() ? QString() : outsideText(*outside);
    show();
    return true;
  }

 private:
  [[nodiscard]] Chips* chips() const { return static_cast<Chips*>(editor()); }
  [[nodiscard]] bool isInside(std::int64_t number) const {
    const auto n = static_cast<double>(number);
    return n >= *spec().minimum && n <= *spec().maximum;
  }
  static QString minusText(QString number) { return number.replace(QLatin1Char('-'), QChar(0x2212)); }
  [[nodiscard]] QString outsideText(std::int64_t number) const {
    return Field::tr("%1 is not in %2 to %3.")
        .arg(minusText(QString::number(number)), minusText(shortNumber(*spec().minimum)), shortNumber(*spec().maximum));
  }
  void toggle(int index) {
    const std::int64_t number = shown_[static_cast<std::size_t>(index)];
    if (const auto at = std::find(chosen_.begin(), chosen_.end(), number); at != chosen_.end()) {
      chosen_.erase(at);
    } else {
      chosen_.push_back(number);
      std::sort(chosen_.begin(), chosen_.end());
    }
    problem_.clear();
    edited();
  }
  void add(const QString& text) {
    bool ok = false;
    const qlonglong number = QString(text).replace(QChar(0x2212), QLatin1Char('-')).toLongLong(&ok);
    problem_ = !ok                 ? Field::tr("“%1” is no whole number.").arg(text)
               : !isInside(number) ? outsideText(number)
                                   : QString();
    if (problem_.isEmpty() && std::find(chosen_.begin(), chosen_.end(), number) == chosen_.end()) {
      chosen_.push_back(number);
      std::sort(chosen_.begin(), chosen_.end());
      show();
    }
    edited();
  }
  void show() {
    shown_ = offered_;
    shown_.insert(shown_.end(), chosen_.begin(), chosen_.end());
    std::sort(shown_.begin(), shown_.end());
    shown_.erase(std::unique(shown_.begin(), shown_.end()), shown_.end());
    QStringList texts;
    for (const std::int64_t number : shown_) texts << minusText(QString::number(number));
    chips()->setChoices(texts);
    for (std::size_t i = 0; i < shown_.size(); ++i)
      chips()->setChosen(static_cast<int>(i), std::find(chosen_.begin(), chosen_.end(), shown_[i]) != chosen_.end());
  }

  std::vector<std::int64_t> offered_;
  std::vector<std::int64_t> shown_;
  std::vector<std::int64_t> chosen_;  ///< in the order given
  QString problem_;
};

/// A few words to choose from, all in sight.
class ChipsField : public Field {
 public:
  ChipsField(const ParameterSpec& parameter, QObject* parent) : Field(parameter, new Chips(Chips::Mode::One), parent) {
    QStringList texts;
    for (const std::string& choice : parameter.choices) texts << choiceText(choice);
    chips()->setChoices(texts);
    connect(chips(), &Chips::clicked, this, &ChipsField::edited);
  }
  [[nodiscard]] bool isWide() const override { return chips()->sizeHint().width() > kNarrow; }

 protected:
  [[nodiscard]] std::optional<ParameterValue> read() const override {
    const int index = chips()->current();
    if (index < 0) return std::nullopt;
    return spec().choices[static_cast<std::size_t>(index)];
  }
  bool write(const std::optional<ParameterValue>& value) override {
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    const auto& choices = spec().choices;
    const auto found = text ? std::find(choices.begin(), choices.end(), *text) : choices.end();
    if (found != choices.end()) chips()->setChosen(static_cast<int>(std::distance(choices.begin(), found)));
    return found != choices.end();
  }

 private:
  [[nodiscard]] Chips* chips() const { return static_cast<Chips*>(editor()); }
};

}  // namespace

Field* makeChoiceChips(const ParameterSpec& spec, QObject* parent) { return new ChipsField(spec, parent); }

Field* makeOffsetChips(const ParameterSpec& spec, QObject* parent) { return new OffsetsField(spec, parent); }

}  // namespace dyadic::widgets
