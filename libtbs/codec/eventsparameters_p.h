// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/fhir/eventnumber.h>

#include <QJsonObject>

namespace Tbs {

/// The input of `$events` with its numbers in \a numberMember: `valueString` in the backport IG, `valueInteger64` in
/// R5.
[[nodiscard]] QJsonObject writeEventsInput(EventNumber first, EventNumber last, std::optional<PayloadContent> content,
                                           QLatin1StringView numberMember);

} // namespace Tbs
