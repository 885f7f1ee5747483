// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "examplelisting.h"
#include "gui/application/desktop.h"
#include "gui/subscriptions/subscriptionmodel.h"
#include "guitest.h"
#include "pictures.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

class SubscriptionsRenderer
{
public:
    explicit SubscriptionsRenderer(const Pictures &pictures);

    void renderEmpty();
    void renderList();
    void renderDialogs();
    void renderErrors();

private:
    void select(const QString &name);
    void trigger(const QString &action) { child<QAction>(page(), action).trigger(); }
    void saveDialog(const QString &name);
    void press(const QString &button) { child<QPushButton>(page(), button).click(); }
    [[nodiscard]] QWidget &page() { return child<QWidget>(m_desktop.window(), u"subscriptionsPage"_s); }
    [[nodiscard]] QTableView &table() { return child<QTableView>(page(), u"subscriptionTable"_s); }

    const Pictures &m_pictures;
    SystemClock m_clock;
    TemporarySettings m_settings;
    ExampleBackend m_backend;
    Gui::Desktop m_desktop;
};

SubscriptionsRenderer::SubscriptionsRenderer(const Pictures &pictures)
    : m_pictures(pictures)
    , m_backend(m_clock)
    , m_desktop(m_clock, *m_settings, m_backend)
{
    auto connection = m_backend.connection();
    connection.configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"secret-1"_s, {}};
    m_backend.open(connection);
    m_desktop.window().show();
    m_desktop.window().showPage(u"subscriptionsPage"_s);
}

void SubscriptionsRenderer::select(const QString &name)
{
    auto &model = *table().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (const auto column : {Gui::SubscriptionModel::WebhookId, Gui::SubscriptionModel::Id}) {
            if (model.index(row, column).data().toString() == name) {
                table().selectRow(row);
                return;
            }
        }
    }
    qFatal("There is no %s", qUtf8Printable(name));
}

void SubscriptionsRenderer::saveDialog(const QString &name)
{
    auto *dialog = page().findChild<QDialog *>();
    m_pictures.save(*dialog, name);
    delete dialog;
}

void SubscriptionsRenderer::renderEmpty()
{
    m_pictures.save(m_desktop.window(), u"subscriptions-empty"_s);
    m_backend.server().error = Error{Error::Kind::ActionRequired,
                                     u"GET http://fhir.example.org/r5/Subscription: 401 Unauthorized. The server does "
                                     u"not know the credentials."_s,
                                     {}};
    trigger(u"refresh"_s);
    m_pictures.save(m_desktop.window(), u"subscriptions-error"_s);
    m_backend.server().error.reset();
}

void SubscriptionsRenderer::renderList()
{
    const auto listing = exampleListing(m_clock.now());
    m_backend.server().answeredSubscriptions = listing.listed;
    m_backend.setSubscriptions(listing.managed);
    trigger(u"refresh"_s);
    auto &tabs = child<QTabWidget>(page(), u"subscriptionTabs"_s);
    select(u"lab-results"_s);
    m_pictures.save(m_desktop.window(), u"subscriptions"_s);
    select(u"patients"_s);
    tabs.setCurrentIndex(1);
    m_pictures.save(m_desktop.window(), u"subscriptions-differences"_s);
    tabs.setCurrentIndex(2);
    m_pictures.save(m_desktop.window(), u"subscriptions-tree"_s);
    tabs.setCurrentIndex(0);
    child<QTabBar>(page(), u"ownerTabs"_s).setCurrentIndex(3);
    select(u"43"_s);
    child<QAction>(m_desktop.window(), u"mask"_s).setChecked(true);
    m_pictures.save(m_desktop.window(), u"subscriptions-others-masked"_s);
    child<QAction>(m_desktop.window(), u"mask"_s).setChecked(false);
    child<QTabBar>(page(), u"ownerTabs"_s).setCurrentIndex(0);
    child<QLineEdit>(page(), u"subscriptionSearch"_s).setText(u"clinic"_s);
    m_pictures.save(m_desktop.window(), u"subscriptions-search"_s);
    child<QLineEdit>(page(), u"subscriptionSearch"_s).clear();
}

void SubscriptionsRenderer::renderDialogs()
{
    select(u"40"_s);
    trigger(u"delete"_s);
    saveDialog(u"subscriptions-delete-others"_s);
    select(u"encounters"_s);
    trigger(u"delete"_s);
    saveDialog(u"subscriptions-delete-ours"_s);
    trigger(u"deleteLeftOver"_s);
    saveDialog(u"subscriptions-delete-left-over"_s);
    trigger(u"deactivate"_s);
    saveDialog(u"subscriptions-deactivate"_s);
    auto &server = m_backend.server();
    server.answeredStatus.bundle = notificationBody(u"Subscription/11"_s, u"query-status"_s, 1204);
    auto &status = server.answeredStatus.status;
    status.status = SubscriptionStatusCode::Active;
    status.type = NotificationType::QueryStatus;
    status.eventsSinceSubscriptionStart = EventNumber::fromInteger(1204);
    status.topic = u"http://example.org/topic/encounters"_s;
    trigger(u"status"_s);
    saveDialog(u"subscriptions-status"_s);
    server.answeredEvents.bundle =
        notificationBody(u"Subscription/13"_s, u"query-event"_s, 1200, exampleEncounter(u"17"_s, u"in-progress"_s));
    server.answeredEvents.numbers.insert(1200);
    select(u"lab-results"_s);
    trigger(u"events"_s);
    press(u"fetchButton"_s);
    saveDialog(u"subscriptions-events"_s);
    server.error = Error{Error::Kind::Rejected, u"The server does not have $events."_s, {}};
    trigger(u"events"_s);
    press(u"fetchButton"_s);
    saveDialog(u"subscriptions-events-refused"_s);
    server.error.reset();
}

void SubscriptionsRenderer::renderErrors()
{
    m_backend.server().errors.insert(
        u"setStatus 40 off"_s,
        {Error::Kind::Rejected,
         u"PUT http://fhir.example.org/r5/Subscription/40: 403 Forbidden, it is not yours."_s,
         {}});
    select(u"40"_s);
    trigger(u"deactivate"_s);
    press(u"confirmButton"_s);
    m_pictures.save(m_desktop.window(), u"subscriptions-refused"_s);
    m_backend.server().holdAnswers = true;
    select(u"42"_s);
    trigger(u"activate"_s);
    press(u"confirmButton"_s);
    m_pictures.save(m_desktop.window(), u"subscriptions-under-way"_s);
    m_backend.server().release();
    m_backend.server().holdAnswers = false;
}

} // namespace

void renderSubscriptions(const Pictures &pictures)
{
    SubscriptionsRenderer renderer(pictures);
    renderer.renderEmpty();
    renderer.renderList();
    renderer.renderDialogs();
    renderer.renderErrors();
}

} // namespace Tbs::Test
