// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "engine/integer/Exports.h"
#include "engine/integer/exports/CModel.h"
#include "engine/integer/exports/ShiftsOnly.h"
#include "engine/types/OutputFile.h"

namespace dyadic::integer {
namespace {

constexpr const char* kMakefile =
    R"(# Builds model.o, to be linked into a program; `make check` runs the images of check.c.
CC = cc
CFLAGS = -std=c99 -O2 -Wall -Wextra -Werror

all: model.o

model.o: model.c model.h
	$(CC) $(CFLAGS) -c -o $@ model.c

model-check: check.c model.o model.h
	$(CC) $(CFLAGS) -o $@ check.c model.o

check: model-check
	./model-check

clean:
	rm -f model.o model-check

.PHONY: all check clean
)";

constexpr const char* kCheckMain = R"(
int main(void)
{
  int32_t logits[MODEL_CLASSES];
  long differing = 0;
  for (int i = 0; i < IMAGES; ++i) {
    model_run(images[i], logits);
    for (int c = 0; c < MODEL_CLASSES; ++c) {
      if (logits[c] == expected[i][c]) continue;
      if (differing == 0) {
        printf("image %d, class %d: %ld instead of %ld\n", i, c, (long)logits[c], (long)expected[i][c]);
      }
      ++differing;
    }
  }
  printf("%d images, %ld differing logits\n", IMAGES, differing);
  return differing != 0;
}
)";

void writeCheck(std::ostream& out, const std::vector<CheckImage>& images) {
  out << "/* Runs the model on some images and compares its logits with those that Dyadic computed. */\n"
         "#include <stdio.h>\n\n#include \"model.h\"\n\n#define IMAGES "
      << images.size() << "\n\nstatic const uint8_t images[IMAGES][MODEL_PIXELS] = {\n";
  for (const CheckImage& image : images) {
    out << "{\n";
    writeNumbers(out, image.pixels);
    out << "},\n";
  }
  out << "};\n\nstatic const int32_t expected[IMAGES][MODEL_CLASSES] = {\n";
  for (const CheckImage& image : images) {
    out << "{\n";
    writeNumbers(out, image.logits);
    out << "},\n";
  }
  out << "};\n" << kCheckMain;
}

/// Creates the folder where there is none.
Status makeFolder(const std::string& folder, bool force) {
  std::error_code code;
  const bool isThere = std::filesystem::exists(folder, code);
  if (isThere && !std::filesystem::is_directory(folder, code)) {
    return usageError(DYADIC_TR("engine", "%1 is no folder. The C files need a folder of their own."), {folder});
  }
  if (isThere && !force && !std::filesystem::is_empty(folder, code)) {
    return usageError(DYADIC_TR("engine", "The folder %1 is not empty. Give another one, or --force to write into it."),
                      {folder});
  }
  if (!isThere) std::filesystem::create_directories(folder, code);
  if (!code) return {};
  return failure(DYADIC_TR("engine", "The folder %1 cannot be made: %2."), {folder, code.message()});
}

}  // namespace

Status exportC(const IntegerProgram& program, const std::vector<CheckImage>& images, const std::string& folder,
               bool force) {
  if (auto status = checkShiftsOnly(program); !status) return status;
  const CModel model(program);
  if (images.empty()) {
    return usageError(DYADIC_TR("engine", "The C export needs at least one image for its check."));
  }
  for (const CheckImage& image : images) {
    if (static_cast<std::int64_t>(image.pixels.size()) == model.pixels() &&
        static_cast<std::int64_t>(image.logits.size()) == model.classes()) {
      continue;
    }
    return failure(DYADIC_TR("engine", "The images for the check of the C export have %1 pixels and the model %2."),
                   {std::to_string(image.pixels.size()), std::to_string(model.pixels())});
  }
  if (auto status = makeFolder(folder, force); !status) return status;
  const auto in = [&](const char* name) { return (std::filesystem::path(folder) / name).string(); };
  if (auto status = writeOutput(in("model.h"), force, [&](std::ostream& out) { model.writeHeader(out); }); !status) {
    return status;
  }
  if (auto status = writeOutput(in("model.c"), force, [&](std::ostream& out) { model.writeSource(out); }); !status) {
    return status;
  }
  if (auto status = writeOutput(in("check.c"), force, [&](std::ostream& out) { writeCheck(out, images); }); !status) {
    return status;
  }
  return writeOutput(in("Makefile"), force, [](std::ostream& out) { out << kMakefile; });
}

}  // namespace dyadic::integer
