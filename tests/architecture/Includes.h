// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

/// The dependency rules between folders as one table, and the reader of #include lines that applies them.
namespace dyadic::architecture {

struct SourceFile {
  std::string path;  ///< relative to the project, with /
  std::string text;
};

/// Every .h and .cpp below engine/, widgets/, app/ and tests/.
std::vector<SourceFile> readSources(const std::string& root);

/// What is wrong with one file, a sentence each that begins with its path; empty if nothing is.
std::vector<std::string> violations(const SourceFile& file);

/// Lines of the file.
int lines(const SourceFile& file);

}  // namespace dyadic::architecture
