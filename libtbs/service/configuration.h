// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/oauth2authentication.h>
#include <Tbs/subscription/subscriptionregistrar.h>
#include <Tbs/subscription/topicsubscription.h>
#include <Tbs/support/issue.h>

#include <QHostAddress>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

/// What tbs.yaml says, as plain values. libtbs/doc/configuration.md lists the keys; readConfiguration() makes these.
namespace Tbs {

/// A password, token or key, and where it came from. Never logged, shown or put into a message.
struct TBS_CORE_EXPORT ConfiguredSecret
{
    enum class Origin { None, Inline, File, Environment };

    Origin origin = Origin::None;
    QString value;
    QString source; ///< the file's absolute path or the variable's name

    [[nodiscard]] bool isSet() const { return origin != Origin::None; }

    friend bool operator==(const ConfiguredSecret &, const ConfiguredSecret &) = default;
};

/// An HTTP header whose value may be a secret.
struct TBS_CORE_EXPORT ConfiguredHeader
{
    QString name;
    ConfiguredSecret value;

    friend bool operator==(const ConfiguredHeader &, const ConfiguredHeader &) = default;
};

/// How to show the FHIR server who we are.
struct TBS_CORE_EXPORT ServerAuthentication
{
    enum class Type {
        None,
        Basic, ///< username, password
        Bearer, ///< token
        Header, ///< headers
        OAuth2, ///< client credentials: tokenUrl, clientId, clientSecret, clientSecretMethod, scopes
        /// SMART Backend Services: clientId, privateKeyFile, keyId, jwksUrl, scopes; tokenUrl is discovered when absent
        Smart,
    };

    Type type = Type::None;
    QString username;
    ConfiguredSecret password;
    ConfiguredSecret token;
    QList<ConfiguredHeader> headers; ///< also sent along with any other type
    QUrl tokenUrl; ///< https, or http to this machine
    QString clientId;
    ConfiguredSecret clientSecret;
    ClientSecretMethod clientSecretMethod = ClientSecretMethod::Basic;
    QStringList scopes;
    QString privateKeyFile; ///< absolute path of a PEM file
    QString keyId;
    QUrl jwksUrl; ///< where the server finds our public keys, when they were registered so; https

    friend bool operator==(const ServerAuthentication &, const ServerAuthentication &) = default;
};

/// PEM files, as absolute paths, for requests to the FHIR server and its authorization server. Certificate and key
/// stand together or not at all.
struct TBS_CORE_EXPORT ServerTlsConfiguration
{
    QString certificate; ///< shown to servers that ask for one; its issuers may follow in the same file
    QString key;
    QString ca; ///< authorities that are trusted besides those of the system

    friend bool operator==(const ServerTlsConfiguration &, const ServerTlsConfiguration &) = default;
};

struct TBS_CORE_EXPORT ServerConfiguration
{
    QUrl baseUrl; ///< absolute http(s) URL, or empty: no server is talked to
    QString profile = QStringLiteral("strict"); ///< one of serverProfileNames()
    ServerAuthentication authentication;
    ServerTlsConfiguration tls;

    friend bool operator==(const ServerConfiguration &, const ServerConfiguration &) = default;
};

/// The HttpLimits of the webhook that differ from their defaults.
struct TBS_CORE_EXPORT WebhookLimits
{
    std::optional<int> maximumConnections;
    std::optional<int> maximumConnectionsPerAddress;
    std::optional<qint64> maximumRequestLineSize; ///< bytes
    std::optional<qint64> maximumHeadSize; ///< bytes
    std::optional<int> maximumHeaderCount;
    std::optional<qint64> maximumBodySize; ///< bytes
    std::optional<std::chrono::milliseconds> headTimeout;
    std::optional<std::chrono::milliseconds> bodyTimeout;
    std::optional<std::chrono::milliseconds> idleTimeout;
    std::optional<std::chrono::milliseconds> handlerTimeout;
    std::optional<std::chrono::milliseconds> writeTimeout;
    std::optional<qint64> maximumBufferedBytes;

    friend bool operator==(const WebhookLimits &, const WebhookLimits &) = default;
};

/// PEM files, as absolute paths. Without certificate: plain HTTP.
struct TBS_CORE_EXPORT TlsConfiguration
{
    QString certificate;
    QString key;
    QString clientCa; ///< when set, clients have to show a certificate of this authority

