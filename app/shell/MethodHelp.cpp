// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/MethodHelp.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextBrowser>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

using runtime::engineText;

QString html(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }

QString number(double value) { return QString::number(value, 'g', 6); }

template <class T>
QString listText(const std::vector<T>& values) {
  QStringList texts;
  for (const T& value : values) texts << number(static_cast<double>(value));
  return texts.join(QStringLiteral(", "));
}

struct ValueText {
  QString operator()(bool value) const { return value ? MethodHelp::tr("yes") : MethodHelp::tr("no"); }
  QString operator()(std::int64_t value) const { return QString::number(value); }
  QString operator()(double value) const { return number(value); }
  QString operator()(const std::string& value) const { return html(value); }
  template <class T>
  QString operator()(const std::vector<T>& values) const {
    return listText(values);
  }
};

QString defaultOf(const ParameterSpec& spec) {
  if (!spec.sameAs.empty()) return MethodHelp::tr("as %1").arg(html(spec.sameAs));
  return std::visit(ValueText(), spec.defaultValue);
}

QString rangeOf(const ParameterSpec& spec) {
  if (!spec.choices.empty()) {
    QStringList choices;
    for (const std::string& choice : spec.choices) choices << html(choice);
    return choices.join(QStringLiteral(", "));
  }
  if (spec.kind == ParameterSpec::Kind::Boolean) return MethodHelp::tr("yes or no");
  if (spec.minimum && spec.maximum) return MethodHelp::tr("%1 to %2").arg(number(*spec.minimum), number(*spec.maximum));
  if (spec.minimum) return MethodHelp::tr("from %1").arg(number(*spec.minimum));
  if (spec.maximum) return MethodHelp::tr("up to %1").arg(number(*spec.maximum));
  return {};
}

/// A field of a BibTeX entry without its braces; empty where there is none.
QString field(const QString& bibtex, const QString& name) {
  const QRegularExpression pattern(
      QStringLiteral("\\b%1\\s*=\\s*[{\"](.*?)[}\"]\\s*(,\\s*\\n|\\n?\\s*\\}\\s*$|,\\s*\\w+\\s*=)").arg(name),
      QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
  QString value = pattern.match(bibtex).captured(1).simplified();
  return value.remove(QLatin1Char('{')).remove(QLatin1Char('}'));
}

/// "Authors: Title. Journal, year."
QString paperLine(const QString& bibtex) {
  const QString authors = field(bibtex, QStringLiteral("author")).replace(QLatin1String(" and "), QLatin1String("; "));
  const QString title = field(bibtex, QStringLiteral("title"));
  QString where = field(bibtex, QStringLiteral("journal"));
  if (where.isEmpty()) where = field(bibtex, QStringLiteral("booktitle"));
  const QString year = field(bibtex, QStringLiteral("year"));
  if (title.isEmpty()) return {};
  QStringList parts{QStringLiteral("<i>%1</i>").arg(title.toHtmlEscaped())};
  if (!authors.isEmpty()) parts.prepend(authors.toHtmlEscaped());
  if (!where.isEmpty()) parts << where.toHtmlEscaped();
  if (!year.isEmpty()) parts << year.toHtmlEscaped();
  return parts.join(QStringLiteral(", "));
}

/// Range and default stand below what a parameter does: choices are long words that would leave no room beside them.
QString parameterRows(const MethodInfo& method) {
  const QString muted = QStringLiteral("<span style='color:%1'>%2</span>").arg(widgets::colors().textMuted.name());
  const auto named = [&](const QString& name, const QString& value) {
    return QStringLiteral("%1 %2").arg(muted.arg(name), value);
  };
  QString rows;
  for (const ParameterSpec& spec : method.parameters) {
    QString range = rangeOf(spec);
    if (!spec.unit.empty() && !range.isEmpty()) range += QLatin1Char(' ') + engineText(spec.unit).toHtmlEscaped();
    QStringList values;
    if (!range.isEmpty()) values << named(MethodHelp::tr("Range"), range);
    values << named(MethodHelp::tr("Default"), defaultOf(spec));
    rows += QStringLiteral("<tr><td width='30%'><b>%1</b><br>%2</td><td width='70%'>%3<br>%4</td></tr>")
                .arg(engineText(spec.label).toHtmlEscaped(), muted.arg(html(spec.key)),
                     engineText(spec.description).toHtmlEscaped(), values.join(QStringLiteral(" &nbsp; ")));
  }
  return rows;
}

}  // namespace

