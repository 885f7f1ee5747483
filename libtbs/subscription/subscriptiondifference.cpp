// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptiondifference.h"

#include "endpointurl_p.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto masked = "***"_L1;

/// `eq` says what saying nothing says, and a comparator may stand in the value as well as before it: there it is put.
FilterBy normalised(FilterBy filter)
{
    static const QRegularExpression equals(u"^eq(?=-?[0-9])"_s);
    if (filter.comparator != "eq"_L1) {
        filter.value.prepend(filter.comparator);
    }
    filter.comparator.clear();
    if (filter.modifier.isEmpty()) {
        filter.value.remove(equals);
    }
    return filter;
}

QString textOf(const FilterBy &filter)
{
    const auto type = filter.resourceType.isEmpty() ? QString() : QString(filter.resourceType + u'?');
    const auto modifier = filter.modifier.isEmpty() ? QString() : QString(u':' + filter.modifier);
    return type + filter.filterParameter + modifier + u'=' + filter.value;
}

bool isSame(const FilterBy &first, const FilterBy &second)
{
    // R4 and R4B write a type only in some dialects, and servers leave out what the topic says anyway.
    const bool isSameType =
        first.resourceType == second.resourceType || first.resourceType.isEmpty() || second.resourceType.isEmpty();
    return isSameType && first.filterParameter == second.filterParameter && first.modifier == second.modifier
        && first.value == second.value;
}

QList<FilterBy> normalised(const QList<FilterBy> &filters)
{
    QList<FilterBy> result;
    for (const auto &filter : filters) {
        result.append(normalised(filter));
    }
    return result;
}

/// In any order, each standing for one. What is equal is paired before what is equal but for a missing type.
bool areSame(QList<FilterBy> wanted, QList<FilterBy> actual)
{
    if (wanted.size() != actual.size()) {
        return false;
    }
    wanted.removeIf([&](const FilterBy &filter) { return actual.removeOne(filter); });
    wanted.removeIf([&](const FilterBy &filter) {
        const auto found =
            std::ranges::find_if(actual, [&](const FilterBy &candidate) { return isSame(filter, candidate); });
        if (found == actual.end()) {
            return false;
        }
        actual.erase(found);
        return true;
    });
    return wanted.isEmpty();
}

QString textOf(const QList<FilterBy> &filters)
{
    QStringList texts;
    for (const auto &filter : filters) {
        texts.append(textOf(filter));
    }
    texts.sort();
    return texts.join("; "_L1);
}

QString mimeType(const QString &contentType)
{
    return contentType.section(u';', 0, 0).trimmed().toLower();
}

QString secondsText(std::optional<quint32> seconds)
{
    return seconds ? QCoreApplication::translate("Tbs", "%1 s").arg(*seconds) : QString();
}

QString countText(std::optional<quint32> count)
{
    return count ? QString::number(*count) : QString();
}

QString endText(const QDateTime &end)
{
    return end.isValid() ? end.toUTC().toString(Qt::ISODate) : QString();
}

/// The values of each header, by its name in lower case; and how the name was written.
struct HeaderValues
{
    QString name;
    QStringList values;
};

QMap<QString, HeaderValues> byName(const QList<SubscriptionHeader> &headers)
{
    QMap<QString, HeaderValues> result;
    for (const auto &header : headers) {
        auto &entry = result[header.name.toLower()];
        entry.name = header.name;
        entry.values.append(header.value.trimmed());
        entry.values.sort();
    }
    return result;
}

class Comparison
{
public:
    Comparison(const Subscription &wanted, const Subscription &actual)
        : m_wanted(wanted)
        , m_actual(actual)
    {
    }

    QList<SubscriptionDifference> run()
    {
        compareTopics();
        compareFilters();
        compareTexts("channelType"_L1, m_wanted.channelType, m_actual.channelType);
        compareEndpoints();
        compareHeaders();
        compareContent();
        compareNumbers();
        compareEnds();
        return std::move(m_differences);
    }

private:
    void add(const QString &element, const QString &wanted, const QString &actual)
    {
        m_differences.append({element, wanted, actual});
    }

