// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/RunList.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedLayout>
#include <algorithm>

#include "widgets/controls/Chips.h"
#include "widgets/controls/Parts.h"
#include "widgets/panels/RunListItems.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

bool isActive(const RunItem& run) { return run.state == RunState::Running || run.state == RunState::Opening; }

QIcon swatch(const QColor& color) {
  QPixmap pixmap(32, 32);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawEllipse(6, 6, 20, 20);
  return pixmap;
}

}  // namespace

QString stateText(RunState state) {
  switch (state) {
    case RunState::Opening:
      return RunList::tr("Opening");
    case RunState::Running:
      return RunList::tr("Running");
    case RunState::Paused:
      return RunList::tr("Paused");
    case RunState::Finished:
      return RunList::tr("Finished");
    case RunState::Stopped:
      return RunList::tr("Stopped");
    case RunState::Failed:
      return RunList::tr("Failed");
    case RunState::Interrupted:
      return RunList::tr("Interrupted");
  }
  return {};
}

QColor stateColor(RunState state) {
  switch (state) {
    case RunState::Opening:
    case RunState::Running:
      return colors().accent;
    case RunState::Paused:
    case RunState::Interrupted:
      return colors().warn;
    case RunState::Finished:
      return colors().ok;
    case RunState::Stopped:
      return colors().textMuted;
    case RunState::Failed:
      return colors().bad;
  }
  return colors().textMuted;
}

struct RunList::Private {
  RunModel model;
  RunProxy proxy;
  RunDelegate delegate;
  QListView* view = nullptr;
  QStackedLayout* pages = nullptr;
  QLabel* empty = nullptr;
  QHBoxLayout* head = nullptr;
  QToolButton* archived = nullptr;
  Chips* tags = nullptr;
  QStringList tagNames;
  bool quiet = false;  ///< rows are being replaced

  [[nodiscard]] const RunItem* runOf(const QString& path) const {
    const auto found =
        std::find_if(model.runs.begin(), model.runs.end(), [&](const RunItem& run) { return run.path == path; });
    return found == model.runs.end() ? nullptr : &*found;
  }
  [[nodiscard]] QModelIndex indexOf(const QString& path) const {
    for (int row = 0; row < proxy.rowCount(); ++row)
      if (proxy.index(row, 0).data(PathRole).toString() == path) return proxy.index(row, 0);
    return {};
  }
  void showRightPage() const {
    pages->setCurrentIndex(proxy.rowCount() == 0 ? 0 : 1);
    empty->setText(model.runs.empty() ? RunList::tr("Runs appear here.\nStart one, or open a run file.")
                                      : RunList::tr("No run fits the filter."));
  }
};

RunList::RunList(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  d_->proxy.setSourceModel(&d_->model);
  d_->view = new QListView;
  makeHead();
  column->addLayout(d_->head);
  d_->tags = new Chips(Chips::Mode::Any);
  d_->tags->setContentsMargins(0, 0, 0, 0);
  d_->tags->hide();
  auto* tagRow = new QHBoxLayout;
  tagRow->setContentsMargins(kSpace, 0, kSpace, 0);
  tagRow->addWidget(d_->tags);
  column->addLayout(tagRow);
  d_->view->setModel(&d_->proxy);
  d_->view->setItemDelegate(&d_->delegate);
  d_->view->setMouseTracking(true);
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setUniformItemSizes(true);
  d_->view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  d_->view->setEditTriggers(QAbstractItemView::EditKeyPressed);
  d_->view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  d_->view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->view->setContextMenuPolicy(Qt::CustomContextMenu);
  d_->view->setAccessibleName(tr("Runs"));
  d_->empty = mutedLabel();
  d_->empty->setAlignment(Qt::AlignCenter);
  d_->empty->setWordWrap(true);
  auto* body = new QWidget;
  d_->pages = new QStackedLayout(body);
  d_->pages->addWidget(d_->empty);
  d_->pages->addWidget(d_->view);
  column->addWidget(body, 1);
  connectView();
  d_->showRightPage();
}

