// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionoperations.h"

#include "subscriptionwords.h"

#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// Where nothing comes of it, nothing was to be told.
constexpr std::chrono::seconds longestWait(10);

} // namespace

SubscriptionOperations::SubscriptionOperations(Backend &backend, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_clock(clock)
{
    connect(&backend, &Backend::journal, this, &SubscriptionOperations::takeJournal);
    connect(&backend, &Backend::subscriptionsChanged, this, &SubscriptionOperations::takeSubscriptions);
}

void SubscriptionOperations::forget()
{
    m_connection.advance();
    m_toRemove.clear();
    m_removing.clear();
    m_watched.clear();
    m_current.clear();
    Q_EMIT currentChanged();
}

void SubscriptionOperations::begin(const QString &identity, const QString &text)
{
    m_current.insert(identity, text);
    Q_EMIT currentChanged();
}

void SubscriptionOperations::end(const QString &identity)
{
    m_current.remove(identity);
    Q_EMIT currentChanged();
    Q_EMIT finished();
}

template <typename T>
void SubscriptionOperations::run(const SubscriptionRow &row, const QString &text, const QString &sentence,
                                 const QFuture<Result<T>> &future)
{
    begin(row.identity(), text);
    const auto take = m_connection.whileCurrent([this, sentence, identity = row.identity()](const Result<T> &answer) {
        end(identity);
        if (!answer) {
            const auto &error = answer.error();
            Q_EMIT failed(sentence + u' ' + error.toString() + u'\n' + adviceForSubscription(error));
        }
        if (identity == m_removing) {
            removeNext();
        }
    });
    whenFinished(future, this, take,
                 [take] { take(failure(Error::Kind::Retry, tr("The connection was ended before the answer came."))); });
}

void SubscriptionOperations::deactivate(const SubscriptionRow &row)
{
    const auto text = tr("deactivating…");
    const auto sentence = tr("%1 was not deactivated.").arg(row.name());
    if (row.managed) {
        run(row, text, sentence, m_backend.suspend(row.webhookId()));
    } else {
        run(row, text, sentence, m_backend.server().setStatus(row.id(), SubscriptionStatusCode::Off));
    }
}

void SubscriptionOperations::activate(const SubscriptionRow &row)
{
    const auto text = tr("activating…");
    const auto sentence = tr("%1 was not activated.").arg(row.name());
    if (row.managed && row.managed->suspended) {
        run(row, text, sentence, m_backend.resume(row.webhookId()));
    } else if (row.managed) {
        watch(row, text);
        m_backend.reactivate(row.webhookId());
    } else {
        run(row, text, sentence, m_backend.server().setStatus(row.id(), SubscriptionStatusCode::Requested));
    }
}

void SubscriptionOperations::checkNow(const SubscriptionRow &row)
{
    watch(row, tr("checking…"));
    m_backend.check(row.webhookId());
}

void SubscriptionOperations::remove(const QList<SubscriptionRow> &rows)
{
    for (const auto &row : rows) {
        m_current.insert(row.identity(), tr("deleting…"));
    }
    Q_EMIT currentChanged();
    m_toRemove += rows;
    if (m_removing.isEmpty()) {
        removeNext();
    }
}

void SubscriptionOperations::removeNext()
{
    m_removing.clear();
    if (m_toRemove.isEmpty()) {
        return;
    }
    const auto row = m_toRemove.takeFirst();
    const auto sentence = tr("%1 was not deleted.").arg(row.name());
    m_removing = row.identity();
    run(row, tr("deleting…"), sentence,
        row.managed ? m_backend.unsubscribe(row.webhookId()) : m_backend.server().remove(row.id()));
}

void SubscriptionOperations::watch(const SubscriptionRow &row, const QString &text)
{
    m_watched.insert(row.webhookId(), {++m_requests, row.managed->health});
    begin(row.identity(), text);
    m_clock.callAfter(longestWait, this, [this, webhookId = row.webhookId(), request = m_requests] {
        if (m_watched.value(webhookId).request == request) {
            endWatch(webhookId);
        }
    });
}

void SubscriptionOperations::endWatch(const QString &webhookId)
{
    if (m_watched.remove(webhookId)) {
        end(u"webhook/"_s + webhookId);
    }
}

void SubscriptionOperations::takeJournal(const QList<JournalEntry> &entries)
{
    for (const auto &entry : entries) {
        endWatch(entry.webhookId);
    }
}

void SubscriptionOperations::takeSubscriptions()
{
    for (const auto &subscription : m_backend.subscriptions()) {
        const auto watched = m_watched.constFind(subscription.webhookId());
        if (watched != m_watched.cend() && watched->health != subscription.health) {
            endWatch(subscription.webhookId());
        }
    }
}

} // namespace Tbs::Gui
