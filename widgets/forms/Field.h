// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QObject>
#include <QString>
#include <optional>

#include "engine/types/MethodInfo.h"

namespace dyadic::widgets {

/// One parameter's label, editor and problem line. The form owns the widgets; the field is a child of the form.
class Field : public QObject {
  Q_OBJECT
 public:
  /// Makes the field of the kind that `spec` asks for. A text that is the default shows as an empty field's
  /// placeholder.
  [[nodiscard]] static Field* make(const ParameterSpec& spec, QObject* parent);

  [[nodiscard]] const ParameterSpec& spec() const { return spec_; }
  [[nodiscard]] QLabel* label() const { return label_; }
  [[nodiscard]] QWidget* editor() const { return editor_; }
  [[nodiscard]] QLabel* problemLabel() const { return problem_; }

  /// Nothing while it follows another parameter. After an invalid input: the last good value.
  [[nodiscard]] std::optional<ParameterValue> value() const { return good_; }
  /// False, and nothing happens, if the value is of another kind. Nothing: follow, or the default.
  bool setValue(const std::optional<ParameterValue>& value);
  /// What is wrong; empty if nothing is.
  [[nodiscard]] QString error() const { return error_; }
  void setError(const QString& text);
  [[nodiscard]] bool follows() const { return !spec_.sameAs.empty(); }
  /// What the empty editor of a follower stands for: the value of the parameter called `leader`.
  virtual void showFollowed(const QString& leader, const std::optional<ParameterValue>& value);
  /// The editor needs the whole width of the form, below its label.
  [[nodiscard]] virtual bool isWide() const { return false; }

 Q_SIGNALS:
  void changed();  ///< by the user
  /// A slider is held, until false: what changes meanwhile is one change.
  void adjusting(bool on);

 protected:
  Field(const ParameterSpec& spec, QWidget* editor, QObject* parent);

  /// What the editor shows; nothing if empty. Only asked while problem() is empty.
  [[nodiscard]] virtual std::optional<ParameterValue> read() const = 0;
  [[nodiscard]] virtual QString problem() const { return {}; }
  virtual bool write(const std::optional<ParameterValue>& value) = 0;
  void edited();

 private:
  ParameterSpec spec_;
  QWidget* editor_;
  QLabel* label_;
  QLabel* problem_;
  QString error_;
  std::optional<ParameterValue> good_;
};

}  // namespace dyadic::widgets
