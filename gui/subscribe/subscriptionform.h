// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../forms/fieldmessages.h"

#include <Tbs/client/topicdiscovery.h>

#include <QWidget>

class QComboBox;
class QToolButton;
class QVBoxLayout;

namespace Tbs::Gui {

class DeliveryForm;
class FilterEditor;
class HandlerForm;
class WheelGuard;

/// Everything that a subscription can be told: topic, filters, delivery, handler.
class SubscriptionForm : public QWidget
{
    Q_OBJECT

public:
    /// \a backend must outlive this.
    explicit SubscriptionForm(Backend &backend, QWidget *parent = nullptr);

    /// What the topic can be chosen from, besides typing it in.
    void setTopics(const QList<DiscoveredTopic> &topics);
    /// It is about this topic and no other.
    void setTopic(const DiscoveredTopic &topic);
    [[nodiscard]] SubscriptionConfiguration configuration() const;
    /// One that exists: its webhook id stays.
    void setConfiguration(const SubscriptionConfiguration &configuration);

    /// Each at its field.
    void showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings);
    /// Shows also what is wrong with fields that nobody has touched, and goes to the first of them.
    void goToMistake();
    void setMasked(bool masked);

Q_SIGNALS:
    void changed();

private:
    void addTitle(const QString &title);
    void makeTopic();
    void makeAdvanced();
    void showAdvanced(bool shown);
    void takeTopic();
    void changeSomething();

    QList<DiscoveredTopic> m_topics;
    bool m_topicsKnown = false;
    TopicSubscription m_original; ///< what the form does not show is kept
    FieldMessages m_messages;
    WheelGuard *m_wheelGuard = nullptr; ///< a child
    QVBoxLayout *m_layout;
    QComboBox *m_topic;
    QLabel *m_topicText;
    FilterEditor *m_filters;
    DeliveryForm *m_delivery;
    QToolButton *m_advanced;
    HandlerForm *m_handler;
};

} // namespace Tbs::Gui
