// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/topicdiscovery.h>

#include <QWidget>

class QTabWidget;

namespace Tbs::Gui {

class HtmlView;
class JsonTextView;
class JsonTreeView;

/// Everything about one topic: to read, and as the server has it.
class TopicDetail : public QWidget
{
    Q_OBJECT

public:
    explicit TopicDetail(QWidget *parent = nullptr);

    /// \a webhookIds: of our subscriptions to it.
    void setTopic(const DiscoveredTopic &topic, const QStringList &webhookIds);
    void clear();

private:
    void showJson(const QJsonObject &object);

    QTabWidget *m_tabs;
    HtmlView *m_text;
    JsonTreeView *m_tree;
    JsonTextView *m_json;
};

} // namespace Tbs::Gui
