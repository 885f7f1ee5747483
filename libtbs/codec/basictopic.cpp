// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "basictopic_p.h"
#include "extensions_p.h"
#include "subscriptionelements_p.h"
#include "topicelements_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr std::array prefixes{"http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic."_L1,
                              "http://hl7.org/fhir/4.3/StructureDefinition/extension-SubscriptionTopic."_L1};

/// An element of SubscriptionTopic: whether it repeats, and the type of its value; an empty type: it has elements
/// itself.
struct Element
{
    QLatin1StringView name;
    bool repeats;
    QLatin1StringView type;
};

/// Of the topic itself and of its parts: no name means two things.
constexpr std::array elements{
    Element{"url"_L1, false, "valueUri"_L1},
    Element{"version"_L1, false, "valueString"_L1},
    Element{"title"_L1, false, "valueString"_L1},
    Element{"status"_L1, false, "valueCode"_L1},
    Element{"description"_L1, false, "valueMarkdown"_L1},
    Element{"derivedFrom"_L1, true, "valueCanonical"_L1},
    Element{"resourceTrigger"_L1, true, {}},
    Element{"eventTrigger"_L1, true, {}},
    Element{"canFilterBy"_L1, true, {}},
    Element{"notificationShape"_L1, true, {}},
    Element{"resource"_L1, false, "valueUri"_L1},
    Element{"supportedInteraction"_L1, true, "valueCode"_L1},
    Element{"queryCriteria"_L1, false, {}},
    Element{"previous"_L1, false, "valueString"_L1},
    Element{"resultForCreate"_L1, false, "valueCode"_L1},
    Element{"current"_L1, false, "valueString"_L1},
    Element{"resultForDelete"_L1, false, "valueCode"_L1},
    Element{"requireBoth"_L1, false, "valueBoolean"_L1},
    Element{"fhirPathCriteria"_L1, false, "valueString"_L1},
    Element{"event"_L1, false, "valueCodeableConcept"_L1},
    Element{"filterParameter"_L1, false, "valueString"_L1},
    Element{"filterDefinition"_L1, false, "valueUri"_L1},
    Element{"comparator"_L1, true, "valueCode"_L1},
    Element{"modifier"_L1, true, "valueCode"_L1},
    Element{"include"_L1, true, "valueString"_L1},
    Element{"revInclude"_L1, true, "valueString"_L1},
};

const Element *elementOf(QStringView name)
{
    const auto found = std::ranges::find_if(elements, [&](const Element &element) { return name == element.name; });
    return found == elements.end() ? nullptr : &*found;
}

/// The element that an extension of the Basic stands for; empty for any other extension.
QString topicElementName(const QJsonValue &extension)
{
    const auto url = extension["url"_L1].toString();
    for (const auto prefix : prefixes) {
        if (url.startsWith(prefix)) {
            return url.sliced(prefix.size());
        }
    }
    return {};
}

QJsonObject elementsOfPart(const QJsonArray &extensions);

void addElement(const QString &name, const QJsonObject &extension, QJsonObject &object)
{
    const auto *element = elementOf(name);
    if (!element) {
        return;
    }
    const QJsonValue value = element->type.isEmpty() ? QJsonValue(elementsOfPart(extension["extension"_L1].toArray()))
                                                     : extension[valueNameOf(extension)];
    if (!element->repeats) {
        object.insert(name, value);
        return;
    }
    auto values = object.value(name).toArray();
    values.append(value);
    object.insert(name, values);
}

/// Within a part (a trigger, a filter, a shape) the urls are the bare names.
QJsonObject elementsOfPart(const QJsonArray &extensions)
{
    QJsonObject object;
    for (const auto &extension : extensions) {
        addElement(extension["url"_L1].toString(), extension.toObject(), object);
    }
    return object;
}

/// \a basic's extensions as the SubscriptionTopic they stand for.
QJsonObject topicOf(const QJsonObject &basic)
{
    QJsonObject topic{{u"id"_s, basic["id"_L1]}};
    for (const auto list : {"modifierExtension"_L1, "extension"_L1}) {
        const auto extensions = basic[list].toArray();
        for (const auto &extension : extensions) {
            addElement(topicElementName(extension), extension.toObject(), topic);
        }
    }
    return topic;
}

