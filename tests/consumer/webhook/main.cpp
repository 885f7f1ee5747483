// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/codec.h>
#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/service/topicsubscriptions.h>
#include <Tbs/support/clock.h>

#include <QCoreApplication>
#include <QHttpServer>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTextStream>
#include <QTimer>

using namespace Qt::StringLiterals;

// An application with a QHttpServer of its own. It subscribes to two topics of a FHIR server (the sandbox stands in for
// one) and ends when it got an event of each.

namespace {

void subscribe(QNetworkAccessManager &network, const Tbs::SandboxServer &fhirServer,
               const Tbs::TopicSubscriptions &subscriptions, const QByteArray &token)
{
    for (const auto &definition : subscriptions.definitions()) {
        const auto subscription = Tbs::requestedSubscription(definition, subscriptions.endpoint(definition.webhookId),
                                                             {{u"X-Api-Key"_s, QString::fromLatin1(token)}});
        QNetworkRequest request(QUrl(fhirServer.baseUrl(subscriptions.fhirVersion()).toString() + "/Subscription"_L1));
        request.setRawHeader("Content-Type", "application/fhir+json");
        const auto resource = Tbs::codecFor(subscriptions.fhirVersion()).writeSubscription(subscription);
        auto *reply = network.post(request, QJsonDocument(resource).toJson());
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    }
}

QJsonObject encounter()
{
    return QJsonDocument::fromJson(R"({"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"AMB"},
                                       "subject":{"reference":"Patient/p1"}})")
        .object();
}

QJsonObject appointment()
{
    return QJsonDocument::fromJson(R"({"resourceType":"Appointment","id":"a1","status":"booked","participant":[
                                       {"actor":{"reference":"Patient/p1"},"status":"accepted"}]})")
        .object();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);

    QHttpServer server;
    auto *listener = new QTcpServer(&server);
    if (!listener->listen(QHostAddress::LocalHost)) {
        return 2;
    }
    server.bind(listener);
    server.route(u"/hello"_s, [] { return "the application's own"; });

    QStringList events;
    Tbs::TopicSubscriptions subscriptions(Tbs::FhirVersion::R4B, {.heartbeatPeriod = 60});
    const auto note = [&events](const Tbs::EventContext &event) {
        events << event.webhookId() + u' ' + event.reference();
        if (events.size() == 2) {
            QCoreApplication::quit();
        }
    };
    subscriptions.define({.topic = Tbs::SandboxServer::sampleTopic(), .webhookId = u"encounters"_s}, note);
    subscriptions.define(
        {.topic = u"https://example.com/SubscriptionTopic/new-appointment-event"_s,
         .filterBy = {{.resourceType = u"Appointment"_s, .filterParameter = u"status"_s, .value = u"booked"_s}},
         .webhookId = u"appointments"_s,
         .payloadContent = Tbs::PayloadContent::FullResource},
        note);
    const auto ready = subscriptions.setup(
        server, {.webhookToken = "secret", .appUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(listener->serverPort()))});
    if (!ready) {
        QTextStream(stderr) << ready.error().constFirst().toString() << Qt::endl;
        return 2;
    }

    Tbs::SystemClock clock;
    Tbs::SandboxServer fhirServer(clock);
    if (const auto listening = fhirServer.listen({}); !listening) {
        QTextStream(stderr) << listening.error().toString() << Qt::endl;
        return 2;
    }
    int active = 0;
    QObject::connect(&fhirServer, &Tbs::SandboxServer::subscriptionStatusChanged, &application,
                     [&](const QString &, const QString &status) {
                         active += status == "active"_L1 ? 1 : 0;
                         if (active == 2) {
                             std::ignore = fhirServer.putResource(Tbs::FhirVersion::R4B, encounter());
                             std::ignore = fhirServer.putResource(Tbs::FhirVersion::R4B, appointment());
                         }
                     });
    QNetworkAccessManager network;
    subscribe(network, fhirServer, subscriptions, "secret");

    QTimer::singleShot(std::chrono::seconds(20), &application, [] { QCoreApplication::exit(3); });
    const int result = QCoreApplication::exec();
    events.sort();
    QTextStream(stdout) << events.join(u'\n') << Qt::endl;
    return result;
}
