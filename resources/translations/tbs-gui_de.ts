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
        <translation>FHIR-Subscriptions</translation>
    </message>
    <message>
        <source>An operators&apos; desktop for FHIR topic-based subscriptions.</source>
        <translation>Der Leitstand für topic-basierte FHIR-Subscriptions.</translation>
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
    <name>Tbs::Gui::ActivityCharts</name>
    <message>
        <source>Events a second</source>
        <translation>Ereignisse pro Sekunde</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>Maximum</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::Announcements</name>
    <message>
        <source>%1: %2</source>
        <comment>subscription and what happened</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::AuthenticationSection</name>
    <message>
        <source>The server lets everybody in.</source>
        <translation>Der Server gewährt Zugriff ohne Anmeldung.</translation>
    </message>
    <message>
        <source>User and password are sent with each request.</source>
        <translation>Benutzer und Passwort werden mit jeder Anfrage gesendet.</translation>
    </message>
    <message>
        <source>A token that somebody has given you is sent with each request.</source>
        <translation>Ein Token, das Sie erhalten haben, wird mit jeder Anfrage gesendet.</translation>
    </message>
    <message>
        <source>HTTP headers of your choice are sent with each request.</source>
        <translation>HTTP-Header Ihrer Wahl werden mit jeder Anfrage gesendet.</translation>
    </message>
    <message>
        <source>Tokens are fetched from an authorization server with a client secret, and renewed before they end.</source>
        <translation>Token werden mit einem Client-Secret bei einem Autorisierungsserver geholt und vor ihrem Ablauf erneuert.</translation>
    </message>
    <message>
        <source>SMART Backend Services: tokens are fetched with a private key, whose public part the server knows.</source>
        <translation>SMART Backend Services: Token werden mit einem privaten Schlüssel geholt, dessen öffentlichen Teil der Server kennt.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>user and password (Basic)</source>
        <translation>Benutzer und Passwort (Basic)</translation>
    </message>
    <message>
        <source>token (Bearer)</source>
        <translation>Token (Bearer)</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>OAuth 2.0 client credentials</source>
        <translation>OAuth 2.0 Client Credentials</translation>
    </message>
    <message>
        <source>SMART Backend Services</source>
        <translation>SMART Backend Services</translation>
    </message>
    <message>
        <source>A&amp;uthentication</source>
        <translation>Anmeldun&amp;g</translation>
    </message>
    <message>
        <source>in a header (client_secret_basic)</source>
        <translation>in einem Header (client_secret_basic)</translation>
    </message>
    <message>
        <source>in the body (client_secret_post)</source>
        <translation>im Inhalt (client_secret_post)</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>Benu&amp;tzer</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>To&amp;ken</translation>
    </message>
    <message>
        <source>Token U&amp;RL</source>
        <translation>Token-UR&amp;L</translation>
    </message>
    <message>
        <source>Cl&amp;ient id</source>
        <translation>Cl&amp;ient-ID</translation>
    </message>
    <message>
        <source>Client sec&amp;ret</source>
        <translation>Client-S&amp;ecret</translation>
    </message>
    <message>
        <source>Secret is sent</source>
        <translation>Secret wird gesendet</translation>
    </message>
    <message>
        <source>Pri&amp;vate key</source>
        <translation>Pri&amp;vater Schlüssel</translation>
    </message>
    <message>
        <source>PEM file: RSA of 2048 bits or more, or EC on the curve P-384; not encrypted.</source>
        <translation>PEM-Datei: RSA mit mindestens 2048 Bit oder EC auf der Kurve P-384; unverschlüsselt.</translation>
    </message>
    <message>
        <source>Ke&amp;y id</source>
        <translation>Schlüssel-ID (&amp;kid)</translation>
    </message>
    <message>
        <source>The kid under which the server knows the public key.</source>
        <translation>Die kid, unter der der Server den öffentlichen Schlüssel kennt.</translation>
    </message>
    <message>
        <source>&amp;JWKS URL</source>
        <translation>&amp;JWKS-URL</translation>
    </message>
    <message>
        <source>Where our public keys stand, if they were registered by URL.</source>
        <translation>Wo die eigenen öffentlichen Schlüssel liegen, falls sie per URL registriert wurden.</translation>
    </message>
    <message>
        <source>Sc&amp;opes</source>
        <translation>Sc&amp;opes</translation>
    </message>
    <message>
        <source>With blanks between them. Empty: what the server gives.</source>
        <translation>Durch Leerzeichen getrennt. Leer: was der Server vergibt.</translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation>Heade&amp;r</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Secret</translation>
    </message>
    <message>
        <source>Empty: it is asked for at the server.</source>
        <translation>Leer: Der Server wird danach gefragt.</translation>
    </message>
    <message>
        <source>Is to be a URL such as https://auth.example.org/token</source>
        <translation>Muss eine URL wie https://auth.example.org/token sein</translation>
    </message>
    <message>
        <source>A header is not complete, or there twice</source>
        <translation>Ein Header ist unvollständig oder doppelt vorhanden</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ChangesView</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
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
    <name>Tbs::Gui::ChannelSection</name>
    <message>
        <source>C&amp;hannel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>We connect to the server, so nothing here has to be reachable from outside. A subscription may say otherwise.</source>
        <translation>Wir verbinden uns mit dem Server; nichts hier muss von außen erreichbar sein. Einzelne Subscriptions können davon abweichen.</translation>
    </message>
    <message>
        <source>The server sends to our webhook, so it has to reach this machine. A subscription may say otherwise.</source>
        <translation>Der Server sendet an unseren Webhook; er muss diesen Rechner erreichen. Einzelne Subscriptions können davon abweichen.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ConfirmDialog</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>Deaktivieren</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>Delete %1 subscriptions that are left over?</source>
        <translation>%1 verwaiste Subscriptions löschen?</translation>
    </message>
    <message>
        <source>Delete %1, which is somebody else’s?</source>
        <translation>%1 ist eine fremde Subscription. Trotzdem löschen?</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>Deactivate %1, which is somebody else’s?</source>
        <translation>%1 ist eine fremde Subscription. Trotzdem deaktivieren?</translation>
    </message>
    <message>
        <source>Deactivate %1?</source>
        <translation>%1 deaktivieren?</translation>
    </message>
    <message>
        <source>Activate %1, which is somebody else’s?</source>
        <translation>%1 ist eine fremde Subscription. Trotzdem aktivieren?</translation>
    </message>
    <message>
        <source>Activate %1?</source>
        <translation>%1 aktivieren?</translation>
    </message>
    <message>
        <source>Whoever it belongs to will get no more notifications, and may not notice. It cannot be brought back from here.</source>
        <translation>Wem sie gehört, der erhält keine Benachrichtigungen mehr und bemerkt es womöglich nicht. Von hier aus lässt sie sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>The server deletes it, and its definition in this connection is forgotten. What has arrived stays in the history.</source>
        <translation>Der Server löscht sie, und ihre Definition in dieser Verbindung wird verworfen. Was eingetroffen ist, bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>The server deletes what nothing in this connection wants. What has arrived stays in the history.</source>
        <translation>Der Server löscht, was in dieser Verbindung nicht mehr gewünscht ist. Was eingetroffen ist, bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>The server sends nothing more to its endpoint until somebody activates it again.</source>
        <translation>Der Server sendet nichts mehr an ihren Endpunkt, bis jemand sie erneut aktiviert.</translation>
    </message>
    <message>
        <source>The server sends nothing until you activate it again. Whether events of that time can be fetched afterwards depends on the server.</source>
        <translation>Der Server sendet nichts, bis Sie sie erneut aktivieren. Ob sich Ereignisse aus dieser Zeit nachholen lassen, hängt vom Server ab.</translation>
    </message>
    <message>
        <source>The server is asked to send to its endpoint again. Somebody may have turned it off for a reason.</source>
        <translation>Der Server wird aufgefordert, wieder an ihren Endpunkt zu senden. Vielleicht hat jemand sie mit Absicht abgeschaltet.</translation>
    </message>
    <message>
        <source>Whose:</source>
        <translation>Zuordnung:</translation>
    </message>
    <message>
        <source>Webhook:</source>
        <translation>Webhook:</translation>
    </message>
    <message>
        <source>Id:</source>
        <translation>ID:</translation>
    </message>
    <message>
        <source>none; the server does not have it</source>
        <translation>keine; auf dem Server gibt es sie nicht</translation>
    </message>
    <message>
        <source>Topic:</source>
        <translation>Topic:</translation>
    </message>
    <message>
        <source>Query:</source>
        <translation>Suche:</translation>
    </message>
    <message>
        <source>Endpoint:</source>
        <translation>Endpunkt:</translation>
    </message>
    <message>
        <source>Status:</source>
        <translation>Status:</translation>
    </message>
    <message>
        <source>Server:</source>
        <translation>Server:</translation>
    </message>
    <message>
        <source>What is deleted</source>
        <translation>Was gelöscht wird</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>&amp;I know that it is not ours, and that others may depend on it</source>
        <translation>&amp;Ich weiß, dass sie eine fremde ist und andere davon abhängen können</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ConnectionFile</name>
    <message>
        <source>The first line does not say which connection this is</source>
        <translation>Die erste Zeile nennt nicht die Verbindung, zu der dies gehört</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ConnectionForm</name>
    <message>
        <source>FHIR server</source>
        <translation>FHIR-Server</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Where notifications arrive</source>
        <translation>Wo Benachrichtigungen eintreffen</translation>
    </message>
    <message>
        <source>Subscriptions at the server</source>
        <translation>Subscriptions auf dem Server</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>Write a name, by which you know it again</source>
        <translation>Geben Sie einen Namen an, an dem Sie sie wiedererkennen</translation>
    </message>
    <message>
        <source>A FHIR server inside of this program, with example data that changes every second and two subscriptions. There is nothing to configure: open it and look around. What arrives is forgotten when it is closed.</source>
        <translation>Ein FHIR-Server in diesem Programm, mit Beispieldaten, die sich jede Sekunde ändern, und zwei Subscriptions. Es gibt nichts zu konfigurieren: Öffnen Sie ihn und sehen Sie sich um. Was eintrifft, wird beim Schließen verworfen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ConnectionListModel</name>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>inside of this program</source>
        <translation>in diesem Programm</translation>
    </message>
    <message>
        <source>no server yet</source>
        <translation>noch kein Server</translation>
    </message>
    <message>
        <source>%1 (not saved)</source>
        <translation>%1 (nicht gespeichert)</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ConnectionStore</name>
    <message>
        <source>The connection was not saved: %1</source>
        <translation>Die Verbindung wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>The connection was not deleted: %1</source>
        <translation>Die Verbindung wurde nicht gelöscht: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ConnectionTest</name>
    <message>
        <source>Mend that first; nothing else was looked at.</source>
        <translation>Beheben Sie das zuerst; weiter wurde nicht geprüft.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::Connections</name>
    <message>
        <source>These secrets are not kept any more, so type them in again: %1.</source>
        <translation>Diese Geheimnisse sind nicht mehr gespeichert; geben Sie sie erneut ein: %1.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ConnectionsPage</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>What has changed in the open connection was not saved. %1</source>
        <translation>Die Änderungen an der geöffneten Verbindung wurden nicht gespeichert. %1</translation>
    </message>
    <message>
        <source>Not every saved connection could be read. The files stay as they are; mend or move them, then start the program again.</source>
        <translation>Nicht alle gespeicherten Verbindungen waren lesbar. Die Dateien bleiben unverändert; korrigieren oder verschieben Sie sie und starten Sie dann das Programm neu.</translation>
    </message>
    <message>
        <source>&amp;New Connection</source>
        <translation>&amp;Neue Verbindung</translation>
    </message>
    <message>
        <source>Try the &amp;Sandbox</source>
        <translation>&amp;Sandbox ausprobieren</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Test…</source>
        <translation>&amp;Testen …</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>S&amp;peichern</translation>
    </message>
    <message>
        <source>&amp;Revert</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Move U&amp;p</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move Do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Import tbs.yaml…</source>
        <translation>tbs.yaml &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Export tbs.yaml…</source>
        <translation>tbs.yaml &amp;exportieren …</translation>
    </message>
    <message>
        <source>Where Secrets Are &amp;Kept…</source>
        <translation>Ablage der &amp;Geheimnisse …</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>Gespeicherte Verbindungen</translation>
    </message>
    <message>
        <source>Connect to a FHIR server to receive notifications of its subscriptions.

