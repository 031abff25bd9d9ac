// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>

namespace dyadic::widgets {

/// Figures at a glance: a row of tiles, each with a name, a large value and a muted detail below.
class TileRow : public QWidget {
  Q_OBJECT
 public:
  enum class Tone { Plain, Ok, Warn, Bad };

  explicit TileRow(const QStringList& names, QWidget* parent = nullptr);
  ~TileRow() override;
  /// `tip`: more than fits, or the definition of the quantity; shown anywhere on the tile.
  void setTile(int index, const QString& value, const QString& detail, Tone tone = Tone::Plain,
               const QString& tip = {});

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
