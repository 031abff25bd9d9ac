// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "widgets/panels/DeployFacts.h"

namespace dyadic::widgets {

/// The operations of an integer program, one a row: bits, exponents, truncation point, headroom, saturation. Sortable,
/// with a name filter; headroom below and saturation above their limits are marked. Selection goes by operation.
class DeployTable : public QWidget {
  Q_OBJECT
 public:
  explicit DeployTable(QWidget* parent = nullptr);
  ~DeployTable() override;

  /// The selection is kept where an operation of the same name exists.
  void setFacts(std::vector<OperationFacts> facts);
  [[nodiscard]] int selectedOperation() const;  ///< -1 for none
  /// Emits operationSelected only if it changes something.
  void selectOperation(int operation);

 Q_SIGNALS:
  void operationSelected(int operation);

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
