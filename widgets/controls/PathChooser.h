// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

class QComboBox;

namespace dyadic::widgets {

/// A file or folder that the program offers: recent ones, and the examples that ship.
struct PathItem {
  QString label;
  QString path;
};

/// A path that is typed, picked from a list, or browsed for.
class PathChooser : public QWidget {
  Q_OBJECT
 public:
  enum class Kind { OpenFile, OpenFolder, SaveFile };
  struct Options {
    Kind kind = Kind::OpenFile;
    QString title;   ///< of the file dialog
    QString filter;  ///< "Models (*.safetensors)"
  };

  explicit PathChooser(Options options, QWidget* parent = nullptr);

  void setItems(const std::vector<PathItem>& items);
  /// Emits nothing. The path of a known item is shown by its label.
  void setPath(const QString& path);
  [[nodiscard]] QString path() const;
  void setPlaceholder(const QString& text);
  void setInvalid(bool on);

 Q_SIGNALS:
  void chosen(const QString& path);  ///< picked, browsed, dropped, or typed and finished; only when it changed

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void browse();
  void choose(const QString& path);
  [[nodiscard]] QString typedPath() const;

  Options options_;
  QComboBox* combo_;
  QString path_;
};

}  // namespace dyadic::widgets
