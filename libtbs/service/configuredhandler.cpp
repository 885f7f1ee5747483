// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configuredhandler.h"

#include <Tbs/service/filehandler.h>
#include <Tbs/service/forwardhandler.h>
#include <Tbs/service/processhandler.h>
#include <Tbs/support/logging.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

ForwardHandlerOptions forwardOptions(const HandlerConfiguration &configuration, const HandlerOptions &options)
{
    ForwardHandlerOptions forward{.url = configuration.url, .timeout = options.timeout};
    for (const auto &header : configuration.headers) {
        forward.headers.append({header.name.toUtf8(), header.value.value.toUtf8()});
    }
    return forward;
}

void logEvent(const EventContext &event)
{
    const auto number = event.eventNumber();
    qCInfo(logService).noquote() << "Event" << (number ? number->toString() : u"without number"_s) << "of"
                                 << event.subscription().relative() << "for" << event.webhookId();
}

} // namespace

QString handlerName(HandlerConfiguration::Type type)
{
    using Type = HandlerConfiguration::Type;
    switch (type) {
    case Type::None:
        return {};
    case Type::Exec:
        return u"exec"_s;
    case Type::Forward:
        return u"forward"_s;
    case Type::File:
        return u"file"_s;
    case Type::Log:
        return u"log"_s;
    }
    Q_UNREACHABLE();
}

EventHandler configuredHandler(const HandlerConfiguration &configuration, const HandlerOptions &options, Clock &clock,
                               QNetworkAccessManager &network)
{
    using Type = HandlerConfiguration::Type;
    switch (configuration.type) {
    case Type::None:
        return {};
    case Type::Exec:
        return ProcessHandler(clock,
                              {.program = configuration.command.constFirst(),
                               .arguments = configuration.command.mid(1),
                               .timeout = options.timeout});
    case Type::Forward:
        return ForwardHandler(network, clock, forwardOptions(configuration, options));
    case Type::File:
        return FileHandler({.path = configuration.path, .synchronize = options.synchronizeFiles});
    case Type::Log:
        return EventHandler(logEvent);
    }
    Q_UNREACHABLE();
}

} // namespace Tbs
