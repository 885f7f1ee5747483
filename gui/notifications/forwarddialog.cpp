// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "forwarddialog.h"

#include "../application/tone.h"
#include "notificationcolumn.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkReply>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr int timeoutMilliseconds = 30'000;

} // namespace

ForwardDialog::ForwardDialog(Settings &settings, QByteArray body, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_body(std::move(body))
    , m_url(new QLineEdit(settings.value(Setting::ForwardUrl).toString()))
    , m_result(new QLabel)
{
    setObjectName(u"forwardDialog"_s);
    setWindowTitle(tr("Forward to a URL"));
    m_url->setObjectName(u"forwardUrl"_s);
    m_url->setAccessibleName(tr("URL"));
    m_url->setPlaceholderText(u"https://example.org/webhook"_s);
    m_url->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_result->setObjectName(u"forwardResult"_s);
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_send = buttons->addButton(tr("&Send"), QDialogButtonBox::ActionRole);
    m_send->setObjectName(u"forwardSend"_s);
    m_send->setDefault(true);

    auto *form = new QFormLayout;
    form->addRow(tr("&URL"), m_url);
    form->addRow(tr("Size"), new QLabel(sizeText(m_body.size())));
    form->addRow(tr("Answer"), m_result);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_send, &QPushButton::clicked, this, &ForwardDialog::send);
    connect(m_url, &QLineEdit::textChanged, this, &ForwardDialog::checkUrl);
    m_network.setTransferTimeout(timeoutMilliseconds);
    checkUrl();
}

void ForwardDialog::checkUrl()
{
    const QUrl url(m_url->text().trimmed(), QUrl::StrictMode);
    m_send->setEnabled(url.isValid() && !url.host().isEmpty()
                       && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1));
}

void ForwardDialog::send()
{
    const QUrl url(m_url->text().trimmed(), QUrl::StrictMode);
    m_settings.setValue(Setting::ForwardUrl, url.toString(QUrl::RemoveUserInfo));
    m_send->setEnabled(false);
    m_result->setText(tr("Sending…"));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/fhir+json"));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    auto *reply = m_network.post(request, m_body);
    const auto started = QDateTime::currentMSecsSinceEpoch();
    connect(reply, &QNetworkReply::finished, this, [this, reply, started] { take(reply, started); });
}

void ForwardDialog::take(QNetworkReply *reply, qint64 started)
{
    reply->deleteLater();
    checkUrl();
    const auto took = QDateTime::currentMSecsSinceEpoch() - started;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        showResult(false, tr("There was no answer: %1").arg(reply->errorString()));
        return;
    }
    const auto reason = reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    showResult(status >= 200 && status < 300, tr("%1 %2, after %3 ms").arg(QString::number(status), reason).arg(took));
}

void ForwardDialog::showResult(bool good, const QString &text)
{
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(good ? Tone::Good : Tone::Bad, colors));
    m_result->setPalette(colors);
    m_result->setText((good ? u"✔ "_s : u"✘ "_s) + text);
}

} // namespace Tbs::Gui
