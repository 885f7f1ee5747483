// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findingmodel.h"

#include "../application/symbols.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct Appearance
{
    QString symbol;
    QString word;
};

Appearance appearanceOf(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Ok:
        return {u"done"_s, FindingModel::tr("Fine")};
    case Finding::Severity::Warning:
        return {u"warning"_s, FindingModel::tr("Look at it")};
    case Finding::Severity::Failure:
        break;
    }
    return {u"failed"_s, FindingModel::tr("Does not work")};
}

QString messageOf(const Finding &finding)
{
    const auto message = finding.subject.isEmpty() ? finding.message : finding.subject + u": "_s + finding.message;
    return finding.advice.isEmpty() ? message : message + u"\n→ "_s + finding.advice;
}

} // namespace

Tone toneOf(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Ok:
        return Tone::Good;
    case Finding::Severity::Warning:
        return Tone::Warning;
    case Finding::Severity::Failure:
        break;
    }
    return Tone::Bad;
}

void FindingModel::clear()
{
    beginResetModel();
    m_findings.clear();
    endResetModel();
}

void FindingModel::add(const Finding &finding)
{
    const auto row = static_cast<int>(m_findings.size());
    beginInsertRows({}, row, row);
    m_findings.append(finding);
    endInsertRows();
}

QString FindingModel::summary() const
{
    const auto count = [this](Finding::Severity severity) {
        return static_cast<int>(std::count_if(m_findings.begin(), m_findings.end(), [severity](const Finding &finding) {
            return finding.severity == severity;
        }));
    };
    return tr("%1 fine, %2 to look at, %3 that will not work")
        .arg(count(Finding::Severity::Ok))
        .arg(count(Finding::Severity::Warning))
        .arg(count(Finding::Severity::Failure));
}

QString FindingModel::toText() const
{
    QStringList lines;
    for (const auto &finding : m_findings) {
        lines << u"[%1] %2: %3"_s.arg(appearanceOf(finding.severity).word, finding.check, messageOf(finding));
    }
    lines << summary();
    return lines.join(u'\n') + u'\n';
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

int FindingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto &finding = m_findings.at(index.row());
    const auto [symbolName, word] = appearanceOf(finding.severity);
    const bool isSeverity = index.column() == SeverityColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isSeverity ? word : index.column() == CheckColumn ? finding.check : messageOf(finding);
    case Qt::DecorationRole:
        return isSeverity ? coloredSymbol(symbolName, toneColor(toneOf(finding.severity), QGuiApplication::palette()))
                          : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignTop);
    default:
        return {};
    }
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case SeverityColumn:
        return tr("How it is");
    case CheckColumn:
        return tr("What");
    case MessageColumn:
        return tr("What was found, and what to do");
    default:
        return {};
    }
}

} // namespace Tbs::Gui
