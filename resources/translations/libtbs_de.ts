<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Tbs</name>
    <message>
        <source>the answer is no JSON object: %1</source>
        <translation>die Antwort ist kein JSON-Objekt: %1</translation>
    </message>
    <message>
        <source>there is no access_token in the answer</source>
        <translation>in der Antwort fehlt das access_token</translation>
    </message>
    <message>
        <source>the access_token contains characters that no header can carry</source>
        <translation>das access_token enthält Zeichen, die in keinem Header stehen können</translation>
    </message>
    <message>
        <source>the token is of type %1, but only bearer is understood</source>
        <translation>das Token ist vom Typ %1, unterstützt wird nur bearer</translation>
    </message>
    <message>
        <source>%1 was answered with status %2, a redirect to %3. It is not followed, since it would carry our credentials there: configure the URL that is meant</source>
        <translation>%1 wurde mit Status %2 beantwortet, einer Weiterleitung nach %3. Ihr wird nicht gefolgt, weil die Zugangsdaten sonst dorthin gingen: Konfigurieren Sie die gemeinte URL</translation>
    </message>
    <message>
        <source>no content</source>
        <translation>kein Inhalt</translation>
    </message>
    <message>
        <source>%1 bytes of no named type</source>
        <translation>%1 Byte ohne Typangabe</translation>
    </message>
    <message>
        <source>%1, %2 bytes</source>
        <translation>%1, %2 Byte</translation>
    </message>
    <message>
        <source>is an RSA key of %1 bits; RS384 wants %2 or more</source>
        <translation>ist ein RSA-Schlüssel mit %1 Bit; RS384 verlangt mindestens %2</translation>
    </message>
    <message>
        <source>is an EC key on the curve %1; ES384 wants P-384 (secp384r1)</source>
        <translation>ist ein EC-Schlüssel auf der Kurve %1; ES384 verlangt P-384 (secp384r1)</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>is a key of type %1; RSA (for RS384) or EC on the curve P-384 (for ES384) is wanted</source>
        <translation>ist ein Schlüssel vom Typ %1; nötig ist RSA (für RS384) oder EC auf der Kurve P-384 (für ES384)</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>is larger than 1 MiB: it is no PEM file</source>
        <translation>ist größer als 1 MiB und damit keine PEM-Datei</translation>
    </message>
    <message>
        <source>The base URL &quot;%1&quot; of the FHIR server is no http or https URL</source>
        <translation>Die Basis-URL „%1“ des FHIR-Servers ist keine http- oder https-URL</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no path below the base URL</source>
        <translation>„%1“ ist kein Pfad unterhalb der Basis-URL</translation>
    </message>
    <message>
        <source>The link to the next page is no URL</source>
        <translation>Der Link zur nächsten Seite ist keine URL</translation>
    </message>
    <message>
        <source>The link to the next page leads to %1, outside of the base URL</source>
        <translation>Der Link zur nächsten Seite führt nach %1, also aus der Basis-URL hinaus</translation>
    </message>
    <message>
        <source>The server describes itself by the resource &quot;%1&quot; instead of a CapabilityStatement</source>
        <translation>Der Server beschreibt sich mit der Ressource „%1“ statt mit einem CapabilityStatement</translation>
    </message>
    <message>
        <source>this is no JSON object: %1</source>
        <translation>das ist kein JSON-Objekt: %1</translation>
    </message>
    <message>
        <source>it names no token_endpoint</source>
        <translation>token_endpoint fehlt darin</translation>
    </message>
    <message>
        <source>The server says that it knows the scopes %1.</source>
        <translation>Der Server kennt nach eigenen Angaben die Scopes %1.</translation>
    </message>
    <message>
        <source>The clock of this machine is %1 s ahead of the server&apos;s: set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber der des Servers %1 s vor: Stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>The clock of this machine is %1 s behind the server&apos;s: set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber der des Servers %1 s nach: Stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>%1 was refused with status %2: %3</source>
        <translation>%1 wurde mit Status %2 abgelehnt: %3</translation>
    </message>
    <message>
        <source>There is no value</source>
        <translation>Es gibt keinen Wert</translation>
    </message>
    <message>
        <source>A value of another type is expected here: %1</source>
        <translation>Hier wird ein Wert eines anderen Typs erwartet: %1</translation>
    </message>
    <message>
        <source>A header is written as Name: value</source>
        <translation>Ein Header wird als Name: Wert geschrieben</translation>
    </message>
    <message>
        <source>This is no known payload content</source>
        <translation>Dieser Payload-Inhalt ist nicht bekannt</translation>
    </message>
    <message>
        <source>The subscription is query-based: its criteria are no topic</source>
        <translation>Die Subscription ist suchbasiert: ihre criteria sind kein Topic</translation>
    </message>
    <message>
        <source>The element is missing</source>
        <translation>Das Element fehlt</translation>
    </message>
    <message>
        <source>The extension with the payload content is missing</source>
        <translation>Die Extension mit dem Payload-Inhalt fehlt</translation>
    </message>
    <message>
        <source>This status exists since R5 only</source>
        <translation>Diesen Status gibt es erst seit R5</translation>
    </message>
    <message>
        <source>The Basic resource does not stand for a SubscriptionTopic</source>
        <translation>Die Basic-Ressource steht nicht für ein SubscriptionTopic</translation>
    </message>
    <message>
        <source>The resource does not say its type</source>
        <translation>Die Ressource nennt ihren Typ nicht</translation>
    </message>
    <message>
        <source>A JSON string is expected here</source>
        <translation>Hier wird ein JSON-String erwartet</translation>
    </message>
    <message>
        <source>This is not an instant</source>
        <translation>Das ist kein instant (Zeitpunkt mit Zeitzone)</translation>
    </message>
    <message>
        <source>An instant needs date, time with seconds and offset; what is missing was taken as zero</source>
        <translation>Ein instant braucht Datum, Uhrzeit mit Sekunden und Zeitzone; Fehlendes wurde als null gelesen</translation>
    </message>
    <message>
        <source>A JSON object is expected here</source>
        <translation>Hier wird ein JSON-Objekt erwartet</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>Byte %1</translation>
    </message>
    <message>
        <source>More events are announced than can be: %1</source>
        <translation>Es sind mehr Ereignisse angekündigt, als es geben kann: %1</translation>
    </message>
    <message>
        <source>A draft without events of its own: %1 were made from its counts and entries</source>
        <translation>Ein Entwurfsformat ohne eigene Ereignisse: %1 wurden aus Zählern und Einträgen gebildet</translation>
    </message>
    <message>
        <source>A JSON number is expected here</source>
        <translation>Hier wird eine JSON-Zahl erwartet</translation>
    </message>
    <message>
        <source>An integer from %1 to 2147483647 is expected here</source>
        <translation>Hier wird eine ganze Zahl von %1 bis 2147483647 erwartet</translation>
    </message>
    <message>
        <source>A value of another JSON type is expected here</source>
        <translation>Hier wird ein Wert eines anderen JSON-Typs erwartet</translation>
    </message>
    <message>
        <source>A resource type is expected before the question mark</source>
        <translation>Vor dem Fragezeichen wird ein Ressourcentyp erwartet</translation>
    </message>
    <message>
        <source>A filter is written as parameter=value</source>
        <translation>Ein Filter wird als parameter=wert geschrieben</translation>
    </message>
    <message>
        <source>There is no filter in these criteria</source>
        <translation>In diesen criteria steht kein Filter</translation>
    </message>
    <message>
        <source>The element cannot be read</source>
        <translation>Das Element ist nicht lesbar</translation>
    </message>
    <message>
        <source>The element is given twice</source>
        <translation>Das Element steht doppelt da</translation>
    </message>
    <message>
        <source>A JSON array is expected here</source>
        <translation>Hier wird ein JSON-Array erwartet</translation>
    </message>
    <message>
        <source>The text is empty where JSON is expected</source>
        <translation>Der Text ist leer, erwartet wird JSON</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8</source>
        <translation>Der Text ist kein gültiges UTF-8</translation>
    </message>
    <message>
        <source>A string holds a control character that is not escaped</source>
        <translation>Ein String enthält ein Steuerzeichen ohne Escape</translation>
    </message>
    <message>
        <source>A string has no end</source>
        <translation>Ein String endet nicht</translation>
    </message>
    <message>
        <source>A string holds an escape that JSON does not know</source>
        <translation>Ein String enthält ein Escape, das JSON nicht kennt</translation>
    </message>
    <message>
        <source>A number is malformed</source>
        <translation>Eine Zahl ist fehlerhaft geschrieben</translation>
    </message>
    <message>
        <source>The JSON is nested more than %1 levels deep</source>
        <translation>Das JSON ist mehr als %1 Ebenen tief verschachtelt</translation>
    </message>
    <message>
        <source>The JSON ends before its last object or array is closed</source>
        <translation>Das JSON endet, bevor das letzte Objekt oder Array geschlossen ist</translation>
    </message>
    <message>
        <source>A JSON object is expected</source>
        <translation>Ein JSON-Objekt wird erwartet</translation>
    </message>
    <message>
        <source>The JSON is too long</source>
        <translation>Das JSON ist zu lang</translation>
    </message>
    <message>
        <source>Something follows the end of the JSON</source>
        <translation>Nach dem Ende des JSON folgt noch etwas</translation>
    </message>
    <message>
        <source>The text is not JSON</source>
        <translation>Der Text ist kein JSON</translation>
    </message>
    <message>
        <source>The name %1 is repeated</source>
        <translation>Der Name %1 kommt mehrfach vor</translation>
    </message>
    <message>
        <source>This is not a notification: there is no subscription status in it</source>
        <translation>Das ist keine Benachrichtigung: sie enthält keinen Subscription-Status</translation>
    </message>
    <message>
        <source>This is not FHIR: there is no resourceType</source>
        <translation>Das ist kein FHIR: resourceType fehlt</translation>
    </message>
    <message>
        <source>The message holds more than one bundle</source>
        <translation>Die Nachricht enthält mehr als ein Bundle</translation>
    </message>
    <message>
        <source>A bundle around a notification is of type %1</source>
        <translation>Ein Bundle um eine Benachrichtigung hat den Typ %1</translation>
    </message>
    <message>
        <source>sst-1: a notification of events has at least one event</source>
        <translation>sst-1: eine Benachrichtigung über Ereignisse enthält mindestens ein Ereignis</translation>
    </message>
    <message>
        <source>An event has additional context but no focus</source>
        <translation>Ein Ereignis hat additionalContext, aber keinen focus</translation>
    </message>
    <message>
        <source>Event number %1 is higher than the count of events</source>
        <translation>Die Ereignisnummer %1 ist höher als die Zahl der Ereignisse</translation>
    </message>
    <message>
        <source>Some events have a focus and some have none</source>
        <translation>Manche Ereignisse haben einen focus, andere nicht</translation>
    </message>
    <message>
        <source>sst-2: the answer to a status query has a status</source>
        <translation>sst-2: die Antwort auf eine Statusabfrage enthält einen Status</translation>
    </message>
    <message>
        <source>The count of events since the start is missing</source>
        <translation>Die Zahl der Ereignisse seit Beginn fehlt</translation>
    </message>
    <message>
        <source>The request of the status entry is GET [Subscription]/$status</source>
        <translation>Das request des Statuseintrags lautet GET [Subscription]/$status</translation>
    </message>
    <message>
        <source>bdl-3: entries without a request: %1</source>
        <translation>bdl-3: Einträge ohne request: %1</translation>
    </message>
    <message>
        <source>bdl-4: entries without a response: %1</source>
        <translation>bdl-4: Einträge ohne response: %1</translation>
    </message>
    <message>
        <source>The parameter status is missing or unreadable</source>
        <translation>Der Parameter status fehlt oder ist nicht lesbar</translation>
    </message>
    <message>
        <source>bdl-15: entries with neither a fullUrl nor the request method POST: %1</source>
        <translation>bdl-15: Einträge ohne fullUrl und ohne die Methode POST im request: %1</translation>
    </message>
    <message>
        <source>Entries with a response, which the profile does not provide for: %1</source>
        <translation>Einträge mit response, die das Profil nicht vorsieht: %1</translation>
    </message>
    <message>
        <source>A status resource came alone, without a bundle around it</source>
        <translation>Eine Status-Ressource kam allein, ohne Bundle</translation>
    </message>
    <message>
        <source>A notification bundle is of type %1</source>
        <translation>Ein Benachrichtigungs-Bundle hat den Typ %1</translation>
    </message>
    <message>
        <source>The status has to be the first entry</source>
        <translation>Der Status muss der erste Eintrag sein</translation>
    </message>
    <message>
        <source>The notification holds the states of %1 subscriptions</source>
        <translation>Die Benachrichtigung enthält den Status von %1 Subscriptions</translation>
    </message>
    <message>
        <source>The states in a searchset are of type query-status</source>
        <translation>Statusangaben in einem searchset haben den Typ query-status</translation>
    </message>
    <message>
        <source>The status entry has no fullUrl</source>
        <translation>Der Statuseintrag hat keine fullUrl</translation>
    </message>
    <message>
        <source>Entries whose fullUrl is no absolute URI: %1</source>
        <translation>Einträge, deren fullUrl keine absolute URI ist: %1</translation>
    </message>
    <message>
        <source>Entries with neither a resource nor a fullUrl: %1</source>
        <translation>Einträge ohne Ressource und ohne fullUrl: %1</translation>
    </message>
    <message>
        <source>R4B and R5 look alike here; it was taken as %1</source>
        <translation>R4B und R5 sehen hier gleich aus; als %1 gelesen</translation>
    </message>
    <message>
        <source>The bundle has resources, but event %1 does not name its focus</source>
        <translation>Das Bundle enthält Ressourcen, aber Ereignis %1 nennt seinen focus nicht</translation>
    </message>
    <message>
        <source>The bundle has resources, but not the focus of event %1</source>
        <translation>Das Bundle enthält Ressourcen, aber nicht den focus von Ereignis %1</translation>
    </message>
    <message>
        <source>The parameter has no name</source>
        <translation>Der Parameter hat keinen Namen</translation>
    </message>
    <message>
        <source>This parameter of a draft does not exist any more</source>
        <translation>Diesen Parameter eines Entwurfs gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The event has no number</source>
        <translation>Das Ereignis hat keine Nummer</translation>
    </message>
    <message>
        <source>The part has no name</source>
        <translation>Der part hat keinen Namen</translation>
    </message>
    <message>
        <source>scr-1: a filter has a comparator or a modifier, not both</source>
        <translation>scr-1: ein Filter hat einen comparator oder einen modifier, nicht beides</translation>
    </message>
    <message>
        <source>An integer from 0 to 9223372036854775807 is expected here</source>
        <translation>Hier wird eine ganze Zahl von 0 bis 9223372036854775807 erwartet</translation>
    </message>
    <message>
        <source>A string stands where a Reference is expected; it was taken as its reference</source>
        <translation>Statt einer Reference steht hier ein String; er wurde als deren reference gelesen</translation>
    </message>
    <message>
        <source>A Reference is expected here</source>
        <translation>Hier wird eine Reference erwartet</translation>
    </message>
    <message>
        <source>An Identifier is expected here</source>
        <translation>Hier wird ein Identifier erwartet</translation>
    </message>
    <message>
        <source>A CodeableConcept is expected here</source>
        <translation>Hier wird ein CodeableConcept erwartet</translation>
    </message>
    <message>
        <source>A Coding is expected here</source>
        <translation>Hier wird ein Coding erwartet</translation>
    </message>
    <message>
        <source>This is no known notification type</source>
        <translation>Diese Art von Benachrichtigung ist nicht bekannt</translation>
    </message>
    <message>
        <source>This is no known subscription status</source>
        <translation>Dieser Subscription-Status ist nicht bekannt</translation>
    </message>
    <message>
        <source>Nothing says which subscription this is about</source>
        <translation>Nirgends steht, um welche Subscription es geht</translation>
    </message>
    <message>
        <source>The subscription is not referred to but described: %1</source>
        <translation>Die Subscription ist nicht referenziert, sondern beschrieben: %1</translation>
    </message>
    <message>
        <source>A reference without a literal reference cannot be followed</source>
        <translation>Einer Reference ohne wörtliche reference kann nicht gefolgt werden</translation>
    </message>
    <message>
        <source>The type of the notification is missing</source>
        <translation>Die Art der Benachrichtigung fehlt</translation>
    </message>
    <message>
        <source>The status of the subscription is missing or unknown</source>
        <translation>Der Status der Subscription fehlt oder ist unbekannt</translation>
    </message>
    <message>
        <source>This is not a URL</source>
        <translation>Das ist keine URL</translation>
    </message>
    <message>
        <source>The resource is of type %1 where %2 is expected</source>
        <translation>Die Ressource hat den Typ %1, erwartet wird %2</translation>
    </message>
    <message>
        <source>A SubscriptionStatus is expected; its namesake was read as one</source>
        <translation>Erwartet wird ein SubscriptionStatus; eine Ressource ähnlichen Namens wurde so gelesen</translation>
    </message>
    <message>
        <source>This element of a draft is called type since R4B</source>
        <translation>Dieses Element eines Entwurfs heißt seit R4B type</translation>
    </message>
    <message>
        <source>This element of a draft does not exist any more</source>
        <translation>Dieses Element eines Entwurfs gibt es nicht mehr</translation>
    </message>
    <message>
        <source>A 64-bit integer is written as a JSON string</source>
        <translation>Eine 64-Bit-Ganzzahl wird als JSON-String geschrieben</translation>
    </message>
    <message>
        <source>Comparators have an element of their own since R5</source>
        <translation>Comparators haben seit R5 ein eigenes Element</translation>
    </message>
    <message>
        <source>The notification does not hold the resource; read it from the server.</source>
        <translation>Die Benachrichtigung enthält die Ressource nicht; sie muss vom Server gelesen werden.</translation>
    </message>
    <message>
        <source>The handler failed: %1</source>
        <translation>Die Verarbeitung ist gescheitert: %1</translation>
    </message>
    <message>
        <source>it was cancelled</source>
        <translation>sie wurde abgebrochen</translation>
    </message>
    <message>
        <source>it threw an exception</source>
        <translation>eine Exception wurde ausgelöst</translation>
    </message>
    <message>
        <source>The stored notification cannot be read any more.</source>
        <translation>Die gespeicherte Benachrichtigung ist nicht mehr lesbar.</translation>
    </message>
    <message>
        <source>Nothing has come from %1 yet.</source>
        <translation>Von %1 ist noch nichts eingetroffen.</translation>
    </message>
    <message>
        <source>not the name of a resource type</source>
        <translation>kein Name eines Ressourcentyps</translation>
    </message>
    <message>
        <source>not a valid id</source>
        <translation>keine gültige id</translation>
    </message>
    <message>
        <source>the sandbox holds no more than %1 resources</source>
        <translation>die Sandbox fasst höchstens %1 Ressourcen</translation>
    </message>
    <message>
        <source>%1 is to be a number</source>
        <translation>%1 muss eine Zahl sein</translation>
    </message>
    <message>
        <source>the parameter %1 is not supported</source>
        <translation>der Parameter %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>only application/fhir+json can be given</source>
        <translation>geliefert wird nur application/fhir+json</translation>
    </message>
    <message>
        <source>only application/fhir+json is understood</source>
        <translation>angenommen wird nur application/fhir+json</translation>
    </message>
    <message>
        <source>this method is not allowed here</source>
        <translation>diese Methode ist hier nicht erlaubt</translation>
    </message>
    <message>
        <source>no such command</source>
        <translation>diesen Befehl gibt es nicht</translation>
    </message>
    <message>
        <source>version is to be r4, r4b or r5</source>
        <translation>version muss r4, r4b oder r5 sein</translation>
    </message>
    <message>
        <source>count is to be 1 to %1</source>
        <translation>count muss zwischen 1 und %1 liegen</translation>
    </message>
    <message>
        <source>not a fault, or not a value of it</source>
        <translation>keine Störung oder kein Wert dafür</translation>
    </message>
    <message>
        <source>the FHIR servers are at /r4, /r4b and /r5</source>
        <translation>die FHIR-Server liegen unter /r4, /r4b und /r5</translation>
    </message>
    <message>
        <source>subscriptions are created by POST, topics by addTopic()</source>
        <translation>Subscriptions werden mit POST angelegt, Topics mit addTopic()</translation>
    </message>
    <message>
        <source>the sandbox was told to refuse handshakes</source>
        <translation>die Sandbox soll Handshakes ablehnen</translation>
    </message>
    <message>
        <source>the endpoint did not answer</source>
        <translation>der Endpunkt hat nicht geantwortet</translation>
    </message>
    <message>
        <source>the endpoint answered %1</source>
        <translation>der Endpunkt hat mit %1 geantwortet</translation>
    </message>
    <message>
        <source>the parameter %1 of %2 is not supported</source>
        <translation>der Parameter %1 von %2 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>the modifier %1 of %2 is not supported</source>
        <translation>der modifier %1 von %2 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>the comparator %1 of %2 is not supported</source>
        <translation>der comparator %1 von %2 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>not a value of %1</source>
        <translation>kein Wert für %1</translation>
    </message>
    <message>
        <source>a search term without =</source>
        <translation>ein Suchbegriff ohne =</translation>
    </message>
    <message>
        <source>the body is to be a Parameters resource</source>
        <translation>der Inhalt muss eine Parameters-Ressource sein</translation>
    </message>
    <message>
        <source>there is no such Subscription</source>
        <translation>diese Subscription gibt es nicht</translation>
    </message>
    <message>
        <source>not an event number</source>
        <translation>keine Ereignisnummer</translation>
    </message>
    <message>
        <source>not a content code</source>
        <translation>kein Code für content</translation>
    </message>
    <message>
        <source>the channel of the Subscription is not websocket</source>
        <translation>der Kanal der Subscription ist nicht websocket</translation>
    </message>
    <message>
        <source>there is no Subscription with the channel websocket</source>
        <translation>es gibt keine Subscription mit dem Kanal websocket</translation>
    </message>
    <message>
        <source>not a member of a wire profile</source>
        <translation>kein Element eines wire-Profils</translation>
    </message>
    <message>
        <source>not a value of this member</source>
        <translation>kein Wert für dieses Element</translation>
    </message>
    <message>
        <source>a wire profile needs a name</source>
        <translation>ein wire-Profil braucht einen Namen</translation>
    </message>
    <message>
        <source>there is no wire profile %1; choose one of %2</source>
        <translation>es gibt kein wire-Profil %1; zur Wahl stehen %2</translation>
    </message>
    <message>
        <source>The receiver has been stopped.</source>
        <translation>Der Empfänger wurde angehalten.</translation>
    </message>
    <message>
        <source>The receiver is about to end</source>
        <translation>Der Empfänger wird gerade beendet</translation>
    </message>
    <message>
        <source>%1 speaks FHIR %2, which is none of R4, R4B and R5. Set fhirVersion if that is wrong.</source>
        <translation>%1 spricht FHIR %2, also weder R4 noch R4B noch R5. Setzen Sie fhirVersion, falls das nicht stimmt.</translation>
    </message>
    <message>
        <source>holds no certificate in PEM format (-----BEGIN CERTIFICATE-----)</source>
        <translation>enthält kein Zertifikat im PEM-Format (-----BEGIN CERTIFICATE-----)</translation>
    </message>
    <message>
        <source>is not the private key of the certificate in %1</source>
        <translation>ist nicht der private Schlüssel zum Zertifikat in %1</translation>
    </message>
    <message>
        <source>is a key that TLS cannot use here: RSA or EC is wanted</source>
        <translation>ist ein Schlüssel, den TLS hier nicht verwenden kann: nötig ist RSA oder EC</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>No secure connection can be made: %1</source>
        <translation>Eine sichere Verbindung kommt nicht zustande: %1</translation>
    </message>
    <message>
        <source>Does it speak TLS at this port? Does it ask for a client certificate?</source>
        <translation>Spricht der Server an diesem Port TLS? Verlangt er ein Clientzertifikat?</translation>
    </message>
    <message>
        <source>Its certificate is not trusted: %1. It showed %2</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut: %1. Vorgelegt wurde %2</translation>
    </message>
    <message>
        <source>Give the authority that issued it (server.tls.ca, --ca-file), or have the server send its whole chain and a certificate for this name</source>
        <translation>Geben Sie die ausstellende Zertifizierungsstelle an (server.tls.ca, --ca-file), oder lassen Sie den Server die ganze Kette und ein Zertifikat für diesen Namen senden</translation>
    </message>
    <message>
        <source>Its certificate expires in %1 days</source>
        <translation>Das Zertifikat des Servers läuft ab; verbleibende Tage: %1</translation>
    </message>
    <message>
        <source>Have it renewed</source>
        <translation>Lassen Sie es erneuern</translation>
    </message>
    <message>
        <source>Its certificate is trusted until %1</source>
        <translation>Dem Zertifikat des Servers wird vertraut; es gilt bis %1</translation>
    </message>
    <message>
        <source>manageSubscriptions and handleDeliveryErrors need WebhookSetup::fhirClient: it says whom to ask.</source>
        <translation>manageSubscriptions und handleDeliveryErrors brauchen WebhookSetup::fhirClient, um den Server zu fragen.</translation>
    </message>
    <message>
        <source>manageSubscriptions needs WebhookSetup::appUrl: it says where the server is to send notifications.</source>
        <translation>manageSubscriptions braucht WebhookSetup::appUrl: dorthin schickt der Server die Benachrichtigungen.</translation>
    </message>
    <message>
        <source>%1 comes by websocket, which needs manageSubscriptions.</source>
        <translation>%1 kommt über einen Websocket; dafür ist manageSubscriptions nötig.</translation>
    </message>
    <message>
        <source>In the application&apos;s own QHttpServer, handlers that return a QFuture need a store below Qt 6.8. Give one, return the result itself, or use Tbs::WebhookServer.</source>
        <translation>Im eigenen QHttpServer der Anwendung brauchen Handler, die ein QFuture zurückgeben, vor Qt 6.8 einen Speicher. Geben Sie einen an, geben Sie das Ergebnis direkt zurück oder nutzen Sie Tbs::WebhookServer.</translation>
    </message>
    <message>
        <source>The event is stored already.</source>
        <translation>Das Ereignis ist bereits gespeichert.</translation>
    </message>
    <message>
        <source>The store failed: %1</source>
        <translation>Fehler im Speicher: %1</translation>
    </message>
    <message>
        <source>%1 is a database of another program.</source>
        <translation>%1 ist die Datenbank eines anderen Programms.</translation>
    </message>
    <message>
        <source>The store %1 was written by a newer version of this program.</source>
        <translation>Der Speicher %1 stammt von einer neueren Version dieses Programms.</translation>
    </message>
    <message>
        <source>The store %1 is of an earlier version. A receiver that opens it brings it up to date.</source>
        <translation>Der Speicher %1 stammt von einer früheren Version. Ein Empfänger bringt ihn beim Öffnen auf den neuen Stand.</translation>
    </message>
    <message>
        <source>The store has been stopped.</source>
        <translation>Der Speicher wurde angehalten.</translation>
    </message>
    <message>
        <source>(did you mean `%1`?)</source>
        <translation>(meinten Sie `%1`?)</translation>
    </message>
    <message>
        <source>there is no server profile %1%2; there are %3</source>
        <translation>es gibt kein Serverprofil %1%2; zur Wahl stehen %3</translation>
    </message>
    <message>
        <source>an object is expected</source>
        <translation>ein Objekt wird erwartet</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>(another value)</source>
        <translation>(ein anderer Wert)</translation>
    </message>
    <message>
        <source>The answer holds no Parameters with a binding token</source>
        <translation>Die Antwort enthält keine Parameters mit einem Binding-Token</translation>
    </message>
    <message>
        <source>There is no binding token in the answer</source>
        <translation>In der Antwort fehlt das Binding-Token</translation>
    </message>
    <message>
        <source>There is no ws or wss address (websocket-url) in the answer</source>
        <translation>In der Antwort fehlt die Adresse ws oder wss (websocket-url)</translation>
    </message>
    <message>
        <source>The webhook path prefix contains &lt; or &gt;.</source>
        <translation>Das Pfadpräfix des Webhooks enthält &lt; oder &gt;.</translation>
    </message>
    <message>
        <source>QHttpServer does not take the route of the webhook.</source>
        <translation>QHttpServer nimmt die Route des Webhooks nicht an.</translation>
    </message>
    <message>
        <source>The decompressed body is too large.</source>
        <translation>Der entpackte Inhalt ist zu groß.</translation>
    </message>
    <message>
        <source>The compressed body is damaged.</source>
        <translation>Der komprimierte Inhalt ist beschädigt.</translation>
    </message>
    <message>
        <source>There is no memory for decompression.</source>
        <translation>Zum Entpacken fehlt der Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>The Content-Encoding has to be gzip, deflate or identity.</source>
        <translation>Content-Encoding muss gzip, deflate oder identity sein.</translation>
    </message>
    <message>
        <source>The webhook id cannot be part of a path.</source>
        <translation>Die Webhook-Kennung kann nicht Teil eines Pfads sein.</translation>
    </message>
    <message>
        <source>The webhook path prefix contains a control character.</source>
        <translation>Das Pfadpräfix des Webhooks enthält ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>There is already a webhook with this id and prefix.</source>
        <translation>Einen Webhook mit dieser Kennung und diesem Präfix gibt es schon.</translation>
    </message>
    <message>
        <source>The request does not carry the secret of this webhook.</source>
        <translation>Der Anfrage fehlt das Geheimnis dieses Webhooks.</translation>
    </message>
    <message>
        <source>There is no webhook at this path.</source>
        <translation>Unter diesem Pfad gibt es keinen Webhook.</translation>
    </message>
    <message>
        <source>The path prefix &quot;%1&quot; is in use already.</source>
        <translation>Das Pfadpräfix „%1“ ist schon belegt.</translation>
    </message>
    <message>
        <source>The server refuses on the websocket: %1</source>
        <translation>Der Server lehnt auf dem Websocket ab: %1</translation>
    </message>
    <message>
        <source>A frame of the websocket is no notification: %1</source>
        <translation>Ein Frame des Websockets ist keine Benachrichtigung: %1</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>fetching token</source>
        <translation>Token wird geholt</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>binding</source>
        <translation>Binding läuft</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>The server&apos;s websocket-url is no ws or wss URL.</source>
        <translation>Die websocket-url des Servers ist keine ws- oder wss-URL.</translation>
    </message>
    <message>
        <source>The server names an unencrypted websocket at %1 although its base URL is https: have the server&apos;s own URL corrected, or allow unencrypted websockets.</source>
        <translation>Der Server nennt einen unverschlüsselten Websocket unter %1, obwohl seine Basis-URL https ist: Lassen Sie die eigene URL des Servers korrigieren oder erlauben Sie unverschlüsselte Websockets.</translation>
    </message>
    <message>
        <source>The token endpoint %1 is asked through https only (or http on this machine): it gets our credentials</source>
        <translation>Der Token-Endpunkt %1 wird nur über https gefragt (oder über http auf diesem Rechner), denn er erhält die Zugangsdaten</translation>
    </message>
    <message>
        <source>%1 (%2) was left out: it has no URL, so no subscription can name it</source>
        <translation>%1 (%2) wurde ausgelassen: ohne URL kann keine Subscription es nennen</translation>
    </message>
    <message>
        <source>%1 was left out: it has the URL and the version of %2</source>
        <translation>%1 wurde ausgelassen: URL und Version sind die von %2</translation>
    </message>
    <message>
        <source>%1 was answered with status %2 and without a resource</source>
        <translation>%1 wurde mit Status %2 und ohne Ressource beantwortet</translation>
    </message>
    <message>
        <source>%1 was answered with status %2 and something that is no JSON object (%3): %4</source>
        <translation>%1 wurde mit Status %2 beantwortet, aber nicht mit einem JSON-Objekt (%3): %4</translation>
    </message>
    <message>
        <source>%1 was answered with status %2 and JSON that is no FHIR resource: it has no resourceType (%3)</source>
        <translation>%1 wurde mit Status %2 und JSON beantwortet, das keine FHIR-Ressource ist: resourceType fehlt (%3)</translation>
    </message>
    <message>
        <source>%1 was answered with status %2</source>
        <translation>%1 wurde mit Status %2 beantwortet</translation>
    </message>
    <message>
        <source>(asks to wait %1 s)</source>
        <translation>(bittet um %1 s Wartezeit)</translation>
    </message>
    <message>
        <source>The key does not sign with %1</source>
        <translation>Mit diesem Schlüssel lässt sich nicht nach %1 signieren</translation>
    </message>
    <message>
        <source>is encrypted, and nobody is asked for its password: store it without one (openssl pkey -in FILE -out NEWFILE) and let nobody else read it</source>
        <translation>ist verschlüsselt, und nach dem Passwort wird nicht gefragt: Speichern Sie den Schlüssel ohne Passwort (openssl pkey -in DATEI -out NEUEDATEI) und entziehen Sie allen anderen das Leserecht</translation>
    </message>
    <message>
        <source>holds no private key in PEM format (-----BEGIN PRIVATE KEY-----)</source>
        <translation>enthält keinen privaten Schlüssel im PEM-Format (-----BEGIN PRIVATE KEY-----)</translation>
    </message>
    <message>
        <source>the server takes %1 and not %2</source>
        <translation>der Server nimmt %1 an, nicht aber %2</translation>
    </message>
    <message>
        <source>the server takes signatures by %1, but the private key signs with %2: another key is needed</source>
        <translation>der Server nimmt Signaturen nach %1 an, der private Schlüssel signiert aber mit %2: Ein anderer Schlüssel ist nötig</translation>
    </message>
    <message>
        <source>Nothing can be handed over again without a store.</source>
        <translation>Ohne Speicher lässt sich nichts erneut übergeben.</translation>
    </message>
    <message>
        <source>There is no handler to hand the events over to. Define %1 to replay them.</source>
        <translation>Es gibt keinen Handler für diese Ereignisse. Definieren Sie %1, um sie erneut zu übergeben.</translation>
    </message>
    <message>
        <source>the sandbox was told to fail</source>
        <translation>die Sandbox soll hier scheitern</translation>
    </message>
    <message>
        <source>batches, transactions and searches over all types are not supported</source>
        <translation>Batches, Transaktionen und Suchen über alle Typen werden nicht unterstützt</translation>
    </message>
    <message>
        <source>histories, old versions and searches by POST are not supported</source>
        <translation>Historien, alte Versionen und Suchen mit POST werden nicht unterstützt</translation>
    </message>
    <message>
        <source>there is nothing at this path</source>
        <translation>unter diesem Pfad gibt es nichts</translation>
    </message>
    <message>
        <source>PATCH is not supported</source>
        <translation>PATCH wird nicht unterstützt</translation>
    </message>
    <message>
        <source>the operation %1 is not supported here</source>
        <translation>die Operation %1 wird hier nicht unterstützt</translation>
    </message>
    <message>
        <source>there is no such resource</source>
        <translation>diese Ressource gibt es nicht</translation>
    </message>
    <message>
        <source>the body is not a resource of this type</source>
        <translation>der Inhalt ist keine Ressource dieses Typs</translation>
    </message>
    <message>
        <source>conditional creates are not supported</source>
        <translation>bedingtes Anlegen wird nicht unterstützt</translation>
    </message>
    <message>
        <source>several resources fit If-None-Exist</source>
        <translation>mehrere Ressourcen entsprechen If-None-Exist</translation>
    </message>
    <message>
        <source>the body&apos;s type and id are not those of the URL</source>
        <translation>Typ und id des Inhalts sind nicht die der URL</translation>
    </message>
    <message>
        <source>If-Match does not name the current version</source>
        <translation>If-Match nennt nicht die aktuelle Version</translation>
    </message>
    <message>
        <source>there was no such resource</source>
        <translation>diese Ressource gab es nicht</translation>
    </message>
    <message>
        <source>it is deleted</source>
        <translation>sie ist gelöscht</translation>
    </message>
    <message>
        <source>there has to be a filter</source>
        <translation>ein Filter ist nötig</translation>
    </message>
    <message>
        <source>the end has passed</source>
        <translation>end liegt in der Vergangenheit</translation>
    </message>
    <message>
        <source>heartbeats are not supported</source>
        <translation>Heartbeats werden nicht unterstützt</translation>
    </message>
    <message>
        <source>maxCount is at least 1</source>
        <translation>maxCount beträgt mindestens 1</translation>
    </message>
    <message>
        <source>a client may only ask for requested or off</source>
        <translation>ein Client darf nur requested oder off verlangen</translation>
    </message>
    <message>
        <source>only topic-based subscriptions are supported: the criteria is to be a topic&apos;s canonical URL</source>
        <translation>unterstützt werden nur topic-basierte Subscriptions: criteria muss die kanonische URL eines Topics sein</translation>
    </message>
    <message>
        <source>the topic is not known</source>
        <translation>das Topic ist nicht bekannt</translation>
    </message>
    <message>
        <source>the topic cannot be filtered by %1</source>
        <translation>das Topic lässt sich nicht nach %1 filtern</translation>
    </message>
    <message>
        <source>scr-1: a comparator and a modifier exclude each other</source>
        <translation>scr-1: comparator und modifier schließen einander aus</translation>
    </message>
    <message>
        <source>the topic has no comparator %1 for %2</source>
        <translation>das Topic kennt den comparator %1 für %2 nicht</translation>
    </message>
    <message>
        <source>the topic has no modifier %1 for %2</source>
        <translation>das Topic kennt den modifier %1 für %2 nicht</translation>
    </message>
    <message>
        <source>only the channels rest-hook and websocket are supported</source>
        <translation>unterstützt werden nur die Kanäle rest-hook und websocket</translation>
    </message>
    <message>
        <source>only the channel rest-hook is supported</source>
        <translation>unterstützt wird nur der Kanal rest-hook</translation>
    </message>
    <message>
        <source>the endpoint is to be an http or https URL</source>
        <translation>der Endpunkt muss eine http- oder https-URL sein</translation>
    </message>
    <message>
        <source>not an HTTP header</source>
        <translation>kein HTTP-Header</translation>
    </message>
    <message>
        <source>only application/fhir+json is supported</source>
        <translation>unterstützt wird nur application/fhir+json</translation>
    </message>
    <message>
        <source>a topic needs a url</source>
        <translation>ein Topic braucht eine url</translation>
    </message>
    <message>
        <source>a topic needs a resource trigger without FHIRPath</source>
        <translation>ein Topic braucht einen resourceTrigger ohne FHIRPath</translation>
    </message>
    <message>
        <source>There is no store %1 yet. A receiver makes it when it starts.</source>
        <translation>Den Speicher %1 gibt es noch nicht. Ein Empfänger legt ihn beim Start an.</translation>
    </message>
    <message>
        <source>Qt&apos;s SQLite driver is missing; install libqt6sql6-sqlite.</source>
        <translation>Der SQLite-Treiber von Qt fehlt; installieren Sie libqt6sql6-sqlite.</translation>
    </message>
    <message>
        <source>The store %1 cannot be opened: %2</source>
        <translation>Der Speicher %1 lässt sich nicht öffnen: %2</translation>
    </message>
    <message>
        <source>The store %1 cannot be locked: check that its folder exists and is writable.</source>
        <translation>Der Speicher %1 lässt sich nicht sperren: Prüfen Sie, ob sein Ordner existiert und beschreibbar ist.</translation>
    </message>
    <message>
        <source>The store %1 is in use by %2 (process %3). Stop that receiver or choose another store.</source>
        <translation>Der Speicher %1 wird von %2 benutzt (Prozess %3). Beenden Sie diesen Empfänger oder wählen Sie einen anderen Speicher.</translation>
    </message>
    <message>
        <source>The store %1 cannot be made: %2</source>
        <translation>Der Speicher %1 lässt sich nicht anlegen: %2</translation>
    </message>
    <message>
        <source>Notifications are sent by POST.</source>
        <translation>Benachrichtigungen werden mit POST gesendet.</translation>
    </message>
    <message>
        <source>Notifications are taken as application/fhir+json.</source>
        <translation>Benachrichtigungen werden als application/fhir+json angenommen.</translation>
    </message>
    <message>
        <source>The notification could not be handled.</source>
        <translation>Die Benachrichtigung konnte nicht verarbeitet werden.</translation>
    </message>
    <message>
        <source>The body is too large.</source>
        <translation>Der Inhalt ist zu groß.</translation>
    </message>
    <message>
        <source>Too many notifications are in hand.</source>
        <translation>Zu viele Benachrichtigungen sind gleichzeitig in Arbeit.</translation>
    </message>
    <message numerus="yes">
        <source>%n more remark(s) left out</source>
        <translation>
            <numerusform>%n weiterer Hinweis weggelassen</numerusform>
            <numerusform>%n weitere Hinweise weggelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Name the program that is to run</source>
        <translation>Nennen Sie das Programm, das laufen soll</translation>
    </message>
    <message>
        <source>Write the whole path of the program, or its name alone where it is in PATH</source>
        <translation>Geben Sie den vollständigen Pfad des Programms an, oder nur seinen Namen, wenn es im PATH liegt</translation>
    </message>
    <message>
        <source>%1 is no program that can be run</source>
        <translation>%1 ist kein ausführbares Programm</translation>
    </message>
    <message>
        <source>Write a URL such as https://example.org/events</source>
        <translation>Geben Sie eine URL wie https://example.org/events an</translation>
    </message>
    <message>
        <source>The URL contains a user or password: URLs are logged, so send a header instead</source>
        <translation>Die URL enthält Benutzer oder Passwort: URLs stehen in Protokollen, senden Sie stattdessen einen Header</translation>
    </message>
    <message>
        <source>Write a URL without ? and #</source>
        <translation>Geben Sie eine URL ohne ? und # an</translation>
    </message>
    <message>
        <source>Write the whole path of a file</source>
        <translation>Geben Sie den vollständigen Pfad einer Datei an</translation>
    </message>
    <message>
        <source>%1 is a folder: name a file in it</source>
        <translation>%1 ist ein Ordner: Nennen Sie eine Datei darin</translation>
    </message>
    <message>
        <source>The folder %1 does not exist</source>
        <translation>Den Ordner %1 gibt es nicht</translation>
    </message>
    <message>
        <source>1 ms to 30 days are allowed</source>
        <translation>Erlaubt sind 1 ms bis 30 Tage</translation>
    </message>
    <message>
        <source>1 to %1 attempts are allowed</source>
        <translation>Erlaubt sind 1 bis %1 Versuche</translation>
    </message>
    <message>
        <source>The longest delay is shorter than the first one</source>
        <translation>Die längste Wartezeit ist kürzer als die erste</translation>
    </message>
    <message>
        <source>The subscription that this was for is not defined any more.</source>
        <translation>Die zugehörige Subscription ist nicht mehr definiert.</translation>
    </message>
    <message>
        <source>Subscriptions are not managed: set manageSubscriptions.</source>
        <translation>Subscriptions werden nicht verwaltet: Setzen Sie manageSubscriptions.</translation>
    </message>
    <message>
        <source>%1 did not answer so far, and perhaps it has the Subscription. Try again later.</source>
        <translation>%1 hat bisher nicht geantwortet und hat die Subscription womöglich angelegt. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Have the server&apos;s certificate renewed. If it should still be good, set the clock of this machine</source>
        <translation>Lassen Sie das Zertifikat des Servers erneuern. Sollte es noch gültig sein, stellen Sie die Uhr dieses Rechners</translation>
    </message>
    <message>
        <source>The header has no value</source>
        <translation>Der Header hat keinen Wert</translation>
    </message>
    <message>
        <source>the server sets this header itself</source>
        <translation>Diesen Header setzt der Server selbst</translation>
    </message>
    <message>
        <source>this header carries the webhook&apos;s token (webhook.tokenHeader)</source>
        <translation>In diesem Header steht das Token des Webhooks (webhook.tokenHeader)</translation>
    </message>
    <message>
        <source>this header carries the server&apos;s signature (webhook.signatureSecret)</source>
        <translation>In diesem Header steht die Signatur des Servers (webhook.signatureSecret)</translation>
    </message>
    <message>
        <source>the certificate of %1 expired on %2</source>
        <translation>das Zertifikat von %1 ist am %2 abgelaufen</translation>
    </message>
    <message>
        <source>notifications are stored with the value of this header, so it is no place for a secret: choose another name</source>
        <translation>Benachrichtigungen werden mit dem Wert dieses Headers gespeichert, für ein Geheimnis ist er also ungeeignet: Wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>This file is no database: choose another one for the store, or move it away.</source>
        <translation>Diese Datei ist keine Datenbank: Wählen Sie eine andere für den Speicher oder verschieben Sie sie.</translation>
    </message>