    void compareTexts(QLatin1StringView element, const QString &wanted, const QString &actual)
    {
        if (wanted != actual) {
            add(element, wanted, actual);
        }
    }

    void compareTopics()
    {
        const auto wantedVersion = m_wanted.topic.section(u'|', 1);
        const auto actualVersion = m_actual.topic.section(u'|', 1);
        const bool isSameVersion = wantedVersion == actualVersion || wantedVersion.isEmpty() || actualVersion.isEmpty();
        if (m_wanted.topic.section(u'|', 0, 0) != m_actual.topic.section(u'|', 0, 0) || !isSameVersion) {
            add(u"topic"_s, m_wanted.topic, m_actual.topic);
        }
    }

    void compareFilters()
    {
        const auto wanted = normalised(m_wanted.filterBy);
        const auto actual = normalised(m_actual.filterBy);
        if (!areSame(wanted, actual)) {
            add(u"filterBy"_s, textOf(wanted), textOf(actual));
        }
    }

    void compareEndpoints()
    {
        // A websocket has none; some servers note their own address there.
        if (!m_wanted.endpoint.isEmpty() && !isSameEndpoint(m_wanted.endpoint, m_actual.endpoint)) {
            add(u"endpoint"_s, m_wanted.endpoint.toString(), m_actual.endpoint.toString());
        }
    }

    void compareHeaders()
    {
        const auto wanted = byName(m_wanted.headers);
        auto actual = byName(m_actual.headers);
        for (auto entry = wanted.cbegin(); entry != wanted.cend(); ++entry) {
            const auto found = actual.take(entry.key());
            if (found.values.isEmpty()) {
                add(u"parameter[%1]"_s.arg(entry->name), masked, {});
            } else if (found.values != entry->values) {
                add(u"parameter[%1]"_s.arg(entry->name), masked,
                    masked + u' ' + QCoreApplication::translate("Tbs", "(another value)"));
            }
        }
        for (const auto &entry : std::as_const(actual)) {
            add(u"parameter[%1]"_s.arg(entry.name), {}, masked);
        }
    }

    void compareContent()
    {
        if (!m_wanted.contentType.isEmpty() && mimeType(m_wanted.contentType) != mimeType(m_actual.contentType)) {
            add(u"contentType"_s, m_wanted.contentType, m_actual.contentType);
        }
        if (m_wanted.content && m_wanted.content != m_actual.content) {
            add(u"content"_s, toCode(*m_wanted.content), m_actual.content ? toCode(*m_actual.content) : QString());
        }
    }

    void compareNumbers()
    {
        // No heartbeats are wished by saying nothing; a server says nothing or 0 for them.
        if (m_wanted.heartbeatPeriod.value_or(0) != m_actual.heartbeatPeriod.value_or(0)) {
            add(u"heartbeatPeriod"_s, secondsText(m_wanted.heartbeatPeriod), secondsText(m_actual.heartbeatPeriod));
        }
        if (m_wanted.timeout && m_wanted.timeout != m_actual.timeout) {
            add(u"timeout"_s, secondsText(m_wanted.timeout), secondsText(m_actual.timeout));
        }
        if (m_wanted.maxCount && m_wanted.maxCount != m_actual.maxCount) {
            add(u"maxCount"_s, countText(m_wanted.maxCount), countText(m_actual.maxCount));
        }
    }

    void compareEnds()
    {
        const bool areSame = m_wanted.end.isValid() == m_actual.end.isValid()
            && (!m_wanted.end.isValid() || m_wanted.end.toSecsSinceEpoch() == m_actual.end.toSecsSinceEpoch());
        if (!areSame) { // not every server keeps milliseconds
            add(u"end"_s, endText(m_wanted.end), endText(m_actual.end));
        }
    }

    const Subscription &m_wanted;
    const Subscription &m_actual;
    QList<SubscriptionDifference> m_differences;
};

} // namespace

QList<SubscriptionDifference> compareSubscriptions(const Subscription &wanted, const Subscription &actual)
{
    return Comparison(wanted, actual).run();
}

} // namespace Tbs
