<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Figure</name>
    <message>
        <source>Factors of %1</source>
        <translation>%1 的因子</translation>
    </message>
    <message>
        <source>Weights of %1</source>
        <translation>%1 的权重</translation>
    </message>
</context>
<context>
    <name>FlipsPage</name>
    <message>
        <source>Image %1: %2
%3: %4
%5: %6</source>
        <translation>图像 %1：%2
%3：%4
%5：%6</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>About Dyadic</source>
        <translation>关于 Dyadic</translation>
    </message>
    <message>
        <source>&lt;b&gt;Dyadic %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;Dyadic %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>A workbench for neural-network quantization research: integers times powers of two.

%1

Free software under the GNU General Public License, version 3 or later. No warranty.</source>
        <translation>神经网络量化研究工作台：整数乘以 2 的幂。

%1

自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。不提供任何担保。</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>复制链接地址(&amp;L)</translation>
    </message>
</context>
<context>
    <name>dyadic::runtime::RunIndex</name>
    <message>
        <source>it is larger than %1 MiB</source>
        <translation>文件大于 %1 MiB</translation>
    </message>
    <message>
        <source>%1 at byte %2</source>
        <translation>%1，位于第 %2 字节</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>its &quot;runs&quot; is no object</source>
        <translation>其中的 &quot;runs&quot; 不是对象</translation>
    </message>
