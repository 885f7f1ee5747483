// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "activationwatch_p.h"

#include <QCoreApplication>

#include <memory>

namespace Tbs {

/// What is known of the Subscription of one definition: what is wanted, what the server has, and whether that is
/// active.
class RegisteredSubscription : public QObject
{
    Q_OBJECT

public:
    /// The references have to outlive this.
    RegisteredSubscription(SubscriptionClient &client, Clock &clock, const RegistrarOptions &options,
                           Subscription wanted);
    ~RegisteredSubscription() override;

    [[nodiscard]] const Subscription &wanted() const { return m_wanted; }
    /// \return whether that is something else than before.
    bool setWanted(const Subscription &wanted);
    /// What is wanted by \a wanted is wanted now.
    [[nodiscard]] bool wants(const Subscription &wanted) const;

    /// Suspended: what the server has is left alone; the next adopt() tells of it in any case.
    void setSuspended(bool isSuspended);
    [[nodiscard]] bool isSuspended() const { return m_isSuspended; }

    [[nodiscard]] const std::optional<ObservedSubscription> &actual() const { return m_actual; }
    /// The server has \a actual, which was made for what was wanted before; the next adopt() tells of it in any case.
    void note(const ObservedSubscription &actual);
    /// The server has \a actual, different from what is wanted in \a differences. \a isWritten: since we just wrote it.
    /// \return whether that is another one than before.
    bool adopt(const ObservedSubscription &actual, const QList<SubscriptionDifference> &differences, bool isWritten);
    /// The server has none.
    void lose();
    /// A notification said that it is active.
    void noteActive();
    /// Waits for nothing any more.
    void stop();

    /// When it has to be renewed, not before \a now; invalid: never. It comes nearer to the end where that did not
    /// move.
    [[nodiscard]] QDateTime nextRenewal(const QDateTime &now) const;

Q_SIGNALS:
    void registered(const Tbs::Subscription &subscription);
    void activated(const Tbs::Subscription &subscription);
    /// Once, until it is active or another one.
    void activationDelayed(const Tbs::Subscription &subscription);
    void altered(const QList<Tbs::SubscriptionDifference> &differences);
    void failed(const Tbs::Error &error);
    /// It was not there any more when it was looked for.
    void vanished();

private:
    void applyStatus();
    void watch();

    SubscriptionClient &m_client;
    Clock &m_clock;
    const RegistrarOptions &m_options;
    Subscription m_wanted;
    bool m_isSuspended = false;
    std::optional<ObservedSubscription> m_actual;
    bool m_isUntold = false; ///< what the server has, or that it is looked after again
    QDateTime m_written; ///< when it was, by our clock
    QList<SubscriptionDifference> m_toldDifferences;
    bool m_isActive = false; ///< and activated() was emitted
    bool m_isNotedActive = false; ///< before it was registered
    bool m_isDelayed = false; ///< and activationDelayed() was emitted
    std::unique_ptr<ActivationWatch> m_watch;
};

} // namespace Tbs
