// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "app/runtime/Engine.h"
#include "app/runtime/TaskLane.h"

namespace dyadic::runtime {

/// What a network does under a setting, without training: costs, accuracy, sensitivities, feature maps, proposed bits.
/// Each kind of question has a worker thread of its own, and its newest question ends the one before, of which nothing
/// is heard any more. The network is read once, by the first question about it. All signals are emitted on this
/// object's thread. Leaving waits for the batch of images that is on.
class ExploreTasks : public QObject {
  Q_OBJECT
 public:
  explicit ExploreTasks(const Engine& engine, QObject* parent = nullptr);
  ~ExploreTasks() override;

  /// Network and data of the questions that follow. If they are others than before, all that is under way ends; returns
  /// whether that is so. Method and layer rules are not looked at.
  bool setConfig(const RunConfig& config);
  /// Reads the network's file and the data again, because they have changed; ends all that is under way.
  void forget();

  using Images = std::shared_ptr<const session::DataImages>;
  /// Reads a part of the data set; answered by imagesReady() or imagesFailed().
  void openImages(session::ImagePart part);
  struct PixelsWish {
    Images images;
    std::vector<std::int64_t> wanted;  ///< indices; those that are not there are left out
    int side = 0;                      ///< no side is longer than this; 0: as they are
  };
  /// Answered by pixelsReady().
  void askPixels(const PixelsWish& wish);
  /// What both networks see in a validation image: looked() or lookFailed().
  void look(const QuantSetting& setting, std::int64_t image);
  void cancelLook();

  /// Answered by costsReady() or costsFailed().
  void askCosts(const QuantSetting& setting);
  /// estimated() as it goes, until its `complete` or the limit; or estimateFailed().
  void estimate(const QuantSetting& setting, const session::EstimateOptions& options = {});
  void cancelEstimate();
  [[nodiscard]] bool isEstimating() const { return estimating_.token != nullptr; }
  /// sensitivityMeasured() as it goes, at most 30 times a second, then sensitivityDone() or sensitivityFailed().
  void measureSensitivity(const QuantSetting& setting, const session::SensitivityOptions& options = {});
  /// What was measured is kept on disk: measuring the same again goes on from there.
  void pauseSensitivity();
  [[nodiscard]] bool isMeasuring() const { return measuring_.token != nullptr; }
  /// Answered by featureMapsReady() or featureMapsFailed().
  void askFeatureMaps(const QuantSetting& setting);
  void cancelFeatureMaps();
  [[nodiscard]] bool isAskingFeatureMaps() const { return maps_.token != nullptr; }

  struct Goal {
    QuantSetting setting;
    BitGoal goal;
    session::SensitivityOptions options;
  };
  /// proposing() as it goes, then proposed() or proposeFailed().
  void propose(const Goal& goal);
  void cancelPropose();
  [[nodiscard]] bool isProposing() const { return proposing_.token != nullptr; }

 Q_SIGNALS:
  void costsReady(const dyadic::CostRecord& costs);
  void costsFailed(const dyadic::Error& error);
  void estimated(const dyadic::AccuracyEstimate& estimate);
  void estimateFailed(const dyadic::Error& error);
  /// The classes that the next estimated() counts.
  void answered(std::shared_ptr<const dyadic::ImageAnswers> answers);
  void imagesReady(dyadic::session::ImagePart part, std::shared_ptr<const dyadic::session::DataImages> images);
  void imagesFailed(const dyadic::Error& error);
  void pixelsReady(std::shared_ptr<const dyadic::session::DataImages> images, const std::vector<std::int64_t>& indices,
                   const std::vector<dyadic::session::ImagePixels>& pixels);
  void looked(const dyadic::ImageLook& look);
  void lookFailed(const dyadic::Error& error);
  void sensitivityMeasured(std::shared_ptr<const dyadic::SensitivityRecord> record);
  void sensitivityDone();
  void sensitivityFailed(const dyadic::Error& error);
  void featureMapsReady(std::shared_ptr<const std::vector<dyadic::FeatureMapRecord>> maps);
  void featureMapsFailed(const dyadic::Error& error);
  void proposing(double fraction);
  void proposed(std::shared_ptr<const dyadic::BitProposal> proposal);
  void proposeFailed(const dyadic::Error& error);

 private:
  class Network;
  /// Set when nobody wants the answer any more.
  using Token = std::shared_ptr<std::atomic<bool>>;
  struct Kind {
    TaskLane lane;
    Token token;  ///< of the question that is under way; null for none
  };
  using Say = std::function<void()>;

  [[nodiscard]] static Token begin(Kind& kind);
  static void end(Kind& kind);
  void endAll();
  /// From a worker: has `say` called on this object's thread, unless the question has ended by then.
  void post(const Kind& kind, const Token& token, Say say);

  Engine engine_;
  std::shared_ptr<Network> network_;
  Kind costs_;
  Kind estimating_;
  Kind measuring_;
  Kind maps_;
  Kind proposing_;
  Kind opening_;
  Kind pixels_;
  Kind looking_;
};

}  // namespace dyadic::runtime
