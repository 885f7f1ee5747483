// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "closestmatch_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qsizetype maximumLength = 60;

QString simplified(QStringView text)
{
    QString result;
    for (const QChar c : text) {
        if (c != u'-' && c != u'_' && c != u'.') {
            result += c.toLower();
        }
    }
    return result;
}

// Levenshtein: insertions, deletions and replacements.
qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar c : a) {
        qsizetype diagonal = row.front();
        ++row.front();
        for (std::size_t j = 1; j < row.size(); ++j) {
            const auto replaced = diagonal + (c == b.at(static_cast<qsizetype>(j) - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

} // namespace

QString closestMatch(QStringView text, const QStringList &candidates)
{
    if (text.size() > maximumLength) {
        return {};
    }
    const auto wanted = simplified(text);
    QString best;
    qsizetype bestDistance = wanted.size() <= 4 ? 2 : 3; // one more than the slips that are forgiven
    for (const auto &candidate : candidates) {
        const auto slips = distance(wanted, simplified(candidate));
        if (slips < bestDistance) {
            best = candidate;
            bestDistance = slips;
        }
    }
    return best;
}

QString didYouMean(QStringView text, const QStringList &candidates)
{
    const auto match = closestMatch(text, candidates);
    return match.isEmpty() ? QString() : u' ' + QCoreApplication::translate("Tbs", "(did you mean `%1`?)").arg(match);
}

QString quoted(QStringView text)
{
    auto shown = text.left(maximumLength).toString();
    std::replace_if(
        shown.begin(), shown.end(), [](QChar c) { return !c.isPrint(); }, u'?');
    return u'`' + shown + (text.size() > maximumLength ? u"…`"_s : u"`"_s);
}

} // namespace Tbs
