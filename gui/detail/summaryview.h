// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notificationdetail.h"

#include <QScrollArea>

class QFormLayout;

namespace Tbs::Gui {

/// What a notification is, in words.
class SummaryView : public QScrollArea
{
    Q_OBJECT

public:
    explicit SummaryView(QWidget *parent = nullptr);

    void setDetail(const NotificationDetail &detail, bool masked);

private:
    void addMark(const LiveEntry &entry);
    void add(const QString &label, const QString &text);
    void addNotification(const NotificationDetail &detail, bool masked);
    void addTimes(const NotificationDetail &detail);
    void addIssues(const QList<Issue> &issues);

    QFormLayout *m_form = nullptr;
};

} // namespace Tbs::Gui
