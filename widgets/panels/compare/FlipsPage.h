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

/// A validation image that two networks put into different classes.
struct FlippedImage {
  std::int64_t image = 0;  ///< index in the validation images
  int label = 0;           ///< classes
  int before = 0;
  int after = 0;
};

/// Images whose predictions differ between two networks, as thumbnails, page by page. Which ones there are is known at
/// once; pixels are asked for page by page. Window thread only.
class FlipsPage : public QWidget {
  Q_OBJECT
 public:
  static constexpr std::size_t kPageSize = 24;

  explicit FlipsPage(QWidget* parent = nullptr);
  ~FlipsPage() override;

  struct Content {
    QString before;  ///< name of the network whose classes stand before
    QString after;
    std::vector<FlippedImage> images;
    std::int64_t all = 0;  ///< validation images
    QStringList classNames;
  };
  /// Shows the first page; asks for its pixels.
  void setContent(Content content);
  /// Pixels of rows of the content; those that are not on the page are ignored.
  void setPixels(const std::vector<std::size_t>& rows, const std::vector<QImage>& images);
  /// Instead of images; the text says why and what to do.
  void say(const QString& title, const QString& text);
  [[nodiscard]] QString emptyText() const;
  /// Rows of the content on the page that is shown.
  [[nodiscard]] const std::vector<std::size_t>& pageRows() const;

 Q_SIGNALS:
  void pixelsWanted(const std::vector<std::size_t>& rows);

 private:
  void filter();
  void showPage(std::size_t page);

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
