// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationdetail.h"

#include <Tbs/support/futures.h>

#include <QJsonDocument>

namespace Tbs::Gui {

QJsonObject NotificationDetail::focusResource(const QByteArray &body, const QString &focus)
{
    const auto decoded = readNotification(body);
    if (!decoded || focus.isEmpty()) {
        return {};
    }
    const auto &notification = decoded->value;
    for (const auto &status : notification.statuses) {
        for (const auto &event : status.notificationEvents) {
            if (event.focus.relative() == focus && event.focusEntry >= 0) {
                const auto bytes = notification.bytes(notification.entries.at(event.focusEntry).resource);
                return QJsonDocument::fromJson(bytes.toByteArray()).object();
            }
        }
    }
    return {};
}

void NotificationDetailLoader::setHistory(NotificationHistory *history)
{
    cancel();
    m_history = history;
}

void NotificationDetailLoader::cancel()
{
    m_request.advance();
}

template <typename T, typename Take> void NotificationDetailLoader::ask(QFuture<Result<T>> future, Take take)
{
    const auto takeResult = [this, take = std::move(take)](const Result<T> &result) {
        if (result) {
            take(*result);
        } else {
            Q_EMIT failed(result.error());
        }
    };
    whenFinished(future, this, m_request.whileCurrent(takeResult));
}

void NotificationDetailLoader::load(const LiveEntry &entry)
{
    cancel();
    NotificationDetail detail{.entry = entry};
    const auto id = entry.summary.notification.id;
    if (entry.kind != LiveEntry::Kind::Notification || id == 0 || !m_history) {
        takeRecord(std::move(detail));
        return;
    }
    if (!entry.body.isEmpty()) {
        takeRecord(std::move(detail));
        return;
    }
    ask(m_history->notification(id), [this, detail](const std::optional<NotificationRecord> &record) {
        if (!record) {
            Q_EMIT failed({Error::Kind::Rejected, tr("This notification is no longer stored."), {}});
            return;
        }
        auto found = detail;
        found.entry.body = record->body;
        found.entry.summary.notification.headers = record->headers;
        takeRecord(std::move(found));
    });
}

void NotificationDetailLoader::reloadEvents(qint64 notificationId)
{
    if (m_history) {
        ask(m_history->events(notificationId),
            [this](const QList<EventRecord> &events) { Q_EMIT eventsLoaded(events); });
    }
}

void NotificationDetailLoader::takeRecord(NotificationDetail detail)
{
    if (!detail.entry.body.isEmpty()) {
        if (auto decoded = readNotification(detail.entry.body)) {
            detail.decoded = std::move(*decoded);
        }
    }
    const auto id = detail.entry.summary.notification.id;
    if (!m_history || id == 0) {
        Q_EMIT loaded(detail);
        return;
    }
    ask(m_history->events(id), [this, detail](const QList<EventRecord> &events) {
        auto found = detail;
        found.events = events;
        takeEvents(std::move(found));
    });
}

void NotificationDetailLoader::takeEvents(NotificationDetail detail)
{
    if (detail.events.isEmpty()) {
        Q_EMIT loaded(detail);
        return;
    }
    ask(m_history->previousEvent(detail.events.constFirst()),
        [this, detail](const std::optional<EventRecord> &previous) {
            if (previous) {
                takePrevious(detail, previous->notificationId);
            } else {
                Q_EMIT loaded(detail);
            }
        });
}

void NotificationDetailLoader::takePrevious(NotificationDetail detail, qint64 notificationId)
{
    ask(m_history->notification(notificationId), [this, detail](const std::optional<NotificationRecord> &record) {
        auto found = detail;
        if (record) {
            found.previousBody = record->body;
            found.previousReceivedAt = record->receivedAt;
        }
        Q_EMIT loaded(found);
    });
}

} // namespace Tbs::Gui
