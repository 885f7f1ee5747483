// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "cli/duration.h"
#include "cli/jsonline.h"
#include "cli/linewriter.h"
#include "cli/listening/listenformat.h"
#include "cli/socketaddress.h"

#include <QBuffer>
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs::Cli;
using Milliseconds = std::chrono::milliseconds;

/// What is read and written as text.
class tst_Text : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void duration_data();
    void duration();
    void socketAddress_data();
    void socketAddress();
    void jsonLineKeepsItsOrder();
    void jsonLineEscapes();
    void terminalTextIsHarmless();
};

void tst_Text::duration_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("ms") << u"250ms"_s << 250LL;
    QTest::newRow("bare") << u"3"_s << 3000LL;
    QTest::newRow("fraction") << u"0.5s"_s << 500LL;
    QTest::newRow("minutes") << u"2m"_s << 120'000LL;
    QTest::newRow("hours") << u"1h"_s << 3'600'000LL;
    QTest::newRow("days") << u"10000d"_s << 864'000'000'000LL;
    QTest::newRow("zero") << u"0"_s << 0LL;
    for (const auto &wrong : {""_L1, "s"_L1, "-1s"_L1, "1 s"_L1, "1S"_L1, "1w"_L1, "1e3"_L1, "10001d"_L1, "1s\n"_L1,
                              "9999999999s"_L1, "1s1s"_L1, "."_L1, "\u0661s"_L1}) {
        QTest::addRow("not '%s'", wrong.data()) << QString(wrong) << -1LL;
    }
}

void tst_Text::duration()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, milliseconds);
    QCOMPARE(durationFromText(text).value_or(Milliseconds(-1)).count(), milliseconds);
}

void tst_Text::socketAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    QTest::newRow("v4") << u"127.0.0.1:8080"_s << u"127.0.0.1"_s << 8080;
    QTest::newRow("v6") << u"[::1]:0"_s << u"::1"_s << 0;
    QTest::newRow("name") << u"localhost:1"_s << u"127.0.0.1"_s << 1;
    QTest::newRow("all") << u":65535"_s << QHostAddress(QHostAddress::Any).toString() << 65535;
    for (const auto &wrong : {""_L1, "8080"_L1, "127.0.0.1"_L1, "127.0.0.1:"_L1, "127.0.0.1:65536"_L1,
                              "127.0.0.1:-1"_L1, "::1:80"_L1, "host:80"_L1, "[::1:80"_L1, "127.0.0.1:8o"_L1}) {
        QTest::addRow("not '%s'", wrong.data()) << QString(wrong) << QString() << -1;
    }
}

void tst_Text::socketAddress()
{
    QFETCH(const QString, text);
    QFETCH(const QString, address);
    QFETCH(const int, port);
    const auto found = socketAddressFromText(text);
    QCOMPARE(found.has_value(), port >= 0);
    if (found) {
        QCOMPARE(found->address.toString(), address);
        QCOMPARE(int(found->port), port);
    }
}

void tst_Text::jsonLineKeepsItsOrder()
{
    JsonLine line(u"event"_s);
    line.add(u"b"_s, 1).add(u"a"_s, QJsonValue()).add(u"list"_s, QList<JsonLine>{JsonLine(u"x"_s), JsonLine()});
    line.addAll({{u"z"_s, true}, {u"b"_s, 2}, {u"y"_s, QJsonArray{1, u"q"_s}}, {u"c"_s, 0.5}}, {u"z"_s, u"gone"_s});
    QCOMPARE(line.toJson(),
             QByteArray(R"({"type":"event","b":1,"a":null,"list":[{"type":"x"},{}],"z":true,"c":0.5,"y":[1,"q"]})"));
    QCOMPARE(line.text(u"b"_s), u"1"_s);
    QCOMPARE(line.list(u"list"_s).size(), 2);
    QVERIFY(line.value(u"none"_s).isUndefined());
}

void tst_Text::jsonLineEscapes()
{
    JsonLine line;
    const auto wild = u"quote \" back \\ line \n zero \u0001 \u00e9 \U0001f600"_s;
    line.add(wild, wild);
    const auto json = line.toJson();
    QVERIFY(!json.contains('\n'));
    QCOMPARE(QJsonDocument::fromJson(json).object().value(wild).toString(), wild);
}

void tst_Text::terminalTextIsHarmless()
{
    QBuffer buffer;
    const Console console{buffer, buffer, buffer, true, false};
    auto line = JsonLine(u"event"_s).add(u"focus"_s, u"Encounter/\u001b[31m\r\nx"_s).add(u"eventNumber"_s, u"7"_s);
    const auto text = formatListenLine(line, console);
    QVERIFY(text.contains(u"#7"_s));
    for (const auto character : text) {
        QVERIFY(character.isPrint());
    }
}

QTEST_GUILESS_MAIN(tst_Text)
#include "tst_text.moc"