RunList::~RunList() = default;

void RunList::makeHead() {
  d_->head = new QHBoxLayout;
  d_->head->setContentsMargins(kSpace, kSpace, kSpace, kSpace);
  d_->head->setSpacing(kHalfSpace);
  auto* filter = new QLineEdit;
  filter->setPlaceholderText(tr("Filter runs"));
  filter->setAccessibleName(tr("Filter runs by name, method, tag or note"));
  filter->setClearButtonEnabled(true);
  filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  d_->head->addWidget(filter);
  d_->archived = iconButton(QStringLiteral("archive"), tr("Show archived runs"));
  d_->archived->setCheckable(true);
  d_->head->addWidget(d_->archived);
  QToolButton* open = iconButton(QStringLiteral("folder"), tr("Open a run file…"));
  d_->head->addWidget(open);
  connect(filter, &QLineEdit::textChanged, this, [this](const QString& text) {
    d_->proxy.setText(text);
    d_->showRightPage();
  });
  connect(d_->archived, &QToolButton::toggled, this, [this](bool on) {
    d_->proxy.setArchivedShown(on);
    d_->showRightPage();
  });
  connect(open, &QToolButton::clicked, this, &RunList::openFileRequested);
}

void RunList::connectView() {
  d_->model.renamed = [this](const QString& path, const QString& name) { Q_EMIT renamed(path, name); };
  connect(d_->tags, &Chips::clicked, this, [this] {
    QSet<QString> wanted;
    for (int i = 0; i < d_->tags->count(); ++i)
      if (d_->tags->isChosen(i)) wanted.insert(d_->tagNames[i]);
    d_->proxy.setTags(wanted);
    d_->showRightPage();
  });
  connect(d_->view, &QListView::clicked, this, [this](const QModelIndex& index) {
    if (!(QApplication::keyboardModifiers() & (Qt::ControlModifier | Qt::ShiftModifier)))
      open(index.data(PathRole).toString());
  });
  connect(d_->view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    if (!d_->quiet) Q_EMIT selectionChanged(selected());
  });
  connect(d_->view, &QListView::customContextMenuRequested, this, &RunList::showMenu);
  d_->view->installEventFilter(this);
  d_->view->viewport()->installEventFilter(this);
}

void RunList::open(const QString& path) {
  if (path.isEmpty()) return;
  d_->delegate.current = path;
  d_->view->viewport()->update();
  Q_EMIT opened(path);
}

bool RunList::eventFilter(QObject* watched, QEvent* event) {
  if (watched == d_->view->viewport()) {
    const bool press = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (!press && event->type() != QEvent::MouseButtonRelease) return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    const QModelIndex index = d_->view->indexAt(mouse->pos());
    if (mouse->button() != Qt::LeftButton || !index.isValid()) return false;
    if (!RunDelegate::eyeRect(d_->view->visualRect(index)).contains(mouse->pos())) return false;
    if (press) toggleHidden({index.data(PathRole).toString()});
    return true;
  }
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    return key->modifiers() == Qt::NoModifier && !d_->view->viewport()->isAncestorOf(QApplication::focusWidget()) &&
           handleKey(key->key());
  }
  return false;
}

bool RunList::handleKey(int key) {
  const QStringList paths = selected();
  if (paths.isEmpty()) return false;
  switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      open(d_->view->currentIndex().data(PathRole).toString());
      return true;
    case Qt::Key_Space:
      toggleHidden(paths);
      return true;
    case Qt::Key_Delete:
      if (std::none_of(paths.begin(), paths.end(), [&](const QString& path) { return isActive(*d_->runOf(path)); }))
        Q_EMIT removeRequested(paths);
      return true;
    default:
      return false;
  }
}

