// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "changesview.h"

#include "../notifications/patientmask.h"
#include "differencelist.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_list(new DifferenceList(tr("Before"), tr("Now")))
{
    m_title->setObjectName(u"changesTitle"_s);
    m_title->setWordWrap(true);
    m_list->setObjectName(u"detailChanges"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_list, 1);
}

void ChangesView::setDetail(const NotificationDetail &detail, bool masked)
{
    m_list->clear();
    if (detail.previousBody.isEmpty() || detail.events.isEmpty()) {
        m_title->clear();
        return;
    }
    const auto &focus = detail.events.constFirst().focus;
    const auto before = NotificationDetail::focusResource(detail.previousBody, focus);
    const auto after = NotificationDetail::focusResource(detail.entry.body, focus);
    const auto name = masked ? maskedReference(focus) : focus;
    const auto time = detail.previousReceivedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    if (before.isEmpty() || after.isEmpty()) {
        m_title->setText(
            tr("The event before it about %1 came at %2. The resource is not in both notifications, so there "
               "is nothing to compare.")
                .arg(name, time));
        return;
    }
    m_title->setText(tr("%1, compared with the event before it, which came at %2:").arg(name, time));
    showDifferences(before, after, masked);
}

void ChangesView::showDifferences(const QJsonObject &before, const QJsonObject &after, bool masked)
{
    const auto differences = jsonDifferences(before, after);
    if (differences.isEmpty()) {
        m_title->setText(m_title->text() + u' ' + tr("no difference."));
    }
    m_list->setDifferences(differences, masked);
}

} // namespace Tbs::Gui
