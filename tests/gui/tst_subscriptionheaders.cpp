// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampletopics.h"
#include "gui/subscribe/subscribedialog.h"
#include "guitest.h"
#include "mockclock.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;
using Origin = ConfiguredSecret::Origin;

/// The headers in the dialog that subscribes: those that the server sends along, and those of the forward handler.
class tst_SubscriptionHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void byKeyboardOnly();
    void tabbingGoesThroughTheRows();
    void mistakes_data();
    void mistakes();
    void mistakesStopSubscribing();
    void warnsOfWebSocket();
    void keptOnes_data();
    void keptOnes();
    void keptOnesOfARenamedHeader();
    void afterSubscribingTheyAreKept();
    void fromAFile();
    void ofTheHandler();
    void hiddenOnesOfTheHandler();

private:
    void openNew();
    void openEdit(const SubscriptionConfiguration &configuration);
    /// Types into a row of the editor \a editor.
    void type(const QString &field, const QString &text);
    void add(const QString &editor, int row, const QString &name, const QString &value);
    void submit() { QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier); }
    [[nodiscard]] QLineEdit &edit(const QString &name) { return child<QLineEdit>(*m_dialog, name); }
    [[nodiscard]] QList<ConfiguredHeader> sent() { return m_backend->subscribed().constLast().headers; }

    std::unique_ptr<MockClock> m_clock;
    std::unique_ptr<ExampleBackend> m_backend;
    std::unique_ptr<QWidget> m_parent;
    QPointer<SubscribeDialog> m_dialog;
};

namespace {

ConfiguredSecret typed(const QString &value)
{
    return {Origin::Inline, value, {}};
}

/// With a header of each kind in \a editor.
SubscriptionConfiguration existing()
{
    SubscriptionConfiguration configuration;
    configuration.definition.topic = encounterTopic().topic.url;
    configuration.definition.webhookId = u"encounters"_s;
    configuration.headers = {{u"X-Gateway"_s, typed(u"very-secret-1"_s)}, {u"X-Sender"_s, typed(u"very-secret-2"_s)}};
    configuration.handler.type = HandlerConfiguration::Type::Forward;
    configuration.handler.url = QUrl(u"https://example.org/events"_s);
    configuration.handler.headers = {{u"Authorization"_s, typed(u"very-secret-3"_s)}};
    return configuration;
}

} // namespace

void tst_SubscriptionHeaders::init()
{
    m_clock = std::make_unique<MockClock>();
    m_backend = std::make_unique<ExampleBackend>(*m_clock);
    auto connection = m_backend->connection();
    connection.configuration.webhook.token = typed(u"token"_s);
    m_backend->open(connection);
    m_backend->server().answeredTopics = exampleTopics();
    m_parent = std::make_unique<QWidget>();
    m_parent->show();
}

void tst_SubscriptionHeaders::cleanup()
{
    m_parent.reset();
    m_backend.reset();
}

