// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/bindingtokens_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestBindingTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsUntilItExpires();
    void removes();
    void tokensDiffer();
};

namespace {

const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
const QList<BoundSubscription> two{{FhirVersion::R4, u"1"_s}, {FhirVersion::R4, u"2"_s}};

} // namespace

void TestBindingTokens::findsUntilItExpires()
{
    BindingTokens tokens;
    const auto issued = tokens.issue(two, now.addSecs(30), now);
    const auto found = tokens.find(issued.token, now.addMSecs(29'999));
    QVERIFY(found);
    QCOMPARE(found->expiration, now.addSecs(30));
    QVERIFY(found->subscriptions == two);
    QVERIFY(!tokens.find(issued.token, now.addSecs(30)));
    QVERIFY(!tokens.find(issued.token.chopped(1), now));
    QVERIFY(!tokens.find(QString(), now));
}

void TestBindingTokens::removes()
{
    BindingTokens tokens;
    const auto issued = tokens.issue(two, now.addSecs(30), now);
    const auto other = tokens.issue(two, now.addSecs(30), now);
    tokens.remove(issued.token);
    tokens.remove(u"unknown"_s);
    QVERIFY(!tokens.find(issued.token, now));
    QVERIFY(tokens.find(other.token, now));
}

void TestBindingTokens::tokensDiffer()
{
    BindingTokens tokens;
    QSet<QString> seen;
    for (int i = 0; i < 100; ++i) {
        const auto token = tokens.issue(two, now.addSecs(30), now).token;
        QVERIFY(token.size() >= 32 && !token.contains(u' '));
        seen.insert(token);
    }
    QCOMPARE(seen.size(), 100);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestBindingTokens)
#include "tst_bindingtokens.moc"
