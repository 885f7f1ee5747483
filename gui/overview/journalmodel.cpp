// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "journalmodel.h"

#include "journalmark.h"
#include "relativetime.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QVariant toolTip(const JournalEntry &entry, JournalModel::Column column)
{
    switch (column) {
    case JournalModel::Time:
        return exactTimeText(entry.at);
    case JournalModel::Subscription:
        return entry.webhookId;
    case JournalModel::Message:
        return u"%1\n%2"_s.arg(entry.message, entry.advice).trimmed();
    default:
        return {};
    }
}

} // namespace

JournalModel::JournalModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

QVariant JournalModel::displayed(const JournalEntry &entry, Column column) const
{
    switch (column) {
    case Kind:
        return journalText(entry.kind);
    case Time: {
        const auto local = entry.at.toLocalTime();
        const bool isToday = local.date() == m_clock.now().toLocalTime().date();
        return local.toString(isToday ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s);
    }
    case Subscription:
        return entry.webhookId;
    case Message:
        return (entry.message + u' ' + entry.advice).simplified();
    case columnsCount:
        break;
    }
    return {};
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnsCount;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto &one = entry(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole) {
        return displayed(one, column);
    }
    if (role == Qt::ToolTipRole) {
        return toolTip(one, column);
    }
    if (column != Kind) {
        return {};
    }
    if (role == Qt::DecorationRole) {
        return journalIcon(one, QGuiApplication::palette());
    }
    return role == Qt::ForegroundRole && severityTone(one.severity) != Tone::Neutral
        ? toneColor(severityTone(one.severity), QGuiApplication::palette())
        : QVariant();
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnsCount) {
        return {};
    }
    const QStringList titles{tr("Kind"), tr("Time"), tr("Subscription"), tr("What happened, and what to do")};
    return titles.at(section);
}

void JournalModel::add(const QList<JournalEntry> &entries)
{
    const auto added = entries.last(std::min<qsizetype>(entries.size(), maximumCount));
    if (added.isEmpty()) {
        return;
    }
    beginInsertRows({}, 0, static_cast<int>(added.size()) - 1);
    m_entries.insert(m_entries.begin(), added.rbegin(), added.rend());
    endInsertRows();
    if (rowCount() > maximumCount) {
        beginRemoveRows({}, maximumCount, rowCount() - 1);
        m_entries.resize(maximumCount);
        endRemoveRows();
    }
}

void JournalModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

} // namespace Tbs::Gui
