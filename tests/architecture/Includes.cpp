// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/Includes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace dyadic::architecture {

namespace {

using Names = std::set<std::string>;

/// What a folder may include beside itself. Project folders by path; outside libraries by the names of `libraries()`,
/// and the standard library always.
struct Folder {
  Names folders;
  Names libraries;
};

/// The one table. The longest folder that begins a file's path counts; a folder that is not here may not exist.
const std::map<std::string, Folder>& table() {
  static const std::map<std::string, Folder> folders = {
      {"engine/types", {{}, {}}},
      {"engine/math", {{"engine/types"}, {}}},
      {"engine/helpers", {{}, {}}},
      {"engine/nets", {{"engine/types", "engine/math", "engine/helpers"}, {"torch", "json"}}},
      {"engine/nets/torchscript", {{"engine/types", "engine/helpers"}, {"torch", "protobuf", "json"}}},
      {"engine/nets/weights", {{"engine/types"}, {"json", "zip"}}},
      {"engine/nets/onnx", {{"engine/types", "engine/nets/weights"}, {"protobuf"}}},
      {"engine/data", {{"engine/types", "engine/math", "engine/nets/weights"}, {"torch", "images", "json"}}},
      {"engine/quantizers", {{"engine/types", "engine/math", "engine/nets"}, {"torch"}}},
      {"engine/runlog", {{"engine/types", "engine/helpers"}, {"hdf5", "json"}}},
      {"engine/runlog/check", {{"engine/types", "engine/helpers", "engine/runlog"}, {}}},
      {"engine/training",
       {{"engine/types", "engine/math", "engine/nets", "engine/data", "engine/quantizers"}, {"torch"}}},
      {"engine/methods",
       {{"engine/types", "engine/math", "engine/nets", "engine/data", "engine/quantizers", "engine/training"},
        {"torch"}}},
      {"engine/integer", {{"engine/types", "engine/math"}, {"protobuf"}}},
      {"engine/integer/lowering",
       {{"engine/types", "engine/math", "engine/nets", "engine/data", "engine/quantizers", "engine/integer"},
        {"torch"}}},
      {"engine/session", {{"engine"}, {"torch", "json", "spdlog"}}},
      {"widgets", {{"engine/types"}, {"qt core", "qt gui"}}},
      {"widgets/plots", {{"engine/types", "widgets"}, {"qt core", "qt gui", "qcustomplot"}}},
      {"app/cli", {{"engine/types", "engine/session"}, {"command line", "json"}}},
      {"app/runtime", {{"engine/types", "engine/session"}, {"qt core"}}},
      {"app/shell",
       {{"engine/types", "engine/session", "widgets", "app/runtime"}, {"qt core", "qt gui", "command line"}}},
  };
  return folders;
}

/// Libraries outside the project, by the names of their headers. What none of them matches is the standard library or
/// the system's.
const std::vector<std::pair<std::string, std::regex>>& libraries() {
  static const std::vector<std::pair<std::string, std::regex>> patterns = {
      {"torch", std::regex("(torch|ATen|c10|caffe2)/.*")},
      {"hdf5", std::regex("(hdf5|H5).*")},
      {"qcustomplot", std::regex("qcustomplot\\.h")},
      {"json", std::regex("nlohmann/.*")},
      {"protobuf", std::regex("google/protobuf/.*|.*\\.pb\\.h")},
      {"spdlog", std::regex("spdlog/.*")},
      {"command line", std::regex("CLI/.*")},
      {"zip", std::regex("zip\\.h")},
      {"images", std::regex("(jpeglib|jerror|png|zlib)\\.h")},
      {"qt core",
       std::regex("QtCore/.*|Qt|Qt(Global|Math|Debug|Numeric|Algorithms|Endian)"
                  "|Q(Abstract(Item|List|Table|Proxy)Model|Atomic\\w*|Buffer|ByteArray\\w*|Char|Collator"
                  "|CommandLine\\w+|CoreApplication|Cryptographic\\w+|Date|DateTime|Debug|Dir\\w*|Elapsed\\w+"
                  "|Event|EventLoop|File|FileInfo|FileSystemWatcher|Flags|Future\\w*|Hash|IODevice|Identity\\w+"
                  "|Item(Selection)\\w*|Json\\w+|Latin1\\w+|LibraryInfo|Line|LineF|List|Locale|LockFile"
                  "|LoggingCategory|Map|MetaEnum|MetaObject|MetaType|Mime\\w+|ModelIndex\\w*|Multi\\w+|Mutex\\w*"
                  "|Object|Pair|PersistentModelIndex|Point|PointF|Pointer|Process\\w*|Promise|Queue"
                  "|RandomGenerator|Rect|RectF|RegularExpression\\w*|Resource|RunAble|Runnable|SaveFile"
                  "|Scope\\w+|Semaphore|Set|Settings|Shared\\w+|Signal\\w+|Size|SizeF|Socket\\w+"
                  "|SortFilterProxyModel|Stack|StandardPaths|StringBuilder|String\\w*|SysInfo|System\\w+"
                  "|Temporary\\w+|TextStream|Thread\\w*|Time|Timer|TimerEvent|TimeZone|Translator|Url\\w*|Uuid"
                  "|Variant\\w*|Vector|VersionNumber|WaitCondition|Xml\\w+)")},
      {"qt gui", std::regex("(Qt[A-Z]\\w*/.*|Q[A-Z]\\w*)")},
  };
  return patterns;
}

/// The library of a header in angle brackets; empty for the standard library.
std::string libraryOf(const std::string& header) {
  for (const auto& [name, pattern] : libraries()) {
    if (std::regex_match(header, pattern)) {
      return name;
    }
  }
  return {};
}

bool below(const std::string& path, const std::string& folder) {
  return path.size() > folder.size() && path.compare(0, folder.size(), folder) == 0 && path[folder.size()] == '/';
}

bool isHeader(const std::string& path) { return std::filesystem::path(path).extension() == ".h"; }

/// The table's entry for a file, null if no folder of it holds the file.
const std::pair<const std::string, Folder>* entryOf(const std::string& path) {
  const std::pair<const std::string, Folder>* best = nullptr;
  for (const auto& entry : table()) {
    if (below(path, entry.first) && (!best || entry.first.size() > best->first.size())) {
      best = &entry;
    }
  }
  return best;
}

struct Include {
  std::string header;
  bool angled = false;
};

std::vector<Include> includesOf(const std::string& text) {
  static const std::regex directive(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::vector<Include> result;
  std::istringstream stream(text);
  std::smatch match;
  for (std::string line; std::getline(stream, line);) {
    if (std::regex_match(line, match, directive)) {
      result.push_back({match[2], match[1] == "<"});
    }
  }
  return result;
}

/// The headers that app sees; what the program is made of stays behind them. The others of the folder are its own.
bool isSessionInterface(const std::string& path) {
  static const Names interface = {
      "engine/session/Config.h",     "engine/session/Explore.h",     "engine/session/Images.h",
      "engine/session/Integer.h",    "engine/session/IdleThreads.h", "engine/session/Models.h",
      "engine/session/Process.h",    "engine/session/Report.h",      "engine/session/RunSession.h",
      "engine/session/SeedReport.h", "engine/session/Sweep.h",       "engine/session/SweepFolder.h",
      "engine/session/Warnings.h",   "engine/session/WhatIf.h"};
  return interface.count(path) != 0;
}

/// QCustomPlot's own classes appear in these; only the .cpp files beside them may see them.
bool isBehindPlots(const std::string& path) {
  static const Names behind = {"widgets/plots/QCustomPlot.h", "widgets/plots/PlotParts.h",
                               "widgets/plots/PlotPainter.h", "widgets/plots/PaperCanvas.h",
                               "widgets/plots/Pgfplots.h"};
  return behind.count(path) != 0;
}

std::string projectEdge(const std::string& path, const std::pair<const std::string, Folder>& entry,
                        const std::string& header) {
  const bool behindSession = below(header, "engine/session") && !isSessionInterface(header);
  if (isSessionInterface(path) && !isSessionInterface(header) && !below(header, "engine/types")) {
    return "shows " + header + ", but what app sees of session may show engine/types only";
  }
  const bool plotSource = below(path, "widgets/plots") && !isHeader(path);
  if (isBehindPlots(header) && !isBehindPlots(path) && !plotSource) {
    return "may not include " + header + ": QCustomPlot stays behind the plots";
  }
  const bool generated = std::filesystem::path(header).extension() == ".moc";
  if (generated || below(header, entry.first)) {
    return {};
  }
  if (behindSession) {
    return "may not include " + header + ", which is no part of session's interface";
  }
  const Names& allowed = entry.second.folders;
  const bool fine =
      std::any_of(allowed.begin(), allowed.end(), [&](const auto& folder) { return below(header, folder); });
  return fine ? std::string() : "may not include " + header;
}

std::string libraryEdge(const std::string& path, const Folder& folder, const std::string& header) {
  const std::string library = libraryOf(header);
  if (library.empty()) {
    return {};
  }
  if (folder.libraries.count(library) == 0) {
    return "may not include <" + header + "> (" + library + ")";
  }
  const bool shown = isSessionInterface(path) || (library == "qcustomplot" && !isBehindPlots(path));
  if (isHeader(path) && shown) {
    return "is a header and may not show <" + header + "> (" + library + ")";
  }
  return {};
}

std::vector<std::string> formViolations(const SourceFile& file) {
  std::vector<std::string> result;
  if (file.text.rfind("// SPDX-License-Identifier: GPL-3.0-or-later\n", 0) != 0) {
    result.push_back("does not begin with the SPDX line");
  }
  if (isHeader(file.path) && file.text.find("\n#pragma once\n") == std::string::npos) {
    result.push_back("lacks #pragma once");
  }
  return result;
}

std::vector<std::string> edgeViolations(const SourceFile& file) {
  const auto* entry = entryOf(file.path);
  if (!entry) {
    return {"lies in a folder that the table of allowed dependencies does not know"};
  }
  std::vector<std::string> result;
  for (const Include& include : includesOf(file.text)) {
    const bool project = !include.angled && libraryOf(include.header).empty();
    const std::string wrong = project ? projectEdge(file.path, *entry, include.header)
                                      : libraryEdge(file.path, entry->second, include.header);
    if (!wrong.empty()) {
      result.push_back(wrong);
    }
  }
  return result;
}

}  // namespace

std::vector<SourceFile> readSources(const std::string& root) {
  std::vector<SourceFile> files;
  for (const std::string folder : {"engine", "widgets", "app", "tests"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "/" + folder)) {
      const std::string extension = entry.path().extension().string();
      if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp")) {
        std::ifstream stream(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        files.push_back({std::filesystem::relative(entry.path(), root).generic_string(), text.str()});
      }
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> violations(const SourceFile& file) {
  std::vector<std::string> result = formViolations(file);
  if (!below(file.path, "tests")) {  // tests may look at everything
    const std::vector<std::string> edges = edgeViolations(file);
    result.insert(result.end(), edges.begin(), edges.end());
  }
  for (std::string& sentence : result) {
    sentence = file.path + " " + sentence;
  }
  return result;
}

int lines(const SourceFile& file) { return static_cast<int>(std::count(file.text.begin(), file.text.end(), '\n')); }

}  // namespace dyadic::architecture