/// All are shown again where one of them is hidden. An archived run comes back to the list.
void RunList::toggleHidden(const QStringList& paths) {
  const auto any = [&](bool RunItem::*flag) {
    return std::any_of(paths.begin(), paths.end(), [&](const QString& path) {
      const RunItem* run = d_->runOf(path);
      return run && run->*flag;
    });
  };
  if (any(&RunItem::archived))
    Q_EMIT archivedChanged(paths, false);
  else
    Q_EMIT hiddenChanged(paths, !any(&RunItem::hidden));
}

void RunList::showMenu(const QPoint& at) {
  const QModelIndex index = d_->view->indexAt(at);
  if (!index.isValid()) return;
  QStringList paths = selected();
  const QString path = index.data(PathRole).toString();
  if (!paths.contains(path)) paths = {path};
  QMenu menu(this);
  fillMenu(menu, paths);
  menu.exec(d_->view->viewport()->mapToGlobal(at));
}

void RunList::fillMenu(QMenu& menu, const QStringList& paths) {
  const QString& path = paths.front();
  const RunItem run = *d_->runOf(path);
  const bool one = paths.size() == 1;
  // A run that is paused has a process: it goes on there.
  const bool resumable =
      run.state == RunState::Stopped || run.state == RunState::Interrupted || run.state == RunState::Failed;
  if (one) {
    menu.addAction(tr("&Open"), this, [this, path] { open(path); });
    menu.addAction(tr("Re&name"), this, [this, path] { rename(path); })->setShortcut(Qt::Key_F2);
    menu.addAction(icon(QStringLiteral("play")), tr("&Resume"), this, [this, path] { Q_EMIT resumeRequested(path); })
        ->setEnabled(resumable && run.problem.isEmpty());
    menu.addAction(tr("&Use its settings"), this, [this, path] { Q_EMIT reuseRequested(path); })
        ->setEnabled(run.problem.isEmpty());
    menu.addAction(tr("&Note…"), this, [this, path] { askForNote(path); });
  }
  fillLooks(menu, paths);
  menu.addSeparator();
  if (!one) menu.addSection(tr("%n runs", nullptr, static_cast<int>(paths.size())));
  menu.addAction(icon(run.hidden ? QStringLiteral("eye") : QStringLiteral("eye-off")),
                 run.hidden ? tr("S&how in comparisons") : tr("&Hide from comparisons"), this,
                 [this, paths, run] { Q_EMIT hiddenChanged(paths, !run.hidden); })
      ->setShortcut(Qt::Key_Space);
  menu.addAction(icon(QStringLiteral("archive")), run.archived ? tr("Back from the &archive") : tr("&Archive"), this,
                 [this, paths, run] { Q_EMIT archivedChanged(paths, !run.archived); });
  menu.addSeparator();
  if (one)
    menu.addAction(icon(QStringLiteral("folder")), tr("Show in &folder"), this,
                   [this, path] { Q_EMIT revealRequested(path); });
  QAction* remove = menu.addAction(icon(QStringLiteral("trash")), tr("&Delete"), this,
                                   [this, paths] { Q_EMIT removeRequested(paths); });
  remove->setShortcut(Qt::Key_Delete);
  remove->setEnabled(
      std::none_of(paths.begin(), paths.end(), [this](const QString& each) { return isActive(*d_->runOf(each)); }));
}

void RunList::fillLooks(QMenu& menu, const QStringList& paths) {
  QMenu* color = menu.addMenu(tr("&Colour"));
  for (int i = 0; i < static_cast<int>(colors().runs.size()); ++i)
    color->addAction(swatch(runColor(i)), tr("Colour %1").arg(i + 1), this,
                     [this, paths, i] { Q_EMIT colorChosen(paths, i); });
  QMenu* tags = menu.addMenu(icon(QStringLiteral("tag")), tr("&Tags"));
  for (const QString& tag : std::as_const(d_->tagNames)) {
    QAction* action = tags->addAction(QString(tag).replace(QLatin1Char('&'), QStringLiteral("&&")));
    action->setCheckable(true);
    action->setChecked(std::all_of(paths.begin(), paths.end(),
                                   [&](const QString& path) { return d_->runOf(path)->tags.contains(tag); }));
    connect(action, &QAction::triggered, this, [this, paths, tag](bool on) { Q_EMIT tagChanged(paths, tag, on); });
  }
  if (!d_->tagNames.isEmpty()) tags->addSeparator();
  tags->addAction(icon(QStringLiteral("plus")), tr("New tag…"), this, [this, paths] { askForTag(paths); });
}

