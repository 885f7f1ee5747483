// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/accesstoken_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

class TestAccessToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestAccessToken::reads_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<std::chrono::milliseconds>("lifetime");
    const auto row = [](const char *name, const QByteArray &rest, std::chrono::milliseconds lifetime) {
        QTest::newRow(name) << rest << lifetime;
    };
    row("as it should be", R"(, "token_type": "Bearer", "expires_in": 300)", 300s);
    row("small letters", R"(, "token_type": "bearer", "expires_in": 300)", 300s);
    row("no type", R"(, "expires_in": 300)", 300s);
    row("with more", R"(, "token_type": "Bearer", "expires_in": 1, "scope": "system/*.rs", "x": [1, {}])", 1s);
    row("text", R"(, "expires_in": "3599")", 3599s);
    row("fraction", R"(, "expires_in": 1.5)", 1500ms);
    row("tiny", R"(, "expires_in": 0.0001)", 1ms);
    row("day", R"(, "expires_in": 86400)", 24h);
    row("longer than a day", R"(, "expires_in": 86401)", 24h);
    row("too large for any integer", R"(, "expires_in": 1e300)", 24h);
    // What makes no sense
    for (const auto *value : {"0", "-1", "-1e300", "null", "true", "[300]", "{}", R"("")", R"("soon")", R"("-5")",
                              R"("nan")", R"("300 s")"}) {
        row(value, QByteArray(R"(, "expires_in": )") + value, 5min);
    }
    row("missing", "", 5min);
}

void TestAccessToken::reads()
{
    QFETCH(const QByteArray, rest);
    QFETCH(const std::chrono::milliseconds, lifetime);
    const auto token = readAccessToken(R"({"access_token": "mF_9.B5f-4.1JqM/+~=")" + rest + '}');
    QVERIFY2(token, token ? "" : qUtf8Printable(token.error().message));
    QCOMPARE(token->value, "mF_9.B5f-4.1JqM/+~=");
    QCOMPARE(token->lifetime, lifetime);
}

void TestAccessToken::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &json, const QString &message) {
        QTest::newRow(name) << json << message;
    };
    const auto noObject = u"the answer is no JSON object"_s;
    row("nothing", "", noObject);
    row("HTML", "<!DOCTYPE html><html><body>Sign in</body></html>", noObject);
    row("half", R"({"access_token": "s3cr3t", "token_)", noObject);
    row("array", R"([{"access_token": "s3cr3t"}])", noObject);
    row("form", "access_token=s3cr3t&token_type=bearer", noObject);
    const auto noToken = u"there is no access_token in the answer"_s;
    row("empty object", "{}", noToken);
    row("id_token only", R"({"id_token": "s3cr3t"})", noToken);
    row("number", R"({"access_token": 123})", noToken);
    row("empty token", R"({"access_token": "", "token_type": "bearer"})", noToken);
    const auto characters = u"characters that no header can carry"_s;
    row("line break", R"({"access_token": "s3cr3t\r\nX-Evil: 1", "token_type": "bearer"})", characters);
    row("space", R"({"access_token": "s3cr3t s3cr3t", "token_type": "bearer"})", characters);
    row("umlaut", R"({"access_token": "s3cr3tü", "token_type": "bearer"})", characters);
    row("NUL", R"({"access_token": "s3cr3t\u0000", "token_type": "bearer"})", characters);
    row("mac", R"({"access_token": "s3cr3t", "token_type": "mac"})", u"the token is of type mac"_s);
    row("DPoP", R"({"access_token": "s3cr3t", "token_type": "DPoP"})", u"the token is of type DPoP"_s);
    row("type is no text", R"({"access_token": "s3cr3t", "token_type": 1})", u"only bearer is understood"_s);
}

void TestAccessToken::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, message);
    const auto token = readAccessToken(json);
    QVERIFY(!token);
    QCOMPARE(token.error().kind, Error::Kind::BadData);
    QVERIFY2(token.error().message.contains(message), qUtf8Printable(token.error().message));
    QVERIFY2(!token.error().message.contains(u"s3cr3t"_s), qUtf8Printable(token.error().message));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestAccessToken)
#include "tst_accesstoken.moc"