void tst_SubscriptionHeaders::openNew()
{
    m_dialog = SubscribeDialog::subscribe(*m_backend, *m_clock, encounterTopic(), m_parent.get());
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void tst_SubscriptionHeaders::openEdit(const SubscriptionConfiguration &configuration)
{
    m_dialog = SubscribeDialog::edit(*m_backend, *m_clock, configuration, encounterTopic(), m_parent.get());
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void tst_SubscriptionHeaders::type(const QString &field, const QString &text)
{
    auto &widget = edit(field);
    widget.setFocus();
    QTest::keyClick(&widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&widget, Qt::Key_Delete);
    QTest::keyClicks(&widget, text);
}

void tst_SubscriptionHeaders::add(const QString &editor, int row, const QString &name, const QString &value)
{
    QTest::mouseClick(&child<QToolButton>(*m_dialog, editor + u"Add"_s), Qt::LeftButton);
    const auto prefix = editor + QString::number(row);
    type(prefix + u"Name"_s, name);
    type(prefix + u"ValueText"_s, value);
}

void tst_SubscriptionHeaders::byKeyboardOnly()
{
    openNew();
    QVERIFY(child<QLabel>(*m_dialog, u"headersText"_s).text().contains("X-Api-Key"_L1)); // the token is shown as before
    QTest::keyClick(m_dialog, Qt::Key_R, Qt::AltModifier); // adds one
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"sentHeaders0Name"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"Ocp-Apim-Subscription-Key"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(qobject_cast<QLineEdit *>(QApplication::focusWidget())->echoMode(), QLineEdit::Password);
    QTest::keyClicks(QApplication::focusWidget(), u"very secret"_s);
    const auto &json = child<QPlainTextEdit>(*m_dialog, u"previewJson"_s);
    QTRY_VERIFY(json.toPlainText().contains("Ocp-Apim-Subscription-Key"_L1));
    QVERIFY(!json.toPlainText().contains("very secret"_L1));
    submit();
    QCOMPARE(m_backend->subscribed().size(), 1);
    QCOMPARE(sent(), (QList<ConfiguredHeader>{{u"Ocp-Apim-Subscription-Key"_s, typed(u"very secret"_s)}}));
}

void tst_SubscriptionHeaders::tabbingGoesThroughTheRows()
{
    openEdit(existing());
    edit(u"webhookIdEdit"_s).setFocus();
    QStringList names;
    while (names.size() < 20 && (names.isEmpty() || names.constLast() != "sentHeadersAdd"_L1)) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        names << QApplication::focusWidget()->objectName();
    }
    QCOMPARE(names,
             QStringList({u"sentHeaders0Name"_s, u"sentHeaders0ValueText"_s, u"sentHeaders0ValueOrigin"_s,
                          u"sentHeaders0Remove"_s, u"sentHeaders1Name"_s, u"sentHeaders1ValueText"_s,
                          u"sentHeaders1ValueOrigin"_s, u"sentHeaders1Remove"_s, u"sentHeadersAdd"_s}));
}

void tst_SubscriptionHeaders::mistakes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("part"); // empty: no mistake
    const auto row = [](const char *what, const QString &name, const QString &value, const QString &part) {
        QTest::newRow(what) << name << value << part;
    };
    row("good", u"X-Key"_s, u"a"_s, {});
    row("blanks around", u" X-Key "_s, u"a b"_s, {});
    row("no name", {}, u"a"_s, u"Write the name"_s);
    row("no value", u"X-Key"_s, {}, u"Write the value"_s);
    row("blank in the name", u"X Key"_s, u"a"_s, u"Is no name of an HTTP header"_s);
    row("colon in the name", u"X-Key:"_s, u"a"_s, u"Is no name of an HTTP header"_s);
    row("the token's", u"x-api-key"_s, u"a"_s, u"carries the webhook's token"_s);
    row("of HTTP", u"Host"_s, u"a"_s, u"The server sets this header itself"_s);
    row("there already", u"x-first"_s, u"a"_s, u"There is another header"_s);
}

void tst_SubscriptionHeaders::mistakes()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    QFETCH(const QString, part);
    openNew();
    add(u"sentHeaders"_s, 0, u"X-First"_s, u"1"_s);
    add(u"sentHeaders"_s, 1, name, value);
    const auto &message = child<QLabel>(*m_dialog, u"sentHeaders1Message"_s);
    QCOMPARE(message.isVisible(), !part.isEmpty());
    QVERIFY2(part.isEmpty() || message.text().contains(part), qPrintable(message.text()));
    QVERIFY(!child<QLabel>(*m_dialog, u"sentHeaders0Message"_s).isVisible());
    submit();
    QCOMPARE(m_backend->subscribed().isEmpty(), !part.isEmpty());
    if (part.isEmpty()) {
        QCOMPARE(sent().constLast(), (ConfiguredHeader{name.trimmed(), typed(value)}));
    }
}

