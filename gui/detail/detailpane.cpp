// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "detailpane.h"

#include "../notifications/patientmask.h"
#include "changesview.h"
#include "eventsview.h"
#include "headersview.h"
#include "jsontext.h"
#include "jsontextview.h"
#include "jsontreeview.h"
#include "resourcesview.h"
#include "summaryview.h"

#include <QJsonDocument>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// How often the state of waiting events is read again.
constexpr int eventsMilliseconds = 1000;

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_message(new QLabel)
    , m_tabs(new QTabWidget)
    , m_summary(new SummaryView)
    , m_tree(new JsonTreeView)
    , m_raw(new JsonTextView)
    , m_resources(new ResourcesView)
    , m_events(new EventsView)
    , m_changes(new ChangesView)
    , m_headers(new HeadersView)
{
    m_message->setObjectName(u"detailMessage"_s);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setForegroundRole(QPalette::PlaceholderText);

    m_raw->setObjectName(u"detailRaw"_s);
    m_raw->setAccessibleName(tr("Notification as JSON"));

    m_tree->setObjectName(u"detailTree"_s);
    m_tree->setAccessibleName(tr("Notification as a tree"));

    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_summary, tr("Summary"));
    m_tabs->addTab(m_tree, tr("Tree"));
    m_tabs->addTab(m_raw, tr("JSON"));
    m_tabs->addTab(m_resources, tr("Resources"));
    m_tabs->addTab(m_events, tr("Handlers"));
    m_tabs->addTab(m_changes, tr("Changes"));
    m_tabs->addTab(m_headers, tr("Headers"));

    m_stack->addWidget(m_message);
    m_stack->addWidget(m_tabs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(&m_loader, &NotificationDetailLoader::loaded, this, &DetailPane::showDetail);
    connect(&m_loader, &NotificationDetailLoader::failed, this,
            [this](const Error &error) { showMessage(error.toString()); });
    connect(&m_loader, &NotificationDetailLoader::eventsLoaded, this, &DetailPane::takeEvents);
    m_eventsTimer.setSingleShot(true);
    m_eventsTimer.setInterval(eventsMilliseconds);
    connect(&m_eventsTimer, &QTimer::timeout, this, &DetailPane::reloadEvents);
    clear();
}

void DetailPane::reloadEvents()
{
    if (m_detail) {
        m_loader.reloadEvents(m_detail->entry.summary.notification.id);
    }
}

void DetailPane::takeEvents(const QList<EventRecord> &events)
{
    if (m_detail && m_detail->events != events) {
        m_detail->events = events;
        m_events->setDetail(*m_detail, m_masked);
    }
    watchPendingEvents();
}

void DetailPane::watchPendingEvents()
{
    const auto isPending = [](const EventRecord &event) {
        return event.state == EventState::Pending;
    };
    if (m_detail && std::any_of(m_detail->events.begin(), m_detail->events.end(), isPending)) {
        m_eventsTimer.start();
    }
}

void DetailPane::setHistory(NotificationHistory *history)
{
    m_loader.setHistory(history);
}

void DetailPane::show(const LiveEntry &entry)
{
    m_loader.load(entry);
}

void DetailPane::clear()
{
    m_loader.cancel();
    showMessage(tr("Select a line to see what is in it."));
}

void DetailPane::showMessage(const QString &message)
{
    m_detail.reset();
    m_message->setText(message);
    m_stack->setCurrentWidget(m_message);
    Q_EMIT detailChanged();
}

void DetailPane::showDetail(const NotificationDetail &detail)
{
    m_detail = detail;
    fill();
    watchPendingEvents();
    m_stack->setCurrentWidget(m_tabs);
    Q_EMIT detailChanged();
}

void DetailPane::setMasked(bool masked)
{
    if (std::exchange(m_masked, masked) != masked && m_detail) {
        fill();
    }
}

QByteArray DetailPane::body() const
{
    if (!m_detail || !m_masked) {
        return m_detail ? m_detail->entry.body : QByteArray();
    }
    return maskedBundleJson(m_detail->entry.body);
}

QByteArray DetailPane::shownJson() const
{
    return indentedJson(body());
}

void DetailPane::fill()
{
    const auto shown = body();
    m_summary->setDetail(*m_detail, m_masked);
    m_tree->setObject(QJsonDocument::fromJson(shown).object());
    m_raw->setJsonText(shown);
    m_resources->setDetail(*m_detail, m_masked);
    m_events->setDetail(*m_detail, m_masked);
    m_changes->setDetail(*m_detail, m_masked);
    m_headers->setDetail(*m_detail);
    const auto enable = [this](QWidget *page, bool enabled) {
        m_tabs->setTabVisible(m_tabs->indexOf(page), enabled);
    };
    const bool hasBody = !m_detail->entry.body.isEmpty();
    enable(m_tree, hasBody);
    enable(m_raw, hasBody);
    enable(m_resources, m_detail->decoded && !m_detail->decoded->value.entries.isEmpty());
    enable(m_events, !m_detail->events.isEmpty());
    enable(m_changes, !m_detail->previousBody.isEmpty());
    enable(m_headers, !m_detail->entry.summary.notification.headers.isEmpty());
}

} // namespace Tbs::Gui
