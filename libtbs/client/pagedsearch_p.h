// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/fhirclient.h>
#include <Tbs/support/futures.h>

#include <QSet>

namespace Tbs {

/// Reads the pages of one search. Deletes itself when it is finished; its future is cancelled when it is deleted
/// before.
class PagedSearch : public QObject
{
    Q_OBJECT

public:
    using Fetch = std::function<QFuture<Result<FhirResponse>>(const QUrl &)>;

    /// \a type: that of the matches.
    PagedSearch(QUrl baseUrl, QString type, SearchLimits limits, Fetch fetch, QObject *parent);

    [[nodiscard]] QFuture<Result<SearchResult>> start(const QUrl &url);

private:
    void fetch(const QUrl &url);
    [[nodiscard]] Result<std::optional<QUrl>> read(const FhirResponse &page);
    [[nodiscard]] Result<void> checkBundle(const FhirResponse &page, const QJsonObject &bundle);
    void readEntry(const QJsonObject &entry, qsizetype index);
    void addMatch(const QJsonObject &resource);
    void remark(const QString &code, const QString &path, const QString &message);
    void finish(Result<SearchResult> result);

    const QUrl m_baseUrl;
    const QString m_type;
    const SearchLimits m_limits;
    const Fetch m_fetch;
    SharedPromise<Result<SearchResult>> m_promise;
    SearchResult m_result;
    int m_pages = 0;
    QSet<QUrl> m_asked;
    QSet<QByteArray> m_seen; ///< hashes of the entries of each page
    QSet<QString> m_ids; ///< of the matches
};

} // namespace Tbs