Or try the sandbox: a server inside of this program, with example data that changes every second.</source>
        <translation>Verbinden Sie sich mit einem FHIR-Server, um Benachrichtigungen zu dessen Subscriptions zu empfangen.

Oder probieren Sie die Sandbox aus: einen Server in diesem Programm, mit Beispieldaten, die sich jede Sekunde ändern.</translation>
    </message>
    <message>
        <source>New Connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>Try the Sandbox</source>
        <translation>Sandbox ausprobieren</translation>
    </message>
    <message>
        <source>Mend first:
%1</source>
        <translation>Zuerst zu beheben:
%1</translation>
    </message>
    <message>
        <source>A sandbox needs no file: tbs listen --sandbox</source>
        <translation>Eine Sandbox braucht keine Datei: tbs listen --sandbox</translation>
    </message>
    <message>
        <source>Save and &amp;Open</source>
        <translation>Speichern und ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Open Anew</source>
        <translation>Neu ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Looks at the server and at what stands here, and changes nothing</source>
        <translation>Prüft den Server und die Angaben hier, ohne etwas zu ändern</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (und %n weitere)</numerusform>
            <numerusform>%1 (und %n weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>It is open as it was before. What you change takes effect when it is opened anew.</source>
        <translation>Sie ist geöffnet wie zuvor. Ihre Änderungen wirken, sobald sie neu geöffnet wird.</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>The secrets were not copied, so type them in. %1</source>
        <translation>Die Geheimnisse wurden nicht kopiert; geben Sie sie erneut ein. %1</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Delete the connection &quot;%1&quot; and its secrets?</source>
        <translation>Die Verbindung „%1“ mit ihren Geheimnissen löschen?</translation>
    </message>
    <message>
        <source>It is open, and is disconnected first. What was received stays in its store; subscriptions stay on the server unless they are deleted when it is disconnected.</source>
        <translation>Sie ist geöffnet und wird zuerst getrennt. Was empfangen wurde, bleibt in ihrem Speicher; Subscriptions bleiben auf dem Server, sofern sie nicht beim Trennen gelöscht werden.</translation>
    </message>
    <message>
        <source>What was received stays in its store, and subscriptions stay on the server.</source>
        <translation>Was empfangen wurde, bleibt in ihrem Speicher, und Subscriptions bleiben auf dem Server.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>The secrets are not kept: save again when that is mended. %1</source>
        <translation>Die Geheimnisse sind nicht gespeichert: Speichern Sie erneut, sobald das behoben ist. %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not opened:</source>
        <translation>„%1“ wurde nicht geöffnet:</translation>
    </message>
    <message>
        <source>Nothing was tested. %1</source>
        <translation>Es wurde nichts geprüft. %1</translation>
    </message>
    <message>
        <source>Import tbs.yaml</source>
        <translation>tbs.yaml importieren</translation>
    </message>
    <message>
        <source>Configurations (*.yaml *.yml *.json);;All files (*)</source>
        <translation>Konfigurationen (*.yaml *.yml *.json);;Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>%1 was imported, with %n subscription(s).</source>
        <translation>
            <numerusform>%1 wurde mit %n Subscription importiert.</numerusform>
            <numerusform>%1 wurde mit %n Subscriptions importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>These connections have changes that are not saved: %1.</source>
        <translation>Diese Verbindungen haben ungespeicherte Änderungen: %1.</translation>
    </message>
    <message>
        <source>&amp;Save and Quit</source>
        <translation>&amp;Speichern und beenden</translation>
    </message>
    <message>
        <source>&amp;Discard and Quit</source>
        <translation>&amp;Verwerfen und beenden</translation>
    </message>
    <message>
        <source>Waiting for the secrets. The keychain may ask for its password in a window of its own.</source>
        <translation>Warten auf die Geheimnisse. Der Schlüsselbund fragt womöglich in einem eigenen Fenster nach seinem Passwort.</translation>
    </message>
    <message>
        <source>The secrets that were typed in are used now, but are not kept: the next start does not have them. %1</source>
        <translation>Die eingegebenen Geheimnisse werden jetzt verwendet, sind aber nicht aufbewahrt: Beim nächsten Start fehlen sie. %1</translation>
    </message>
    <message>
        <source>&amp;Keep Them…</source>
        <translation>&amp;Aufbewahren …</translation>
    </message>
    <message>
        <source>Type Them &amp;In…</source>
        <translation>&amp;Eingeben …</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::DeliveryForm</name>
    <message>
        <source>Only that something happened: no resource, and not even its id.</source>
        <translation>Nur dass etwas geschehen ist: keine Ressource und nicht einmal deren id.</translation>
    </message>
    <message>
        <source>References to the resources; who needs more fetches it with rights of their own.</source>
        <translation>Referenzen auf die Ressourcen; wer mehr braucht, holt es mit eigenen Rechten.</translation>
    </message>
    <message>
        <source>The resources themselves: patient data travels, and is stored here.</source>
        <translation>Die Ressourcen selbst: Patientendaten werden übertragen und hier gespeichert.</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Vorgabe)</translation>
    </message>
    <message>
        <source>E&amp;nds at</source>
        <translation>E&amp;ndet am</translation>
    </message>
    <message>
        <source>&amp;Content</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>C&amp;hannel</source>
        <translation>&amp;Kanal</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Heartbeat period</source>
        <translation>Heartbeat-Abstand</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Timeout</translation>
    </message>
    <message>
        <source>Events a notification, at most</source>
        <translation>Ereignisse je Benachrichtigung, höchstens</translation>
    </message>
    <message>
        <source>How often the server shows that the connection works when nothing happens; 0: never.</source>
        <translation>Wie oft der Server zeigt, dass die Verbindung besteht, wenn nichts geschieht; 0: nie.</translation>
    </message>
    <message>
        <source>How long the server waits for our answer.</source>
        <translation>Wie lange der Server auf unsere Antwort wartet.</translation>
    </message>
    <message>
        <source>&amp;Heartbeats every</source>
        <translation>&amp;Heartbeat alle</translation>
    </message>
    <message>
        <source>&amp;Timeout</source>
        <translation>&amp;Timeout</translation>
    </message>
    <message>
        <source>&amp;Events a notification</source>
        <translation>&amp;Ereignisse je Benachr.</translation>
    </message>
    <message>
        <source>End of the subscription, in local time</source>
        <translation>Ende der Subscription, in Ortszeit</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>&amp;Webhook id</source>
        <translation>&amp;Webhook-Kennung</translation>
    </message>
    <message>
        <source>It identifies the subscription: to have another one, subscribe anew.</source>
        <translation>Sie identifiziert die Subscription; für eine andere Kennung legen Sie eine neue Subscription an.</translation>
    </message>
    <message>
        <source>We connect to the server, so nothing here has to be reachable from outside.</source>
        <translation>Die Verbindung geht von hier zum Server; daher muss hier nichts von außen erreichbar sein.</translation>
    </message>
    <message>
        <source>The server sends to our webhook.</source>
        <translation>Der Server sendet an unseren Webhook.</translation>
    </message>
    <message>
        <source>The server sends to %1</source>
        <translation>Der Server sendet an %1</translation>
    </message>
    <message>
        <source>%1
The webhook&apos;s token; it is changed in the connection.</source>
        <translation>%1
