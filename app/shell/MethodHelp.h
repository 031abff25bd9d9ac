// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <vector>

#include "engine/types/MethodInfo.h"

class QListWidget;
class QTextBrowser;

namespace dyadic::shell {

/// A page on each method: what it does, its parameters with range and default, where it was published, and its citation
/// as BibTeX to copy. A window beside the main one; deletes itself when closed.
class MethodHelp : public QDialog {
  Q_OBJECT
 public:
  MethodHelp(std::vector<MethodInfo> methods, QWidget* parent);
  /// The first one where there is no method of that id.
  void showMethod(const QString& id);

 private:
  void copyCitation();
  void showPage(int row);

  std::vector<MethodInfo> methods_;
  QListWidget* list_;
  QTextBrowser* page_;
};

/// The page itself, as the rich text that Qt reads.
[[nodiscard]] QString methodPage(const MethodInfo& method);

}  // namespace dyadic::shell
