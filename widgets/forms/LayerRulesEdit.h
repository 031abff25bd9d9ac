// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>
#include <optional>

#include "engine/types/ModelInfo.h"
#include "widgets/forms/LayerRules.h"

namespace dyadic::widgets {

/// The layer rules of a set-up: a list in which each says what it matched, and below it the fields of the one that is
/// selected. A rule that matches nothing, or has a number out of range, is an error in its place.
class LayerRulesEdit : public QWidget {
  Q_OBJECT
 public:
  explicit LayerRulesEdit(QWidget* parent = nullptr);
  ~LayerRulesEdit() override;

  [[nodiscard]] LayerRules rules() const;
  /// Emits nothing; the selection stays where it was.
  void setRules(const LayerRules& rules);
  /// What the rules are matched with; nothing: not known yet, and no rule is an error for it.
  void setModel(const std::optional<ModelInfo>& model);
  void setBitsRange(int least, int most);

  /// "Rule “foo*”: what is wrong", one a rule.
  [[nodiscard]] QStringList errors() const;

 Q_SIGNALS:
  void changed();  ///< by the user

 private:
  void addFields();
  void addButtons();
  void editRule();
  void updateFields();
  void updateButtons();
  void select(int index);
  void moveBy(int by);

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