Das Token des Webhooks; es wird in der Verbindung geändert.</translation>
    </message>
    <message>
        <source>Heade&amp;rs</source>
        <translation>Heade&amp;r</translation>
    </message>
    <message>
        <source>Over websocket nothing is sent along: the token of the websocket shows who we are.</source>
        <translation>Über websocket wird nichts mitgesendet: Das Token des Websockets weist uns aus.</translation>
    </message>
    <message>
        <source>No token: anybody who knows the address can send to it. The webhook&apos;s token is set in the connection.</source>
        <translation>Kein Token: Wer die Adresse kennt, kann dorthin senden. Das Token des Webhooks wird in der Verbindung festgelegt.</translation>
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
        <source>Headers</source>
        <translation>Header</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::DifferenceList</name>
    <message>
        <source>Added</source>
        <translation>Neu</translation>
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
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::EmbeddedBackend</name>
    <message>
        <source>Not connected: open a connection first.</source>
        <translation>Nicht verbunden: Öffnen Sie zuerst eine Verbindung.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::EmbeddedReceiver</name>
    <message>
        <source>The server is asked for it.</source>
        <translation>Sie wird beim Server angefordert.</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>Gelöscht.</translation>
    </message>
    <message>
        <source>Turned off on the server.</source>
        <translation>Auf dem Server abgeschaltet.</translation>
    </message>
    <message>
        <source>The server is asked to activate it again.</source>
        <translation>Der Server wird um erneute Aktivierung gebeten.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::EventsDialog</name>
    <message>
        <source>Events of %1</source>
        <translation>Ereignisse von %1</translation>
    </message>
    <message>
        <source>First event number</source>
        <translation>Erste Ereignisnummer</translation>
    </message>
    <message>
        <source>Last event number</source>
        <translation>Letzte Ereignisnummer</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation>Ab&amp;rufen</translation>
    </message>
    <message>
        <source>Events f&amp;rom</source>
        <translation>Ereignisse &amp;von</translation>
    </message>
    <message>
        <source>&amp;to</source>
        <translation>&amp;bis</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Resource of the event as JSON</source>
        <translation>Ressource des Ereignisses als JSON</translation>
    </message>
    <message>
        <source>Copy &amp;Resource</source>
        <translation>&amp;Ressource kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy Answer</source>
        <translation>&amp;Antwort kopieren</translation>
    </message>
    <message>
        <source>Missing here: %1.</source>
        <translation>Hier fehlen: %1.</translation>
    </message>
    <message>
        <source>The server has counted %1.</source>
        <translation>Vom Server gezählt: %1.</translation>
    </message>
    <message>
        <source>What comes is only shown: it is neither stored nor handed over to handlers.</source>
        <translation>Was kommt, wird nur gezeigt: Es wird weder gespeichert noch zur Verarbeitung übergeben.</translation>
    </message>
    <message>
        <source>✘ Two whole numbers are needed, the smaller one first, for at most %1 events.</source>
        <translation>✘ Nötig sind zwei ganze Zahlen, die kleinere zuerst, für höchstens %1 Ereignisse.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>Servers need not have $events, and may keep events for a short time only. What was missed can then be found only by reading the resources themselves.</source>
        <translation>Server müssen $events nicht anbieten und bewahren Ereignisse womöglich nur kurz auf. Was fehlt, lässt sich dann nur durch Lesen der Ressourcen selbst finden.</translation>
    </message>
    <message>
        <source>The server has none of these events, or none any more.</source>
        <translation>Der Server hat keines dieser Ereignisse, oder keines davon mehr.</translation>
    </message>
    <message>
        <source>The server sent %1 of %2 events. It did not send: %3</source>
        <translation>Der Server hat %1 von %2 Ereignissen gesendet. Nicht gesendet: %3</translation>
    </message>
    <message>
        <source>The server sent no resource with it.</source>
        <translation>Der Server hat dazu keine Ressource gesendet.</translation>
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
    <message>
        <source>Replayed</source>
        <translation>Erneut übergeben</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ExportDialog</name>
    <message>
        <source>&amp;Leave secrets out</source>
        <translation>Geheimnisse &amp;weglassen</translation>
    </message>
    <message>
        <source>&amp;Write secrets into the file, where everybody can read them who can read the file</source>
        <translation>&amp;Geheimnisse in die Datei schreiben; wer die Datei lesen kann, kann auch sie lesen</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>As a tbs.yaml, which &apos;tbs listen&apos; understands.</source>
        <translation>Als tbs.yaml, wie &apos;tbs listen&apos; sie versteht.</translation>
    </message>
    <message>
        <source>Commands that use the file</source>
        <translation>Befehle, die die Datei verwenden</translation>
    </message>
    <message>
        <source>These variables of the environment have to hold them:</source>
        <translation>Diese Umgebungsvariablen müssen sie enthalten:</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Configurations (*.yaml)</source>
        <translation>Konfigurationen (*.yaml)</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 wurde nicht geschrieben: %2</translation>
    </message>
    <message>
        <source>Written to %1. To use it:</source>
        <translation>Nach %1 geschrieben. So wird die Datei verwendet:</translation>
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
    <name>Tbs::Gui::FileEdit</name>
    <message>
        <source>Path of a file</source>
        <translation>Pfad einer Datei</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a File</source>
        <translation>Datei wählen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::FileSecretStore</name>
    <message>
        <source>The file of secrets cannot be read: %1</source>
        <translation>Die Datei mit den Geheimnissen ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>The file of secrets is damaged. Mend it, or delete it and type the secrets in again.</source>
        <translation>Die Datei mit den Geheimnissen ist beschädigt. Korrigieren Sie sie, oder löschen Sie sie und geben Sie die Geheimnisse erneut ein.</translation>
    </message>
    <message>
        <source>The file of secrets was not written: %1</source>
        <translation>Die Datei mit den Geheimnissen wurde nicht geschrieben: %1</translation>
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
        <translation>in der URL des Topics enthalten</translation>
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
        <source>s, m, h, d ago; a time of today; 2026-01-31T12:30</source>
        <translation>vor s, m, h, d; eine Uhrzeit von heute; 2026-01-31T12:30</translation>
    </message>
    <message>
        <source>All conditions have to hold:</source>
        <translation>Alle Bedingungen müssen zutreffen:</translation>
    </message>
    <message>
        <source>webhook, websocket, recovered</source>
        <translation>webhook, websocket, recovered</translation>
    </message>
    <message>
        <source>duplicate, replayed, gap, rejected, failed</source>
        <translation>duplicate, replayed, gap, rejected, failed</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::FilterEditor</name>
    <message>
        <source>&amp;Add Filter</source>
        <translation>Filter hin&amp;zufügen</translation>
    </message>
    <message>
        <source>Add a filter (Ctrl+Shift+A)</source>
        <translation>Einen Filter hinzufügen (Strg+Umschalt+A)</translation>
    </message>
    <message>
        <source>What the topic can be filtered by is not known. A filter names a search parameter, as Encounter and patient; its value is as in a search: Patient/1.</source>
        <translation>Wonach sich das Topic filtern lässt, ist nicht bekannt. Ein Filter nennt einen Suchparameter, etwa Encounter und patient; sein Wert ist wie in einer Suche: Patient/1.</translation>
    </message>
    <message>
        <source>The topic tells of nothing that it could be filtered by; without a filter every event is sent.</source>
        <translation>Das Topic nennt nichts, wonach es sich filtern ließe; ohne Filter wird jedes Ereignis gesendet.</translation>
    </message>
    <message>
        <source>Without a filter every event of the topic is sent. It can be filtered by %1.</source>
        <translation>Ohne Filter wird jedes Ereignis des Topics gesendet. Filtern lässt es sich nach %1.</translation>
    </message>
    <message>
        <source>Only events for which every filter holds are sent.</source>
        <translation>Gesendet werden nur Ereignisse, auf die alle Filter zutreffen.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::FilterExpression</name>
    <message>
        <source>Not understood from here. Put text with a colon or a quote that is not closed in &quot;quotes&quot;.</source>
        <translation>Ab hier nicht verstanden. Text mit Doppelpunkt gehört in &quot;Anführungszeichen&quot;, und jedes davon wird geschlossen.</translation>
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
        <source>“%1” is no time. Examples: 10m, 2h, 3d, 12:30, 2026-01-31, 2026-01-31T12:30</source>
        <translation>„%1“ ist keine Zeit. Beispiele: 10m, 2h, 3d, 12:30, 2026-01-31, 2026-01-31T12:30</translation>
    </message>
    <message>
        <source>is:duplicate and is:replayed cannot stand in a list, nor beside other values of is:</source>
        <translation>is:duplicate und is:replayed können weder in einer Liste noch neben anderen Werten von is: stehen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::FilterRow</name>
    <message>
        <source>any type</source>
        <translation>jeder Typ</translation>
    </message>
    <message>
        <source>parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>value; a comma means or</source>
        <translation>Wert; Komma bedeutet oder</translation>
    </message>
    <message>
        <source>Filter %1: %2</source>
        <translation>Filter %1: %2</translation>
    </message>
    <message>
        <source>type of resource</source>
        <translation>Ressourcentyp</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Remove filter %1 (Ctrl+Shift+D)</source>
        <translation>Filter %1 entfernen (Strg+Umschalt+D)</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::FindingModel</name>
    <message>
        <source>Fine</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>Geht nicht</translation>
    </message>
    <message>
        <source>%1 fine, %2 to look at, %3 that will not work</source>
        <translation>%1 in Ordnung, %2 zu prüfen, %3 nicht funktionsfähig</translation>
    </message>
    <message>
        <source>How it is</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What was found, and what to do</source>
        <translation>Befund und Abhilfe</translation>
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
    <name>Tbs::Gui::HandlerForm</name>
    <message>
        <source>Events are stored and shown, and nothing else happens.</source>
        <translation>Ereignisse werden gespeichert und gezeigt; sonst geschieht nichts.</translation>
    </message>
    <message>
        <source>A program is run for each event, with the event on its standard input.</source>
        <translation>Für jedes Ereignis wird ein Programm gestartet, das Ereignis steht in dessen Standardeingabe.</translation>
    </message>
    <message>
        <source>Each event is sent to a URL by POST.</source>
        <translation>Jedes Ereignis wird mit POST an eine URL gesendet.</translation>
    </message>
    <message>
        <source>Each event is appended to a file, one a line.</source>
        <translation>Jedes Ereignis wird als eine Zeile an eine Datei angehängt.</translation>
    </message>
    <message>
        <source>Each event leaves a line in the log, without patient data.</source>
        <translation>Jedes Ereignis hinterlässt eine Zeile im Protokoll, ohne Patientendaten.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>run a program</source>
        <translation>Programm starten</translation>
    </message>
    <message>
        <source>forward to a URL</source>
        <translation>an eine URL weiterleiten</translation>
    </message>
    <message>
        <source>append to a file</source>
        <translation>an eine Datei anhängen</translation>
    </message>
    <message>
        <source>write to the log</source>
        <translation>ins Protokoll schreiben</translation>
    </message>
    <message>
        <source>Han&amp;dler</source>
        <translation>&amp;Verarbeitung</translation>
    </message>
    <message>
        <source>/usr/local/bin/handle-event --option &quot;an argument&quot;</source>
        <translation>/usr/local/bin/handle-event --option &quot;ein Argument&quot;</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>&amp;Programm</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Vorgabe)</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>&amp;Attempts</source>
        <translation>Versu&amp;che</translation>
    </message>
    <message>
        <source>F&amp;irst retry after</source>
        <translation>Erste Wa&amp;rtezeit</translation>
    </message>
    <message>
        <source>&amp;Longest delay</source>
        <translation>&amp;Längste Wartezeit</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>File for Events</source>
        <translation>Datei für Ereignisse</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HandshakeProgress</name>
    <message>
        <source>The server has it as it is wanted, and it is active: nothing had to be sent.</source>
        <translation>Auf dem Server ist sie wie gewünscht und active: Es musste nichts gesendet werden.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HandshakeView</name>
    <message>
        <source>Requested</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>Handshake</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>The server is being asked…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>Waiting for the server&apos;s answer…</source>
        <translation>Warten auf die Antwort des Servers …</translation>
    </message>
    <message>
        <source>Connecting the websocket…</source>
        <translation>Der Websocket wird verbunden …</translation>
    </message>
    <message>
        <source>Waiting for the server&apos;s first notification…</source>
        <translation>Warten auf die erste Benachrichtigung des Servers …</translation>
    </message>
    <message>
        <source>Waiting for the server to activate it…</source>
        <translation>Warten auf die Aktivierung durch den Server …</translation>
    </message>
    <message>
        <source>%1 is being registered</source>
        <translation>%1 wird registriert</translation>
    </message>
    <message>
        <source>%1 is not active yet</source>
        <translation>%1 ist noch nicht aktiv</translation>
    </message>
    <message>
        <source>%1 could not be registered</source>
        <translation>%1 konnte nicht registriert werden</translation>
    </message>
    <message>
        <source>%1 is active</source>
        <translation>%1 ist aktiv</translation>
    </message>
    <message>
        <source>Progress of the registration</source>
        <translation>Fortschritt der Registrierung</translation>
    </message>
    <message>
        <source>Not told; it is active without it.</source>
        <translation>Nicht gemeldet; sie ist auch so aktiv.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HeadersEdit</name>
    <message>
        <source>Add a Header</source>
        <translation>Header hinzufügen</translation>
    </message>
    <message>
        <source>Name of the header</source>
        <translation>Name des Headers</translation>
    </message>
    <message>
        <source>Value of the header</source>
        <translation>Wert des Headers</translation>
    </message>
    <message>
        <source>Remove this header</source>
        <translation>Diesen Header entfernen</translation>
    </message>
    <message>
        <source>Write the name of the header, or remove the row</source>
        <translation>Geben Sie den Namen des Headers an, oder entfernen Sie die Zeile</translation>
    </message>
    <message>
        <source>There is another header of this name</source>
        <translation>Einen Header mit diesem Namen gibt es schon</translation>
    </message>
    <message>
        <source>Write the value of the header, or remove the row</source>
        <translation>Geben Sie den Wert des Headers an, oder entfernen Sie die Zeile</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HeadersView</name>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Headers of the request</source>
        <translation>Header der Anfrage</translation>
    </message>
    <message>
        <source>not stored: it may be a secret</source>
        <translation>nicht gespeichert: es könnte ein Geheimnis sein</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HealthSummary</name>
    <message>
        <source>No subscriptions</source>
        <translation>Keine Subscriptions</translation>
    </message>
    <message>
        <source>%1 of %2 healthy</source>
        <translation>%1 von %2 in Ordnung</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::HelpfulAction</name>
    <message>
        <source>Check Now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>Reaktivieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung …</translation>
    </message>
    <message>
        <source>Asks the server how the subscription does, and for events that are missing.</source>
        <translation>Fragt den Server nach dem Zustand der Subscription und nach fehlenden Ereignissen.</translation>
    </message>
    <message>
        <source>Asks the server to activate the subscription again.</source>
        <translation>Bittet den Server, die Subscription erneut zu aktivieren.</translation>
    </message>
    <message>
        <source>Asks the server to go on sending.</source>
        <translation>Bittet den Server, wieder zu senden.</translation>
    </message>
    <message>
        <source>Tries once more to register the subscription.</source>
        <translation>Versucht noch einmal, die Subscription zu registrieren.</translation>
    </message>
    <message>
        <source>Shows the connection: something has to be changed there first.</source>
        <translation>Zeigt die Verbindung: Dort muss zuerst etwas geändert werden.</translation>
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
    <message>
        <source>Rete&amp;ntion…</source>
        <translation>Au&amp;fbewahrung …</translation>
    </message>
    <message>
        <source>What is thrown away, and when</source>
        <translation>Was wann gelöscht wird</translation>
    </message>
    <message>
        <source>The retention was changed. What has to go is deleted from now on.</source>
        <translation>Die Aufbewahrung wurde geändert. Was sie nicht mehr zulässt, wird ab jetzt gelöscht.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ImportDialog</name>
    <message>
        <source>%1 cannot be imported. Mend what stands below, then import it again.</source>
        <translation>%1 kann nicht importiert werden. Beheben Sie das Folgende und importieren Sie dann erneut.</translation>
    </message>
    <message>
        <source>%1 can be imported. Look at this before:</source>
        <translation>%1 kann importiert werden. Sehen Sie sich zuvor das Folgende an:</translation>
    </message>
    <message>
        <source>%1 names what is not there on this machine. It can be imported nevertheless; the fields have to be mended before it can be opened.</source>
        <translation>%1 nennt, was es auf diesem Rechner nicht gibt. Importieren lässt es sich trotzdem; vor dem Öffnen müssen diese Felder korrigiert werden.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Mistakes and warnings</source>
        <translation>Fehler und Warnungen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Mistake</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::JournalMark</name>
    <message>
        <source>Server unknown</source>
        <translation>Server unbekannt</translation>
    </message>
    <message>
        <source>Known problem</source>
        <translation>Bekanntes Problem</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>Handshake</translation>
    </message>
    <message>
        <source>Activated</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Activation delayed</source>
        <translation>Noch nicht aktiv</translation>
    </message>
    <message>
        <source>Altered</source>
        <translation>Abgeändert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Ausgesetzt</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Heartbeat late</source>
        <translation>Heartbeat fehlt</translation>
    </message>
    <message>
        <source>Heartbeat back</source>
        <translation>Heartbeat zurück</translation>
    </message>
    <message>
        <source>Status unknown</source>
        <translation>Status unbekannt</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Vanished</source>
        <translation>Verschwunden</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Gap closed</source>
        <translation>Lücke zu</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Nachgeholt</translation>
    </message>
    <message>
        <source>Recovery failed</source>
        <translation>Nicht nachgeholt</translation>
    </message>
    <message>
        <source>No recovery</source>
        <translation>Nicht nachholbar</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Counted anew</source>
        <translation>Neu gezählt</translation>
    </message>
    <message>
        <source>Resync needed</source>
        <translation>Abgleich nötig</translation>
    </message>
    <message>
        <source>Reactivating</source>
        <translation>Wird reaktiviert</translation>
    </message>
    <message>
        <source>Reactivated</source>
        <translation>Reaktiviert</translation>
    </message>
    <message>
        <source>Reactivation failed</source>
        <translation>Nicht reaktiviert</translation>
    </message>
    <message>
        <source>Gave up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Websocket connected</source>
        <translation>Websocket verbunden</translation>
    </message>
    <message>
        <source>Websocket broken</source>
        <translation>Websocket getrennt</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::JournalModel</name>
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
        <translation>Subscription</translation>
    </message>
    <message>
        <source>What happened, and what to do</source>
        <translation>Was geschehen ist, und was zu tun ist</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::JournalView</name>
    <message>
        <source>&amp;Only the selected subscription</source>
        <translation>&amp;Nur die gewählte Subscription</translation>
    </message>
    <message>
        <source>&amp;Journal</source>
        <translation>&amp;Journal</translation>
    </message>
    <message>
        <source>How bad it has to be to be shown</source>
        <translation>Ab welcher Schwere Einträge gezeigt werden</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Nothing has happened yet. What the server and the subscriptions do appears here.</source>
        <translation>Noch ist nichts geschehen. Was Server und Subscriptions tun, erscheint hier.</translation>
    </message>
    <message>
        <source>Nothing of what has happened is shown. Choose “Everything” to see it.</source>
        <translation>Nichts von dem, was geschehen ist, wird gezeigt. Wählen Sie „Alles“, um es zu sehen.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::JsonTextView</name>
    <message>
        <source>… only the beginning is shown; copying takes all</source>
        <translation>… nur der Anfang wird gezeigt; beim Kopieren wird alles übernommen</translation>
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
    <name>Tbs::Gui::KeychainSecretStore</name>
    <message>
        <source>Access to the keychain was refused.</source>
        <translation>Der Zugriff auf den Schlüsselbund wurde verweigert.</translation>
    </message>
    <message>
        <source>The keychain is locked, or does not let this program in.</source>
        <translation>Der Schlüsselbund ist gesperrt oder lässt dieses Programm nicht zu.</translation>
    </message>
    <message>
        <source>There is no keychain on this system.</source>
        <translation>Auf diesem System gibt es keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain of the system cannot be used: %1.</source>
        <translation>Der Schlüsselbund des Systems ist nicht benutzbar: %1.</translation>
    </message>
    <message>
        <source>What the keychain holds of this connection was not written by this program. Type the secrets in again.</source>
        <translation>Was der Schlüsselbund zu dieser Verbindung enthält, stammt nicht von diesem Programm. Geben Sie die Geheimnisse erneut ein.</translation>
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
        <translation>Subscriptions</translation>
    </message>
    <message>
        <source>Which subscriptions are shown, and in which colour</source>
        <translation>Welche Subscriptions gezeigt werden, und in welcher Farbe</translation>
    </message>
    <message>
        <source>Subscriptions (muted: %1)</source>
        <translation>Subscriptions (stumm: %1)</translation>
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
        <translation>FHIR-Subscriptions</translation>
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
    <message>
        <source>&amp;Keep Running in the Tray when Closed</source>
        <translation>Beim Schließen im &amp;Infobereich weiterlaufen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ManagementJournal</name>
    <message>
        <source>event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>events %1 to %2</source>
        <translation>Ereignisse %1 bis %2</translation>
    </message>
    <message>
        <source>It is tried again at %1.</source>
        <translation>Der nächste Versuch folgt um %1.</translation>
    </message>
    <message>
        <source>It is not tried again.</source>
        <translation>Es gibt keinen weiteren Versuch.</translation>
    </message>
    <message>
        <source>Missing: %1. Later events have come.</source>
        <translation>Es fehlt: %1. Spätere Ereignisse sind eingetroffen.</translation>
    </message>
    <message>
        <source>Nothing is missing any more.</source>
        <translation>Es fehlt nichts mehr.</translation>
    </message>
    <message>
        <source>The server has it as %1, status %2.</source>
        <translation>Der Server führt sie als %1 mit Status %2.</translation>
    </message>
    <message>
        <source>%1 is active.</source>
        <translation>%1 ist active.</translation>
    </message>
    <message>
        <source>%1 is still %2: the server has not activated it. Can it reach the endpoint?</source>
        <translation>%1 ist noch %2: Der Server hat sie nicht aktiviert. Erreicht er den Endpunkt?</translation>
    </message>
    <message>
        <source>The server keeps its own idea of: %1.</source>
        <translation>Der Server behält eigene Werte: %1.</translation>
    </message>
    <message>
        <source>%1 was changed. %2</source>
        <translation>%1 wurde geändert. %2</translation>
    </message>
    <message>
        <source>%1 was replaced. %2</source>
        <translation>%1 wurde ersetzt. %2</translation>
    </message>
    <message>
        <source>%1 was deleted. %2</source>
        <translation>%1 wurde gelöscht. %2</translation>
    </message>
    <message>
        <source>The handshake arrived.</source>
        <translation>Der Handshake ist eingetroffen.</translation>
    </message>
    <message>
        <source>A heartbeat is overdue. The last notification came at %1.</source>
        <translation>Ein Heartbeat ist überfällig. Die letzte Benachrichtigung kam um %1.</translation>
    </message>
    <message>
        <source>A heartbeat is overdue. Nothing has come yet.</source>
        <translation>Ein Heartbeat ist überfällig. Bisher ist nichts eingetroffen.</translation>
    </message>
    <message>
        <source>Notifications come again.</source>
        <translation>Es treffen wieder Benachrichtigungen ein.</translation>
    </message>
    <message>
        <source>The server does not have %1 any more.</source>
        <translation>Auf dem Server gibt es %1 nicht mehr.</translation>
    </message>
    <message>
        <source>The server counts its events anew. Nobody knows whether events were lost before that.</source>
        <translation>Der Server zählt seine Ereignisse neu. Ob zuvor Ereignisse verloren gingen, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Fetched from the server: %1.</source>
        <translation>Beim Server nachgeholt: %1.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Events were lost that the server cannot repeat.</source>
        <translation>Es gingen Ereignisse verloren, die der Server nicht wiederholen kann.</translation>
    </message>
    <message>
        <source>Search for what changed: %1</source>
        <translation>Suchen Sie nach dem, was sich geändert hat: %1</translation>
    </message>
    <message>
        <source>Given up: %1. The server does not have them.</source>
        <translation>Aufgegeben: %1. Der Server hat sie nicht.</translation>
    </message>
    <message>
        <source>The server is asked to activate %1 again, attempt %2.</source>
        <translation>Der Server wird gebeten, %1 erneut zu aktivieren, Versuch %2.</translation>
    </message>
    <message>
        <source>%1 is active again.</source>
        <translation>%1 ist wieder active.</translation>
    </message>
    <message>
        <source>Mend the reason on the server, then reactivate it here.</source>
        <translation>Beheben Sie die Ursache auf dem Server, und reaktivieren Sie sie dann hier.</translation>
    </message>
    <message>
        <source>The websocket is connected.</source>
        <translation>Der Websocket ist verbunden.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ManagementSection</name>
    <message>
        <source>Register them at the server, and keep them as they are wanted</source>
        <translation>Auf dem Server registrieren und wie gewünscht erhalten</translation>
    </message>
    <message>
        <source>Watch over heartbeats, fetch lost events, activate broken ones again</source>
        <translation>Heartbeats überwachen, verlorene Ereignisse nachholen, gestörte Subscriptions reaktivieren</translation>
    </message>
    <message>
        <source>stay: what is missed is fetched the next time</source>
        <translation>bleiben bestehen: Fehlendes wird beim nächsten Mal nachgeholt</translation>
    </message>
    <message>
        <source>are turned off</source>
        <translation>werden abgeschaltet</translation>
    </message>
    <message>
        <source>are deleted</source>
        <translation>werden gelöscht</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Subscriptions</translation>
    </message>
    <message>
        <source>When &amp;disconnected they</source>
        <translation>Beim T&amp;rennen</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::MissingSecretsDialog</name>
    <message>
        <source>Secrets of %1</source>
        <translation>Geheimnisse von %1</translation>
    </message>
    <message>
        <source>&amp;Keep and Open</source>
        <translation>&amp;Aufbewahren und öffnen</translation>
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
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
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
        <translation>Erneute Übergabe</translation>
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
            <numerusform>doppelt: %n</numerusform>
            <numerusform>doppelt: %n</numerusform>
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
        <translation>Handshake</translation>
    </message>
    <message>
        <source>The server tried whether it reaches us.</source>
        <translation>Der Server hat geprüft, ob er uns erreicht.</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Heartbeat</translation>
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
        <translation>Erneut</translation>
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
        <translation>Dieser &amp;Subscription folgen</translation>
    </message>
    <message>
        <source>Follow this &amp;Resource</source>
        <translation>Dieser &amp;Ressource folgen</translation>
    </message>
    <message>
        <source>Rep&amp;lay…</source>
        <translation>Erneut ü&amp;bergeben …</translation>
    </message>
    <message>
        <source>Hands the events of the selected lines over to their handlers once more</source>
        <translation>Übergibt die Ereignisse der gewählten Zeilen noch einmal an ihre Verarbeitung</translation>
    </message>
    <message>
        <source>Handing over…</source>
        <translation>Wird übergeben …</translation>
    </message>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>Not all was handed over: %1</source>
        <translation>Nicht alles wurde übergeben: %1</translation>
    </message>
    <message>
        <source>Nothing was handed over: the events still wait for their handler, or are no longer stored.</source>
        <translation>Es wurde nichts übergeben: Die Ereignisse warten noch auf ihre Verarbeitung oder sind nicht mehr gespeichert.</translation>
    </message>
    <message>
        <source>Events handed over once more: %1. Their lines in History say how that ends.</source>
        <translation>Erneut übergebene Ereignisse: %1. Ihre Zeilen im Verlauf zeigen, wie es ausgeht.</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Ausblenden</translation>
    </message>
    <message>
        <source>Choose Colu&amp;mns</source>
        <translation>Spal&amp;ten wählen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::OpenConnectionMenu</name>
    <message>
        <source>&amp;Open Connection</source>
        <translation>Verbindung ö&amp;ffnen</translation>
    </message>
    <message>
        <source>No connection is saved yet</source>
        <translation>Noch ist keine Verbindung gespeichert</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::OperatorTexts</name>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>not equal</source>
        <translation>ungleich</translation>
    </message>
    <message>
        <source>more, later</source>
        <translation>größer, später</translation>
    </message>
    <message>
        <source>less, earlier</source>
        <translation>kleiner, früher</translation>
    </message>
    <message>
        <source>at least, not before</source>
        <translation>mindestens, nicht vor</translation>
    </message>
    <message>
        <source>at most, not after</source>
        <translation>höchstens, nicht nach</translation>
    </message>
    <message>
        <source>starts after</source>
        <translation>beginnt nach</translation>
    </message>
    <message>
        <source>ends before</source>
        <translation>endet vor</translation>
    </message>
    <message>
        <source>about</source>
        <translation>ungefähr</translation>
    </message>
    <message>
        <source>there is none: true or false</source>
        <translation>es fehlt: true oder false</translation>
    </message>
    <message>
        <source>in this spelling</source>
        <translation>in genau dieser Schreibweise</translation>
    </message>
    <message>
        <source>contains the text</source>
        <translation>enthält den Text</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>by its display text</source>
        <translation>nach dem Anzeigetext</translation>
    </message>
    <message>
        <source>in the value set or group</source>
        <translation>im Value Set oder in der Gruppe</translation>
    </message>
    <message>
        <source>not in the value set or group</source>
        <translation>nicht im Value Set oder in der Gruppe</translation>
    </message>
    <message>
        <source>this or below it</source>
        <translation>dies oder darunter</translation>
    </message>
    <message>
        <source>this or above it</source>
        <translation>dies oder darüber</translation>
    </message>
    <message>
        <source>by its identifier</source>
        <translation>nach dem Identifier</translation>
    </message>
    <message>
        <source>identifier of a type</source>
        <translation>Identifier eines Typs</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::OptionalNumberBox</name>
    <message>
        <source>Step down to %1 for the default</source>
        <translation>Bis %1 verkleinern für die Vorgabe</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::OverviewModel</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Heartbeat</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>How the subscription does</source>
        <translation>Wie es um die Subscription steht</translation>
    </message>
    <message>
        <source>Its webhook id and its topic</source>
        <translation>Ihre Webhook-Kennung und ihr Topic</translation>
    </message>
    <message>
        <source>Events a second in the last 10 seconds, in the last minute, and over 5 minutes</source>
        <translation>Ereignisse pro Sekunde in den letzten 10 Sekunden, in der letzten Minute und über 5 Minuten</translation>
    </message>
    <message>
        <source>When the last event came</source>
        <translation>Wann das letzte Ereignis kam</translation>
    </message>
    <message>
        <source>When anything came, and when the next heartbeat is due</source>
        <translation>Wann zuletzt etwas kam, und wann der nächste Heartbeat fällig ist</translation>
    </message>
    <message>
        <source>Events that the server has counted and that have not come</source>
        <translation>Ereignisse, die der Server gezählt hat und die nicht eingetroffen sind</translation>
    </message>
    <message>
        <source>Why the status is as it is</source>
        <translation>Warum der Status so ist</translation>
    </message>
    <message>
        <source>The one thing to do about it</source>
        <translation>Was dagegen zu tun ist</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keines</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>1 min: %1</source>
        <translation>1 min: %1</translation>
    </message>
    <message>
        <source>none expected</source>
        <translation>keiner erwartet</translation>
    </message>
    <message>
        <source>next in %1</source>
        <translation>nächster in %1</translation>
    </message>
    <message>
        <source>due now</source>
        <translation>jetzt fällig</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>%1 zu spät</translation>
    </message>
    <message>
        <source>Events in the last 10 seconds: %1, minute: %2, 5 minutes: %3</source>
        <translation>Ereignisse in den letzten 10 Sekunden: %1, in einer Minute: %2, in 5 Minuten: %3</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the selected lines of the journal, or the selected subscription.</source>
        <translation>Kopiert die gewählten Zeilen des Journals oder die gewählte Subscription.</translation>
    </message>
    <message>
        <source>There are no subscriptions yet. Choose a topic to subscribe to.</source>
        <translation>Noch gibt es keine Subscriptions. Wählen Sie ein Topic zum Abonnieren.</translation>
    </message>
    <message>
        <source>Show Topics</source>
        <translation>Topics zeigen</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Not connected. Choose a connection to see how its subscriptions do.</source>
        <translation>Nicht verbunden. Wählen Sie eine Verbindung, um den Zustand ihrer Subscriptions zu sehen.</translation>
    </message>
    <message>
        <source>Show Connections</source>
        <translation>Verbindungen zeigen</translation>
    </message>
    <message>
        <source>The connection failed; the reason stands above. Try again, or change the connection.</source>
        <translation>Die Verbindung ist gescheitert; der Grund steht oben. Versuchen Sie es erneut, oder ändern Sie die Verbindung.</translation>
    </message>
    <message>
        <source>Choose Col&amp;umns</source>
        <translation>Spal&amp;ten wählen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::OverviewTable</name>
    <message>
        <source>Subscriptions</source>
        <translation>Subscriptions</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::PreviewPane</name>
    <message>
        <source>On the server</source>
        <translation>Auf dem Server</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Gewünscht</translation>
    </message>
    <message>
        <source>C&amp;opy JSON</source>
        <translation>JSON k&amp;opieren</translation>
    </message>
    <message>
        <source>What will be sent, as JSON</source>
        <translation>Was gesendet wird, als JSON</translation>
    </message>
    <message>
        <source>What the server has, as JSON</source>
        <translation>Was der Server hat, als JSON</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>All elements that are different in the JSON, with those that the server adds:</source>
        <translation>Alle Elemente, die im JSON abweichen, einschließlich derer, die der Server hinzufügt:</translation>
    </message>
    <message>
        <source>Will be sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Asking what will be sent…</source>
        <translation>Es wird ermittelt, was gesendet wird …</translation>
    </message>
    <message>
        <source>What will be sent is shown here as soon as the form is complete.</source>
        <translation>Was gesendet wird, erscheint hier, sobald das Formular vollständig ist.</translation>
    </message>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>The server has it as Subscription/%1.</source>
        <translation>Der Server führt sie als Subscription/%1.</translation>
    </message>
    <message>
        <source>The server does not have it yet. Values of headers are hidden here.</source>
        <translation>Auf dem Server gibt es sie noch nicht. Werte von Headern sind hier verborgen.</translation>
    </message>
    <message>
        <source>Changes (%1)</source>
        <translation>Änderungen (%1)</translation>
    </message>
    <message>
        <source>✔ The server has it as it is wanted: nothing has to be changed.</source>
        <translation>✔ Auf dem Server ist sie wie gewünscht: Es ist nichts zu ändern.</translation>
    </message>
    <message>
        <source>These elements are to be changed:</source>
        <translation>Diese Elemente sind zu ändern:</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::RateText</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::RelativeTime</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ReplayDialog</name>
    <message>
        <source>Replay</source>
        <translation>Erneut übergeben</translation>
    </message>
    <message>
        <source>Progress of the counting</source>
        <translation>Fortschritt der Zählung</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Übergeben</translation>
    </message>
    <message>
        <source>Counting the events…</source>
        <translation>Die Ereignisse werden gezählt …</translation>
    </message>
    <message>
        <source>Subscriptions and their handlers</source>
        <translation>Subscriptions und ihre Verarbeitung</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>What its handler does with each event</source>
        <translation>Was die Verarbeitung mit jedem Ereignis tut</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Replay (%1)</source>
        <translation>&amp;Übergeben (%1)</translation>
    </message>
    <message>
        <source>left out: it is not defined any more</source>
        <translation>ausgelassen: nicht mehr definiert</translation>
    </message>
    <message>
        <source>There is nothing in the selection that could be handed over once more.</source>
        <translation>Die Auswahl enthält nichts, was erneut übergeben werden könnte.</translation>
    </message>
    <message>
        <source>Events that are handed over to their handlers once more: %1.
