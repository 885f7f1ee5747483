// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/tokenrefusal_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

FhirResponse response(int status, const QByteArray &body, const QByteArray &contentType = "application/json")
{
    return {.method = "POST",
            .url = QUrl(u"https://user:pass@auth.example.org/token?key=s3cr3t"_s),
            .status = status,
            .contentType = contentType,
            .body = body};
}

QDateTime noon()
{
    return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
}

} // namespace

class TestTokenRefusal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void saysWhatTheServerSays_data();
    void saysWhatTheServerSays();
    void tellsNoSecret_data();
    void tellsNoSecret();
    void namesScopes();
    void namesSkew_data();
    void namesSkew();
};

void TestTokenRefusal::kinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    for (const auto *code : {"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client",
                             "unsupported_grant_type", "invalid_scope", "something_else"}) {
        for (const int status : {400, 401, 403, 200}) {
            QTest::addRow("%d %s", status, code)
                << status << R"({"error": ")" + QByteArray(code) + R"("})" << Error::Kind::ActionRequired;
        }
    }
    QTest::newRow("server_error") << 400 << QByteArray(R"({"error": "server_error"})") << Error::Kind::Retry;
    QTest::newRow("temporarily_unavailable")
        << 400 << QByteArray(R"({"error": "temporarily_unavailable"})") << Error::Kind::Retry;
    for (const int status : {408, 429, 500, 502, 503, 504}) {
        QTest::addRow("%d", status) << status << QByteArray() << Error::Kind::Retry;
        QTest::addRow("%d invalid_client", status)
            << status << QByteArray(R"({"error": "invalid_client"})") << Error::Kind::Retry;
    }
    for (const int status : {400, 401, 403, 404, 405, 415, 501}) {
        QTest::addRow("%d HTML", status) << status << QByteArray("<html>no</html>") << Error::Kind::ActionRequired;
    }
}

void TestTokenRefusal::kinds()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const auto error = tokenRefusal(response(status, body), {});
    QTEST(error.kind, "kind");
    QVERIFY2(error.message.contains(QString::number(status)), qUtf8Printable(error.message));
    QVERIFY2(error.message.contains(u"https://auth.example.org/token"_s), qUtf8Printable(error.message));
    QVERIFY2(!error.message.contains(u"s3cr3t"_s) && !error.message.contains(u"pass"_s), qUtf8Printable(error.message));
}

void TestTokenRefusal::saysWhatTheServerSays_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QString>("message");
    const auto json = QByteArray("application/json");
    QTest::newRow("code") << 401 << QByteArray(R"({"error": "invalid_client"})") << json << u"401: invalid_client"_s;
    QTest::newRow("description") << 400
                                 << QByteArray(
                                        R"({"error": "invalid_client", "error_description": "Unknown\n client"})")
                                 << json << u"400: invalid_client (Unknown client)"_s;
    QTest::newRow("half JSON") << 400 << QByteArray(R"({"error": "invalid_cli)") << json << u"application/json"_s;
    QTest::newRow("HTML") << 404 << QByteArray("<html>Not found</html>") << QByteArray("text/html") << u"text/html"_s;
    QTest::newRow("nothing") << 404 << QByteArray() << QByteArray() << u"no content"_s;
    QTest::newRow("error of another type") << 400 << QByteArray(R"({"error": {"code": 5}})") << json << u"400"_s;
}

void TestTokenRefusal::saysWhatTheServerSays()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, contentType);
    QFETCH(const QString, message);
    const auto error = tokenRefusal(response(status, body, contentType), {});
    QVERIFY2(error.message.contains(message), qUtf8Printable(error.message));
    QVERIFY(!error.message.contains(u'\n'));

    const auto chatty =
        tokenRefusal(response(400, R"({"error": "a", "error_description": ")" + QByteArray(100'000, 'x') + "\"}"), {});
    QVERIFY(chatty.message.size() < 1000);
}

void TestTokenRefusal::tellsNoSecret_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("in the description") << QByteArray(
        R"({"error": "a", "error_description": "no client with s3cr3t&"})");
    QTest::newRow("in the code") << QByteArray(R"({"error": "s3cr3t& is wrong"})");
    QTest::newRow("encoded") << QByteArray(R"({"error": "a", "error_description": "client_secret=s3cr3t%26&x=y"})");
}

void TestTokenRefusal::tellsNoSecret()
{
    QFETCH(const QByteArray, body);
    const auto error = tokenRefusal(response(400, body), {.secrets = {u"s3cr3t&"_s, QString()}});
    QVERIFY2(!error.message.contains(u"s3cr3t"_s), qUtf8Printable(error.message));
    QVERIFY2(error.message.contains(u"***"_s), qUtf8Printable(error.message));
}

void TestTokenRefusal::namesScopes()
{
    const TokenRefusalContext context{.supportedScopes = {u"system/*.rs"_s, u"system/Patient.rs"_s}};
    const auto invalidScope = tokenRefusal(response(400, R"({"error": "invalid_scope"})"), context);
    QVERIFY2(invalidScope.message.contains(u"the scopes system/*.rs system/Patient.rs"_s),
             qUtf8Printable(invalidScope.message));
    QVERIFY(!tokenRefusal(response(400, R"({"error": "invalid_client"})"), context).message.contains(u"scopes"_s));
    QVERIFY(!tokenRefusal(response(400, R"({"error": "invalid_scope"})"), {}).message.contains(u"scopes"_s));
}

void TestTokenRefusal::namesSkew_data()
{
    QTest::addColumn<QDateTime>("serverTime");
    QTest::addColumn<QString>("hint");
    QTest::newRow("the same") << noon() << QString();
    QTest::newRow("a little") << noon().addSecs(59) << QString();
    QTest::newRow("not told") << QDateTime() << QString();
    QTest::newRow("ahead") << noon().addSecs(-600) << u"The clock of this machine is 600 s ahead of the server's"_s;
    QTest::newRow("behind") << noon().addSecs(600) << u"The clock of this machine is 600 s behind the server's"_s;
}

void TestTokenRefusal::namesSkew()
{
    QFETCH(const QDateTime, serverTime);
    QFETCH(const QString, hint);
    auto refused = response(401, R"({"error": "invalid_client"})");
    refused.date = serverTime;
    const auto error = tokenRefusal(refused, {.now = noon()});
    QCOMPARE(error.message.contains(u"clock"_s), !hint.isEmpty());
    QVERIFY2(error.message.contains(hint), qUtf8Printable(error.message));
    QVERIFY(!tokenRefusal(refused, {}).message.contains(u"clock"_s)); // nothing depended on it
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestTokenRefusal)
#include "tst_tokenrefusal.moc"
