// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionclientfixture.h"

#include <functional>
#include <map>

namespace Tbs::Test {

/// Subscriptions on a scripted server of R4B, which does with them what it is told to.
class FakeSubscriptions
{
public:
    using Change = std::function<void(Subscription *)>;

    explicit FakeSubscriptions(FakeFhirServer &server)
        : m_server(server)
    {
        server.answerOthers([this](const FakeRequest &request) { return answer(request); });
    }

    /// What is made of each Subscription when it is stored, and when it is shown.
    Change onWrite;
    Change onRead;
    QString initialStatus = QStringLiteral("active");
    bool hasTimes = true; ///< meta.lastUpdated
    /// Answers instead of all this, when it gives one.
    std::function<std::optional<FakeAnswer>(const FakeRequest &)> instead;

    /// Stores one as it is. \return its id
    QString add(const Subscription &subscription)
    {
        const auto id = QString::number(++m_lastId);
        m_stored[id] = {subscription, 1};
        return id;
    }
    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_stored.size()); }
    [[nodiscard]] QStringList ids() const
    {
        QStringList ids;
        for (const auto &[id, one] : m_stored) {
            ids.append(id);
        }
        return ids;
    }
    [[nodiscard]] Subscription get(const QString &id) const { return m_stored.at(id).subscription; }
    void set(const QString &id, const Change &change) { change(&m_stored.at(id).subscription); }
    void remove(const QString &id) { m_stored.erase(id); }

    /// How many requests with \a method came.
    [[nodiscard]] qsizetype requests(const QByteArray &method) const
    {
        const auto &all = m_server.requests();
        return std::ranges::count(all, method, &FakeRequest::method);
    }

private:
    struct Stored
    {
        Subscription subscription;
        int version = 1;
    };

    FakeAnswer answer(const FakeRequest &request)
    {
        if (instead) {
            if (auto other = instead(request)) {
                return *std::move(other);
            }
        }
        const auto id = request.path.section(u'/', 1);
        if (id.isEmpty()) {
            return request.method == "POST" ? create(request) : all();
        }
        if (!m_stored.contains(id)) {
            return FakeAnswer::outcome(404, QStringLiteral("not known"));
        }
        if (request.method == "DELETE") {
            remove(id);
            return FakeAnswer::noContent();
        }
        if (request.method == "PUT") {
            write(id, request);
        }
        return FakeAnswer::json(shown(id));
    }

    FakeAnswer create(const FakeRequest &request)
    {
        const auto id = QString::number(++m_lastId);
        write(id, request);
        return FakeAnswer::json(shown(id), 201);
    }

    FakeAnswer all()
    {
        QList<QJsonObject> resources;
        for (const auto &[id, one] : m_stored) {
            resources.append(shown(id));
        }
        return searchset(resources);
    }

    void write(const QString &id, const FakeRequest &request)
    {
        auto &one = m_stored[id];
        one.subscription = codecFor(FhirVersion::R4B).readSubscription(request.json())->value;
        one.subscription.raw = {};
        one.subscription.status = *subscriptionStatusCodeFromCode(initialStatus);
        ++one.version;
        if (onWrite) {
            onWrite(&one.subscription);
        }
    }

    [[nodiscard]] QJsonObject shown(const QString &id)
    {
        auto &one = m_stored.at(id);
        auto subscription = one.subscription;
        if (onRead) {
            onRead(&subscription);
        }
        auto resource = stored(subscription, id, QString::number(one.version % 10));
        if (!hasTimes) {
            resource.remove(QLatin1StringView("meta"));
        }
        return resource;
    }

    FakeFhirServer &m_server;
    std::map<QString, Stored> m_stored;
    int m_lastId = 0;
};

} // namespace Tbs::Test
