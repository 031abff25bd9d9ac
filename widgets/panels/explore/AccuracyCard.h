// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

/// The accuracy of a network while it is being estimated: the figure with its 95 % interval, the interval drawn against
/// the float network's accuracy, and how many images have been seen. Or why there is no estimate.
class AccuracyCard : public QWidget {
  Q_OBJECT
 public:
  explicit AccuracyCard(QWidget* parent = nullptr);
  ~AccuracyCard() override;

  /// A newer figure of the same setting, or the first of another one.
  void showEstimate(const AccuracyEstimate& estimate);
  /// Another setting is being asked about: what is shown fades until its first figure.
  void setPending();
  /// Nothing is being estimated now, and why; a figure that is shown stays, faded.
  void showNote(const QString& text);
  /// Instead of a figure; can be copied.
  void showError(const QString& text);
  /// Forgets the figure.
  void clear();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
