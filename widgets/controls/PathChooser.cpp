// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/PathChooser.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

PathChooser::PathChooser(Options options, QWidget* parent)
    : QWidget(parent), options_(std::move(options)), combo_(new QComboBox) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kHalfSpace);
  combo_->setEditable(true);
  combo_->setInsertPolicy(QComboBox::NoInsert);
  combo_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  combo_->setMinimumContentsLength(8);
  combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  row->addWidget(combo_);
  QToolButton* browseButton = iconButton(QStringLiteral("folder"), tr("Browse…"));
  row->addWidget(browseButton);
  setFocusProxy(combo_);
  setAcceptDrops(true);
  connect(browseButton, &QToolButton::clicked, this, &PathChooser::browse);
  connect(combo_, &QComboBox::activated, this, [this](int index) { choose(combo_->itemData(index).toString()); });
  connect(combo_->lineEdit(), &QLineEdit::editingFinished, this, [this] { choose(typedPath()); });
}

void PathChooser::setItems(const std::vector<PathItem>& items) {
  const QString kept = path_;
  const QSignalBlocker blocker(combo_);
  combo_->clear();
  for (const PathItem& item : items) {
    combo_->addItem(item.label, item.path);
    combo_->setItemData(combo_->count() - 1, item.path, Qt::ToolTipRole);
  }
  setPath(kept);
}

void PathChooser::setPath(const QString& path) {
  path_ = path;
  const QSignalBlocker blocker(combo_);
  const int index = path.isEmpty() ? -1 : combo_->findData(path);
  combo_->setCurrentIndex(index);
  combo_->setEditText(index >= 0 ? combo_->itemText(index) : path);
  // The end of a path says more than its beginning.
  combo_->lineEdit()->setCursorPosition(index >= 0 ? 0 : static_cast<int>(path.size()));
  combo_->setToolTip(path);
}

QString PathChooser::path() const { return typedPath(); }

void PathChooser::setPlaceholder(const QString& text) { combo_->lineEdit()->setPlaceholderText(text); }

void PathChooser::setInvalid(bool on) { setStyleProperty(*combo_, "invalid", on); }

QString PathChooser::typedPath() const {
  const QString text = combo_->currentText().trimmed();
  const int index = combo_->findText(text, Qt::MatchExactly | Qt::MatchCaseSensitive);
  return index >= 0 ? combo_->itemData(index).toString() : text;
}

void PathChooser::choose(const QString& path) {
  if (path == path_) return;
  setPath(path);
  Q_EMIT chosen(path);
}

void PathChooser::browse() {
  auto* dialog = new QFileDialog(window(), options_.title, typedPath(), options_.filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(options_.kind == Kind::OpenFolder ? QFileDialog::Directory
                      : options_.kind == Kind::OpenFile ? QFileDialog::ExistingFile
                                                        : QFileDialog::AnyFile);
  if (options_.kind == Kind::SaveFile) dialog->setAcceptMode(QFileDialog::AcceptSave);
  connect(dialog, &QFileDialog::fileSelected, this, &PathChooser::choose);
  dialog->open();
}

void PathChooser::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile()) event->acceptProposedAction();
}

void PathChooser::dropEvent(QDropEvent* event) {
  choose(event->mimeData()->urls().first().toLocalFile());
  event->acceptProposedAction();
}

}  // namespace dyadic::widgets
