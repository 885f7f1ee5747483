// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notificationdetail.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace Tbs::Gui {

class ChangesView;
class EventsView;
class HeadersView;
class JsonTextView;
class JsonTreeView;
class ResourcesView;
class SummaryView;

/// Everything about one line of a list.
class DetailPane : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget *parent = nullptr);

    /// See NotificationDetailLoader::setHistory().
    void setHistory(NotificationHistory *history);
    void show(const LiveEntry &entry);
    void clear();
    /// Reads what became of the events once more.
    void reloadEvents();
    /// Without what tells who a patient is.
    void setMasked(bool masked);

    /// The body as it is shown: indented, and masked when that is on. Empty when nothing is shown.
    [[nodiscard]] QByteArray shownJson() const;
    /// The body as it may leave the window: as it came, or masked when that is on.
    [[nodiscard]] QByteArray body() const;
    [[nodiscard]] const std::optional<NotificationDetail> &detail() const { return m_detail; }

Q_SIGNALS:
    /// A detail was loaded, or there is none any more.
    void detailChanged();

private:
    void showDetail(const NotificationDetail &detail);
    void showMessage(const QString &message);
    void fill();
    void takeEvents(const QList<EventRecord> &events);
    void watchPendingEvents();

    NotificationDetailLoader m_loader;
    std::optional<NotificationDetail> m_detail;
    bool m_masked = false;
    QTimer m_eventsTimer; ///< looks again while handlers are at work

    QStackedWidget *m_stack;
    QLabel *m_message;
    QTabWidget *m_tabs;
    SummaryView *m_summary;
    JsonTreeView *m_tree;
    JsonTextView *m_raw;
    ResourcesView *m_resources;
    EventsView *m_events;
    ChangesView *m_changes;
    HeadersView *m_headers;
};

} // namespace Tbs::Gui
