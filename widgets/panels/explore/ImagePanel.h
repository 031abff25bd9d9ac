// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

class ImageFacts;
class ImageGrid;

/// The images of a data set as thumbnails, with their labels and, for those of validation, the classes that the float
/// and the quantized network give them; filters by class, outcome and name; one of them larger. Says what it wants; the
/// owner reads it. Window thread only.
class ImagePanel : public QWidget {
  Q_OBJECT
 public:
  enum class Part { Validation, Calibration, Train };
  enum class Outcome { All, QuantizedWrong, FloatWrong, Flipped, Lost, Gained };

  explicit ImagePanel(QWidget* parent = nullptr);
  ~ImagePanel() override;

  struct Content {
    std::vector<int> labels;  ///< one an image
    QStringList files;        ///< likewise, or none
    QStringList classNames;
  };
  /// The images of part(). Forgets pixels.
  void setContent(Content content);
  /// Instead of images: they are being read, there are none, or they cannot be; the text says what to do.
  void say(const QString& title, const QString& text);
  [[nodiscard]] QString emptyText() const;
  /// Of the validation images, as far as they are known; null: none are.
  void setAnswers(std::shared_ptr<const ImageAnswers> answers);
  /// They are of an earlier setting, or nothing is computed: `note` says so; empty: they are good.
  void setAnswersNote(const QString& note);
  void setPixels(const std::vector<std::int64_t>& images, const std::vector<QImage>& pixels);
  void setLarge(std::int64_t image, const QImage& pixels);
  void setLook(const ImageLook& look);
  void setLookNote(const QString& text);

  [[nodiscard]] Part part() const;
  void setOutcome(Outcome outcome);
  [[nodiscard]] ImageGrid& grid() const;
  [[nodiscard]] ImageFacts& facts() const;

 Q_SIGNALS:
  void partWanted(dyadic::widgets::ImagePanel::Part part);
  void pixelsWanted(const std::vector<std::int64_t>& images);
  /// An image was chosen: its pixels at full size, and, of validation images, what the networks see in it.
  void lookWanted(std::int64_t image);

 private:
  void build();
  void filter();
  void showImage(std::int64_t image);

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
