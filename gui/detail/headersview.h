// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notificationdetail.h"

#include <QTreeWidget>

namespace Tbs::Gui {

/// The headers of the request that a notification came with.
class HeadersView : public QTreeWidget
{
    Q_OBJECT

public:
    explicit HeadersView(QWidget *parent = nullptr);

    void setDetail(const NotificationDetail &detail);
};

} // namespace Tbs::Gui
