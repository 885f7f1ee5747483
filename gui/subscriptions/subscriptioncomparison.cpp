// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptioncomparison.h"

#include "subscriptionwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct Element
{
    QString name;
    QString (*text)(const Subscription &subscription, bool masked);
};

QString numberText(std::optional<quint32> number)
{
    return number ? QString::number(*number) : QString();
}

QString secondsText(std::optional<quint32> seconds)
{
    return seconds ? heartbeatText(seconds) : QString();
}

const QList<Element> &elements()
{
    static const QList<Element> list{
        {u"topic"_s,
         [](const Subscription &subscription, bool) {
             return subscription.topic;
         }},
        {u"filterBy"_s,
         [](const Subscription &subscription, bool masked) {
             return filtersText(subscription.filterBy, masked, u"; "_s);
         }},
        {u"channelType"_s,
         [](const Subscription &subscription, bool) {
             return subscription.channelType;
         }},
        {u"endpoint"_s,
         [](const Subscription &subscription, bool) {
             return subscription.endpoint.toDisplayString();
         }},
        {u"content"_s,
         [](const Subscription &subscription, bool) {
             return subscription.content ? toCode(*subscription.content) : QString();
         }},
        {u"contentType"_s,
         [](const Subscription &subscription, bool) {
             return subscription.contentType;
         }},
        {u"heartbeatPeriod"_s,
         [](const Subscription &subscription, bool) {
             return secondsText(subscription.heartbeatPeriod);
         }},
        {u"timeout"_s,
         [](const Subscription &subscription, bool) {
             return secondsText(subscription.timeout);
         }},
        {u"maxCount"_s,
         [](const Subscription &subscription, bool) {
             return numberText(subscription.maxCount);
         }},
        {u"end"_s,
         [](const Subscription &subscription, bool) {
             return momentText(subscription.end);
         }},
    };
    return list;
}

const SubscriptionDifference *find(const QList<SubscriptionDifference> &differences, const QString &element)
{
    const auto found = std::find_if(differences.begin(), differences.end(),
                                    [&element](const auto &difference) { return difference.element == element; });
    return found == differences.end() ? nullptr : &*found;
}

/// What the library finds now, and what it found when it registered.
QList<SubscriptionDifference> differencesOf(const ManagedSubscription &managed, Subscription wanted,
                                            const Subscription &actual)
{
    // Servers mask the values of headers that they show, so here only the names count.
    for (auto &header : wanted.headers) {
        for (const auto &shown : actual.headers) {
            if (shown.name.compare(header.name, Qt::CaseInsensitive) == 0) {
                header.value = shown.value;
            }
        }
    }
    auto differences = compareSubscriptions(wanted, actual);
    for (const auto &altered : managed.altered) {
        if (!find(differences, altered.element)) {
            differences << altered;
        }
    }
    return differences;
}

/// Whether the library's text tells more than may be shown: values of filters, a password.
bool isHidden(const QString &element, bool masked)
{
    return element == "endpoint"_L1 || (masked && element == "filterBy"_L1);
}

} // namespace

QList<ComparedElement> comparedElements(const SubscriptionRow &row, const Subscription &wanted, bool masked)
{
    const auto *actual = row.actual();
    if (!row.managed || !actual) {
        return {};
    }
    QList<ComparedElement> compared;
    auto differences = differencesOf(*row.managed, wanted, *actual);
    for (const auto &element : elements()) {
        ComparedElement one{element.name, element.text(wanted, masked), element.text(*actual, masked), false};
        if (const auto *difference = find(differences, element.name)) {
            one.differs = true;
            if (!isHidden(element.name, masked)) {
                one.wanted = difference->wanted;
                one.actual = difference->actual;
            }
        }
        compared << one;
        differences.removeIf([&element](const auto &difference) { return difference.element == element.name; });
    }
    for (const auto &difference : std::as_const(differences)) { // headers, and what is not named above
        compared.append({difference.element, difference.wanted, difference.actual, true});
    }
    compared.removeIf([](const ComparedElement &element) {
        return element.wanted.isEmpty() && element.actual.isEmpty() && !element.differs;
    });
    return compared;
}

} // namespace Tbs::Gui
