// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/NetworkPanel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QProgressBar>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/controls/EmptyPage.h"
#include "widgets/controls/Parts.h"
#include "widgets/controls/ProblemPage.h"
#include "widgets/graph/GraphExport.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kFirstItems = 14;  // seen at first, at most, where blocks are opened for it
constexpr NetworkValue kValues[] = {NetworkValue::Sqnr,     NetworkValue::Bits,        NetworkValue::Mse,
                                    NetworkValue::Exponent, NetworkValue::Saturated,   NetworkValue::Parameters,
                                    NetworkValue::Macs,     NetworkValue::Sensitivity, NetworkValue::None};

}  // namespace

struct NetworkPanel::Private {
  enum Page { Empty, Problem, Graph };

  NetworkGraph graph;
  GraphPicture picture;
  std::vector<bool> open;  ///< one an item
  int selected = -1;       ///< item: an operator, hidden or not, or a block
  bool quiet = false;
  std::vector<int> hits;  ///< operators that the field finds
  int hit = -1;
  QStackedLayout* pages = nullptr;
  EmptyPage* empty = nullptr;
  QProgressBar* busy = nullptr;
  ProblemPage* problem = nullptr;
  GraphCanvas* canvas = nullptr;
  PlotCard* card = nullptr;
  QLineEdit* find = nullptr;
  QLabel* found = nullptr;
  QComboBox* values = nullptr;
  QToolButton* openAll = nullptr;
  QToolButton* closeAll = nullptr;
  QToolButton* save = nullptr;

  [[nodiscard]] NetworkValue value() const { return static_cast<NetworkValue>(values->currentData().toInt()); }
  [[nodiscard]] int placeOf(int item) const {
    if (item < 0) return -1;
    int seen = item;
    const GraphBlocks& blocks = graph.blocks();
    for (int around = blocks.parentOf(item); around >= 0; around = blocks.parentOf(around))
      if (!open[static_cast<std::size_t>(around)]) seen = around;
    const auto place = std::find_if(picture.places.begin(), picture.places.end(),
                                    [&](const GraphPicture::Place& p) { return p.item == seen; });
    return place == picture.places.end() ? -1 : static_cast<int>(place - picture.places.begin());
  }
  [[nodiscard]] int itemAt(int place) const {
    return place < 0 ? -1 : picture.places[static_cast<std::size_t>(place)].item;
  }

  void place() { picture = pictureOf(graph.blocks(), graph.sizes(), open); }

  /// Other blocks are open now: `fixed` is an item that is seen before and after it.
  void placeAgain(int fixed) {
    const int from = placeOf(fixed);
    place();
    canvas->changePicture(graph.drawn(picture, value()), picture, {from, placeOf(fixed)});
    canvas->setNodeColors(graph.colors(picture, value()));
    const QScopedValueRollback rollback(quiet, true);
    canvas->highlight(placeOf(selected));
  }

  void updateValues() const {
    canvas->setNodes(graph.drawn(picture, value()));
    canvas->setNodeColors(graph.colors(picture, value()));
    canvas->setScale(graph.scale(value()));
  }

  void showFacts() const {
    if (selected < 0) {
      card->setDetail(NetworkPanel::tr("%n operators", nullptr, static_cast<int>(graph.nodes().size())));
      return;
    }
    card->setDetail(graph.nameOf(selected) + QStringLiteral("  \u00b7  ") + graph.factsOf(selected));
  }

  void search() {
    hits.clear();
    hit = -1;
    const QString wanted = find->text().trimmed();
    if (!wanted.isEmpty()) {
      for (std::size_t i = 0; i < graph.nodes().size(); ++i) {
        const NodeInfo& node = graph.nodes()[i];
        if (QString::fromStdString(node.name).contains(wanted, Qt::CaseInsensitive) ||
            QString::fromStdString(node.op).startsWith(wanted, Qt::CaseInsensitive))
          hits.push_back(static_cast<int>(i));
      }
    }
    showFound();
  }

  void showFound() const {
    if (find->text().trimmed().isEmpty())
      found->clear();
    else if (hit < 0)
      found->setText(hits.empty() ? NetworkPanel::tr("none") : QString::number(hits.size()));
    else
      found->setText(NetworkPanel::tr("%1 of %2").arg(hit + 1).arg(hits.size()));
  }
};

NetworkPanel::NetworkPanel(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  build();
  connectParts();
  setModel(nullptr);
}

NetworkPanel::~NetworkPanel() = default;

