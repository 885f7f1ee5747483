// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "journalfilter.h"

#include "journalmodel.h"

namespace Tbs::Gui {

void JournalFilter::setLeastSeverity(JournalEntry::Severity severity)
{
    if (std::exchange(m_leastSeverity, severity) != severity) {
        invalidateFilter();
    }
}

void JournalFilter::setWebhookId(const QString &webhookId)
{
    if (std::exchange(m_webhookId, webhookId) != webhookId) {
        invalidateFilter();
    }
}

bool JournalFilter::isFiltering() const
{
    return m_leastSeverity != JournalEntry::Severity::Information || !m_webhookId.isEmpty();
}

bool JournalFilter::filterAcceptsRow(int row, const QModelIndex & /*parent*/) const
{
    const auto &entry = qobject_cast<const JournalModel *>(sourceModel())->entry(row);
    return entry.severity >= m_leastSeverity
        && (m_webhookId.isEmpty() || entry.webhookId.isEmpty() || entry.webhookId == m_webhookId);
}

} // namespace Tbs::Gui
