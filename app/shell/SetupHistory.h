// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QUndoStack>
#include <functional>
#include <string>
#include <vector>

#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

class QAction;

namespace dyadic::shell {

/// Everything that the set-up form holds.
struct SetupState {
  RunConfig config;
  double portion = 1;
  std::string text;  ///< all of it: two states are the same if their texts are
};
[[nodiscard]] SetupState setupState(const RunConfig& config, double portion);

/// Undo and redo of the set-up. Changes are named by what differs; those of one field become one step while its slider
/// is held, or while they follow each other within a second. Window thread.
class SetupHistory : public QObject {
  Q_OBJECT
 public:
  using Restore = std::function<void(const SetupState& state)>;
  /// `restore` puts a state into the form, and tells record() nothing.
  explicit SetupHistory(Restore restore, QObject* parent = nullptr);

  /// Methods whose parameters give changes their names.
  void setMethods(std::vector<MethodInfo> methods) { methods_ = std::move(methods); }
  /// The form went from `before` to `after`. With a `name` it is a step of its own.
  void record(const SetupState& before, const SetupState& after, const QString& name = {});
  /// A slider was taken or let go.
  void setAdjusting(bool on);
  void clear() { stack_.clear(); }

  /// For a menu; with shortcuts, and the name of the change.
  [[nodiscard]] QAction* undoAction() const { return undo_; }
  [[nodiscard]] QAction* redoAction() const { return redo_; }

 private:
  class Step;

  [[nodiscard]] QString parameterName(const std::string& method, const std::string& key) const;
  /// What differs, as a key and for people; the key is empty where changes are not to be merged.
  [[nodiscard]] std::pair<QString, QString> difference(const SetupState& before, const SetupState& after) const;

  Restore restore_;
  QUndoStack stack_;
  QAction* undo_;
  QAction* redo_;
  std::vector<MethodInfo> methods_;
  QElapsedTimer sinceLast_;
  bool adjusting_ = false;
  bool open_ = false;  ///< the newest step takes more
};

}  // namespace dyadic::shell