They have been handed over before, so what the handlers do may be done twice: what they send is sent again, what they write is written again.</source>
        <translation>Ereignisse, die erneut an ihre Verarbeitung übergeben werden: %1.
Sie wurden schon einmal übergeben, daher kann manches doppelt geschehen: Gesendetes wird nochmals gesendet, Geschriebenes nochmals geschrieben.</translation>
    </message>
    <message>
        <source>Left out, since they still wait for their handler: %1.</source>
        <translation>Ausgelassen, weil sie noch auf ihre Verarbeitung warten: %1.</translation>
    </message>
    <message>
        <source>Notifications that are no longer stored: %1.</source>
        <translation>Nicht mehr gespeicherte Benachrichtigungen: %1.</translation>
    </message>
    <message>
        <source>The history then says how the handling ends this time. The server hears nothing of it.</source>
        <translation>Der Verlauf zeigt danach, wie die Verarbeitung diesmal ausgeht. Der Server erfährt nichts davon.</translation>
    </message>
    <message>
        <source>The events cannot be counted: %1</source>
        <translation>Die Ereignisse lassen sich nicht zählen: %1</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ReplayPlan</name>
    <message>
        <source>nothing: events are only stored and shown</source>
        <translation>nichts: Ereignisse werden nur gespeichert und gezeigt</translation>
    </message>
    <message>
        <source>runs %1</source>
        <translation>startet %1</translation>
    </message>
    <message>
        <source>sends it to %1</source>
        <translation>sendet es an %1</translation>
    </message>
    <message>
        <source>appends it to %1</source>
        <translation>hängt es an %1 an</translation>
    </message>
    <message>
        <source>writes to the log</source>
        <translation>schreibt ins Protokoll</translation>
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
    <name>Tbs::Gui::RetentionDialog</name>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>What is stored goes when one of these limits is exceeded, the oldest first. Notifications with events that wait for their handler stay.</source>
        <translation>Wird eine dieser Grenzen überschritten, werden gespeicherte Benachrichtigungen gelöscht, die ältesten zuerst. Solche mit Ereignissen, die auf ihre Verarbeitung warten, bleiben.</translation>
    </message>
    <message>
        <source>Delete what is &amp;older than</source>
        <translation>Löschen, was älter &amp;ist als</translation>
    </message>
    <message>
        <source>Keep at most so many &amp;notifications</source>
        <translation>Höchstzahl der &amp;Benachrichtigungen</translation>
    </message>
    <message>
        <source>Keep the &amp;file of the store below</source>
        <translation>Höchstgröße der Speicher&amp;datei</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>What would be deleted cannot be told: %1</source>
        <translation>Was gelöscht würde, lässt sich nicht ermitteln: %1</translation>
    </message>
    <message>
        <source>Nothing is stored, so nothing is deleted now.</source>
        <translation>Es ist nichts gespeichert, also wird jetzt nichts gelöscht.</translation>
    </message>
    <message>
        <source>Everything is kept. Stored are about %1 notifications, the oldest of %2.</source>
        <translation>Alles wird aufbewahrt. Gespeichert sind etwa %1 Benachrichtigungen, die älteste vom %2.</translation>
    </message>
    <message>
        <source>About %1 of %2 notifications are deleted now, beginning with that of %3, and cannot be brought back.</source>
        <translation>Etwa %1 von %2 Benachrichtigungen werden jetzt gelöscht, beginnend mit der vom %3, und lassen sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>For the size it may be more.</source>
        <translation>Wegen der Größe können es mehr sein.</translation>
    </message>
    <message>
        <source>How many of about %1 notifications are deleted now depends on the size of the file; the oldest is of %2. What is deleted cannot be brought back.</source>
        <translation>Wie viele der etwa %1 Benachrichtigungen jetzt gelöscht werden, hängt von der Größe der Datei ab; die älteste ist vom %2. Gelöschtes lässt sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>None of about %1 notifications is deleted now; the oldest is of %2.</source>
        <translation>Keine der etwa %1 Benachrichtigungen wird jetzt gelöscht; die älteste ist vom %2.</translation>
    </message>
    <message>
        <source>&amp;Delete and Save</source>
        <translation>&amp;Löschen und speichern</translation>
    </message>
    <message>
        <source>The retention was not changed: %1</source>
        <translation>Die Aufbewahrung wurde nicht geändert: %1</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SecretEdit</name>
    <message>
        <source>typed in</source>
        <translation>eingegeben</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>aus einer Datei</translation>
    </message>
    <message>
        <source>from the environment</source>
        <translation>aus der Umgebung</translation>
    </message>
    <message>
        <source>Name of a variable</source>
        <translation>Name einer Variablen</translation>
    </message>
    <message>
        <source>Path of a file that holds it</source>
        <translation>Pfad einer Datei, die es enthält</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Makes up a long random one</source>
        <translation>Erzeugt ein langes, zufälliges</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Show what was typed in</source>
        <translation>Eingabe zeigen</translation>
    </message>
    <message>
        <source>Forget the one that is kept</source>
        <translation>Das gespeicherte verwerfen</translation>
    </message>
    <message>
        <source>%1: where it comes from</source>
        <translation>%1: woher es kommt</translation>
    </message>
    <message>
        <source>%1: path of the file</source>
        <translation>%1: Pfad der Datei</translation>
    </message>
    <message>
        <source>%1: name of the variable</source>
        <translation>%1: Name der Variablen</translation>
    </message>
    <message>
        <source>%1: generate</source>
        <translation>%1: erzeugen</translation>
    </message>
    <message>
        <source>Kept; type to replace it</source>
        <translation>Gespeichert; zum Ersetzen eingeben</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SecretPlaceDialog</name>
    <message>
        <source>Where Secrets Are Kept</source>
        <translation>Ablage der Geheimnisse</translation>
    </message>
    <message>
        <source>Passwords, tokens and keys that you type in are kept:</source>
        <translation>Wo eingegebene Passwörter, Token und Schlüssel abgelegt werden:</translation>
    </message>
    <message>
        <source>Passwords, tokens and keys belong into the keychain of the system. That did not work: %1
