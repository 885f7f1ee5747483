// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "joinederrors.h"

#include <QStringList>

namespace Tbs::Gui {

Error joinedErrors(const QList<Error> &errors)
{
    QStringList messages;
    for (const auto &error : errors) {
        messages << error.message;
    }
    const auto &first = errors.constFirst();
    return {first.kind, messages.join(u' '), first.location};
}

} // namespace Tbs::Gui
