// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/httpmessage.h>

#include <QTextStream>

int main()
{
    Tbs::HttpResponse response;
    const Tbs::HttpReply reply([&response](Tbs::HttpResponse sent) { response = std::move(sent); });
    reply.send({.status = 202});
    QTextStream(stdout) << response.contentType << Qt::endl;
    return response.status == 202 ? 0 : 1;
}
