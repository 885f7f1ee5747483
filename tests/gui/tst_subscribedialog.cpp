// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampletopics.h"
#include "gui/subscribe/subscribedialog.h"
#include "guitest.h"
#include "mockclock.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

class tst_SubscribeDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asPersonByKeyboardOnly();
    void unchangedIsAsWritten();
    void everythingThatCanBeSet();
    void editKeepsWhatIsThere();
    void editOfDefaultWebhookId();
    void fixedFields();
    void topicByUrl();
    void topicsAreNotKnown();
    void mistakesAtTheirFields_data();
    void mistakesAtTheirFields();
    void nothingIsSentWithMistakes();
    void webhookIdIsTaken();
    void handlers_data();
    void handlers();
    void headers_data();
    void headers();
    void previewOfWhatIsTyped();
    void previewFails();
    void newestPreviewWins();
    void previewOfExisting();
    void secretsAndPatientsAreHidden();
    void copyPreview();
    void handshakeGoingWell();
    void handshakeFails();
    void handshakeIsLate();
    void refusedByTheBackend();
    void nothingToSend();
    void escape_data();
    void escape();
    void wheelScrolls();

private:
    /// The dialog with the topic of encounters, or an existing subscription.
    void openNew(const std::optional<DiscoveredTopic> &topic = encounterTopic());
    void openEdit(const SubscriptionConfiguration &configuration);
    void type(const QString &field, const QString &text);
    void press(const QString &button) { QTest::mouseClick(&child<QPushButton>(*m_dialog, button), Qt::LeftButton); }
    void choose(const QString &box, int index) { child<QComboBox>(*m_dialog, box).setCurrentIndex(index); }
    void tell(JournalEntry::Kind kind, JournalEntry::Severity severity, const QString &message = {},
              const QString &advice = {});
    [[nodiscard]] QString text(const QString &label) { return child<QLabel>(*m_dialog, label).text(); }
    [[nodiscard]] bool isShown(const QString &name) { return child<QWidget>(*m_dialog, name).isVisible(); }
    [[nodiscard]] QString json() { return child<QPlainTextEdit>(*m_dialog, u"previewJson"_s).toPlainText(); }
    [[nodiscard]] int page() { return child<QStackedWidget>(*m_dialog, u"subscribePages"_s).currentIndex(); }

    std::unique_ptr<MockClock> m_clock;
    std::unique_ptr<ExampleBackend> m_backend;
    std::unique_ptr<QWidget> m_parent;
    QPointer<SubscribeDialog> m_dialog;
};

