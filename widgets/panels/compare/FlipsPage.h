// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace dyadic::widgets {

class ImageGrid;

/// A validation image that two networks put into different classes.
struct FlippedImage {
  std::int64_t image = 0;  ///< index in the validation images
  int label = 0;           ///< classes
  int before = 0;
  int after = 0;
};

/// Images whose predictions differ between two networks, as thumbnails. Which ones there are is known at once; pixels
/// are asked for as they come into sight. Window thread only.
class FlipsPage : public QWidget {
  Q_OBJECT
 public:
  explicit FlipsPage(QWidget* parent = nullptr);
  ~FlipsPage() override;

  struct Content {
    QString before;  ///< name of the network whose classes stand before
    QString after;
    std::vector<FlippedImage> images;
    std::int64_t all = 0;  ///< validation images
    QStringList classNames;
  };
  void setContent(Content content);
  /// Pixels of rows of the content.
  void setPixels(const std::vector<std::size_t>& rows, const std::vector<QImage>& images);
  /// Instead of images; the text says why and what to do.
  void say(const QString& title, const QString& text);
  [[nodiscard]] QString emptyText() const;
  /// Its keys are rows of the content.
  [[nodiscard]] ImageGrid& grid() const;

 Q_SIGNALS:
  void pixelsWanted(const std::vector<std::size_t>& rows);

 private:
  void filter();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