void NetworkPanel::build() {
  d_->canvas = new GraphCanvas;
  d_->canvas->setAccessibleName(tr("Network as a graph"));
  d_->canvas->setDescriber([this](int place) {
    const int item = d_->itemAt(place);
    const QString name = d_->graph.nameOf(item);
    const QString facts = d_->graph.factsOf(item);
    const QString mark = d_->graph.markOf(item);
    GraphCanvas::Words words{QStringLiteral("<b>%1</b><br>%2").arg(name.toHtmlEscaped(), facts.toHtmlEscaped()),
                             name + QStringLiteral(", ") + facts};
    if (!mark.isEmpty()) {
      words.toolTip += QStringLiteral("<br><b>%1</b> %2").arg(tr("Not quantized:"), mark.toHtmlEscaped());
      words.spoken += QStringLiteral(", ") + mark;
    }
    if (d_->graph.blocks().isBlock(item))
      words.spoken +=
          QStringLiteral(", ") +
          (d_->picture.places[static_cast<std::size_t>(place)].open ? tr("open block") : tr("closed block"));
    return words;
  });
  d_->card = new PlotCard(tr("Network"), d_->canvas);
  d_->find = new QLineEdit;
  d_->find->setPlaceholderText(tr("Find operator"));
  d_->find->setToolTip(tr("Find an operator by name or kind (Ctrl+F); Enter goes to the next one"));
  d_->find->setAccessibleName(tr("Find operator"));
  d_->find->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  d_->find->setClearButtonEnabled(true);
  d_->find->setFixedWidth(168);
  d_->found = mutedLabel();
  d_->values = new QComboBox;
  d_->values->setAccessibleName(tr("Colour of the operators"));
  d_->values->setToolTip(tr("What the colour of the operators shows"));
  d_->values->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  d_->values->setMinimumContentsLength(15);
  for (const NetworkValue value : kValues) d_->values->addItem(NetworkGraph::nameOf(value), static_cast<int>(value));
  d_->openAll = iconButton(QStringLiteral("chevron-down"), tr("Open all blocks"));
  d_->closeAll = iconButton(QStringLiteral("chevron-up"), tr("Close all blocks"));
  d_->save = iconButton(QStringLiteral("image"), tr("Save the graph as a figure"));
  for (QWidget* tool :
       std::initializer_list<QWidget*>{d_->save, d_->closeAll, d_->openAll, d_->values, d_->find, d_->found})
    d_->card->addTool(tool);

  auto* none = new QWidget;
  auto* column = new QVBoxLayout(none);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  d_->empty = new EmptyPage(QStringLiteral("model"));
  d_->busy = new QProgressBar;
  d_->busy->setRange(0, 0);
  d_->busy->setTextVisible(false);
  d_->busy->setFixedHeight(4);
  d_->busy->setAccessibleName(tr("Reading"));
  column->addWidget(d_->busy);
  column->addWidget(d_->empty, 1);
  d_->problem = new ProblemPage(tr("&Open another model…"));
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(none);
  d_->pages->addWidget(d_->problem);
  d_->pages->addWidget(d_->card);
}

void NetworkPanel::connectParts() {
  connect(d_->problem, &ProblemPage::actionTriggered, this, &NetworkPanel::openModelRequested);
  connect(d_->save, &QToolButton::clicked, this, &NetworkPanel::exportRequested);
  connect(d_->openAll, &QToolButton::clicked, this, [this] { setAllOpen(true); });
  connect(d_->closeAll, &QToolButton::clicked, this, [this] { setAllOpen(false); });
  connect(d_->values, &QComboBox::currentIndexChanged, this, [this] { d_->updateValues(); });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { d_->updateValues(); });
  connect(d_->canvas, &GraphCanvas::foldRequested, this, [this](int place) {
    const int block = d_->itemAt(place);
    d_->open[static_cast<std::size_t>(block)].flip();
    if (d_->selected < 0) d_->selected = block;
    d_->placeAgain(block);
    d_->showFacts();
  });
  connect(d_->canvas, &GraphCanvas::nodeSelected, this, [this](int place) {
    if (d_->quiet) return;
    d_->selected = d_->itemAt(place);
    d_->showFacts();
    if (d_->selected < 0) return;
    if (!d_->graph.blocks().isBlock(d_->selected)) {
      const int layer = d_->graph.nodes()[static_cast<std::size_t>(d_->selected)].layer;
      if (layer >= 0) Q_EMIT layerSelected(layer);
    }
    Q_EMIT nameSelected(d_->graph.nameOf(d_->selected).toStdString());
  });
  connect(d_->find, &QLineEdit::textChanged, this, [this] { d_->search(); });
  const auto go = [this](int step) {
    if (d_->hits.empty()) return;
    const auto count = static_cast<int>(d_->hits.size());
    d_->hit = d_->hit < 0 ? (step > 0 ? 0 : count - 1) : (d_->hit + step + count) % count;
    d_->showFound();
    reveal(d_->graph.nodes()[static_cast<std::size_t>(d_->hits[static_cast<std::size_t>(d_->hit)])].name);
  };
  connect(d_->find, &QLineEdit::returnPressed, this, [go] { go(1); });
  const auto key = [](QWidget* where, const QKeySequence& keys, Qt::ShortcutContext context) {
    auto* shortcut = new QShortcut(keys, where);
    shortcut->setContext(context);
    return shortcut;
  };
  connect(key(d_->find, Qt::SHIFT | Qt::Key_Return, Qt::WidgetShortcut), &QShortcut::activated, this, [go] { go(-1); });
  connect(key(d_->find, Qt::Key_Escape, Qt::WidgetShortcut), &QShortcut::activated, this, [this] {
    d_->find->clear();
    d_->canvas->setFocus();
  });
  connect(key(this, QKeySequence::Find, Qt::WindowShortcut), &QShortcut::activated, this, [this] {
    if (d_->pages->currentIndex() != Private::Graph) return;
    d_->find->setFocus(Qt::ShortcutFocusReason);
    d_->find->selectAll();
  });
}

