// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionactions.h"

#include "../application/symbols.h"

#include <Tbs/support/futures.h>

#include <QAction>
#include <QMessageBox>
#include <QPushButton>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// How long a button rests when nothing is heard of what it has asked for.
constexpr std::chrono::seconds longestWait(10);

} // namespace

SubscriptionActions::SubscriptionActions(Backend &backend, Clock &clock, Page &page, QWidget &list)
    : m_backend(backend)
    , m_clock(clock)
    , m_page(page)
    , m_help(page.addPageAction(u"helpSubscription"_s, {}, tr("&Do What Helps"), Qt::Key_Return))
    , m_events(page.addPageAction(u"showEvents"_s, symbol(u"live"_s), tr("Show &Events"), Qt::CTRL | Qt::Key_B))
    , m_check(page.addPageAction(u"checkSubscription"_s, symbol(u"refresh"_s, u"view-refresh"_s), tr("C&heck Now"),
                                 QKeySequence::Refresh))
    , m_reactivate(page.addPageAction(u"reactivateSubscription"_s, symbol(u"retrying"_s), tr("&Reactivate"),
                                      Qt::CTRL | Qt::SHIFT | Qt::Key_R))
    , m_suspend(page.addPageAction(u"suspendSubscription"_s, symbol(u"pause"_s, u"media-playback-pause"_s),
                                   tr("&Suspend…"), Qt::CTRL | Qt::Key_P))
{
    m_help->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_help->setShortcutContext(Qt::WidgetShortcut);
    list.addAction(m_help);
    connect(m_help, &QAction::triggered, this, [this] { help(*m_current); });
    connect(m_events, &QAction::triggered, this, [this] { Q_EMIT pageRequested(u"livePage"_s, currentId()); });
    connect(m_check, &QAction::triggered, this, [this] { check(currentId()); });
    connect(m_reactivate, &QAction::triggered, this, [this] { reactivate(currentId()); });
    connect(m_suspend, &QAction::triggered, this, &SubscriptionActions::suspendOrResume);
    update();
}

void SubscriptionActions::setCurrent(const std::optional<ManagedSubscription> &subscription)
{
    m_current = subscription;
    update();
}

QString SubscriptionActions::currentId() const
{
    return m_current->webhookId();
}

void SubscriptionActions::update()
{
    const bool isIdle = m_current && !isBusy(m_current->webhookId());
    const bool isSuspended = m_current && m_current->suspended;
    const auto helpful = m_current ? helpfulActionFor(*m_current) : HelpfulAction::None;
    m_help->setEnabled(isIdle && helpful != HelpfulAction::None);
    m_help->setText(helpful == HelpfulAction::None ? tr("&Do What Helps")
                                                   : tr("&Do What Helps: %1").arg(actionText(helpful)));
    m_help->setToolTip(actionExplanation(helpful));
    m_events->setEnabled(m_current.has_value());
    m_check->setEnabled(isIdle && !isSuspended);
    m_reactivate->setEnabled(isIdle && !isSuspended);
    m_suspend->setEnabled(isIdle);
    m_suspend->setText(isSuspended ? tr("Re&sume") : tr("&Suspend…"));
}

void SubscriptionActions::help(const ManagedSubscription &subscription)
{
    const auto webhookId = subscription.webhookId(); // the subscription may change while it is acted on
    if (isBusy(webhookId)) {
        return;
    }
    switch (helpfulActionFor(subscription)) {
    case HelpfulAction::None:
        return;
    case HelpfulAction::CheckNow:
    case HelpfulAction::TryAgain:
        check(webhookId);
        return;
    case HelpfulAction::Reactivate:
        reactivate(webhookId);
        return;
    case HelpfulAction::Resume:
        resume(webhookId);
        return;
    case HelpfulAction::ShowConnection:
        Q_EMIT pageRequested(u"connectionsPage"_s, {});
        return;
    }
}

void SubscriptionActions::check(const QString &webhookId)
{
    beginAndWait(webhookId);
    m_backend.check(webhookId);
}

void SubscriptionActions::reactivate(const QString &webhookId)
{
    beginAndWait(webhookId);
    m_backend.reactivate(webhookId);
}

void SubscriptionActions::suspendOrResume()
{
    if (m_current->suspended) {
        resume(currentId());
    } else {
        askWhetherToSuspend(currentId());
    }
}

void SubscriptionActions::askWhetherToSuspend(const QString &webhookId)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Suspend"), tr("Suspend “%1”?").arg(webhookId),
                                QMessageBox::NoButton, &m_page);
    box->setObjectName(u"suspendDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("The server sends nothing until you resume it. Whether events of that time can be "
                               "fetched afterwards depends on the server."));
    auto *suspendButton = box->addButton(tr("&Suspend"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(suspendButton, &QPushButton::clicked, this, [this, webhookId] { suspend(webhookId); });
    box->open();
}

void SubscriptionActions::suspend(const QString &webhookId)
{
    begin(webhookId);
    finish(webhookId, m_backend.suspend(webhookId));
}

void SubscriptionActions::resume(const QString &webhookId)
{
    begin(webhookId);
    finish(webhookId, m_backend.resume(webhookId));
}

void SubscriptionActions::finish(const QString &webhookId, const QFuture<Result<void>> &future)
{
    whenFinished(
        future, this,
        [this, webhookId](const Result<void> &result) {
            end(webhookId);
            if (!result) {
                Q_EMIT failed(tr("%1: %2").arg(webhookId, result.error().toString()));
            }
        },
        [this, webhookId] { end(webhookId); });
}

void SubscriptionActions::begin(const QString &webhookId)
{
    m_busy.insert(webhookId, ++m_requests);
    update();
    Q_EMIT busyChanged(webhookId, true);
}

void SubscriptionActions::beginAndWait(const QString &webhookId)
{
    begin(webhookId);
    m_clock.callAfter(longestWait, this, [this, webhookId, request = m_requests] {
        if (m_busy.value(webhookId) == request) {
            end(webhookId);
        }
    });
}

void SubscriptionActions::end(const QString &webhookId)
{
    if (m_busy.remove(webhookId)) {
        update();
        Q_EMIT busyChanged(webhookId, false);
    }
}

void SubscriptionActions::noteJournal(const QList<JournalEntry> &entries)
{
    for (const auto &entry : entries) {
        end(entry.webhookId);
    }
}

} // namespace Tbs::Gui
