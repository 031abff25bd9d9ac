// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace dyadic::widgets {

/// Images as thumbnails with a caption, in as many columns as fit, any number of them: what is out of sight costs
/// nothing. Pixels are asked for as they come into sight, and kept for a while. One image is selected. Keys: arrows,
/// Home and End, Page up and down. Window thread only.
class ImageGrid : public QAbstractScrollArea {
  Q_OBJECT
 public:
  enum class Tone { Plain, Good, Bad, Faint };
  struct Word {
    QString text;
    Tone tone = Tone::Plain;
  };
  struct Caption {
    QString heading;
    Word before;  ///< below it: "shirt → coat"
    Word after;   ///< empty: no arrow either
    QString tip;  ///< also for screen readers
  };
  using Describe = std::function<Caption(std::int64_t key)>;

  explicit ImageGrid(QWidget* parent = nullptr);
  ~ImageGrid() override;

  /// What stands below an image; asked for when it is seen.
  void setDescriber(Describe describe);
  /// The images to be shown, each by a number of the owner's. The selection stays where its image does.
  void setKeys(std::vector<std::int64_t> keys);
  [[nodiscard]] const std::vector<std::int64_t>& keys() const;
  /// Other images have these keys now: forgets all pixels.
  void clearPixels();
  /// Those that were asked for; a null image: there are none.
  void setPixels(const std::vector<std::int64_t>& keys, const std::vector<QImage>& images);
  /// Captions have changed.
  void refresh();

  /// Keys in sight, and whether the pixels of all of them are there.
  [[nodiscard]] std::vector<std::int64_t> visibleKeys() const;
  [[nodiscard]] bool isComplete() const;
  [[nodiscard]] std::int64_t selectedKey() const;  ///< -1 for none
  /// Scrolls there. Emits selectionChanged only if it changes something.
  void selectKey(std::int64_t key);
  [[nodiscard]] QRect cellOf(std::int64_t key) const;  ///< in the viewport; empty where it is not there

  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  /// All in sight, and soon to be, whose pixels are missing: replaces what was wanted before.
  void pixelsWanted(const std::vector<std::int64_t>& keys);
  void selectionChanged(std::int64_t key);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
