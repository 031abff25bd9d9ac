// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ShortcutHelp.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <utility>
#include <vector>

#include "app/shell/CommandPalette.h"
#include "widgets/controls/Glossary.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(dyadic::shell::ShortcutHelp)
};

QString section(const QString& title, const std::vector<std::pair<QString, QString>>& rows) {
  QString text =
      QStringLiteral("<h3>%1</h3><table cellspacing='0' cellpadding='4' width='100%'>").arg(title.toHtmlEscaped());
  for (const auto& [keys, what] : rows)
    text += QStringLiteral("<tr><td width='35%'><b>%1</b></td><td>%2</td></tr>")
                .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
  return text + QStringLiteral("</table>");
}

struct Page {
  QString name;
  QString title;
  QString text;
};

void showPage(const Page& page, QWidget* parent) {
  auto* dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setObjectName(page.name);
  dialog->setWindowTitle(page.title);
  auto* text = new QTextBrowser;
  text->setHtml(page.text);
  text->setAccessibleName(page.title);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* column = new QVBoxLayout(dialog);
  column->setContentsMargins(widgets::kMargin, widgets::kMargin, widgets::kMargin, widgets::kMargin);
  column->addWidget(text, 1);
  column->addWidget(buttons);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
  dialog->resize(560, 640);
  dialog->show();
}

}  // namespace

QString shortcutPage(const QMenuBar& bar) {
  QString page;
  QString group;
  std::vector<std::pair<QString, QString>> rows;
  const auto flush = [&] {
    if (!rows.empty()) page += section(group, rows);
    rows.clear();
  };
  for (const widgets::Command& command : menuCommands(bar)) {
    if (command.shortcut.isEmpty()) continue;
    const QString top = command.group.section(QStringLiteral(" \u203a "), 0, 0);
    if (top != group) flush();
    group = top;
    rows.emplace_back(command.shortcut, QString(command.title).remove(QStringLiteral("  \u2713")));
  }
  flush();
  page += section(Texts::tr("In plots"), {{Texts::tr("Wheel, drag"), Texts::tr("Zoom and move")},
                                          {Texts::tr("Double click"), Texts::tr("Fit to the data")},
                                          {Texts::tr("Ctrl+E"), Texts::tr("Export the plot in focus")}});
  page += section(Texts::tr("In tables"), {{Texts::tr("Ctrl+C"), Texts::tr("Copy what is selected")},
                                           {Texts::tr("Up, Down"), Texts::tr("Next layer, in every view")}});
  page += section(Texts::tr("In a run"), {{Texts::tr("Space"), Texts::tr("Pause or resume")},
                                          {Texts::tr("Left, Right"), Texts::tr("In the stages: look at another one")}});
  page += section(Texts::tr("In the queue"), {{Texts::tr("Alt+Up, Alt+Down"), Texts::tr("Start earlier or later")},
                                              {Texts::tr("Delete"), Texts::tr("Take out")}});
  return page;
}

void showShortcuts(const QMenuBar& bar, QWidget* parent) {
  showPage({QStringLiteral("shortcutHelp"), Texts::tr("Keyboard shortcuts"), shortcutPage(bar)}, parent);
}

void showGlossary(QWidget* parent) {
  QString page;
  for (const widgets::Term term : widgets::allTerms()) page += QStringLiteral("<p>%1</p>").arg(widgets::tipOf(term));
  showPage({QStringLiteral("glossary"), Texts::tr("Quantities"), page}, parent);
}

}  // namespace dyadic::shell