</context>
<context>
    <name>Tbs::ConfigurationContext</name>
    <message>
        <source>`%1` is empty</source>
        <translation>`%1` ist leer</translation>
    </message>
    <message>
        <source>`%1` contains a line break or another control character</source>
        <translation>`%1` enthält einen Zeilenumbruch oder ein anderes Steuerzeichen</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>das ist keine Datei</translation>
    </message>
    <message>
        <source>`%1`: cannot read %2: %3</source>
        <translation>`%1`: %2 ist nicht lesbar: %3</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>`%1`: every user of this machine can read %2; chmod 600 helps</source>
        <translation>`%1`: jeder Benutzer dieses Rechners kann %2 lesen; chmod 600 hilft</translation>
    </message>
    <message>
        <source>`%1`: %2 is larger than 64 KiB</source>
        <translation>`%1`: %2 ist größer als 64 KiB</translation>
    </message>
    <message>
        <source>`%1`: the environment variable %2 is not set</source>
        <translation>`%1`: die Umgebungsvariable %2 ist nicht gesetzt</translation>
    </message>
</context>
<context>
    <name>Tbs::ConfigurationMapping</name>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
    <message>
        <source>%1 is to be a mapping (`key: value` lines)</source>
        <translation>%1 muss ein Mapping sein (Zeilen der Form `key: value`)</translation>
    </message>
    <message>
        <source>merge keys (&lt;&lt;) are not understood: write the keys out</source>
        <translation>Merge-Schlüssel (&lt;&lt;) werden nicht unterstützt: Schreiben Sie die Schlüssel aus</translation>
    </message>
    <message>
        <source>the key %1 is not known here%2</source>
        <translation>der Schlüssel %1 ist hier nicht bekannt%2</translation>
    </message>
    <message>
        <source>the key %1 stands here again, first it was in line %2</source>
        <translation>der Schlüssel %1 steht hier noch einmal, zuerst in Zeile %2</translation>
    </message>
    <message>
        <source>is %1, but %2 to %3 is allowed</source>
        <translation>ist %1, erlaubt ist %2 bis %3</translation>
    </message>
    <message>
        <source>is %1, but it has to be one of %2%3</source>
        <translation>ist %1, erlaubt ist nur eines von %2%3</translation>
    </message>
    <message>
        <source>has no value</source>
        <translation>hat keinen Wert</translation>
    </message>
    <message>
        <source>is to be a text: put it in quotes</source>
        <translation>muss ein Text sein: Setzen Sie den Wert in Anführungszeichen</translation>
    </message>
    <message>
        <source>is to be a text</source>
        <translation>muss ein Text sein</translation>
    </message>
    <message>
        <source>is to be true or false</source>
        <translation>muss true oder false sein</translation>
    </message>
    <message>
        <source>is to be a whole number</source>
        <translation>muss eine ganze Zahl sein</translation>
    </message>
    <message>
        <source>is to be a duration: `250ms`, `5s`, `1m`, `2h`, `30d`, or a number of seconds</source>
        <translation>muss eine Dauer sein: `250ms`, `5s`, `1m`, `2h`, `30d` oder eine Zahl von Sekunden</translation>
    </message>
    <message>
        <source>is to be a number of seconds, or a duration such as `20s` or `1m`</source>
        <translation>muss eine Zahl von Sekunden oder eine Dauer wie `20s` oder `1m` sein</translation>
    </message>
    <message>
        <source>is to be whole seconds</source>
        <translation>muss in ganzen Sekunden angegeben sein</translation>
    </message>
    <message>
        <source>is to be a size: a number of bytes, or with kB, MB, GB, KiB, MiB or GiB behind it</source>
        <translation>muss eine Größe sein: eine Zahl von Bytes, auch mit kB, MB, GB, KiB, MiB oder GiB dahinter</translation>
    </message>
    <message>
        <source>is to be a URL such as https://example.org/fhir</source>
        <translation>muss eine URL sein, etwa https://example.org/fhir</translation>
    </message>
    <message>
        <source>contains a user or password: URLs are logged, so write them elsewhere</source>
        <translation>enthält Benutzer oder Passwort: URLs stehen in Protokollen, schreiben Sie beides an anderer Stelle</translation>
    </message>
    <message>
        <source>is to be a URL without `?` and `#`</source>
        <translation>muss eine URL ohne `?` und `#` sein</translation>
    </message>
    <message>
        <source>is to be a path</source>
        <translation>muss ein Pfad sein</translation>
    </message>
    <message>
        <source>is to be a list (lines beginning with `- `)</source>
        <translation>muss eine Liste sein (Zeilen, die mit `- ` beginnen)</translation>
    </message>
    <message>
        <source>and `%1` exclude each other</source>
        <translation>und `%1` schließen einander aus</translation>
    </message>
    <message>
        <source>is no name of an HTTP header</source>
        <translation>ist kein Name eines HTTP-Headers</translation>
    </message>
    <message>
        <source>`%1` is to be a text, {file: PATH} or {env: NAME}</source>
        <translation>`%1` muss ein Text, {file: PATH} oder {env: NAME} sein</translation>
    </message>
    <message>
        <source>is missing: type %1 needs it</source>
        <translation>fehlt: der Typ %1 braucht es</translation>
    </message>
    <message>
        <source>does not go with type %1</source>
        <translation>passt nicht zum Typ %1</translation>
    </message>
    <message>
        <source>`%1`: type %2 sends this header itself</source>
        <translation>`%1`: der Typ %2 sendet diesen Header selbst</translation>
    </message>
    <message>
        <source>is to be https (http on this machine only)</source>
        <translation>muss https sein (http nur auf diesem Rechner)</translation>
    </message>
    <message>
        <source>contains a colon, which basic authentication cannot carry</source>
        <translation>enthält einen Doppelpunkt; das geht bei Basic-Authentifizierung nicht</translation>
    </message>
    <message>
        <source>is missing: none, basic, bearer, header, oauth2 or smart</source>
        <translation>fehlt: none, basic, bearer, header, oauth2 oder smart</translation>
    </message>
    <message>
        <source>is missing: a client certificate needs certificate and key</source>
        <translation>fehlt: ein Clientzertifikat braucht certificate und key</translation>
    </message>
    <message>
        <source>is missing: it says where to sign in</source>
        <translation>fehlt: ohne diese Angabe ist nicht bekannt, wo die Anmeldung erfolgt</translation>
    </message>
    <message>
        <source>`store` is to be memory, sqlite, sqlite:PATH or a mapping</source>
        <translation>`store` muss memory, sqlite, sqlite:PATH oder ein Mapping sein</translation>
    </message>
    <message>
        <source>does not go with type memory</source>
        <translation>passt nicht zum Typ memory</translation>
    </message>
    <message>
        <source>is to be an instant such as 2030-12-31T12:00:00Z</source>
        <translation>muss ein Zeitpunkt sein, etwa 2030-12-31T12:00:00Z</translation>
    </message>
    <message>
        <source>`%1` is empty</source>
        <translation>`%1` ist leer</translation>
    </message>
    <message>
        <source>is false: leave the handler out instead</source>
        <translation>ist false: Lassen Sie den Handler stattdessen weg</translation>
    </message>
    <message>
        <source>`%1` is to have one of the keys exec, forward, file, log</source>
        <translation>`%1` muss einen der Schlüssel exec, forward, file, log haben</translation>
    </message>
    <message>
        <source>is to name a program</source>
        <translation>muss ein Programm nennen</translation>
    </message>
    <message>
        <source>`%1`: %2 is no program that can be run</source>
        <translation>`%1`: %2 ist kein ausführbares Programm</translation>
    </message>
    <message>
        <source>is missing: it says where to forward to</source>
        <translation>fehlt: ohne diese Angabe ist das Ziel der Weiterleitung nicht bekannt</translation>
    </message>
    <message>
        <source>is shorter than initialDelay</source>
        <translation>ist kürzer als initialDelay</translation>
    </message>
    <message>
        <source>is to be ADDRESS:PORT such as 127.0.0.1:8080, &quot;[::1]:8080&quot; or :8080</source>
        <translation>muss ADRESSE:PORT sein, etwa 127.0.0.1:8080, &quot;[::1]:8080&quot; oder :8080</translation>
    </message>
    <message>
        <source>is to be a path such as webhook or fhir/webhook, of the characters A-Z a-z 0-9 . _ ~ -</source>
        <translation>muss ein Pfad wie webhook oder fhir/webhook sein, aus den Zeichen A-Z a-z 0-9 . _ ~ -</translation>
    </message>
    <message>
        <source>is missing: TLS needs certificate and key</source>
        <translation>fehlt: TLS braucht certificate und key</translation>
    </message>
    <message>
        <source>is smaller than maximumBodySize</source>
        <translation>ist kleiner als maximumBodySize</translation>
    </message>
    <message>
        <source>is smaller than maximumRequestLineSize</source>
        <translation>ist kleiner als maximumRequestLineSize</translation>
    </message>
    <message>
        <source>is the header %1 again, which is there already</source>
        <translation>ist nochmals der Header %1, der schon da ist</translation>
    </message>