QString methodPage(const MethodInfo& method) {
  const QString bibtex = QString::fromStdString(method.citation).trimmed();
  QString page =
      QStringLiteral("<h2>%1</h2><p><b>%2</b><br><span style='color:%3'>%4</span></p><p>%5</p>")
          .arg(html(method.name), engineText(method.title).toHtmlEscaped(), widgets::colors().textMuted.name(),
               engineText(method.category).toHtmlEscaped(), engineText(method.description).toHtmlEscaped());
  if (!method.parameters.empty())
    page += QStringLiteral(
                "<h3>%1</h3><table cellspacing='0' cellpadding='6' width='99%'>"
                "<tr><th align='left'>%2</th><th align='left'>%3</th></tr>%4</table>")
                .arg(MethodHelp::tr("Parameters"), MethodHelp::tr("Name"), MethodHelp::tr("What it does"),
                     parameterRows(method));
  if (!bibtex.isEmpty())
    page += QStringLiteral("<h3>%1</h3><p>%2</p><pre style='white-space: pre-wrap'>%3</pre>")
                .arg(MethodHelp::tr("Citation"), paperLine(bibtex), bibtex.toHtmlEscaped());
  return page;
}

MethodHelp::MethodHelp(std::vector<MethodInfo> methods, QWidget* parent)
    : QDialog(parent), methods_(std::move(methods)), list_(new QListWidget), page_(new QTextBrowser) {
  setAttribute(Qt::WA_DeleteOnClose);
  setObjectName(QStringLiteral("methodHelp"));
  setWindowTitle(tr("Methods"));
  list_->setAccessibleName(tr("Methods"));
  list_->setObjectName(QStringLiteral("methodList"));
  list_->setFixedWidth(180);
  list_->setVisible(methods_.size() > 1);
  page_->setWordWrapMode(QTextOption::WordWrap);
  page_->setOpenExternalLinks(true);
  page_->setAccessibleName(tr("About the method"));
  for (const MethodInfo& method : methods_) list_->addItem(QString::fromStdString(method.name));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QPushButton* copy = buttons->addButton(tr("Copy &BibTeX"), QDialogButtonBox::ActionRole);
  copy->setIcon(widgets::icon(QStringLiteral("copy")));
  auto* row = new QHBoxLayout;
  row->setSpacing(widgets::kSpace);
  row->addWidget(list_);
  row->addWidget(page_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(widgets::kMargin, widgets::kMargin, widgets::kMargin, widgets::kMargin);
  column->setSpacing(widgets::kMargin);
  column->addLayout(row, 1);
  column->addWidget(buttons);
  resize(820, 640);
  connect(list_, &QListWidget::currentRowChanged, this, &MethodHelp::showPage);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  connect(copy, &QPushButton::clicked, this, [this, copy] {
    copyCitation();
    copy->setText(tr("Copied"));
    QTimer::singleShot(1500, copy, [copy] { copy->setText(tr("Copy &BibTeX")); });
  });
  connect(&widgets::ThemeNotifier::instance(), &widgets::ThemeNotifier::changed, this,
          [this] { showPage(list_->currentRow()); });
}

void MethodHelp::showMethod(const QString& id) {
  const auto found = std::find_if(methods_.begin(), methods_.end(),
                                  [&](const MethodInfo& method) { return QString::fromStdString(method.id) == id; });
  list_->setCurrentRow(found == methods_.end() ? 0 : static_cast<int>(std::distance(methods_.begin(), found)));
}

void MethodHelp::showPage(int row) {
  if (row >= 0 && row < std::ssize(methods_)) page_->setHtml(methodPage(methods_[static_cast<std::size_t>(row)]));
}

void MethodHelp::copyCitation() {
  const int row = list_->currentRow();
  if (row < 0 || row >= std::ssize(methods_)) return;
  QGuiApplication::clipboard()->setText(QString::fromStdString(methods_[static_cast<std::size_t>(row)].citation));
}

}  // namespace dyadic::shell