void tst_SubscriptionHeaders::mistakesStopSubscribing()
{
    openNew();
    QTest::mouseClick(&child<QToolButton>(*m_dialog, u"sentHeadersAdd"_s), Qt::LeftButton);
    QVERIFY(!child<QLabel>(*m_dialog, u"sentHeaders0Message"_s).isVisible()); // nothing was typed yet
    edit(u"webhookIdEdit"_s).setFocus();
    submit();
    QVERIFY(m_backend->subscribed().isEmpty());
    QVERIFY(child<QLabel>(*m_dialog, u"sentHeaders0Message"_s).isVisible());
    QVERIFY(edit(u"sentHeaders0Name"_s).hasFocus());
    QTest::mouseClick(&child<QToolButton>(*m_dialog, u"sentHeaders0Remove"_s), Qt::LeftButton);
    submit();
    QCOMPARE(m_backend->subscribed().size(), 1);
    QVERIFY(sent().isEmpty());
}

void tst_SubscriptionHeaders::warnsOfWebSocket()
{
    openNew();
    auto &channel = child<QComboBox>(*m_dialog, u"channelBox"_s);
    channel.setCurrentIndex(channel.findText(u"websocket"_s));
    const auto &message = child<QLabel>(*m_dialog, u"sentHeadersMessage"_s);
    QVERIFY(!message.isVisible());
    add(u"sentHeaders"_s, 0, u"X-Key"_s, u"a"_s);
    QVERIFY(message.isVisible());
    QVERIFY2(message.text().contains("websocket"_L1), qPrintable(message.text()));
    submit(); // it is no mistake
    QCOMPARE(sent().size(), 1);
}

void tst_SubscriptionHeaders::keptOnes_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("typedIn"); // empty: nothing is done; `-`: the row is removed
    QTest::newRow("unchanged") << 0 << QString();
    QTest::newRow("first replaced") << 0 << u"new"_s;
    QTest::newRow("last replaced") << 1 << u"new"_s;
    QTest::newRow("first removed") << 0 << u"-"_s;
    QTest::newRow("last removed") << 1 << u"-"_s;
}

void tst_SubscriptionHeaders::keptOnes()
{
    QFETCH(const int, row);
    QFETCH(const QString, typedIn);
    openEdit(existing());
    for (const auto *field : m_dialog->findChildren<QLineEdit *>()) {
        QVERIFY2(!field->text().contains("very-secret"_L1), qPrintable(field->objectName()));
    }
    const auto prefix = u"sentHeaders%1"_s.arg(row);
    QCOMPARE(edit(prefix + u"ValueText"_s).placeholderText(), u"Kept; type to replace it"_s);
    auto expected = existing();
    if (typedIn == "-"_L1) {
        expected.headers.removeAt(row);
        QTest::mouseClick(&child<QToolButton>(*m_dialog, prefix + u"Remove"_s), Qt::LeftButton);
    } else if (!typedIn.isEmpty()) {
        expected.headers[row].value.value = typedIn;
        type(prefix + u"ValueText"_s, typedIn);
    }
    submit();
    QCOMPARE(m_backend->subscribed(), QList<SubscriptionConfiguration>{expected});
}

/// The value belongs to its header: under another name it may be nobody's business.
void tst_SubscriptionHeaders::keptOnesOfARenamedHeader()
{
    openEdit(existing());
    type(u"sentHeaders0Name"_s, u"X-Other"_s);
    const auto &message = child<QLabel>(*m_dialog, u"sentHeaders0Message"_s);
    QVERIFY2(message.text().contains("Write the value"_L1), qPrintable(message.text()));
    submit();
    QVERIFY(m_backend->subscribed().isEmpty());
    type(u"sentHeaders0ValueText"_s, u"other"_s);
    submit();
    QCOMPARE(sent().constFirst(), (ConfiguredHeader{u"X-Other"_s, typed(u"other"_s)}));
}

