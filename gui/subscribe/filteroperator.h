// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace Tbs::Gui {

/// How a filter compares: a comparator or a modifier, or neither. As one choice, since they exclude each other.
struct FilterOperator
{
    QString comparator;
    QString modifier;

    friend bool operator==(const FilterOperator &, const FilterOperator &) = default;
};

/// `ge – at or after, at least`, `:exact – in this spelling`; "is" for neither.
[[nodiscard]] QString operatorText(const FilterOperator &filterOperator);
/// Neither, then each of \a comparators, then each of \a modifiers.
[[nodiscard]] QList<FilterOperator> operatorChoices(const QStringList &comparators, const QStringList &modifiers);

} // namespace Tbs::Gui

Q_DECLARE_METATYPE(Tbs::Gui::FilterOperator)
