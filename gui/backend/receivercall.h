// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "embeddedreceiver.h"

#include <Tbs/support/futures.h>

#include <QPointer>

namespace Tbs::Gui {

/// Why nothing can be asked for while nothing runs.
[[nodiscard]] Error notRunningError();

/// Has \a ask called with the receiver in its thread; the future may be waited for in this one. Cancelled when the
/// receiver ends before it has answered.
template <typename T, typename Ask> [[nodiscard]] QFuture<Result<T>> callReceiver(EmbeddedReceiver *receiver, Ask ask)
{
    if (receiver == nullptr) {
        return readyFuture(Result<T>(tl::unexpected(notRunningError())));
    }
    const SharedPromise<Result<T>> promise;
    QMetaObject::invokeMethod(
        receiver,
        [receiver, promise, ask = std::move(ask)] {
            whenFinished(ask(*receiver), receiver, [promise](const Result<T> &result) { promise.finish(result); });
        },
        Qt::QueuedConnection);
    return promise.future();
}

} // namespace Tbs::Gui