Where are they to be kept?</source>
        <translation>Passwörter, Token und Schlüssel gehören in den Schlüsselbund des Systems. Das ist gescheitert: %1
Wo sollen sie abgelegt werden?</translation>
    </message>
    <message>
        <source>In the &amp;keychain of the system</source>
        <translation>Im &amp;Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Encrypted. GNOME Keyring, KWallet, KeePassXC or the like has to run.</source>
        <translation>Verschlüsselt. GNOME Keyring, KWallet, KeePassXC oder Ähnliches muss laufen.</translation>
    </message>
    <message>
        <source>Encrypted. Start or unlock it first (GNOME Keyring, KWallet, KeePassXC or the like); it is tried again.</source>
        <translation>Verschlüsselt. Starten oder entsperren Sie ihn zuerst (GNOME Keyring, KWallet, KeePassXC oder Ähnliches); dann wird es erneut versucht.</translation>
    </message>
    <message>
        <source>&amp;Only until this program ends</source>
        <translation>&amp;Nur bis zum Ende dieses Programms</translation>
    </message>
    <message>
        <source>Nothing is written. The next time they have to be typed in again.</source>
        <translation>Es wird nichts geschrieben. Beim nächsten Mal sind sie erneut einzugeben.</translation>
    </message>
    <message>
        <source>In a &amp;file that only you can read</source>
        <translation>In einer &amp;Datei, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>Not encrypted: whoever gets at your files, or at a copy of them, can read it. %1</source>
        <translation>Unverschlüsselt: Wer an Ihre Dateien oder eine Kopie davon gelangt, kann sie lesen. %1</translation>
    </message>
    <message>
        <source>&amp;Keep Them There</source>
        <translation>&amp;Dort ablegen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::Secrets</name>
    <message>
        <source>Password for the FHIR server</source>
        <translation>Passwort für den FHIR-Server</translation>
    </message>
    <message>
        <source>Token for the FHIR server</source>
        <translation>Token für den FHIR-Server</translation>
    </message>
    <message>
        <source>Client secret for the authorization server</source>
        <translation>Client-Secret für den Autorisierungsserver</translation>
    </message>
    <message>
        <source>Header %1 for the FHIR server</source>
        <translation>Header %1 für den FHIR-Server</translation>
    </message>
    <message>
        <source>Token that senders of notifications have to show</source>
        <translation>Token, das Absender von Benachrichtigungen vorweisen müssen</translation>
    </message>
    <message>
        <source>Key of the signatures of notifications</source>
        <translation>Schlüssel für die Signaturen von Benachrichtigungen</translation>
    </message>
    <message>
        <source>Header %1 of what the handler of %2 forwards</source>
        <translation>Header %1 für das, was die Verarbeitung von %2 weiterleitet</translation>
    </message>
    <message>
        <source>Header %1 of notifications for %2</source>
        <translation>Header %1 der Benachrichtigungen für %2</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ServerRequests</name>
    <message>
        <source>This connection has no FHIR server. Set its base URL on the page Connections.</source>
        <translation>Diese Verbindung hat keinen FHIR-Server. Geben Sie seine Basis-URL auf der Seite Verbindungen an.</translation>
    </message>
    <message>
        <source>The server speaks FHIR %1, which is none of R4, R4B and R5.</source>
        <translation>Der Server spricht FHIR %1, also weder R4 noch R4B noch R5.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::ServerSection</name>
    <message>
        <source>&amp;Base URL</source>
        <translation>Basis-&amp;URL</translation>
    </message>
    <message>
        <source>ask the server</source>
        <translation>den Server fragen</translation>
    </message>
    <message>
        <source>&amp;FHIR version</source>
        <translation>FHIR-&amp;Version</translation>
    </message>
    <message>
        <source>Server &amp;profile</source>
        <translation>Se&amp;rverprofil</translation>
    </message>
    <message>
        <source>TLS: certificates for the way to the server</source>
        <translation>TLS: Zertifikate für den Weg zum Server</translation>
    </message>
    <message>
        <source>Trusted &amp;authorities</source>
        <translation>Weitere &amp;CAs</translation>
    </message>
    <message>
        <source>PEM file with authorities that are trusted besides those of the system. For servers whose certificate was made in the house.</source>
        <translation>PEM-Datei mit Zertifizierungsstellen, denen zusätzlich zu denen des Systems vertraut wird. Für Server mit hauseigenem Zertifikat.</translation>
    </message>
    <message>
        <source>Client c&amp;ertificate</source>
        <translation>Client-&amp;Zertifikat</translation>
    </message>
    <message>
        <source>PEM file. Shown to servers that ask for one.</source>
        <translation>PEM-Datei. Wird Servern vorgelegt, die eines verlangen.</translation>
    </message>
    <message>
        <source>Client &amp;key</source>
        <translation>Client-&amp;Schlüssel</translation>
    </message>
    <message>
        <source>PEM file with the private key of that certificate.</source>
        <translation>PEM-Datei mit dem privaten Schlüssel zu diesem Zertifikat.</translation>
    </message>
    <message>
        <source>Write the base URL of the FHIR server</source>
        <translation>Geben Sie die Basis-URL des FHIR-Servers an</translation>
    </message>
    <message>
        <source>Is to be a URL such as https://fhir.example.org/r4</source>
        <translation>Muss eine URL wie https://fhir.example.org/r4 sein</translation>
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
    <name>Tbs::Gui::StatusDialog</name>
    <message>
        <source>$status of %1</source>
        <translation>$status von %1</translation>
    </message>
    <message>
        <source>The answer as a tree</source>
        <translation>Die Antwort als Baum</translation>
    </message>
    <message>
        <source>&amp;Ask Again</source>
        <translation>&amp;Erneut fragen</translation>
    </message>
    <message>
        <source>&amp;Copy Answer</source>
        <translation>Antwort &amp;kopieren</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>Status:</source>
        <translation>Status:</translation>
    </message>
    <message>
        <source>Type:</source>
        <translation>Art:</translation>
    </message>
    <message>
        <source>Events since the subscription started:</source>
        <translation>Ereignisse seit Beginn der Subscription:</translation>
    </message>
    <message>
        <source>Errors:</source>
        <translation>Fehler:</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Topic:</source>
        <translation>Topic:</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::StatusLight</name>
    <message>
        <source>All subscriptions are well.</source>
        <translation>Alle Subscriptions sind in Ordnung.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscribeDialog</name>
    <message>
        <source>Subscribe to a Topic</source>
        <translation>Topic abonnieren</translation>
    </message>
    <message>
        <source>Subscribe to %1</source>
        <translation>%1 abonnieren</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Subscribe</source>
        <translation>&amp;Abonnieren</translation>
    </message>
    <message>
        <source>&amp;Save Changes</source>
        <translation>Änderungen &amp;speichern</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Strg+Return</translation>
    </message>
    <message>
        <source>&amp;Back to the Form</source>
        <translation>&amp;Zurück zum Formular</translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>Show &amp;Events</source>
        <translation>Ereignisse zei&amp;gen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The topics of the server are not known, so what is typed in cannot be held against them. %1</source>
        <translation>Die Topics des Servers sind nicht bekannt; die Eingaben lassen sich daher nicht damit abgleichen. %1</translation>
    </message>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>Close: It Goes On in the Background</source>
        <translation>Schließen: läuft im Hintergrund weiter</translation>
    </message>
    <message>
        <source>Discard what was typed in? Nothing has been sent to the server.</source>
        <translation>Die Eingaben verwerfen? An den Server wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Discard the changes? The subscription stays as it was.</source>
        <translation>Die Änderungen verwerfen? Die Subscription bleibt, wie sie war.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionAction</name>
    <message>
        <source>The server does not have it.</source>
        <translation>Auf dem Server gibt es sie nicht.</translation>
    </message>
    <message>
        <source>You have turned it off already.</source>
        <translation>Sie haben sie bereits abgeschaltet.</translation>
    </message>
    <message>
        <source>It is off already.</source>
        <translation>Sie ist bereits abgeschaltet.</translation>
    </message>
    <message>
        <source>It was entered in error: nothing is sent for it.</source>
        <translation>Sie wurde irrtümlich angelegt (entered-in-error): Für sie wird nichts gesendet.</translation>
    </message>
    <message>
        <source>The server does not have it: Check Now has it registered.</source>
        <translation>Auf dem Server gibt es sie nicht: „Jetzt prüfen“ lässt sie registrieren.</translation>
    </message>
    <message>
        <source>It is active.</source>
        <translation>Sie ist aktiv.</translation>
    </message>
    <message>
        <source>The server was asked to activate it, and has not done so yet.</source>
        <translation>Der Server wurde um ihre Aktivierung gebeten und hat sie noch nicht aktiviert.</translation>
    </message>
    <message>
        <source>It was entered in error: it can only be deleted.</source>
        <translation>Sie wurde irrtümlich angelegt (entered-in-error): Sie kann nur gelöscht werden.</translation>
    </message>
    <message>
        <source>Something else is being done with it.</source>
        <translation>Es ist noch ein anderer Vorgang für sie im Gange.</translation>
    </message>
    <message>
        <source>It is not defined in this connection.</source>
        <translation>Sie ist in dieser Verbindung nicht definiert.</translation>
    </message>
    <message>
        <source>You have turned it off: activate it again first.</source>
        <translation>Sie haben sie abgeschaltet: Aktivieren Sie sie zuerst wieder.</translation>
    </message>
    <message>
        <source>It names no topic, so its events are not numbered.</source>
        <translation>Sie nennt kein Topic; ihre Ereignisse sind daher nicht nummeriert.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionActions</name>
    <message>
        <source>&amp;Do What Helps</source>
        <translation>Was &amp;hilft</translation>
    </message>
    <message>
        <source>Show &amp;Events</source>
        <translation>&amp;Ereignisse zeigen</translation>
    </message>
    <message>
        <source>C&amp;heck Now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Reactivate</source>
        <translation>&amp;Reaktivieren</translation>
    </message>
    <message>
        <source>&amp;Suspend…</source>
        <translation>&amp;Aussetzen …</translation>
    </message>
    <message>
        <source>&amp;Do What Helps: %1</source>
        <translation>Was &amp;hilft: %1</translation>
    </message>
    <message>
        <source>Re&amp;sume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Aussetzen</translation>
    </message>
    <message>
        <source>Suspend “%1”?</source>
        <translation>„%1“ aussetzen?</translation>
    </message>
    <message>
        <source>The server sends nothing until you resume it. Whether events of that time can be fetched afterwards depends on the server.</source>
        <translation>Der Server sendet nichts, bis Sie sie fortsetzen. Ob sich Ereignisse aus dieser Zeit nachholen lassen, hängt vom Server ab.</translation>
    </message>
    <message>
        <source>&amp;Suspend</source>
        <translation>&amp;Aussetzen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionCommands</name>
    <message>
        <source>&amp;New Subscription…</source>
        <translation>&amp;Neue Subscription …</translation>
    </message>
    <message>
        <source>Delete All &amp;Left Over…</source>
        <translation>Alle &amp;verwaisten löschen …</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
        <source>&amp;Deactivate…</source>
        <translation>&amp;Deaktivieren …</translation>
    </message>
    <message>
        <source>&amp;Activate Again</source>
        <translation>Erneut &amp;aktivieren</translation>
    </message>
    <message>
        <source>&amp;Check Now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Ask for $&amp;status…</source>
        <translation>$&amp;status abfragen …</translation>
    </message>
    <message>
        <source>&amp;Fetch $events…</source>
        <translation>$events ab&amp;rufen …</translation>
    </message>
    <message>
        <source>Show E&amp;vents</source>
        <translation>&amp;Ereignisse zeigen</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>Nicht verbunden.</translation>
    </message>
    <message>
        <source>Select a subscription first.</source>
        <translation>Wählen Sie zuerst eine Subscription aus.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing is left over.</source>
        <translation>Keine ist verwaist.</translation>
    </message>
    <message>
        <source>%1 has changed or gone meanwhile; nothing was done.</source>
        <translation>%1 wurde inzwischen geändert oder ist verschwunden; es wurde nichts getan.</translation>
    </message>
    <message>
        <source>Some of them have changed or gone meanwhile; nothing was done with those.</source>
        <translation>Manche wurden inzwischen geändert oder sind verschwunden; mit diesen wurde nichts getan.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionDetail</name>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
    <message>
        <source>%1, other than wanted</source>
        <translation>%1, anders als gewünscht</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Subscription as a tree</source>
        <translation>Subscription als Baum</translation>
    </message>
    <message>
        <source>Subscription as JSON</source>
        <translation>Subscription als JSON</translation>
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
        <source>Elements as wanted and as the server has them</source>
        <translation>Elemente, wie gewünscht und wie auf dem Server</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Gewünscht</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Auf dem Server</translation>
    </message>
    <message>
        <source>Select a subscription to see what the server has, and how it does.</source>
        <translation>Wählen Sie eine Subscription aus, um zu sehen, was der Server hat und wie es um sie steht.</translation>
    </message>
    <message>
        <source>Wanted and actual (%1)</source>
        <translation>Soll und Ist (%1)</translation>
    </message>
    <message>
        <source>Wanted and actual</source>
        <translation>Soll und Ist</translation>
    </message>
    <message>
        <source>The server does not have it, so there is nothing to compare.</source>
        <translation>Auf dem Server gibt es sie nicht; daher gibt es nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>✔ The server has it as it is wanted.</source>
        <translation>✔ Auf dem Server ist sie wie gewünscht.</translation>
    </message>
    <message>
        <source>⚠ Elements that are not as wanted: %1. The server may insist upon them, or somebody has changed them.</source>
        <translation>⚠ Elemente, die anders sind als gewünscht: %1. Vielleicht besteht der Server darauf, oder jemand hat sie geändert.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionForm</name>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>URL of the topic</source>
        <translation>URL des Topics</translation>
    </message>
    <message>
        <source>Ad&amp;vanced: what is done with each event</source>
        <translation>Er&amp;weitert: was mit jedem Ereignis geschieht</translation>
    </message>
    <message>
        <source>The server tells of no such topic. It may have it nevertheless; else it refuses, or sends nothing.</source>
        <translation>Der Server nennt kein solches Topic. Vielleicht kennt er es dennoch; sonst lehnt er ab oder sendet nichts.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionLight</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Ausgesetzt</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>Nicht registriert</translation>
    </message>
    <message>
        <source>Heartbeat late</source>
        <translation>Heartbeat fehlt</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Verstummt</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>You have turned it off; the server sends nothing until you resume it.</source>
        <translation>Sie haben sie abgeschaltet; der Server sendet nichts, bis Sie sie fortsetzen.</translation>
    </message>
    <message>
        <source>The server does not have it yet, or has not said so.</source>
        <translation>Auf dem Server gibt es sie noch nicht, oder er hat es noch nicht gemeldet.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionModel</name>
    <message>
        <source>No topic: %1</source>
        <translation>Kein Topic: %1</translation>
    </message>
    <message>
        <source>A query-based subscription of R4, which names no topic: %1</source>
        <translation>Eine suchbasierte Subscription von R4 ohne Topic: %1</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Heartbeat</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Last updated</source>
        <translation>Zuletzt geändert</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionOperations</name>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>deactivating…</source>
        <translation>wird deaktiviert …</translation>
    </message>
    <message>
        <source>%1 was not deactivated.</source>
        <translation>%1 wurde nicht deaktiviert.</translation>
    </message>
    <message>
        <source>activating…</source>
        <translation>wird aktiviert …</translation>
    </message>
    <message>
        <source>%1 was not activated.</source>
        <translation>%1 wurde nicht aktiviert.</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>deleting…</source>
        <translation>wird gelöscht …</translation>
    </message>
    <message>
        <source>%1 was not deleted.</source>
        <translation>%1 wurde nicht gelöscht.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionTable</name>
    <message>
        <source>Subscriptions</source>
        <translation>Subscriptions</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionText</name>
    <message>
        <source>It is a query-based subscription of R4: it names no topic, and is shown because it uses the server too.</source>
        <translation>Eine suchbasierte Subscription von R4: Sie nennt kein Topic und wird gezeigt, weil auch sie den Server beansprucht.</translation>
    </message>
    <message>
        <source>The server says:</source>
        <translation>Der Server meldet:</translation>
    </message>
    <message>
        <source>Known problems of such a server</source>
        <translation>Bekannte Probleme eines solchen Servers</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>Last notification</source>
        <translation>Letzte Benachrichtigung</translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Ereignis</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Heartbeat</translation>
    </message>
    <message>
        <source>Next heartbeat due</source>
        <translation>Nächster Heartbeat fällig</translation>
    </message>
    <message>
        <source>Highest event number</source>
        <translation>Höchste Ereignisnummer</translation>
    </message>
    <message>
        <source>Events counted by the server</source>
        <translation>Vom Server gezählte Ereignisse</translation>
    </message>
    <message>
        <source>Events behind</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Missing numbers</source>
        <translation>Fehlende Nummern</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>Passt nicht</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Auf dem Server</translation>
    </message>
    <message>
        <source>Wanted; the server does not have it</source>
        <translation>Gewünscht; auf dem Server gibt es sie nicht</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>MIME type</source>
        <translation>MIME-Typ</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Timeout</translation>
    </message>
    <message>
        <source>Events a notification</source>
        <translation>Ereignisse je Benachrichtigung</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Last updated</source>
        <translation>Zuletzt geändert</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Strange about the resource</source>
        <translation>Auffälligkeiten der Ressource</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionWords</name>
    <message>
        <source>Ours</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Left over</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Fremde</translation>
    </message>
    <message>
        <source>It is ours: it is defined in this connection.</source>
        <translation>Eigene: Sie ist in dieser Verbindung definiert.</translation>
    </message>
    <message>
        <source>It is left over: its endpoint is ours, but nothing in this connection wants it any more.</source>
        <translation>Verwaist: Ihr Endpunkt ist unser eigener, aber in dieser Verbindung ist sie nicht mehr gewünscht.</translation>
    </message>
    <message>
        <source>It is left over: it sends to the endpoint of %1, which another one serves.</source>
        <translation>Verwaist: Sie sendet an den Endpunkt von %1, den eine andere Subscription bedient.</translation>
    </message>
    <message>
        <source>It is somebody else’s: it sends to an endpoint that is not ours.</source>
        <translation>Fremd: Sie sendet an einen Endpunkt, der nicht unser eigener ist.</translation>
    </message>
    <message>
        <source>not on the server</source>
        <translation>nicht angelegt</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>This may pass: try again in a while.</source>
        <translation>Das kann vorübergehen: Versuchen Sie es in einer Weile erneut.</translation>
    </message>
    <message>
        <source>The server refuses it. Perhaps the credentials of this connection do not allow it, or the server does not offer it; its log may say more.</source>
        <translation>Der Server lehnt ab. Vielleicht erlauben die Zugangsdaten dieser Verbindung es nicht, oder der Server bietet es nicht an; sein Protokoll kann mehr sagen.</translation>
    </message>
    <message>
        <source>Something has to be changed first, perhaps in the connection.</source>
        <translation>Zuerst muss etwas geändert werden, vielleicht in der Verbindung.</translation>
    </message>
    <message>
        <source>The answer could not be understood. Those who run the server may know why.</source>
        <translation>Die Antwort war nicht zu verstehen. Vielleicht weiß der Betreiber des Servers, warum.</translation>
    </message>
    <message>
        <source>The server does not have it any more. Refresh the list to see what it has.</source>
        <translation>Der Server hat sie nicht mehr. Aktualisieren Sie die Liste, um zu sehen, was er hat.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::SubscriptionsPage</name>
    <message>
        <source>Subscriptions</source>
        <translation>Subscriptions</translation>
    </message>
    <message>
        <source>C&amp;opy as JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Choose Col&amp;umns</source>
        <translation>Spal&amp;ten wählen</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Akt&amp;ualisieren</translation>
    </message>
    <message>
        <source>Search: id, topic, endpoint, reason, status</source>
        <translation>Suche: ID, Topic, Endpunkt, Grund, Status</translation>
    </message>
    <message>
        <source>Search in subscriptions</source>
        <translation>In Subscriptions suchen</translation>
    </message>
    <message>
        <source>Whose subscriptions are shown</source>
        <translation>Wessen Subscriptions gezeigt werden</translation>
    </message>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>Dis&amp;miss</source>
        <translation>Aus&amp;blenden</translation>
    </message>
    <message>
        <source>The server does not list its subscriptions now; they are shown as they were before.</source>
        <translation>Der Server listet seine Subscriptions derzeit nicht auf; gezeigt wird der vorige Stand.</translation>
    </message>
    <message>
        <source>The server does not list its subscriptions; only ours are shown.</source>
        <translation>Der Server listet seine Subscriptions nicht auf; gezeigt werden nur die eigenen.</translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>Asking the server for its subscriptions…</source>
        <translation>Der Server wird nach seinen Subscriptions gefragt …</translation>
    </message>
    <message>
        <source>Subscriptions: %1</source>
        <translation>Subscriptions: %1</translation>
    </message>
    <message>
        <source>%1 of %2 subscriptions</source>
        <translation>%1 von %2 Subscriptions</translation>
    </message>
    <message>
        <source>%1 – as the server listed them at %2</source>
        <translation>%1 – Stand des Servers von %2</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Not connected. Connect to see which subscriptions the server has.</source>
        <translation>Nicht verbunden. Verbinden Sie sich, um zu sehen, welche Subscriptions der Server hat.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>There is none of these.</source>
        <translation>Davon gibt es keine.</translation>
    </message>
    <message>
        <source>No subscription has “%1” in it.</source>
        <translation>Keine Subscription enthält „%1“.</translation>
    </message>
    <message>
        <source>Show &amp;All</source>
        <translation>&amp;Alle zeigen</translation>
    </message>
    <message>
        <source>There is no subscription yet, neither here nor on the server.

