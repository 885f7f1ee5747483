// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "requesturl_p.h"

#include <Tbs/support/text_p.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool isHttp(const QUrl &url)
{
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

QString withoutTrailingSlash(QString path)
{
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    return path;
}

bool leadsOut(const QString &path)
{
    const auto parts = path.split(u'/');
    return std::any_of(parts.begin(), parts.end(),
                       [](const QString &part) { return part == "."_L1 || part == ".."_L1; });
}

bool liesUnder(const QUrl &base, const QUrl &url)
{
    const auto folder = withoutTrailingSlash(base.path(QUrl::FullyEncoded));
    const auto path = url.path(QUrl::FullyEncoded);
    return path == folder || path.startsWith(folder + u'/');
}

} // namespace

bool isSameOrigin(const QUrl &first, const QUrl &second)
{
    return first.scheme() == second.scheme() && first.host() == second.host() && portOf(first) == portOf(second);
}

Result<QUrl> requestUrl(const QUrl &base, const QString &path, const QUrlQuery &query)
{
    if (!isHttp(base)) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("The base URL \"%1\" of the FHIR server is no http or https URL")
                           .arg(base.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
    }
    if (leadsOut(path) || path.startsWith(u'/')) {
        return failure(Error::Kind::BadData, Text::tr("\"%1\" is no path below the base URL").arg(path));
    }
    auto url = base.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const auto folder = withoutTrailingSlash(url.path(QUrl::FullyEncoded));
    const auto encoded = QString::fromLatin1(QUrl::toPercentEncoding(path, "/$:@!'(),;=+*"));
    url.setPath(path.isEmpty() && !folder.isEmpty() ? folder : folder + u'/' + encoded, QUrl::TolerantMode);
    if (!query.isEmpty()) {
        url.setQuery(encodedQuery(query), QUrl::StrictMode);
    }
    return url;
}

Result<QUrl> pageUrl(const QUrl &base, const QUrl &page, const QString &link)
{
    const auto relative = QUrl(link, QUrl::TolerantMode);
    auto url =
        page.resolved(relative).adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment | QUrl::NormalizePathSegments);
    if (link.isEmpty() || !relative.isValid() || !isHttp(url)) {
        return failure(Error::Kind::BadData, Text::tr("The link to the next page is no URL"));
    }
    if (isSameOrigin(base, url)) {
        return url;
    }
    if (!liesUnder(base, url)) {
        return failure(
            Error::Kind::BadData,
            Text::tr("The link to the next page leads to %1, outside of the base URL").arg(describeOrigin(url)));
    }
    url.setScheme(base.scheme());
    url.setHost(base.host());
    url.setPort(base.port());
    return url;
}

QString encodedQuery(const QUrlQuery &query)
{
    return query.toString(QUrl::FullyEncoded).replace(u'+', "%2B"_L1);
}

QString describeRequest(const QByteArray &method, const QUrl &url)
{
    QStringList names;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[name, value] : items) {
        names.append(name);
    }
    auto text = QString::fromLatin1(method) + u' '
        + url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (!names.isEmpty()) {
        text += u'?' + names.join(u'&');
    }
    return text;
}

QString describeOrigin(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery
                        | QUrl::RemoveFragment);
}

} // namespace Tbs