    friend bool operator==(const TlsConfiguration &, const TlsConfiguration &) = default;
};

struct TBS_CORE_EXPORT WebhookConfiguration
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost); ///< QHostAddress::Any: every interface
    quint16 port = 8080; ///< 0 chooses a free one
    QUrl publicUrl; ///< what the FHIR server is told, without pathPrefix; empty when nothing is registered
    QString pathPrefix = QStringLiteral("webhook"); ///< without slashes at its ends; may be empty
    ConfiguredSecret token;
    QString tokenHeader = QStringLiteral("X-Api-Key");
    ConfiguredSecret signatureSecret; ///< the key of the profile's NotificationSignature
    TlsConfiguration tls;
    WebhookLimits limits;

    friend bool operator==(const WebhookConfiguration &, const WebhookConfiguration &) = default;
};

/// What is thrown away, oldest first; see Retention. Absent: nothing for that reason.
struct TBS_CORE_EXPORT RetentionConfiguration
{
    std::optional<std::chrono::milliseconds> maximumAge;
    std::optional<qint64> maximumNotifications;
    std::optional<qint64> maximumSize; ///< bytes, of the database file

    friend bool operator==(const RetentionConfiguration &, const RetentionConfiguration &) = default;
};

struct TBS_CORE_EXPORT StoreConfiguration
{
    enum class Type { Memory, Sqlite };

    Type type = Type::Sqlite;
    QString path; ///< absolute; empty: the program's own place
    RetentionConfiguration retention;

    friend bool operator==(const StoreConfiguration &, const StoreConfiguration &) = default;
};

/// What is done with each event.
struct TBS_CORE_EXPORT HandlerConfiguration
{
    enum class Type {
        None, ///< the events are only stored and shown
        Exec, ///< run command, the event on its standard input
        Forward, ///< POST to url with headers
        File, ///< append to path
        Log, ///< write a line to the log, without patient data
    };

    Type type = Type::None;
    QStringList command; ///< program (an absolute path, or a name to look up in PATH) and arguments
    QUrl url;
    QList<ConfiguredHeader> headers;
    QString path; ///< absolute

    friend bool operator==(const HandlerConfiguration &, const HandlerConfiguration &) = default;
};

/// How often and when a failed handler is called again. Absent: the dispatcher's defaults.
struct TBS_CORE_EXPORT RetryConfiguration
{
    std::optional<int> attempts; ///< in total, >= 1
    std::optional<std::chrono::milliseconds> initialDelay;
    std::optional<std::chrono::milliseconds> maximumDelay;

    friend bool operator==(const RetryConfiguration &, const RetryConfiguration &) = default;
};

struct TBS_CORE_EXPORT SubscriptionConfiguration
{
    TopicSubscription definition; ///< as written, without the defaults
    /// What the server sends along with each notification besides the webhook's token; over rest-hook only.
    QList<ConfiguredHeader> headers;
    HandlerConfiguration handler;
    RetryConfiguration retry;

    friend bool operator==(const SubscriptionConfiguration &, const SubscriptionConfiguration &) = default;
};

/// Whether and how the server's Subscriptions are kept as the definitions want them.
struct TBS_CORE_EXPORT ManagementConfiguration
{
    bool enabled = false;
    RemovalPolicy atShutdown = RemovalPolicy::Keep;
    /// Delete the Subscriptions with endpoints below our public URL that no definition wants.
    bool prune = false;
    /// How long before its end a Subscription is renewed; 1 min to 30 d.
    std::chrono::milliseconds renewBefore = std::chrono::hours(1);

    friend bool operator==(const ManagementConfiguration &, const ManagementConfiguration &) = default;
};

/// Whether and how broken connections and lost events are found and repaired.
struct TBS_CORE_EXPORT DeliveryErrorConfiguration
{
    bool enabled = false;
    /// How late a heartbeat may be; 0 to 1 h.
    std::chrono::milliseconds heartbeatTolerance = std::chrono::seconds(10);
    /// How often the server is asked for $status; 1 s to 1 d.
    std::chrono::milliseconds statusPeriod = std::chrono::minutes(5);
    /// How often a Subscription in error or off is activated again before a person has to look; 0 to 1000.
    int reactivationAttempts = 5;

    friend bool operator==(const DeliveryErrorConfiguration &, const DeliveryErrorConfiguration &) = default;
};

struct TBS_CORE_EXPORT Configuration
{
    std::optional<FhirVersion> fhirVersion; ///< absent: any, by what arrives
    ServerConfiguration server;
    WebhookConfiguration webhook;
    StoreConfiguration store;
    SubscriptionDefaults defaults;
    ManagementConfiguration manageSubscriptions;
    DeliveryErrorConfiguration handleDeliveryErrors;
    QList<SubscriptionConfiguration> subscriptions;
    /// What a person should look at although it can be used: path is `file:line`.
    QList<Issue> warnings;

    /// The definitions of all subscriptions with their defaults filled in.
    [[nodiscard]] QList<TopicSubscription> definitions() const;

    friend bool operator==(const Configuration &, const Configuration &) = default;
};

} // namespace Tbs