</context>
<context>
    <name>Tbs::DefinitionJudge</name>
    <message>
        <source>Which topics it has could not be asked for in any way</source>
        <translation>Welche Topics der Server hat, ließ sich auf keinem Weg erfragen</translation>
    </message>
    <message>
        <source>It tells of no topic</source>
        <translation>Der Server nennt kein Topic</translation>
    </message>
    <message>
        <source>Its documentation has to say which there are; Subscriptions to others stay requested for ever, or are active and never fire</source>
        <translation>Welche es gibt, muss in seiner Dokumentation stehen; Subscriptions auf andere bleiben dauerhaft requested oder sind active und lösen nie aus</translation>
    </message>
    <message>
        <source>It names %1 topics, without what they can be filtered by</source>
        <translation>Topics, die der Server nennt, ohne Angabe möglicher Filter: %1</translation>
    </message>
    <message>
        <source>It tells of %1 topics</source>
        <translation>Topics, die der Server nennt: %1</translation>
    </message>
    <message>
        <source>Whether it has %1 cannot be told</source>
        <translation>Ob der Server %1 hat, ist nicht zu erkennen</translation>
    </message>
    <message>
        <source>Ask those who run the server</source>
        <translation>Fragen Sie die Betreiber des Servers</translation>
    </message>
    <message>
        <source>It has the topic %1 in another version</source>
        <translation>Der Server hat das Topic %1 in einer anderen Version</translation>
    </message>
    <message>
        <source>Leave out |%1</source>
        <translation>Lassen Sie |%1 weg</translation>
    </message>
    <message>
        <source>It has no topic %1%2</source>
        <translation>Der Server hat kein Topic %1%2</translation>
    </message>
    <message>
        <source>&apos;tbs topics&apos; lists those it has</source>
        <translation>&apos;tbs topics&apos; zeigt, welche er hat</translation>
    </message>
    <message>
        <source>The status of its topic %1 is %2</source>
        <translation>Das Topic %1 des Servers hat den Status %2</translation>
    </message>
    <message>
        <source>It may not fire any more, or not yet</source>
        <translation>Es löst womöglich nicht mehr oder noch nicht aus</translation>
    </message>
    <message>
        <source>It has the topic %1</source>
        <translation>Der Server hat das Topic %1</translation>
    </message>
    <message>
        <source>Whether the topic can be filtered by %1 cannot be told</source>
        <translation>Ob sich das Topic nach %1 filtern lässt, ist nicht zu erkennen</translation>
    </message>
    <message>
        <source>Some servers ignore filters that they do not know, and send everything</source>
        <translation>Manche Server übergehen unbekannte Filter und senden alles</translation>
    </message>
    <message>
        <source>The topic can be filtered by %1</source>
        <translation>Das Topic lässt sich nach %1 filtern</translation>
    </message>
    <message>
        <source>Heartbeats are asked for, and profile %1 says that it sends none</source>
        <translation>Es werden Heartbeats verlangt, aber laut Profil %1 sendet der Server keine</translation>
    </message>
    <message>
        <source>Set heartbeatPeriod: 0. A broken connection shows by $status, or not at all</source>
        <translation>Setzen Sie heartbeatPeriod: 0. Eine unterbrochene Verbindung zeigt sich dann durch $status oder gar nicht</translation>
    </message>
    <message>
        <source>Profile %1 says that it sends no handshake</source>
        <translation>Laut Profil %1 sendet der Server keinen Handshake</translation>
    </message>
    <message>
        <source>That a Subscription is active says nothing about whether the webhook can be reached: let an event happen and see it arrive</source>
        <translation>Dass eine Subscription active ist, sagt nichts darüber, ob der Webhook erreichbar ist: Lösen Sie ein Ereignis aus und prüfen Sie, ob es eintrifft</translation>
    </message>
