// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QIODevice>

namespace Tbs {

/// The body of a request that is read once. QNetworkAccessManager (Qt 6.4) sends any request up to three times again
/// by itself, creates included, when the connection is closed before the answer; a body that cannot be reset keeps it
/// from that. (Without a body it still repeats; that does no harm to GET and DELETE.)
class OneTimeBody : public QIODevice
{
    Q_OBJECT

public:
    explicit OneTimeBody(QByteArray bytes);

    [[nodiscard]] bool isSequential() const override { return false; }
    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maximumSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
};

} // namespace Tbs
