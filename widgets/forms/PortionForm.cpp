// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/PortionForm.h"

#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

#include "widgets/forms/ParameterForm.h"

namespace dyadic::widgets {
namespace {

constexpr auto kKey = "portion";

}  // namespace

PortionForm::PortionForm(QWidget* parent) : QWidget(parent), form_(new ParameterForm) {
  ParameterSpec spec;
  spec.key = kKey;
  spec.label = tr("Quantized now").toStdString();
  spec.description = tr("Share of each layer's weights that Explore shows as quantized; the partition chooses which. "
                        "A run goes by its own portions.")
                         .toStdString();
  spec.kind = ParameterSpec::Kind::Integer;
  spec.defaultValue = std::int64_t{100};
  spec.minimum = 0;
  spec.maximum = 100;
  spec.unit = "%";
  form_->setParameters({spec});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(form_);
  connect(form_, &ParameterForm::changed, this, &PortionForm::changed);
  connect(form_, &ParameterForm::adjusting, this, &PortionForm::adjusting);
}

double PortionForm::portion() const {
  return static_cast<double>(std::get<std::int64_t>(form_->values().at(kKey))) / 100;
}

void PortionForm::setPortion(double portion) {
  const QSignalBlocker quiet(form_);
  form_->setValues({{kKey, static_cast<std::int64_t>(std::lround(portion * 100))}});
}

}  // namespace dyadic::widgets
