// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/detail/jsontext.h"

#include <QJsonDocument>
#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indents_data();
    void indents();
    void survivesWhatIsNoJson_data();
    void survivesWhatIsNoJson();
    void shellTakesTheCommandAsItIs();
};

void TestJsonText::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("order and spelling stay")
        << QByteArray(R"({"z":1.50,"a":-1E+2})") << QByteArray("{\n  \"z\": 1.50,\n  \"a\": -1E+2\n}");
    QTest::newRow("nested") << QByteArray(R"({"a":[1,{"b":null}]})")
                            << QByteArray("{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ]\n}");
    QTest::newRow("empty") << QByteArray(R"({"a":{ },"b":[]})") << QByteArray("{\n  \"a\": {},\n  \"b\": []\n}");
    QTest::newRow("strings are left alone")
        << QByteArray(R"(["{ [,:\"\\", "ü"])") << QByteArray("[\n  \"{ [,:\\\"\\\\\",\n  \"ü\"\n]");
    QTest::newRow("indented before") << QByteArray("{\r\n\t\"a\" : 1\n}") << QByteArray("{\n  \"a\": 1\n}");
}

void TestJsonText::indents()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(indentedJson(json), expected);
    QCOMPARE(indentedJson(expected), expected);
    QCOMPARE(QJsonDocument::fromJson(indentedJson(json)), QJsonDocument::fromJson(json));
    QCOMPARE(indentedJson(compactJson(json)), expected);
    QVERIFY(!compactJson(expected).contains('\n'));
}

void TestJsonText::survivesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("open string") << QByteArray(R"({"a)");
    QTest::newRow("escape at the end") << QByteArray("\"\\");
    QTest::newRow("closed too often") << QByteArray("]]]}");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("binary") << QByteArray("\0\xff{\x80", 4);
}

void TestJsonText::survivesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    const auto indented = indentedJson(text);
    for (const char character : text) {
        QVERIFY(indented.contains(character));
    }
    QVERIFY(compactJson(text).size() <= text.size());
}

void TestJsonText::shellTakesTheCommandAsItIs()
{
    const QByteArray body = R"({"name":"O'Neill $HOME `id` \"quoted\" \\ ü"})";
    const auto command = curlCommand(QUrl(u"http://127.0.0.1:8080/a b?x=1&y='2'"_s), body);
    QVERIFY(command.startsWith(u"curl "_s));
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"printf '%s\\n' "_s + command.mid(5)});
    QVERIFY(shell.waitForFinished());
    const auto words = shell.readAllStandardOutput().split('\n');
    QVERIFY(words.contains(body));
    QVERIFY(words.contains("http://127.0.0.1:8080/a%20b?x=1&y='2'"));
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestJsonText)
#include "tst_jsontext.moc"
