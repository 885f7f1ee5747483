// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QString>

#include <optional>
#include <tl/expected.hpp>

namespace Tbs {

/// Why something failed, by what the caller has to do about it.
///
/// A plain value; thread-safe to copy. No payload, token or patient data is ever put into a message.
struct TBS_CORE_EXPORT Error
{
    enum class Kind {
        Retry, ///< A passing fault (network, lock, full disk): the same call may succeed later.
        Rejected, ///< The other side understood and refused; isGone() says whether because it has no such thing.
        ActionRequired, ///< A person has to change something first (configuration, credentials, a port in use).
        BadData, ///< The input is not what it should be; `location` says where.
        Internal, ///< A defect of this library or a promise broken by its environment.
    };

    Kind kind = Kind::Internal;
    /// A sentence a person can act on.
    QString message;
    /// For data: a FHIR element path (`Bundle.entry[0].resource.type`) or `file:line`. Else empty.
    QString location;

    /// Of an answer that is the error: the HTTP status with which a FHIR server refused or failed. Nothing where no
    /// whole answer came, where one with success is no good, and where the error was drawn from several answers. The
    /// message has it already.
    std::optional<int> httpStatus = {};

    /// `location: message`, or the message alone.
    [[nodiscard]] QString toString() const;
    /// The answer was 404 or 410: what was asked for is not there, or not any more. After any other error, of whatever
    /// kind, nobody knows.
    [[nodiscard]] bool isGone() const;

    friend bool operator==(const Error &, const Error &) = default;
};

/// A value or the reason why there is none.
template <typename T> using Result = tl::expected<T, Error>;

/// `return failure(Error::Kind::BadData, tr("..."), path);`
[[nodiscard]] inline tl::unexpected<Error> failure(Error::Kind kind, QString message, QString location = {})
{
    return tl::unexpected<Error>(Error{kind, std::move(message), std::move(location)});
}

/// Passes an error on: `return failure(result.error());`
[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace Tbs
