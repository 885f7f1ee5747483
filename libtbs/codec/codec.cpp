// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "codec.h"

#include "jsontext_p.h"
#include "r4bcodec_p.h"
#include "r4codec_p.h"
#include "r5codec_p.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace Tbs {

const Codec &codecFor(FhirVersion version)
{
    static const R4Codec r4;
    static const R4BCodec r4b;
    static const R5Codec r5;
    switch (version) {
    case FhirVersion::R4:
        return r4;
    case FhirVersion::R4B:
        return r4b;
    case FhirVersion::R5:
        break;
    }
    return r5;
}

QJsonObject withR5Elements(const QJsonObject &resource, Subscription subscription)
{
    subscription.raw = resource; // no element of R5 has the name of another one before
    return codecFor(FhirVersion::R5).writeSubscription(subscription);
}

Result<QJsonObject> readJsonObject(QByteArrayView json)
{
    const auto body = withPadding(json.toByteArray());
    const auto text = withoutByteOrderMark(body);
    simdjson::ondemand::parser spare;
    auto document = startDocument(parserFor(text, spare), body, text);
    if (!document) {
        return failure(std::move(document.error()));
    }
    if (auto valid = validateJson(*document, text, TopLevelNames::AreUnique); !valid) {
        return failure(std::move(valid.error()));
    }
    QJsonParseError error;
    const auto parsed = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()), &error);
    if (error.error != QJsonParseError::NoError) {
        return failure(Error::Kind::BadData, error.errorString(),
                       QCoreApplication::translate("Tbs", "byte %1").arg(error.offset));
    }
    return parsed.object();
}

} // namespace Tbs
