// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/MethodInfo.h"

namespace dyadic::widgets {

/// A form made from a method's parameter schema: one row a parameter, errors below the field they belong to.
class ParameterForm : public QWidget {
  Q_OBJECT
 public:
  explicit ParameterForm(QWidget* parent = nullptr);
  ~ParameterForm() override;

  /// Makes the fields and fills in the defaults. With presets, a menu above the fields sets their values.
  void setParameters(const std::vector<ParameterSpec>& specs, const std::vector<ParameterPreset>& presets = {});

  /// What the fields hold. A field that follows another one (ParameterSpec::sameAs) and was left alone is not in it.
  /// A field with an error gives the last value that was good.
  [[nodiscard]] ParameterMap values() const;
  /// Defaults first, then `values` over them; unknown keys and values of another kind are left out. A follower whose
  /// value equals that of the parameter it follows is shown as following. Emits changed() at most once.
  void setValues(const ParameterMap& values);

  [[nodiscard]] bool isValid() const { return errors().isEmpty(); }
  /// "Label: what is wrong", one an invalid field.
  [[nodiscard]] QStringList errors() const;
  /// Shows an error found elsewhere (by the engine's own check) below a field until the field changes.
  void setError(const QString& key, const QString& text);

  /// Editor of a parameter, for tests and focus; null for an unknown key.
  [[nodiscard]] QWidget* editor(const QString& key) const;

 Q_SIGNALS:
  void changed();
  /// A slider is held, until false: what changes meanwhile is one change.
  void adjusting(bool on);

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
