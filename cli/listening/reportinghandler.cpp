// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "reportinghandler.h"

#include <QPromise>

namespace Tbs::Cli {

EventHandler reportingHandler(EventHandler handler, std::function<Result<void>(const EventContext &)> report,
                              QObject &context)
{
    if (!handler.isValid()) {
        return EventHandler(std::move(report));
    }
    if (!handler.isAsynchronous()) {
        return EventHandler([handler, report, &context](const EventContext &event) -> Result<void> {
            Result<void> outcome;
            handler.call(event, &context, [&outcome](Result<void> result) { outcome = std::move(result); });
            return outcome ? report(event) : outcome;
        });
    }
    return EventHandler([handler, report, &context](const EventContext &event) -> QFuture<Result<void>> {
        auto promise = std::make_shared<QPromise<Result<void>>>();
        promise->start();
        handler.call(event, &context, [promise, report, event](const Result<void> &result) {
            promise->addResult(result ? report(event) : result);
            promise->finish();
        });
        return promise->future();
    });
}

} // namespace Tbs::Cli