namespace {

SubscriptionConfiguration everything()
{
    SubscriptionConfiguration configuration;
    auto &definition = configuration.definition;
    definition.topic = encounterTopic().topic.url + u"|1.0.0-beta.1"_s;
    definition.filterBy = {{u"Encounter"_s, u"subject"_s, {}, {}, u"Patient/1"_s},
                           {u"Encounter"_s, u"length"_s, u"gt"_s, {}, u"30"_s}};
    definition.webhookId = u"encounters"_s;
    definition.payloadContent = PayloadContent::FullResource;
    definition.timeout = 30;
    definition.heartbeatPeriod = 0;
    definition.maxCount = 10;
    definition.end = QDateTime(QDate(2030, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
    definition.location = u"tbs.yaml:7"_s;
    configuration.handler.type = HandlerConfiguration::Type::Forward;
    configuration.handler.url = QUrl(u"https://example.org/events"_s);
    configuration.handler.headers = {{u"X-Key"_s, {ConfiguredSecret::Origin::Inline, u"secret"_s, {}}}};
    configuration.retry.attempts = 3;
    configuration.retry.initialDelay = std::chrono::milliseconds(1500);
    configuration.retry.maximumDelay = std::chrono::hours(24 * 30);
    return configuration;
}

} // namespace

void tst_SubscribeDialog::init()
{
    m_clock = std::make_unique<MockClock>();
    m_backend = std::make_unique<ExampleBackend>(*m_clock);
    m_backend->start();
    m_backend->server().answeredTopics = exampleTopics();
    m_parent = std::make_unique<QWidget>();
    m_parent->show();
}

void tst_SubscribeDialog::cleanup()
{
    m_parent.reset();
    m_backend.reset();
}

void tst_SubscribeDialog::openNew(const std::optional<DiscoveredTopic> &topic)
{
    m_dialog = SubscribeDialog::subscribe(*m_backend, *m_clock, topic, m_parent.get());
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void tst_SubscribeDialog::openEdit(const SubscriptionConfiguration &configuration)
{
    m_dialog = SubscribeDialog::edit(*m_backend, *m_clock, configuration, encounterTopic(), m_parent.get());
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void tst_SubscribeDialog::type(const QString &field, const QString &text)
{
    auto &widget = child<QWidget>(*m_dialog, field);
    widget.setFocus();
    QTest::keyClick(&widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&widget, text);
}

void tst_SubscribeDialog::tell(JournalEntry::Kind kind, JournalEntry::Severity severity, const QString &message,
                               const QString &advice)
{
    m_backend->tellJournal({{.at = m_clock->now(),
                             .kind = kind,
                             .severity = severity,
                             .webhookId = m_backend->subscribed().constLast().definition.webhookId,
                             .message = message,
                             .advice = advice}});
}

void tst_SubscribeDialog::asPersonByKeyboardOnly()
{
    openNew();
    QTest::keyClick(m_dialog, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    for (const auto &part : {u"length"_s, u"g"_s, u"30"_s}) {
        QTest::keyClicks(QApplication::focusWidget(), part);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    child<QLineEdit>(*m_dialog, u"webhookIdEdit"_s).setFocus();
    QTest::keyClicks(QApplication::focusWidget(), u"long-encounters"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_backend->subscribed().size(), 1);
    const auto &definition = m_backend->subscribed().constFirst().definition;
    QCOMPARE(definition.topic, encounterTopic().topic.url);
    QCOMPARE(definition.webhookId, u"long-encounters"_s);
    QCOMPARE(definition.filterBy, (QList<FilterBy>{{u"Encounter"_s, u"length"_s, u"gt"_s, {}, u"30"_s}}));
    QCOMPARE(page(), 1);
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
}

void tst_SubscribeDialog::unchangedIsAsWritten()
{
    openNew();
    press(u"subscribeButton"_s);
    SubscriptionConfiguration expected;
    expected.definition.topic = encounterTopic().topic.url;
    expected.definition.webhookId = defaultWebhookId(expected.definition);
    // The defaults stay defaults, so that the connection's go on to hold.
    QCOMPARE(m_backend->subscribed(), QList<SubscriptionConfiguration>{expected});
    QCOMPARE(text(u"handshakeTitle"_s).section(u' ', 0, 0), expected.definition.webhookId);
}

void tst_SubscribeDialog::everythingThatCanBeSet()
{
    openNew();
    choose(u"contentBox"_s, 3);
    QVERIFY(text(u"contentText"_s).contains("patient data travels"_L1));
    choose(u"channelBox"_s, child<QComboBox>(*m_dialog, u"channelBox"_s).findText(u"websocket"_s));
    type(u"heartbeatBox"_s, u"0"_s);
    type(u"timeoutBox"_s, u"2147483647"_s);
    type(u"maxCountBox"_s, u"7"_s);
    child<QCheckBox>(*m_dialog, u"endCheck"_s).setChecked(true);
    child<QDateTimeEdit>(*m_dialog, u"endEdit"_s).setDateTime(m_clock->now().addDays(3).toLocalTime());
    type(u"webhookIdEdit"_s, u"mine"_s);
    child<QToolButton>(*m_dialog, u"advancedButton"_s).setChecked(true);
    choose(u"handlerBox"_s, 1);
    type(u"handlerCommand"_s, u"cat -n \"a b\""_s);
    type(u"retryAttempts"_s, u"4"_s);
    type(u"retryInitialDelay"_s, u"0.25"_s);
    press(u"subscribeButton"_s);
    QCOMPARE(m_backend->subscribed().size(), 1);
    const auto &sent = m_backend->subscribed().constFirst();
    QCOMPARE(sent.definition.payloadContent, PayloadContent::FullResource);
    QCOMPARE(sent.definition.channel, ChannelType::WebSocket);
    QCOMPARE(sent.definition.heartbeatPeriod, 0U);
    QCOMPARE(sent.definition.timeout, 2147483647U);
    QCOMPARE(sent.definition.maxCount, 7U);
    QCOMPARE(sent.definition.end.toSecsSinceEpoch(), m_clock->now().addDays(3).toSecsSinceEpoch());
    QCOMPARE(sent.definition.webhookId, u"mine"_s);
    QCOMPARE(sent.handler.command, (QStringList{u"cat"_s, u"-n"_s, u"a b"_s}));
    QCOMPARE(sent.retry.attempts, 4);
    QCOMPARE(sent.retry.initialDelay, std::chrono::milliseconds(250));
    QVERIFY(!sent.retry.maximumDelay);
}

void tst_SubscribeDialog::editKeepsWhatIsThere()
{
    openEdit(everything());
    QCOMPARE(m_dialog->windowTitle(), u"Change encounters"_s);
    QVERIFY(child<QPushButton>(*m_dialog, u"subscribeButton"_s).text().contains("Save"_L1));
    press(u"subscribeButton"_s);
    QCOMPARE(m_backend->subscribed().size(), 1);
    QCOMPARE(m_backend->subscribed().constFirst(), everything());
}

void tst_SubscribeDialog::editOfDefaultWebhookId()
{
    SubscriptionConfiguration configuration;
    configuration.definition.topic = encounterTopic().topic.url;
    const auto webhookId = defaultWebhookId(configuration.definition);
    openEdit(configuration);
    QCOMPARE(child<QLineEdit>(*m_dialog, u"webhookIdEdit"_s).text(), webhookId);
    press(u"addFilter"_s);
    child<QComboBox>(*m_dialog, u"filterParameter"_s).setCurrentText(u"subject"_s);
    type(u"filterValue"_s, u"Patient/1"_s);
    press(u"subscribeButton"_s);
    // With another one it would be another subscription, and the old one would go on.
    QCOMPARE(m_backend->subscribed().constFirst().definition.webhookId, webhookId);
}

void tst_SubscribeDialog::fixedFields()
{
    openEdit(everything());
    QVERIFY(child<QLineEdit>(*m_dialog, u"webhookIdEdit"_s).isReadOnly());
    QVERIFY(child<QComboBox>(*m_dialog, u"topicEdit"_s).lineEdit()->isReadOnly());
    m_dialog->reject();
    openNew();
    QVERIFY(!child<QLineEdit>(*m_dialog, u"webhookIdEdit"_s).isReadOnly());
    TopicSubscription definition;
    definition.topic = encounterTopic().topic.url;
    QCOMPARE(child<QLineEdit>(*m_dialog, u"webhookIdEdit"_s).placeholderText(), defaultWebhookId(definition));
    QVERIFY(text(u"channelText"_s).contains(m_backend->endpoint(defaultWebhookId(definition)).toString()));
}

void tst_SubscribeDialog::topicByUrl()
{
    openNew(std::nullopt);
    QVERIFY(m_backend->server().calls.contains(u"topics"_s));
    type(u"topicEdit"_s, u"http://example.org/unknown"_s);
    QVERIFY(text(u"topicText"_s).contains("no such topic"_L1));
    QVERIFY(text(u"filterExplanation"_s).contains("not known"_L1));
    type(u"topicEdit"_s, topicKnownByUrl().topic.url);
    QVERIFY(text(u"filterExplanation"_s).contains("not known"_L1));
    type(u"topicEdit"_s, admissionTopic().topic.url);
    QVERIFY(text(u"topicText"_s).contains("Example admission topic"_L1));
    QVERIFY(text(u"filterExplanation"_s).contains("patient"_L1));
    press(u"subscribeButton"_s);
    QCOMPARE(m_backend->subscribed().constFirst().definition.topic, admissionTopic().topic.url);
}

void tst_SubscribeDialog::topicsAreNotKnown()
{
    m_backend->server().error = Error{Error::Kind::Retry, u"GET metadata: connection refused"_s, {}};
    openNew(std::nullopt);
    QVERIFY(text(u"messageText"_s).contains("connection refused"_L1));
    type(u"topicEdit"_s, u"http://example.org/unknown"_s);
    QVERIFY(!isShown(u"topicText"_s)); // whether it is there is not known
    press(u"subscribeButton"_s);
    QCOMPARE(m_backend->subscribed().size(), 1);
}

void tst_SubscribeDialog::mistakesAtTheirFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("part"); // empty: no mistake
    QTest::newRow("topic") << u"topicEdit"_s << u"http://example.org/a"_s << QString();
    QTest::newRow("urn") << u"topicEdit"_s << u"urn:topic:a"_s << QString();
    QTest::newRow("no topic") << u"topicEdit"_s << u" "_s << u"topic is missing"_s;
    QTest::newRow("relative topic") << u"topicEdit"_s << u"admission"_s << u"no absolute URL"_s;
    QTest::newRow("blank in the topic") << u"topicEdit"_s << u"http://example.org/a b"_s << u"blank"_s;
    QTest::newRow("two versions") << u"topicEdit"_s << u"http://example.org/a|1|2"_s << u"one |"_s;
    QTest::newRow("webhook id") << u"webhookIdEdit"_s << u"A-z_9"_s << QString();
    QTest::newRow("slash") << u"webhookIdEdit"_s << u"a/b"_s << u"A-Z a-z 0-9"_s;
    QTest::newRow("dot") << u"webhookIdEdit"_s << u"a.b"_s << u"A-Z a-z 0-9"_s;
    QTest::newRow("long") << u"webhookIdEdit"_s << QString(65, u'a') << u"1 to 64"_s;
    QTest::newRow("heartbeat") << u"heartbeatBox"_s << u"0"_s << QString();
    QTest::newRow("timeout") << u"timeoutBox"_s << u"0"_s << u"timeout is 0"_s;
    QTest::newRow("maxCount") << u"maxCountBox"_s << u"0"_s << u"maxCount is 0"_s;
}

void tst_SubscribeDialog::mistakesAtTheirFields()
{
    QFETCH(const QString, field);
    QFETCH(const QString, typed);
    QFETCH(const QString, part);
    openNew(std::nullopt);
    type(u"topicEdit"_s, u"http://example.org/a"_s);
    type(field, typed);
    const auto &message = child<QLabel>(*m_dialog, field + u"Message"_s);
    QCOMPARE(message.isVisible(), !part.isEmpty());
    QVERIFY2(part.isEmpty() || message.text().contains(part), qPrintable(message.text()));
    QCOMPARE(json().isEmpty(), true); // no preview yet, and none with a mistake
    press(u"subscribeButton"_s);
    QCOMPARE(m_backend->subscribed().isEmpty(), !part.isEmpty());
}

void tst_SubscribeDialog::nothingIsSentWithMistakes()
{
    openNew(std::nullopt);
    QVERIFY(!isShown(u"topicEditMessage"_s)); // nothing was typed yet
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_backend->subscribed().isEmpty());
    QVERIFY(isShown(u"topicEditMessage"_s));
    QVERIFY(child<QComboBox>(*m_dialog, u"topicEdit"_s).hasFocus());

    type(u"topicEdit"_s, u"http://example.org/a"_s);
    child<QCheckBox>(*m_dialog, u"endCheck"_s).setChecked(true);
    child<QDateTimeEdit>(*m_dialog, u"endEdit"_s).setDateTime(m_clock->now().addSecs(-1).toLocalTime());
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_backend->subscribed().isEmpty());
    QVERIFY(text(u"endEditMessage"_s).contains("in the past"_L1));

    // One in the part that is not shown is shown.
    child<QCheckBox>(*m_dialog, u"endCheck"_s).setChecked(false);
    choose(u"handlerBox"_s, 3);
    QVERIFY(!isShown(u"handlerFile"_s));
    QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(isShown(u"handlerFileMessage"_s));
    QVERIFY(child<QLineEdit>(*m_dialog, u"handlerFile"_s).hasFocus());
}

void tst_SubscribeDialog::webhookIdIsTaken()
{
    ManagedSubscription existing;
    existing.wanted = everything();
    m_backend->setSubscriptions({existing});
    openNew();
    type(u"webhookIdEdit"_s, u"encounters"_s);
    QVERIFY(text(u"webhookIdEditMessage"_s).contains("is taken"_L1));
    press(u"subscribeButton"_s);
    QVERIFY(m_backend->subscribed().isEmpty());
    type(u"webhookIdEdit"_s, u"encounters2"_s);
    QVERIFY(!isShown(u"webhookIdEditMessage"_s));
    child<QLineEdit>(*m_dialog, u"webhookIdEdit"_s).clear();
    m_dialog->reject();
    // Changing it is no mistake.
    openEdit(everything());
    QVERIFY(!isShown(u"webhookIdEditMessage"_s));
}

void tst_SubscribeDialog::handlers_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("nothing") << QString() << 0 << QString() << true;
    QTest::newRow("program") << u"handlerCommand"_s << 1 << u"cat"_s << true;
    QTest::newRow("no program") << u"handlerCommand"_s << 1 << QString() << false;
    QTest::newRow("missing program") << u"handlerCommand"_s << 1 << u"/nowhere/x"_s << false;
    QTest::newRow("url") << u"handlerUrl"_s << 2 << u"https://example.org/a"_s << true;
    QTest::newRow("no url") << u"handlerUrl"_s << 2 << u"example"_s << false;
    QTest::newRow("file") << u"handlerFile"_s << 3 << u"/tmp/a.ndjson"_s << true;
    QTest::newRow("relative file") << u"handlerFile"_s << 3 << u"a.ndjson"_s << false;
    QTest::newRow("log") << QString() << 4 << QString() << true;
}

void tst_SubscribeDialog::handlers()
{
    QFETCH(const QString, field);
    QFETCH(const int, type);
    QFETCH(const QString, typed);
    QFETCH(const bool, isGood);
    openNew();
    child<QToolButton>(*m_dialog, u"advancedButton"_s).setChecked(true);
    choose(u"handlerBox"_s, type);
    for (const auto &name : {u"handlerCommand"_s, u"handlerUrl"_s, u"handlerFile"_s}) {
        QCOMPARE(isShown(name), name == field);
    }
    QCOMPARE(isShown(u"retryAttempts"_s), type != 0);
    if (!field.isEmpty()) {
        this->type(field, typed);
    }
    press(u"subscribeButton"_s);
    QCOMPARE(m_backend->subscribed().size(), isGood ? 1 : 0);
    QVERIFY(isGood || isShown(field + u"Message"_s));
}

void tst_SubscribeDialog::headers_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<ChannelType>("byDefault");
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("part");
    constexpr auto restHook = ChannelType::RestHook;
    constexpr auto webSocket = ChannelType::WebSocket;
    const auto ofTheSocket = u"token of the websocket"_s;
    QTest::newRow("token") << u"very-secret"_s << restHook << u"rest-hook (default)"_s << u"X-Api-Key: ••••••••"_s;
    QTest::newRow("none") << QString() << restHook << u"rest-hook"_s << u"anybody"_s;
    QTest::newRow("websocket") << u"very-secret"_s << restHook << u"websocket"_s << ofTheSocket;
    QTest::newRow("websocket by default") << u"very-secret"_s << webSocket << u"websocket (default)"_s << ofTheSocket;
    QTest::newRow("nevertheless") << u"very-secret"_s << webSocket << u"rest-hook"_s << u"X-Api-Key: ••••••••"_s;
}

void tst_SubscribeDialog::headers()
{
    QFETCH(const QString, token);
    QFETCH(const ChannelType, byDefault);
    QFETCH(const QString, channel);
    QFETCH(const QString, part);
    auto connection = m_backend->connection();
    if (!token.isEmpty()) {
        connection.configuration.webhook.token = {ConfiguredSecret::Origin::Inline, token, {}};
    }
    connection.configuration.defaults.channel = byDefault;
    m_backend->open(connection);
    openNew();
    auto &box = child<QComboBox>(*m_dialog, u"channelBox"_s);
    QCOMPARE(box.currentText(), toCode(byDefault) + u" (default)"_s); // what it begins with
    QVERIFY(box.findText(channel) >= 0);
    box.setCurrentIndex(box.findText(channel));
    QVERIFY2(text(u"headersText"_s).contains(part), qPrintable(text(u"headersText"_s)));
    QVERIFY(!text(u"headersText"_s).contains("very-secret"_L1));
}

void tst_SubscribeDialog::previewOfWhatIsTyped()
{
    openNew();
    QTRY_VERIFY(json().contains(encounterTopic().topic.url));
    QVERIFY(json().contains("\"heartbeatPeriod\": 20"_L1));
    QVERIFY(!child<QTabWidget>(*m_dialog, u"previewTabs"_s).isTabVisible(1));
    type(u"heartbeatBox"_s, u"45"_s);
    QTRY_VERIFY(json().contains("\"heartbeatPeriod\": 45"_L1));
    m_backend->server().answeredPreview.problems = {
        {.message = u"It does not send headers."_s, .advice = u"Put a secret into the path."_s}};
    type(u"heartbeatBox"_s, u"46"_s);
    QTRY_VERIFY(isShown(u"previewProblems"_s));
    QVERIFY(text(u"previewProblems"_s).contains("Put a secret into the path."_L1));
    // Typing quickly asks once.
    const auto asked = m_backend->server().calls.size();
    type(u"heartbeatBox"_s, u"123456"_s);
    QTRY_VERIFY(json().contains("\"heartbeatPeriod\": 123456"_L1));
    QCOMPARE(m_backend->server().calls.size(), asked + 1);
}

void tst_SubscribeDialog::previewFails()
{
    m_backend->server().error = Error{Error::Kind::ActionRequired, u"The server wants another password"_s, {}};
    openNew();
    QTRY_VERIFY(text(u"previewMessage"_s).contains("another password"_L1));
    QVERIFY(json().isEmpty());
    QVERIFY(!child<QPushButton>(*m_dialog, u"copyPreview"_s).isEnabled());
    m_backend->server().error.reset();
    type(u"heartbeatBox"_s, u"45"_s);
    QTRY_VERIFY(json().contains("\"heartbeatPeriod\": 45"_L1));
    QVERIFY(!text(u"previewMessage"_s).contains("another password"_L1));
}

void tst_SubscribeDialog::newestPreviewWins()
{
    m_backend->server().holdPreviews = true;
    openNew();
    QTRY_COMPARE(m_backend->server().heldPreviews(), 1);
    type(u"heartbeatBox"_s, u"45"_s);
    QTRY_COMPARE(m_backend->server().heldPreviews(), 2);
    m_backend->server().releasePreview(1);
    QTRY_VERIFY(json().contains("\"heartbeatPeriod\": 45"_L1));
    m_backend->server().releasePreview(0);
    QCoreApplication::processEvents();
    QVERIFY(json().contains("\"heartbeatPeriod\": 45"_L1));
    // One that comes while there is a mistake is of no interest either.
    type(u"heartbeatBox"_s, u"46"_s);
    QTRY_COMPARE(m_backend->server().heldPreviews(), 3);
    type(u"timeoutBox"_s, u"0"_s);
    m_backend->server().releasePreview(2);
    QCoreApplication::processEvents();
    QVERIFY(json().isEmpty());
}

void tst_SubscribeDialog::previewOfExisting()
{
    auto &preview = m_backend->server().answeredPreview;
    preview.actual = ObservedSubscription();
    preview.actual->subscription.id = u"17"_s;
    preview.actualResource = {{u"resourceType"_s, u"Subscription"_s}, {u"id"_s, u"17"_s}, {u"heartbeatPeriod"_s, 60}};
    preview.differences = {{.element = u"heartbeatPeriod"_s, .wanted = u"20 s"_s, .actual = u"60 s"_s},
                           {.element = u"filterBy"_s, .wanted = u"Encounter?subject=Patient/9"_s, .actual = {}}};
    openEdit(everything());
    auto &tabs = child<QTabWidget>(*m_dialog, u"previewTabs"_s);
    QTRY_VERIFY(tabs.isTabVisible(1));
    QCOMPARE(tabs.tabText(1), u"Changes (2)"_s);
    QVERIFY(text(u"previewMessage"_s).contains("Subscription/17"_L1));
    const auto &list = child<QTreeWidget>(*m_dialog, u"previewDifferences"_s);
    QCOMPARE(list.topLevelItemCount(), 2);
    QCOMPARE(list.topLevelItem(0)->text(0), u"heartbeatPeriod"_s);
    QCOMPARE(list.topLevelItem(0)->text(1), u"60 s"_s);
    QCOMPARE(list.topLevelItem(0)->text(2), u"20 s"_s);
    QCOMPARE(list.topLevelItem(1)->text(2), u"Encounter?subject=Patient/9"_s);
    QVERIFY(child<QTreeWidget>(*m_dialog, u"previewElements"_s).topLevelItemCount() > 2);
    QVERIFY(child<QPlainTextEdit>(*m_dialog, u"actualJson"_s).toPlainText().contains("\"id\": \"17\""_L1));
    m_dialog->setMasked(true);
    QCOMPARE(list.topLevelItem(0)->text(2), u"20 s"_s);
    QVERIFY(!list.topLevelItem(1)->text(2).contains("Patient/9"_L1));
}

void tst_SubscribeDialog::secretsAndPatientsAreHidden()
{
    auto &preview = m_backend->server().answeredPreview;
    preview.actual = ObservedSubscription();
    const QJsonObject header{{u"name"_s, u"X-Api-Key"_s}, {u"value"_s, u"very-secret"_s}};
    preview.actualResource = {{u"parameter"_s, QJsonArray{header}}};
    openEdit(everything());
    QTRY_VERIFY(json().contains("Patient/1"_L1));
    const auto &actual = child<QPlainTextEdit>(*m_dialog, u"actualJson"_s);
    QVERIFY(actual.toPlainText().contains("X-Api-Key"_L1));
    QVERIFY(!actual.toPlainText().contains("very-secret"_L1));
    for (const auto *item : child<QTreeWidget>(*m_dialog, u"previewElements"_s)
                                .findItems(u"very-secret"_s, Qt::MatchContains | Qt::MatchRecursive, 2)) {
        QFAIL(qPrintable(item->text(2)));
    }
    m_dialog->setMasked(true);
    QVERIFY(!json().contains("Patient/1"_L1));
    QVERIFY(json().contains("•••"_L1) || json().contains(u"•••"_s));
    QCOMPARE(child<QLineEdit>(*m_dialog, u"filterValue"_s).echoMode(), QLineEdit::Password);
    m_dialog->setMasked(false);
    QVERIFY(json().contains("Patient/1"_L1));
}

void tst_SubscribeDialog::copyPreview()
{
    openEdit(everything());
    m_dialog->setMasked(true);
    QTRY_VERIFY(child<QPushButton>(*m_dialog, u"copyPreview"_s).isEnabled());
    press(u"copyPreview"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), json());
    QVERIFY(!QGuiApplication::clipboard()->text().contains("Patient/1"_L1));
}

