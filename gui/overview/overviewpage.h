// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "../backend/backend.h"
#include "../health/subscriptionlight.h"
#include "../mainwindow/page.h"
#include "activityhistory.h"

#include <Tbs/support/clock.h>

class QSplitter;
class QStackedWidget;

namespace Tbs::Gui {

class ActivityCharts;
class EmptyState;
class JournalView;
class KnownTopics;
class MessageBar;
class OverviewModel;
class OverviewTable;
class SubscriptionActions;
class TotalsBar;

/// Whether every subscription is healthy, what arrives, and what to do about what is not: seen in five seconds.
///
/// While it is hidden it only counts.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    /// All must outlive this.
    OverviewPage(Backend &backend, Settings &settings, Clock &clock, QWidget *parent = nullptr);
    ~OverviewPage() override;

    void find() override;
    void setMasked(bool masked) override;
    void showSubscription(const QString &webhookId) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void lay();
    [[nodiscard]] QSplitter *makeSplitter(Qt::Orientation orientation, const QString &name, Setting setting);
    void addActions();
    void takeConnection();
    void takeSubscriptions();
    void takeActivity(const Activity &activity);
    void takeJournal(const QList<JournalEntry> &entries);
    void takeCurrent();
    void showAll();
    void showSubscriptions();
    void showActivity();
    void showWorst();
    void showEmptyState();
    void goWhereItBegins();
    void tick();
    void copy();
    void showContextMenu(const QPoint &position);
    [[nodiscard]] bool isRunning() const { return m_backend.state() == Backend::State::Running; }

    Backend &m_backend;
    Settings &m_settings;
    Clock &m_clock;
    ActivityHistory m_history;
    QString m_connectionId;
    SubscriptionLight m_worst = SubscriptionLight::Active;
    bool m_ticking = false;
    OverviewModel *m_model;
    KnownTopics *m_topics;
    TotalsBar *m_totals;
    MessageBar *m_message;
    OverviewTable *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    ActivityCharts *m_charts;
    JournalView *m_journal;
    SubscriptionActions *m_actions;
};

} // namespace Tbs::Gui
