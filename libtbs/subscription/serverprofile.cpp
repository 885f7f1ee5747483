// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "serverprofile.h"

#include "closestmatch_p.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

// Outside of namespaces, as Q_INIT_RESOURCE demands; in a static library nothing else would bring the files in.
static void initialiseProfiles()
{
    Q_INIT_RESOURCE(tbs_profiles);
}

namespace Tbs {

namespace {

constexpr auto folder = ":/tbs/profiles/"_L1;

constexpr std::array<std::pair<QLatin1StringView, CounterMode>, 4> counterModes{{
    {"absolute"_L1, CounterMode::Absolute},
    {"resetting"_L1, CounterMode::Resetting},
    {"relative"_L1, CounterMode::Relative},
    {"none"_L1, CounterMode::None},
}};

constexpr std::array<std::pair<QLatin1StringView, FilterDialect>, 3> filterDialects{{
    {"search-string"_L1, FilterDialect::SearchString},
    {"parameter"_L1, FilterDialect::Parameter},
    {"qualified-parameter"_L1, FilterDialect::QualifiedParameter},
}};

constexpr std::array<std::pair<QLatin1StringView, ServerOperations::Events>, 3> eventsRequests{{
    {"none"_L1, ServerOperations::Events::None},
    {"get"_L1, ServerOperations::Events::Get},
    {"post"_L1, ServerOperations::Events::Post},
}};

constexpr std::array<std::pair<QLatin1StringView, WebSocketProtocol::BindMessage>, 2> bindMessages{{
    {"text"_L1, WebSocketProtocol::BindMessage::Text},
    {"json"_L1, WebSocketProtocol::BindMessage::Json},
}};

constexpr std::array<std::pair<QLatin1StringView, QCryptographicHash::Algorithm>, 3> algorithms{{
    {"sha1"_L1, QCryptographicHash::Sha1},
    {"sha256"_L1, QCryptographicHash::Sha256},
    {"sha512"_L1, QCryptographicHash::Sha512},
}};

constexpr std::array<std::pair<QLatin1StringView, KnownProblem::Concern>, 5> concerns{{
    {"headers"_L1, KnownProblem::Concern::Headers},
    {"filters"_L1, KnownProblem::Concern::Filters},
    {"no-filters"_L1, KnownProblem::Concern::NoFilters},
    {"full-resource-by-http"_L1, KnownProblem::Concern::FullResourceByHttp},
    {"websocket"_L1, KnownProblem::Concern::WebSocket},
}};

/// Takes the members out of one object, keeps the first mistake, and at the end refuses what nobody took.
class ProfileReader
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::ProfileReader)

public:
    ProfileReader(QJsonObject object, QString path, std::optional<Error> &error)
        : m_object(std::move(object))
        , m_path(std::move(path))
        , m_error(error)
    {
    }

    ~ProfileReader()
    {
        if (!m_object.isEmpty()) {
            fail(m_object.constBegin().key(), tr("not known here"));
        }
    }
    Q_DISABLE_COPY_MOVE(ProfileReader)

    [[nodiscard]] QString text(const QString &key)
    {
        const auto value = m_object.take(key);
        if (!value.isString()) {
            fail(key, tr("a text is expected"));
        }
        return value.toString();
    }
    /// A text for people, in their language where it is one of the embedded profiles'.
    [[nodiscard]] QString translated(const QString &key)
    {
        return QCoreApplication::translate("Tbs::ServerProfile", text(key).toUtf8().constData());
    }
    [[nodiscard]] QByteArray latin1(const QString &key) { return text(key).toLatin1(); }

    [[nodiscard]] bool flag(const QString &key)
    {
        const auto value = m_object.take(key);
        if (!value.isBool()) {
            fail(key, tr("true or false is expected"));
        }
        return value.toBool();
    }

    template <typename Code, std::size_t Size>
    [[nodiscard]] Code code(const QString &key, const std::array<std::pair<QLatin1StringView, Code>, Size> &codes)
    {
        const auto value = text(key);
        QStringList known;
        for (const auto &[name, code] : codes) {
            if (name == value) {
                return code;
            }
            known.append(name);
        }
        fail(key, tr("one of %1 is expected").arg(known.join(u", ")));
        return codes.front().second;
    }

