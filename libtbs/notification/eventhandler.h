// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventcontext.h>

#include <QFuture>

#include <functional>
#include <type_traits>

namespace Tbs {

/// What an application does with an event: a function of `const EventContext &` that returns nothing, Result<void>,
/// QFuture<void> or QFuture<Result<void>>.
///
/// It is called in the thread of the service it was given to. An error, an exception and a cancelled future are
/// failures: the event is handed over again later. A copyable value.
class TBS_CORE_EXPORT EventHandler
{
public:
    using Synchronous = std::function<Result<void>(const EventContext &)>;
    using Asynchronous = std::function<QFuture<Result<void>>(const EventContext &)>;
    using Done = std::function<void(Result<void>)>;

    EventHandler() = default;

    template <typename Function>
    requires std::is_invocable_v<Function &, const EventContext &>
    EventHandler(Function function) // implicit, so that a lambda can stand for it
    {
        using Returned = std::invoke_result_t<Function &, const EventContext &>;
        if constexpr (std::is_void_v<Returned>) {
            m_synchronous = [function = std::move(function)](const EventContext &event) mutable -> Result<void> {
                function(event);
                return {};
            };
        } else if constexpr (std::is_same_v<Returned, QFuture<void>>) {
            m_asynchronous = [function = std::move(function)](const EventContext &event) mutable {
                return function(event).then([]() -> Result<void> { return {}; });
            };
        } else if constexpr (std::is_convertible_v<Returned, QFuture<Result<void>>>) {
            m_asynchronous = std::move(function);
        } else {
            static_assert(std::is_convertible_v<Returned, Result<void>>,
                          "A handler returns nothing, Result<void>, QFuture<void> or QFuture<Result<void>>.");
            m_synchronous = std::move(function);
        }
    }

    [[nodiscard]] bool isValid() const { return m_synchronous || m_asynchronous; }
    /// Whether it may finish after it returned.
    [[nodiscard]] bool isAsynchronous() const { return static_cast<bool>(m_asynchronous); }

    /// Calls it, and \a done once: before this returns for a synchronous one, else in the thread of \a context, and
    /// never after \a context is gone.
    void call(const EventContext &event, QObject *context, Done done) const;

private:
    Synchronous m_synchronous;
    Asynchronous m_asynchronous;
};

} // namespace Tbs
