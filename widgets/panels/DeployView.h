// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>

#include "engine/types/IntegerProgram.h"
#include "engine/types/RunRecord.h"
#include "widgets/panels/DeployVerdict.h"

namespace dyadic::widgets {

/// The integer program of a run: proven or not, figures, the program as a graph with exponents on its edges and
/// truncation points on its nodes, and its operations as a table. One operation is selected in both. Sends intents;
/// what comes of them the owner says. Window thread only.
class DeployView : public QWidget {
  Q_OBJECT
 public:
  enum class Unavailable {
    NoRun,
    NotFinished,
    Reading,  ///< it will be there in a moment
    Refused,  ///< the text says why
  };

  explicit DeployView(QWidget* parent = nullptr);
  ~DeployView() override;

  /// There is nothing to show, and what to do about it.
  void setUnavailable(Unavailable reason, const QString& text = {});
  /// Another program, or the same with another report. The selection stays where the operation exists.
  void setDeployment(std::shared_ptr<const IntegerDeployment> deployment);
  /// The run that the program is from; `hardTop1` as it recorded it, NaN where that is not known.
  void setRun(const QString& name, double hardTop1 = kNotMeasured);
  /// A verification is on. `of` may be 0 while the number is not known.
  void setProgress(std::int64_t images, std::int64_t of);
  /// The verification that was on is over: its report, what went wrong, or nothing.
  void setReport(const IntegerReport& report);
  void setError(const QString& text);
  void setCancelled();
  [[nodiscard]] bool isVerifying() const;
  [[nodiscard]] bool hasDeployment() const;

  /// The ways to export a program, for a menu; those it has no form for are off and say why.
  [[nodiscard]] QList<QAction*> exportActions() const;

  /// Index into the operations, -1 for none.
  [[nodiscard]] int selectedOperation() const;
  /// Emits operationSelected only if it changes something.
  void selectOperation(int operation);
  /// The operation of a layer's name; none if there is no such operation.
  void selectLayer(const QString& name);

 Q_SIGNALS:
  void verifyRequested();
  void cancelRequested();
  void exportRequested(dyadic::widgets::DeployExport form);
  /// `layer`: the operation's name; empty and -1 where none is selected any more.
  void operationSelected(int operation, const QString& layer);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
