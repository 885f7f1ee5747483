// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionvalidator_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/text_p.h>

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Collects what is wrong with one Subscription.
class Checker
{
public:
    Checker(FhirVersion version, const Subscription &subscription, const SandboxTopic *topic,
            const WireProfile &profile)
        : m_version(version)
        , m_subscription(subscription)
        , m_topic(topic)
        , m_profile(profile)
    {
    }

    QList<Issue> check(const QDateTime &now)
    {
        checkStatus();
        checkTopic();
        if (m_subscription.filterBy.isEmpty() && m_profile.demandsFilters.contains(m_version)) {
            refuse(u"required"_s, u"Subscription.filterBy"_s, Text::tr("there has to be a filter"));
        }
        checkChannel();
        checkHeaders();
        checkContent();
        if (m_subscription.end.isValid() && m_subscription.end <= now) {
            refuse(u"business-rule"_s, u"Subscription.end"_s, Text::tr("the end has passed"));
        }
        if (m_subscription.heartbeatPeriod && !m_profile.acceptsHeartbeatPeriod) {
            refuse(u"not-supported"_s, u"Subscription.heartbeatPeriod"_s, Text::tr("heartbeats are not supported"));
        }
        if (m_subscription.maxCount == 0U) {
            refuse(u"value"_s, u"Subscription.maxCount"_s, Text::tr("maxCount is at least 1"));
        }
        return m_issues;
    }

private:
    void refuse(const QString &code, const QString &path, const QString &message)
    {
        m_issues.append({.severity = Issue::Severity::Error, .code = code, .path = path, .message = message});
    }

    void checkStatus()
    {
        const auto status = m_subscription.status;
        if (status == SubscriptionStatusCode::Error || status == SubscriptionStatusCode::EnteredInError) {
            refuse(u"business-rule"_s, u"Subscription.status"_s,
                   Text::tr("a client may only ask for requested or off"));
        }
    }

    void checkTopic()
    {
        if (!m_subscription.isTopicBased()) {
            refuse(u"not-supported"_s, u"Subscription.topic"_s,
                   Text::tr(
                       "only topic-based subscriptions are supported: the criteria is to be a topic's canonical URL"));
        } else if (!m_topic) {
            refuse(u"not-supported"_s, u"Subscription.topic"_s, Text::tr("the topic is not known"));
        } else {
            for (qsizetype i = 0; i < m_subscription.filterBy.size(); ++i) {
                checkFilter(m_subscription.filterBy[i], u"Subscription.filterBy[%1]"_s.arg(i));
            }
        }
    }

    void checkFilter(const FilterBy &filter, const QString &path)
    {
        const SubscriptionTopic::CanFilterBy *found = nullptr;
        for (const auto &canFilterBy : m_topic->value.canFilterBy) {
            const auto isSameType = filter.resourceType.isEmpty() || canFilterBy.resource.isEmpty()
                || resourceTypeFromUri(filter.resourceType) == resourceTypeFromUri(canFilterBy.resource);
            if (isSameType && canFilterBy.filterParameter == filter.filterParameter) {
                found = &canFilterBy;
            }
        }
        if (!found) {
            refuse(u"not-supported"_s, path + u".filterParameter"_s,
                   Text::tr("the topic cannot be filtered by %1").arg(filter.filterParameter));
            return;
        }
        if (!filter.comparator.isEmpty() && !filter.modifier.isEmpty()) {
            refuse(u"invariant"_s, path, Text::tr("scr-1: a comparator and a modifier exclude each other"));
        }
        const auto isDefault = filter.comparator.isEmpty() || filter.comparator == "eq"_L1;
        if (!isDefault && !found->comparators.contains(filter.comparator)) {
            refuse(u"not-supported"_s, path + u".comparator"_s,
                   Text::tr("the topic has no comparator %1 for %2").arg(filter.comparator, filter.filterParameter));
        }
        if (!filter.modifier.isEmpty() && !found->modifiers.contains(filter.modifier)) {
            refuse(u"not-supported"_s, path + u".modifier"_s,
                   Text::tr("the topic has no modifier %1 for %2").arg(filter.modifier, filter.filterParameter));
        }
    }

