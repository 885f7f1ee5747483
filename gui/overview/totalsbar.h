// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../health/healthsummary.h"

#include <QFrame>

class QLabel;

namespace Tbs::Gui {

class ActivityHistory;
class Figure;

/// All subscriptions in four figures and a sentence.
class TotalsBar : public QFrame
{
    Q_OBJECT

public:
    explicit TotalsBar(QWidget *parent = nullptr);

    void showHealth(const QList<ManagedSubscription> &subscriptions);
    void showActivity(const ActivityHistory &history);
    /// Nothing is known while nothing is connected.
    void showNothing();

private:
    Figure *m_healthy;
    Figure *m_rate;
    Figure *m_behind;
    Figure *m_handling;
    QLabel *m_sentence;
};

} // namespace Tbs::Gui
