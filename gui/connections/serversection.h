// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "formsection.h"

#include <Tbs/service/configuration.h>

class QComboBox;
class QLineEdit;

namespace Tbs::Gui {

class FileEdit;

/// Which FHIR server, and what is known of it.
class ServerSection : public FormSection
{
    Q_OBJECT

public:
    explicit ServerSection(QWidget *parent = nullptr);

    /// All but the authentication.
    void writeTo(Configuration &configuration) const;
    void setConfiguration(const Configuration &configuration);
    [[nodiscard]] QList<Error> ownMistakes() const override;
    /// The name of the chosen profile.
    [[nodiscard]] QString profile() const;

private:
    void makeServer();
    void makeTls();
    void explainProfile();

    QLineEdit *m_baseUrl;
    QComboBox *m_version;
    QComboBox *m_profile;
    QLabel *m_profileText = nullptr;
    FileEdit *m_certificate;
    FileEdit *m_key;
    FileEdit *m_ca;
};

} // namespace Tbs::Gui
