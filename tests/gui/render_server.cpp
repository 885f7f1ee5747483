// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakesecretstore.h"
#include "gui/application/application.h"
#include "gui/application/desktop.h"
#include "gui/backend/embeddedbackend.h"
#include "guitest.h"
#include "pictures.h"
#include "waiting.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The real window with a real FHIR server: subscribes to a topic of Patients, creates some, and takes pictures of every
// page; afterwards nothing of it is left on the server. Not for a server with real data.
//   render_server --profile hapi http://127.0.0.1:8080/fhir http://example.org/SubscriptionTopic/patients FOLDER

namespace {

using namespace Tbs;
using namespace Tbs::Gui;

const auto webhookId = u"patients"_s;

void fail(const QString &message)
{
    qFatal("%s", qUtf8Printable(message));
}

Connection connectionTo(const QUrl &server, const QString &profile)
{
    Connection connection{.id = u"server"_s, .name = server.host()};
    auto &configuration = connection.configuration;
    configuration.server.baseUrl = server;
    configuration.server.profile = profile;
    configuration.webhook.port = 0;
    configuration.manageSubscriptions.enabled = true;
    configuration.handleDeliveryErrors.enabled = true;
    return connection;
}

bool isActive(const Backend &backend)
{
    const auto all = backend.subscriptions();
    return all.size() == 1 && all.constFirst().health.state == HealthState::Active;
}

/// \return where the Patient is.
QUrl createPatient(QNetworkAccessManager &network, const QUrl &server, const QByteArray &family)
{
    QNetworkRequest request(QUrl(server.toString() + u"/Patient"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/fhir+json"_ba);
    auto *reply = network.post(
        request, R"({"resourceType":"Patient","gender":"female","name":[{"family":")" + family + R"("}]})");
    if (!Test::waitUntil([reply] { return reply->isFinished(); }, 30s) || reply->error() != QNetworkReply::NoError) {
        fail(reply->errorString());
    }
    const auto id = QJsonDocument::fromJson(reply->readAll()).object().value(u"id"_s).toString();
    return QUrl(server.toString() + u"/Patient/"_s + id);
}

void renderPages(Desktop &desktop, const Test::Pictures &pictures)
{
    for (const auto &name : {u"overview"_s, u"live"_s, u"history"_s, u"topics"_s, u"subscriptions"_s}) {
        desktop.window().showPage(name + u"Page"_s);
        Test::letPass(3000);
        if (auto *table = desktop.window().findChild<QWidget *>(name + u"Page"_s)->findChild<QAbstractItemView *>()) {
            table->setCurrentIndex(table->model()->index(0, 0));
        }
        Test::letPass(1500);
        pictures.save(desktop.window(), u"server-"_s + name);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    setUpApplication(application);
    QCommandLineParser arguments;
    arguments.addOption({u"profile"_s, u"Server profile."_s, u"name"_s, u"strict"_s});
    arguments.addOption({u"filter"_s, u"Filter by gender=female."_s});
    arguments.addPositionalArgument(u"server topic folder"_s, u"Base URL, canonical URL, where the pictures go."_s);
    arguments.addHelpOption();
    arguments.process(application);
    if (arguments.positionalArguments().size() != 3 || !QDir().mkpath(arguments.positionalArguments().at(2))) {
        arguments.showHelp(2);
    }
    const QUrl server(arguments.positionalArguments().at(0));

    SystemClock clock;
    Test::TemporarySettings settings;
    const QTemporaryDir folder;
    EmbeddedBackend backend(clock, folder.path());
    Test::FakeSecretStore::Content keychain;
    Desktop desktop(clock, *settings, backend, std::make_unique<Test::FakeSecretStore>(keychain));
    desktop.window().show();
    QObject::connect(&backend, &Backend::journal, &application, [](const QList<JournalEntry> &entries) {
        for (const auto &entry : entries) {
            std::fprintf(stderr, "%s %s\n", qUtf8Printable(entry.webhookId), qUtf8Printable(entry.message));
        }
    });
    backend.open(connectionTo(server, arguments.value(u"profile"_s)));
    if (!Test::waitUntil([&] { return backend.fhirVersion().has_value(); }, 60s)) {
        fail(u"The server does not answer."_s);
    }
    SubscriptionConfiguration wanted;
    wanted.definition.topic = arguments.positionalArguments().at(1);
    wanted.definition.webhookId = webhookId;
    wanted.definition.payloadContent = PayloadContent::FullResource;
    if (arguments.isSet(u"filter"_s)) {
        wanted.definition.filterBy = {
            {.resourceType = u"Patient"_s, .filterParameter = u"gender"_s, .value = u"female"_s}};
    }
    if (const auto defined = Test::waitFor(backend.subscribe(wanted)); !defined) {
        fail(defined.error().message);
    }
    if (!Test::waitUntil([&] { return isActive(backend); }, 120s)) {
        fail(u"The Subscription does not become active."_s);
    }

    int events = 0;
    QObject::connect(&backend, &Backend::arrived, &application, [&events](const QList<LiveEntry> &entries) {
        for (const auto &entry : entries) {
            events += entry.summary.notification.newEvents;
        }
    });
    QNetworkAccessManager network;
    QList<QUrl> patients;
    for (const auto *family : {"Chalmers", "Windsor", "Levin", "Notsowell", "Everywoman"}) {
        patients << createPatient(network, server, family);
        Test::letPass(1000);
    }
    if (!Test::waitUntil([&] { return events >= patients.size(); }, 120s)) {
        std::fprintf(stderr, "Only %d events came.\n", events);
    }
    for (const bool dark : {false, true}) {
        Test::setDarkMode(dark);
        renderPages(desktop, {arguments.positionalArguments().at(2), dark ? u"-dark"_s : u"-light"_s});
    }
    const auto removed = Test::waitFor(backend.unsubscribe(webhookId));
    std::fprintf(stderr, "%d events; unsubscribed: %s\n", events,
                 removed ? "yes" : qUtf8Printable(removed.error().message));
    for (const auto &patient : std::as_const(patients)) {
        auto *reply = network.deleteResource(QNetworkRequest(patient));
        std::ignore = Test::waitUntil([reply] { return reply->isFinished(); }, 30s);
    }
    return removed && events >= patients.size() ? 0 : 1;
}
