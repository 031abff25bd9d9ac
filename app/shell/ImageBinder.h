// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "app/runtime/ExploreTasks.h"

namespace dyadic::widgets {
class ImagePanel;
}

namespace dyadic::shell {

class SetupBinder;

/// Fills the page of images: reads the data set when it is looked at, gives it thumbnails and classes as they are
/// found, and asks both networks about the image that was chosen. Part of ExploreBinder. Window thread; never blocks.
class ImageBinder : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    runtime::ExploreTasks& tasks;
    SetupBinder& setup;
    widgets::ImagePanel& panel;
  };
  /// The parts must outlive the binder.
  explicit ImageBinder(const Parts& parts, QObject* parent = nullptr);

  /// Another network or other images: forgets what was read.
  void forget();
  /// The page can be seen, or not; nothing is read for a page that nobody sees.
  void setLooking(bool looking);
  /// What the quantized network is; none: not known yet.
  void setSetting(const std::optional<QuantSetting>& setting);
  /// Why no network can be asked now; empty if it can.
  void setObstacle(const QString& why);

 private:
  void connectTasks();
  void open();
  void showContent(const runtime::ExploreTasks::Images& images);
  void ask();

  Parts parts_;
  runtime::ExploreTasks::Images images_;
  std::optional<QuantSetting> setting_;
  QString obstacle_;
  bool looking_ = false;
  bool opening_ = false;
  std::int64_t chosen_ = -1;
};

}  // namespace dyadic::shell
