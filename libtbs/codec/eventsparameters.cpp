// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "eventsparameters_p.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

QJsonObject writeEventsInput(EventNumber first, EventNumber last, std::optional<PayloadContent> content,
                             QLatin1StringView numberMember)
{
    // An integer64 is a JSON string too: https://hl7.org/fhir/R5/json.html#primitive
    QJsonArray parameters{
        QJsonObject{{u"name"_s, u"eventsSinceNumber"_s}, {QString(numberMember), first.toString()}},
        QJsonObject{{u"name"_s, u"eventsUntilNumber"_s}, {QString(numberMember), last.toString()}},
    };
    if (content) {
        parameters.append(QJsonObject{{u"name"_s, u"content"_s}, {u"valueCode"_s, toCode(*content)}});
    }
    return {{u"resourceType"_s, u"Parameters"_s}, {u"parameter"_s, parameters}};
}

} // namespace Tbs
