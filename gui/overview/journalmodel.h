// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/journalentry.h"

#include <Tbs/support/clock.h>

#include <QAbstractTableModel>

#include <deque>

namespace Tbs::Gui {

/// What happened besides notifications, the newest first; the newest thousand.
class JournalModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Kind, Time, Subscription, Message, columnsCount };
    static constexpr int maximumCount = 1000;

    /// \a clock must outlive this.
    explicit JournalModel(const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The oldest first.
    void add(const QList<JournalEntry> &entries);
    void clear();
    [[nodiscard]] const JournalEntry &entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }

private:
    [[nodiscard]] QVariant displayed(const JournalEntry &entry, Column column) const;

    const Clock &m_clock;
    std::deque<JournalEntry> m_entries;
};

} // namespace Tbs::Gui
