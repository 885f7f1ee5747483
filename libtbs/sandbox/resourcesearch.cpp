// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "resourcesearch_p.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qsizetype defaultCount = 50;
constexpr qsizetype maximumCount = 1000;

struct Search
{
    QList<SearchCriterion> criteria;
    QUrlQuery used; ///< what the self link names
    qsizetype count = defaultCount;
    qsizetype offset = 0;
};

HttpResponse refusal(const QString &message)
{
    return outcomeResponse(400, u"value"_s, message);
}

/// Parameters that shape the answer; they are accepted without effect.
bool isResultParameter(const QString &name)
{
    return QStringList{u"_format"_s, u"_pretty"_s, u"_sort"_s, u"_summary"_s, u"_elements"_s, u"_total"_s}.contains(
        name);
}

tl::expected<Search, HttpResponse> readSearch(const QString &type, const RestRequest &request)
{
    Search search;
    for (const auto &[key, value] : request.query) {
        if (key == "_count"_L1 || key == "_offset"_L1) {
            bool isNumber = false;
            const auto number = static_cast<qsizetype>(value.toUInt(&isNumber));
            if (!isNumber) {
                return tl::unexpected(refusal(QCoreApplication::translate("Tbs", "%1 is to be a number").arg(key)));
            }
            (key == "_count"_L1 ? search.count : search.offset) = number;
            continue;
        }
        const auto name = key.section(u':', 0, 0);
        if (!findSearchParameter(type, name)) {
            if (request.isStrict && !isResultParameter(name)) {
                return tl::unexpected(
                    refusal(QCoreApplication::translate("Tbs", "the parameter %1 is not supported").arg(name)));
            }
            continue;
        }
        auto criterion = makeSearchCriterion(type, name, key.section(u':', 1), {}, value);
        if (!criterion) {
            return tl::unexpected(refusal(criterion.error().message));
        }
        search.criteria.append(*std::move(criterion));
        search.used.addQueryItem(QString::fromLatin1(QUrl::toPercentEncoding(key)),
                                 QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    search.count = std::clamp<qsizetype>(search.count, 0, maximumCount);
    return search;
}

QJsonObject link(const QString &relation, const QString &url, const QUrlQuery &query)
{
    const auto text = query.isEmpty() ? url : url + u'?' + query.query(QUrl::FullyEncoded);
    return {{u"relation"_s, relation}, {u"url"_s, text}};
}

} // namespace

HttpResponse searchResources(SandboxEndpoint &endpoint, const QString &type, const RestRequest &request)
{
    const auto search = readSearch(type, request);
    if (!search) {
        return search.error();
    }
    const auto now = endpoint.context().clock.now();
    QJsonArray entries;
    qsizetype total = 0;
    for (const auto &resource : endpoint.resources().all(type)) {
        if (!matchesAll(resource, search->criteria, now)) {
            continue;
        }
        if (total >= search->offset && entries.size() < search->count) {
            entries.append(QJsonObject{{u"fullUrl"_s, QString(endpoint.baseUrl() + u'/' + localReference(resource))},
                                       {u"resource"_s, resource},
                                       {u"search"_s, QJsonObject{{u"mode"_s, u"match"_s}}}});
        }
        ++total;
    }

    const auto url = endpoint.baseUrl() + u'/' + type;
    QJsonArray links{link(u"self"_s, url, search->used)};
    if (search->count > 0 && search->offset + search->count < total) {
        auto next = search->used;
        next.addQueryItem(u"_count"_s, QString::number(search->count));
        next.addQueryItem(u"_offset"_s, QString::number(search->offset + search->count));
        links.append(link(u"next"_s, url, next));
    }
    QJsonObject bundle{{u"resourceType"_s, u"Bundle"_s},
                       {u"type"_s, u"searchset"_s},
                       {u"total"_s, static_cast<qint64>(total)},
                       {u"link"_s, links}};
    if (!entries.isEmpty()) {
        bundle.insert("entry"_L1, entries);
    }
    return resourceResponse(200, bundle);
}

tl::expected<QList<QJsonObject>, HttpResponse> findResources(SandboxEndpoint &endpoint, const QString &type,
                                                             const QList<std::pair<QString, QString>> &query)
{
    RestRequest request;
    request.query = query;
    request.isStrict = true;
    const auto search = readSearch(type, request);
    if (!search) {
        return tl::unexpected(search.error());
    }
    auto resources = endpoint.resources().all(type);
    const auto now = endpoint.context().clock.now();
    resources.removeIf([&](const QJsonObject &resource) { return !matchesAll(resource, search->criteria, now); });
    return resources;
}

} // namespace Tbs
