// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/topicdiscovery.h>

namespace Tbs {

/// Joins what several sources say of the topics of a server.
class TBS_CORE_AUTOTEST_EXPORT DiscoveredTopicList
{
public:
    /// A topic read from a resource. One with the URL and version of another is that one; what came first stays.
    void add(const SubscriptionTopic &topic, TopicSource source, const QString &reference);
    /// A canonical URL, with or without `|version`; without, it means every version that is known in the end.
    void addCanonical(const QString &canonical, TopicSource source);

    void remark(Issue::Severity severity, const QString &code, const QString &path, const QString &message);
    void remark(const Issue &issue);

    /// Once.
    [[nodiscard]] DiscoveredTopics take();

private:
    struct Canonical
    {
        QString url;
        QString version;
        TopicSource source;
    };

    void join(const Canonical &canonical);

    DiscoveredTopics m_found;
    QList<Canonical> m_canonicals;
};

} // namespace Tbs
