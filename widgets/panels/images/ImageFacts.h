// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <optional>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

/// One image, larger, and what the float and the quantized network see in it: five classes each, with
/// their probabilities side by side. Window thread only.
class ImageFacts : public QWidget {
  Q_OBJECT
 public:
  explicit ImageFacts(QWidget* parent = nullptr);

  struct Subject {
    std::int64_t image = -1;  ///< index in its part of the data set
    QString file;             ///< may be empty
    int label = -1;
  };
  /// Another image; nothing is known of its classes. An image of -1: none is chosen.
  void show(const Subject& subject, const QStringList& classNames);
  void setPixels(const QImage& image);
  void setLook(const ImageLook& look);
  /// Instead of the classes: why there are none.
  void setNote(const QString& text);
  /// What it shows, line by line: for tests and screen readers.
  [[nodiscard]] QStringList lines() const;

  [[nodiscard]] QSize sizeHint() const override { return {260, 480}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, 240}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] QString nameOf(int index) const;
  /// A class that one of the networks names.
  struct Row {
    int index = -1;
    std::optional<double> before;  ///< probability, where it is among the network's five
    std::optional<double> after;
  };
  [[nodiscard]] std::vector<Row> rows() const;
  void paintShares(class QPainter& painter, const QRect& place) const;

  Subject subject_;
  QStringList classNames_;
  QImage image_;
  std::optional<ImageLook> look_;
  QString note_;
};

}  // namespace dyadic::widgets
