// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplelisting.h"
#include "gui/subscriptions/subscriptioncomparison.h"
#include "gui/subscriptions/subscriptiondetail.h"
#include "gui/subscriptions/subscriptiontext.h"
#include "guitest.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTreeView>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

namespace {

QString plain(const QString &html)
{
    QTextDocument document;
    document.setHtml(html);
    return document.toPlainText();
}

} // namespace

class tst_SubscriptionDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asWanted();
    void differences();
    void masksFilters();
    void registrarsFindings();
    void otherHeaderValuesAreNotJudged();
    void notOnServer();
    void passwordIsNotCompared();
    void textOfOurs();
    void textOfOthers();
    void textOfQueries();
    void masked();
    void textOfServersIsNoHtml();
    void resource();
    void empty();
    void readerStays();

private:
    [[nodiscard]] SubscriptionRow row(const QString &name) const;
    [[nodiscard]] static Subscription wanted(const SubscriptionRow &row);
    [[nodiscard]] QString text(const QString &name, bool masked = false) const
    {
        return plain(SubscriptionText(row(name), masked).html());
    }
    void show(const QString &name) { m_detail->setRow(row(name), wanted(row(name))); }
    [[nodiscard]] QTreeWidget &elements() { return child<QTreeWidget>(*m_detail, u"comparedElements"_s); }
    [[nodiscard]] QTabWidget &tabs() { return child<QTabWidget>(*m_detail, u"subscriptionTabs"_s); }

    QList<SubscriptionRow> m_rows;
    std::unique_ptr<SubscriptionDetail> m_detail;
};

void tst_SubscriptionDetail::init()
{
    const auto example = exampleListing(QDateTime(QDate(2026, 11, 25), QTime(9, 30), Qt::UTC));
    m_rows = joined(example.managed, listing(example.listed, example.managed));
    m_detail = std::make_unique<SubscriptionDetail>();
}

SubscriptionRow tst_SubscriptionDetail::row(const QString &name) const
{
    for (const auto &row : m_rows) {
        if (row.name() == name) {
            return row;
        }
    }
    qFatal("There is no %s", qUtf8Printable(name));
}

Subscription tst_SubscriptionDetail::wanted(const SubscriptionRow &row)
{
    if (!row.managed) {
        return {};
    }
    return requestedSubscription(row.managed->wanted.definition,
                                 QUrl(u"http://127.0.0.1:8080/webhook/"_s + row.webhookId()),
                                 {{u"X-Api-Key"_s, u"secret-1"_s}});
}

void tst_SubscriptionDetail::asWanted()
{
    show(u"encounters"_s);
    QVERIFY(child<QLabel>(*m_detail, u"comparisonVerdict"_s).text().startsWith(u"✔"_s));
    QCOMPARE(tabs().tabText(1), u"Wanted and actual"_s);
    QVERIFY(elements().topLevelItemCount() > 5);
    const auto compared = comparedElements(row(u"encounters"_s), wanted(row(u"encounters"_s)), false);
    QVERIFY(std::none_of(compared.begin(), compared.end(), [](const auto &element) { return element.differs; }));
    QVERIFY(compared.contains(ComparedElement{u"heartbeatPeriod"_s, u"20 s"_s, u"20 s"_s, false}));
}