</context>
<context>
    <name>Tbs::DefinitionValidator</name>
    <message>
        <source>topic is missing: name the topic&apos;s canonical URL</source>
        <translation>topic fehlt: Geben Sie die kanonische URL des Topics an</translation>
    </message>
    <message>
        <source>topic %1 contains a blank or a control character</source>
        <translation>topic %1 enthält ein Leerzeichen oder ein Steuerzeichen</translation>
    </message>
    <message>
        <source>topic %1 is no absolute URL such as https://example.org/SubscriptionTopic/admission</source>
        <translation>topic %1 ist keine absolute URL wie https://example.org/SubscriptionTopic/admission</translation>
    </message>
    <message>
        <source>topic %1: after the URL one | and a version may stand</source>
        <translation>topic %1: nach der URL dürfen ein | und eine Version stehen</translation>
    </message>
    <message>
        <source>webhookId %1 has to be 1 to %2 of the characters A-Z a-z 0-9 - _</source>
        <translation>webhookId %1 muss aus 1 bis %2 der Zeichen A-Z a-z 0-9 - _ bestehen</translation>
    </message>
    <message>
        <source>the same topic and filters stand at %1: drop one of them, or give this one a webhookId</source>
        <translation>dasselbe Topic mit denselben Filtern steht auch bei %1: Streichen Sie eines davon oder geben Sie diesem eine webhookId</translation>
    </message>
    <message>
        <source>webhookId %1 is taken: it stands at %2 too</source>
        <translation>webhookId %1 ist vergeben: Sie steht auch bei %2</translation>
    </message>
    <message>
        <source>resourceType %1 is neither the name of a resource type nor its URL</source>
        <translation>resourceType %1 ist weder der Name eines Ressourcentyps noch dessen URL</translation>
    </message>
    <message>
        <source>the filter has no value to compare with</source>
        <translation>dem Filter fehlt der Vergleichswert</translation>
    </message>
    <message>
        <source>the filter has no filterParameter: name one that the topic&apos;s canFilterBy lists</source>
        <translation>dem Filter fehlt filterParameter: Nennen Sie einen aus canFilterBy des Topics</translation>
    </message>
    <message>
        <source>filterParameter %1: write what follows the : as modifier</source>
        <translation>filterParameter %1: Schreiben Sie den Teil nach dem : als modifier</translation>
    </message>
    <message>
        <source>filterParameter %1 is no name of a search parameter</source>
        <translation>filterParameter %1 ist kein Name eines Suchparameters</translation>
    </message>
    <message>
        <source>comparator %1 is not one of %2%3</source>
        <translation>comparator %1 ist keiner von %2%3</translation>
    </message>
    <message>
        <source>modifier %1 is not one of %2%3</source>
        <translation>modifier %1 ist keiner von %2%3</translation>
    </message>
    <message>
        <source>comparator and modifier exclude each other (scr-1)</source>
        <translation>comparator und modifier schließen einander aus (scr-1)</translation>
    </message>
    <message>
        <source>%1 is %2, but %3 to %4 is allowed</source>
        <translation>%1 ist %2, erlaubt ist %3 bis %4</translation>
    </message>
    <message>
        <source>end %1 is in the past</source>
        <translation>end %1 liegt in der Vergangenheit</translation>
    </message>