void RunList::askForTag(const QStringList& paths) {
  auto* dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("New tag"));
  dialog->setLabelText(tr("Tag of %n runs:", nullptr, static_cast<int>(paths.size())));
  connect(dialog, &QInputDialog::textValueSelected, this, [this, paths](const QString& text) {
    if (const QString tag = text.simplified(); !tag.isEmpty()) Q_EMIT tagChanged(paths, tag, true);
  });
  dialog->open();
}

void RunList::askForNote(const QString& path) {
  const RunItem* run = d_->runOf(path);
  if (!run) return;
  auto* dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Note on %1").arg(run->name));
  dialog->setLabelText(tr("Shown when the mouse rests on the run:"));
  dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
  dialog->setTextValue(run->note);
  connect(dialog, &QInputDialog::textValueSelected, this,
          [this, path](const QString& text) { Q_EMIT noteChanged(path, text.trimmed()); });
  dialog->open();
}

void RunList::rename(const QString& path) {
  if (const QModelIndex index = d_->indexOf(path); index.isValid()) {
    d_->view->setCurrentIndex(index);
    d_->view->edit(index);
  }
}

void RunList::setRuns(const std::vector<RunItem>& runs) {
  const int scroll = d_->view->verticalScrollBar()->value();
  const QStringList before = selected();
  {
    const QScopedValueRollback rollback(d_->quiet, true);
    d_->model.set(runs);
    if (selected() != before) {
      for (const QString& path : before)
        if (const QModelIndex index = d_->indexOf(path); index.isValid())
          d_->view->selectionModel()->select(index, QItemSelectionModel::Select);
    }
  }
  if (selected() != before) Q_EMIT selectionChanged(selected());
  d_->view->verticalScrollBar()->setValue(scroll);
  updateTags();
  d_->showRightPage();
}

void RunList::updateTags() {
  QStringList names;
  for (const RunItem& run : d_->model.runs) names << run.tags;
  names.removeDuplicates();
  names.sort(Qt::CaseInsensitive);
  if (names == d_->tagNames) return;
  QSet<QString> chosen;
  for (int i = 0; i < d_->tags->count(); ++i)
    if (d_->tags->isChosen(i)) chosen.insert(d_->tagNames[i]);
  d_->tagNames = names;
  d_->tags->setChoices(names);
  for (int i = 0; i < names.size(); ++i) d_->tags->setChosen(i, chosen.contains(names[i]));
  chosen.intersect(QSet<QString>(names.begin(), names.end()));
  d_->proxy.setTags(chosen);
  d_->tags->setVisible(!names.isEmpty());
}

void RunList::updateRun(const RunItem& run) {
  d_->model.update(run);
  d_->showRightPage();
}

void RunList::setCurrent(const QString& path) {
  d_->delegate.current = path;
  if (selected().size() < 2) {
    const QScopedValueRollback rollback(d_->quiet, true);
    if (const QModelIndex index = d_->indexOf(path); index.isValid()) d_->view->setCurrentIndex(index);
  }
  d_->view->viewport()->update();
}

QString RunList::current() const { return d_->delegate.current; }

QStringList RunList::selected() const {
  QModelIndexList indices = d_->view->selectionModel()->selectedIndexes();
  std::sort(indices.begin(), indices.end());
  QStringList paths;
  for (const QModelIndex& index : std::as_const(indices)) paths << index.data(PathRole).toString();
  return paths;
}

}  // namespace dyadic::widgets
