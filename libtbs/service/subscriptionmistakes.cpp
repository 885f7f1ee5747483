// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionmistakes.h"

#include <Tbs/support/text_p.h>

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr int maximumAttempts = 1'000'000;
constexpr std::chrono::milliseconds minimumDelay(1);
constexpr std::chrono::milliseconds maximumDelay = std::chrono::hours(24 * 30);

void checkCommand(const QStringList &command, QList<Error> &mistakes)
{
    const auto element = u"handler.exec"_s;
    const auto program = command.value(0);
    if (program.trimmed().isEmpty()) {
        mistakes.append({Error::Kind::BadData, Text::tr("Name the program that is to run"), element});
    } else if (program.contains(u'/')) {
        const QFileInfo file(program);
        if (file.isRelative()) {
            mistakes.append({Error::Kind::BadData,
                             Text::tr("Write the whole path of the program, or its name alone where it is in PATH"),
                             element});
        } else if (!file.isFile() || !file.isExecutable()) {
            mistakes.append(
                {Error::Kind::ActionRequired, Text::tr("%1 is no program that can be run").arg(program), element});
        }
    }
}

// The value is not repeated in the messages: it may hold a password.
void checkUrl(const QUrl &url, QList<Error> &mistakes)
{
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    const auto element = u"handler.forward.url"_s;
    if (!url.isValid() || !isHttp || url.host().isEmpty()) {
        mistakes.append({Error::Kind::BadData, Text::tr("Write a URL such as https://example.org/events"), element});
    } else if (!url.userInfo().isEmpty()) {
        mistakes.append({Error::Kind::BadData,
                         Text::tr("The URL contains a user or password: URLs are logged, so send a header instead"),
                         element});
    } else if (url.hasQuery() || url.hasFragment()) {
        mistakes.append({Error::Kind::BadData, Text::tr("Write a URL without ? and #"), element});
    }
}

void checkPath(const QString &path, QList<Error> &mistakes)
{
    const QFileInfo file(path);
    const auto element = u"handler.file"_s;
    if (path.isEmpty() || file.isRelative()) {
        mistakes.append({Error::Kind::BadData, Text::tr("Write the whole path of a file"), element});
    } else if (file.isDir()) {
        mistakes.append({Error::Kind::BadData, Text::tr("%1 is a folder: name a file in it").arg(path), element});
    } else if (!file.dir().exists()) {
        mistakes.append(
            {Error::Kind::ActionRequired, Text::tr("The folder %1 does not exist").arg(file.path()), element});
    }
}

void checkHandler(const HandlerConfiguration &handler, QList<Error> &mistakes)
{
    using Type = HandlerConfiguration::Type;
    switch (handler.type) {
    case Type::Exec:
        return checkCommand(handler.command, mistakes);
    case Type::Forward:
        return checkUrl(handler.url, mistakes);
    case Type::File:
        return checkPath(handler.path, mistakes);
    case Type::None:
    case Type::Log:
        return;
    }
}

void checkDelay(const std::optional<std::chrono::milliseconds> &delay, const QString &element, QList<Error> &mistakes)
{
    if (delay && (*delay < minimumDelay || *delay > maximumDelay)) {
        mistakes.append({Error::Kind::BadData, Text::tr("1 ms to 30 days are allowed"), element});
    }
}

void checkRetry(const RetryConfiguration &retry, QList<Error> &mistakes)
{
    if (retry.attempts && (*retry.attempts < 1 || *retry.attempts > maximumAttempts)) {
        mistakes.append(
            {Error::Kind::BadData, Text::tr("1 to %1 attempts are allowed").arg(maximumAttempts), u"retry.attempts"_s});
    }
    checkDelay(retry.initialDelay, u"retry.initialDelay"_s, mistakes);
    checkDelay(retry.maximumDelay, u"retry.maximumDelay"_s, mistakes);
    if (retry.initialDelay && retry.maximumDelay && *retry.maximumDelay < *retry.initialDelay) {
        mistakes.append({Error::Kind::BadData, Text::tr("The longest delay is shorter than the first one"),
                         u"retry.maximumDelay"_s});
    }
}

} // namespace

QList<Error> mistakesOf(const SubscriptionConfiguration &subscription, const QDateTime &now)
{
    auto mistakes = mistakesOf(subscription.definition, now);
    checkHandler(subscription.handler, mistakes);
    checkRetry(subscription.retry, mistakes);
    return mistakes;
}

} // namespace Tbs
