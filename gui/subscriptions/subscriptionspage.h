// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "../backend/backend.h"
#include "../backend/requestgeneration.h"
#include "../mainwindow/page.h"

#include <Tbs/support/clock.h>

#include <QTimer>

class QAction;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace Tbs::Gui {

class EmptyState;
class MessageBar;
class SearchEdit;
class SubscriptionCommands;
class SubscriptionDetail;
class SubscriptionFilterModel;
class SubscriptionModel;
class SubscriptionTable;

/// Our subscriptions and everybody else's on the server: what is wanted, what is there, and what can be done about it.
class SubscriptionsPage final : public Page
{
    Q_OBJECT

public:
    /// All of them must outlive this.
    SubscriptionsPage(Backend &backend, Settings &settings, Clock &clock, QWidget *parent = nullptr);

    void find() override;
    void setMasked(bool masked) override;
    void showSubscription(const QString &webhookId) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeActions();
    [[nodiscard]] QLayout *makeTools();
    void makeList();
    void connectAll();
    void takeState();
    void takeSubscriptions();
    /// What is known to be registered: changes when the server has something else.
    [[nodiscard]] QStringList registrations() const;
    /// Lists again soon, or when the page is shown.
    void reloadSoon();
    void load();
    void take(const Result<QList<ServerSubscription>> &found);
    void showState();
    void showOwners();
    void showEmpty();
    void act();
    /// What the server is asked for, with the values of the secrets in it.
    [[nodiscard]] Subscription requested(const ManagedSubscription &managed) const;
    void showCurrent();
    void showContextMenu(const QPoint &position);
    void showFailure(const QString &message);
    [[nodiscard]] QString statusText() const;

    Backend &m_backend;
    Settings &m_settings;
    const Clock &m_clock;
    SubscriptionModel *m_model;
    SubscriptionFilterModel *m_filterModel;
    SubscriptionCommands *m_commands;
    QTimer m_reloadTimer;
    bool m_loading = false;
    bool m_loaded = false;
    RequestGeneration m_connection;
    QDateTime m_listedAt;
    QStringList m_registrations;
    std::optional<Error> m_error;
    QStringList m_failures;
    QAction *m_copy = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_columns = nullptr;
    QTabBar *m_owners;
    MessageBar *m_failure; ///< of what was to be done
    MessageBar *m_listFailure;
    QStackedWidget *m_stack;
    SubscriptionTable *m_table;
    SearchEdit *m_search;
    EmptyState *m_empty;
    SubscriptionDetail *m_detail;
    QSplitter *m_splitter;
    QLabel *m_status;
};

} // namespace Tbs::Gui
