// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampletopics.h"
#include "gui/application/desktop.h"
#include "gui/subscribe/subscribedialog.h"
#include "guitest.h"
#include "pictures.h"

#include <Tbs/codec/codec.h>

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

using Kind = Gui::JournalEntry::Kind;
using Severity = Gui::JournalEntry::Severity;

constexpr int previewMilliseconds = 500; // longer than the dialog waits for the user to pause

class SubscribeRenderer
{
public:
    explicit SubscribeRenderer(const Pictures &pictures);

    void renderTopics();
    void renderEmpty();
    void renderNew();
    void renderMistakes();
    void renderChanges();
    void renderHeaders();
    void renderHandshake();

private:
    void tell(Kind kind, Severity severity, const QString &message, const QString &advice = {});
    [[nodiscard]] QWidget &page() { return child<QWidget>(m_desktop.window(), u"topicsPage"_s); }

    const Pictures &m_pictures;
    SystemClock m_clock;
    TemporarySettings m_settings;
    ExampleBackend m_backend;
    Gui::Desktop m_desktop;
    QDateTime m_time = QDateTime(QDate(2026, 11, 25), QTime(9, 30, 12), Qt::UTC);
};

SubscriptionConfiguration existing()
{
    SubscriptionConfiguration configuration;
    auto &definition = configuration.definition;
    definition.topic = encounterTopic().topic.url;
    definition.webhookId = u"long-encounters"_s;
    definition.filterBy = {{u"Encounter"_s, u"subject"_s, {}, {}, u"Patient/4711"_s},
                           {u"Encounter"_s, u"length"_s, u"gt"_s, {}, u"30"_s}};
    definition.heartbeatPeriod = 30;
    configuration.handler.type = HandlerConfiguration::Type::Forward;
    configuration.handler.url = QUrl(u"https://ward.example.org/events"_s);
    return configuration;
}

SubscribeRenderer::SubscribeRenderer(const Pictures &pictures)
    : m_pictures(pictures)
    , m_backend(m_clock)
    , m_desktop(m_clock, *m_settings, m_backend)
{
    auto connection = m_backend.connection();
    connection.configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"secret"_s, {}};
    m_backend.server().answeredTopics = exampleTopics();
    m_backend.open(connection);
    Gui::ManagedSubscription subscription;
    subscription.wanted = existing();
    m_backend.setSubscriptions({subscription});
    m_desktop.window().show();
}

void SubscribeRenderer::tell(Kind kind, Severity severity, const QString &message, const QString &advice)
{
    m_time = m_time.addSecs(1);
    m_backend.tellJournal({{.at = m_time,
                            .kind = kind,
                            .severity = severity,
                            .webhookId = u"long-encounters"_s,
                            .message = message,
                            .advice = advice}});
}

void SubscribeRenderer::renderTopics()
{
    m_desktop.window().showPage(u"topicsPage"_s);
    auto &list = child<QTreeView>(page(), u"topicList"_s);
    list.setCurrentIndex(list.model()->index(2, 0));
    m_pictures.save(m_desktop.window(), u"topics"_s);
    child<QTabWidget>(page(), u"topicTabs"_s).setCurrentIndex(2);
    child<QToolButton>(page(), u"remarksButton"_s).setChecked(true);
    m_pictures.save(m_desktop.window(), u"topics-json"_s);
    child<QTabWidget>(page(), u"topicTabs"_s).setCurrentIndex(0);
    child<QToolButton>(page(), u"remarksButton"_s).setChecked(false);
    child<QLineEdit>(page(), u"topicSearch"_s).setText(u"enc pat"_s);
    m_pictures.save(m_desktop.window(), u"topics-search"_s);
    child<QLineEdit>(page(), u"topicSearch"_s).setText(u"appointment"_s);
    m_pictures.save(m_desktop.window(), u"topics-search-nothing"_s);
    child<QLineEdit>(page(), u"topicSearch"_s).clear();
}

