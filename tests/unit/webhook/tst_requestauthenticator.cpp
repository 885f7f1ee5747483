// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/requestauthenticator.h>

#include <QtTest>

namespace Tbs {

class TestRequestAuthenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void signatures_data();
    void signatures();
    void both();
    void challenge();
    void messageTellsNoSecret();
};

void TestRequestAuthenticator::tokens_data()
{
    QTest::addColumn<AuthenticationOptions>("options");
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<bool>("accepted");

    const AuthenticationOptions one{.tokens = {"secret"}};
    const auto row = [](const char *name, const AuthenticationOptions &options, const HttpHeaders &headers,
                        bool accepted) {
        QTest::newRow(name) << options << headers << accepted;
    };
    row("nothing asked", {}, {}, true);
    row("nothing asked, something given", {}, {{"X-Api-Key", "x"}}, true);
    row("right", one, {{"X-Api-Key", "secret"}}, true);
    row("header in another case", one, {{"x-api-key", "secret"}}, true);
    row("missing", one, {}, false);
    row("wrong", one, {{"X-Api-Key", "Secret"}}, false);
    row("prefix of it", one, {{"X-Api-Key", "secre"}}, false);
    row("longer", one, {{"X-Api-Key", "secrets"}}, false);
    row("repeated", one, {{"X-Api-Key", "secretsecret"}}, false);
    row("empty", one, {{"X-Api-Key", ""}}, false);
    row("in another header", one, {{"X-Token", "secret"}}, false);
    row("wrong first, right second", one, {{"X-Api-Key", "wrong"}, {"X-Api-Key", "secret"}}, false);
    row("bearer", one, {{"Authorization", "Bearer secret"}}, true);
    row("bearer in lower case", one, {{"authorization", "bearer  secret"}}, true);
    row("wrong bearer", one, {{"Authorization", "Bearer wrong"}}, false);
    row("bearer without a token", one, {{"Authorization", "Bearer "}}, false);
    row("another scheme", one, {{"Authorization", "Basic secret"}}, false);
    row("token without a scheme", one, {{"Authorization", "secret"}}, false);
    row("bearer in the other header", one, {{"X-Api-Key", "Bearer secret"}}, false);

    const AuthenticationOptions own{.tokens = {"secret"}, .tokenHeader = "X-Subscription-Auth", .acceptBearer = false};
    row("own header", own, {{"X-Subscription-Auth", "secret"}}, true);
    row("not the default one then", own, {{"X-Api-Key", "secret"}}, false);
    row("nor bearer", own, {{"Authorization", "Bearer secret"}}, false);
    const AuthenticationOptions onlyBearer{.tokens = {"secret"}, .tokenHeader = {}};
    row("only bearer", onlyBearer, {{"Authorization", "Bearer secret"}}, true);
    row("only bearer, header without a name", onlyBearer, {{"", "secret"}}, false);

    const AuthenticationOptions two{.tokens = {"old", "new"}};
    row("old while changing", two, {{"X-Api-Key", "old"}}, true);
    row("new while changing", two, {{"X-Api-Key", "new"}}, true);
    row("both in one", two, {{"X-Api-Key", "old,new"}}, false);
    const AuthenticationOptions empty{.tokens = {""}};
    row("empty secret, nothing given", empty, {}, false);
    row("empty secret, empty given", empty, {{"X-Api-Key", ""}}, false);
    row("empty secret, anything given", empty, {{"X-Api-Key", "x"}}, false);
}

void TestRequestAuthenticator::tokens()
{
    QFETCH(AuthenticationOptions, options);
    QFETCH(HttpHeaders, headers);
    QFETCH(bool, accepted);

    const auto result = RequestAuthenticator(options).authenticate({.headers = headers});
    QCOMPARE(result.has_value(), accepted);
    if (!accepted) {
        QCOMPARE(result.error().kind, Error::Kind::Rejected);
    }
}

