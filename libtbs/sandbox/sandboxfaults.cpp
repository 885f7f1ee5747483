// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxfaults.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

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

bool readShare(const QJsonValue &value, double *share)
{
    *share = value.toDouble(-1);
    return *share >= 0 && *share <= 1;
}

bool readFlag(const QJsonValue &value, bool *flag)
{
    *flag = value.toBool();
    return value.isBool();
}

bool readNumbers(const QJsonValue &value, QSet<quint64> *numbers)
{
    numbers->clear();
    for (const auto &item : value.toArray()) {
        if (item.toInteger(-1) < 0) {
            return false;
        }
        numbers->insert(static_cast<quint64>(item.toInteger()));
    }
    return value.isArray();
}

bool readDelay(const QJsonValue &value, std::chrono::milliseconds *delay)
{
    *delay = std::chrono::milliseconds(value.toInteger(-1));
    return value.toInteger(-1) >= 0;
}

bool readFailRequests(const QJsonValue &value, int *status)
{
    *status = value.toInt(-1);
    return *status == 0 || (*status >= 500 && *status <= 599);
}

bool readFailRequestCount(const QJsonValue &value, int *number)
{
    *number = value.toInt(-2);
    return *number >= -1;
}

bool readMember(const QString &name, const QJsonValue &value, SandboxFaults *faults)
{
    if (name == "drop"_L1) {
        return readShare(value, &faults->drop);
    }
    if (name == "duplicate"_L1) {
        return readShare(value, &faults->duplicate);
    }
    if (name == "reorder"_L1) {
        return readShare(value, &faults->reorder);
    }
    if (name == "dropEventNumbers"_L1) {
        return readNumbers(value, &faults->dropEventNumbers);
    }
    if (name == "duplicateEventNumbers"_L1) {
        return readNumbers(value, &faults->duplicateEventNumbers);
    }
    if (name == "reorderEventNumbers"_L1) {
        return readNumbers(value, &faults->reorderEventNumbers);
    }
    if (name == "delay"_L1) {
        return readDelay(value, &faults->delay);
    }
    if (name == "overlap"_L1) {
        return readFlag(value, &faults->overlap);
    }
    if (name == "refuseHandshake"_L1) {
        return readFlag(value, &faults->refuseHandshake);
    }
    if (name == "refuseBindings"_L1) {
        return readFlag(value, &faults->refuseBindings);
    }
    if (name == "silenceHeartbeats"_L1) {
        return readFlag(value, &faults->silenceHeartbeats);
    }
    if (name == "failRequests"_L1) {
        return readFailRequests(value, &faults->failRequests);
    }
    return name == "failRequestCount"_L1 && readFailRequestCount(value, &faults->failRequestCount);
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
        {u"refuseBindings"_s, faults.refuseBindings},
        {u"silenceHeartbeats"_s, faults.silenceHeartbeats},
        {u"failRequests"_s, faults.failRequests},
        {u"failRequestCount"_s, faults.failRequestCount},
    };
}

Result<SandboxFaults> readSandboxFaults(const QJsonObject &json, SandboxFaults faults)
{
    for (auto member = json.begin(); member != json.end(); ++member) {
        if (!readMember(member.key(), member.value(), &faults)) {
            return failure(Error::Kind::BadData,
                           QCoreApplication::translate("Tbs", "not a fault, or not a value of it"), member.key());
        }
    }
    return faults;
}

} // namespace Tbs
