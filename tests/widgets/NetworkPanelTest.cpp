// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/NetworkPanel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "widgets/controls/Parts.h"
#include "widgets/gallery/FakeNetwork.h"
#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

class NetworkPanelTest : public testing::Test {
 protected:
  NetworkPanelTest() {
    panel.resize(1000, 700);
    panel.show();
    panel.setModel(&model);
    panel.setRecords(fakeRecords(model));
  }

  [[nodiscard]] GraphCanvas& canvas() const { return panel.canvas(); }
  [[nodiscard]] const GraphScene& scene() const { return canvas().scene(); }
  [[nodiscard]] int placeOf(const QString& title) const {
    for (int i = 0; i < scene().count(); ++i)
      if (scene().nodes()[static_cast<std::size_t>(i)].title == title) return i;
    return -1;
  }
  [[nodiscard]] const GraphNode& node(const QString& title) const {
    static const GraphNode kNone;
    const int place = placeOf(title);
    return place < 0 ? kNone : scene().nodes()[static_cast<std::size_t>(place)];
  }
  void click(const QRectF& where) const {
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, where.center().toPoint());
  }
  [[nodiscard]] int layerNamed(const std::string& name) const {
    for (std::size_t i = 0; i < model.layers.size(); ++i)
      if (model.layers[i].name == name) return static_cast<int>(i);
    return -1;
  }
  [[nodiscard]] QString texts() const {
    QStringList all;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
      if (!label->isVisible()) continue;
      const auto* elided = qobject_cast<const ElidedLabel*>(label);
      all << (elided ? elided->fullText() : label->text());
    }
    return all.join(QLatin1Char('|'));
  }
  void find(const QString& text) const {
    panel.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    QTest::keyClick(&panel, Qt::Key_F, Qt::ControlModifier);
    auto* field = panel.findChild<QLineEdit*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return field->hasFocus(); }));
    QTest::keyClicks(field, text);
  }

  ModelInfo model = fakeResNetInfo();
  mutable NetworkPanel panel;
};

TEST_F(NetworkPanelTest, LayersWithoutErrorHaveAScaleThatSaysSo) {
  auto stage = std::make_shared<StageRecord>(*fakeRecords(model));
  for (LayerRecord& record : stage->layers) {
    record.sqnrDb = HUGE_VAL;
    record.mse = 0;
    record.exponent.reset();
  }
  NetworkGraph graph(model);
  graph.setRecords(stage);
  EXPECT_FALSE(graph.has(NetworkValue::Exponent));
  for (const auto value : {NetworkValue::Sqnr, NetworkValue::Mse}) {
    const GraphScale scale = graph.scale(value);
    ASSERT_EQ(scale.ticks.size(), 1U) << "no numbers that no layer has";
    EXPECT_EQ(scale.ticks.front().second,
              value == NetworkValue::Sqnr ? QStringLiteral("\u221e dB") : QStringLiteral("0"));
  }
  graph.setRecords(fakeRecords(model));
  EXPECT_TRUE(graph.has(NetworkValue::Exponent));
  EXPECT_EQ(graph.scale(NetworkValue::Sqnr).ticks.size(), 3U);
}

TEST_F(NetworkPanelTest, ADeepNetworkBeginsWithItsStagesAndFits) {
  EXPECT_EQ(scene().count(), 12) << "a ResNet-50 is twelve boxes at first";
  EXPECT_EQ(node(QStringLiteral("layer3")).detail, QStringLiteral("62 operators"));
  EXPECT_TRUE(node(QStringLiteral("layer3")).badge.contains(QStringLiteral("dB")));
  EXPECT_GE(canvas().zoom(), 0.6) << "texts can be read";
  for (int i = 0; i < scene().count(); ++i)
    EXPECT_TRUE(QRectF(canvas().viewport()->rect()).contains(canvas().nodeRect(i))) << i;
  EXPECT_TRUE(texts().contains(QStringLiteral("176 operators")));
}

TEST_F(NetworkPanelTest, ABlockOpensAndClosesByClicksAndKeys) {
  const int stage = placeOf(QStringLiteral("layer2"));
  const QPointF before = canvas().nodeRect(stage).topLeft();
  click(canvas().foldRect(stage));
  EXPECT_EQ(scene().count(), 16) << "with its four blocks";
  EXPECT_TRUE(scene().isOpen(placeOf(QStringLiteral("layer2"))));
  const QPointF moved = canvas().nodeRect(placeOf(QStringLiteral("layer2"))).topLeft() - before;
  EXPECT_LT(std::abs(moved.y()), 2) << "what was clicked stays below the mouse";
  click(canvas().foldRect(placeOf(QStringLiteral("layer2"))));
  EXPECT_EQ(scene().count(), 12);

  canvas().setFocus();
  canvas().select(placeOf(QStringLiteral("layer2")));
  QTest::keyClick(&canvas(), Qt::Key_Return);
  EXPECT_EQ(scene().count(), 16);
  EXPECT_EQ(panel.selectedName(), QStringLiteral("layer2"));
  QTest::keyClick(&canvas(), Qt::Key_Down);
  EXPECT_EQ(panel.selectedName(), QStringLiteral("layer2.0")) << "into the open block";
  QTest::keyClick(&canvas(), Qt::Key_Space);
  EXPECT_GT(scene().count(), 20);
  QTest::keyClick(&canvas(), Qt::Key_Space);
  EXPECT_EQ(scene().count(), 16);
  QTest::mouseDClick(canvas().viewport(), Qt::LeftButton, {},
                     canvas().nodeRect(placeOf(QStringLiteral("layer2.1"))).center().toPoint());
  EXPECT_GT(scene().count(), 20);
}

