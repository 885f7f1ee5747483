// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../detail/htmltext.h"
#include "subscriptionrow.h"

#include <QCoreApplication>

namespace Tbs::Gui {

/// All that is known of a subscription as a page to read, in the HTML that QTextBrowser understands. What the server
/// wrote is text there, whatever it looks like.
class SubscriptionText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::SubscriptionText)

public:
    /// \a row must outlive this. \a masked: without what tells who a patient is.
    SubscriptionText(const SubscriptionRow &row, bool masked);

    [[nodiscard]] QString html();

private:
    void addHealth();
    void addErrors();
    void addProblems();
    void addDelivery();
    void addResource();
    void addRemarks();
    [[nodiscard]] QString serversWords(const QString &text) const;

    const SubscriptionRow &m_row;
    bool m_masked;
    HtmlText m_text;
};

} // namespace Tbs::Gui