The page Topics shows what can be subscribed to.</source>
        <translation>Noch gibt es keine Subscription, weder hier noch auf dem Server.

Die Seite Topics zeigt, was sich abonnieren lässt.</translation>
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
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
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
<context>
    <name>Tbs::Gui::TestDialog</name>
    <message>
        <source>Test of %1</source>
        <translation>Test von %1</translation>
    </message>
    <message>
        <source>The test is going on</source>
        <translation>Der Test läuft</translation>
    </message>
    <message>
        <source>C&amp;opy as Text</source>
        <translation>Als Text k&amp;opieren</translation>
    </message>
    <message>
        <source>Test &amp;Again</source>
        <translation>&amp;Erneut testen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>So far: %1</source>
        <translation>Bisher: %1</translation>
    </message>
    <message>
        <source>Stopped. Until then: %1</source>
        <translation>Angehalten. Bis dahin: %1</translation>
    </message>
    <message>
        <source>Where an advice says &apos;tbs listen&apos; or &apos;tbs apply&apos;: opening the connection does it.</source>
        <translation>Wo ein Rat &apos;tbs listen&apos; oder &apos;tbs apply&apos; nennt, genügt es, die Verbindung zu öffnen.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::TimeChart</name>
    <message>
        <source>%1 %2</source>
        <comment>number and unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>time and values</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1: nothing in the last 5 minutes.</source>
        <translation>%1: nichts in den letzten 5 Minuten.</translation>
    </message>
    <message>
        <source>%1: now %2, on average %3, at most %4.</source>
        <translation>%1: jetzt %2, im Mittel %3, höchstens %4.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::TopicDetail</name>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Topic as JSON</source>
        <translation>Topic als JSON</translation>
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
        <source>Topic as a tree</source>
        <translation>Topic als Baum</translation>
    </message>
    <message>
        <source>Select a topic to see what it is about.</source>
        <translation>Wählen Sie ein Topic aus, um zu sehen, worum es geht.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::TopicModel</name>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>How many of our subscriptions name it</source>
        <translation>Wie viele der eigenen Subscriptions es nennen</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>Subscriptions</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>Gefunden in</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::TopicText</name>
    <message>
        <source>Only its URL is known: the server does not tell what triggers it, nor what it can be filtered by.</source>
        <translation>Nur die URL ist bekannt: Der Server sagt weder, was es auslöst, noch, wonach es sich filtern lässt.</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Derived from</source>
        <translation>Abgeleitet von</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>Gefunden in</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Our subscriptions</source>
        <translation>Eigene Subscriptions</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>It tells of none.</source>
        <translation>Es nennt keine.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>Interaktionen</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Nötig</translation>
    </message>
    <message>
        <source>both of them</source>
        <translation>beides</translation>
    </message>
    <message>
        <source>one of them</source>
        <translation>eines davon</translation>
    </message>
    <message>
        <source>When created</source>
        <translation>Bei Anlage</translation>
    </message>
    <message>
        <source>When deleted</source>
        <translation>Bei Löschung</translation>
    </message>
    <message>
        <source>FHIRPath</source>
        <translation>FHIRPath</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>It tells of nothing that it can be filtered by.</source>
        <translation>Es nennt nichts, wonach es sich filtern ließe.</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Comparators</source>
        <translation>Comparators</translation>
    </message>
    <message>
        <source>Modifiers</source>
        <translation>Modifiers</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>What notifications contain</source>
        <translation>Was Benachrichtigungen enthalten</translation>
    </message>
    <message>
        <source>It does not say.</source>
        <translation>Dazu sagt es nichts.</translation>
    </message>
    <message>
        <source>Includes</source>
        <translation>Includes</translation>
    </message>
    <message>
        <source>Reverse includes</source>
        <translation>Reverse Includes</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::TopicsPage</name>
    <message>
        <source>This may pass: try again in a while.</source>
        <translation>Das kann vorübergehen: Versuchen Sie es in einer Weile erneut.</translation>
    </message>
    <message>
        <source>Something has to be changed first, perhaps in the connection.</source>
        <translation>Zuerst muss etwas geändert werden, vielleicht in der Verbindung.</translation>
    </message>
    <message>
        <source>The server does not tell its topics. Who knows the URL of one can subscribe to it.</source>
        <translation>Der Server nennt seine Topics nicht. Wer die URL eines Topics kennt, kann es abonnieren.</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>&amp;Subscribe…</source>
        <translation>A&amp;bonnieren …</translation>
    </message>
    <message>
        <source>Subscribe to a Topic by &amp;URL…</source>
        <translation>Topic per &amp;URL abonnieren …</translation>
    </message>
    <message>
        <source>&amp;Copy URL</source>
        <translation>URL &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Ak&amp;tualisieren</translation>
    </message>
    <message>
        <source>Search: title, URL, description, resources, filters</source>
        <translation>Suche: Titel, URL, Beschreibung, Ressourcen, Filter</translation>
    </message>
    <message>
        <source>Search in topics</source>
        <translation>In Topics suchen</translation>
    </message>
    <message>
        <source>What was asked in vain, and what could not be understood</source>
        <translation>Was vergeblich gefragt und was nicht verstanden wurde</translation>
    </message>
    <message>
        <source>The connection was ended before the answer came.</source>
        <translation>Die Verbindung wurde getrennt, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>Asking the server for its topics…</source>
        <translation>Der Server wird nach seinen Topics gefragt …</translation>
    </message>
    <message>
        <source>As they were before; asking again failed: %1</source>
        <translation>Voriger Stand; die neue Abfrage ist gescheitert: %1</translation>
    </message>
    <message>
        <source>Topics: %1</source>
        <translation>Topics: %1</translation>
    </message>
    <message>
        <source>%1 of %2 topics</source>
        <translation>%1 von %2 Topics</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Not connected. Connect to see which topics the server has.</source>
        <translation>Nicht verbunden. Verbinden Sie sich, um zu sehen, welche Topics der Server hat.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>No topic has “%1” in it.</source>
        <translation>Kein Topic enthält „%1“.</translation>
    </message>
    <message>
        <source>Show &amp;All</source>
        <translation>&amp;Alle zeigen</translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>The server tells of no topic.