void tst_SubscribeDialog::handshakeGoingWell()
{
    using Kind = JournalEntry::Kind;
    using Severity = JournalEntry::Severity;
    openEdit(everything());
    press(u"subscribeButton"_s);
    QCOMPARE(page(), 1);
    QVERIFY(text(u"stepText1"_s).contains("being asked"_L1));
    QVERIFY(!isShown(u"showEventsButton"_s));
    QVERIFY(child<QPushButton>(*m_dialog, u"closeButton"_s).text().contains("Background"_L1));
    tell(Kind::Requested, Severity::Information, u"POST Subscription"_s);
    QCOMPARE(text(u"stepText1"_s), u"POST Subscription"_s);
    tell(Kind::Registered, Severity::Good, u"It is Subscription/17"_s);
    QVERIFY(!text(u"stepTime2"_s).isEmpty());
    QVERIFY(text(u"stepText3"_s).contains("Waiting"_L1));
    tell(Kind::Altered, Severity::Warning, u"The server keeps heartbeats of 60 s"_s);
    QVERIFY(text(u"handshakeRemarks"_s).contains("60 s"_L1));
    tell(Kind::Handshake, Severity::Good, u"The handshake arrived"_s);
    tell(Kind::Activated, Severity::Good, u"It is active"_s);
    QVERIFY(text(u"handshakeTitle"_s).contains("is active"_L1));
    QVERIFY(isShown(u"showEventsButton"_s));
    QVERIFY(!isShown(u"tryAgainButton"_s));
    QVERIFY(!isShown(u"backButton"_s));
    QSignalSpy requested(m_dialog, &SubscribeDialog::eventsRequested);
    press(u"showEventsButton"_s);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.constFirst().constFirst().toString(), u"encounters"_s);
    QTRY_VERIFY(!m_dialog);
}

