// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "codec.h"

#include "extensions_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool isSubscription(const QJsonValue &resource)
{
    return resource["type"_L1].toString() == "Subscription"_L1;
}

} // namespace

QStringList readCapabilityStatementTopics(const QJsonObject &capabilityStatement)
{
    QStringList topics;
    const auto rests = capabilityStatement["rest"_L1].toArray();
    for (const auto &rest : rests) {
        const auto resources = rest["resource"_L1].toArray();
        for (const auto &resource : resources) {
            if (!isSubscription(resource)) {
                continue;
            }
            const auto extensions = resource["extension"_L1].toArray();
            for (const auto &extension : extensions) {
                const auto topic = extension["valueCanonical"_L1].toString();
                if (extension["url"_L1].toString() == BackportExtension::topicCanonical && !topic.isEmpty()
                    && !topics.contains(topic)) {
                    topics.append(topic);
                }
            }
        }
    }
    return topics;
}

QJsonObject writeCapabilityStatementTopics(QJsonObject capabilityStatement, const QStringList &topics)
{
    QJsonArray extensions;
    for (const auto &topic : topics) {
        extensions.append(
            QJsonObject{{u"url"_s, QString(BackportExtension::topicCanonical)}, {u"valueCanonical"_s, topic}});
    }
    auto rests = capabilityStatement.value("rest"_L1).toArray();
    auto rest = rests.isEmpty() ? QJsonObject{{u"mode"_s, u"server"_s}} : rests.first().toObject();
    auto resources = rest.value("resource"_L1).toArray();
    qsizetype index = 0;
    while (index < resources.size() && !isSubscription(resources.at(index))) {
        ++index;
    }
    auto resource =
        index < resources.size() ? resources.at(index).toObject() : QJsonObject{{u"type"_s, u"Subscription"_s}};
    setExtensions(resource, BackportExtension::topicCanonical, extensions);

    // insert() at the end, replace() before it: QJsonArray has no put().
    const auto put = [](QJsonArray &array, qsizetype position, const QJsonObject &value) {
        position < array.size() ? array.replace(position, value) : array.insert(position, value);
    };
    put(resources, index, resource);
    rest.insert("resource"_L1, resources);
    put(rests, 0, rest);
    capabilityStatement.insert("rest"_L1, rests);
    return capabilityStatement;
}

} // namespace Tbs
