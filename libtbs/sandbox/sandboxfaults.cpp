// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxfaults.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QJsonArray toJson(const QSet<quint64> &numbers)
{
    auto sorted = numbers.values();
    std::sort(sorted.begin(), sorted.end());
    QJsonArray array;
    for (const auto number : std::as_const(sorted)) {
        array.append(static_cast<qint64>(number));
    }
    return array;
}

/// Puts a value into one of the faults; false when it is none for it.
using MemberReader = std::function<bool(const QJsonValue &, SandboxFaults *)>;

MemberReader share(double SandboxFaults::*member)
{
    return [member](const QJsonValue &value, SandboxFaults *faults) {
        const auto number = value.toDouble(-1);
        faults->*member = number;
        return number >= 0 && number <= 1;
    };
}

MemberReader flag(bool SandboxFaults::*member)
{
    return [member](const QJsonValue &value, SandboxFaults *faults) {
        faults->*member = value.toBool();
        return value.isBool();
    };
}

MemberReader numbers(QSet<quint64> SandboxFaults::*member)
{
    return [member](const QJsonValue &value, SandboxFaults *faults) {
        (faults->*member).clear();
        const auto items = value.toArray();
        for (const auto &item : items) {
            if (item.toInteger(-1) < 0) {
                return false;
            }
            (faults->*member).insert(static_cast<quint64>(item.toInteger()));
        }
        return value.isArray();
    };
}

MemberReader milliseconds(std::chrono::milliseconds SandboxFaults::*member)
{
    return [member](const QJsonValue &value, SandboxFaults *faults) {
        faults->*member = std::chrono::milliseconds(value.toInteger(-1));
        return value.toInteger(-1) >= 0;
    };
}

MemberReader integer(int SandboxFaults::*member, int minimum)
{
    return [member, minimum](const QJsonValue &value, SandboxFaults *faults) {
        faults->*member = value.toInt(minimum - 1);
        return value.toInt(minimum - 1) >= minimum;
    };
}

bool readFailRequests(const QJsonValue &value, SandboxFaults *faults)
{
    const auto status = value.toInt(-1);
    faults->failRequests = status;
    return status == 0 || (status >= 500 && status <= 599);
}

const QHash<QString, MemberReader> &memberReaders()
{
    using F = SandboxFaults;
    static const QHash<QString, MemberReader> readers{
        {u"drop"_s, share(&F::drop)},
        {u"duplicate"_s, share(&F::duplicate)},
        {u"reorder"_s, share(&F::reorder)},
        {u"dropEventNumbers"_s, numbers(&F::dropEventNumbers)},
        {u"duplicateEventNumbers"_s, numbers(&F::duplicateEventNumbers)},
        {u"reorderEventNumbers"_s, numbers(&F::reorderEventNumbers)},
        {u"delay"_s, milliseconds(&F::delay)},
        {u"overlap"_s, flag(&F::overlap)},
        {u"refuseHandshake"_s, flag(&F::refuseHandshake)},
        {u"staysRequested"_s, flag(&F::staysRequested)},
        {u"refuseBindings"_s, flag(&F::refuseBindings)},
        {u"silenceHeartbeats"_s, flag(&F::silenceHeartbeats)},
        {u"maximumLifetime"_s, milliseconds(&F::maximumLifetime)},
        {u"maximumHeartbeatPeriod"_s, integer(&F::maximumHeartbeatPeriod, 0)},
        {u"dropHeaders"_s, flag(&F::dropHeaders)},
        {u"maskHeaders"_s, flag(&F::maskHeaders)},
        {u"failRequests"_s, readFailRequests},
        {u"failRequestCount"_s, integer(&F::failRequestCount, -1)},
    };
    return readers;
}

} // namespace

QJsonObject toJson(const SandboxFaults &faults)
{
    return {
        {u"drop"_s, faults.drop},
        {u"duplicate"_s, faults.duplicate},
        {u"reorder"_s, faults.reorder},
        {u"dropEventNumbers"_s, toJson(faults.dropEventNumbers)},
        {u"duplicateEventNumbers"_s, toJson(faults.duplicateEventNumbers)},
        {u"reorderEventNumbers"_s, toJson(faults.reorderEventNumbers)},
        {u"delay"_s, static_cast<qint64>(faults.delay.count())},
        {u"overlap"_s, faults.overlap},
        {u"refuseHandshake"_s, faults.refuseHandshake},
        {u"staysRequested"_s, faults.staysRequested},
        {u"refuseBindings"_s, faults.refuseBindings},
        {u"silenceHeartbeats"_s, faults.silenceHeartbeats},
        {u"maximumLifetime"_s, static_cast<qint64>(faults.maximumLifetime.count())},
        {u"maximumHeartbeatPeriod"_s, faults.maximumHeartbeatPeriod},
        {u"dropHeaders"_s, faults.dropHeaders},
        {u"maskHeaders"_s, faults.maskHeaders},
        {u"failRequests"_s, faults.failRequests},
        {u"failRequestCount"_s, faults.failRequestCount},
    };
}

Result<SandboxFaults> readSandboxFaults(const QJsonObject &json, SandboxFaults faults)
{
    for (auto member = json.begin(); member != json.end(); ++member) {
        const auto reader = memberReaders().constFind(member.key());
        if (reader == memberReaders().cend() || !(*reader)(member.value(), &faults)) {
            return failure(Error::Kind::BadData,
                           QCoreApplication::translate("Tbs", "not a fault, or not a value of it"), member.key());
        }
    }
    return faults;
}

} // namespace Tbs
