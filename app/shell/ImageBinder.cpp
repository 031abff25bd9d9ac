// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ImageBinder.h"

#include <utility>

#include "app/runtime/ErrorText.h"
#include "app/shell/Pixels.h"
#include "app/shell/SetupBinder.h"
#include "widgets/panels/explore/ImagePanel.h"

namespace dyadic::shell {
namespace {

using runtime::ExploreTasks;
using widgets::ImagePanel;

constexpr int kThumbnail = 192;  // of the longer side: sharp on dense screens too

session::ImagePart partOf(ImagePanel::Part part) {
  switch (part) {
    case ImagePanel::Part::Calibration:
      return session::ImagePart::Calibration;
    case ImagePanel::Part::Train:
      return session::ImagePart::Train;
    case ImagePanel::Part::Validation:
      break;
  }
  return session::ImagePart::Validation;
}

}  // namespace

ImageBinder::ImageBinder(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  connectTasks();
  ImagePanel& panel = parts_.panel;
  connect(&panel, &ImagePanel::partWanted, this, [this] {
    images_.reset();
    opening_ = false;
    open();
  });
  connect(&panel, &ImagePanel::pixelsWanted, this, [this](const std::vector<std::int64_t>& wanted) {
    if (images_) parts_.tasks.askPixels({images_, wanted, kThumbnail});
  });
  connect(&panel, &ImagePanel::lookWanted, this, [this](std::int64_t image) {
    chosen_ = image;
    if (images_ && image < images_->count()) parts_.panel.setLarge(image, imageOf(images_->image(image)));
    ask();
  });
}

void ImageBinder::connectTasks() {
  const ExploreTasks& tasks = parts_.tasks;
  connect(&tasks, &ExploreTasks::imagesReady, this,
          [this](session::ImagePart part, const ExploreTasks::Images& images) {
            if (part == partOf(parts_.panel.part())) showContent(images);
          });
  connect(&tasks, &ExploreTasks::imagesFailed, this, [this](const Error& error) {
    opening_ = false;
    images_.reset();
    parts_.panel.say(tr("The images cannot be shown"), runtime::errorText(error));
  });
  connect(&tasks, &ExploreTasks::pixelsReady, this,
          [this](const ExploreTasks::Images& images, const std::vector<std::int64_t>& indices,
                 const std::vector<session::ImagePixels>& pixels) {
            if (images != images_) return;
            std::vector<QImage> shown;
            for (const session::ImagePixels& each : pixels) shown.push_back(imageOf(each));
            parts_.panel.setPixels(indices, shown);
          });
  connect(&tasks, &ExploreTasks::answered, this, [this](const std::shared_ptr<const ImageAnswers>& answers) {
    parts_.panel.setAnswers(answers);
    parts_.panel.setAnswersNote({});
  });
  connect(&tasks, &ExploreTasks::estimated, this, [this](const AccuracyEstimate& now) {
    if (now.complete || now.images <= session::EstimateOptions().first) ask();  // its exponents are known now
  });
  connect(&tasks, &ExploreTasks::looked, &parts_.panel, &ImagePanel::setLook);
  connect(&tasks, &ExploreTasks::lookFailed, &parts_.panel,
          [this](const Error& error) { parts_.panel.setLookNote(runtime::errorText(error)); });
}

void ImageBinder::forget() {
  images_.reset();
  opening_ = false;
  chosen_ = -1;
  setting_.reset();
  parts_.panel.setAnswers(nullptr);
  open();
}

void ImageBinder::setLooking(bool looking) {
  looking_ = looking;
  open();
  if (looking) ask();
}

void ImageBinder::setSetting(const std::optional<QuantSetting>& setting) {
  if (std::exchange(setting_, setting) == setting || !setting) return;
  parts_.panel.setAnswersNote(tr("classifying again…"));
}

void ImageBinder::setObstacle(const QString& why) {
  obstacle_ = why;
  open();
}

void ImageBinder::open() {
  if (images_ || opening_) return;
  const auto model = parts_.setup.model();
  if (!model || parts_.setup.config().data.path.empty()) {
    parts_.panel.say(tr("No images yet"), !model ? tr("Choose a model in the set-up: images are shown as it sees them.")
                                                 : tr("Choose a data set in the set-up, or drop its folder on the "
                                                      "window. Its images appear here with what both networks see."));
    return;
  }
  if (!looking_) return;
  opening_ = true;
  parts_.panel.say(tr("Reading the images…"), {});
  parts_.tasks.openImages(partOf(parts_.panel.part()));
}

void ImageBinder::showContent(const ExploreTasks::Images& images) {
  images_ = images;
  opening_ = false;
  chosen_ = -1;
  ImagePanel::Content content;
  for (std::int64_t i = 0; i < images->count(); ++i) {
    content.labels.push_back(images->label(i));
    const std::string file = images->file(i);
    if (!file.empty()) content.files << QString::fromStdString(file);
  }
  if (content.files.size() != images->count()) content.files.clear();
  for (const std::string& name : parts_.setup.classNames()) content.classNames << QString::fromStdString(name);
  parts_.panel.setContent(std::move(content));
}

void ImageBinder::ask() {
  if (chosen_ < 0 || !looking_ || !setting_ || parts_.panel.part() != ImagePanel::Part::Validation) return;
  if (!obstacle_.isEmpty()) return parts_.panel.setLookNote(obstacle_);
  parts_.tasks.look(*setting_, chosen_);
}

}  // namespace dyadic::shell
