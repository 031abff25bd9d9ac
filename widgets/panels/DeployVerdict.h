// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>
#include <memory>

#include "engine/types/IntegerProgram.h"

class QAction;

namespace dyadic::widgets {

/// Another form of an integer program.
enum class DeployExport { C, OnnxExact, OnnxQdq, H5 };

/// Whether the integers are proven, in one line, with the buttons that prove and export them. The buttons send intents;
/// nothing changes until the owner says so.
class DeployVerdict : public QWidget {
  Q_OBJECT
 public:
  explicit DeployVerdict(QWidget* parent = nullptr);
  ~DeployVerdict() override;

  void showUnverified();
  void showProgress(std::int64_t images, std::int64_t of);
  void showReport(const IntegerReport& report);
  void showError(const QString& text);
  [[nodiscard]] bool isRunning() const;
  /// Empty: the form can be written.
  void setQdqObstacle(const QString& reason);
  /// The entries of the export menu.
  [[nodiscard]] QList<QAction*> exportActions() const;

 Q_SIGNALS:
  void verifyRequested();
  void cancelRequested();
  void exportRequested(dyadic::widgets::DeployExport form);
  void differenceRequested();  ///< to be shown where the first difference is

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