TEST_F(NetworkPanelTest, AllBlocksOpenAndCloseAtOnce) {
  const auto button = [&](const QString& name) {
    for (auto* each : panel.findChildren<QToolButton*>())
      if (each->accessibleName() == name) return each;
    return static_cast<QToolButton*>(nullptr);
  };
  QTest::mouseClick(button(QStringLiteral("Open all blocks")), Qt::LeftButton);
  EXPECT_GT(scene().count(), 176);
  QTest::mouseClick(button(QStringLiteral("Close all blocks")), Qt::LeftButton);
  EXPECT_EQ(scene().count(), 12);
}

TEST_F(NetworkPanelTest, TheSelectionIsThatOfTheLayers) {
  QSignalSpy layers(&panel, &NetworkPanel::layerSelected);
  QSignalSpy names(&panel, &NetworkPanel::nameSelected);
  click(canvas().nodeRect(placeOf(QStringLiteral("conv1"))));
  ASSERT_EQ(layers.count(), 1);
  EXPECT_EQ(layers[0][0].toInt(), layerNamed("conv1"));
  click(canvas().nodeRect(placeOf(QStringLiteral("layer2"))));
  EXPECT_EQ(layers.count(), 1) << "a block is no layer";
  EXPECT_EQ(names.count(), 2);
  layers.clear();

  panel.selectLayer(layerNamed("layer3.1.conv2"));
  EXPECT_EQ(canvas().selected(), placeOf(QStringLiteral("layer3"))) << "the block that hides it";
  EXPECT_TRUE(texts().contains(QStringLiteral("layer3.1.conv2")));
  click(canvas().foldRect(placeOf(QStringLiteral("layer3"))));
  EXPECT_EQ(canvas().selected(), placeOf(QStringLiteral("layer3.1"))) << "nearer now";
  EXPECT_EQ(panel.selectedName(), QStringLiteral("layer3.1.conv2"));
  EXPECT_EQ(layers.count(), 0) << "what others selected is not said again";
  panel.selectLayer(-1);
  EXPECT_EQ(canvas().selected(), -1);
}

TEST_F(NetworkPanelTest, TheFieldFindsWhatIsHidden) {
  QSignalSpy layers(&panel, &NetworkPanel::layerSelected);
  find(QStringLiteral("layer4.2.conv"));
  EXPECT_TRUE(texts().contains(QStringLiteral("|3|")) || texts().endsWith(QStringLiteral("|3")) ||
              texts().startsWith(QStringLiteral("3|")))
      << texts().toStdString();
  auto* field = panel.findChild<QLineEdit*>();
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_EQ(panel.selectedName(), QStringLiteral("layer4.2.conv1"));
  EXPECT_TRUE(texts().contains(QStringLiteral("1 of 3")));
  EXPECT_TRUE(QRectF(canvas().viewport()->rect()).intersects(canvas().nodeRect(canvas().selected())));
  QTest::keyClick(field, Qt::Key_Return);
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_EQ(panel.selectedName(), QStringLiteral("layer4.2.conv3"));
  QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
  EXPECT_EQ(panel.selectedName(), QStringLiteral("layer4.2.conv2"));
  EXPECT_EQ(layers.count(), 4);
  QTest::keyClick(field, Qt::Key_Escape);
  EXPECT_TRUE(field->text().isEmpty());
  find(QStringLiteral("nothing"));
  EXPECT_TRUE(texts().contains(QStringLiteral("none")));
}

TEST_F(NetworkPanelTest, EveryValueHasColoursAndAScale) {
  auto* values = panel.findChild<QComboBox*>();
  for (const NetworkValue value : {NetworkValue::Bits, NetworkValue::Sqnr, NetworkValue::Mse, NetworkValue::Saturated,
                                   NetworkValue::Exponent, NetworkValue::Parameters, NetworkValue::Macs}) {
    panel.setColoring(value);
    EXPECT_EQ(values->currentText(), NetworkGraph::nameOf(value));
    EXPECT_FALSE(node(QStringLiteral("layer1")).badge.isEmpty()) << values->currentText().toStdString();
    EXPECT_TRUE(scene().colors[static_cast<std::size_t>(placeOf(QStringLiteral("layer1")))].isValid());
    EXPECT_FALSE(scene().colors[static_cast<std::size_t>(placeOf(QStringLiteral("ReLU")))].isValid());
  }
  panel.setColoring(NetworkValue::Sensitivity);
  EXPECT_TRUE(node(QStringLiteral("layer1")).badge.isEmpty()) << "nothing measured yet";
  auto record = std::make_shared<SensitivityRecord>();
  record->layers.resize(model.layers.size());
  record->layers[static_cast<std::size_t>(layerNamed("layer1.0.conv1"))].only.drop = 0.0123;
  panel.setSensitivity(record);
  EXPECT_EQ(node(QStringLiteral("layer1")).badge, QString(QChar(0x2212)) + QStringLiteral("1.23"));
  panel.setColoring(NetworkValue::None);
  EXPECT_TRUE(scene().colors.empty());
}