void tst_SubscribeDialog::handshakeFails()
{
    using Kind = JournalEntry::Kind;
    using Severity = JournalEntry::Severity;
    openEdit(everything());
    press(u"subscribeButton"_s);
    tell(Kind::Requested, Severity::Information);
    tell(Kind::Failed, Severity::Bad, u"The server refused it: 422"_s, u"Choose another topic"_s);
    QVERIFY(text(u"handshakeTitle"_s).contains("could not be registered"_L1));
    const auto &trouble = child<QWidget>(*m_dialog, u"handshakeTrouble"_s);
    QVERIFY(trouble.isVisible());
    QVERIFY(child<QLabel>(trouble, u"messageText"_s).text().contains("Choose another topic"_L1));
    QVERIFY(!isShown(u"handshakeProgress"_s));
    press(u"tryAgainButton"_s);
    QCOMPARE(m_backend->subscribed().size(), 2);
    QVERIFY(!isShown(u"tryAgainButton"_s));
    QVERIFY(isShown(u"handshakeProgress"_s));
    tell(Kind::Failed, Severity::Bad, u"Again"_s);
    press(u"backButton"_s);
    QCOMPARE(page(), 0);
    type(u"heartbeatBox"_s, u"99"_s);
    press(u"subscribeButton"_s);
    QCOMPARE(m_backend->subscribed().constLast().definition.heartbeatPeriod, 99U);
    QCOMPARE(page(), 1);
}

