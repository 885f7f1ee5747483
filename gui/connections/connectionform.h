// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/connection.h"

#include <Tbs/support/clock.h>
#include <Tbs/support/error.h>

#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace Tbs::Gui {

class AuthenticationSection;
class ChannelSection;
class FormSection;
class ManagementSection;
class ServerSection;
class WebhookSection;

/// Edits one connection. What is wrong stands at its field while one types.
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit ConnectionForm(const Clock &clock, QWidget *parent = nullptr);

    /// As it is saved: Inline secrets without value are kept elsewhere.
    void setConnection(const Connection &saved);
    /// Puts \a edited into the fields, as if it were typed in.
    void edit(const Connection &edited);
    /// Puts what stands in the form into \a connection; the subscriptions and what else the form does not show stay.
    void writeTo(Connection &connection) const;
    /// What it would be saved as: that of setConnection() with what stands in the form.
    [[nodiscard]] Connection connection() const;
    [[nodiscard]] bool isChanged() const;
    /// It is saved as it stands here: what was typed in as a secret is kept elsewhere now.
    void setSaved(const Connection &saved);
    /// What has changed in it besides what is edited here.
    void setOthers(const Connection &saved);

    [[nodiscard]] const QList<Error> &mistakes() const { return m_mistakes; }
    /// What has to be mended, a line each: `Base URL: Write the base URL of the FHIR server`.
    [[nodiscard]] QStringList mistakeTexts() const;
    /// Whether it can be saved as it is, though it may not be usable: nothing of it would get lost.
    [[nodiscard]] bool canBeSaved() const;
    /// Shows also what is wrong with fields that nobody has touched, and goes to the first of them.
    void goToMistake();

Q_SIGNALS:
    void changed();

private:
    void makeName();
    void addTitle(const QString &title);
    void addSection(FormSection *section);
    /// Whether subscriptions come by it, or what stands in its fields has to be mended.
    [[nodiscard]] bool needsWebhook() const;
    void check();
    [[nodiscard]] bool hasUnreadableText() const;
    [[nodiscard]] QList<Error> findOwnMistakes() const;
    void showMistakes(const QList<Issue> &warnings);
    void alignLabels();
    /// The one that has its field; behind the last one: none has.
    [[nodiscard]] qsizetype sectionOf(const Error &mistake) const;
    [[nodiscard]] QString labelOf(const Error &mistake) const;

    const Clock &m_clock;
    Connection m_saved;
    QList<Error> m_mistakes;
    QVBoxLayout *m_layout;
    FormSection *m_name;
    QLineEdit *m_nameEdit;
    QLabel *m_sandboxText;
    QWidget *m_configured;
    QVBoxLayout *m_configuredLayout;
    ServerSection *m_server;
    AuthenticationSection *m_authentication;
    ChannelSection *m_channel;
    WebhookSection *m_webhook;
    ManagementSection *m_management;
    QList<FormSection *> m_sections;
    QLabel *m_others; ///< mistakes that have no field here
};

} // namespace Tbs::Gui
