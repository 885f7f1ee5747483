// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/staticauthentication.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestStaticAuthentication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAuthorization_data();
    void makesAuthorization();
    void givesTheSameAtOnce();
    void hasNoOthers();
};

void TestStaticAuthentication::makesAuthorization_data()
{
    QTest::addColumn<HttpHeader>("header");
    QTest::addColumn<QByteArray>("value");
    const auto basic = [](const QString &username, const QString &password) {
        return StaticAuthentication::basic(username, password);
    };
    // RFC 7617, sections 2 and 2.1
    QTest::newRow("basic") << basic(u"Aladdin"_s, u"open sesame"_s) << QByteArray("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    QTest::newRow("basic, UTF-8") << basic(u"test"_s, u"123\u00a3"_s) << QByteArray("Basic dGVzdDoxMjPCow==");
    QTest::newRow("basic, colon in the password") << basic(u"a"_s, u"b:c"_s) << QByteArray("Basic YTpiOmM=");
    QTest::newRow("basic, no password") << basic(u"a"_s, {}) << QByteArray("Basic YTo=");
    // RFC 6750, section 2.1
    QTest::newRow("bearer") << StaticAuthentication::bearer("mF_9.B5f-4.1JqM") << QByteArray("Bearer mF_9.B5f-4.1JqM");
}

void TestStaticAuthentication::makesAuthorization()
{
    QFETCH(const HttpHeader, header);
    QCOMPARE(header.name, "Authorization");
    QTEST(header.value, "value");
}

void TestStaticAuthentication::givesTheSameAtOnce()
{
    const HttpHeaders headers{StaticAuthentication::bearer("abc"), {"X-Tenant", "7"}};
    StaticAuthentication authentication(headers);
    for (int i = 0; i < 2; ++i) {
        const auto future = authentication.headers();
        QVERIFY(future.isFinished());
        QVERIFY(*future.result() == headers);
    }
    QVERIFY(StaticAuthentication().headers().result()->isEmpty());
}

void TestStaticAuthentication::hasNoOthers()
{
    const HttpHeaders headers{StaticAuthentication::bearer("abc")};
    StaticAuthentication authentication(headers);
    QVERIFY(!authentication.discard(headers));
    QVERIFY(*authentication.headers().result() == headers);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestStaticAuthentication)
#include "tst_staticauthentication.moc"
