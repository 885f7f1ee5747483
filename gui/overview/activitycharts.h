// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

namespace Tbs::Gui {

class ActivityHistory;
class TimeChart;

/// The rate of all subscriptions and the latency of their handlers, over five minutes.
class ActivityCharts : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityCharts(QWidget *parent = nullptr);

    void show(const ActivityHistory &history);

private:
    TimeChart *m_rate;
    TimeChart *m_latency;
};

} // namespace Tbs::Gui