</context>
<context>
    <name>Tbs::FhirClient</name>
    <message>
        <source>What is to be created has no resourceType</source>
        <translation>In der anzulegenden Ressource fehlt resourceType</translation>
    </message>
    <message>
        <source>What is to be updated has no resourceType or no id</source>
        <translation>In der zu ändernden Ressource fehlt resourceType oder id</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no Type/id that could be deleted</source>
        <translation>„%1“ ist kein Typ/id, der sich löschen ließe</translation>
    </message>
</context>
<context>
    <name>Tbs::FileHandler</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>Tbs::ForwardHandler</name>
    <message>
        <source>%1 did not answer in time</source>
        <translation>%1 hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 answered with status %2</source>
        <translation>%1 hat mit Status %2 geantwortet</translation>
    </message>
</context>
<context>
    <name>Tbs::GapRecovery</name>
    <message>
        <source>The server has no $events.</source>
        <translation>Der Server hat kein $events.</translation>
    </message>
    <message>
        <source>The answers of $events for %1 do not hold the events %2.</source>
        <translation>Die Antworten von $events für %1 enthalten die Ereignisse %2 nicht.</translation>
    </message>
</context>
<context>
    <name>Tbs::HttpListener</name>
    <message>
        <source>The number of edge threads is negative.</source>
        <translation>Die Zahl der Edge-Threads ist negativ.</translation>
    </message>
    <message>
        <source>Qt was built without TLS, or its TLS plugin is not installed.</source>
        <translation>Qt wurde ohne TLS gebaut, oder das TLS-Plugin von Qt ist nicht installiert.</translation>
    </message>
    <message>
        <source>The TLS configuration has no certificate.</source>
        <translation>In der TLS-Konfiguration fehlt das Zertifikat.</translation>
    </message>
    <message>
        <source>The TLS configuration has no private key.</source>
        <translation>In der TLS-Konfiguration fehlt der private Schlüssel.</translation>
    </message>
    <message>
        <source>The listener listens already.</source>
        <translation>Der Empfang läuft bereits.</translation>
    </message>
    <message>
        <source>Cannot listen on %1 port %2: %3</source>
        <translation>Auf %1, Port %2 lassen sich keine Verbindungen annehmen: %3</translation>
    </message>
</context>
<context>
    <name>Tbs::NodeBuilder</name>
    <message>
        <source>the alias is part of what it stands for</source>
        <translation>der Alias ist Teil dessen, wofür er steht</translation>
    </message>
    <message>
        <source>nested deeper than %1 levels</source>
        <translation>mehr als %1 Ebenen tief verschachtelt</translation>
    </message>
    <message>
        <source>tags (!name) are not understood</source>
        <translation>Tags (!name) werden nicht unterstützt</translation>
    </message>
    <message>
        <source>more than %1 values</source>
        <translation>mehr als %1 Werte</translation>
    </message>
    <message>
        <source>a key has to be a text</source>
        <translation>ein Schlüssel muss ein Text sein</translation>
    </message>
    <message>
        <source>there is a control character</source>
        <translation>hier steht ein Steuerzeichen</translation>
    </message>
    <message>
        <source>this is not UTF-8</source>
        <translation>das ist kein UTF-8</translation>
    </message>
    <message>
        <source>no valid YAML: a tab indents this line, YAML wants spaces</source>
        <translation>kein gültiges YAML: diese Zeile ist mit einem Tabulator eingerückt, YAML verlangt Leerzeichen</translation>
    </message>
    <message>
        <source>no valid YAML: a quoted text is not closed</source>
        <translation>kein gültiges YAML: ein Text in Anführungszeichen ist nicht geschlossen</translation>
    </message>
    <message>
        <source>no valid YAML: %1 (look for indentation, quotes and colons)</source>
        <translation>kein gültiges YAML: %1 (prüfen Sie Einrückung, Anführungszeichen und Doppelpunkte)</translation>
    </message>
    <message>
        <source>larger than 1 MiB</source>
        <translation>größer als 1 MiB</translation>
    </message>
    <message>
        <source>this does not belong to what stands before it: it is indented wrongly or a second document</source>
        <translation>das gehört nicht zum Vorhergehenden: Es ist falsch eingerückt oder ein zweites Dokument</translation>
    </message>
    <message>
        <source>the YAML cannot be read</source>
        <translation>das YAML ist nicht lesbar</translation>
    </message>
</context>
<context>
    <name>Tbs::PagedSearch</name>
    <message>
        <source>%1: the pages of the answer never end: page %2 came before</source>
        <translation>%1: die Seiten der Antwort nehmen kein Ende: Seite %2 kam schon einmal</translation>
    </message>
    <message>
        <source>%1 was answered with the resource %2 instead of a Bundle</source>
        <translation>%1 wurde mit der Ressource %2 statt mit einem Bundle beantwortet</translation>
    </message>
    <message>
        <source>The answer of a search is no Bundle of type searchset</source>
        <translation>Die Antwort auf eine Suche ist kein Bundle vom Typ searchset</translation>
    </message>
    <message>
        <source>%1: the entries are no array</source>
        <translation>%1: die Einträge (entry) sind kein Array</translation>
    </message>
    <message>
        <source>An entry without a resource was left out</source>
        <translation>Ein Eintrag ohne Ressource wurde ausgelassen</translation>
    </message>
    <message>
        <source>A resource of another type than was searched for was left out</source>
        <translation>Eine Ressource anderen Typs als gesucht wurde ausgelassen</translation>
    </message>
</context>
<context>
    <name>Tbs::PendingRequest</name>
    <message>
        <source>The authentication was broken off</source>
        <translation>Die Anmeldung wurde abgebrochen</translation>
    </message>
    <message>
        <source>(%1 attempts)</source>
        <translation>(%1 Versuche)</translation>
    </message>
    <message>
        <source>%1 was answered with status %2, a redirect to %3: %4</source>
        <translation>%1 wurde mit Status %2 beantwortet, einer Weiterleitung nach %3: %4</translation>
    </message>
    <message>
        <source>not followed, since it leads to another server than the base URL</source>
        <translation>ihr wird nicht gefolgt, weil sie zu einem anderen Server als die Basis-URL führt</translation>
    </message>
    <message>
        <source>not followed, after %1 redirects</source>
        <translation>ihr wird nach %1 Weiterleitungen nicht mehr gefolgt</translation>
    </message>
    <message>
        <source>%1: the value of the header %2 holds a line break</source>
        <translation>%1: der Wert des Headers %2 enthält einen Zeilenumbruch</translation>
    </message>
</context>
<context>
    <name>Tbs::Planner</name>
    <message>
        <source>it is a duplicate of %1</source>
        <translation>sie ist ein Duplikat von %1</translation>
    </message>
    <message>
        <source>the server has none</source>
        <translation>auf dem Server gibt es keine</translation>
    </message>
    <message>
        <source>other than wanted: %1</source>
        <translation>anders als gewünscht: %1</translation>
    </message>
    <message>
        <source>its status is %1</source>
        <translation>ihr Status ist %1</translation>
    </message>
    <message>
        <source>it ends at %1</source>
        <translation>sie endet am %1</translation>
    </message>
    <message>
        <source>it was wanted until %1</source>
        <translation>sie war bis %1 gewünscht</translation>
    </message>
    <message>
        <source>it is as wanted</source>
        <translation>sie ist wie gewünscht</translation>
    </message>
    <message>
        <source>the server keeps its own: %1</source>
        <translation>der Server behält eigene Werte: %1</translation>
    </message>
    <message>
        <source>no definition has its endpoint</source>
        <translation>keine Definition hat ihren Endpunkt</translation>
    </message>
</context>
<context>
    <name>Tbs::ProcessHandler</name>
    <message>
        <source>%1 cannot be started: %2</source>
        <translation>%1 lässt sich nicht starten: %2</translation>
    </message>
    <message>
        <source>%1 took too long and was killed</source>
        <translation>%1 hat zu lange gebraucht und wurde abgebrochen</translation>
    </message>
    <message>
        <source>%1 was ended by a signal</source>
        <translation>%1 wurde durch ein Signal beendet</translation>
    </message>
    <message>
        <source>%1 ended with exit code %2</source>
        <translation>%1 endete mit Exit-Code %2</translation>
    </message>
</context>
<context>
    <name>Tbs::ProfileReader</name>
    <message>
        <source>not known here</source>
        <translation>hier nicht bekannt</translation>
    </message>
    <message>
        <source>a text is expected</source>
        <translation>ein Text wird erwartet</translation>
    </message>
    <message>
        <source>true or false is expected</source>
        <translation>true oder false wird erwartet</translation>
    </message>
    <message>
        <source>one of %1 is expected</source>
        <translation>eines von %1 wird erwartet</translation>
    </message>
    <message>
        <source>an HTTP status from 200 to 299 is expected</source>
        <translation>ein HTTP-Status von 200 bis 299 wird erwartet</translation>
    </message>
    <message>
        <source>a list is expected</source>
        <translation>eine Liste wird erwartet</translation>
    </message>
    <message>
        <source>texts are expected</source>
        <translation>Texte werden erwartet</translation>
    </message>
    <message>
        <source>R4, R4B or R5 is expected</source>
        <translation>R4, R4B oder R5 wird erwartet</translation>
    </message>
    <message>
        <source>an object is expected</source>
        <translation>ein Objekt wird erwartet</translation>
    </message>
</context>
<context>
    <name>Tbs::ReceiverService</name>
    <message>
        <source>The receiver does not run</source>
        <translation>Der Empfänger läuft nicht</translation>
    </message>
    <message>
        <source>channel websocket needs manageSubscriptions</source>
        <translation>channel websocket braucht manageSubscriptions</translation>
    </message>
    <message>
        <source>No subscription has this webhook id</source>
        <translation>Keine Subscription hat diese Webhook-Kennung</translation>
    </message>
    <message>
        <source>It was changed meanwhile, and is not removed</source>
        <translation>Sie wurde inzwischen geändert und wird nicht entfernt</translation>
    </message>
    <message>
        <source>Subscriptions are not managed: set manageSubscriptions</source>
        <translation>Subscriptions werden nicht verwaltet: Setzen Sie manageSubscriptions</translation>
    </message>
</context>
<context>
    <name>Tbs::ReconciliationRun</name>
    <message>
        <source>it is to be activated again</source>
        <translation>sie soll wieder aktiviert werden</translation>
    </message>
</context>
<context>
    <name>Tbs::RegisteredSubscription</name>
    <message>
        <source>The server has set the status %1</source>
        <translation>Der Server hat den Status %1 gesetzt</translation>
    </message>
</context>
<context>
    <name>Tbs::RequestAttempt</name>
    <message>
        <source>no answer within %1 s</source>
        <translation>keine Antwort innerhalb von %1 s</translation>
    </message>
    <message>
        <source>the answer is larger than the %1 bytes that are allowed</source>
        <translation>die Antwort ist größer als die erlaubten %1 Byte</translation>
    </message>
    <message>
        <source>no secure connection: %1</source>
        <translation>keine sichere Verbindung: %1</translation>
    </message>
    <message>
        <source>the proxy wants to know who we are</source>
        <translation>der Proxy verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>what came is no answer of HTTP</source>
        <translation>die Antwort ist kein HTTP</translation>
    </message>
    <message>
        <source>the answer cannot be decompressed</source>
        <translation>die Antwort lässt sich nicht entpacken</translation>
    </message>
    <message>
        <source>the connection was closed before there was an answer</source>
        <translation>die Verbindung wurde geschlossen, bevor eine Antwort kam</translation>
    </message>
    <message>
        <source>the connection was closed in the middle of the answer, after %1 bytes of it</source>
        <translation>die Verbindung wurde mitten in der Antwort geschlossen, nach %1 Byte</translation>
    </message>
    <message>
        <source>%1; have it renewed there, or set the clock of this machine if it should still be good</source>
        <translation>%1; lassen Sie es dort erneuern, oder stellen Sie die Uhr dieses Rechners, falls es noch gültig sein sollte</translation>
    </message>
