// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptiontext.h"

#include "../health/subscriptionlight.h"
#include "subscriptionwords.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr qsizetype maximumRemarks = 20;

QString headerNames(const QList<SubscriptionHeader> &headers)
{
    QStringList lines;
    for (const auto &header : headers) {
        lines << header.name + u": "_s + hiddenText();
    }
    return lines.join(u'\n');
}

QString numberText(quint64 number)
{
    return number > 0 ? QLocale().toString(number) : QString();
}

} // namespace

SubscriptionText::SubscriptionText(const SubscriptionRow &row, bool masked)
    : m_row(row)
    , m_masked(masked)
{
}

QString SubscriptionText::html()
{
    m_text = {};
    m_text.title(m_row.name());
    m_text.paragraph(ownerExplanation(m_row));
    if (!m_row.isTopicBased()) {
        m_text.paragraph(tr("It is a query-based subscription of R4: it names no topic, and is shown because it uses "
                            "the server too."));
    }
    addHealth();
    addErrors();
    addProblems();
    addDelivery();
    addResource();
    addRemarks();
    return m_text.html();
}

/// Servers put anything into what they say about their errors.
QString SubscriptionText::serversWords(const QString &text) const
{
    return m_masked && !text.isEmpty() ? hiddenText() : text;
}

void SubscriptionText::addHealth()
{
    if (m_row.managed) {
        m_text.namedParagraph(lightText(lightOf(*m_row.managed)) + u':', lightReason(*m_row.managed, m_masked));
    }
}

void SubscriptionText::addErrors()
{
    const auto *actual = m_row.actual();
    QStringList errors;
    if (actual) {
        errors << actual->error;
    }
    if (m_row.managed) {
        errors += m_row.managed->facts.errors;
    }
    errors.removeAll(QString());
    errors.removeDuplicates();
    if (!errors.isEmpty()) {
        m_text.namedParagraph(tr("The server says:"), serversWords(errors.join(u'\n')));
    }
    if (m_row.managed && m_row.managed->error) {
        m_text.paragraph(adviceForSubscription(*m_row.managed->error)); // the health has told what went wrong
    }
}

void SubscriptionText::addProblems()
{
    if (!m_row.managed || m_row.managed->knownProblems.isEmpty()) {
        return;
    }
    m_text.heading(tr("Known problems of such a server"));
    for (const auto &problem : m_row.managed->knownProblems) {
        m_text.namedParagraph(problem.message, problem.advice);
    }
}

void SubscriptionText::addDelivery()
{
    if (!m_row.managed) {
        return;
    }
    const auto &facts = m_row.managed->facts;
    const auto &health = m_row.managed->health;
    const auto period = std::chrono::duration_cast<std::chrono::seconds>(facts.heartbeatPeriod).count();
    m_text.heading(tr("Delivery"));
    m_text.beginTable();
    m_text.row(tr("Last notification"), momentText(health.lastNotificationAt));
    m_text.row(tr("Last event"), momentText(health.lastEventAt));
    m_text.row(tr("Heartbeat"), heartbeatText(static_cast<quint32>(period)));
    m_text.row(tr("Next heartbeat due"), momentText(health.nextHeartbeatDue));
    m_text.row(tr("Highest event number"), numberText(facts.highest));
    m_text.row(tr("Events counted by the server"),
               facts.serverCount ? QLocale().toString(*facts.serverCount) : QString());
    m_text.row(tr("Events behind"), numberText(health.eventsBehind));
    m_text.row(tr("Missing numbers"), facts.missing.toString());
    m_text.row(tr("Ends"), momentText(facts.end));
    m_text.row(tr("Does not fit"), serversWords(facts.drift.join(u'\n')));
    m_text.endTable();
}

void SubscriptionText::addResource()
{
    const auto subscription = shownSubscription(m_row);
    const auto number = [](std::optional<quint32> value) {
        return value ? QLocale().toString(*value) : QString();
    };
    m_text.heading(m_row.actual() ? tr("On the server") : tr("Wanted; the server does not have it"));
    m_text.beginTable();
    m_text.row(tr("Id"), m_row.id(), true);
    m_text.row(tr("Status"), m_row.actual() ? statusText(m_row) : QString());
    m_text.row(m_row.isTopicBased() ? tr("Topic") : tr("Query"), topicText(m_row, m_masked), true);
    m_text.row(tr("Filters"), filtersText(subscription.filterBy, m_masked, u"\n"_s), true);
    m_text.row(tr("Channel"), subscription.channelType);
    m_text.row(tr("Endpoint"), endpointText(m_row), true);
    m_text.row(tr("Headers"), headerNames(subscription.headers), true);
    m_text.row(tr("Content"), contentText(m_row));
    m_text.row(tr("MIME type"), subscription.contentType);
    m_text.row(tr("Heartbeat"), heartbeatText(subscription.heartbeatPeriod));
    m_text.row(tr("Timeout"), subscription.timeout ? heartbeatText(subscription.timeout) : QString());
    m_text.row(tr("Events a notification"), number(subscription.maxCount));
    m_text.row(tr("End"), momentText(subscription.end));
    m_text.row(tr("Reason"), serversWords(subscription.reason));
    m_text.row(tr("Last updated"), m_row.observed ? momentText(m_row.observed->lastUpdated) : QString());
    m_text.row(tr("Version"), subscription.versionId);
    m_text.endTable();
}

void SubscriptionText::addRemarks()
{
    if (!m_row.observed || m_row.observed->issues.isEmpty()) {
        return;
    }
    const auto &issues = m_row.observed->issues;
    m_text.heading(tr("Strange about the resource"));
    m_text.beginTable();
    for (const auto &issue : issues.first(std::min(maximumRemarks, issues.size()))) {
        m_text.cells({issue.path, issue.message}, {0});
    }
    m_text.endTable();
}

} // namespace Tbs::Gui
