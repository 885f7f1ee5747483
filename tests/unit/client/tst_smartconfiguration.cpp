// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/smartconfiguration_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestSmartConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void readsTheLeast();
    void refuses_data();
    void refuses();
    void permits_data();
    void permits();
};

void TestSmartConfiguration::reads()
{
    const auto configuration = readSmartConfiguration(R"({
        "issuer": "https://ehr.example.org",
        "token_endpoint": "https://ehr.example.org:443/auth/Token?tenant=a%20b",
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS384", "ES384"],
        "scopes_supported": ["system/*.rs", 1, null, "openid"],
        "grant_types_supported": ["client_credentials"],
        "capabilities": ["client-confidential-asymmetric", "permission-v2"]})");
    QVERIFY(configuration);
    QCOMPARE(configuration->tokenEndpoint, u"https://ehr.example.org:443/auth/Token?tenant=a%20b"_s);
    const QStringList methods{u"client_secret_basic"_s, u"private_key_jwt"_s};
    QCOMPARE(configuration->authenticationMethods, methods);
    const QStringList algorithms{u"RS384"_s, u"ES384"_s};
    QCOMPARE(configuration->signingAlgorithms, algorithms);
    const QStringList scopes{u"system/*.rs"_s, u"openid"_s};
    QCOMPARE(configuration->scopes, scopes);
}

void TestSmartConfiguration::readsTheLeast()
{
    const auto configuration =
        readSmartConfiguration(R"({"token_endpoint": "https://a/t", "scopes_supported": "system/*.rs"})");
    QVERIFY(configuration);
    QVERIFY(configuration->authenticationMethods.isEmpty());
    QVERIFY(configuration->signingAlgorithms.isEmpty());
    QVERIFY(configuration->scopes.isEmpty());
}

void TestSmartConfiguration::refuses_data()
{
    QTest::addColumn<QString>("message");
    for (const auto *json : {"", "<html></html>", R"({"token_endpoint": "https://a)", "[]", "null"}) {
        QTest::newRow(*json ? json : "nothing") << u"this is no JSON object"_s;
    }
    for (const auto *json :
         {"{}", R"({"token_endpoint": ""})", R"({"token_endpoint": 1})", R"({"token_endpoint": "/auth/token"})",
          R"({"token_endpoint": "https:///token"})", R"({"token_endpoint": "https://a b/token"})",
          R"({"authorization_endpoint": "https://a/authorize"})"}) {
        QTest::newRow(json) << u"it names no token_endpoint"_s;
    }
}

void TestSmartConfiguration::refuses()
{
    QFETCH(const QString, message);
    const QByteArray json = QTest::currentDataTag();
    const auto configuration = readSmartConfiguration(json == "nothing" ? "" : json);
    QVERIFY(!configuration);
    QCOMPARE(configuration.error().kind, Error::Kind::BadData);
    QVERIFY2(configuration.error().message.contains(message), qUtf8Printable(configuration.error().message));
}

void TestSmartConfiguration::permits_data()
{
    QTest::addColumn<QStringList>("methods");
    QTest::addColumn<QStringList>("algorithms");
    QTest::addColumn<QString>("objection");
    const QStringList jwt{u"client_secret_post"_s, u"private_key_jwt"_s};
    QTest::newRow("both") << jwt << QStringList{u"RS384"_s, u"ES384"_s} << QString();
    QTest::newRow("it says nothing") << QStringList() << QStringList() << QString();
    QTest::newRow("only the method") << jwt << QStringList() << QString();
    QTest::newRow("only the algorithm") << QStringList() << QStringList{u"ES384"_s} << QString();
    QTest::newRow("other algorithm") << jwt << QStringList{u"RS384"_s, u"RS256"_s}
                                     << u"takes signatures by RS384, RS256, but the private key signs with ES384"_s;
    QTest::newRow("other method") << QStringList{u"client_secret_basic"_s} << QStringList{u"ES384"_s}
                                  << u"takes client_secret_basic and not private_key_jwt"_s;
}

void TestSmartConfiguration::permits()
{
    QFETCH(const QStringList, methods);
    QFETCH(const QStringList, algorithms);
    QFETCH(const QString, objection);
    const SmartConfiguration configuration{.authenticationMethods = methods, .signingAlgorithms = algorithms};
    const auto permitted = configuration.permits("ES384");
    QCOMPARE(permitted.has_value(), objection.isEmpty());
    if (!permitted) {
        QCOMPARE(permitted.error().kind, Error::Kind::ActionRequired);
        QVERIFY2(permitted.error().message.contains(objection), qUtf8Printable(permitted.error().message));
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSmartConfiguration)
#include "tst_smartconfiguration.moc"
