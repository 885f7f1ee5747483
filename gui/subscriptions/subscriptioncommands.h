// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../mainwindow/page.h"
#include "confirmdialog.h"
#include "subscriptionaction.h"
#include "subscriptionoperations.h"

#include <Tbs/support/clock.h>

#include <QMap>
#include <QPointer>

class QDialog;

namespace Tbs::Gui {

class EventsDialog;
class StatusDialog;
class SubscribeDialog;
class SubscriptionModel;

/// What can be done with the subscriptions of a page: its actions, and the dialogs behind them.
class SubscriptionCommands : public QObject
{
    Q_OBJECT

public:
    /// \a page: the actions are its own. All of them must outlive this.
    SubscriptionCommands(Backend &backend, Clock &clock, SubscriptionModel &model, Page &page);

    [[nodiscard]] QAction *newSubscription() const { return m_new; }
    [[nodiscard]] QAction *action(SubscriptionAction action) const { return m_actions.value(action); }
    [[nodiscard]] QAction *deleteLeftOver() const { return m_deleteLeftOver; }
    [[nodiscard]] SubscriptionOperations &operations() { return m_operations; }

    /// What the user is in, by SubscriptionRow::identity(); empty: nothing.
    void setCurrent(const QString &identity);
    /// Looks again what can be done.
    void update();
    /// Without what tells who a patient is.
    void setMasked(bool masked);
    /// Another connection: what is open or under way belongs to the one before.
    void forget();

Q_SIGNALS:
    /// The user wants to see what arrives for it.
    void eventsRequested(const QString &webhookId);
    /// What was wanted could not be done, since it was not there any more.
    void missed(const QString &message);

private:
    void addRowActions();
    void addRowAction(SubscriptionAction action, const QString &name, const QIcon &icon, const QString &text,
                      const QKeySequence &shortcut);
    void updateAction(QAction &action, const QString &obstacle);
    [[nodiscard]] QString obstacle(SubscriptionAction action, const std::optional<SubscriptionRow> &row) const;
    [[nodiscard]] std::optional<SubscriptionRow> row(const QString &identity) const;
    [[nodiscard]] QList<SubscriptionRow> leftOver() const;
    void carryOut(SubscriptionAction action);
    void subscribe();
    void edit(const SubscriptionRow &row);
    void deactivate(const SubscriptionRow &row);
    void activate(const SubscriptionRow &row);
    void remove(const QList<SubscriptionRow> &rows);
    void showStatus(const SubscriptionRow &row);
    void fetchEvents(const SubscriptionRow &row);
    /// \a done: with those of \a rows that are still there.
    template <typename Done> void confirm(ConfirmDialog::Intent intent, const QList<SubscriptionRow> &rows, Done done);
    void open(SubscribeDialog *dialog);
    void open(QDialog *dialog);

    Backend &m_backend;
    Clock &m_clock;
    SubscriptionModel &m_model;
    Page &m_page;
    SubscriptionOperations m_operations;
    QString m_current;
    bool m_masked = false;
    QAction *m_new = nullptr;
    QMap<SubscriptionAction, QAction *> m_actions;
    QAction *m_deleteLeftOver = nullptr;
    QPointer<QDialog> m_dialog;
    QPointer<SubscribeDialog> m_subscribeDialog;
    QPointer<StatusDialog> m_statusDialog;
    QPointer<EventsDialog> m_eventsDialog;
};

} // namespace Tbs::Gui
