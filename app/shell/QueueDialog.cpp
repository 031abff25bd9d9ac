// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/QueueDialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <limits>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "widgets/controls/Parts.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

constexpr int kMostSeeds = 100;

}  // namespace

struct QueueDialog::Private {
  struct Choice {
    QCheckBox* box;
    std::string value;
  };
  QFormLayout* form = nullptr;
  QSpinBox* first = nullptr;
  QSpinBox* number = nullptr;
  std::string key;
  std::vector<Choice> choices;
  QLabel* what = nullptr;
  QPushButton* add = nullptr;
};

QueueDialog::QueueDialog(const RunConfig& config, const MethodInfo* method, QWidget* parent)
    : QDialog(parent), d_(std::make_unique<Private>()) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Queue variants"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(widgets::kMargin, widgets::kMargin, widgets::kMargin, widgets::kMargin);
  column->setSpacing(widgets::kMargin);
  auto* intro = widgets::mutedLabel(tr("One run for each combination, with the other settings as they are now."));
  intro->setWordWrap(true);
  column->addWidget(intro);
  d_->form = new QFormLayout;
  d_->form->setHorizontalSpacing(widgets::kMargin);
  d_->form->setVerticalSpacing(widgets::kSpace);
  column->addLayout(d_->form);
  addSeeds(config);
  if (method) addChoices(*method, config);
  d_->what = widgets::mutedLabel();
  d_->form->addRow(QString(), d_->what);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  d_->add = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
  d_->add->setProperty("primary", true);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    Q_EMIT chosen(variants());
    accept();
  });
  updateCount();
}

QueueDialog::~QueueDialog() = default;

void QueueDialog::addSeeds(const RunConfig& config) {
  const auto spin = [this](const char* name, int low, int high, int value) {
    auto* box = new QSpinBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(low, high);
    box->setValue(value);
    connect(box, &QSpinBox::valueChanged, this, &QueueDialog::updateCount);
    return box;
  };
  constexpr int kMost = std::numeric_limits<int>::max() - kMostSeeds;
  d_->number = spin("seeds", 1, kMostSeeds, 3);
  d_->first = spin("firstSeed", 0, kMost, static_cast<int>(std::min<std::uint64_t>(config.seed, kMost)));
  d_->form->addRow(tr("&Number of seeds"), d_->number);
  d_->form->addRow(tr("&First seed"), d_->first);
}

/// A method's "partition", else its first choice.
void QueueDialog::addChoices(const MethodInfo& method, const RunConfig& config) {
  const ParameterSpec* chosen = nullptr;
  for (const ParameterSpec& spec : method.parameters)
    if (spec.kind == ParameterSpec::Kind::Choice && (!chosen || spec.key == "partition")) chosen = &spec;
  if (!chosen) return;
  d_->key = chosen->key;
  const auto now = config.method.parameters.find(chosen->key);
  const auto* current = now == config.method.parameters.end() ? nullptr : std::get_if<std::string>(&now->second);
  auto* row = new QHBoxLayout;
  row->setSpacing(widgets::kMargin);
  for (const std::string& value : chosen->choices) {
    auto* box = new QCheckBox(QString::fromStdString(value));
    box->setChecked(chosen->key == "partition" || (current && *current == value));
    connect(box, &QCheckBox::toggled, this, &QueueDialog::updateCount);
    row->addWidget(box);
    d_->choices.push_back({box, value});
  }
  row->addStretch(1);
  d_->form->addRow(runtime::engineText(chosen->label), row);
}

runtime::RunVariants QueueDialog::variants() const {
  runtime::RunVariants variants;
  for (int i = 0; i < d_->number->value(); ++i)
    variants.seeds.push_back(static_cast<std::uint64_t>(d_->first->value() + i));
  variants.key = d_->key;
  for (const Private::Choice& choice : d_->choices)
    if (choice.box->isChecked()) variants.choices.push_back(choice.value);
  return variants;
}

void QueueDialog::updateCount() {
  if (!d_->add) return;
  const runtime::RunVariants now = variants();
  const auto count = static_cast<int>(now.seeds.size() * (now.key.empty() ? 1 : now.choices.size()));
  const QString seeds = now.seeds.size() == 1 ? tr("Seed %1").arg(now.seeds.front())
                                              : tr("Seeds %1 to %2").arg(now.seeds.front()).arg(now.seeds.back());
  d_->what->setText(count == 0 ? tr("Choose at least one value.") : seeds);
  d_->add->setEnabled(count > 0);
  d_->add->setText(count == 1 ? tr("&Queue one run") : tr("&Queue %n runs", nullptr, count));
}

}  // namespace dyadic::shell
