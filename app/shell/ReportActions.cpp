// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ReportActions.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>
#include <string>
#include <utility>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "app/runtime/RunLibrary.h"
#include "app/shell/MainMenu.h"
#include "app/shell/Notices.h"
#include "app/shell/ReportPage.h"

namespace dyadic::shell {
namespace {

const QString kFolder = QStringLiteral("folder/reports");

QString writePage(const QString& file, const QByteArray& page) {
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && out.write(page) == page.size() && out.commit()) return {};
  return ReportActions::tr("%1 cannot be written: %2. Choose another folder.").arg(file, out.errorString());
}

}  // namespace

ReportActions::ReportActions(runtime::Engine engine, Parts parts, QObject* parent)
    : QObject(parent), engine_(std::move(engine)), parts_(std::move(parts)) {
  connect(parts_.menu.reportRun, &QAction::triggered, this, [this] {
    const auto run = parts_.shown();
    if (!run) return;
    const QString path = QString::fromStdString(run->path);
    ask({path}, runtime::runName(path));
  });
  connect(parts_.menu.reportRuns, &QAction::triggered, this,
          [this] { ask(parts_.compared(), QStringLiteral("comparison")); });
}

void ReportActions::ask(const QStringList& paths, const QString& name) {
  const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  auto* dialog =
      new QFileDialog(&parts_.window, tr("Save report"), settings_.text(kFolder, home), tr("Web pages (*.html)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("html"));
  dialog->selectFile(name + QStringLiteral(".html"));
  connect(dialog, &QFileDialog::fileSelected, this, [this, paths](const QString& file) {
    settings_.setText(kFolder, QFileInfo(file).absolutePath());
    write(paths, file);
  });
  dialog->open();
}

void ReportActions::write(const QStringList& paths, const QString& file) {
  std::vector<std::string> names;
  for (const QString& path : paths) names.push_back(path.toStdString());
  parts_.notices.show(widgets::Severity::Info, tr("Writing the report…"), file);
  lane_.submit([this, names, file, open = engine_.openRun]() -> runtime::TaskLane::Answer {
    auto input = std::make_shared<Expected<ReportInput>>(readReportInput(names, open));
    return [this, input, file] {
      if (*input)
        save(file, reportPage(**input));
      else
        finish(file, runtime::errorText(input->error()));
    };
  });
}

void ReportActions::save(const QString& file, const QByteArray& page) {
  lane_.submit([this, file, page]() -> runtime::TaskLane::Answer {
    const QString problem = writePage(file, page);
    return [this, file, problem] { finish(file, problem); };
  });
}

void ReportActions::finish(const QString& file, const QString& problem) {
  if (!problem.isEmpty()) {
    parts_.notices.show(widgets::Severity::Error, tr("The report was not written"), problem);
    return;
  }
  parts_.notices.offer(widgets::Severity::Success, tr("Report saved"), file,
                       {tr("Open"), [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }});
}

}  // namespace dyadic::shell
