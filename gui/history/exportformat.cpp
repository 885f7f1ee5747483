// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exportformat.h"

#include "../detail/jsontext.h"
#include "../notifications/patientmask.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

class Exported
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::ExportFormat)
};

using Field = std::pair<QLatin1String, QJsonValue>;

QJsonValue numberOrNull(const std::optional<EventNumber> &number)
{
    return number ? QJsonValue(static_cast<qint64>(number->value())) : QJsonValue();
}

QString originName(NotificationOrigin origin)
{
    switch (origin) {
    case NotificationOrigin::Webhook:
        return u"webhook"_s;
    case NotificationOrigin::WebSocket:
        return u"websocket"_s;
    case NotificationOrigin::Recovery:
        return u"recovery"_s;
    case NotificationOrigin::Replay:
        break;
    }
    return u"replay"_s;
}

QStringList shownFoci(const QStringList &foci, bool masked)
{
    auto shown = foci;
    if (masked) {
        std::transform(shown.begin(), shown.end(), shown.begin(), maskedReference);
    }
    return shown;
}

/// What both the objects and the table tell, in the order of the table.
QList<Field> fields(const NotificationSummary &summary)
{
    const auto &record = summary.notification;
    return {{"id"_L1, record.id},
            {"receivedAt"_L1, record.receivedAt.toString(Qt::ISODateWithMs)},
            {"webhookId"_L1, summary.subscription.webhookId},
            {"server"_L1, summary.subscription.server},
            {"subscription"_L1, summary.subscription.subscription},
            {"topic"_L1, summary.topic},
            {"type"_L1, toCode(record.type)},
            {"origin"_L1, originName(record.origin)},
            {"fhirVersion"_L1, toCode(record.fhirVersion)},
            {"bundleId"_L1, record.bundleId},
            {"eventsSinceSubscriptionStart"_L1, numberOrNull(record.eventsSinceSubscriptionStart)},
            {"firstEventNumber"_L1, numberOrNull(summary.firstEventNumber)},
            {"lastEventNumber"_L1, numberOrNull(summary.lastEventNumber)},
            {"newEvents"_L1, record.newEvents},
            {"duplicateEvents"_L1, record.duplicateEvents},
            {"pendingEvents"_L1, summary.pendingEvents},
            {"deadLetters"_L1, summary.deadLetters},
            {"size"_L1, summary.bodySize}};
}

/// In quotes where that is needed; a text that a spreadsheet would take for a formula gets an apostrophe.
QByteArray csvCell(QString text)
{
    static const auto formula = u"=+-@\t\r"_s;
    if (!text.isEmpty() && formula.contains(text.at(0))) {
        text.prepend(u'\'');
    }
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r')) {
        return '"' + text.replace(u'"', "\"\""_L1).toUtf8() + '"';
    }
    return text.toUtf8();
}

QByteArray csvLine(const NotificationSummary &summary, bool masked)
{
    QByteArrayList cells;
    for (const auto &[name, value] : fields(summary)) {
        cells << csvCell(value.toVariant().toString());
    }
    cells << csvCell(shownFoci(summary.foci, masked).join(u' '));
    return cells.join(',') + "\r\n";
}

QByteArray jsonObject(const NotificationSummary &summary, const QByteArray &body, bool masked)
{
    QJsonObject object;
    for (const auto &[name, value] : fields(summary)) {
        object.insert(name, value);
    }
    object.insert("foci"_L1, QJsonArray::fromStringList(shownFoci(summary.foci, masked)));
    auto json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    json.chop(1);
    const auto shown = masked
        ? QJsonDocument(maskedBundle(QJsonDocument::fromJson(body).object())).toJson(QJsonDocument::Compact)
        : compactJson(body);
    return json + ",\"body\":" + (shown.isEmpty() ? QByteArray("null") : shown) + '}';
}

} // namespace

ExportFormat exportFormatOf(const QString &path)
{
    if (path.endsWith(".csv"_L1, Qt::CaseInsensitive)) {
        return ExportFormat::Csv;
    }
    return path.endsWith(".json"_L1, Qt::CaseInsensitive) ? ExportFormat::Json : ExportFormat::Ndjson;
}

QStringList exportNameFilters()
{
    return {Exported::tr("One JSON object a line (%1)").arg(u"*.ndjson"_s),
            Exported::tr("JSON array (%1)").arg(u"*.json"_s),
            Exported::tr("Table without bodies (%1)").arg(u"*.csv"_s)};
}

bool hasBodies(ExportFormat format)
{
    return format != ExportFormat::Csv;
}

QByteArray exportBegin(ExportFormat format)
{
    if (format != ExportFormat::Csv) {
        return format == ExportFormat::Json ? "[\n" : "";
    }
    QByteArrayList names;
    for (const auto &[name, value] : fields({})) {
        names << QByteArray(name.data(), name.size());
    }
    return names.join(',') + ",foci\r\n";
}

QByteArray exportSeparator(ExportFormat format)
{
    return format == ExportFormat::Json ? ",\n" : "";
}

QByteArray exportEnd(ExportFormat format)
{
    return format == ExportFormat::Json ? "\n]\n" : "";
}

QByteArray exported(ExportFormat format, const NotificationSummary &summary, const QByteArray &body, bool masked)
{
    if (format == ExportFormat::Csv) {
        return csvLine(summary, masked);
    }
    return jsonObject(summary, body, masked) + (format == ExportFormat::Ndjson ? "\n" : "");
}

} // namespace Tbs::Gui
