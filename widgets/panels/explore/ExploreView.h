// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "engine/types/ModelInfo.h"

namespace dyadic::widgets {

class ExploreTiles;
class FeatureMapPanel;
class ImagePanel;
class NetworkPanel;
class ProposalPanel;
class SensitivityPanel;

/// What a setting does to a network, without training: figures at a glance on top, below one page of several. The
/// owner fills the parts.
class ExploreView : public QWidget {
  Q_OBJECT
 public:
  enum class Page { Network, Error, Sensitivity, FeatureMaps, Images, Proposal };

  /// `errors`: the page of each layer's own error. Takes ownership.
  explicit ExploreView(QWidget* errors, QWidget* parent = nullptr);
  ~ExploreView() override;

  /// Null for none. Another model empties all pages.
  void setModel(const ModelInfo* model);
  [[nodiscard]] Page page() const;
  void showPage(Page page);

  [[nodiscard]] ExploreTiles& tiles() const;
  [[nodiscard]] NetworkPanel& network() const;
  [[nodiscard]] SensitivityPanel& sensitivity() const;
  [[nodiscard]] FeatureMapPanel& featureMaps() const;
  [[nodiscard]] ImagePanel& images() const;
  [[nodiscard]] ProposalPanel& proposal() const;

 Q_SIGNALS:
  void pageChanged(dyadic::widgets::ExploreView::Page page);
  /// The view can be seen now, or no longer.
  void visibilityChanged(bool visible);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
