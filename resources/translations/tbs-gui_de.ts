<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Tbs::Gui::AboutDialog</name>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>FHIR Subscriptions</source>
        <translation>FHIR-Abonnements</translation>
    </message>
    <message>
        <source>An operators&apos; desktop for FHIR topic-based subscriptions.</source>
        <translation>Der Leitstand für themenbasierte FHIR-Abonnements.</translation>
    </message>
    <message>
        <source>libtbs %1</source>
        <translation>libtbs %1</translation>
    </message>
    <message>
        <source>Qt %1 (built with %2)</source>
        <translation>Qt %1 (übersetzt mit %2)</translation>
    </message>
    <message>
        <source>MIT licence. Qt HttpServer, which it uses, is under GPL-3.0-only.</source>
        <translation>MIT-Lizenz. Das verwendete Qt HttpServer steht unter GPL-3.0-only.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ChangesView</name>
    <message>
        <source>Added</source>
        <translation>Hinzugekommen</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfallen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>The event before it about %1 came at %2. The resource is not in both notifications, so there is nothing to compare.</source>
        <translation>Das vorige Ereignis zu %1 kam um %2. Die Ressource ist nicht in beiden Benachrichtigungen enthalten, daher gibt es nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>%1, compared with the event before it, which came at %2:</source>
        <translation>%1, verglichen mit dem vorigen Ereignis von %2:</translation>
    </message>
    <message>
        <source>no difference.</source>
        <translation>kein Unterschied.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::DetailPane</name>
    <message>
        <source>Notification as JSON</source>
        <translation>Benachrichtigung als JSON</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Handlers</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Notification as a tree</source>
        <translation>Benachrichtigung als Baum</translation>
    </message>
    <message>
        <source>Select a line to see what is in it.</source>
        <translation>Wählen Sie eine Zeile aus, um ihren Inhalt zu sehen.</translation>
    </message>
    <message>
        <source>… only the beginning is shown; copying takes all</source>
        <translation>… nur der Anfang wird gezeigt; beim Kopieren wird alles übernommen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::EmbeddedBackend</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandkasten</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::EventsView</name>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Waits for another attempt</source>
        <translation>Wartet auf den nächsten Versuch</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Events and their handlers</source>
        <translation>Ereignisse und ihre Verarbeitung</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ExportFormat</name>
    <message>
        <source>One JSON object a line (%1)</source>
        <translation>Ein JSON-Objekt je Zeile (%1)</translation>
    </message>
    <message>
        <source>JSON array (%1)</source>
        <translation>JSON-Liste (%1)</translation>
    </message>
    <message>
        <source>Table without bodies (%1)</source>
        <translation>Tabelle ohne Inhalte (%1)</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ExportJob</name>
    <message>
        <source>The store was closed.</source>
        <translation>Der Speicher wurde geschlossen.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::FilterBar</name>
    <message>
        <source>Filter: text, or conditions such as -type:heartbeat focus:Patient/1 status:error</source>
        <translation>Filter: Text oder Bedingungen wie -type:heartbeat focus:Patient/1 status:error</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>What can stand in a filter</source>
        <translation>Was in einem Filter stehen kann</translation>
    </message>
    <message>
        <source>contained in the body, in any case</source>
        <translation>im Inhalt enthalten, groß oder klein</translation>
    </message>
    <message>
        <source>handshake, heartbeat, event, status, events</source>
        <translation>handshake, heartbeat, event, status, events</translation>
    </message>
    <message>
        <source>any other type</source>
        <translation>jede andere Art</translation>
    </message>
    <message>
        <source>contained in the topic&apos;s URL</source>
        <translation>in der URL des Themas enthalten</translation>
    </message>
    <message>
        <source>webhook id, Subscription/id or id</source>
        <translation>Webhook-Kennung, Subscription/id oder id</translation>
    </message>
    <message>
        <source>what the event is about; focus:Patient for all of them</source>
        <translation>worum es im Ereignis geht; focus:Patient für alle Patienten</translation>
    </message>
    <message>
        <source>of an event&apos;s handler: pending, done, error</source>
        <translation>der Verarbeitung eines Ereignisses: pending, done, error</translation>
    </message>
    <message>
        <source>webhook, websocket, recovered, replayed</source>
        <translation>webhook, websocket, recovered, replayed</translation>
    </message>
    <message>
        <source>duplicate, gap, rejected, failed</source>
        <translation>duplicate, gap, rejected, failed</translation>
    </message>
    <message>
        <source>s, m, h, d ago; a time of today; 2026-01-31T12:30</source>
        <translation>vor s, m, h, d; eine Uhrzeit von heute; 2026-01-31T12:30</translation>
    </message>
    <message>
        <source>All conditions have to hold:</source>
        <translation>Alle Bedingungen müssen zutreffen:</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::FilterExpression</name>
    <message>
        <source>Not understood from here. Put text with a colon or a quote that is not closed in &quot;quotes&quot;.</source>
        <translation>Ab hier nicht verstanden. Text mit Doppelpunkt gehört in "Anführungszeichen", und jedes davon wird geschlossen.</translation>
    </message>
    <message>
        <source>Here a value is missing: %1:…</source>
        <translation>Hier fehlt ein Wert: %1:…</translation>
    </message>
    <message>
        <source>Only type: and origin: can have a - in front.</source>
        <translation>Nur vor type: und origin: darf ein - stehen.</translation>
    </message>
    <message>
        <source>There is no %1: – there are %2</source>
        <translation>%1: gibt es nicht – es gibt %2</translation>
    </message>
    <message>
        <source>%1: stands here twice.</source>
        <translation>%1: steht hier zweimal.</translation>
    </message>
    <message>
        <source>%1: knows no “%2”, but %3</source>
        <translation>%1: kennt „%2“ nicht, aber %3</translation>
    </message>
    <message>
        <source>Together with the conditions before it this leaves nothing.</source>
        <translation>Mit den Bedingungen davor bleibt nichts übrig.</translation>
    </message>
    <message>
        <source>is:duplicate cannot stand beside other values of is:</source>
        <translation>is:duplicate kann nicht neben anderen Werten von is: stehen</translation>
    </message>
    <message>
        <source>“%1” is no time. Examples: 10m, 2h, 3d, 12:30, 2026-01-31, 2026-01-31T12:30</source>
        <translation>„%1“ ist keine Zeit. Beispiele: 10m, 2h, 3d, 12:30, 2026-01-31, 2026-01-31T12:30</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ForwardDialog</name>
    <message>
        <source>Forward to a URL</source>
        <translation>An eine URL weiterleiten</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>There was no answer: %1</source>
        <translation>Es kam keine Antwort: %1</translation>
    </message>
    <message>
        <source>%1 %2, after %3 ms</source>
        <translation>%1 %2, nach %3 ms</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HistoryModel</name>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>&amp;Oldest First</source>
        <translation>&amp;Älteste zuerst</translation>
    </message>
    <message>
        <source>&amp;Look for Newer</source>
        <translation>&amp;Nach Neuerem suchen</translation>
    </message>
    <message>
        <source>S&amp;top Searching</source>
        <translation>Suche &amp;abbrechen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>E&amp;xport Selected…</source>
        <translation>Aus&amp;wahl exportieren …</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>%1 found, searching…</source>
        <translation>%1 gefunden, Suche läuft …</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>Gaps, rejected requests and failures of handlers are shown in Live; the history has notifications. status:error finds those whose handler failed.</source>
        <translation>Lücken, abgewiesene Anfragen und gescheiterte Verarbeitungen stehen unter Live; der Verlauf enthält Benachrichtigungen. status:error findet die, deren Verarbeitung gescheitert ist.</translation>
    </message>
    <message>
        <source>Not connected. Connect to see what is stored.</source>
        <translation>Nicht verbunden. Verbinden Sie sich, um das Gespeicherte zu sehen.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Nothing is stored yet.</source>
        <translation>Noch ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>Nothing that is stored passes the filter.</source>
        <translation>Nichts Gespeichertes entspricht dem Filter.</translation>
    </message>
    <message>
        <source>Export Notifications</source>
        <translation>Benachrichtigungen exportieren</translation>
    </message>
    <message>
        <source>Exporting to %1</source>
        <translation>Export nach %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 exported to %2</source>
        <translation>%1 nach %2 exportiert</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::JsonTreeModel</name>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::LivePage</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>&amp;Back to the Newest</source>
        <translation>Zum &amp;Neuesten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>C&amp;lear the List</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>What was stored stays in the history.</source>
        <translation>Was gespeichert ist, bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Abonnements</translation>
    </message>
    <message>
        <source>Which subscriptions are shown, and in which colour</source>
        <translation>Welche Abonnements gezeigt werden, und in welcher Farbe</translation>
    </message>
    <message>
        <source>Subscriptions (muted: %1)</source>
        <translation>Abonnements (stumm: %1)</translation>
    </message>
    <message>
        <source>Nothing has arrived yet</source>
        <translation>Noch ist nichts eingetroffen</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Farbe von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neue</numerusform>
            <numerusform>%n neue</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stands still while you read; Esc goes on</source>
        <translation>steht still, während Sie lesen; weiter mit Esc</translation>
    </message>
    <message>
        <source>Nothing has arrived yet. Notifications appear here as they come.</source>
        <translation>Noch ist nichts eingetroffen. Benachrichtigungen erscheinen hier, sobald sie kommen.</translation>
    </message>
    <message>
        <source>Nothing that has arrived passes the filter.</source>
        <translation>Nichts Eingetroffenes entspricht dem Filter.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Not connected. Connect to see what arrives.</source>
        <translation>Nicht verbunden. Verbinden Sie sich, um zu sehen, was eintrifft.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::MainWindow</name>
    <message>
        <source>FHIR Subscriptions</source>
        <translation>FHIR-Abonnements</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Connected: %1 – listening at %2</source>
        <translation>Verbunden: %1 – erreichbar unter %2</translation>
    </message>
    <message>
        <source>The connection failed</source>
        <translation>Die Verbindung ist gescheitert</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filtern</translation>
    </message>
    <message>
        <source>&amp;Mask Patient Data</source>
        <translation>&amp;Patientendaten verbergen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>Ü&amp;ber</translation>
    </message>
    <message>
        <source>Patient data is masked</source>
        <translation>Patientendaten sind verborgen</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::NotificationColumn</name>
    <message>
        <source>Kind</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>FHIR</source>
        <translation>FHIR</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message numerus="yes">
        <source>failed: %n</source>
        <translation>
            <numerusform>gescheitert: %n</numerusform>
            <numerusform>gescheitert: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>waiting: %n</source>
        <translation>
            <numerusform>wartend: %n</numerusform>
            <numerusform>wartend: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Websocket</source>
        <translation>Websocket</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Nachholung</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholung</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>missing events: %n</source>
        <translation>
            <numerusform>fehlende Ereignisse: %n</numerusform>
            <numerusform>fehlende Ereignisse: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>events: %n</source>
        <translation>
            <numerusform>Ereignisse: %n</numerusform>
            <numerusform>Ereignisse: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duplicates: %n</source>
        <translation>
            <numerusform>Wiederholungen: %n</numerusform>
            <numerusform>Wiederholungen: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::NotificationDetailLoader</name>
    <message>
        <source>This notification is no longer stored.</source>
        <translation>Diese Benachrichtigung ist nicht mehr gespeichert.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::NotificationMark</name>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Something happened that was subscribed to.</source>
        <translation>Etwas Abonniertes ist geschehen.</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>Handschlag</translation>
    </message>
    <message>
        <source>The server tried whether it reaches us.</source>
        <translation>Der Server hat geprüft, ob er uns erreicht.</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Herzschlag</translation>
    </message>
    <message>
        <source>Nothing happened, and the server is still there.</source>
        <translation>Nichts ist geschehen, und der Server ist noch da.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>An answer of $status or $events.</source>
        <translation>Eine Antwort von $status oder $events.</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>All of its events had come before; it was not handled again.</source>
        <translation>Alle Ereignisse waren schon da; sie wurden nicht nochmals verarbeitet.</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Later events came before it.</source>
        <translation>Spätere Ereignisse kamen vorher.</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>Neu gezählt</translation>
    </message>
    <message>
        <source>The server began to count its events anew.</source>
        <translation>Der Server zählt seine Ereignisse neu.</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Nachgeholt</translation>
    </message>
    <message>
        <source>It was missed, and fetched from the server afterwards.</source>
        <translation>Es fehlte und wurde nachträglich beim Server geholt.</translation>
    </message>
    <message>
        <source>Replayed</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>It was handed over once more on request.</source>
        <translation>Es wurde auf Wunsch nochmals übergeben.</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Events did not arrive although later ones did.</source>
        <translation>Ereignisse fehlen, obwohl spätere eingetroffen sind.</translation>
    </message>
    <message>
        <source>Gap closed</source>
        <translation>Lücke zu</translation>
    </message>
    <message>
        <source>Nothing is missing any more.</source>
        <translation>Es fehlt nichts mehr.</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>What arrived is no notification, or could not be stored.</source>
        <translation>Was eintraf, ist keine Benachrichtigung oder war nicht zu speichern.</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Nochmals</translation>
    </message>
    <message>
        <source>The handler failed; it is called again.</source>
        <translation>Die Verarbeitung ist gescheitert und wird nochmals versucht.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>The handler failed for the last time.</source>
        <translation>Die Verarbeitung ist endgültig gescheitert.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::NotificationPage</name>
    <message>
        <source>&amp;Copy as JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>Als &amp;curl kopieren</translation>
    </message>
    <message>
        <source>For&amp;ward to a URL…</source>
        <translation>An eine &amp;URL weiterleiten …</translation>
    </message>
    <message>
        <source>Follow this &amp;Subscription</source>
        <translation>Diesem A&amp;bonnement folgen</translation>
    </message>
    <message>
        <source>Follow this &amp;Resource</source>
        <translation>Dieser &amp;Ressource folgen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ResourcesView</name>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Resources of the bundle</source>
        <translation>Ressourcen des Bundles</translation>
    </message>
    <message>
        <source>Resource as JSON</source>
        <translation>Ressource als JSON</translation>
    </message>
    <message>
        <source>not included</source>
        <translation>nicht enthalten</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SandboxSource</name>
    <message>
        <source>The sandbox did not take the subscription to %1: status %2</source>
        <translation>Der Sandkasten hat das Abonnement von %1 nicht angenommen: Status %2</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SummaryView</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Missing numbers</source>
        <translation>Fehlende Nummern</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abonnement</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Eingetroffen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>Geschehen</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>Events counted by the server</source>
        <translation>Vom Server gezählte Ereignisse</translation>
    </message>
    <message>
        <source>New events</source>
        <translation>Neue Ereignisse</translation>
    </message>
    <message>
        <source>Duplicate events</source>
        <translation>Doppelte Ereignisse</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>FHIR version</source>
        <translation>FHIR-Version</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>Abweichungen</translation>
    </message>
</context>
</TS>
