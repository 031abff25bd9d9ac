<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Figure</name>
    <message>
        <source>Factors of %1</source>
        <translation>Faktoren von %1</translation>
    </message>
    <message>
        <source>Weights of %1</source>
        <translation>Gewichte von %1</translation>
    </message>
</context>
<context>
    <name>FlipsPage</name>
    <message>
        <source>Image %1: %2
%3: %4
%5: %6</source>
        <translation>Bild %1: %2
%3: %4
%5: %6</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>About Dyadic</source>
        <translation>Über Dyadic</translation>
    </message>
    <message>
        <source>&lt;b&gt;Dyadic %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;Dyadic %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>A workbench for neural-network quantization research: integers times powers of two.

%1

Free software under the GNU General Public License, version 3 or later. No warranty.</source>
        <translation>Eine Werkbank für die Forschung an der Quantisierung neuronaler Netze: ganze Zahlen mal Zweierpotenzen.

%1

Freie Software unter der GNU General Public License, Version 3 oder später. Ohne Gewähr.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ja</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Nein</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>&amp;Adresse des Links kopieren</translation>
    </message>
</context>
<context>
    <name>dyadic::runtime::RunIndex</name>
    <message>
        <source>it is larger than %1 MiB</source>
        <translation>sie ist größer als %1 MiB</translation>
    </message>
    <message>
        <source>%1 at byte %2</source>
        <translation>%1 bei Byte %2</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>sie ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>its &quot;runs&quot; is no object</source>
        <translation>ihr &quot;runs&quot; ist kein Objekt</translation>
    </message>
