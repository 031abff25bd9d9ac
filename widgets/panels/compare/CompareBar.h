// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <utility>
#include <vector>

#include "widgets/panels/compare/CompareData.h"

class QComboBox;
class QLabel;
class QSlider;

namespace dyadic::widgets {

class Segmented;

/// What the comparison is about: which page, which runs, which two of them closely, which layer, after which stage.
/// Emits only what the user does.
class CompareBar : public QWidget {
  Q_OBJECT
 public:
  explicit CompareBar(QWidget* parent = nullptr);

  void setScopes(const QStringList& scopes, int current);
  [[nodiscard]] int page() const;
  void setPage(int page);
  /// Runs that A and B may be; keeps them where they are still there; a new `current` becomes A.
  void setRuns(const std::vector<CompareRun>& runs, const QString& current);
  /// Paths; `second` may be empty for none.
  void setPair(const QString& first, const QString& second);
  [[nodiscard]] QString first() const;
  /// Empty for none; the first one where it is A after another stage.
  [[nodiscard]] QString second() const;
  /// The stage of B where it is A after another stage, -1 otherwise.
  [[nodiscard]] int secondStage() const;
  void setLayers(const QStringList& layers);
  void setLayer(const QString& layer);
  [[nodiscard]] QString layer() const;
  /// -1: each run's last.
  [[nodiscard]] int stage() const;

 Q_SIGNALS:
  void pageChanged(int page);
  void scopeChanged(int scope);
  void pairChanged();
  void layerChanged(const QString& layer);
  void stageChanged();

 private:
  void fillSecond();
  void updateParts();
  void updateStageText();

  std::vector<CompareRun> runs_;
  QString current_;            ///< shown by the other views
  bool secondChosen_ = false;  ///< by the user; else B is the first other run
  Segmented* pages_;
  QComboBox* scope_;
  QWidget* pairRow_;
  QComboBox* first_;
  QComboBox* second_;
  QWidget* layerPart_;
  QComboBox* layer_;
  QWidget* stagePart_;
  QSlider* stage_;
  QLabel* stageText_;
};

}  // namespace dyadic::widgets