</context>
<context>
    <name>Tbs::RootReader</name>
    <message>
        <source>needs server.baseUrl: it says where to register</source>
        <translation>braucht server.baseUrl: Dort wird registriert</translation>
    </message>
    <message>
        <source>needs webhook.publicUrl: it says where the server is to send notifications</source>
        <translation>braucht webhook.publicUrl: Dorthin sendet der Server die Benachrichtigungen</translation>
    </message>
    <message>
        <source>needs server.baseUrl: it says whom to ask for lost events</source>
        <translation>braucht server.baseUrl: Dort wird nach verlorenen Ereignissen gefragt</translation>
    </message>
    <message>
        <source>`%1` websocket needs manageSubscriptions: true</source>
        <translation>`%1` websocket braucht manageSubscriptions: true</translation>
    </message>
    <message>
        <source>`webhook.%1` is of no use: a server of profile %2 does not sign</source>
        <translation>`webhook.%1` ist wirkungslos: ein Server mit Profil %2 signiert nicht</translation>
    </message>
    <message>
        <source>whoever reaches the webhook can send notifications: set webhook.token</source>
        <translation>wer den Webhook erreicht, kann Benachrichtigungen senden: Setzen Sie webhook.token</translation>
    </message>
    <message>
        <source>`webhook.publicUrl` is http: token and health data travel unencrypted</source>
        <translation>`webhook.publicUrl` ist http: Token und Gesundheitsdaten werden unverschlüsselt übertragen</translation>
    </message>
    <message>
        <source>`server.baseUrl` is http: credentials and health data travel unencrypted</source>
        <translation>`server.baseUrl` ist http: Zugangsdaten und Gesundheitsdaten werden unverschlüsselt übertragen</translation>
    </message>
    <message>
        <source>a free port is another one after each start: what the server sends to the old one until then is lost, and its Subscription stays there. Choose a port</source>
        <translation>ein freier Port ist nach jedem Start ein anderer: Was der Server bis dahin an den alten sendet, ist verloren, und dessen Subscription bleibt dort. Wählen Sie einen Port</translation>
    </message>
    <message>
        <source>`%1`: nothing of this is sent over websocket; headers go with rest-hook</source>
        <translation>`%1`: Über websocket wird davon nichts gesendet; Header gehören zu rest-hook</translation>
    </message>
    <message>
        <source>a free port is another one after each start: until what comes to webhook.publicUrl is forwarded to the new one, it is lost. Choose a port</source>
        <translation>ein freier Port ist nach jedem Start ein anderer: was bei webhook.publicUrl eintrifft, geht verloren, bis es an den neuen weitergeleitet wird. Wählen Sie einen Port</translation>
    </message>
</context>
<context>
    <name>Tbs::ServerJudge</name>
    <message>
        <source>Look at the base URL: FHIR often begins at a path such as /fhir, /r4 or /baseR4</source>
        <translation>Prüfen Sie die Basis-URL: FHIR beginnt oft unter einem Pfad wie /fhir, /r4 oder /baseR4</translation>
    </message>
    <message>
        <source>Look at the server&apos;s log, and try again when it is up</source>
        <translation>Sehen Sie im Protokoll des Servers nach, und versuchen Sie es erneut, sobald er läuft</translation>
    </message>
    <message>
        <source>metadata is to be open to everybody; is something in front of the server?</source>
        <translation>metadata muss ohne Anmeldung abrufbar sein; ist dem Server etwas vorgeschaltet?</translation>
    </message>
    <message>
        <source>This is no FHIR server. Look at the base URL: it may be that of a web page, or of the server&apos;s documentation; FHIR often begins at a path such as /fhir, /r4 or /baseR4</source>
        <translation>Das ist kein FHIR-Server. Prüfen Sie die Basis-URL: Vielleicht gehört sie zu einer Webseite oder zur Dokumentation des Servers; FHIR beginnt oft unter einem Pfad wie /fhir, /r4 oder /baseR4</translation>
    </message>
    <message>
        <source>a FHIR server without a name</source>
        <translation>ein FHIR-Server ohne Namen</translation>
    </message>
    <message>
        <source>%1 answers within %2 ms</source>
        <translation>%1 antwortet innerhalb von %2 ms</translation>
    </message>
    <message>
        <source>Is the server up, and are host and port of the base URL right? A firewall or proxy may stand between</source>
        <translation>Läuft der Server, und stimmen Host und Port der Basis-URL? Eine Firewall oder ein Proxy kann dazwischenstehen</translation>
    </message>
    <message>
        <source>Use the URL that it redirects to as base URL, if that is the server that you mean</source>
        <translation>Verwenden Sie das Ziel der Weiterleitung als Basis-URL, falls das der gemeinte Server ist</translation>
    </message>
    <message>
        <source>See tls and auth under server in tbs.yaml, or the options for signing in and TLS</source>
        <translation>Prüfen Sie tls und auth unter server in tbs.yaml oder die Optionen für Anmeldung und TLS</translation>
    </message>
    <message>
        <source>Is the port of the base URL that of the FHIR server, and the scheme (http or https) the right one?</source>
        <translation>Gehört der Port der Basis-URL zum FHIR-Server, und stimmt das Schema (http oder https)?</translation>
    </message>
    <message>
        <source>What is sent to the server and what it answers can be read on the way, our login included</source>
        <translation>Was an den Server geht und was er antwortet, kann unterwegs mitgelesen werden, auch die Zugangsdaten</translation>
    </message>
    <message>
        <source>Use its https URL</source>
        <translation>Verwenden Sie die https-URL des Servers</translation>
    </message>
    <message>
        <source>The server does not tell its time, so its clock could not be compared</source>
        <translation>Der Server nennt seine Uhrzeit nicht; ein Vergleich der Uhren war nicht möglich</translation>
    </message>
    <message>
        <source>Its clock and ours agree within %1 s</source>
        <translation>Die Uhren des Servers und dieses Rechners stimmen auf %1 s überein</translation>
    </message>
    <message>
        <source>Its clock is %1 s ahead of ours</source>
        <translation>Die Uhr des Servers geht gegenüber diesem Rechner %1 s vor</translation>
    </message>
    <message>
        <source>Its clock is %1 s behind ours</source>
        <translation>Die Uhr des Servers geht gegenüber diesem Rechner %1 s nach</translation>
    </message>
    <message>
        <source>Set both by NTP: tokens, certificates and the end of Subscriptions are judged by the time</source>
        <translation>Stellen Sie beide per NTP: Token, Zertifikate und das Ende von Subscriptions werden nach der Uhrzeit beurteilt</translation>
    </message>
    <message>
        <source>It does not name JSON among its formats</source>
        <translation>Der Server nennt JSON nicht unter seinen Formaten</translation>
    </message>
    <message>
        <source>libtbs speaks JSON only; see whether the server can</source>
        <translation>libtbs spricht nur JSON; prüfen Sie, ob der Server es kann</translation>
    </message>
    <message>
        <source>no FHIR version</source>
        <translation>keine FHIR-Version</translation>
    </message>
    <message>
        <source>It says %1; topic-based subscriptions need R4, R4B or R5</source>
        <translation>Der Server nennt %1; topic-basierte Subscriptions brauchen R4, R4B oder R5</translation>
    </message>
    <message>
        <source>Use a base URL of the server for one of these versions, if it has one</source>
        <translation>Verwenden Sie eine Basis-URL des Servers für eine dieser Versionen, falls es sie gibt</translation>
    </message>
    <message>
        <source>It speaks %1 (%2)</source>
        <translation>Der Server spricht %1 (%2)</translation>
    </message>
    <message>
        <source>It speaks %1 (%2), and %3 was said</source>
        <translation>Der Server spricht %1 (%2), eingestellt ist aber %3</translation>
    </message>
    <message>
        <source>Set fhirVersion: %1, leave it out, or use the base URL for the other version</source>
        <translation>Setzen Sie fhirVersion: %1, lassen Sie es weg, oder verwenden Sie die Basis-URL für die andere Version</translation>
    </message>
    <message>
        <source>No profile is made for it; %1 is used</source>
        <translation>Für diesen Server gibt es kein eigenes Profil; verwendet wird %1</translation>
    </message>
    <message>
        <source>Profile %1 is used, and it does not call itself like that</source>
        <translation>Verwendet wird Profil %1, aber der Server nennt sich anders</translation>
    </message>
    <message>
        <source>See that it is one, or use server.profile: strict</source>
        <translation>Prüfen Sie, ob es ein solcher Server ist, oder verwenden Sie server.profile: strict</translation>
    </message>
    <message>
        <source>Profile %1 is made for it</source>
        <translation>Profil %1 passt zu diesem Server</translation>
    </message>
    <message>
        <source>Its name looks like that of %1, and profile %2 is used</source>
        <translation>Dem Namen nach passt Profil %1, verwendet wird aber %2</translation>
    </message>
    <message>
        <source>Set server.profile: %1, so that its peculiarities are known</source>
        <translation>Setzen Sie server.profile: %1, damit seine Eigenheiten bekannt sind</translation>
    </message>
    <message>
        <source>Its CapabilityStatement does not name Subscription</source>
        <translation>Das CapabilityStatement des Servers nennt Subscription nicht</translation>
    </message>
    <message>
        <source>Switch subscriptions on in the server, if it has them: what is not there stays requested for ever or is refused</source>
        <translation>Schalten Sie Subscriptions im Server ein, falls er sie unterstützt: sonst bleiben sie dauerhaft requested oder werden abgelehnt</translation>
    </message>
    <message>
        <source>Subscriptions can be created (also conditionally), found and deleted</source>
        <translation>Subscriptions können angelegt (auch bedingt), gefunden und gelöscht werden</translation>
    </message>
    <message>
        <source>Subscriptions can be created, found and deleted</source>
        <translation>Subscriptions können angelegt, gefunden und gelöscht werden</translation>
    </message>
    <message>
        <source>Its CapabilityStatement does not name all that is needed with Subscription: %1 missing</source>
        <translation>Das CapabilityStatement des Servers nennt für Subscription nicht alles Nötige: es fehlt %1</translation>
    </message>
    <message>
        <source>It may do it all the same. Where it does not, Subscriptions are to be made by hand</source>
        <translation>Vielleicht kann er es dennoch. Wenn nicht, müssen Subscriptions von Hand angelegt werden</translation>
    </message>
    <message>
        <source>It does not say that Subscriptions can be changed</source>
        <translation>Der Server sagt nicht, dass sich Subscriptions ändern lassen</translation>
    </message>
    <message>
        <source>Where it refuses, they are deleted and made anew, and it counts from 1 again</source>
        <translation>Lehnt er ab, werden sie gelöscht und neu angelegt; er zählt dann wieder ab 1</translation>
    </message>
    <message>
        <source>It has $status and $events: lost events are found, and fetched again</source>
        <translation>Der Server hat $status und $events: verlorene Ereignisse werden erkannt und nachgeholt</translation>
    </message>
    <message>
        <source>Profile %1 says that it has $status and $events; its CapabilityStatement does not name both</source>
        <translation>Laut Profil %1 hat der Server $status und $events; sein CapabilityStatement nennt nicht beide</translation>
    </message>
    <message>
        <source>It does not have %1</source>
        <translation>Dem Server fehlt %1</translation>
    </message>
    <message>
        <source>Whether events are lost is known only when later ones arrive</source>
        <translation>Verlorene Ereignisse fallen erst auf, wenn spätere eintreffen</translation>
    </message>
    <message>
        <source>Lost events cannot be fetched again: search for what changed meanwhile by _lastUpdated</source>
        <translation>Verlorene Ereignisse lassen sich nicht nachholen: Suchen Sie zwischenzeitliche Änderungen über _lastUpdated</translation>
    </message>
    <message>
        <source>It has websockets</source>
        <translation>Der Server unterstützt Websockets</translation>
    </message>
    <message>
        <source>A definition wants channel: websocket, and the server does not name %1</source>
        <translation>Eine Definition verlangt channel: websocket, der Server nennt aber %1 nicht</translation>
    </message>
    <message>
        <source>Use channel: rest-hook, if the server can reach this machine</source>
        <translation>Verwenden Sie channel: rest-hook, wenn der Server diesen Rechner erreicht</translation>
    </message>
    <message>
        <source>The credentials are wrong, have expired, or are for another server: see server.auth</source>
        <translation>Die Zugangsdaten sind falsch, abgelaufen oder für einen anderen Server: Prüfen Sie server.auth</translation>
    </message>
    <message>
        <source>The server wants to know who we are: set server.auth</source>
        <translation>Der Server verlangt eine Anmeldung: Setzen Sie server.auth</translation>
    </message>
    <message>
        <source>We are known, and may not see Subscriptions. With OAuth 2.0 or SMART ask for scopes such as system/Subscription.cruds and system/SubscriptionTopic.rs</source>
        <translation>Die Anmeldung ist gültig, aber das Leserecht für Subscriptions fehlt. Fordern Sie bei OAuth 2.0 oder SMART Scopes wie system/Subscription.cruds und system/SubscriptionTopic.rs an</translation>
    </message>
    <message>
        <source>We are let in</source>
        <translation>Der Server akzeptiert die Anmeldung</translation>
    </message>
    <message>
        <source>It lets us in without a login</source>
        <translation>Der Server gewährt Zugriff ohne Anmeldung</translation>
    </message>
    <message>
        <source>Subscriptions cannot be searched for: %1</source>
        <translation>Subscriptions lassen sich nicht suchen: %1</translation>
    </message>
    <message>
        <source>Look at the server&apos;s log</source>
        <translation>Sehen Sie im Protokoll des Servers nach</translation>
    </message>
    <message>
        <source>Ours are not found again then, so each run may make new ones</source>
        <translation>Eigene Subscriptions werden dann nicht wiedergefunden; jeder Start kann neue anlegen</translation>
    </message>