</context>
<context>
    <name>dyadic::runtime::RunQueue</name>
    <message>
        <source>Float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::Appearance</name>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>The language changes with the next start</source>
        <translation>Die Sprache ändert sich beim nächsten Start</translation>
    </message>
    <message>
        <source>Close Dyadic and open it again. A run that is on can be resumed from its file.</source>
        <translation>Schließen Sie Dyadic und öffnen Sie es wieder. Ein laufender Lauf kann aus seiner Datei fortgesetzt werden.</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::CompareBinder</name>
    <message>
        <source>The predictions cannot be compared</source>
        <translation>Die Vorhersagen können nicht verglichen werden</translation>
    </message>
    <message>
        <source>The images cannot be read</source>
        <translation>Die Bilder können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Runs of %1 (%2)</source>
        <translation>Läufe von %1 (%2)</translation>
    </message>
    <message>
        <source>All runs (%1)</source>
        <translation>Alle Läufe (%1)</translation>
    </message>
    <message>
        <source>Selected runs (%1)</source>
        <translation>Ausgewählte Läufe (%1)</translation>
    </message>
    <message>
        <source>All runs are hidden</source>
        <translation>Alle Läufe sind ausgeblendet</translation>
    </message>
    <message>
        <source>Click the crossed-out eye of a run in the list on the left to have it compared.</source>
        <translation>Klicken Sie links in der Liste auf das durchgestrichene Auge eines Laufs, um ihn zu vergleichen.</translation>
    </message>
    <message>
        <source>No finished runs to compare yet</source>
        <translation>Noch keine fertigen Läufe zum Vergleichen</translation>
    </message>
    <message>
        <source>Start a run (Ctrl+R) or open run files. As soon as a run has finished its first stage it appears here; two runs with different bits are a good beginning.</source>
        <translation>Starten Sie einen Lauf (Ctrl+R), oder öffnen Sie Laufdateien. Sobald ein Lauf seine erste Stufe geschafft hat, erscheint er hier; zwei Läufe mit verschiedenen Bits sind ein guter Anfang.</translation>
    </message>
    <message>
        <source>Reading the predictions…</source>
        <translation>Vorhersagen werden gelesen …</translation>
    </message>
    <message>
        <source>%1, float</source>
        <translation>%1, Gleitkomma</translation>
    </message>
    <message>
        <source>%1, hard</source>
        <translation>%1, hart</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::DeployBinder</name>
    <message>
        <source>The verification of %1 failed</source>
        <translation>Die Prüfung von %1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Integer program exported</source>
        <translation>Integer-Programm exportiert</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>The integer program cannot be exported</source>
        <translation>Das Integer-Programm kann nicht exportiert werden</translation>
    </message>
    <message>
        <source>%1 is being verified</source>
        <translation>%1 wird gerade geprüft</translation>
    </message>
    <message>
        <source>One run is verified at a time. Wait for it, or open it and press Cancel.</source>
        <translation>Es wird immer nur ein Lauf geprüft. Warten Sie, oder öffnen Sie ihn und drücken Sie Abbrechen.</translation>
    </message>
    <message>
        <source>%1 is bit-exact</source>
        <translation>%1 ist bitgenau</translation>
    </message>
    <message>
        <source>Every integer was the same on %1 images.</source>
        <translation>Bei %1 Bildern war jede ganze Zahl dieselbe.</translation>
    </message>
    <message>
        <source>%1 is not bit-exact</source>
        <translation>%1 ist nicht bitgenau</translation>
    </message>
    <message>
        <source>Open it in the Deploy view to see where.</source>
        <translation>Die Ansicht Einsatz zeigt, wo.</translation>
    </message>
    <message>
        <source>Export integer program</source>
        <translation>Integer-Programm exportieren</translation>
    </message>
    <message>
        <source>Choose where the folder %1 goes</source>
        <translation>Wählen Sie, wohin der Ordner %1 soll</translation>
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
        <translation>Ein Export wird noch geschrieben</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>%1 exists already</source>
        <translation>%1 gibt es schon</translation>
    </message>
    <message>
        <source>Choose another folder, or replace it: %1</source>
        <translation>Wählen Sie einen anderen Ordner, oder ersetzen Sie ihn: %1</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>%1 agrees within one last place</source>
        <translation>%1 stimmt bis auf eins in der letzten Stelle überein</translation>
    </message>
    <message>
        <source>%1 of %2 values differ from the simulation by 1, on %3 images.</source>
        <translation>%1 von %2 Werten weichen um 1 von der Simulation ab, bei %3 Bildern.</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ExploreBinder</name>
    <message>
        <source>Choose a model in the set-up.</source>
        <translation>Wählen Sie in der Einrichtung ein Modell.</translation>
    </message>
    <message>
        <source>Choose a data set in the set-up: accuracy is measured on its images.</source>
        <translation>Wählen Sie in der Einrichtung einen Datensatz: die Genauigkeit wird an seinen Bildern gemessen.</translation>
    </message>
    <message>
        <source>Paused while a run is active, which has the processors to itself.</source>
        <translation>Angehalten, solange ein Lauf aktiv ist: er hat die Prozessoren für sich.</translation>
    </message>
    <message>
        <source>choose a model</source>
        <translation>ein Modell wählen</translation>
    </message>
    <message>
        <source>choose a data set</source>
        <translation>einen Datensatz wählen</translation>
    </message>
    <message>
        <source>paused while a run is active</source>
        <translation>angehalten, solange ein Lauf aktiv ist</translation>
    </message>
    <message>
        <source>Given up because a run was started. What was measured is kept: propose again after it.</source>
        <translation>Aufgegeben, weil ein Lauf gestartet wurde. Was gemessen ist, bleibt: lassen Sie danach noch einmal vorschlagen.</translation>
    </message>
    <message>
        <source>This model cannot be used</source>
        <translation>Dieses Modell kann nicht verwendet werden</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::FigureActions</name>
    <message>
        <source>Figure saved</source>
        <translation>Abbildung gespeichert</translation>
    </message>
    <message>
        <source>Save the graph</source>
        <translation>Graph speichern</translation>
    </message>
    <message>
        <source>The figure was not saved</source>
        <translation>Die Abbildung wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ImageBinder</name>
    <message>
        <source>The images cannot be shown</source>
        <translation>Die Bilder können nicht gezeigt werden</translation>
    </message>
    <message>
        <source>classifying again…</source>
        <translation>wird neu klassifiziert …</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message>
        <source>Choose a model in the set-up: images are shown as it sees them.</source>
        <translation>Wählen Sie in der Einrichtung ein Modell: die Bilder werden gezeigt, wie es sie sieht.</translation>
    </message>
    <message>
        <source>Choose a data set in the set-up, or drop its folder on the window. Its images appear here with what both networks see.</source>
        <translation>Wählen Sie in der Einrichtung einen Datensatz, oder ziehen Sie seinen Ordner auf das Fenster. Hier erscheinen seine Bilder mit dem, was beide Netze sehen.</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation>Bilder werden gelesen …</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::LayersBinder</name>
    <message>
        <source>stays float</source>
        <translation>bleibt Gleitkomma</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>exponent %1</source>
        <translation>Exponent %1</translation>
    </message>
    <message>
        <source>, mean %1</source>
        <translation>, Mittel %1</translation>
    </message>
    <message>
        <source>%1 % saturated</source>
        <translation>%1 % gesättigt</translation>
    </message>
    <message>
        <source>what-if: quantized now, without training</source>
        <translation>Was-wäre-wenn: jetzt quantisiert, ohne Training</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>Error per feature map</source>
        <translation>Fehler je Merkmalskarte</translation>
    </message>
    <message>
        <source>Error per layer</source>
        <translation>Fehler je Schicht</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Feature map of %1</source>
        <translation>Merkmalskarte von %1</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>grid of %1</source>
        <translation>Gitter von %1</translation>
    </message>
    <message>
        <source>%1, zero at %2</source>
        <translation>%1, Null bei %2</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>scale %1</source>
        <translation>Skala %1</translation>
    </message>
    <message>
        <source>%1 scales</source>
        <translation>%1 Skalen</translation>
    </message>
    <message>
        <source>1 bit</source>
        <translation>1 Bit</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;model…</source>
        <translation>&amp;Modell öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;data set…</source>
        <translation>&amp;Datensatz öffnen…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Open &amp;run file…</source>
        <translation>&amp;Lauf öffnen…</translation>
    </message>
    <message>
        <source>Ctrl+Alt+O</source>
        <translation>Ctrl+Alt+O</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>Abbildung &amp;exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export a &amp;view</source>
        <translation>&amp;Ansicht exportieren</translation>
    </message>
    <message>
        <source>Export &amp;integer program</source>
        <translation>&amp;Integer-Programm exportieren</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>&amp;Fenster schließen</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation>Ctrl+W</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation>Ctrl+P</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>Shift+F5</source>
        <translation>Shift+F5</translation>
    </message>
    <message>
        <source>Pre&amp;vious stage</source>
        <translation>&amp;Vorige Stufe</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>&amp;Next stage</source>
        <translation>&amp;Nächste Stufe</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>&amp;Follow live</source>
        <translation>Live &amp;folgen</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>V&amp;erify integers</source>
        <translation>Ganze Zahlen p&amp;rüfen</translation>
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
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Runs and &amp;set-up</source>
        <translation>Läufe und Einrichtun&amp;g</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>&amp;Schichten</translation>
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
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Dyadic</source>
        <translation>&amp;Über Dyadic</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Repor&amp;t of this run…</source>
        <translation>Berich&amp;t über diesen Lauf…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>Report com&amp;paring the runs…</source>
        <translation>Bericht &amp;vergleicht die Läufe…</translation>
    </message>
    <message>
        <source>&amp;Queue variants…</source>
        <translation>Varianten e&amp;inreihen…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>&amp;Measure sensitivities</source>
        <translation>&amp;Empfindlichkeiten messen</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>Propose &amp;bits</source>
        <translation>&amp;Bits vorschlagen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation>Ctrl+Shift+B</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>Find a &amp;command…</source>
        <translation>Befehl &amp;finden…</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;Methods</source>
        <translation>&amp;Methoden</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Ctrl+/</source>
        <translation>Ctrl+/</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>Open run con&amp;fig…</source>
        <translation>Lauf&amp;konfiguration öffnen…</translation>
    </message>
    <message>
        <source>Ope&amp;n recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Deta&amp;ils</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>Reset la&amp;yout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Q&amp;uantities</source>
        <translation>&amp;Größen</translation>
    </message>
    <message>
        <source>Open data fi&amp;le…</source>
        <translation>Date&amp;ndatei öffnen…</translation>
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
        <translation>&amp;Erkunden</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Deploy</source>
        <translation>E&amp;insatz</translation>
    </message>
    <message>
        <source>&amp;Accuracy per stage…</source>
        <translation>&amp;Genauigkeit je Stufe…</translation>
    </message>
    <message>
        <source>&amp;Loss…</source>
        <translation>&amp;Verlust…</translation>
    </message>
    <message>
        <source>E&amp;xponents…</source>
        <translation>E&amp;xponenten…</translation>
    </message>
    <message>
        <source>&amp;Error per layer…</source>
        <translation>&amp;Fehler je Schicht…</translation>
    </message>
    <message>
        <source>&amp;Histogram…</source>
        <translation>&amp;Histogramm…</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird gestoppt …</translation>
    </message>
    <message>
        <source>%1  ·  stage %2  ·  %3 %</source>
        <translation>%1  ·  Stufe %2  ·  %3 %</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Close Dyadic</source>
        <translation>Dyadic schließen</translation>
    </message>
    <message>
        <source>A run is active. Stop it and close?</source>
        <translation>Ein Lauf ist aktiv. Stoppen und schließen?</translation>
    </message>
    <message>
        <source>What it has finished is in its file, from which it can be resumed.</source>
        <translation>Was er geschafft hat, steht in seiner Datei; von dort kann er fortgesetzt werden.</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Stoppen und schließen</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>&amp;Sensitivity…</source>
        <translation>&amp;Empfindlichkeit…</translation>
    </message>
    <message>
        <source>&amp;Feature map…</source>
        <translation>&amp;Merkmalskarte…</translation>
    </message>
    <message>
        <source>Table saved</source>
        <translation>Tabelle gespeichert</translation>
    </message>
    <message>
        <source>The table was not saved</source>
        <translation>Die Tabelle wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>Lauf öffnen</translation>
    </message>
    <message>
        <source>Go to layer</source>
        <translation>Zur Schicht gehen</translation>
    </message>
    <message>
        <source>Add to &amp;queue</source>
        <translation>&amp;Einreihen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>A run is active, and the queue holds %1 more. Stop and close?</source>
        <translation>Ein Lauf ist aktiv, und in der Warteschlange stehen %1 weitere. Stoppen und schließen?</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>&amp;Bleiben</translation>
    </message>
    <message>
        <source>Drop to open %1</source>
        <translation>Loslassen, um %1 zu öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n runs wait in the queue. Forget them and close?</source>
        <translation>
            <numerusform>%n Lauf wartet in der Warteschlange. Aufgeben und schließen?</numerusform>
            <numerusform>%n Läufe warten in der Warteschlange. Aufgeben und schließen?</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Network…</source>
        <translation>&amp;Netz…</translation>
    </message>
    <message>
        <source>Its file cannot be written: what is not in it yet will be lost and has to be computed again.</source>
        <translation>Die Datei lässt sich nicht schreiben: Was noch nicht darin steht, geht verloren und muss neu berechnet werden.</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::MethodHelp</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>wie %1</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>Citation</source>
        <translation>Zitat</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>About the method</source>
        <translation>Über die Methode</translation>
    </message>
    <message>
        <source>Copy &amp;BibTeX</source>
        <translation>&amp;BibTeX kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::OpenActions</name>
    <message>
        <source>Open model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Open run file</source>
        <translation>Lauf öffnen</translation>
    </message>
    <message>
        <source>Run files (*.h5);;All files (*)</source>
        <translation>Läufe (*.h5);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open run config</source>
        <translation>Laufkonfiguration öffnen</translation>
    </message>
    <message>
        <source>Run configs (*.json);;All files (*)</source>
        <translation>Laufkonfigurationen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The built-in example cannot be read</source>
        <translation>Das eingebaute Beispiel kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The run config cannot be used</source>
        <translation>Die Laufkonfiguration kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>Open data set</source>
        <translation>Datensatz öffnen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Open model, run or config</source>
        <translation>Modell, Lauf oder Konfiguration öffnen</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;All files (*)</source>
        <translation>Modelle (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All that can be opened (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt *.h5 *.json);;All files (*)</source>
        <translation>Alles, was sich öffnen lässt (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt *.h5 *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a file of a data set</source>
        <translation>Eine Datei eines Datensatzes öffnen</translation>
    </message>
    <message>
        <source>Data sets (*ubyte *ubyte.gz *.bin *_batch* batches.meta* train test)</source>
        <translation>Datensätze (*ubyte *ubyte.gz *.bin *_batch* batches.meta* train test)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::QueueBinder</name>
    <message>
        <source>The run cannot be queued</source>
        <translation>Der Lauf kann nicht eingereiht werden</translation>
    </message>
    <message>
        <source>%1 is taken</source>
        <translation>%1 ist vergeben</translation>
    </message>
    <message>
        <source>Choose another name for the run file in the set-up: %1</source>
        <translation>Wählen Sie in der Einrichtung einen anderen Namen für die Laufdatei: %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::QueueDialog</name>
    <message>
        <source>Queue variants</source>
        <translation>Varianten einreihen</translation>
    </message>
    <message>
        <source>One run for each combination, with the other settings as they are now.</source>
        <translation>Ein Lauf je Kombination, mit den übrigen Einstellungen wie jetzt.</translation>
    </message>
    <message>
        <source>&amp;Number of seeds</source>
        <translation>&amp;Anzahl der Seeds</translation>
    </message>
    <message>
        <source>&amp;First seed</source>
        <translation>E&amp;rster Seed</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>Seeds %1 to %2</source>
        <translation>Seeds %1 bis %2</translation>
    </message>
    <message>
        <source>Choose at least one value.</source>
        <translation>Wählen Sie mindestens einen Wert.</translation>
    </message>
    <message>
        <source>&amp;Queue one run</source>
        <translation>Einen Lauf &amp;einreihen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Queue %n runs</source>
        <translation>
            <numerusform>%n Lauf &amp;einreihen</numerusform>
            <numerusform>%n Läufe &amp;einreihen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ReportActions</name>
    <message>
        <source>%1 cannot be written: %2. Choose another folder.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>Bericht wird geschrieben …</translation>
    </message>
    <message>
        <source>The report was not written</source>
        <translation>Der Bericht wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>Report saved</source>
        <translation>Bericht gespeichert</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ReportPage</name>
    <message numerus="yes">
        <source>%n runs compared</source>
        <translation>
            <numerusform>%n Lauf verglichen</numerusform>
            <numerusform>%n Läufe verglichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Made by Dyadic %1 on %2.</source>
        <translation>Erstellt von Dyadic %1 am %2.</translation>
    </message>
    <message>
        <source>Accuracies are top-1 on the validation images: of the float network, of the network as it trains, and hard, as it is exported to integers. The change is from float to hard.</source>
        <translation>Genauigkeiten sind Top-1 auf den Validierungsbildern: des Gleitkommanetzes, des Netzes im Training, und hart, wie es in ganze Zahlen exportiert wird. Die Änderung ist die von Gleitkomma zu hart.</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Accuracy after each stage, hard. Runs that differ by seed alone are their mean, in a band from the worst to the best.</source>
        <translation>Genauigkeit nach jeder Stufe, hart. Läufe, die sich nur im Seed unterscheiden, sind als Mittel gezeigt, in einem Band vom schlechtesten zum besten.</translation>
    </message>
    <message>
        <source>Accuracy against the average bits of the weights.</source>
        <translation>Genauigkeit gegen die mittleren Bits der Gewichte.</translation>
    </message>
    <message>
        <source>Quantized values of the layer with the lowest SQNR of the first run.</source>
        <translation>Quantisierte Werte der Schicht mit dem niedrigsten SQNR des ersten Laufs.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Abbildungen</translation>
    </message>
    <message>
        <source>Accuracy after each stage.</source>
        <translation>Genauigkeit nach jeder Stufe.</translation>
    </message>
    <message>
        <source>Loss and learning rate.</source>
        <translation>Verlust und Lernrate.</translation>
    </message>
    <message>
        <source>Quantization error of the weights, by layer.</source>
        <translation>Quantisierungsfehler der Gewichte, je Schicht.</translation>
    </message>
    <message>
        <source>Weights of the layer with the lowest SQNR, before and after quantization.</source>
        <translation>Gewichte der Schicht mit dem niedrigsten SQNR, vor und nach der Quantisierung.</translation>
    </message>
    <message>
        <source>Exponents of the feature maps over the epochs.</source>
        <translation>Exponenten der Merkmalskarten über die Epochen.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Weights after the last stage.</source>
        <translation>Gewichte nach der letzten Stufe.</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>en</source>
        <comment>language of these texts, as HTML names it</comment>
        <translation>de</translation>
    </message>
    <message>
        <source>Mean and standard deviation (n - 1) over the seeds of finished runs.</source>
        <translation>Mittel und Standardabweichung (n - 1) über die Seeds fertiger Läufe.</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunBinder</name>
    <message>
        <source>The run file cannot be opened</source>
        <translation>Die Laufdatei kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The run cannot start</source>
        <translation>Der Lauf kann nicht starten</translation>
    </message>
    <message>
        <source>%1 exists already</source>
        <translation>%1 gibt es schon</translation>
    </message>
    <message>
        <source>Choose another name in the set-up, or replace the file: %1</source>
        <translation>Wählen Sie in der Einrichtung einen anderen Namen, oder ersetzen Sie die Datei: %1</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 is finished</source>
        <translation>%1 ist fertig</translation>
    </message>
    <message>
        <source>This run has not finished</source>
        <translation>Dieser Lauf ist nicht zu Ende</translation>
    </message>
    <message>
        <source>It can go on from where its file was last saved.</source>
        <translation>Er kann dort weitergehen, wo seine Datei zuletzt gesichert wurde.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read and are left out.</source>
        <translation>
            <numerusform>%n Bild kann nicht gelesen werden und wird ausgelassen.</numerusform>
            <numerusform>%n Bilder können nicht gelesen werden und werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The run file cannot be written</source>
        <translation>Die Laufdatei kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>%1 The run goes on, and nothing is lost: it is tried again every few seconds.</source>
        <translation>%1 Der Lauf geht weiter, und nichts geht verloren: alle paar Sekunden wird es wieder versucht.</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Anderswo speichern…</translation>
    </message>
    <message>
        <source>The run file is written again</source>
        <translation>Die Laufdatei wird wieder geschrieben</translation>
    </message>
    <message>
        <source>Save the run elsewhere</source>
        <translation>Lauf anderswo speichern</translation>
    </message>
    <message>
        <source>Run files (*.h5)</source>
        <translation>Laufdateien (*.h5)</translation>
    </message>
    <message>
        <source>About this run</source>
        <translation>Zu diesem Lauf</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Lauf stoppen</translation>
    </message>
    <message>
        <source>The run file cannot be written. Stop all the same?</source>
        <translation>Die Laufdatei lässt sich nicht schreiben. Trotzdem stoppen?</translation>
    </message>
    <message>
        <source>What is not in it yet will be lost and has to be computed again.</source>
        <translation>Was noch nicht darin steht, geht verloren und muss neu berechnet werden.</translation>
    </message>
    <message>
        <source>Save &amp;elsewhere…</source>
        <translation>&amp;Anderswo speichern…</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunListBinder</name>
    <message>
        <source>%1 · %2 bits</source>
        <translation>%1 · %2 Bit</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>Names, colours and tags of runs cannot be read</source>
        <translation>Namen, Farben und Tags von Läufen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Changes will not be kept until it is repaired or removed.</source>
        <translation>%1 ist beschädigt: %2. Änderungen werden nicht behalten, bis sie repariert oder entfernt ist.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. They begin anew; the old file was kept as %3.</source>
        <translation>%1 ist beschädigt: %2. Sie beginnen von vorn; die alte Datei wurde als %3 aufgehoben.</translation>
    </message>
    <message>
        <source>The change to the run list was not kept</source>
        <translation>Die Änderung an der Laufliste wurde nicht behalten</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. It holds until the window closes.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Sie gilt, bis das Fenster geschlossen wird.</translation>
    </message>
    <message numerus="yes">
        <source>%n runs cannot be deleted</source>
        <translation>
            <numerusform>%n Lauf kann nicht gelöscht werden</numerusform>
            <numerusform>%n Läufe können nicht gelöscht werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n runs</source>
        <translation>
            <numerusform>%n Lauf gelöscht</numerusform>
            <numerusform>%n Läufe gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted files go to the trash when the window closes.</source>
        <translation>Gelöschte Dateien kommen in den Papierkorb, wenn das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n runs cannot be brought back</source>
        <translation>
            <numerusform>%n Lauf kann nicht zurückgeholt werden</numerusform>
            <numerusform>%n Läufe können nicht zurückgeholt werden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::shell::RunView</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Exponents</source>
        <translation>Exponenten</translation>
    </message>
    <message>
        <source>Accuracy per stage</source>
        <translation>Genauigkeit je Stufe</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::SetupBinder</name>
    <message>
        <source>ResNet-8 for Fashion-MNIST (example)</source>
        <translation>ResNet-8 (Beispiel)</translation>
    </message>
    <message>
        <source>Fashion-MNIST (example)</source>
        <translation>Fashion-MNIST (Beispiel)</translation>
    </message>
    <message>
        <source>opening of a set-up</source>
        <translation>Öffnen einer Einrichtung</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 Schichten</translation>
    </message>
    <message>
        <source>bits of %1</source>
        <translation>Bits von %1</translation>
    </message>
    <message>
        <source>feature-map bits of %1</source>
        <translation>Merkmalskarten-Bits von %1</translation>
    </message>
    <message>
        <source>quantization of %1</source>
        <translation>Quantisierung von %1</translation>
    </message>
    <message>
        <source>leaving %1 float</source>
        <translation>%1 als Gleitkomma</translation>
    </message>
    <message>
        <source>global bits for %1</source>
        <translation>globale Bits für %1</translation>
    </message>
    <message>
        <source>new layer rules</source>
        <translation>neue Schichtregeln</translation>
    </message>
    <message>
        <source>%1 The Network page says more.</source>
        <translation>%1 Die Seite Netz sagt mehr.</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::SetupHistory</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
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
        <translation>Wahl des Modells</translation>
    </message>
    <message>
        <source>choice of the data set</source>
        <translation>Wahl des Datensatzes</translation>
    </message>
    <message>
        <source>choice of the method</source>
        <translation>Wahl der Methode</translation>
    </message>
    <message>
        <source>share quantized now</source>
        <translation>jetzt quantisierter Anteil</translation>
    </message>
    <message>
        <source>layer rules</source>
        <translation>Schichtregeln</translation>
    </message>
    <message>
        <source>several parameters</source>
        <translation>mehrere Parameter</translation>
    </message>
    <message>
        <source>name of the run file</source>
        <translation>Name der Laufdatei</translation>
    </message>
    <message>
        <source>training settings</source>
        <translation>Trainingseinstellungen</translation>
    </message>
    <message>
        <source>use of the images</source>
        <translation>Verwendung der Bilder</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::ShortcutHelp</name>
    <message>
        <source>In plots</source>
        <translation>In Diagrammen</translation>
    </message>
    <message>
        <source>Wheel, drag</source>
        <translation>Rad, Ziehen</translation>
    </message>
    <message>
        <source>Zoom and move</source>
        <translation>Zoomen und verschieben</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Fit to the data</source>
        <translation>An die Daten anpassen</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export the plot in focus</source>
        <translation>Das Diagramm im Fokus exportieren</translation>
    </message>
    <message>
        <source>In tables</source>
        <translation>In Tabellen</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>Ausgewähltes kopieren</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Auf, Ab</translation>
    </message>
    <message>
        <source>Next layer, in every view</source>
        <translation>Nächste Schicht, in jeder Ansicht</translation>
    </message>
    <message>
        <source>In a run</source>
        <translation>In einem Lauf</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Links, Rechts</translation>
    </message>
    <message>
        <source>In the stages: look at another one</source>
        <translation>In den Stufen: eine andere ansehen</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+Auf, Alt+Ab</translation>
    </message>
    <message>
        <source>Start earlier or later</source>
        <translation>Früher oder später starten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Quantities</source>
        <translation>Größen</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::StatusLine</name>
    <message>
        <source>%1 of %2 threads  ·  %3 MB</source>
        <translation>%1 von %2 Threads  ·  %3 MB</translation>
    </message>
</context>
<context>
    <name>dyadic::shell::WindowLayout</name>
    <message>
        <source>Error per layer</source>
        <translation>Fehler je Schicht</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::AccuracyCard</name>
    <message>
        <source>Copy the message</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>Accuracy estimate</source>
        <translation>Geschätzte Genauigkeit</translation>
    </message>
    <message>
        <source>Top-1 accuracy of the network as it would be exported now, without training, on validation images drawn at random.
The band is Wilson&apos;s 95 % interval: it narrows as more images are seen. Once all are, the figure is exactly what a run&apos;s hard evaluation gives.</source>
        <translation>Top-1-Genauigkeit des Netzes, wie es jetzt exportiert würde, ohne Training, auf zufällig gezogenen Validierungsbildern.
Das Band ist Wilsons 95-%-Intervall: es wird schmaler, je mehr Bilder gesehen sind. Sind es alle, ist die Zahl genau die der harten Auswertung eines Laufs.</translation>
    </message>
    <message>
        <source>all %1 images</source>
        <translation>alle %1 Bilder</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 / %2 Bilder</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>measuring again</source>
        <translation>wird neu gemessen</translation>
    </message>
    <message>
        <source>reading the images</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>float %1</source>
        <translation>float %1</translation>
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
        <translation>Mittlerer quadratischer Fehler mit jedem versuchten Exponenten</translation>
    </message>
    <message>
        <source>Exponents that were tried</source>
        <translation>Versuchte Exponenten</translation>
    </message>
    <message>
        <source>grid from %1 to %2</source>
        <translation>Gitter von %1 bis %2</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>rejected; click to see where its grid ends</source>
        <translation>verworfen; ein Klick zeigt, wo sein Gitter endet</translation>
    </message>
    <message>
        <source>Exponent %1: %2, %3</source>
        <translation>Exponent %1: %2, %3</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CommandList</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Search commands, runs and layers</source>
        <translation>Befehle, Läufe und Schichten suchen</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>Nichts passt. Versuchen Sie es mit weniger Buchstaben.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareBar</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Pruning against random</source>
        <translation>Pruning gegen Zufall</translation>
    </message>
    <message>
        <source>Flipped images</source>
        <translation>Gekippte Bilder</translation>
    </message>
    <message>
        <source>Which runs are compared</source>
        <translation>Welche Läufe verglichen werden</translation>
    </message>
    <message>
        <source>Run A</source>
        <translation>Lauf A</translation>
    </message>
    <message>
        <source>Run B, or another stage of A</source>
        <translation>Lauf B, oder eine andere Stufe von A</translation>
    </message>
    <message>
        <source>Layer of the histogram</source>
        <translation>Schicht des Histogramms</translation>
    </message>
    <message>
        <source>Stage of all plots</source>
        <translation>Stufe aller Diagramme</translation>
    </message>
    <message>
        <source>Stage of all plots; at the right end, each run&apos;s last</source>
        <translation>Stufe aller Diagramme; ganz rechts die letzte jedes Laufs</translation>
    </message>
    <message>
        <source>stage %1 of %2</source>
        <translation>Stufe %1 von %2</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>A after stage %1</source>
        <translation>A nach Stufe %1</translation>
    </message>
    <message>
        <source>Float network of A</source>
        <translation>Gleitkommanetz von A</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ComparePlot</name>
    <message>
        <source>The accuracy of several runs appears here, stage by stage.
Select runs to compare.</source>
        <translation>Hier erscheint die Genauigkeit mehrerer Läufe, Stufe für Stufe.
Wählen Sie Läufe zum Vergleichen.</translation>
    </message>
    <message>
        <source>Accuracy of several runs</source>
        <translation>Genauigkeit mehrerer Läufe</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1 (%n Lauf)</numerusform>
            <numerusform>%1 (%n Läufe)</numerusform>
        </translation>
    </message>
    <message>
        <source>Float %1</source>
        <translation>Gleitkomma %1</translation>
    </message>
    <message>
        <source>Share of weights quantized</source>
        <translation>Anteil quantisierter Gewichte</translation>
    </message>
    <message>
        <source>Share of weights quantized, stage by stage</source>
        <translation>Anteil quantisierter Gewichte, Stufe für Stufe</translation>
    </message>
    <message>
        <source>Top-1 accuracy, hard</source>
        <translation>Top-1, hart</translation>
    </message>
    <message>
        <source>Top-1 accuracy, as trained</source>
        <translation>Top-1 im Training</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>Hard accuracy</source>
        <translation>Harte Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy as trained</source>
        <translation>Genauigkeit im Training</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareSeriesPlot</name>
    <message>
        <source>Loss and learning rate over epochs appear here.
Compare runs that were trained.</source>
        <translation>Hier erscheinen Verlust und Lernrate über den Epochen.
Vergleichen Sie trainierte Läufe.</translation>
    </message>
    <message>
        <source>Loss of several runs</source>
        <translation>Verlust mehrerer Läufe</translation>
    </message>
    <message>
        <source>Learning rate of several runs</source>
        <translation>Lernrate mehrerer Läufe</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1 (%n Lauf)</numerusform>
            <numerusform>%1 (%n Läufe)</numerusform>
        </translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareTable</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Hart</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Top-1 accuracy of the network as it would be exported</source>
        <translation>Top-1-Genauigkeit des Netzes, wie es exportiert würde</translation>
    </message>
    <message>
        <source>Hard top-1 minus the float network&apos;s, in points</source>
        <translation>Harte Top-1 minus der des Gleitkommanetzes, in Punkten</translation>
    </message>
    <message>
        <source>Average bits of the weights; a layer that stays float counts 32</source>
        <translation>Mittlere Bits der Gewichte; eine Schicht in Gleitkomma zählt 32</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n runs)</source>
        <translation>
            <numerusform>%1 (%n Lauf)</numerusform>
            <numerusform>%1 (%n Läufe)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Group seeds</source>
        <translation>Seeds gruppieren</translation>
    </message>
    <message>
        <source>Runs that differ by seed alone are one row: mean ± standard deviation</source>
        <translation>Läufe, die sich nur im Seed unterscheiden, sind eine Zeile: Mittel ± Standardabweichung</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>Also those in which the runs are the same</source>
        <translation>Auch die, in denen die Läufe gleich sind</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Runs that are compared</source>
        <translation>Verglichene Läufe</translation>
    </message>
    <message>
        <source>Double click opens a run; A and B mark the two that are looked at closely</source>
        <translation>Ein Doppelklick öffnet einen Lauf; A und B bezeichnen die zwei, die genauer angesehen werden</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n settings</source>
        <translation>
            <numerusform>%n Einstellung</numerusform>
            <numerusform>%n Einstellungen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Look at it as &amp;A</source>
        <translation>Als &amp;A ansehen</translation>
    </message>
    <message>
        <source>Look at it as &amp;B</source>
        <translation>Als &amp;B ansehen</translation>
    </message>
    <message>
        <source>&amp;Leave out of the comparison</source>
        <translation>Vom &amp;Vergleich ausnehmen</translation>
    </message>
    <message>
        <source>Of all parameters, weights as the method stores them</source>
        <translation>Aller Parameter, Gewichte so, wie die Methode sie speichert</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::CompareView</name>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Hart</translation>
    </message>
    <message>
        <source>As trained</source>
        <translation>Im Training</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Was gezeichnet wird</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Settings and results</source>
        <translation>Einstellungen und Ergebnisse</translation>
    </message>
    <message>
        <source>drag along an axis to pick runs out, everywhere</source>
        <translation>entlang einer Achse ziehen wählt Läufe aus, überall</translation>
    </message>
    <message>
        <source>Accuracy against bits</source>
        <translation>Genauigkeit gegen Bits</translation>
    </message>
    <message>
        <source>No runs to compare yet</source>
        <translation>Noch keine Läufe zum Vergleichen</translation>
    </message>
    <message>
        <source>Finished runs of the same network appear here side by side.</source>
        <translation>Fertige Läufe desselben Netzes erscheinen hier nebeneinander.</translation>
    </message>
    <message>
        <source>&amp;Compared accuracy…</source>
        <translation>&amp;Verglichene Genauigkeit…</translation>
    </message>
    <message>
        <source>Co&amp;mpared loss…</source>
        <translation>Verglichener V&amp;erlust…</translation>
    </message>
    <message>
        <source>Compared learning &amp;rate…</source>
        <translation>Verglichene Lern&amp;rate…</translation>
    </message>
    <message>
        <source>Accuracy against &amp;bits…</source>
        <translation>Genauigkeit gegen &amp;Bits…</translation>
    </message>
    <message>
        <source>Compared &amp;layer…</source>
        <translation>Verglichene &amp;Schicht…</translation>
    </message>
    <message>
        <source>&amp;Settings and results…</source>
        <translation>Einstellungen und Er&amp;gebnisse…</translation>
    </message>
    <message>
        <source>&amp;Pruning against random…</source>
        <translation>&amp;Pruning gegen Zufall…</translation>
    </message>
    <message>
        <source>average bits</source>
        <translation>mittlere Bits</translation>
    </message>
    <message>
        <source>size, kB</source>
        <translation>Größe, kB</translation>
    </message>
    <message>
        <source>hard top-1, %</source>
        <translation>harte Top-1, %</translation>
    </message>
    <message>
        <source>%1  %2, stage %3</source>
        <translation>%1  %2, Stufe %3</translation>
    </message>
    <message>
        <source>A is a %1 and B a %2:
no layer of one has a counterpart in the other.
Choose two runs of the same network.</source>
        <translation>A ist ein %1 und B ein %2:
keine Schicht des einen hat ein Gegenstück im anderen.
Wählen Sie zwei Läufe desselben Netzes.</translation>
    </message>
    <message>
        <source>The histogram of this layer was not recorded.</source>
        <translation>Das Histogramm dieser Schicht wurde nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>Reading the histograms…</source>
        <translation>Histogramme werden gelesen …</translation>
    </message>
    <message>
        <source>Weights of %1</source>
        <translation>Gewichte von %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DataForm</name>
    <message>
        <source>Crop</source>
        <translation>Zuschnitt</translation>
    </message>
    <message>
        <source>center cuts the network&apos;s input out of the middle of the resized image; auto does where it has to.</source>
        <translation>center schneidet die Eingabe des Netzes aus der Mitte des skalierten Bildes aus; auto tut es, wo es sein muss.</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>none; the length of the shorter side, such as 256; or height and width, such as 224x224. auto: images of another size are resized as for ImageNet where the network takes 224x224.</source>
        <translation>none; die Länge der kürzeren Seite, etwa 256; oder Höhe und Breite, etwa 224x224. auto: Bilder anderer Größe werden wie bei ImageNet skaliert, wenn das Netz 224x224 nimmt.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>What the network takes: channels, height and width, such as 3x32x32. auto: what the model says, else the size of the images.</source>
        <translation>Was das Netz nimmt: Kanäle, Höhe und Breite, etwa 3x32x32. auto: was das Modell angibt, sonst die Größe der Bilder.</translation>
    </message>
    <message>
        <source>Training split</source>
        <translation>Trainingsteil</translation>
    </message>
    <message>
        <source>A split of the data set, with an optional range: train, train[:55000], train[55000:].</source>
        <translation>Ein Teil des Datensatzes, mit einem Bereich, wenn gewünscht: train, train[:55000], train[55000:].</translation>
    </message>
    <message>
        <source>Validation split</source>
        <translation>Validierungsteil</translation>
    </message>
    <message>
        <source>Accuracy is measured on it.</source>
        <translation>Auf ihm wird die Genauigkeit gemessen.</translation>
    </message>
    <message>
        <source>Calibration split</source>
        <translation>Kalibrierungsteil</translation>
    </message>
    <message>
        <source>Ranges of feature maps are found on it.</source>
        <translation>Auf ihm werden die Bereiche der Merkmalskarten bestimmt.</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>How many of the split are used; 0 takes all.</source>
        <translation>Wie viele des Teils verwendet werden; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Validation images</source>
        <translation>Validierungsbilder</translation>
    </message>
    <message>
        <source>How many are used; 0 takes all.</source>
        <translation>Wie viele verwendet werden; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Calibration images</source>
        <translation>Kalibrierungsbilder</translation>
    </message>
    <message>
        <source>Random flips</source>
        <translation>Zufällige Spiegelung</translation>
    </message>
    <message>
        <source>Training images are mirrored at random.</source>
        <translation>Trainingsbilder werden zufällig gespiegelt.</translation>
    </message>
    <message>
        <source>Random shifts</source>
        <translation>Zufällige Verschiebung</translation>
    </message>
    <message>
        <source>Training images are cut out at random of themselves with four pixels of zeros around.</source>
        <translation>Trainingsbilder werden zufällig aus sich selbst ausgeschnitten, mit vier Pixeln Nullen als Rand.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployGraph</name>
    <message>
        <source>depthwise</source>
        <translation>tiefenweise</translation>
    </message>
    <message>
        <source>%1 groups</source>
        <translation>%1 Gruppen</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 Kanäle</translation>
    </message>
    <message>
        <source>%1 bit</source>
        <translation>%1 bit</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>Eingabe %1</translation>
    </message>
    <message>
        <source>Weights %1</source>
        <translation>Gewichte %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>multiplier %1</source>
        <translation>Multiplikator %1</translation>
    </message>
    <message>
        <source>Accumulator %1 bit, headroom %2</source>
        <translation>Akkumulator %1 Bit, Reserve %2</translation>
    </message>
    <message>
        <source>Measured headroom %1</source>
        <translation>Gemessene Reserve %1</translation>
    </message>
    <message>
        <source>Saturated %1 of the outputs</source>
        <translation>%1 der Ausgaben gesättigt</translation>
    </message>
    <message>
        <source>%1 entries of the bias saturated</source>
        <translation>%1 Einträge des Bias gesättigt</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Logits</source>
        <translation>Logits</translation>
    </message>
    <message>
        <source>Headroom, measured</source>
        <translation>Reserve, gemessen</translation>
    </message>
    <message>
        <source>Headroom, guaranteed</source>
        <translation>Reserve, garantiert</translation>
    </message>
    <message>
        <source>Saturated outputs</source>
        <translation>Gesättigte Ausgaben</translation>
    </message>
    <message>
        <source>24 bit</source>
        <translation>24 bit</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployTable</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Name in the network; sorted by it, in order of execution</source>
        <translation>Name im Netz; danach sortiert, in der Reihenfolge der Ausführung</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>Op</translation>
    </message>
    <message>
        <source>Integer operator</source>
        <translation>Integer-Operator</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Optimal truncation point: how far the accumulator is shifted right</source>
        <translation>Optimaler Abschneidepunkt: wie weit der Akkumulator nach rechts geschoben wird</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>Bits that no image whatever can need: from the bound of the accumulator</source>
        <translation>Bits, die kein Bild je brauchen kann: aus der Schranke des Akkumulators</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Bits that no image of the verification needed</source>
        <translation>Bits, die kein Bild der Prüfung gebraucht hat</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Gesättigt</translation>
    </message>
    <message>
        <source>Share of the outputs that were cut off to their range</source>
        <translation>Anteil der Ausgaben, die auf ihren Bereich gekappt wurden</translation>
    </message>
    <message>
        <source>Bias cut</source>
        <translation>Bias gek.</translation>
    </message>
    <message>
        <source>Entries of the bias that lay outside its bits</source>
        <translation>Einträge des Bias, die außerhalb seiner Bits lagen</translation>
    </message>
    <message>
        <source>Bits in</source>
        <translation>Bits ein</translation>
    </message>
    <message>
        <source>Bits of the first input</source>
        <translation>Bits der ersten Eingabe</translation>
    </message>
    <message>
        <source>s in</source>
        <translation>s ein</translation>
    </message>
    <message>
        <source>Exponent of the first input: its values are integers times 2^s</source>
        <translation>Exponent der ersten Eingabe: ihre Werte sind ganze Zahlen mal 2^s</translation>
    </message>
    <message>
        <source>Bits w</source>
        <translation>Bits w</translation>
    </message>
    <message>
        <source>Bits of the weights</source>
        <translation>Bits der Gewichte</translation>
    </message>
    <message>
        <source>s w</source>
        <translation>s w</translation>
    </message>
    <message>
        <source>Exponent of the weights</source>
        <translation>Exponent der Gewichte</translation>
    </message>
    <message>
        <source>Bits out</source>
        <translation>Bits aus</translation>
    </message>
    <message>
        <source>Bits of the output</source>
        <translation>Bits der Ausgabe</translation>
    </message>
    <message>
        <source>s out</source>
        <translation>s aus</translation>
    </message>
    <message>
        <source>Exponent of the output</source>
        <translation>Exponent der Ausgabe</translation>
    </message>
    <message>
        <source>Acc.</source>
        <translation>Akk.</translation>
    </message>
    <message>
        <source>Bits of the accumulator</source>
        <translation>Bits des Akkumulators</translation>
    </message>
    <message>
        <source>%1 bit</source>
        <translation>%1 bit</translation>
    </message>
    <message>
        <source>Filter operations</source>
        <translation>Operationen filtern</translation>
    </message>
    <message>
        <source>Filter operations by name</source>
        <translation>Operationen nach Namen filtern</translation>
    </message>
    <message>
        <source>Operations of the integer program</source>
        <translation>Operationen des Integer-Programms</translation>
    </message>
    <message>
        <source>The operations of the program appear here.</source>
        <translation>Hier erscheinen die Operationen des Programms.</translation>
    </message>
    <message numerus="yes">
        <source>%n operations</source>
        <translation>
            <numerusform>%n Operation</numerusform>
            <numerusform>%n Operationen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployVerdict</name>
    <message>
        <source>&amp;Verify again</source>
        <translation>&amp;Erneut prüfen</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Progress of the verification</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>&amp;Show layer</source>
        <translation>Schicht &amp;zeigen</translation>
    </message>
    <message>
        <source>Select the layer of the first difference</source>
        <translation>Die Schicht des ersten Unterschieds auswählen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Give up; nothing is written</source>
        <translation>Aufgeben; es wird nichts geschrieben</translation>
    </message>
    <message>
        <source>Compare plain loops, fast executor and float64 simulation, image by image</source>
        <translation>Einfache Schleifen, schnelle Ausführung und float64-Simulation Bild für Bild vergleichen</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>Write the program in another form</source>
        <translation>Das Programm in anderer Form schreiben</translation>
    </message>
    <message>
        <source>&amp;C99 source…</source>
        <translation>&amp;C99-Quelltext…</translation>
    </message>
    <message>
        <source>A folder with model.h, model.c and a Makefile whose check compares the logits</source>
        <translation>Ein Ordner mit model.h, model.c und einem Makefile, dessen Prüfung die Logits vergleicht</translation>
    </message>
    <message>
        <source>&amp;ONNX, exact…</source>
        <translation>&amp;ONNX, genau…</translation>
    </message>
    <message>
        <source>Requantization written out in operators: every rounding, every bit-width</source>
        <translation>Requantisierung in Operatoren ausgeschrieben: jede Rundung, jede Bitbreite</translation>
    </message>
    <message>
        <source>ONNX, &amp;QuantizeLinear…</source>
        <translation>ONNX, &amp;QuantizeLinear…</translation>
    </message>
    <message>
        <source>&amp;HDF5…</source>
        <translation>&amp;HDF5…</translation>
    </message>
    <message>
        <source>The integers, exponents and the program alone, packed to their bits</source>
        <translation>Nur die ganzen Zahlen, Exponenten und das Programm, auf ihre Bits gepackt</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird gestoppt …</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Verify compares plain loops, the fast executor and the float64 simulation, image by image.</source>
        <translation>Prüfen vergleicht einfache Schleifen, die schnelle Ausführung und die float64-Simulation Bild für Bild.</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
    <message>
        <source>Reading the images</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Plain loops, fast executor and float64 simulation agree on every integer.</source>
        <translation>Einfache Schleifen, schnelle Ausführung und float64-Simulation stimmen in jeder ganzen Zahl überein.</translation>
    </message>
    <message>
        <source>%1 images fall into another class than in the run&apos;s own evaluation.</source>
        <translation>%1 Bilder fallen in eine andere Klasse als in der eigenen Auswertung des Laufs.</translation>
    </message>
    <message>
        <source>Bit-exact on %1 images</source>
        <translation>Bitgenau bei %1 Bildern</translation>
    </message>
    <message>
        <source>Not bit-exact</source>
        <translation>Nicht bitgenau</translation>
    </message>
    <message>
        <source>The report does not say where the executions differ.</source>
        <translation>Der Bericht sagt nicht, wo sich die Ausführungen unterscheiden.</translation>
    </message>
    <message>
        <source>First difference: image %1, %2, index %3</source>
        <translation>Erster Unterschied: Bild %1, %2, Index %3</translation>
    </message>
    <message>
        <source>Comparing %1: expected %2, found %3.</source>
        <translation>Vergleich von %1: erwartet %2, gefunden %3.</translation>
    </message>
    <message>
        <source>The verification failed</source>
        <translation>Die Prüfung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>QuantizeLinear and DequantizeLinear, as runtimes fuse them</source>
        <translation>QuantizeLinear und DequantizeLinear, wie Laufzeitumgebungen sie verschmelzen</translation>
    </message>
    <message>
        <source>Within one last place on %1 images</source>
        <translation>Bei %1 Bildern bis auf eins in der letzten Stelle gleich</translation>
    </message>
    <message>
        <source>Fixed-point multipliers stand for real ones: %1 of %2 values differ from the simulation by 1. Plain loops and fast executor agree on every logit.</source>
        <translation>Festkomma-Multiplikatoren stehen für reelle: %1 von %2 Werten weichen um 1 von der Simulation ab. Einfache Schleifen und schnelle Ausführung stimmen in jedem Logit überein.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::DeployView</name>
    <message>
        <source>rounds half up</source>
        <translation>rundet Hälften auf</translation>
    </message>
    <message>
        <source>rounds half to even</source>
        <translation>rundet Hälften zur geraden Zahl</translation>
    </message>
    <message>
        <source>rounds down</source>
        <translation>rundet ab</translation>
    </message>
    <message>
        <source>rounds half away</source>
        <translation>rundet Hälften von null weg</translation>
    </message>
    <message>
        <source>QuantizeLinear rounds half to even, this program %1: logits would differ. Use the exact form, or a run with rounding half_even.</source>
        <translation>QuantizeLinear rundet Hälften zur geraden Zahl, dieses Programm %1: die Logits wären andere. Nehmen Sie die genaue Form, oder einen Lauf mit der Rundung half_even.</translation>
    </message>
    <message>
        <source>It has at most 8 bits, this program has %1.</source>
        <translation>Es sind höchstens 8 Bit möglich, dieses Programm hat %1.</translation>
    </message>
    <message>
        <source>%1× smaller</source>
        <translation>%1× kleiner</translation>
    </message>
    <message>
        <source>%1 integers; %2 as float32</source>
        <translation>%1 ganze Zahlen; %2 als float32</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>top-5 %1</source>
        <translation>Top-5 %1</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>integers %1 points</source>
        <translation>Ganzzahlen %1 Punkte</translation>
    </message>
    <message>
        <source>same classes</source>
        <translation>gleiche Klassen</translation>
    </message>
    <message>
        <source>%1 in other classes</source>
        <translation>%1 in anderen Klassen</translation>
    </message>
    <message>
        <source>loops %1, float64 %2</source>
        <translation>Schleifen %1, float64 %2</translation>
    </message>
    <message>
        <source>Images per second: fast executor %1, plain loops %2, float64 simulation %3</source>
        <translation>Bilder je Sekunde: schnelle Ausführung %1, einfache Schleifen %2, float64-Simulation %3</translation>
    </message>
    <message>
        <source>Integer program as a graph</source>
        <translation>Integer-Programm als Graph</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>Einfach</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Colour of the nodes</source>
        <translation>Farbe der Knoten</translation>
    </message>
    <message>
        <source>Colour of the nodes; saturation is known once the program is verified</source>
        <translation>Farbe der Knoten; die Sättigung ist bekannt, sobald das Programm geprüft ist</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Integer top-1</source>
        <translation>Integer-Top-1</translation>
    </message>
    <message>
        <source>Hard top-1</source>
        <translation>Harte Top-1</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>Kein Lauf ist offen</translation>
    </message>
    <message>
        <source>Open a finished run from the list on the left, or start one. Its integers appear here.</source>
        <translation>Öffnen Sie links in der Liste einen fertigen Lauf, oder starten Sie einen. Hier erscheinen seine ganzen Zahlen.</translation>
    </message>
    <message>
        <source>This run has not finished</source>
        <translation>Dieser Lauf ist nicht zu Ende</translation>
    </message>
    <message>
        <source>A network becomes integers when its last stage is done. Let it run to the end, or resume it.</source>
        <translation>Ein Netz wird zu ganzen Zahlen, wenn seine letzte Stufe fertig ist. Lassen Sie es zu Ende laufen, oder setzen Sie den Lauf fort.</translation>
    </message>
    <message>
        <source>Reading the integer program…</source>
        <translation>Integer-Programm wird gelesen …</translation>
    </message>
    <message>
        <source>This run has no integer program</source>
        <translation>Dieser Lauf hat kein Integer-Programm</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::EdgeTable</name>
    <message>
        <source>Feature map</source>
        <translation>Merkmalskarte</translation>
    </message>
    <message>
        <source>Name of what produces it; sorted by it, in order of execution</source>
        <translation>Name dessen, was sie erzeugt; danach sortiert, in der Reihenfolge der Ausführung</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the last batch seen; more is better</source>
        <translation>Signal zu Quantisierungsrauschen im letzten gesehenen Stapel; mehr ist besser</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Bits a value</source>
        <translation>Bits je Wert</translation>
    </message>
    <message>
        <source>Exp</source>
        <translation>Exp</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean of the exponents that batches asked for</source>
        <translation>Mittel der Exponenten, die die Stapel verlangten</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Gesättigt</translation>
    </message>
    <message>
        <source>Share of the values outside the grid</source>
        <translation>Anteil der Werte außerhalb des Gitters</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Shape for one image: channels, height, width</source>
        <translation>Form für ein Bild: Kanäle, Höhe, Breite</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>Filter feature maps</source>
        <translation>Merkmalskarten filtern</translation>
    </message>
    <message>
        <source>Filter feature maps by name</source>
        <translation>Merkmalskarten nach Namen filtern</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>The feature maps of a run appear here.
Start a run, or open a run file.</source>
        <translation>Hier erscheinen die Merkmalskarten eines Laufs.
Starten Sie einen Lauf, oder öffnen Sie eine Laufdatei.</translation>
    </message>
    <message numerus="yes">
        <source>%n maps</source>
        <translation>
            <numerusform>%n Karte</numerusform>
            <numerusform>%n Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>Shared exponent s: a value is an integer times 2^s; or a real scale in the place of 2^s</source>
        <translation>Gemeinsamer Exponent s: ein Wert ist eine ganze Zahl mal 2^s; oder eine reelle Skala statt 2^s</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ErrorPlot</name>
    <message>
        <source>The quantization error of each layer appears here.
Start a run, or open a run file.</source>
        <translation>Hier erscheint der Quantisierungsfehler jeder Schicht.
Starten Sie einen Lauf, oder öffnen Sie eine Laufdatei.</translation>
    </message>
    <message>
        <source>Error per layer</source>
        <translation>Fehler je Schicht</translation>
    </message>
    <message>
        <source>SQNR (dB), more is better</source>
        <translation>SQNR (dB), mehr ist besser</translation>
    </message>
    <message>
        <source>Mean squared error, less is better</source>
        <translation>Mittlerer quadratischer Fehler, weniger ist besser</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>Merkmalskarte</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Worst, selected</source>
        <translation>Schlechteste, ausgewählt</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlechteste</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>%1 bits · 2^%2</source>
        <translation>%1 Bit · 2^%2</translation>
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
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Gesättigt</translation>
    </message>
    <message>
        <source>&amp;SQNR</source>
        <translation>&amp;SQNR</translation>
    </message>
    <message>
        <source>&amp;Mean squared error</source>
        <translation>&amp;Mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>&amp;Worst first</source>
        <translation>&amp;Schlechteste zuerst</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>%1 bits · %2 scales</source>
        <translation>%1 Bit · %2 Skalen</translation>
    </message>
    <message>
        <source>%1 bits · scale %2</source>
        <translation>%1 Bit · Skala %2</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ExploreTiles</name>
    <message>
        <source>Bytes of all parameters under the setting, packed to their bits; what stays float takes 32.</source>
        <translation>Bytes aller Parameter unter der Einstellung, auf ihre Bits gepackt; was Gleitkomma bleibt, nimmt 32 Bit.</translation>
    </message>
    <message>
        <source>Bits of the weights of convolutions and linear layers, averaged over the weights: Σ n·b / Σ n.</source>
        <translation>Bits der Gewichte von Faltungen und linearen Schichten, gemittelt über die Gewichte: Σ n·b / Σ n.</translation>
    </message>
    <message>
        <source>Bit-operations of one image: Σ multiply-accumulates × weight bits × feature map bits. What stays float counts 32 bits.</source>
        <translation>Bitoperationen eines Bildes: Σ Multiplikationen mit Addition × Gewichtsbits × Merkmalskartenbits. Was Gleitkomma bleibt, zählt 32 Bit.</translation>
    </message>
    <message>
        <source>Against float</source>
        <translation>Gegen float</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Average bits</source>
        <translation>Mittlere Bits</translation>
    </message>
    <message>
        <source>Bit-ops</source>
        <translation>Bit-Ops</translation>
    </message>
    <message>
        <source>Points of accuracy that quantization costs or gives, on the same images. p is McNemar&apos;s exact test: how probable so unequal a number of images that one network alone gets right would be, if both were equally good.</source>
        <translation>Punkte Genauigkeit, die das Quantisieren kostet oder bringt, auf denselben Bildern. p ist McNemars exakter Test: wie wahrscheinlich eine so ungleiche Zahl von Bildern wäre, die nur eines der Netze richtig hat, wenn beide gleich gut wären.</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Float %1. Only the float network is right on %2 images, only the quantized one on %3: %4, %5.</source>
        <translation>Gleitkomma %1. Bei %2 Bildern liegt nur das Gleitkommanetz richtig, bei %3 nur das quantisierte: %4, %5.</translation>
    </message>
    <message>
        <source>a difference that is not chance</source>
        <translation>ein Unterschied, der kein Zufall ist</translation>
    </message>
    <message>
        <source>cannot be told apart from float on these images</source>
        <translation>auf diesen Bildern nicht von Gleitkomma zu unterscheiden</translation>
    </message>
    <message>
        <source>%1 ≈ float</source>
        <translation>%1 ≈ float</translation>
    </message>
    <message>
        <source>of parameters</source>
        <translation>der Parameter</translation>
    </message>
    <message>
        <source>of weights</source>
        <translation>der Gewichte</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>je Bild</translation>
    </message>
    <message>
        <source>%1× smaller</source>
        <translation>%1× kleiner</translation>
    </message>
    <message>
        <source>Float32: %1.</source>
        <translation>Float32: %1.</translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation>%1 MACs</translation>
    </message>
    <message>
        <source>%1 multiply-accumulates an image.</source>
        <translation>%1 Multiplikationen mit Addition je Bild.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ExploreView</name>
    <message>
        <source>Error per layer</source>
        <translation>Fehler je Schicht</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Empfindlichkeit</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>Propose bits</source>
        <translation>Bits vorschlagen</translation>
    </message>
    <message>
        <source>Page of the Explore view</source>
        <translation>Seite der Ansicht Erkunden</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ExponentsPlot</name>
    <message>
        <source>The shared exponent of each feature map appears here after the first epoch.</source>
        <translation>Hier erscheint nach der ersten Epoche der gemeinsame Exponent jeder Merkmalskarte.</translation>
    </message>
    <message>
        <source>Feature map exponents over the epochs</source>
        <translation>Exponenten der Merkmalskarten über die Epochen</translation>
    </message>
    <message>
        <source>Mean exponent s</source>
        <translation>Mittlerer Exponent s</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Mean exponent</source>
        <translation>Mittlerer Exponent</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>The feature maps of this run have no shared exponents: they stay float, or have real scales.</source>
        <translation>Die Merkmalskarten dieses Laufs haben keine gemeinsamen Exponenten: sie bleiben Gleitkommazahlen oder haben reelle Skalen.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FeatureMapModel</name>
    <message>
        <source>Feature map</source>
        <translation>Merkmalskarte</translation>
    </message>
    <message>
        <source>Name of what produces it; sorted by it, in order of execution</source>
        <translation>Name dessen, was sie erzeugt; danach sortiert, in der Reihenfolge der Ausführung</translation>
    </message>
    <message>
        <source>Alone dB</source>
        <translation>Allein dB</translation>
    </message>
    <message>
        <source>Signal to quantization noise of its own quantization; more is better</source>
        <translation>Signal zu Quantisierungsrauschen ihrer eigenen Quantisierung; mehr ist besser</translation>
    </message>
    <message>
        <source>Accum. dB</source>
        <translation>Akk. dB</translation>
    </message>
    <message>
        <source>Accumulated: signal to noise against the same feature map of the float network</source>
        <translation>Akkumuliert: Signal zu Rauschen gegen dieselbe Merkmalskarte des Gleitkommanetzes</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Bits a value</source>
        <translation>Bits je Wert</translation>
    </message>
    <message>
        <source>Exp</source>
        <translation>Exp</translation>
    </message>
    <message>
        <source>Shared exponent s: a value is an integer times 2^s</source>
        <translation>Gemeinsamer Exponent s: ein Wert ist eine ganze Zahl mal 2^s</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Gesättigt</translation>
    </message>
    <message>
        <source>Share of the values outside the grid</source>
        <translation>Anteil der Werte außerhalb des Gitters</translation>
    </message>
    <message>
        <source>MSE</source>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Mean squared error of its own quantization</source>
        <translation>Mittlerer quadratischer Fehler ihrer eigenen Quantisierung</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FeatureMapPanel</name>
    <message>
        <source>What a feature map holds, and what its grid makes of it, appears here.</source>
        <translation>Hier erscheint, was eine Merkmalskarte enthält, und was ihr Gitter daraus macht.</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>Filter feature maps</source>
        <translation>Merkmalskarten filtern</translation>
    </message>
    <message>
        <source>Filter feature maps by name</source>
        <translation>Merkmalskarten nach Namen filtern</translation>
    </message>
    <message>
        <source>Feature maps under the setting</source>
        <translation>Merkmalskarten unter der Einstellung</translation>
    </message>
    <message>
        <source>The feature maps of a model appear here.</source>
        <translation>Hier erscheinen die Merkmalskarten eines Modells.</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen …</translation>
    </message>
    <message>
        <source>Feature map of %1</source>
        <translation>Merkmalskarte von %1</translation>
    </message>
    <message>
        <source>stays float · %1 dB accumulated</source>
        <translation>bleibt Gleitkomma · akkumuliert %1 dB</translation>
    </message>
    <message>
        <source>%1 bits · exponent %2 · alone %3 dB, accumulated %4 dB</source>
        <translation>%1 Bit · Exponent %2 · allein %3 dB, akkumuliert %4 dB</translation>
    </message>
    <message numerus="yes">
        <source>%n maps</source>
        <translation>
            <numerusform>%n Karte</numerusform>
            <numerusform>%n Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bits · scale %2, zero at %3 · alone %4 dB, accumulated %5 dB</source>
        <translation>%1 Bit · Skala %2, Null bei %3 · allein %4 dB, aufgelaufen %5 dB</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::Field</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>= %1 (%2)</source>
        <translation>= %1 (%2)</translation>
    </message>
    <message>
        <source>= %1</source>
        <translation>= %1</translation>
    </message>
    <message>
        <source>Another number, %1 to %2</source>
        <translation>Eine andere Zahl, %1 bis %2</translation>
    </message>
    <message>
        <source>At least one number is needed.</source>
        <translation>Mindestens eine Zahl wird gebraucht.</translation>
    </message>
    <message>
        <source>%1 is not in %2 to %3.</source>
        <translation>%1 liegt nicht in %2 bis %3.</translation>
    </message>
    <message>
        <source>“%1” is no whole number.</source>
        <translation>„%1“ ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>Follow %1 again</source>
        <translation>Wieder %1 folgen</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FigureDialog</name>
    <message>
        <source>Export figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>IEEE column</source>
        <translation>IEEE-Spalte</translation>
    </message>
    <message>
        <source>IEEE page width</source>
        <translation>IEEE-Seitenbreite</translation>
    </message>
    <message>
        <source>Springer column</source>
        <translation>Springer-Spalte</translation>
    </message>
    <message>
        <source>Slide 16:9</source>
        <translation>Folie 16:9</translation>
    </message>
    <message>
        <source>P&amp;reset</source>
        <translation>&amp;Vorgabe</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>&amp;Höhe</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>pt</source>
        <translation>pt</translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation>&amp;Linie</translation>
    </message>
    <message>
        <source>Sans serif</source>
        <translation>Serifenlos</translation>
    </message>
    <message>
        <source>&amp;Font</source>
        <translation>Schri&amp;ft</translation>
    </message>
    <message>
        <source>L&amp;egend</source>
        <translation>L&amp;egende</translation>
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
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Save the figure as</source>
        <translation>Abbildung speichern als</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>To the clipboard: a picture, or the text of CSV and TeX</source>
        <translation>In die Zwischenablage: ein Bild, oder der Text von CSV und TeX</translation>
    </message>
    <message>
        <source>Resol&amp;ution</source>
        <translation>A&amp;uflösung</translation>
    </message>
    <message>
        <source>dpi</source>
        <translation>dpi</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>Darüber</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>Darunter</translation>
    </message>
    <message>
        <source>Inside, top left</source>
        <translation>Innen, oben links</translation>
    </message>
    <message>
        <source>Inside, top right</source>
        <translation>Innen, oben rechts</translation>
    </message>
    <message>
        <source>Inside, bottom left</source>
        <translation>Innen, unten links</translation>
    </message>
    <message>
        <source>Inside, bottom right</source>
        <translation>Innen, unten rechts</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>Far&amp;ben</translation>
    </message>
    <message>
        <source>Okabe and Ito</source>
        <translation>Okabe und Ito</translation>
    </message>
    <message>
        <source>Tol, bright</source>
        <translation>Tol, kräftig</translation>
    </message>
    <message>
        <source>Greys</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>Every palette can be told apart by colour-blind readers.</source>
        <translation>Jede Palette ist auch bei Farbfehlsichtigkeit zu unterscheiden.</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>&amp;Grid</source>
        <translation>&amp;Gitter</translation>
    </message>
    <message>
        <source>TeX</source>
        <translation>TeX</translation>
    </message>
    <message>
        <source>TeX is a pgfplots figure with its data: for \input, or for pdflatex on its own.</source>
        <translation>TeX ist eine pgfplots-Abbildung mit ihren Daten: für \input, oder allein für pdflatex.</translation>
    </message>
    <message>
        <source>Figures and data (*.pdf *.svg *.png *.csv *.tex)</source>
        <translation>Abbildungen und Daten (*.pdf *.svg *.png *.csv *.tex)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::FlipsPage</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>Gewonnen</translation>
    </message>
    <message>
        <source>Both wrong</source>
        <translation>Beide falsch</translation>
    </message>
    <message>
        <source>Lost: right before, wrong after. Gained: wrong before, right after.</source>
        <translation>Verloren: vorher richtig, nachher falsch. Gewonnen: vorher falsch, nachher richtig.</translation>
    </message>
    <message>
        <source>Flipped images</source>
        <translation>Gekippte Bilder</translation>
    </message>
    <message>
        <source>%1 of %2 images change their class: %3 lost, %4 gained, %5 wrong both times</source>
        <translation>%1 von %2 Bildern wechseln die Klasse: %3 verloren, %4 gewonnen, %5 beide Male falsch</translation>
    </message>
    <message>
        <source>No image changes its class</source>
        <translation>Kein Bild wechselt die Klasse</translation>
    </message>
    <message>
        <source>%1 and %2 put all %3 validation images into the same classes.</source>
        <translation>%1 und %2 ordnen alle %3 Validierungsbilder denselben Klassen zu.</translation>
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
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Fit the width (0); the whole graph (9)</source>
        <translation>An die Breite anpassen (0); der ganze Graph (9)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::GraphExport</name>
    <message>
        <source>There is no graph to save.</source>
        <translation>Es gibt keinen Graphen zu speichern.</translation>
    </message>
    <message>
        <source>%1 could not be drawn.</source>
        <translation>%1 konnte nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>%1 could not be drawn: too little memory. Save it as SVG.</source>
        <translation>%1 konnte nicht gezeichnet werden: zu wenig Speicher. Speichern Sie als SVG.</translation>
    </message>
    <message>
        <source>%1: name the file .svg, .pdf or .png.</source>
        <translation>%1: die Datei muss auf .svg, .pdf oder .png enden.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation>%1 konnte nicht geschrieben werden: %2. Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::GraphOverview</name>
    <message>
        <source>The whole graph; click to go there</source>
        <translation>Der ganze Graph; ein Klick geht dorthin</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::HistogramPlot</name>
    <message>
        <source>The values of one layer before and after quantization appear here.
Select a layer in the table.</source>
        <translation>Hier erscheinen die Werte einer Schicht vor und nach der Quantisierung.
Wählen Sie in der Tabelle eine Schicht.</translation>
    </message>
    <message>
        <source>Histogram of the selected layer</source>
        <translation>Histogramm der ausgewählten Schicht</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Values per bin</source>
        <translation>Werte je Klasse</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Saturates</source>
        <translation>Sättigt</translation>
    </message>
    <message>
        <source>%1 levels</source>
        <translation>%1 Stufen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Nearest level</source>
        <translation>Nächste Stufe</translation>
    </message>
    <message>
        <source>Outside the grid</source>
        <translation>Außerhalb des Gitters</translation>
    </message>
    <message>
        <source>&amp;Logarithmic counts</source>
        <translation>&amp;Logarithmische Anzahl</translation>
    </message>
    <message>
        <source>&amp;Grid levels</source>
        <translation>&amp;Gitterstufen</translation>
    </message>
    <message>
        <source>Becomes 0</source>
        <translation>Wird 0</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::HistogramsPlot</name>
    <message>
        <source>One layer&apos;s quantized values in several runs appear here.
Select runs to compare.</source>
        <translation>Hier erscheinen die quantisierten Werte einer Schicht in mehreren Läufen.
Wählen Sie Läufe zum Vergleichen.</translation>
    </message>
    <message>
        <source>Histograms of one layer in several runs</source>
        <translation>Histogramme einer Schicht in mehreren Läufen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Density of quantized values</source>
        <translation>Dichte der Werte</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ImageFacts</name>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>Klasse: %1</translation>
    </message>
    <message>
        <source>Float network</source>
        <translation>Gleitkommanetz</translation>
    </message>
    <message>
        <source>Quantized network</source>
        <translation>Quantisiertes Netz</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>Choose an image to see it larger, with what both networks see in it.</source>
        <translation>Wählen Sie ein Bild, um es größer zu sehen, mit dem, was beide Netze darin sehen.</translation>
    </message>
    <message>
        <source>Asking both networks…</source>
        <translation>Beide Netze werden gefragt …</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ImagePanel</name>
    <message>
        <source>Image %1: %2</source>
        <translation>Bild %1: %2</translation>
    </message>
    <message>
        <source>Float network: %1
Quantized network: %2</source>
        <translation>Gleitkommanetz: %1
Quantisiertes Netz: %2</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
    <message>
        <source>%1 classified so far</source>
        <translation>%1 bisher klassifiziert</translation>
    </message>
    <message>
        <source>No data set is open</source>
        <translation>Kein Datensatz ist geöffnet</translation>
    </message>
    <message>
        <source>Choose one in the set-up, or drop its folder on the window. Its images appear here with what both networks see in them.</source>
        <translation>Wählen Sie einen in der Einrichtung, oder ziehen Sie seinen Ordner auf das Fenster. Hier erscheinen seine Bilder mit dem, was beide Netze in ihnen sehen.</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Part of the data set</source>
        <translation>Teil des Datensatzes</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Quantized wrong</source>
        <translation>Quantisiert falsch</translation>
    </message>
    <message>
        <source>Float wrong</source>
        <translation>Gleitkomma falsch</translation>
    </message>
    <message>
        <source>Flipped by quantization</source>
        <translation>Durch Quantisierung gekippt</translation>
    </message>
    <message>
        <source>Lost by quantization</source>
        <translation>Durch Quantisierung verloren</translation>
    </message>
    <message>
        <source>Gained by quantization</source>
        <translation>Durch Quantisierung gewonnen</translation>
    </message>
    <message>
        <source>What the networks make of them</source>
        <translation>Was die Netze daraus machen</translation>
    </message>
    <message>
        <source>Flipped: the networks differ. Lost: float right, quantized wrong. Gained: the other way round.</source>
        <translation>Gekippt: die Netze sind verschiedener Meinung. Verloren: Gleitkomma richtig, quantisiert falsch. Gewonnen: umgekehrt.</translation>
    </message>
    <message>
        <source>Number or file</source>
        <translation>Nummer oder Datei</translation>
    </message>
    <message>
        <source>Find image</source>
        <translation>Bild finden</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>The chosen image</source>
        <translation>Das gewählte Bild</translation>
    </message>
    <message>
        <source>The networks are asked about validation images.</source>
        <translation>Die Netze werden nach Validierungsbildern gefragt.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::LayerRulesEdit</name>
    <message>
        <source>Name layers, for example layer1.*</source>
        <translation>Nennen Sie Schichten, zum Beispiel layer1.*</translation>
    </message>
    <message>
        <source>Bits must be %1 to %2.</source>
        <translation>Bits: erlaubt ist %1 bis %2.</translation>
    </message>
    <message>
        <source>Matches no layer of this model.</source>
        <translation>Passt auf keine Schicht dieses Modells.</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>maps %1</source>
        <translation>Karten %1</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>quantisiert</translation>
    </message>
    <message>
        <source>sets nothing</source>
        <translation>setzt nichts</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>1 feature map: %1</source>
        <translation>1 Merkmalskarte: %1</translation>
    </message>
    <message>
        <source>%1 feature maps: %2</source>
        <translation>%1 Merkmalskarten: %2</translation>
    </message>
    <message>
        <source>1 layer: %1</source>
        <translation>1 Schicht: %1</translation>
    </message>
    <message>
        <source>%1 layers: %2</source>
        <translation>%1 Schichten: %2</translation>
    </message>
    <message>
        <source>Empty: not set by this rule</source>
        <translation>Leer: diese Regel setzt es nicht</translation>
    </message>
    <message>
        <source>All layers alike. Set bits of a few in the layer table, or add a rule for a pattern of names.</source>
        <translation>Alle Schichten gleich. Setzen Sie Bits einzelner in der Schichttabelle, oder fügen Sie eine Regel für ein Namensmuster hinzu.</translation>
    </message>
    <message>
        <source>Layer rules</source>
        <translation>Schichtregeln</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>layer1.*</source>
        <translation>layer1.*</translation>
    </message>
    <message>
        <source>A layer&apos;s name, or a pattern: * stands for anything, ? for one character</source>
        <translation>Name einer Schicht oder Muster: * steht für Beliebiges, ? für ein Zeichen</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>Gewichtsbits</translation>
    </message>
    <message>
        <source>Feature-map bits</source>
        <translation>Merkmalskarten-Bits</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>Quantize</source>
        <translation>Quantisieren</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Earlier: later rules win</source>
        <translation>Früher: spätere Regeln gewinnen</translation>
    </message>
    <message>
        <source>Later: later rules win</source>
        <translation>Später: spätere Regeln gewinnen</translation>
    </message>
    <message>
        <source>Remove this rule (Delete)</source>
        <translation>Diese Regel entfernen (Entf)</translation>
    </message>
    <message>
        <source>Rule “%1”: %2</source>
        <translation>Regel „%1“: %2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::LayerTable</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Exp</source>
        <translation>Exp</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Gesättigt</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>Op</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>Param.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Name in the model file</source>
        <translation>Name in der Modelldatei</translation>
    </message>
    <message>
        <source>Signal to quantization noise of the weights; more is better</source>
        <translation>Signal zu Quantisierungsrauschen der Gewichte; mehr ist besser</translation>
    </message>
    <message>
        <source>Share of the weights that enter the network quantized</source>
        <translation>Anteil der Gewichte, die quantisiert in das Netz eingehen</translation>
    </message>
    <message>
        <source>Bits a weight</source>
        <translation>Bits je Gewicht</translation>
    </message>
    <message>
        <source>Shared exponent s: a weight is an integer times 2^s</source>
        <translation>Gemeinsamer Exponent s: ein Gewicht ist eine ganze Zahl mal 2^s</translation>
    </message>
    <message>
        <source>Share of the weights outside the grid</source>
        <translation>Anteil der Gewichte außerhalb des Gitters</translation>
    </message>
    <message>
        <source>Kind of layer</source>
        <translation>Art der Schicht</translation>
    </message>
    <message>
        <source>Number of parameters, bias included</source>
        <translation>Anzahl der Parameter, mit Bias</translation>
    </message>
    <message>
        <source>Shape of the weight: outputs, inputs, height, width</source>
        <translation>Form der Gewichte: Ausgänge, Eingänge, Höhe, Breite</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>%1 parameters, %2 multiply-accumulates</source>
        <translation>%1 Parameter, %2 Multiplikationen mit Addition</translation>
    </message>
    <message>
        <source>MSE %1, cosine %2, KL %3</source>
        <translation>MSE %1, Kosinus %2, KL %3</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>Schichten filtern</translation>
    </message>
    <message>
        <source>Filter layers by name</source>
        <translation>Schichten nach Namen filtern</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>The layers of a model appear here.
Choose a model, or open a run file.</source>
        <translation>Hier erscheinen die Schichten eines Modells.
Wählen Sie ein Modell, oder öffnen Sie eine Laufdatei.</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Bits a value of the feature map that the layer makes</source>
        <translation>Bits je Wert der Merkmalskarte, die die Schicht erzeugt</translation>
    </message>
    <message>
        <source>Set &amp;bits…</source>
        <translation>&amp;Bits setzen…</translation>
    </message>
    <message>
        <source>Set feature-&amp;map bits…</source>
        <translation>Bits der Merk&amp;malskarte setzen…</translation>
    </message>
    <message>
        <source>&amp;Leave float</source>
        <translation>Als G&amp;leitkomma lassen</translation>
    </message>
    <message>
        <source>&amp;Quantize</source>
        <translation>&amp;Quantisieren</translation>
    </message>
    <message>
        <source>Back to the &amp;global bits</source>
        <translation>Zurück zu den &amp;globalen Bits</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n Schicht</numerusform>
            <numerusform>%n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>Real scale that weights are multiples of; how many, where the layer has several</source>
        <translation>Reelle Skala, deren Vielfache die Gewichte sind; wie viele es sind, wo die Schicht mehrere hat</translation>
    </message>
    <message>
        <source>%1 scales</source>
        <translation>%1 Skalen</translation>
    </message>
    <message>
        <source>%1, on average %2</source>
        <translation>%1, im Mittel %2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ListEdit</name>
    <message>
        <source>At least one number is needed.</source>
        <translation>Mindestens eine Zahl wird gebraucht.</translation>
    </message>
    <message>
        <source>“%1” is no number. Put commas between the entries.</source>
        <translation>„%1“ ist keine Zahl. Trennen Sie die Einträge durch Kommas.</translation>
    </message>
    <message>
        <source>%1 is no whole number.</source>
        <translation>%1 ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>%1 is below %2.</source>
        <translation>%1 ist kleiner als %2.</translation>
    </message>
    <message>
        <source>%1 is above %2.</source>
        <translation>%1 ist größer als %2.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::LossPlot</name>
    <message>
        <source>Loss and learning rate appear here while a run trains.
Start a run, or open a run file.</source>
        <translation>Hier erscheinen Verlust und Lernrate, während ein Lauf trainiert.
Starten Sie einen Lauf, oder öffnen Sie eine Laufdatei.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Training, smoothed</source>
        <translation>Training, geglättet</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nats</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>Geglättet</translation>
    </message>
    <message>
        <source>&amp;Learning rate</source>
        <translation>&amp;Lernrate</translation>
    </message>
    <message>
        <source>&amp;Smoothing</source>
        <translation>&amp;Glättung</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::MessageBanner</name>
    <message>
        <source>Copy the message</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NetworkGraph</name>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>depthwise</source>
        <translation>tiefenweise</translation>
    </message>
    <message>
        <source>%1 groups</source>
        <translation>%1 Gruppen</translation>
    </message>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n Operator</numerusform>
            <numerusform>%n Operatoren</numerusform>
        </translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>%1 MACs</source>
        <translation>%1 MACs</translation>
    </message>
    <message>
        <source>exponent %1</source>
        <translation>Exponent %1</translation>
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
        <translation>%1 gesättigt</translation>
    </message>
    <message>
        <source>%1 points of accuracy, quantized alone</source>
        <translation>%1 Punkte Genauigkeit, allein quantisiert</translation>
    </message>
    <message numerus="yes">
        <source>%n operators in it have no integer form</source>
        <translation>
            <numerusform>%n Operator darin hat keine Integer-Form</numerusform>
            <numerusform>%n Operatoren darin haben keine Integer-Form</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Bits of the weights</source>
        <translation>Bits der Gewichte</translation>
    </message>
    <message>
        <source>SQNR of the weights</source>
        <translation>SQNR der Gewichte</translation>
    </message>
    <message>
        <source>MSE of the weights</source>
        <translation>MSE der Gewichte</translation>
    </message>
    <message>
        <source>Saturated weights</source>
        <translation>Gesättigte Gewichte</translation>
    </message>
    <message>
        <source>Exponent of the weights</source>
        <translation>Exponent der Gewichte</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Accuracy lost alone</source>
        <translation>Genauigkeit, allein verloren</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NetworkPanel</name>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n Operator</numerusform>
            <numerusform>%n Operatoren</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Network as a graph</source>
        <translation>Netz als Graph</translation>
    </message>
    <message>
        <source>Not quantized:</source>
        <translation>Nicht quantisiert:</translation>
    </message>
    <message>
        <source>open block</source>
        <translation>offener Block</translation>
    </message>
    <message>
        <source>closed block</source>
        <translation>geschlossener Block</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Find operator</source>
        <translation>Operator finden</translation>
    </message>
    <message>
        <source>Find an operator by name or kind (Ctrl+F); Enter goes to the next one</source>
        <translation>Einen Operator nach Name oder Art finden (Ctrl+F); Enter geht zum nächsten</translation>
    </message>
    <message>
        <source>Colour of the operators</source>
        <translation>Farbe der Operatoren</translation>
    </message>
    <message>
        <source>What the colour of the operators shows</source>
        <translation>Was die Farbe der Operatoren zeigt</translation>
    </message>
    <message>
        <source>Open all blocks</source>
        <translation>Alle Blöcke öffnen</translation>
    </message>
    <message>
        <source>Close all blocks</source>
        <translation>Alle Blöcke schließen</translation>
    </message>
    <message>
        <source>Save the graph as a figure</source>
        <translation>Den Graphen als Abbildung speichern</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>&amp;Open another model…</source>
        <translation>Anderes Modell ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>Kein Modell ist geöffnet</translation>
    </message>
    <message>
        <source>Open one with Ctrl+O, or drop its file on the window: ONNX, TorchScript, PyTorch weights or safetensors. Its operators appear here.</source>
        <translation>Öffnen Sie eines mit Ctrl+O, oder ziehen Sie seine Datei auf das Fenster: ONNX, TorchScript, PyTorch-Gewichte oder safetensors. Hier erscheinen seine Operatoren.</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>Its operators appear here.</source>
        <translation>Hier erscheinen seine Operatoren.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::NumberEdit</name>
    <message>
        <source>A number is needed.</source>
        <translation>Eine Zahl wird gebraucht.</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>Eine ganze Zahl wird gebraucht.</translation>
    </message>
    <message>
        <source>Must be %1 to %2.</source>
        <translation>Erlaubt ist %1 bis %2.</translation>
    </message>
    <message>
        <source>Must be at least %1.</source>
        <translation>Erlaubt ist mindestens %1.</translation>
    </message>
    <message>
        <source>Must be at most %1.</source>
        <translation>Erlaubt ist höchstens %1.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ParallelPlot</name>
    <message>
        <source>What differs between runs, and what came of it, appears here: one axis a setting, a line a run.
Compare runs with different settings.</source>
        <translation>Hier erscheint, worin sich Läufe unterscheiden und was daraus wurde: eine Achse je Einstellung, eine Linie je Lauf.
Vergleichen Sie Läufe mit verschiedenen Einstellungen.</translation>
    </message>
    <message>
        <source>Settings and results of several runs</source>
        <translation>Einstellungen und Ergebnisse mehrerer Läufe</translation>
    </message>
    <message>
        <source>&amp;Clear brushes</source>
        <translation>&amp;Auswahl aufheben</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ParameterForm</name>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>P&amp;reset</source>
        <translation>&amp;Vorgabe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ParetoPlot</name>
    <message>
        <source>Accuracy against bits appears here, a point a run.
Select runs to compare.</source>
        <translation>Hier erscheint Genauigkeit gegen Bits, ein Punkt je Lauf.
Wählen Sie Läufe zum Vergleichen.</translation>
    </message>
    <message>
        <source>Accuracy against bits</source>
        <translation>Genauigkeit gegen Bits</translation>
    </message>
    <message>
        <source>Average bits of the weights</source>
        <translation>Mittlere Bits der Gewichte</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>Float %1</source>
        <translation>Gleitkomma %1</translation>
    </message>
    <message>
        <source>Top-1 accuracy, hard</source>
        <translation>Top-1, hart</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Average bits</source>
        <translation>Mittlere Bits</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Hart</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PartitionPage</name>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>Pruning</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Share of the weights that was asked for</source>
        <translation>Anteil der Gewichte, der verlangt war</translation>
    </message>
    <message>
        <source>Hard top-1, mean ± standard deviation over the seeds: large weights first</source>
        <translation>Harte Top-1, Mittel ± Standardabweichung über die Seeds: große Gewichte zuerst</translation>
    </message>
    <message>
        <source>Hard top-1, mean ± standard deviation over the seeds: weights drawn at random</source>
        <translation>Harte Top-1, Mittel ± Standardabweichung über die Seeds: Gewichte zufällig gezogen</translation>
    </message>
    <message>
        <source>Pruning minus random in points, seed by seed: mean ± standard deviation of the pairs</source>
        <translation>Pruning minus Zufall in Punkten, Seed für Seed: Mittel ± Standardabweichung der Paare</translation>
    </message>
    <message>
        <source>Pruning against random, stage by stage</source>
        <translation>Pruning gegen Zufall, Stufe für Stufe</translation>
    </message>
    <message>
        <source>Pruning against random</source>
        <translation>Pruning gegen Zufall</translation>
    </message>
    <message>
        <source>Hard accuracy</source>
        <translation>Harte Genauigkeit</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Mean and standard deviation</source>
        <translation>Mittel und Standardabweichung</translation>
    </message>
    <message>
        <source>No runs with a partition are compared</source>
        <translation>Es werden keine Läufe mit einer Partition verglichen</translation>
    </message>
    <message>
        <source>This view sets pruning-inspired against random partition. Make runs with the same bits, stages and training, partition pruning and random, over a few seeds each, and have them shown in the list of runs.</source>
        <translation>Diese Ansicht stellt die Partition nach Größe (Pruning) der zufälligen gegenüber. Machen Sie Läufe mit gleichen Bits, Stufen und gleichem Training, einmal mit Partition Pruning und einmal mit Zufall, über je einige Seeds, und lassen Sie sie in der Laufliste anzeigen.</translation>
    </message>
    <message>
        <source>The runs with %1 partition are missing</source>
        <translation>Die Läufe mit Partition %1 fehlen</translation>
    </message>
    <message numerus="yes">
        <source>There are %n runs with %1 partition (%2 bits, seeds %3). Right-click one in the list of runs and choose “Use its settings”, set the partition to %4, and start a run with each of these seeds; everything else has to be equal.</source>
        <translation>
            <numerusform>Es gibt %n Lauf mit Partition %1 (%2 Bit, Seeds %3). Klicken Sie ihn in der Laufliste mit der rechten Maustaste an, wählen Sie „Seine Einstellungen verwenden“, stellen Sie die Partition auf %4, und starten Sie mit jedem dieser Seeds einen Lauf; alles andere muss gleich sein.</numerusform>
            <numerusform>Es gibt %n Läufe mit Partition %1 (%2 Bit, Seeds %3). Klicken Sie in der Laufliste einen davon mit der rechten Maustaste an, wählen Sie „Seine Einstellungen verwenden“, stellen Sie die Partition auf %4, und starten Sie mit jedem dieser Seeds einen Lauf; alles andere muss gleich sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Runs: %1 with pruning-inspired partition, %2 with random partition.</source>
        <translation>Läufe: %1 mit Pruning-Partition, %2 mit zufälliger Partition.</translation>
    </message>
    <message>
        <source>No seed has both kinds, so that there is no paired difference.</source>
        <translation>Kein Seed hat beide Arten, daher gibt es keine gepaarte Differenz.</translation>
    </message>
    <message>
        <source>Paired by seed: %1.</source>
        <translation>Gepaart nach Seed: %1.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PathChooser</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::Plot</name>
    <message>
        <source>&amp;Fit to data</source>
        <translation>&amp;An die Daten anpassen</translation>
    </message>
    <message>
        <source>&amp;Export figure…</source>
        <translation>Abbildung &amp;exportieren…</translation>
    </message>
    <message>
        <source>The figure could not be drawn.</source>
        <translation>Die Abbildung konnte nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>A picture of %1 × %2 mm is too large.</source>
        <translation>Ein Bild von %1 × %2 mm ist zu groß.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another folder.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>%1 wurde nicht geschrieben. %2</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Is the disk full?</source>
        <translation>%1 kann nicht geschrieben werden: %2. Ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>There is nothing to plot.</source>
        <translation>Es gibt nichts zu zeichnen.</translation>
    </message>
    <message>
        <source>Its name must end in .pdf, .svg, .png, .csv or .tex.</source>
        <translation>Der Name muss auf .pdf, .svg, .png, .csv oder .tex enden.</translation>
    </message>
    <message>
        <source>Width and height must be 10 to 2000 mm, text 1 to 200 pt, lines at most 50 pt, and the resolution 30 to 2400 dpi.</source>
        <translation>Breite und Höhe müssen 10 bis 2000 mm sein, der Text 1 bis 200 pt, Linien höchstens 50 pt und die Auflösung 30 bis 2400 dpi.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PlotCard</name>
    <message>
        <source>Export figure (Ctrl+E)</source>
        <translation>Abbildung exportieren (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::PortionForm</name>
    <message>
        <source>Quantized now</source>
        <translation>Jetzt quantisiert</translation>
    </message>
    <message>
        <source>Share of each layer&apos;s weights that Explore shows as quantized; the partition chooses which. A run goes by its own portions.</source>
        <translation>Anteil der Gewichte jeder Schicht, den Erkunden quantisiert zeigt; welche, entscheidet die Partition. Ein Lauf richtet sich nach seinen eigenen Anteilen.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ProblemPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>Meldung kopieren</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ProposalModel</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Sorted by it, in order of execution</source>
        <translation>Danach sortiert, in der Reihenfolge der Ausführung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Bits a weight under the set-up as it was asked about</source>
        <translation>Bits je Gewicht in der Einrichtung, wie sie bei der Frage war</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Bits a weight that the goal allows</source>
        <translation>Bits je Gewicht, die das Ziel zulässt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Proposed bits less those of now</source>
        <translation>Vorgeschlagene Bits abzüglich der jetzigen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Bytes of the layer as proposed, bias included</source>
        <translation>Bytes der Schicht nach dem Vorschlag, mit Bias</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Parameters of the layer, bias included</source>
        <translation>Parameter der Schicht, mit Bias</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::ProposalPanel</name>
    <message>
        <source>Largest accuracy drop</source>
        <translation>Größter Genauigkeitsverlust</translation>
    </message>
    <message>
        <source>Average bits</source>
        <translation>Mittlere Bits</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Largest accuracy drop: as few bits as keep the loss below it. Average bits, size: the least loss with no more than that.</source>
        <translation>Größter Genauigkeitsverlust: so wenige Bits, dass der Verlust darunter bleibt. Mittlere Bits, Größe: der geringste Verlust mit höchstens so viel.</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>Bit</translation>
    </message>
    <message>
        <source>Value of the goal</source>
        <translation>Wert des Ziels</translation>
    </message>
    <message>
        <source>Bits a layer may get</source>
        <translation>Bits, die eine Schicht bekommen kann</translation>
    </message>
    <message>
        <source>Bits a layer may get. Each of them is measured for each layer, and kept on disk.</source>
        <translation>Bits, die eine Schicht bekommen kann. Jede Wahl wird für jede Schicht gemessen und auf der Platte behalten.</translation>
    </message>
    <message>
        <source>&amp;Propose</source>
        <translation>&amp;Vorschlagen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>from</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Predicted drop</source>
        <translation>Vorhergesagter Verlust</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Give each layer these bits in the set-up; can be undone</source>
        <translation>Gibt jeder Schicht in der Einrichtung diese Bits; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>The set-up has changed since: the proposal was made for how it was.</source>
        <translation>Die Einrichtung hat sich seither geändert: der Vorschlag galt für den früheren Stand.</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>Schichten filtern</translation>
    </message>
    <message>
        <source>Filter layers by name</source>
        <translation>Schichten nach Namen filtern</translation>
    </message>
    <message>
        <source>Proposed bits</source>
        <translation>Vorgeschlagene Bits</translation>
    </message>
    <message>
        <source>No layer gets bits.</source>
        <translation>Keine Schicht bekommt Bits.</translation>
    </message>
    <message>
        <source>Measure what each layer loses with each of these bits, and choose</source>
        <translation>Messen, was jede Schicht mit jeder dieser Bitzahlen verliert, und wählen</translation>
    </message>
    <message>
        <source>Applied. The accuracy estimate above is that of the new bits; Ctrl+Z takes them back.</source>
        <translation>Angewendet. Die geschätzte Genauigkeit oben ist die der neuen Bits; Ctrl+Z nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Name a goal, and each layer gets the bits that reach it.

Each layer is measured alone with each choice of bits, on 500 images. The losses of single layers are added up, which is an assumption: once applied, the accuracy estimate above says what is true.</source>
        <translation>Nennen Sie ein Ziel, und jede Schicht bekommt die Bits, die es erreichen.

Jede Schicht wird allein mit jeder Bitzahl gemessen, auf 500 Bildern. Die Verluste der einzelnen Schichten werden addiert, was eine Annahme ist: ist der Vorschlag angewendet, sagt die geschätzte Genauigkeit oben, was stimmt.</translation>
    </message>
    <message>
        <source>Progress of the proposal</source>
        <translation>Fortschritt des Vorschlags</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 Punkte</translation>
    </message>
    <message>
        <source>Sum of what each layer loses alone with its proposed bits. That losses add up is an assumption: apply the proposal and look at the accuracy estimate.</source>
        <translation>Summe dessen, was jede Schicht allein mit ihren vorgeschlagenen Bits verliert. Dass sich Verluste addieren, ist eine Annahme: wenden Sie den Vorschlag an und sehen Sie auf die geschätzte Genauigkeit.</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>jetzt %1</translation>
    </message>
    <message>
        <source>Bytes of all parameters, packed to their bits; float32: %1</source>
        <translation>Bytes aller Parameter, auf ihre Bits gepackt; float32: %1</translation>
    </message>
    <message>
        <source>Bits of the weights of convolutions and linear layers, averaged over the weights</source>
        <translation>Bits der Gewichte von Faltungen und linearen Schichten, gemittelt über die Gewichte</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n Schicht</numerusform>
            <numerusform>%n Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>weights alone, added up</source>
        <translation>nur Gewichte, addiert</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::QueueList</name>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>The queue waits because a run was stopped. Start its first run.</source>
        <translation>Die Warteschlange wartet, weil ein Lauf gestoppt wurde. Startet ihren ersten Lauf.</translation>
    </message>
    <message>
        <source>Earlier (Alt+Up)</source>
        <translation>Früher (Alt+Auf)</translation>
    </message>
    <message>
        <source>Later (Alt+Down)</source>
        <translation>Später (Alt+Ab)</translation>
    </message>
    <message>
        <source>Take out of the queue (Delete)</source>
        <translation>Aus der Warteschlange nehmen (Entf)</translation>
    </message>
    <message>
        <source>Empty the queue</source>
        <translation>Warteschlange leeren</translation>
    </message>
    <message>
        <source>Runs that wait</source>
        <translation>Wartende Läufe</translation>
    </message>
    <message>
        <source>Queue · %1 · waits</source>
        <translation>Warteschlange · %1 · wartet</translation>
    </message>
    <message>
        <source>Queue · %1</source>
        <translation>Warteschlange · %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RowTable</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 gewählt</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RunHeader</name>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Pause before the next batch</source>
        <translation>Vor dem nächsten Stapel anhalten</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the run</source>
        <translation>Mit dem Lauf weitermachen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>End the run; what is finished stays in the run file</source>
        <translation>Den Lauf beenden; was fertig ist, bleibt in der Laufdatei</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>No run</source>
        <translation>Kein Lauf</translation>
    </message>
    <message>
        <source>Choose model, data and method, then press Start.</source>
        <translation>Wählen Sie Modell, Daten und Methode, und drücken Sie Starten.</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 vergangen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Start a run with the settings on the left</source>
        <translation>Einen Lauf mit den Einstellungen links starten</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RunList</name>
    <message>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Open a run file…</source>
        <translation>Laufdatei öffnen…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Runs appear here.
Start one, or open a run file.</source>
        <translation>Hier erscheinen Läufe.
Starten oder öffnen Sie einen.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>F&amp;ortsetzen</translation>
    </message>
    <message>
        <source>&amp;Use its settings</source>
        <translation>Seine Einstellungen ver&amp;wenden</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im Or&amp;dner zeigen</translation>
    </message>
    <message>
        <source>No run fits the filter.</source>
        <translation>Kein Lauf passt zum Filter.</translation>
    </message>
    <message>
        <source>Filter runs by name, method, tag or note</source>
        <translation>Läufe nach Name, Methode, Tag oder Notiz filtern</translation>
    </message>
    <message>
        <source>Show archived runs</source>
        <translation>Archivierte Läufe zeigen</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>Um&amp;benennen</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>&amp;Notiz…</translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;how in comparisons</source>
        <translation>In &amp;Vergleichen zeigen</translation>
    </message>
    <message>
        <source>&amp;Hide from comparisons</source>
        <translation>In &amp;Vergleichen ausblenden</translation>
    </message>
    <message>
        <source>Back from the &amp;archive</source>
        <translation>Aus dem &amp;Archiv holen</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;Archivieren</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>Farbe %1</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>&amp;Tags</translation>
    </message>
    <message>
        <source>New tag…</source>
        <translation>Neuer Tag…</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Neuer Tag</translation>
    </message>
    <message numerus="yes">
        <source>Tag of %n runs:</source>
        <translation>
            <numerusform>Tag von %n Lauf:</numerusform>
            <numerusform>Tag von %n Läufen:</numerusform>
        </translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>Shown when the mouse rests on the run:</source>
        <translation>Erscheint, wenn die Maus auf dem Lauf ruht:</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>Tags: %1</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <comment>when a run began, as QLocale::toString() takes it</comment>
        <translation>d.M. HH:mm</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::RunTimeLabel</name>
    <message>
        <source>Measuring how long a run takes…</source>
        <translation>Es wird gemessen, wie lange ein Lauf dauert …</translation>
    </message>
    <message>
        <source>on 1 thread</source>
        <translation>auf 1 Thread</translation>
    </message>
    <message>
        <source>on %1 threads</source>
        <translation>auf %1 Threads</translation>
    </message>
    <message>
        <source>About %1 %2</source>
        <translation>Etwa %1 %2</translation>
    </message>
    <message>
        <source>Measured with ten batches: %1 training steps of %2 s and %3 evaluations of %4 s</source>
        <translation>Mit zehn Stapeln gemessen: %1 Trainingsschritte zu %2 s und %3 Auswertungen zu %4 s</translation>
    </message>
    <message>
        <source>How long a run takes could not be measured: %1</source>
        <translation>Wie lange ein Lauf dauert, konnte nicht gemessen werden: %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SensitivityPanel</name>
    <message>
        <source>Sensitivity</source>
        <translation>Empfindlichkeit</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
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
        <translation>Was von der Ausgabe betrachtet wird</translation>
    </message>
    <message>
        <source>Accuracy lost against the float network, in percentage points; or the logits&apos; signal to quantization noise (dB), or mean squared error</source>
        <translation>Verlorene Genauigkeit gegen das Gleitkommanetz, in Prozentpunkten; oder Signal zu Quantisierungsrauschen der Logits (dB), oder mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>Bits of the chosen layers</source>
        <translation>Bits der gewählten Schichten</translation>
    </message>
    <message>
        <source>Set &amp;bits</source>
        <translation>&amp;Bits setzen</translation>
    </message>
    <message>
        <source>Leave &amp;float</source>
        <translation>Als &amp;Gleitkomma</translation>
    </message>
    <message>
        <source>Start run</source>
        <translation>Lauf starten</translation>
    </message>
    <message>
        <source>all layers together lose %2 points · %1 images</source>
        <translation>alle Schichten zusammen verlieren %2 Punkte · %1 Bilder</translation>
    </message>
    <message>
        <source>%1 of %2 networks</source>
        <translation>%1 von %2 Netzen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Neu &amp;messen</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Runs the network once with each layer alone quantized, once with all but it, and once with all up to it. What was measured is kept on disk.</source>
        <translation>Rechnet das Netz einmal mit jeder Schicht allein quantisiert, einmal mit allen außer ihr und einmal mit allen bis zu ihr. Was gemessen ist, bleibt auf der Platte.</translation>
    </message>
    <message>
        <source>The first layers appear in a moment.
An accuracy estimate that is under way comes first.</source>
        <translation>Die ersten Schichten erscheinen gleich.
Eine begonnene Schätzung der Genauigkeit hat Vorrang.</translation>
    </message>
    <message>
        <source>Which layers can do with fewer bits, and which need more?
Press Measure: each layer is quantized alone, and left out alone.</source>
        <translation>Welche Schichten kommen mit weniger Bits aus, und welche brauchen mehr?
Drücken Sie Messen: jede Schicht wird allein quantisiert, und allein ausgelassen.</translation>
    </message>
    <message>
        <source>Of the layers chosen in the ranking: Ctrl or Shift chooses several, Ctrl+A all</source>
        <translation>Der in der Rangfolge gewählten Schichten: Ctrl oder Umschalt wählt mehrere, Ctrl+A alle</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Start a run with the set-up as it is now</source>
        <translation>Startet einen Lauf mit der Einrichtung, wie sie jetzt ist</translation>
    </message>
    <message>
        <source>of an earlier setting · %1</source>
        <translation>zu einer früheren Einstellung · %1</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SensitivityPlot</name>
    <message>
        <source>What each layer does to the network&apos;s output appears here.</source>
        <translation>Hier erscheint, was jede Schicht mit der Ausgabe des Netzes macht.</translation>
    </message>
    <message>
        <source>Sensitivity of layers</source>
        <translation>Empfindlichkeit der Schichten</translation>
    </message>
    <message>
        <source>MSE of the output, less is better</source>
        <translation>MSE der Ausgabe, weniger ist besser</translation>
    </message>
    <message>
        <source>Accuracy lost (points), less is better</source>
        <translation>Verlust (Punkte), weniger ist besser</translation>
    </message>
    <message>
        <source>SQNR of the output (dB), more is better</source>
        <translation>SQNR der Ausgabe (dB), mehr ist besser</translation>
    </message>
    <message>
        <source>Worst %1 of %2 layers</source>
        <translation>Schlechteste %1 von %2 Schichten</translation>
    </message>
    <message>
        <source>Only this layer quantized</source>
        <translation>Nur diese Schicht quantisiert</translation>
    </message>
    <message>
        <source>All but this layer</source>
        <translation>Alle außer dieser Schicht</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>alle Schichten</translation>
    </message>
    <message>
        <source>%1 points lost</source>
        <translation>%1 Punkte verloren</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Only this layer</source>
        <translation>Nur diese Schicht</translation>
    </message>
    <message>
        <source>Accumulated here</source>
        <translation>Bis hier akkumuliert</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>Alle Schichten</translation>
    </message>
    <message>
        <source>&amp;Lost accuracy</source>
        <translation>&amp;Verlorene Genauigkeit</translation>
    </message>
    <message>
        <source>&amp;SQNR of the output</source>
        <translation>&amp;SQNR der Ausgabe</translation>
    </message>
    <message>
        <source>&amp;MSE of the output</source>
        <translation>&amp;MSE der Ausgabe</translation>
    </message>
    <message>
        <source>Draw &amp;all layers</source>
        <translation>&amp;Alle Schichten zeichnen</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SensitivityTable</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Sorted by it, in order of execution</source>
        <translation>Danach sortiert, in der Reihenfolge der Ausführung</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>Allein</translation>
    </message>
    <message>
        <source>Output of the network with nothing but this layer quantized, against the float network</source>
        <translation>Ausgabe des Netzes, in dem nur diese Schicht quantisiert ist, gegen das Gleitkommanetz</translation>
    </message>
    <message>
        <source>All but</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Output of the network under the whole setting, with this layer alone left float</source>
        <translation>Ausgabe des Netzes unter der ganzen Einstellung, in der allein diese Schicht Gleitkomma bleibt</translation>
    </message>
    <message>
        <source>Accum.</source>
        <translation>Akkum.</translation>
    </message>
    <message>
        <source>Accumulated: output of the network with this layer and all before it quantized, weights and feature maps</source>
        <translation>Akkumuliert: Ausgabe des Netzes, in dem diese Schicht und alle vor ihr quantisiert sind, Gewichte und Merkmalskarten</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Bits of the weights that were measured</source>
        <translation>Bits der Gewichte, die gemessen wurden</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Parameters of the layer, bias included</source>
        <translation>Parameter der Schicht, mit Bias</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>Schichten filtern</translation>
    </message>
    <message>
        <source>Filter layers by name</source>
        <translation>Schichten nach Namen filtern</translation>
    </message>
    <message>
        <source>Ranking of layers</source>
        <translation>Rangfolge der Schichten</translation>
    </message>
    <message>
        <source>The layers of a model appear here.</source>
        <translation>Hier erscheinen die Schichten eines Modells.</translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <translation>
            <numerusform>%n Schicht</numerusform>
            <numerusform>%n Schichten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SetupPanel</name>
    <message>
        <source>&amp;Start run</source>
        <translation>Lauf &amp;starten</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>A .safetensors file</source>
        <translation>Eine .safetensors-Datei</translation>
    </message>
    <message>
        <source>Choose a data set</source>
        <translation>Datensatz wählen</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>A folder with images</source>
        <translation>Ein Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Save the run as</source>
        <translation>Lauf speichern als</translation>
    </message>
    <message>
        <source>Run files (*.h5)</source>
        <translation>Laufdateien (*.h5)</translation>
    </message>
    <message>
        <source>Run file</source>
        <translation>Laufdatei</translation>
    </message>
    <message>
        <source>Named by date, method and bits</source>
        <translation>Benannt nach Datum, Methode und Bits</translation>
    </message>
    <message>
        <source>%1 · %2 parameters · input %3 · %4 of %5 layers can be quantized</source>
        <translation>%1 · %2 Parameter · Eingabe %3 · %4 von %5 Schichten sind quantisierbar</translation>
    </message>
    <message>
        <source>%1 training, %2 validation, %3 calibration images · %4 · %5 classes</source>
        <translation>%1 Trainings-, %2 Validierungs-, %3 Kalibrierungsbilder · %4 · %5 Klassen</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Wählen Sie zuerst ein Modell.</translation>
    </message>
    <message>
        <source>Choose a data set first.</source>
        <translation>Wählen Sie zuerst einen Datensatz.</translation>
    </message>
    <message>
        <source>Choose a method first.</source>
        <translation>Wählen Sie zuerst eine Methode.</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>Layer rules</source>
        <translation>Schichtregeln</translation>
    </message>
    <message>
        <source>What this method does (F1)</source>
        <translation>Was diese Methode tut (F1)</translation>
    </message>
    <message>
        <source>Add to &amp;queue</source>
        <translation>&amp;Einreihen</translation>
    </message>
    <message>
        <source>A run is on. This one starts after it.</source>
        <translation>Ein Lauf ist aktiv. Dieser startet danach.</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;All files (*)</source>
        <translation>Modelle (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::StageStrip</name>
    <message>
        <source>Stages of the run</source>
        <translation>Stufen des Laufs</translation>
    </message>
    <message>
        <source>The stages of a run appear here.</source>
        <translation>Hier erscheinen die Stufen eines Laufs.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>kommt noch</translation>
    </message>
    <message>
        <source>Stage %1: %2 of the weights quantized (%3)</source>
        <translation>Stufe %1: %2 der Gewichte quantisiert (%3)</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Follow the stage that runs (Ctrl+L)</source>
        <translation>Der laufenden Stufe folgen (Ctrl+L)</translation>
    </message>
    <message>
        <source>the run ended here</source>
        <translation>hier endete der Lauf</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::StagesPlot</name>
    <message>
        <source>Accuracy after each stage appears here.
Start a run, or open a run file.</source>
        <translation>Hier erscheint die Genauigkeit nach jeder Stufe.
Starten Sie einen Lauf, oder öffnen Sie eine Laufdatei.</translation>
    </message>
    <message>
        <source>Accuracy per stage</source>
        <translation>Genauigkeit je Stufe</translation>
    </message>
    <message>
        <source>As trained</source>
        <translation>Im Training</translation>
    </message>
    <message>
        <source>Float %1</source>
        <translation>Gleitkomma %1</translation>
    </message>
    <message>
        <source>Share of weights quantized, stage by stage</source>
        <translation>Anteil quantisierter Gewichte, Stufe für Stufe</translation>
    </message>
    <message>
        <source>Top-1 accuracy</source>
        <translation>Top-1-Genauigkeit</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Hart</translation>
    </message>
    <message>
        <source>Hard against float</source>
        <translation>Hart gegen Gleitkomma</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 Punkte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>Hard, as exported</source>
        <translation>Hart, wie exportiert</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::SummaryTiles</name>
    <message>
        <source>Float top-1</source>
        <translation>Float-Top-1</translation>
    </message>
    <message>
        <source>Hard top-1</source>
        <translation>Harte Top-1</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>trained %1</source>
        <translation>train. %1</translation>
    </message>
    <message>
        <source>as exported</source>
        <translation>wie exportiert</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>maps %1</source>
        <translation>Karten %1</translation>
    </message>
    <message>
        <source>of weights</source>
        <translation>der Gewichte</translation>
    </message>
    <message>
        <source>of float32 size</source>
        <translation>gegen float32</translation>
    </message>
    <message>
        <source>%1 off the grid</source>
        <translation>%1 neben dem Gitter</translation>
    </message>
    <message>
        <source>0 off the grid</source>
        <translation>0 neben dem Gitter</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::TableExport</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;table as</source>
        <translation>&amp;Tabelle kopieren als</translation>
    </message>
    <message>
        <source>&amp;LaTeX (booktabs)</source>
        <translation>&amp;LaTeX (booktabs)</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>&amp;Markdown</translation>
    </message>
    <message>
        <source>&amp;CSV</source>
        <translation>&amp;CSV</translation>
    </message>
    <message>
        <source>&amp;Tabs, for a spreadsheet</source>
        <translation>&amp;Tabulatoren, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>&amp;Export table…</source>
        <translation>Tabelle &amp;exportieren…</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv);;LaTeX, booktabs (*.tex);;Markdown (*.md);;Text (*.txt)</source>
        <translation>CSV (*.csv);;LaTeX, booktabs (*.tex);;Markdown (*.md);;Text (*.txt)</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another folder.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::TensorTables</name>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::TrainingForm</name>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the training images.</source>
        <translation>Durchgänge durch die Trainingsbilder.</translation>
    </message>
    <message>
        <source>Epochs per stage</source>
        <translation>Epochen je Stufe</translation>
    </message>
    <message>
        <source>One number for all stages, or one for each of them.</source>
        <translation>Eine Zahl für alle Stufen, oder eine für jede.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Images a training step.</source>
        <translation>Bilder je Trainingsschritt.</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>The highest of the schedule.</source>
        <translation>Die höchste des Verlaufs.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How the learning rate goes over a stage; it starts again at each.</source>
        <translation>Wie sich die Lernrate über eine Stufe verändert; bei jeder beginnt sie von vorn.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Share of the last step kept in the next one.</source>
        <translation>Anteil des letzten Schritts, der im nächsten bleibt.</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Nesterov&apos;s form of momentum.</source>
        <translation>Nesterovs Form des Momentums.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>On the weights of convolution and linear layers only.</source>
        <translation>Nur auf den Gewichten von Faltungen und linearen Schichten.</translation>
    </message>
    <message>
        <source>Reset momentum</source>
        <translation>Momentum zurücksetzen</translation>
    </message>
    <message>
        <source>Clear the momentum when a stage begins.</source>
        <translation>Das Momentum zu Beginn einer Stufe löschen.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same numbers, bit for bit, on the same machine.</source>
        <translation>Derselbe Startwert gibt auf derselben Maschine Bit für Bit dieselben Zahlen.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Of the compute library; 0 takes all processors.</source>
        <translation>Der Rechenbibliothek; 0 nimmt alle Prozessoren.</translation>
    </message>
</context>
<context>
    <name>dyadic::widgets::WelcomeCard</name>
    <message>
        <source>The example is loaded: a ResNet-8 that tells clothes apart. Three ways to begin</source>
        <translation>Das Beispiel ist geladen: ein ResNet-8, das Kleidung unterscheidet. Drei Anfänge</translation>
    </message>
    <message>
        <source>Close (it is in the Help menu)</source>
        <translation>Schließen (steht im Menü Hilfe)</translation>
    </message>
    <message>
        <source>Explore &amp;bits</source>
        <translation>&amp;Bits erkunden</translation>
    </message>
    <message>
        <source>See what fewer bits do to each layer, without training.</source>
        <translation>Sehen, was weniger Bits mit jeder Schicht machen, ohne Training.</translation>
    </message>
    <message>
        <source>Run the e&amp;xample</source>
        <translation>Das &amp;Beispiel laufen lassen</translation>
    </message>
    <message>
        <source>Quantize it stage by stage, in a few minutes.</source>
        <translation>Stufe für Stufe quantisieren, in einigen Minuten.</translation>
    </message>
    <message>
        <source>Open your &amp;own…</source>
        <translation>&amp;Eigenes öffnen…</translation>
    </message>
    <message>
        <source>A model, a run or a config. You can drop it here, too.</source>
        <translation>Ein Modell, einen Lauf oder eine Konfiguration. Sie können sie auch hierher ziehen.</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>There is no figure of kind %1. Available: %2.</source>
        <translation>Es gibt keine Abbildung der Art %1. Möglich sind: %2.</translation>
    </message>
    <message>
        <source>%1 names no format that can be written. Available endings: %2.</source>
        <translation>%1 nennt kein Format, das geschrieben werden kann. Mögliche Endungen: %2.</translation>
    </message>
    <message>
        <source>%1 holds no finished stage, so there is nothing to draw.</source>
        <translation>%1 enthält keine fertige Stufe, also gibt es nichts zu zeichnen.</translation>
    </message>
    <message>
        <source>%1 has no stage %2. Its stages are 0 to %3.</source>
        <translation>%1 hat keine Stufe %2. Es hat die Stufen 0 bis %3.</translation>
    </message>
    <message>
        <source>No layer of %1 is quantized. Name one with --layer.</source>
        <translation>In %1 ist keine Schicht quantisiert. Nennen Sie eine mit --layer.</translation>
    </message>
    <message>
        <source>%1 has no layer %2. Its layers: %3.</source>
        <translation>%1 hat keine Schicht %2. Seine Schichten: %3.</translation>
    </message>
    <message>
        <source>%1 ended before it had read its model.</source>
        <translation>%1 endete, bevor es sein Modell gelesen hatte.</translation>
    </message>
    <message>
        <source>%1 holds no values for a figure of kind %2.</source>
        <translation>%1 enthält keine Werte für eine Abbildung der Art %2.</translation>
    </message>
    <message>
        <source>the set-up</source>
        <translation>die Einrichtung</translation>
    </message>
    <message>
        <source>A run is active. Stop it before starting another one.</source>
        <translation>Ein Lauf ist aktiv. Stoppen Sie ihn, bevor Sie einen anderen starten.</translation>
    </message>
    <message>
        <source>%1 is truncated or no CIFAR-%2 file: its %3 bytes are not whole records of %4 bytes. Get it again.</source>
        <translation>%1 ist abgeschnitten oder keine CIFAR-%2-Datei: seine %3 Bytes sind keine ganzen Datensätze zu %4 Bytes. Beschaffen Sie es neu.</translation>
    </message>
    <message>
        <source>%1 names %2 classes, expected %3.</source>
        <translation>%1 nennt %2 Klassen, erwartet sind %3.</translation>
    </message>
    <message>
        <source>%1 has changed while it was in use.</source>
        <translation>%1 hat sich während der Verwendung geändert.</translation>
    </message>
    <message>
        <source>%1 is damaged or no CIFAR-%2 file: image %3 has label %4.</source>
        <translation>%1 ist beschädigt oder keine CIFAR-%2-Datei: Bild %3 hat die Klasse %4.</translation>
    </message>
    <message>
        <source>%1 holds no CIFAR files: data_batch_1.bin to data_batch_5.bin and test_batch.bin (CIFAR-100: train.bin and test.bin) are looked for.</source>
        <translation>%1 enthält keine CIFAR-Dateien: gesucht werden data_batch_1.bin bis data_batch_5.bin und test_batch.bin (CIFAR-100: train.bin und test.bin).</translation>
    </message>
    <message>
        <source>data.input is &quot;%1&quot;; expected channels, height and width such as &quot;1x28x28&quot;.</source>
        <translation>data.input ist „%1“; erwartet sind Kanäle, Höhe und Breite, etwa „1x28x28“.</translation>
    </message>
    <message>
        <source>No data set was given: set data.path (--data).</source>
        <translation>Es wurde kein Datensatz angegeben: setzen Sie data.path (--data).</translation>
    </message>
    <message>
        <source>%1 is not installed: there is no %2. Install Debian&apos;s package dataset-fashion-mnist (sudo apt install dataset-fashion-mnist).</source>
        <translation>%1 ist nicht installiert: es gibt kein %2. Installieren Sie Debians Paket dataset-fashion-mnist (sudo apt install dataset-fashion-mnist).</translation>
    </message>
    <message>
        <source>There is no data set %1; %2 is the one that is built in.</source>
        <translation>Es gibt keinen Datensatz %1; eingebaut ist %2.</translation>
    </message>
    <message>
        <source>There is no data set at %1.</source>
        <translation>Bei %1 gibt es keinen Datensatz.</translation>
    </message>
    <message>
        <source>data.format is &quot;%1&quot;; expected auto, idx, cifar or folder.</source>
        <translation>data.format ist „%1“; erwartet ist auto, idx, cifar oder folder.</translation>
    </message>
    <message>
        <source>data.%1 is &quot;%2&quot;, but %3 has no split of that name; it has %4.</source>
        <translation>data.%1 ist „%2“, aber %3 hat keinen Teil dieses Namens; es hat %4.</translation>
    </message>
    <message>
        <source>data.%1 is &quot;%2&quot;, but %3 has %4 images: the range is empty or leaves it.</source>
        <translation>data.%1 ist „%2“, aber %3 hat %4 Bilder: der Bereich ist leer oder verlässt sie.</translation>
    </message>
    <message>
        <source>data.mean and data.std need one number for each of the %1 channels, and deviations above 0.</source>
        <translation>data.mean und data.std brauchen je eine Zahl für jeden der %1 Kanäle, und Abweichungen über 0.</translation>
    </message>
    <message>
        <source>The images of %1 are %2, the network takes %3.</source>
        <translation>Die Bilder von %1 sind %2, das Netz nimmt %3.</translation>
    </message>
    <message>
        <source>%1 has labels up to %2, the network tells only %3 classes apart.</source>
        <translation>%1 hat Klassen bis %2, das Netz unterscheidet nur %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no split; expected a name with an optional range such as train, train[:55000] or test[100:200].</source>
        <translation>„%1“ ist kein Teil; erwartet ist ein Name mit einem Bereich, wenn gewünscht, etwa train, train[:55000] oder test[100:200].</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>%1 kann nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation>%1 ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>%1 cannot be opened: check that you may read it.</source>
        <translation>%1 kann nicht geöffnet werden: prüfen Sie, ob Sie es lesen dürfen.</translation>
    </message>
    <message>
        <source>%1 is too large: %2 bytes, at most %3 are read.</source>
        <translation>%1 ist zu groß: %2 Bytes, höchstens %3 werden gelesen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1.</source>
        <translation>Der Speicher reicht nicht, um %1 zu lesen.</translation>
    </message>
    <message>
        <source>%1 is a folder of images whose class the split train does not have.</source>
        <translation>%1 ist ein Bilderordner, dessen Klasse der Teil train nicht hat.</translation>
    </message>
    <message>
        <source>%1 holds no images.</source>
        <translation>%1 enthält keine Bilder.</translation>
    </message>
    <message>
        <source>None of the %1 images of %2 can be read. The first: %3</source>
        <translation>Keines der %1 Bilder von %2 kann gelesen werden. Das erste: %3</translation>
    </message>
    <message>
        <source>%1 is truncated: expected at least %2 bytes, found %3. Get it again.</source>
        <translation>%1 ist abgeschnitten: erwartet mindestens %2 Bytes, gefunden %3. Beschaffen Sie es neu.</translation>
    </message>
    <message>
        <source>%1 holds more than its header says: it is no valid IDX file.</source>
        <translation>%1 enthält mehr, als sein Kopf sagt: es ist keine gültige IDX-Datei.</translation>
    </message>
    <message>
        <source>%1 is truncated: its compressed data ends too early. Get it again.</source>
        <translation>%1 ist abgeschnitten: seine komprimierten Daten enden zu früh. Beschaffen Sie es neu.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Get it again.</source>
        <translation>%1 ist beschädigt: %2. Beschaffen Sie es neu.</translation>
    </message>
    <message>
        <source>%1 is no IDX label file: its first bytes should be 00 00 08 01.</source>
        <translation>%1 ist keine IDX-Datei mit Klassen: ihre ersten Bytes sollten 00 00 08 01 sein.</translation>
    </message>
    <message>
        <source>%1 is no IDX image file: its first bytes should be 00 00 08 03.</source>
        <translation>%1 ist keine IDX-Datei mit Bildern: ihre ersten Bytes sollten 00 00 08 03 sein.</translation>
    </message>
    <message>
        <source>%1 is damaged: its header speaks of images of %2 x %3 x %4.</source>
        <translation>%1 ist beschädigt: sein Kopf spricht von Bildern der Größe %2 x %3 x %4.</translation>
    </message>
    <message>
        <source>%1 is truncated or its header is damaged: it speaks of %2 bytes, which this file cannot hold. Get it again.</source>
        <translation>%1 ist abgeschnitten, oder sein Kopf ist beschädigt: er spricht von %2 Bytes, die diese Datei nicht enthalten kann. Beschaffen Sie es neu.</translation>
    </message>
    <message>
        <source>%1 holds %2 images, but %3 holds %4 labels.</source>
        <translation>%1 enthält %2 Bilder, aber %3 enthält %4 Klassen.</translation>
    </message>
    <message>
        <source>%1 holds images of %2, the files beside it hold images of %3.</source>
        <translation>%1 enthält Bilder der Größe %2, die Dateien daneben enthalten Bilder der Größe %3.</translation>
    </message>
    <message>
        <source>%1 holds no IDX files: train-images-idx3-ubyte and train-labels-idx1-ubyte (or .gz) are looked for.</source>
        <translation>%1 enthält keine IDX-Dateien: gesucht werden train-images-idx3-ubyte und train-labels-idx1-ubyte (oder .gz).</translation>
    </message>
    <message>
        <source>%1 is an image of %2 x %3 pixels; at most %4 on a side and %5 in all are read.</source>
        <translation>%1 ist ein Bild mit %2 x %3 Pixeln; gelesen werden höchstens %4 je Seite und %5 insgesamt.</translation>
    </message>
    <message>
        <source>%1 is a damaged image: %2.</source>
        <translation>%1 ist ein beschädigtes Bild: %2.</translation>
    </message>
    <message>
        <source>%1 is neither a JPEG nor a PNG image.</source>
        <translation>%1 ist weder ein JPEG- noch ein PNG-Bild.</translation>
    </message>
    <message>
        <source>%1 is a coloured image, a gray one is needed. Convert it.</source>
        <translation>%1 ist ein farbiges Bild, gebraucht wird ein graues. Wandeln Sie es um.</translation>
    </message>
    <message>
        <source>%1 is no folder. The C files need a folder of their own.</source>
        <translation>%1 ist kein Ordner. Die C-Dateien brauchen einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>The folder %1 is not empty. Give another one, or --force to write into it.</source>
        <translation>Der Ordner %1 ist nicht leer. Nennen Sie einen anderen, oder --force, um hineinzuschreiben.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>The C export needs at least one image for its check.</source>
        <translation>Der C-Export braucht für seine Prüfung mindestens ein Bild.</translation>
    </message>
    <message>
        <source>The images for the check of the C export have %1 pixels and the model %2.</source>
        <translation>Die Bilder für die Prüfung des C-Exports haben %1 Pixel und das Modell %2.</translation>
    </message>
    <message>
        <source>%1 cannot be exported to ONNX: its sums can be as large as %2, which a runtime&apos;s floating-point numbers do not hold exactly. Export the run as C.</source>
        <translation>%1 kann nicht nach ONNX exportiert werden: seine Summen können so groß wie %2 werden, was die Gleitkommazahlen einer Laufzeitumgebung nicht genau halten. Exportieren Sie den Lauf als C.</translation>
    </message>
    <message>
        <source>%1 cannot be written: the model is larger than the 2 GiB of an ONNX file.</source>
        <translation>%1 kann nicht geschrieben werden: das Modell ist größer als die 2 GiB einer ONNX-Datei.</translation>
    </message>
    <message>
        <source>The program does not round half to even, as QuantizeLinear does, so its logits would be others. Export it with --form exact, or quantize with rounding half_even.</source>
        <translation>Das Programm rundet Hälften nicht zur geraden Zahl, wie QuantizeLinear es tut, seine Logits wären also andere. Exportieren Sie es mit --form exact, oder quantisieren Sie mit der Rundung half_even.</translation>
    </message>
    <message>
        <source>%1 has %2 bits, and QuantizeLinear makes 8 at most. Export the run with --form exact.</source>
        <translation>%1 hat %2 Bit, und QuantizeLinear macht höchstens 8. Exportieren Sie den Lauf mit --form exact.</translation>
    </message>
    <message>
        <source>not enough memory to run the integer program.</source>
        <translation>der Speicher reicht nicht, um das Integer-Programm auszuführen.</translation>
    </message>
    <message>
        <source>the network cannot run on integers alone: layer %1 (%2): %3.</source>
        <translation>das Netz kann nicht allein mit ganzen Zahlen laufen: Schicht %1 (%2): %3.</translation>
    </message>
    <message>
        <source>the verification was cancelled.</source>
        <translation>die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>the integer program takes images of %1, the data set has %2.</source>
        <translation>das Integer-Programm nimmt Bilder der Größe %1, der Datensatz hat %2.</translation>
    </message>
    <message>
        <source>there are no images to verify the integer program on.</source>
        <translation>es gibt keine Bilder, um das Integer-Programm daran zu prüfen.</translation>
    </message>
    <message>
        <source>the integer program is not sound: operation %1 (%2): %3.</source>
        <translation>das Integer-Programm ist nicht in Ordnung: Operation %1 (%2): %3.</translation>
    </message>
    <message>
        <source>the integer program is not sound: feature map %1: %2.</source>
        <translation>das Integer-Programm ist nicht in Ordnung: Merkmalskarte %1: %2.</translation>
    </message>
    <message>
        <source>the integer program is not sound: %1.</source>
        <translation>das Integer-Programm ist nicht in Ordnung: %1.</translation>
    </message>
    <message>
        <source>method.parameters.portions must rise from stage to stage and begin above 0.</source>
        <translation>method.parameters.portions muss von Stufe zu Stufe steigen und über 0 beginnen.</translation>
    </message>
    <message>
        <source>method.parameters.portions must end in 1: the last stage quantizes every weight.</source>
        <translation>method.parameters.portions muss mit 1 enden: die letzte Stufe quantisiert jedes Gewicht.</translation>
    </message>
    <message>
        <source>training.epochs_per_stage has %1 entries but there are %2 portions: give one number, or one for each.</source>
        <translation>training.epochs_per_stage hat %1 Einträge, aber es gibt %2 Anteile: geben Sie eine Zahl an, oder eine für jeden.</translation>
    </message>
    <message>
        <source>Integer-only incremental quantization</source>
        <translation>Inkrementelle Quantisierung allein mit ganzen Zahlen</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>Inkrementell</translation>
    </message>
    <message>
        <source>One bit belongs to binary codebooks; above 16 nothing is left to quantize.</source>
        <translation>Ein Bit gehört zu binären Codebüchern; über 16 bleibt nichts zu quantisieren.</translation>
    </message>
    <message>
        <source>Weight bits</source>
        <translation>Gewichtsbits</translation>
    </message>
    <message>
        <source>Width of the integers that convolution and linear weights and the scale of batch norms become.</source>
        <translation>Breite der ganzen Zahlen, zu denen die Gewichte von Faltungen und linearen Schichten und die Skala der Batch-Norms werden.</translation>
    </message>
    <message>
        <source>Feature-map bits</source>
        <translation>Merkmalskarten-Bits</translation>
    </message>
    <message>
        <source>Width of the integers that the input and all feature maps become.</source>
        <translation>Breite der ganzen Zahlen, zu denen die Eingabe und alle Merkmalskarten werden.</translation>
    </message>
    <message>
        <source>Bias bits</source>
        <translation>Bits der Biase</translation>
    </message>
    <message>
        <source>Width of biases and of the shift of batch norms. Raise it where biases saturate.</source>
        <translation>Breite der Biase und der Verschiebung der Batch-Norms. Erhöhen Sie sie, wo Biase sättigen.</translation>
    </message>
    <message>
        <source>Portions</source>
        <translation>Anteile</translation>
    </message>
    <message>
        <source>Share of the weights that is quantized after each stage: rising, the last one 1.</source>
        <translation>Anteil der Gewichte, der nach jeder Stufe quantisiert ist: steigend, der letzte 1.</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Which weights come first: those of largest magnitude (pruning-inspired), or a random draw.</source>
        <translation>Welche Gewichte zuerst kommen: die betragsmäßig größten (wie beim Pruning), oder eine zufällige Ziehung.</translation>
    </message>
    <message>
        <source>Exponent candidates</source>
        <translation>Exponentenkandidaten</translation>
    </message>
    <message>
        <source>Offsets from the initial exponent that are tried; the one with the least mean squared error wins. From no_clip, offsets above 0 can win only for feature maps.</source>
        <translation>Abstände vom Anfangsexponenten, die versucht werden; der mit dem kleinsten mittleren quadratischen Fehler gewinnt. Von no_clip aus können Abstände über 0 nur bei Merkmalskarten gewinnen.</translation>
    </message>
    <message>
        <source>Initial exponent</source>
        <translation>Anfangsexponent</translation>
    </message>
    <message>
        <source>Where the search starts, from m = max|x|: no_clip ceil(log2(m / qmax)), floor floor(log2 m) - (b-1), ceil_log2 ceil(log2 m) - (b-1).</source>
        <translation>Wo die Suche beginnt, aus m = max|x|: no_clip ceil(log2(m / qmax)), floor floor(log2 m) - (b-1), ceil_log2 ceil(log2 m) - (b-1).</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Rundung</translation>
    </message>
    <message>
        <source>How a value becomes an integer, in the simulation and in the integer network alike.</source>
        <translation>Wie ein Wert zur ganzen Zahl wird, in der Simulation wie im Integer-Netz.</translation>
    </message>
    <message>
        <source>Symmetric range</source>
        <translation>Symmetrischer Bereich</translation>
    </message>
    <message>
        <source>Leave out the most negative integer, -2^(b-1).</source>
        <translation>Die kleinste ganze Zahl, -2^(b-1), auslassen.</translation>
    </message>
    <message>
        <source>Batch-norm lock</source>
        <translation>Batch-Norm festsetzen</translation>
    </message>
    <message>
        <source>When batch norms become a quantized scale and shift: at the start of a stage or epoch, at every forward pass while statistics go on learning, or only at the end. Biases are quantized from then on too.</source>
        <translation>Wann Batch-Norms zu quantisierter Skala und Verschiebung werden: zu Beginn einer Stufe oder Epoche, bei jedem Vorwärtsdurchgang, während die Statistik weiterlernt, oder erst am Ende. Von da an werden auch Biase quantisiert.</translation>
    </message>
    <message>
        <source>Lock at</source>
        <translation>Festsetzen bei</translation>
    </message>
    <message>
        <source>Number of that stage or epoch, counted from 1; 0 means the last stage.</source>
        <translation>Nummer dieser Stufe oder Epoche, ab 1 gezählt; 0 heißt die letzte Stufe.</translation>
    </message>
    <message>
        <source>After the lock</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Whether the scale and shift of batch norms stay as they are or go on learning.</source>
        <translation>Ob Skala und Verschiebung der Batch-Norms bleiben, wie sie sind, oder weiterlernen.</translation>
    </message>
    <message>
        <source>Exponent while training</source>
        <translation>Exponent im Training</translation>
    </message>
    <message>
        <source>Feature maps take the exponent of the batch until the lock and the moving average after it, which is frozen one epoch later; or always one of them.</source>
        <translation>Merkmalskarten nehmen bis zum Festsetzen den Exponenten des Stapels und danach den gleitenden Mittelwert, der eine Epoche später eingefroren wird; oder immer einen von beiden.</translation>
    </message>
    <message>
        <source>Average&apos;s momentum</source>
        <translation>Momentum des Mittels</translation>
    </message>
    <message>
        <source>Share of the old value in the moving average of exponents.</source>
        <translation>Anteil des alten Werts im gleitenden Mittel der Exponenten.</translation>
    </message>
    <message>
        <source>Calibration batches</source>
        <translation>Kalibrierungsstapel</translation>
    </message>
    <message>
        <source>Batches over which exponents are averaged before the last evaluation; 0 keeps the moving average.</source>
        <translation>Stapel, über die Exponenten vor der letzten Auswertung gemittelt werden; 0 behält das gleitende Mittel.</translation>
    </message>
    <message>
        <source>Masks drawn</source>
        <translation>Masken ziehen</translation>
    </message>
    <message>
        <source>How often the choice of quantized weights is made again. Matters only where masks are not monotone.</source>
        <translation>Wie oft die Auswahl der quantisierten Gewichte neu getroffen wird. Nur von Bedeutung, wo Masken nicht monoton sind.</translation>
    </message>
    <message>
        <source>Monotone masks</source>
        <translation>Monotone Masken</translation>
    </message>
    <message>
        <source>A weight once quantized stays quantized.</source>
        <translation>Ein einmal quantisiertes Gewicht bleibt quantisiert.</translation>
    </message>
    <message>
        <source>Quantized weights</source>
        <translation>Quantisierte Gewichte</translation>
    </message>
    <message>
        <source>Whether quantized weights go on learning through the straight-through gradient or stay.</source>
        <translation>Ob quantisierte Gewichte durch den durchgereichten Gradienten weiterlernen oder bleiben.</translation>
    </message>
    <message>
        <source>Feature-map gradient</source>
        <translation>Gradient der Merkmalskarten</translation>
    </message>
    <message>
        <source>Zero for saturated values, or straight through everywhere.</source>
        <translation>Null für gesättigte Werte, oder überall durchgereicht.</translation>
    </message>
    <message>
        <source>Weight exponents</source>
        <translation>Exponenten der Gewichte</translation>
    </message>
    <message>
        <source>Searched at every step, or once a stage.</source>
        <translation>Bei jedem Schritt gesucht, oder einmal je Stufe.</translation>
    </message>
    <message>
        <source>Bias exponent range</source>
        <translation>Bereich des Bias-Exponenten</translation>
    </message>
    <message>
        <source>How far a bias&apos;s exponent may lie above its accumulator&apos;s: bits - 1, or 7 whatever the bits.</source>
        <translation>Wie weit der Exponent eines Bias über dem seines Akkumulators liegen darf: Bits - 1, oder 7 bei jeder Bitzahl.</translation>
    </message>
    <message>
        <source>Quantize the input</source>
        <translation>Eingabe quantisieren</translation>
    </message>
    <message>
        <source>Whether the network&apos;s input becomes integers as well; without it nothing runs on integers alone.</source>
        <translation>Ob auch die Eingabe des Netzes zu ganzen Zahlen wird; ohne das läuft nichts allein mit ganzen Zahlen.</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Paper&apos;s listing</source>
        <translation>Wie im Artikel</translation>
    </message>
    <message>
        <source>Two candidates</source>
        <translation>Zwei Kandidaten</translation>
    </message>
    <message>
        <source>No search</source>
        <translation>Ohne Suche</translation>
    </message>
    <message>
        <source>One shot</source>
        <translation>In einem Zug</translation>
    </message>
    <message>
        <source>the rule layers[%1] (&quot;%2&quot;) matches no layer of this model. `dyadic-cli inspect` lists their names.</source>
        <translation>die Regel layers[%1] („%2“) trifft keine Schicht dieses Modells. `dyadic-cli inspect` zählt ihre Namen auf.</translation>
    </message>
    <message>
        <source>LeNet-5 with ReLU and max pools: two convolutions, three linear layers</source>
        <translation>LeNet-5 mit ReLU und Max-Pooling: zwei Faltungen, drei lineare Schichten</translation>
    </message>
    <message>
        <source>ResNet-8 for small images: three stages of one basic block</source>
        <translation>ResNet-8 für kleine Bilder: drei Stufen mit einem einfachen Block</translation>
    </message>
    <message>
        <source>ResNet-20 for small images: three stages of three basic blocks</source>
        <translation>ResNet-20 für kleine Bilder: drei Stufen mit drei einfachen Blöcken</translation>
    </message>
    <message>
        <source>ResNet-32 for small images: three stages of five basic blocks</source>
        <translation>ResNet-32 für kleine Bilder: drei Stufen mit fünf einfachen Blöcken</translation>
    </message>
    <message>
        <source>ResNet-44 for small images: three stages of seven basic blocks</source>
        <translation>ResNet-44 für kleine Bilder: drei Stufen mit sieben einfachen Blöcken</translation>
    </message>
    <message>
        <source>ResNet-56 for small images: three stages of nine basic blocks</source>
        <translation>ResNet-56 für kleine Bilder: drei Stufen mit neun einfachen Blöcken</translation>
    </message>
    <message>
        <source>There is no architecture &quot;%1&quot;. Known are: %2.</source>
        <translation>Es gibt keine Architektur „%1“. Bekannt sind: %2.</translation>
    </message>
    <message>
        <source>%1 classes are not possible; there must be 1 to %2.</source>
        <translation>%1 Klassen sind nicht möglich; es müssen 1 bis %2 sein.</translation>
    </message>
    <message>
        <source>Images of %1x%2 pixels are too small for %3, which needs at least %4x%4.</source>
        <translation>Bilder mit %1x%2 Pixeln sind zu klein für %3, das mindestens %4x%4 braucht.</translation>
    </message>
    <message>
        <source>The network %1 could not be built: %2</source>
        <translation>Das Netz %1 konnte nicht gebaut werden: %2</translation>
    </message>
    <message>
        <source>Layer %1 (%2) does not fit its input of shape %3. Check the model&apos;s input shape.</source>
        <translation>Schicht %1 (%2) passt nicht zu ihrer Eingabe der Form %3. Prüfen Sie die Eingabeform des Modells.</translation>
    </message>
    <message>
        <source>The input shape %1 is not channels x height x width, each at least 1.</source>
        <translation>Die Eingabeform %1 ist nicht Kanäle x Höhe x Breite, jedes mindestens 1.</translation>
    </message>
    <message>
        <source>Layer %1 takes its input from a node that does not exist.</source>
        <translation>Schicht %1 nimmt ihre Eingabe von einem Knoten, den es nicht gibt.</translation>
    </message>
    <message>
        <source>The layer name &quot;%1&quot; is empty or used twice.</source>
        <translation>Der Schichtname „%1“ ist leer oder kommt zweimal vor.</translation>
    </message>
    <message>
        <source>There is no memory for the weights of layer %1.</source>
        <translation>Für die Gewichte von Schicht %1 reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>The dropout probability of layer %1 is not in [0, 1).</source>
        <translation>Die Dropout-Wahrscheinlichkeit von Schicht %1 liegt nicht in [0, 1).</translation>
    </message>
    <message>
        <source>Layer %1 joins feature maps of different sizes, %2 and %3.</source>
        <translation>Schicht %1 verbindet Merkmalskarten verschiedener Größe, %2 und %3.</translation>
    </message>
    <message>
        <source>The network could not be moved to %1: no such device, or not enough memory.</source>
        <translation>Das Netz konnte nicht auf %1 gebracht werden: es gibt das Gerät nicht, oder der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>The metadata of %1 gives the input shape as &quot;%2&quot;, which is not of the form 3x32x32.</source>
        <translation>Die Metadaten von %1 geben die Eingabeform als „%2“ an, was nicht die Form 3x32x32 hat.</translation>
    </message>
    <message>
        <source>%1 does not say for which images it is. Give their shape as input, for example --set data.input=1x28x28.</source>
        <translation>%1 sagt nicht, für welche Bilder es ist. Geben Sie ihre Form als input an, zum Beispiel --set data.input=1x28x28.</translation>
    </message>
    <message>
        <source>%1 does not hold a %2. Missing: %3. Unexpected: %4. Wrong shapes: %5. Check --architecture and the input shape.</source>
        <translation>%1 enthält kein %2. Es fehlt: %3. Unerwartet: %4. Falsche Formen: %5. Prüfen Sie --architecture und die Eingabeform.</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 holds NaN or infinity; the network is unusable.</source>
        <translation>Der Tensor %2 von %1 enthält NaN oder Unendlich; das Netz ist unbrauchbar.</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 holds negative variances; the network is unusable.</source>
        <translation>Der Tensor %2 von %1 enthält negative Varianzen; das Netz ist unbrauchbar.</translation>
    </message>
    <message>
        <source>The metadata %2 of %1 is not one number a channel: &quot;%3&quot;.</source>
        <translation>Die Metadaten %2 von %1 sind nicht eine Zahl je Kanal: „%3“.</translation>
    </message>
    <message>
        <source>The metadata std of %1 holds a number that is not above 0.</source>
        <translation>Die Metadaten std von %1 enthalten eine Zahl, die nicht über 0 liegt.</translation>
    </message>
    <message>
        <source>%1 could not be opened: %2</source>
        <translation>%1 konnte nicht geöffnet werden: %2</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an input shape of the form 3x32x32.</source>
        <translation>„%1“ ist keine Eingabeform wie 3x32x32.</translation>
    </message>
    <message>
        <source>%1 is truncated: expected %2 bytes, found %3. Download or copy it again.</source>
        <translation>%1 ist abgeschnitten: erwartet %2 Bytes, gefunden %3. Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 is damaged: its header is not a valid safetensors header.</source>
        <translation>%1 ist beschädigt: sein Kopf ist kein gültiger safetensors-Kopf.</translation>
    </message>
    <message>
        <source>%1 is damaged: its header describes the tensor %2 wrongly.</source>
        <translation>%1 ist beschädigt: sein Kopf beschreibt den Tensor %2 falsch.</translation>
    </message>
    <message>
        <source>The tensor %2 of %1 has elements of type %3, which is not supported. Save it as F32.</source>
        <translation>Der Tensor %2 von %1 hat Elemente des Typs %3, der nicht unterstützt wird. Speichern Sie ihn als F32.</translation>
    </message>
    <message>
        <source>%1 is damaged: its tensors take %2 bytes, but it has %3.</source>
        <translation>%1 ist beschädigt: seine Tensoren brauchen %2 Bytes, es hat aber %3.</translation>
    </message>
    <message>
        <source>%1 is not a safetensors file.</source>
        <translation>%1 ist keine safetensors-Datei.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>%1 is no regular file. Save what it holds as a file, and open that.</source>
        <translation>%1 ist keine gewöhnliche Datei. Speichern Sie den Inhalt als Datei, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>%1 cannot be read. Check its permissions.</source>
        <translation>%1 kann nicht gelesen werden. Prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>There is no memory for the %2 bytes of %1.</source>
        <translation>Für die %2 Bytes von %1 reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>%1 could not be read to its end.</source>
        <translation>%1 konnte nicht bis zum Ende gelesen werden.</translation>
    </message>
    <message>
        <source>%1 cannot be read as a run file: %2.</source>
        <translation>%1 kann nicht als Laufdatei gelesen werden: %2.</translation>
    </message>
    <message>
        <source>the integer program in %1 cannot be written: %2. The file is as it was.</source>
        <translation>das Integer-Programm in %1 kann nicht geschrieben werden: %2. Die Datei ist, wie sie war.</translation>
    </message>
    <message>
        <source>%1 cannot be created: %2.</source>
        <translation>%1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>closed before the end</source>
        <translation>vor dem Ende geschlossen</translation>
    </message>
    <message>
        <source>%1 exists. Name another file, or overwrite it with --force.</source>
        <translation>%1 gibt es schon. Nennen Sie eine andere Datei, oder überschreiben Sie sie mit --force.</translation>
    </message>
    <message>
        <source>%1 is being written by another run. Stop that run or name another file.</source>
        <translation>%1 wird von einem anderen Lauf geschrieben. Stoppen Sie diesen, oder nennen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>%1 cannot be created: there is no folder %2.</source>
        <translation>%1 kann nicht angelegt werden: es gibt keinen Ordner %2.</translation>
    </message>
    <message>
        <source>%1 cannot be created: the folder %2 takes no new files.</source>
        <translation>%1 kann nicht angelegt werden: der Ordner %2 nimmt keine neuen Dateien.</translation>
    </message>
    <message>
        <source>%1 cannot be continued: %2.</source>
        <translation>%1 kann nicht fortgesetzt werden: %2.</translation>
    </message>
    <message>
        <source>no bits to choose from: give at least one width.</source>
        <translation>keine Bits zur Auswahl: geben Sie mindestens eine Breite an.</translation>
    </message>
    <message>
        <source>the goal must be a number of 0 or more.</source>
        <translation>das Ziel muss eine Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>no choice of bits keeps the drop within %1 %: with the most bits it is %2 %. Allow more bits or a larger drop.</source>
        <translation>keine Wahl der Bits hält den Verlust innerhalb von %1 %: mit den meisten Bits beträgt er %2 %. Erlauben Sie mehr Bits oder einen größeren Verlust.</translation>
    </message>
    <message>
        <source>an average of %1 bits cannot be reached: with the fewest bits it is %2. Allow fewer bits, or a larger average.</source>
        <translation>ein Mittel von %1 Bit ist nicht zu erreichen: mit den wenigsten Bits sind es %2. Erlauben Sie weniger Bits oder ein größeres Mittel.</translation>
    </message>
    <message>
        <source>%1 bytes cannot be reached: with the fewest bits it is %2. Allow fewer bits, or a larger size.</source>
        <translation>%1 Bytes sind nicht zu erreichen: mit den wenigsten Bits sind es %2. Erlauben Sie weniger Bits oder eine größere Datei.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no setting: write dotted.path=value, for example method.parameters.bits=6.</source>
        <translation>„%1“ ist keine Einstellung: schreiben Sie punktierter.pfad=wert, zum Beispiel method.parameters.bits=6.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: a part of this path is no object.</source>
        <translation>„%1“: ein Teil dieses Pfads ist kein Objekt.</translation>
    </message>
    <message>
        <source>%1: method.parameters without a method.id. `dyadic-cli methods` lists the methods.</source>
        <translation>%1: method.parameters ohne method.id. `dyadic-cli methods` zählt die Methoden auf.</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot; but must be one of %3.</source>
        <translation>%1 ist „%2“, muss aber eines von %3 sein.</translation>
    </message>
    <message>
        <source>%1 is %2 but must be from %3 to %4.</source>
        <translation>%1 ist %2, muss aber von %3 bis %4 sein.</translation>
    </message>
    <message>
        <source>data.std must hold numbers above 0.</source>
        <translation>data.std muss Zahlen über 0 enthalten.</translation>
    </message>
    <message>
        <source>data.mean must hold finite numbers.</source>
        <translation>data.mean muss endliche Zahlen enthalten.</translation>
    </message>
    <message>
        <source>data.mean and data.std must be given together, one number a channel each.</source>
        <translation>data.mean und data.std müssen zusammen angegeben werden, je eine Zahl je Kanal.</translation>
    </message>
    <message>
        <source>data.input is &quot;%1&quot; but must look like 3x32x32: channels, height, width.</source>
        <translation>data.input ist „%1“, muss aber wie 3x32x32 aussehen: Kanäle, Höhe, Breite.</translation>
    </message>
    <message>
        <source>training.nesterov needs a training.momentum above 0.</source>
        <translation>training.nesterov braucht ein training.momentum über 0.</translation>
    </message>
    <message>
        <source>device is &quot;%1&quot; but must be cpu, cuda or cuda:N.</source>
        <translation>device ist „%1“, muss aber cpu, cuda oder cuda:N sein.</translation>
    </message>
    <message>
        <source>%1 has no &quot;match&quot;: name layers, for example layer1.*</source>
        <translation>%1 hat kein „match“: nennen Sie Schichten, zum Beispiel layer1.*</translation>
    </message>
    <message>
        <source>there is no method &quot;%1&quot;. Did you mean &quot;%2&quot;? `dyadic-cli methods` lists them.</source>
        <translation>es gibt keine Methode „%1“. Meinten Sie „%2“? `dyadic-cli methods` zählt sie auf.</translation>
    </message>
    <message>
        <source>%1 is no valid JSON: %2</source>
        <translation>%1 ist kein gültiges JSON: %2</translation>
    </message>
    <message>
        <source>%1 is a folder, not a config file.</source>
        <translation>%1 ist ein Ordner, keine Konfigurationsdatei.</translation>
    </message>
    <message>
        <source>cannot read the config %1. Check the path.</source>
        <translation>die Konfiguration %1 kann nicht gelesen werden. Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>%1 is too large for a config.</source>
        <translation>%1 ist zu groß für eine Konfiguration.</translation>
    </message>
    <message>
        <source>%1 holds no images for this part of the data set.</source>
        <translation>%1 enthält keine Bilder für diesen Teil des Datensatzes.</translation>
    </message>
    <message>
        <source>no method: set method.id. `dyadic-cli methods` lists the methods.</source>
        <translation>keine Methode: setzen Sie method.id. `dyadic-cli methods` zählt die Methoden auf.</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot; but must be from %3 to %4.</source>
        <translation>%1 ist „%2“, muss aber von %3 bis %4 sein.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: the run is still going on, so that there is no integer program yet.</source>
        <translation>%1: der Lauf ist noch im Gange, es gibt also noch kein Integer-Programm.</translation>
    </message>
    <message>
        <source>%1: the run has not finished, so that there is no integer program yet. Finish it with &apos;dyadic-cli quantize --resume %1&apos;.</source>
        <translation>%1: der Lauf ist nicht zu Ende, es gibt also noch kein Integer-Programm. Bringen Sie ihn mit &apos;dyadic-cli quantize --resume %1&apos; zu Ende.</translation>
    </message>
    <message>
        <source>%1: the integer program is not one of the run&apos;s network: feature map %2.</source>
        <translation>%1: das Integer-Programm gehört nicht zum Netz des Laufs: Merkmalskarte %2.</translation>
    </message>
    <message>
        <source>the integer program takes images of another size than those of %1.</source>
        <translation>das Integer-Programm nimmt Bilder anderer Größe als die von %1.</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; must be an object in braces.</source>
        <translation>%1: „%2“ muss ein Objekt in geschweiften Klammern sein.</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; must be %3, not %4.</source>
        <translation>%1: „%2“ muss %3 sein, nicht %4.</translation>
    </message>
    <message>
        <source>%1: unknown key &quot;%2&quot;. Did you mean &quot;%3&quot;?</source>
        <translation>%1: unbekannter Schlüssel „%2“. Meinten Sie „%3“?</translation>
    </message>
    <message>
        <source>%1 does not say how its input is normalized: give --set data.mean=[...] and --set data.std=[...], one number a channel.</source>
        <translation>%1 sagt nicht, wie seine Eingabe normiert ist: geben Sie --set data.mean=[...] und --set data.std=[...] an, eine Zahl je Kanal.</translation>
    </message>
    <message>
        <source>no network to train: set model.architecture, or model.path to start from its weights.</source>
        <translation>kein Netz zum Trainieren: setzen Sie model.architecture, oder model.path, um mit dessen Gewichten zu beginnen.</translation>
    </message>
    <message>
        <source>the device %1 is not there (or this LibTorch was built without CUDA). Use --device cpu.</source>
        <translation>das Gerät %1 gibt es nicht (oder diese LibTorch wurde ohne CUDA gebaut). Verwenden Sie --device cpu.</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>%1: out of memory. Try a smaller training.batch.</source>
        <translation>%1: der Speicher reicht nicht. Versuchen Sie ein kleineres training.batch.</translation>
    </message>
    <message>
        <source>%1 is %2 but must be from %3 to %4.%5</source>
        <translation>%1 ist %2, muss aber von %3 bis %4 sein.%5</translation>
    </message>
    <message>
        <source>%1 is %2 but must be at least %3.%4</source>
        <translation>%1 ist %2, muss aber mindestens %3 sein.%4</translation>
    </message>
    <message>
        <source>%1 is %2 but must be at most %3.%4</source>
        <translation>%1 ist %2, darf aber höchstens %3 sein.%4</translation>
    </message>
    <message>
        <source>unknown key &quot;%1&quot;. Did you mean &quot;%2&quot;?</source>
        <translation>unbekannter Schlüssel „%1“. Meinten Sie „%2“?</translation>
    </message>
    <message>
        <source>%1 must be %2.</source>
        <translation>%1 muss %2 sein.</translation>
    </message>
    <message>
        <source>%1 must not be empty.</source>
        <translation>%1 darf nicht leer sein.</translation>
    </message>
    <message>
        <source>what the run recorded does not fit its network: %1.</source>
        <translation>was der Lauf aufgezeichnet hat, passt nicht zu seinem Netz: %1.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>der Lauf</translation>
    </message>
    <message>
        <source>stopped by the user</source>
        <translation>vom Benutzer gestoppt</translation>
    </message>
    <message>
        <source>there is no run file %1 to resume.</source>
        <translation>es gibt keine Laufdatei %1 zum Fortsetzen.</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Measuring the float network</source>
        <translation>Misst das Gleitkomma-Netz</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Wertet aus</translation>
    </message>
    <message>
        <source>training diverged: the loss is no longer finite after %1 steps. Try a smaller training.learning_rate.</source>
        <translation>das Training ist entgleist: der Verlust ist nach %1 Schritten nicht mehr endlich. Versuchen Sie eine kleinere training.learning_rate.</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>Kalibriert</translation>
    </message>
    <message>
        <source>These runs were evaluated on other validation images: %1 and %2 of them. Choose two runs of the same data set.</source>
        <translation>Diese Läufe wurden auf verschiedenen Validierungsbildern ausgewertet: %1 und %2 davon. Wählen Sie zwei Läufe desselben Datensatzes.</translation>
    </message>
    <message>
        <source>%1 holds fewer images than when the run was made.</source>
        <translation>%1 enthält weniger Bilder als zur Zeit des Laufs.</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2. Check that you may write to its folder.</source>
        <translation>%1 kann nicht gelöscht werden: %2. Prüfen Sie, ob Sie in seinen Ordner schreiben dürfen.</translation>
    </message>
    <message>
        <source>%1 cannot be brought back: it was not deleted here.</source>
        <translation>%1 kann nicht zurückgeholt werden: es wurde nicht hier gelöscht.</translation>
    </message>
    <message>
        <source>%1 cannot be brought back: %2. It is still there as %3.</source>
        <translation>%1 kann nicht zurückgeholt werden: %2. Es liegt noch als %3 da.</translation>
    </message>
    <message>
        <source>There is no %1 %2. Available: %3.</source>
        <translation>Es gibt keine %1 %2. Vorhanden: %3.</translation>
    </message>
    <message>
        <source>A figure of kind %1 shows one run. Kinds that show several: %2.</source>
        <translation>Eine Abbildung der Art %1 zeigt einen Lauf. Arten, die mehrere zeigen: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>None of the files could be read as a run.</source>
        <translation>Keine der Dateien konnte als Lauf gelesen werden.</translation>
    </message>
    <message>
        <source>AlexNet for ImageNet: five convolutions, three linear layers</source>
        <translation>AlexNet für ImageNet: fünf Faltungen, drei lineare Schichten</translation>
    </message>
    <message>
        <source>GoogLeNet for ImageNet: nine inception modules with batch norm</source>
        <translation>GoogLeNet für ImageNet: neun Inception-Module mit Batch-Norm</translation>
    </message>
    <message>
        <source>LeNet-300-100: three linear layers</source>
        <translation>LeNet-300-100: drei lineare Schichten</translation>
    </message>
    <message>
        <source>MobileNet for ImageNet: thirteen depthwise separable convolutions</source>
        <translation>MobileNet für ImageNet: dreizehn tiefenweise separierbare Faltungen</translation>
    </message>
    <message>
        <source>MobileNetV2 for ImageNet: seventeen inverted residuals</source>
        <translation>MobileNetV2 für ImageNet: siebzehn invertierte Residualblöcke</translation>
    </message>
    <message>
        <source>ResNet-18 for ImageNet: four stages of two basic blocks</source>
        <translation>ResNet-18 für ImageNet: vier Stufen aus je zwei einfachen Blöcken</translation>
    </message>
    <message>
        <source>ResNet-34 for ImageNet: four stages of 3, 4, 6 and 3 basic blocks</source>
        <translation>ResNet-34 für ImageNet: vier Stufen aus 3, 4, 6 und 3 einfachen Blöcken</translation>
    </message>
    <message>
        <source>ResNet-50 for ImageNet: four stages of 3, 4, 6 and 3 bottleneck blocks</source>
        <translation>ResNet-50 für ImageNet: vier Stufen aus 3, 4, 6 und 3 Bottleneck-Blöcken</translation>
    </message>
    <message>
        <source>ResNet-18 for small images: 3x3 stem, four stages of two basic blocks</source>
        <translation>ResNet-18 für kleine Bilder: 3x3-Eingangsfaltung, vier Stufen aus je zwei einfachen Blöcken</translation>
    </message>
    <message>
        <source>ResNet-50 for ImageNet with batch norm and ReLU before each convolution</source>
        <translation>ResNet-50 für ImageNet mit Batch-Norm und ReLU vor jeder Faltung</translation>
    </message>
    <message>
        <source>SqueezeNet 1.1 for ImageNet: eight fire modules, no linear layer</source>
        <translation>SqueezeNet 1.1 für ImageNet: acht Fire-Module, keine lineare Schicht</translation>
    </message>
    <message>
        <source>VGG-7 for small images: six convolutions with batch norm, two linear layers</source>
        <translation>VGG-7 für kleine Bilder: sechs Faltungen mit Batch-Norm, zwei lineare Schichten</translation>
    </message>
    <message>
        <source>VGG-16 for ImageNet: thirteen convolutions, three linear layers</source>
        <translation>VGG-16 für ImageNet: dreizehn Faltungen, drei lineare Schichten</translation>
    </message>
    <message>
        <source>VGG-16 for ImageNet with batch norm</source>
        <translation>VGG-16 für ImageNet mit Batch-Norm</translation>
    </message>
    <message>
        <source>%1 holds no predictions: they are written when a run finishes.</source>
        <translation>%1 enthält keine Vorhersagen: sie werden geschrieben, wenn ein Lauf fertig ist.</translation>
    </message>
    <message>
        <source>%1 holds no run file (.h5).</source>
        <translation>%1 enthält keine Laufdatei (.h5).</translation>
    </message>
    <message>
        <source>There is no table format %1. Available: text, markdown, latex, csv, json.</source>
        <translation>Es gibt kein Tabellenformat %1. Vorhanden: text, markdown, latex, csv, json.</translation>
    </message>
    <message>
        <source>reference and fast</source>
        <translation>Referenz und schnell</translation>
    </message>
    <message>
        <source>reference and simulation</source>
        <translation>Referenz und Simulation</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>Bit</translation>
    </message>
    <message>
        <source>%1 is damaged or no CIFAR-%2 pickle: %3.</source>
        <translation>%1 ist beschädigt oder kein CIFAR-%2-Pickle: %3.</translation>
    </message>
    <message>
        <source>%1 holds no CIFAR pickles: data_batch_1 to data_batch_5 and test_batch (CIFAR-100: train, test and meta) are looked for.</source>
        <translation>%1 enthält keine CIFAR-Pickles: gesucht werden data_batch_1 bis data_batch_5 und test_batch (CIFAR-100: train, test und meta).</translation>
    </message>
    <message>
        <source>%1 lists no classes: lines such as &quot;n01440764 tench&quot; are expected.</source>
        <translation>%1 zählt keine Klassen auf: erwartet sind Zeilen wie „n01440764 tench“.</translation>
    </message>
    <message>
        <source>There is no split %1; %2 stands for it.</source>
        <translation>Es gibt keinen Teil %1; %2 steht dafür.</translation>
    </message>
    <message>
        <source>Calibration and validation share %1 of %2 images, so exponents are fitted to images they are measured on (%3%4). Choose another split or range for data.calibration.</source>
        <translation>Kalibrierung und Validierung haben %1 von %2 Bildern gemeinsam, Exponenten werden also an Bilder angepasst, auf denen gemessen wird (%3%4). Wählen Sie für data.calibration einen anderen Teil oder Bereich.</translation>
    </message>
    <message>
        <source>%1 calibration images are pixel for pixel images of the validation part under another name (%2%3).</source>
        <translation>%1 Kalibrierungsbilder sind Pixel für Pixel Bilder des Validierungsteils unter anderem Namen (%2%3).</translation>
    </message>
    <message>
        <source>The classes of %1 (%2 ...) are not all among those that the model names (%3 ...): labels are taken by number.</source>
        <translation>Nicht alle Klassen von %1 (%2 ...) sind unter denen, die das Modell nennt (%3 ...): die Klassen werden nach ihrer Nummer zugeordnet.</translation>
    </message>
    <message>
        <source>%1 is an image of %2, the others are %3. All images must have one size: set data.resize and data.crop, or resize or move it.</source>
        <translation>%1 ist ein Bild der Größe %2, die anderen sind %3. Alle Bilder müssen gleich groß sein: setzen Sie data.resize und data.crop, oder skalieren oder verschieben Sie es.</translation>
    </message>
    <message>
        <source>%1 would take %2 MiB of memory, this machine has %3 to spare. Set data.limit, data.train_limit and data.calibration_limit, or use a range such as train[:10000].</source>
        <translation>%1 würde %2 MiB Speicher brauchen, dieser Rechner hat %3 übrig. Setzen Sie data.limit, data.train_limit und data.calibration_limit, oder verwenden Sie einen Bereich wie train[:10000].</translation>
    </message>
    <message>
        <source>%1 was not used: it does not list the class folder %2.</source>
        <translation>%1 wurde nicht verwendet: der Klassenordner %2 ist darin nicht aufgezählt.</translation>
    </message>
    <message>
        <source>%1 holds %2 images without labels, which are left out: no class folders, and none of %3.txt, %3.csv, %3_annotations.txt, LOC_%3_solution.csv and labels.txt names them.</source>
        <translation>%1 enthält %2 Bilder ohne Klasse, die ausgelassen werden: es gibt keine Klassenordner, und keine der Dateien %3.txt, %3.csv, %3_annotations.txt, LOC_%3_solution.csv und labels.txt nennt sie.</translation>
    </message>
    <message>
        <source>Labels of %1 come from %2.</source>
        <translation>Die Klassen von %1 kommen aus %2.</translation>
    </message>
    <message>
        <source>%1 does not name %2 of the %3 images of %4, which are left out.</source>
        <translation>%1 nennt %2 der %3 Bilder von %4 nicht; sie werden ausgelassen.</translation>
    </message>
    <message>
        <source>%1 says that %2 is of class %3, which the data set does not have.</source>
        <translation>%1 ordnet %2 der Klasse %3 zu, die der Datensatz nicht hat.</translation>
    </message>
    <message>
        <source>%1 counts classes from 1.</source>
        <translation>%1 zählt die Klassen ab 1.</translation>
    </message>
    <message>
        <source>%1 has labels up to %2, but there are %3 classes.</source>
        <translation>%1 hat Klassen bis %2, es gibt aber %3 Klassen.</translation>
    </message>
    <message>
        <source>%1 holds %2 labels, but there are %3 images in %4.</source>
        <translation>%1 enthält %2 Klassen, in %4 sind aber %3 Bilder.</translation>
    </message>
    <message>
        <source>%1 numbers classes in ILSVRC&apos;s own order, not by their folders. Put map_clsloc.txt or ILSVRC2012_mapping.txt beside it, or use val.txt with lines &quot;file class&quot;.</source>
        <translation>%1 nummeriert die Klassen in der eigenen Reihenfolge von ILSVRC, nicht nach ihren Ordnern. Legen Sie map_clsloc.txt oder ILSVRC2012_mapping.txt daneben, oder verwenden Sie val.txt mit Zeilen der Form „Datei Klasse“.</translation>
    </message>
    <message>
        <source>%1 images are neither JPEG nor PNG and are left out, the first: %2</source>
        <translation>%1 Bilder sind weder JPEG noch PNG und werden ausgelassen, das erste: %2</translation>
    </message>
    <message>
        <source>%1 holds no labelled images: SPLIT/CLASS/*.jpg or *.png is looked for, for example train/cat/001.jpg, or one folder of images with a label file such as val.txt.%2</source>
        <translation>%1 enthält keine Bilder mit Klassen: gesucht wird TEIL/KLASSE/*.jpg oder *.png, zum Beispiel train/cat/001.jpg, oder ein Bilderordner mit einer Klassendatei wie val.txt.%2</translation>
    </message>
    <message>
        <source>%1 is an archive: unpack it and give its folder.</source>
        <translation>%1 ist ein Archiv: entpacken Sie es und geben Sie seinen Ordner an.</translation>
    </message>
    <message>
        <source>%1 is no data set that is known here: an IDX file of images, or a folder.</source>
        <translation>%1 ist kein hier bekannter Datensatz: eine IDX-Datei mit Bildern, oder ein Ordner.</translation>
    </message>
    <message>
        <source>%1 holds no data set that is known here: IDX files (train-images-idx3-ubyte), CIFAR&apos;s binary version (data_batch_1.bin) or Python version (data_batch_1), images in SPLIT/CLASS/ or CLASS/, or images with a label file (val/ and val.txt) are looked for. It holds: %2</source>
        <translation>%1 enthält keinen hier bekannten Datensatz: gesucht werden IDX-Dateien (train-images-idx3-ubyte), CIFAR in der Binärfassung (data_batch_1.bin) oder der Python-Fassung (data_batch_1), Bilder in TEIL/KLASSE/ oder KLASSE/, oder Bilder mit einer Klassendatei (val/ und val.txt). Es enthält: %2</translation>
    </message>
    <message>
        <source>%1 would be %2 after data.resize, which is too large.</source>
        <translation>%1 hätte nach data.resize die Größe %2, was zu groß ist.</translation>
    </message>
    <message>
        <source>The images of %1 are %2, the network takes %3. Set data.resize to %4 to resize the shorter side and cut out the center, or to %5 to resize both sides.</source>
        <translation>Die Bilder von %1 sind %2, das Netz nimmt %3. Setzen Sie data.resize auf %4, um die kürzere Seite zu skalieren und die Mitte auszuschneiden, oder auf %5, um beide Seiten zu skalieren.</translation>
    </message>
    <message>
        <source>data.resize is &quot;%1&quot; but must be auto, none, the length of the shorter side such as 256, or height and width such as 224x224 (at most %2).</source>
        <translation>data.resize ist „%1“, muss aber auto, none, die Länge der kürzeren Seite wie 256 oder Höhe und Breite wie 224x224 sein (höchstens %2).</translation>
    </message>
    <message>
        <source>data.crop cuts images to the network&apos;s input: name a model or data.input.</source>
        <translation>data.crop schneidet Bilder auf die Eingabe des Netzes zu: nennen Sie ein Modell oder data.input.</translation>
    </message>
    <message>
        <source>The images of %1 (%2) do not become %3, which the network takes, by data.resize = %4. Set data.crop to center.</source>
        <translation>Die Bilder von %1 (%2) werden durch data.resize = %4 nicht zu %3, was das Netz nimmt. Setzen Sie data.crop auf center.</translation>
    </message>
    <message>
        <source>its windows have gaps</source>
        <translation>ihre Fenster haben Lücken</translation>
    </message>
    <message>
        <source>its windows average different numbers of pixels</source>
        <translation>ihre Fenster mitteln verschieden viele Pixel</translation>
    </message>
    <message>
        <source>it adds feature maps of different shapes</source>
        <translation>sie addiert Merkmalskarten verschiedener Formen</translation>
    </message>
    <message>
        <source>it joins along another dimension than the channels</source>
        <translation>sie fügt entlang einer anderen Dimension als der Kanäle zusammen</translation>
    </message>
    <message>
        <source>there is no integer form of this operator</source>
        <translation>dieser Operator hat keine Integer-Form</translation>
    </message>
    <message>
        <source>Incremental network quantization</source>
        <translation>Inkrementelle Netzquantisierung</translation>
    </message>
    <message>
        <source>Every weight of a convolution or linear layer becomes 0 or a signed power of two. A growing share of the weights, the largest first, is quantized and frozen, while the rest goes on learning and makes up for the error; each stage begins at the full learning rate again. Feature maps, biases and batch norms stay float, so that there is no network on integers. A weight of b bits: one bit tells zero from the rest, the others choose the sign and one of 2^(b-2) powers. The paper trains with weight decay 5e-4 (GoogLeNet 2e-4) and momentum 0.9.</source>
        <translation>Jedes Gewicht einer Faltung oder linearen Schicht wird 0 oder eine Zweierpotenz mit Vorzeichen. Ein wachsender Anteil der Gewichte, die größten zuerst, wird quantisiert und eingefroren, während der Rest weiterlernt und den Fehler ausgleicht; jede Stufe beginnt wieder mit der vollen Lernrate. Merkmalskarten, Biase und Batch-Norms bleiben Gleitkomma, es gibt also kein Netz auf ganzen Zahlen. Ein Gewicht von b Bit: ein Bit unterscheidet die Null vom Rest, die anderen wählen das Vorzeichen und eine von 2^(b-2) Potenzen. Der Artikel trainiert mit Gewichtsabnahme 5e-4 (GoogLeNet 2e-4) und Momentum 0.9.</translation>
    </message>
    <message>
        <source>One bit tells zero from the rest, the others index 2^(bits-1) signed powers of two: 2 bits are ternary, 5 give 17 levels.</source>
        <translation>Ein Bit unterscheidet die Null vom Rest, die anderen wählen unter 2^(Bits-1) Zweierpotenzen mit Vorzeichen: 2 Bit sind ternär, 5 ergeben 17 Stufen.</translation>
    </message>
    <message>
        <source>One bit belongs to binary codebooks; above 8 the added powers are too small for any weight to become one.</source>
        <translation>Ein Bit gehört zu binären Codebüchern; über 8 sind die hinzukommenden Potenzen zu klein, als dass ein Gewicht zu einer von ihnen würde.</translation>
    </message>
    <message>
        <source>Share of each layer&apos;s weights that is quantized and frozen after each stage: rising, the last one 1.</source>
        <translation>Anteil der Gewichte jeder Schicht, der nach jeder Stufe quantisiert und eingefroren ist: steigend, der letzte 1.</translation>
    </message>
    <message>
        <source>Which weights are frozen first: those of largest magnitude (pruning-inspired), or a random draw.</source>
        <translation>Welche Gewichte zuerst eingefroren werden: die betragsmäßig größten (wie beim Pruning), oder eine zufällige Ziehung.</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>monotone: a frozen weight stays frozen. redrawn: each stage chooses anew among all weights, as the authors&apos; Caffe code does, so that a frozen one may become free again.</source>
        <translation>monotone: ein eingefrorenes Gewicht bleibt eingefroren. redrawn: jede Stufe wählt neu unter allen Gewichten, wie der Caffe-Code der Autoren, sodass ein eingefrorenes wieder frei werden kann.</translation>
    </message>
    <message>
        <source>Largest power</source>
        <translation>Größte Potenz</translation>
    </message>
    <message>
        <source>When a layer&apos;s largest power of two is found from its weights: once before the first stage, or at every stage anew as in the authors&apos; Caffe code.</source>
        <translation>Wann die größte Zweierpotenz einer Schicht aus ihren Gewichten bestimmt wird: einmal vor der ersten Stufe, oder bei jeder Stufe neu wie im Caffe-Code der Autoren.</translation>
    </message>
    <message>
        <source>Ties</source>
        <translation>Gleichstände</translation>
    </message>
    <message>
        <source>What the middle of two levels becomes: the larger one as in the paper, or the smaller one as in the authors&apos; Caffe code.</source>
        <translation>Was aus der Mitte zweier Stufen wird: die größere wie im Artikel, oder die kleinere wie im Caffe-Code der Autoren.</translation>
    </message>
    <message>
        <source>Beyond the largest power</source>
        <translation>Jenseits der größten Potenz</translation>
    </message>
    <message>
        <source>What a weight becomes that grew to 1.5 times the largest power while it was free: that power, or 0 as the paper&apos;s formula says literally.</source>
        <translation>Was aus einem Gewicht wird, das auf das 1,5-Fache der größten Potenz wuchs, solange es frei war: diese Potenz, oder 0, wie es die Formel des Artikels wörtlich sagt.</translation>
    </message>
    <message>
        <source>VGG-16, ResNet-18, ResNet-50</source>
        <translation>VGG-16, ResNet-18, ResNet-50</translation>
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
        <translation>ResNet-18, 4 Bit</translation>
    </message>
    <message>
        <source>ResNet-18, 3 bits</source>
        <translation>ResNet-18, 3 Bit</translation>
    </message>
    <message>
        <source>ResNet-18, 2 bits (ternary)</source>
        <translation>ResNet-18, 2 Bit (ternär)</translation>
    </message>
    <message>
        <source>Authors&apos; Caffe code</source>
        <translation>Caffe-Code der Autoren</translation>
    </message>
    <message>
        <source>INQ-pytorch</source>
        <translation>INQ-pytorch</translation>
    </message>
    <message>
        <source>The limits of layer %1 are not in order.</source>
        <translation>Die Grenzen von Schicht %1 sind nicht in der richtigen Reihenfolge.</translation>
    </message>
    <message>
        <source>Layer %1 (%4) combines feature maps of different shapes, %2 and %3.</source>
        <translation>Schicht %1 (%4) verknüpft Merkmalskarten verschiedener Formen, %2 und %3.</translation>
    </message>
    <message>
        <source>%1 has %2 inputs (%3); only models with one input, the images, are read.</source>
        <translation>%1 hat %2 Eingaben (%3); gelesen werden nur Modelle mit einer Eingabe, den Bildern.</translation>
    </message>
    <message>
        <source>The input &quot;%2&quot; of %1 is of type %3; only images of type FLOAT are read.</source>
        <translation>Die Eingabe „%2“ von %1 ist vom Typ %3; gelesen werden nur Bilder vom Typ FLOAT.</translation>
    </message>
    <message>
        <source>The input &quot;%2&quot; of %1 is no batch of images: it has %3 dimensions.</source>
        <translation>Die Eingabe „%2“ von %1 ist kein Stapel von Bildern: sie hat %3 Dimensionen.</translation>
    </message>
    <message>
        <source>%1 is for images of %2, not %3. Change data.input.</source>
        <translation>%1 ist für Bilder der Größe %2, nicht %3. Ändern Sie data.input.</translation>
    </message>
    <message>
        <source>%1 takes vectors of %2 values. Give the shape of the images that they are as input, for example --set data.input=1x28x28.</source>
        <translation>%1 nimmt Vektoren aus %2 Werten. Geben Sie die Form der Bilder, aus denen sie bestehen, als Eingabe an, zum Beispiel --set data.input=1x28x28.</translation>
    </message>
    <message>
        <source>%1 does not say for which images it is. Give their shape as input, for example --set data.input=3x224x224.</source>
        <translation>%1 sagt nicht, für welche Bilder es ist. Geben Sie ihre Form als Eingabe an, zum Beispiel --set data.input=3x224x224.</translation>
    </message>
    <message>
        <source>The softmax at the end was left out: accuracy and training use the values before it.</source>
        <translation>Der Softmax am Ende wurde ausgelassen: Genauigkeit und Training verwenden die Werte davor.</translation>
    </message>
    <message>
        <source>The model has several outputs; the first one is used.</source>
        <translation>Das Modell hat mehrere Ausgaben; verwendet wird die erste.</translation>
    </message>
    <message>
        <source>%1 uses operators that are not read: %2. Export the model in evaluation mode with the exporter&apos;s standard operators.</source>
        <translation>%1 verwendet Operatoren, die nicht gelesen werden: %2. Exportieren Sie das Modell im Auswertungsmodus mit den Standardoperatoren des Exporters.</translation>
    </message>
    <message>
        <source>%1 is no classifier of images: its output has the shape %2 for one image.</source>
        <translation>%1 ist kein Klassifikator für Bilder: seine Ausgabe hat für ein Bild die Form %2.</translation>
    </message>
    <message>
        <source>%1 has the tensor %2 twice, with and without a prefix such as module.</source>
        <translation>%1 hat den Tensor %2 zweimal, mit und ohne ein Präfix wie module.</translation>
    </message>
    <message>
        <source>The tensors of %1 (%2) are those of no known architecture. Save the network as ONNX or TorchScript, or name the architecture with --architecture: %3.</source>
        <translation>Die Tensoren von %1 (%2) sind die keiner bekannten Architektur. Speichern Sie das Netz als ONNX oder TorchScript, oder nennen Sie die Architektur mit --architecture: %3.</translation>
    </message>
    <message>
        <source>The tensors of %1 are those of no known architecture. The nearest is %2; against it, missing: %3. Unexpected: %4. Save the network as ONNX or TorchScript, or name the architecture with --architecture: %5.</source>
        <translation>Die Tensoren von %1 sind die keiner bekannten Architektur. Am nächsten kommt %2; dagegen fehlt: %3. Unerwartet: %4. Speichern Sie das Netz als ONNX oder TorchScript, oder nennen Sie die Architektur mit --architecture: %5.</translation>
    </message>
    <message>
        <source>%1 does not hold a %2. Missing: %3. Unexpected: %4. Wrong shapes: %5. The names fit --architecture %6 better.</source>
        <translation>%1 enthält kein %2. Es fehlt: %3. Unerwartet: %4. Falsche Formen: %5. Die Namen passen besser zu --architecture %6.</translation>
    </message>
    <message>
        <source>The auxiliary classifiers were left out: only training uses them.</source>
        <translation>Die Hilfsklassifikatoren wurden ausgelassen: nur das Training verwendet sie.</translation>
    </message>
    <message>
        <source>%1 is damaged, or does what no network does: reading it ended with %2. Download or copy it again, or export the network as ONNX.</source>
        <translation>%1 ist beschädigt, oder tut, was kein Netz tut: das Lesen endete mit %2. Laden oder kopieren Sie es noch einmal, oder exportieren Sie das Netz als ONNX.</translation>
    </message>
    <message>
        <source>%1 cannot be read: the program %2 is missing. Build it, or install Dyadic anew.</source>
        <translation>%1 kann nicht gelesen werden: das Programm %2 fehlt. Bauen Sie es, oder installieren Sie Dyadic neu.</translation>
    </message>
    <message>
        <source>The file does not say for which images it is: a usual size was taken. Another one can be given as input.</source>
        <translation>Die Datei sagt nicht, für welche Bilder sie ist: genommen wurde eine übliche Größe. Eine andere kann als Eingabe angegeben werden.</translation>
    </message>
    <message>
        <source>its limits are no numbers</source>
        <translation>seine Grenzen sind keine Zahlen</translation>
    </message>
    <message>
        <source>it works along the images of a batch</source>
        <translation>er arbeitet entlang der Bilder eines Stapels</translation>
    </message>
    <message>
        <source>its size is %1; only odd ones are read</source>
        <translation>seine Größe ist %1; nur ungerade werden gelesen</translation>
    </message>
    <message>
        <source>its ratio is no number</source>
        <translation>seine Rate ist keine Zahl</translation>
    </message>
    <message>
        <source>it was exported for training, so that it drops values always; export the model in evaluation mode</source>
        <translation>er wurde für das Training exportiert und setzt daher immer Werte auf null; exportieren Sie das Modell im Auswertungsmodus</translation>
    </message>
    <message>
        <source>the shape %2 of its %1 does not fit</source>
        <translation>die Form %2 (%1) passt nicht</translation>
    </message>
    <message>
        <source>its input has the shape %1 for one image; only vectors are read</source>
        <translation>seine Eingabe hat für ein Bild die Form %1; nur Vektoren werden gelesen</translation>
    </message>
    <message>
        <source>its constant of shape %1 differs from image to image, or adds a dimension</source>
        <translation>seine Konstante der Form %1 ist von Bild zu Bild verschieden oder fügt eine Dimension hinzu</translation>
    </message>
    <message>
        <source>it does not have two inputs</source>
        <translation>er hat nicht zwei Eingaben</translation>
    </message>
    <message>
        <source>its inputs have different numbers of dimensions</source>
        <translation>seine Eingaben haben verschieden viele Dimensionen</translation>
    </message>
    <message>
        <source>it transposes its input, which joins the images of a batch</source>
        <translation>er transponiert seine Eingabe, was die Bilder eines Stapels vermischt</translation>
    </message>
    <message>
        <source>its bias differs from image to image or does not fit</source>
        <translation>sein Bias ist von Bild zu Bild verschieden oder passt nicht</translation>
    </message>
    <message>
        <source>it was exported for training, with the statistics of each batch; export the model in evaluation mode</source>
        <translation>er wurde für das Training exportiert, mit der Statistik jedes Stapels; exportieren Sie das Modell im Auswertungsmodus</translation>
    </message>
    <message>
        <source>it normalizes each pixel on its own (spatial = 0)</source>
        <translation>er normalisiert jedes Pixel für sich (spatial = 0)</translation>
    </message>
    <message>
        <source>its variances are negative</source>
        <translation>seine Varianzen sind negativ</translation>
    </message>
    <message>
        <source>its output &quot;%1&quot; is used, and only the first one is read</source>
        <translation>seine Ausgabe „%1“ wird verwendet, gelesen wird aber nur die erste</translation>
    </message>
    <message>
        <source>%1 is no network: its output &quot;%2&quot; does not depend on its input.</source>
        <translation>%1 ist kein Netz: seine Ausgabe „%2“ hängt nicht von seiner Eingabe ab.</translation>
    </message>
    <message>
        <source>The output &quot;%2&quot; of %1 is transposed, which is not read.</source>
        <translation>Die Ausgabe „%2“ von %1 ist transponiert, was nicht gelesen wird.</translation>
    </message>
    <message>
        <source>it is read only in arithmetic on shapes and constants</source>
        <translation>er wird nur in Rechnungen mit Formen und Konstanten gelesen</translation>
    </message>
    <message>
        <source>it has no input or no output</source>
        <translation>er hat keine Eingabe oder keine Ausgabe</translation>
    </message>
    <message>
        <source>its input %1 is missing</source>
        <translation>seine Eingabe %1 fehlt</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; depends on the images; only a constant one is read</source>
        <translation>seine Eingabe „%1“ hängt von den Bildern ab; nur eine konstante wird gelesen</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; holds integers; networks that are quantized already are not read</source>
        <translation>seine Eingabe „%1“ enthält ganze Zahlen; Netze, die schon quantisiert sind, werden nicht gelesen</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; is used by too many operators</source>
        <translation>seine Eingabe „%1“ wird von zu vielen Operatoren verwendet</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; holds NaN or infinity</source>
        <translation>seine Eingabe „%1“ enthält NaN oder Unendlich</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; is no list of known integers</source>
        <translation>seine Eingabe „%1“ ist keine Liste bekannter ganzer Zahlen</translation>
    </message>
    <message>
        <source>its input &quot;%1&quot; is a constant, where only feature maps are read</source>
        <translation>seine Eingabe „%1“ ist eine Konstante, wo nur Merkmalskarten gelesen werden</translation>
    </message>
    <message>
        <source>its input is transposed; a Transpose is read only where it changes the layout of images back and forth</source>
        <translation>seine Eingabe ist transponiert; ein Transpose wird nur gelesen, wo es die Anordnung von Bildern hin und zurück ändert</translation>
    </message>
    <message>
        <source>its input has the shape %1 for one image; only images of channels x height x width are read</source>
        <translation>seine Eingabe hat für ein Bild die Form %1; nur Bilder aus Kanälen x Höhe x Breite werden gelesen</translation>
    </message>
    <message>
        <source>its kernel, strides, pads or dilations are not those of a window on images</source>
        <translation>seine kernel, strides, pads oder dilations sind nicht die eines Fensters auf Bildern</translation>
    </message>
    <message>
        <source>its padding is too wide for ceil_mode</source>
        <translation>sein Rand ist für ceil_mode zu breit</translation>
    </message>
    <message>
        <source>its last window in ceil_mode lies in the padding or counts what is behind it, which versions of ONNX do differently</source>
        <translation>sein letztes Fenster liegt bei ceil_mode im Rand oder zählt mit, was dahinter ist, was die Versionen von ONNX verschieden machen</translation>
    </message>
    <message>
        <source>it has dilations and auto_pad, which runtimes of ONNX do differently</source>
        <translation>er hat dilations und auto_pad, was Laufzeitumgebungen für ONNX verschieden machen</translation>
    </message>
    <message>
        <source>its auto_pad &quot;%1&quot; is not read</source>
        <translation>sein auto_pad „%1“ wird nicht gelesen</translation>
    </message>
    <message>
        <source>its dilations are not read</source>
        <translation>seine dilations werden nicht gelesen</translation>
    </message>
    <message>
        <source>its input of %1 is no multiple of its output&apos;s height and width, %2 and %3; give images of another size as data.input</source>
        <translation>seine Eingabe von %1 ist kein Vielfaches der Höhe und Breite seiner Ausgabe, %2 und %3; geben Sie als data.input eine andere Bildgröße an</translation>
    </message>
    <message>
        <source>it takes the mean over nothing</source>
        <translation>er mittelt über nichts</translation>
    </message>
    <message>
        <source>its axes are not dimensions of its input</source>
        <translation>seine Achsen sind keine Dimensionen seiner Eingabe</translation>
    </message>
    <message>
        <source>it takes the mean over the images of a batch</source>
        <translation>er mittelt über die Bilder eines Stapels</translation>
    </message>
    <message>
        <source>its attribute &quot;%1&quot; is not read</source>
        <translation>sein Attribut „%1“ wird nicht gelesen</translation>
    </message>
    <message>
        <source>it joins or splits the images of a batch</source>
        <translation>er verbindet oder teilt die Bilder eines Stapels</translation>
    </message>
    <message>
        <source>its shape is no list of integers</source>
        <translation>seine Form ist keine Liste ganzer Zahlen</translation>
    </message>
    <message>
        <source>its shape does not fit its input, or it joins images of a batch</source>
        <translation>seine Form passt nicht zu seiner Eingabe, oder er verbindet Bilder eines Stapels</translation>
    </message>
    <message>
        <source>it takes out a dimension that is not of size 1</source>
        <translation>er nimmt eine Dimension heraus, deren Größe nicht 1 ist</translation>
    </message>
    <message>
        <source>its axes are not dimensions of its output</source>
        <translation>seine Achsen sind keine Dimensionen seiner Ausgabe</translation>
    </message>
    <message>
        <source>its order is not one of its input&apos;s dimensions</source>
        <translation>seine Reihenfolge ist keine Anordnung der Dimensionen seiner Eingabe</translation>
    </message>
    <message>
        <source>its pads do not fit its input</source>
        <translation>seine pads passen nicht zu seiner Eingabe</translation>
    </message>
    <message>
        <source>its value is not one number</source>
        <translation>sein Wert ist nicht eine einzelne Zahl</translation>
    </message>
    <message>
        <source>its mode &quot;%1&quot; is not read</source>
        <translation>sein Modus „%1“ wird nicht gelesen</translation>
    </message>
    <message>
        <source>its bounds are missing</source>
        <translation>seine Schranken fehlen</translation>
    </message>
    <message>
        <source>its bounds do not fit its input</source>
        <translation>seine Schranken passen nicht zu seiner Eingabe</translation>
    </message>
    <message>
        <source>it reverses a dimension; only positive steps are read</source>
        <translation>er kehrt eine Dimension um; nur positive Schritte werden gelesen</translation>
    </message>
    <message>
        <source>nothing is left of its input</source>
        <translation>von seiner Eingabe bleibt nichts übrig</translation>
    </message>
    <message>
        <source>it takes several elements; only a single one is read</source>
        <translation>er nimmt mehrere Elemente; nur ein einzelnes wird gelesen</translation>
    </message>
    <message>
        <source>it converts feature maps to %1; they stay FLOAT here</source>
        <translation>er wandelt Merkmalskarten in %1 um; hier bleiben sie FLOAT</translation>
    </message>
    <message>
        <source>The elements of tensor &quot;%2&quot; of %1 could not be read from %3.</source>
        <translation>Die Elemente des Tensors „%2“ von %1 konnten nicht aus %3 gelesen werden.</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; cannot be had: %2</source>
        <translation>der Tensor „%1“ ist nicht zu bekommen: %2</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; is of type %2, which is not read</source>
        <translation>der Tensor „%1“ ist vom Typ %2, der nicht gelesen wird</translation>
    </message>
    <message>
        <source>%1 is damaged or no ONNX model. Export or download it again.</source>
        <translation>%1 ist beschädigt oder kein ONNX-Modell. Exportieren oder laden Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 has more than a million parts, which no network has; it is not read.</source>
        <translation>%1 hat mehr als eine Million Teile, was kein Netz hat; es wird nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 cannot be opened: it is not there, not a file, or not readable.</source>
        <translation>%1 kann nicht geöffnet werden: es ist nicht da, keine Datei, oder nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 is larger than the 2 GiB of an ONNX file. Save the model with external data.</source>
        <translation>%1 ist größer als die 2 GiB einer ONNX-Datei. Speichern Sie das Modell mit externen Daten.</translation>
    </message>
    <message>
        <source>%1 uses version %2 of ONNX&apos;s operators; versions %3 to %4 are read. Export the model with another opset_version.</source>
        <translation>%1 verwendet Version %2 der ONNX-Operatoren; gelesen werden die Versionen %3 bis %4. Exportieren Sie das Modell mit einer anderen opset_version.</translation>
    </message>
    <message>
        <source>%1 has %2 operators; at most %3 are read.</source>
        <translation>%1 hat %2 Operatoren; höchstens %3 werden gelesen.</translation>
    </message>
    <message>
        <source>%1 has the sparse tensor &quot;%2&quot;; sparse tensors are not read.</source>
        <translation>%1 hat den dünn besetzten Tensor „%2“; dünn besetzte Tensoren werden nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 is damaged: two nodes give the value &quot;%2&quot;.</source>
        <translation>%1 ist beschädigt: zwei Knoten liefern den Wert „%2“.</translation>
    </message>
    <message>
        <source>%1 is damaged: no node gives the value &quot;%2&quot;.</source>
        <translation>%1 ist beschädigt: kein Knoten liefert den Wert „%2“.</translation>
    </message>
    <message>
        <source>%1 is damaged: its operators read one another in a circle.</source>
        <translation>%1 ist beschädigt: seine Operatoren lesen einander im Kreis.</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>%1 konnte nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>its value is neither numbers nor a dense tensor</source>
        <translation>sein Wert besteht weder aus Zahlen noch aus einem dicht besetzten Tensor</translation>
    </message>
    <message>
        <source>it converts to %1, which is not read</source>
        <translation>er wandelt in %1 um, was nicht gelesen wird</translation>
    </message>
    <message>
        <source>its constant inputs do not fit one another</source>
        <translation>seine konstanten Eingaben passen nicht zueinander</translation>
    </message>
    <message>
        <source>it computes with the number of images, which is not known</source>
        <translation>er rechnet mit der Zahl der Bilder, die nicht bekannt ist</translation>
    </message>
    <message>
        <source>its result is too large</source>
        <translation>sein Ergebnis ist zu groß</translation>
    </message>
    <message>
        <source>the file asks for too much arithmetic on constants</source>
        <translation>die Datei verlangt zu viele Rechnungen mit Konstanten</translation>
    </message>
    <message>
        <source>%1 is damaged: its tensor &quot;%2&quot; %3.</source>
        <translation>%1 ist beschädigt: sein Tensor „%2“: %3.</translation>
    </message>
    <message>
        <source>%1 keeps its tensor &quot;%2&quot; in the file &quot;%3&quot;, which is not below the model&apos;s folder. Such files are not read; put it beside the model and save the model anew.</source>
        <translation>%1 hat seinen Tensor „%2“ in der Datei „%3“, die nicht unter dem Ordner des Modells liegt. Solche Dateien werden nicht gelesen; legen Sie sie neben das Modell und speichern Sie das Modell neu.</translation>
    </message>
    <message>
        <source>%1 keeps its tensor &quot;%2&quot; in the file &quot;%3&quot;, which is not there. Copy it to the model&apos;s folder.</source>
        <translation>%1 hat seinen Tensor „%2“ in der Datei „%3“, die nicht da ist. Kopieren Sie sie in den Ordner des Modells.</translation>
    </message>
    <message>
        <source>%1 is damaged, or its data file &quot;%3&quot; is: the elements of tensor &quot;%2&quot; are not all there.</source>
        <translation>%1 oder seine Datendatei „%3“ ist beschädigt: die Elemente des Tensors „%2“ sind nicht alle da.</translation>
    </message>
    <message>
        <source>The program of %1 returns no tensor; only classifiers are read.</source>
        <translation>Das Programm von %1 gibt keinen Tensor zurück; nur Klassifikatoren werden gelesen.</translation>
    </message>
    <message>
        <source>The program of %1 takes no images.</source>
        <translation>Das Programm von %1 nimmt keine Bilder.</translation>
    </message>
    <message>
        <source>The program of %1 takes more than images: its argument %2.</source>
        <translation>Das Programm von %1 nimmt mehr als Bilder: sein Argument %2.</translation>
    </message>
    <message>
        <source>The program of %1 takes more than %2 steps for one image.</source>
        <translation>Das Programm von %1 braucht für ein Bild mehr als %2 Schritte.</translation>
    </message>
    <message>
        <source>The program of %1 raises an exception for images of this shape, at %2.</source>
        <translation>Das Programm von %1 löst für Bilder dieser Form eine Ausnahme aus, bei %2.</translation>
    </message>
    <message>
        <source>%1 is damaged: its program uses a value that it does not have.</source>
        <translation>%1 ist beschädigt: sein Programm verwendet einen Wert, den es nicht hat.</translation>
    </message>
    <message>
        <source>The program of %1 changes a tensor in place that it uses under another shape, too; export it as ONNX instead.</source>
        <translation>Das Programm von %1 ändert einen Tensor an Ort und Stelle, den es auch unter einer anderen Form verwendet; exportieren Sie es stattdessen als ONNX.</translation>
    </message>
    <message>
        <source>The program of %1 uses a part of an operator that is not read.</source>
        <translation>Das Programm von %1 verwendet einen Teil eines Operators, der nicht gelesen wird.</translation>
    </message>
    <message>
        <source>%1 uses %2, which is not read. Save the network&apos;s tensors as a state dict, or export it as ONNX.</source>
        <translation>%1 verwendet %2, was nicht gelesen wird. Speichern Sie die Tensoren des Netzes als State-Dict, oder exportieren Sie es als ONNX.</translation>
    </message>
    <message>
        <source>%1 holds more than 2 GiB of tensors.</source>
        <translation>%1 enthält mehr als 2 GiB an Tensoren.</translation>
    </message>
    <message>
        <source>Reading %1 takes more memory than a file of its size should need.</source>
        <translation>%1 zu lesen braucht mehr Speicher, als eine Datei dieser Größe brauchen sollte.</translation>
    </message>
    <message>
        <source>%1 is damaged or was saved by a PyTorch that is too new: %2</source>
        <translation>%1 ist beschädigt oder wurde von einem zu neuen PyTorch gespeichert: %2</translation>
    </message>
    <message>
        <source>%1 calls %2, which a file of tensors does not need. Nothing of it was run and nothing was loaded. Take the file from a source you trust, or have it saved as tensors alone.</source>
        <translation>%1 ruft %2 auf, was eine Datei mit Tensoren nicht braucht. Nichts davon wurde ausgeführt, und nichts wurde geladen. Nehmen Sie die Datei aus einer Quelle, der Sie vertrauen, oder lassen Sie sie nur mit Tensoren speichern.</translation>
    </message>
    <message>
        <source>%1 holds more than %2 values, too many for a file of tensors.</source>
        <translation>%1 enthält mehr als %2 Werte, zu viele für eine Datei mit Tensoren.</translation>
    </message>
    <message>
        <source>%1 is damaged: it ends in the middle of its data. Download or copy it again.</source>
        <translation>%1 ist beschädigt: es endet mitten in seinen Daten. Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 is damaged: its pickle is not valid at byte %2. Download or copy it again.</source>
        <translation>%1 ist beschädigt: sein Pickle ist bei Byte %2 ungültig. Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 is damaged: it is not built as torch.save builds its files. Download or copy it again.</source>
        <translation>%1 ist beschädigt: es ist nicht so aufgebaut, wie torch.save seine Dateien aufbaut. Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 holds tensors that are quantized already (%2). Save the float network.</source>
        <translation>%1 enthält Tensoren, die schon quantisiert sind (%2). Speichern Sie das Gleitkommanetz.</translation>
    </message>
    <message>
        <source>%1 holds a whole module, which only its own Python code can load: it calls %2. In Python, save its tensors with torch.save(model.state_dict(), &quot;model.pth&quot;), or the network with torch.jit.script(model).save(&quot;model.pt&quot;).</source>
        <translation>%1 enthält ein ganzes Modul, das nur sein eigener Python-Code laden kann: es ruft %2 auf. Speichern Sie in Python seine Tensoren mit torch.save(model.state_dict(), &quot;model.pth&quot;), oder das Netz mit torch.jit.script(model).save(&quot;model.pt&quot;).</translation>
    </message>
    <message>
        <source>%1 is damaged: the elements of its tensor %2 are missing.</source>
        <translation>%1 ist beschädigt: die Elemente seines Tensors %2 fehlen.</translation>
    </message>
    <message>
        <source>%1 was saved on a big-endian machine. Save it on another one.</source>
        <translation>%1 wurde auf einem Big-Endian-Rechner gespeichert. Speichern Sie es auf einem anderen.</translation>
    </message>
    <message>
        <source>%1 is a Python pickle, but not one that torch.save wrote. In Python, save a state dict with torch.save(model.state_dict(), &quot;model.pth&quot;).</source>
        <translation>%1 ist ein Python-Pickle, aber keines, das torch.save geschrieben hat. Speichern Sie in Python ein State-Dict mit torch.save(model.state_dict(), &quot;model.pth&quot;).</translation>
    </message>
    <message>
        <source>%1 is a zip archive, but not one that torch.save wrote. Unpack it first.</source>
        <translation>%1 ist ein Zip-Archiv, aber keines, das torch.save geschrieben hat. Entpacken Sie es zuerst.</translation>
    </message>
    <message>
        <source>%1 is truncated: its %2 bytes do not hold all of its tensors. Download or copy it again.</source>
        <translation>%1 ist abgeschnitten: seine %2 Bytes enthalten nicht alle seine Tensoren. Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 holds no state dict. In Python, save one: torch.save(model.state_dict(), &quot;%2&quot;).</source>
        <translation>%1 enthält kein State-Dict. Speichern Sie in Python eines: torch.save(model.state_dict(), &quot;%2&quot;).</translation>
    </message>
    <message>
        <source>%1 is damaged: it describes the tensor %2 wrongly.</source>
        <translation>%1 ist beschädigt: es beschreibt den Tensor %2 falsch.</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 ist leer.</translation>
    </message>
    <message>
        <source>%1 is no model file that can be read. Safetensors, state dicts that PyTorch saved, TorchScript and ONNX files can be.</source>
        <translation>%1 ist keine Modelldatei, die gelesen werden kann. Gelesen werden Dateien von safetensors, von PyTorch gespeicherte State-Dicts, TorchScript und ONNX.</translation>
    </message>
    <message>
        <source>%1 is a TorchScript program, no file of tensors.</source>
        <translation>%1 ist ein TorchScript-Programm, keine Datei mit Tensoren.</translation>
    </message>
    <message>
        <source>%1 is an ONNX model, no file of tensors.</source>
        <translation>%1 ist ein ONNX-Modell, keine Datei mit Tensoren.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Download or copy it again.</source>
        <translation>%1 ist beschädigt: %2. Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 is damaged: its entry %2 cannot be read. Download or copy it again.</source>
        <translation>%1 ist beschädigt: sein Eintrag %2 kann nicht gelesen werden. Laden oder kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 is encrypted or compressed in a way that is not supported. Pack it anew.</source>
        <translation>%1 ist verschlüsselt oder auf eine Weise komprimiert, die nicht unterstützt wird. Packen Sie es neu.</translation>
    </message>
    <message>
        <source>%1 unpacks to more than %2 times its size and was not unpacked.</source>
        <translation>%1 wäre entpackt mehr als %2-mal so groß und wurde nicht entpackt.</translation>
    </message>
    <message>
        <source>The entry %2 of %1 is larger than it can be in a file of tensors.</source>
        <translation>Der Eintrag %2 von %1 ist größer, als er in einer Datei mit Tensoren sein kann.</translation>
    </message>
    <message>
        <source>There is no validation image %1.</source>
        <translation>Es gibt kein Validierungsbild %1.</translation>
    </message>
    <message>
        <source>%1 training images do not fit into memory. Set data.train_limit to look at some.</source>
        <translation>%1 Trainingsbilder passen nicht in den Speicher. Setzen Sie data.train_limit, um einige anzusehen.</translation>
    </message>
    <message>
        <source>The images of %1 are %2: set data.input to what the network shall take, for example 3x224x224.</source>
        <translation>Die Bilder von %1 sind %2: setzen Sie data.input auf das, was das Netz nehmen soll, zum Beispiel 3x224x224.</translation>
    </message>
    <message>
        <source>this run quantizes weights alone: feature maps, biases and batch norms stay float, so that there is no network on integers. A method that quantizes feature maps too, such as ioiq, leads to one.</source>
        <translation>dieser Lauf quantisiert nur Gewichte: Merkmalskarten, Biase und Batch-Norms bleiben Gleitkomma, es gibt also kein Netz auf ganzen Zahlen. Eine Methode, die auch Merkmalskarten quantisiert, etwa ioiq, führt zu einem.</translation>
    </message>
    <message>
        <source>this integer program has real scales, zero points and fixed-point multipliers, which are written as h5 only: C and ONNX are for programs of shifts, such as those of ioiq.</source>
        <translation>dieses Integer-Programm hat reelle Skalen, Nullpunkte und Festkomma-Multiplikatoren, die nur als h5 geschrieben werden: C und ONNX sind für Programme aus Verschiebungen, wie die von ioiq.</translation>
    </message>
    <message>
        <source>%1 finds nothing to quantize: the network has %2 layers with weights, of which the first and the last stay as they are, and the rules leave out the others. Set method.parameters.quantize_first or quantize_last to true, or take a network with layers between them.</source>
        <translation>%1 findet nichts zu quantisieren: das Netz hat %2 Schichten mit Gewichten, von denen die erste und die letzte bleiben, wie sie sind, und die Regeln nehmen die anderen aus. Setzen Sie method.parameters.quantize_first oder quantize_last auf true, oder nehmen Sie ein Netz mit Schichten dazwischen.</translation>
    </message>
    <message>
        <source>Quantize the first layer</source>
        <translation>Erste Schicht quantisieren</translation>
    </message>
    <message>
        <source>Whether the first convolution or linear layer is quantized too, or stays float. Rules of single layers have precedence.</source>
        <translation>Ob auch die erste Faltung oder lineare Schicht quantisiert wird, oder Gleitkomma bleibt. Regeln einzelner Schichten gehen vor.</translation>
    </message>
    <message>
        <source>Quantize the last layer</source>
        <translation>Letzte Schicht quantisieren</translation>
    </message>
    <message>
        <source>Whether the last convolution or linear layer is quantized too, or stays float. Rules of single layers have precedence.</source>
        <translation>Ob auch die letzte Faltung oder lineare Schicht quantisiert wird, oder Gleitkomma bleibt. Regeln einzelner Schichten gehen vor.</translation>
    </message>
    <message>
        <source>Low-bit weights by alternating directions</source>
        <translation>Gewichte mit wenigen Bits durch alternierende Richtungen</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>Strafterm</translation>
    </message>
    <message>
        <source>The float weights are trained, and pulled to the nearest weights of one alpha a layer times -1 and 1; -1, 0 and 1; or 0 and powers of two. Each iteration, a stage here, trains with the pull rho/2 |W - G + lambda|^2, then projects W + lambda to G with the best alpha, then adds to lambda what separates W from G. At the end G takes the place of W; a last stage trains batch norms and biases with it, or statistics alone are taken anew. Feature maps, biases, batch norms and by default the first and last layer stay float, so that there is no network on integers. The paper trains by extragradient: training.optimizer. It is the learning-compression algorithm with a fixed penalty. Uncertain: the paper&apos;s rho, learning rates, number of iterations, and its ends of the network; the defaults here are ours.</source>
        <translation>Die Gleitkomma-Gewichte werden trainiert und dabei zu den nächsten Gewichten gezogen, die ein Alpha je Schicht mal -1 und 1; -1, 0 und 1; oder 0 und Zweierpotenzen sind. Jede Iteration, hier eine Stufe, trainiert mit dem Zug rho/2 |W - G + lambda|^2, projiziert dann W + lambda mit dem besten Alpha auf G und addiert schließlich zu lambda, was W von G trennt. Am Ende tritt G an die Stelle von W; eine letzte Stufe trainiert damit Batch-Norms und Biase, oder es wird nur die Statistik neu bestimmt. Merkmalskarten, Biase, Batch-Norms und, wenn nicht anders gesetzt, die erste und letzte Schicht bleiben Gleitkomma, es gibt also kein Netz auf ganzen Zahlen. Der Artikel trainiert mit Extragradient: training.optimizer. Es ist der Learning-Compression-Algorithmus mit festem Strafterm. Ungewiss: das rho des Artikels, seine Lernraten, die Zahl der Iterationen und die beiden Enden seines Netzes; die Vorgaben hier sind unsere.</translation>
    </message>
    <message>
        <source>Penalty rho</source>
        <translation>Strafparameter rho</translation>
    </message>
    <message>
        <source>Strength of the pull to representable weights, against the mean cross-entropy. Too small: weights are still far off at the end. Too large: they stay where they were projected first. The paper does not give it.</source>
        <translation>Stärke des Zugs zu darstellbaren Gewichten, gegen die mittlere Kreuzentropie. Zu klein: am Ende sind die Gewichte noch weit weg. Zu groß: sie bleiben, wohin sie zuerst projiziert wurden. Der Artikel gibt sie nicht an.</translation>
    </message>
    <message>
        <source>Growth of rho</source>
        <translation>Wachstum von rho</translation>
    </message>
    <message>
        <source>Factor from iteration to iteration: 1 in the paper, a little more in the learning-compression algorithm.</source>
        <translation>Faktor von Iteration zu Iteration: 1 im Artikel, etwas mehr im Learning-Compression-Algorithmus.</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>How often training and projection take turns. Each is a stage; one more follows, in which the weights are the projected ones.</source>
        <translation>Wie oft sich Training und Projektion abwechseln. Jede Iteration ist eine Stufe; eine weitere folgt, in der die Gewichte die projizierten sind.</translation>
    </message>
    <message>
        <source>Batch-norm batches</source>
        <translation>Batch-Norm-Stapel</translation>
    </message>
    <message>
        <source>Batches of calibration images from which batch norms take their statistics anew at the end; 0 keeps those of training.</source>
        <translation>Stapel von Kalibrierungsbildern, aus denen Batch-Norms am Ende ihre Statistik neu nehmen; 0 behält die des Trainings.</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Alphabet</source>
        <translation>Alphabet</translation>
    </message>
    <message>
        <source>What weights become, times alpha: -1, 0, 1; -1 and 1; or 0 and signed powers of two from 1 up.</source>
        <translation>Was aus Gewichten wird, mal Alpha: -1, 0, 1; -1 und 1; oder 0 und Zweierpotenzen ab 1 mit Vorzeichen.</translation>
    </message>
    <message>
        <source>N of the powers 1, 2, ..., 2^N: 1 gives 5 levels, 2 gives 7.</source>
        <translation>N der Potenzen 1, 2, ..., 2^N: 1 ergibt 5 Stufen, 2 ergibt 7.</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>One alpha for the weights of a layer, as in the paper, or of each filter.</source>
        <translation>Ein Alpha für die Gewichte einer Schicht, wie im Artikel, oder für die jedes Filters.</translation>
    </message>
    <message>
        <source>Ternary</source>
        <translation>Ternär</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>Binär</translation>
    </message>
    <message>
        <source>Levels 0, 1, 2</source>
        <translation>Stufen 0, 1, 2</translation>
    </message>
    <message>
        <source>Levels 0, 1, 2, 4</source>
        <translation>Stufen 0, 1, 2, 4</translation>
    </message>
    <message>
        <source>Learning-compression</source>
        <translation>Learning-Compression</translation>
    </message>
    <message>
        <source>Binary-weight networks</source>
        <translation>Netze mit binären Gewichten</translation>
    </message>
    <message>
        <source>Every weight between the first and the last layer becomes -alpha or +alpha, from the first step on; alpha is the mean magnitude of its filter. Before each step the float weights are centred over the input channels and limited to -1..1. Feature maps, biases, batch norms and the two ends of the network stay float, so that there is no network on integers. Stored as 1 bit a weight and 32 an alpha. The authors train from scratch (AlexNet: 55 epochs of 2,500 batches of 128, rate 0.01, then 0.005, 0.001, 0.0005, 0.0001; weight decay 5e-4 for the first 29 epochs, then 0, because it pulls weights towards the change of sign); here training begins at the weights of the model and without weight decay. Uncertain: the paper&apos;s top-5 figures, and whether its ResNets used the gradient of the paper or of the code.</source>
        <translation>Jedes Gewicht zwischen der ersten und der letzten Schicht wird -alpha oder +alpha, vom ersten Schritt an; alpha ist der mittlere Betrag in seinem Filter. Vor jedem Schritt werden die Gleitkomma-Gewichte über die Eingangskanäle zentriert und auf -1..1 begrenzt. Merkmalskarten, Biase, Batch-Norms und die beiden Enden des Netzes bleiben Gleitkomma, es gibt also kein Netz auf ganzen Zahlen. Gespeichert mit 1 Bit je Gewicht und 32 je Alpha. Die Autoren trainieren von Grund auf (AlexNet: 55 Epochen aus 2500 Stapeln zu 128, Lernrate 0.01, dann 0.005, 0.001, 0.0005, 0.0001; Gewichtsabnahme 5e-4 in den ersten 29 Epochen, dann 0, weil sie Gewichte zum Vorzeichenwechsel hin zieht); hier beginnt das Training bei den Gewichten des Modells und ohne Gewichtsabnahme. Ungewiss: die Top-5-Zahlen des Artikels, und ob seine ResNets den Gradienten des Artikels oder den des Codes verwendeten.</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>What a float weight&apos;s gradient is, given that of the binary one. paper: times 1/n + alpha where |W| &lt; 1, with n weights a filter. code: times (1/n + alpha)(1 - 1/inputs) n, as the authors&apos; Torch code has it for SGD, n times as strong. straight_through: the same, as most re-implementations do.</source>
        <translation>Was der Gradient eines Gleitkomma-Gewichts ist, wenn der des binären gegeben ist. paper: mal 1/n + alpha, wo |W| &lt; 1, mit n Gewichten je Filter. code: mal (1/n + alpha)(1 - 1/Eingänge) n, wie im Torch-Code der Autoren für SGD, n-mal so stark. straight_through: derselbe, wie in den meisten Nachbauten.</translation>
    </message>
    <message>
        <source>One alpha for the weights of each filter, as in the paper, or of a layer.</source>
        <translation>Ein Alpha für die Gewichte jedes Filters, wie im Artikel, oder für die einer Schicht.</translation>
    </message>
    <message>
        <source>Centre weights</source>
        <translation>Gewichte zentrieren</translation>
    </message>
    <message>
        <source>Subtract from the float weights their mean over the input channels at every step. Layers with one input channel a filter are left as they are: nothing would remain of them.</source>
        <translation>Bei jedem Schritt von den Gleitkomma-Gewichten ihr Mittel über die Eingangskanäle abziehen. Schichten mit einem Eingangskanal je Filter bleiben, wie sie sind: von ihnen bliebe nichts übrig.</translation>
    </message>
    <message>
        <source>Limit weights</source>
        <translation>Gewichte begrenzen</translation>
    </message>
    <message>
        <source>Limit the float weights to -1..1 at every step.</source>
        <translation>Die Gleitkomma-Gewichte bei jedem Schritt auf -1..1 begrenzen.</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Authors&apos; Torch code</source>
        <translation>Torch-Code der Autoren</translation>
    </message>
    <message>
        <source>Straight through</source>
        <translation>Durchgereicht</translation>
    </message>
    <message>
        <source>Dynamic network surgery</source>
        <translation>Dynamische Netzchirurgie</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>Pruning</translation>
    </message>
    <message>
        <source>Weights that are small beside the others of their layer become 0, and come back when they grow: what is pruned is decided again and again while all weights go on learning, the pruned ones too. What is left stays float. Stored is every value that is not 0, in 32 bits, with the distance to the one before it in index_bits bits, and a zero where a distance is too long. The authors choose the rate of each layer; here there is one for convolutions and one for linear layers, and biases are not pruned.</source>
        <translation>Gewichte, die neben den anderen ihrer Schicht klein sind, werden 0, und kommen zurück, wenn sie wachsen: was entfernt wird, wird immer wieder neu entschieden, während alle Gewichte weiterlernen, auch die entfernten. Was übrig ist, bleibt Gleitkomma. Gespeichert wird jeder Wert, der nicht 0 ist, mit 32 Bit, dazu der Abstand zum vorigen mit index_bits Bit, und eine Null, wo ein Abstand zu lang ist. Die Autoren wählen die Rate jeder Schicht; hier gibt es eine für Faltungen und eine für lineare Schichten, und Biase werden nicht entfernt.</translation>
    </message>
    <message>
        <source>Pruning, then incremental quantization</source>
        <translation>Pruning, dann inkrementelle Quantisierung</translation>
    </message>
    <message>
        <source>A first stage of dynamic network surgery prunes. Then what is 0 stays 0, and INQ makes powers of two of the others; portions count these alone. Stored is every value that is not 0, in b bits, with the distance to the one before it in index_bits bits, and a zero where a distance is too long. INQ&apos;s paper does not say how it counts its 53 to 89 times, which no code of a fixed number of index bits gives.</source>
        <translation>Eine erste Stufe dynamischer Netzchirurgie entfernt Gewichte. Danach bleibt 0, was 0 ist, und INQ macht aus den anderen Zweierpotenzen; Anteile zählen nur diese. Gespeichert wird jeder Wert, der nicht 0 ist, mit b Bit, dazu der Abstand zum vorigen mit index_bits Bit, und eine Null, wo ein Abstand zu lang ist. Der INQ-Artikel sagt nicht, wie er sein 53- bis 89-Faches zählt, das kein Code mit fester Zahl von Indexbits ergibt.</translation>
    </message>
    <message>
        <source>Pruning epochs</source>
        <translation>Pruning-Epochen</translation>
    </message>
    <message>
        <source>Passes over the training images before INQ begins.</source>
        <translation>Durchgänge durch die Trainingsbilder, bevor INQ beginnt.</translation>
    </message>
    <message>
        <source>A weight is pruned where it is small beside the mean magnitude plus this many standard deviations: higher prunes more. About -1 prunes little, 0 more than half of the weights, 1 some 85 %, 4 nearly all.</source>
        <translation>Ein Gewicht wird entfernt, wo es klein ist neben dem mittleren Betrag plus so vielen Standardabweichungen: mehr entfernt mehr. Etwa -1 entfernt wenig, 0 mehr als die Hälfte der Gewichte, 1 rund 85 %, 4 fast alle.</translation>
    </message>
    <message>
        <source>Pruning rate</source>
        <translation>Pruning-Rate</translation>
    </message>
    <message>
        <source>Pruning rate, linear layers</source>
        <translation>Pruning-Rate, lineare Schichten</translation>
    </message>
    <message>
        <source>Decision decay</source>
        <translation>Abklingen der Entscheidungen</translation>
    </message>
    <message>
        <source>What is pruned is decided again after step i with the probability (1 + gamma i)^(-power).</source>
        <translation>Nach Schritt i wird mit der Wahrscheinlichkeit (1 + gamma i)^(-power) neu entschieden, was entfernt wird.</translation>
    </message>
    <message>
        <source>Decision power</source>
        <translation>Exponent der Entscheidungen</translation>
    </message>
    <message>
        <source>The exponent of that probability; 0 decides after every step.</source>
        <translation>Der Exponent dieser Wahrscheinlichkeit; 0 entscheidet nach jedem Schritt.</translation>
    </message>
    <message>
        <source>Surgery until</source>
        <translation>Eingriffe bis</translation>
    </message>
    <message>
        <source>Share of the pruning steps after which nothing is decided any more, so that the rest learns with what is pruned.</source>
        <translation>Anteil der Pruning-Schritte, nach dem nichts mehr entschieden wird, damit der Rest mit dem lernt, was entfernt ist.</translation>
    </message>
    <message>
        <source>Index bits</source>
        <translation>Indexbits</translation>
    </message>
    <message>
        <source>For the size only: each stored value comes with its distance to the one before it in so many bits, and a zero is stored where the distance is too long. Deep Compression takes 8 for convolutions and 5 for linear layers.</source>
        <translation>Nur für die Größe: zu jedem gespeicherten Wert kommt der Abstand zum vorigen mit so vielen Bits, und wo der Abstand zu lang ist, wird eine Null gespeichert. Deep Compression nimmt 8 für Faltungen und 5 für lineare Schichten.</translation>
    </message>
    <message>
        <source>Ternary weights in small groups</source>
        <translation>Ternäre Gewichte in kleinen Gruppen</translation>
    </message>
    <message>
        <source>Makes a trained network ternary without training it: N weights of adjacent input channels share an alpha, and each of them becomes -alpha, 0 or +alpha so that the squared error is least. Alphas and the first layer become 8-bit integers with a shared exponent, feature maps too; batch norms then take their statistics anew from the quantized network, which matters much. One multiplication a group is left of N. Biases and batch norms stay float, so that there is no network on integers. Stored as 2 bits a weight and 8 an alpha: 4 bits a weight at N = 4. N = 64 needs fine-tuning: set training.epochs_per_stage. Uncertain: the exact shape of groups, whether the paper&apos;s nets had alphas of their own for negative weights (not offered), its last layer, and which feature maps it counts; here those that a weight, sum or pool reads.</source>
        <translation>Macht ein trainiertes Netz ternär, ohne es zu trainieren: N Gewichte benachbarter Eingangskanäle teilen sich ein Alpha, und jedes von ihnen wird -alpha, 0 oder +alpha, sodass der quadratische Fehler am kleinsten ist. Die Alphas und die erste Schicht werden zu ganzen Zahlen von 8 Bit mit gemeinsamem Exponenten, Merkmalskarten auch; danach nehmen Batch-Norms ihre Statistik neu aus dem quantisierten Netz, was viel ausmacht. Von N Multiplikationen bleibt je Gruppe eine. Biase und Batch-Norms bleiben Gleitkomma, es gibt also kein Netz auf ganzen Zahlen. Gespeichert mit 2 Bit je Gewicht und 8 je Alpha: 4 Bit je Gewicht bei N = 4. N = 64 braucht Nachtraining: setzen Sie training.epochs_per_stage. Ungewiss: die genaue Form der Gruppen, ob die Netze des Artikels eigene Alphas für negative Gewichte hatten (hier nicht angeboten), seine letzte Schicht, und welche Merkmalskarten er zählt; hier die, die ein Gewicht, eine Summe oder ein Pooling liest.</translation>
    </message>
    <message>
        <source>Group size</source>
        <translation>Gruppengröße</translation>
    </message>
    <message>
        <source>N: adjacent input channels at one kernel position whose weights share an alpha. The paper has 4 to 64; larger groups than there are channels make one of all.</source>
        <translation>N: benachbarte Eingangskanäle an einer Stelle des Kerns, deren Gewichte sich ein Alpha teilen. Der Artikel hat 4 bis 64; sind Gruppen größer, als es Kanäle gibt, wird aus allen eine.</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Integer alphas</source>
        <translation>Ganzzahlige Alphas</translation>
    </message>
    <message>
        <source>Alphas become integers with one exponent a layer, instead of staying 32-bit floats.</source>
        <translation>Alphas werden zu ganzen Zahlen mit einem Exponenten je Schicht, statt 32-Bit-Gleitkomma zu bleiben.</translation>
    </message>
    <message>
        <source>Alpha bits</source>
        <translation>Alpha-Bits</translation>
    </message>
    <message>
        <source>Width of integer alphas.</source>
        <translation>Breite der ganzzahligen Alphas.</translation>
    </message>
    <message>
        <source>Quantize feature maps</source>
        <translation>Merkmalskarten quantisieren</translation>
    </message>
    <message>
        <source>Whether feature maps become integers with a shared exponent, or stay float.</source>
        <translation>Ob Merkmalskarten zu ganzen Zahlen mit gemeinsamem Exponenten werden, oder Gleitkomma bleiben.</translation>
    </message>
    <message>
        <source>Width of the integers that feature maps become; the paper has 8 and 4.</source>
        <translation>Breite der ganzen Zahlen, zu denen Merkmalskarten werden; der Artikel hat 8 und 4.</translation>
    </message>
    <message>
        <source>First layer</source>
        <translation>Erste Schicht</translation>
    </message>
    <message>
        <source>What its weights become: integers with a shared exponent, ternary, or nothing.</source>
        <translation>Was aus ihren Gewichten wird: ganze Zahlen mit gemeinsamem Exponenten, ternäre, oder nichts.</translation>
    </message>
    <message>
        <source>Last layer</source>
        <translation>Letzte Schicht</translation>
    </message>
    <message>
        <source>Bits of integer ends</source>
        <translation>Bits ganzzahliger Enden</translation>
    </message>
    <message>
        <source>Width of the integers that the first or last layer&apos;s weights become.</source>
        <translation>Breite der ganzen Zahlen, zu denen die Gewichte der ersten oder letzten Schicht werden.</translation>
    </message>
    <message>
        <source>Batches of calibration images from which batch norms take their statistics in the quantized network; 0 keeps those of the float network.</source>
        <translation>Stapel von Kalibrierungsbildern, aus denen Batch-Norms ihre Statistik im quantisierten Netz nehmen; 0 behält die des Gleitkommanetzes.</translation>
    </message>
    <message>
        <source>Batches over which the exponents of feature maps are averaged.</source>
        <translation>Stapel, über die die Exponenten der Merkmalskarten gemittelt werden.</translation>
    </message>
    <message>
        <source>N = 4, 8-bit feature maps</source>
        <translation>N = 4, 8-Bit-Merkmalskarten</translation>
    </message>
    <message>
        <source>N = 4, 4-bit feature maps</source>
        <translation>N = 4, 4-Bit-Merkmalskarten</translation>
    </message>
    <message>
        <source>N = 64 (fine-tune it)</source>
        <translation>N = 64 (nachtrainieren)</translation>
    </message>
    <message>
        <source>Weights alone</source>
        <translation>Nur Gewichte</translation>
    </message>
    <message>
        <source>training.epochs_per_stage has %1 entries but this method has one stage: give one number.</source>
        <translation>training.epochs_per_stage hat %1 Einträge, aber diese Methode hat eine Stufe: geben Sie eine Zahl an.</translation>
    </message>
    <message>
        <source>method.parameters.%1 is &quot;%2&quot;, a share of the training, but must be at most 1.</source>
        <translation>method.parameters.%1 ist „%2“, ein Anteil des Trainings, darf aber höchstens 1 sein.</translation>
    </message>
    <message>
        <source>Integer-arithmetic-only inference</source>
        <translation>Inferenz allein mit ganzzahliger Arithmetik</translation>
    </message>
    <message>
        <source>Quantization-aware training</source>
        <translation>Quantisierung im Training</translation>
    </message>
    <message>
        <source>Every weight and feature map becomes integers with a real scale and a zero point, chosen from its least and largest value so that 0 is exact: r = S (q - Z). Batch norms are folded into the weights while the network trains, so that what is quantized is what will run; ranges of feature maps are moving averages, and their quantization begins late. Biases become 32-bit integers. The network runs on integers alone, with a fixed-point multiplier behind each layer. The paper trains ResNets with momentum 0.9 at a learning rate of 1e-5.</source>
        <translation>Jedes Gewicht und jede Merkmalskarte wird zu ganzen Zahlen mit einer reellen Skala und einem Nullpunkt, nach dem kleinsten und größten Wert so gewählt, dass 0 genau ist: r = S (q - Z). Batch-Norms werden in die Gewichte gefaltet, während das Netz trainiert, sodass quantisiert wird, was laufen wird; Bereiche der Merkmalskarten sind gleitende Mittel, und ihre Quantisierung beginnt spät. Biase werden zu ganzen Zahlen von 32 Bit. Das Netz läuft auf ganzen Zahlen allein, mit einem Festkomma-Multiplikator hinter jeder Schicht. Der Artikel trainiert ResNets mit Momentum 0.9 bei einer Lernrate von 1e-5.</translation>
    </message>
    <message>
        <source>One bit belongs to binary codebooks; above 8 a sum need not fit the 32 bits of the accumulators.</source>
        <translation>Ein Bit gehört zu binären Codebüchern; über 8 passt eine Summe nicht immer in die 32 Bit der Akkumulatoren.</translation>
    </message>
    <message>
        <source>Feature maps begin at</source>
        <translation>Merkmalskarten ab</translation>
    </message>
    <message>
        <source>When feature maps begin to be quantized while the network trains; their ranges are averaged from the beginning. 0: at once.</source>
        <translation>Wann, während das Netz trainiert, die Quantisierung der Merkmalskarten beginnt; ihre Bereiche werden von Anfang an gemittelt. 0: sofort.</translation>
    </message>
    <message>
        <source>Statistics freeze at</source>
        <translation>Statistik einfrieren ab</translation>
    </message>
    <message>
        <source>Moments in</source>
        <translation>Zeitpunkte in</translation>
    </message>
    <message>
        <source>What the two moments above are counted in: shares of the training, epochs or steps. The paper quantizes feature maps after 50,000 to 2 million steps.</source>
        <translation>Worin die beiden Zeitpunkte oben gezählt werden: Anteile des Trainings, Epochen oder Schritte. Der Artikel quantisiert Merkmalskarten nach 50 000 bis 2 Millionen Schritten.</translation>
    </message>
    <message>
        <source>Width of the integers that convolution and linear weights become, batch norms folded in. The lowest integer is left out: at 8 bits they are -127 to 127.</source>
        <translation>Breite der ganzen Zahlen, zu denen die Gewichte von Faltungen und linearen Schichten werden, mit eingefalteten Batch-Norms. Die kleinste ganze Zahl bleibt frei: bei 8 Bit sind es -127 bis 127.</translation>
    </message>
    <message>
        <source>Statistics&apos; momentum</source>
        <translation>Momentum der Statistik</translation>
    </message>
    <message>
        <source>Share of the old value in the running mean and variance of a folded batch norm, until they freeze. The variance scales the weights that are quantized: where it jumps, so do they.</source>
        <translation>Anteil des alten Werts in Mittelwert und Varianz einer gefalteten Batch-Norm, bis sie eingefroren werden. Die Varianz skaliert die Gewichte, die quantisiert werden: wo sie springt, springen auch diese.</translation>
    </message>
    <message>
        <source>Fold batch norms</source>
        <translation>Batch-Norms falten</translation>
    </message>
    <message>
        <source>Quantize weights with the batch norm behind them folded in, as the method wants it. Off: for networks without batch norm; where there is one it stays float, and nothing runs on integers alone.</source>
        <translation>Gewichte mit der Batch-Norm dahinter eingefaltet quantisieren, wie es die Methode will. Aus: für Netze ohne Batch-Norm; wo es eine gibt, bleibt sie Gleitkomma, und nichts läuft auf ganzen Zahlen allein.</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>7 bits</source>
        <translation>7 Bit</translation>
    </message>
    <message>
        <source>Without batch norm</source>
        <translation>Ohne Batch-Norm</translation>
    </message>
    <message>
        <source>IAO folds every batch norm into the convolution before it, but the batch norm %1 does not stand alone behind one. Take another method, or set method.parameters.fold_batch_norm to false, which leaves batch norms float.</source>
        <translation>IAO faltet jede Batch-Norm in die Faltung davor, aber die Batch-Norm %1 steht nicht allein hinter einer. Nehmen Sie eine andere Methode, oder setzen Sie method.parameters.fold_batch_norm auf false, was Batch-Norms Gleitkomma lässt.</translation>
    </message>
    <message>
        <source>IAO folds batch norms into the weights, but this network has none. To quantize it all the same, set method.parameters.fold_batch_norm to false.</source>
        <translation>IAO faltet Batch-Norms in die Gewichte, aber dieses Netz hat keine. Um es trotzdem zu quantisieren, setzen Sie method.parameters.fold_batch_norm auf false.</translation>
    </message>
    <message>
        <source>The float network, trained on</source>
        <translation>Das Gleitkommanetz, weitertrainiert</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Nothing is quantized. The network learns on as in the run that it is compared with: the same data, optimizer and epochs, and a learning rate that starts again at each stage. A gain of a method over the float network that it began with may just be more training; a gain over this one is not. Give it that run&apos;s training settings, epochs_per_stage above all. To see what retraining does for a method, run it with the portion 1 and 0 epochs.</source>
        <translation>Nichts wird quantisiert. Das Netz lernt weiter wie in dem Lauf, mit dem es verglichen wird: gleiche Daten, gleicher Optimierer, gleiche Epochen, und eine Lernrate, die bei jeder Stufe neu beginnt. Ein Gewinn einer Methode gegen das Gleitkommanetz, mit dem sie begann, kann einfach mehr Training sein; ein Gewinn gegen dieses nicht. Geben Sie ihm die Trainingseinstellungen jenes Laufs, vor allem epochs_per_stage. Um zu sehen, was das Nachtraining für eine Methode tut, starten Sie sie mit dem Anteil 1 und 0 Epochen.</translation>
    </message>
    <message>
        <source>Ternary weight networks</source>
        <translation>Netze mit ternären Gewichten</translation>
    </message>
    <message>
        <source>Every weight of a convolution or linear layer becomes -alpha, 0 or +alpha, from the first step on: 0 where it is at most 0.7 or 0.75 times the mean magnitude, alpha the mean of the others, one a layer or a filter. Gradients go to the float weights unchanged, and batch norms follow. Feature maps, biases and batch norms stay float, so that there is no network on integers. Stored as 2 bits a weight and 32 an alpha. The authors train from scratch (150 epochs at CIFAR-10, rate 0.1 with steps, momentum 0.9, no weight decay in effect); here training begins at the weights of the model. Uncertain: whether their ImageNet nets had ternary weights in the first and last layer.</source>
        <translation>Jedes Gewicht einer Faltung oder linearen Schicht wird -alpha, 0 oder +alpha, vom ersten Schritt an: 0, wo es höchstens das 0,7- oder 0,75-Fache des mittleren Betrags ist, alpha das Mittel der anderen, eins je Schicht oder Filter. Gradienten gehen unverändert an die Gleitkomma-Gewichte, und Batch-Norms folgen. Merkmalskarten, Biase und Batch-Norms bleiben Gleitkomma, es gibt also kein Netz auf ganzen Zahlen. Gespeichert mit 2 Bit je Gewicht und 32 je Alpha. Die Autoren trainieren von Grund auf (150 Epochen bei CIFAR-10, Lernrate 0.1 in Stufen fallend, Momentum 0.9, im Ergebnis keine Gewichtsabnahme); hier beginnt das Training bei den Gewichten des Modells. Ungewiss: ob ihre ImageNet-Netze in der ersten und letzten Schicht ternäre Gewichte hatten.</translation>
    </message>
    <message>
        <source>One threshold and alpha for all weights of a layer, as in the paper of 2016, or for those of each filter, as in the version of 2022.</source>
        <translation>Eine Schwelle und ein Alpha für alle Gewichte einer Schicht, wie im Artikel von 2016, oder für die jedes Filters, wie in der Fassung von 2022.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>mean: the factor times the mean magnitude, the paper&apos;s approximation. exact: the best threshold for these weights, found by sorting them.</source>
        <translation>mean: der Faktor mal den mittleren Betrag, die Näherung des Artikels. exact: die beste Schwelle für diese Gewichte, durch Sortieren gefunden.</translation>
    </message>
    <message>
        <source>Threshold factor</source>
        <translation>Schwellenfaktor</translation>
    </message>
    <message>
        <source>Weights up to this many times the mean magnitude become 0: 0.7 in the paper of 2016 and its Caffe code, 0.75 in the version of 2022. The exact threshold does not use it.</source>
        <translation>Gewichte bis zum So-viel-Fachen des mittleren Betrags werden 0: 0.7 im Artikel von 2016 und seinem Caffe-Code, 0.75 in der Fassung von 2022. Die genaue Schwelle verwendet ihn nicht.</translation>
    </message>
    <message>
        <source>Paper of 2016, Caffe code</source>
        <translation>Artikel von 2016, Caffe-Code</translation>
    </message>
    <message>
        <source>Version of 2022, PyTorch code</source>
        <translation>Fassung von 2022, PyTorch-Code</translation>
    </message>
    <message>
        <source>Least squared error</source>
        <translation>Kleinster quadratischer Fehler</translation>
    </message>
    <message>
        <source>First and last layer float</source>
        <translation>Erste und letzte Schicht Gleitkomma</translation>
    </message>
    <message>
        <source>%1 describes many runs: `dyadic-cli sweep` makes them. For one run, take its &quot;sweep&quot; section out.</source>
        <translation>%1 beschreibt viele Läufe: `dyadic-cli sweep` macht sie. Für einen Lauf nehmen Sie den Abschnitt „sweep“ heraus.</translation>
    </message>
    <message>
        <source>%1 and %2 were measured on different validation images, so that they cannot be paired.</source>
        <translation>%1 und %2 wurden auf verschiedenen Validierungsbildern gemessen, können also nicht gepaart werden.</translation>
    </message>
    <message>
        <source>%1 and %2 have no seed in common that finished, so that they cannot be paired.</source>
        <translation>%1 und %2 haben keinen fertigen Seed gemeinsam, können also nicht gepaart werden.</translation>
    </message>
    <message>
        <source>this run&apos;s weights are codes of a codebook with real scales, and biases and batch norms stay float, so that there is no network on integers. A method with integers everywhere, such as ioiq, leads to one.</source>
        <translation>die Gewichte dieses Laufs sind Codes eines Codebuchs mit reellen Skalen, und Biase und Batch-Norms bleiben Gleitkomma, es gibt also kein Netz auf ganzen Zahlen. Eine Methode mit ganzen Zahlen überall, etwa ioiq, führt zu einem.</translation>
    </message>
    <message>
        <source>There is no configuration &quot;%1&quot;. Name a row by its number, its label or one of its runs: %2.</source>
        <translation>Es gibt keine Konfiguration „%1“. Nennen Sie eine Zeile mit ihrer Nummer, ihrer Bezeichnung oder einem ihrer Läufe: %2.</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; cannot be swept.</source>
        <translation>%1: „%2“ kann in einem Sweep nicht variiert werden.</translation>
    </message>
    <message>
        <source>%1: &quot;sweep.%2&quot; must be a list of values in brackets, not %3.</source>
        <translation>%1: „sweep.%2“ muss eine Liste von Werten in eckigen Klammern sein, nicht %3.</translation>
    </message>
    <message>
        <source>%1: &quot;sweep.%2&quot; lists %3 twice.</source>
        <translation>%1: „sweep.%2“ nennt %3 zweimal.</translation>
    </message>
    <message>
        <source>%1: &quot;sweep&quot; must hold lists of values by key, for example {&quot;method.parameters.bits&quot;: [8, 6, 4], &quot;seed&quot;: [1, 2, 3]}.</source>
        <translation>%1: „sweep“ muss Listen von Werten nach Schlüsseln enthalten, zum Beispiel {&quot;method.parameters.bits&quot;: [8, 6, 4], &quot;seed&quot;: [1, 2, 3]}.</translation>
    </message>
    <message>
        <source>%1: the sweep has more than %2 combinations.</source>
        <translation>%1: der Sweep hat mehr als %2 Kombinationen.</translation>
    </message>
    <message>
        <source>%1: two combinations of the sweep are the same run: %2 and %3.</source>
        <translation>%1: zwei Kombinationen des Sweeps sind derselbe Lauf: %2 und %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is swept: set its list with --set &apos;sweep.%1=[...]&apos;.</source>
        <translation>„%1“ wird im Sweep variiert: setzen Sie seine Liste mit --set &apos;sweep.%1=[...]&apos;.</translation>
    </message>
    <message>
        <source>%1 has no &quot;sweep&quot; section: it describes one run, which `dyadic-cli quantize` makes.</source>
        <translation>%1 hat keinen Abschnitt „sweep“: es beschreibt einen Lauf, den `dyadic-cli quantize` macht.</translation>
    </message>
    <message>
        <source>%1: the output of a sweep is a folder, not the run file %2.</source>
        <translation>%1: die Ausgabe eines Sweeps ist ein Ordner, nicht die Laufdatei %2.</translation>
    </message>
    <message>
        <source>%1 is no plan of a sweep.</source>
        <translation>%1 ist kein Plan eines Sweeps.</translation>
    </message>
    <message>
        <source>From when on layers take the running mean and variance instead of the batch&apos;s, and these stay as they are.</source>
        <translation>Ab wann Schichten den laufenden Mittelwert und die laufende Varianz statt denen des Stapels nehmen und diese bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Share of the old value in the moving average of each feature map&apos;s least and largest value; the paper averages thousands of steps, such as 0.999 does.</source>
        <translation>Anteil des alten Werts im gleitenden Mittel des kleinsten und größten Werts jeder Merkmalskarte; die Arbeit mittelt über Tausende von Schritten, wie es 0,999 tut.</translation>
    </message>
    <message>
        <source>The run has ended.</source>
        <translation>Der Lauf ist zu Ende.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. It keeps what was in it before.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Darin bleibt, was vorher darin war.</translation>
    </message>
    <message>
        <source>the model&apos;s file has changed since the run began. Put the old one back, or start anew.</source>
        <translation>Die Modelldatei hat sich seit dem Beginn des Laufs geändert. Stellen Sie die alte wieder her oder beginnen Sie neu.</translation>
    </message>
    <message>
        <source>the images have changed since the run began. Put the old ones back, or start anew.</source>
        <translation>Die Bilder haben sich seit dem Beginn des Laufs geändert. Stellen Sie die alten wieder her oder beginnen Sie neu.</translation>
    </message>
    <message>
        <source>this run prunes weights and leaves all numbers float, so that there is no network on integers. A method that quantizes weights and feature maps, such as ioiq, leads to one.</source>
        <translation>Dieser Lauf entfernt Gewichte und lässt alle Zahlen Gleitkommazahlen, sodass es kein Netz aus ganzen Zahlen gibt. Ein Verfahren, das Gewichte und Merkmalskarten quantisiert, etwa ioiq, führt zu einem.</translation>
    </message>
    <message>
        <source>Waiting for room</source>
        <translation>Wartet auf Platz</translation>
    </message>
    <message>
        <source>%1 Make room and resume the run: what was not written is computed again.</source>
        <translation>%1 Schaffen Sie Platz und setzen Sie den Lauf fort: was nicht geschrieben wurde, wird neu berechnet.</translation>
    </message>
    <message>
        <source>%1: &quot;sweep.together&quot; lists objects of values by key, for example {&quot;method&quot;: {&quot;id&quot;: &quot;iao&quot;}, &quot;training.learning_rate&quot;: 0.002}, not %2.</source>
        <translation>%1: „sweep.together“ nennt Objekte mit Werten nach Schlüssel, zum Beispiel {&quot;method&quot;: {&quot;id&quot;: &quot;iao&quot;}, &quot;training.learning_rate&quot;: 0.002}, nicht %2.</translation>
    </message>
    <message>
        <source>%1 is nested too deeply for a config.</source>
        <translation>%1 ist für eine Konfiguration zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>the checkpoint does not fit this run: &quot;%1&quot; is missing or makes no sense.</source>
        <translation>der Haltepunkt passt nicht zu diesem Lauf: „%1“ fehlt oder ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>There is not enough memory to write %1.</source>
        <translation>Der Speicher reicht nicht, um %1 zu schreiben.</translation>
    </message>
    <message>
        <source>%1 cannot be continued: &quot;%2&quot; of its checkpoint does not fit the run.</source>
        <translation>%1 kann nicht fortgesetzt werden: „%2“ in seinem Haltepunkt passt nicht zum Lauf.</translation>
    </message>
    <message>
        <source>%1 was changed by another program meanwhile. Resume it again.</source>
        <translation>%1 wurde inzwischen von einem anderen Programm geändert. Setzen Sie den Lauf noch einmal fort.</translation>
    </message>
    <message>
        <source>training.epochs_per_stage has %1 entries, and the number of stages is %2: give one number, or one for each.</source>
        <translation>training.epochs_per_stage hat %1 Einträge, und die Zahl der Stufen ist %2: geben Sie eine Zahl an, oder eine für jede.</translation>
    </message>
    <message>
        <source>Every weight, bias, batch norm and feature map becomes integers with one shared power-of-two exponent, chosen among a few candidates by mean squared error. A growing share of the weights enters the network quantized while all of them go on learning; batch norms learn first and are then locked. What comes out runs on integers alone. Uncertain, as none of the paper&apos;s displayed equations could be had: the exponent that the search begins at and the four candidates (the preset &apos;Paper&apos;s listing&apos; is one reading), the rounding, when batch norms are locked, and epochs and learning rate. Each is a parameter.</source>
        <translation>Jedes Gewicht, jeder Bias, jede Batch-Norm und jede Merkmalskarte wird zu ganzen Zahlen mit einem gemeinsamen Zweierpotenz-Exponenten, der nach dem mittleren quadratischen Fehler unter wenigen Kandidaten gewählt wird. Ein wachsender Anteil der Gewichte geht quantisiert in das Netz ein, während alle weiterlernen; Batch-Norms lernen zuerst und werden dann festgesetzt. Was herauskommt, läuft allein mit ganzen Zahlen. Ungewiss, da keine der abgesetzten Gleichungen des Artikels zu bekommen war: der Exponent, bei dem die Suche beginnt, und die vier Kandidaten (die Vorgabe „Wie im Artikel“ ist eine Lesart), die Rundung, wann Batch-Norms festgesetzt werden, sowie Epochen und Lernrate. Jedes davon ist ein Parameter.</translation>
    </message>
    <message>
        <source>%1: the method %2 has no &quot;%3&quot; to be set for a layer.</source>
        <translation>%1: die Methode %2 hat kein „%3“, das für eine Schicht gesetzt werden könnte.</translation>
    </message>
    <message>
        <source>%1 is a run file, not a config. To go on with it, give it to --resume.</source>
        <translation>%1 ist eine Laufdatei, keine Konfiguration. Um damit fortzufahren, geben Sie sie bei --resume an.</translation>
    </message>
    <message>
        <source>%1 must be an object in braces.</source>
        <translation>%1 muss ein Objekt in geschweiften Klammern sein.</translation>
    </message>
    <message>
        <source>%1: unknown key &quot;%2&quot;: nothing can be set there.</source>
        <translation>%1: unbekannter Schlüssel „%2“: dort lässt sich nichts setzen.</translation>
    </message>
    <message>
        <source>no model: set model.path, or give --model where the command has it.</source>
        <translation>kein Modell: setzen Sie model.path, oder geben Sie --model an, wo der Befehl es hat.</translation>
    </message>
    <message>
        <source>There is no model %1; %2 is built in.</source>
        <translation>Es gibt kein Modell %1; eingebaut ist %2.</translation>
    </message>
    <message>
        <source>no data set: set data.path, or give --data where the command has it.</source>
        <translation>kein Datensatz: setzen Sie data.path, oder geben Sie --data an, wo der Befehl es hat.</translation>
    </message>
    <message>
        <source>unknown key &quot;%1&quot;: the method %2 has no parameters.</source>
        <translation>unbekannter Schlüssel „%1“: die Methode %2 hat keine Parameter.</translation>
    </message>
    <message>
        <source>Another sweep is at work in %1. Wait for it, or stop it.</source>
        <translation>In %1 ist ein anderer Durchlauf (sweep) an der Arbeit. Warten Sie auf ihn, oder stoppen Sie ihn.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Check its folder and the free space.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Prüfen Sie den Ordner und den freien Platz.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be written: give the name of a file.</source>
        <translation>„%1“ kann nicht geschrieben werden: geben Sie den Namen einer Datei an.</translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>%1 wurde nicht geschrieben. %2</translation>
    </message>
</context>
</TS>
