// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../notifications/notificationpage.h"
#include "livemodel.h"

class QLabel;
class QMenu;
class QPushButton;

namespace Tbs::Gui {

class SubscriptionStyles;

/// What arrives, as it arrives. It stands still while the user reads, and says how much is new meanwhile.
class LivePage final : public NotificationPage
{
    Q_OBJECT

public:
    /// \a styles must outlive this, as must the rest.
    LivePage(Backend &backend, Settings &settings, SubscriptionStyles &styles, const Clock &clock,
             QWidget *parent = nullptr);

    void setMasked(bool masked) override;
    /// Also when it was muted.
    void showSubscription(const QString &webhookId) override;
    [[nodiscard]] const LiveModel &model() const { return *m_model; }

protected:
    [[nodiscard]] std::optional<LiveEntry> entryAt(const QModelIndex &index) const override;
    [[nodiscard]] qint64 storedId(int row) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addActions();
    void addSubscriptionsButton();
    void fillSubscriptionsMenu();
    void noteReading();
    void updatePaused();
    void followNewest();
    void showCounts();
    void placeNewButton();
    void updatePlaceholder();

    SubscriptionStyles &m_styles;
    LiveModel *m_model;
    QAction *m_pause = nullptr;
    QAction *m_newest = nullptr;
    QMenu *m_subscriptionsMenu = nullptr;
    QPushButton *m_newButton;
    QLabel *m_counts;
    bool m_reading = false;
};

} // namespace Tbs::Gui