QJsonArray extensionsOf(const QJsonObject &object, const QString &urlPrefix);

/// The extensions for one member of a SubscriptionTopic.
QJsonArray extensionsOf(const Element &element, const QJsonValue &member, const QString &urlPrefix)
{
    QJsonArray extensions;
    const auto values = member.isArray() ? member.toArray() : QJsonArray{member};
    for (const auto &value : values) {
        QJsonObject extension{{u"url"_s, urlPrefix + element.name}};
        if (element.type.isEmpty()) {
            extension.insert("extension"_L1, extensionsOf(value.toObject(), QString()));
        } else {
            extension.insert(element.type, value);
        }
        extensions.append(extension);
    }
    return extensions;
}

QJsonArray extensionsOf(const QJsonObject &object, const QString &urlPrefix)
{
    QJsonArray extensions;
    for (const auto &element : elements) {
        if (object.contains(element.name)) {
            const auto found = extensionsOf(element, object[element.name], urlPrefix);
            for (const auto &extension : found) {
                extensions.append(extension);
            }
        }
    }
    return extensions;
}

/// \a wanted with each extension replaced by that of \a before which means the same, however it is spelled; and with
/// all of \a before that are not ours.
QJsonArray merged(const QJsonArray &before, const QJsonArray &wanted)
{
    const auto meaning = [](const QJsonValue &extension) {
        QJsonObject object;
        addElement(topicElementName(extension), extension.toObject(), object);
        return object;
    };
    QJsonArray result;
    for (const auto &extension : before) {
        const auto name = topicElementName(extension);
        if (name.isEmpty() || !elementOf(name)) {
            result.append(extension);
        }
    }
    for (const auto &extension : wanted) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const QJsonValue &candidate) {
            return !topicElementName(candidate).isEmpty() && meaning(candidate) == meaning(extension);
        });
        result.append(same == before.end() ? extension : *same);
    }
    return result;
}

bool isTopic(const QJsonObject &basic)
{
    const auto codings = basic["code"_L1]["coding"_L1].toArray();
    return std::any_of(codings.begin(), codings.end(),
                       [](const QJsonValue &coding) { return coding["code"_L1].toString() == "SubscriptionTopic"_L1; });
}

} // namespace

Result<Decoded<SubscriptionTopic>> readBasicTopic(const QJsonObject &resource)
{
    if (resource["resourceType"_L1].toString() != "Basic"_L1) {
        return unexpectedResource(u"Basic"_s, resource);
    }
    if (!isTopic(resource)) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "The Basic resource does not stand for a SubscriptionTopic"),
                       u"Basic.code"_s);
    }
    IssueCollector issues;
    const ElementPath path("Basic");
    const auto json = topicOf(resource);
    auto topic = readTopicElements(ElementReader(json, path, issues), ComparatorList::OnItsOwn);
    topic.raw = resource;
    return Decoded<SubscriptionTopic>{std::move(topic), issues.take()};
}

QJsonObject writeBasicTopic(const SubscriptionTopic &topic)
{
    auto basic = topic.raw;
    auto json = topicOf(basic);
    writeTopicElements(topic, ComparatorList::OnItsOwn, json);
    const auto status = json.take("status"_L1);
    const QString prefix = prefixes.front();

    basic.insert("resourceType"_L1, u"Basic"_s);
    setMember(basic, "id"_L1, topic.id);
    setMember(basic, "extension"_L1, merged(basic.value("extension"_L1).toArray(), extensionsOf(json, prefix)));
    setMember(basic, "modifierExtension"_L1,
              merged(basic.value("modifierExtension"_L1).toArray(), extensionsOf({{u"status"_s, status}}, prefix)));
    if (!isTopic(basic)) {
        const QJsonObject coding{{u"system"_s, u"http://hl7.org/fhir/fhir-types"_s},
                                 {u"code"_s, u"SubscriptionTopic"_s}};
        basic.insert("code"_L1, QJsonObject{{u"coding"_s, QJsonArray{coding}}});
    }
    return basic;
}

} // namespace Tbs
