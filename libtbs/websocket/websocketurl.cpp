// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketurl_p.h"

#include <Tbs/client/requesturl_p.h>
#include <Tbs/support/text_p.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool isEncrypted(const QUrl &url)
{
    return url.scheme() == "wss"_L1 || url.scheme() == "https"_L1;
}

} // namespace

Result<QUrl> webSocketUrl(QUrl given, const QUrl &baseUrl, bool allowUnencrypted)
{
    if (given.scheme() == "http"_L1) {
        given.setScheme(u"ws"_s);
    } else if (given.scheme() == "https"_L1) {
        given.setScheme(u"wss"_s);
    }
    const auto isWebSocket = given.scheme() == "ws"_L1 || given.scheme() == "wss"_L1;
    if (!given.isValid() || !isWebSocket || given.host().isEmpty()) {
        return failure(Error::Kind::BadData, Text::tr("The server's websocket-url is no ws or wss URL."),
                       u"websocket-url"_s);
    }
    if (isEncrypted(baseUrl) && !isEncrypted(given) && !allowUnencrypted) {
        return failure(
            Error::Kind::ActionRequired,
            Text::tr("The server names an unencrypted websocket at %1 although its base URL is https: have the "
                     "server's own URL corrected, or allow unencrypted websockets.")
                .arg(given.host()));
    }
    given.setUserInfo(QString());
    given.setFragment(QString());
    return given;
}

bool mayShowAuthentication(QUrl url, const QUrl &baseUrl)
{
    url.setScheme(isEncrypted(url) ? u"https"_s : u"http"_s);
    return isSameOrigin(url, baseUrl);
}

} // namespace Tbs