</context>
<context>
    <name>Tbs::ServerProfile</name>
    <message>
        <source>Aidbox: subscriptions cannot be changed, $status and $events for one subscription only, $events by POST</source>
        <translation>Aidbox: Subscriptions lassen sich nicht ändern, $status und $events nur für eine einzelne Subscription, $events mit POST</translation>
    </message>
    <message>
        <source>athenahealth: numbers each bundle from 1, signs with X-Hub-Signature, waits 2 seconds for the answer</source>
        <translation>athenahealth: nummeriert jedes Bundle ab 1, signiert mit X-Hub-Signature, wartet 2 Sekunden auf die Antwort</translation>
    </message>
    <message>
        <source>It delivers by https at port 443 to certificates of public authorities only, and waits 2 s for the answer</source>
        <translation>Der Server stellt nur per https an Port 443 mit Zertifikaten öffentlicher Stellen zu und wartet 2 s auf die Antwort</translation>
    </message>
    <message>
        <source>Use a store, so that notifications are answered before they are handled</source>
        <translation>Verwenden Sie einen Speicher, damit Benachrichtigungen schon vor ihrer Verarbeitung beantwortet werden</translation>
    </message>
    <message>
        <source>fhir-candle, HL7&apos;s reference server: handshakes and heartbeats repeat the latest event</source>
        <translation>fhir-candle, der Referenzserver von HL7: Handshakes und Heartbeats wiederholen das letzte Ereignis</translation>
    </message>
    <message>
        <source>It sends a notification once, and does not tell when that failed: the status stays active</source>
        <translation>Der Server sendet eine Benachrichtigung nur einmal und meldet einen Fehlschlag nicht: Der Status bleibt active</translation>
    </message>
    <message>
        <source>Use handleDeliveryErrors: true, which fetches by $events what was missed</source>
        <translation>Verwenden Sie handleDeliveryErrors: true; damit wird Fehlendes über $events nachgeholt</translation>
    </message>
    <message>
        <source>HAPI FHIR JPA server: counts in memory and gives some numbers twice, wants a FHIR resource as answer, has neither handshake, heartbeat, $status nor $events</source>
        <translation>HAPI FHIR JPA Server: zählt im Arbeitsspeicher und vergibt manche Nummern doppelt, erwartet eine FHIR-Ressource als Antwort, hat weder Handshake noch Heartbeat, $status oder $events</translation>
    </message>
    <message>
        <source>The released hapi-fhir-jpaserver-starter takes topic-based Subscriptions in R4 and makes them active, but none ever fires (its issue 964)</source>
        <translation>Der veröffentlichte hapi-fhir-jpaserver-starter nimmt topic-basierte Subscriptions in R4 an und aktiviert sie, aber keine löst je aus (dort Issue 964)</translation>
    </message>
    <message>
        <source>Run it as R4B or R5 (hapi.fhir.fhir_version), or with the change of its pull request 965</source>
        <translation>Betreiben Sie ihn als R4B oder R5 (hapi.fhir.fhir_version) oder mit der Änderung aus Pull Request 965</translation>
    </message>
    <message>
        <source>It refuses Subscriptions without a filter (422, HAPI-0011)</source>
        <translation>Der Server lehnt Subscriptions ohne Filter ab (422, HAPI-0011)</translation>
    </message>
    <message>
        <source>Add a filter that every event passes</source>
        <translation>Ergänzen Sie einen Filter, den jedes Ereignis erfüllt</translation>
    </message>
    <message>
        <source>It ignores filters, however they are written: every event of the topic comes</source>
        <translation>Der Server übergeht Filter in jeder Schreibweise: Jedes Ereignis des Topics kommt an</translation>
    </message>
    <message>
        <source>Let the handler look at the events itself, or run it as R5</source>
        <translation>Lassen Sie den Handler die Ereignisse selbst prüfen, oder betreiben Sie den Server als R5</translation>
    </message>
    <message>
        <source>Leave out webhook.token, and make webhook.pathPrefix the secret: long and random</source>
        <translation>Lassen Sie webhook.token weg, und machen Sie webhook.pathPrefix zum Geheimnis: lang und zufällig</translation>
    </message>
    <message>
        <source>A filter parameter that it does not know is accepted, and then every event of any Subscription is repeated for a minute</source>
        <translation>Ein unbekannter Filterparameter wird angenommen; danach wird jedes Ereignis aller Subscriptions eine Minute lang wiederholt</translation>
    </message>
    <message>
        <source>Filter only by what &apos;tbs topics&apos; lists for the topic</source>
        <translation>Filtern Sie nur nach dem, was &apos;tbs topics&apos; für das Topic anzeigt</translation>
    </message>
    <message>
        <source>It makes Subscriptions on the channel websocket active, but gives no token to bind to them</source>
        <translation>Der Server aktiviert Subscriptions mit dem Kanal websocket, gibt aber kein Token für das Binding aus</translation>
    </message>
    <message>
        <source>Use the channel rest-hook</source>
        <translation>Verwenden Sie den Kanal rest-hook</translation>
    </message>
    <message>
        <source>It does subscriptions only with hapi.fhir.subscription.resthook_enabled=true, an underscore included; else they stay requested for ever</source>
        <translation>Subscriptions wirken nur mit hapi.fhir.subscription.resthook_enabled=true (mit Unterstrich); sonst bleiben sie dauerhaft requested</translation>
    </message>
    <message>
        <source>Look at its configuration when a Subscription does not become active</source>
        <translation>Prüfen Sie die Konfiguration des Servers, wenn eine Subscription nicht active wird</translation>
    </message>
    <message>
        <source>It repeats a notification for about a minute and then drops it for good, and it cannot be asked for it again</source>
        <translation>Der Server wiederholt eine Benachrichtigung etwa eine Minute lang und verwirft sie dann endgültig; nachholen lässt sie sich nicht</translation>
    </message>
    <message>
        <source>Let the receiver run all the time; after it was down, search for what changed meanwhile by _lastUpdated</source>
        <translation>Lassen Sie den Empfänger ständig laufen; suchen Sie nach einem Ausfall zwischenzeitliche Änderungen über _lastUpdated</translation>
    </message>
    <message>
        <source>Events come up to 5 seconds late, and for some minutes after a Subscription was turned off or deleted</source>
        <translation>Ereignisse kommen bis zu 5 Sekunden verspätet, und nach dem Abschalten oder Löschen einer Subscription noch einige Minuten lang</translation>
    </message>
    <message>
        <source>Answer what still comes with 200: it repeats whatever is refused</source>
        <translation>Beantworten Sie, was noch kommt, mit 200: Abgelehntes wiederholt er</translation>
    </message>
    <message>
        <source>Helios FHIR Server: counts anew after each change and restart; handshake, $status and websocket; no heartbeats, no $events</source>
        <translation>Helios FHIR Server: zählt nach jeder Änderung und jedem Neustart neu; Handshake, $status und Websocket; keine Heartbeats, kein $events</translation>
    </message>
    <message>
        <source>It ignores filters in R4: every event of the topic comes</source>
        <translation>Der Server übergeht Filter in R4: Jedes Ereignis des Topics kommt an</translation>
    </message>
    <message>
        <source>Let the handler look at the events itself, or use R4B or R5</source>
        <translation>Lassen Sie den Handler die Ereignisse selbst prüfen, oder verwenden Sie R4B oder R5</translation>
    </message>
    <message>
        <source>With a filter it does not tell of deletions, and a filter parameter that it does not know leaves the Subscription requested for ever</source>
        <translation>Mit Filter meldet der Server keine Löschungen, und ein unbekannter Filterparameter lässt die Subscription dauerhaft requested</translation>
    </message>
    <message>
        <source>It sends full-resource to https endpoints only: this Subscription goes into error, and nothing says why</source>
        <translation>Der Server sendet full-resource nur an https-Endpunkte: Diese Subscription geht ohne Angabe von Gründen in error</translation>
    </message>
    <message>
        <source>Use payloadContent: id-only, or an https endpoint</source>
        <translation>Verwenden Sie payloadContent: id-only oder einen https-Endpunkt</translation>
    </message>
    <message>
        <source>It sends to private addresses only with HFS_SUBSCRIPTION_ALLOW_PRIVATE_ENDPOINTS=true</source>
        <translation>An private Adressen sendet der Server nur mit HFS_SUBSCRIPTION_ALLOW_PRIVATE_ENDPOINTS=true</translation>
    </message>
    <message>
        <source>Look at its configuration when a Subscription goes into error at once</source>
        <translation>Prüfen Sie die Konfiguration des Servers, wenn eine Subscription sofort in error geht</translation>
    </message>
    <message>
        <source>It takes nearly everything and then leaves the Subscription requested or in error without saying why</source>
        <translation>Der Server nimmt fast alles an und lässt die Subscription dann ohne Angabe von Gründen requested oder in error</translation>
    </message>
    <message>
        <source>Compare topic, filters and endpoint with what it has when a Subscription does not become active</source>
        <translation>Vergleichen Sie Topic, Filter und Endpunkt mit dem, was der Server kennt, wenn eine Subscription nicht active wird</translation>
    </message>
    <message>
        <source>Notifications of a deletion look like those of a creation</source>
        <translation>Benachrichtigungen über eine Löschung sehen aus wie solche über eine Anlage</translation>
    </message>
    <message>
        <source>Read the focus: the answer 404 or 410 says that it was deleted</source>
        <translation>Lesen Sie den focus: Die Antwort 404 oder 410 bedeutet, dass er gelöscht wurde</translation>
    </message>
    <message>
        <source>It repeats a notification only when it was answered with 5xx, and it cannot be asked for a lost one again</source>
        <translation>Der Server wiederholt eine Benachrichtigung nur nach einer Antwort 5xx; verlorene lassen sich nicht nachholen</translation>
    </message>
    <message>
        <source>Medplum: websocket notifications without counters, signs webhooks with X-Signature</source>
        <translation>Medplum: Websocket-Benachrichtigungen ohne Zähler, signiert Webhooks mit X-Signature</translation>
    </message>
    <message>
        <source>It has no topics: a Subscription names search criteria, and its event numbers mean nothing</source>
        <translation>Der Server hat keine Topics: Eine Subscription nennt Suchkriterien, und ihre Ereignisnummern besagen nichts</translation>
    </message>
    <message>
        <source>Lost events cannot be found by their numbers; search by _lastUpdated</source>
        <translation>Verlorene Ereignisse lassen sich nicht an den Nummern erkennen; suchen Sie über _lastUpdated</translation>
    </message>
    <message>
        <source>The specification: FHIR R5 and the Subscriptions R5 Backport IG</source>
        <translation>Die Spezifikation: FHIR R5 und der Subscriptions R5 Backport IG</translation>
    </message>
    <message>
        <source>It does not send the headers of Subscriptions, neither a token nor others: a webhook with a token refuses every notification</source>
        <translation>Der Server sendet die Header von Subscriptions nicht mit, weder ein Token noch andere: Ein Webhook mit Token lehnt jede Benachrichtigung ab</translation>
    </message>
</context>
<context>
    <name>Tbs::SmartAuthentication</name>
    <message>
        <source>The server does not say where it issues tokens: configure the token URL</source>
        <translation>Der Server sagt nicht, wo er Token ausstellt: Konfigurieren Sie die Token-URL</translation>
    </message>
    <message>
        <source>SMART configuration of %1: %2</source>
        <translation>SMART-Konfiguration von %1: %2</translation>
    </message>
</context>
<context>
    <name>Tbs::StatusCheck</name>
    <message>
        <source>$status of %1 tells about another Subscription.</source>
        <translation>$status von %1 betrifft eine andere Subscription.</translation>
    </message>
    <message>
        <source>$status says %1, the Subscription %2.</source>
        <translation>$status sagt %1, die Subscription %2.</translation>
    </message>
    <message>
        <source>The server has counted %1 events, but number %2 was known before.</source>
        <translation>Der Server hat %1 Ereignisse gezählt, Nummer %2 war aber schon bekannt.</translation>
    </message>
</context>
<context>
    <name>Tbs::SubscriptionHealth</name>
    <message>
        <source>It ended at %1.</source>
        <translation>Sie ist am %1 abgelaufen.</translation>
    </message>
    <message>
        <source>The server has turned it off.</source>
        <translation>Der Server hat sie abgeschaltet.</translation>
    </message>
    <message>
        <source>The server does not deliver.</source>
        <translation>Der Server stellt nicht zu.</translation>
    </message>
    <message>
        <source>The server says that it was entered in error.</source>
        <translation>Laut Server wurde sie irrtümlich angelegt (entered-in-error).</translation>
    </message>
    <message>
        <source>Nothing has come since %1; several heartbeats are missing.</source>
        <translation>Seit %1 ist nichts eingetroffen; mehrere Heartbeats fehlen.</translation>
    </message>
    <message>
        <source>Nothing has ever come, not even a heartbeat.</source>
        <translation>Es ist noch nie etwas eingetroffen, auch kein Heartbeat.</translation>
    </message>
    <message>
        <source>Events that did not arrive: %1 and more.</source>
        <translation>Nicht eingetroffene Ereignisse: %1 und weitere.</translation>
    </message>
    <message>
        <source>Events that did not arrive: %1.</source>
        <translation>Nicht eingetroffene Ereignisse: %1.</translation>
    </message>
    <message>
        <source>A heartbeat was due at %1.</source>
        <translation>Ein Heartbeat war um %1 fällig.</translation>
    </message>
    <message>
        <source>The server has not activated it yet.</source>
        <translation>Der Server hat sie noch nicht aktiviert.</translation>
    </message>
    <message>
        <source>The server has not told its status yet.</source>
        <translation>Der Server hat ihren Status noch nicht mitgeteilt.</translation>
    </message>
    <message>
        <source>Active.</source>
        <translation>Aktiv.</translation>
    </message>
    <message>
        <source>Active, but nothing has come yet.</source>
        <translation>Aktiv, aber noch ist nichts eingetroffen.</translation>
    </message>
    <message>
        <source>It says: %1.</source>
        <translation>Der Server meldet: %1.</translation>
    </message>
    <message>
        <source>Asking for its activation did not help.</source>
        <translation>Auch die angeforderte Reaktivierung half nicht.</translation>
    </message>
</context>
<context>
    <name>Tbs::SubscriptionJudge</name>
    <message>
        <source>Whether ours are there cannot be told, so each run may make new ones</source>
        <translation>Ob die eigenen Subscriptions vorhanden sind, ist nicht zu erkennen; jeder Start kann neue anlegen</translation>
    </message>
    <message>
        <source>It is not registered yet</source>
        <translation>Sie ist noch nicht registriert</translation>
    </message>
    <message>
        <source>&apos;tbs listen&apos; does that; or &apos;tbs apply&apos; while it listens</source>
        <translation>Das macht &apos;tbs listen&apos;, oder &apos;tbs apply&apos;, während es läuft</translation>
    </message>
    <message>
        <source>&apos;tbs apply&apos; does that, while &apos;tbs listen&apos; listens</source>
        <translation>Das macht &apos;tbs apply&apos;, während &apos;tbs listen&apos; läuft</translation>
    </message>
    <message>
        <source>%1 is one too many: %2</source>
        <translation>%1 ist überzählig: %2</translation>
    </message>
    <message>
        <source>&apos;tbs apply --prune&apos; deletes it</source>
        <translation>&apos;tbs apply --prune&apos; löscht sie</translation>
    </message>
    <message>
        <source>&apos;tbs apply&apos; deletes it; else events come twice</source>
        <translation>&apos;tbs apply&apos; löscht sie; sonst kommen Ereignisse doppelt</translation>
    </message>
    <message>
        <source>%1 is not as it is wanted: %2</source>
        <translation>%1 ist nicht wie gewünscht: %2</translation>
    </message>
    <message>
        <source>&apos;tbs plan&apos; shows what is different; servers may insist on values of theirs</source>
        <translation>&apos;tbs plan&apos; zeigt die Unterschiede; mancher Server besteht auf eigenen Werten</translation>
    </message>
    <message>
        <source>%1 is active</source>
        <translation>%1 ist active</translation>
    </message>
    <message>
        <source>%1 is requested since %2</source>
        <translation>%1 ist seit %2 requested</translation>
    </message>
    <message>
        <source>%1 is requested, and not active yet</source>
        <translation>%1 ist requested und noch nicht active</translation>
    </message>
    <message>
        <source>The server could not reach the webhook from where it is, or it has no subscriptions switched on, or it does not know the topic</source>
        <translation>Der Server erreicht den Webhook nicht, hat Subscriptions nicht eingeschaltet oder kennt das Topic nicht</translation>
    </message>
    <message>
        <source>%1 is in error; the server does not say why</source>
        <translation>%1 ist im Status error; der Server nennt keinen Grund</translation>
    </message>
    <message>
        <source>%1 is in error: %2</source>
        <translation>%1 ist im Status error: %2</translation>
    </message>
    <message>
        <source>When the webhook can be reached again: &apos;tbs subscriptions activate %1 --wait&apos;</source>
        <translation>Sobald der Webhook wieder erreichbar ist: &apos;tbs subscriptions activate %1 --wait&apos;</translation>
    </message>
    <message>
        <source>%1 is switched off: its status is %2</source>
        <translation>%1 ist abgeschaltet: Status %2</translation>
    </message>
    <message>
        <source>It had too many errors, reached its end, or somebody did it: &apos;tbs apply&apos; switches it on again</source>
        <translation>Es gab zu viele Fehler, sie ist abgelaufen, oder jemand hat sie abgeschaltet: &apos;tbs apply&apos; schaltet sie wieder ein</translation>
    </message>
