// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/DataForm.h"

#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "widgets/forms/FormSpec.h"
#include "widgets/forms/ParameterForm.h"

namespace dyadic::widgets {

struct DataForm::Private {
  ParameterForm* form = nullptr;
  DataConfig base;
};

namespace {

using Kind = ParameterSpec::Kind;
constexpr double kMostImages = 1e9;
/// Key of a field, and what it is in a config.
constexpr std::array<std::pair<const char*, const char*>, 2> kAugmentations = {{{"flip", "flip"}, {"shift", "crop"}}};

ParameterSpec images(const char* key, const FormText& text) {
  return numberSpec(key, std::int64_t{0}, {0, kMostImages}, text);
}

std::vector<ParameterSpec> sizeSpecs() {
  const DataConfig d;
  auto crop =
      formSpec("crop", Kind::Choice, d.crop,
               {DataForm::tr("Crop"), DataForm::tr("center cuts the network's input out of the middle of the resized "
                                                   "image; auto does where it has to.")});
  crop.choices = {"auto", "none", "center"};
  return {
      formSpec(
          "resize", Kind::Text, d.resize,
          {DataForm::tr("Resize"),
           DataForm::tr("none; the length of the shorter side, such as 256; or height and width, such as 224x224. "
                        "auto: images of another size are resized as for ImageNet where the network takes 224x224.")}),
      crop,
      formSpec(
          "input", Kind::Text, std::string("auto"),
          {DataForm::tr("Input"), DataForm::tr("What the network takes: channels, height and width, such as 3x32x32. "
                                               "auto: what the model says, else the size of the images.")}),
  };
}

std::vector<ParameterSpec> partSpecs() {
  const DataConfig d;
  return {
      formSpec("train", Kind::Text, d.train,
               {DataForm::tr("Training split"),
                DataForm::tr("A split of the data set, with an optional range: train, train[:55000], train[55000:].")}),
      formSpec("validation", Kind::Text, d.validation,
               {DataForm::tr("Validation split"), DataForm::tr("Accuracy is measured on it.")}),
      formSpec("calibration", Kind::Text, d.calibration,
               {DataForm::tr("Calibration split"), DataForm::tr("Ranges of feature maps are found on it.")}),
      images("train_limit",
             {DataForm::tr("Training images"), DataForm::tr("How many of the split are used; 0 takes all.")}),
      images("limit", {DataForm::tr("Validation images"), DataForm::tr("How many are used; 0 takes all.")}),
      images("calibration_limit",
             {DataForm::tr("Calibration images"), DataForm::tr("How many are used; 0 takes all.")}),
      formSpec("flip", Kind::Boolean, false,
               {DataForm::tr("Random flips"), DataForm::tr("Training images are mirrored at random.")}),
      formSpec("shift", Kind::Boolean, false,
               {DataForm::tr("Random shifts"),
                DataForm::tr("Training images are cut out at random of themselves with four pixels of zeros around.")}),
  };
}

const std::string& textOf(const ParameterMap& map, const char* key) { return std::get<std::string>(map.at(key)); }
std::int64_t numberOf(const ParameterMap& map, const char* key) { return std::get<std::int64_t>(map.at(key)); }

bool augments(const DataConfig& data, const char* how) {
  return std::find(data.augment.begin(), data.augment.end(), how) != data.augment.end();
}

}  // namespace

DataForm::DataForm(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  d_->form = new ParameterForm;
  std::vector<ParameterSpec> specs = sizeSpecs();
  for (ParameterSpec& part : partSpecs()) specs.push_back(std::move(part));
  d_->form->setParameters(specs);
  column->addWidget(d_->form);
  connect(d_->form, &ParameterForm::changed, this, &DataForm::changed);
}

DataForm::~DataForm() = default;

DataConfig DataForm::value() const {
  DataConfig out = d_->base;
  const ParameterMap map = d_->form->values();
  out.resize = textOf(map, "resize");
  out.crop = textOf(map, "crop");
  out.input = textOf(map, "input") == "auto" ? std::string() : textOf(map, "input");
  out.train = textOf(map, "train");
  out.validation = textOf(map, "validation");
  out.calibration = textOf(map, "calibration");
  out.trainLimit = numberOf(map, "train_limit");
  out.limit = numberOf(map, "limit");
  out.calibrationLimit = numberOf(map, "calibration_limit");
  for (const auto& [key, how] : kAugmentations) {
    const auto at = std::find(out.augment.begin(), out.augment.end(), how);
    const bool on = std::get<bool>(map.at(key));
    if (on && at == out.augment.end()) out.augment.emplace_back(how);
    if (!on && at != out.augment.end()) out.augment.erase(at);
  }
  return out;
}

void DataForm::setValue(const DataConfig& value) {
  d_->base = value;
  const QSignalBlocker quiet(d_->form);
  d_->form->setValues({{"resize", value.resize},
                       {"crop", value.crop},
                       {"input", value.input.empty() ? std::string("auto") : value.input},
                       {"train", value.train},
                       {"validation", value.validation},
                       {"calibration", value.calibration},
                       {"train_limit", value.trainLimit},
                       {"limit", value.limit},
                       {"calibration_limit", value.calibrationLimit},
                       {"flip", augments(value, "flip")},
                       {"shift", augments(value, "crop")}});
}

QStringList DataForm::errors() const { return d_->form->errors(); }

}  // namespace dyadic::widgets
