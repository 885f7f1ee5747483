// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../forms/fieldmessages.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QFormLayout;
class QLineEdit;

namespace Tbs::Gui {

class HeadersEdit;
class OptionalNumberBox;

/// How the notifications of a subscription come: content, channel, periods and limits, and its webhook.
class DeliveryForm : public QWidget
{
    Q_OBJECT

public:
    /// \a backend must outlive this: defaults, endpoint and headers are those of its connection.
    explicit DeliveryForm(Backend &backend, QWidget *parent = nullptr);

    /// Puts what stands in the form into \a definition; topic and filters stay.
    void writeTo(TopicSubscription &definition) const;
    void setDefinition(const TopicSubscription &definition);
    /// The webhook id identifies a subscription that is there already.
    void setWebhookIdFixed();
    /// Shows what results from \a definition: the webhook id that it gets by default, and where notifications go.
    void showResult(const TopicSubscription &definition);

    /// What the server is to send along besides the webhook's token.
    [[nodiscard]] QList<ConfiguredHeader> headers() const;
    void setHeaders(const QList<ConfiguredHeader> &headers);

    void showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings);
    void touch();
    [[nodiscard]] QWidget *firstMistake() const;

Q_SIGNALS:
    void changed();

private:
    void makeContent();
    void makeChannel();
    void makeNumbers();
    void makeEnd();
    void makeWebhook();
    /// A row with the field and, below it, what is wrong with \a element and \a explanation.
    void addRow(const QString &label, QWidget *field, const QString &element, QWidget *explanation = nullptr);
    void explain();

    Backend &m_backend;
    FieldMessages m_messages;
    QFormLayout *m_form;
    QComboBox *m_content;
    QLabel *m_contentText;
    QComboBox *m_channel;
    QLabel *m_channelText;
    OptionalNumberBox *m_heartbeatPeriod = nullptr;
    OptionalNumberBox *m_timeout = nullptr;
    OptionalNumberBox *m_maxCount = nullptr;
    QCheckBox *m_ends;
    QDateTimeEdit *m_end;
    QLineEdit *m_webhookId;
    QLabel *m_token;
    HeadersEdit *m_headers;
    QString m_shownWebhookId;
};

} // namespace Tbs::Gui