</context>
<context>
    <name>Tbs::SubscriptionOperations</name>
    <message>
        <source>The server does not have %1, says the server profile %2</source>
        <translation>Der Server hat laut Serverprofil %2 kein %1</translation>
    </message>
    <message>
        <source>The server does not have %1: %2</source>
        <translation>Der Server hat kein %1: %2</translation>
    </message>
    <message>
        <source>%1 was answered with nothing about Subscription/%2</source>
        <translation>Die Antwort auf %1 enthält nichts zu Subscription/%2</translation>
    </message>
    <message>
        <source>%1 to %2 is no range of event numbers</source>
        <translation>%1 bis %2 ist kein Bereich von Ereignisnummern</translation>
    </message>
</context>
<context>
    <name>Tbs::SubscriptionRegistrar</name>
    <message>
        <source>No definition has this id</source>
        <translation>Keine Definition hat diese Kennung</translation>
    </message>
    <message>
        <source>It is not wanted any more</source>
        <translation>Sie wird nicht mehr gewünscht</translation>
    </message>
    <message>
        <source>The subscriptions are given up, nothing is done for them any more</source>
        <translation>Die Subscriptions wurden aufgegeben; für sie geschieht nichts mehr</translation>
    </message>
    <message>
        <source>It is wanted again</source>
        <translation>Sie wird wieder gewünscht</translation>
    </message>
</context>
<context>
    <name>Tbs::SubscriptionResources</name>
    <message>
        <source>The server shows more Subscriptions than the %1 that were read</source>
        <translation>Der Server zeigt mehr Subscriptions als die %1 gelesenen</translation>
    </message>
    <message>
        <source>The server says that it created a Subscription (status %1), but neither names nor shows it</source>
        <translation>Der Server hat nach eigenen Angaben eine Subscription angelegt (Status %1), nennt und zeigt sie aber nicht</translation>
    </message>
    <message>
        <source>The server does not let Subscriptions be changed. %1</source>
        <translation>Der Server lässt keine Änderung an Subscriptions zu. %1</translation>
    </message>
</context>
<context>
    <name>Tbs::SubscriptionWatch</name>
    <message>
        <source>%1 is not active, after %2 attempts in a row to have it activated.</source>
        <translation>%1 ist auch nach %2 aufeinanderfolgenden Aktivierungsversuchen nicht active.</translation>
    </message>
</context>
<context>
    <name>Tbs::TopicFilters</name>
    <message>
        <source>The topic cannot be filtered by %1%2</source>
        <translation>Das Topic lässt sich nicht nach %1 filtern%2</translation>
    </message>
    <message>
        <source>It takes no filters; the handler has to look at the events itself</source>
        <translation>Es erlaubt keine Filter; der Handler muss die Ereignisse selbst prüfen</translation>
    </message>
    <message>
        <source>It can be by %1</source>
        <translation>Möglich ist %1</translation>
    </message>
    <message>
        <source>The topic does not take the comparator %1 of %2</source>
        <translation>Das Topic erlaubt den comparator %1 für %2 nicht</translation>
    </message>
    <message>
        <source>It takes %1</source>
        <translation>Erlaubt ist %1</translation>
    </message>
    <message>
        <source>The topic does not take the modifier %1 of %2</source>
        <translation>Das Topic erlaubt den modifier %1 für %2 nicht</translation>
    </message>
</context>
<context>
    <name>Tbs::TopicSearch</name>
    <message>
        <source>There are more topics (%1) than were read</source>
        <translation>Es gibt mehr Topics (%1), als gelesen wurden</translation>
    </message>
    <message>
        <source>%1 was answered with something else than Parameters</source>
        <translation>%1 wurde nicht mit Parameters beantwortet</translation>
    </message>
</context>
<context>
    <name>Tbs::WebSocketChannel</name>
    <message>
        <source>A notification came on the websocket that is for none of its subscriptions.</source>
        <translation>Über den Websocket kam eine Benachrichtigung, die zu keiner seiner Subscriptions gehört.</translation>
    </message>
</context>
<context>
    <name>Tbs::WebSocketConnection</name>
    <message>
        <source>The request for a websocket token was cancelled.</source>
        <translation>Die Anfrage nach einem Websocket-Token wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The server&apos;s answer holds no websocket token.</source>
        <translation>Die Antwort des Servers enthält kein Websocket-Token.</translation>
    </message>
    <message>
        <source>The authentication of the websocket was cancelled.</source>
        <translation>Die Anmeldung des Websockets wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The server did not confirm the websocket&apos;s binding in time.</source>
        <translation>Der Server hat das Binding des Websockets nicht rechtzeitig bestätigt.</translation>
    </message>
    <message>
        <source>The websocket token had expired when it came: the server&apos;s clock or ours is wrong.</source>
        <translation>Das Websocket-Token war beim Eintreffen schon abgelaufen: Die Uhr des Servers oder dieses Rechners geht falsch.</translation>
    </message>
</context>
<context>
    <name>Tbs::WebSocketHub</name>
    <message>
        <source>the websocket port %1 cannot be had: %2</source>
        <translation>der Websocket-Port %1 lässt sich nicht öffnen: %2</translation>
    </message>
    <message>
        <source>bind-with-token is expected</source>
        <translation>bind-with-token wird erwartet</translation>
    </message>
    <message>
        <source>a socket is bound once only</source>
        <translation>ein Socket wird nur einmal gebunden</translation>
    </message>
    <message>
        <source>the sandbox was told to refuse bindings</source>
        <translation>die Sandbox soll Bindings ablehnen</translation>
    </message>
    <message>
        <source>the token is not known or has expired</source>
        <translation>das Token ist unbekannt oder abgelaufen</translation>
    </message>
    <message>
        <source>the token&apos;s subscriptions are gone</source>
        <translation>die Subscriptions des Tokens gibt es nicht mehr</translation>
    </message>
    <message>
        <source>the token has expired</source>
        <translation>das Token ist abgelaufen</translation>
    </message>
</context>
<context>
    <name>Tbs::WebSocketInbox</name>
    <message>
        <source>Too much waits to be stored or handled: notifications of the websocket are dropped until that is done.</source>
        <translation>Zu viel wartet auf Speicherung oder Verarbeitung: Bis das erledigt ist, werden Benachrichtigungen des Websockets verworfen.</translation>
    </message>
</context>
<context>
    <name>Tbs::WebSocketLink</name>
    <message>
        <source>The websocket at %1 did not open in time.</source>
        <translation>Der Websocket zu %1 wurde nicht rechtzeitig geöffnet.</translation>
    </message>
    <message>
        <source>The websocket to %1 broke: %2</source>
        <translation>Der Websocket zu %1 ist abgerissen: %2</translation>
    </message>
    <message>
        <source>The websocket at %1 cannot be opened: %2</source>
        <translation>Der Websocket zu %1 lässt sich nicht öffnen: %2</translation>
    </message>
    <message>
        <source>The websocket at %1 cannot be opened: the server hung up.</source>
        <translation>Der Websocket zu %1 lässt sich nicht öffnen: Der Server hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>The websocket to %1 was cut off.</source>
        <translation>Der Websocket zu %1 wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The websocket to %1 was closed (%2).</source>
        <translation>Der Websocket zu %1 wurde geschlossen (%2).</translation>
    </message>
    <message>
        <source>The websocket to %1 was closed (%2, %3).</source>
        <translation>Der Websocket zu %1 wurde geschlossen (%2, %3).</translation>
    </message>
    <message>
        <source>The websocket to %1 is dead: a ping was not answered.</source>
        <translation>Der Websocket zu %1 reagiert nicht mehr: Ein Ping blieb unbeantwortet.</translation>
    </message>
</context>
<context>
    <name>Tbs::WebhookJudge</name>
    <message>
        <source>webhook.publicUrl is missing</source>
        <translation>webhook.publicUrl fehlt</translation>
    </message>
    <message>
        <source>Set it to the URL by which the FHIR server reaches this receiver, through a reverse proxy for instance; without it nothing can be registered</source>
        <translation>Geben Sie die URL an, unter der der FHIR-Server diesen Empfänger erreicht, etwa über einen Reverse Proxy; ohne sie lässt sich nichts registrieren</translation>
    </message>
    <message>
        <source>%1 means the machine of the FHIR server itself, to the server</source>
        <translation>%1 ist für den FHIR-Server sein eigener Rechner</translation>
    </message>
    <message>
        <source>Set webhook.publicUrl to a name or address by which that machine reaches this one</source>
        <translation>Setzen Sie webhook.publicUrl auf einen Namen oder eine Adresse, unter der sein Rechner diesen erreicht</translation>
    </message>
    <message>
        <source>%1 is an address of a private network</source>
        <translation>%1 ist eine Adresse in einem privaten Netz</translation>
    </message>
    <message>
        <source>See that the FHIR server is in the same network</source>
        <translation>Prüfen Sie, ob der FHIR-Server im selben Netz steht</translation>
    </message>
    <message>
        <source>Notifications travel without TLS, and our token with them</source>
        <translation>Benachrichtigungen werden ohne TLS übertragen, das Token ebenso</translation>
    </message>
    <message>
        <source>Use https: webhook.tls, or a reverse proxy. Some servers send to https only</source>
        <translation>Verwenden Sie https: webhook.tls oder einen Reverse Proxy. Manche Server senden nur an https</translation>
    </message>
    <message>
        <source>Notifications are to go there</source>
        <translation>Dorthin sollen die Benachrichtigungen gehen</translation>
    </message>
    <message>
        <source>Senders have to show a token in %1</source>
        <translation>Absender müssen ein Token in %1 vorweisen</translation>
    </message>
    <message>
        <source>Senders have to sign or to show a certificate</source>
        <translation>Absender müssen signieren oder ein Zertifikat vorweisen</translation>
    </message>
    <message>
        <source>Everybody who finds the webhook can send notifications to it</source>
        <translation>Jeder, der den Webhook findet, kann Benachrichtigungen an ihn senden</translation>
    </message>
    <message>
        <source>Set webhook.tokenFile or tokenEnv; the server is told the token when it is registered</source>
        <translation>Setzen Sie webhook.tokenFile oder tokenEnv; der Server erfährt das Token bei der Registrierung</translation>
    </message>
    <message>
        <source>%1 has no address: %2</source>
        <translation>%1 hat keine Adresse: %2</translation>
    </message>
    <message>
        <source>Look at the name in webhook.publicUrl, and at the DNS; the FHIR server may see another one</source>
        <translation>Prüfen Sie den Namen in webhook.publicUrl und das DNS; der FHIR-Server sieht womöglich ein anderes</translation>
    </message>
    <message>
        <source>%1 means this machine itself, here</source>
        <translation>%1 bedeutet hier diesen Rechner selbst</translation>
    </message>
    <message>
        <source>See that it means this machine to the FHIR server, too</source>
        <translation>Prüfen Sie, ob der Name auch für den FHIR-Server diesen Rechner bedeutet</translation>
    </message>
    <message>
        <source>%1 has the address %2</source>
        <translation>%1 hat die Adresse %2</translation>
    </message>
    <message>
        <source>A webhook of ours listens at %1, as seen from here</source>
        <translation>Unter %1 ist der eigene Webhook von hier aus erreichbar</translation>
    </message>
    <message>
        <source>A webhook of ours listens at %1 and wants a signature</source>
        <translation>Unter %1 ist der eigene Webhook erreichbar und verlangt eine Signatur</translation>
    </message>
    <message>
        <source>The webhook at %1 refuses our own token</source>
        <translation>Der Webhook unter %1 lehnt das eigene Token ab</translation>
    </message>
    <message>
        <source>Does &apos;tbs listen&apos; run with another configuration? Start it anew with this one</source>
        <translation>Läuft &apos;tbs listen&apos; mit einer anderen Konfiguration? Starten Sie es mit dieser neu</translation>
    </message>
    <message>
        <source>What listens at %1 knows no such webhook</source>
        <translation>Was unter %1 antwortet, kennt diesen Webhook nicht</translation>
    </message>
    <message>
        <source>Does &apos;tbs listen&apos; run with this configuration? Does the proxy keep the path?</source>
        <translation>Läuft &apos;tbs listen&apos; mit dieser Konfiguration? Lässt der Proxy den Pfad unverändert?</translation>
    </message>
    <message>
        <source>What answers at %1, with status %2, does not look like a webhook of ours</source>
        <translation>Was unter %1 mit Status %2 antwortet, sieht nicht nach dem eigenen Webhook aus</translation>
    </message>
    <message>
        <source>A proxy without anything behind it? Start &apos;tbs listen&apos;, and look again</source>
        <translation>Ein Proxy, hinter dem nichts läuft? Starten Sie &apos;tbs listen&apos; und prüfen Sie erneut</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted: %2</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut: %2</translation>
    </message>
    <message>
        <source>Servers refuse such certificates, too: send the whole chain, from an authority that they know</source>
        <translation>Auch Server lehnen solche Zertifikate ab: Senden Sie die ganze Kette einer Zertifizierungsstelle, die sie kennen</translation>
    </message>
    <message>
        <source>Nothing answers at %1, as seen from here: %2</source>
        <translation>Unter %1 antwortet von hier aus nichts: %2</translation>
    </message>
    <message>
        <source>Start &apos;tbs listen&apos; before Subscriptions are made: servers send their handshake at once</source>
        <translation>Starten Sie &apos;tbs listen&apos;, bevor Subscriptions angelegt werden: Server senden den Handshake sofort</translation>
    </message>
</context>
</TS>
