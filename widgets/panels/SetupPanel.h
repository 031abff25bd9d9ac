// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "engine/types/MethodInfo.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RunConfig.h"
#include "widgets/controls/PathChooser.h"

class QVBoxLayout;

namespace dyadic::widgets {

class RunTimeLabel;

/// Everything a run needs, top to bottom: model, data, how its images are used, the share of weights that Explore looks
/// at as quantized, method with its parameters, layer rules, training, output, Start. Messages stand below the field
/// they belong to. Knows nothing of files or engine: the owner answers modelChosen and dataChosen with
/// setModelInfo/setDataInfo or setProblem.
class SetupPanel : public QWidget {
  Q_OBJECT
 public:
  enum class Field { Model, Data, Method, Training, Output, General };

  explicit SetupPanel(QWidget* parent = nullptr);
  ~SetupPanel() override;

  void setMethods(const std::vector<MethodInfo>& methods);
  void setModels(const std::vector<PathItem>& models);
  void setDataSets(const std::vector<PathItem>& dataSets);

  /// Fills every field; what the panel has no field for is kept and handed back by config(). Emits nothing.
  void setConfig(const RunConfig& config);
  [[nodiscard]] RunConfig config() const;
  /// Share of the weights that is quantized now, 0 to 1, in whole percent; no part of a config.
  void setPortion(double portion);
  [[nodiscard]] double portion() const;

  /// Every layer rule matches something; the rules say what does not.
  [[nodiscard]] bool areRulesValid() const;
  /// Beside Start.
  [[nodiscard]] RunTimeLabel& time() const;

  /// The line below the chooser that says what was found. Clears the field's problem.
  void setModelInfo(const std::optional<ModelInfo>& info);
  void setDataInfo(const std::optional<DataInfo>& info);
  /// Name shown as placeholder when the output field is empty.
  void setSuggestedOutput(const QString& path);
  /// An error below a field; empty takes it away. Goes away by itself when the field changes.
  void setProblem(Field field, const QString& text);
  /// An error of one method parameter, by key.
  void setParameterProblem(const QString& key, const QString& text);

  /// All fields read well, and a model, data and method are chosen.
  [[nodiscard]] bool isReady() const;
  /// What is missing, for a tool tip; empty if ready.
  [[nodiscard]] QString whyNotReady() const;
  /// While a run is on, Start says that this one goes into the queue.
  void setRunning(bool on);

 Q_SIGNALS:
  void modelChosen(const QString& path);
  void dataChosen(const QString& path);
  void dataSettingsChanged();  ///< of the same data set: size, splits, limits, augmentation
  void methodChosen(const QString& id);
  void changed();  ///< any field; also after the others of these
  /// A slider is held, until false: what changes meanwhile is one change.
  void adjusting(bool on);
  void startRequested();  ///< only while isReady()
  void methodHelpRequested(const QString& id);

 private:
  void addInputs(QVBoxLayout& column);
  void addMethod(QVBoxLayout& column);
  void addExplore(QVBoxLayout& column);
  void addRules(QVBoxLayout& column);
  void addTrainingAndOutput(QVBoxLayout& column);
  void addFoot(QVBoxLayout& column);
  void showMethod();
  void updateStart();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
