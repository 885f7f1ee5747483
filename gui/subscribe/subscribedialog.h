// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "handshakeprogress.h"

#include <Tbs/client/topicdiscovery.h>
#include <Tbs/service/headerjudgement.h>
#include <Tbs/support/clock.h>

#include <QDialog>

class QPushButton;
class QStackedWidget;

namespace Tbs::Gui {

class HandshakeView;
class MessageBar;
class PreviewPane;
class SubscriptionForm;

/// Subscribes to a topic, or changes a subscription: first a form with what will be sent, then the handshake as it
/// comes. Window-modal where it has a parent. Opens itself and deletes itself when it is closed.
class SubscribeDialog : public QDialog
{
    Q_OBJECT

public:
    /// A new subscription to \a topic; without one its URL is typed in. \a backend and \a clock must outlive it.
    static SubscribeDialog *subscribe(Backend &backend, const Clock &clock, const std::optional<DiscoveredTopic> &topic,
                                      QWidget *parent);
    /// Changes the one with the webhook id of \a configuration (as Connection::configuration has it, without the
    /// defaults). Without \a topic the server is asked for it.
    static SubscribeDialog *edit(Backend &backend, const Clock &clock, const SubscriptionConfiguration &configuration,
                                 const std::optional<DiscoveredTopic> &topic, QWidget *parent);

    /// Without what tells who a patient is. The parent's page calls this while the dialog is open.
    void setMasked(bool masked);
    /// Closes; asks first where something was typed that would be lost.
    void reject() override;

Q_SIGNALS:
    /// The subscription is active, and the operator wants to see what arrives.
    void eventsRequested(const QString &webhookId);

private:
    SubscribeDialog(Backend &backend, const Clock &clock, bool isNew, QWidget *parent);

    void start(const std::optional<DiscoveredTopic> &topic);
    void makeFormPage();
    void makeHandshakePage();
    void loadTopics();
    void check();
    [[nodiscard]] HeaderJudgement judgedHeaders(const SubscriptionConfiguration &configuration) const;
    [[nodiscard]] QList<Error> mistakes(const SubscriptionConfiguration &configuration) const;
    void submit();
    void takeAnswer(const Result<void> &answer);
    void setBusy(bool busy);
    void takeJournal(const QList<JournalEntry> &entries);
    void showProgress();
    void goBack();
    void showEvents();
    void confirmDiscard();

    Backend &m_backend;
    const Clock &m_clock;
    bool m_isNew;
    SubscriptionConfiguration m_initial; ///< as the form was when it was opened
    SubscriptionConfiguration m_submitted;
    bool m_isUnchanged = false; ///< of what was submitted: the server has it so
    bool m_busy = false;
    HandshakeProgress m_progress;
    MessageBar *m_messageBar;
    QStackedWidget *m_pages;
    SubscriptionForm *m_form;
    PreviewPane *m_preview;
    HandshakeView *m_handshake;
    QPushButton *m_submit = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_tryAgain = nullptr;
    QPushButton *m_showEvents = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace Tbs::Gui