void tst_SubscribeDialog::handshakeIsLate()
{
    using Kind = JournalEntry::Kind;
    openEdit(everything());
    press(u"subscribeButton"_s);
    tell(Kind::Requested, JournalEntry::Severity::Information);
    tell(Kind::Registered, JournalEntry::Severity::Good);
    tell(Kind::ActivationDelayed, JournalEntry::Severity::Warning, u"No handshake after 60 s"_s,
         u"Look at the firewall"_s);
    QVERIFY(text(u"handshakeTitle"_s).contains("not active yet"_L1));
    QVERIFY(isShown(u"handshakeTrouble"_s));
    QVERIFY(isShown(u"tryAgainButton"_s));
    QVERIFY(isShown(u"handshakeProgress"_s)); // it is still waited for
    tell(Kind::Activated, JournalEntry::Severity::Good);
    QVERIFY(!isShown(u"handshakeTrouble"_s));
    QVERIFY(text(u"stepText3"_s).contains("without it"_L1));
}

void tst_SubscribeDialog::refusedByTheBackend()
{
    openNew();
    m_backend->setAnswer(tl::unexpected(Error{Error::Kind::BadData, u"The definition is no good"_s, {}}));
    press(u"subscribeButton"_s);
    QCOMPARE(page(), 0);
    QVERIFY(text(u"messageText"_s).contains("no good"_L1));
    QVERIFY(child<QPushButton>(*m_dialog, u"subscribeButton"_s).isEnabled());
    m_backend->setAnswer({});
    press(u"subscribeButton"_s);
    QCOMPARE(page(), 1);
}

