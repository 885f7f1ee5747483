// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "reception.h"

#include "gui/application/desktop.h"
#include "gui/backend/embeddedbackend.h"
#include "stallmeter.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace GuiBenchmark {

namespace {

const auto webhookId = u"encounters"_s;
const auto topic = u"http://example.org/SubscriptionTopic/encounter-start"_s;
const auto eventNumber = u"@EVENT-NUMBER@"_s;

/// An event notification of R5 with a resource, 2 kB large.
QByteArray payload()
{
    const QJsonObject event{{u"eventNumber"_s, eventNumber},
                            {u"focus"_s, QJsonObject{{u"reference"_s, u"Encounter/1"_s}}}};
    const QJsonObject status{{u"resourceType"_s, u"SubscriptionStatus"_s},
                             {u"status"_s, u"active"_s},
                             {u"type"_s, u"event-notification"_s},
                             {u"eventsSinceSubscriptionStart"_s, eventNumber},
                             {u"subscription"_s, QJsonObject{{u"reference"_s, u"Subscription/1"_s}}},
                             {u"topic"_s, topic},
                             {u"notificationEvent"_s, QJsonArray{event}}};
    const QJsonObject encounter{
        {u"resourceType"_s, u"Encounter"_s},
        {u"id"_s, u"1"_s},
        {u"status"_s, u"in-progress"_s},
        {u"text"_s, QJsonObject{{u"status"_s, u"generated"_s}, {u"div"_s, QString(1500, u'x')}}}};
    const QJsonObject bundle{
        {u"resourceType"_s, u"Bundle"_s},
        {u"type"_s, u"subscription-notification"_s},
        {u"entry"_s,
         QJsonArray{QJsonObject{{u"resource"_s, status}},
                    QJsonObject{{u"fullUrl"_s, u"http://example.org/Encounter/1"_s}, {u"resource"_s, encounter}}}}};
    return QJsonDocument(bundle).toJson(QJsonDocument::Compact);
}

Tbs::Gui::Connection connection()
{
    Tbs::SubscriptionConfiguration subscription;
    subscription.definition.topic = topic;
    subscription.definition.webhookId = webhookId;
    Tbs::Gui::Connection connection{.id = u"benchmark"_s, .name = u"Benchmark"_s};
    connection.configuration.webhook.port = 0;
    connection.configuration.subscriptions = {subscription};
    return connection;
}

/// In MiB, of this process.
double residentMemory()
{
    constexpr double kibibytes = 1024;
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const auto &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.mid(6).chopped(2).trimmed().toDouble() / kibibytes;
        }
    }
    return 0;
}

/// Sends for some seconds while the window is used.
class Flood
{
public:
    Flood(const QString &loadGenerator, const QString &payloadFile, const QUrl &endpoint, int perSecond)
        : m_arguments{u"--url"_s,
                      endpoint.toString(),
                      u"--payload"_s,
                      payloadFile,
                      u"--rate"_s,
                      QString::number(perSecond),
                      u"--seconds"_s,
                      QString::number(seconds),
                      u"--event-number-placeholder"_s,
                      eventNumber}
        , m_program(loadGenerator)
    {
    }

    void meetsWindow(const QByteArray &name)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(m_program, m_arguments + QStringList{u"--first-event-number"_s, QString::number(m_sent + 1)});
        {
            const StallMeter meter(name);
            runUntil([&process] { return process.state() == QProcess::NotRunning; });
        }
        const auto figures = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        std::printf("  %.0f a second, p99 %.1f ms, %.0f MiB in use\n", figures.value(u"requestsPerSecond"_s).toDouble(),
                    figures.value(u"p99Milliseconds"_s).toDouble(), residentMemory());
        m_sent += figures.value(u"requests"_s).toInteger();
        m_isGood = m_isGood && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] qint64 sent() const { return m_sent; }

private:
    static constexpr int seconds = 8;

    const QStringList m_arguments;
    const QString m_program;
    qint64 m_sent = 0;
    bool m_isGood = true;
};

void use(Tbs::Gui::MainWindow &window, Flood &flood)
{
    for (const auto &page : {u"overviewPage"_s, u"livePage"_s, u"historyPage"_s}) {
        window.showPage(page);
        flood.meetsWindow("events arrive: " + page.toUtf8());
    }
    window.showPage(u"livePage"_s);
    window.findChild<QWidget *>(u"livePage"_s)->findChild<QLineEdit *>(u"filterEdit"_s)->setText(u"nowhere"_s);
    flood.meetsWindow("events arrive: livePage, full-text filter");
}

} // namespace

bool measureReception(const QString &loadGenerator, int perSecond)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"payload.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(payload()) < 0) {
        return false;
    }
    file.close();

    Tbs::SystemClock clock;
    Tbs::Gui::Settings settings(folder.filePath(u"settings.ini"_s));
    Tbs::Gui::EmbeddedBackend backend(clock, folder.path());
    Tbs::Gui::Desktop desktop(clock, settings, backend);
    qint64 taken = 0;
    QObject::connect(&backend, &Tbs::Gui::Backend::measured, &desktop.window(),
                     [&taken](const Tbs::Gui::Activity &activity) { taken += activity.total.events; });
    desktop.window().show();
    backend.open(connection());
    runUntil([&backend] { return backend.state() != Tbs::Gui::Backend::State::Starting; });

    Flood flood(loadGenerator, file.fileName(), backend.endpoint(webhookId), perSecond);
    use(desktop.window(), flood);
    runUntil([&] { return taken >= flood.sent(); });
    std::printf("%lld sent, %lld taken\n", static_cast<long long>(flood.sent()), static_cast<long long>(taken));
    return flood.isGood() && taken >= flood.sent();
}

} // namespace GuiBenchmark