void SubscribeRenderer::renderEmpty()
{
    auto &server = m_backend.server();
    server.answeredTopics.topics.clear();
    m_backend.open(m_backend.connection());
    m_pictures.save(m_desktop.window(), u"topics-empty"_s);
    server.error = Error{Error::Kind::Retry, u"GET http://fhir.example.org/r5/metadata: connection refused"_s, {}};
    m_backend.open(m_backend.connection());
    m_pictures.save(m_desktop.window(), u"topics-failed"_s);
    server.error.reset();
    server.answeredTopics = exampleTopics();
    m_backend.open(m_backend.connection());
}

void SubscribeRenderer::renderNew()
{
    m_backend.server().answeredPreview.problems = {{.message = u"HAPI FHIR looks for subscriptions every minute."_s,
                                                    .advice = u"Wait up to a minute for the handshake."_s}};
    auto *dialog = Gui::SubscribeDialog::subscribe(m_backend, m_clock, encounterTopic(), &m_desktop.window());
    for (const auto &[parameter, comparator, value] :
         {std::tuple{u"subject"_s, 0, u"Patient/4711,Patient/4712"_s}, std::tuple{u"length"_s, 1, u"30"_s}}) {
        child<QPushButton>(*dialog, u"addFilter"_s).click();
        dialog->findChildren<QComboBox *>(u"filterParameter"_s).constLast()->setCurrentText(parameter);
        dialog->findChildren<QComboBox *>(u"filterOperator"_s).constLast()->setCurrentIndex(comparator);
        dialog->findChildren<QLineEdit *>(u"filterValue"_s).constLast()->setText(value);
    }
    letPass(previewMilliseconds);
    m_pictures.save(*dialog, u"subscribe"_s);
    dialog->setMasked(true);
    m_pictures.save(*dialog, u"subscribe-masked"_s);
    delete dialog;
    m_backend.server().answeredPreview = {};
    dialog = Gui::SubscribeDialog::subscribe(m_backend, m_clock, std::nullopt, &m_desktop.window());
    letPass(previewMilliseconds);
    m_pictures.save(*dialog, u"subscribe-by-url"_s);
    delete dialog;
}

void SubscribeRenderer::renderMistakes()
{
    auto configuration = existing();
    auto &definition = configuration.definition;
    definition.filterBy = {{u"Encounter"_s, u"subjct"_s, {}, {}, u"Patient/4711"_s},
                           {u"Encounter"_s, u"length"_s, {}, u"above"_s, {}}};
    definition.timeout = 0;
    definition.end = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC);
    configuration.handler.url = QUrl(u"ward.example.org"_s);
    configuration.retry.initialDelay = std::chrono::seconds(60);
    configuration.retry.maximumDelay = std::chrono::seconds(10);
    auto *dialog = Gui::SubscribeDialog::edit(m_backend, m_clock, configuration, encounterTopic(), &m_desktop.window());
    dialog->resize(dialog->width(), 1040);
    letPass(previewMilliseconds);
    m_pictures.save(*dialog, u"subscribe-mistakes"_s);
    delete dialog;
}

void SubscribeRenderer::renderChanges()
{
    auto &preview = m_backend.server().answeredPreview;
    auto actual = existing().definition;
    actual.filterBy.removeLast();
    actual.heartbeatPeriod = 60;
    ObservedSubscription observed;
    observed.subscription = requestedSubscription(withDefaults(actual, {}), m_backend.endpoint(actual.webhookId), {});
    observed.subscription.id = u"17"_s;
    observed.subscription.status = SubscriptionStatusCode::Active;
    preview.actualResource = codecFor(FhirVersion::R5).writeSubscription(observed.subscription);
    preview.differences =
        compareSubscriptions(requestedSubscription(withDefaults(existing().definition, {}),
                                                   observed.subscription.endpoint, observed.subscription.headers),
                             observed.subscription);
    preview.actual = observed;
    auto *dialog = Gui::SubscribeDialog::edit(m_backend, m_clock, existing(), encounterTopic(), &m_desktop.window());
    letPass(previewMilliseconds);
    child<QTabWidget>(*dialog, u"previewTabs"_s).setCurrentIndex(1);
    m_pictures.save(*dialog, u"subscribe-changes"_s);
    delete dialog;
}

