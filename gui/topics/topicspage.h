// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "../backend/backend.h"
#include "../backend/requestgeneration.h"
#include "../mainwindow/page.h"

#include <Tbs/support/clock.h>

#include <QPointer>

class QAction;
class QHBoxLayout;
class QLabel;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace Tbs::Gui {

class EmptyState;
class SearchEdit;
class SubscribeDialog;
class TopicDetail;
class TopicModel;
class WordSearchModel;

/// What the server has to tell of its topics; from here they are subscribed to.
class TopicsPage final : public Page
{
    Q_OBJECT

public:
    /// All of them must outlive this.
    TopicsPage(Backend &backend, Settings &settings, const Clock &clock, QWidget *parent = nullptr);

    void find() override;
    void setMasked(bool masked) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeActions();
    void makeTools();
    void makeList();
    void restoreColumns();
    [[nodiscard]] QWidget *makeStatusLine();
    void takeState();
    void load();
    void take(const Result<DiscoveredTopics> &found);
    void takeSubscriptions();
    void showState();
    void showEmpty();
    void act();
    [[nodiscard]] QString statusText() const;
    void showRemarks();
    void showCurrent();
    [[nodiscard]] std::optional<DiscoveredTopic> currentTopic() const;
    void subscribe(const std::optional<DiscoveredTopic> &topic);
    void copyUrl();
    void showContextMenu(const QPoint &position);

    Backend &m_backend;
    Settings &m_settings;
    const Clock &m_clock;
    TopicModel *m_model;
    WordSearchModel *m_searchModel;
    bool m_loading = false;
    bool m_loaded = false;
    RequestGeneration m_connection;
    bool m_masked = false;
    std::optional<Error> m_error;
    QList<Issue> m_remarks;
    QPointer<SubscribeDialog> m_dialog;
    QAction *m_subscribe = nullptr;
    QAction *m_subscribeByUrl = nullptr;
    QAction *m_copyUrl = nullptr;
    QAction *m_refresh = nullptr;
    QHBoxLayout *m_tools;
    QStackedWidget *m_stack;
    QTreeView *m_list;
    SearchEdit *m_search;
    EmptyState *m_empty;
    TopicDetail *m_detail;
    QSplitter *m_splitter;
    QLabel *m_status;
    QToolButton *m_remarksButton;
    QLabel *m_remarksText;
};

} // namespace Tbs::Gui
