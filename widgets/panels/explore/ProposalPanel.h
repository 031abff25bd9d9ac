// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

/// Bits for each layer from a goal: the goal, the proposal beside what is set now, and whether to take it. Sends
/// intents; nothing changes until the owner says so.
class ProposalPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ProposalPanel(QWidget* parent = nullptr);
  ~ProposalPanel() override;

  /// Another model: drops the proposal.
  void setLayers(const std::vector<LayerInfo>& layers);
  /// `now`: the costs of the setting that was asked about.
  void showProposal(std::shared_ptr<const BitProposal> proposal, const CostRecord& now);
  [[nodiscard]] std::shared_ptr<const BitProposal> proposal() const;
  /// It is being worked out; 0 to 1.
  void showProgress(double fraction);
  /// Nothing is being worked out any more: it was given up or, with a text, failed.
  void showEnd(const QString& problem = {});
  [[nodiscard]] bool isBusy() const;
  /// The set-up is no longer the one that was asked about.
  void setOutdated();
  /// The proposal became the set-up.
  void showApplied();
  /// It was put aside.
  void dropProposal();
  /// Size of the parameters now, from which a first goal follows.
  void suggestSize(double bytes);
  /// Whether anything may be asked; `reason` says why not.
  void setAskable(bool on, const QString& reason = {});

 Q_SIGNALS:
  void proposeRequested(const dyadic::BitGoal& goal);
  void cancelRequested();
  void applyRequested();
  void layerSelected(int layer);

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