It was asked for SubscriptionTopic resources, for the Basic resources that stand for them in R4, for the topics in its CapabilityStatement, and for $topic-list where that is announced. Its documentation may name topics nevertheless: who knows the URL of one can subscribe to it.</source>
        <translation>Der Server nennt kein Topic.

Er wurde nach SubscriptionTopic-Ressourcen gefragt, nach den Basic-Ressourcen, die in R4 für sie stehen, nach den Topics in seinem CapabilityStatement und, wo angekündigt, nach $topic-list. Vielleicht nennt seine Dokumentation dennoch Topics: Wer die URL eines Topics kennt, kann es abonnieren.</translation>
    </message>
    <message>
        <source>Remarks: %1</source>
        <translation>Hinweise: %1</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::TotalsBar</name>
    <message>
        <source>handler failures in 5 min; nothing was handled</source>
        <translation>Verarbeitungsfehler in 5 min; nichts verarbeitet</translation>
    </message>
    <message>
        <source>handler failures in 5 min; latency %1 ms on average, at most %2 ms</source>
        <translation>Verarbeitungsfehler in 5 min; Latenz im Mittel %1 ms, höchstens %2 ms</translation>
    </message>
    <message>
        <source>Nothing is subscribed to.</source>
        <translation>Nichts ist abonniert.</translation>
    </message>
    <message>
        <source>All subscriptions are well.</source>
        <translation>Alle Subscriptions sind in Ordnung.</translation>
    </message>
    <message>
        <source>Nothing is wrong. Not active: %1.</source>
        <translation>Es gibt keine Störung. Nicht aktiv: %1.</translation>
    </message>
    <message>
        <source>Not as they should be: %1.</source>
        <translation>Nicht in Ordnung: %1.</translation>
    </message>
    <message>
        <source>subscriptions</source>
        <translation>Subscriptions</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>subscriptions healthy</source>
        <translation>Subscriptions in Ordnung</translation>
    </message>
    <message>
        <source>events behind</source>
        <translation>Ereignisse im Rückstand</translation>
    </message>
    <message>
        <source>events now; %1 in the last minute</source>
        <translation>Ereignisse jetzt; %1 in der letzten Minute</translation>
    </message>
    <message>
        <source>events a second</source>
        <translation>Ereignisse pro Sekunde</translation>
    </message>
    <message>
        <source>handler failures</source>
        <translation>Verarbeitungsfehler</translation>
    </message>
    <message>
        <source>Nothing is connected.</source>
        <translation>Nicht verbunden.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::Tray</name>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Anzeigen</translation>
    </message>
    <message>
        <source>&amp;Mute Notifications for an Hour</source>
        <translation>&amp;Meldungen eine Stunde stummschalten</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>The connection failed</source>
        <translation>Die Verbindung ist gescheitert</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Events behind: %1</source>
        <translation>Rückstand: %1</translation>
    </message>
    <message>
        <source>Still running</source>
        <translation>Läuft weiter</translation>
    </message>
    <message>
        <source>The window is closed, and notifications are received as before. “Quit” in the menu of this icon ends the program.</source>
        <translation>Das Fenster ist geschlossen; Benachrichtigungen werden weiter empfangen. „Beenden“ im Menü dieses Symbols beendet das Programm.</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::UnitBox</name>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
