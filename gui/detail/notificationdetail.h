// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/liveentry.h"
#include "../backend/requestgeneration.h"

#include <Tbs/codec/codec.h>

#include <QObject>

namespace Tbs::Gui {

/// A notification with everything that is known of it.
struct NotificationDetail
{
    LiveEntry entry; ///< with its body
    /// Nothing when the body cannot be read.
    std::optional<Decoded<Notification>> decoded;
    QList<EventRecord> events; ///< the new ones, as they stand now
    /// The body of the previous notification with the first event's focus; empty when there is none.
    QByteArray previousBody;
    QDateTime previousReceivedAt;

    /// The resource of \a focus in \a body; empty when it is not in there.
    [[nodiscard]] static QJsonObject focusResource(const QByteArray &body, const QString &focus);
};

/// Reads details, one after the other: who asks again does not care for the answer before.
class NotificationDetailLoader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// \a history: nothing for none. It must outlive this, or be set anew before it goes.
    void setHistory(NotificationHistory *history);
    /// loaded() or failed() follows, before this returns when nothing has to be read.
    void load(const LiveEntry &entry);
    /// Reads the events of the last one once more; eventsLoaded() follows.
    void reloadEvents(qint64 notificationId);
    /// Neither loaded() nor failed() follows any more.
    void cancel();

Q_SIGNALS:
    void loaded(const Tbs::Gui::NotificationDetail &detail);
    void failed(const Tbs::Error &error);
    void eventsLoaded(const QList<Tbs::EventRecord> &events);

private:
    template <typename T, typename Take> void ask(QFuture<Result<T>> future, Take take);
    void takeRecord(NotificationDetail detail);
    void takeEvents(NotificationDetail detail);
    void takePrevious(NotificationDetail detail, qint64 notificationId);

    NotificationHistory *m_history = nullptr;
    RequestGeneration m_request;
};

} // namespace Tbs::Gui