void tst_SubscriptionDetail::differences()
{
    show(u"patients"_s);
    QCOMPARE(tabs().tabText(1), u"Wanted and actual (3)"_s);
    QVERIFY(child<QLabel>(*m_detail, u"comparisonVerdict"_s).text().startsWith(u"⚠"_s));
    const auto compared = comparedElements(row(u"patients"_s), wanted(row(u"patients"_s)), false);
    QVERIFY(compared.contains(ComparedElement{u"heartbeatPeriod"_s, u"20 s"_s, u"60 s"_s, true}));
    QVERIFY(compared.contains(ComparedElement{u"maxCount"_s, u"1"_s, u"5"_s, true}));
    QVERIFY(compared.contains(ComparedElement{u"parameter[X-Api-Key]"_s, u"***"_s, {}, true}));
    QVERIFY(compared.contains(ComparedElement{u"timeout"_s, u"60 s"_s, u"60 s"_s, false}));
    // Marked by more than colour.
    const auto found = elements().findItems(u"heartbeatPeriod"_s, Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    QVERIFY(found.constFirst()->font(0).bold());
    QVERIFY(found.constFirst()->data(0, Qt::AccessibleTextRole).toString().contains("other than wanted"_L1));
}

void tst_SubscriptionDetail::masksFilters()
{
    auto changed = row(u"encounters"_s);
    changed.observed->subscription.filterBy[0].value = u"Patient/4712"_s;
    for (const auto &element : comparedElements(changed, wanted(changed), true)) {
        QVERIFY2(!element.wanted.contains("471"_L1) && !element.actual.contains("471"_L1), qPrintable(element.element));
        QCOMPARE(element.differs, element.element == "filterBy"_L1);
    }
    const auto shown = comparedElements(changed, wanted(changed), false);
    QVERIFY(shown.contains(ComparedElement{u"filterBy"_s, u"Encounter?subject=Patient/4711"_s,
                                           u"Encounter?subject=Patient/4712"_s, true}));
}

void tst_SubscriptionDetail::registrarsFindings()
{
    auto changed = row(u"encounters"_s);
    changed.managed->altered = {{u"parameter[X-Api-Key]"_s, u"***"_s, u"*** (another value)"_s}};
    const auto compared = comparedElements(changed, wanted(changed), false);
    QVERIFY(compared.contains(ComparedElement{u"parameter[X-Api-Key]"_s, u"***"_s, u"*** (another value)"_s, true}));
}

void tst_SubscriptionDetail::otherHeaderValuesAreNotJudged()
{
    auto masking = row(u"encounters"_s);
    masking.observed->subscription.headers = {{u"x-api-key"_s, u"*****"_s}}; // as servers show them
    for (const auto &element : comparedElements(masking, wanted(masking), false)) {
        QVERIFY2(!element.differs, qPrintable(element.element));
    }
}

void tst_SubscriptionDetail::notOnServer()
{
    QVERIFY(comparedElements(row(u"referrals"_s), wanted(row(u"referrals"_s)), false).isEmpty());
    show(u"referrals"_s);
    QVERIFY(child<QLabel>(*m_detail, u"comparisonVerdict"_s).text().contains("does not have it"_L1));
    QVERIFY(text(u"referrals"_s).contains("referral-created is not known (422)"_L1));
    QVERIFY(text(u"referrals"_s).contains("The server refuses it."_L1)); // and what to do
    // Of others there is nothing to compare.
    show(u"Subscription/40"_s);
    QVERIFY(!tabs().isTabVisible(1));
}

void tst_SubscriptionDetail::passwordIsNotCompared()
{
    auto changed = row(u"encounters"_s);
    changed.observed->subscription.endpoint = QUrl(u"https://user:topsecret@example.org/hook"_s);
    const auto compared = comparedElements(changed, wanted(changed), false);
    QVERIFY(compared.contains(ComparedElement{u"endpoint"_s, u"http://127.0.0.1:8080/webhook/encounters"_s,
                                              u"https://user@example.org/hook"_s, true}));
}

void tst_SubscriptionDetail::textOfOurs()
{
    const auto gap = text(u"lab-results"_s);
    for (const auto &part : {u"lab-results"_s, u"It is ours"_s, u"Gap:"_s, u"1200-1202"_s, u"1,204"_s, u"20 s"_s,
                             u"Encounter?subject=Patient/4711"_s, u"X-Api-Key: •••"_s, u"id-only"_s}) {
        QVERIFY2(gap.contains(part), qPrintable(part + u"\n\n"_s + gap));
    }
    QVERIFY(!gap.contains("secret-1"_L1));
    QVERIFY(text(u"immunizations"_s).contains("Connection refused by the endpoint"_L1));
    const auto altered = text(u"patients"_s);
    QVERIFY(altered.contains("does not send the headers"_L1));
    QVERIFY(altered.contains("webhook.pathPrefix"_L1));
}

void tst_SubscriptionDetail::textOfOthers()
{
    const auto others = text(u"Subscription/41"_s);
    QVERIFY(others.contains(u"somebody else’s"_s));
    QVERIFY(others.contains("Jane Chalmers could not be delivered"_L1));
    QVERIFY(others.contains("Ward round of the clinic"_L1));
    QVERIFY(!others.contains("topsecret"_L1));
    QVERIFY(!others.contains("Delivery"_L1));
    QVERIFY(text(u"Subscription/31"_s).contains("nothing in this connection wants it"_L1));
    QVERIFY(text(u"Subscription/32"_s).contains("the endpoint of encounters"_L1));
}

void tst_SubscriptionDetail::textOfQueries()
{
    const auto query = text(u"Subscription/43"_s);
    QVERIFY(query.contains("it names no topic"_L1));
    QVERIFY(query.contains("patient=Patient/4711"_L1));
    QVERIFY(query.contains("Subscription.criteria"_L1)); // what is strange about it
}

void tst_SubscriptionDetail::masked()
{
    for (const auto &row : std::as_const(m_rows)) {
        const auto shown = plain(SubscriptionText(row, true).html());
        for (const auto &secret : {u"4711"_s, u"Chalmers"_s, u"Ward round"_s, u"refused by the endpoint"_s}) {
            QVERIFY2(!shown.contains(secret), qPrintable(shown));
        }
    }
    m_detail->setMasked(true);
    for (const auto &row : std::as_const(m_rows)) {
        m_detail->setRow(row, wanted(row));
        for (const auto &secret : {u"4711"_s, u"Chalmers"_s, u"Ward round"_s, u"secret-1"_s, u"topsecret"_s}) {
            QVERIFY2(!m_detail->shownJson().contains(secret), qPrintable(m_detail->shownJson()));
        }
    }
}

void tst_SubscriptionDetail::textOfServersIsNoHtml()
{
    const auto evil = u"<img src='http://evil.example.org/'> %1 &amp;"_s;
    auto one = listedSubscription(u"66"_s, evil, {});
    one.observed.subscription.reason = evil;
    one.observed.subscription.error = evil;
    one.observed.subscription.channelType = evil;
    one.observed.issues = {{.path = evil, .message = evil}};
    const auto rows = joined({}, listing({one}, {}));
    const auto html = SubscriptionText(rows.constFirst(), false).html();
    QVERIFY(!html.contains("<img"_L1));
    QCOMPARE(plain(html).count(evil), 6);
}

void tst_SubscriptionDetail::resource()
{
    show(u"encounters"_s);
    QVERIFY(tabs().isTabVisible(2));
    QVERIFY(tabs().isTabVisible(3));
    QVERIFY(child<QTreeView>(*m_detail, u"subscriptionTree"_s).model()->rowCount() > 5);
    const auto json = child<QPlainTextEdit>(*m_detail, u"subscriptionJson"_s).toPlainText();
    QVERIFY(json.contains("Patient/4711"_L1));
    QVERIFY(!json.contains("secret-1"_L1));
    QCOMPARE(m_detail->shownJson(), json);
    show(u"referrals"_s);
    QVERIFY(!tabs().isTabVisible(2));
    QVERIFY(m_detail->shownJson().isEmpty());
}

void tst_SubscriptionDetail::empty()
{
    const auto text = [this] {
        return child<QTextBrowser>(*m_detail, u"subscriptionText"_s).toPlainText();
    };
    QVERIFY(text().startsWith("Select a subscription"_L1));
    show(u"encounters"_s);
    m_detail->clear();
    QVERIFY(text().startsWith("Select a subscription"_L1));
    for (int tab = 1; tab < tabs().count(); ++tab) {
        QVERIFY(!tabs().isTabVisible(tab));
    }
    show(u"encounters"_s); // the same as before
    QVERIFY(text().startsWith("encounters"_L1));
}

void tst_SubscriptionDetail::readerStays()
{
    m_detail->resize(400, 120);
    m_detail->show();
    auto changing = row(u"lab-results"_s);
    m_detail->setRow(changing, wanted(changing));
    auto &bar = *child<QTextBrowser>(*m_detail, u"subscriptionText"_s).verticalScrollBar();
    QTRY_VERIFY(bar.maximum() > 60);
    bar.setValue(60);
    elements().setCurrentItem(elements().topLevelItem(2));
    changing.managed->facts.highest = 1300;
    m_detail->setRow(changing, wanted(changing));
    QCOMPARE(bar.value(), 60);
    QCOMPARE(elements().currentItem(), elements().topLevelItem(2));
    show(u"encounters"_s); // another one is read from its beginning
    QCOMPARE(bar.value(), 0);
}

QTEST_MAIN(tst_SubscriptionDetail)
#include "tst_subscriptiondetail.moc"
