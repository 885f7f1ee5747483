// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "jsondifference.h"

#include <QTreeWidget>

namespace Tbs::Gui {

/// What is different between two JSON values, an element a line: added, removed or changed.
class DifferenceList : public QTreeWidget
{
    Q_OBJECT

public:
    /// \a before and \a after: the titles of the columns with the values.
    DifferenceList(const QString &before, const QString &after, QWidget *parent = nullptr);

    /// \a masked: which elements differ, but not in what.
    void setDifferences(const QList<JsonDifference> &differences, bool masked);
};

} // namespace Tbs::Gui
