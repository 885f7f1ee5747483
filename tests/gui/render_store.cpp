// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "examplesubscriptions.h"
#include "gui/application/desktop.h"
#include "gui/notifications/notificationtable.h"
#include "gui/replay/replaydialog.h"
#include "gui/retention/retentiondialog.h"
#include "guitest.h"
#include "mockclock.h"
#include "pictures.h"

#include <QAction>
#include <QPushButton>
#include <QTabWidget>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Test {

namespace {

class StoreRenderer
{
public:
    explicit StoreRenderer(const Pictures &pictures);

    void renderReplay();
    void renderRetention();

private:
    void receive(const QString &webhookId, const QString &subscription, int count);
    void retain(const RetentionConfiguration &retention, const QString &name);
    void trigger(const QString &action) { child<QAction>(m_page, action).trigger(); }

    const Pictures &m_pictures;
    MockClock m_clock;
    TemporarySettings m_settings;
    ExampleBackend m_backend;
    Gui::Desktop m_desktop;
    QWidget &m_page;
};

StoreRenderer::StoreRenderer(const Pictures &pictures)
    : m_pictures(pictures)
    , m_backend(m_clock)
    , m_desktop(m_clock, *m_settings, m_backend)
    , m_page(child<QWidget>(m_desktop.window(), u"historyPage"_s))
{
    m_backend.start();
    auto patients = exampleSubscription(u"patients"_s, HealthState::Active, m_clock.now());
    patients.wanted.handler = {.type = HandlerConfiguration::Type::Forward,
                               .url = QUrl(u"https://emr.example.org/fhir-events"_s)};
    auto encounters = exampleSubscription(u"encounters"_s, HealthState::Active, m_clock.now());
    encounters.wanted.handler = {.type = HandlerConfiguration::Type::Exec, .command = {u"/usr/bin/handle-event"_s}};
    m_backend.setSubscriptions({patients, encounters});
    m_backend.setHandlerResult(failure(Error::Kind::Rejected, u"The EMR answered with 422."_s));
    receive(u"patients"_s, u"Subscription/2"_s, 6);
    receive(u"encounters"_s, u"Subscription/1"_s, 3);
    m_backend.setHandlerResult({});
    m_backend.receiveOnly(
        u"appointments"_s,
        {notificationBody(u"Subscription/3"_s, u"event-notification"_s, 1, exampleEncounter(u"1"_s, u"planned"_s))});
    m_desktop.window().show();
    m_desktop.window().showPage(u"historyPage"_s);
    auto &table = child<Gui::NotificationTable>(m_page, u"notificationTable"_s);
    std::ignore = QTest::qWaitFor([&] { return table.model()->rowCount() == 10; });
    table.selectAll();
}

void StoreRenderer::receive(const QString &webhookId, const QString &subscription, int count)
{
    for (int number = 1; number <= count; ++number) {
        m_clock.advance(20min);
        m_backend.receive(webhookId,
                          {notificationBody(subscription, u"event-notification"_s, number,
                                            examplePatient(QString::number(number), u"Chalmers"_s))});
    }
}

void StoreRenderer::renderReplay()
{
    trigger(u"replay"_s);
    auto &dialog = *m_page.findChild<Gui::ReplayDialog *>();
    auto &button = child<QPushButton>(dialog, u"replayButton"_s);
    std::ignore = QTest::qWaitFor([&] { return button.isEnabled(); });
    m_pictures.save(dialog, u"replay-dialog"_s);
    m_pictures.save(m_desktop.window(), u"replay-before"_s);
    button.click();
    std::ignore = QTest::qWaitFor([this] { return child<QAction>(m_page, u"replay"_s).isEnabled(); });
    auto &table = child<Gui::NotificationTable>(m_page, u"notificationTable"_s);
    table.setCurrentIndex(table.model()->index(9, 0));
    letPass(1500);
    auto &tabs = child<QTabWidget>(m_page, u"detailTabs"_s);
    tabs.setCurrentIndex(4);
    m_pictures.save(m_desktop.window(), u"replay-done"_s);
    m_backend.setAnswer(failure(Error::Kind::Retry, u"The store failed: database is locked"_s));
    trigger(u"replay"_s);
    const auto dialogs = m_page.findChildren<Gui::ReplayDialog *>();
    auto &again = child<QPushButton>(*dialogs.constLast(), u"replayButton"_s);
    std::ignore = QTest::qWaitFor([&] { return again.isEnabled(); });
    again.click();
    letPass(100);
    m_pictures.save(m_desktop.window(), u"replay-failed"_s);
    m_backend.setAnswer({});
}

void StoreRenderer::retain(const RetentionConfiguration &retention, const QString &name)
{
    auto connection = m_backend.connection();
    connection.configuration.store.retention = retention;
    m_backend.open(connection);
    Gui::RetentionDialog dialog(m_backend, m_clock, &m_desktop.window());
    dialog.show();
    letPass(300);
    m_pictures.save(dialog, name);
}

void StoreRenderer::renderRetention()
{
    retain({}, u"retention-nothing"_s);
    retain({.maximumAge = 2h, .maximumSize = 10'000'000'000}, u"retention-deletes"_s);
    retain({.maximumAge = 24h * 90, .maximumNotifications = 1'000'000}, u"retention-keeps"_s);
}

} // namespace

void renderStore(const Pictures &pictures)
{
    StoreRenderer renderer(pictures);
    renderer.renderReplay();
    renderer.renderRetention();
}

} // namespace Tbs::Test