void TestRequestAuthenticator::signatures_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("accepted");

    // printf '{"a":1}' | openssl dgst -sha256 -hmac key
    const QByteArray hex = "75cf59a4e9fc3b7a9c1ee1ef4cb8fe2a8ce1c5ea1b10e37b3b4d05cd9b2e3e5f";
    const QByteArray body = "{\"a\":1}";
    const auto signature = QMessageAuthenticationCode::hash(body, "key", QCryptographicHash::Sha256).toHex();
    const auto bySecond = QMessageAuthenticationCode::hash(body, "second", QCryptographicHash::Sha256).toHex();
    const auto byEmpty = QMessageAuthenticationCode::hash(body, "", QCryptographicHash::Sha256).toHex();
    const auto row = [&](const char *name, const HttpHeaders &headers, bool accepted) {
        QTest::newRow(name) << headers << body << accepted;
    };
    row("athenahealth", {{"X-Hub-Signature", "sha256=" + signature}}, true);
    row("upper case", {{"X-Hub-Signature", "sha256=" + signature.toUpper()}}, true);
    row("Medplum", {{"X-Signature", signature}}, true);
    row("second secret", {{"X-Signature", bySecond}}, true);
    row("empty secret", {{"X-Signature", byEmpty}}, false);
    row("of something else", {{"X-Signature", hex}}, false);
    row("missing", {}, false);
    row("empty", {{"X-Signature", ""}}, false);
    row("other method", {{"X-Hub-Signature", "sha1=" + signature}}, false);
    row("no method, equals sign", {{"X-Hub-Signature", "=" + signature}}, false);
    row("cut off", {{"X-Signature", signature.chopped(2)}}, false);
    row("longer", {{"X-Signature", signature + "00"}}, false);
    row("other characters inside", {{"X-Signature", signature.first(10) + "zz" + signature.sliced(10)}}, false);
    row("the first header counts", {{"X-Hub-Signature", "sha256=" + hex}, {"X-Signature", signature}}, false);
    QTest::newRow("changed body") << HttpHeaders{{"X-Signature", signature}} << QByteArray("{\"a\":2}") << false;
    QTest::newRow("empty body") << HttpHeaders{{"X-Signature", signature}} << QByteArray() << false;
}

void TestRequestAuthenticator::signatures()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(QByteArray, body);
    QFETCH(bool, accepted);

    const RequestAuthenticator authenticator(AuthenticationOptions{.signatureSecrets = {"key", "second", ""}});
    QCOMPARE(authenticator.authenticate({.headers = headers, .body = body}).has_value(), accepted);
}

void TestRequestAuthenticator::both()
{
    const RequestAuthenticator authenticator(AuthenticationOptions{.tokens = {"secret"}, .signatureSecrets = {"key"}});
    const auto signature = QMessageAuthenticationCode::hash("x", "key", QCryptographicHash::Sha256).toHex();
    QVERIFY(
        authenticator.authenticate({.headers = {{"X-Api-Key", "secret"}, {"X-Signature", signature}}, .body = "x"}));
    QVERIFY(!authenticator.authenticate({.headers = {{"X-Api-Key", "secret"}}, .body = "x"}));
    QVERIFY(!authenticator.authenticate({.headers = {{"X-Signature", signature}}, .body = "x"}));
}

void TestRequestAuthenticator::challenge()
{
    QVERIFY(RequestAuthenticator().challenge().startsWith("Bearer"));
    QVERIFY(!RequestAuthenticator(AuthenticationOptions{.acceptBearer = false}).challenge().startsWith("Bearer"));
}

void TestRequestAuthenticator::messageTellsNoSecret()
{
    const RequestAuthenticator authenticator(AuthenticationOptions{.tokens = {"topsecret"}});
    const auto result = authenticator.authenticate({.headers = {{"X-Api-Key", "guess-123"}}});
    QVERIFY(!result);
    QVERIFY(!result.error().message.contains(QStringLiteral("topsecret")));
    QVERIFY(!result.error().message.contains(QStringLiteral("guess-123")));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestRequestAuthenticator)
#include "tst_requestauthenticator.moc"
