// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "resourcejudge.h"

#include <Tbs/codec/codec.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

/// A resource as one version's codec reads it.
struct Reading
{
    FhirVersion version = FhirVersion::R5;
    JsonLine details;
    QList<Issue> issues;

    /// Less is better: errors count before warnings.
    [[nodiscard]] std::pair<qsizetype, qsizetype> demerits() const
    {
        const auto errors = std::count_if(issues.cbegin(), issues.cend(), [](const Issue &issue) {
            return issue.severity == Issue::Severity::Error || issue.severity == Issue::Severity::Fatal;
        });
        return {errors, issues.size()};
    }
};

using Read = Reading (*)(const Codec &, const QJsonObject &);

QList<Issue> issuesOf(const Error &error)
{
    return {{Issue::Severity::Fatal, u"structure"_s, error.location, error.message}};
}

Reading readSubscription(const Codec &codec, const QJsonObject &resource)
{
    const auto decoded = codec.readSubscription(resource);
    if (!decoded) {
        return {codec.version(), {}, issuesOf(decoded.error())};
    }
    const auto &subscription = decoded->value;
    JsonLine details;
    details.add(u"id"_s, textOrNull(subscription.id))
        .add(u"status"_s, toCode(subscription.status))
        .add(u"topic"_s, textOrNull(subscription.topic))
        .add(u"channelType"_s, textOrNull(subscription.channelType))
        .add(u"content"_s, subscription.content ? QJsonValue(toCode(*subscription.content)) : QJsonValue())
        .add(u"filters"_s, subscription.filterBy.size());
    return {codec.version(), details, decoded->issues};
}

Reading readTopic(const Codec &codec, const QJsonObject &resource)
{
    const auto decoded = codec.readTopic(resource);
    if (!decoded) {
        return {codec.version(), {}, issuesOf(decoded.error())};
    }
    const auto &topic = decoded->value;
    JsonLine details;
    details.add(u"id"_s, textOrNull(topic.id))
        .add(u"status"_s, textOrNull(topic.status))
        .add(u"topic"_s, textOrNull(topic.url))
        .add(u"triggers"_s, topic.resourceTrigger.size() + topic.eventTrigger.size());
    return {codec.version(), details, decoded->issues};
}

Judgement judgeWith(Read read, const QString &kind, const QJsonObject &resource, const QList<FhirVersion> &versions)
{
    QList<Reading> readings;
    for (const auto version : versions) {
        readings.append(read(codecFor(version), resource));
    }
    std::stable_sort(readings.begin(), readings.end(),
                     [](const Reading &a, const Reading &b) { return a.demerits() < b.demerits(); });
    const auto &best = readings.constFirst();
    const bool isClear = readings.size() == 1 || best.demerits() < readings.at(1).demerits();
    JsonLine line;
    line.add(u"kind"_s, kind).add(u"fhirVersion"_s, isClear ? QJsonValue(toCode(best.version)) : QJsonValue());
    line.append(best.details);
    return {line, best.issues};
}

Judgement judgeCapabilityStatement(const QJsonObject &resource)
{
    const auto version = fhirVersionFromCode(resource.value("fhirVersion"_L1).toString());
    const auto topics = readCapabilityStatementTopics(resource);
    JsonLine line;
    line.add(u"kind"_s, u"CapabilityStatement"_s)
        .add(u"fhirVersion"_s, version ? QJsonValue(toCode(*version)) : QJsonValue())
        .add(u"topics"_s, QJsonArray::fromStringList(topics));
    QList<Issue> issues;
    if (!version) {
        issues.append({Issue::Severity::Warning, u"value"_s, u"CapabilityStatement.fhirVersion"_s,
                       QCoreApplication::translate("Tbs::Cli", "fhirVersion is none of R4, R4B and R5")});
    }
    if (topics.isEmpty()) {
        issues.append({Issue::Severity::Information, u"not-found"_s, u"CapabilityStatement.rest"_s,
                       QCoreApplication::translate("Tbs::Cli", "No topic is named; topics may be found by a search")});
    }
    return {line, issues};
}

} // namespace

std::optional<Judgement> judgeResource(const QJsonObject &resource, std::optional<FhirVersion> version)
{
    const auto kind = resource.value("resourceType"_L1).toString();
    const QList<FhirVersion> all{FhirVersion::R5, FhirVersion::R4B, FhirVersion::R4};
    const auto versions = version ? QList<FhirVersion>{*version} : all;
    if (kind == "Subscription"_L1) {
        return judgeWith(readSubscription, kind, resource, versions);
    }
    if (kind == "SubscriptionTopic"_L1 || kind == "Basic"_L1) {
        return judgeWith(readTopic, kind, resource, versions);
    }
    if (kind == "CapabilityStatement"_L1) {
        return judgeCapabilityStatement(resource);
    }
    return std::nullopt;
}

} // namespace Tbs::Cli
