// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/ParameterForm.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/controls/Parts.h"
#include "widgets/controls/Switch.h"
#include "widgets/forms/Field.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

struct ParameterForm::Private {
  QWidget* body = nullptr;
  QComboBox* presetMenu = nullptr;
  std::vector<ParameterPreset> presets;
  std::vector<Field*> fields;

  [[nodiscard]] Field* find(const std::string& key) const {
    const auto it = std::find_if(fields.begin(), fields.end(), [&](Field* f) { return f->spec().key == key; });
    return it == fields.end() ? nullptr : *it;
  }

  /// "= Bits (8)" in every field that follows another one.
  void updateFollowers() const {
    for (Field* field : fields) {
      const Field* leader = field->follows() ? find(field->spec().sameAs) : nullptr;
      if (!leader) continue;
      field->showFollowed(leader->label()->text(), leader->value());
    }
  }

  /// The preset whose values are those of the fields, or "Custom".
  void updatePresetMenu(const ParameterMap& values) const {
    if (!presetMenu) return;
    int match = 0;
    for (std::size_t i = 0; i < presets.size() && match == 0; ++i) {
      const bool same = std::all_of(presets[i].values.begin(), presets[i].values.end(), [&](const auto& entry) {
        const auto it = values.find(entry.first);
        return it != values.end() && it->second == entry.second;
      });
      if (same) match = static_cast<int>(i) + 1;
    }
    presetMenu->setCurrentIndex(match);
  }
};

ParameterForm::ParameterForm(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
}

ParameterForm::~ParameterForm() = default;

void ParameterForm::setParameters(const std::vector<ParameterSpec>& specs,
                                  const std::vector<ParameterPreset>& presets) {
  qDeleteAll(d_->fields);
  d_->fields.clear();
  delete d_->body;
  d_->body = new QWidget;
  d_->presetMenu = nullptr;
  d_->presets = presets;
  auto* grid = new QGridLayout(d_->body);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(kSpace);
  grid->setVerticalSpacing(kSpace);
  grid->setColumnStretch(0, 2);
  grid->setColumnStretch(1, 3);
  grid->setColumnMinimumWidth(1, 132);
  int row = 0;
  if (!presets.empty()) {
    d_->presetMenu = new QComboBox;
    d_->presetMenu->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);  // names may be long
    d_->presetMenu->addItem(tr("Custom"));
    for (const ParameterPreset& preset : presets) d_->presetMenu->addItem(engineText(preset.name));
    d_->presetMenu->setAccessibleName(tr("Preset"));
    QLabel* label = mutedLabel(tr("P&reset"));
    label->setBuddy(d_->presetMenu);
    grid->addWidget(label, row, 0);
    grid->addWidget(d_->presetMenu, row++, 1);
    connect(d_->presetMenu, &QComboBox::activated, this, [this](int index) {
      if (index > 0) setValues(d_->presets[static_cast<std::size_t>(index) - 1].values);
    });
  }
  for (const ParameterSpec& spec : specs) {
    Field* field = Field::make(spec, this);
    d_->fields.push_back(field);
    field->label()->setWordWrap(true);
    if (field->isWide()) {
      auto* pair = new QVBoxLayout;  // closer to each other than to the next field
      pair->setSpacing(kHalfSpace);
      pair->addWidget(field->label());
      pair->addWidget(field->editor());
      grid->addLayout(pair, row++, 0, 1, 2);
    } else if (qobject_cast<Switch*>(field->editor()) != nullptr) {
      auto* pair = new QHBoxLayout;
      pair->addWidget(field->label(), 1);
      pair->addWidget(field->editor());
      grid->addLayout(pair, row++, 0, 1, 2);
    } else {
      grid->addWidget(field->label(), row, 0);
      grid->addWidget(field->editor(), row++, 1);
    }
    grid->addWidget(field->problemLabel(), row++, 0, 1, 2);
    connect(field, &Field::adjusting, this, &ParameterForm::adjusting);
    connect(field, &Field::changed, this, [this] {
      d_->updateFollowers();
      d_->updatePresetMenu(values());
      Q_EMIT changed();
    });
  }
  d_->updateFollowers();
  d_->updatePresetMenu(values());
  layout()->addWidget(d_->body);
}

ParameterMap ParameterForm::values() const {
  ParameterMap map;
  for (const Field* field : d_->fields) {
    if (const auto value = field->value()) map[field->spec().key] = *value;
  }
  return map;
}

void ParameterForm::setValues(const ParameterMap& values) {
  const ParameterMap before = this->values();
  const bool validBefore = isValid();
  for (Field* field : d_->fields) {
    field->setValue(std::nullopt);
    const auto it = values.find(field->spec().key);
    if (it != values.end()) field->setValue(it->second);
  }
  for (Field* field : d_->fields) {
    const Field* leader = field->follows() ? d_->find(field->spec().sameAs) : nullptr;
    if (leader && field->value() && field->value() == leader->value()) field->setValue(std::nullopt);
  }
  d_->updateFollowers();
  d_->updatePresetMenu(this->values());
  if (this->values() != before || isValid() != validBefore) Q_EMIT changed();
}

QStringList ParameterForm::errors() const {
  QStringList list;
  for (const Field* field : d_->fields) {
    if (!field->error().isEmpty()) list << tr("%1: %2").arg(field->label()->text(), field->error());
  }
  return list;
}

void ParameterForm::setError(const QString& key, const QString& text) {
  if (Field* field = d_->find(key.toStdString())) field->setError(text);
}

QWidget* ParameterForm::editor(const QString& key) const {
  const Field* field = d_->find(key.toStdString());
  return field ? field->editor() : nullptr;
}

}  // namespace dyadic::widgets
