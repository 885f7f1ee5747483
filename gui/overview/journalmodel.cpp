// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "journalmodel.h"

#include "journalmark.h"
#include "relativetime.h"

#include <QGuiApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QVariant displayed(const JournalEntry &entry, JournalModel::Column column)
{
    switch (column) {
    case JournalModel::Kind:
        return journalText(entry.kind);
    case JournalModel::Time:
        return QLocale().toString(entry.at.toLocalTime(), u"MM-dd HH:mm:ss"_s);
    case JournalModel::Subscription:
        return entry.webhookId;
    case JournalModel::Message:
        return entry.message.simplified();
    case JournalModel::Advice:
        return entry.advice.simplified();
    case JournalModel::columnsCount:
        break;
    }
    return {};
}

QVariant toolTip(const JournalEntry &entry, JournalModel::Column column)
{
    if (column == JournalModel::Time) {
        return exactTimeText(entry.at);
    }
    return column == JournalModel::Kind ? QVariant() : displayed(entry, column);
}

} // namespace

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
    const QStringList titles{tr("Kind"), tr("Time"), tr("Subscription"), tr("What happened"), tr("What to do")};
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
