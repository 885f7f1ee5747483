// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "desktop.h"

#include "../connections/connectionspage.h"
#include "../connections/keychainsecretstore.h"
#include "../connections/openconnectionmenu.h"
#include "../health/statuslight.h"
#include "../history/historypage.h"
#include "../live/livepage.h"
#include "../overview/overviewpage.h"
#include "../subscriptions/subscriptionspage.h"
#include "../topics/topicspage.h"

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

Desktop::Desktop(Clock &clock, Settings &settings, Backend &backend, std::unique_ptr<SecretStore> keychain)
    : m_store(settings.folder() + u"/connections"_s, clock)
    , m_secrets(keychain ? std::move(keychain) : std::make_unique<KeychainSecretStore>(),
                settings.folder() + u"/secrets.json"_s, settings)
    , m_connections(m_store, m_secrets, backend, settings, clock)
    , m_styles(settings)
    , m_window(backend, settings)
    , m_tray(backend, settings, clock, m_window, m_trayDisplay)
{
    m_window.addPage(new OverviewPage(backend, settings, clock));
    m_window.addPage(new LivePage(backend, settings, m_styles, clock));
    m_window.addPage(new HistoryPage(backend, settings, m_styles, clock));
    m_window.addPage(new TopicsPage(backend, settings, clock));
    m_window.addPage(new SubscriptionsPage(backend, settings, clock));
    m_window.addPage(new ConnectionsPage(backend, m_connections, m_secrets, settings, clock));
    m_window.addFileMenu(new OpenConnectionMenu(m_connections));
    auto *light = new StatusLight(backend);
    m_window.addStatusWidget(light);
    QObject::connect(light, &StatusLight::clicked, &m_window, [this] { m_window.showPage(u"overviewPage"_s); });
    m_window.restorePage();
}

void Desktop::start()
{
    if (!m_connections.openLast()) {
        m_window.showPage(u"connectionsPage"_s);
    }
}

} // namespace Tbs::Gui