void NetworkPanel::setModel(const ModelInfo* model) {
  NetworkGraph next = model ? NetworkGraph(*model) : NetworkGraph();
  const auto& before = d_->graph.nodes();
  const auto& after = next.nodes();
  const bool same =
      !before.empty() && std::equal(before.begin(), before.end(), after.begin(), after.end(),
                                    [](const NodeInfo& a, const NodeInfo& b) { return a.name == b.name; });
  d_->graph = std::move(next);
  if (after.empty() && d_->graph.nodes().empty()) {
    d_->open.clear();
    d_->selected = -1;
    d_->picture = {};
    d_->canvas->setPicture({}, {});
    d_->busy->hide();
    d_->empty->say(tr("No model is open"),
                   tr("Open one with Ctrl+O, or drop its file on the window: ONNX, TorchScript, PyTorch weights or "
                      "safetensors. Its operators appear here."));
    d_->pages->setCurrentIndex(Private::Empty);
    return;
  }
  if (!same) {
    d_->open = d_->graph.blocks().firstOpen(kFirstItems);
    d_->selected = -1;
  }
  d_->place();
  d_->canvas->setPicture(d_->graph.drawn(d_->picture, d_->value()), d_->picture);
  d_->canvas->highlight(d_->placeOf(d_->selected));
  d_->updateValues();
  d_->search();
  d_->showFacts();
  const bool blocks = d_->graph.blocks().itemCount() > d_->graph.blocks().nodeCount();
  for (QToolButton* button : {d_->openAll, d_->closeAll}) button->setEnabled(blocks);
  d_->pages->setCurrentIndex(Private::Graph);
}

void NetworkPanel::setReading(const QString& name) {
  d_->empty->say(tr("Reading %1…").arg(name), tr("Its operators appear here."));
  d_->busy->show();
  d_->pages->setCurrentIndex(Private::Empty);
}

void NetworkPanel::setProblem(const QString& title, const QString& text) {
  d_->problem->say(title, text);
  d_->pages->setCurrentIndex(Private::Problem);
}

void NetworkPanel::setRecords(const std::shared_ptr<const StageRecord>& stage) {
  d_->graph.setRecords(stage);
  d_->updateValues();
  d_->showFacts();
}

void NetworkPanel::setSensitivity(const std::shared_ptr<const SensitivityRecord>& record) {
  d_->graph.setSensitivity(record);
  if (d_->value() == NetworkValue::Sensitivity) d_->updateValues();
}

void NetworkPanel::setColoring(NetworkValue value) {
  d_->values->setCurrentIndex(d_->values->findData(static_cast<int>(value)));
}

NetworkValue NetworkPanel::coloring() const { return d_->value(); }

void NetworkPanel::selectLayer(int layer) {
  const int node = d_->graph.nodeOf(layer);
  if (node == d_->selected || (node < 0 && layer >= 0)) return;
  const bool first = d_->selected < 0;
  d_->selected = node;
  const QScopedValueRollback rollback(d_->quiet, true);
  if (first) {
    d_->canvas->highlight(d_->placeOf(node));
  } else {
    d_->canvas->select(d_->placeOf(node));
  }
  d_->showFacts();
}

QString NetworkPanel::selectedName() const { return d_->selected < 0 ? QString() : d_->graph.nameOf(d_->selected); }

bool NetworkPanel::reveal(const std::string& name) {
  const auto& nodes = d_->graph.nodes();
  const auto same = std::find_if(nodes.begin(), nodes.end(), [&](const NodeInfo& node) { return node.name == name; });
  if (same == nodes.end()) return false;
  const auto node = static_cast<int>(same - nodes.begin());
  bool hidden = false;
  int fixed = node;
  for (int around = d_->graph.blocks().parentOf(node); around >= 0; around = d_->graph.blocks().parentOf(around)) {
    if (d_->open[static_cast<std::size_t>(around)]) continue;
    d_->open[static_cast<std::size_t>(around)] = hidden = true;
    fixed = around;  // the outermost one that was closed was to be seen
  }
  if (hidden) d_->placeAgain(fixed);
  d_->canvas->select(d_->placeOf(node));
  return true;
}

void NetworkPanel::setAllOpen(bool open) {
  const GraphBlocks& blocks = d_->graph.blocks();
  for (int item = blocks.nodeCount(); item < blocks.itemCount(); ++item)
    d_->open[static_cast<std::size_t>(item)] = open;
  d_->placeAgain(d_->selected);
  d_->canvas->fit();
}

GraphCanvas& NetworkPanel::canvas() const { return *d_->canvas; }

bool NetworkPanel::hasGraph() const { return d_->pages->currentIndex() == Private::Graph; }

QString NetworkPanel::exportTo(const QString& path) const { return exportGraph(d_->canvas->scene(), path); }

}  // namespace dyadic::widgets
