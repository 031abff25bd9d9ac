// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/About.h"

#include <QApplication>
#include <QClipboard>
#include <QMessageBox>
#include <QPushButton>
#include <QSysInfo>
#include <QThread>

#include "engine/session/Process.h"
#include "widgets/plots/Plot.h"

namespace dyadic::shell {
namespace {

QString versions() {
  QStringList lines{
      QStringLiteral("Dyadic %1").arg(QCoreApplication::applicationVersion()),
      QStringLiteral("Qt %1 (%2), %3")
          .arg(QString::fromLatin1(qVersion()), QGuiApplication::platformName(), widgets::Plot::libraryVersion())};
  for (const auto& [name, value] : session::versions())
    lines << QString::fromStdString(name) + QStringLiteral(": ") + QString::fromStdString(value);
  lines << QStringLiteral("%1, %2, %3 threads")
               .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture())
               .arg(QThread::idealThreadCount());
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

void showAbout(QWidget* parent) {
  auto* box = new QMessageBox(parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setWindowTitle(QMessageBox::tr("About Dyadic"));
  box->setText(QMessageBox::tr("<b>Dyadic %1</b>").arg(QCoreApplication::applicationVersion()));
  box->setInformativeText(
      QMessageBox::tr("A workbench for neural-network quantization research: integers times powers of two.\n\n%1\n\n"
                      "Free software under the GNU General Public License, version 3 or later. No warranty.")
          .arg(versions()));
  QPushButton* copy = box->addButton(QMessageBox::tr("Copy versions"), QMessageBox::ActionRole);
  QObject::connect(copy, &QPushButton::clicked, box, [] { QGuiApplication::clipboard()->setText(versions()); });
  box->addButton(QMessageBox::Close);
  box->open();
}

}  // namespace dyadic::shell
