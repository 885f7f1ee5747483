// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"

#include <Tbs/service/finding.h>

#include <QAbstractTableModel>

namespace Tbs::Gui {

/// What a test has found, in the order in which it was found.
class FindingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { SeverityColumn, CheckColumn, MessageColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void add(const Finding &finding);
    [[nodiscard]] const QList<Finding> &findings() const { return m_findings; }
    /// `12 fine, 2 to look at, 1 does not work`.
    [[nodiscard]] QString summary() const;
    /// All of it, for a letter or a ticket.
    [[nodiscard]] QString toText() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Finding> m_findings;
};

[[nodiscard]] Tone toneOf(Finding::Severity severity);

} // namespace Tbs::Gui
