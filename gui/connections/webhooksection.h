// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "formsection.h"

#include <Tbs/service/configuration.h>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace Tbs::Gui {

class FileEdit;
class SecretEdit;

/// Where notifications arrive, and what their senders have to show.
class WebhookSection : public FormSection
{
    Q_OBJECT

public:
    explicit WebhookSection(QWidget *parent = nullptr);

    /// Limits stay.
    void writeTo(WebhookConfiguration &webhook) const;
    void setWebhook(const WebhookConfiguration &webhook);
    [[nodiscard]] QList<Error> ownMistakes() const override;
    /// What can be signed depends on the profile of the server.
    void setProfile(const QString &name);
    void setKept();

private:
    void makeAddress();
    void makeProof();
    void makeTls();
    [[nodiscard]] QHostAddress address() const;
    void showResult();

    QComboBox *m_address;
    QSpinBox *m_port;
    QLineEdit *m_publicUrl;
    QLabel *m_publicUrlText = nullptr;
    QLineEdit *m_pathPrefix;
    QLabel *m_pathPrefixText = nullptr;
    SecretEdit *m_token;
    QLineEdit *m_tokenHeader;
    SecretEdit *m_signatureSecret;
    FileEdit *m_certificate;
    FileEdit *m_key;
    FileEdit *m_clientCa;
    bool m_serverSigns = false;
};

} // namespace Tbs::Gui
