// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "pagedsearch_p.h"
#include "requesturl_p.h"

#include <Tbs/fhir/operationoutcome.h>

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString nextLink(const QJsonObject &bundle)
{
    const auto links = bundle["link"_L1].toArray();
    for (const auto &link : links) {
        if (link["relation"_L1].toString() == "next"_L1) {
            return link["url"_L1].toString();
        }
    }
    return {};
}

QByteArray hashOf(const QJsonArray &entries)
{
    return QCryptographicHash::hash(QJsonDocument(entries).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
}

} // namespace

PagedSearch::PagedSearch(QUrl baseUrl, QString type, SearchLimits limits, Fetch fetch, QObject *parent)
    : QObject(parent)
    , m_baseUrl(std::move(baseUrl))
    , m_type(std::move(type))
    , m_limits(limits)
    , m_fetch(std::move(fetch))
{
}

QFuture<Result<SearchResult>> PagedSearch::start(const QUrl &url)
{
    const auto future = m_promise.future();
    fetch(url);
    return future;
}

void PagedSearch::fetch(const QUrl &url)
{
    m_asked.insert(url);
    whenFinished(m_fetch(url), this, [this](const Result<FhirResponse> &page) {
        if (!page) {
            auto error = page.error();
            if (m_pages > 0) {
                error.httpStatus.reset(); // the search as such was not refused
            }
            finish(failure(std::move(error)));
            return;
        }
        ++m_pages;
        const auto next = read(*page);
        if (!next) {
            finish(failure(next.error()));
        } else if (!*next || !m_result.complete) {
            finish(std::move(m_result));
        } else if (m_pages >= m_limits.maximumPages || m_result.resources.size() >= m_limits.maximumResources) {
            m_result.complete = false;
            finish(std::move(m_result));
        } else {
            fetch(**next);
        }
    });
}

/// \return where the next page is, when there is one.
Result<std::optional<QUrl>> PagedSearch::read(const FhirResponse &page)
{
    const auto bundle = page.resource();
    if (!bundle) {
        return failure(bundle.error());
    }
    if (auto checked = checkBundle(page, *bundle); !checked) {
        return failure(checked.error());
    }
    const auto entries = bundle->value("entry"_L1).toArray();
    for (qsizetype i = 0; i < entries.size() && m_result.complete; ++i) {
        readEntry(entries.at(i).toObject(), i);
    }
    const auto link = nextLink(*bundle);
    if (link.isEmpty()) {
        return std::nullopt;
    }
    const auto asked = describeRequest(page.method, page.url);
    const auto next = pageUrl(m_baseUrl, page.url, link);
    if (!next) {
        return failure(next.error().kind, asked + u": "_s + next.error().message, u"Bundle.link"_s);
    }
    const auto content = hashOf(entries);
    if (m_asked.contains(*next) || (!entries.isEmpty() && m_seen.contains(content))) {
        return failure(Error::Kind::BadData,
                       tr("%1: the pages of the answer never end: page %2 came before").arg(asked).arg(m_pages),
                       u"Bundle.link"_s);
    }
    m_seen.insert(content);
    return *next;
}

Result<void> PagedSearch::checkBundle(const FhirResponse &page, const QJsonObject &bundle)
{
    const auto type = bundle["resourceType"_L1].toString();
    if (type != "Bundle"_L1) {
        auto text = tr("%1 was answered with the resource %2 instead of a Bundle")
                        .arg(describeRequest(page.method, page.url), type.left(64).simplified());
        for (const auto &issue : readOperationOutcome(bundle)) {
            text += u": "_s + issue.message.left(500).simplified();
        }
        return failure(Error::Kind::BadData, text);
    }
    if (bundle["type"_L1].toString() != "searchset"_L1) {
        remark(u"value"_s, u"Bundle.type"_s, tr("The answer of a search is no Bundle of type searchset"));
    }
    if (bundle.contains("entry"_L1) && !bundle["entry"_L1].isArray()) {
        return failure(Error::Kind::BadData,
                       tr("%1: the entries are no array").arg(describeRequest(page.method, page.url)),
                       u"Bundle.entry"_s);
    }
    return {};
}

void PagedSearch::readEntry(const QJsonObject &entry, qsizetype index)
{
    const auto resource = entry["resource"_L1].toObject();
    const auto type = resource["resourceType"_L1].toString();
    const auto mode = entry["search"_L1]["mode"_L1].toString();
    if (mode == "outcome"_L1 || (type == "OperationOutcome"_L1 && m_type != type)) {
        m_result.issues += readOperationOutcome(resource);
    } else if (mode == "include"_L1) {
        return;
    } else if (type == m_type) {
        addMatch(resource);
    } else {
        remark(u"structure"_s, u"Bundle.entry[%1].resource"_s.arg(index),
               type.isEmpty() ? tr("An entry without a resource was left out")
                              : tr("A resource of another type than was searched for was left out"));
    }
}

/// What changes while we read may come on two pages.
void PagedSearch::addMatch(const QJsonObject &resource)
{
    const auto id = resource["id"_L1].toString();
    if (!id.isEmpty() && m_ids.contains(id)) {
        return;
    }
    if (m_result.resources.size() >= m_limits.maximumResources) {
        m_result.complete = false;
        return;
    }
    m_ids.insert(id);
    m_result.resources.append(resource);
}

void PagedSearch::remark(const QString &code, const QString &path, const QString &message)
{
    const Issue issue{.severity = Issue::Severity::Warning, .code = code, .path = path, .message = message};
    if (!m_result.issues.contains(issue)) {
        m_result.issues.append(issue);
    }
}

void PagedSearch::finish(Result<SearchResult> result)
{
    deleteLater();
    m_promise.finish(std::move(result));
}

} // namespace Tbs
