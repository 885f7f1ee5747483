// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "examplesubscriptions.h"
#include "gui/application/desktop.h"
#include "gui/overview/overviewtable.h"
#include "gui/overview/timechart.h"
#include "gui/tray/trayicon.h"
#include "guitest.h"
#include "mockclock.h"
#include "pictures.h"

#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

class OverviewRenderer
{
public:
    explicit OverviewRenderer(const Pictures &pictures);

    void renderEmpty();
    void renderWell();
    void renderMany();
    void renderAllLights();

private:
    void nameTopics();
    void show(const QList<Gui::ManagedSubscription> &subscriptions, bool trouble);
    void save(const QString &name) { m_pictures.save(m_desktop.window(), u"overview-"_s + name); }

    const Pictures &m_pictures;
    MockClock m_clock;
    TemporarySettings m_settings;
    ExampleBackend m_backend;
    Gui::Desktop m_desktop;
};

OverviewRenderer::OverviewRenderer(const Pictures &pictures)
    : m_pictures(pictures)
    , m_backend(m_clock)
    , m_desktop(m_clock, *m_settings, m_backend)
{
    nameTopics();
    m_desktop.window().show();
    m_desktop.window().showPage(u"overviewPage"_s);
}

/// Of most of them the server has a title.
void OverviewRenderer::nameTopics()
{
    const auto add = [this](const QString &id, const QString &title) {
        DiscoveredTopic topic;
        topic.topic.url = u"http://example.org/topic/"_s + id;
        topic.topic.title = title;
        m_backend.server().answeredTopics.topics << topic;
    };
    const auto subscriptions = subscriptionsWithAllLights(m_clock.now());
    for (const auto &one : subscriptions) {
        const auto &id = one.webhookId();
        if (id != u"patients"_s && id != u"lab-results"_s) {
            add(id, u"Changes of "_s + QString(id).replace(u'-', u' '));
        }
    }
    for (int ward = 1; ward <= 30; ++ward) {
        add(u"ward-%1"_s.arg(ward, 2, 10, QLatin1Char('0')),
            u"Admissions to ward %1 and transfers from it"_s.arg(ward));
    }
}

void OverviewRenderer::show(const QList<Gui::ManagedSubscription> &subscriptions, bool trouble)
{
    m_backend.setSubscriptions(subscriptions);
    QStringList busy;
    for (const auto &one : subscriptions) {
        const bool isDelivered =
            !one.suspended && one.health.state <= HealthState::Gap && one.health.lastEventAt.isValid();
        if (isDelivered && busy.size() < 5) {
            busy << one.webhookId();
        }
    }
    const auto activity = exampleActivity(busy, m_clock.now(), trouble);
    for (const auto &second : activity) {
        m_backend.tellActivity(second);
    }
}

void OverviewRenderer::renderEmpty()
{
    save(u"disconnected"_s);
    m_backend.start();
    save(u"empty"_s);
}

void OverviewRenderer::renderWell()
{
    show(healthySubscriptions(1, m_clock.now()), false);
    save(u"one"_s);
    m_clock.advance(std::chrono::hours(1)); // the seconds before are forgotten
    show(healthySubscriptions(6, m_clock.now()), false);
    save(u"well"_s);
}

void OverviewRenderer::renderMany()
{
    m_clock.advance(std::chrono::hours(1));
    auto subscriptions = healthySubscriptions(30, m_clock.now());
    subscriptions[17] = exampleSubscription(subscriptions.at(17).webhookId(), HealthState::Silent, m_clock.now());
    show(subscriptions, true);
    save(u"many"_s);
}

void OverviewRenderer::renderAllLights()
{
    m_clock.advance(std::chrono::hours(1));
    m_backend.tellJournal(exampleJournal(m_clock.now()));
    auto subscriptions = subscriptionsWithAllLights(m_clock.now());
    show(subscriptions, true);
    m_desktop.window().resize(1280, 1000);
    auto &page = child<QWidget>(m_desktop.window(), u"overviewPage"_s);
    auto &table = child<Gui::OverviewTable>(page, u"overviewTable"_s);
    QApplication::processEvents();
    table.selectRow(3);
    auto &chart = child<Gui::TimeChart>(page, u"rateChart"_s);
    for (int i = 0; i < 110; ++i) {
        QTest::keyClick(&chart, Qt::Key_Left);
    }
    save(u"lights"_s);
    m_desktop.window().resize(1000, 620);
    save(u"small"_s);
    m_desktop.window().resize(1180, 760);
    table.selectRow(table.model()->rowCount() - 1);
    child<QAction>(page, u"suspendSubscription"_s).trigger();
    m_pictures.save(child<QMessageBox>(m_desktop.window(), u"suspendDialog"_s), u"overview-suspend"_s);
}

/// On a light panel and on a dark one, in the sizes that there are.
void renderTrayIcons(const Pictures &pictures)
{
    QList<QIcon> icons{Gui::disconnectedTrayIcon()};
    for (int i = 0; i < Gui::subscriptionLightCount; ++i) {
        icons << Gui::trayIcon(static_cast<Gui::SubscriptionLight>(i));
    }
    QWidget panels;
    auto *layout = new QGridLayout(&panels);
    int row = 0;
    for (const auto background : {Qt::white, Qt::black}) {
        for (const int size : {16, 22, 32}) {
            for (int column = 0; column < icons.size(); ++column) {
                auto *label = new QLabel;
                label->setAutoFillBackground(true);
                label->setPalette(QPalette(background));
                label->setPixmap(icons.at(column).pixmap(size));
                label->setAlignment(Qt::AlignCenter);
                layout->addWidget(label, row, column);
            }
            ++row;
        }
    }
    panels.show();
    pictures.save(panels, u"tray-icons"_s);
}

} // namespace

void renderOverview(const Pictures &pictures)
{
    OverviewRenderer renderer(pictures);
    renderer.renderEmpty();
    renderer.renderWell();
    renderer.renderMany();
    renderer.renderAllLights();
    renderTrayIcons(pictures);
}

} // namespace Tbs::Test