void tst_SubscribeDialog::nothingToSend()
{
    auto &preview = m_backend->server().answeredPreview;
    preview.actual = ObservedSubscription();
    preview.actual->subscription.status = SubscriptionStatusCode::Active;
    openEdit(everything());
    QTRY_VERIFY(text(u"changesText"_s).contains("nothing has to be changed"_L1));
    press(u"subscribeButton"_s);
    QVERIFY(text(u"handshakeTitle"_s).contains("is active"_L1));
    m_dialog->reject();
    // It is not so while the server has it in error: then something will happen.
    preview.actual->subscription.status = SubscriptionStatusCode::Error;
    openEdit(everything());
    QTRY_VERIFY(!json().isEmpty());
    press(u"subscribeButton"_s);
    QVERIFY(!text(u"handshakeTitle"_s).contains("is active"_L1));
}

void tst_SubscribeDialog::escape_data()
{
    QTest::addColumn<bool>("typed");
    QTest::addColumn<bool>("discarded");
    QTest::newRow("nothing typed") << false << true;
    QTest::newRow("discard") << true << true;
    QTest::newRow("keep") << true << false;
}

void tst_SubscribeDialog::escape()
{
    QFETCH(const bool, typed);
    QFETCH(const bool, discarded);
    openNew();
    if (typed) {
        type(u"webhookIdEdit"_s, u"mine"_s);
    }
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    auto *box = m_dialog->findChild<QMessageBox *>(u"discardDialog"_s);
    QCOMPARE(box != nullptr, typed);
    if (box && discarded) {
        QTest::keyClick(&child<QPushButton>(*box, u"discardButton"_s), Qt::Key_Space);
    } else if (box) {
        QTest::keyClick(box, Qt::Key_Return); // the default keeps what was typed
    }
    QTRY_COMPARE(m_dialog.isNull(), discarded);
    QVERIFY(m_backend->subscribed().isEmpty());
}

void tst_SubscribeDialog::wheelScrolls()
{
    openEdit(everything());
    auto &box = child<QDoubleSpinBox>(*m_dialog, u"timeoutBox"_s);
    child<QComboBox>(*m_dialog, u"topicEdit"_s).setFocus();
    QWheelEvent wheel(QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&box, &wheel);
    QCOMPARE(box.value(), 30.0);
}

QTEST_MAIN(tst_SubscribeDialog)
#include "tst_subscribedialog.moc"