</context>
<context>
    <name>dyadic::runtime::RunQueue</name>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::Appearance</name>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>The language changes with the next start</source>
        <translation>语言将在下次启动时更改</translation>
    </message>
    <message>
        <source>Close Dyadic and open it again. A run that is on can be resumed from its file.</source>
        <translation>请关闭 Dyadic 并重新打开。正在进行的运行可以从其文件恢复。</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::CompareBinder</name>
    <message>
        <source>The predictions cannot be compared</source>
        <translation>无法比较预测结果</translation>
    </message>
    <message>
        <source>The images cannot be read</source>
        <translation>无法读取图像</translation>
    </message>
    <message>
        <source>Runs of %1 (%2)</source>
        <translation>%1 的运行（%2）</translation>
    </message>
    <message>
        <source>All runs (%1)</source>
        <translation>全部运行（%1）</translation>
    </message>
    <message>
        <source>Selected runs (%1)</source>
        <translation>选中的运行（%1）</translation>
    </message>
    <message>
        <source>All runs are hidden</source>
        <translation>所有运行都已隐藏</translation>
    </message>
    <message>
        <source>Click the crossed-out eye of a run in the list on the left to have it compared.</source>
        <translation>在左侧列表中点击某个运行的划线眼睛图标，即可将其纳入比较。</translation>
    </message>
    <message>
        <source>No finished runs to compare yet</source>
        <translation>还没有可比较的已完成运行</translation>
    </message>
    <message>
        <source>Start a run (Ctrl+R) or open run files. As soon as a run has finished its first stage it appears here; two runs with different bits are a good beginning.</source>
        <translation>开始一个运行（Ctrl+R）或打开运行文件。运行完成第一个阶段后就会出现在这里；可以先试试两个位宽不同的运行。</translation>
    </message>
    <message>
        <source>Reading the predictions…</source>
        <translation>正在读取预测结果…</translation>
    </message>
    <message>
        <source>%1, float</source>
        <translation>%1，浮点</translation>
    </message>
    <message>
        <source>%1, hard</source>
        <translation>%1，硬量化</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::DeployBinder</name>
    <message>
        <source>The verification of %1 failed</source>
        <translation>%1 的校验失败</translation>
    </message>
    <message>
        <source>Integer program exported</source>
        <translation>整数程序已导出</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>The integer program cannot be exported</source>
        <translation>无法导出整数程序</translation>
    </message>
    <message>
        <source>%1 is being verified</source>
        <translation>正在校验 %1</translation>
    </message>
    <message>
        <source>One run is verified at a time. Wait for it, or open it and press Cancel.</source>
        <translation>一次只能校验一个运行。请等待其完成，或打开它并按“取消”。</translation>
    </message>
    <message>
        <source>%1 is bit-exact</source>
        <translation>%1 逐位一致</translation>
    </message>
    <message>
        <source>Every integer was the same on %1 images.</source>
        <translation>在 %1 幅图像上，每个整数都相同。</translation>
    </message>
    <message>
        <source>%1 is not bit-exact</source>
        <translation>%1 并非逐位一致</translation>
    </message>
    <message>
        <source>Open it in the Deploy view to see where.</source>
        <translation>请在“部署”视图中打开它，查看差异所在。</translation>
    </message>
    <message>
        <source>Export integer program</source>
        <translation>导出整数程序</translation>
    </message>
    <message>
        <source>Choose where the folder %1 goes</source>
        <translation>选择文件夹 %1 的存放位置</translation>
    </message>
    <message>
        <source>ONNX (*.onnx)</source>
        <translation>ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>HDF5 (*.h5)</source>
        <translation>HDF5 (*.h5)</translation>
    </message>
    <message>
        <source>An export is still being written</source>
        <translation>仍有导出正在写入</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>%1 exists already</source>
        <translation>%1 已存在</translation>
    </message>
    <message>
        <source>Choose another folder, or replace it: %1</source>
        <translation>请选择其他文件夹，或替换它：%1</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>%1 agrees within one last place</source>
        <translation>%1 一致，末位相差不超过 1</translation>
    </message>
    <message>
        <source>%1 of %2 values differ from the simulation by 1, on %3 images.</source>
        <translation>%2 个值中有 %1 个与仿真相差 1，基于 %3 幅图像。</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ExploreBinder</name>
    <message>
        <source>Choose a model in the set-up.</source>
        <translation>请在设置中选择模型。</translation>
    </message>
    <message>
        <source>Choose a data set in the set-up: accuracy is measured on its images.</source>
        <translation>请在设置中选择数据集：准确率要在其图像上测量。</translation>
    </message>
    <message>
        <source>Paused while a run is active, which has the processors to itself.</source>
        <translation>有运行正在进行、独占处理器，因此暂停。</translation>
    </message>
    <message>
        <source>choose a model</source>
        <translation>请选择模型</translation>
    </message>
    <message>
        <source>choose a data set</source>
        <translation>请选择数据集</translation>
    </message>
    <message>
        <source>paused while a run is active</source>
        <translation>有运行正在进行，已暂停</translation>
    </message>
    <message>
        <source>Given up because a run was started. What was measured is kept: propose again after it.</source>
        <translation>因开始了一个运行而中止。已测量的结果会保留：请在运行结束后再次请求建议。</translation>
    </message>
    <message>
        <source>This model cannot be used</source>
        <translation>无法使用此模型</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::FigureActions</name>
    <message>
        <source>Figure saved</source>
        <translation>图已保存</translation>
    </message>
    <message>
        <source>Save the graph</source>
        <translation>保存计算图</translation>
    </message>
    <message>
        <source>The figure was not saved</source>
        <translation>图未保存</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ImageBinder</name>
    <message>
        <source>The images cannot be shown</source>
        <translation>无法显示图像</translation>
    </message>
    <message>
        <source>classifying again…</source>
        <translation>正在重新分类…</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>尚无图像</translation>
    </message>
    <message>
        <source>Choose a model in the set-up: images are shown as it sees them.</source>
        <translation>请在设置中选择模型：图像会按模型所见显示。</translation>
    </message>
    <message>
        <source>Choose a data set in the set-up, or drop its folder on the window. Its images appear here with what both networks see.</source>
        <translation>请在设置中选择数据集，或将其文件夹拖放到窗口中。其图像及两个网络的判断会显示在这里。</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation>正在读取图像…</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::LayersBinder</name>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>stays float</source>
        <translation>保持浮点</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>exponent %1</source>
        <translation>指数 %1</translation>
    </message>
    <message>
        <source>, mean %1</source>
        <translation>，均值 %1</translation>
    </message>
    <message>
        <source>%1 % saturated</source>
        <translation>%1 % 饱和</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>what-if: quantized now, without training</source>
        <translation>假设：现在量化，不训练</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>Error per feature map</source>
        <translation>各特征图的误差</translation>
    </message>
    <message>
        <source>Error per layer</source>
        <translation>各层的误差</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Feature map of %1</source>
        <translation>%1 的特征图</translation>
    </message>
    <message>
        <source>grid of %1</source>
        <translation>%1 的网格</translation>
    </message>
    <message>
        <source>%1, zero at %2</source>
        <translation>%1，零点 %2</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>scale %1</source>
        <translation>缩放系数 %1</translation>
    </message>
    <message>
        <source>%1 scales</source>
        <translation>%1 个缩放系数</translation>
    </message>
    <message>
        <source>1 bit</source>
        <translation>1 位</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::MainMenu</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;model…</source>
        <translation>打开模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Open &amp;data set…</source>
        <translation>打开数据集(&amp;D)…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Open &amp;run file…</source>
        <translation>打开运行文件(&amp;R)…</translation>
    </message>
    <message>
        <source>Ctrl+Alt+O</source>
        <translation>Ctrl+Alt+O</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>导出图(&amp;E)…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export a &amp;view</source>
        <translation>导出视图(&amp;V)</translation>
    </message>
    <message>
        <source>Export &amp;integer program</source>
        <translation>导出整数程序(&amp;I)</translation>
    </message>
    <message>
        <source>Repor&amp;t of this run…</source>
        <translation>此运行的报告(&amp;T)…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>Report com&amp;paring the runs…</source>
        <translation>运行比较报告(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>关闭窗口(&amp;C)</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation>Ctrl+W</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>&amp;Queue variants…</source>
        <translation>将变体加入队列(&amp;Q)…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation>Ctrl+P</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Shift+F5</source>
        <translation>Shift+F5</translation>
    </message>
    <message>
        <source>Pre&amp;vious stage</source>
        <translation>上一阶段(&amp;V)</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>&amp;Next stage</source>
        <translation>下一阶段(&amp;N)</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>&amp;Follow live</source>
        <translation>跟随实时进度(&amp;F)</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>&amp;Measure sensitivities</source>
        <translation>测量敏感度(&amp;M)</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>Propose &amp;bits</source>
        <translation>建议位宽(&amp;B)</translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation>Ctrl+Shift+B</translation>
    </message>
    <message>
        <source>V&amp;erify integers</source>
        <translation>校验整数程序(&amp;E)</translation>
    </message>
    <message>
        <source>Ctrl+Shift+V</source>
        <translation>Ctrl+Shift+V</translation>
    </message>
    <message>
        <source>Ctrl+%1</source>
        <translation>Ctrl+%1</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Runs and &amp;set-up</source>
        <translation>运行与设置(&amp;S)</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>层(&amp;L)</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation>Ctrl+Shift+L</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Find a &amp;command…</source>
        <translation>查找命令(&amp;C)…</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;Methods</source>
        <translation>方法(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Ctrl+/</source>
        <translation>Ctrl+/</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>欢迎(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;About Dyadic</source>
        <translation>关于 Dyadic(&amp;A)</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>Open run con&amp;fig…</source>
        <translation>打开运行配置(&amp;F)…</translation>
    </message>
    <message>
        <source>Ope&amp;n recent</source>
        <translation>最近打开(&amp;N)</translation>
    </message>
    <message>
        <source>Deta&amp;ils</source>
        <translation>详情(&amp;I)</translation>
    </message>
    <message>
        <source>Reset la&amp;yout</source>
        <translation>重置布局(&amp;Y)</translation>
    </message>
    <message>
        <source>Q&amp;uantities</source>
        <translation>量的定义(&amp;U)</translation>
    </message>
    <message>
        <source>Open data fi&amp;le…</source>
        <translation>打开数据文件(&amp;L)…</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::MainWindow</name>
    <message>
        <source>Dyadic</source>
        <translation>Dyadic</translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation>探索(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Deploy</source>
        <translation>部署(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Accuracy per stage…</source>
        <translation>各阶段准确率(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Loss…</source>
        <translation>损失(&amp;L)…</translation>
    </message>
    <message>
        <source>E&amp;xponents…</source>
        <translation>指数(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Error per layer…</source>
        <translation>各层误差(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Histogram…</source>
        <translation>直方图(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Sensitivity…</source>
        <translation>敏感度(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Feature map…</source>
        <translation>特征图(&amp;F)…</translation>
    </message>
    <message>
        <source>Table saved</source>
        <translation>表格已保存</translation>
    </message>
    <message>
        <source>The table was not saved</source>
        <translation>表格未保存</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>Go to layer</source>
        <translation>转到层</translation>
    </message>
    <message>
        <source>Add to &amp;queue</source>
        <translation>加入队列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>%1  ·  stage %2  ·  %3 %</source>
        <translation>%1  ·  阶段 %2  ·  %3 %</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>A run is active. Stop it and close?</source>
        <translation>有运行正在进行。要停止并关闭吗？</translation>
    </message>
    <message>
        <source>A run is active, and the queue holds %1 more. Stop and close?</source>
        <translation>有运行正在进行，队列中还有 %1 个。要停止并关闭吗？</translation>
    </message>
    <message>
        <source>Close Dyadic</source>
        <translation>关闭 Dyadic</translation>
    </message>
    <message>
        <source>What it has finished is in its file, from which it can be resumed.</source>
        <translation>已完成的部分保存在其文件中，可从该处恢复。</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>停止并关闭(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>继续运行(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>留下(&amp;S)</translation>
    </message>
    <message>
        <source>Drop to open %1</source>
        <translation>松开以打开 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n runs wait in the queue. Forget them and close?</source>
        <translation>
            <numerusform>队列中有 %n 个运行在等待。要放弃它们并关闭吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Network…</source>
        <translation>网络(&amp;N)…</translation>
    </message>
    <message>
        <source>Its file cannot be written: what is not in it yet will be lost and has to be computed again.</source>
        <translation>无法写入其文件：尚未写入的内容将丢失，必须重新计算。</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::MethodHelp</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>同 %1</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>不小于 %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>不大于 %1</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Citation</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>About the method</source>
        <translation>关于此方法</translation>
    </message>
    <message>
        <source>Copy &amp;BibTeX</source>
        <translation>复制 BibTeX(&amp;B)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::OpenActions</name>
    <message>
        <source>Open model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Open run file</source>
        <translation>打开运行文件</translation>
    </message>
    <message>
        <source>Run files (*.h5);;All files (*)</source>
        <translation>运行文件 (*.h5);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open run config</source>
        <translation>打开运行配置</translation>
    </message>
    <message>
        <source>Run configs (*.json);;All files (*)</source>
        <translation>运行配置 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The built-in example cannot be read</source>
        <translation>无法读取内置示例</translation>
    </message>
    <message>
        <source>Open model, run or config</source>
        <translation>打开模型、运行或配置</translation>
    </message>
    <message>
        <source>The run config cannot be used</source>
        <translation>无法使用该运行配置</translation>
    </message>
    <message>
        <source>Open data set</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无内容</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;All files (*)</source>
        <translation>模型 (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>All that can be opened (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt *.h5 *.json);;All files (*)</source>
        <translation>所有可打开的文件 (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt *.h5 *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a file of a data set</source>
        <translation>打开数据集的一个文件</translation>
    </message>
    <message>
        <source>Data sets (*ubyte *ubyte.gz *.bin *_batch* batches.meta* train test)</source>
        <translation>数据集 (*ubyte *ubyte.gz *.bin *_batch* batches.meta* train test)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::QueueBinder</name>
    <message>
        <source>The run cannot be queued</source>
        <translation>无法将运行加入队列</translation>
    </message>
    <message>
        <source>%1 is taken</source>
        <translation>%1 已被占用</translation>
    </message>
    <message>
        <source>Choose another name for the run file in the set-up: %1</source>
        <translation>请在设置中为运行文件另选名称：%1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，数据集 %2</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::QueueDialog</name>
    <message>
        <source>Queue variants</source>
        <translation>将变体加入队列</translation>
    </message>
    <message>
        <source>One run for each combination, with the other settings as they are now.</source>
        <translation>每种组合一个运行，其余设置保持现状。</translation>
    </message>
    <message>
        <source>&amp;Number of seeds</source>
        <translation>种子数量(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;First seed</source>
        <translation>首个种子(&amp;F)</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Seeds %1 to %2</source>
        <translation>种子 %1 至 %2</translation>
    </message>
    <message>
        <source>Choose at least one value.</source>
        <translation>请至少选择一个值。</translation>
    </message>
    <message>
        <source>&amp;Queue one run</source>
        <translation>将 1 个运行加入队列(&amp;Q)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Queue %n runs</source>
        <translation>
            <numerusform>将 %n 个运行加入队列(&amp;Q)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ReportActions</name>
    <message>
        <source>%1 cannot be written: %2. Choose another folder.</source>
        <translation>无法写入 %1：%2。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>正在写入报告…</translation>
    </message>
    <message>
        <source>The report was not written</source>
        <translation>报告未写入</translation>
    </message>
    <message>
        <source>Report saved</source>
        <translation>报告已保存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ReportPage</name>
    <message numerus="yes">
        <source>%n runs compared</source>
        <translation>
            <numerusform>比较了 %n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Made by Dyadic %1 on %2.</source>
        <translation>由 Dyadic %1 于 %2 生成。</translation>
    </message>
    <message>
        <source>Accuracies are top-1 on the validation images: of the float network, of the network as it trains, and hard, as it is exported to integers. The change is from float to hard.</source>
        <translation>准确率均为验证图像上的 Top-1：浮点网络的、训练中网络的，以及按整数导出的硬量化网络的。变化指从浮点到硬量化的变化。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Accuracy after each stage, hard. Runs that differ by seed alone are their mean, in a band from the worst to the best.</source>
        <translation>各阶段后的硬量化准确率。仅种子不同的运行以均值表示，阴影带从最差到最好。</translation>
    </message>
    <message>
        <source>Accuracy against the average bits of the weights.</source>
        <translation>准确率与权重平均位宽的关系。</translation>
    </message>
    <message>
        <source>Quantized values of the layer with the lowest SQNR of the first run.</source>
        <translation>第一个运行中 SQNR 最低的层的量化值。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Accuracy after each stage.</source>
        <translation>各阶段后的准确率。</translation>
    </message>
    <message>
        <source>Loss and learning rate.</source>
        <translation>损失与学习率。</translation>
    </message>
    <message>
        <source>Quantization error of the weights, by layer.</source>
        <translation>各层权重的量化误差。</translation>
    </message>
    <message>
        <source>Weights of the layer with the lowest SQNR, before and after quantization.</source>
        <translation>SQNR 最低的层在量化前后的权重。</translation>
    </message>
    <message>
        <source>Exponents of the feature maps over the epochs.</source>
        <translation>特征图指数随轮次的变化。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Weights after the last stage.</source>
        <translation>最后阶段之后的权重。</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>来源信息</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>省略的内容</translation>
    </message>
    <message>
        <source>en</source>
        <comment>language of these texts, as HTML names it</comment>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>Mean and standard deviation (n - 1) over the seeds of finished runs.</source>
        <translation>已完成运行的各种子的均值与标准差 (n - 1)。</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunBinder</name>
    <message>
        <source>The run file cannot be opened</source>
        <translation>无法打开运行文件</translation>
    </message>
    <message>
        <source>The run cannot start</source>
        <translation>无法开始运行</translation>
    </message>
    <message>
        <source>%1 exists already</source>
        <translation>%1 已存在</translation>
    </message>
    <message>
        <source>Choose another name in the set-up, or replace the file: %1</source>
        <translation>请在设置中另选名称，或替换该文件：%1</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>%1 is finished</source>
        <translation>%1 已完成</translation>
    </message>
    <message>
        <source>This run has not finished</source>
        <translation>此运行尚未完成</translation>
    </message>
    <message>
        <source>It can go on from where its file was last saved.</source>
        <translation>可以从其文件上次保存的位置继续。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read and are left out.</source>
        <translation>
            <numerusform>有 %n 幅图像无法读取，已略去。</numerusform>
        </translation>
    </message>
    <message>
        <source>The run file cannot be written</source>
        <translation>无法写入运行文件</translation>
    </message>
    <message>
        <source>%1 The run goes on, and nothing is lost: it is tried again every few seconds.</source>
        <translation>%1 运行继续进行，不会丢失任何内容：每隔几秒会重试一次。</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>另存到别处…</translation>
    </message>
    <message>
        <source>The run file is written again</source>
        <translation>运行文件已恢复写入</translation>
    </message>
    <message>
        <source>Save the run elsewhere</source>
        <translation>将运行保存到别处</translation>
    </message>
    <message>
        <source>Run files (*.h5)</source>
        <translation>运行文件 (*.h5)</translation>
    </message>
    <message>
        <source>About this run</source>
        <translation>关于此运行</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>The run file cannot be written. Stop all the same?</source>
        <translation>无法写入运行文件。仍要停止吗？</translation>
    </message>
    <message>
        <source>What is not in it yet will be lost and has to be computed again.</source>
        <translation>尚未写入的内容将丢失，必须重新计算。</translation>
    </message>
    <message>
        <source>Save &amp;elsewhere…</source>
        <translation>另存到别处(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>继续运行(&amp;K)</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunListBinder</name>
    <message>
        <source>%1 · %2 bits</source>
        <translation>%1 · %2 位</translation>
    </message>
    <message>
        <source>Names, colours and tags of runs cannot be read</source>
        <translation>无法读取运行的名称、颜色和标签</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Changes will not be kept until it is repaired or removed.</source>
        <translation>%1 已损坏：%2。在修复或移除它之前，更改不会保留。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. They begin anew; the old file was kept as %3.</source>
        <translation>%1 已损坏：%2。现从头开始；旧文件保留为 %3。</translation>
    </message>
    <message>
        <source>The change to the run list was not kept</source>
        <translation>对运行列表的更改未能保存</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. It holds until the window closes.</source>
        <translation>无法写入 %1：%2。更改只在窗口关闭前有效。</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message numerus="yes">
        <source>%n runs cannot be deleted</source>
        <translation>
            <numerusform>无法删除 %n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>已删除 %1</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n runs</source>
        <translation>
            <numerusform>已删除 %n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted files go to the trash when the window closes.</source>
        <translation>窗口关闭时，已删除的文件会移入回收站。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>%n runs cannot be brought back</source>
        <translation>
            <numerusform>无法恢复 %n 个运行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunView</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Exponents</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Accuracy per stage</source>
        <translation>各阶段准确率</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::SetupBinder</name>
    <message>
        <source>ResNet-8 for Fashion-MNIST (example)</source>
        <translation>ResNet-8（示例）</translation>
    </message>
    <message>
        <source>Fashion-MNIST (example)</source>
        <translation>Fashion-MNIST（示例）</translation>
    </message>
    <message>
        <source>opening of a set-up</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>bits of %1</source>
        <translation>%1 的位宽</translation>
    </message>
    <message>
        <source>feature-map bits of %1</source>
        <translation>%1 的特征图位宽</translation>
    </message>
    <message>
        <source>quantization of %1</source>
        <translation>%1 的量化</translation>
    </message>
    <message>
        <source>leaving %1 float</source>
        <translation>将 %1 保持为浮点</translation>
    </message>
    <message>
        <source>global bits for %1</source>
        <translation>%1 使用全局位宽</translation>
    </message>
    <message>
        <source>new layer rules</source>
        <translation>新的层规则</translation>
    </message>
    <message>
        <source>%1 The Network page says more.</source>
        <translation>%1 详见“网络”页面。</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::SetupHistory</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Ctrl+Y</translation>
    </message>
    <message>
        <source>choice of the model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>choice of the data set</source>
        <translation>选择数据集</translation>
    </message>
    <message>
        <source>choice of the method</source>
        <translation>选择方法</translation>
    </message>
    <message>
        <source>share quantized now</source>
        <translation>当前量化比例</translation>
    </message>
    <message>
        <source>layer rules</source>
        <translation>层规则</translation>
    </message>
    <message>
        <source>several parameters</source>
        <translation>多个参数</translation>
    </message>
    <message>
        <source>name of the run file</source>
        <translation>运行文件名</translation>
    </message>
    <message>
        <source>training settings</source>
        <translation>训练设置</translation>
    </message>
    <message>
        <source>use of the images</source>
        <translation>图像的使用方式</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ShortcutHelp</name>
    <message>
        <source>In plots</source>
        <translation>在图中</translation>
    </message>
    <message>
        <source>Wheel, drag</source>
        <translation>滚轮、拖动</translation>
    </message>
    <message>
        <source>Zoom and move</source>
        <translation>缩放与移动</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Fit to the data</source>
        <translation>适应数据范围</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export the plot in focus</source>
        <translation>导出当前焦点所在的图</translation>
    </message>
    <message>
        <source>In tables</source>
        <translation>在表格中</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>复制选中的内容</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>上、下</translation>
    </message>
    <message>
        <source>Next layer, in every view</source>
        <translation>下一层，适用于所有视图</translation>
    </message>
    <message>
        <source>In a run</source>
        <translation>在运行中</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>左、右</translation>
    </message>
    <message>
        <source>In the stages: look at another one</source>
        <translation>在阶段条中：查看另一个阶段</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>在队列中</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+上、Alt+下</translation>
    </message>
    <message>
        <source>Start earlier or later</source>
        <translation>提前或推后</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Quantities</source>
        <translation>量的定义</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::StatusLine</name>
    <message>
        <source>%1 of %2 threads  ·  %3 MB</source>
        <translation>%1 / %2 线程  ·  %3 MB</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::WindowLayout</name>
    <message>
        <source>Error per layer</source>
        <translation>各层的误差</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::AccuracyCard</name>
    <message>
        <source>Copy the message</source>
        <translation>复制此消息</translation>
    </message>
    <message>
        <source>Accuracy estimate</source>
        <translation>准确率估计</translation>
    </message>
    <message>
        <source>Top-1 accuracy of the network as it would be exported now, without training, on validation images drawn at random.
The band is Wilson&apos;s 95 % interval: it narrows as more images are seen. Once all are, the figure is exactly what a run&apos;s hard evaluation gives.</source>
        <translation>网络若按当前设置导出、不经训练，在随机抽取的验证图像上的 Top-1 准确率。
阴影带为 Wilson 95 % 区间：看过的图像越多，区间越窄。全部看完后，数值与运行的硬量化评估完全相同。</translation>
    </message>
    <message>
        <source>all %1 images</source>
        <translation>全部 %1 幅图像</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 / %2 幅图像</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>measuring again</source>
        <translation>重新测量中</translation>
    </message>
    <message>
        <source>reading the images</source>
        <translation>正在读取图像</translation>
    </message>
    <message>
        <source>float %1</source>
        <translation>浮点 %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CandidateChips</name>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Mean squared error with each exponent that was tried</source>
        <translation>试过的各个指数对应的均方误差</translation>
    </message>
    <message>
        <source>Exponents that were tried</source>
        <translation>试过的指数</translation>
    </message>
    <message>
        <source>grid from %1 to %2</source>
        <translation>网格从 %1 到 %2</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>rejected; click to see where its grid ends</source>
        <translation>未选中；点击查看其网格的边界</translation>
    </message>
    <message>
        <source>Exponent %1: %2, %3</source>
        <translation>指数 %1：%2，%3</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CommandList</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Search commands, runs and layers</source>
        <translation>搜索命令、运行和层</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>没有匹配项。请减少输入的字符。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareBar</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Pruning against random</source>
        <translation>剪枝与随机对比</translation>
    </message>
    <message>
        <source>Flipped images</source>
        <translation>翻转的图像</translation>
    </message>
    <message>
        <source>Which runs are compared</source>
        <translation>比较哪些运行</translation>
    </message>
    <message>
        <source>Run A</source>
        <translation>运行 A</translation>
    </message>
    <message>
        <source>Run B, or another stage of A</source>
        <translation>运行 B，或 A 的另一阶段</translation>
    </message>
    <message>
        <source>Layer of the histogram</source>
        <translation>直方图所示的层</translation>
    </message>
    <message>
        <source>Stage of all plots</source>
        <translation>所有图的阶段</translation>
    </message>
    <message>
        <source>Stage of all plots; at the right end, each run&apos;s last</source>
        <translation>所有图的阶段；最右端为各运行的最后阶段</translation>
    </message>
    <message>
        <source>stage %1 of %2</source>
        <translation>阶段 %1 / %2</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>A after stage %1</source>
        <translation>阶段 %1 之后的 A</translation>
    </message>
    <message>
        <source>Float network of A</source>
        <translation>A 的浮点网络</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ComparePlot</name>
    <message>
        <source>The accuracy of several runs appears here, stage by stage.
Select runs to compare.</source>
        <translation>此处逐阶段显示多个运行的准确率。
请选择要比较的运行。</translation>
    </message>
    <message>
        <source>Accuracy of several runs</source>
        <translation>多个运行的准确率</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1（%n 个运行）</numerusform>
        </translation>
    </message>
    <message>
        <source>Float %1</source>
        <translation>浮点 %1</translation>
    </message>
    <message>
        <source>Share of weights quantized</source>
        <translation>已量化权重的比例</translation>
    </message>
    <message>
        <source>Share of weights quantized, stage by stage</source>
        <translation>各阶段已量化权重的比例</translation>
    </message>
    <message>
        <source>Top-1 accuracy, hard</source>
        <translation>硬量化 Top-1</translation>
    </message>
    <message>
        <source>Top-1 accuracy, as trained</source>
        <translation>训练中 Top-1</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1（%2 至 %3）</translation>
    </message>
    <message>
        <source>Hard accuracy</source>
        <translation>硬量化准确率</translation>
    </message>
    <message>
        <source>Accuracy as trained</source>
        <translation>训练中准确率</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareSeriesPlot</name>
    <message>
        <source>Loss and learning rate over epochs appear here.
Compare runs that were trained.</source>
        <translation>此处显示损失和学习率随轮次的变化。
请比较经过训练的运行。</translation>
    </message>
    <message>
        <source>Loss of several runs</source>
        <translation>多个运行的损失</translation>
    </message>
    <message>
        <source>Learning rate of several runs</source>
        <translation>多个运行的学习率</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1（%n 个运行）</numerusform>
        </translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>轮次 %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareTable</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>硬量化</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Top-1 accuracy of the network as it would be exported</source>
        <translation>网络按导出形式的 Top-1 准确率</translation>
    </message>
    <message>
        <source>Hard top-1 minus the float network&apos;s, in points</source>
        <translation>硬量化 Top-1 减去浮点网络的 Top-1，单位为百分点</translation>
    </message>
    <message>
        <source>Average bits of the weights; a layer that stays float counts 32</source>
        <translation>权重的平均位宽；保持浮点的层按 32 位计</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1（%n 个运行）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Group seeds</source>
        <translation>按种子分组</translation>
    </message>
    <message>
        <source>Runs that differ by seed alone are one row: mean ± standard deviation</source>
        <translation>仅种子不同的运行合为一行：均值 ± 标准差</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>Also those in which the runs are the same</source>
        <translation>也包括各运行相同的设置</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs that are compared</source>
        <translation>参与比较的运行</translation>
    </message>
    <message>
        <source>Double click opens a run; A and B mark the two that are looked at closely</source>
        <translation>双击可打开运行；A 和 B 标出要细看的两个运行</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settings</source>
        <translation>
            <numerusform>%n 项设置</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Look at it as &amp;A</source>
        <translation>作为 A 查看(&amp;A)</translation>
    </message>
    <message>
        <source>Look at it as &amp;B</source>
        <translation>作为 B 查看(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Leave out of the comparison</source>
        <translation>不纳入比较(&amp;L)</translation>
    </message>
    <message>
        <source>Of all parameters, weights as the method stores them</source>
        <translation>占全部参数，权重按该方法的存储形式计</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareView</name>
    <message>
        <source>All runs</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>硬量化</translation>
    </message>
    <message>
        <source>As trained</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>绘制的内容</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Settings and results</source>
        <translation>设置与结果</translation>
    </message>
    <message>
        <source>drag along an axis to pick runs out, everywhere</source>
        <translation>沿坐标轴拖动即可在所有视图中筛选运行</translation>
    </message>
    <message>
        <source>Accuracy against bits</source>
        <translation>准确率与位宽</translation>
    </message>
    <message>
        <source>No runs to compare yet</source>
        <translation>还没有可比较的运行</translation>
    </message>
    <message>
        <source>Finished runs of the same network appear here side by side.</source>
        <translation>同一网络的已完成运行会并排显示在这里。</translation>
    </message>
    <message>
        <source>&amp;Compared accuracy…</source>
        <translation>准确率比较(&amp;C)…</translation>
    </message>
    <message>
        <source>Co&amp;mpared loss…</source>
        <translation>损失比较(&amp;M)…</translation>
    </message>
    <message>
        <source>Compared learning &amp;rate…</source>
        <translation>学习率比较(&amp;R)…</translation>
    </message>
    <message>
        <source>Accuracy against &amp;bits…</source>
        <translation>准确率与位宽(&amp;B)…</translation>
    </message>
    <message>
        <source>Compared &amp;layer…</source>
        <translation>单层比较(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Settings and results…</source>
        <translation>设置与结果(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Pruning against random…</source>
        <translation>剪枝与随机对比(&amp;P)…</translation>
    </message>
    <message>
        <source>average bits</source>
        <translation>平均位宽</translation>
    </message>
    <message>
        <source>size, kB</source>
        <translation>大小，kB</translation>
    </message>
    <message>
        <source>hard top-1, %</source>
        <translation>硬量化 Top-1，%</translation>
    </message>
    <message>
        <source>%1  %2, stage %3</source>
        <translation>%1  %2，阶段 %3</translation>
    </message>
    <message>
        <source>A is a %1 and B a %2:
no layer of one has a counterpart in the other.
Choose two runs of the same network.</source>
        <translation>A 是 %1，B 是 %2：
两者没有相互对应的层。
请选择同一网络的两个运行。</translation>
    </message>
    <message>
        <source>The histogram of this layer was not recorded.</source>
        <translation>未记录该层的直方图。</translation>
    </message>
    <message>
        <source>Reading the histograms…</source>
        <translation>正在读取直方图…</translation>
    </message>
    <message>
        <source>Weights of %1</source>
        <translation>%1 的权重</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DataForm</name>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>center cuts the network&apos;s input out of the middle of the resized image; auto does where it has to.</source>
        <translation>center 从缩放后的图像中央裁出网络的输入；auto 在必要时才这样做。</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>none; the length of the shorter side, such as 256; or height and width, such as 224x224. auto: images of another size are resized as for ImageNet where the network takes 224x224.</source>
        <translation>none；较短边的长度，如 256；或高与宽，如 224x224。auto：网络输入为 224x224 时，其他大小的图像按 ImageNet 的方式缩放。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>What the network takes: channels, height and width, such as 3x32x32. auto: what the model says, else the size of the images.</source>
        <translation>网络的输入：通道、高和宽，如 3x32x32。auto：以模型所述为准，否则取图像的大小。</translation>
    </message>
    <message>
        <source>Training split</source>
        <translation>训练划分</translation>
    </message>
    <message>
        <source>A split of the data set, with an optional range: train, train[:55000], train[55000:].</source>
        <translation>数据集的一个划分，可带范围：train、train[:55000]、train[55000:]。</translation>
    </message>
    <message>
        <source>Validation split</source>
        <translation>验证划分</translation>
    </message>
    <message>
        <source>Accuracy is measured on it.</source>
        <translation>准确率在其上测量。</translation>
    </message>
    <message>
        <source>Calibration split</source>
        <translation>校准划分</translation>
    </message>
    <message>
        <source>Ranges of feature maps are found on it.</source>
        <translation>特征图的取值范围在其上确定。</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>How many of the split are used; 0 takes all.</source>
        <translation>使用该划分中的多少幅；0 表示全部。</translation>
    </message>
    <message>
        <source>Validation images</source>
        <translation>验证图像</translation>
    </message>
    <message>
        <source>How many are used; 0 takes all.</source>
        <translation>使用多少幅；0 表示全部。</translation>
    </message>
    <message>
        <source>Calibration images</source>
        <translation>校准图像</translation>
    </message>
    <message>
        <source>Random flips</source>
        <translation>随机翻转</translation>
    </message>
    <message>
        <source>Training images are mirrored at random.</source>
        <translation>随机对训练图像作镜像。</translation>
    </message>
    <message>
        <source>Random shifts</source>
        <translation>随机平移</translation>
    </message>
    <message>
        <source>Training images are cut out at random of themselves with four pixels of zeros around.</source>
        <translation>训练图像四周补四个像素的零，再随机裁出原来的大小。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployGraph</name>
    <message>
        <source>depthwise</source>
        <translation>逐通道</translation>
    </message>
    <message>
        <source>%1 groups</source>
        <translation>%1 组</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 通道</translation>
    </message>
    <message>
        <source>%1 bit</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>Weights %1</source>
        <translation>权重 %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>multiplier %1</source>
        <translation>乘数 %1</translation>
    </message>
    <message>
        <source>Accumulator %1 bit, headroom %2</source>
        <translation>累加器 %1 位，余量 %2</translation>
    </message>
    <message>
        <source>Measured headroom %1</source>
        <translation>实测余量 %1</translation>
    </message>
    <message>
        <source>Saturated %1 of the outputs</source>
        <translation>%1 的输出饱和</translation>
    </message>
    <message>
        <source>%1 entries of the bias saturated</source>
        <translation>%1 个偏置饱和</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Logits</source>
        <translation>Logits</translation>
    </message>
    <message>
        <source>Headroom, measured</source>
        <translation>余量，实测</translation>
    </message>
    <message>
        <source>Headroom, guaranteed</source>
        <translation>余量，保证</translation>
    </message>
    <message>
        <source>24 bit</source>
        <translation>24 位</translation>
    </message>
    <message>
        <source>Saturated outputs</source>
        <translation>饱和的输出</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployTable</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Name in the network; sorted by it, in order of execution</source>
        <translation>网络中的名称；按名称排序即按执行顺序</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Integer operator</source>
        <translation>整数算子</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Optimal truncation point: how far the accumulator is shifted right</source>
        <translation>最佳截断点：累加器右移的位数</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Bits that no image whatever can need: from the bound of the accumulator</source>
        <translation>任何图像都用不到的位数：由累加器的上界得出</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Bits that no image of the verification needed</source>
        <translation>校验的图像都没有用到的位数</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Share of the outputs that were cut off to their range</source>
        <translation>被截断到取值范围的输出所占比例</translation>
    </message>
    <message>
        <source>Bias cut</source>
        <translation>偏置截断</translation>
    </message>
    <message>
        <source>Entries of the bias that lay outside its bits</source>
        <translation>超出其位宽范围的偏置个数</translation>
    </message>
    <message>
        <source>Bits in</source>
        <translation>输入位宽</translation>
    </message>
    <message>
        <source>Bits of the first input</source>
        <translation>第一个输入的位宽</translation>
    </message>
    <message>
        <source>s in</source>
        <translation>输入 s</translation>
    </message>
    <message>
        <source>Exponent of the first input: its values are integers times 2^s</source>
        <translation>第一个输入的指数：其值为整数乘以 2^s</translation>
    </message>
    <message>
        <source>Bits w</source>
        <translation>权重位宽</translation>
    </message>
    <message>
        <source>Bits of the weights</source>
        <translation>权重的位宽</translation>
    </message>
    <message>
        <source>s w</source>
        <translation>权重 s</translation>
    </message>
    <message>
        <source>Exponent of the weights</source>
        <translation>权重的指数</translation>
    </message>
    <message>
        <source>Bits out</source>
        <translation>输出位宽</translation>
    </message>
    <message>
        <source>Bits of the output</source>
        <translation>输出的位宽</translation>
    </message>
    <message>
        <source>s out</source>
        <translation>输出 s</translation>
    </message>
    <message>
        <source>Exponent of the output</source>
        <translation>输出的指数</translation>
    </message>
    <message>
        <source>Acc.</source>
        <translation>累加器</translation>
    </message>
    <message>
        <source>Bits of the accumulator</source>
        <translation>累加器的位宽</translation>
    </message>
    <message>
        <source>%1 bit</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>Filter operations</source>
        <translation>筛选算子</translation>
    </message>
    <message>
        <source>Filter operations by name</source>
        <translation>按名称筛选算子</translation>
    </message>
    <message>
        <source>Operations of the integer program</source>
        <translation>整数程序的算子</translation>
    </message>
    <message>
        <source>The operations of the program appear here.</source>
        <translation>程序的算子显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n 个算子</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployVerdict</name>
    <message>
        <source>&amp;Verify again</source>
        <translation>重新校验(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>校验(&amp;V)</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Progress of the verification</source>
        <translation>校验进度</translation>
    </message>
    <message>
        <source>&amp;Show layer</source>
        <translation>显示层(&amp;S)</translation>
    </message>
    <message>
        <source>Select the layer of the first difference</source>
        <translation>选中首个差异所在的层</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Give up; nothing is written</source>
        <translation>放弃；不写入任何内容</translation>
    </message>
    <message>
        <source>Compare plain loops, fast executor and float64 simulation, image by image</source>
        <translation>逐幅图像比较朴素循环、快速执行器与 float64 仿真</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>Write the program in another form</source>
        <translation>以其他形式写出程序</translation>
    </message>
    <message>
        <source>&amp;C99 source…</source>
        <translation>C99 源代码(&amp;C)…</translation>
    </message>
    <message>
        <source>A folder with model.h, model.c and a Makefile whose check compares the logits</source>
        <translation>包含 model.h、model.c 和 Makefile 的文件夹，其 check 目标会比较 logits</translation>
    </message>
    <message>
        <source>&amp;ONNX, exact…</source>
        <translation>ONNX，精确(&amp;O)…</translation>
    </message>
    <message>
        <source>Requantization written out in operators: every rounding, every bit-width</source>
        <translation>重量化以算子逐步写出：每次舍入、每个位宽</translation>
    </message>
    <message>
        <source>ONNX, &amp;QuantizeLinear…</source>
        <translation>ONNX，QuantizeLinear(&amp;Q)…</translation>
    </message>
    <message>
        <source>&amp;HDF5…</source>
        <translation>HDF5(&amp;H)…</translation>
    </message>
    <message>
        <source>The integers, exponents and the program alone, packed to their bits</source>
        <translation>只含整数、指数和程序，按位紧密打包</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>尚未校验</translation>
    </message>
    <message>
        <source>Verify compares plain loops, the fast executor and the float64 simulation, image by image.</source>
        <translation>校验会逐幅图像比较朴素循环、快速执行器与 float64 仿真。</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 / %2 幅图像</translation>
    </message>
    <message>
        <source>Reading the images</source>
        <translation>正在读取图像</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Plain loops, fast executor and float64 simulation agree on every integer.</source>
        <translation>朴素循环、快速执行器与 float64 仿真在每个整数上都一致。</translation>
    </message>
    <message>
        <source>%1 images fall into another class than in the run&apos;s own evaluation.</source>
        <translation>有 %1 幅图像的类别与该运行自身的评估不同。</translation>
    </message>
    <message>
        <source>Bit-exact on %1 images</source>
        <translation>在 %1 幅图像上逐位一致</translation>
    </message>
    <message>
        <source>Not bit-exact</source>
        <translation>并非逐位一致</translation>
    </message>
    <message>
        <source>The report does not say where the executions differ.</source>
        <translation>报告未说明各执行方式在何处不同。</translation>
    </message>
    <message>
        <source>First difference: image %1, %2, index %3</source>
        <translation>首个差异：图像 %1，%2，索引 %3</translation>
    </message>
    <message>
        <source>Comparing %1: expected %2, found %3.</source>
        <translation>比较%1：期望 %2，得到 %3。</translation>
    </message>
    <message>
        <source>The verification failed</source>
        <translation>校验失败</translation>
    </message>
    <message>
        <source>QuantizeLinear and DequantizeLinear, as runtimes fuse them</source>
        <translation>QuantizeLinear 与 DequantizeLinear，可由推理引擎融合</translation>
    </message>
    <message>
        <source>Within one last place on %1 images</source>
        <translation>在 %1 幅图像上末位相差不超过 1</translation>
    </message>
    <message>
        <source>Fixed-point multipliers stand for real ones: %1 of %2 values differ from the simulation by 1. Plain loops and fast executor agree on every logit.</source>
        <translation>以定点乘数代替实数乘数：%2 个值中有 %1 个与仿真相差 1。朴素循环与快速执行器在每个 logit 上都一致。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployView</name>
    <message>
        <source>rounds half up</source>
        <translation>半数向上舍入</translation>
    </message>
    <message>
        <source>rounds half to even</source>
        <translation>半数向偶数舍入</translation>
    </message>
    <message>
        <source>rounds down</source>
        <translation>向下舍入</translation>
    </message>
    <message>
        <source>rounds half away</source>
        <translation>半数远离零舍入</translation>
    </message>
    <message>
        <source>QuantizeLinear rounds half to even, this program %1: logits would differ. Use the exact form, or a run with rounding half_even.</source>
        <translation>QuantizeLinear 采用半数向偶数舍入，而本程序采用%1：logits 会不同。请使用精确形式，或使用舍入方式为 half_even 的运行。</translation>
    </message>
    <message>
        <source>It has at most 8 bits, this program has %1.</source>
        <translation>最多支持 8 位，本程序为 %1 位。</translation>
    </message>
    <message>
        <source>%1× smaller</source>
        <translation>缩小为 1/%1</translation>
    </message>
    <message>
        <source>%1 integers; %2 as float32</source>
        <translation>%1 个整数；float32 时为 %2</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未校验</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>top-5 %1</source>
        <translation>Top-5 %1</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>integers %1 points</source>
        <translation>整数相差 %1 个百分点</translation>
    </message>
    <message>
        <source>same classes</source>
        <translation>类别相同</translation>
    </message>
    <message>
        <source>%1 in other classes</source>
        <translation>%1 幅归入其他类别</translation>
    </message>
    <message>
        <source>loops %1, float64 %2</source>
        <translation>循环 %1，float64 %2</translation>
    </message>
    <message>
        <source>Images per second: fast executor %1, plain loops %2, float64 simulation %3</source>
        <translation>每秒图像数：快速执行器 %1，朴素循环 %2，float64 仿真 %3</translation>
    </message>
    <message>
        <source>Integer program as a graph</source>
        <translation>整数程序的计算图</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>单色</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Colour of the nodes</source>
        <translation>节点颜色</translation>
    </message>
    <message>
        <source>Colour of the nodes; saturation is known once the program is verified</source>
        <translation>节点颜色；程序校验之后才知道饱和情况</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Integer top-1</source>
        <translation>整数 Top-1</translation>
    </message>
    <message>
        <source>Hard top-1</source>
        <translation>硬量化 Top-1</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>每秒图像数</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>Open a finished run from the list on the left, or start one. Its integers appear here.</source>
        <translation>从左侧列表打开一个已完成的运行，或开始一个新的运行。其整数程序会显示在这里。</translation>
    </message>
    <message>
        <source>This run has not finished</source>
        <translation>此运行尚未完成</translation>
    </message>
    <message>
        <source>A network becomes integers when its last stage is done. Let it run to the end, or resume it.</source>
        <translation>最后一个阶段完成后，网络才成为整数网络。请让它运行到底，或将其恢复。</translation>
    </message>
    <message>
        <source>Reading the integer program…</source>
        <translation>正在读取整数程序…</translation>
    </message>
    <message>
        <source>This run has no integer program</source>
        <translation>此运行没有整数程序</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::EdgeTable</name>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Name of what produces it; sorted by it, in order of execution</source>
        <translation>产生它的算子名称；按名称排序即按执行顺序</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the last batch seen; more is better</source>
        <translation>最近一批数据的信号与量化噪声之比（信噪比）；越大越好</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>Bits a value</source>
        <translation>每个值的位数</translation>
    </message>
    <message>
        <source>Exp</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Mean of the exponents that batches asked for</source>
        <translation>各批数据所需指数的均值</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Share of the values outside the grid</source>
        <translation>落在网格之外的值所占比例</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Shape for one image: channels, height, width</source>
        <translation>一幅图像的形状：通道、高、宽</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Filter feature maps</source>
        <translation>筛选特征图</translation>
    </message>
    <message>
        <source>Filter feature maps by name</source>
        <translation>按名称筛选特征图</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>The feature maps of a run appear here.
Start a run, or open a run file.</source>
        <translation>运行的特征图显示在这里。
请开始一个运行，或打开运行文件。</translation>
    </message>
    <message numerus="yes">
        <source>%n maps</source>
        <translation>
            <numerusform>%n 个特征图</numerusform>
        </translation>
    </message>
    <message>
        <source>Shared exponent s: a value is an integer times 2^s; or a real scale in the place of 2^s</source>
        <translation>共享指数 s：数值为整数乘以 2^s；或以实数缩放系数代替 2^s</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ErrorPlot</name>
    <message>
        <source>The quantization error of each layer appears here.
Start a run, or open a run file.</source>
        <translation>各层的量化误差显示在这里。
请开始一个运行，或打开运行文件。</translation>
    </message>
    <message>
        <source>Error per layer</source>
        <translation>各层的误差</translation>
    </message>
    <message>
        <source>SQNR (dB), more is better</source>
        <translation>SQNR (dB)，越大越好</translation>
    </message>
    <message>
        <source>Mean squared error, less is better</source>
        <translation>均方误差，越小越好</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Worst, selected</source>
        <translation>最差，已选中</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>%1 bits · 2^%2</source>
        <translation>%1 位 · 2^%2</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>&amp;SQNR</source>
        <translation>SQNR(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Mean squared error</source>
        <translation>均方误差(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Worst first</source>
        <translation>最差的在前(&amp;W)</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>%1 bits · %2 scales</source>
        <translation>%1 位 · %2 个缩放系数</translation>
    </message>
    <message>
        <source>%1 bits · scale %2</source>
        <translation>%1 位 · 缩放系数 %2</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 位</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ExploreTiles</name>
    <message>
        <source>Bytes of all parameters under the setting, packed to their bits; what stays float takes 32.</source>
        <translation>该设置下全部参数按位打包后的字节数；保持浮点的按 32 位计。</translation>
    </message>
    <message>
        <source>Bits of the weights of convolutions and linear layers, averaged over the weights: Σ n·b / Σ n.</source>
        <translation>卷积层与全连接层权重的位宽，按权重数平均：Σ n·b / Σ n。</translation>
    </message>
    <message>
        <source>Bit-operations of one image: Σ multiply-accumulates × weight bits × feature map bits. What stays float counts 32 bits.</source>
        <translation>一幅图像的位运算数：Σ 乘加次数 × 权重位宽 × 特征图位宽。保持浮点的按 32 位计。</translation>
    </message>
    <message>
        <source>Against float</source>
        <translation>相对浮点</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Average bits</source>
        <translation>平均位宽</translation>
    </message>
    <message>
        <source>Bit-ops</source>
        <translation>位运算</translation>
    </message>
    <message>
        <source>Points of accuracy that quantization costs or gives, on the same images. p is McNemar&apos;s exact test: how probable so unequal a number of images that one network alone gets right would be, if both were equally good.</source>
        <translation>在相同图像上，量化损失或增加的准确率百分点。p 为 McNemar 精确检验：若两个网络同样好，出现如此不均衡的“仅一方正确”图像数的概率。</translation>
    </message>
    <message>
        <source>points</source>
        <translation>百分点</translation>
    </message>
    <message>
        <source>Float %1. Only the float network is right on %2 images, only the quantized one on %3: %4, %5.</source>
        <translation>浮点 %1。仅浮点网络正确的图像 %2 幅，仅量化网络正确的 %3 幅：%4，%5。</translation>
    </message>
    <message>
        <source>a difference that is not chance</source>
        <translation>差异并非偶然</translation>
    </message>
    <message>
        <source>cannot be told apart from float on these images</source>
        <translation>在这些图像上与浮点无法区分</translation>
    </message>
    <message>
        <source>%1 ≈ float</source>
        <translation>%1 ≈ 浮点</translation>
    </message>
    <message>
        <source>of parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>of weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>每幅图像</translation>
    </message>
    <message>
        <source>%1× smaller</source>
        <translation>缩小为 1/%1</translation>
    </message>
    <message>
        <source>Float32: %1.</source>
        <translation>Float32：%1。</translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation>%1 MACs</translation>
    </message>
    <message>
        <source>%1 multiply-accumulates an image.</source>
        <translation>每幅图像 %1 次乘加。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ExploreView</name>
    <message>
        <source>Error per layer</source>
        <translation>各层的误差</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Propose bits</source>
        <translation>建议位宽</translation>
    </message>
    <message>
        <source>Page of the Explore view</source>
        <translation>“探索”视图的页面</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ExponentsPlot</name>
    <message>
        <source>The shared exponent of each feature map appears here after the first epoch.</source>
        <translation>第一轮之后，各特征图的共享指数显示在这里。</translation>
    </message>
    <message>
        <source>Feature map exponents over the epochs</source>
        <translation>特征图指数随轮次的变化</translation>
    </message>
    <message>
        <source>Mean exponent s</source>
        <translation>平均指数 s</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Mean exponent</source>
        <translation>平均指数</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>The feature maps of this run have no shared exponents: they stay float, or have real scales.</source>
        <translation>此运行的特征图没有共享指数：它们保持浮点，或使用实数缩放系数。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FeatureMapModel</name>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Name of what produces it; sorted by it, in order of execution</source>
        <translation>产生它的算子名称；按名称排序即按执行顺序</translation>
    </message>
    <message>
        <source>Alone dB</source>
        <translation>单独 dB</translation>
    </message>
    <message>
        <source>Signal to quantization noise of its own quantization; more is better</source>
        <translation>其自身量化的信号与量化噪声之比；越大越好</translation>
    </message>
    <message>
        <source>Accum. dB</source>
        <translation>累积 dB</translation>
    </message>
    <message>
        <source>Accumulated: signal to noise against the same feature map of the float network</source>
        <translation>累积：相对浮点网络同一特征图的信噪比</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>Bits a value</source>
        <translation>每个值的位数</translation>
    </message>
    <message>
        <source>Exp</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Shared exponent s: a value is an integer times 2^s</source>
        <translation>共享指数 s：值为整数乘以 2^s</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Share of the values outside the grid</source>
        <translation>落在网格之外的值所占比例</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Mean squared error of its own quantization</source>
        <translation>其自身量化的均方误差</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FeatureMapPanel</name>
    <message>
        <source>What a feature map holds, and what its grid makes of it, appears here.</source>
        <translation>特征图的取值及其网格的影响显示在这里。</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Filter feature maps</source>
        <translation>筛选特征图</translation>
    </message>
    <message>
        <source>Filter feature maps by name</source>
        <translation>按名称筛选特征图</translation>
    </message>
    <message>
        <source>Feature maps under the setting</source>
        <translation>该设置下的特征图</translation>
    </message>
    <message>
        <source>The feature maps of a model appear here.</source>
        <translation>模型的特征图显示在这里。</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Feature map of %1</source>
        <translation>%1 的特征图</translation>
    </message>
    <message>
        <source>stays float · %1 dB accumulated</source>
        <translation>保持浮点 · 累积 %1 dB</translation>
    </message>
    <message>
        <source>%1 bits · exponent %2 · alone %3 dB, accumulated %4 dB</source>
        <translation>%1 位 · 指数 %2 · 单独 %3 dB，累积 %4 dB</translation>
    </message>
    <message numerus="yes">
        <source>%n maps</source>
        <translation>
            <numerusform>%n 个特征图</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bits · scale %2, zero at %3 · alone %4 dB, accumulated %5 dB</source>
        <translation>%1 位 · 缩放系数 %2，零点 %3 · 单独 %4 dB，累积 %5 dB</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::Field</name>
    <message>
        <source>= %1 (%2)</source>
        <translation>= %1（%2）</translation>
    </message>
    <message>
        <source>= %1</source>
        <translation>= %1</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Another number, %1 to %2</source>
        <translation>其他数值，%1 至 %2</translation>
    </message>
    <message>
        <source>At least one number is needed.</source>
        <translation>至少需要一个数。</translation>
    </message>
    <message>
        <source>%1 is not in %2 to %3.</source>
        <translation>%1 不在 %2 至 %3 之间。</translation>
    </message>
    <message>
        <source>“%1” is no whole number.</source>
        <translation>“%1”不是整数。</translation>
    </message>
    <message>
        <source>Follow %1 again</source>
        <translation>重新跟随 %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FigureDialog</name>
    <message>
        <source>Export figure</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>To the clipboard: a picture, or the text of CSV and TeX</source>
        <translation>复制到剪贴板：图片，或 CSV 与 TeX 的文本</translation>
    </message>
    <message>
        <source>P&amp;reset</source>
        <translation>预设(&amp;R)</translation>
    </message>
    <message>
        <source>IEEE column</source>
        <translation>IEEE 单栏</translation>
    </message>
    <message>
        <source>IEEE page width</source>
        <translation>IEEE 通栏</translation>
    </message>
    <message>
        <source>Springer column</source>
        <translation>Springer 单栏</translation>
    </message>
    <message>
        <source>Slide 16:9</source>
        <translation>幻灯片 16:9</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>高度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文字(&amp;T)</translation>
    </message>
    <message>
        <source>pt</source>
        <translation>pt</translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation>线宽(&amp;L)</translation>
    </message>
    <message>
        <source>Resol&amp;ution</source>
        <translation>分辨率(&amp;U)</translation>
    </message>
    <message>
        <source>dpi</source>
        <translation>dpi</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>字体(&amp;F)</translation>
    </message>
    <message>
        <source>Sans serif</source>
        <translation>无衬线</translation>
    </message>
    <message>
        <source>L&amp;egend</source>
        <translation>图例(&amp;E)</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>Inside, top left</source>
        <translation>内部左上</translation>
    </message>
    <message>
        <source>Inside, top right</source>
        <translation>内部右上</translation>
    </message>
    <message>
        <source>Inside, bottom left</source>
        <translation>内部左下</translation>
    </message>
    <message>
        <source>Inside, bottom right</source>
        <translation>内部右下</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Okabe and Ito</source>
        <translation>Okabe–Ito</translation>
    </message>
    <message>
        <source>Tol, bright</source>
        <translation>Tol 明亮</translation>
    </message>
    <message>
        <source>Greys</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Every palette can be told apart by colour-blind readers.</source>
        <translation>每种配色都能被色觉障碍读者区分。</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>&amp;Grid</source>
        <translation>网格(&amp;G)</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>SVG</source>
        <translation>SVG</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>TeX</source>
        <translation>TeX</translation>
    </message>
    <message>
        <source>TeX is a pgfplots figure with its data: for \input, or for pdflatex on its own.</source>
        <translation>TeX 为附带数据的 pgfplots 图：可用 \input 引入，也可单独用 pdflatex 编译。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Save the figure as</source>
        <translation>图另存为</translation>
    </message>
    <message>
        <source>Figures and data (*.pdf *.svg *.png *.csv *.tex)</source>
        <translation>图与数据 (*.pdf *.svg *.png *.csv *.tex)</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FlipsPage</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>变错</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>变对</translation>
    </message>
    <message>
        <source>Both wrong</source>
        <translation>两者皆错</translation>
    </message>
    <message>
        <source>Lost: right before, wrong after. Gained: wrong before, right after.</source>
        <translation>变错：之前正确，之后错误。变对：之前错误，之后正确。</translation>
    </message>
    <message>
        <source>Flipped images</source>
        <translation>翻转的图像</translation>
    </message>
    <message>
        <source>%1 of %2 images change their class: %3 lost, %4 gained, %5 wrong both times</source>
        <translation>%2 幅图像中有 %1 幅改变类别：%3 幅变错，%4 幅变对，%5 幅两次皆错</translation>
    </message>
    <message>
        <source>No image changes its class</source>
        <translation>没有图像改变类别</translation>
    </message>
    <message>
        <source>%1 and %2 put all %3 validation images into the same classes.</source>
        <translation>%1 与 %2 将全部 %3 幅验证图像归入相同的类别。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::GraphCanvas</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Fit the width (0); the whole graph (9)</source>
        <translation>适应宽度 (0)；整个计算图 (9)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::GraphExport</name>
    <message>
        <source>There is no graph to save.</source>
        <translation>没有可保存的计算图。</translation>
    </message>
    <message>
        <source>%1 could not be drawn.</source>
        <translation>无法绘制 %1。</translation>
    </message>
    <message>
        <source>%1 could not be drawn: too little memory. Save it as SVG.</source>
        <translation>无法绘制 %1：内存太少。请保存为 SVG。</translation>
    </message>
    <message>
        <source>%1: name the file .svg, .pdf or .png.</source>
        <translation>%1：文件名请以 .svg、.pdf 或 .png 结尾。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation>无法写入 %1：%2。请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::GraphOverview</name>
    <message>
        <source>The whole graph; click to go there</source>
        <translation>整个计算图；点击可跳转</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::HistogramPlot</name>
    <message>
        <source>The values of one layer before and after quantization appear here.
Select a layer in the table.</source>
        <translation>某一层在量化前后的取值显示在这里。
请在表格中选择一层。</translation>
    </message>
    <message>
        <source>Histogram of the selected layer</source>
        <translation>所选层的直方图</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Values per bin</source>
        <translation>每个区间的数量</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Saturates</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Becomes 0</source>
        <translation>变为 0</translation>
    </message>
    <message>
        <source>%1 levels</source>
        <translation>%1 个量化级</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Nearest level</source>
        <translation>最近的量化级</translation>
    </message>
    <message>
        <source>Outside the grid</source>
        <translation>网格之外</translation>
    </message>
    <message>
        <source>&amp;Logarithmic counts</source>
        <translation>对数计数(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Grid levels</source>
        <translation>网格量化级(&amp;G)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::HistogramsPlot</name>
    <message>
        <source>One layer&apos;s quantized values in several runs appear here.
Select runs to compare.</source>
        <translation>某一层在多个运行中的量化值显示在这里。
请选择要比较的运行。</translation>
    </message>
    <message>
        <source>Histograms of one layer in several runs</source>
        <translation>同一层在多个运行中的直方图</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Density of quantized values</source>
        <translation>值的密度</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ImageFacts</name>
    <message>
        <source>Image %1</source>
        <translation>图像 %1</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>Float network</source>
        <translation>浮点网络</translation>
    </message>
    <message>
        <source>Quantized network</source>
        <translation>量化网络</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Choose an image to see it larger, with what both networks see in it.</source>
        <translation>选择一幅图像，即可放大查看，并看到两个网络对它的判断。</translation>
    </message>
    <message>
        <source>Asking both networks…</source>
        <translation>正在询问两个网络…</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ImagePanel</name>
    <message>
        <source>Image %1: %2</source>
        <translation>图像 %1：%2</translation>
    </message>
    <message>
        <source>Float network: %1
Quantized network: %2</source>
        <translation>浮点网络：%1
量化网络：%2</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 / %2 幅图像</translation>
    </message>
    <message>
        <source>%1 classified so far</source>
        <translation>目前已分类 %1 幅</translation>
    </message>
    <message>
        <source>No data set is open</source>
        <translation>未打开数据集</translation>
    </message>
    <message>
        <source>Choose one in the set-up, or drop its folder on the window. Its images appear here with what both networks see in them.</source>
        <translation>请在设置中选择一个，或将其文件夹拖放到窗口中。其图像及两个网络对它们的判断会显示在这里。</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Part of the data set</source>
        <translation>数据集的部分</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>所有图像</translation>
    </message>
    <message>
        <source>Quantized wrong</source>
        <translation>量化网络错误</translation>
    </message>
    <message>
        <source>Float wrong</source>
        <translation>浮点网络错误</translation>
    </message>
    <message>
        <source>Flipped by quantization</source>
        <translation>因量化而改变</translation>
    </message>
    <message>
        <source>Lost by quantization</source>
        <translation>因量化而变错</translation>
    </message>
    <message>
        <source>Gained by quantization</source>
        <translation>因量化而变对</translation>
    </message>
    <message>
        <source>What the networks make of them</source>
        <translation>网络对它们的判断</translation>
    </message>
    <message>
        <source>Flipped: the networks differ. Lost: float right, quantized wrong. Gained: the other way round.</source>
        <translation>改变：两个网络的判断不同。变错：浮点正确，量化错误。变对：反之。</translation>
    </message>
    <message>
        <source>Number or file</source>
        <translation>编号或文件</translation>
    </message>
    <message>
        <source>Find image</source>
        <translation>查找图像</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The chosen image</source>
        <translation>所选图像</translation>
    </message>
    <message>
        <source>The networks are asked about validation images.</source>
        <translation>只对验证图像询问两个网络。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::LayerRulesEdit</name>
    <message>
        <source>Name layers, for example layer1.*</source>
        <translation>请填写层名，例如 layer1.*</translation>
    </message>
    <message>
        <source>Bits must be %1 to %2.</source>
        <translation>位宽必须为 %1 至 %2。</translation>
    </message>
    <message>
        <source>Matches no layer of this model.</source>
        <translation>与此模型的任何层都不匹配。</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>maps %1</source>
        <translation>特征图 %1</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>sets nothing</source>
        <translation>未设置任何内容</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>尚无模型</translation>
    </message>
    <message>
        <source>1 feature map: %1</source>
        <translation>1 个特征图：%1</translation>
    </message>
    <message>
        <source>%1 feature maps: %2</source>
        <translation>%1 个特征图：%2</translation>
    </message>
    <message>
        <source>1 layer: %1</source>
        <translation>1 层：%1</translation>
    </message>
    <message>
        <source>%1 layers: %2</source>
        <translation>%1 层：%2</translation>
    </message>
    <message>
        <source>Empty: not set by this rule</source>
        <translation>空：此规则不设置</translation>
    </message>
    <message>
        <source>All layers alike. Set bits of a few in the layer table, or add a rule for a pattern of names.</source>
        <translation>所有层相同。可在层表格中设置个别层的位宽，或为一种层名模式添加规则。</translation>
    </message>
    <message>
        <source>Layer rules</source>
        <translation>层规则</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>layer1.*</source>
        <translation>layer1.*</translation>
    </message>
    <message>
        <source>A layer&apos;s name, or a pattern: * stands for anything, ? for one character</source>
        <translation>层名或模式：* 代表任意内容，? 代表一个字符</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>权重位宽</translation>
    </message>
    <message>
        <source>Feature-map bits</source>
        <translation>特征图位宽</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Quantize</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Earlier: later rules win</source>
        <translation>上移：后面的规则优先</translation>
    </message>
    <message>
        <source>Later: later rules win</source>
        <translation>下移：后面的规则优先</translation>
    </message>
    <message>
        <source>Remove this rule (Delete)</source>
        <translation>移除此规则 (Delete)</translation>
    </message>
    <message>
        <source>Rule “%1”: %2</source>
        <translation>规则“%1”：%2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::LayerTable</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Exp</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Name in the model file</source>
        <translation>模型文件中的名称</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the weights; more is better</source>
        <translation>权重的信号与量化噪声之比（信噪比）；越大越好</translation>
    </message>
    <message>
        <source>Bits a weight</source>
        <translation>每个权重的位数</translation>
    </message>
    <message>
        <source>Bits a value of the feature map that the layer makes</source>
        <translation>该层所产生特征图的每个值的位数</translation>
    </message>
    <message>
        <source>Share of the weights that enter the network quantized</source>
        <translation>以量化形式进入网络的权重所占比例</translation>
    </message>
    <message>
        <source>Shared exponent s: a weight is an integer times 2^s</source>
        <translation>共享指数 s：权重为整数乘以 2^s</translation>
    </message>
    <message>
        <source>Share of the weights outside the grid</source>
        <translation>落在网格之外的权重所占比例</translation>
    </message>
    <message>
        <source>Kind of layer</source>
        <translation>层的种类</translation>
    </message>
    <message>
        <source>Number of parameters, bias included</source>
        <translation>参数的数量，含偏置</translation>
    </message>
    <message>
        <source>Shape of the weight: outputs, inputs, height, width</source>
        <translation>权重的形状：输出、输入、高、宽</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>%1 parameters, %2 multiply-accumulates</source>
        <translation>%1 个参数，%2 次乘加</translation>
    </message>
    <message>
        <source>MSE %1, cosine %2, KL %3</source>
        <translation>MSE %1，余弦 %2，KL %3</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>筛选层</translation>
    </message>
    <message>
        <source>Filter layers by name</source>
        <translation>按名称筛选层</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>The layers of a model appear here.
Choose a model, or open a run file.</source>
        <translation>模型的层显示在这里。
请选择模型，或打开运行文件。</translation>
    </message>
    <message>
        <source>Set &amp;bits…</source>
        <translation>设置位宽(&amp;B)…</translation>
    </message>
    <message>
        <source>Set feature-&amp;map bits…</source>
        <translation>设置特征图位宽(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Leave float</source>
        <translation>保持浮点(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Quantize</source>
        <translation>量化(&amp;Q)</translation>
    </message>
    <message>
        <source>Back to the &amp;global bits</source>
        <translation>恢复全局位宽(&amp;G)</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放系数</translation>
    </message>
    <message>
        <source>Real scale that weights are multiples of; how many, where the layer has several</source>
        <translation>权重为其倍数的实数缩放系数；层有多个时显示个数</translation>
    </message>
    <message>
        <source>%1 scales</source>
        <translation>%1 个缩放系数</translation>
    </message>
    <message>
        <source>%1, on average %2</source>
        <translation>%1，平均 %2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ListEdit</name>
    <message>
        <source>At least one number is needed.</source>
        <translation>至少需要一个数。</translation>
    </message>
    <message>
        <source>“%1” is no number. Put commas between the entries.</source>
        <translation>“%1”不是数字。各项之间请用逗号分隔。</translation>
    </message>
    <message>
        <source>%1 is no whole number.</source>
        <translation>%1 不是整数。</translation>
    </message>
    <message>
        <source>%1 is below %2.</source>
        <translation>%1 小于 %2。</translation>
    </message>
    <message>
        <source>%1 is above %2.</source>
        <translation>%1 大于 %2。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::LossPlot</name>
    <message>
        <source>Loss and learning rate appear here while a run trains.
Start a run, or open a run file.</source>
        <translation>运行训练期间，损失和学习率显示在这里。
请开始一个运行，或打开运行文件。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Training, smoothed</source>
        <translation>训练，平滑后</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>步 %1</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>平滑后</translation>
    </message>
    <message>
        <source>&amp;Learning rate</source>
        <translation>学习率(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smoothing</source>
        <translation>平滑(&amp;S)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::MessageBanner</name>
    <message>
        <source>Copy the message</source>
        <translation>复制此消息</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NetworkGraph</name>
    <message>
        <source>%1 bits</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>depthwise</source>
        <translation>逐通道</translation>
    </message>
    <message>
        <source>%1 groups</source>
        <translation>%1 组</translation>
    </message>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n 个算子</numerusform>
        </translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation>%1 MACs</translation>
    </message>
    <message>
        <source>exponent %1</source>
        <translation>指数 %1</translation>
    </message>
    <message>
        <source>SQNR %1</source>
        <translation>SQNR %1</translation>
    </message>
    <message>
        <source>MSE %1</source>
        <translation>MSE %1</translation>
    </message>
    <message>
        <source>%1 saturated</source>
        <translation>%1 饱和</translation>
    </message>
    <message>
        <source>%1 points of accuracy, quantized alone</source>
        <translation>单独量化：准确率 %1 个百分点</translation>
    </message>
    <message numerus="yes">
        <source>%n operators in it have no integer form</source>
        <translation>
            <numerusform>其中 %n 个算子没有整数形式</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Bits of the weights</source>
        <translation>权重的位宽</translation>
    </message>
    <message>
        <source>SQNR of the weights</source>
        <translation>权重的 SQNR</translation>
    </message>
    <message>
        <source>MSE of the weights</source>
        <translation>权重的 MSE</translation>
    </message>
    <message>
        <source>Saturated weights</source>
        <translation>饱和的权重</translation>
    </message>
    <message>
        <source>Exponent of the weights</source>
        <translation>权重的指数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Accuracy lost alone</source>
        <translation>单独量化损失的准确率</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NetworkPanel</name>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n 个算子</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Network as a graph</source>
        <translation>网络的计算图</translation>
    </message>
    <message>
        <source>Not quantized:</source>
        <translation>未量化：</translation>
    </message>
    <message>
        <source>open block</source>
        <translation>展开的块</translation>
    </message>
    <message>
        <source>closed block</source>
        <translation>折叠的块</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Find operator</source>
        <translation>查找算子</translation>
    </message>
    <message>
        <source>Find an operator by name or kind (Ctrl+F); Enter goes to the next one</source>
        <translation>按名称或种类查找算子 (Ctrl+F)；按 Enter 转到下一个</translation>
    </message>
    <message>
        <source>Colour of the operators</source>
        <translation>算子的颜色</translation>
    </message>
    <message>
        <source>What the colour of the operators shows</source>
        <translation>算子的颜色表示什么</translation>
    </message>
    <message>
        <source>Open all blocks</source>
        <translation>展开所有块</translation>
    </message>
    <message>
        <source>Close all blocks</source>
        <translation>折叠所有块</translation>
    </message>
    <message>
        <source>Save the graph as a figure</source>
        <translation>将计算图保存为图</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>&amp;Open another model…</source>
        <translation>打开另一个模型(&amp;O)…</translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>未打开模型</translation>
    </message>
    <message>
        <source>Open one with Ctrl+O, or drop its file on the window: ONNX, TorchScript, PyTorch weights or safetensors. Its operators appear here.</source>
        <translation>请用 Ctrl+O 打开一个，或将其文件拖放到窗口中：ONNX、TorchScript、PyTorch 权重或 safetensors。其算子会显示在这里。</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>Its operators appear here.</source>
        <translation>其算子会显示在这里。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NumberEdit</name>
    <message>
        <source>A number is needed.</source>
        <translation>需要一个数。</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>需要一个整数。</translation>
    </message>
    <message>
        <source>Must be %1 to %2.</source>
        <translation>必须为 %1 至 %2。</translation>
    </message>
    <message>
        <source>Must be at least %1.</source>
        <translation>至少为 %1。</translation>
    </message>
    <message>
        <source>Must be at most %1.</source>
        <translation>至多为 %1。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ParallelPlot</name>
    <message>
        <source>What differs between runs, and what came of it, appears here: one axis a setting, a line a run.
Compare runs with different settings.</source>
        <translation>各运行的不同设置及其结果显示在这里：每条轴一项设置，每条线一个运行。
请比较设置不同的运行。</translation>
    </message>
    <message>
        <source>Settings and results of several runs</source>
        <translation>多个运行的设置与结果</translation>
    </message>
    <message>
        <source>&amp;Clear brushes</source>
        <translation>清除选区(&amp;C)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ParameterForm</name>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>P&amp;reset</source>
        <translation>预设(&amp;R)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ParetoPlot</name>
    <message>
        <source>Accuracy against bits appears here, a point a run.
Select runs to compare.</source>
        <translation>准确率与位宽的关系显示在这里，每点一个运行。
请选择要比较的运行。</translation>
    </message>
    <message>
        <source>Accuracy against bits</source>
        <translation>准确率与位宽</translation>
    </message>
    <message>
        <source>Average bits of the weights</source>
        <translation>权重的平均位宽</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <source>Float %1</source>
        <translation>浮点 %1</translation>
    </message>
    <message>
        <source>Top-1 accuracy, hard</source>
        <translation>硬量化 Top-1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Average bits</source>
        <translation>平均位宽</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>硬量化</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PartitionPage</name>
    <message>
        <source>Quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>剪枝</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Share of the weights that was asked for</source>
        <translation>所要求的权重比例</translation>
    </message>
    <message>
        <source>Hard top-1, mean ± standard deviation over the seeds: large weights first</source>
        <translation>硬量化 Top-1，各种子的均值 ± 标准差：大权重优先</translation>
    </message>
    <message>
        <source>Hard top-1, mean ± standard deviation over the seeds: weights drawn at random</source>
        <translation>硬量化 Top-1，各种子的均值 ± 标准差：随机抽取权重</translation>
    </message>
    <message>
        <source>Pruning minus random in points, seed by seed: mean ± standard deviation of the pairs</source>
        <translation>剪枝减随机，单位为百分点，逐种子配对：各对之差的均值 ± 标准差</translation>
    </message>
    <message>
        <source>Pruning against random, stage by stage</source>
        <translation>剪枝与随机逐阶段对比</translation>
    </message>
    <message>
        <source>Pruning against random</source>
        <translation>剪枝与随机对比</translation>
    </message>
    <message>
        <source>Hard accuracy</source>
        <translation>硬量化准确率</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Mean and standard deviation</source>
        <translation>均值与标准差</translation>
    </message>
    <message>
        <source>No runs with a partition are compared</source>
        <translation>参与比较的运行都没有划分</translation>
    </message>
    <message>
        <source>This view sets pruning-inspired against random partition. Make runs with the same bits, stages and training, partition pruning and random, over a few seeds each, and have them shown in the list of runs.</source>
        <translation>此视图将剪枝启发式划分与随机划分相对比。请用相同的位宽、阶段和训练设置，分别以剪枝与随机划分、各用几个种子进行运行，并在运行列表中将它们显示出来。</translation>
    </message>
    <message>
        <source>The runs with %1 partition are missing</source>
        <translation>缺少使用%1划分的运行</translation>
    </message>
    <message numerus="yes">
        <source>There are %n runs with %1 partition (%2 bits, seeds %3). Right-click one in the list of runs and choose “Use its settings”, set the partition to %4, and start a run with each of these seeds; everything else has to be equal.</source>
        <translation>
            <numerusform>使用%1划分的运行有 %n 个（%2 位，种子 %3）。在运行列表中右键点击其中一个并选择“使用其设置”，将划分设为%4，再用这些种子各开始一个运行；其余设置必须完全相同。</numerusform>
        </translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Runs: %1 with pruning-inspired partition, %2 with random partition.</source>
        <translation>运行：%1 个使用剪枝启发式划分，%2 个使用随机划分。</translation>
    </message>
    <message>
        <source>No seed has both kinds, so that there is no paired difference.</source>
        <translation>没有种子同时具有两种划分，因此无法计算配对差值。</translation>
    </message>
    <message>
        <source>Paired by seed: %1.</source>
        <translation>按种子配对：%1。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PathChooser</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::Plot</name>
    <message>
        <source>&amp;Fit to data</source>
        <translation>适应数据范围(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>导出图(&amp;E)…</translation>
    </message>
    <message>
        <source>There is nothing to plot.</source>
        <translation>没有可绘制的内容。</translation>
    </message>
    <message>
        <source>The figure could not be drawn.</source>
        <translation>无法绘制该图。</translation>
    </message>
    <message>
        <source>A picture of %1 × %2 mm is too large.</source>
        <translation>%1 × %2 mm 的图片过大。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another folder.</source>
        <translation>无法写入 %1：%2。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>未写入 %1。%2</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Is the disk full?</source>
        <translation>无法写入 %1：%2。磁盘已满？</translation>
    </message>
    <message>
        <source>Its name must end in .pdf, .svg, .png, .csv or .tex.</source>
        <translation>文件名必须以 .pdf、.svg、.png、.csv 或 .tex 结尾。</translation>
    </message>
    <message>
        <source>Width and height must be 10 to 2000 mm, text 1 to 200 pt, lines at most 50 pt, and the resolution 30 to 2400 dpi.</source>
        <translation>宽度和高度须为 10 至 2000 毫米，文字 1 至 200 pt，线宽不超过 50 pt，分辨率 30 至 2400 dpi。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PlotCard</name>
    <message>
        <source>Export figure (Ctrl+E)</source>
        <translation>导出图 (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PortionForm</name>
    <message>
        <source>Quantized now</source>
        <translation>当前量化</translation>
    </message>
    <message>
        <source>Share of each layer&apos;s weights that Explore shows as quantized; the partition chooses which. A run goes by its own portions.</source>
        <translation>“探索”中按已量化显示的各层权重比例；由划分方式决定是哪些权重。运行则使用其自身的比例序列。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ProblemPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>出错原因</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>复制此消息</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ProposalModel</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Sorted by it, in order of execution</source>
        <translation>按名称排序即按执行顺序</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Bits a weight under the set-up as it was asked about</source>
        <translation>提出请求时设置中每个权重的位数</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Bits a weight that the goal allows</source>
        <translation>目标所允许的每个权重的位数</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Proposed bits less those of now</source>
        <translation>建议的位宽减去现在的位宽</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Bytes of the layer as proposed, bias included</source>
        <translation>该层按建议的字节数，含偏置</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Parameters of the layer, bias included</source>
        <translation>该层的参数数量，含偏置</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ProposalPanel</name>
    <message>
        <source>Largest accuracy drop</source>
        <translation>最大准确率下降</translation>
    </message>
    <message>
        <source>Average bits</source>
        <translation>平均位宽</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Largest accuracy drop: as few bits as keep the loss below it. Average bits, size: the least loss with no more than that.</source>
        <translation>最大准确率下降：在损失低于该值的前提下用尽可能少的位。平均位宽、大小：在不超过该值的前提下损失最小。</translation>
    </message>
    <message>
        <source>points</source>
        <translation>百分点</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>位</translation>
    </message>
    <message>
        <source>Value of the goal</source>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Bits a layer may get</source>
        <translation>一层可用的位宽</translation>
    </message>
    <message>
        <source>Bits a layer may get. Each of them is measured for each layer, and kept on disk.</source>
        <translation>一层可用的位宽。每层的每种位宽都会被测量，并保存在磁盘上。</translation>
    </message>
    <message>
        <source>&amp;Propose</source>
        <translation>建议(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>from</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Predicted drop</source>
        <translation>预测的下降</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Give each layer these bits in the set-up; can be undone</source>
        <translation>在设置中为各层设定这些位宽；可以撤销</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>The set-up has changed since: the proposal was made for how it was.</source>
        <translation>此后设置已更改：该建议是针对原先的设置提出的。</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>筛选层</translation>
    </message>
    <message>
        <source>Filter layers by name</source>
        <translation>按名称筛选层</translation>
    </message>
    <message>
        <source>Proposed bits</source>
        <translation>建议的位宽</translation>
    </message>
    <message>
        <source>No layer gets bits.</source>
        <translation>没有层被分配位宽。</translation>
    </message>
    <message>
        <source>Measure what each layer loses with each of these bits, and choose</source>
        <translation>测量各层在每种位宽下的损失，并作出选择</translation>
    </message>
    <message>
        <source>Applied. The accuracy estimate above is that of the new bits; Ctrl+Z takes them back.</source>
        <translation>已应用。上方的准确率估计是新位宽的结果；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Name a goal, and each layer gets the bits that reach it.

Each layer is measured alone with each choice of bits, on 500 images. The losses of single layers are added up, which is an assumption: once applied, the accuracy estimate above says what is true.</source>
        <translation>指定一个目标，各层就会得到能达到它的位宽。

每层以每种可选位宽单独测量，使用 500 幅图像。各层的损失相加，这是一种假设：应用之后，上方的准确率估计才是真实情况。</translation>
    </message>
    <message>
        <source>Progress of the proposal</source>
        <translation>建议的进度</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>Sum of what each layer loses alone with its proposed bits. That losses add up is an assumption: apply the proposal and look at the accuracy estimate.</source>
        <translation>各层单独采用建议位宽时的损失之和。损失可相加只是假设：请应用建议并查看准确率估计。</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>现在 %1</translation>
    </message>
    <message>
        <source>Bytes of all parameters, packed to their bits; float32: %1</source>
        <translation>全部参数按位打包后的字节数；float32：%1</translation>
    </message>
    <message>
        <source>Bits of the weights of convolutions and linear layers, averaged over the weights</source>
        <translation>卷积层与全连接层权重的位宽，按权重数平均</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>weights alone, added up</source>
        <translation>仅权重，逐层相加</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::QueueList</name>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>The queue waits because a run was stopped. Start its first run.</source>
        <translation>因有运行被停止，队列在等待。请开始其中的第一个运行。</translation>
    </message>
    <message>
        <source>Earlier (Alt+Up)</source>
        <translation>提前 (Alt+Up)</translation>
    </message>
    <message>
        <source>Later (Alt+Down)</source>
        <translation>推后 (Alt+Down)</translation>
    </message>
    <message>
        <source>Take out of the queue (Delete)</source>
        <translation>从队列中移出 (Delete)</translation>
    </message>
    <message>
        <source>Empty the queue</source>
        <translation>清空队列</translation>
    </message>
    <message>
        <source>Runs that wait</source>
        <translation>等待中的运行</translation>
    </message>
    <message>
        <source>Queue · %1 · waits</source>
        <translation>队列 · %1 · 等待中</translation>
    </message>
    <message>
        <source>Queue · %1</source>
        <translation>队列 · %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RowTable</name>
    <message>
        <source>%1 chosen</source>
        <translation>已选 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RunHeader</name>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Pause before the next batch</source>
        <translation>在下一批之前暂停</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Go on with the run</source>
        <translation>继续此运行</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>End the run; what is finished stays in the run file</source>
        <translation>结束运行；已完成的部分保留在运行文件中</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>No run</source>
        <translation>没有运行</translation>
    </message>
    <message>
        <source>Choose model, data and method, then press Start.</source>
        <translation>选择模型、数据和方法，然后按“开始”。</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>轮次 %1 / %2</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 幅图像/秒</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Start a run with the settings on the left</source>
        <translation>用左侧的设置开始一个运行</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RunList</name>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Runs appear here.
Start one, or open a run file.</source>
        <translation>运行显示在这里。
请开始一个，或打开运行文件。</translation>
    </message>
    <message>
        <source>No run fits the filter.</source>
        <translation>没有符合筛选条件的运行。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Filter runs by name, method, tag or note</source>
        <translation>按名称、方法、标签或备注筛选运行</translation>
    </message>
    <message>
        <source>Show archived runs</source>
        <translation>显示已归档的运行</translation>
    </message>
    <message>
        <source>Open a run file…</source>
        <translation>打开运行文件…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Use its settings</source>
        <translation>使用其设置(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>备注(&amp;N)…</translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;how in comparisons</source>
        <translation>在比较中显示(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Hide from comparisons</source>
        <translation>在比较中隐藏(&amp;H)</translation>
    </message>
    <message>
        <source>Back from the &amp;archive</source>
        <translation>从归档中取回(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>归档(&amp;A)</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>在文件夹中显示(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>颜色 %1</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>标签(&amp;T)</translation>
    </message>
    <message>
        <source>New tag…</source>
        <translation>新标签…</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
    <message numerus="yes">
        <source>Tag of %n runs:</source>
        <translation>
            <numerusform>%n 个运行的标签：</numerusform>
        </translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>%1 的备注</translation>
    </message>
    <message>
        <source>Shown when the mouse rests on the run:</source>
        <translation>鼠标停在运行上时显示：</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <comment>when a run began, as QLocale::toString() takes it</comment>
        <translation>M月d日 HH:mm</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RunTimeLabel</name>
    <message>
        <source>Measuring how long a run takes…</source>
        <translation>正在测量一个运行需要多久…</translation>
    </message>
    <message>
        <source>on 1 thread</source>
        <translation>使用 1 个线程</translation>
    </message>
    <message>
        <source>on %1 threads</source>
        <translation>使用 %1 个线程</translation>
    </message>
    <message>
        <source>About %1 %2</source>
        <translation>约 %1，%2</translation>
    </message>
    <message>
        <source>Measured with ten batches: %1 training steps of %2 s and %3 evaluations of %4 s</source>
        <translation>以十批数据测得：%1 个训练步，每步 %2 s；%3 次评估，每次 %4 s</translation>
    </message>
    <message>
        <source>How long a run takes could not be measured: %1</source>
        <translation>无法测量运行所需的时间：%1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SensitivityPanel</name>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>SQNR</source>
        <translation>SQNR</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>What of the output is looked at</source>
        <translation>查看输出的哪个量</translation>
    </message>
    <message>
        <source>Accuracy lost against the float network, in percentage points; or the logits&apos; signal to quantization noise (dB), or mean squared error</source>
        <translation>相对浮点网络损失的准确率，单位为百分点；或 logits 的信号与量化噪声之比 (dB)，或均方误差</translation>
    </message>
    <message>
        <source>Bits of the chosen layers</source>
        <translation>所选层的位宽</translation>
    </message>
    <message>
        <source>Set &amp;bits</source>
        <translation>设置位宽(&amp;B)</translation>
    </message>
    <message>
        <source>Leave &amp;float</source>
        <translation>保持浮点(&amp;F)</translation>
    </message>
    <message>
        <source>Start run</source>
        <translation>开始运行</translation>
    </message>
    <message>
        <source>all layers together lose %2 points · %1 images</source>
        <translation>所有层一起损失 %2 个百分点 · %1 幅图像</translation>
    </message>
    <message>
        <source>%1 of %2 networks</source>
        <translation>%1 / %2 个网络</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>重新测量(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
    <message>
        <source>Runs the network once with each layer alone quantized, once with all but it, and once with all up to it. What was measured is kept on disk.</source>
        <translation>对每一层运行网络：只量化该层一次，量化除它之外的所有层一次，量化到它为止的所有层一次。测量结果保存在磁盘上。</translation>
    </message>
    <message>
        <source>The first layers appear in a moment.
An accuracy estimate that is under way comes first.</source>
        <translation>最先的几层马上就会出现。
正在进行的准确率估计优先完成。</translation>
    </message>
    <message>
        <source>Which layers can do with fewer bits, and which need more?
Press Measure: each layer is quantized alone, and left out alone.</source>
        <translation>哪些层可以用更少的位，哪些需要更多？
请按“测量”：逐层单独量化，并逐层排除。</translation>
    </message>
    <message>
        <source>Of the layers chosen in the ranking: Ctrl or Shift chooses several, Ctrl+A all</source>
        <translation>在排序中选中的层：按住 Ctrl 或 Shift 可选多个，Ctrl+A 全选</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>测量进度</translation>
    </message>
    <message>
        <source>Start a run with the set-up as it is now</source>
        <translation>用当前设置开始一个运行</translation>
    </message>
    <message>
        <source>of an earlier setting · %1</source>
        <translation>针对先前的设置 · %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SensitivityPlot</name>
    <message>
        <source>What each layer does to the network&apos;s output appears here.</source>
        <translation>各层对网络输出的影响显示在这里。</translation>
    </message>
    <message>
        <source>Sensitivity of layers</source>
        <translation>各层的敏感度</translation>
    </message>
    <message>
        <source>MSE of the output, less is better</source>
        <translation>输出的 MSE，越小越好</translation>
    </message>
    <message>
        <source>Accuracy lost (points), less is better</source>
        <translation>准确率损失（百分点），越小越好</translation>
    </message>
    <message>
        <source>SQNR of the output (dB), more is better</source>
        <translation>输出的 SQNR (dB)，越大越好</translation>
    </message>
    <message>
        <source>Worst %1 of %2 layers</source>
        <translation>最差的 %1 层，共 %2 层</translation>
    </message>
    <message>
        <source>Only this layer quantized</source>
        <translation>仅量化该层</translation>
    </message>
    <message>
        <source>All but this layer</source>
        <translation>除该层外全部量化</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>%1 points lost</source>
        <translation>损失 %1 个百分点</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>Only this layer</source>
        <translation>仅该层</translation>
    </message>
    <message>
        <source>Accumulated here</source>
        <translation>累积至此</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>&amp;Lost accuracy</source>
        <translation>损失的准确率(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;SQNR of the output</source>
        <translation>输出的 SQNR(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;MSE of the output</source>
        <translation>输出的 MSE(&amp;M)</translation>
    </message>
    <message>
        <source>Draw &amp;all layers</source>
        <translation>绘制所有层(&amp;A)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SensitivityTable</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Sorted by it, in order of execution</source>
        <translation>按名称排序即按执行顺序</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>Output of the network with nothing but this layer quantized, against the float network</source>
        <translation>仅量化该层时的网络输出，与浮点网络相比</translation>
    </message>
    <message>
        <source>All but</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Output of the network under the whole setting, with this layer alone left float</source>
        <translation>整个设置下仅该层保持浮点时的网络输出</translation>
    </message>
    <message>
        <source>Accum.</source>
        <translation>累积</translation>
    </message>
    <message>
        <source>Accumulated: output of the network with this layer and all before it quantized, weights and feature maps</source>
        <translation>累积：该层及之前所有层的权重和特征图都量化时的网络输出</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>Bits of the weights that were measured</source>
        <translation>所测量的权重位宽</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Parameters of the layer, bias included</source>
        <translation>该层的参数数量，含偏置</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>筛选层</translation>
    </message>
    <message>
        <source>Filter layers by name</source>
        <translation>按名称筛选层</translation>
    </message>
    <message>
        <source>Ranking of layers</source>
        <translation>层的排序</translation>
    </message>
    <message>
        <source>The layers of a model appear here.</source>
        <translation>模型的层显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SetupPanel</name>
    <message>
        <source>&amp;Start run</source>
        <translation>开始运行(&amp;S)</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Layer rules</source>
        <translation>层规则</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>A .safetensors file</source>
        <translation>.safetensors 文件</translation>
    </message>
    <message>
        <source>Choose a data set</source>
        <translation>选择数据集</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>A folder with images</source>
        <translation>图像文件夹</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>What this method does (F1)</source>
        <translation>此方法的作用 (F1)</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Save the run as</source>
        <translation>运行另存为</translation>
    </message>
    <message>
        <source>Run files (*.h5)</source>
        <translation>运行文件 (*.h5)</translation>
    </message>
    <message>
        <source>Run file</source>
        <translation>运行文件</translation>
    </message>
    <message>
        <source>Named by date, method and bits</source>
        <translation>按日期、方法和位宽命名</translation>
    </message>
    <message>
        <source>%1 · %2 parameters · input %3 · %4 of %5 layers can be quantized</source>
        <translation>%1 · %2 个参数 · 输入 %3 · 可量化 %4 层，共 %5 层</translation>
    </message>
    <message>
        <source>%1 training, %2 validation, %3 calibration images · %4 · %5 classes</source>
        <translation>训练 %1、验证 %2、校准 %3 幅图像 · %4 · %5 个类别</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>请先选择模型。</translation>
    </message>
    <message>
        <source>Choose a data set first.</source>
        <translation>请先选择数据集。</translation>
    </message>
    <message>
        <source>Choose a method first.</source>
        <translation>请先选择方法。</translation>
    </message>
    <message>
        <source>Add to &amp;queue</source>
        <translation>加入队列(&amp;Q)</translation>
    </message>
    <message>
        <source>A run is on. This one starts after it.</source>
        <translation>有运行正在进行。此运行将在其后开始。</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;All files (*)</source>
        <translation>模型 (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::StageStrip</name>
    <message>
        <source>Stages of the run</source>
        <translation>运行的阶段</translation>
    </message>
    <message>
        <source>The stages of a run appear here.</source>
        <translation>运行的阶段显示在这里。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>the run ended here</source>
        <translation>运行在此结束</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Stage %1: %2 of the weights quantized (%3)</source>
        <translation>阶段 %1：已量化 %2 的权重（%3）</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Follow the stage that runs (Ctrl+L)</source>
        <translation>跟随正在进行的阶段 (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::StagesPlot</name>
    <message>
        <source>Accuracy after each stage appears here.
Start a run, or open a run file.</source>
        <translation>各阶段之后的准确率显示在这里。
请开始一个运行，或打开运行文件。</translation>
    </message>
    <message>
        <source>Accuracy per stage</source>
        <translation>各阶段准确率</translation>
    </message>
    <message>
        <source>As trained</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Float %1</source>
        <translation>浮点 %1</translation>
    </message>
    <message>
        <source>Share of weights quantized, stage by stage</source>
        <translation>各阶段已量化权重的比例</translation>
    </message>
    <message>
        <source>Top-1 accuracy</source>
        <translation>Top-1 准确率</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>硬量化</translation>
    </message>
    <message>
        <source>Hard against float</source>
        <translation>硬量化相对浮点</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>阶段 %1</translation>
    </message>
    <message>
        <source>Hard, as exported</source>
        <translation>硬量化，按导出形式</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SummaryTiles</name>
    <message>
        <source>Float top-1</source>
        <translation>浮点 Top-1</translation>
    </message>
    <message>
        <source>Hard top-1</source>
        <translation>硬量化 Top-1</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>trained %1</source>
        <translation>训练中 %1</translation>
    </message>
    <message>
        <source>as exported</source>
        <translation>按导出形式</translation>
    </message>
    <message>
        <source>points</source>
        <translation>百分点</translation>
    </message>
    <message>
        <source>maps %1</source>
        <translation>特征图 %1</translation>
    </message>
    <message>
        <source>of weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>of float32 size</source>
        <translation>相对 float32</translation>
    </message>
    <message>
        <source>%1 off the grid</source>
        <translation>%1 个偏离网格</translation>
    </message>
    <message>
        <source>0 off the grid</source>
        <translation>0 个偏离网格</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::TableExport</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;table as</source>
        <translation>复制表格为(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;LaTeX (booktabs)</source>
        <translation>LaTeX (booktabs)(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>Markdown(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;CSV</source>
        <translation>CSV(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Tabs, for a spreadsheet</source>
        <translation>制表符分隔，用于电子表格(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Export table…</source>
        <translation>导出表格(&amp;E)…</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>CSV (*.csv);;LaTeX, booktabs (*.tex);;Markdown (*.md);;Text (*.txt)</source>
        <translation>CSV (*.csv);;LaTeX, booktabs (*.tex);;Markdown (*.md);;文本 (*.txt)</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another folder.</source>
        <translation>无法写入 %1：%2。请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::TensorTables</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::TrainingForm</name>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Passes over the training images.</source>
        <translation>遍历训练图像的次数。</translation>
    </message>
    <message>
        <source>Epochs per stage</source>
        <translation>每阶段轮次</translation>
    </message>
    <message>
        <source>One number for all stages, or one for each of them.</source>
        <translation>所有阶段共用一个数，或每阶段一个数。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Images a training step.</source>
        <translation>每个训练步的图像数。</translation>
    </message>
    <message>
        <source>images</source>
        <translation>幅图像</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The highest of the schedule.</source>
        <translation>学习率计划中的最高值。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>How the learning rate goes over a stage; it starts again at each.</source>
        <translation>学习率在一个阶段中的变化方式；每个阶段重新开始。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Share of the last step kept in the next one.</source>
        <translation>上一步中保留到下一步的比例。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Nesterov&apos;s form of momentum.</source>
        <translation>Nesterov 形式的动量。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>On the weights of convolution and linear layers only.</source>
        <translation>仅作用于卷积层和全连接层的权重。</translation>
    </message>
    <message>
        <source>Reset momentum</source>
        <translation>重置动量</translation>
    </message>
    <message>
        <source>Clear the momentum when a stage begins.</source>
        <translation>阶段开始时清除动量。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same numbers, bit for bit, on the same machine.</source>
        <translation>在同一台机器上，相同的种子得到逐位相同的数值。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Of the compute library; 0 takes all processors.</source>
        <translation>计算库使用的线程数；0 表示使用全部处理器。</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::WelcomeCard</name>
    <message>
        <source>The example is loaded: a ResNet-8 that tells clothes apart. Three ways to begin</source>
        <translation>示例已载入：一个辨认衣物的 ResNet-8。三种开始方式</translation>
    </message>
    <message>
        <source>Close (it is in the Help menu)</source>
        <translation>关闭（可在“帮助”菜单中找回）</translation>
    </message>
    <message>
        <source>Explore &amp;bits</source>
        <translation>探索位宽(&amp;B)</translation>
    </message>
    <message>
        <source>See what fewer bits do to each layer, without training.</source>
        <translation>不经训练，查看更少的位对各层的影响。</translation>
    </message>
    <message>
        <source>Run the e&amp;xample</source>
        <translation>运行示例(&amp;X)</translation>
    </message>
    <message>
        <source>Quantize it stage by stage, in a few minutes.</source>
        <translation>逐阶段量化，只需几分钟。</translation>
    </message>
    <message>
        <source>Open your &amp;own…</source>
        <translation>打开自己的文件(&amp;O)…</translation>
    </message>
    <message>
        <source>A model, a run or a config. You can drop it here, too.</source>
        <translation>模型、运行或配置。也可以拖放到这里。</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>These runs were evaluated on other validation images: %1 and %2 of them. Choose two runs of the same data set.</source>
        <translation>这些运行在不同的验证图像上评估：分别为 %1 幅和 %2 幅。请选择同一数据集的两个运行。</translation>
    </message>
    <message>
        <source>%1 holds fewer images than when the run was made.</source>
        <translation>%1 中的图像比运行时少。</translation>
    </message>
    <message>
        <source>the set-up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>A run is active. Stop it before starting another one.</source>
        <translation>有运行正在进行。请先停止它，再开始另一个。</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2. Check that you may write to its folder.</source>
        <translation>无法删除 %1：%2。请检查是否可写其文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be brought back: it was not deleted here.</source>
        <translation>无法恢复 %1：它不是在此处删除的。</translation>
    </message>
    <message>
        <source>%1 cannot be brought back: %2. It is still there as %3.</source>
        <translation>无法恢复 %1：%2。它仍保留为 %3。</translation>
    </message>
    <message>
        <source>There is no figure of kind %1. Available: %2.</source>
        <translation>没有种类为 %1 的图。可用：%2。</translation>
    </message>
    <message>
        <source>%1 names no format that can be written. Available endings: %2.</source>
        <translation>%1 的结尾不是可写入的格式。可用的结尾：%2。</translation>
    </message>
    <message>
        <source>There is no %1 %2. Available: %3.</source>
        <translation>没有%1 %2。可用：%3。</translation>
    </message>
    <message>
        <source>%1 holds no finished stage, so there is nothing to draw.</source>
        <translation>%1 不含已完成的阶段，因此没有可绘制的内容。</translation>
    </message>
    <message>
        <source>%1 has no stage %2. Its stages are 0 to %3.</source>
        <translation>%1 没有阶段 %2。其阶段为 0 至 %3。</translation>
    </message>
    <message>
        <source>No layer of %1 is quantized. Name one with --layer.</source>
        <translation>%1 没有被量化的层。请用 --layer 指定一层。</translation>
    </message>
    <message>
        <source>%1 has no layer %2. Its layers: %3.</source>
        <translation>%1 没有层 %2。其层为：%3。</translation>
    </message>
    <message>
        <source>A figure of kind %1 shows one run. Kinds that show several: %2.</source>
        <translation>种类为 %1 的图只显示一个运行。可显示多个运行的种类：%2。</translation>
    </message>
    <message>
        <source>%1 ended before it had read its model.</source>
        <translation>%1 在读取模型之前就已结束。</translation>
    </message>
    <message>
        <source>%1 holds no values for a figure of kind %2.</source>
        <translation>%1 不含种类为 %2 的图所需的值。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>None of the files could be read as a run.</source>
        <translation>没有一个文件能作为运行读取。</translation>
    </message>
    <message>
        <source>%1 is truncated or no CIFAR-%2 file: its %3 bytes are not whole records of %4 bytes. Get it again.</source>
        <translation>%1 被截断或不是 CIFAR-%2 文件：其 %3 字节不是 %4 字节记录的整数倍。请重新获取。</translation>
    </message>
    <message>
        <source>%1 names %2 classes, expected %3.</source>
        <translation>%1 列出 %2 个类别，应为 %3 个。</translation>
    </message>
    <message>
        <source>%1 has changed while it was in use.</source>
        <translation>%1 在使用期间被更改。</translation>
    </message>
    <message>
        <source>%1 is damaged or no CIFAR-%2 file: image %3 has label %4.</source>
        <translation>%1 已损坏或不是 CIFAR-%2 文件：图像 %3 的标签为 %4。</translation>
    </message>
    <message>
        <source>%1 holds no CIFAR files: data_batch_1.bin to data_batch_5.bin and test_batch.bin (CIFAR-100: train.bin and test.bin) are looked for.</source>
        <translation>%1 不含 CIFAR 文件：需要 data_batch_1.bin 至 data_batch_5.bin 和 test_batch.bin（CIFAR-100：train.bin 和 test.bin）。</translation>
    </message>
    <message>
        <source>data.input is &quot;%1&quot;; expected channels, height and width such as &quot;1x28x28&quot;.</source>
        <translation>data.input 为 &quot;%1&quot;；应为通道、高和宽，例如 &quot;1x28x28&quot;。</translation>
    </message>
    <message>
        <source>No data set was given: set data.path (--data).</source>
        <translation>未指定数据集：请设置 data.path (--data)。</translation>
    </message>
    <message>
        <source>%1 is not installed: there is no %2. Install Debian&apos;s package dataset-fashion-mnist (sudo apt install dataset-fashion-mnist).</source>
        <translation>%1 未安装：没有 %2。请安装 Debian 软件包 dataset-fashion-mnist (sudo apt install dataset-fashion-mnist)。</translation>
    </message>
    <message>
        <source>There is no data set %1; %2 is the one that is built in.</source>
        <translation>没有数据集 %1；内置的是 %2。</translation>
    </message>
    <message>
        <source>There is no data set at %1.</source>
        <translation>%1 处没有数据集。</translation>
    </message>
    <message>
        <source>data.format is &quot;%1&quot;; expected auto, idx, cifar or folder.</source>
        <translation>data.format 为 &quot;%1&quot;；应为 auto、idx、cifar 或 folder。</translation>
    </message>
    <message>
        <source>data.%1 is &quot;%2&quot;, but %3 has no split of that name; it has %4.</source>
        <translation>data.%1 为 &quot;%2&quot;，但 %3 没有该名称的划分；它有 %4。</translation>
    </message>
    <message>
        <source>data.%1 is &quot;%2&quot;, but %3 has %4 images: the range is empty or leaves it.</source>
        <translation>data.%1 为 &quot;%2&quot;，但 %3 有 %4 幅图像：范围为空或超出。</translation>
    </message>
    <message>
        <source>data.mean and data.std need one number for each of the %1 channels, and deviations above 0.</source>
        <translation>data.mean 和 data.std 需要为 %1 个通道各给一个数，且标准差大于 0。</translation>
    </message>
    <message>
        <source>The images of %1 are %2, the network takes %3.</source>
        <translation>%1 的图像为 %2，而网络需要 %3。</translation>
    </message>
    <message>
        <source>%1 has labels up to %2, the network tells only %3 classes apart.</source>
        <translation>%1 的标签最大为 %2，而网络只区分 %3 个类别。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no split; expected a name with an optional range such as train, train[:55000] or test[100:200].</source>
        <translation>&quot;%1&quot; 不是划分；应为名称加可选范围，例如 train、train[:55000] 或 test[100:200]。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>无法打开 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1 不是普通文件。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: check that you may read it.</source>
        <translation>无法打开 %1：请检查读取权限。</translation>
    </message>
    <message>
        <source>%1 is too large: %2 bytes, at most %3 are read.</source>
        <translation>%1 过大：%2 字节，最多读取 %3 字节。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1.</source>
        <translation>内存不足，无法读取 %1。</translation>
    </message>
    <message>
        <source>%1 is a folder of images whose class the split train does not have.</source>
        <translation>%1 是一个图像文件夹，而划分 train 中没有其类别。</translation>
    </message>
    <message>
        <source>%1 holds no images.</source>
        <translation>%1 不含图像。</translation>
    </message>
    <message>
        <source>None of the %1 images of %2 can be read. The first: %3</source>
        <translation>%2 的 %1 幅图像都无法读取。第一幅：%3</translation>
    </message>
    <message>
        <source>%1 is truncated: expected at least %2 bytes, found %3. Get it again.</source>
        <translation>%1 被截断：至少应有 %2 字节，实为 %3 字节。请重新获取。</translation>
    </message>
    <message>
        <source>%1 holds more than its header says: it is no valid IDX file.</source>
        <translation>%1 的内容多于其文件头所述：不是有效的 IDX 文件。</translation>
    </message>
    <message>
        <source>%1 is truncated: its compressed data ends too early. Get it again.</source>
        <translation>%1 被截断：压缩数据过早结束。请重新获取。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Get it again.</source>
        <translation>%1 已损坏：%2。请重新获取。</translation>
    </message>
    <message>
        <source>%1 is no IDX label file: its first bytes should be 00 00 08 01.</source>
        <translation>%1 不是 IDX 标签文件：其开头字节应为 00 00 08 01。</translation>
    </message>
    <message>
        <source>%1 is no IDX image file: its first bytes should be 00 00 08 03.</source>
        <translation>%1 不是 IDX 图像文件：其开头字节应为 00 00 08 03。</translation>
    </message>
    <message>
        <source>%1 is damaged: its header speaks of images of %2 x %3 x %4.</source>
        <translation>%1 已损坏：文件头称图像为 %2 x %3 x %4。</translation>
    </message>
    <message>
        <source>%1 is truncated or its header is damaged: it speaks of %2 bytes, which this file cannot hold. Get it again.</source>
        <translation>%1 被截断或文件头损坏：文件头称有 %2 字节，此文件容纳不下。请重新获取。</translation>
    </message>
    <message>
        <source>%1 holds %2 images, but %3 holds %4 labels.</source>
        <translation>%1 含 %2 幅图像，而 %3 含 %4 个标签。</translation>
    </message>
    <message>
        <source>%1 holds images of %2, the files beside it hold images of %3.</source>
        <translation>%1 的图像为 %2，同处的文件中图像为 %3。</translation>
    </message>
    <message>
        <source>%1 holds no IDX files: train-images-idx3-ubyte and train-labels-idx1-ubyte (or .gz) are looked for.</source>
        <translation>%1 不含 IDX 文件：需要 train-images-idx3-ubyte 和 train-labels-idx1-ubyte（或 .gz）。</translation>
    </message>
    <message>
        <source>%1 is an image of %2 x %3 pixels; at most %4 on a side and %5 in all are read.</source>
        <translation>%1 是 %2 x %3 像素的图像；每边最多读取 %4，总计最多 %5。</translation>
    </message>
    <message>
        <source>%1 is a damaged image: %2.</source>
        <translation>%1 是损坏的图像：%2。</translation>
    </message>
    <message>
        <source>%1 is neither a JPEG nor a PNG image.</source>
        <translation>%1 既不是 JPEG 也不是 PNG 图像。</translation>
    </message>
    <message>
        <source>%1 is a coloured image, a gray one is needed. Convert it.</source>
        <translation>%1 是彩色图像，需要灰度图像。请转换它。</translation>
    </message>
    <message>
        <source>not enough memory to run the integer program.</source>
        <translation>内存不足，无法运行整数程序。</translation>
    </message>
    <message>
        <source>the integer program is not sound: operation %1 (%2): %3.</source>
        <translation>整数程序不健全：算子 %1 (%2)：%3。</translation>
    </message>
    <message>
        <source>the integer program is not sound: feature map %1: %2.</source>
        <translation>整数程序不健全：特征图 %1：%2。</translation>
    </message>
    <message>
        <source>the integer program is not sound: %1.</source>
        <translation>整数程序不健全：%1。</translation>
    </message>
    <message>
        <source>%1 is no folder. The C files need a folder of their own.</source>
        <translation>%1 不是文件夹。C 文件需要单独的文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 is not empty. Give another one, or --force to write into it.</source>
        <translation>文件夹 %1 不为空。请另选一个，或用 --force 写入其中。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2.</source>
        <translation>无法创建文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>The C export needs at least one image for its check.</source>
        <translation>C 导出至少需要一幅图像用于检查。</translation>
    </message>
    <message>
        <source>The images for the check of the C export have %1 pixels and the model %2.</source>
        <translation>用于检查 C 导出的图像有 %1 像素，而模型为 %2。</translation>
    </message>
    <message>
        <source>%1 cannot be exported to ONNX: its sums can be as large as %2, which a runtime&apos;s floating-point numbers do not hold exactly. Export the run as C.</source>
        <translation>无法将 %1 导出为 ONNX：其和可达 %2，推理引擎的浮点数无法精确表示。请将该运行导出为 C。</translation>
    </message>
    <message>
        <source>%1 cannot be written: the model is larger than the 2 GiB of an ONNX file.</source>
        <translation>无法写入 %1：模型超过 ONNX 文件的 2 GiB 上限。</translation>
    </message>
    <message>
        <source>The program does not round half to even, as QuantizeLinear does, so its logits would be others. Export it with --form exact, or quantize with rounding half_even.</source>
        <translation>该程序不像 QuantizeLinear 那样采用半数向偶数舍入，因此 logits 会不同。请用 --form exact 导出，或以 half_even 舍入进行量化。</translation>
    </message>
    <message>
        <source>%1 has %2 bits, and QuantizeLinear makes 8 at most. Export the run with --form exact.</source>
        <translation>%1 为 %2 位，而 QuantizeLinear 最多 8 位。请用 --form exact 导出该运行。</translation>
    </message>
    <message>
        <source>the network cannot run on integers alone: layer %1 (%2): %3.</source>
        <translation>该网络无法只用整数运行：层 %1 (%2)：%3。</translation>
    </message>
    <message>
        <source>the verification was cancelled.</source>
        <translation>校验已取消。</translation>
    </message>
    <message>
        <source>the integer program takes images of %1, the data set has %2.</source>
        <translation>整数程序的图像为 %1，而数据集为 %2。</translation>
    </message>
    <message>
        <source>there are no images to verify the integer program on.</source>
        <translation>没有可用于校验整数程序的图像。</translation>
    </message>
    <message>
        <source>method.parameters.portions must rise from stage to stage and begin above 0.</source>
        <translation>method.parameters.portions 必须逐阶段递增，且从大于 0 开始。</translation>
    </message>
    <message>
        <source>method.parameters.portions must end in 1: the last stage quantizes every weight.</source>
        <translation>method.parameters.portions 必须以 1 结束：最后阶段量化所有权重。</translation>
    </message>
    <message>
        <source>training.epochs_per_stage has %1 entries but there are %2 portions: give one number, or one for each.</source>
        <translation>training.epochs_per_stage 有 %1 项，而比例有 %2 项：请给一个数，或每阶段一个数。</translation>
    </message>
    <message>
        <source>Integer-only incremental quantization</source>
        <translation>纯整数增量量化</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>增量</translation>
    </message>
    <message>
        <source>One bit belongs to binary codebooks; above 16 nothing is left to quantize.</source>
        <translation>1 位属于二值码本；超过 16 位则已没有什么可量化。</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>权重位宽</translation>
    </message>
    <message>
        <source>Width of the integers that convolution and linear weights and the scale of batch norms become.</source>
        <translation>卷积层与全连接层权重以及批归一化缩放所用整数的位宽。</translation>
    </message>
    <message>
        <source>Feature-map bits</source>
        <translation>特征图位宽</translation>
    </message>
    <message>
        <source>Width of the integers that the input and all feature maps become.</source>
        <translation>输入和所有特征图所用整数的位宽。</translation>
    </message>
    <message>
        <source>Bias bits</source>
        <translation>偏置位宽</translation>
    </message>
    <message>
        <source>Width of biases and of the shift of batch norms. Raise it where biases saturate.</source>
        <translation>偏置与批归一化平移的位宽。偏置饱和时请增大。</translation>
    </message>
    <message>
        <source>Portions</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Share of the weights that is quantized after each stage: rising, the last one 1.</source>
        <translation>每个阶段之后已量化权重的比例：递增，最后一个为 1。</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Which weights come first: those of largest magnitude (pruning-inspired), or a random draw.</source>
        <translation>哪些权重优先：幅值最大的（剪枝启发式），或随机抽取。</translation>
    </message>
    <message>
        <source>Exponent candidates</source>
        <translation>指数候选</translation>
    </message>
    <message>
        <source>Offsets from the initial exponent that are tried; the one with the least mean squared error wins. From no_clip, offsets above 0 can win only for feature maps.</source>
        <translation>相对初始指数所尝试的偏移；均方误差最小者胜出。从 no_clip 出发时，大于 0 的偏移只可能在特征图上胜出。</translation>
    </message>
    <message>
        <source>Initial exponent</source>
        <translation>初始指数</translation>
    </message>
    <message>
        <source>Where the search starts, from m = max|x|: no_clip ceil(log2(m / qmax)), floor floor(log2 m) - (b-1), ceil_log2 ceil(log2 m) - (b-1).</source>
        <translation>搜索的起点，取 m = max|x|：no_clip 为 ceil(log2(m / qmax))，floor 为 floor(log2 m) - (b-1)，ceil_log2 为 ceil(log2 m) - (b-1)。</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>How a value becomes an integer, in the simulation and in the integer network alike.</source>
        <translation>数值如何变为整数，仿真与整数网络中一致。</translation>
    </message>
    <message>
        <source>Symmetric range</source>
        <translation>对称范围</translation>
    </message>
    <message>
        <source>Leave out the most negative integer, -2^(b-1).</source>
        <translation>舍去最小的负整数 -2^(b-1)。</translation>
    </message>
    <message>
        <source>Batch-norm lock</source>
        <translation>批归一化锁定</translation>
    </message>
    <message>
        <source>When batch norms become a quantized scale and shift: at the start of a stage or epoch, at every forward pass while statistics go on learning, or only at the end. Biases are quantized from then on too.</source>
        <translation>批归一化何时成为量化的缩放与平移：在某阶段或某轮开始时、在每次前向传播时（统计量继续学习），或仅在最后。偏置也从那时起量化。</translation>
    </message>
    <message>
        <source>Lock at</source>
        <translation>锁定时刻</translation>
    </message>
    <message>
        <source>Number of that stage or epoch, counted from 1; 0 means the last stage.</source>
        <translation>该阶段或轮次的序号，从 1 起计；0 表示最后阶段。</translation>
    </message>
    <message>
        <source>After the lock</source>
        <translation>锁定之后</translation>
    </message>
    <message>
        <source>Whether the scale and shift of batch norms stay as they are or go on learning.</source>
        <translation>批归一化的缩放与平移是保持不变还是继续学习。</translation>
    </message>
    <message>
        <source>Exponent while training</source>
        <translation>训练时的指数</translation>
    </message>
    <message>
        <source>Feature maps take the exponent of the batch until the lock and the moving average after it, which is frozen one epoch later; or always one of them.</source>
        <translation>特征图在锁定之前采用当前批的指数，之后采用移动平均，并在一轮之后冻结；或始终采用其中一种。</translation>
    </message>
    <message>
        <source>Average&apos;s momentum</source>
        <translation>平均的动量</translation>
    </message>
    <message>
        <source>Share of the old value in the moving average of exponents.</source>
        <translation>指数移动平均中旧值的比例。</translation>
    </message>
    <message>
        <source>Calibration batches</source>
        <translation>校准批数</translation>
    </message>
    <message>
        <source>Batches over which exponents are averaged before the last evaluation; 0 keeps the moving average.</source>
        <translation>最后一次评估之前对指数取平均的批数；0 保留移动平均。</translation>
    </message>
    <message>
        <source>Masks drawn</source>
        <translation>掩码抽取</translation>
    </message>
    <message>
        <source>How often the choice of quantized weights is made again. Matters only where masks are not monotone.</source>
        <translation>多久重新选择一次要量化的权重。仅在掩码不单调时有影响。</translation>
    </message>
    <message>
        <source>Monotone masks</source>
        <translation>单调掩码</translation>
    </message>
    <message>
        <source>A weight once quantized stays quantized.</source>
        <translation>权重一经量化便保持量化。</translation>
    </message>
    <message>
        <source>Quantized weights</source>
        <translation>已量化的权重</translation>
    </message>
    <message>
        <source>Whether quantized weights go on learning through the straight-through gradient or stay.</source>
        <translation>已量化的权重是通过直通梯度继续学习，还是保持不变。</translation>
    </message>
    <message>
        <source>Feature-map gradient</source>
        <translation>特征图梯度</translation>
    </message>
    <message>
        <source>Zero for saturated values, or straight through everywhere.</source>
        <translation>对饱和的值取零，或处处直通。</translation>
    </message>
    <message>
        <source>Weight exponents</source>
        <translation>权重指数</translation>
    </message>
    <message>
        <source>Searched at every step, or once a stage.</source>
        <translation>每步搜索，或每阶段一次。</translation>
    </message>
    <message>
        <source>Bias exponent range</source>
        <translation>偏置指数范围</translation>
    </message>
    <message>
        <source>How far a bias&apos;s exponent may lie above its accumulator&apos;s: bits - 1, or 7 whatever the bits.</source>
        <translation>偏置的指数可高出其累加器指数多少：位宽 - 1，或不论位宽一律为 7。</translation>
    </message>
    <message>
        <source>Quantize the input</source>
        <translation>量化输入</translation>
    </message>
    <message>
        <source>Whether the network&apos;s input becomes integers as well; without it nothing runs on integers alone.</source>
        <translation>网络的输入是否也成为整数；否则不能只用整数运行。</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Paper&apos;s listing</source>
        <translation>论文设置</translation>
    </message>
    <message>
        <source>Two candidates</source>
        <translation>两个候选</translation>
    </message>
    <message>
        <source>No search</source>
        <translation>不搜索</translation>
    </message>
    <message>
        <source>One shot</source>
        <translation>一次完成</translation>
    </message>
    <message>
        <source>the rule layers[%1] (&quot;%2&quot;) matches no layer of this model. `dyadic-cli inspect` lists their names.</source>
        <translation>规则 layers[%1] (&quot;%2&quot;) 与此模型的任何层都不匹配。`dyadic-cli inspect` 会列出层名。</translation>
    </message>
    <message>
        <source>Layer %1 (%2) does not fit its input of shape %3. Check the model&apos;s input shape.</source>
        <translation>层 %1 (%2) 与形状为 %3 的输入不符。请检查模型的输入形状。</translation>
    </message>
    <message>
        <source>The input shape %1 is not channels x height x width, each at least 1.</source>
        <translation>输入形状 %1 不是“通道 x 高 x 宽”（各至少为 1）。</translation>
    </message>
    <message>
        <source>Layer %1 takes its input from a node that does not exist.</source>
        <translation>层 %1 的输入来自不存在的节点。</translation>
    </message>
    <message>
        <source>The layer name &quot;%1&quot; is empty or used twice.</source>
        <translation>层名 &quot;%1&quot; 为空或重复使用。</translation>
    </message>
    <message>
        <source>There is no memory for the weights of layer %1.</source>
        <translation>内存不足，放不下层 %1 的权重。</translation>
    </message>
    <message>
        <source>The dropout probability of layer %1 is not in [0, 1).</source>
        <translation>层 %1 的 dropout 概率不在 [0, 1) 内。</translation>
    </message>
    <message>
        <source>Layer %1 joins feature maps of different sizes, %2 and %3.</source>
        <translation>层 %1 将大小不同的特征图 %2 与 %3 拼接。</translation>
    </message>
    <message>
        <source>The network could not be moved to %1: no such device, or not enough memory.</source>
        <translation>无法将网络移到 %1：没有该设备，或内存不足。</translation>
    </message>
    <message>
        <source>The metadata of %1 gives the input shape as &quot;%2&quot;, which is not of the form 3x32x32.</source>
        <translation>%1 的元数据中输入形状为 &quot;%2&quot;，不是 3x32x32 这样的形式。</translation>
    </message>
    <message>
        <source>%1 does not say for which images it is. Give their shape as input, for example --set data.input=1x28x28.</source>
        <translation>%1 未说明适用于何种图像。请以 input 给出其形状，例如 --set data.input=1x28x28。</translation>
    </message>
    <message>
        <source>%1 does not hold a %2. Missing: %3. Unexpected: %4. Wrong shapes: %5. Check --architecture and the input shape.</source>
        <translation>%1 中不是 %2。缺少：%3。多余：%4。形状错误：%5。请检查 --architecture 和输入形状。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 holds NaN or infinity; the network is unusable.</source>
        <translation>%1 的张量 %2 含有 NaN 或无穷大；该网络无法使用。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 holds negative variances; the network is unusable.</source>
        <translation>%1 的张量 %2 含有负的方差；该网络无法使用。</translation>
    </message>
    <message>
        <source>The metadata %2 of %1 is not one number a channel: &quot;%3&quot;.</source>
        <translation>%1 的元数据 %2 不是每通道一个数：&quot;%3&quot;。</translation>
    </message>
    <message>
        <source>The metadata std of %1 holds a number that is not above 0.</source>
        <translation>%1 的元数据 std 含有不大于 0 的数。</translation>
    </message>
    <message>
        <source>%1 could not be opened: %2</source>
        <translation>未能打开 %1：%2</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>未能写入 %1：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an input shape of the form 3x32x32.</source>
        <translation>&quot;%1&quot; 不是 3x32x32 形式的输入形状。</translation>
    </message>
    <message>
        <source>%1 is truncated: expected %2 bytes, found %3. Download or copy it again.</source>
        <translation>%1 被截断：应有 %2 字节，实为 %3 字节。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is damaged: its header is not a valid safetensors header.</source>
        <translation>%1 已损坏：其文件头不是有效的 safetensors 文件头。</translation>
    </message>
    <message>
        <source>%1 is damaged: its header describes the tensor %2 wrongly.</source>
        <translation>%1 已损坏：其文件头对张量 %2 的描述有误。</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has elements of type %3, which is not supported. Save it as F32.</source>
        <translation>%1 的张量 %2 的元素类型 %3 不受支持。请保存为 F32。</translation>
    </message>
    <message>
        <source>%1 is damaged: its tensors take %2 bytes, but it has %3.</source>
        <translation>%1 已损坏：其张量需要 %2 字节，而文件有 %3 字节。</translation>
    </message>
    <message>
        <source>%1 is not a safetensors file.</source>
        <translation>%1 不是 safetensors 文件。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>%1 is no regular file. Save what it holds as a file, and open that.</source>
        <translation>%1 不是普通文件。请将其内容保存为文件，再打开该文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read. Check its permissions.</source>
        <translation>无法读取 %1。请检查其权限。</translation>
    </message>
    <message>
        <source>There is no memory for the %2 bytes of %1.</source>
        <translation>内存不足，放不下 %1 的 %2 字节。</translation>
    </message>
    <message>
        <source>%1 could not be read to its end.</source>
        <translation>未能将 %1 读到末尾。</translation>
    </message>
    <message>
        <source>AlexNet for ImageNet: five convolutions, three linear layers</source>
        <translation>用于 ImageNet 的 AlexNet：五个卷积层，三个全连接层</translation>
    </message>
    <message>
        <source>There is no architecture &quot;%1&quot;. Known are: %2.</source>
        <translation>没有架构 &quot;%1&quot;。已知的有：%2。</translation>
    </message>
    <message>
        <source>%1 classes are not possible; there must be 1 to %2.</source>
        <translation>不能有 %1 个类别；必须为 1 至 %2。</translation>
    </message>
    <message>
        <source>Images of %1x%2 pixels are too small for %3, which needs at least %4x%4.</source>
        <translation>%1x%2 像素的图像对 %3 来说太小，至少需要 %4x%4。</translation>
    </message>
    <message>
        <source>The network %1 could not be built: %2</source>
        <translation>无法构建网络 %1：%2</translation>
    </message>
    <message>
        <source>ResNet-8 for small images: three stages of one basic block</source>
        <translation>用于小图像的 ResNet-8：三个阶段，每阶段一个基本块</translation>
    </message>
    <message>
        <source>ResNet-20 for small images: three stages of three basic blocks</source>
        <translation>用于小图像的 ResNet-20：三个阶段，每阶段三个基本块</translation>
    </message>
    <message>
        <source>ResNet-32 for small images: three stages of five basic blocks</source>
        <translation>用于小图像的 ResNet-32：三个阶段，每阶段五个基本块</translation>
    </message>
    <message>
        <source>ResNet-44 for small images: three stages of seven basic blocks</source>
        <translation>用于小图像的 ResNet-44：三个阶段，每阶段七个基本块</translation>
    </message>
    <message>
        <source>ResNet-56 for small images: three stages of nine basic blocks</source>
        <translation>用于小图像的 ResNet-56：三个阶段，每阶段九个基本块</translation>
    </message>
    <message>
        <source>GoogLeNet for ImageNet: nine inception modules with batch norm</source>
        <translation>用于 ImageNet 的 GoogLeNet：九个带批归一化的 Inception 模块</translation>
    </message>
    <message>
        <source>LeNet-300-100: three linear layers</source>
        <translation>LeNet-300-100：三个全连接层</translation>
    </message>
    <message>
        <source>LeNet-5 with ReLU and max pools: two convolutions, three linear layers</source>
        <translation>使用 ReLU 和最大池化的 LeNet-5：两个卷积层，三个全连接层</translation>
    </message>
    <message>
        <source>MobileNet for ImageNet: thirteen depthwise separable convolutions</source>
        <translation>用于 ImageNet 的 MobileNet：十三个深度可分离卷积</translation>
    </message>
    <message>
        <source>MobileNetV2 for ImageNet: seventeen inverted residuals</source>
        <translation>用于 ImageNet 的 MobileNetV2：十七个倒残差块</translation>
    </message>
    <message>
        <source>ResNet-18 for ImageNet: four stages of two basic blocks</source>
        <translation>用于 ImageNet 的 ResNet-18：四个阶段，每阶段两个基本块</translation>
    </message>
    <message>
        <source>ResNet-34 for ImageNet: four stages of 3, 4, 6 and 3 basic blocks</source>
        <translation>用于 ImageNet 的 ResNet-34：四个阶段，依次为 3、4、6、3 个基本块</translation>
    </message>
    <message>
        <source>ResNet-50 for ImageNet: four stages of 3, 4, 6 and 3 bottleneck blocks</source>
        <translation>用于 ImageNet 的 ResNet-50：四个阶段，依次为 3、4、6、3 个瓶颈块</translation>
    </message>
    <message>
        <source>ResNet-18 for small images: 3x3 stem, four stages of two basic blocks</source>
        <translation>用于小图像的 ResNet-18：3x3 起始卷积，四个阶段，每阶段两个基本块</translation>
    </message>
    <message>
        <source>ResNet-50 for ImageNet with batch norm and ReLU before each convolution</source>
        <translation>用于 ImageNet 的 ResNet-50，批归一化与 ReLU 位于每个卷积之前</translation>
    </message>
    <message>
        <source>SqueezeNet 1.1 for ImageNet: eight fire modules, no linear layer</source>
        <translation>用于 ImageNet 的 SqueezeNet 1.1：八个 Fire 模块，无全连接层</translation>
    </message>
    <message>
        <source>VGG-7 for small images: six convolutions with batch norm, two linear layers</source>
        <translation>用于小图像的 VGG-7：六个带批归一化的卷积层，两个全连接层</translation>
    </message>
    <message>
        <source>VGG-16 for ImageNet: thirteen convolutions, three linear layers</source>
        <translation>用于 ImageNet 的 VGG-16：十三个卷积层，三个全连接层</translation>
    </message>
    <message>
        <source>VGG-16 for ImageNet with batch norm</source>
        <translation>用于 ImageNet 的带批归一化的 VGG-16</translation>
    </message>
    <message>
        <source>%1 cannot be read as a run file: %2.</source>
        <translation>无法将 %1 作为运行文件读取：%2。</translation>
    </message>
    <message>
        <source>the integer program in %1 cannot be written: %2. The file is as it was.</source>
        <translation>无法写入 %1 中的整数程序：%2。文件保持原样。</translation>
    </message>
    <message>
        <source>%1 cannot be created: %2.</source>
        <translation>无法创建 %1：%2。</translation>
    </message>
    <message>
        <source>closed before the end</source>
        <translation>在结束之前被关闭</translation>
    </message>
    <message>
        <source>%1 exists. Name another file, or overwrite it with --force.</source>
        <translation>%1 已存在。请指定另一个文件，或用 --force 覆盖。</translation>
    </message>
    <message>
        <source>%1 is being written by another run. Stop that run or name another file.</source>
        <translation>%1 正由另一个运行写入。请停止该运行，或指定另一个文件。</translation>
    </message>
    <message>
        <source>%1 cannot be created: there is no folder %2.</source>
        <translation>无法创建 %1：没有文件夹 %2。</translation>
    </message>
    <message>
        <source>%1 cannot be created: the folder %2 takes no new files.</source>
        <translation>无法创建 %1：文件夹 %2 不能新建文件。</translation>
    </message>
    <message>
        <source>%1 cannot be continued: %2.</source>
        <translation>无法继续 %1：%2。</translation>
    </message>
    <message>
        <source>no bits to choose from: give at least one width.</source>
        <translation>没有可选的位宽：请至少给出一个。</translation>
    </message>
    <message>
        <source>the goal must be a number of 0 or more.</source>
        <translation>目标必须是不小于 0 的数。</translation>
    </message>
    <message>
        <source>no choice of bits keeps the drop within %1 %: with the most bits it is %2 %. Allow more bits or a larger drop.</source>
        <translation>没有任何位宽选择能使下降不超过 %1 %：位宽最大时为 %2 %。请允许更多的位或更大的下降。</translation>
    </message>
    <message>
        <source>an average of %1 bits cannot be reached: with the fewest bits it is %2. Allow fewer bits, or a larger average.</source>
        <translation>无法达到平均 %1 位：位宽最小时为 %2。请允许更少的位，或更大的平均值。</translation>
    </message>
    <message>
        <source>%1 bytes cannot be reached: with the fewest bits it is %2. Allow fewer bits, or a larger size.</source>
        <translation>无法达到 %1 字节：位宽最小时为 %2。请允许更少的位，或更大的大小。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no setting: write dotted.path=value, for example method.parameters.bits=6.</source>
        <translation>&quot;%1&quot; 不是设置：请写作 dotted.path=value，例如 method.parameters.bits=6。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: a part of this path is no object.</source>
        <translation>&quot;%1&quot;：此路径的一部分不是对象。</translation>
    </message>
    <message>
        <source>%1: method.parameters without a method.id. `dyadic-cli methods` lists the methods.</source>
        <translation>%1：有 method.parameters 而没有 method.id。`dyadic-cli methods` 会列出方法。</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot; but must be one of %3.</source>
        <translation>%1 为 &quot;%2&quot;，但必须是 %3 之一。</translation>
    </message>
    <message>
        <source>%1 is %2 but must be from %3 to %4.</source>
        <translation>%1 为 %2，但必须在 %3 至 %4 之间。</translation>
    </message>
    <message>
        <source>data.std must hold numbers above 0.</source>
        <translation>data.std 的数必须大于 0。</translation>
    </message>
    <message>
        <source>data.mean must hold finite numbers.</source>
        <translation>data.mean 的数必须有限。</translation>
    </message>
    <message>
        <source>data.mean and data.std must be given together, one number a channel each.</source>
        <translation>data.mean 和 data.std 必须同时给出，每通道各一个数。</translation>
    </message>
    <message>
        <source>data.input is &quot;%1&quot; but must look like 3x32x32: channels, height, width.</source>
        <translation>data.input 为 &quot;%1&quot;，但必须形如 3x32x32：通道、高、宽。</translation>
    </message>
    <message>
        <source>training.nesterov needs a training.momentum above 0.</source>
        <translation>training.nesterov 需要 training.momentum 大于 0。</translation>
    </message>
    <message>
        <source>device is &quot;%1&quot; but must be cpu, cuda or cuda:N.</source>
        <translation>device 为 &quot;%1&quot;，但必须是 cpu、cuda 或 cuda:N。</translation>
    </message>
    <message>
        <source>%1 has no &quot;match&quot;: name layers, for example layer1.*</source>
        <translation>%1 没有 &quot;match&quot;：请填写层名，例如 layer1.*</translation>
    </message>
    <message>
        <source>there is no method &quot;%1&quot;. Did you mean &quot;%2&quot;? `dyadic-cli methods` lists them.</source>
        <translation>没有方法 &quot;%1&quot;。是否指 &quot;%2&quot;？`dyadic-cli methods` 会列出它们。</translation>
    </message>
    <message>
        <source>%1 is no valid JSON: %2</source>
        <translation>%1 不是有效的 JSON：%2</translation>
    </message>
    <message>
        <source>%1 is a folder, not a config file.</source>
        <translation>%1 是文件夹，不是配置文件。</translation>
    </message>
    <message>
        <source>cannot read the config %1. Check the path.</source>
        <translation>无法读取配置 %1。请检查路径。</translation>
    </message>
    <message>
        <source>%1 is too large for a config.</source>
        <translation>%1 作为配置文件过大。</translation>
    </message>
    <message>
        <source>%1 holds no images for this part of the data set.</source>
        <translation>%1 中没有供数据集这一部分使用的图像。</translation>
    </message>
    <message>
        <source>no method: set method.id. `dyadic-cli methods` lists the methods.</source>
        <translation>没有方法：请设置 method.id。`dyadic-cli methods` 会列出方法。</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot; but must be from %3 to %4.</source>
        <translation>%1 为 &quot;%2&quot;，但必须在 %3 至 %4 之间。</translation>
    </message>
    <message>
        <source>%1 holds no predictions: they are written when a run finishes.</source>
        <translation>%1 不含预测结果：它们在运行完成时写入。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: the run is still going on, so that there is no integer program yet.</source>
        <translation>%1：运行仍在进行，因此还没有整数程序。</translation>
    </message>
    <message>
        <source>%1: the run has not finished, so that there is no integer program yet. Finish it with &apos;dyadic-cli quantize --resume %1&apos;.</source>
        <translation>%1：运行尚未完成，因此还没有整数程序。请用 &apos;dyadic-cli quantize --resume %1&apos; 完成它。</translation>
    </message>
    <message>
        <source>%1: the integer program is not one of the run&apos;s network: feature map %2.</source>
        <translation>%1：整数程序与该运行的网络不符：特征图 %2。</translation>
    </message>
    <message>
        <source>the integer program takes images of another size than those of %1.</source>
        <translation>整数程序所需图像的大小与 %1 的不同。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; must be an object in braces.</source>
        <translation>%1：&quot;%2&quot; 必须是花括号中的对象。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; must be %3, not %4.</source>
        <translation>%1：&quot;%2&quot; 必须是 %3，而不是 %4。</translation>
    </message>
    <message>
        <source>%1: unknown key &quot;%2&quot;. Did you mean &quot;%3&quot;?</source>
        <translation>%1：未知的键 &quot;%2&quot;。是否指 &quot;%3&quot;？</translation>
    </message>
    <message>
        <source>%1 does not say how its input is normalized: give --set data.mean=[...] and --set data.std=[...], one number a channel.</source>
        <translation>%1 未说明其输入如何归一化：请给出 --set data.mean=[...] 和 --set data.std=[...]，每通道一个数。</translation>
    </message>
    <message>
        <source>no network to train: set model.architecture, or model.path to start from its weights.</source>
        <translation>没有可训练的网络：请设置 model.architecture，或设置 model.path 以从其权重开始。</translation>
    </message>
    <message>
        <source>the device %1 is not there (or this LibTorch was built without CUDA). Use --device cpu.</source>
        <translation>没有设备 %1（或此 LibTorch 构建不含 CUDA）。请使用 --device cpu。</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1: out of memory. Try a smaller training.batch.</source>
        <translation>%1：内存不足。请尝试更小的 training.batch。</translation>
    </message>
    <message>
        <source>%1 is %2 but must be from %3 to %4.%5</source>
        <translation>%1 为 %2，但必须在 %3 至 %4 之间。%5</translation>
    </message>
    <message>
        <source>%1 is %2 but must be at least %3.%4</source>
        <translation>%1 为 %2，但至少为 %3。%4</translation>
    </message>
    <message>
        <source>%1 is %2 but must be at most %3.%4</source>
        <translation>%1 为 %2，但至多为 %3。%4</translation>
    </message>
    <message>
        <source>unknown key &quot;%1&quot;. Did you mean &quot;%2&quot;?</source>
        <translation>未知的键 &quot;%1&quot;。是否指 &quot;%2&quot;？</translation>
    </message>
    <message>
        <source>%1 must be %2.</source>
        <translation>%1 必须是 %2。</translation>
    </message>
    <message>
        <source>%1 must not be empty.</source>
        <translation>%1 不能为空。</translation>
    </message>
    <message>
        <source>what the run recorded does not fit its network: %1.</source>
        <translation>运行记录的内容与其网络不符：%1。</translation>
    </message>
    <message>
        <source>%1 holds no run file (.h5).</source>
        <translation>%1 不含运行文件 (.h5)。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>该运行</translation>
    </message>
    <message>
        <source>stopped by the user</source>
        <translation>由用户停止</translation>
    </message>
    <message>
        <source>there is no run file %1 to resume.</source>
        <translation>没有可恢复的运行文件 %1。</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>以及另外 %1 个</translation>
    </message>
    <message>
        <source>Measuring the float network</source>
        <translation>正在测量浮点网络</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>training diverged: the loss is no longer finite after %1 steps. Try a smaller training.learning_rate.</source>
        <translation>训练发散：%1 步之后损失不再有限。请尝试更小的 training.learning_rate。</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>正在校准</translation>
    </message>
    <message>
        <source>There is no table format %1. Available: text, markdown, latex, csv, json.</source>
        <translation>没有表格格式 %1。可用：text、markdown、latex、csv、json。</translation>
    </message>
    <message>
        <source>reference and fast</source>
        <translation>参考执行与快速执行</translation>
    </message>
    <message>
        <source>reference and simulation</source>
        <translation>参考执行与仿真</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>位</translation>
    </message>
    <message>
        <source>%1 is damaged or no CIFAR-%2 pickle: %3.</source>
        <translation>%1 已损坏或不是 CIFAR-%2 的 pickle 文件：%3。</translation>
    </message>
    <message>
        <source>%1 holds no CIFAR pickles: data_batch_1 to data_batch_5 and test_batch (CIFAR-100: train, test and meta) are looked for.</source>
        <translation>%1 不含 CIFAR 的 pickle 文件：需要 data_batch_1 至 data_batch_5 和 test_batch（CIFAR-100 为 train、test 和 meta）。</translation>
    </message>
    <message>
        <source>%1 lists no classes: lines such as &quot;n01440764 tench&quot; are expected.</source>
        <translation>%1 未列出任何类别：应有形如 &quot;n01440764 tench&quot; 的行。</translation>
    </message>
    <message>
        <source>There is no split %1; %2 stands for it.</source>
        <translation>没有划分 %1；以 %2 代替。</translation>
    </message>
    <message>
        <source>Calibration and validation share %1 of %2 images, so exponents are fitted to images they are measured on (%3%4). Choose another split or range for data.calibration.</source>
        <translation>校准与验证共用 %2 幅图像中的 %1 幅，因此指数是在用于测量的图像上拟合的 (%3%4)。请为 data.calibration 选择其他划分或范围。</translation>
    </message>
    <message>
        <source>%1 calibration images are pixel for pixel images of the validation part under another name (%2%3).</source>
        <translation>有 %1 幅校准图像与验证部分的图像逐像素相同，只是名称不同 (%2%3)。</translation>
    </message>
    <message>
        <source>The classes of %1 (%2 ...) are not all among those that the model names (%3 ...): labels are taken by number.</source>
        <translation>%1 的类别 (%2 ...) 并非都在模型给出的类别 (%3 ...) 之中：标签按编号对应。</translation>
    </message>
    <message>
        <source>%1 is an image of %2, the others are %3. All images must have one size: set data.resize and data.crop, or resize or move it.</source>
        <translation>%1 是 %2 的图像，其余图像为 %3。所有图像的大小必须相同：请设置 data.resize 和 data.crop，或缩放该图像，或将其移走。</translation>
    </message>
    <message>
        <source>%1 would take %2 MiB of memory, this machine has %3 to spare. Set data.limit, data.train_limit and data.calibration_limit, or use a range such as train[:10000].</source>
        <translation>%1 需要 %2 MiB 内存，而本机只有 %3 MiB 可用。请设置 data.limit、data.train_limit 和 data.calibration_limit，或使用 train[:10000] 这样的范围。</translation>
    </message>
    <message>
        <source>%1 was not used: it does not list the class folder %2.</source>
        <translation>未使用 %1：其中未列出类别文件夹 %2。</translation>
    </message>
    <message>
        <source>%1 holds %2 images without labels, which are left out: no class folders, and none of %3.txt, %3.csv, %3_annotations.txt, LOC_%3_solution.csv and labels.txt names them.</source>
        <translation>%1 含 %2 幅没有标签的图像，已略去：没有类别文件夹，且 %3.txt、%3.csv、%3_annotations.txt、LOC_%3_solution.csv 和 labels.txt 均未提到它们。</translation>
    </message>
    <message>
        <source>Labels of %1 come from %2.</source>
        <translation>%1 的标签取自 %2。</translation>
    </message>
    <message>
        <source>%1 does not name %2 of the %3 images of %4, which are left out.</source>
        <translation>%1 未提到 %4 的 %3 幅图像中的 %2 幅，这些图像已略去。</translation>
    </message>
    <message>
        <source>%1 says that %2 is of class %3, which the data set does not have.</source>
        <translation>%1 称 %2 属于类别 %3，而数据集没有该类别。</translation>
    </message>
    <message>
        <source>%1 counts classes from 1.</source>
        <translation>%1 的类别从 1 起计。</translation>
    </message>
    <message>
        <source>%1 has labels up to %2, but there are %3 classes.</source>
        <translation>%1 的标签最大为 %2，但只有 %3 个类别。</translation>
    </message>
    <message>
        <source>%1 holds %2 labels, but there are %3 images in %4.</source>
        <translation>%1 含 %2 个标签，但 %4 中有 %3 幅图像。</translation>
    </message>
    <message>
        <source>%1 numbers classes in ILSVRC&apos;s own order, not by their folders. Put map_clsloc.txt or ILSVRC2012_mapping.txt beside it, or use val.txt with lines &quot;file class&quot;.</source>
        <translation>%1 按 ILSVRC 自己的顺序为类别编号，而不是按其文件夹。请将 map_clsloc.txt 或 ILSVRC2012_mapping.txt 放在其旁边，或使用各行形如 &quot;文件 类别&quot; 的 val.txt。</translation>
    </message>
    <message>
        <source>%1 images are neither JPEG nor PNG and are left out, the first: %2</source>
        <translation>有 %1 幅图像既不是 JPEG 也不是 PNG，已略去，第一幅为：%2</translation>
    </message>
    <message>
        <source>%1 holds no labelled images: SPLIT/CLASS/*.jpg or *.png is looked for, for example train/cat/001.jpg, or one folder of images with a label file such as val.txt.%2</source>
        <translation>%1 不含带标签的图像：需要 SPLIT/CLASS/*.jpg 或 *.png，例如 train/cat/001.jpg，或一个图像文件夹连同 val.txt 之类的标签文件。%2</translation>
    </message>
    <message>
        <source>%1 is an archive: unpack it and give its folder.</source>
        <translation>%1 是压缩包：请将其解压并给出其文件夹。</translation>
    </message>
    <message>
        <source>%1 is no data set that is known here: an IDX file of images, or a folder.</source>
        <translation>%1 不是已知的数据集：应为含图像的 IDX 文件，或文件夹。</translation>
    </message>
    <message>
        <source>%1 holds no data set that is known here: IDX files (train-images-idx3-ubyte), CIFAR&apos;s binary version (data_batch_1.bin) or Python version (data_batch_1), images in SPLIT/CLASS/ or CLASS/, or images with a label file (val/ and val.txt) are looked for. It holds: %2</source>
        <translation>%1 不含已知的数据集：需要 IDX 文件 (train-images-idx3-ubyte)、CIFAR 的二进制版本 (data_batch_1.bin) 或 Python 版本 (data_batch_1)、SPLIT/CLASS/ 或 CLASS/ 中的图像，或带标签文件的图像（val/ 和 val.txt）。其中有：%2</translation>
    </message>
    <message>
        <source>%1 would be %2 after data.resize, which is too large.</source>
        <translation>经 data.resize 之后，%1 将为 %2，过大。</translation>
    </message>
    <message>
        <source>The images of %1 are %2, the network takes %3. Set data.resize to %4 to resize the shorter side and cut out the center, or to %5 to resize both sides.</source>
        <translation>%1 的图像为 %2，而网络的输入为 %3。请将 data.resize 设为 %4，以缩放较短边并裁取中心；或设为 %5，以缩放两条边。</translation>
    </message>
    <message>
        <source>data.resize is &quot;%1&quot; but must be auto, none, the length of the shorter side such as 256, or height and width such as 224x224 (at most %2).</source>
        <translation>data.resize 为 &quot;%1&quot;，但必须是 auto、none、较短边的长度（如 256），或高与宽（如 224x224，至多 %2）。</translation>
    </message>
    <message>
        <source>data.crop cuts images to the network&apos;s input: name a model or data.input.</source>
        <translation>data.crop 将图像裁剪到网络的输入大小：请指定模型或 data.input。</translation>
    </message>
    <message>
        <source>The images of %1 (%2) do not become %3, which the network takes, by data.resize = %4. Set data.crop to center.</source>
        <translation>%1 的图像 (%2) 无法经 data.resize = %4 成为网络所需的 %3。请将 data.crop 设为 center。</translation>
    </message>
    <message>
        <source>its windows have gaps</source>
        <translation>其窗口有间隔</translation>
    </message>
    <message>
        <source>its windows average different numbers of pixels</source>
        <translation>其各窗口求平均的像素数不同</translation>
    </message>
    <message>
        <source>it adds feature maps of different shapes</source>
        <translation>它将形状不同的特征图相加</translation>
    </message>
    <message>
        <source>it joins along another dimension than the channels</source>
        <translation>它沿通道以外的维度拼接</translation>
    </message>
    <message>
        <source>there is no integer form of this operator</source>
        <translation>此算子没有整数形式</translation>
    </message>
    <message>
        <source>Incremental network quantization</source>
        <translation>增量网络量化</translation>
    </message>
    <message>
        <source>Every weight of a convolution or linear layer becomes 0 or a signed power of two. A growing share of the weights, the largest first, is quantized and frozen, while the rest goes on learning and makes up for the error; each stage begins at the full learning rate again. Feature maps, biases and batch norms stay float, so that there is no network on integers. A weight of b bits: one bit tells zero from the rest, the others choose the sign and one of 2^(b-2) powers. The paper trains with weight decay 5e-4 (GoogLeNet 2e-4) and momentum 0.9.</source>
        <translation>卷积层或全连接层的每个权重都成为 0 或带符号的 2 的幂。越来越大比例的权重（最大者优先）被量化并冻结，其余权重继续学习并弥补误差；每个阶段都重新从完整的学习率开始。特征图、偏置和批归一化保持浮点，因此不会得到只用整数的网络。b 位的权重：一位用于区分零与其他值，其余各位选择符号以及 2^(b-2) 个幂之一。论文训练时使用的权重衰减为 5e-4（GoogLeNet 为 2e-4），动量为 0.9。</translation>
    </message>
    <message>
        <source>One bit tells zero from the rest, the others index 2^(bits-1) signed powers of two: 2 bits are ternary, 5 give 17 levels.</source>
        <translation>一位用于区分零与其他值，其余各位索引 2^(bits-1) 个带符号的 2 的幂：2 位即三值，5 位给出 17 个量化级。</translation>
    </message>
    <message>
        <source>One bit belongs to binary codebooks; above 8 the added powers are too small for any weight to become one.</source>
        <translation>1 位属于二值码本；超过 8 位时，新增的幂太小，没有权重会取到它们。</translation>
    </message>
    <message>
        <source>Share of each layer&apos;s weights that is quantized and frozen after each stage: rising, the last one 1.</source>
        <translation>每个阶段之后各层被量化并冻结的权重比例：递增，最后一个为 1。</translation>
    </message>
    <message>
        <source>Which weights are frozen first: those of largest magnitude (pruning-inspired), or a random draw.</source>
        <translation>哪些权重先冻结：幅值最大的（剪枝启发式），或随机抽取。</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>monotone: a frozen weight stays frozen. redrawn: each stage chooses anew among all weights, as the authors&apos; Caffe code does, so that a frozen one may become free again.</source>
        <translation>monotone：已冻结的权重保持冻结。redrawn：每个阶段在所有权重中重新选择，与作者的 Caffe 代码相同，因此已冻结的权重可能再次变为自由。</translation>
    </message>
    <message>
        <source>Largest power</source>
        <translation>最大的幂</translation>
    </message>
    <message>
        <source>When a layer&apos;s largest power of two is found from its weights: once before the first stage, or at every stage anew as in the authors&apos; Caffe code.</source>
        <translation>何时由权重确定一层最大的 2 的幂：仅在第一个阶段之前确定一次，或如作者的 Caffe 代码那样在每个阶段重新确定。</translation>
    </message>
    <message>
        <source>Ties</source>
        <translation>中点取值</translation>
    </message>
    <message>
        <source>What the middle of two levels becomes: the larger one as in the paper, or the smaller one as in the authors&apos; Caffe code.</source>
        <translation>两个量化级的中点取哪一个：如论文取较大者，或如作者的 Caffe 代码取较小者。</translation>
    </message>
    <message>
        <source>Beyond the largest power</source>
        <translation>超出最大的幂</translation>
    </message>
    <message>
        <source>What a weight becomes that grew to 1.5 times the largest power while it was free: that power, or 0 as the paper&apos;s formula says literally.</source>
        <translation>权重在自由期间增大到最大的幂的 1.5 倍时变为什么：取该幂，或按论文公式的字面取 0。</translation>
    </message>
    <message>
        <source>VGG-16, ResNet-18, ResNet-50</source>
        <translation>VGG-16、ResNet-18、ResNet-50</translation>
    </message>
    <message>
        <source>AlexNet</source>
        <translation>AlexNet</translation>
    </message>
    <message>
        <source>GoogLeNet</source>
        <translation>GoogLeNet</translation>
    </message>
    <message>
        <source>ResNet-18, 4 bits</source>
        <translation>ResNet-18，4 位</translation>
    </message>
    <message>
        <source>ResNet-18, 3 bits</source>
        <translation>ResNet-18，3 位</translation>
    </message>
    <message>
        <source>ResNet-18, 2 bits (ternary)</source>
        <translation>ResNet-18，2 位（三值）</translation>
    </message>
    <message>
        <source>Authors&apos; Caffe code</source>
        <translation>作者的 Caffe 代码</translation>
    </message>
    <message>
        <source>INQ-pytorch</source>
        <translation>INQ-pytorch</translation>
    </message>
    <message>
        <source>The limits of layer %1 are not in order.</source>
        <translation>层 %1 的上下限顺序不对。</translation>
    </message>
    <message>
        <source>Layer %1 (%4) combines feature maps of different shapes, %2 and %3.</source>
        <translation>层 %1 (%4) 合并了形状不同的特征图 %2 和 %3。</translation>
    </message>
    <message>
        <source>%1 has %2 inputs (%3); only models with one input, the images, are read.</source>
        <translation>%1 有 %2 个输入 (%3)；只能读取仅有一个输入（即图像）的模型。</translation>
    </message>
    <message>
        <source>The input &quot;%2&quot; of %1 is of type %3; only images of type FLOAT are read.</source>
        <translation>%1 的输入 &quot;%2&quot; 的类型为 %3；只能读取 FLOAT 类型的图像。</translation>
    </message>
    <message>
        <source>The input &quot;%2&quot; of %1 is no batch of images: it has %3 dimensions.</source>
        <translation>%1 的输入 &quot;%2&quot; 不是一批图像：它有 %3 个维度。</translation>
    </message>
    <message>
        <source>%1 is for images of %2, not %3. Change data.input.</source>
        <translation>%1 适用于 %2 的图像，而不是 %3。请更改 data.input。</translation>
    </message>
    <message>
        <source>%1 takes vectors of %2 values. Give the shape of the images that they are as input, for example --set data.input=1x28x28.</source>
        <translation>%1 的输入是 %2 个值的向量。请以 input 给出这些向量所对应图像的形状，例如 --set data.input=1x28x28。</translation>
    </message>
    <message>
        <source>%1 does not say for which images it is. Give their shape as input, for example --set data.input=3x224x224.</source>
        <translation>%1 未说明适用于何种图像。请以 input 给出其形状，例如 --set data.input=3x224x224。</translation>
    </message>
    <message>
        <source>The softmax at the end was left out: accuracy and training use the values before it.</source>
        <translation>末尾的 softmax 已略去：准确率与训练使用其之前的值。</translation>
    </message>
    <message>
        <source>The model has several outputs; the first one is used.</source>
        <translation>该模型有多个输出；使用第一个。</translation>
    </message>
    <message>
        <source>%1 uses operators that are not read: %2. Export the model in evaluation mode with the exporter&apos;s standard operators.</source>
        <translation>%1 使用了不支持读取的算子：%2。请在评估模式下以导出器的标准算子导出该模型。</translation>
    </message>
    <message>
        <source>%1 is no classifier of images: its output has the shape %2 for one image.</source>
        <translation>%1 不是图像分类器：对一幅图像，其输出的形状为 %2。</translation>
    </message>
    <message>
        <source>%1 has the tensor %2 twice, with and without a prefix such as module.</source>
        <translation>%1 中张量 %2 出现了两次，一次带有 module 之类的前缀，一次没有。</translation>
    </message>
    <message>
        <source>The tensors of %1 (%2) are those of no known architecture. Save the network as ONNX or TorchScript, or name the architecture with --architecture: %3.</source>
        <translation>%1 的张量 (%2) 不属于任何已知架构。请将网络保存为 ONNX 或 TorchScript，或用 --architecture 指定架构：%3。</translation>
    </message>
    <message>
        <source>The tensors of %1 are those of no known architecture. The nearest is %2; against it, missing: %3. Unexpected: %4. Save the network as ONNX or TorchScript, or name the architecture with --architecture: %5.</source>
        <translation>%1 的张量不属于任何已知架构。最接近的是 %2；与之相比，缺少：%3。多余：%4。请将网络保存为 ONNX 或 TorchScript，或用 --architecture 指定架构：%5。</translation>
    </message>
    <message>
        <source>%1 does not hold a %2. Missing: %3. Unexpected: %4. Wrong shapes: %5. The names fit --architecture %6 better.</source>
        <translation>%1 中不是 %2。缺少：%3。多余：%4。形状错误：%5。这些名称更符合 --architecture %6。</translation>
    </message>
    <message>
        <source>The auxiliary classifiers were left out: only training uses them.</source>
        <translation>辅助分类器已略去：只有训练才使用它们。</translation>
    </message>
    <message>
        <source>%1 is damaged, or does what no network does: reading it ended with %2. Download or copy it again, or export the network as ONNX.</source>
        <translation>%1 已损坏，或做了任何网络都不会做的事：读取它时以 %2 终止。请重新下载或复制，或将网络导出为 ONNX。</translation>
    </message>
    <message>
        <source>%1 cannot be read: the program %2 is missing. Build it, or install Dyadic anew.</source>
        <translation>无法读取 %1：缺少程序 %2。请构建它，或重新安装 Dyadic。</translation>
    </message>
    <message>
        <source>The file does not say for which images it is: a usual size was taken. Another one can be given as input.</source>
        <translation>文件未说明适用于何种图像：采用了常用的大小。可以用 input 给出其他大小。</translation>
    </message>
    <message>
        <source>its limits are no numbers</source>
        <translation>其上下限不是数字</translation>
    </message>
    <message>
        <source>it works along the images of a batch</source>
        <translation>它沿一批图像的维度进行运算</translation>
    </message>
    <message>
        <source>its size is %1; only odd ones are read</source>
        <translation>其大小为 %1；只支持读取奇数</translation>
    </message>
    <message>
        <source>its ratio is no number</source>
        <translation>其比率不是数字</translation>
    </message>
    <message>
        <source>it was exported for training, so that it drops values always; export the model in evaluation mode</source>
        <translation>它是为训练而导出的，因此总会丢弃值；请在评估模式下导出该模型</translation>
    </message>
    <message>
        <source>the shape %2 of its %1 does not fit</source>
        <translation>其 %1 的形状 %2 不符</translation>
    </message>
    <message>
        <source>its input has the shape %1 for one image; only vectors are read</source>
        <translation>对一幅图像，其输入的形状为 %1；只支持读取向量</translation>
    </message>
    <message>
        <source>its constant of shape %1 differs from image to image, or adds a dimension</source>
        <translation>其形状为 %1 的常量因图像而异，或增加了一个维度</translation>
    </message>
    <message>
        <source>it does not have two inputs</source>
        <translation>它没有两个输入</translation>
    </message>
    <message>
        <source>its inputs have different numbers of dimensions</source>
        <translation>其各输入的维数不同</translation>
    </message>
    <message>
        <source>it transposes its input, which joins the images of a batch</source>
        <translation>它转置其输入，从而将一批中的图像混在一起</translation>
    </message>
    <message>
        <source>its bias differs from image to image or does not fit</source>
        <translation>其偏置因图像而异或不符</translation>
    </message>
    <message>
        <source>it was exported for training, with the statistics of each batch; export the model in evaluation mode</source>
        <translation>它是为训练而导出的，使用各批的统计量；请在评估模式下导出该模型</translation>
    </message>
    <message>
        <source>it normalizes each pixel on its own (spatial = 0)</source>
        <translation>它对每个像素单独归一化 (spatial = 0)</translation>
    </message>
    <message>
        <source>its variances are negative</source>
        <translation>其方差为负</translation>
    </message>
    <message>
        <source>its output &quot;%1&quot; is used, and only the first one is read</source>
        <translation>其输出 &quot;%1&quot; 被使用，而只支持读取第一个输出</translation>
    </message>
    <message>
        <source>%1 is no network: its output &quot;%2&quot; does not depend on its input.</source>
        <translation>%1 不是网络：其输出 &quot;%2&quot; 与其输入无关。</translation>
    </message>
    <message>
        <source>The output &quot;%2&quot; of %1 is transposed, which is not read.</source>
        <translation>%1 的输出 &quot;%2&quot; 被转置，不支持读取。</translation>
    </message>
    <message>
        <source>it is read only in arithmetic on shapes and constants</source>
        <translation>只有在对形状和常量的运算中才支持读取它</translation>
    </message>
    <message>
        <source>it has no input or no output</source>
        <translation>它没有输入或没有输出</translation>
    </message>
    <message>
        <source>its input %1 is missing</source>
        <translation>缺少其输入 %1</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; depends on the images; only a constant one is read</source>
        <translation>其输入 &quot;%1&quot; 取决于图像；只支持读取常量输入</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; holds integers; networks that are quantized already are not read</source>
        <translation>其输入 &quot;%1&quot; 含有整数；不支持读取已量化的网络</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; is used by too many operators</source>
        <translation>其输入 &quot;%1&quot; 被过多算子使用</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; holds NaN or infinity</source>
        <translation>其输入 &quot;%1&quot; 含有 NaN 或无穷大</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; is no list of known integers</source>
        <translation>其输入 &quot;%1&quot; 不是已知整数的列表</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; is a constant, where only feature maps are read</source>
        <translation>其输入 &quot;%1&quot; 是常量，而此处只支持读取特征图</translation>
    </message>
    <message>
        <source>its input is transposed; a Transpose is read only where it changes the layout of images back and forth</source>
        <translation>其输入被转置；只有在来回改变图像布局时才支持读取 Transpose</translation>
    </message>
    <message>
        <source>its input has the shape %1 for one image; only images of channels x height x width are read</source>
        <translation>对一幅图像，其输入的形状为 %1；只支持读取“通道 x 高 x 宽”的图像</translation>
    </message>
    <message>
        <source>its kernel, strides, pads or dilations are not those of a window on images</source>
        <translation>其卷积核、步幅、填充或膨胀率不是图像窗口的形式</translation>
    </message>
    <message>
        <source>its padding is too wide for ceil_mode</source>
        <translation>其填充对 ceil_mode 而言过宽</translation>
    </message>
    <message>
        <source>its last window in ceil_mode lies in the padding or counts what is behind it, which versions of ONNX do differently</source>
        <translation>它在 ceil_mode 下的最后一个窗口位于填充之中，或计入了填充之后的部分，而 ONNX 各版本对此处理不同</translation>
    </message>
    <message>
        <source>it has dilations and auto_pad, which runtimes of ONNX do differently</source>
        <translation>它同时有膨胀率和 auto_pad，而 ONNX 的各推理引擎对此处理不同</translation>
    </message>
    <message>
        <source>its auto_pad &quot;%1&quot; is not read</source>
        <translation>不支持读取其 auto_pad &quot;%1&quot;</translation>
    </message>
    <message>
        <source>its dilations are not read</source>
        <translation>不支持读取其膨胀率</translation>
    </message>
    <message>
        <source>its input of %1 is no multiple of its output&apos;s height and width, %2 and %3; give images of another size as data.input</source>
        <translation>其 %1 的输入不是其输出的高和宽（%2 和 %3）的整数倍；请以 data.input 给出其他大小的图像</translation>
    </message>
    <message>
        <source>it takes the mean over nothing</source>
        <translation>它不对任何维度取平均</translation>
    </message>
    <message>
        <source>its axes are not dimensions of its input</source>
        <translation>其轴不是其输入的维度</translation>
    </message>
    <message>
        <source>it takes the mean over the images of a batch</source>
        <translation>它对一批中的图像取平均</translation>
    </message>
    <message>
        <source>its attribute &quot;%1&quot; is not read</source>
        <translation>不支持读取其属性 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>it joins or splits the images of a batch</source>
        <translation>它合并或拆分一批中的图像</translation>
    </message>
    <message>
        <source>its shape is no list of integers</source>
        <translation>其形状不是整数列表</translation>
    </message>
    <message>
        <source>its shape does not fit its input, or it joins images of a batch</source>
        <translation>其形状与其输入不符，或它将一批中的图像合并</translation>
    </message>
    <message>
        <source>it takes out a dimension that is not of size 1</source>
        <translation>它去除大小不为 1 的维度</translation>
    </message>
    <message>
        <source>its axes are not dimensions of its output</source>
        <translation>其轴不是其输出的维度</translation>
    </message>
    <message>
        <source>its order is not one of its input&apos;s dimensions</source>
        <translation>其顺序不是其输入各维度的排列</translation>
    </message>
    <message>
        <source>its pads do not fit its input</source>
        <translation>其填充与其输入不符</translation>
    </message>
    <message>
        <source>its value is not one number</source>
        <translation>其值不是单个数字</translation>
    </message>
    <message>
        <source>its mode &quot;%1&quot; is not read</source>
        <translation>不支持读取其模式 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>its bounds are missing</source>
        <translation>缺少其起止边界</translation>
    </message>
    <message>
        <source>its bounds do not fit its input</source>
        <translation>其起止边界与其输入不符</translation>
    </message>
    <message>
        <source>it reverses a dimension; only positive steps are read</source>
        <translation>它反转一个维度；只支持读取正的步长</translation>
    </message>
    <message>
        <source>nothing is left of its input</source>
        <translation>其输入没有剩余任何内容</translation>
    </message>
    <message>
        <source>it takes several elements; only a single one is read</source>
        <translation>它取出多个元素；只支持读取取单个元素的情况</translation>
    </message>
    <message>
        <source>it converts feature maps to %1; they stay FLOAT here</source>
        <translation>它将特征图转换为 %1；在此它们保持 FLOAT</translation>
    </message>
    <message>
        <source>The elements of tensor &quot;%2&quot; of %1 could not be read from %3.</source>
        <translation>无法从 %3 读取 %1 的张量 &quot;%2&quot; 的元素。</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; cannot be had: %2</source>
        <translation>无法取得张量 &quot;%1&quot;：%2</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; is of type %2, which is not read</source>
        <translation>张量 &quot;%1&quot; 的类型为 %2，不支持读取</translation>
    </message>
    <message>
        <source>%1 is damaged or no ONNX model. Export or download it again.</source>
        <translation>%1 已损坏或不是 ONNX 模型。请重新导出或下载。</translation>
    </message>
    <message>
        <source>%1 has more than a million parts, which no network has; it is not read.</source>
        <translation>%1 有超过一百万个部分，任何网络都不会如此；不予读取。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: it is not there, not a file, or not readable.</source>
        <translation>无法打开 %1：它不存在、不是文件，或不可读。</translation>
    </message>
    <message>
        <source>%1 is larger than the 2 GiB of an ONNX file. Save the model with external data.</source>
        <translation>%1 超过 ONNX 文件的 2 GiB 上限。请以外部数据方式保存该模型。</translation>
    </message>
    <message>
        <source>%1 uses version %2 of ONNX&apos;s operators; versions %3 to %4 are read. Export the model with another opset_version.</source>
        <translation>%1 使用版本 %2 的 ONNX 算子；支持读取版本 %3 至 %4。请以其他 opset_version 导出该模型。</translation>
    </message>
    <message>
        <source>%1 has %2 operators; at most %3 are read.</source>
        <translation>%1 有 %2 个算子；至多支持读取 %3 个。</translation>
    </message>
    <message>
        <source>%1 has the sparse tensor &quot;%2&quot;; sparse tensors are not read.</source>
        <translation>%1 含有稀疏张量 &quot;%2&quot;；不支持读取稀疏张量。</translation>
    </message>
    <message>
        <source>%1 is damaged: two nodes give the value &quot;%2&quot;.</source>
        <translation>%1 已损坏：有两个节点给出值 &quot;%2&quot;。</translation>
    </message>
    <message>
        <source>%1 is damaged: no node gives the value &quot;%2&quot;.</source>
        <translation>%1 已损坏：没有节点给出值 &quot;%2&quot;。</translation>
    </message>
    <message>
        <source>%1 is damaged: its operators read one another in a circle.</source>
        <translation>%1 已损坏：其算子循环地互相读取。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>its value is neither numbers nor a dense tensor</source>
        <translation>其值既不是数字也不是稠密张量</translation>
    </message>
    <message>
        <source>it converts to %1, which is not read</source>
        <translation>它转换为 %1，不支持读取</translation>
    </message>
    <message>
        <source>its constant inputs do not fit one another</source>
        <translation>其各常量输入互不相符</translation>
    </message>
    <message>
        <source>it computes with the number of images, which is not known</source>
        <translation>它用图像的数量进行计算，而该数量未知</translation>
    </message>
    <message>
        <source>its result is too large</source>
        <translation>其结果过大</translation>
    </message>
    <message>
        <source>the file asks for too much arithmetic on constants</source>
        <translation>文件要求对常量进行过多的运算</translation>
    </message>
    <message>
        <source>%1 is damaged: its tensor &quot;%2&quot; %3.</source>
        <translation>%1 已损坏：其张量 &quot;%2&quot; %3。</translation>
    </message>
    <message>
        <source>%1 keeps its tensor &quot;%2&quot; in the file &quot;%3&quot;, which is not below the model&apos;s folder. Such files are not read; put it beside the model and save the model anew.</source>
        <translation>%1 将其张量 &quot;%2&quot; 存放在文件 &quot;%3&quot; 中，该文件不在模型的文件夹之内。不读取此类文件；请将其放在模型旁边，并重新保存该模型。</translation>
    </message>
    <message>
        <source>%1 keeps its tensor &quot;%2&quot; in the file &quot;%3&quot;, which is not there. Copy it to the model&apos;s folder.</source>
        <translation>%1 将其张量 &quot;%2&quot; 存放在文件 &quot;%3&quot; 中，而该文件不存在。请将其复制到模型的文件夹。</translation>
    </message>
    <message>
        <source>%1 is damaged, or its data file &quot;%3&quot; is: the elements of tensor &quot;%2&quot; are not all there.</source>
        <translation>%1 已损坏，或其数据文件 &quot;%3&quot; 已损坏：张量 &quot;%2&quot; 的元素不完整。</translation>
    </message>
    <message>
        <source>The program of %1 returns no tensor; only classifiers are read.</source>
        <translation>%1 的程序不返回张量；只支持读取分类器。</translation>
    </message>
    <message>
        <source>The program of %1 takes no images.</source>
        <translation>%1 的程序不以图像为输入。</translation>
    </message>
    <message>
        <source>The program of %1 takes more than images: its argument %2.</source>
        <translation>%1 的程序除图像外还需要其他输入：其参数 %2。</translation>
    </message>
    <message>
        <source>The program of %1 takes more than %2 steps for one image.</source>
        <translation>%1 的程序处理一幅图像需要超过 %2 步。</translation>
    </message>
    <message>
        <source>The program of %1 raises an exception for images of this shape, at %2.</source>
        <translation>%1 的程序对此形状的图像在 %2 处抛出异常。</translation>
    </message>
    <message>
        <source>%1 is damaged: its program uses a value that it does not have.</source>
        <translation>%1 已损坏：其程序使用了一个它没有的值。</translation>
    </message>
    <message>
        <source>The program of %1 changes a tensor in place that it uses under another shape, too; export it as ONNX instead.</source>
        <translation>%1 的程序原地修改了一个张量，而该张量还以另一种形状使用；请改为导出为 ONNX。</translation>
    </message>
    <message>
        <source>The program of %1 uses a part of an operator that is not read.</source>
        <translation>%1 的程序使用了某个算子中不支持读取的部分。</translation>
    </message>
    <message>
        <source>%1 uses %2, which is not read. Save the network&apos;s tensors as a state dict, or export it as ONNX.</source>
        <translation>%1 使用了 %2，不支持读取。请将网络的张量保存为 state dict，或将网络导出为 ONNX。</translation>
    </message>
    <message>
        <source>%1 holds more than 2 GiB of tensors.</source>
        <translation>%1 含有超过 2 GiB 的张量。</translation>
    </message>
    <message>
        <source>Reading %1 takes more memory than a file of its size should need.</source>
        <translation>读取 %1 所占用的内存超过了这种大小的文件所应需要的。</translation>
    </message>
    <message>
        <source>%1 is damaged or was saved by a PyTorch that is too new: %2</source>
        <translation>%1 已损坏，或由过新的 PyTorch 保存：%2</translation>
    </message>
    <message>
        <source>%1 calls %2, which a file of tensors does not need. Nothing of it was run and nothing was loaded. Take the file from a source you trust, or have it saved as tensors alone.</source>
        <translation>%1 调用 %2，而张量文件并不需要它。没有运行其中任何内容，也没有加载任何内容。请从您信任的来源获取该文件，或请人将其保存为仅含张量的文件。</translation>
    </message>
    <message>
        <source>%1 holds more than %2 values, too many for a file of tensors.</source>
        <translation>%1 含有超过 %2 个值，对张量文件而言过多。</translation>
    </message>
    <message>
        <source>%1 is damaged: it ends in the middle of its data. Download or copy it again.</source>
        <translation>%1 已损坏：它在数据中途结束。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is damaged: its pickle is not valid at byte %2. Download or copy it again.</source>
        <translation>%1 已损坏：其 pickle 在字节 %2 处无效。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is damaged: it is not built as torch.save builds its files. Download or copy it again.</source>
        <translation>%1 已损坏：其结构与 torch.save 生成的文件不符。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 holds tensors that are quantized already (%2). Save the float network.</source>
        <translation>%1 含有已经量化的张量 (%2)。请保存浮点网络。</translation>
    </message>
    <message>
        <source>%1 holds a whole module, which only its own Python code can load: it calls %2. In Python, save its tensors with torch.save(model.state_dict(), &quot;model.pth&quot;), or the network with torch.jit.script(model).save(&quot;model.pt&quot;).</source>
        <translation>%1 含有整个模块，只有其自身的 Python 代码才能加载：它调用 %2。请在 Python 中用 torch.save(model.state_dict(), &quot;model.pth&quot;) 保存其张量，或用 torch.jit.script(model).save(&quot;model.pt&quot;) 保存网络。</translation>
    </message>
    <message>
        <source>%1 is damaged: the elements of its tensor %2 are missing.</source>
        <translation>%1 已损坏：缺少其张量 %2 的元素。</translation>
    </message>
    <message>
        <source>%1 was saved on a big-endian machine. Save it on another one.</source>
        <translation>%1 是在大端序机器上保存的。请在其他机器上保存。</translation>
    </message>
    <message>
        <source>%1 is a Python pickle, but not one that torch.save wrote. In Python, save a state dict with torch.save(model.state_dict(), &quot;model.pth&quot;).</source>
        <translation>%1 是 Python pickle 文件，但不是由 torch.save 写入的。请在 Python 中用 torch.save(model.state_dict(), &quot;model.pth&quot;) 保存 state dict。</translation>
    </message>
    <message>
        <source>%1 is a zip archive, but not one that torch.save wrote. Unpack it first.</source>
        <translation>%1 是 zip 压缩包，但不是由 torch.save 写入的。请先将其解压。</translation>
    </message>
    <message>
        <source>%1 is truncated: its %2 bytes do not hold all of its tensors. Download or copy it again.</source>
        <translation>%1 被截断：其 %2 字节不包含全部张量。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 holds no state dict. In Python, save one: torch.save(model.state_dict(), &quot;%2&quot;).</source>
        <translation>%1 不含 state dict。请在 Python 中保存一个：torch.save(model.state_dict(), &quot;%2&quot;)。</translation>
    </message>
    <message>
        <source>%1 is damaged: it describes the tensor %2 wrongly.</source>
        <translation>%1 已损坏：它对张量 %2 的描述有误。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 为空。</translation>
    </message>
    <message>
        <source>%1 is no model file that can be read. Safetensors, state dicts that PyTorch saved, TorchScript and ONNX files can be.</source>
        <translation>%1 不是可读取的模型文件。可以读取 safetensors、PyTorch 保存的 state dict、TorchScript 和 ONNX 文件。</translation>
    </message>
    <message>
        <source>%1 is a TorchScript program, no file of tensors.</source>
        <translation>%1 是 TorchScript 程序，不是张量文件。</translation>
    </message>
    <message>
        <source>%1 is an ONNX model, no file of tensors.</source>
        <translation>%1 是 ONNX 模型，不是张量文件。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Download or copy it again.</source>
        <translation>%1 已损坏：%2。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is damaged: its entry %2 cannot be read. Download or copy it again.</source>
        <translation>%1 已损坏：无法读取其条目 %2。请重新下载或复制。</translation>
    </message>
    <message>
        <source>%1 is encrypted or compressed in a way that is not supported. Pack it anew.</source>
        <translation>%1 已加密，或以不支持的方式压缩。请重新打包。</translation>
    </message>
    <message>
        <source>%1 unpacks to more than %2 times its size and was not unpacked.</source>
        <translation>%1 解压后超过其大小的 %2 倍，因此未解压。</translation>
    </message>
    <message>
        <source>The entry %2 of %1 is larger than it can be in a file of tensors.</source>
        <translation>%1 的条目 %2 大于张量文件中所能有的大小。</translation>
    </message>
    <message>
        <source>There is no validation image %1.</source>
        <translation>没有验证图像 %1。</translation>
    </message>
    <message>
        <source>%1 training images do not fit into memory. Set data.train_limit to look at some.</source>
        <translation>内存放不下 %1 幅训练图像。请设置 data.train_limit 以查看其中一部分。</translation>
    </message>
    <message>
        <source>The images of %1 are %2: set data.input to what the network shall take, for example 3x224x224.</source>
        <translation>%1 的图像为 %2：请将 data.input 设为网络应有的输入，例如 3x224x224。</translation>
    </message>
    <message>
        <source>this run quantizes weights alone: feature maps, biases and batch norms stay float, so that there is no network on integers. A method that quantizes feature maps too, such as ioiq, leads to one.</source>
        <translation>此运行仅量化权重：特征图、偏置和批归一化保持浮点，因此没有只用整数的网络。请使用同时量化特征图的方法（如 ioiq），以得到这样的网络。</translation>
    </message>
    <message>
        <source>this integer program has real scales, zero points and fixed-point multipliers, which are written as h5 only: C and ONNX are for programs of shifts, such as those of ioiq.</source>
        <translation>此整数程序带有实数缩放系数、零点和定点乘数，只能写为 h5：C 和 ONNX 适用于由移位构成的程序，例如 ioiq 的程序。</translation>
    </message>
    <message>
        <source>%1 finds nothing to quantize: the network has %2 layers with weights, of which the first and the last stay as they are, and the rules leave out the others. Set method.parameters.quantize_first or quantize_last to true, or take a network with layers between them.</source>
        <translation>%1 找不到可量化的内容：网络有 %2 个带权重的层，其中第一层和最后一层保持不变，其余的被规则排除。请将 method.parameters.quantize_first 或 quantize_last 设为 true，或使用两者之间还有层的网络。</translation>
    </message>
    <message>
        <source>Quantize the first layer</source>
        <translation>量化第一层</translation>
    </message>
    <message>
        <source>Whether the first convolution or linear layer is quantized too, or stays float. Rules of single layers have precedence.</source>
        <translation>第一个卷积层或全连接层是否也量化，还是保持浮点。针对单个层的规则优先。</translation>
    </message>
    <message>
        <source>Quantize the last layer</source>
        <translation>量化最后一层</translation>
    </message>
    <message>
        <source>Whether the last convolution or linear layer is quantized too, or stays float. Rules of single layers have precedence.</source>
        <translation>最后一个卷积层或全连接层是否也量化，还是保持浮点。针对单个层的规则优先。</translation>
    </message>
    <message>
        <source>Low-bit weights by alternating directions</source>
        <translation>交替方向法低位权重</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>惩罚</translation>
    </message>
    <message>
        <source>The float weights are trained, and pulled to the nearest weights of one alpha a layer times -1 and 1; -1, 0 and 1; or 0 and powers of two. Each iteration, a stage here, trains with the pull rho/2 |W - G + lambda|^2, then projects W + lambda to G with the best alpha, then adds to lambda what separates W from G. At the end G takes the place of W; a last stage trains batch norms and biases with it, or statistics alone are taken anew. Feature maps, biases, batch norms and by default the first and last layer stay float, so that there is no network on integers. The paper trains by extragradient: training.optimizer. It is the learning-compression algorithm with a fixed penalty. Uncertain: the paper&apos;s rho, learning rates, number of iterations, and its ends of the network; the defaults here are ours.</source>
        <translation>训练浮点权重，并将其拉向最近的可表示权重：每层一个 alpha，乘以 -1 和 1；-1、0 和 1；或 0 和 2 的幂。每次迭代（此处为一个阶段）先在拉力 rho/2 |W - G + lambda|^2 下训练，再以最佳 alpha 将 W + lambda 投影到 G，然后把 W 与 G 之差加到 lambda 上。最后 G 取代 W；最后一个阶段以此训练批归一化和偏置，或仅重新取统计量。特征图、偏置、批归一化以及默认情况下的第一层和最后一层保持浮点，因此不会得到只用整数的网络。论文以外梯度法 (extragradient) 训练：见 training.optimizer。惩罚固定时，它就是学习-压缩算法。尚不确定：论文的 rho、学习率、迭代次数，以及对网络首尾两层的处理；此处的默认值由我们选定。</translation>
    </message>
    <message>
        <source>Penalty rho</source>
        <translation>惩罚 rho</translation>
    </message>
    <message>
        <source>Strength of the pull to representable weights, against the mean cross-entropy. Too small: weights are still far off at the end. Too large: they stay where they were projected first. The paper does not give it.</source>
        <translation>拉向可表示权重的强度，相对于平均交叉熵。过小：到最后权重仍相差很远。过大：权重停留在最初投影到的位置。论文未给出该值。</translation>
    </message>
    <message>
        <source>Growth of rho</source>
        <translation>rho 的增长</translation>
    </message>
    <message>
        <source>Factor from iteration to iteration: 1 in the paper, a little more in the learning-compression algorithm.</source>
        <translation>每次迭代之间的倍数：论文中为 1，学习-压缩算法中略大于 1。</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>How often training and projection take turns. Each is a stage; one more follows, in which the weights are the projected ones.</source>
        <translation>训练与投影交替多少次。每次为一个阶段；之后还有一个阶段，其中的权重即投影后的权重。</translation>
    </message>
    <message>
        <source>Batch-norm batches</source>
        <translation>批归一化批数</translation>
    </message>
    <message>
        <source>Batches of calibration images from which batch norms take their statistics anew at the end; 0 keeps those of training.</source>
        <translation>最后用于重新取批归一化统计量的校准图像批数；0 保留训练时的统计量。</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Alphabet</source>
        <translation>取值集合</translation>
    </message>
    <message>
        <source>What weights become, times alpha: -1, 0, 1; -1 and 1; or 0 and signed powers of two from 1 up.</source>
        <translation>权重取哪些值，再乘以 alpha：-1、0、1；-1 和 1；或 0 和从 1 起的带符号的 2 的幂。</translation>
    </message>
    <message>
        <source>N of the powers 1, 2, ..., 2^N: 1 gives 5 levels, 2 gives 7.</source>
        <translation>幂 1, 2, ..., 2^N 中的 N：1 给出 5 个量化级，2 给出 7 个。</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>缩放系数</translation>
    </message>
    <message>
        <source>One alpha for the weights of a layer, as in the paper, or of each filter.</source>
        <translation>一层的权重共用一个 alpha（如论文），或每个滤波器一个。</translation>
    </message>
    <message>
        <source>Ternary</source>
        <translation>三值</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二值</translation>
    </message>
    <message>
        <source>Levels 0, 1, 2</source>
        <translation>量化级 0、1、2</translation>
    </message>
    <message>
        <source>Levels 0, 1, 2, 4</source>
        <translation>量化级 0、1、2、4</translation>
    </message>
    <message>
        <source>Learning-compression</source>
        <translation>学习-压缩</translation>
    </message>
    <message>
        <source>Binary-weight networks</source>
        <translation>二值权重网络</translation>
    </message>
    <message>
        <source>Every weight between the first and the last layer becomes -alpha or +alpha, from the first step on; alpha is the mean magnitude of its filter. Before each step the float weights are centred over the input channels and limited to -1..1. Feature maps, biases, batch norms and the two ends of the network stay float, so that there is no network on integers. Stored as 1 bit a weight and 32 an alpha. The authors train from scratch (AlexNet: 55 epochs of 2,500 batches of 128, rate 0.01, then 0.005, 0.001, 0.0005, 0.0001; weight decay 5e-4 for the first 29 epochs, then 0, because it pulls weights towards the change of sign); here training begins at the weights of the model and without weight decay. Uncertain: the paper&apos;s top-5 figures, and whether its ResNets used the gradient of the paper or of the code.</source>
        <translation>第一层与最后一层之间的每个权重从第一步起就成为 -alpha 或 +alpha；alpha 是其滤波器的平均幅值。每一步之前，浮点权重沿输入通道减去均值，并限制在 -1..1。特征图、偏置、批归一化以及网络首尾两层保持浮点，因此不会得到只用整数的网络。存储时每个权重 1 位，每个 alpha 32 位。作者从头训练（AlexNet：55 轮，每轮 2,500 批，每批 128 幅，学习率依次为 0.01、0.005、0.001、0.0005、0.0001；权重衰减在前 29 轮为 5e-4，之后为 0，因为它会把权重拉向变号处）；此处从模型的权重开始训练，且不用权重衰减。尚不确定：论文的 Top-5 数值，以及其 ResNet 使用的是论文的梯度还是代码的梯度。</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>What a float weight&apos;s gradient is, given that of the binary one. paper: times 1/n + alpha where |W| &lt; 1, with n weights a filter. code: times (1/n + alpha)(1 - 1/inputs) n, as the authors&apos; Torch code has it for SGD, n times as strong. straight_through: the same, as most re-implementations do.</source>
        <translation>如何由二值权重的梯度得到浮点权重的梯度。paper：在 |W| &lt; 1 处乘以 1/n + alpha，每个滤波器有 n 个权重。code：乘以 (1/n + alpha)(1 - 1/inputs) n，与作者的 Torch 代码用于 SGD 的相同，强 n 倍。straight_through：保持不变，多数重新实现都如此。</translation>
    </message>
    <message>
        <source>One alpha for the weights of each filter, as in the paper, or of a layer.</source>
        <translation>每个滤波器的权重共用一个 alpha（如论文），或一层一个。</translation>
    </message>
    <message>
        <source>Centre weights</source>
        <translation>权重中心化</translation>
    </message>
    <message>
        <source>Subtract from the float weights their mean over the input channels at every step. Layers with one input channel a filter are left as they are: nothing would remain of them.</source>
        <translation>每一步都从浮点权重中减去其沿输入通道的均值。每个滤波器只有一个输入通道的层不作处理：否则将什么也不剩。</translation>
    </message>
    <message>
        <source>Limit weights</source>
        <translation>限制权重</translation>
    </message>
    <message>
        <source>Limit the float weights to -1..1 at every step.</source>
        <translation>每一步都将浮点权重限制在 -1..1。</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>论文</translation>
    </message>
    <message>
        <source>Authors&apos; Torch code</source>
        <translation>作者的 Torch 代码</translation>
    </message>
    <message>
        <source>Straight through</source>
        <translation>直通</translation>
    </message>
    <message>
        <source>Dynamic network surgery</source>
        <translation>动态网络手术</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>剪枝</translation>
    </message>
    <message>
        <source>Weights that are small beside the others of their layer become 0, and come back when they grow: what is pruned is decided again and again while all weights go on learning, the pruned ones too. What is left stays float. Stored is every value that is not 0, in 32 bits, with the distance to the one before it in index_bits bits, and a zero where a distance is too long. The authors choose the rate of each layer; here there is one for convolutions and one for linear layers, and biases are not pruned.</source>
        <translation>与同层其他权重相比较小的权重变为 0，增大后又可恢复：所有权重（包括被剪掉的）持续学习，同时反复重新判定剪掉哪些。剩下的权重保持浮点。存储每个不为 0 的值，各 32 位，并以 index_bits 位记录与前一个值的距离；距离过长处存一个零。作者为每层分别选择剪枝率；此处卷积层用一个，全连接层用一个，偏置不剪枝。</translation>
    </message>
    <message>
        <source>Pruning, then incremental quantization</source>
        <translation>先剪枝，再增量量化</translation>
    </message>
    <message>
        <source>A first stage of dynamic network surgery prunes. Then what is 0 stays 0, and INQ makes powers of two of the others; portions count these alone. Stored is every value that is not 0, in b bits, with the distance to the one before it in index_bits bits, and a zero where a distance is too long. INQ&apos;s paper does not say how it counts its 53 to 89 times, which no code of a fixed number of index bits gives.</source>
        <translation>第一个阶段以动态网络手术剪枝。此后为 0 的保持为 0，其余权重由 INQ 变为 2 的幂；比例只按这些权重计算。存储每个不为 0 的值，各 b 位，并以 index_bits 位记录与前一个值的距离；距离过长处存一个零。INQ 的论文没有说明其 53 至 89 倍是如何计算的，任何索引位宽固定的编码都达不到。</translation>
    </message>
    <message>
        <source>Pruning epochs</source>
        <translation>剪枝轮数</translation>
    </message>
    <message>
        <source>Passes over the training images before INQ begins.</source>
        <translation>INQ 开始之前遍历训练图像的次数。</translation>
    </message>
    <message>
        <source>A weight is pruned where it is small beside the mean magnitude plus this many standard deviations: higher prunes more. About -1 prunes little, 0 more than half of the weights, 1 some 85 %, 4 nearly all.</source>
        <translation>权重小于平均幅值加上这么多倍标准差时被剪掉：值越大，剪掉的越多。约 -1 剪掉很少，0 剪掉一半以上的权重，1 约剪掉 85 %，4 几乎全部剪掉。</translation>
    </message>
    <message>
        <source>Pruning rate</source>
        <translation>剪枝率</translation>
    </message>
    <message>
        <source>Pruning rate, linear layers</source>
        <translation>剪枝率，全连接层</translation>
    </message>
    <message>
        <source>Decision decay</source>
        <translation>判定衰减</translation>
    </message>
    <message>
        <source>What is pruned is decided again after step i with the probability (1 + gamma i)^(-power).</source>
        <translation>第 i 步之后以概率 (1 + gamma i)^(-power) 重新判定剪掉哪些权重。</translation>
    </message>
    <message>
        <source>Decision power</source>
        <translation>判定幂次</translation>
    </message>
    <message>
        <source>The exponent of that probability; 0 decides after every step.</source>
        <translation>该概率的幂次；0 表示每一步之后都判定。</translation>
    </message>
    <message>
        <source>Surgery until</source>
        <translation>手术截止</translation>
    </message>
    <message>
        <source>Share of the pruning steps after which nothing is decided any more, so that the rest learns with what is pruned.</source>
        <translation>占剪枝步数的比例，此后不再判定，其余权重在剪枝结果固定的情况下继续学习。</translation>
    </message>
    <message>
        <source>Index bits</source>
        <translation>索引位宽</translation>
    </message>
    <message>
        <source>For the size only: each stored value comes with its distance to the one before it in so many bits, and a zero is stored where the distance is too long. Deep Compression takes 8 for convolutions and 5 for linear layers.</source>
        <translation>仅用于计算大小：每个存储的值都以这么多位记录与前一个值的距离，距离过长处存一个零。Deep Compression 对卷积层取 8，对全连接层取 5。</translation>
    </message>
    <message>
        <source>Ternary weights in small groups</source>
        <translation>小组三值权重</translation>
    </message>
    <message>
        <source>Makes a trained network ternary without training it: N weights of adjacent input channels share an alpha, and each of them becomes -alpha, 0 or +alpha so that the squared error is least. Alphas and the first layer become 8-bit integers with a shared exponent, feature maps too; batch norms then take their statistics anew from the quantized network, which matters much. One multiplication a group is left of N. Biases and batch norms stay float, so that there is no network on integers. Stored as 2 bits a weight and 8 an alpha: 4 bits a weight at N = 4. N = 64 needs fine-tuning: set training.epochs_per_stage. Uncertain: the exact shape of groups, whether the paper&apos;s nets had alphas of their own for negative weights (not offered), its last layer, and which feature maps it counts; here those that a weight, sum or pool reads.</source>
        <translation>无需训练，将训练好的网络变为三值：相邻输入通道的 N 个权重共用一个 alpha，各自成为 -alpha、0 或 +alpha，使平方误差最小。alpha 和第一层成为带共享指数的 8 位整数，特征图也是；随后批归一化从量化后的网络重新取统计量，这一点影响很大。每组的 N 次乘法只剩一次。偏置和批归一化保持浮点，因此不会得到只用整数的网络。存储时每个权重 2 位，每个 alpha 8 位：N = 4 时每个权重 4 位。N = 64 需要微调：请设置 training.epochs_per_stage。尚不确定：组的确切形状，论文的网络是否为负权重另设 alpha（此处不提供），其最后一层，以及它计入哪些特征图；此处为权重层、加法或池化所读取的特征图。</translation>
    </message>
    <message>
        <source>Group size</source>
        <translation>组大小</translation>
    </message>
    <message>
        <source>N: adjacent input channels at one kernel position whose weights share an alpha. The paper has 4 to 64; larger groups than there are channels make one of all.</source>
        <translation>N：同一卷积核位置上共用一个 alpha 的相邻输入通道数。论文为 4 至 64；组大于通道数时，所有通道合为一组。</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>个权重</translation>
    </message>
    <message>
        <source>Integer alphas</source>
        <translation>整数 alpha</translation>
    </message>
    <message>
        <source>Alphas become integers with one exponent a layer, instead of staying 32-bit floats.</source>
        <translation>alpha 成为每层共用一个指数的整数，而不是保持 32 位浮点。</translation>
    </message>
    <message>
        <source>Alpha bits</source>
        <translation>alpha 位宽</translation>
    </message>
    <message>
        <source>Width of integer alphas.</source>
        <translation>整数 alpha 的位宽。</translation>
    </message>
    <message>
        <source>Quantize feature maps</source>
        <translation>量化特征图</translation>
    </message>
    <message>
        <source>Whether feature maps become integers with a shared exponent, or stay float.</source>
        <translation>特征图是成为带共享指数的整数，还是保持浮点。</translation>
    </message>
    <message>
        <source>Width of the integers that feature maps become; the paper has 8 and 4.</source>
        <translation>特征图所用整数的位宽；论文为 8 和 4。</translation>
    </message>
    <message>
        <source>First layer</source>
        <translation>第一层</translation>
    </message>
    <message>
        <source>What its weights become: integers with a shared exponent, ternary, or nothing.</source>
        <translation>其权重成为什么：带共享指数的整数、三值，或保持不变。</translation>
    </message>
    <message>
        <source>Last layer</source>
        <translation>最后一层</translation>
    </message>
    <message>
        <source>Bits of integer ends</source>
        <translation>首尾层整数位宽</translation>
    </message>
    <message>
        <source>Width of the integers that the first or last layer&apos;s weights become.</source>
        <translation>第一层或最后一层权重所用整数的位宽。</translation>
    </message>
    <message>
        <source>Batches of calibration images from which batch norms take their statistics in the quantized network; 0 keeps those of the float network.</source>
        <translation>用于在量化后的网络中取批归一化统计量的校准图像批数；0 保留浮点网络的统计量。</translation>
    </message>
    <message>
        <source>Batches over which the exponents of feature maps are averaged.</source>
        <translation>对特征图指数取平均的批数。</translation>
    </message>
    <message>
        <source>N = 4, 8-bit feature maps</source>
        <translation>N = 4，8 位特征图</translation>
    </message>
    <message>
        <source>N = 4, 4-bit feature maps</source>
        <translation>N = 4，4 位特征图</translation>
    </message>
    <message>
        <source>N = 64 (fine-tune it)</source>
        <translation>N = 64（需微调）</translation>
    </message>
    <message>
        <source>Weights alone</source>
        <translation>仅权重</translation>
    </message>
    <message>
        <source>training.epochs_per_stage has %1 entries but this method has one stage: give one number.</source>
        <translation>training.epochs_per_stage 有 %1 项，而此方法只有一个阶段：请给一个数。</translation>
    </message>
    <message>
        <source>method.parameters.%1 is &quot;%2&quot;, a share of the training, but must be at most 1.</source>
        <translation>method.parameters.%1 为 &quot;%2&quot;，它是占训练的比例，至多为 1。</translation>
    </message>
    <message>
        <source>Integer-arithmetic-only inference</source>
        <translation>纯整数算术推理</translation>
    </message>
    <message>
        <source>Quantization-aware training</source>
        <translation>量化感知训练</translation>
    </message>
    <message>
        <source>Every weight and feature map becomes integers with a real scale and a zero point, chosen from its least and largest value so that 0 is exact: r = S (q - Z). Batch norms are folded into the weights while the network trains, so that what is quantized is what will run; ranges of feature maps are moving averages, and their quantization begins late. Biases become 32-bit integers. The network runs on integers alone, with a fixed-point multiplier behind each layer. The paper trains ResNets with momentum 0.9 at a learning rate of 1e-5.</source>
        <translation>每个权重和特征图都成为整数，带有实数缩放系数和零点，二者由其最小值和最大值选定，使 0 可精确表示：r = S (q - Z)。训练期间批归一化就折叠到权重中，因此被量化的正是将要运行的；特征图的取值范围为移动平均，其量化较晚开始。偏置成为 32 位整数。网络只用整数运行，每层之后有一个定点乘数。论文以动量 0.9、学习率 1e-5 训练 ResNet。</translation>
    </message>
    <message>
        <source>One bit belongs to binary codebooks; above 8 a sum need not fit the 32 bits of the accumulators.</source>
        <translation>1 位属于二值码本；超过 8 位时，和可能超出累加器的 32 位。</translation>
    </message>
    <message>
        <source>Feature maps begin at</source>
        <translation>特征图起始时刻</translation>
    </message>
    <message>
        <source>When feature maps begin to be quantized while the network trains; their ranges are averaged from the beginning. 0: at once.</source>
        <translation>训练期间特征图何时开始量化；其取值范围从一开始就取平均。0：立即开始。</translation>
    </message>
    <message>
        <source>Statistics freeze at</source>
        <translation>统计量冻结时刻</translation>
    </message>
    <message>
        <source>Moments in</source>
        <translation>时刻单位</translation>
    </message>
    <message>
        <source>What the two moments above are counted in: shares of the training, epochs or steps. The paper quantizes feature maps after 50,000 to 2 million steps.</source>
        <translation>上面两个时刻以什么计：占训练的比例、轮次或步数。论文在 50,000 至 200 万步之后量化特征图。</translation>
    </message>
    <message>
        <source>Width of the integers that convolution and linear weights become, batch norms folded in. The lowest integer is left out: at 8 bits they are -127 to 127.</source>
        <translation>卷积层与全连接层权重（已折叠批归一化）所用整数的位宽。舍去最小的整数：8 位时为 -127 至 127。</translation>
    </message>
    <message>
        <source>Statistics&apos; momentum</source>
        <translation>统计量的动量</translation>
    </message>
    <message>
        <source>Share of the old value in the running mean and variance of a folded batch norm, until they freeze. The variance scales the weights that are quantized: where it jumps, so do they.</source>
        <translation>被折叠的批归一化在冻结之前，其滑动均值与方差中旧值的比例。方差会缩放要量化的权重：方差跳变，权重也随之跳变。</translation>
    </message>
    <message>
        <source>Fold batch norms</source>
        <translation>折叠批归一化</translation>
    </message>
    <message>
        <source>Quantize weights with the batch norm behind them folded in, as the method wants it. Off: for networks without batch norm; where there is one it stays float, and nothing runs on integers alone.</source>
        <translation>将权重与其后的批归一化折叠在一起量化，这是该方法的做法。关闭：用于没有批归一化的网络；若有批归一化，则其保持浮点，不能只用整数运行。</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>7 bits</source>
        <translation>7 位</translation>
    </message>
    <message>
        <source>Without batch norm</source>
        <translation>无批归一化</translation>
    </message>
    <message>
        <source>IAO folds every batch norm into the convolution before it, but the batch norm %1 does not stand alone behind one. Take another method, or set method.parameters.fold_batch_norm to false, which leaves batch norms float.</source>
        <translation>IAO 将每个批归一化折叠到其前面的卷积中，但批归一化 %1 并非单独位于一个卷积之后。请使用其他方法，或将 method.parameters.fold_batch_norm 设为 false，使批归一化保持浮点。</translation>
    </message>
    <message>
        <source>IAO folds batch norms into the weights, but this network has none. To quantize it all the same, set method.parameters.fold_batch_norm to false.</source>
        <translation>IAO 将批归一化折叠到权重中，但此网络没有批归一化。若仍要量化它，请将 method.parameters.fold_batch_norm 设为 false。</translation>
    </message>
    <message>
        <source>The float network, trained on</source>
        <translation>继续训练的浮点网络</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Nothing is quantized. The network learns on as in the run that it is compared with: the same data, optimizer and epochs, and a learning rate that starts again at each stage. A gain of a method over the float network that it began with may just be more training; a gain over this one is not. Give it that run&apos;s training settings, epochs_per_stage above all. To see what retraining does for a method, run it with the portion 1 and 0 epochs.</source>
        <translation>不量化任何内容。网络继续学习，方式与用来比较的运行相同：相同的数据、优化器和轮数，学习率在每个阶段重新开始。某方法相对其初始浮点网络的提升可能只来自更多的训练；相对此网络的提升则不是。请采用那个运行的训练设置，尤其是 epochs_per_stage。要了解再训练对某方法的作用，请以比例 1 和 0 轮运行该方法。</translation>
    </message>
    <message>
        <source>Ternary weight networks</source>
        <translation>三值权重网络</translation>
    </message>
    <message>
        <source>Every weight of a convolution or linear layer becomes -alpha, 0 or +alpha, from the first step on: 0 where it is at most 0.7 or 0.75 times the mean magnitude, alpha the mean of the others, one a layer or a filter. Gradients go to the float weights unchanged, and batch norms follow. Feature maps, biases and batch norms stay float, so that there is no network on integers. Stored as 2 bits a weight and 32 an alpha. The authors train from scratch (150 epochs at CIFAR-10, rate 0.1 with steps, momentum 0.9, no weight decay in effect); here training begins at the weights of the model. Uncertain: whether their ImageNet nets had ternary weights in the first and last layer.</source>
        <translation>卷积层或全连接层的每个权重从第一步起就成为 -alpha、0 或 +alpha：不超过平均幅值的 0.7 或 0.75 倍时为 0，alpha 为其余权重的平均幅值，每层或每个滤波器一个。梯度原样传给浮点权重，批归一化随之调整。特征图、偏置和批归一化保持浮点，因此不会得到只用整数的网络。存储时每个权重 2 位，每个 alpha 32 位。作者从头训练（CIFAR-10 上 150 轮，学习率 0.1 并分步下降，动量 0.9，权重衰减实际未起作用）；此处从模型的权重开始训练。尚不确定：其 ImageNet 网络的第一层和最后一层是否为三值权重。</translation>
    </message>
    <message>
        <source>One threshold and alpha for all weights of a layer, as in the paper of 2016, or for those of each filter, as in the version of 2022.</source>
        <translation>一层的所有权重共用一个阈值和 alpha（如 2016 年的论文），或每个滤波器的权重各用一个（如 2022 年的版本）。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>mean: the factor times the mean magnitude, the paper&apos;s approximation. exact: the best threshold for these weights, found by sorting them.</source>
        <translation>mean：系数乘以平均幅值，即论文的近似。exact：对这些权重最佳的阈值，通过排序求得。</translation>
    </message>
    <message>
        <source>Threshold factor</source>
        <translation>阈值系数</translation>
    </message>
    <message>
        <source>Weights up to this many times the mean magnitude become 0: 0.7 in the paper of 2016 and its Caffe code, 0.75 in the version of 2022. The exact threshold does not use it.</source>
        <translation>不超过平均幅值这么多倍的权重变为 0：2016 年的论文及其 Caffe 代码为 0.7，2022 年的版本为 0.75。精确阈值不使用它。</translation>
    </message>
    <message>
        <source>Paper of 2016, Caffe code</source>
        <translation>2016 年论文，Caffe 代码</translation>
    </message>
    <message>
        <source>Version of 2022, PyTorch code</source>
        <translation>2022 年版本，PyTorch 代码</translation>
    </message>
    <message>
        <source>Least squared error</source>
        <translation>最小平方误差</translation>
    </message>
    <message>
        <source>First and last layer float</source>
        <translation>第一层和最后一层为浮点</translation>
    </message>
    <message>
        <source>%1 describes many runs: `dyadic-cli sweep` makes them. For one run, take its &quot;sweep&quot; section out.</source>
        <translation>%1 描述了多个运行：请用 `dyadic-cli sweep` 执行。若只要一个运行，请去掉其中的 &quot;sweep&quot; 部分。</translation>
    </message>
    <message>
        <source>%1 and %2 were measured on different validation images, so that they cannot be paired.</source>
        <translation>%1 与 %2 在不同的验证图像上测量，因此无法配对。</translation>
    </message>
    <message>
        <source>%1 and %2 have no seed in common that finished, so that they cannot be paired.</source>
        <translation>%1 与 %2 没有共同的已完成种子，因此无法配对。</translation>
    </message>
    <message>
        <source>this run&apos;s weights are codes of a codebook with real scales, and biases and batch norms stay float, so that there is no network on integers. A method with integers everywhere, such as ioiq, leads to one.</source>
        <translation>此运行的权重是带实数缩放系数的码本编码，偏置和批归一化保持浮点，因此没有只用整数的网络。请使用处处为整数的方法（如 ioiq），以得到这样的网络。</translation>
    </message>
    <message>
        <source>There is no configuration &quot;%1&quot;. Name a row by its number, its label or one of its runs: %2.</source>
        <translation>没有配置 &quot;%1&quot;。请以行号、标签或其中一个运行指定一行：%2。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; cannot be swept.</source>
        <translation>%1：不能扫描 &quot;%2&quot;。</translation>
    </message>
    <message>
        <source>%1: &quot;sweep.%2&quot; must be a list of values in brackets, not %3.</source>
        <translation>%1：&quot;sweep.%2&quot; 必须是方括号中的值列表，而不是 %3。</translation>
    </message>
    <message>
        <source>%1: &quot;sweep.%2&quot; lists %3 twice.</source>
        <translation>%1：&quot;sweep.%2&quot; 中 %3 出现了两次。</translation>
    </message>
    <message>
        <source>%1: &quot;sweep&quot; must hold lists of values by key, for example {&quot;method.parameters.bits&quot;: [8, 6, 4], &quot;seed&quot;: [1, 2, 3]}.</source>
        <translation>%1：&quot;sweep&quot; 必须按键给出值列表，例如 {&quot;method.parameters.bits&quot;: [8, 6, 4], &quot;seed&quot;: [1, 2, 3]}。</translation>
    </message>
    <message>
        <source>%1: the sweep has more than %2 combinations.</source>
        <translation>%1：扫描的组合超过 %2 个。</translation>
    </message>
    <message>
        <source>%1: two combinations of the sweep are the same run: %2 and %3.</source>
        <translation>%1：扫描中有两个组合是同一个运行：%2 和 %3。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is swept: set its list with --set &apos;sweep.%1=[...]&apos;.</source>
        <translation>&quot;%1&quot; 属于扫描的键：请用 --set &apos;sweep.%1=[...]&apos; 设置其列表。</translation>
    </message>
    <message>
        <source>%1 has no &quot;sweep&quot; section: it describes one run, which `dyadic-cli quantize` makes.</source>
        <translation>%1 没有 &quot;sweep&quot; 部分：它描述的是一个运行，请用 `dyadic-cli quantize` 执行。</translation>
    </message>
    <message>
        <source>%1: the output of a sweep is a folder, not the run file %2.</source>
        <translation>%1：扫描的输出是文件夹，而不是运行文件 %2。</translation>
    </message>
    <message>
        <source>%1 is no plan of a sweep.</source>
        <translation>%1 不是扫描计划。</translation>
    </message>
    <message>
        <source>From when on layers take the running mean and variance instead of the batch&apos;s, and these stay as they are.</source>
        <translation>从何时起各层采用滑动均值和方差而不是批次的均值和方差，并且不再更新它们。</translation>
    </message>
    <message>
        <source>Share of the old value in the moving average of each feature map&apos;s least and largest value; the paper averages thousands of steps, such as 0.999 does.</source>
        <translation>每个特征图最小值和最大值的滑动平均中旧值所占的比例；论文在数千步上求平均，如 0.999。</translation>
    </message>
    <message>
        <source>The run has ended.</source>
        <translation>运行已结束。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. It keeps what was in it before.</source>
        <translation>无法写入 %1：%2。文件保留之前的内容。</translation>
    </message>
    <message>
        <source>the model&apos;s file has changed since the run began. Put the old one back, or start anew.</source>
        <translation>自运行开始以来模型文件已更改。请恢复旧文件，或重新开始。</translation>
    </message>
    <message>
        <source>the images have changed since the run began. Put the old ones back, or start anew.</source>
        <translation>自运行开始以来图像已更改。请恢复旧图像，或重新开始。</translation>
    </message>
    <message>
        <source>this run prunes weights and leaves all numbers float, so that there is no network on integers. A method that quantizes weights and feature maps, such as ioiq, leads to one.</source>
        <translation>此运行仅剪枝权重，所有数值保持浮点，因此没有整数网络。量化权重和特征图的方法（如 ioiq）可得到整数网络。</translation>
    </message>
    <message>
        <source>Waiting for room</source>
        <translation>等待可用空间</translation>
    </message>
    <message>
        <source>%1 Make room and resume the run: what was not written is computed again.</source>
        <translation>%1 请腾出空间并继续该运行：未写入的内容会重新计算。</translation>
    </message>
    <message>
        <source>%1: &quot;sweep.together&quot; lists objects of values by key, for example {&quot;method&quot;: {&quot;id&quot;: &quot;iao&quot;}, &quot;training.learning_rate&quot;: 0.002}, not %2.</source>
        <translation>%1：“sweep.together” 应列出按键给出取值的对象，例如 {&quot;method&quot;: {&quot;id&quot;: &quot;iao&quot;}, &quot;training.learning_rate&quot;: 0.002}，而不是 %2。</translation>
    </message>
    <message>
        <source>%1 is nested too deeply for a config.</source>
        <translation>%1 嵌套过深，不能作为配置。</translation>
    </message>
    <message>
        <source>the checkpoint does not fit this run: &quot;%1&quot; is missing or makes no sense.</source>
        <translation>检查点与此运行不符：“%1”缺失或无意义。</translation>
    </message>
    <message>
        <source>There is not enough memory to write %1.</source>
        <translation>内存不足，无法写入 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be continued: &quot;%2&quot; of its checkpoint does not fit the run.</source>
        <translation>无法继续 %1：其检查点中的“%2”与此运行不符。</translation>
    </message>
    <message>
        <source>%1 was changed by another program meanwhile. Resume it again.</source>
        <translation>%1 在此期间被另一个程序更改。请再次继续运行。</translation>
    </message>
    <message>
        <source>training.epochs_per_stage has %1 entries, and the number of stages is %2: give one number, or one for each.</source>
        <translation>training.epochs_per_stage 有 %1 项，而阶段数为 %2：请给一个数，或每阶段一个数。</translation>
    </message>
    <message>
        <source>Every weight, bias, batch norm and feature map becomes integers with one shared power-of-two exponent, chosen among a few candidates by mean squared error. A growing share of the weights enters the network quantized while all of them go on learning; batch norms learn first and are then locked. What comes out runs on integers alone. Uncertain, as none of the paper&apos;s displayed equations could be had: the exponent that the search begins at and the four candidates (the preset &apos;Paper&apos;s listing&apos; is one reading), the rounding, when batch norms are locked, and epochs and learning rate. Each is a parameter.</source>
        <translation>每个权重、偏置、批归一化和特征图都成为整数，并带有一个 2 的幂的共享指数，该指数按均方误差从少数候选中选出。越来越大比例的权重以量化形式进入网络，同时所有权重继续学习；批归一化先学习，随后锁定。最终得到的网络只用整数运行。尚不确定（无法得到论文中的任何独立公式）：搜索的起始指数和四个候选（预设“论文设置”是其中一种理解）、舍入方式、批归一化何时锁定，以及轮数和学习率。每一项都是参数。</translation>
    </message>
    <message>
        <source>%1: the method %2 has no &quot;%3&quot; to be set for a layer.</source>
        <translation>%1：方法 %2 没有可按层设置的 &quot;%3&quot;。</translation>
    </message>
    <message>
        <source>%1 is a run file, not a config. To go on with it, give it to --resume.</source>
        <translation>%1 是运行文件，不是配置。要继续该运行，请用 --resume 给出它。</translation>
    </message>
    <message>
        <source>%1 must be an object in braces.</source>
        <translation>%1 必须是花括号中的对象。</translation>
    </message>
    <message>
        <source>%1: unknown key &quot;%2&quot;: nothing can be set there.</source>
        <translation>%1：未知的键 &quot;%2&quot;：此处没有可设置的内容。</translation>
    </message>
    <message>
        <source>no model: set model.path, or give --model where the command has it.</source>
        <translation>没有模型：请设置 model.path，或在有 --model 的命令中给出它。</translation>
    </message>
    <message>
        <source>There is no model %1; %2 is built in.</source>
        <translation>没有模型 %1；内置的是 %2。</translation>
    </message>
    <message>
        <source>no data set: set data.path, or give --data where the command has it.</source>
        <translation>没有数据集：请设置 data.path，或在有 --data 的命令中给出它。</translation>
    </message>
    <message>
        <source>unknown key &quot;%1&quot;: the method %2 has no parameters.</source>
        <translation>未知的键 &quot;%1&quot;：方法 %2 没有参数。</translation>
    </message>
    <message>
        <source>Another sweep is at work in %1. Wait for it, or stop it.</source>
        <translation>另一个批量运行（sweep）正在 %1 中进行。请等待或停止它。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Check its folder and the free space.</source>
        <translation>无法写入 %1：%2。请检查其文件夹和剩余空间。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be written: give the name of a file.</source>
        <translation>无法写入“%1”：请给出文件名。</translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>未写入 %1。%2</translation>
    </message>
</context>
</TS>
