// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notificationdetail.h"

#include <QWidget>

class QLabel;

namespace Tbs::Gui {

class DifferenceList;

/// What is different from the notification before it with the same focus.
class ChangesView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesView(QWidget *parent = nullptr);

    void setDetail(const NotificationDetail &detail, bool masked);

private:
    void showDifferences(const QJsonObject &before, const QJsonObject &after, bool masked);

    QLabel *m_title;
    DifferenceList *m_list;
};

} // namespace Tbs::Gui
