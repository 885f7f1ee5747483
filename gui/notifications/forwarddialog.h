// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"

#include <QDialog>
#include <QNetworkAccessManager>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Tbs::Gui {

/// Sends one notification to a URL and says what came back.
class ForwardDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a settings must outlive this; the URL is remembered there.
    ForwardDialog(Settings &settings, QByteArray body, QWidget *parent = nullptr);

private:
    void checkUrl();
    void send();
    void take(QNetworkReply *reply, qint64 started);
    void showResult(bool good, const QString &text);

    Settings &m_settings;
    QByteArray m_body;
    QNetworkAccessManager m_network;
    QLineEdit *m_url;
    QLabel *m_result;
    QPushButton *m_send;
};

} // namespace Tbs::Gui
