// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "endpointurl_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Decodes \a encoded, except what is one of \a delimiters or the percent sign itself.
QByteArray decodedExcept(const QByteArray &encoded, QByteArrayView delimiters)
{
    QByteArray result;
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const auto digits = encoded.mid(i + 1, 2);
        bool isNumber = false;
        const auto byte = static_cast<char>(digits.toInt(&isNumber, 16));
        if (encoded[i] != '%' || digits.size() < 2 || !isNumber) {
            result += encoded[i];
            continue;
        }
        if (byte == '%' || delimiters.contains(byte)) {
            result += '%' + digits.toUpper();
        } else {
            result += byte;
        }
        i += 2;
    }
    return result;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 || url.scheme() == "wss"_L1 ? 443 : 80);
}

} // namespace

QByteArray endpointKey(const QUrl &endpoint)
{
    if (endpoint.isEmpty() || !endpoint.isValid()) {
        return {};
    }
    const auto url = endpoint.adjusted(QUrl::NormalizePathSegments | QUrl::RemoveFragment);
    auto path = decodedExcept(url.path(QUrl::FullyEncoded).toLatin1(), "/?#");
    while (path.endsWith('/')) {
        path.chop(1);
    }
    auto key = url.scheme().toLatin1() + "://";
    if (!url.userInfo().isEmpty()) {
        key += url.userInfo(QUrl::FullyEncoded).toLatin1() + '@';
    }
    key += url.host(QUrl::FullyEncoded).toLower().toLatin1() + ':' + QByteArray::number(portOf(url)) + path;
    if (url.hasQuery()) {
        key += '?' + decodedExcept(url.query(QUrl::FullyEncoded).toLatin1(), "&=+#");
    }
    return key;
}

bool isSameEndpoint(const QUrl &first, const QUrl &second)
{
    return endpointKey(first) == endpointKey(second);
}

bool isDirectlyBelow(const QUrl &endpoint, const QUrl &base)
{
    const auto folder = endpointKey(base.adjusted(QUrl::RemoveQuery));
    const auto key = endpointKey(endpoint);
    if (folder.isEmpty() || !key.startsWith(folder + '/')) {
        return false;
    }
    const auto rest = key.sliced(folder.size() + 1);
    return !rest.isEmpty() && !rest.contains('/') && !rest.contains('?');
}

} // namespace Tbs
