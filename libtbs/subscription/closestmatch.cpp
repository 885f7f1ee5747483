// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "closestmatch_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <utility>
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

/// How many typing slips lie between \a a and \a b: a letter added, left out, replaced, or two of them swapped.
qsizetype countSlips(const QString &a, const QString &b)
{
    std::vector<qsizetype> beforeLast;
    std::vector<qsizetype> last;
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        beforeLast = std::exchange(last, row);
        row.front() = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto column = static_cast<std::size_t>(j);
            const auto replaced = last[column - 1] + (a.at(i - 1) == b.at(j - 1) ? 0 : 1);
            row[column] = std::min({last[column] + 1, row[column - 1] + 1, replaced});
            if (i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1)) {
                row[column] = std::min(row[column], beforeLast[column - 2] + 1);
            }
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
    qsizetype fewestSlips = wanted.size() <= 4 ? 2 : 3; // one more than what is forgiven
    for (const auto &candidate : candidates) {
        const auto slips = countSlips(wanted, simplified(candidate));
        if (slips < fewestSlips) {
            best = candidate;
            fewestSlips = slips;
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
        shown.begin(), shown.end(), [](QChar c) { return c.category() == QChar::Other_Control; }, u'?');
    return u'`' + shown + (text.size() > maximumLength ? u"…`"_s : u"`"_s);
}

} // namespace Tbs
