// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>

namespace Tbs::Gui {

/// One element that differs between two JSON values.
struct JsonDifference
{
    enum class Kind { Added, Removed, Changed };

    Kind kind = Kind::Changed;
    QString path; ///< `name[0].family`; empty for the values themselves
    QJsonValue before; ///< undefined for what was added
    QJsonValue after; ///< undefined for what was removed

    friend bool operator==(const JsonDifference &, const JsonDifference &) = default;
};

/// What changed from \a before to \a after, in the order of the paths. Of arrays the elements at the same place are
/// compared; what is only in one of them was added or removed as a whole.
[[nodiscard]] QList<JsonDifference> jsonDifferences(const QJsonValue &before, const QJsonValue &after);

} // namespace Tbs::Gui
