// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "fixtures.h"
#include "gui/application/application.h"
#include "gui/application/desktop.h"
#include "gui/mainwindow/page.h"
#include "guitest.h"

#include <Tbs/client/servercapabilities.h>
#include <Tbs/codec/codec.h>
#include <Tbs/service/serverjudge_p.h>
#include <Tbs/subscription/knownproblems.h>
#include <Tbs/subscription/subscriptionhealth.h>
#include <Tbs/subscription/topicsubscription.h>
#include <Tbs/webhook/httplistener.h>

#include <QDialogButtonBox>
#include <QFile>
#include <QLibraryInfo>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QString textOf(const QString &name)
{
    QFile file(Test::dataPath(u"../../resources/translations/"_s + name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<QRegularExpressionMatch> messagesOf(const QString &text)
{
    static const QRegularExpression message(u"<source>([^<]*)</source>\\s*(?:<(\\w*comment)>[^<]*</\\2>\\s*)*"
                                            "<translation>(.*?)</translation>"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    QList<QRegularExpressionMatch> messages;
    for (const auto &match : message.globalMatch(text)) {
        messages.append(match);
    }
    return messages;
}

/// What is said about a subscription without a topic.
QString mistakes()
{
    TopicSubscription definition;
    definition.webhookId = u"admissions"_s;
    QStringList messages;
    for (const auto &error : validate({definition}, QDateTime::currentDateTimeUtc())) {
        messages.append(error.message);
    }
    return messages.join(u'\n');
}

QString issues()
{
    const auto subscription = codecFor(FhirVersion::R5)
                                  .readSubscription({{u"resourceType"_s, u"Subscription"_s},
                                                     {u"status"_s, u"active"_s},
                                                     {u"topic"_s, u"https://example.org/topic"_s},
                                                     {u"channelType"_s, QJsonObject{{u"code"_s, u"rest-hook"_s}}},
                                                     {u"content"_s, u"everything"_s}});
    QStringList messages;
    for (const auto &issue : subscription ? subscription->issues : QList<Issue>()) {
        messages.append(issue.message);
    }
    return messages.join(u'\n');
}

QString listening()
{
    HttpListener listener({});
    HttpListenerOptions options;
    options.edgeThreads = -1;
    const auto result = listener.listen(options);
    return result ? QString() : result.error().message;
}

/// The text of the first action whose mnemonic the menu has already.
QString repeatedMnemonic(const QMenu &menu)
{
    QSet<QString> mnemonics;
    for (const auto *action : menu.actions()) {
        const auto key = QKeySequence::mnemonic(action->text()).toString();
        if (!key.isEmpty() && mnemonics.contains(key)) {
            return action->text();
        }
        mnemonics << key;
    }
    return {};
}

} // namespace

class TestTranslation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void germanIsComplete_data();
    void germanIsComplete();
    void placeholdersAreKept_data();
    void placeholdersAreKept();
    void librarySpeaksGerman_data();
    void librarySpeaksGerman();
    void windowSpeaksGerman();
    void qtSpeaksGerman();
};

void TestTranslation::initTestCase()
{
    if (!QFile::exists(u":/tbs/translations/libtbs_de.qm"_s)) {
        QSKIP("Built without Qt's linguist tools.");
    }
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestTranslation::germanIsComplete_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("minimum");
    QTest::newRow("desktop") << u"tbs-gui_de.ts"_s << 600;
    QTest::newRow("library") << u"libtbs_de.ts"_s << 600;
}

void TestTranslation::germanIsComplete()
{
    QFETCH(const QString, file);
    QFETCH(const int, minimum);
    const auto text = textOf(file);
    QVERIFY(text.count(u"<translation>"_s) > minimum);
    QVERIFY(!text.contains(u"type=\"unfinished\""_s));
    QVERIFY(!text.contains(u"<translation></translation>"_s));
    QVERIFY(!text.contains(u"<numerusform></numerusform>"_s));
}

void TestTranslation::placeholdersAreKept_data()
{
    germanIsComplete_data();
}

void TestTranslation::placeholdersAreKept()
{
    QFETCH(const QString, file);
    static const QRegularExpression placeholder(u"%[1-9n]"_s);
    const auto messages = messagesOf(textOf(file));
    QVERIFY(!messages.isEmpty());
    for (const auto &message : messages) {
        for (const auto &used : placeholder.globalMatch(message.captured(1))) {
            QVERIFY2(message.captured(3).contains(used.captured()), qPrintable(message.captured()));
        }
        for (const auto &used : placeholder.globalMatch(message.captured(3))) {
            QVERIFY2(message.captured(1).contains(used.captured()), qPrintable(message.captured()));
        }
    }
}

/// One text for each way in which the library says to which context a text belongs.
void TestTranslation::librarySpeaksGerman_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("german");
    QTest::newRow("Q_DECLARE_TR_FUNCTIONS under another name")
        << healthOf({}, QDateTime::currentDateTimeUtc()).reason
        << u"Der Server hat ihren Status noch nicht mitgeteilt."_s;
    QTest::newRow("Q_DECLARE_TR_FUNCTIONS of a header")
        << mistakes() << u"topic fehlt: Geben Sie die kanonische URL des Topics an"_s;
    QTest::newRow("finding") << ServerJudge::judgeClock({}, {}).message
                             << u"Der Server nennt seine Uhrzeit nicht; ein Vergleich der Uhren war nicht möglich"_s;
    QTest::newRow("Q_OBJECT, by its Private") << listening() << u"Die Zahl der Edge-Threads ist negativ."_s;
    QTest::newRow("Text, by a function") << readServerCapabilities({{u"resourceType"_s, u"Patient"_s}}).error().message
                                         << u"Der Server beschreibt sich mit der Ressource „Patient“ statt mit einem "
                                            "CapabilityStatement"_s;
    QTest::newRow("Text, by a class")
        << FhirResponse{.method = "GET", .url = QUrl(u"https://fhir.example.org/metadata"_s), .status = 500}
               .error()
               .message
        << u"GET https://fhir.example.org/metadata wurde mit Status 500 beantwortet (kein "
           "Inhalt)"_s;
    QTest::newRow("translate()") << readNotification("{}").error().message
                                 << u"Das ist kein FHIR: resourceType fehlt"_s;
    QTest::newRow("QT_TRANSLATE_NOOP()") << issues() << u"Dieser Payload-Inhalt ist nicht bekannt"_s;
    QTest::newRow("one") << QCoreApplication::translate("Tbs", "%n more remark(s) left out", nullptr, 1)
                         << u"1 weiterer Hinweis weggelassen"_s;
    QTest::newRow("several") << QCoreApplication::translate("Tbs", "%n more remark(s) left out", nullptr, 7)
                             << u"7 weitere Hinweise weggelassen"_s;
    const auto hapi = serverProfile(u"hapi"_s).value_or(ServerProfile());
    QTest::newRow("profile") << hapi.description.left(50) << u"HAPI FHIR JPA Server: zählt im Arbeitsspeicher und"_s;
    const auto problem = generalProblems(hapi, FhirVersion::R5).value(1);
    QTest::newRow("known problem") << problem.message
                                   << u"Der Server wiederholt eine Benachrichtigung etwa eine Minute lang und verwirft "
                                      "sie dann endgültig; nachholen lässt sie sich nicht"_s;
    QTest::newRow("its advice") << problem.advice
                                << u"Lassen Sie den Empfänger ständig laufen; suchen Sie nach einem Ausfall "
                                   "zwischenzeitliche Änderungen über _lastUpdated"_s;
}

void TestTranslation::librarySpeaksGerman()
{
    QFETCH(const QString, said);
    QFETCH(const QString, german);
    QCOMPARE(said, german);
}

void TestTranslation::windowSpeaksGerman()
{
    SystemClock clock;
    Test::TemporarySettings settings;
    Test::ExampleBackend backend(clock);
    Desktop desktop(clock, *settings, backend);
    QCOMPARE(QGuiApplication::applicationDisplayName(), u"FHIR-Subscriptions"_s);
    QCOMPARE(desktop.window().menuBar()->actions().constFirst()->text(), u"&Datei"_s);
    const auto pages = desktop.window().findChildren<Page *>();
    QVERIFY(pages.size() > 3);
    for (const auto *page : pages) {
        desktop.window().showPage(page->objectName());
        for (const auto *menu : desktop.window().menuBar()->actions()) {
            const auto repeated = repeatedMnemonic(*menu->menu());
            QVERIFY2(repeated.isEmpty(), qPrintable(page->title() + u": "_s + repeated));
        }
    }
}

void TestTranslation::qtSpeaksGerman()
{
    if (!QFile::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u"/qtbase_de.qm"_s)) {
        QSKIP("qt6-translations-l10n is not installed.");
    }
    const QDialogButtonBox box(QDialogButtonBox::Cancel);
    QCOMPARE(box.button(QDialogButtonBox::Cancel)->text().remove(u'&'), u"Abbrechen"_s);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestTranslation)
#include "tst_translation.moc"
