// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxserver.h"

#include "sandboxcontrol_p.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr int maximumFirings = 10'000;

HttpResponse jsonResponse(const QJsonObject &json)
{
    return {.status = 200,
            .contentType = "application/json",
            .body = QJsonDocument(json).toJson(QJsonDocument::Compact),
            .headers = {}};
}

HttpResponse errorResponse(const Error &error)
{
    return outcomeResponse(
        400,
        {{.severity = Issue::Severity::Error, .code = u"value"_s, .path = error.location, .message = error.message}});
}

} // namespace

SandboxControl::SandboxControl(SandboxServer &server)
    : m_server(server)
{
}

HttpResponse SandboxControl::handle(const HttpRequest &httpRequest)
{
    const auto request = readRestRequest(httpRequest, 1);
    if (!request) {
        return request.error();
    }
    const auto command = request->segments.join(u'/');
    const auto isPost = request->method == "POST";
    if (command == "state"_L1) {
        return request->method == "GET" ? jsonResponse(m_server.state()) : methodNotAllowed("GET");
    }
    if (command == "faults"_L1 && request->method == "GET") {
        return jsonResponse(toJson(m_server.faults()));
    }
    if (command == "faults"_L1) {
        return isPost ? setFaults(*request) : methodNotAllowed("GET, POST");
    }
    const auto isKnown =
        QStringList{u"fire"_s, u"topics"_s, u"reset-counters"_s, u"heartbeat"_s, u"close-websockets"_s}.contains(
            command);
    if (!isKnown) {
        return outcomeResponse(404, u"not-found"_s, QCoreApplication::translate("Tbs", "no such command"));
    }
    if (!isPost) {
        return methodNotAllowed("POST");
    }
    if (command == "fire"_L1) {
        return fire(*request);
    }
    if (command == "topics"_L1) {
        return addTopic(*request);
    }
    if (command == "reset-counters"_L1) {
        m_server.resetCounters();
    } else if (command == "close-websockets"_L1) {
        m_server.closeWebSockets();
    } else {
        m_server.sendHeartbeats();
    }
    return jsonResponse({});
}

HttpResponse SandboxControl::fire(const RestRequest &request)
{
    const auto version = fhirVersionFromCode(request.values(u"version"_s).value(0));
    if (!version) {
        return errorResponse({.kind = Error::Kind::BadData,
                              .message = QCoreApplication::translate("Tbs", "version is to be r4, r4b or r5"),
                              .location = u"version"_s});
    }
    bool isNumber = false;
    const auto count = request.values(u"count"_s).value(0, u"1"_s).toInt(&isNumber);
    if (!isNumber || count < 1 || count > maximumFirings) {
        return errorResponse(
            {.kind = Error::Kind::BadData,
             .message = QCoreApplication::translate("Tbs", "count is to be 1 to %1").arg(maximumFirings),
             .location = u"count"_s});
    }
    QJsonArray focus;
    for (int i = 0; i < count; ++i) {
        if (request.body.isEmpty()) {
            focus.append(m_server.fireSampleEvent(*version));
            continue;
        }
        const auto reference = m_server.putResource(*version, request.body);
        if (!reference) {
            return errorResponse(reference.error());
        }
        focus.append(*reference);
    }
    return jsonResponse({{u"focus"_s, focus}});
}

HttpResponse SandboxControl::setFaults(const RestRequest &request)
{
    const auto faults = readSandboxFaults(request.body, m_server.faults());
    if (!faults) {
        return errorResponse(faults.error());
    }
    m_server.setFaults(*faults);
    return jsonResponse(toJson(*faults));
}

HttpResponse SandboxControl::addTopic(const RestRequest &request)
{
    const auto added = m_server.addTopic(request.body);
    return added ? jsonResponse({}) : errorResponse(added.error());
}

} // namespace Tbs