void tst_SubscriptionHeaders::afterSubscribingTheyAreKept()
{
    openNew();
    add(u"sentHeaders"_s, 0, u"X-Key"_s, u"very-secret"_s);
    submit();
    QCOMPARE(m_backend->subscribed().size(), 1);
    QTest::mouseClick(&child<QPushButton>(*m_dialog, u"backButton"_s), Qt::LeftButton);
    const auto values = m_dialog->findChildren<QLineEdit *>(QRegularExpression(u"^sentHeaders[0-9]+ValueText$"_s));
    QVERIFY(std::any_of(values.begin(), values.end(), [](const QLineEdit *value) {
        return value->isVisible() && value->text().isEmpty() && value->placeholderText().startsWith("Kept"_L1);
    }));
    submit();
    QCOMPARE(m_backend->subscribed().size(), 2);
    QCOMPARE(sent(), (QList<ConfiguredHeader>{{u"X-Key"_s, typed(u"very-secret"_s)}}));
}

void tst_SubscriptionHeaders::fromAFile()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"key"_s);
    openNew();
    add(u"sentHeaders"_s, 0, u"X-Key"_s, {});
    child<QComboBox>(*m_dialog, u"sentHeaders0ValueOrigin"_s).setCurrentIndex(1);
    auto &file = child<QWidget>(*m_dialog, u"sentHeaders0ValueFile"_s);
    file.setFocus();
    QTest::keyClicks(QApplication::focusWidget(), path);
    const auto &message = child<QLabel>(*m_dialog, u"sentHeaders0Message"_s);
    QVERIFY2(message.text().contains("there is no such file"_L1), qPrintable(message.text()));
    QFile key(path);
    QVERIFY(key.open(QIODevice::WriteOnly) && key.write("of a file\n") > 0);
    key.close();
    submit();
    QCOMPARE(m_backend->subscribed().size(), 1);
    // Where it stands is what is kept, and not what stands there.
    QCOMPARE(sent(), (QList<ConfiguredHeader>{{u"X-Key"_s, {Origin::File, {}, path}}}));
}

void tst_SubscriptionHeaders::ofTheHandler()
{
    openEdit(existing());
    QVERIFY(edit(u"forwardHeaders0Name"_s).isVisible());
    QCOMPARE(edit(u"forwardHeaders0ValueText"_s).placeholderText(), u"Kept; type to replace it"_s);
    add(u"forwardHeaders"_s, 1, u"X-Ward"_s, u"7"_s);
    submit();
    auto expected = existing();
    expected.handler.headers.append({u"X-Ward"_s, typed(u"7"_s)});
    QCOMPARE(m_backend->subscribed(), QList<SubscriptionConfiguration>{expected});
    m_dialog->reject();

    openEdit(existing());
    add(u"forwardHeaders"_s, 1, u"X Ward"_s, u"7"_s);
    QVERIFY(child<QLabel>(*m_dialog, u"forwardHeaders1Message"_s).isVisible());
    submit();
    QCOMPARE(m_backend->subscribed().size(), 1);
}

/// Another handler has none, and none that are wrong.
void tst_SubscriptionHeaders::hiddenOnesOfTheHandler()
{
    openEdit(existing());
    add(u"forwardHeaders"_s, 1, u"X Ward"_s, u"7"_s);
    auto &type = child<QComboBox>(*m_dialog, u"handlerBox"_s);
    type.setCurrentIndex(type.findData(static_cast<int>(HandlerConfiguration::Type::Log)));
    QVERIFY(!edit(u"forwardHeaders0Name"_s).isVisible());
    submit();
    QCOMPARE(m_backend->subscribed().size(), 1);
    QVERIFY(m_backend->subscribed().constFirst().handler.headers.isEmpty());
}

QTEST_MAIN(tst_SubscriptionHeaders)
#include "tst_subscriptionheaders.moc"
