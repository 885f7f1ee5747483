// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sentheaders_p.h"

#include <Tbs/client/storableheadernames_p.h>
#include <Tbs/subscription/serverprofile.h>
#include <Tbs/support/text_p.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// What the server alone can say of its request and of what is in it.
constexpr std::array serverHeaders{
    "Connection"_L1,
    "Content-Encoding"_L1,
    "Content-Length"_L1,
    "Content-Type"_L1,
    "Expect"_L1,
    "Host"_L1,
    "Keep-Alive"_L1,
    "Proxy-Connection"_L1,
    "TE"_L1,
    "Trailer"_L1,
    "Transfer-Encoding"_L1,
    "Upgrade"_L1,
};

} // namespace

QString objectionToSentHeader(const QString &name, const Configuration &configuration)
{
    const auto isSame = [&name](const auto &other) {
        return name.compare(other, Qt::CaseInsensitive) == 0;
    };
    if (std::any_of(serverHeaders.begin(), serverHeaders.end(), isSame)) {
        return Text::tr("the server sets this header itself");
    }
    if (isStorableHeader(name.toUtf8())) {
        return Text::tr(
            "notifications are stored with the value of this header, so it is no place for a secret: choose "
            "another name");
    }
    const auto &webhook = configuration.webhook;
    if (webhook.token.isSet() && isSame(webhook.tokenHeader)) {
        return Text::tr("this header carries the webhook's token (webhook.tokenHeader)");
    }
    const auto profile = serverProfile(configuration.server.profile);
    if (webhook.signatureSecret.isSet() && profile && profile->signature
        && isSame(QString::fromLatin1(profile->signature->header))) {
        return Text::tr("this header carries the server's signature (webhook.signatureSecret)");
    }
    return {};
}

} // namespace Tbs
