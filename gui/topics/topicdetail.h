// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/topicdiscovery.h>

#include <QWidget>

class QTabWidget;
class QTextBrowser;

namespace Tbs::Gui {

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
    QTextBrowser *m_text;
    JsonTreeView *m_tree;
    JsonTextView *m_json;
    QString m_html;
};

} // namespace Tbs::Gui
