// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/codec.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestReadJsonObject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
};

void TestReadJsonObject::accepts_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &json) {
        QTest::newRow(name) << json;
    };
    row("empty object", "{}");
    row("space around", " \t\r\n{ } \n");
    row("byte order mark", "\xEF\xBB\xBF{\"a\":1}");
    row("all literals", R"({"a":true,"b":false,"c":null})");
    row("numbers", R"({"a":[0,-0,1,-1,10,0.5,-0.5,1e5,1E+5,1.25e-5,9007199254740993,123456789012345678901234567890]})");
    row("escapes", R"({"a":"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00"})");
    row("names with escapes", R"({"\u0061":1,"\"":2,"\\":3,"a\\\"b":4})");
    row("names repeated below the top", R"({"a":{"b":1,"b":2}})");
    row("UTF-8", "{\"\xC3\xA4\":\"\xF0\x9F\x98\x80\"}");
    row("nested containers", R"({"a":[[],{},[{}],{"b":[]}]})");
    row("escaped zero", R"({"a":"\u0000"})");
    row("long string", "{\"a\":\"" + QByteArray(100'000, 'x') + "\"}");
}

void TestReadJsonObject::accepts()
{
    QFETCH(QByteArray, json);
    const auto result = readJsonObject(json);
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
    const auto plain = json.startsWith("\xEF") ? json.sliced(3) : json;
    QCOMPARE(*result, QJsonDocument::fromJson(plain).object());
}

void TestReadJsonObject::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("location");
    const auto row = [](const char *name, const QByteArray &json, const char *location = nullptr) {
        QTest::newRow(name) << json << QString::fromLatin1(location);
    };
    row("nothing", "", "");
    row("array", "[]", "byte 0");
    row("number", "1", "byte 0");
    row("string", "\"a\"", "byte 0");
    row("only an opening brace", "{");
    row("only a name", R"({"a")");
    row("no value", R"({"a":)");
    row("no closing brace", R"({"a":1)");
    row("no closing bracket", R"({"a":[1})");
    row("brackets crossed", R"({"a":[{]})");
    row("closing brace too many", R"({"a":1}})", "byte 7");
    row("two objects", "{} {}", "byte 3");
    row("text behind", "{}x");
    row("NUL behind", QByteArray("{}\0", 3));
    row("comma at the end of an object", R"({"a":1,})");
    row("comma at the end of an array", R"({"a":[1,]})", "byte 8");
    row("comma first", R"({,"a":1})");
    row("comma missing in an object", R"({"a":1 "b":2})");
    row("comma missing in an array", R"({"a":[1 2]})");
    row("colon missing", R"({"a" 1})");
    row("two colons", R"({"a"::1})", "byte 5");
    row("name a number", R"({1:1})");
    row("name without quotes", R"({a:1})");
    row("single quotes", "{'a':1}");
    row("comment", "{/* a */}");
    row("literal misspelt", R"({"a":tru})", "byte 5");
    row("literal too long", R"({"a":nullx})", "byte 5");
    row("literal in capitals", R"({"a":True})");
    row("NaN", R"({"a":NaN})");
    row("Infinity", R"({"a":-Infinity})");
    for (const auto *number :
         {"01", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "1_000", "-01", "1.e5", "1,5e", "--1", "1a"}) {
        row(qPrintable(u"number "_s + QLatin1StringView(number)), "{\"a\":" + QByteArray(number) + "}");
    }
    row("string not closed", R"({"a":"b)");
    row("escape not known", R"({"a":"\x"})", "byte 5");
    row("escape cut", R"({"a":"\u12"})", "byte 5");
    row("escape of half a character", R"({"a":"\ud800"})", "byte 5");
    row("escape not known in a name", R"({"\q":1})");
    row("line feed in a string", "{\"a\":\"\n\"}");
    row("NUL in a string", QByteArray("{\"a\":\"\0\"}", 9));
    row("NUL between", QByteArray("{\0}", 3));
    row("UTF-8 cut", "{\"a\":\"\xC3\"}");
    row("UTF-8 too long", "{\"a\":\"\xC0\x80\"}");
    row("UTF-8 half a character", "{\"a\":\"\xED\xA0\x80\"}");
    row("Latin-1", "{\"a\":\"\xE4\"}");
    row("UTF-16", QByteArray("{\0\"\0a\0\"\0:\0001\0}\0", 14));
    row("name repeated", R"({"a":1,"b":2,"a":3})");
    row("name repeated with an escape", R"({"a":1,"\u0061":3})");
    row("deep array", "{\"a\":" + QByteArray(600, '[') + QByteArray(600, ']') + "}");
}

void TestReadJsonObject::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, location);
    const auto result = readJsonObject(json);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
    QVERIFY(!result.error().message.isEmpty());
    if (!location.isNull()) {
        QCOMPARE(result.error().location, location);
    }
    // What stands behind the view makes nothing whole.
    const auto more = json + R"(}]"}]})";
    QVERIFY(!readJsonObject(QByteArrayView(more).first(json.size())));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestReadJsonObject)
#include "tst_readjsonobject.moc"
