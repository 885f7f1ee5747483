// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "discoveredtopiclist_p.h"

#include <Tbs/client/fhirclient.h>
#include <Tbs/support/futures.h>

#include <map>

namespace Tbs {

/// Asks one server for its topics in all ways at once. Deletes itself when it is finished; its future is cancelled when
/// it is deleted before.
class TopicSearch : public QObject
{
    Q_OBJECT

public:
    TopicSearch(FhirClient &client, FhirVersion version, QObject *parent);

    [[nodiscard]] QFuture<Result<DiscoveredTopics>> start();

private:
    void search(TopicSource source, const QString &type, const QUrlQuery &query);
    void takeResources(TopicSource source, const SearchResult &found);
    void readWhole(TopicSource source, const QJsonObject &summary);
    void takeResource(TopicSource source, const QJsonObject &resource);
    void fetchCapabilities();
    void takeCapabilities(const ServerCapabilities &capabilities);
    void fetchTopicList();
    void takeTopicList(const FhirResponse &response);

    void begin() { ++m_running; }
    void fail(TopicSource source, const Error &error);
    void end();
    [[nodiscard]] Error worstError() const;

    FhirClient &m_client;
    const FhirVersion m_version;
    SharedPromise<Result<DiscoveredTopics>> m_promise;
    DiscoveredTopicList m_list;
    int m_running = 0;
    bool m_answered = false;
    std::map<TopicSource, Error> m_errors;
};

} // namespace Tbs
