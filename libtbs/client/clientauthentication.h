// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/httpheader.h>
#include <Tbs/support/error.h>

#include <QFuture>

namespace Tbs {

/// Shows a FHIR server who we are: gives what each request carries to prove it.
///
/// Used in the thread of its FhirClient only.
class TBS_CORE_EXPORT ClientAuthentication
{
public:
    ClientAuthentication() = default;
    virtual ~ClientAuthentication() = default;
    Q_DISABLE_COPY_MOVE(ClientAuthentication)

    /// The headers of the next request; a token that is about to expire is renewed first. Finished at once when nothing
    /// has to be fetched; several calls meanwhile share one fetch.
    /// Errors: Retry (no answer from the token endpoint), ActionRequired (credentials refused, key not readable),
    /// BadData (the token endpoint's answer is none).
    [[nodiscard]] virtual QFuture<Result<HttpHeaders>> headers() = 0;

    /// The server answered 401 to a request with the headers \a refused. What was fetched is thrown away, unless it has
    /// been renewed since.
    /// \return whether headers() can give others now, so that one more attempt makes sense.
    [[nodiscard]] virtual bool discard(const HttpHeaders &refused) = 0;
};

} // namespace Tbs
