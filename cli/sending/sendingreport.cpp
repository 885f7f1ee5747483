// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sendingreport.h"

#include <Tbs/codec/codec.h>
#include <Tbs/fhir/operationoutcome.h>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

/// What an OperationOutcome complains about first.
QString complaint(const QByteArray &body)
{
    const auto resource = readJsonObject(body);
    const auto issues = resource ? readOperationOutcome(*resource) : QList<Issue>();
    return issues.isEmpty() ? QString() : issues.constFirst().message;
}

double percentile(const std::vector<float> &sorted, double share)
{
    if (sorted.empty()) {
        return 0;
    }
    const auto index = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    return rounded(static_cast<double>(sorted.at(index)));
}

} // namespace

JsonLine lineFor(const SenderAnswer &answer)
{
    JsonLine line;
    const auto &[body, firstNumber, events] = answer.notification;
    line.add(u"status"_s, answer.status).add(u"ms"_s, rounded(answer.milliseconds));
    if (events > 0) {
        line.add(u"eventNumber"_s, QString::number(firstNumber));
    }
    if (events > 1) {
        line.add(u"lastEventNumber"_s, QString::number(firstNumber + static_cast<quint64>(events) - 1));
    }
    line.add(u"attempt"_s, answer.attempt);
    const auto message = answer.error.isEmpty() ? complaint(answer.body) : answer.error;
    if (!message.isEmpty()) {
        line.add(u"error"_s, message);
    }
    return line;
}

QString formatSendingLine(const JsonLine &line, const Console &console)
{
    if (!line.contains(u"status"_s)) {
        return u"%1 accepted, %2 refused, %3 requests in %4 s (%5 notifications/s); ms: 50% %6, 99% %7, longest %8"_s
            .arg(line.text(u"accepted"_s), line.text(u"refused"_s), line.text(u"requests"_s), line.text(u"seconds"_s),
                 line.text(u"perSecond"_s), line.text(u"p50Ms"_s), line.text(u"p99Ms"_s), line.text(u"maxMs"_s));
    }
    const int status = line.value(u"status"_s).toInt();
    const bool good = status >= 200 && status < 300;
    return painted(padded(QString::number(status), 5), good ? Colour::Green : Colour::Red, console)
        + u"%1 ms  "_s.arg(line.value(u"ms"_s).toDouble(), 9, 'f', 2)
        + padded(line.contains(u"eventNumber"_s) ? u"event "_s + line.text(u"eventNumber"_s) : QString(), 16)
        + printable(line.text(u"error"_s));
}

void SendingReport::add(const SenderAnswer &answer)
{
    ++m_requests;
    if (answer.isAccepted) {
        ++m_accepted;
        m_acceptedEvents += answer.notification.events;
        m_milliseconds.push_back(static_cast<float>(answer.milliseconds));
    } else if (answer.isFinal) {
        ++m_refused;
    }
}

JsonLine SendingReport::summary(std::chrono::nanoseconds elapsed) const
{
    auto sorted = m_milliseconds;
    std::sort(sorted.begin(), sorted.end());
    const double seconds = std::chrono::duration<double>(elapsed).count();
    return JsonLine(u"summary"_s)
        .add(u"accepted"_s, m_accepted)
        .add(u"refused"_s, m_refused)
        .add(u"requests"_s, m_requests)
        .add(u"events"_s, m_acceptedEvents)
        .add(u"seconds"_s, rounded(seconds))
        .add(u"perSecond"_s, seconds > 0 ? rounded(static_cast<double>(m_accepted) / seconds) : 0)
        .add(u"p50Ms"_s, percentile(sorted, 0.50))
        .add(u"p90Ms"_s, percentile(sorted, 0.90))
        .add(u"p99Ms"_s, percentile(sorted, 0.99))
        .add(u"maxMs"_s, percentile(sorted, 1));
}

} // namespace Tbs::Cli
