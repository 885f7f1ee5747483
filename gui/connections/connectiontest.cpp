// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectiontest.h"

#include "../backend/sandboxsource.h"
#include "newconnection.h"

#include <Tbs/service/configurationdraft.h>
#include <Tbs/service/doctor.h>
#include <Tbs/service/serveraccess.h>
#include <Tbs/support/futures.h>

#include <QNetworkAccessManager>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr std::chrono::seconds timeout(10); // a person waits
constexpr auto sandboxVersion = FhirVersion::R5;

} // namespace

class ConnectionTest::Private
{
public:
    Private(Connection tested, Clock &systemClock)
        : connection(std::move(tested))
        , clock(systemClock)
    {
    }

    Connection connection;
    Clock &clock;
    // Destroyed from the last to the first. Connections with other TLS options must not be shared, so the network is
    // this one's alone.
    QNetworkAccessManager network;
    std::unique_ptr<SandboxSource> sandbox;
    std::unique_ptr<FhirClient> client;
    std::unique_ptr<Doctor> doctor;
};

ConnectionTest::ConnectionTest(Connection connection, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(connection), clock))
{
}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start()
{
    QMetaObject::invokeMethod(this, &ConnectionTest::examine, Qt::QueuedConnection);
}

void ConnectionTest::examine()
{
    auto configuration = withPublicUrl(d->connection.configuration);
    if (d->connection.server == Connection::Server::Sandbox) {
        d->sandbox = std::make_unique<SandboxSource>(d->clock, sandboxVersion);
        if (const auto started = d->sandbox->start(); !started) {
            end({started.error()}, u"server"_s);
            return;
        }
        configuration.fhirVersion = sandboxVersion;
        configuration.server = {.baseUrl = d->sandbox->baseUrl()};
        configuration.subscriptions.clear(); // they are registered when it is opened, with another sandbox
    } else {
        auto judgement = judgeConfiguration(configuration, processEnvironment, d->clock.now());
        if (!judgement.mistakes.isEmpty()) {
            end(judgement.mistakes, u"configuration"_s);
            return;
        }
        configuration = std::move(judgement.configuration);
    }
    const auto access = serverAccess(configuration.server, d->network, d->clock);
    if (!access) {
        end({access.error()}, u"tls"_s);
        return;
    }
    FhirClientOptions options{.baseUrl = configuration.server.baseUrl, .timeout = timeout, .tls = access->tls};
    options.retry.attempts = 2;
    d->client = std::make_unique<FhirClient>(options, d->network, d->clock, access->authentication);
    d->doctor =
        std::make_unique<Doctor>(*d->client, d->network, d->clock,
                                 DoctorOptions{.configuration = configuration, .tls = access->tls, .timeout = timeout});
    connect(d->doctor.get(), &Doctor::found, this, &ConnectionTest::found);
    whenFinished(d->doctor->examine(), this, [this](const QList<Finding> &) { Q_EMIT finished(); });
}

void ConnectionTest::end(const QList<Error> &errors, const QString &check)
{
    for (const auto &error : errors) {
        Q_EMIT found({Finding::Severity::Failure, check, error.location, error.message,
                      tr("Mend that first; nothing else was looked at.")});
    }
    Q_EMIT finished();
}

} // namespace Tbs::Gui
