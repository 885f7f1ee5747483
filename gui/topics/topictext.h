// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../detail/htmltext.h"

#include <Tbs/client/topicdiscovery.h>

#include <QCoreApplication>

namespace Tbs::Gui {

/// All that is known of a topic as a page to read, in the HTML that QTextBrowser understands. What the server wrote is
/// text there, whatever it looks like.
class TopicText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::TopicText)

public:
    /// \a topic must outlive this. \a webhookIds: of our subscriptions to it.
    TopicText(const DiscoveredTopic &topic, QStringList webhookIds);

    [[nodiscard]] QString html();

private:
    void addFacts();
    void addTriggers();
    void addResourceTrigger(const SubscriptionTopic::ResourceTrigger &trigger);
    void addFilters();
    void addShapes();

    const DiscoveredTopic &m_topic;
    QStringList m_webhookIds;
    HtmlText m_text;
};

} // namespace Tbs::Gui