    [[nodiscard]] int successStatus(const QString &key)
    {
        const auto status = m_object.take(key).toInt();
        if (status < 200 || status > 299) {
            fail(key, tr("an HTTP status from 200 to 299 is expected"));
        }
        return status;
    }

    [[nodiscard]] QJsonArray array(const QString &key)
    {
        const auto value = m_object.take(key);
        if (!value.isArray()) {
            fail(key, tr("a list is expected"));
        }
        return value.toArray();
    }
    [[nodiscard]] QStringList texts(const QString &key)
    {
        QStringList texts;
        const auto values = array(key);
        for (const auto &value : values) {
            texts.append(value.toString());
        }
        if (texts.contains(QString())) {
            fail(key, tr("texts are expected"));
        }
        return texts;
    }
    [[nodiscard]] QList<FhirVersion> fhirVersions(const QString &key)
    {
        QList<FhirVersion> versions;
        for (const auto &text : texts(key)) {
            const auto version = fhirVersionFromCode(text);
            versions.append(version.value_or(FhirVersion::R5));
            if (!version) {
                fail(key, tr("R4, R4B or R5 is expected"));
            }
        }
        return versions;
    }

    [[nodiscard]] bool has(const QString &key) const { return m_object.contains(key); }

    [[nodiscard]] QJsonObject object(const QString &key)
    {
        const auto value = m_object.take(key);
        if (!value.isObject()) {
            fail(key, tr("an object is expected"));
        }
        return value.toObject();
    }
    [[nodiscard]] QString pathOf(const QString &key) const { return m_path + u'.' + key; }

private:
    void fail(const QString &key, const QString &message)
    {
        if (!m_error) {
            m_error = Error{Error::Kind::BadData, message, pathOf(key)};
        }
    }

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> &m_error;
};

Acknowledgement readAcknowledgement(const QJsonObject &object, const QString &path, std::optional<Error> &error)
{
    ProfileReader reader(object, path, error);
    Acknowledgement result{.status = reader.successStatus(u"status"_s), .contentType = {}, .body = {}};
    if (reader.has(u"body"_s)) {
        result.contentType = reader.latin1(u"contentType"_s);
        result.body = QJsonDocument(reader.object(u"body"_s)).toJson(QJsonDocument::Compact);
    }
    return result;
}

NotificationSignature readSignature(const QJsonObject &object, const QString &path, std::optional<Error> &error)
{
    ProfileReader reader(object, path, error);
    return {.header = reader.latin1(u"header"_s),
            .prefix = reader.latin1(u"prefix"_s),
            .algorithm = reader.code(u"algorithm"_s, algorithms)};
}

ServerOperations readOperations(const QJsonObject &object, const QString &path, std::optional<Error> &error)
{
    ProfileReader reader(object, path, error);
    return {.statusOfOne = reader.flag(u"statusOfOne"_s),
            .statusOfAll = reader.flag(u"statusOfAll"_s),
            .events = reader.code(u"events"_s, eventsRequests),
            .webSocketBindingToken = reader.flag(u"webSocketBindingToken"_s)};
}

KnownProblem readProblem(const QJsonObject &object, const QString &path, std::optional<Error> &error)
{
    ProfileReader reader(object, path, error);
    const auto concern = u"concerns"_s;
    return {.fhirVersions = reader.fhirVersions(u"fhirVersions"_s),
            .concerns = reader.has(concern) ? reader.code(concern, concerns) : KnownProblem::Concern::All,
            .message = reader.translated(u"message"_s),
            .advice = reader.translated(u"advice"_s)};
}

WebSocketProtocol readWebSocket(const QJsonObject &object, const QString &path, std::optional<Error> &error)
{
    ProfileReader reader(object, path, error);
    return {.bindMessage = reader.code(u"bindMessage"_s, bindMessages),
            .severalSubscriptions = reader.flag(u"severalSubscriptions"_s),
            .bindsAgain = reader.flag(u"bindsAgain"_s),
            .bindingExpires = reader.flag(u"bindingExpires"_s)};
}