TEST_F(NetworkPanelTest, ABlockSumsUpItsLayers) {
  panel.setColoring(NetworkValue::Parameters);
  std::int64_t sum = 0;
  for (const LayerInfo& layer : model.layers)
    if (layer.name.rfind("layer1.", 0) == 0) sum += layer.parameters;
  EXPECT_EQ(node(QStringLiteral("layer1")).badge, QString::fromStdString(countText(static_cast<double>(sum))));
  panel.setColoring(NetworkValue::Sqnr);
  double worst = 1e9;
  const auto records = fakeRecords(model);
  for (std::size_t i = 0; i < model.layers.size(); ++i)
    if (model.layers[i].name.rfind("layer1.", 0) == 0) worst = std::min(worst, records->layers[i].sqnrDb);
  EXPECT_TRUE(node(QStringLiteral("layer1")).badge.contains(QString::number(worst, 'f', 1)));
}

TEST_F(NetworkPanelTest, WhatHasNoIntegerFormIsMarkedWithTheReason) {
  const ModelInfo branches = fakeInceptionInfo();
  panel.setModel(&branches);
  EXPECT_TRUE(node(QStringLiteral("HardSwish")).marked);
  EXPECT_FALSE(node(QStringLiteral("Concat")).marked);
  canvas().select(placeOf(QStringLiteral("HardSwish")));
  EXPECT_TRUE(canvas().accessibleDescription().contains(QStringLiteral("has no integer form yet")));
}

TEST_F(NetworkPanelTest, AnotherModelBeginsAnewAndTheSameOneStays) {
  click(canvas().foldRect(placeOf(QStringLiteral("layer2"))));
  const ModelInfo again = fakeResNetInfo();
  panel.setModel(&again);
  EXPECT_EQ(scene().count(), 16) << "what was open stays open";
  const ModelInfo other = fakeInceptionInfo();
  panel.setModel(&other);
  EXPECT_EQ(panel.selectedName(), QString());
}

TEST_F(NetworkPanelTest, WithoutAModelItSaysWhy) {
  panel.setModel(nullptr);
  EXPECT_TRUE(texts().contains(QStringLiteral("No model is open")));
  EXPECT_TRUE(texts().contains(QStringLiteral("ONNX")));
  panel.setReading(QStringLiteral("big.onnx"));
  EXPECT_TRUE(texts().contains(QStringLiteral("Reading big.onnx")));
  QStringList lines;
  for (int i = 0; i < 200; ++i) lines << QStringLiteral("Einsum /layer.%1").arg(i);
  panel.setProblem(QStringLiteral("This model cannot be used"), lines.join(QLatin1Char('\n')));
  EXPECT_TRUE(texts().contains(QStringLiteral("This model cannot be used")));
  EXPECT_TRUE(panel.findChild<QPlainTextEdit*>()->toPlainText().endsWith(QStringLiteral("/layer.199")));
  QSignalSpy open(&panel, &NetworkPanel::openModelRequested);
  for (auto* button : panel.findChildren<QPushButton*>()) {
    if (!button->isVisible()) continue;
    QTest::mouseClick(button, Qt::LeftButton);
  }
  EXPECT_TRUE(QGuiApplication::clipboard()->text().endsWith(QStringLiteral("/layer.199")));
  EXPECT_EQ(open.count(), 1);
  panel.setModel(&model);
  EXPECT_FALSE(texts().contains(QStringLiteral("cannot be used")));
}

TEST_F(NetworkPanelTest, TheGraphBecomesAFigure) {
  const QTemporaryDir folder;
  const std::pair<QString, QByteArray> formats[] = {
      {QStringLiteral("svg"), "<?xml"}, {QStringLiteral("pdf"), "%PDF"}, {QStringLiteral("png"), "\x89PNG"}};
  for (const auto& [suffix, magic] : formats) {
    const QString path = folder.filePath(QStringLiteral("graph.") + suffix);
    EXPECT_EQ(panel.exportTo(path), QString());
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    EXPECT_TRUE(bytes.startsWith(magic)) << suffix.toStdString();
    EXPECT_GT(bytes.size(), 2000);
  }
  EXPECT_TRUE(panel.exportTo(folder.filePath(QStringLiteral("graph.txt"))).contains(QStringLiteral(".svg")));
  EXPECT_TRUE(panel.exportTo(QStringLiteral("/nowhere/graph.svg")).contains(QStringLiteral("/nowhere/graph.svg")));
}

}  // namespace
}  // namespace dyadic::widgets
