// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/About.h"

#include <QApplication>
#include <QClipboard>
#include <QMessageBox>
#include <QPushButton>
#include <QSysInfo>
#include <QThread>

namespace dyadic::shell {
namespace {

QString versions() {
  return QStringLiteral("Dyadic %1\nQt %2 (%3)\n%4, %5, %6 processors\nCompiler: GCC %7")
      .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()), QGuiApplication::platformName(),
           QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture())
      .arg(QThread::idealThreadCount())
      .arg(QStringLiteral(__VERSION__));
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
