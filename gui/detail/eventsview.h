// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notificationdetail.h"

#include <QTreeWidget>

namespace Tbs::Gui {

/// The events of a notification and what their handlers made of them.
class EventsView : public QTreeWidget
{
    Q_OBJECT

public:
    explicit EventsView(QWidget *parent = nullptr);

    void setDetail(const NotificationDetail &detail, bool masked);
};

} // namespace Tbs::Gui
