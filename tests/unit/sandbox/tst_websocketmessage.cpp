// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/websocketmessage_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using Kind = WebSocketMessage::Kind;

class TestWebSocketMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
};

void TestWebSocketMessage::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("token");

    const auto row = [](const char *name, const QString &text, Kind kind, const QString &form = {},
                        const QString &token = {}) {
        QTest::newRow(name) << text << static_cast<int>(kind) << form << token;
    };
    row("blank", u"bind-with-token abc.def=="_s, Kind::Bind, u"text"_s, u"abc.def=="_s);
    row("colon", u"bind-with-token: abc"_s, Kind::Bind, u"text"_s, u"abc"_s);
    row("colon alone", u"bind-with-token:abc"_s, Kind::Bind, u"text"_s, u"abc"_s);
    row("space around", u"  bind-with-token   abc\n"_s, Kind::Bind, u"text"_s, u"abc"_s);
    row("object", uR"({"type":"bind-with-token","payload":{"token":"abc"}})"_s, Kind::Bind, u"json"_s, u"abc"_s);
    row("unbind", uR"({"type":"unbind-from-token","payload":{"token":"abc"}})"_s, Kind::Unbind, u"json"_s, u"abc"_s);
    row("ping", uR"({"type":"ping"})"_s, Kind::Ping, u"json"_s);

    row("nothing", u""_s, Kind::Unknown);
    row("no token", u"bind-with-token"_s, Kind::Unknown);
    row("no token behind the colon", u"bind-with-token: "_s, Kind::Unknown);
    row("two tokens", u"bind-with-token a b"_s, Kind::Unknown);
    row("longer word", u"bind-with-tokens abc"_s, Kind::Unknown);
    row("core R4's", u"bind 123"_s, Kind::Unknown);
    row("half an object", uR"({"type":"bind-with-token","payload":{"token":"abc")"_s, Kind::Unknown, u"json"_s);
    row("object without token", uR"({"type":"bind-with-token","payload":{}})"_s, Kind::Unknown);
    row("object with a number", uR"({"type":"bind-with-token","payload":{"token":1}})"_s, Kind::Unknown);
    row("object of another type", uR"({"type":"hello"})"_s, Kind::Unknown, u"json"_s);
    row("list", u"[]"_s, Kind::Unknown);
}

void TestWebSocketMessage::reads()
{
    QFETCH(QString, text);
    const auto message = readWebSocketMessage(text);
    QTEST(static_cast<int>(message.kind), "kind");
    QTEST(message.form, "form");
    QTEST(message.token, "token");
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestWebSocketMessage)
#include "tst_websocketmessage.moc"