</context>
<context>
    <name>Tbs::Gui::WebhookSection</name>
    <message>
        <source>127.0.0.1 (this machine only)</source>
        <translation>127.0.0.1 (nur dieser Rechner)</translation>
    </message>
    <message>
        <source>all interfaces</source>
        <translation>alle Schnittstellen</translation>
    </message>
    <message>
        <source>any free one</source>
        <translation>ein freier</translation>
    </message>
    <message>
        <source>&amp;Listen at</source>
        <translation>Lo&amp;kale Adresse</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>Publi&amp;c URL</source>
        <translation>&amp;Öffentliche URL</translation>
    </message>
    <message>
        <source>Path pre&amp;fix</source>
        <translation>Pfadpräfi&amp;x</translation>
    </message>
    <message>
        <source>Token of the webhook</source>
        <translation>Token des Webhooks</translation>
    </message>
    <message>
        <source>Tok&amp;en</source>
        <translation>To&amp;ken</translation>
    </message>
    <message>
        <source>What senders have to show. The server is told when a subscription is registered.</source>
        <translation>Muss jeder Absender vorweisen. Der Server erfährt es, wenn eine Subscription registriert wird.</translation>
    </message>
    <message>
        <source>Key of the signatures</source>
        <translation>Schlüssel der Signaturen</translation>
    </message>
    <message>
        <source>Si&amp;gnature key</source>
        <translation>Si&amp;gnaturschlüssel</translation>
    </message>
    <message>
        <source>The server signs its notifications with it.</source>
        <translation>Der Server signiert damit seine Benachrichtigungen.</translation>
    </message>
    <message>
        <source>TLS, and the header of the token</source>
        <translation>TLS und der Header des Tokens</translation>
    </message>
    <message>
        <source>PEM file. Empty: plain HTTP, for this machine or behind a proxy that does TLS.</source>
        <translation>PEM-Datei. Leer: HTTP ohne TLS, für diesen Rechner oder hinter einem Proxy, der TLS übernimmt.</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>PEM file with the private key of that certificate.</source>
        <translation>PEM-Datei mit dem privaten Schlüssel zu diesem Zertifikat.</translation>
    </message>
    <message>
        <source>Client &amp;authority</source>
        <translation>Client-&amp;CA</translation>
    </message>
    <message>
        <source>PEM file. When set, senders have to show a certificate of this authority.</source>
        <translation>PEM-Datei. Wenn gesetzt, müssen Absender ein Zertifikat dieser Stelle vorlegen.</translation>
    </message>
    <message>
        <source>Token &amp;header</source>
        <translation>Token-Heade&amp;r</translation>
    </message>
    <message>
        <source>The header that carries the token.</source>
        <translation>Der Header, der das Token enthält.</translation>
    </message>
    <message>
        <source>By which the FHIR server reaches this machine. Empty: it runs on this machine.</source>
        <translation>Unter ihr erreicht der FHIR-Server diesen Rechner. Leer: Er läuft auf diesem Rechner.</translation>
    </message>
    <message>
        <source>webhook-id</source>
        <translation>webhook-kennung</translation>
    </message>
    <message>
        <source>Notifications are sent to %1</source>
        <translation>Benachrichtigungen werden an %1 gesendet</translation>
    </message>
    <message>
        <source>Is to be an address of this machine, such as 192.0.2.7 or ::1</source>
        <translation>Muss eine Adresse dieses Rechners sein, etwa 192.0.2.7 oder ::1</translation>
    </message>
    <message>
        <source>Is to be a URL such as https://receiver.example.org</source>
        <translation>Muss eine URL wie https://receiver.example.org sein</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>&amp;Zertifikat</translation>
    </message>
</context>
</TS>
