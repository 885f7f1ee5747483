// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notificationdetail.h"

#include <QSplitter>

class QTreeWidget;

namespace Tbs::Gui {

class JsonTextView;

/// The entries of the bundle beside its status, and the resource of the chosen one.
class ResourcesView : public QSplitter
{
    Q_OBJECT

public:
    explicit ResourcesView(QWidget *parent = nullptr);

    void setDetail(const NotificationDetail &detail, bool masked);

private:
    void showResource(int row);

    QTreeWidget *m_list;
    JsonTextView *m_text;
    QList<QByteArray> m_resources; ///< one for each line
};

} // namespace Tbs::Gui
