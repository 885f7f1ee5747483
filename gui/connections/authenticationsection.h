// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "formsection.h"

#include <Tbs/service/configuration.h>

class QComboBox;
class QLineEdit;

namespace Tbs::Gui {

class FileEdit;
class HeadersEdit;
class SecretEdit;

/// How to show the FHIR server who we are: only the fields of the chosen way are shown.
class AuthenticationSection : public FormSection
{
    Q_OBJECT

public:
    explicit AuthenticationSection(QWidget *parent = nullptr);

    [[nodiscard]] ServerAuthentication authentication() const;
    void setAuthentication(const ServerAuthentication &authentication);
    void showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings) override;
    [[nodiscard]] QList<Error> ownMistakes() const override;
    void touch() override;
    [[nodiscard]] QWidget *firstMistake() const override;
    [[nodiscard]] QString labelOf(const QString &element) const override;
    void setKept();

private:
    using Type = ServerAuthentication::Type;

    void makeType();
    void makeFields();
    void showType();
    [[nodiscard]] Type type() const;
    void writeTokenRequest(ServerAuthentication &authentication) const;

    QComboBox *m_type;
    QLabel *m_typeText = nullptr;
    QLineEdit *m_username;
    SecretEdit *m_password;
    SecretEdit *m_token;
    QLineEdit *m_tokenUrl;
    QLineEdit *m_clientId;
    SecretEdit *m_clientSecret;
    QComboBox *m_secretMethod;
    FileEdit *m_privateKey;
    QLineEdit *m_keyId;
    QLineEdit *m_jwksUrl;
    QLineEdit *m_scopes;
    HeadersEdit *m_headers;
};

} // namespace Tbs::Gui
