// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/journalentry.h"

#include <QSortFilterProxyModel>

namespace Tbs::Gui {

/// Of a JournalModel, in its order, what is bad enough and of the subscription that is looked at.
class JournalFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLeastSeverity(JournalEntry::Severity severity);
    /// What is of no single subscription stays; empty: all of them.
    void setWebhookId(const QString &webhookId);
    /// Whether anything may be left out.
    [[nodiscard]] bool isFiltering() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    JournalEntry::Severity m_leastSeverity = JournalEntry::Severity::Information;
    QString m_webhookId;
};

} // namespace Tbs::Gui