    void checkChannel()
    {
        if (isWebSocket() && m_profile.webSocket.isAvailable()) {
            return; // it has no endpoint, and one that is given is of no use
        }
        if (m_subscription.channelType != toCode(ChannelType::RestHook)) {
            const auto message = m_profile.webSocket.isAvailable()
                ? Text::tr("only the channels rest-hook and websocket are supported")
                : Text::tr("only the channel rest-hook is supported");
            refuse(u"not-supported"_s, u"Subscription.channelType"_s, message);
        }
        const auto &endpoint = m_subscription.endpoint;
        const auto isHttp = endpoint.scheme() == "http"_L1 || endpoint.scheme() == "https"_L1;
        if (!endpoint.isValid() || !isHttp || endpoint.host().isEmpty()) {
            refuse(u"value"_s, u"Subscription.endpoint"_s, Text::tr("the endpoint is to be an http or https URL"));
        }
    }

    [[nodiscard]] bool isWebSocket() const { return m_subscription.channelType == toCode(ChannelType::WebSocket); }

    void checkHeaders()
    {
        static const QRegularExpression name(u"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"_s);
        static const QRegularExpression control(u"[\\x00-\\x08\\x0a-\\x1f\\x7f]"_s);
        for (const auto &header : m_subscription.headers) {
            if (!name.match(header.name).hasMatch() || header.value.contains(control)) {
                refuse(u"value"_s, u"Subscription.parameter"_s, Text::tr("not an HTTP header"));
            }
        }
    }

    void checkContent()
    {
        const auto mimeType = m_subscription.contentType.section(u';', 0, 0).trimmed();
        if (!mimeType.isEmpty() && mimeType != "application/fhir+json"_L1 && mimeType != "application/json"_L1) {
            refuse(u"not-supported"_s, u"Subscription.contentType"_s,
                   Text::tr("only application/fhir+json is supported"));
        }
    }

    FhirVersion m_version;
    const Subscription &m_subscription;
    const SandboxTopic *m_topic;
    const WireProfile &m_profile;
    QList<Issue> m_issues;
};

bool isFullResourceByHttp(const Subscription &subscription)
{
    return subscription.channelType == toCode(ChannelType::RestHook)
        && subscription.content == PayloadContent::FullResource && subscription.endpoint.scheme() != "https"_L1;
}

Issue issueFromError(const Error &error)
{
    return {.severity = Issue::Severity::Error,
            .code = error.kind == Error::Kind::Rejected ? u"not-supported"_s : u"value"_s,
            .path = error.location,
            .message = error.message};
}

QList<Issue> errorsOf(const QList<Issue> &issues)
{
    QList<Issue> errors;
    std::copy_if(issues.begin(), issues.end(), std::back_inserter(errors),
                 [](const Issue &issue) { return hasErrors({issue}); });
    return errors;
}

} // namespace

tl::expected<ValidSubscription, QList<Issue>> validateSubscription(FhirVersion version, const QJsonObject &resource,
                                                                   const TopicRepository &topics,
                                                                   const WireProfile &profile, const QDateTime &now)
{
    auto decoded = codecFor(version).readSubscription(resource);
    if (!decoded) {
        return Refusal(QList<Issue>{issueFromError(decoded.error())});
    }
    auto subscription = std::move(decoded->value);
    const auto topic = topics.find(subscription.topic);
    auto issues = errorsOf(decoded->issues);
    issues.append(Checker(version, subscription, topic.get(), profile).check(now));
    if (!issues.isEmpty()) {
        return Refusal(issues);
    }
    const auto isFiltered = !profile.ignoresFilters.contains(version);
    auto filter = SubscriptionFilter::create(isFiltered ? subscription.filterBy : QList<FilterBy>(),
                                             topic->evaluator.resourceTypes());
    if (!filter) {
        auto issue = issueFromError(filter.error());
        issue.path = u"Subscription.filterBy"_s;
        return Refusal(QList<Issue>{issue});
    }
    if (!subscription.content) {
        subscription.content = PayloadContent::IdOnly;
    }
    const bool isInert = profile.wantsR5Elements.contains(version) && !resource.contains("topic"_L1);
    const bool failsAtOnce = profile.fullResourceRequiresHttps && isFullResourceByHttp(subscription);
    return ValidSubscription{subscription, topic, *std::move(filter), isInert, failsAtOnce};
}

} // namespace Tbs