ServerProfile readReceiver(const QString &name, const QJsonObject &object, std::optional<Error> &error)
{
    ProfileReader reader(object, u"receiver"_s, error);
    ServerProfile profile;
    profile.name = name;
    profile.description = reader.translated(u"description"_s);
    profile.counterMode = reader.code(u"counterMode"_s, counterModes);
    profile.filterDialect = reader.code(u"filterDialect"_s, filterDialects);
    const auto acknowledgement = u"acknowledgement"_s;
    profile.acknowledgement =
        readAcknowledgement(reader.object(acknowledgement), reader.pathOf(acknowledgement), error);
    const auto signature = u"signature"_s;
    if (reader.has(signature)) {
        profile.signature = readSignature(reader.object(signature), reader.pathOf(signature), error);
    }
    const auto operations = u"operations"_s;
    profile.operations = readOperations(reader.object(operations), reader.pathOf(operations), error);
    const auto webSocket = u"webSocket"_s;
    if (reader.has(webSocket)) {
        profile.webSocket = readWebSocket(reader.object(webSocket), reader.pathOf(webSocket), error);
    }
    profile.supportsUpdate = reader.flag(u"supportsUpdate"_s);
    const auto createsConditionally = u"createsConditionally"_s;
    profile.createsConditionally = !reader.has(createsConditionally) || reader.flag(createsConditionally);
    const auto fixed = u"fixedElements"_s;
    if (reader.has(fixed)) {
        profile.fixedElements = reader.texts(fixed);
    }
    const auto wantsR5 = u"wantsR5Elements"_s;
    if (reader.has(wantsR5)) {
        profile.wantsR5Elements = reader.fhirVersions(wantsR5);
    }
    profile.sendsHandshake = reader.flag(u"sendsHandshake"_s);
    profile.sendsHeartbeats = reader.flag(u"sendsHeartbeats"_s);
    profile.softwareNames = reader.texts(u"softwareNames"_s);
    const auto problems = u"knownProblems"_s;
    const auto list = reader.array(problems);
    for (qsizetype i = 0; i < list.size(); ++i) {
        profile.knownProblems.append(
            readProblem(list.at(i).toObject(), reader.pathOf(problems) + u"[%1]"_s.arg(i), error));
    }
    return profile;
}

} // namespace

QStringList serverProfileNames()
{
    initialiseProfiles();
    auto names = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (auto &name : names) {
        name.chop(5);
    }
    return names;
}

Result<ServerProfile> serverProfile(const QString &name)
{
    const auto names = serverProfileNames();
    if (!names.contains(name)) {
        return failure(Error::Kind::ActionRequired,
                       QCoreApplication::translate("Tbs", "there is no server profile %1%2; there are %3")
                           .arg(quoted(name), didYouMean(name, names), names.join(u", ")));
    }
    QFile file(folder + name + u".json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error::Kind::Internal, file.errorString(), file.fileName());
    }
    return readServerProfile(name, file.readAll());
}

QString serverProfileForSoftware(const QString &software)
{
    for (const auto &name : serverProfileNames()) {
        const auto profile = serverProfile(name);
        const auto names = profile ? profile->softwareNames : QStringList();
        if (std::any_of(names.begin(), names.end(),
                        [&software](const QString &part) { return software.contains(part, Qt::CaseInsensitive); })) {
            return name;
        }
    }
    return {};
}

Result<ServerProfile> readServerProfile(const QString &name, const QByteArray &json)
{
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return failure(Error::Kind::BadData, parseError.errorString(),
                       QCoreApplication::translate("Tbs", "byte %1").arg(parseError.offset));
    }
    const auto receiver = document.object().value("receiver"_L1);
    if (!receiver.isObject()) {
        return failure(Error::Kind::BadData, QCoreApplication::translate("Tbs", "an object is expected"),
                       u"receiver"_s);
    }
    std::optional<Error> error;
    auto profile = readReceiver(name, receiver.toObject(), error);
    if (error) {
        return failure(std::move(*error));
    }
    return profile;
}

} // namespace Tbs
