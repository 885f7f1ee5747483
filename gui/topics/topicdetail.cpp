// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicdetail.h"

#include "../detail/htmlview.h"
#include "../detail/jsontextview.h"
#include "../detail/jsontreeview.h"
#include "topictext.h"

#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

TopicDetail::TopicDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_text(new HtmlView)
    , m_tree(new JsonTreeView)
    , m_json(new JsonTextView)
{
    m_text->setObjectName(u"topicText"_s);
    m_text->setAccessibleName(tr("Topic"));
    m_json->setObjectName(u"topicJson"_s);
    m_json->setAccessibleName(tr("Topic as JSON"));
    m_tree->setObjectName(u"topicTree"_s);
    m_tree->setAccessibleName(tr("Topic as a tree"));
    m_tabs->setObjectName(u"topicTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_text, tr("Summary"));
    m_tabs->addTab(m_tree, tr("Tree"));
    m_tabs->addTab(m_json, tr("JSON"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    clear();
}

void TopicDetail::setTopic(const DiscoveredTopic &topic, const QStringList &webhookIds)
{
    m_text->showPage(TopicText(topic, webhookIds).html());
    showJson(topic.topic.raw);
}

void TopicDetail::clear()
{
    m_text->showMessage(tr("Select a topic to see what it is about."));
    showJson({});
}

void TopicDetail::showJson(const QJsonObject &object)
{
    m_tabs->setTabVisible(1, !object.isEmpty());
    m_tabs->setTabVisible(2, !object.isEmpty());
    m_json->setJson(object);
    m_tree->setObject(object);
}

} // namespace Tbs::Gui