void SubscribeRenderer::renderHeaders()
{
    m_backend.server().answeredPreview = {};
    auto configuration = existing();
    configuration.definition.filterBy.removeLast();
    const auto typed = [](const QString &value) {
        return ConfiguredSecret{ConfiguredSecret::Origin::Inline, value, {}};
    };
    configuration.headers = {{u"Ocp-Apim-Subscription-Key"_s, typed(u"secret"_s)},
                             {u"X-Sender"_s, {ConfiguredSecret::Origin::Environment, {}, u"HOME"_s}}};
    configuration.handler.headers = {{u"Authorization"_s, typed(u"secret"_s)}};
    auto *dialog = Gui::SubscribeDialog::edit(m_backend, m_clock, configuration, encounterTopic(), &m_desktop.window());
    dialog->resize(dialog->width(), 1040);
    letPass(previewMilliseconds);
    m_pictures.save(*dialog, u"subscribe-headers"_s);
    for (const auto &[row, name, value] : {std::tuple{2, u"Host"_s, u"a"_s}, std::tuple{3, u"x-api-key"_s, u"b"_s}}) {
        child<QToolButton>(*dialog, u"sentHeadersAdd"_s).click();
        const auto prefix = u"sentHeaders%1"_s.arg(row);
        child<QLineEdit>(*dialog, prefix + u"Name"_s).setText(name);
        child<QLineEdit>(*dialog, prefix + u"ValueText"_s).setText(value);
    }
    auto &channel = child<QComboBox>(*dialog, u"channelBox"_s);
    channel.setCurrentIndex(channel.findText(u"websocket"_s));
    child<QPushButton>(*dialog, u"subscribeButton"_s).click(); // shows what is wrong
    letPass(previewMilliseconds);
    m_pictures.save(*dialog, u"subscribe-headers-mistakes"_s);
    delete dialog;
}

void SubscribeRenderer::renderHandshake()
{
    auto *dialog = Gui::SubscribeDialog::edit(m_backend, m_clock, existing(), encounterTopic(), &m_desktop.window());
    const auto press = [dialog](const QString &button) {
        child<QPushButton>(*dialog, button).click();
    };
    press(u"subscribeButton"_s);
    tell(Kind::Requested, Severity::Information, u"The server was asked to create a Subscription."_s);
    tell(Kind::Registered, Severity::Good, u"The server has it as Subscription/17; its status is requested."_s);
    tell(Kind::Altered, Severity::Warning, u"The server keeps a heartbeatPeriod of 60 s instead of 30 s."_s);
    m_pictures.save(*dialog, u"handshake"_s);
    tell(Kind::ActivationDelayed, Severity::Warning, u"There was no handshake within 60 s."_s,
         u"Look whether the server reaches http://127.0.0.1:8080/webhook/long-encounters: firewall, proxy, name."_s);
    m_pictures.save(*dialog, u"handshake-delayed"_s);
    tell(Kind::Handshake, Severity::Good, u"The handshake arrived and was acknowledged."_s);
    tell(Kind::Activated, Severity::Good, u"The server has activated it."_s);
    m_pictures.save(*dialog, u"handshake-active"_s);
    delete dialog;
    dialog = Gui::SubscribeDialog::edit(m_backend, m_clock, existing(), encounterTopic(), &m_desktop.window());
    child<QPushButton>(*dialog, u"subscribeButton"_s).click();
    tell(Kind::Requested, Severity::Information, u"The server was asked to create a Subscription."_s);
    tell(Kind::Failed, Severity::Bad,
         u"POST http://fhir.example.org/r5/Subscription: 422 Unprocessable Entity, the topic is not active."_s,
         u"Choose a topic whose status is active, or ask those who run the server."_s);
    m_pictures.save(*dialog, u"handshake-failed"_s);
    delete dialog;
}

} // namespace

void renderSubscribe(const Pictures &pictures)
{
    SubscribeRenderer renderer(pictures);
    renderer.renderTopics();
    renderer.renderEmpty();
    renderer.renderNew();
    renderer.renderMistakes();
    renderer.renderChanges();
    renderer.renderHeaders();
    renderer.renderHandshake();
}

} // namespace Tbs::Test
