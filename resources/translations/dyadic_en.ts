<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>dyadic::shell::MainWindow</name>
    <message numerus="yes">
        <source>%n runs wait in the queue. Forget them and close?</source>
        <translation>
            <numerusform>%n run waits in the queue. Forget it and close?</numerusform>
            <numerusform>%n runs wait in the queue. Forget them and close?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::QueueDialog</name>
    <message numerus="yes">
        <source>&amp;Queue %n runs</source>
        <translation>
            <numerusform>&amp;Queue %n run</numerusform>
            <numerusform>&amp;Queue %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ReportPage</name>
    <message numerus="yes">
        <source>%n runs compared</source>
        <translation>
            <numerusform>%n run compared</numerusform>
            <numerusform>%n runs compared</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunBinder</name>
    <message numerus="yes">
        <source>%n image(s) cannot be read and are left out.</source>
        <translation>
            <numerusform>%n image cannot be read and is left out.</numerusform>
            <numerusform>%n images cannot be read and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunListBinder</name>
    <message numerus="yes">
        <source>%n runs cannot be deleted</source>
        <translation>
            <numerusform>%n run cannot be deleted</numerusform>
            <numerusform>%n runs cannot be deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n runs</source>
        <translation>
            <numerusform>Deleted %n run</numerusform>
            <numerusform>Deleted %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs cannot be brought back</source>
        <translation>
            <numerusform>%n run cannot be brought back</numerusform>
            <numerusform>%n runs cannot be brought back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ComparePlot</name>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1 (%n run)</numerusform>
            <numerusform>%1 (%n runs)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareSeriesPlot</name>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1 (%n run)</numerusform>
            <numerusform>%1 (%n runs)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareTable</name>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1 (%n run)</numerusform>
            <numerusform>%1 (%n runs)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settings</source>
        <translation>
            <numerusform>%n setting</numerusform>
            <numerusform>%n settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployTable</name>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::EdgeTable</name>
    <message numerus="yes">
        <source>%n maps</source>
        <translation>
            <numerusform>%n map</numerusform>
            <numerusform>%n maps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FeatureMapPanel</name>
    <message numerus="yes">
        <source>%n maps</source>
        <translation>
            <numerusform>%n map</numerusform>
            <numerusform>%n maps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::LayerTable</name>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NetworkGraph</name>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n operator</numerusform>
            <numerusform>%n operators</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operators in it have no integer form</source>
        <translation>
            <numerusform>%n operator in it has no integer form</numerusform>
            <numerusform>%n operators in it have no integer form</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NetworkPanel</name>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n operator</numerusform>
            <numerusform>%n operators</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PartitionPage</name>
    <message numerus="yes">
        <source>There are %n runs with %1 partition (%2 bits, seeds %3). Right-click one in the list of runs and choose “Use its settings”, set the partition to %4, and start a run with each of these seeds; everything else has to be equal.</source>
        <translation>
            <numerusform>There is %n run with %1 partition (%2 bits, seed %3). Right-click it in the list of runs and choose “Use its settings”, set the partition to %4, and start a run with this seed; everything else has to be equal.</numerusform>
            <numerusform>There are %n runs with %1 partition (%2 bits, seeds %3). Right-click one in the list of runs and choose “Use its settings”, set the partition to %4, and start a run with each of these seeds; everything else has to be equal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ProposalPanel</name>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RunList</name>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag of %n runs:</source>
        <translation>
            <numerusform>Tag of %n run:</numerusform>
            <numerusform>Tag of %n runs:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SensitivityTable</name>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
</TS>
